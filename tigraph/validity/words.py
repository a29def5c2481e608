"""Dates of EDTF in words, as the page of a network tells them; what is not read stays as it is."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
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
_AT_LEAST: Pair = ("at least ", "au moins ")
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

    What is not bounded is not told: a claim that began no earlier than a day did not begin on it.

    >>> from_bounds(["2018-01-01", "2018-12-31", None, None], "en")
    'since 2018'
    >>> from_bounds(["2018-01-01", None, None, None], "en")
    'not before 1 January 2018'
    >>> from_bounds(["2026-03-15", "2026-12-31", "2026-03-15", None], "en")
    'begun between 15 March 2026 and 31 December 2026'
    >>> from_bounds([None, "2025-01-01", "2025-01-01", None], "fr")
    'en cours le 1er janvier 2025'
    """
    earliest, latest, least, last = bounds
    if latest and least and not earliest and not last:
        return _in_being(latest, least, language)
    begin, end = _plain(earliest, latest), _plain(least, last)
    if begin and end:
        return in_words(begin if begin == end else f"{begin}/{end}", language)
    parts = [_since(begin, language)] if begin else [*_begun(earliest, latest, language)]
    if end:
        parts.append(_until(end, language))
    else:  # that it did not end before it began says nothing
        parts += _ended(
            least if least and least > (latest or earliest or "") else None, last, language
        )
    return ", ".join(parts)


def _in_being(begin: str, end: str, language: str) -> str:
    """Tell that something was from one day to another, or on some day of those between."""
    if begin < end:
        return said(_AT_LEAST, language) + _from_to(begin, end, language)
    if begin == end:
        return said((f"in being on {_one(begin, 'en')}", f"en cours {_article(begin)}"), language)
    day = said(("in being on some day ", "en cours un jour "), language)
    if not (period := _plain(end, begin)):
        return day + _between(end, begin, language)
    return day + said((f"of {_one(period, 'en')}", f"de {_one(period, 'fr')}"), language)


def _begun(earliest: str | None, latest: str | None, language: str) -> Iterator[str]:
    if earliest and latest:
        yield said(("begun ", "commencé "), language) + _between(earliest, latest, language)
    elif earliest:
        yield said(
            (f"not before {_one(earliest, 'en')}", f"pas avant {_article(earliest)}"), language
        )
    elif latest:
        french = f"commencé au plus tard {_article(latest)}"
        yield said((f"begun by {_one(latest, 'en')}", french), language)


def _ended(least: str | None, last: str | None, language: str) -> Iterator[str]:
    if least and last:
        yield said(("ended ", "terminé "), language) + _between(least, last, language)
    elif least:
        yield said(_AT_LEAST, language) + _until(least, language)
    elif last:
        french = f"terminé au plus tard {_article(last)}"
        yield said((f"ended by {_one(last, 'en')}", french), language)


def _plain(first: str | None, last: str | None) -> str:
    """Return the date, as short as may be, that runs from one day to another; "" without one."""
    if not first or not last:
        return ""
    if first == last:
        return first
    if first[:4] == last[:4] and first[4:] == "-01-01" and last[4:] == "-12-31":
        return first[:4]
    if first[:7] == last[:7] and first[8:] == "01" and int(last[8:]) == _length(last):
        return first[:7]
    return ""


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
