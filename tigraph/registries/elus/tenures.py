"""From what each edition shows to who held an office from when to when.

An edition that shows nobody in an office of an intercommunality says nothing of it: neither a
beginning nor an end follows. A person shown before and after such a gap held the office all
the time.

A register that gives an office no day of its own bounds it by the mandate: an office is taken
in a mandate, and not before that begins. What somebody who was elected again held before is told
by the editions of that time, as where the day of the office stands in the row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tigraph.names import folded
from tigraph.registries.elus.editions import Seen
from tigraph.registries.periods import BOUNDS, runs
from tigraph.validity import LAST_DAY, day_after

#: For so many years at most a municipal council sits: six by article L. 227 of the code électoral,
#: seven from 2001 to 2008 by the loi n° 2005-1563 du 15 décembre 2005. Of a row that does not say
#: when its mandate began, that is not longer ago.
_LONGEST_MANDATE = 7

#: Words of a surname that two surnames may share by chance.
_PARTICLES = {
    *("d", "da", "de", "del", "der", "des", "di", "du", "el", "epouse", "et", "l", "la", "le"),
    *("les", "los", "van", "veuve", "von"),
}


@dataclass
class Tenure:
    """That a person, by key, held an office: shown from the edition `first` to `last`.

    `bounds` maps names of `BOUNDS` to ISO dates; `cited` are the editions that it rests on.
    """

    key: str
    first: int
    last: int
    bounds: dict[str, str] = field(default_factory=dict)
    cited: tuple[int, ...] = ()


@dataclass(frozen=True)
class Lead:
    """That two names, by key, may be one person's: the one is gone where the other comes."""

    earlier: str
    later: str
    edition: int


