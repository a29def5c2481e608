"""Which area a name means that several bear: the larger one by its article, or the one nearby."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tigraph.linking import Matcher
from tigraph.rdf import rows_of
from tigraph.reading.proposing import Reading

#: A name of so many areas is left to people.
_MOST = 40
_SCHEMES = "SELECT ?x ?scheme { ?x adms:identifier/tig:idScheme ?scheme }"
_AROUND = "SELECT ?x ?around { ?x geo:sfWithin+ ?around }"


def known(reading: Reading, matcher: Matcher, iris: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return those of some areas that are of a sort which names mean: the larger, the smaller."""
    schemes = {scheme for kind in matcher.habits.kinds.values() for scheme in kind.schemes}
    great = set(larger(reading, matcher, iris))
    assert reading.ground is not None
    rows = rows_of(reading.ground.store, _SCHEMES, set(iris), "x")
    own = {row["x"] for row in rows if row["scheme"].rpartition("/")[2] in schemes}
    return sorted(great), sorted(own - great)


def larger(reading: Reading, matcher: Matcher, iris: Iterable[str]) -> list[str]:
    """Return those of some areas that are of the sort which tells others apart: a region."""
    assert reading.ground is not None
    schemes = {
        scheme
        for kind in matcher.habits.kinds.values()
        if kind.tells_apart
        for scheme in kind.schemes
    }
    rows = rows_of(reading.ground.store, _SCHEMES, set(iris), "x")
    return sorted({row["x"] for row in rows if row["scheme"].rpartition("/")[2] in schemes})


def outermost(reading: Reading, iris: Iterable[str]) -> list[str]:
    """Return those of some areas of one name that lie in no other of them."""
    assert reading.ground is not None
    asked = set(iris)
    if not 1 < len(asked) <= _MOST:
        return sorted(asked)
    rows = rows_of(reading.ground.store, _AROUND, asked, "x")
    within = {row["x"] for row in rows if row["around"] in asked - {row["x"]}}
    return sorted(asked - within or asked)


def nearby(reading: Reading, iris: Iterable[str], known: set[str]) -> list[str]:
    """Return those of some areas that lie in one that the text names, too."""
    assert reading.ground is not None
    asked = set(iris)
    if not known or len(asked) > _MOST:
        return []
    around: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(reading.ground.store, _AROUND, asked, "x"):
        around[row["x"]].add(row["around"])
    return sorted(iri for iri in asked if around[iri] & known)
