"""A projection's rows as a network, and the paths in it."""