@dataclass
class Office:
    """Who is shown in one office of one intercommunality: by key, then by edition.

    `spans` gives for each edition the first and last day that it may be of; `single` says that
    there is one such office. `odd` counts the dates of office that could not be taken as told.
    """

    holders: Mapping[str, Mapping[int, Seen]]
    spans: Sequence[tuple[str, str]]
    single: bool
    odd: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.shown = sorted({edition for own in self.holders.values() for edition in own})

    def tenures(self) -> tuple[list[Tenure], list[Lead]]:
        """Return the tenures by key and time, and the leads."""
        found = [tenure for key in sorted(self.holders) for tenure in self._of(key)]
        leads, same = [], set()
        for before, after in self._successive(found):
            if not self._may_be_one(before, after):
                continue
            leads.append(Lead(before.key, after.key, after.first))
            if self._rather_one(before, after):
                same |= {(id(before), "end"), (id(after), "begin")}
        for one in found:
            self._begin(one, of_another=(id(one), "begin") not in same)
        for one in found:
            self._end(one, found, known=(id(one), "end") not in same)
        return found, leads

    def _of(self, key: str) -> Iterator[Tenure]:
        """Yield the unbroken times through which the editions show a person."""
        own = self.holders[key]
        unbroken = runs(place for place, edition in enumerate(self.shown) if edition in own)
        joined = [list(unbroken[0])]
        for first, last in unbroken[1:]:
            here, back = self.shown[joined[-1][1]], self.shown[first]
            since = own[back].since
            # one of several may be missing from an edition by mistake: the date tells
            if not self.single and since and since <= max(self.spans[here][0], own[here].since):
                joined[-1][1] = last
            else:
                joined.append([first, last])
        for first, last in joined:
            yield Tenure(key, self.shown[first], self.shown[last])

    def _successive(self, found: Sequence[Tenure]) -> Iterator[tuple[Tenure, Tenure]]:
        """Yield the pairs of whom one is last shown just before the other is first shown."""
        for edition, following in pairwise(self.shown):
            gone = [one for one in found if one.last == edition]
            for new in (one for one in found if one.first == following):
                yield from ((one, new) for one in gone)

    def _may_be_one(self, before: Tenure, after: Tenure) -> bool:
        """Whether two names may be one person's, such as before and after a marriage."""
        if before.key == after.key or self.holders[before.key].keys() & self.holders[after.key]:
            return False
        one = self.holders[before.key][before.last]
        other = self.holders[after.key][after.first]
        names, others = (folded(seen.first_name).split() for seen in (one, other))
        least = min(len(names), len(others))
        if names[:least] != others[:least]:
            return False
        if one.commune and other.commune:
            return one.commune == other.commune
        return _shared(one, other) or bool(one.since and one.since == other.since)

    def _rather_one(self, before: Tenure, after: Tenure) -> bool:
        """Whether it would be rash to say of such two that one gave place to the other.

        Their surnames share a word, or the date of office of the later is from before.
        """
        one = self.holders[before.key][before.last]
        other = self.holders[after.key][after.first]
        former = self.spans[before.last][0]
        if former < other.since <= self.spans[after.first][1]:
            return False  # the office was taken after the earlier name was last shown
        return _shared(one, other) or bool(other.since and other.since <= former)

    def _begin(self, one: Tenure, *, of_another: bool) -> None:
        """Bound the beginning; `of_another`: whoever was shown before was surely another."""
        own = self.holders[one.key]
        place = self.shown.index(one.first)
        after = day_after(self.spans[self.shown[place - 1]][0]) if place else ""
        last = self.spans[one.first][1]
        stated: dict[int, str] = {}
        for edition in sorted(own):
            since = own[edition].since
            if not since or not one.first <= edition <= one.last:
                continue
            if since > last:
                self.odd["later" if edition == one.first else "anew"] += 1
            elif since < after and (self.single or not of_another):
                self.odd["before" if of_another else "lead"] += edition == one.first
            else:
                stated[edition] = since
        if stated:
            days = sorted(stated.values())
            self.odd["differ"] += days[0] != days[-1]
            one.bounds = {"earliestBegin": days[0], "latestBegin": days[-1]}
        else:
            since = max(after if of_another else "", self._elected(own[one.first], one.first))
            one.bounds = {"earliestBegin": since, "latestBegin": last}
        telling = [
            next(e for e, day in stated.items() if day == days[n]) for n in (0, -1) if stated
        ]
        one.cited = tuple(dict.fromkeys((one.first, *sorted(telling), one.last)))

    def _elected(self, seen: Seen, edition: int) -> str:
        """Return the first day that the mandate in which an edition shows somebody can have.

        One after the edition is a mistake, and is not used.
        """
        first, last = self.spans[edition]
        if seen.mandate and seen.mandate <= last:
            return seen.mandate
        year = int(first[:4]) - _LONGEST_MANDATE
        return f"{year:04}-01-01" if year > 0 else ""

    def _end(self, one: Tenure, found: Sequence[Tenure], *, known: bool) -> None:
        """Bound the end, by who is shown next; not `known`: it may be the same person."""
        begin = one.bounds
        end = max(self.spans[one.last][0], begin["earliestBegin"])
        place = self.shown.index(one.last) + 1
        latest = ""
        if known and place < len(self.shown):
            following = self.shown[place]
            latest = self.spans[following][1]
            latest = latest if latest == LAST_DAY else day_after(latest, -1)
            if self.single:
                came = (one.bounds for one in found if one.first == following)
                latest = min([latest, *(new.get("latestBegin", latest) for new in came)])
            latest = max(latest, end)
            begin["latestBegin"] = min(begin["latestBegin"], latest)
        told = begin | {"earliestEnd": end, "latestEnd": latest}
        one.bounds = {name: told[name] for name in BOUNDS if told[name] not in ("", LAST_DAY)}


def _shared(one: Seen, other: Seen) -> bool:
    """Whether two surnames have a word in common."""
    words, others = (set(folded(seen.surname).split()) for seen in (one, other))
    return bool((words & others) - _PARTICLES)
