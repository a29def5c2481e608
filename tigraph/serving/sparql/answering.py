"""A question of SPARQL as it is answered in a process that works for the server.

All that is costly is done here, reading the text included: the process can be ended.
"""

from __future__ import annotations

import pickle
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NoReturn

import pyoxigraph as ox

from tigraph.errors import (
    QueryRefusedError,
    QuerySyntaxError,
    RefusedRequestError,
    ServiceError,
    TigraphError,
    UsageError,
)
from tigraph.limits import Give
from tigraph.rdf import (
    dataset,
    merged,
    named,
    names_graphs,
    query_in_new_terms,
    storage_fault,
    syntax_error,
)
from tigraph.rdf.vocabulary import PREFIXES, absolute
from tigraph.serving.requests import UNANSWERED
from tigraph.serving.sparql.asked import READ_ONLY
from tigraph.serving.sparql.counting import Sink, TooManyError
from tigraph.serving.sparql.elsewhere import Elsewhere
from tigraph.serving.sparql.formats import GRAPHS, TABLES, Form, chosen
from tigraph.serving.sparql.reading import is_steady, readable, starred
from tigraph.validity import entailed_graph, entailing

#: A process keeps so many stores open, and so many merges of graphs.
_OPEN, _MERGED = 8, 2
_PLACED = re.compile(r", line (\d+), column (\d+): ")
_MARKED = tuple((f"{name}:", name, iri) for name, iri in PREFIXES.items())
_stores: OrderedDict[str, ox.Store] = OrderedDict()
_merges: OrderedDict[tuple[str, ...], ox.Store | None] = OrderedDict()


@dataclass(frozen=True)
class Place:
    """A store on disk, and the graphs of it that are asked where a question names none.

    One that is `bare` has nothing that tigraph adds: no prefix is known, no term has another name.
    One that stands `elsewhere`, in a service, has no path.
    """

    path: str
    graphs: tuple[str, ...] = ()
    bare: bool = False
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True)
class Task:
    """A question, and how it is to be answered.

    `wide` is the place that holds what follows from what is stated, "" where it was not made yet;
    One that is `plain` is known to be a look-up: see `quick`.
    `default` and `named` are the graphs that the request names, None where it names none.
    """

    text: str
    place: Place
    accept: str
    base: str
    rows: int
    packed: bool = False
    wide: Place | None = None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    services: frozenset[str] = frozenset()
    plain: bool = False


@dataclass(frozen=True)
class Answered:
    """An answer, whole in `rest` or handed over before it.

    `steady` tells whether the same question is answered alike again; `wide`, that the question
    wants the wide place, and was not answered; `packed`, that it is packed by gzip.
    """

    type: str = ""
    rest: bytes = b""
    handed: bool = False
    steady: bool = True
    wide: bool = False
    packed: bool = False


class QueryFaultError(RefusedRequestError):
    """A question that is not answered, with what a problem document says of it beside."""

    def __init__(self, message: str, status: int, more: dict[str, Any]) -> None:
        self.more = more
        super().__init__(message, status)

    def __reduce__(self) -> Any:
        return QueryFaultError, (str(self), self.status, self.more)


def warmed(_give: Give, path: str) -> None:
    """Open a store, so that the first question need not wait for that."""
    if path:
        _store(path)


def answered(give: Give, task: Task) -> Answered:
    """Answer a question, in the process that does the work; raises `QueryFaultError`."""
    try:
        return _answered(give, task)
    except QueryFaultError:
        raise
    except QuerySyntaxError as error:
        told = str(error)
        place = _PLACED.search(told)
        more = {"line": int(place[1]), "column": int(place[2])} if place else {}
        raise QueryFaultError(told, 400, more) from None
    except QueryRefusedError as error:
        told = str(error)
        if "is SPARQL Update" in told:
            raise QueryFaultError(READ_ONLY, 403, {}) from None
        raise QueryFaultError(told, 403 if told.startswith("SERVICE") else 400, {}) from None
    except ServiceError:
        raise QueryFaultError(UNANSWERED, 502, {}) from None
    except TigraphError as error:
        raise QueryFaultError(str(error), 400, {}) from None
    except TooManyError:
        _too_many(task)


def _too_many(task: Task) -> NoReturn:
    raise QueryFaultError(
        f"Stopped: more than {task.rows:,} rows. Ask for less, with LIMIT, or in parts.",
        422,
        {"limit": "max_rows"},
    ) from None


def _answered(give: Give, task: Task) -> Answered:
    text = task.text if task.plain else readable(task.text, task.services)
    place = task.place
    if not place.bare:
        text, _ = query_in_new_terms(text)
    prefixes = {} if place.bare else _spoken(text)
    if place.elsewhere:
        named_ones = task.default is not None or task.named is not None
        given = (task.default or (), task.named or ()) if named_ones else None
        found = place.elsewhere.query(text, prefixes, given)
        return _written(give, task, found, steady=False)
    graphs: list[str] | None = list(place.graphs) or None
    if not (place.bare or task.default is not None or names_graphs(text)):
        names = {one.iri for one in named(text, PREFIXES)}
        if rules := entailing(names, _store(place.path)):
            if task.wide is None:
                return Answered(wide=True)
            place = task.wide
            graphs = [*(place.graphs or ("",)), *map(entailed_graph, rules)]
    store, seen = _seen(task, text, place, graphs)
    try:
        if "*" in text:
            text = _in_order(text, task, prefixes)
        found = store.query(text, base_iri=task.base, prefixes=prefixes, **seen)
    except RuntimeError as error:
        raise _unsupported(error) from None
    except SyntaxError as error:
        raise syntax_error(text, str(error)) from None
    except ValueError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise QueryFaultError(f"SERVICE: {error}", 502, {}) from None
    return _written(give, task, found, task.plain or is_steady(text))


