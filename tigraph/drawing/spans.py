"""When what is said of an actor holds: bars of years, for figures and pages that draw them."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tigraph.errors import BadDateError

#: Bases of what describes an actor, and is no tie to another.
DESCRIBES = tuple(
    f"basis:{basis}" for basis in ("description", "location", "reference", "authorship", "identity")
)
_Span = tuple[float, float]


@dataclass(frozen=True)
class Bar:
    """The time of a claim, in years: where it surely holds, where it may, where it is attested.

    An end of `may` is None where nothing tells it.
    """

    sure: _Span | None
    may: tuple[float | None, float | None]
    seen: tuple[_Span, ...]

    def years(self) -> list[float]:
        """Every year that it speaks of, sorted."""
        found = [*self.may, *(self.sure or ()), *(year for span in self.seen for year in span)]
        return sorted(year for year in found if year is not None)


@dataclass(frozen=True)
class Line:
    """What is said of the actor and another, under the post or relation that it goes by."""

    group: str
    name: str
    bars: tuple[Bar, ...]

    @property
    def begins(self) -> float:
        """The first year that it speaks of."""
        return min(bar.years()[0] for bar in self.bars)


def lines_of(card: Mapping[str, Any]) -> tuple[list[Line], int]:
    """Return the ties of a card that have some date, in order, and how many have none.

    What only describes the actor (its status, where it lies, what a document is about) is left
    to the card.
    """
    ties = [
        relation
        for relation in card["relations"]
        if "valid" in relation and relation["basis"] not in DESCRIBES
    ]
    found: dict[tuple[str, str], list[Bar]] = {}
    undated = 0
    for relation in ties:
        if bar := _bar(relation):
            found.setdefault(_called(relation), []).append(bar)
        else:
            undated += 1
    lines = [Line(group, name, tuple(bars)) for (group, name), bars in found.items()]
    first: dict[str, float] = {}
    for line in lines:
        first[line.group] = min(line.begins, first.get(line.group, line.begins))
    lines.sort(key=lambda line: (first[line.group], line.group, line.begins, line.name))
    return lines, undated


def _called(relation: Mapping[str, Any]) -> tuple[str, str]:
    """The group of a relation, and the name of its other end in it."""
    office = relation.get("post") or relation.get("role")
    held = str(office["label"]) if office else ""
    other = str((relation.get("other") or {}).get("label", ""))
    if relation["direction"] == "in":
        return held or str(relation["label"]), other
    both = held and other and other.casefold() not in held.casefold()
    return str(relation["label"]), f"{held}, {other}" if both else held or other


def _bar(relation: Mapping[str, Any]) -> Bar | None:
    stated = (i for i in relation["evidence"] if i.get("modality") != "planned")
    return bar_of(relation["valid"]["bounds"], [i.get("attests") for i in stated])


def bar_of(bounds: Sequence[str | None], attests: Sequence[str | None]) -> Bar | None:
    """Return the bar of a claim by its bounds and attestations (EDTF); None without a date."""
    first, last_begin = (_year(day, 0) for day in bounds[:2])
    first_end, last = (_year(day, 1) for day in bounds[2:])
    seen = {span for date in attests if (span := _period(date))}
    if not seen and first is last_begin is first_end is last is None:
        return None
    sure = None
    if last_begin is not None and first_end is not None and last_begin < first_end:
        sure = (last_begin, first_end)
    return Bar(sure, (first, last), tuple(sorted(seen)))


def _year(day: str | None, after: int) -> float | None:
    """A day as a number of years: where it begins, or where the next one does."""
    if not day:
        return None
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return None
    begins = date(found.year, 1, 1)
    length = 366 if found.year % 4 == 0 and (found.year % 100 or found.year % 400 == 0) else 365
    return found.year + ((found - begins).days + after) / length


def _period(edtf: str | None) -> _Span | None:
    from tigraph.validity import period

    if not edtf:
        return None
    try:
        asked = period(edtf)
    except BadDateError:
        return None
    first, last = _year(asked.first, 0), _year(asked.last, 1)
    return (first, last) if first is not None and last is not None else None
