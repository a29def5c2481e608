"""Where the nodes of a network stand."""

LAYOUTS = ("force", "levels", "circle", "map")
