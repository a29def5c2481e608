"""The catalogue of queries, and what comes back as an answer."""
