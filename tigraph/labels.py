"""What things are called, in French or in English."""

from __future__ import annotations

from collections.abc import Iterable

from tigraph.errors import UsageError
from tigraph.sparql import iri as iri_text
from tigraph.store import Queryable, select
from tigraph.vocabulary import curie

_QUERY = """
SELECT ?thing ?property ?label (LANG(?label) AS ?language) WHERE {{
  VALUES ?thing {{ {things} }}
  {{ ?thing skos:prefLabel ?label }} UNION {{ ?thing rdfs:label ?label }}
  UNION {{ ?thing tig:inverseLabel ?label BIND(true AS ?property) }}
}}
"""
#: So many IRIs are named in one query.
_TOGETHER = 1000


class Labels:
    """The labels of entities, concepts, classes and properties, read when they are asked for."""

    def __init__(self, store: Queryable, language: str = "fr") -> None:
        self.language = language
        self._store = store
        self._labels: dict[str, dict[str, str]] = {}
        self._inverse: dict[str, dict[str, str]] = {}

    def read(self, iris: Iterable[str]) -> None:
        """Read the labels of many things together, which is quicker than one by one."""
        missing = sorted({iri for iri in iris if iri not in self._labels})
        for start in range(0, len(missing), _TOGETHER):
            some = missing[start : start + _TOGETHER]
            self._labels.update((iri, {}) for iri in some)
            things = " ".join(filter(None, map(_term, some)))
            for row in select(self._store, _QUERY.format(things=things)):
                into = self._inverse if row["property"] else self._labels
                into.setdefault(row["thing"], {})[row["language"] or "fr"] = row["label"]

    def __call__(self, iri: str) -> str:
        """Return the label in the language asked for, else in French, else the CURIE."""
        return self._chosen(self._labels, iri) or curie(iri)

    def inverse(self, relation: str) -> str:
        """Return how a relation reads from its object ("is presided over by")."""
        return self._chosen(self._inverse, relation) or f"← {self(relation)}"

    def _chosen(self, labels: dict[str, dict[str, str]], iri: str) -> str:
        if iri not in self._labels:
            self.read([iri])
        own = labels.get(iri, {})
        return own.get(self.language) or own.get("fr") or own.get("en") or ""


def _term(text: str) -> str:
    """Return an IRI as SPARQL writes it, "" for what is none."""
    try:
        return iri_text(text)
    except UsageError:
        return ""
