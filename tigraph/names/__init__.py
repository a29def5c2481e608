"""What things are called, and how they are found by name."""
