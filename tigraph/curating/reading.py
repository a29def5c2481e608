"""Queries that a SHACL engine puts to an rdflib graph, read once each rather than for each node."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from functools import lru_cache
from typing import Any


def read_once(graph: Any) -> Any:
    """Return an rdflib graph, which from now on reads each text of a query at its first call only.

    pySHACL asks the query of a constraint of one node after another, with the node as a binding;
    reading it takes rdflib far longer than answering it.
    """
    ask, prefixes = graph.query, tuple(sorted(graph.namespaces()))

    def query(text: Any, *more: Any, **given: Any) -> Any:
        return ask(_read(text, prefixes) if isinstance(text, str) else text, *more, **given)

    graph.query = query
    return graph


@lru_cache(maxsize=64)
def _read(text: str, prefixes: tuple[tuple[str, str], ...]) -> Any:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text, initNs=dict(prefixes))
