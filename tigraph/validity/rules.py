"""The rules that derive bounds, what holds, and the edges that follow."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from tigraph.local import read_text, shipped
from tigraph.rdf import bind, literal, tokens
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, GRAPH, ONTOLOGY, POSSIBLE, RDF_TYPE, XSD, expand

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


def derive_bounds(store: ox.Store) -> None:
    """Put the date bounds of claims and citations into the named graph `bounds`.

    Those that stand in the default graph already are left out of it.
    """
    store.remove_graph(_BOUNDS)
    _run(store, "1-bounds", _BOUNDS, [_DEFAULT])
    for quad in list(store.quads_for_pattern(None, None, None, _BOUNDS)):
        if ox.Quad(quad.subject, quad.predicate, quad.object) in store:
            store.remove(quad)


def _derive(store: ox.Store, asked: Period, bounded: bool = False) -> None:
    if not bounded:
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
