"""The user's machine: files that are written whole, and the cache."""
