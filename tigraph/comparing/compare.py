"""A comparison as JSON, with the evidence of each relation, and as one network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tigraph.comparing.comparison import (
    Comparison,
    Half,
    Side,
    compare,
)
from tigraph.comparing.dated import date_half
from tigraph.comparing.following import (
    followed,
    lineages,
    silent_at,
    silent_in_both,
    with_moves,
    with_silence,
)
from tigraph.comparing.sides import HALVES, regions, sort_of
from tigraph.errors import UsageError
from tigraph.querying import Asked, catalogue, taken
from tigraph.validity import ANY

if TYPE_CHECKING:
    from tigraph.stores import Ground


def compared(
    ground: Ground,
    first: str,
    second: str,
    projection: str,
    asked: Asked,
) -> Comparison:
    """Return what two dates, phases, territories, documents or speakers share or do not.

    `asked` says with which parameters, as of which date, and whether with what only may hold.
    """
    as_of = asked.as_of
    sort, *keys = sort_of(ground, first, second, regions(ground.store))
    if sort == "dates" and as_of:
        raise UsageError("Two dates are compared: another date (as-of) says nothing of them.")

    def half(key: str) -> Half:
        ground.doing(f"Reading what holds of {key}")
        if sort != "dates":
            now = ground.snapshot(as_of or ANY)
            whole = HALVES[sort](ground.store, key, now.certain)
            return whole.at(now) if as_of else whole
        return date_half(ground, key, projection, asked.parameters)

    one, other = (Side(key, key if sort == "dates" else ground.label(key)) for key in keys)
    halves = half(one.key), half(other.key)
    by = projection if sort == "dates" else ""
    possible = asked.possible
    given = asked.parameters if sort == "dates" else {}
    meant = taken(catalogue.asked(projection), given, ground) if given else {}
    told = replace(asked, name=by, parameters=given, meant=meant)
    if sort != "dates":
        found = replace(compare(sort, (one, other), halves, by, possible), asked=told)
        if sort != "phases":
            return found
        own = {line: line for half in halves for line in half.nodes}
        return with_moves(with_silence(found, silent_in_both(*halves)), own)
    lines = lineages(ground.store)
    halves, states = followed(halves, lines, possible)
    found = compare(sort, (one, other), halves, by, possible)
    silent = silent_at(ground.store, halves, lines)
    return replace(with_moves(with_silence(found, silent), lines), states=states, asked=told)
