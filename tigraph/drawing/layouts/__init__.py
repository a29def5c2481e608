"""Where the nodes of a network stand."""
