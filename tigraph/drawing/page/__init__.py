"""A network as a page that opens offline: its data, its frame and its script in one file."""
