"""Queries put to an engine in a process of its own, which can be ended.

A store on disk is opened there once more, for reading; one in memory is handed over, once to each
process. Rows come back as TSV and triples as N-Triples, which keep every term as it is.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from itertools import count
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph.limits import Allowance, Give, Pool, shared_pool

if TYPE_CHECKING:
    from pathlib import Path

    from tigraph.rdf import Graphs

_TSV, _TRIPLES = ox.QueryResultsFormat.TSV, ox.RdfFormat.N_TRIPLES
_QUADS = ox.RdfFormat.N_QUADS
#: A process keeps so many stores open, and so many in memory are known here by a number.
_OPEN, _KNOWN = 8, 4
_numbers = count(1)
_known: OrderedDict[int, tuple[ox.Store, int]] = OrderedDict()
_turn = threading.Lock()
#: In such a process: the stores that it has opened.
_stores: OrderedDict[str, ox.Store] = OrderedDict()


class _LackingError(Exception):
    """A store in memory that was not handed over yet, or not kept."""


def asked_apart(
    store: ox.Store,
    place: Path | None,
    query: str,
    prefixes: dict[str, str],
    graphs: Graphs | None,
    allowed: Allowance,
    pool: Pool | None = None,
) -> ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple] | int:
    """Return the answer of a query: rows, a verdict, triples, or how many rows of no column.

    `place` is the folder of a store on disk, None of one in memory. Raises what the engine does,
    and `LimitError`.
    """
    pool = pool or shared_pool()
    named = str(place) if place else _number(store)
    seen = None if graphs is None else [str(graph) for graph in graphs]

    def put(content: bytes | None) -> tuple[Any, bytes]:
        asked = (named, bool(place), content, query, prefixes, seen, allowed.rows)
        return pool.call(answered, *asked, allowed=allowed, named=named)

    try:
        told, content = put(None)
    except _LackingError:
        told, content = put(store.dump(format=_QUADS) or b"")
    if told == "met":
        allowed.met("max_rows")
    if told == "triples":
        return [quad.triple for quad in ox.parse(input=content, format=_TRIPLES)]
    if told == "boolean":
        return ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    if told == "no columns":
        return content.count(b"\n") - 1
    return ox.parse_query_results(content, format=_TSV)


def _number(store: ox.Store) -> str:
    """Return what a store in memory, and all that is in it now, is called."""
    with _turn:
        _, number = _known.setdefault(id(store), (store, next(_numbers)))
        _known.move_to_end(id(store))
        while len(_known) > _KNOWN:
            _known.popitem(last=False)
    return f"{number} {len(store)}"


def answered(
    give: Give,
    named: str,
    on_disk: bool,
    content: bytes | None,
    query: str,
    prefixes: dict[str, str],
    graphs: list[str] | None,
    most: int,
) -> str:
    """Hand over the answer of a query, in the process that does the work; return what it is."""
    store = _store(named, on_disk, content)
    seen = None if graphs is None else [_graph(one) for one in graphs]
    found = store.query(query, prefixes=prefixes, default_graph=seen)
    if isinstance(found, ox.QueryBoolean):
        give(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
        return "boolean"
    head = isinstance(found, ox.QuerySolutions)  # before rows, a line has the columns
    lines: Any = _Lines(give, most and most + head)
    try:
        if isinstance(found, ox.QueryTriples):
            found.serialize(lines, format=_TRIPLES)
        else:
            found.serialize(lines, format=_TSV)
    except _TooManyError:
        return "met"
    lines.flush()
    if isinstance(found, ox.QueryTriples):
        return "triples"
    return "rows" if found.variables else "no columns"


def _store(named: str, on_disk: bool, content: bytes | None) -> ox.Store:
    if (store := _stores.get(named)) is None:
        if on_disk:
            store = ox.Store.read_only(named)
        elif content is None:
            raise _LackingError
        else:
            store = ox.Store()
            store.bulk_load(input=content, format=_QUADS, lenient=True)
        _stores[named] = store
        while len(_stores) > _OPEN:
            _stores.popitem(last=False)
    _stores.move_to_end(named)
    return store


def _graph(text: str) -> ox.NamedNode | ox.BlankNode | ox.DefaultGraph:
    if text.startswith("<"):
        return ox.NamedNode(text[1:-1])
    return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.DefaultGraph()


class _TooManyError(Exception):
    """More lines than may be."""


class _Lines:
    """A file that hands over what is written to it, and counts the lines."""

    def __init__(self, give: Give, most: int) -> None:
        self._give, self._most, self._lines = give, most, 0
        self._waiting: list[bytes] = []
        self._size = 0

    def write(self, content: bytes) -> int:
        self._lines += content.count(b"\n")
        if self._most and self._lines > self._most:
            raise _TooManyError
        self._waiting.append(bytes(content))
        self._size += len(content)
        if self._size > 2**20:
            self.flush()
        return len(content)

    def flush(self) -> None:
        if self._waiting:
            self._give(b"".join(self._waiting))
        self._waiting, self._size = [], 0
