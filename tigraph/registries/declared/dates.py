"""Dates in the cells of a register, in the ways that its declaration names, as EDTF."""

# An import inside a function is there for speed: most declarations have no dates in words.

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from tigraph.names import folded

_YEAR = r"[12][0-9]{3}"
#: The way of dates in which the month is a word; behind a colon the language, or all names.
WORDS = "words"
#: A month is told by so many letters of its beginning.
_SHORTEST = 3
_ISO = re.compile(rf"({_YEAR})(?:-([01]?[0-9])(?:-([0-3]?[0-9])(?:[T ][0-9:.+Z-]*)?)?)?")
_PARTS = r"([0-3]?[0-9])[./-]([0-3]?[0-9])[./-]"
_TIME = r"(?:[T ][0-9:.]*)?"
_FOUR = re.compile(rf"{_PARTS}({_YEAR}){_TIME}")
_MONTH = re.compile(rf"([01]?[0-9])[./-]({_YEAR})")
_SERIAL = re.compile(r"[0-9]{1,6}(\.[0-9]+)?")
#: Day 0 of a spreadsheet that counts days from 1900, with its 29 February of that year.
_FIRST = datetime.date(1899, 12, 30)

#: How dates may be written, and what each is in words.
WAYS = {
    "iso": "2024-09-18, 2024-09 or 2024",
    "day/month/year": "18/09/2024, 18.09.2024 or 09/2024",
    "month/day/year": "09/18/2024",
    "excel": "45553, days from 1900 as a spreadsheet counts them",
    "words": "18 septembre 2024 or septembre 2024",
}


def edtf(told: str, ways: Sequence[str]) -> str:
    """Return a date in EDTF, "" where it is none in these ways.

    A whole day in ISO, as which a day in a workbook comes, is one in any.

    >>> edtf("18/09/2024", ["iso", "day/month/year"]), edtf("31/02/2024", ["day/month/year"])
    ('2024-09-18', '')
    >>> edtf("45553", ["excel"]), edtf("2024-09-18T00:00:00", ["iso"]), edtf("2024", ["iso"])
    ('2024-09-18', '2024-09-18', '2024')
    >>> edtf("1er mars 2024", ["words:fr"]), edtf("Sept. 2024", ["words"])
    ('2024-03-01', '2024-09')
    """
    told = told.strip()
    for way in (*ways, "iso"):
        if way == "iso" and "iso" not in ways and len(told) < len("2024-09-18"):
            break
        if way == "iso" and (found := _ISO.fullmatch(told)):
            return _checked(*found.groups())
        if way.endswith("year") and (found := _FOUR.fullmatch(told)):
            day, month = (1, 2) if way.startswith("day") else (2, 1)
            return _checked(found[3], found[month], found[day])
        if way.startswith("day") and (found := _MONTH.fullmatch(told)):
            return _checked(found[2], found[1], None)
        if way.partition(":")[0] == WORDS and (found_words := _in_words(told, way)):
            return found_words
        if way == "excel" and _SERIAL.fullmatch(told) and 366 < float(told) < 110_000:
            return (_FIRST + datetime.timedelta(days=int(float(told)))).isoformat()
    return ""


def date_fault(told: str, ways: Sequence[str]) -> str:
    """Return why a text is no date, in words, with the way that would read it."""
    own = [way.partition(":")[0] for way in ways]
    also = [way for way in WAYS if way not in own and edtf(told, [way])]
    hint = f": declare “dates: [{', '.join([*own, also[0]])}]” if it is one" if also else ""
    read = " or ".join(WAYS[way] for way in own)
    return f"“{told}” is no date as they are declared ({read}){hint}"


def words_of(language: str, months: Sequence[str] = ()) -> str:
    """Return the way of dates in words of a language, or with months of these names."""
    return f"{WORDS}:{'|'.join(months) or language}"


def _in_words(told: str, way: str) -> str:
    """Return a date of which the month is a word, "" where it is none."""
    words = [folded(one) for one in re.findall(r"[^\W\d_]+", told)]
    numbers = re.findall(r"\d+", told)
    years = [one for one in numbers if re.fullmatch(_YEAR, one)]
    days = [one for one in numbers if len(one) < len("2024")]
    named = [word for word in words if len(word) >= _SHORTEST]
    if len(years) != 1 or len(days) > 1 or len(years + days) != len(numbers) or not named:
        return ""
    for months in _months(way.partition(":")[2]):
        told_by = {
            number
            for word in named
            for number, month in enumerate(months, 1)
            if month == word or (month.startswith(word) and word not in months)
        }
        if len(told_by) == 1 and len(named) == 1:
            return _checked(years[0], str(told_by.pop()), days[0] if days else None)
    return ""


def _months(told: str) -> list[list[str]]:
    """Return the names of months that are told, or of a language; of all languages for ""."""
    if "|" in told:
        return [[folded(one) for one in told.split("|")]]
    known = _known_months()
    return [known[told]] if told in known else [] if told else [*known.values()]


@cache
def _known_months() -> dict[str, list[str]]:
    import yaml

    file = resources.files("tigraph.registries.declared").joinpath("months.yaml")
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {language: [folded(one) for one in months] for language, months in told.items()}


def _checked(year: str, month: str | None, day: str | None) -> str:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    parts = [year, *(f"{int(part):02d}" for part in (month, day) if part)]
    return "-".join(parts)
