"""Lanes: a band for each governance level, a column for each kind, ties in the gaps between."""
