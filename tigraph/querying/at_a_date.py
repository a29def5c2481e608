"""A query asked at a date, twice where need be: of what surely holds, and of what may.

What a query gives when the possible is seen too need not be what it gave and more: counts
grow, and what is there because something is not falls away. So both answers are compared, row
by row.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.limits import allowing
from tigraph.querying import catalogue
from tigraph.querying.answers import Answer, Rows, Term, Triples, Verdict
from tigraph.querying.query import Query
from tigraph.querying.running import run
from tigraph.rdf import looks_into
from tigraph.rdf.vocabulary import POSSIBLE, PREFIXES
from tigraph.validity import ANY

if TYPE_CHECKING:
    from tigraph.limits import Allowed
    from tigraph.querying.doubt import Doubt
    from tigraph.stores import Ground

_CERTAIN, _POSSIBLE = ox.Literal("certain"), ox.Literal("possible")


def held(
    ground: Ground,
    query: str | Query,
    parameters: Mapping[str, str] | None = None,
    *,
    as_of: str | None = None,
    possible: bool = False,
    limits: Allowed | None = None,
) -> Answer:
    """Return the answer of a query that says what is not sure of it: see `Graph.query`.

    Where the possible is seen, rows say by a column which of them only may hold, for which the
    query is asked twice; else it is asked again once the answer's `doubt` is read.
    """
    allowed = allowing(**limits) if limits else None
    asked = catalogue.asked(query)
    as_of, possible = as_of or asked.as_of or None, possible or asked.possible
    if as_of or possible:
        asked = asked.at_a_date()
    shown = possible or asked.derived == "possible"
    found = run(ground, asked, parameters, as_of=as_of, possible=possible, allowed=allowed)
    if not (ground.doubtful or depends(asked, as_of, possible)):
        return found

    def other() -> Answer:
        more = "what surely holds alone" if shown else "what only may hold, too"
        ground.doing(f"Asking {asked.name} of {more}")
        sure = replace(asked, header={**asked.header, "derived": "certain"})
        again = sure if shown else asked
        return run(ground, again, parameters, as_of=as_of, possible=not shown, allowed=allowed)

    day = as_of or ANY
    if isinstance(found, Rows):
        if shown:
            return marked(found, other(), day)
        return replace(found, asking=lambda: _doubt(found.rows, other(), day))
    if isinstance(found, Triples):
        own = found.triples
        return replace(found, asking=lambda: _doubt(own, other(), day, shown, "triples"))
    return replace(found, asking=lambda: _of_verdict(found, other(), day, shown))


def depends(query: Query, as_of: str | None = None, possible: bool = False) -> bool:
    """Return whether the answer of a query depends on what is derived at a date.

    One that looks into the graph of the possible sees it whatever it is asked: which of its rows
    only may hold it tells itself.
    """
    if query.derived in ("certain", "possible"):
        return True
    asked = not query.header and (as_of is not None or possible)
    return asked and not looks_into(query.text, POSSIBLE, PREFIXES)


def marked(rows: Rows, sure: Answer, as_of: str) -> Rows:
    """Return rows with a column that says whether each is in the `sure` answer as well."""
    from tigraph.querying.doubt import Doubt

    assert isinstance(sure, Rows)
    column = "holds"
    while column in rows.columns:
        column += "_"
    left = Counter(map(_key, sure.rows))
    marks: list[Term] = []
    for row in rows.rows:
        key = _key(row)
        marks.append(_CERTAIN if left[key] > 0 else _POSSIBLE)
        left[key] -= 1
    fallen = sum(n for n in left.values() if n > 0)
    only = sum(mark is _POSSIBLE for mark in marks)
    told = Doubt(as_of, "rows", only, len(rows), True, fallen, column)
    whole = ((*row, mark) for row, mark in zip(rows.rows, marks, strict=True))
    return replace(rows, columns=(*rows.columns, column), rows=tuple(whole), asking=lambda: told)


def _of_verdict(own: Verdict, other: Answer, as_of: str, shown: bool) -> Doubt:
    """Return whether a verdict is not sure: whether the other one differs."""
    from tigraph.querying.doubt import Doubt

    return Doubt(as_of, "verdict", int(own.value is not bool(other)), 1, shown)


def _doubt(
    own: tuple[Iterable[Term], ...] | tuple[ox.Triple, ...],
    other: Answer,
    as_of: str,
    shown: bool = False,
    sort: str = "rows",
) -> Doubt:
    """Return what is not sure of some rows or triples, the other answer having the rest."""
    from tigraph.querying.doubt import Doubt

    assert isinstance(other, Rows | Triples)
    others = other.rows if isinstance(other, Rows) else other.triples
    one, two = Counter(map(_key, own)), Counter(map(_key, others))
    mine, theirs = (one - two).total(), (two - one).total()
    only, fallen = (mine, theirs) if shown else (theirs, mine)
    return Doubt(as_of, sort, only, len(own), shown, fallen)


def _key(row: Iterable[Term] | ox.Triple) -> Hashable:
    """A row as it is compared: blank nodes, which two answers name apart, are alike."""
    if isinstance(row, ox.Triple):
        row = (row.subject, row.predicate, row.object)
    return tuple("" if isinstance(term, ox.BlankNode) else term for term in row)
