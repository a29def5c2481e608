"""Dates in EDTF, and the days that they cover."""

from __future__ import annotations

import datetime
import os
from functools import lru_cache

import pyoxigraph as ox

from tigraph.errors import BadDateError
from tigraph.rdf.vocabulary import EDTF, GRAPH, ONTOLOGY
from tigraph.validity.rules import _BOUNDS, Period, derive_bounds

ANY = "any"

_FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


@lru_cache
def period(edtf: str) -> Period:
    """Return the days that an EDTF date, or "any", covers.

    Raises `BadDateError` for what is not EDTF as tigraph reads it.

    >>> period("2018-23")
    Period(first='2018-09-01', last='2018-12-21')
    >>> period("2019/..")
    Period(first='2019-01-01', last='9999-12-31')
    """
    if edtf == ANY:
        return Period(_FIRST_DAY, LAST_DAY)
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
        raise BadDateError(
            f"“{edtf}” is not a date that tigraph reads: give EDTF, such as 2019, 2018-11, "
            "2018-11-22, 2018-23 (autumn), 2018/2022, 2019-01-30/.. or any.",
            edtf,
        )
    asked = Period(begin or _FIRST_DAY, end or LAST_DAY)
    if asked.first > asked.last:
        raise BadDateError(f"“{edtf}” ends before it begins.", edtf)
    return asked


def today() -> str:
    """Return today's date, or that of SOURCE_DATE_EPOCH, for builds that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    if epoch.isdigit():
        now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return now.date().isoformat()


def days(edtf: str) -> tuple[str, str]:
    """Return the first and the last day of an EDTF year, month, day, interval or set of these.

    A side that is open has the first, or the last, day that there is.

    >>> days("2024"), days("2018/2022-06"), days("2024-02")
    (('2024-01-01', '2024-12-31'), ('2018-01-01', '2022-06-30'), ('2024-02-01', '2024-02-29'))
    >>> days("[2020-11-09..2020-12]"), days("[2020-11-09..]")
    (('2020-11-09', '2020-12-31'), ('2020-11-09', '9999-12-31'))
    """
    if edtf.startswith("["):
        between = period(edtf)
        return between.first, between.last
    first, _, last = edtf.partition("/")
    return _side(first).first, _side(last or first).last


def _side(date: str) -> Period:
    # Rows of registers bear many days, which need no reading; of years and months there are few.
    return Period(date, date) if len(date) == 10 else period(date)


def day_after(day: str, by: int = 1) -> str:
    """Return the day after (before, for -1) an ISO date."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()
