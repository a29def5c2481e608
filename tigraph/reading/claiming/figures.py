"""Figures in a sentence: number, qualifier, unit, what is counted, and of what it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tigraph.reading.claiming.bearers import Figure, told_of
from tigraph.reading.claiming.groups import Part, phrase_end
from tigraph.reading.claiming.lexicon import Lexicon, phrase
from tigraph.reading.claiming.numerals import Number, number_at, numbers_of
from tigraph.reading.claiming.tokens import Token
from tigraph.reading.claiming.verbs import is_verb


@dataclass(frozen=True)
class _Unit:
    unit: str
    measure: str
    end: int
    known: bool = True


@lru_cache
def _units(language: str) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return unit and measure by the words of a noun or a phrase."""
    found = {}
    for one in numbers_of(language)["units"]:
        phrases = list(one.get("nouns", "").split())
        phrases += one.get("phrases", "").split("|") if one.get("phrases") else []
        for words in phrases:
            found[phrase(words)] = (one["unit"], one["measure"])
    return found


def figures(
    found: Sequence[Token], text: str, words: Lexicon, dated: frozenset[int], last: str = ""
) -> list[Figure]:
    """Return the figures of a sentence; tokens of dates (`dated`) are none.

    `last` is the unit of the last count of the sentence before, which a number without a noun
    may go on with.
    """
    told = numbers_of(words.language)
    figures: list[Figure] = []
    i = 0
    while i < len(found):
        number = None
        if i not in dated and not found[i].mention:
            number = number_at(found, i, text, told)
        if number is None or set(range(number.start, number.end)) & dated:
            i += 1
            continue
        unit_before = figures[-1].unit if figures else last
        made = list(_made(found, text, number, words, told, unit_before))
        figures += [told_of(found, one, words) for one in made]
        i = max(number.end, *(one.end for one in made)) if made else number.end
    return figures


def _made(
    found: Sequence[Token],
    text: str,
    number: Number,
    words: Lexicon,
    told: dict[str, Any],
    last: str,
) -> Iterator[Figure]:
    """Return the figure of a number, or of two that are one range, or one change."""
    lead = number.start - (number.start > 0 and found[number.start - 1].text in told["money"])
    first = _qualified(found, lead, "before", told)
    start, qualifier = first if first else (lead, "")
    before = found[start - 1] if start else None
    if before is not None and not before.mention and before.key in told["not_before"].split():
        return
    second = _second(found, text, number, told)
    unit = _unit(found, (second or number), words, told)
    if lead < number.start:  # "€1.5 million"
        unit = _Unit(told["money"][found[lead].text], "amount", (second or number).end)
    if (
        unit is None
        and second is None
        and start
        and _is_set_off(found, start - 1, number.end, told)
    ):
        unit = _in_bracket(found, start - 1, number, words)
    if (unit is None or not unit.known) and second is None and not number.share:
        unit = _again(found, number, start, told, last) or unit
    if number.share and unit is None:
        unit = _Unit("percent", "share", number.end)
    if unit is None or (number.value == 1 and not number.figures and unit.unit not in _ONES):
        return
    if number.share:
        unit = replace(unit, unit="percent", measure="share")
    if unit.measure == "duration" and (
        _ago(found, start, told) or _is_age(found, start) or _later(found, unit.end, told)
    ):
        return
    after = _qualified(found, unit.end, "after", told)
    if after and after[0] < len(found) and words.has("of", found[after[0]].key):
        after = None  # "et plus de 40 000": of what follows
    end, behind = after if after else (unit.end, "")
    kind = qualifier or behind or ("about" if number.about else "exact")
    sure = 0.85 if unit.known else 0.6
    counted = _counted(found, number, unit, words)
    made = Figure(start, end, unit.unit, unit.measure, kind, counted=counted, sure=sure)
    if second is None:
        yield replace(made, value=number.value)
    elif _changes(found, number, second, told):
        yield replace(made, end=number.end, value=number.value)
        yield replace(made, start=second.start, value=second.value)
    else:
        yield replace(made, minimum=number.value, maximum=second.value, qualifier="between")


