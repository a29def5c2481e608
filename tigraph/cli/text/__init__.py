"""How tables, cards, histories and comparisons are set for a terminal."""
