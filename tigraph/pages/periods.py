"""Dates of EDTF in words, as the page of a network tells them; what is not read stays as it is."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from typing import NamedTuple

from tigraph.local import Pair, said

_MONTHS: tuple[Pair, ...] = (
    ("January", "janvier"), ("February", "février"), ("March", "mars"), ("April", "avril"),
    ("May", "mai"), ("June", "juin"), ("July", "juillet"), ("August", "août"),
    ("September", "septembre"), ("October", "octobre"), ("November", "novembre"),
    ("December", "décembre"),
)  # fmt: skip
_SEASONS: tuple[Pair, ...] = (
    ("spring", "printemps"), ("summer", "été"), ("autumn", "automne"), ("winter", "hiver"),
)  # fmt: skip
_DOUBTS: dict[str, Pair] = {
    "": ("", ""), "?": ("perhaps ", "peut-être "), "~": ("about ", "vers "),
    "%": ("perhaps about ", "peut-être vers "),
}  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
_END_UNKNOWN: Pair = (", end unknown", ", fin inconnue")
_BEGINNING_UNKNOWN: Pair = (", beginning unknown", ", début inconnu")


class _Date(NamedTuple):
    year: str
    month: int
    day: int
    doubt: str


def in_words(edtf: str, language: str) -> str:
    """Return a date or a period in words.

    >>> in_words("2019-01-30/..", "fr"), in_words("2018-23", "en")
    ('depuis le 30 janvier 2019', 'autumn 2018')
    >>> in_words("[2023-12-01..2024-10-31]", "en"), in_words("what?", "en")
    ('between December 2023 and October 2024', 'what?')
    """
    if re.fullmatch(r"\[.*\]|\{.*\}", edtf):
        return _set(edtf, language)
    if "/" not in edtf:
        return _one(edtf, language)
    begin, _, end = edtf.partition("/")
    begins, ends = (bool(side and side != "..") for side in (begin, end))
    if begins and ends:
        return _from_to(begin, end, language)
    if begins:
        return _since(begin, language) + ("" if end else said(_END_UNKNOWN, language))
    if ends:
        return _until(end, language) + ("" if begin else said(_BEGINNING_UNKNOWN, language))
    return edtf


def from_bounds(bounds: Sequence[str | None], language: str) -> str:
    """Return in words when a claim may hold by its four bounds; "" where there are none.

    >>> from_bounds(["2018-01-01", "2018-12-31", None, None], "en")
    'since 2018'
    """
    first, last = _plain(bounds[0], bounds[1]), _plain(bounds[2], bounds[3])
    if first and last:
        return in_words(first if first == last else f"{first}/{last}", language)
    return in_words(f"{first or '..'}/{last or '..'}", language) if first or last else ""


def _plain(first: str | None, last: str | None) -> str:
    """Return the date, as short as may be, that runs from one day to another."""
    if not first or not last:
        return first or last or ""
    if first == last:
        return first
    if first[:4] == last[:4] and first[4:] == "-01-01" and last[4:] == "-12-31":
        return first[:4]
    if first[:7] == last[:7] and first[8:] == "01" and int(last[8:]) == _length(last):
        return first[:7]
    return first


def _length(day: str) -> int:
    return calendar.monthrange(int(day[:4]), int(day[5:7]))[1]


def _read(edtf: str) -> _Date | None:
    if not (found := _DATE.fullmatch(edtf)):
        return None
    year, month, day, doubt = found.groups()
    m, d = int(month or 0), int(day or 0)
    return None if m > 24 or 12 < m < 21 or d > 31 else _Date(year, m, d, doubt)


def _one(edtf: str, language: str) -> str:
    if not (date := _read(edtf)):
        return edtf
    doubt = said(_DOUBTS[date.doubt], language)
    if date.month > 20:
        return f"{doubt}{said(_SEASONS[date.month - 21], language)} {date.year}"
    if not date.month:
        return f"{doubt}{date.year}"
    month = f"{said(_MONTHS[date.month - 1], language)} {date.year}"
    if not date.day:
        return doubt + month
    day = said((str(date.day), "1er" if date.day == 1 else str(date.day)), language)
    return f"{doubt}{day} {month}"


def _day(edtf: str) -> bool:
    date = _read(edtf)
    return bool(date and date.day)


def _article(edtf: str) -> str:
    return ("le " if _day(edtf) else "") + _one(edtf, "fr")


def _from_to(begin: str, end: str, language: str) -> str:
    english = f"from {_one(begin, 'en')} to {_one(end, 'en')}"
    before, after = "du " if _day(begin) else "de ", "au " if _day(end) else "à "
    return said((english, f"{before}{_one(begin, 'fr')} {after}{_one(end, 'fr')}"), language)


def _since(begin: str, language: str) -> str:
    return said((f"since {_one(begin, 'en')}", f"depuis {_article(begin)}"), language)


def _until(end: str, language: str) -> str:
    date = _read(end)
    if date and date.day:
        french = "jusqu’au "
    elif not date or date.month < 21:
        french = "jusqu’en "
    else:
        french = "jusqu’au " if date.month == 21 else "jusqu’à l’"
    return said((f"until {_one(end, 'en')}", french + _one(end, "fr")), language)


def _between(begin: str, end: str, language: str) -> str:
    a, b = _read(begin), _read(end)
    if a and b and a.day == 1 and b.day and b.day == _length(end):
        begin, end = begin[:7], end[:7]
    english = f"between {_one(begin, 'en')} and {_one(end, 'en')}"
    return said((english, f"entre {_article(begin)} et {_article(end)}"), language)


def _set(edtf: str, language: str) -> str:
    """Tell one of several dates, or all of them: "[2018,2020]", "{2018,2020}", "[2018..2020]"."""
    inside = edtf[1:-1]
    begin, dots, end = inside.partition("..")
    if dots and end:
        return _between(begin, end, language) if begin else _until(end, language)
    joint = said((" or ", " ou ") if edtf.startswith("[") else (" and ", " et "), language)
    return joint.join(_one(one.strip(), language) for one in inside.split(","))