_ONES = frozenset({"year", "month"})


def _second(
    found: Sequence[Token], text: str, number: Number, told: dict[str, Any]
) -> Number | None:
    """Return the second number of a range: "10 à 30", "entre 10 et 30", "10-30"."""
    i, words = number.end, told["range"]
    if i >= len(found):
        return None
    j = i
    if found[i].key in told["money"] or found[i].text in told["percent"]:
        j += 1  # "10 % à 30 %"
    if j + 1 >= len(found):
        return None
    joined = found[j].key in (words["to"], words["or"]) or found[j].text in "-–"
    between = number.start and found[number.start - 1].key == words["between"]
    if joined or (between and found[j].key == words["and"]):
        return number_at(found, j + 1, text, told)
    return None


def _changes(
    found: Sequence[Token],
    number: Number,
    second: Number,
    told: dict[str, Any],
) -> bool:
    """Return whether the second of two numbers follows the first in time: "de 22 à 11 %"."""
    listed = told["range"]["from_to"].split()
    near = found[max(number.start - 4, 0) : number.start]
    return second.value < number.value or any(one.key in listed for one in near)


def _qualified(
    found: Sequence[Token], i: int, place: str, told: dict[str, Any]
) -> tuple[int, str] | None:
    """Return where the words of a qualifier begin (or end) around a place, and which it is."""
    best: tuple[int, str] | None = None
    for name, listed in told["qualifiers"][place].items():
        for one in listed.split("|"):
            parts = phrase(one)
            near = (
                found[max(i - len(parts), 0) : i] if place == "before" else found[i:][: len(parts)]
            )
            if tuple(token.key for token in near) == parts:
                edge = i - len(parts) if place == "before" else i + len(parts)
                longer = best is None or abs(edge - i) > abs(best[0] - i)
                best = (edge, name) if longer else best
    if best is None and place == "before" and i and found[i - 1].key in told["articles"].split():
        inner = _qualified(found, i - 1, place, told)
        return inner
    return best


def _unit(
    found: Sequence[Token], number: Number, words: Lexicon, told: dict[str, Any]
) -> _Unit | None:
    """Return what is counted: money, percent, a noun that is known, or any other in the plural."""
    i = number.end
    while i < len(found) and not found[i].mention and words.has("of", found[i].key):
        i += 1
    if i >= len(found):
        return None
    sign = found[i].key if found[i].text[0].isalnum() else found[i].text
    if found[i].mention is None and sign in told["money"]:
        return _Unit(told["money"][sign], "amount", i + 1)
    if found[i].mention is None and sign in told["percent"]:
        return _Unit("percent", "share", i + 1)
    for skipped in range(3):
        if i + skipped >= len(found):
            return None
        if unit := _noun(found, i + skipped, words):
            return unit
        if found[i + skipped].key not in told["between"].split():
            break
    else:
        skipped = 2
    return _other(found, i + skipped, number, words, told)


def _noun(found: Sequence[Token], i: int, words: Lexicon) -> _Unit | None:
    """Return the unit that a noun or a phrase names, the longest first, in a name too."""
    keys: list[tuple[str, int]] = []
    for place, token in enumerate(found[i : i + 4], i):
        inner = phrase(token.text) if token.mention else (token.key,)
        keys += [(one, place + 1) for one in inner]
    units = _units(words.language)
    for size in range(min(4, len(keys)), 0, -1):
        if told := units.get(tuple(one for one, _ in keys[:size])):
            return _Unit(*told, keys[size - 1][1])
    if keys and (told := units.get((keys[0][0].partition("-")[0],))):
        return _Unit(*told, keys[0][1])
    return None


