"""What keeps a graph sound: shapes, and texts against their citations."""
