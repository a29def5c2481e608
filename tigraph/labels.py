"""What things are called, in French or in English."""

from __future__ import annotations

import pyoxigraph as ox

from tigraph.store import select
from tigraph.vocabulary import curie

_QUERY = """
SELECT ?thing ?property ?label (LANG(?label) AS ?language) WHERE {
  VALUES ?property { skos:prefLabel rdfs:label tig:inverseLabel }
  ?thing ?property ?label
}
"""


class Labels:
    """The labels of everything in a store: entities, concepts, classes and properties."""

    def __init__(self, store: ox.Store, language: str = "fr") -> None:
        self.language = language
        self._labels: dict[str, dict[str, str]] = {}
        self._inverse: dict[str, dict[str, str]] = {}
        for row in select(store, _QUERY):
            into = self._inverse if row["property"].endswith("inverseLabel") else self._labels
            into.setdefault(row["thing"], {})[row["language"] or "fr"] = row["label"]

    def __call__(self, iri: str) -> str:
        """Return the label in the language asked for, else in French, else the CURIE."""
        return self._chosen(self._labels, iri) or curie(iri)

    def inverse(self, relation: str) -> str:
        """Return how a relation reads from its object ("is presided over by")."""
        return self._chosen(self._inverse, relation) or f"← {self(relation)}"

    def _chosen(self, labels: dict[str, dict[str, str]], iri: str) -> str:
        own = labels.get(iri, {})
        return own.get(self.language) or own.get("fr") or own.get("en") or ""
