"""Which actors are tied by what holds at a date: read around two of them, or whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Set as AbstractSet

import pyoxigraph as ox

from tigraph.rdf import Queryable, select
from tigraph.validity import Snapshot

#: Kinds that say nothing of how two actors are connected when a path runs through them.
_NO_STEPS = (
    "tig:Programme", "tig:Phase", "tig:Stage", "tig:Population", "dcterms:Location",
    "foaf:Document", "tig:Lineage",
)  # fmt: skip
#: Around more actors than this at once, all ties are read sooner.
_MANY = 2_000
#: How two are tied by a claim, whose basis tells whether that is a tie between actors.
_CLAIMED = (
    "?claim tig:subject ?one ; tig:object ?other ; tig:basis ?basis",
    "?claim org:member ?one ; org:organization ?other ; tig:basis ?basis",
    "?claim org:member ?one ; opengov:post ?other ; tig:basis ?basis",
)
#: How a post is tied to what it is in, and a seat to whom it is kept for.
_STATED = (
    "?one org:postIn ?other",
    "?one tig:reservedFor ?other . ?claim tig:object ?one",
)
#: The same claims, of which each part is read once, whole, and joined.
_ALL = """
    { SELECT ?claim ?basis { ?claim tig:basis ?basis } }
    {
      { SELECT ?claim ?one { ?claim tig:subject ?one } }
      { SELECT ?claim ?other { ?claim tig:object ?other } }
    } UNION {
      { SELECT ?claim ?one { ?claim org:member ?one } }
      { SELECT ?claim ?other { ?claim org:organization ?other } }
    } UNION {
      { SELECT ?claim ?one { ?claim org:member ?one } }
      { SELECT ?claim ?other { ?claim opengov:post ?other } }
    }
"""
_BASES = """
    SELECT ?basis {
      { ?basis tig:tie true } UNION { ?basis a skos:Concept FILTER(?basis = basis:composition) }
    }
"""


class Ties:
    """Ties between actors, as far as they were read.

    `claims` has those of each pair ("" for a post and its body), `near` the neighbours of each
    actor. Hubs are no steps unless they are `open`, and those that are `shunned` never are.
    """

    def __init__(
        self,
        store: Queryable,
        snapshot: Snapshot,
        open: AbstractSet[str],
        shunned: AbstractSet[str],
    ) -> None:
        self.claims: dict[frozenset[str], set[str]] = defaultdict(set)
        self.near: dict[str, set[str]] = defaultdict(set)
        self._store, self._snapshot = store, snapshot
        self._open, self._shunned = open, shunned
        self._bases = {row["basis"] for row in select(store, _BASES)}

    def read_all(self) -> None:
        """Read all there are."""
        self._add(_selected("\n UNION ".join(f"{{ {one} }}" for one in (_ALL, *_STATED))))

    def read_between(self, start: str, end: str, longest: int | None = None) -> None:
        """Read those that may lie on a shortest path between two actors.

        From both ends, one step further each time from that which has fewer to ask, until they
        meet: what else there is leads no sooner from one to the other.
        """
        met, edges = ({start}, {end}), [{start}, {end}]
        steps = 0
        while all(edges) and (longest is None or steps < longest):
            side = len(edges[0]) > len(edges[1])
            if len(edges[side]) > _MANY or not all(map(_is_iri, edges[side])):
                self.read_all()
                return
            found = self._read(edges[side])
            edges[side] = found - met[side]
            met[side].update(found)
            steps += 1
            if edges[side] & met[not side]:
                return

    def _read(self, actors: Collection[str]) -> set[str]:
        """Read the ties of some actors; return their neighbours."""
        values = " ".join(f"<{actor}>" for actor in actors)
        self._add(
            _selected(
                " UNION ".join(
                    f"{{ VALUES ?{end} {{ {values} }} {tie} }}"
                    for tie in (*_CLAIMED, *_STATED)
                    for end in ("one", "other")
                )
            )
        )
        return {other for actor in actors for other in self.near.get(actor, ())}

    def _add(self, query: str) -> None:
        held, pairs = dict[str, bool](), dict[frozenset[str], None]()
        for row in select(self._store, query):
            one, other, claim = row["one"], row["other"], row["claim"]
            if row["basis"] and row["basis"] not in self._bases:
                continue
            if claim and claim not in held:
                held[claim] = self._snapshot.holds(claim)
            if not claim or held[claim]:
                pair = frozenset((one, other))
                self.claims[pair].add(claim)
                if len(pair) == 2:
                    pairs[pair] = None
        barred = self._hubs({actor for pair in pairs for actor in pair} - self._open)
        barred |= self._shunned
        for pair in pairs:
            if not pair & barred:
                one, other = pair
                self.near[one].add(other)
                self.near[other].add(one)

    def _hubs(self, among: Collection[str]) -> set[str]:
        """Return which of some nodes are hubs."""
        asked = f"VALUES ?hub {{ {' '.join(f'<{one}>' for one in among)} }}"
        if len(among) > _MANY or not all(map(_is_iri, among)):
            asked = ""
        kinds = (f"a {kind}" for kind in _NO_STEPS)
        ways = " UNION ".join(f"{{ {asked} ?hub {way} }}" for way in ("tig:hub true", *kinds))
        return {row["hub"] for row in select(self._store, f"SELECT ?hub {{ {ways} }}")}


def _is_iri(actor: str) -> bool:
    """Whether a node can be written into a query, as a blank one cannot."""
    try:
        return bool(ox.NamedNode(actor))
    except ValueError:
        return False


def _selected(ways: str) -> str:
    return f"SELECT ?one ?other ?claim ?basis {{ {ways} }}"
