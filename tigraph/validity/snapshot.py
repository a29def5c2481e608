"""The direct edges that the claims imply, at a date or at any time.

The rules stand as SPARQL in `ontology/rules/`, run in the order of their numbers:
1 gives dates to EDTF, 2 and 3 say which claims surely and possibly hold, the others
derive edges from those claims. What follows from the claims that surely hold goes to
the named graph `certain`; what follows only when the possible ones are added, to
`possible`. Each also says of these claims that they are a `tig:HeldClaim`, so that a
query over claims can keep to the date as well.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

import pyoxigraph as ox

from tigraph.errors import BadDate
from tigraph.local import cache
from tigraph.local.files import read_text, shipped
from tigraph.rdf.asking import Graphs, Queryable
from tigraph.rdf.sparql import bind, literal, tokens
from tigraph.rdf.vocabulary import (
    BOUNDS,
    CERTAIN,
    EDTF,
    GRAPH,
    ONTOLOGY,
    POSSIBLE,
    RDF_TYPE,
    XSD,
    expand,
)

ANY = "any"
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"
#: So many rules run at once.
_AT_ONCE = 2
_CERTAIN, _POSSIBLE, _BOUNDS = (ox.NamedNode(iri) for iri in (CERTAIN, POSSIBLE, BOUNDS))
_HELD = ox.NamedNode(GRAPH + "held")
_DEFAULT = ox.DefaultGraph()
_TYPE, _HELD_CLAIM = ox.NamedNode(RDF_TYPE), ox.NamedNode(ONTOLOGY + "HeldClaim")


class Period(NamedTuple):
    """The first and the last day, ISO, of the date that a user asks for."""

    first: str
    last: str


def rule_files() -> list[Path]:
    """Return the files of the rules, in the order in which they run."""
    return sorted((shipped("ontology") / "rules").glob("*.rq"))


@lru_cache
def _rules() -> dict[str, str]:
    return {path.stem: read_text(path) for path in rule_files()}


@lru_cache
def period(edtf: str) -> Period:
    """Return the days that an EDTF date, or "any", covers.

    Raises `BadDate` for what is not EDTF as tigraph reads it.

    >>> period("2018-23")
    Period(first='2018-09-01', last='2018-12-21')
    >>> period("2019/..")
    Period(first='2019-01-01', last='9999-12-31')
    """
    if edtf == ANY:
        return Period(_FIRST_DAY, _LAST_DAY)
    store = ox.Store()
    node = ox.NamedNode(GRAPH + "asked")
    date = ox.Literal(edtf, datatype=ox.NamedNode(EDTF))
    store.add(ox.Quad(node, ox.NamedNode(ONTOLOGY + "validTime"), date))
    derive_bounds(store)
    bounds = {
        quad.predicate.value[len(ONTOLOGY) :]: quad.object.value
        for quad in store.quads_for_pattern(node, None, None, _BOUNDS)
        if isinstance(quad.object, ox.Literal)
    }
    begin, end = bounds.get("earliestBegin"), bounds.get("latestEnd")
    sides = edtf.strip("[]").replace("..", "/").split("/")
    unread = [side for side, bound in ((sides[0], begin), (sides[-1], end)) if side and not bound]
    if not (begin or end) or unread:
        raise BadDate(
            f"“{edtf}” is not a date that tigraph reads: give EDTF, such as 2019, 2018-11, "
            "2018-11-22, 2018-23 (autumn), 2018/2022, 2019-01-30/.. or any."
        )
    asked = Period(begin or _FIRST_DAY, end or _LAST_DAY)
    if asked.first > asked.last:
        raise BadDate(f"“{edtf}” ends before it begins.")
    return asked


def derive_bounds(store: ox.Store) -> None:
    """Put the date bounds of claims and citations into the named graph `bounds`."""
    store.remove_graph(_BOUNDS)
    _run(store, "1-bounds", _BOUNDS, [_DEFAULT])


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


class _Graph(Protocol):
    """What is needed here of `tigraph.graph.Graph`, which comes after."""

    store: Queryable

    def snapshot(self, as_of: str = ...) -> Snapshot: ...


def seen(
    graph: _Graph, derived: str, as_of: str | None, possible: bool, *, bounds_beside: bool
) -> tuple[Queryable, Graphs | None]:
    """Return the store and the graphs that a query sees; None lets FROM mean what it says.

    `derived` is what the query's header asks for; `bounds_beside` tells that date bounds
    stand in the default graph, beside the claims.
    """
    plain = not derived or (bounds_beside and derived == "bounds")
    if plain and as_of is None and not possible:
        return graph.store, None
    snapshot = graph.snapshot(as_of or ANY)
    if derived == "bounds" and as_of is None:
        return snapshot.store, [_DEFAULT, _BOUNDS]
    return snapshot.seen(possible or derived == "possible")


def derive(store: ox.Store, as_of: str = ANY, stamp: str = "") -> Snapshot:
    """Put bounds, certain and possible edges at a date into their named graphs.

    What these graphs held before is replaced. With the `stamp` of the files that the
    store was read from, the derived edges are kept for the next time. Raises `BadDate`.
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


