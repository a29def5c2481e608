"""What is said, by whom, on what evidence, and how to cite it."""
