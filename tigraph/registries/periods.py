"""Dates of data, and the bounds that follow from states on known dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tigraph.errors import BadDateError
from tigraph.validity import day_after, days

#: The bounds of a claim, in the order in which they are written.
BOUNDS = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")


def check_date(dated: str) -> None:
    """Raise `BadDateError` for a date of data that is neither "" nor a year, a month or a day."""
    if dated and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", dated):
        raise BadDateError(f"“{dated}” is no date of data: give 2024, 2024-07 or 2024-07-15.")


def state_day(dated: str) -> str:
    """Return the day whose state the date of a vintage means: a year's is that of 1 January.

    >>> state_day("2024"), state_day("2024-07"), state_day("2026-03-22")
    ('2024-01-01', '2024-07-01', '2026-03-22')
    """
    return days(dated)[0]


def bounds(spans: Sequence[tuple[str, str]], first: int, last: int) -> dict[str, str]:
    """Return the bounds of what stands in the states `first` to `last`, and in none beside them.

    `spans` gives for each state the first and the last day on which it may have been
    taken. It began after the state before the first, and ended before the one after the last.

    >>> yearly = [(f"{year}-01-01",) * 2 for year in (2019, 2020, 2021)]
    >>> for name, day in bounds(yearly, 1, 1).items(): print(name, day)
    earliestBegin 2019-01-02
    latestBegin 2020-01-01
    earliestEnd 2020-01-01
    latestEnd 2020-12-31
    """
    found = {"latestBegin": spans[first][1], "earliestEnd": spans[last][0]}
    if first:
        found["earliestBegin"] = day_after(spans[first - 1][0])
    if last + 1 < len(spans):
        found["latestEnd"] = day_after(spans[last + 1][1], -1)
    return {name: found[name] for name in BOUNDS if name in found}


def runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return the unbroken runs of rising places, as (first, last).

    >>> runs([0, 1, 2, 4])
    [(0, 2), (4, 4)]
    """
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
