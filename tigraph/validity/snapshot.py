"""The direct edges that the claims imply, at a date or at any time.

The rules stand as SPARQL in `ontology/rules/`; each says in its header (lines “#+”) at which
stage it runs. Those of the stage “bounds” give dates to EDTF, “certain” and “possible” say
which claims surely and possibly hold, “edges” derive edges from those claims. What follows
from the claims that surely hold goes to the named graph `certain`; what follows only when
the possible ones are added, to `possible`. Each also says of these claims that they are a
`tig:HeldClaim`, so that a query over claims can keep to the date as well.
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

#: How the edges that are kept for a date begin, where the store has some of them itself.
_OVERLAPS = b"# overlaps\n"


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
    #: Whether some of its edges stand in the default graph of the store as well.
    overlaps: bool = field(default=False, compare=False, repr=False, kw_only=True)

    def holds(self, claim: str, possible: bool = True) -> bool:
        """Return whether a claim, by its IRI, surely holds, or at least may."""
        return claim in self.certain or (possible and claim in self.possible)

    def seen(self, possible: bool = False) -> tuple[Queryable, Graphs | None]:
        """Return the store and the graphs that a query sees at this date, None for all it has."""
        graphs: Graphs = [_DEFAULT, _BOUNDS, _CERTAIN]
        return self.store, [*graphs, _POSSIBLE] if possible else graphs

    def with_bounds(self) -> tuple[Queryable, Graphs | None]:
        """Return the store and the graphs in which the claims have their date bounds."""
        return self.store, [_DEFAULT, _BOUNDS]


def derive(
    store: ox.Store,
    as_of: str = ANY,
    stamp: str = "",
    *,
    bounded: bool = False,
    sure: AbstractSet[str] | None = None,
) -> Snapshot:
    """Put bounds, certain and possible edges at a date into their named graphs.

    What these graphs held before is replaced, but for the bounds where these stand there
    already (`bounded`). With the `stamp` of the files that the store was read from, the
    derived edges are kept for the next time. Of claims that are none of `sure`, where that is
    given, none surely holds. Raises `BadDateError`.
    """
    asked = period(as_of)
    for graph in (_CERTAIN, _POSSIBLE, _HELD, *(() if bounded else (_BOUNDS,))):
        store.remove_graph(graph)
    overlaps = _recalled(store, as_of, stamp)
    if overlaps is None:
        _derive(store, asked, bounded, sure)
        overlaps = any(
            ox.Quad(quad.subject, quad.predicate, quad.object) in store
            for graph in (_CERTAIN, _POSSIBLE)
            for quad in store.quads_for_pattern(None, None, None, graph)
        )
        if stamp:
            derived = (
                quad
                for graph in (_BOUNDS, _CERTAIN, _POSSIBLE)
                for quad in store.quads_for_pattern(None, None, None, graph)
            )
            content = ox.serialize(derived, format=ox.RdfFormat.N_QUADS) or b""
            cache.keep(f"snapshot-{as_of}.nq", stamp, _OVERLAPS * overlaps + content)
    certain, possible = _held(store, _CERTAIN), _held(store, _POSSIBLE)
    return Snapshot(as_of, asked, certain, possible, store, overlaps=overlaps)


def _recalled(store: ox.Store, as_of: str, stamp: str) -> bool | None:
    """Load the derived edges that were kept for a date; None where there are none.

    Returned is whether some of them stand in the default graph as well.
    """
    content = cache.kept(f"snapshot-{as_of}.nq", stamp)
    if content is None:
        return None
    try:
        # lenient: what tigraph wrote has no IRI to be doubted
        store.load(input=content, format=ox.RdfFormat.N_QUADS, lenient=True)
    except SyntaxError:  # damaged: derive anew (a load that fails leaves nothing)
        return None
    return content.startswith(_OVERLAPS)


def _held(store: ox.Store, graph: ox.NamedNode) -> frozenset[str]:
    quads = store.quads_for_pattern(None, _TYPE, _HELD_CLAIM, graph)
    return frozenset(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))
