"""RDF and SPARQL, with nothing of claims: vocabulary, query text, loading, asking."""
