"""Numbers in a sentence, in figures and in words, with what is counted multiplied out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tigraph.reading.claiming.lexicon import read
from tigraph.reading.claiming.tokens import Token

#: Spaces that may stand between groups of three figures: plain, without break, narrow, thin.
SPACES = frozenset({" ", "\u00a0", "\u202f", "\u2009"})


@dataclass(frozen=True)
class Number:
    """A number: the tokens of it, its value, whether its words say "about", whether in figures."""

    start: int
    end: int
    value: Decimal
    about: bool = False
    figures: bool = False
    share: bool = False


@lru_cache
def numbers_of(language: str) -> dict[str, Any]:
    """Return what a language's file says of numbers."""
    told: dict[str, Any] = read(language, "numbers")
    return told


def written(value: Decimal) -> str:
    """Return a number as a claim has it: no exponent, no zeros behind the point.

    >>> written(Decimal("1.30") * 10**9), written(Decimal("12.50"))
    ('1300000000', '12.5')
    """
    told = format(value, "f")
    return told.rstrip("0").rstrip(".") if "." in told else told


def number_at(found: Sequence[Token], i: int, text: str, told: dict[str, Any]) -> Number | None:
    """Return the number that begins at a token, multiplied by what follows it."""
    number = _share(found, i, told) or _about(found, i, told) or _figures(found, i, text, told)
    number = number or _words(found, i, told)
    if number is None or number.about or number.share:
        return number
    j, value = number.end, number.value
    while j < len(found) and (times := told["times"].get(found[j].key)):
        money = j + 1 < len(found) and found[j + 1].text in told["money"]
        if found[j].key in told["short"] and not money:
            break
        value, j = value * times, j + 1
    return Number(i, j, value, number.about, number.figures)


def _figures(found: Sequence[Token], i: int, text: str, told: dict[str, Any]) -> Number | None:
    """Return a number in figures: "16 830", "1,3", "12.500"."""
    token = found[i]
    plain = token.text.replace(",", "").replace(".", "")
    if not token.is_number or not plain.isascii() or not plain.isdigit():
        return None
    decimal, group = told["decimal"], told["group"]
    whole, _, rest = token.text.partition(decimal)
    parts = whole.split(group)
    if len(parts) > 1 and (len(parts[0]) > 3 or any(len(part) != 3 for part in parts[1:])):
        return None
    j = i + 1
    if len(parts) == 1 and not rest and len(whole) <= 3:
        while j < len(found) and _is_group(found, j, text):
            parts.append(found[j].text.partition(decimal)[0])
            rest = found[j].text.partition(decimal)[2]
            j += 1
            if rest:
                break
    if rest and not rest.isdigit():
        return None
    return Number(i, j, Decimal("".join(parts) + (f".{rest}" if rest else "")), figures=True)


def _is_group(found: Sequence[Token], j: int, text: str) -> bool:
    """Return whether a token goes on with three more figures behind a space."""
    head = found[j].text[:3]
    between = text[found[j - 1].end : found[j].start]
    return (
        between in SPACES and len(head) == 3 and head.isascii() and head.isdigit()
        and (len(found[j].text) == 3 or found[j].text[3] in ",.")
    )  # fmt: skip


def _words(found: Sequence[Token], i: int, told: dict[str, Any]) -> Number | None:
    """Return a number in words: "quatre-vingt-douze", "deux cent vingt"."""
    total, last, j = 0, 0, i
    names, times = told["words"], told["times"]
    while j < len(found) and not found[j].mention:
        parts = found[j].key.split("-")
        known = all(part in names or part in ("cent", "cents", "mille", "et") for part in parts)
        joined = found[j].key == "et" and j > i and j + 1 < len(found) and (
            found[j + 1].key in ("un", "une", "onze")
        )  # fmt: skip
        if not joined and (not known or "et" in parts[:1]):
            break
        for part in () if joined else parts:
            if part == "et":
                continue
            if part in names:
                value = int(names[part])
                four_twenty = part in ("vingt", "vingts") and last == 4
                total, last = (total - 4 + 80, 80) if four_twenty else (total + value, value)
            elif part == "mille":
                total, last = max(total, 1) * 1000, 1000
            else:
                hundreds = last if 1 < last < 10 else 1
                total, last = total - (last if 1 < last < 10 else 0) + 100 * hundreds, 100
        j += 1
        if found[j - 1].text[0].isupper() and j - 1 > i:
            return None
    if j == i or (total <= 0):
        return None
    del times
    return Number(i, j, Decimal(total))


def _about(found: Sequence[Token], i: int, told: dict[str, Any]) -> Number | None:
    """Return "une trentaine", "deux douzaines"."""
    if i + 1 < len(found) and found[i + 1].key in told["about"]:
        count = told["words"].get(found[i].key)
        if count:
            return Number(i, i + 2, Decimal(count * told["about"][found[i + 1].key]), about=True)
    return None


def _share(found: Sequence[Token], i: int, told: dict[str, Any]) -> Number | None:
    """Return "deux tiers", "la moitié" as hundredths."""
    for words, value in told["shares"].items():
        parts = words.split()
        if [one.key for one in found[i : i + len(parts)]] == parts:
            return Number(i, i + len(parts), Decimal(value), about=True, share=True)
    return None
