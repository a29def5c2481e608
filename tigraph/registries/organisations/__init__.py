"""The State's bodies, operators, and associations of local authorities."""
