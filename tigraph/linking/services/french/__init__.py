"""The services of France, and what Wikidata calls its kinds: what only French data need."""
