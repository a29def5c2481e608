"""Dates that files, addresses and texts say of themselves, as EDTF."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from datetime import date

#: A day, or a month, as ISO 8601 has it and as the programs write it that came before.
_ISO = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?=$|[T\s])")
_BASIC = re.compile(r"\s*(?:D:)?(\d{4})(\d{2})(\d{2})")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/_-])")
#: How a page says of itself, in its first or last lines, when it was published.
_SAID = re.compile(
    r"(?:publi(?:é|ée|ée?s|cation|shed)|mis(?:e)? en ligne|paru(?:e)?|posted|date de publication"
    r"|veröffentlicht|publicado)[^\d\n]{0,24}?(?P<when>"
    r"\d{1,2}(?:er)?\s+[^\W\d]{3,10}\.?\s+\d{4}|[^\W\d]{3,10}\.?\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
#: In so many lines at the beginning and at the end such a word is looked for.
_LINES = 12
_FIRST_YEAR = 1900


def day_in(text: str) -> str:
    """Return the day, month or year with which a text begins as EDTF, "" where it is none.

    >>> day_in("2021-03-05T08:00:00+01:00"), day_in("D:20210305080000"), day_in("2021/3")
    ('2021-03-05', '2021-03-05', '2021-03')
    >>> day_in("2021-13-05"), day_in("spring")
    ('', '')
    """
    found = _BASIC.match(text) or _ISO.match(text)
    return _edtf(*found.groups()) if found else ""


def day_in_address(address: str) -> str:
    """Return the day or month that an address shows, "" where it shows none.

    >>> day_in_address("https://a.example/2021/09/16/a-page/"), day_in_address("https://a.example/")
    ('2021-09-16', '')
    """
    found = _IN_ADDRESS.search(address)
    return _edtf(*found.groups()) if found else ""


def day_said(text: str, language: str) -> tuple[str, tuple[int, int]] | None:
    """Return when a text says that it was published, and the place of that; None where it does not.

    Only its first and last lines are looked at. Without the extra that reads dates in words, only
    dates in figures are read.
    """
    for start, end in _ends(text):
        found = _SAID.search(text, start, end)
        if found and (day := _worded(found["when"], language)):
            return day, found.span()
    return None


def _ends(text: str) -> list[tuple[int, int]]:
    """Return the places of the first and of the last lines of a text."""
    breaks = [match.start() for match in re.finditer(r"\n", text)]
    if len(breaks) <= 2 * _LINES:
        return [(0, len(text))]
    return [(0, breaks[_LINES - 1]), (breaks[-_LINES], len(text))]


def _worded(words: str, language: str) -> str:
    if day := day_in(words):
        return day
    try:
        import dateparser
    except ImportError:
        return ""
    order = "MDY" if re.match(r"[^\W\d]", words) or language == "en-us" else "DMY"
    try:
        found = dateparser.parse(
            words, languages=list(dict.fromkeys([language[:2], "fr", "en"])),
            settings={"DATE_ORDER": order, "STRICT_PARSING": True},
        )  # fmt: skip
    except ValueError:  # a language that it does not know
        return ""
    return _edtf(*map(str, (found.year, found.month, found.day))) if found else ""


def _edtf(year: str, month: str | None, day: str | None) -> str:
    if not _FIRST_YEAR <= int(year) <= date.today().year + 1:
        return ""
    try:
        checked = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return checked.isoformat()[: 10 if day else 7 if month else 4]
