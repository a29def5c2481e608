"""What a graph stands on: a store in memory or on disk, or a service."""
