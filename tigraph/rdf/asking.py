"""RDF files read into an Oxigraph store, with errors that say where."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import Protocol

import pyoxigraph as ox

from tigraph.errors import DataError, UsageError
from tigraph.rdf.sparql import dataset, graphs_named, iri_text, names_graphs
from tigraph.rdf.vocabulary import DERIVED, PREFIXES, curie

#: So many IRIs are named in one query, and so many such queries are asked at once.
_TOGETHER, _AT_ONCE = 500, 2
#: Of more IRIs all rows are read, where they may be: sooner than hundreds at a time.
_WHOLE = 20_000
#: Of more graphs the pairs are too many to be looked at.
_PAIRED = 20
_TEXTS = (ox.NamedNode, ox.BlankNode, ox.Literal)


Graphs = list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]


class Queryable(Protocol):
    """What answers queries: an Oxigraph store, or a service (`tigraph.stores.service`)."""

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        default_graph: Graphs | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Return the answer, over the graphs named instead of the default one."""

    def contains_named_graph(self, graph_name: ox.NamedNode) -> bool:
        """Return whether there are triples in a named graph of its own."""


def here(store: Queryable) -> ox.Store:
    """Return a store of which all triples are wanted; raises `UsageError` for a service."""
    if isinstance(store, ox.Store):
        return store
    raise UsageError(
        "A service is asked, not copied: CONSTRUCT what you need of it, or use a store here."
    )


def merged(store: ox.Store, graphs: Sequence[str], named: Sequence[str]) -> ox.Store | None:
    """Return a store whose default graph is the merge of some graphs, None where none is needed.

    The engine counts a triple once for each of the graphs that has it; where no two of them
    share one, the store itself gives the same. The other store has the `named` graphs, too.
    """
    own = [ox.NamedNode(iri) for iri in dict.fromkeys(graphs)]
    if len(own) == len(graphs) <= _PAIRED:
        pairs = (f"{{ GRAPH {a} {{ ?s ?p ?o }} GRAPH {b} {{ ?s ?p ?o }} }}"
                 for a, b in combinations(own, 2))  # fmt: skip
        if not any(bool(store.query(f"ASK {pair}")) for pair in pairs):
            return None
    made = ox.Store()
    for graph in own:
        for quad in store.quads_for_pattern(None, None, None, graph):
            made.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    for iri in named:
        made.bulk_extend(store.quads_for_pattern(None, None, None, ox.NamedNode(iri)))
    return made


def named_apart(store: Queryable) -> int:
    """Return how many triples stand in named graphs that are none of tigraph's own."""
    if not isinstance(store, ox.Store):
        return 0
    graphs = [one for one in store.named_graphs() if not text_of(one).startswith(DERIVED)]
    return sum(1 for one in graphs for _ in store.quads_for_pattern(None, None, None, one))


def absent_graphs(store: Queryable, query: str) -> list[str]:
    """Return the IRIs of named graphs that a query looks into and that hold nothing here.

    Of a service nothing is known, and none is returned.
    """
    if not (isinstance(store, ox.Store) and names_graphs(query)):
        return []
    named = [iri for graphs in dataset(query, PREFIXES) for iri in graphs]
    return [
        iri
        for iri in dict.fromkeys([*named, *graphs_named(query, PREFIXES)])
        if not store.contains_named_graph(ox.NamedNode(iri))
    ]


def select(store: Queryable, query: str, graphs: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """Yield the rows of a SELECT of tigraph's own as IRIs and texts, "" where unbound.

    The usual prefixes are known. `graphs` are named graphs seen beside the default one.
    """
    seen: Graphs = [ox.DefaultGraph()]
    seen += map(ox.NamedNode, graphs)
    try:
        solutions = store.query(query, prefixes=PREFIXES, default_graph=seen)
        assert isinstance(solutions, ox.QuerySolutions)
        columns = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {column: text_of(term) for column, term in zip(columns, solution, strict=True)}
    except RuntimeError as error:
        raise storage_fault(error) or error from None


def storage_fault(error: Exception) -> DataError | None:
    """Return what is told of an error where the engine cannot read a store on disk, else None.

    >>> storage_fault(ValueError("IO")) is None
    True
    """
    told = " ".join(str(error).split())
    if not told.startswith(("Corruption", "IO error")):
        return None
    return DataError(
        f"The store cannot be read ({told[:200].rstrip('.')}): `tigraph layer verify` says what of "
        "it is not whole, and builds it anew."
    )


def rows_of(
    store: Queryable,
    query: str,
    wanted: Collection[str] | None,
    variable: str = "claim",
    graphs: Sequence[str] = (),
    *,
    whole: bool = False,
) -> list[dict[str, str]]:
    """Return the rows of a SELECT, or those in which a variable is one of the IRIs wanted.

    Many IRIs are asked about in several queries, so that nothing may be counted or ordered
    across them. `whole` says that the query gives the variable, and the same of an IRI where it is
    asked about all: it is then asked of a store once, where very many are wanted. Raises
    `UsageError` for what is no IRI.
    """
    if wanted is None:
        return list(select(store, query, graphs))
    start = query.index("{") + 1
    chosen = [iri_text(one) for one in sorted(wanted)]
    if whole and len(chosen) > _WHOLE and isinstance(store, ox.Store):
        own = set(wanted)
        return [row for row in select(store, query, graphs) if row[variable] in own]

    def some(first: int) -> list[dict[str, str]]:
        values = " ".join(chosen[first : first + _TOGETHER])
        asked = f"{query[:start]} VALUES ?{variable} {{ {values} }} {query[start:]}"
        return list(select(store, asked, graphs))

    firsts = range(0, len(chosen), _TOGETHER)
    if len(firsts) < 2:
        return [row for first in firsts for row in some(first)]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return [row for rows in pool.map(some, firsts) for row in rows]


def said_of(
    store: Queryable, subjects: Collection[str], graphs: Sequence[str] = ()
) -> dict[str, dict[str, list[str]]] | None:
    """Return what is said of each of some things: values as texts, each once, by property.

    Properties are CURIEs or IRIs; `graphs` are named graphs read beside the default one. A look
    at each costs a third of a query with its optional parts. None of a service, which is asked.
    """
    if not isinstance(store, ox.Store):
        return None
    seen: Graphs = [ox.DefaultGraph(), *map(ox.NamedNode, graphs)]
    short: dict[ox.NamedNode, str] = {}
    found: dict[str, dict[str, list[str]]] = {}
    try:
        for subject in sorted(subjects):
            node, own = ox.NamedNode(subject), found.setdefault(subject, {})
            for graph in seen:
                for quad in store.quads_for_pattern(node, None, None, graph):
                    name = short.get(quad.predicate)
                    if name is None:
                        name = short[quad.predicate] = curie(quad.predicate.value)
                    values = own.setdefault(name, [])
                    if (value := text_of(quad.object)) not in values:
                        values.append(value)
    except (RuntimeError, OSError) as error:
        raise storage_fault(error) or error from None
    return found


def text_of(term: object) -> str:
    """Return the IRI or the text of a term, "" where there is none."""
    return term.value if isinstance(term, _TEXTS) else ""
