"""One actor at a time: its card, traits, structure, places and history."""
