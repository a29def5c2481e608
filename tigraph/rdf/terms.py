"""The terms that may be used: those of the ontology, of the schemes, of others as far as used.

The list is what `ontology/` declares, terms of other vocabularies among them; it is read once, and
only where somebody asks. Of a vocabulary that is not ours and that rdflib has whole, it is known
besides which terms there are that tigraph does not use.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from tigraph.errors import nearest
from tigraph.local import shipped
from tigraph.rdf.renamed import renamed_terms
from tigraph.rdf.vocabulary import (
    CONCEPT,
    ENTITY,
    GRAPH,
    ONTOLOGY,
    PREFIXES,
    RDF_TYPE,
    curie,
    local_name,
)

#: Where terms stand, by namespace: those of all prefixes but of entities and of named graphs.
_SPACES = frozenset(iri for iri in PREFIXES.values() if not iri.startswith((ENTITY, GRAPH)))
_SCHEME = re.compile(r"https?://(www\.)?")
_BARE = {_SCHEME.sub("", iri).rstrip("/#"): iri for iri in _SPACES}
_OWL, _RDFS, _SKOS = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["skos"]
_PROPERTIES = (
    "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "FunctionalProperty",
    "SymmetricProperty",
)  # fmt: skip
#: As what something is declared that has one of these types.
_SORTS = {
    _OWL + "Class": "class",
    _RDFS + "Class": "class",
    **{_OWL + name: "property" for name in _PROPERTIES},
    PREFIXES["rdf"] + "Property": "property",
    _RDFS + "Datatype": "datatype",
    _SKOS + "Concept": "concept",
    _SKOS + "ConceptScheme": "scheme",
}
#: How much of a name must be as another is, for it to be what was meant.
_ALIKE = 0.6
_SUBCLASS, _INVERSE = _RDFS + "subClassOf", _OWL + "inverseOf"
_DERIVES, _BY_RULE = ONTOLOGY + "derives", ONTOLOGY + "derivedByRule"


class _Declared(NamedTuple):
    """What some RDF declares of terms, by IRI.

    Their sorts; the relations from which each is derived, or none where a rule alone derives it;
    the classes within each.
    """

    sorts: dict[str, frozenset[str]]
    derived: dict[str, tuple[str, ...]]
    within: dict[str, tuple[str, ...]]


class Terms:
    """The terms that some RDF declares, by IRI; `derived` are those that are never authored."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._sorts, self._derived, self._within = _declared(quads)
        for old in renamed_terms():  # are none any more
            self._sorts.pop(old, None)
        self.derived = frozenset(self._derived)

    def __contains__(self, iri: str) -> bool:
        return iri in self._sorts

    def __iter__(self) -> Iterator[str]:
        return iter(self._sorts)

    def sorts(self, iri: str) -> frozenset[str]:
        """Return as what a term is declared: class, property, datatype, concept, scheme."""
        return self._sorts.get(iri, frozenset())

    def within(self, iri: str) -> tuple[str, ...]:
        """Return the classes that are declared as subclasses of one."""
        return self._within.get(iri, ())

    def deriving(self, iri: str) -> tuple[str, ...]:
        """Return the relations from whose claims a property is derived."""
        return self._derived.get(iri, ())

    def namesakes(self, iri: str, sort: str = "") -> list[str]:
        """Return the CURIEs of other terms of that name, whatever its case and its prefix.

        Those of the same prefix come first. With `sort`, they are of that sort.
        """
        name, concept = _folded(local_name(iri)), iri.startswith(CONCEPT)
        found = [
            one
            for one in self._of(sort)
            if one != iri
            and one.startswith(CONCEPT) == concept
            and _folded(local_name(one)) == name
        ]
        return [
            curie(one) for one in sorted(found, key=lambda one: (_space(one) != _space(iri), one))
        ]

    def meant(self, iri: str) -> str:
        """Return the term that an IRI would be with the right scheme and mark, "" if none.

        >>> known_terms().meant("http://w3id.org/tigraph/ontology/Claim")
        'https://w3id.org/tigraph/ontology#Claim'
        """
        bare = _bare(iri)
        found = (
            space + bare[len(begins) :].lstrip("/#")
            for begins, space in _BARE.items()
            if bare.startswith(begins)
        )
        return next((one for one in found if one in self), "")

    def nearest(self, iri: str, sort: str = "") -> list[str]:
        """Return the CURIEs of the terms that are most like one that is none, best first.

        Namesakes come before what is spelled alike under the same prefix, and terms of that
        `sort` before others.

        >>> known_terms().nearest("https://w3id.org/tigraph/ontology#validtime")[0]
        'tig:validTime'
        >>> known_terms().nearest("https://w3id.org/tigraph/ontology#Person")[0]
        'foaf:Person'
        """
        space = _space(iri)
        for some in dict.fromkeys((sort, "")):
            if found := self.namesakes(iri, some):
                return found
            own = {local_name(one): one for one in self._of(some) if _space(one) == space}
            if close := nearest(local_name(iri), sorted(own), _ALIKE):
                return [curie(own[name]) for name in close]
        return []

    def beginning(self, text: str) -> list[str]:
        """Return the CURIEs of the terms that begin with a text, in any case, sorted.

        >>> known_terms().beginning("tig:labelledt")
        ['tig:LabelledTerritory']
        """
        wanted = text.casefold()
        return sorted(name for one in self if (name := curie(one)).casefold().startswith(wanted))

    def _of(self, sort: str) -> Iterator[str]:
        return (one for one, sorts in self._sorts.items() if not sort or sort in sorts)


