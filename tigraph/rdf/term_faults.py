"""What is wrong with a term where it stands, in both languages: it is none, or no such term."""

from __future__ import annotations

from typing import NamedTuple

from tigraph.local import Pair
from tigraph.rdf.terms import (
    Terms,
    is_almost_of_one,
    is_of_a_vocabulary,
    is_published,
    nearest_published,
)
from tigraph.rdf.vocabulary import CONCEPT, ONTOLOGY, PREFIXES, curie

#: As what a term is declared, and as what it has to be where it stands.
_SORTS: dict[str, Pair] = {
    "class": ("a class", "une classe"),
    "property": ("a property", "une propriété"),
    "datatype": ("a datatype", "un type de données"),
    "concept": ("a concept", "un concept"),
    "scheme": ("a scheme", "un schéma"),
}
_WANTED = {"type": "class", "predicate": "property", "datatype": "datatype"}
_NONE: Pair = ("{term} is no term", "{term} n’est pas un terme")
_NOT_OURS: Pair = (
    "{term} is no term of {prefix}: that tigraph uses",
    "{term} n’est pas un terme de {prefix}: que tigraph emploie",
)
_UNUSED: Pair = (
    "{term} is a term that tigraph does not use",
    "{term} est un terme que tigraph n’emploie pas",
)
_MISPLACED: Pair = (
    "{term} is {is_en}, and stands as {as_en}",
    "{term} est {is_fr}, et se trouve à la place d’{as_fr}",
)
#: RDF's own vocabularies: whatever is in them may be used.
_LANGUAGE = tuple(PREFIXES[one] for one in ("rdf", "rdfs", "owl", "xsd"))


class TermFault(NamedTuple):
    """What is wrong with a term: its CURIE, what is told of it, terms that may be meant.

    `exists` says that a vocabulary of others has it, which tigraph does not use.
    """

    term: str
    told: Pair
    nearest: tuple[str, ...]
    exists: bool = False


def term_fault(iri: str, role: str, known: Terms) -> TermFault | None:
    """Return what is wrong with a term that stands as `role` has it (see `Named`), None: nothing.

    What is of no vocabulary here is right, but where a term was meant and its namespace mistyped.

    >>> from tigraph.rdf.terms import known_terms
    >>> term_fault(ONTOLOGY + "Territory", "type", known_terms()).told[0]
    'tig:Territory is no term; did you mean tig:LabelledTerritory?'
    >>> term_fault(PREFIXES["org"] + "role", "type", known_terms()).told[0]
    'org:role is a property, and stands as a class; did you mean org:Role?'
    >>> term_fault("https://w3id.org/tigraph/ontology/Claim", "type", known_terms()).told[0]
    '<https://w3id.org/tigraph/ontology/Claim> is no term; did you mean tig:Claim?'
    """
    if not is_of_a_vocabulary(iri):
        meant = known.meant(iri) if is_almost_of_one(iri) else ""
        return _fault(_NONE, {"term": f"<{iri}>"}, [curie(meant)]) if meant else None
    term, wanted = curie(iri), _WANTED.get(role, "")
    words = {"term": term, "prefix": term.partition(":")[0]}
    if iri in known:
        sorts = known.sorts(iri)
        if not wanted or wanted in sorts:
            return None
        is_, as_ = _SORTS[min(sorts)], _SORTS[wanted]
        words |= {"is_en": is_[0], "is_fr": is_[1], "as_en": as_[0], "as_fr": as_[1]}
        return _fault(_MISPLACED, words, known.namesakes(iri, wanted))
    published = None if iri.startswith((ONTOLOGY, CONCEPT)) else is_published(iri)
    if published:
        return None if iri.startswith(_LANGUAGE) else _fault(_UNUSED, words, [], exists=True)
    ours = published is False or iri.startswith((ONTOLOGY, CONCEPT))
    near = known.nearest(iri, wanted)
    if iri.startswith(_LANGUAGE):
        near = nearest_published(iri)
    return _fault(_NONE if ours else _NOT_OURS, words, near)


def _fault(
    pair: Pair, words: dict[str, str], near: list[str], *, exists: bool = False
) -> TermFault:
    ends = ("; did you mean {}?", " ; vouliez-vous dire {} ?") if near else (".", ".")
    told = [
        text.format(**words) + end.format(*near[:1]) for text, end in zip(pair, ends, strict=True)
    ]
    return TermFault(words["term"], (told[0], told[1]), tuple(near), exists)
