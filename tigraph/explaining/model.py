"""What the files of `ontology/` say of each term: labels, definitions, where it stands.

Terms come in the order of their themes, and within one in that of their declaration. Whatever is
told in two languages is a pair, English first. What a programme's own data declares is read too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from tigraph.local import Pair, shipped
from tigraph.rdf import Terms, known_terms, terms_with, text_of
from tigraph.rdf.vocabulary import CONCEPT, ONTOLOGY, PREFIXES, local_name

SHAPES = "shapes.ttl"
_RDFS, _SKOS, _DCTERMS = (PREFIXES[one] for one in ("rdfs", "skos", "dcterms"))
#: What a term means, the first of these that says it.
_MEANING = (_SKOS + "definition", _SKOS + "scopeNote", _DCTERMS + "description")
_LABELS = (_SKOS + "prefLabel", _RDFS + "label", _DCTERMS + "title")
_PART = _DCTERMS + "hasPart"
KIND = ONTOLOGY + "Kind"


@dataclass(frozen=True)
class Theme:
    """Terms of the ontology that belong together: `key` is the last part of its IRI."""

    key: str
    label: Pair
    about: Pair
    terms: tuple[str, ...]


class Model:
    """The ontology and the schemes of concepts, with what some data declares beside them."""

    def __init__(self, quads: Iterable[ox.Quad], terms: Terms) -> None:
        self.terms = terms
        self._said = defaultdict[tuple[str, str], list[ox.NamedNode | ox.Literal]](list)
        self._back = defaultdict[tuple[str, str], list[str]](list)
        self._order: dict[str, int] = {}
        for subject, predicate, value, _ in quads:
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                self._order.setdefault(subject.value, len(self._order))
                self._said[subject.value, predicate.value].append(value)
                if isinstance(value, ox.NamedNode):
                    self._back[value.value, predicate.value].append(subject.value)

    def of(self, iri: str, predicate: str) -> list[str]:
        """Return what is said of something, as IRIs and texts; `predicate` is a CURIE."""
        return [text_of(value) for value in self._said.get((iri, _iri(predicate)), ())]

    def those(self, predicate: str, iri: str) -> list[str]:
        """Return of what a thing is said, in the order of their declaration."""
        found = dict.fromkeys(self._back.get((iri, _iri(predicate)), ()))
        return sorted(found, key=self._order.__getitem__)

    def label(self, iri: str) -> Pair:
        """Return what something is called: by its own name where nobody labelled it."""
        return self._pair(iri, _LABELS) or (local_name(iri), local_name(iri))

    def meaning(self, iri: str) -> Pair:
        """Return what something means, "" where nothing is said of it."""
        return self._pair(iri, _MEANING) or ("", "")

    def says(self, iri: str, predicate: str) -> Pair:
        """Return what a property of texts says in both languages, "" where it says nothing."""
        return self._pair(iri, (_iri(predicate),)) or ("", "")

    def _pair(self, iri: str, predicates: Iterable[str]) -> Pair | None:
        for predicate in predicates:
            texts = [one for one in self._said.get((iri, predicate), ()) if _is_text(one)]
            if texts:
                found = {one.language: one.value for one in texts if isinstance(one, ox.Literal)}
                english = found.get("en") or texts[0].value
                return english, found.get("fr") or english
        return None

    def sort(self, iri: str) -> str:
        """Return what a term is: class, property, datatype, scheme, concept; "" where it is none.

        >>> model = shipped_model()
        >>> [model.sort(ONTOLOGY + name) for name in ("Claim", "validTime", "Nothing")]
        ['class', 'property', '']
        """
        sorts = self.terms.sorts(iri)
        order = ("class", "property", "datatype", "scheme", "concept")
        return next((sort for sort in order if sort in sorts), "")

    def is_deprecated(self, iri: str) -> bool:
        """Whether a term has a successor and is there only for data of former versions."""
        return "true" in self.of(iri, "owl:deprecated")

    def above(self, iri: str) -> list[str]:
        """Return the classes (or properties) that a term lies within, the nearest first."""
        found: dict[str, None] = {}
        line = [iri]
        for one in line:
            for parent in [
                *self.of(one, "rdfs:subClassOf"),
                *self.of(one, "rdfs:subPropertyOf"),
            ]:
                if parent not in found and parent != iri:
                    found[parent] = None
                    line.append(parent)
        return list(found)

    def below(self, iri: str) -> list[str]:
        """Return the classes and properties that lie directly within a term."""
        return [*self.those("rdfs:subClassOf", iri), *self.those("rdfs:subPropertyOf", iri)]

    @cached_property
    def kinds(self) -> list[str]:
        """The classes that say what an entity is."""
        return self.those("rdf:type", KIND)

    @cached_property
    def schemes(self) -> list[str]:
        """The schemes of concepts."""
        return self.those("rdf:type", _SKOS + "ConceptScheme")

    def concepts(self, scheme: str) -> list[str]:
        """Return the concepts of a scheme, those that have a successor left out."""
        return [one for one in self.those("skos:inScheme", scheme) if not self.is_deprecated(one)]

    @cached_property
    def themes(self) -> list[Theme]:
        """The themes of the ontology, each with its terms."""
        rows = [one for one, predicate in self._said if predicate == _PART]
        return [
            Theme(
                local_name(iri),
                self.label(iri),
                self.meaning(iri),
                tuple(self.of(iri, "dcterms:hasPart")),
            )
            for iri in dict.fromkeys(rows)
        ]

    def theme_of(self, iri: str) -> Theme | None:
        """Return the theme of a class or a property."""
        return next((theme for theme in self.themes if iri in theme.terms), None)

    def bearing(self, iri: str) -> tuple[list[str], list[str]]:
        """Return the relations whose claims may start from things of a class, and lead to them.

        >>> from tigraph.rdf.vocabulary import curie
        >>> begins, ends = shipped_model().bearing(PREFIXES["foaf"] + "Document")
        >>> [curie(one) for one in begins][:2], "relation:about" in map(curie, ends)
        (['relation:concerns', 'relation:refers-to'], False)
        """
        wide = {iri, *self.above(iri)}
        return (
            [one for one in self.relations if wide & set(self.of(one, "tig:subjectKind"))],
            [one for one in self.relations if wide & set(self.of(one, "tig:objectKind"))],
        )

    @cached_property
    def relations(self) -> list[str]:
        """The kinds of relation that there are."""
        return self.concepts(CONCEPT + "relation")


def shipped_model() -> Model:
    """Return the model that comes with tigraph."""
    return Model(_shipped(), known_terms())


def model_with(quads: Iterable[ox.Quad]) -> Model:
    """Return it with what some data declares."""
    own = list(quads)
    return Model([*_shipped(), *own], terms_with(own))


def _shipped() -> Iterator[ox.Quad]:
    for path in sorted(shipped("ontology").glob("*.ttl")):
        if path.name != SHAPES:
            yield from ox.parse(path=str(path))


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _is_text(value: ox.NamedNode | ox.Literal) -> bool:
    return isinstance(value, ox.Literal)
