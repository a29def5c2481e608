"""Which date of a sentence is that of a claim in it, if any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tigraph.reading.claiming.bearers import Figure
from tigraph.reading.claiming.dates import Date
from tigraph.reading.claiming.lexicon import Lexicon
from tigraph.reading.claiming.tokens import Token
from tigraph.reading.claiming.verbs import is_verb, verbs_at

_STRONG = frozenset(";:.!?")


def dated_claim(
    found: Sequence[Token], place: tuple[int, int], dates: Sequence[Date], event: bool
) -> Date | None:
    """Return the date of a relation between two ends at these tokens.

    Where the rule tells of an event (`event`), the nearest of the sentence; else only one that
    follows right behind, since a post is not held on the day of what its holder does.
    """
    start, end = place
    if not event:
        behind = [one for one in dates if end <= one.start <= end + 1 and one.bound != "at"]
        period = [one for one in dates if end <= one.start <= end + 1 and "/" in one.edtf]
        return next(iter([*behind, *period]), None)
    near = [
        (max(one.start - end, start - one.end, 0), one)
        for one in dates
        if not any(token.text in _STRONG for token in found[one.end : start])
        and not any(token.text in _STRONG for token in found[end : one.start])
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def dated_figure(
    found: Sequence[Token],
    figure: Figure,
    others: Sequence[Figure],
    dates: Sequence[Date],
    words: Lexicon,
) -> Date | None:
    """Return the date of a figure: one behind it in its clause, or one that leads the sentence.

    A total "since 1973" holds at the end of that time, which the text does not name.
    """
    usable = [one for one in dates if one.bound != "since" and one.edtf != one.worked_out]
    for one in usable:
        if one.start < figure.end:
            continue
        between = _outside(found, figure.end, one.start)
        again = any(words.has("that_is", token.key) for _, token in between)
        parted = any(
            (token.text in ",;:(" or words.has("and", token.key)) and not _opens(found, one, token)
            and not words.has("that_is", found[i + 1].key)
            for i, token in between
        )  # fmt: skip
        crossed = not again and any(figure.end <= other.start < one.start for other in others)
        verbs = sum(is_verb(found, i, words) for i, _ in between)
        if not parted and not crossed and verbs < 2:
            return one
    for one in usable:
        led = one.end < figure.start and not any(
            token.mention or token.text.isalpha() for token in found[: one.start]
        )
        participle = any(
            verb.voice == "participle"
            for i in range(one.start)
            for verb in verbs_at(found, i, words)
        )
        if led and not participle:
            later = [
                date
                for date in usable
                if one.end <= date.start < figure.start and date.bound == "at"
            ]
            return replace(later[-1]) if later and not later[-1].worked_out else one
    return None


def _outside(found: Sequence[Token], start: int, end: int) -> list[tuple[int, Token]]:
    """Return the tokens between two places with theirs, those in closed brackets left out."""
    kept: list[tuple[int, Token]] = []
    for i in range(start, end):
        opened = next((j for j, (_, one) in enumerate(kept) if one.text == "("), None)
        if found[i].text == ")" and opened is not None:
            del kept[opened:]
        else:
            kept.append((i, found[i]))
    return kept


def _opens(found: Sequence[Token], one: Date, token: Token) -> bool:
    """Return whether a sign is the bracket right before a date: "124 territoires (2018)"."""
    return token.text == "(" and found[one.start - 1] is token
