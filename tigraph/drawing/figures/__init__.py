"""A network as a figure for a paper: SVG, PNG and PDF, with its legend and its source."""
