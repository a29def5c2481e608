"""How far two coders agree on a document, level by level, with Krippendorff's alpha.

*Span*: the units are the words of the text, each cited as evidence or not. To cut a text into
units is part of coding it, so that no list of units is given beforehand; taking the smallest
pieces that a coder can mark, and asking of each what it was marked as, is how the coefficients of
unitizing begin too (Krippendorff, “Content Analysis”, 3rd ed. 2013, ch. 12; Artstein and Poesio,
“Inter-Coder Agreement for Computational Linguistics”, 2008, 4.3). A long span weighs by its words.

*Ends, relation, date, modality*: the units are the claims that both coders found, so that one
omission does not count five times; how many only one of them found is told beside. Two claims
are one that both found where they come from one proposal, else where they cite words in common,
those that are most alike first. All values are names: two are the same or they are not.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import product

from tigraph.coding.model import Actor, Coded, Decision, Spans
from tigraph.errors import MissingExtraError

LEVELS = ("span", "ends", "relation", "date", "modality")
_WORD = re.compile(r"\w+")
Pairs = Sequence[tuple[Hashable, Hashable]]


@dataclass(frozen=True)
class Level:
    """Agreement at a level: how many units, how many of them alike, and alpha.

    `alpha` is None where both coders say the same of all units, or there are none: what does
    not vary has no reliability that could be told.
    """

    name: str
    units: int
    alike: int
    alpha: float | None


@dataclass(frozen=True)
class Agreement:
    """How far two coders agree: by level, and how many claims both found, or only one."""

    coders: tuple[str, str]
    levels: tuple[Level, ...]
    both: int
    only: tuple[int, int]


def alpha(pairs: Pairs) -> float | None:
    """Return Krippendorff's alpha of what two coders said of some units, as names.

    None where it is not defined: fewer than two values. Raises `MissingExtraError`.
    """
    values: dict[Hashable, int] = {}
    for value in (one for pair in pairs for one in pair):
        values.setdefault(value, len(values))
    if len(values) < 2:
        return None
    try:
        import krippendorff
    except ImportError:
        raise MissingExtraError("agreement", "Agreement of two coders") from None
    rows = [[values[pair[side]] for pair in pairs] for side in (0, 1)]
    return float(krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal"))


def agreement(
    text: str, coders: tuple[str, str], first: Sequence[Decision], second: Sequence[Decision]
) -> Agreement:
    """Return how far the decisions of two coders on a text agree."""
    mine, other = (
        [one for one in side if one.claim and not one.claim.is_naming] for side in (first, second)
    )
    pairs = paired(mine, other)
    coded = [(one.claim, two.claim) for one, two in pairs if one.claim and two.claim]
    spans = _marked(text, mine), _marked(text, other)
    told: dict[str, Pairs] = {
        "span": list(zip(*spans, strict=True)),
        "ends": [ends for one, two in coded for ends in _ends(one, two)],
        "relation": [(one.relation, two.relation) for one, two in coded],
        "date": [(one.valid, two.valid) for one, two in coded],
        "modality": [(one.modality, two.modality) for one, two in coded],
    }
    levels = tuple(
        Level(name, len(told[name]), sum(a == b for a, b in told[name]), alpha(told[name]))
        for name in LEVELS
    )
    both = len(pairs)
    return Agreement(coders, levels, both, (len(mine) - both, len(other) - both))


def paired(mine: Sequence[Decision], other: Sequence[Decision]) -> list[tuple[Decision, Decision]]:
    """Return the claims that both have, each once: of one proposal, or of the same words."""
    pairs = []
    left, right = list(mine), {one.on: one for one in other}
    for one in mine:
        if one.on in right:
            pairs.append((one, right.pop(one.on)))
            left.remove(one)
    rated = sorted(
        (
            (_likeness(one, two), -number, one, two)
            for number, (one, two) in enumerate(product(left, right.values()))
        ),
        key=lambda rating: rating[:2],
        reverse=True,
    )
    taken: set[int] = set()
    for likeness, _, one, two in rated:
        if likeness > 0 and not {id(one), id(two)} & taken:
            taken |= {id(one), id(two)}
            pairs.append((one, two))
    return pairs


def _likeness(one: Decision, two: Decision) -> float:
    """Return how alike two claims are, 0 where they cite no word in common."""
    if not one.claim or not two.claim:
        return 0
    overlap = _overlap(one.claim.spans, two.claim.spans)
    if not overlap:
        return 0
    ends = sum(a == b for a, b in _ends(one.claim, two.claim))
    return overlap + ends + (one.claim.relation == two.claim.relation)


def _overlap(one: Spans, two: Spans) -> float:
    """Return how much of two sets of places is in both: characters in both of those in either."""
    mine = {at for start, end in one for at in range(start, end)}
    other = {at for start, end in two for at in range(start, end)}
    return len(mine & other) / len(mine | other) if mine | other else 0


def _marked(text: str, decisions: Sequence[Decision]) -> list[bool]:
    """Return of each word of a text whether some claim cites it."""
    cited = {
        at
        for one in decisions
        if one.claim
        for start, end in one.claim.spans
        for at in range(start, end)
    }
    return [not cited.isdisjoint(range(*word.span())) for word in _WORD.finditer(text)]


def _ends(one: Coded, two: Coded) -> list[tuple[Hashable, Hashable]]:
    """Return what two coders say of each end, and of a figure its numbers."""
    pairs: list[tuple[Hashable, Hashable]] = [(_who(one.subject), _who(two.subject))]
    for name in ("object", "post"):
        ends = getattr(one, name), getattr(two, name)
        if any(ends):
            pairs.append((_who(ends[0]), _who(ends[1])))
    if one.is_figure or two.is_figure:
        pairs.append((_number(one), _number(two)))
    return pairs


def _who(actor: Actor | None) -> str:
    return (actor.entity or actor.label) if actor else ""


def _number(claim: Coded) -> tuple[str, ...]:
    return (claim.value, claim.minimum, claim.maximum, claim.unit)
