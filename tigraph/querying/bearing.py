"""Whether what only may hold bears on a query, told without asking the query again.

Each basic graph pattern that none of the possible triples can be part of has the same solutions
with them as without; where that is so of all that a query has, so has the query.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from tigraph.rdf import Queryable
from tigraph.rdf.vocabulary import POSSIBLE, PREFIXES

#: So many triples that only may hold are looked at one by one; of more, the query tells sooner.
_MOST = 2000
_Pattern = tuple[Any, Any, Any]


def bears(text: str, store: Queryable) -> bool:
    """Return whether what only may hold may change what a query gives.

    `store` has the possible triples in their named graph, as that of a snapshot does. False is
    sure; True is said also where it cannot be seen, as of a service or of very many triples.
    """
    if not isinstance(store, ox.Store):
        return True
    possible: list[ox.Quad] = []
    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(POSSIBLE)):
        possible.append(quad)
        if len(possible) > _MOST:
            return True
    from rdflib.plugins.sparql import prepareQuery

    try:
        algebra = prepareQuery(text, initNs=PREFIXES).algebra
    except Exception:  # of its parser's many kinds: the engine reads what rdflib does not
        return True
    return any(
        _touched(triples, beside, store, possible) for triples, beside in _patterns(algebra, ())
    )


def _patterns(node: Any, beside: Sequence[_Pattern]) -> Iterator[tuple[Any, Sequence[_Pattern]]]:
    """Yield the triples of each basic graph pattern, wherever in the query it stands.

    With each come those that hold, too, wherever it is part of a solution of the query: such as
    what it is joined with, also out of a subselect that gives the variable.
    """
    if isinstance(node, list | tuple):
        for value in node:
            yield from _patterns(value, beside)
        return
    if not isinstance(node, Mapping):
        return
    name = getattr(node, "name", "")
    if name == "BGP":
        yield node["triples"], beside
        return
    done: tuple[str, ...] = ()
    if name in ("Join", "LeftJoin", "Minus"):
        done = ("p1", "p2")
        more = _surely(node["p2"]) if name == "Join" else ()
        yield from _patterns(node["p1"], (*beside, *more))
        beside = (*beside, *_surely(node["p1"]))
        yield from _patterns(node["p2"], beside)
    elif name in ("Filter", "Extend"):
        done = ("p",)
        yield from _patterns(node["p"], beside)
        beside = (*beside, *_surely(node["p"]))
    elif name == "Project":
        beside = tuple(one for one in beside if one[0] in node["PV"])
    elif name not in (*_THROUGH, "Union", "SelectQuery"):
        beside = ()  # of what is counted, or which rows are among the first, all may matter
    # what EXISTS holds is translated into an attribute, beside the item as it was read
    for key, value in (*node.items(), *getattr(node, "__dict__", {}).items()):
        if key not in done:
            yield from _patterns(value, beside)


#: Parts of a query whose solutions are solutions of what they are made of.
_THROUGH = ("Filter", "Extend", "Distinct", "Reduced", "OrderBy", "ToMultiSet", "Graph", "Project")


def _surely(node: Any) -> tuple[_Pattern, ...]:
    """Return triples that hold in each solution of a part of a query."""
    name = getattr(node, "name", "")
    if name == "BGP":
        return tuple(node["triples"])
    if name == "Join":
        return (*_surely(node["p1"]), *_surely(node["p2"]))
    if name in ("LeftJoin", "Minus"):
        return _surely(node["p1"])
    if name == "Project":
        return tuple(one for one in _surely(node["p"]) if one[0] in node["PV"])
    return _surely(node["p"]) if name in _THROUGH else ()


def _touched(
    triples: Sequence[_Pattern],
    beside: Sequence[_Pattern],
    store: ox.Store,
    possible: Sequence[ox.Quad],
) -> bool:
    """Whether one of the possible triples can be part of a solution of a pattern."""
    for pattern in triples:
        around = [one for one in (*triples, *beside) if one is not pattern and one[0] == pattern[0]]
        for quad in possible:
            if _matches(pattern, quad) and all(_has(store, quad.subject, one) for one in around):
                return True
    return False


def _matches(pattern: _Pattern, quad: ox.Quad) -> bool:
    from rdflib import URIRef
    from rdflib.paths import Path

    if isinstance(pattern[1], Path):
        return True  # what a path goes through is not looked at
    terms = (quad.subject, quad.predicate, quad.object)
    return all(
        not isinstance(own, URIRef) or (isinstance(term, ox.NamedNode) and term.value == str(own))
        for own, term in zip(pattern, terms, strict=True)
    )


def _has(store: ox.Store, subject: Any, pattern: _Pattern) -> bool:
    """Whether anything is said of a subject, in whichever graph, as a pattern has it."""
    from rdflib import URIRef

    predicate, value = (
        ox.NamedNode(str(term)) if isinstance(term, URIRef) else None for term in pattern[1:]
    )
    return next(iter(store.quads_for_pattern(subject, predicate, value, None)), None) is not None
