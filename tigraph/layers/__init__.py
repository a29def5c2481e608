"""Registry layers whole: gathered, built, changed, listed, described, exported."""
