"""The labelled territories of the programme and their members (ANCT)."""
