"""Registers described in a file: a declaration, and the reader that it makes."""
