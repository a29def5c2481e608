"""Two sides, and what became of each node, tie and figure between them."""
