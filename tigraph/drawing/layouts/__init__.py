"""Where the nodes of a network stand: by force, in levels, in circles, on a map."""

LAYOUTS = ("force", "levels", "circle", "map")