def _in_order(text: str, task: Task, prefixes: dict[str, str]) -> str:
    """Return a query with its columns in the order in which it names them, where it says `*`.

    Which these are is asked of the engine over nothing: rows are put in order when it is asked.
    """
    if task.services and "service" in text.lower():
        return text  # it would be called
    found = ox.Store().query(text, base_iri=task.base, prefixes=prefixes)
    if not isinstance(found, ox.QuerySolutions):
        return text
    return starred(text, [one.value for one in found.variables])


def _spoken(text: str) -> dict[str, str]:
    """Return the prefixes that a text may use: the engine is long in reading all that are known.

    >>> [*_spoken("ASK { ?s a tig:Seat }")]
    ['tig']
    """
    if "\\" in text:  # they may be written by numbers
        return dict(PREFIXES)
    return {name: iri for mark, name, iri in _MARKED if mark in text}


def _seen(
    task: Task, text: str, place: Place, graphs: list[str] | None
) -> tuple[ox.Store, dict[str, Any]]:
    """Return the store, and the dataset in it that is asked."""
    store = _store(place.path)
    if task.default is not None or task.named is not None:
        default, own = list(task.default or ()), list(task.named or ())
    else:
        names = not task.plain and names_graphs(text)
        default, own = dataset(text, {} if place.bare else PREFIXES) if names else ([], [])
        if len(default) < 2 and (default or own):  # FROM itself says what it means
            return store, {}
        if not default:
            return store, {"default_graph": [*map(_graph, graphs)]} if graphs else {}
    default, own = ([_absolute(task.base, one) for one in some] for some in (default, own))
    chosen_graphs = {
        "default_graph": [ox.NamedNode(one) for one in default],
        "named_graphs": [ox.NamedNode(one) for one in own],
    }
    if len(default) > 1:
        key = (place.path, *sorted(set(default)), "", *own)
        if key not in _merges:
            _merges[key] = merged(store, sorted(set(default)), own)
            while len(_merges) > _MERGED:
                _merges.popitem(last=False)
        if (found := _merges[key]) is not None:
            return found, {"named_graphs": chosen_graphs["named_graphs"]}
    return store, chosen_graphs


def _absolute(base: str, iri: str) -> str:
    """Return the IRI of a graph, seen from an address; raises `QueryFaultError` for none."""
    try:
        return ox.NamedNode(absolute(base, iri)).value
    except ValueError as error:
        raise QueryFaultError(f"<{iri[:80]}> names no graph: {error}.", 400, {}) from None


def _written(give: Give, task: Task, found: Any, steady: bool) -> Answered:
    triples = isinstance(found, ox.QueryTriples)
    form = chosen(task.accept, GRAPHS if triples else TABLES)
    if form is None:
        known = ", ".join(one.type for one in (GRAPHS if triples else TABLES))
        raise QueryFaultError(f"None of what is accepted can be given: {known}.", 406, {})
    rows = isinstance(found, ox.QuerySolutions)
    head = pickle.dumps(with_charset(form))
    sink = Sink(give, head, form.how if rows else "", task.rows, task.packed)
    file: Any = sink
    try:
        if triples:
            prefixes = None if task.place.bare else PREFIXES
            counted = _counted(found, task.rows)
            ox.serialize(counted, file, format=form.engine, prefixes=prefixes)
        else:
            found.serialize(file, format=form.engine)
    except RuntimeError as error:
        raise _unsupported(error) from None
    rest = sink.rest()
    return Answered(with_charset(form), rest, sink.handed, steady, packed=sink.packed)


def _unsupported(error: RuntimeError) -> Exception:
    """Return the error for what the engine cannot do."""
    if unknown := re.search(r"function <(.+)> is not supported", str(error)):
        return QueryFaultError(f"No function is called <{unknown[1]}>.", 400, {})
    return storage_fault(error) or QueryFaultError(" ".join(str(error).split()), 422, {})


def with_charset(form: Form) -> str:
    """Return the media type of a format, as an answer tells it."""
    return f"{form.type}; charset=utf-8" if form.type.startswith("text/") else form.type


def _counted(triples: Iterable[ox.Triple], most: int) -> Iterator[ox.Triple]:
    if not most:
        yield from triples
        return
    rest = iter(triples)
    yield from islice(rest, most)
    if next(rest, None) is not None:
        raise TooManyError


def _store(path: str) -> ox.Store:
    if (store := _stores.get(path)) is None:
        store = _stores[path] = ox.Store.read_only(path)
        while len(_stores) > _OPEN:
            _stores.popitem(last=False)
    _stores.move_to_end(path)
    return store


def _graph(iri: str) -> ox.NamedNode | ox.DefaultGraph:
    return ox.NamedNode(iri) if iri else ox.DefaultGraph()
