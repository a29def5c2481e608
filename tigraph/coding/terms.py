"""What can be coded: kinds of relation and of entity, measures, units and the like, with labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from tigraph.errors import nearest
from tigraph.names import folded
from tigraph.rdf import Queryable, select
from tigraph.rdf.vocabulary import PREFIXES, curie

#: The relations whose claims are memberships of ORG too.
HOLDS_POST = "relation:holds-post"
MEMBERSHIPS = ("relation:member", HOLDS_POST)
#: The schemes of which a claim names concepts.
_SCHEMES = (
    "relation", "measure", "stance", "theme", "unit", "qualifier", "modality", "role", "grade",
    "omission",
)  # fmt: skip
#: Of these a coder may name one of their own.
_OWN = ("measure", "unit", "theme")
_NAME = re.compile(r"[^\W_A-Z]+(-[^\W_A-Z]+)*")
_LABELLED = """
SELECT ?scheme ?concept ?label ?language WHERE {
  VALUES ?scheme { %s } ?concept skos:inScheme ?scheme ; skos:prefLabel ?label .
  FILTER NOT EXISTS { ?concept owl:deprecated true }
  BIND (LANG(?label) AS ?language)
} ORDER BY ?concept ?language
"""
_RELATIONS = """
SELECT ?relation ?basis ?part ?value WHERE {
  ?relation skos:inScheme concept:relation ; tig:basis ?basis .
  OPTIONAL { VALUES ?part { tig:subjectKind tig:objectKind tig:symmetric } ?relation ?part ?value }
}
"""
_KINDS = """
SELECT ?kind ?slug ?label ?language ?above WHERE {
  ?kind a tig:Kind ; tig:slug ?slug ; rdfs:label ?label ; rdfs:subClassOf* ?above .
  BIND (LANG(?label) AS ?language)
}
"""
_SUBJECT, _OBJECT = PREFIXES["tig"] + "subjectKind", PREFIXES["tig"] + "objectKind"


@dataclass(frozen=True)
class Relation:
    """A kind of relation: its basis, and of which classes or schemes its ends may be."""

    basis: str
    subjects: frozenset[str]
    objects: frozenset[str]
    symmetric: bool


@dataclass(frozen=True)
class Kind:
    """A kind of entity: its class, and all classes that it is in."""

    iri: str
    label: str
    within: frozenset[str]


@dataclass(frozen=True)
class Terms:
    """The terms of a graph. `concepts` has for each scheme the labels of its concepts, by CURIE.

    `spelled` has the concepts by their scheme and label, folded, in any language.
    """

    relations: Mapping[str, Relation]
    kinds: Mapping[str, Kind]
    concepts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    spelled: Mapping[tuple[str, str], str] = field(default_factory=dict)
    iris: Mapping[str, str] = field(default_factory=dict)
    base: str = ""

    @classmethod
    def of(cls, store: Queryable, language: str = "fr", base: str = "") -> Terms:
        """Read the terms of a graph, with labels in a language where they have one.

        Concepts under `base` are the coder's own, and named as the others are.
        """
        found = _Concepts(base)
        for row in select(store, _LABELLED % " ".join(f"concept:{one}" for one in _SCHEMES)):
            found.take(row, language)
        kinds = _kinds(store, language)
        return cls(_relations(store, base), kinds, found.labels, found.spelled, found.iris, base)

    def label_of(self, iri: str) -> str:
        """Return the label of a relation, a measure or a stance by its IRI."""
        names = (_name(iri, scheme, self.base) for scheme in ("relation", "measure", "stance"))
        return next((self.label(one) for one in names if one in self.iris), iri)

    def iri(self, concept: str) -> str:
        """Return the IRI of a concept; one that there is not yet is the coder's own."""
        scheme, _, name = concept.partition(":")
        return self.iris.get(concept) or f"{self.base}{scheme}/{name}"

    def is_own(self, concept: str) -> bool:
        """Whether a measure, a unit or a theme is the coder's own, as its name can be."""
        scheme, _, name = concept.partition(":")
        if scheme not in _OWN or not _NAME.fullmatch(name):
            return False
        if concept in self.concepts[scheme]:
            return self.iri(concept).startswith(self.base) and bool(self.base)
        return not nearest(name, [one.partition(":")[2] for one in self.concepts[scheme]], 0.85)

    def is_of(self, kinds: frozenset[str], wanted: frozenset[str]) -> bool:
        """Whether something of some classes or schemes may stand where some are wanted."""
        return not wanted or bool(kinds & wanted)

    def label(self, concept: str) -> str:
        """Return the label of a concept, or its CURIE."""
        scheme = concept.partition(":")[0]
        return self.concepts.get(scheme, {}).get(concept, concept)


class _Concepts:
    """Gathers the concepts of the schemes, each by the name of its scheme and its own."""

    def __init__(self, base: str) -> None:
        self._base = base
        self.labels: dict[str, dict[str, str]] = {scheme: {} for scheme in _SCHEMES}
        self.spelled: dict[tuple[str, str], str] = {}
        self.iris: dict[str, str] = {}

    def take(self, row: Mapping[str, str], language: str) -> None:
        scheme, iri = curie(row["scheme"]).partition(":")[2], row["concept"]
        name = _name(iri, scheme, self._base)
        if row["language"] == language or name not in self.labels[scheme]:
            self.labels[scheme][name] = row["label"]
        self.spelled[scheme, folded(row["label"])] = name
        self.iris[name] = iri


def _name(iri: str, scheme: str, base: str) -> str:
    """Return how a concept is told: its scheme, and its name there, or else its IRI."""
    own = f"{base}{scheme}/"
    if base and iri.startswith(own):
        return f"{scheme}:{iri[len(own) :]}"
    name = curie(iri)
    return name if name.startswith(f"{scheme}:") else f"{scheme}:{iri}"


def _relations(store: Queryable, base: str) -> dict[str, Relation]:
    found: dict[str, dict[str, set[str]]] = {}
    for row in select(store, _RELATIONS):
        parts = found.setdefault(_name(row["relation"], "relation", base), defaultdict(set))
        parts["basis"].add(row["basis"])
        if row["part"]:
            parts[row["part"]].add(row["value"])
    return {
        name: Relation(
            min(parts["basis"]), frozenset(parts[_SUBJECT]), frozenset(parts[_OBJECT]),
            "true" in parts[PREFIXES["tig"] + "symmetric"],
        )
        for name, parts in found.items()
    }  # fmt: skip


def _kinds(store: Queryable, language: str) -> dict[str, Kind]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    above: dict[str, set[str]] = defaultdict(set)
    iris = {}
    for row in select(store, _KINDS):
        iris[row["slug"]] = row["kind"]
        labels[row["slug"]][row["language"]] = row["label"]
        above[row["slug"]].add(row["above"])
    return {
        slug: Kind(
            iri,
            labels[slug].get(language) or next(iter(labels[slug].values())),
            frozenset(above[slug]),
        )
        for slug, iri in sorted(iris.items())
    }
