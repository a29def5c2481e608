"""What holds at a date: bounds, rules and snapshots."""
