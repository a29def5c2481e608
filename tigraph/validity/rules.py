"""The rules that derive bounds, lives, what holds, and the edges that follow."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from tigraph.rdf import Graphs, bind, literal, text_of, tokens
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, GRAPH, ONTOLOGY, POSSIBLE, RDF_TYPE, XSD, expand
from tigraph.validity.headers import Rule, every_rule, staged

_CERTAIN, _POSSIBLE, _BOUNDS = (ox.NamedNode(iri) for iri in (CERTAIN, POSSIBLE, BOUNDS))


_DEFAULT = ox.DefaultGraph()

_TYPE, _HELD_CLAIM = ox.NamedNode(RDF_TYPE), ox.NamedNode(ONTOLOGY + "HeldClaim")


#: The graph in which the claims stand that hold, while rules read them.
HELD = GRAPH + "held"
#: Where stands what a rule may read beside what was stated, by IRIs of graphs.
STANDS = {"bounds": BOUNDS, "lives": BOUNDS, "held": HELD}
_HELD = ox.NamedNode(HELD)


#: The bounds of a life, and those of claims between what lives.
_LIVES = ("lifeFrom", "lifeTo", "endsFrom", "endsTo")
#: The four bounds of a claim.
_DATES = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")
#: Of these, those of which the later is the tighter.
_LATER = {ONTOLOGY + name for name in ("lifeFrom", "endsFrom", "earliestBegin", "earliestEnd")}
#: Days by whose bound it is, and which.
_Found = dict[tuple[Any, ox.NamedNode], Any]
_Graph = ox.NamedNode | ox.DefaultGraph


class Period(NamedTuple):
    """The first and the last day, ISO, of the date that a user asks for."""

    first: str
    last: str


def derive_bounds(store: ox.Store) -> None:
    """Put the date bounds of claims and citations into the named graph `bounds`.

    Those that stand in the default graph already are left out of it.
    """
    store.remove_graph(_BOUNDS)
    for rule in staged("bounds"):
        _run(store, rule, _BOUNDS)
    for quad in list(store.quads_for_pattern(None, None, None, _BOUNDS)):
        if ox.Quad(quad.subject, quad.predicate, quad.object) in store:
            store.remove(quad)


def derive_lives(store: ox.Store, *, beside: bool = False) -> list[ox.Triple]:
    """Say from when to when entities may have existed, and what follows for claims.

    Of several bounds of one entity the tightest counts. They are put where the date bounds
    stand: into the named graph `bounds`, or, `beside` the claims, into the default graph,
    from which the former ones go. Returned are those that were added.
    """
    into = _DEFAULT if beside else _BOUNDS
    _forget(store, into)
    of_others = [rule for rule in staged("lives") if "lives" in rule.reads]
    found: _Found = {}
    todo = [rule for rule in staged("lives") if rule not in of_others]
    while _tightened(store, todo, into, found):
        todo = of_others
    for stage in ("relative", "ends"):
        _tightened(store, staged(stage), into, found)
    return [ox.Triple(*whose, day) for whose, day in found.items()]


def _tightened(store: ox.Store, rules: Iterable[Rule], into: _Graph, found: _Found) -> bool:
    """Run rules of lives, and keep the bounds that are tighter; whether there are any."""
    new: _Found = {}
    for rule in rules:
        for triple in derived(store, rule, beside=into == _DEFAULT):
            whose, day = (triple.subject, triple.predicate), triple.object
            known = new.get(whose) or found.get(whose)
            if known is None or _tighter(triple.predicate, str(day), str(known)):
                new[whose] = day
    for whose, day in new.items():
        if whose in found:
            store.remove(ox.Quad(*whose, found[whose], into))
        store.add(ox.Quad(*whose, day, into))
    found.update(new)
    return bool(new)


def _tighter(bound: ox.NamedNode, day: str, known: str) -> bool:
    return day > known if bound.value in _LATER else day < known


def _forget(store: ox.Store, graph: _Graph) -> None:
    """Remove lives, and the bounds of claims that have none but by these."""
    former = [
        quad
        for name in _LIVES
        for quad in store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + name), None, graph)
    ]
    dated, time = ox.NamedNode(ONTOLOGY + "dating"), ox.NamedNode(ONTOLOGY + "validTime")
    for against in store.quads_for_pattern(None, ox.NamedNode(ONTOLOGY + "relativeTo"), None):
        for quad in store.quads_for_pattern(None, dated, against.subject):
            if not any(store.quads_for_pattern(quad.subject, time, None)):
                for name in _DATES:
                    bound = ox.NamedNode(ONTOLOGY + name)
                    former += store.quads_for_pattern(quad.subject, bound, None, graph)
    for quad in former:
        store.remove(quad)


def _derive(
    store: ox.Store,
    asked: Period,
    bounded: bool = False,
    sure: AbstractSet[str] | None = None,
) -> None:
    if not bounded:
        derive_bounds(store)
        derive_lives(store)
    doubted: list[ox.Quad] = []
    for stage, edges in (("certain", _CERTAIN), ("possible", _POSSIBLE)):
        for rule in staged(stage):
            _run(store, rule, _HELD, asked)
        store.extend(doubted)
        if stage == "certain" and sure is not None:
            held = store.quads_for_pattern(None, None, None, _HELD)
            doubted = [quad for quad in held if text_of(quad.subject) not in sure]
            for quad in doubted:
                store.remove(quad)
        for rule in staged("edges"):
            _run(store, rule, edges, asked)
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
def named_in_rules(stages: tuple[str, ...] = ("certain", "possible", "edges")) -> frozenset[str]:
    """Return the IRIs of the terms that rules name, of those that run once bounds are there."""
    texts = [rule.text for rule in every_rule() if rule.stage in stages]
    names = (t.text for text in texts for t in tokens(text) if t.sort == "pname")
    return frozenset(iri for name in names if (iri := expand(name)))


def derived(
    store: ox.Store, rule: Rule, asked: Period | None = None, *, beside: bool = False
) -> ox.QueryTriples:
    """Return what a rule derives from what it says that it reads.

    Bounds and the claims that hold are in named graphs of their own, or, with `beside`, in
    the default graph of the store.
    """
    graphs: Graphs = [_DEFAULT, *(ox.NamedNode(STANDS[what]) for what in rule.reads)]
    text = bind(rule.text, _days(asked) if asked else {})
    found = store.query(text, default_graph=None if beside else graphs)
    assert isinstance(found, ox.QueryTriples)
    return found


def _run(store: ox.Store, rule: Rule, into: ox.NamedNode, asked: Period | None = None) -> None:
    store.extend(
        [ox.Quad(t.subject, t.predicate, t.object, into) for t in derived(store, rule, asked)]
    )
