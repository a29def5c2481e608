"""The page of a network: its frame, its style and its script."""