def _other(
    found: Sequence[Token], i: int, number: Number, words: Lexicon, told: dict[str, Any]
) -> _Unit | None:
    """Return a plural noun that no list has as a unit of its own name."""
    if i >= len(found):
        return None
    token = found[i]
    small = token.mention is None and token.text.isalpha() and token.text.islower()
    plural = len(token.key) > 3 and token.key[-1] in "sx"
    if not (small and plural) or number.value < 2 or i > number.end + 2:
        return None
    if words.has("stops", token.key) or words.has("adverbs", token.key) or is_verb(found, i, words):
        return None
    if token.key in told["not_after"].split() or token.key in told["times"]:
        return None
    noun = token.plain[:-1]
    return _Unit(noun, token.plain, i + 1, known=False)


def _again(
    found: Sequence[Token], number: Number, start: int, told: dict[str, Any], last: str
) -> _Unit | None:
    """Return the unit of the last count for a number without a noun: "dont 15 dans le Nord"."""
    i = number.end
    if not last or i >= len(found) or last in ("euro", "percent"):
        return None
    before = (
        start == 0
        or found[start - 1].key in told["again_before"].split()
        or found[start - 1].text == ","
        or (start > 1 and is_existing(found, start))
    )
    endings = tuple(told["again_endings"].split())
    if before and (found[i].key in told["again_after"].split() or found[i].plain.endswith(endings)):
        return _Unit(last, "", i, known=False)
    return None


def _is_set_off(found: Sequence[Token], i: int, end: int, told: dict[str, Any]) -> bool:
    """Return whether a number is in brackets, or in commas with its date: "emplois, 5 400 en"."""
    if found[i].text == "(":
        return True
    dated = end < len(found) and found[end].key in told["again_after"].split()
    return found[i].text == "," and dated


def _in_bracket(found: Sequence[Token], i: int, number: Number, words: Lexicon) -> _Unit | None:
    """Return the unit before a bracket that holds its number: "entreprises (une trentaine)"."""
    begin = next((j + 1 for j in range(i - 1, max(i - 7, -1), -1) if found[j].text in ".;:,"), 0)
    for j in range(max(begin, i - 6), i):
        if (unit := _noun(found, j, words)) and unit.measure not in ("amount", "duration"):
            return replace(unit, end=number.end)
    return None


def is_existing(found: Sequence[Token], start: int) -> bool:
    """Return whether words such as "il en existe" stand before a place."""
    return "en" in [one.key for one in found[max(start - 3, 0) : start]]


def _ago(found: Sequence[Token], start: int, told: dict[str, Any]) -> bool:
    for one in told["ago"].split("|"):
        parts = phrase(one)
        if tuple(token.key for token in found[max(start - len(parts), 0) : start]) == parts:
            return True
    return False


def _later(found: Sequence[Token], end: int, told: dict[str, Any]) -> bool:
    """Return whether words such as "plus tôt" stand behind a duration."""
    listed = (phrase(one) for one in told["later"].split("|"))
    return any(tuple(one.key for one in found[end : end + len(parts)]) == parts for parts in listed)


def _is_age(found: Sequence[Token], start: int) -> bool:
    """Return whether years are those of a person before a comma: "Ana Nulle, 48 ans"."""
    name = found[start - 2].mention if start > 1 and found[start - 1].text in ",(" else None
    return name is not None and name.type == "person"


def _counted(found: Sequence[Token], number: Number, unit: _Unit, words: Lexicon) -> Part | None:
    """Return the noun that is counted, with what is said of it: "124 territoires labellisés"."""
    end = unit.end
    if unit.measure in ("amount", "share", "duration"):
        return Part(number.start, end, "population")
    last = phrase_end(found, unit.end - 1, words)
    while end < last and not _is_other_verb(found[end], words):
        end += 1
    if end - 1 > unit.end and found[end - 1].text in "(«“":
        end -= 1
    while end > unit.end and (
        words.has("of", found[end - 1].key) or words.has("and", found[end - 1].key)
    ):
        end -= 1
    return Part(number.start, max(end, number.end), "population")


def _is_other_verb(token: Token, words: Lexicon) -> bool:
    """Return whether a word ends as forms of verbs do that no list has: "profitent"."""
    endings = tuple(words.data.get("verb_endings", "").split())
    return token.mention is None and bool(endings) and token.key.endswith(endings)
