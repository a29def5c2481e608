"""The direct edges that the claims imply, at a date or at any time.

The rules stand as SPARQL in `ontology/rules/`, run in the order of their numbers:
1 gives dates to EDTF, 2 and 3 say which claims surely and possibly hold, the others
derive edges from those claims. What follows from the claims that surely hold goes to
the named graph `certain`; what follows only when the possible ones are added, to
`possible`. Each also says of these claims that they are a `tig:HeldClaim`, so that a
query over claims can keep to the date as well.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import pyoxigraph as ox

from tigraph.local import cache
from tigraph.rdf import Graphs, Queryable
from tigraph.validity.edtf import ANY, period
from tigraph.validity.rules import (
    _BOUNDS,
    _CERTAIN,
    _DEFAULT,
    _HELD,
    _HELD_CLAIM,
    _POSSIBLE,
    _TYPE,
    Period,
    _derive,
)


@dataclass(frozen=True)
class Snapshot:
    """What holds at a date: the period asked for, and the IRIs of claims.

    `certain` claims surely hold at some moment of the period, `possible` ones may; their
    edges stand in the named graphs `certain` and `possible` of `store`.
    """

    as_of: str
    period: Period
    certain: AbstractSet[str]
    possible: AbstractSet[str]
    store: Queryable = field(compare=False, repr=False)

    def holds(self, claim: str, possible: bool = True) -> bool:
        """Whether a claim surely holds, or at least may."""
        return claim in self.certain or (possible and claim in self.possible)

    def seen(self, possible: bool = False) -> tuple[Queryable, Graphs | None]:
        """Return the store and the graphs that a query sees at this date, None for all it has."""
        graphs: Graphs = [_DEFAULT, _BOUNDS, _CERTAIN]
        return self.store, [*graphs, _POSSIBLE] if possible else graphs

    def with_bounds(self) -> tuple[Queryable, Graphs | None]:
        """Return the store and the graphs in which the claims have their date bounds."""
        return self.store, [_DEFAULT, _BOUNDS]


def derive(store: ox.Store, as_of: str = ANY, stamp: str = "") -> Snapshot:
    """Put bounds, certain and possible edges at a date into their named graphs.

    What these graphs held before is replaced. With the `stamp` of the files that the
    store was read from, the derived edges are kept for the next time. Raises `BadDateError`.
    """
    asked = period(as_of)
    for graph in (_BOUNDS, _CERTAIN, _POSSIBLE, _HELD):
        store.remove_graph(graph)
    if not _recalled(store, as_of, stamp):
        _derive(store, asked)
        derived = (
            quad
            for graph in (_BOUNDS, _CERTAIN, _POSSIBLE)
            for quad in store.quads_for_pattern(None, None, None, graph)
        )
        if stamp:
            content = ox.serialize(derived, format=ox.RdfFormat.N_QUADS) or b""
            cache.keep(f"snapshot-{as_of}.nq", stamp, content)
    return Snapshot(as_of, asked, _held(store, _CERTAIN), _held(store, _POSSIBLE), store)


def _recalled(store: ox.Store, as_of: str, stamp: str) -> bool:
    """Load the derived edges that were kept for a date; whether there were any."""
    content = cache.kept(f"snapshot-{as_of}.nq", stamp)
    if content is None:
        return False
    try:
        # lenient: what tigraph wrote has no IRI to be doubted
        store.load(input=content, format=ox.RdfFormat.N_QUADS, lenient=True)
    except SyntaxError:  # damaged: derive anew (a load that fails leaves nothing)
        return False
    return True


def _held(store: ox.Store, graph: ox.NamedNode) -> frozenset[str]:
    quads = store.quads_for_pattern(None, _TYPE, _HELD_CLAIM, graph)
    return frozenset(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))
