"""What a graph claims of the names in a sentence, looked up claim by claim and kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import product

from tigraph.claims import (
    Evidence,
    Figure,
    Opinion,
    Relation,
    between,
    evidence,
    figures,
    opinions,
    relations,
)  # fmt: skip
from tigraph.rdf import Queryable, rows_of, select
from tigraph.rdf.vocabulary import local_name
from tigraph.reading import Dates, tokens
from tigraph.stores import Ground
from tigraph.verifying.labels import LabelIndex
from tigraph.verifying.words import languages, stem

_LABELS = "SELECT ?x ?label { ?x skos:prefLabel|skos:altLabel ?label }"
_PARTS = """
SELECT ?one ?whole { ?c tig:relation relation:subset-of ; tig:subject ?one ; tig:object ?whole }
"""
_POSTS = "SELECT ?body ?post { ?post org:postIn ?body }"
_DATES = "SELECT ?x ?date { ?x dcterms:issued ?date }"
_ORDERS = "SELECT ?x ?order { ?x tig:order ?order }"


#: From so many neighbours no further ones are asked for.
_NEAR = 60


def _ends(claims: Iterable[Relation]) -> set[str]:
    return {end for one in claims for end in (one.subject, one.object)}


class Facts:
    """The claims of a ground, asked for by what they are about."""

    def __init__(self, ground: Ground) -> None:
        self.store = ground.store
        self.labels = LabelIndex.of(ground)
        self._evidence: dict[str, list[Evidence]] = {}
        self._of: dict[str, list[Relation]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._dates: dict[str, frozenset[str]] = {}

    def ties(self, ones: Collection[str], others: Collection[str]) -> list[Relation]:
        """Return the relation claims between any of some entities and any of others."""
        pairs = [(one, other) for one, other in product(ones, others) if one != other]
        found = between(self.store, pairs) if pairs else set()
        return relations(self.store, claims=found) if found else []

    def relations(self, claims: Collection[str]) -> list[Relation]:
        """Return the relation claims among some claims."""
        return relations(self.store, claims=claims) if claims else []

    def of(self, entities: Iterable[str]) -> list[Relation]:
        """Return the relation claims of some entities."""
        found: dict[str, Relation] = {}
        for one in sorted(entities):
            if one not in self._of:
                self._of[one] = relations(self.store, one)
            found.update((claim.iri, claim) for claim in self._of[one])
        return [*found.values()]

    def figure(self, claim: str) -> Figure:
        """Return a figure claim."""
        return figures(self.store, claims=[claim])[0]

    def figures(self, about: Collection[str]) -> list[Figure]:
        """Return the figure claims about some entities."""
        return figures(self.store, about=about) if about else []

    def figures_beside(self, claims: Collection[str]) -> list[Figure]:
        """Return the figures that a source tells in a place where it tells one of some claims."""
        places = self._places(claims)
        if not places:
            return []
        near = _ends(relations(self.store, claims=claims))
        near |= _ends(self.of(near))
        if len(near) < _NEAR:
            near |= _ends(self.of(near))
        return [one for one in self.figures(near) if self._is_beside(one.iri, places)]

    def is_beside(self, claims: Collection[str], others: Collection[str]) -> bool:
        """Return whether a source tells one of some claims where it tells one of others."""
        places = self._places(claims)
        return any(self._is_beside(one, places) for one in others)

    def _places(self, claims: Collection[str]) -> set[tuple[str, tuple[int, int]]]:
        return {
            (one.document, span)
            for claim in claims
            for one in self.evidence(claim)
            for span in one.spans
        }

    def _is_beside(self, claim: str, places: set[tuple[str, tuple[int, int]]]) -> bool:
        return any(
            one.document == document and start < last and first < end
            for one in self.evidence(claim)
            for start, end in one.spans
            for document, (first, last) in places
        )

    def opinions(self, speakers: Collection[str]) -> list[Opinion]:
        """Return the opinions that sources attribute to any of some speakers."""
        return [
            one
            for speaker in sorted(speakers)
            for one in opinions(self.store, speaker)
            if self.is_said_by(one.iri, speakers)
        ]

    def is_said_by(self, claim: str, speakers: Collection[str]) -> bool:
        """Return whether one of some speakers, or a document of theirs, states a claim."""
        return any(
            not {one.speaker, one.document}.isdisjoint(speakers) for one in self.evidence(claim)
        )

    def documents(self, claims: Iterable[str]) -> set[str]:
        """Return the documents that state any of some claims."""
        return {one.document for claim in claims for one in self.evidence(claim)}

    def seats_for(self, entities: Collection[str]) -> dict[str, str]:
        """Return the seats that are kept for some entities, each with the claim that says so."""
        return {
            claim.subject: claim.iri
            for claim in self.of(entities)
            if local_name(claim.relation) == "kept-for" and claim.object in entities
        }

    def posts_in(self, bodies: Collection[str]) -> set[str]:
        """Return the posts that are in some bodies."""
        return {row["post"] for row in rows_of(self.store, _POSTS, bodies, "body")}

    def own_dates(self, entity: str) -> frozenset[str]:
        """Return the dates, in EDTF, that a document or an event has by itself or by its name."""
        if entity not in self._dates:
            found = {row["date"] for row in rows_of(self.store, _DATES, {entity}, "x")}
            for row in rows_of(self.store, _LABELS, {entity}, "x"):
                line = tokens(row["label"], [])
                for language in languages():
                    found |= {one.edtf for one in Dates(language, "").of(line)}
            found |= {
                claim.valid.edtf
                for claim in self.of([entity])
                if claim.subject == entity and local_name(claim.relation) == "phase-of"
            }
            self._dates[entity] = frozenset(found - {""})
        return self._dates[entity]

    def evidence(self, claim: str) -> list[Evidence]:
        """Return the citations of a claim."""
        if claim not in self._evidence:
            self._evidence.update(evidence(self.store, [claim]))
        return self._evidence[claim]

    def modalities(self, claim: str) -> set[str]:
        """Return in which modalities sources state a claim."""
        return {one.modality for one in self.evidence(claim)}

    def words(self, *things: str) -> frozenset[str]:
        """Return the words of the labels of things, as they are compared."""
        asked = {one for one in things if one and one not in self._words}
        if asked:
            own: dict[str, set[str]] = {one: set() for one in asked}
            for row in rows_of(self.store, _LABELS, asked, "x"):
                parts = row["label"].replace("’", " ").replace("-", " ").replace("'", " ").split()
                own[row["x"]] |= {stem(one.strip("(),.«»“”")) for one in parts}
            self._words.update((one, frozenset(found)) for one, found in own.items())
        return frozenset().union(*(self._words[one] for one in things if one))

    @cached_property
    def parts(self) -> set[tuple[str, str]]:
        """What is a part of which whole, as claims say."""
        return {(row["one"], row["whole"]) for row in select(self.store, _PARTS)}

    @cached_property
    def orders(self) -> Mapping[str, str]:
        """The order of each actor: which sort of body it is; asked of one at a time."""
        return _Orders(self.store)


class _Orders(dict[str, str]):
    """The orders of actors that have been asked for."""

    def __init__(self, store: Queryable) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, entity: str) -> str:
        rows = rows_of(self._store, _ORDERS, {entity}, "x")
        self[entity] = next((local_name(row["order"]) for row in rows), "")
        return self[entity]
