"""A network as a page that opens offline."""
