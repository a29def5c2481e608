"""The contours of regions and départements (ANCT)."""
