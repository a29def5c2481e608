"""What things are called, in French or in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tigraph.local import plural
from tigraph.names.entity import is_iri
from tigraph.rdf import Queryable, rows_of
from tigraph.rdf.vocabulary import curie

_QUERY = """
SELECT ?thing ?property ?label (LANG(?label) AS ?language) WHERE {
  { ?thing skos:prefLabel ?label } UNION { ?thing rdfs:label ?label }
  UNION { ?thing tig:inverseLabel ?label BIND("inverse" AS ?property) }
  UNION { ?thing tig:plural ?label BIND("plural" AS ?property) }
}
"""


class Labels:
    """The labels of entities, concepts, classes and properties, read when they are asked for."""

    def __init__(self, store: Queryable, language: str = "fr") -> None:
        self.language = language
        self._store = store
        self._labels: dict[str, dict[str, str]] = {}
        self._others: dict[str, dict[str, dict[str, str]]] = {"inverse": {}, "plural": {}}
        self._told: dict[str, str] = {}

    def read(self, iris: Iterable[str]) -> None:
        """Read the labels of many things together, which is quicker than one by one."""
        missing = {iri for iri in iris if iri not in self._labels}
        labels: dict[str, dict[str, str]] = {iri: {} for iri in missing}
        others: dict[str, dict[str, dict[str, str]]] = {form: {} for form in self._others}
        for row in rows_of(self._store, _QUERY, set(filter(is_iri, missing)), "thing"):
            into = others[row["property"]] if row["property"] else labels
            into.setdefault(row["thing"], {})[row["language"] or "fr"] = row["label"]
        for form, known in others.items():
            self._others[form].update(known)
        self._labels.update(labels)  # last, and whole: other threads take it that all is read

    def learn(self, known: Mapping[str, dict[str, str]]) -> None:
        """Take in the labels of things, by language, that were read otherwise."""
        self._labels.update(known)
        for iri in known:
            self._told.pop(iri, None)

    def __call__(self, iri: str) -> str:
        """Return the label in the language asked for, else French, English, any; or a CURIE."""
        told = self._told.get(iri)
        if told is None:
            told = self._told[iri] = self._chosen(self._labels, iri) or curie(iri)
        return told

    def inverse(self, relation: str) -> str:
        """Return how a relation reads from its object ("is presided over by")."""
        return self._chosen(self._others["inverse"], relation) or f"← {self(relation)}"

    def counted(self, iri: str, number: float) -> str:
        """Return a unit or a kind as it stands after a number: in the plural where it agrees so.

        The label itself, where the graph has no plural for it.
        """
        many = plural(number, self.language)
        return (self._chosen(self._others["plural"], iri) if many else "") or self(iri)

    def _chosen(self, labels: dict[str, dict[str, str]], iri: str) -> str:
        if iri not in self._labels:
            self.read([iri])
        own = labels.get(iri, {})
        in_either = own.get(self.language) or own.get("fr") or own.get("en")
        return in_either or max(own.values(), default="")