@cache
def known_terms() -> Terms:
    """Return the terms that tigraph's ontology and schemes declare."""
    return Terms(_shipped())


def terms_with(quads: Iterable[ox.Quad]) -> Terms:
    """Return these, and those that some data declares."""
    return Terms([*_shipped(), *quads])


def _shipped() -> Iterator[ox.Quad]:
    for path in sorted(shipped("ontology").glob("*.ttl")):
        yield from ox.parse(path=str(path))


def is_of_a_vocabulary(iri: str) -> bool:
    """Whether an IRI stands where the terms are of tigraph, or of a vocabulary that it uses.

    >>> [is_of_a_vocabulary(PREFIXES[one] + "x") for one in ("tig", "foaf", "theme", "person")]
    [True, True, True, False]
    """
    return _space(iri) in _SPACES and bool(local_name(iri))


def is_almost_of_one(iri: str) -> bool:
    """Whether an IRI begins nearly as the terms of a vocabulary do, and stands in none.

    >>> [is_almost_of_one(f"{at}Claim") for at in ("http://w3id.org/tigraph/ontology/", ONTOLOGY)]
    [True, False]
    """
    return _bare(iri).startswith(tuple(_BARE)) and not is_of_a_vocabulary(iri)


def is_published(iri: str) -> bool | None:
    """Whether a vocabulary of others has a term, None where only those who made it know.

    >>> [is_published(PREFIXES["foaf"] + name) for name in ("mbox", "Persn")]
    [True, False]
    """
    whole = _whole().get(_space(iri))
    return None if whole is None else local_name(iri) in whole


def nearest_published(iri: str) -> list[str]:
    """Return the CURIEs of the terms most like one, in a vocabulary that rdflib has whole."""
    names = sorted(local_name(str(one)) for one in dir(_whole().get(_space(iri), object)))
    return [curie(_space(iri) + name) for name in nearest(local_name(iri), names, _ALIKE)]


@cache
def _whole() -> dict[str, Container[str]]:
    """Return the vocabularies that rdflib has whole, each with its names, by namespace."""
    from rdflib import namespace

    return {
        str(one): one
        for one in vars(namespace).values()
        if isinstance(one, namespace.DefinedNamespaceMeta) and one is not namespace.DefinedNamespace
    }


def _declared(quads: Iterable[ox.Quad]) -> _Declared:
    sorts, within, derived = (defaultdict[str, set[str]](set) for _ in range(3))
    inverses: list[tuple[str, str]] = []
    for subject, predicate, value, _ in quads:
        if not isinstance(subject, ox.NamedNode):
            continue
        what = predicate.value
        if what == _BY_RULE:
            derived[subject.value].update()
        if not isinstance(value, ox.NamedNode):
            continue
        if what == RDF_TYPE and (sort := _SORTS.get(value.value)):
            sorts[subject.value].add(sort)
        elif what == _SUBCLASS:
            within[value.value].add(subject.value)
        elif what == _INVERSE:
            inverses.append((subject.value, value.value))
        elif what == _DERIVES:
            derived[value.value].add(subject.value)
    for one, two in inverses:
        if one in derived:
            derived[two].update(derived[one])
    return _Declared(
        {iri: frozenset(some) for iri, some in sorts.items()},
        {iri: tuple(sorted(some)) for iri, some in derived.items()},
        {iri: tuple(sorted(some)) for iri, some in within.items()},
    )


def _space(iri: str) -> str:
    return iri[: len(iri) - len(local_name(iri))]


def _bare(iri: str) -> str:
    """Return an IRI without what is often mistaken of it: its scheme, www, the mark at its end."""
    return _SCHEME.sub("", iri).rstrip("/#")


def _folded(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "")