def _derive(store: ox.Store, asked: Period) -> None:
    derive_bounds(store)
    days = _days(asked)
    for rule, edges in (("2-certain", _CERTAIN), ("3-possible", _POSSIBLE)):
        _run(store, rule, _HELD, [_DEFAULT, _BOUNDS], days)
        for name in _rules():
            if name[0] > "3":
                _run(store, name, edges, [_DEFAULT, _HELD])
        store.extend(
            ox.Quad(held.subject, held.predicate, held.object, edges)
            for held in store.quads_for_pattern(None, None, None, _HELD)
        )
    for quad in store.quads_for_pattern(None, None, None, _CERTAIN):
        store.remove(ox.Quad(quad.subject, quad.predicate, quad.object, _POSSIBLE))
    store.remove_graph(_HELD)


def _days(asked: Period) -> dict[str, str]:
    return {
        "_from_xsd_date": literal(asked.first, XSD + "date"),
        "_to_xsd_date": literal(asked.last, XSD + "date"),
    }


@lru_cache
def named_in_rules() -> frozenset[str]:
    """Return the IRIs of the terms that stand in the rules 2 and on: all that they read."""
    texts = [text for name, text in _rules().items() if name[0] > "1"]
    names = (t.text for text in texts for t in tokens(text) if t.sort == "pname")
    return frozenset(iri for name in names if (iri := expand(name)))


def implied(store: ox.Store, asked: Period) -> tuple[set[bytes], set[bytes]]:
    """Return, as lines, what surely holds with the edges that follow, and what else may.

    The claims that hold are added to the default graph of the store, where the date bounds
    stand too. Rules that do not wait for each other run side by side.
    """
    from concurrent.futures import ThreadPoolExecutor

    days = _days(asked)
    edges = [text for name, text in _rules().items() if name[0] > "3"]
    with ThreadPoolExecutor(_AT_ONCE) as pool:

        def lines(queries: list[str]) -> list[set[bytes]]:
            return list(pool.map(lambda query: _lines(store, query), queries))

        def followed(held: set[bytes]) -> set[bytes]:
            store.bulk_load(input=b"".join(held), format=ox.RdfFormat.N_TRIPLES, lenient=True)
            return held.union(*lines(edges))

        held = [bind(_rules()[rule], days) for rule in ("2-certain", "3-possible")]
        surely, perhaps = lines(held)
        certain = followed(surely)
        return certain, followed(perhaps - surely) - certain if perhaps - surely else set()


def _lines(store: ox.Store, query: str) -> set[bytes]:
    answered = store.query(query)
    assert isinstance(answered, ox.QueryTriples)
    content = answered.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    return set(content.splitlines(keepends=True))


def _held(store: ox.Store, graph: ox.NamedNode) -> frozenset[str]:
    quads = store.quads_for_pattern(None, _TYPE, _HELD_CLAIM, graph)
    return frozenset(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))


def _run(
    store: ox.Store,
    rule: str,
    into: ox.NamedNode,
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph],
    terms: dict[str, str] | None = None,
) -> None:
    derived = store.query(bind(_rules()[rule], terms or {}), default_graph=graphs)
    assert isinstance(derived, ox.QueryTriples)
    store.extend([ox.Quad(t.subject, t.predicate, t.object, into) for t in derived])


def today() -> str:
    """Return today's date, or that of SOURCE_DATE_EPOCH, for builds that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    if epoch.isdigit():
        now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return now.date().isoformat()
