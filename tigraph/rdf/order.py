"""In which order subjects stand in Turtle: what states one fact stands together.

A citation, its spans and its dating stand under the claim that rests on them, an identifier
under what bears it. Claims and namings follow the text that they rest on, from its first
sentence to its last, so that what one sentence says stands together. What several rest on
stands once, under the first of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from tigraph.rdf.vocabulary import (
    CONCEPT,
    CONCEPT_SCHEMES,
    ENTITY,
    ENTITY_PREFIXES,
    PREFIXES,
    RDF_TYPE,
    curie,
)

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Block = list[ox.Triple]

_ENTITY_ORDER = {kind: f"{number:02d}" for number, kind in enumerate(ENTITY_PREFIXES)}
_SCHEME_ORDER = {scheme: f"{number:02d}" for number, scheme in enumerate(CONCEPT_SCHEMES)}
_TIG, _OA = PREFIXES["tig"], PREFIXES["oa"]
SPAN = _OA + "TextPositionSelector"
#: What stands under what refers to it, in this order.
_UNDER = {
    PREFIXES["adms"] + "Identifier": "0",
    _TIG + "SourceCitation": "1",
    _TIG + "DateDerivation": "2",
    SPAN: "3",
}
#: What stands with the text that it rests on, the text itself first.
_OF_TEXTS = frozenset(
    f"{_TIG}{kind}"
    for kind in ("Claim", "RelationClaim", "FigureClaim", "OpinionClaim", "Naming", "Text")
)
_CITATION, _SOURCE, _SELECTOR = _TIG + "citation", _OA + "hasSource", _OA + "hasSelector"
_START, _END = _OA + "start", _OA + "end"


class Standing(NamedTuple):
    """A subject with its triples: under which heading it stands, and whether under another."""

    heading: str
    belongs: bool
    triples: Block


class _Place(NamedTuple):
    """Where a fact rests: in a text, before rows of files, before nowhere."""

    rank: int
    source: str
    start: int
    end: int


_NOWHERE = _Place(2, "", 0, 0)


class _Group(NamedTuple):
    """What stands under one heading, and in which order there."""

    rank: str
    heading: str
    place: _Place = _NOWHERE


def in_order(triples: Iterable[ox.Triple]) -> Iterator[Standing]:
    """Yield the subjects of the triples, each once, in the order of the normal form.

    A subject's triples come as they were given.
    """
    blocks: dict[Node, Block] = defaultdict(list)
    for triple in triples:
        blocks[triple.subject].append(triple)
    return _Ordered(blocks).standing()


class _Ordered:
    def __init__(self, blocks: Mapping[Node, Block]) -> None:
        self._blocks = blocks
        self._types = {node: set(self._values(node, RDF_TYPE)) for node in blocks}
        self._under = {
            node: min(ranks)
            for node, types in self._types.items()
            if (ranks := [_UNDER[one] for one in types if one in _UNDER])
        }

    def standing(self) -> Iterator[Standing]:
        referring = [node for node in self._blocks if node not in self._under]
        left = set(self._blocks)
        # then what nothing refers to, or only what it refers to itself
        for nodes in (referring, self._under):
            for group, _, node in sorted((self._group(one), str(one), one) for one in nodes):
                for number, one in enumerate(self._taken(node, left)):
                    yield Standing(group.heading, number > 0, self._blocks[one])

    def _taken(self, node: Node, left: set[Node]) -> Iterator[Node]:
        """Yield a node, and after it what stands under it, but for what has stood before."""
        ahead = [node]
        while ahead:
            one = ahead.pop()
            if one in left:
                left.discard(one)
                yield one
                under = {t.object for t in self._blocks[one] if t.object in self._under}
                ahead += sorted(under, key=self._under_key, reverse=True)

    def _under_key(self, node: Node) -> tuple[str, _Place, str]:
        return self._under[node], self._place(node), str(node)

    def _group(self, node: Node) -> _Group:
        iri = node.value if isinstance(node, ox.NamedNode) else ""
        if self._types[node] & _OF_TEXTS:
            place = self._fact(node)
            heading = curie(place.source) if place.source else "without a source"
            return _Group("4", heading, place)
        for base, order, rank in ((ENTITY, _ENTITY_ORDER, "2"), (CONCEPT, _SCHEME_ORDER, "1")):
            if iri.startswith(base):
                kind = iri[len(base) :].split("/", 1)[0]
                return _Group(rank + order.get(kind, "99") + kind, kind)
        if iri.startswith("https://w3id.org/tigraph/"):
            return _Group("0", "the graph")
        return _Group("3", "others")

    def _fact(self, node: Node) -> _Place:
        """Return the first place on which a claim, a naming or a text rests."""
        if _TIG + "Text" in self._types[node] and isinstance(node, ox.NamedNode):
            return _Place(0, node.value, -1, -1)
        resting = (node, *(t.object for t in self._blocks[node] if t.predicate.value == _CITATION))
        return min(map(self._place, resting))

    def _place(self, node: Node) -> _Place:
        """Return the first place of a citation, a naming, a dating or a span."""
        sources = list(self._values(node, _SOURCE))
        spans = [t.object for t in self._blocks[node] if t.predicate.value == _SELECTOR]
        places = [self._extent(span) for span in spans if span in self._blocks]
        start, end = min(places, default=self._extent(node))
        return _Place(0 if places else 1 if sources else 2, min(sources, default=""), start, end)

    def _extent(self, span: Node) -> tuple[int, int]:
        start, end = (
            min((int(value) for value in self._values(span, term) if value.isdecimal()), default=0)
            for term in (_START, _END)
        )
        return start, end

    def _values(self, node: Node, predicate: str) -> Iterator[str]:
        for triple in self._blocks.get(node, ()):
            if triple.predicate.value == predicate and not isinstance(triple.object, ox.Triple):
                yield triple.object.value
