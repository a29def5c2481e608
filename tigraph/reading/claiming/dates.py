"""Dates in a sentence as EDTF; relative ones are worked out from the document's, and say so."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tigraph.errors import BadDateError
from tigraph.reading.claiming.lexicon import phrase, read
from tigraph.reading.claiming.tokens import Token
from tigraph.validity import days

_FIRST_YEAR, _LAST_YEAR = 1800, 2100


@dataclass(frozen=True)
class Date:
    """A date: its tokens, EDTF, and of a relative one the words that it was worked out from.

    `bound` says how it bounds what is told: at, since, until or by.
    """

    start: int
    end: int
    edtf: str
    worked_out: str = ""
    bound: str = "at"

    @property
    def valid(self) -> str:
        """The period of what is told, in EDTF."""
        if self.bound == "since" and "/" not in self.edtf:
            return f"{self.edtf}/.."
        if self.bound == "until" and "/" not in self.edtf:
            return f"../{self.edtf}"
        return self.edtf


@lru_cache
def _told(language: str) -> dict[str, Any]:
    told: dict[str, Any] = read(language, "dates")
    for name in (
        "weekdays",
        "part",
        "last",
        "next",
        "this",
        "from",
        "to",
        "not_before",
        "year",
        "of",
        "light",
    ):
        told[name] = frozenset(told[name].split())
    return told


class Dates:
    """Reads the dates of sentences in a document of a language and a date (EDTF, or "")."""

    def __init__(self, language: str, dated: str) -> None:
        self._told = _told(language)
        self._day = _first_day(dated)
        self._dated = dated

    def of(self, found: Sequence[Token]) -> list[Date]:
        """Return the dates of a sentence, each with what it bounds."""
        dates: list[Date] = []
        i = 0
        while i < len(found):
            one = self._at(found, i)
            if one is None:
                i += 1
                continue
            one = self._to(found, one) or one
            dates.append(self._bounded(found, one))
            i = one.end
        return dates

    def _at(self, found: Sequence[Token], i: int) -> Date | None:
        """Return the date that begins at a token."""
        if found[i].mention:
            return None
        return (
            self._numeric(found, i)
            or self._day_month(found, i)
            or self._month(found, i)
            or self._season(found, i)
            or self._half(found, i)
            or self._year(found, i)
            or self._counted(found, i)
        )

    def _numeric(self, found: Sequence[Token], i: int) -> Date | None:
        """Return "31/01/2019" or "2019-01-31"."""
        parts = [one.text for one in found[i : i + 5]]
        if len(parts) < 5 or parts[1] != parts[3] or parts[1] not in "/-.":
            return None
        if found[i + 4].end - found[i].start != sum(map(len, parts)):
            return None
        numbers = [int(one) if one.isascii() and one.isdigit() else 0 for one in parts[::2]]
        if len(parts[0]) == 4:
            return self._made(i, i + 5, *numbers)
        return self._made(i, i + 5, *reversed(numbers)) if len(parts[4]) == 4 else None

    def _made(self, start: int, end: int, year: int, month: int, day: int) -> Date | None:
        try:
            return Date(start, end, datetime.date(year, month, day).isoformat())
        except ValueError:
            return None

    def _month_of(self, found: Sequence[Token], i: int) -> int:
        month: int = 0
        if i < len(found) and not found[i].mention:
            month = self._told["months"].get(found[i].key, 0)
        return month

    def _day_month(self, found: Sequence[Token], i: int) -> Date | None:
        """Return "6 mars 2019", "jeudi 4 juillet", "le 9 novembre dernier"; of two days both."""
        start = i
        if found[i].key in self._told["weekdays"]:
            i += 1
        day = _number(found, i, self._told["first"])
        if not 1 <= day <= 31:
            return None
        month, j = self._month_of(found, i + 1), i + 2
        if month == 0:
            second = _number(found, i + 2, self._told["first"])
            joined = i + 1 < len(found) and (
                found[i + 1].key in self._told["to"] | {self._told["and"]}
                or found[i + 1].text in "-–"
            )
            month = self._month_of(found, i + 3)
            if not (joined and month and 1 <= second <= 31):
                return None
            j = i + 4
        else:
            second = 0
        year, j, worked = self._year_behind(found, start, j, month, day)
        if not year:
            return None
        one = self._made(start, j, year, month, day)
        other = self._made(start, j, year, month, second) if second else None
        if one and other:
            one = replace(one, edtf=f"{one.edtf}/{other.edtf}")
        return replace(one, worked_out=worked) if one else None

    def _year_behind(
        self, found: Sequence[Token], start: int, j: int, month: int, day: int = 0
    ) -> tuple[int, int, str]:
        """Return the year behind a month, or the one worked out, and where its words end."""
        if j < len(found) and (year := _year(found, j)):
            return year, j + 1, ""
        if self._day is None:
            return 0, j, ""
        if j < len(found) and found[j].key in self._told["last"]:
            return self._past(month, day), j + 1, self._dated
        if j < len(found) and found[j].key in self._told["next"]:
            late = (month, day) > (self._day.month, self._day.day if day else 0)
            return self._day.year + (0 if late else 1), j + 1, self._dated
        before = found[start - 1].key if start else ""
        if before in self._told["last"]:  # "last November"
            return self._past(month, day), j, self._dated
        return self._nearest(month), j, self._dated

    def _past(self, month: int, day: int) -> int:
        assert self._day is not None
        known = len(self._dated) > 4
        before = (month, day) < (self._day.month, self._day.day) or not known
        return self._day.year - (0 if before and known else 1)

    def _nearest(self, month: int) -> int:
        """Return the year in which a month is nearest to the document's date."""
        assert self._day is not None
        if len(self._dated) == 4:
            return self._day.year
        apart = month - self._day.month
        return self._day.year + (-1 if apart > 6 else 1 if apart < -6 else 0)

    def _month(self, found: Sequence[Token], i: int) -> Date | None:
        """Return "mars 2019", "en novembre dernier", "fin décembre 2020"."""
        start, month = i, self._month_of(found, i)
        if not month and found[i].key in self._told["part"]:
            month, i = self._month_of(found, i + 1), i + 1
        if not month:
            return None
        if both := self._months(found, start, i, month):
            return both
        year, j, worked = self._year_behind(found, start, i + 1, month)
        return Date(start, j, f"{year:04}-{month:02}", worked) if year else None

    def _months(self, found: Sequence[Token], start: int, i: int, month: int) -> Date | None:
        """Return "de mars à juin 2019": the year behind the second month is of both."""
        before = found[start - 1].key if start else ""
        joint = found[i + 1].key if i + 1 < len(found) else ""
        period = before in self._told["from"] and joint in self._told["to"]
        if not period and (before, joint) != (self._told["between"], self._told["and"]):
            return None
        second, year = self._month_of(found, i + 2), _year(found, i + 3)
        if not year or second <= month:
            return None
        return Date(start - 1, i + 4, f"{year:04}-{month:02}/{year:04}-{second:02}")

    def _season(self, found: Sequence[Token], i: int) -> Date | None:
        season = self._told["seasons"].get(found[i].key)
        if not season or found[i].mention or i == 0:
            return None
        month = {21: 3, 22: 6, 23: 9, 24: 12}[season]
        year = _year(found, i + 1) if i + 1 < len(found) else 0
        if year:
            return Date(i, i + 2, f"{year:04}-{season}")
        known = i + 1 < len(found) and found[i + 1].key in self._told["last"] | self._told["next"]
        if not known or self._day is None:
            return None
        year, j, worked = self._year_behind(found, i, i + 1, month + 2, 21)
        return Date(i, j, f"{year:04}-{season}", worked)

    def _half(self, found: Sequence[Token], i: int) -> Date | None:
        """Return "premier semestre 2021" as its months."""
        place = self._told["ordinals"].get(found[i].key)
        if not place or i + 2 >= len(found) or not (
            half := self._told["halves"].get(found[i + 1].key)
        ):  # fmt: skip
            return None
        j = i + 3 if found[i + 2].key in self._told["of"] and i + 3 < len(found) else i + 2
        year = _year(found, j)
        first = 1 + (place - 1) * half[1]
        if not year or first + half[1] - 1 > 12:
            return None
        return Date(i, j + 1, f"{year:04}-{first:02}/{year:04}-{first + half[1] - 1:02}")

    def _year(self, found: Sequence[Token], i: int) -> Date | None:
        """Return a year alone behind a word that dates, or two with a stroke: "2019-2026"."""
        year = _year(found, i)
        if not year:
            return None
        before = found[i - 1] if i else None
        if i + 2 < len(found) and found[i + 1].text in "-–/" and (other := _year(found, i + 2)):
            if other > year and found[i + 2].end - found[i].start == 9:
                return Date(i, i + 3, f"{year}/{other}")
            return None
        if before is None or before.mention or before.key in self._told["not_before"]:
            return None
        dated = before.key in _words(self._told) or before.text == "("
        return Date(i, i + 1, f"{year:04}") if dated else None

    def _counted(self, found: Sequence[Token], i: int) -> Date | None:
        """Return "hier", "l'an dernier", "cette année", counted from the document's date."""
        if self._day is None:
            return None
        told, key = self._told, found[i].key
        for words, apart in told["days"].items():
            parts = phrase(words)
            near = tuple(one.key for one in found[i : i + len(parts)])
            if near == parts and len(self._dated) == 10:
                day = self._day + datetime.timedelta(days=apart)
                return Date(i, i + len(parts), day.isoformat(), self._dated)
        if key in told["year"] and i:
            after = found[i + 1].key if i + 1 < len(found) else ""
            if after in told["last"]:
                return Date(i, i + 2, f"{self._day.year - 1:04}", self._dated)
            if after in told["next"]:
                return Date(i, i + 2, f"{self._day.year + 1:04}", self._dated)
            if found[i - 1].key in told["last"] | told["next"]:  # "last year"
                apart = -1 if found[i - 1].key in told["last"] else 1
                return Date(i - 1, i + 1, f"{self._day.year + apart:04}", self._dated)
            if found[i - 1].key in told["this"]:
                return Date(i, i + 1, f"{self._day.year:04}", self._dated)
        return None

    def _to(self, found: Sequence[Token], one: Date) -> Date | None:
        """Return a period of two dates: "de 2018 à 2022", "entre mars et juin 2019"."""
        if one.start == 0 or one.end + 1 >= len(found) or "/" in one.edtf:
            return None
        before, joint = found[one.start - 1].key, found[one.end].key
        told = self._told
        period = (before in told["from"] and joint in told["to"]) or (
            before == told["between"] and joint == told["and"]
        )
        dash = found[one.end].text in "-–"
        if not (period or dash):
            return None
        year = _year(found, one.end + 1)
        other = (
            Date(one.end + 1, one.end + 2, f"{year:04}") if year else self._at(found, one.end + 1)
        )
        if other is None or "/" in other.edtf:
            return None
        first = one.edtf
        if one.worked_out and not other.worked_out:  # the year behind the second is of both
            first = other.edtf[:4] + first[4:]
        worked = one.worked_out if other.worked_out else ""
        start = one.start - 1 if period else one.start
        return Date(start, other.end, f"{first}/{other.edtf}", worked)

    def _bounded(self, found: Sequence[Token], one: Date) -> Date:
        """Return a date with what the words before it make of it, and these words."""
        for bound, listed in self._told["bounds"].items():
            for words in sorted(listed.split("|"), key=len, reverse=True):
                parts = phrase(words)
                i = one.start
                while i and bound != "at" and found[i - 1].key in self._told["light"]:
                    i -= 1
                for end in {i, one.start}:
                    near = found[max(end - len(parts), 0) : end]
                    if tuple(token.key for token in near) == parts:
                        return replace(one, start=end - len(parts), bound=bound)
        return one


def _words(told: dict[str, Any]) -> frozenset[str]:
    """Return the last words of all that may stand before a date."""
    listed = "|".join(told["bounds"].values()).split("|")
    ends = {phrase(one)[-1] for one in listed if one}
    return frozenset(ends | told["from"] | told["to"] | {told["between"]} | told["year"])


def _number(found: Sequence[Token], i: int, first: str) -> int:
    if i >= len(found):
        return 0
    text = found[i].key
    if text == first:
        return 1
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0


def _year(found: Sequence[Token], i: int) -> int:
    if i >= len(found) or found[i].mention:
        return 0
    text = found[i].text
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else 0


def _first_day(dated: str) -> datetime.date | None:
    """Return the last day that a document's date covers, from which is counted."""
    if not dated:
        return None
    try:
        first, last = days(dated)
        day = last if len(dated) != 4 else first
        return datetime.date.fromisoformat(day if day < "9999" else first)
    except (BadDateError, ValueError):
        return None
