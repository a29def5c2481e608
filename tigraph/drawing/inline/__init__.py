"""Pictures within a page: SVG written as such, in the colours of the page, by day and by night."""
