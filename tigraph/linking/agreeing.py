"""How two names agree, word by word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from rapidfuzz.distance import OSA

from tigraph.linking.words import Name
from tigraph.names import folded

#: What a name is worth in which a word is mistyped: surely, perhaps, or hardly, since it is a word
#: of other names; or stands as an initial.
_TYPED, _POORLY, _KNOWN, _INITIAL = 0.95, 0.84, 0.72, 0.9
#: A word so long may have one letter wrong beside others that are right; one that is alone must
#: be longer, for a shorter one may well be another name.
LONG, LONG_ALONE, LONG_WHOLE = 6, 9, 12
#: Words that tell so much, together, make up for a letter wrong in a short one.
_ENOUGH = 1.2
#: How much each word takes that only one of two names has, and that may be left out.
_LOOSE = 0.002
#: What the words of a person's name that are not told count, rare or not.
_UNTOLD = 0.3
#: How much of what lacks is made up for where a name is short for a longer one: its beginning.
_BEGUN = 0.3
#: Words of so many letters may have two letters wrong, and are then like, no more.
_TWO_WRONG = 9


class Telling(Protocol):
    """What knows how much a word tells, and whether any name has it."""

    def tells(self, word: str) -> float:
        """Return how much a word tells, of 1."""

    def has(self, word: str) -> bool:
        """Return whether a word is in any name."""


@dataclass(slots=True)
class Agreement:
    """How a name that is sought agrees with one that is borne, from 0 to 1 (`share`).

    `same` are the words that both have, `typed` pairs of which one seems mistyped, `initials`
    pairs of which the first is the other's initial, `missing` the words that only the borne name
    has and `added` those that only the one sought has; `sure` says that there is one typing error
    at most and nothing else to take it for, `ordered` that the words come in the same order,
    `exact` that the small words are the same too.
    """

    share: float
    same: list[str] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)
    initials: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    sure: bool = True
    ordered: bool = True
    exact: bool = False

    @property
    def whole(self) -> bool:
        """Whether all words are met."""
        return not (self.missing or self.added)


def agreement(sought: Name, borne: Name, telling: Telling, *, person: bool = False) -> Agreement:
    """Return how two names agree; of a `person`, initials may stand for first names."""
    apart = len(set(sought.weak) ^ set(borne.weak))
    loose = _LOOSE * apart
    if sought.words == borne.words:
        exact = sought.whole == borne.whole
        share = 1.0 - 0.004 * (not exact) - 0.002 * (sought.plain != borne.plain) - loose
        return Agreement(share, [*borne.words], exact=exact)
    if sought.joined == borne.joined:
        return Agreement(0.985 - loose, [*borne.words])
    left, rest = [*sought.words], [*borne.words]
    found = Agreement(0.0)
    for word in sought.words:
        if word in rest:
            left.remove(word)
            rest.remove(word)
            found.same.append(word)
    if left and rest:
        _joins(found, left, rest)
        _mistyped(found, left, rest, telling)
        if person:
            _initials(found, left, rest)
    found.added, found.missing = left, rest
    found.ordered = _ordered(sought, borne)
    if not found.whole:  # then the words that may be left out tell more
        loose = 5 * _LOOSE * apart
    untold = _UNTOLD * _absent(found.missing, borne) if person else None
    found.share = _share(found, telling, untold) - loose
    if found.missing and sought.words == borne.words[: len(sought.words)] and not person:
        found.share += _BEGUN * (1 - found.share)
    if found.share < _POORLY and len(borne.closed) >= LONG and _one_off(sought, borne):
        sure = len(borne.closed) >= LONG_WHOLE and not found.same
        sure = sure or sum(map(telling.tells, found.same)) >= _ENOUGH
        share = (_TYPED if sure else _POORLY) - loose
        return Agreement(share, found.same, [(sought.whole, borne.whole)], sure=sure)
    return found


def _one_off(sought: Name, borne: Name) -> bool:
    """Whether two names differ by a letter or a space, with all their words."""
    one, other = sought.closed, borne.closed
    numbers = [[*filter(str.isdigit, text)] for text in (one, other)]
    return numbers[0] == numbers[1] and OSA.distance(one, other, score_cutoff=1) <= 1


def _absent(missing: list[str], borne: Name) -> int:
    """Return how many names of a person are not told; the first names are one, Jean-Luc or not."""
    if not missing:
        return 0
    absent, first = len(missing), 0
    for one in borne.text.split():
        words = folded(one).split()
        if not all(word in missing for word in words):
            break
        first += len(words)
    return absent - max(first - 1, 0)


def _share(found: Agreement, telling: Telling, untold: float | None) -> float:
    tells = telling.tells
    met = sum(map(tells, found.same))
    met += sum(tells(other) for _, other in (*found.typed, *found.initials))
    alone = sum(map(tells, found.added))
    alone += sum(map(tells, found.missing)) if untold is None else untold
    share = 2 * met / (2 * met + alone) if met else 0.0
    if found.typed:
        known = any(telling.has(one) for one, _ in found.typed)
        share *= _TYPED if found.sure else _KNOWN if known else _POORLY
    if found.initials:
        share *= _INITIAL
    return share - 0.01 * (not found.ordered)


def _joins(found: Agreement, left: list[str], rest: list[str]) -> None:
    """Take out words that are the same but for a space within."""
    for one, other in ((left, rest), (rest, left)):
        for place in range(len(one) - 1):
            joined = one[place] + one[place + 1]
            if joined in other:
                other.remove(joined)
                del one[place : place + 2]
                found.same.append(joined)
                return


def _mistyped(found: Agreement, left: list[str], rest: list[str], telling: Telling) -> None:
    """Take out pairs of words that differ by a letter or two."""
    pairs = sorted((_wrong(one, other), one, other) for one in left for other in rest)
    for wrong, one, other in pairs:
        if wrong > 2 or one not in left or other not in rest:
            continue
        left.remove(one)
        rest.remove(other)
        found.typed.append((one, other))
        enough = sum(map(telling.tells, found.same)) >= _ENOUGH
        long = len(other) >= (LONG if found.same else LONG_ALONE) or enough
        plain = wrong == 1 and long and not telling.has(one)
        found.sure = plain and len(found.typed) == 1


def _wrong(one: str, other: str) -> int:
    """Return how many letters are wrong, 9 for more than may be."""
    shortest = min(len(one), len(other))
    most = 2 if shortest >= _TWO_WRONG else 1
    if shortest < 2 or one.isdigit() or other.isdigit() or abs(len(one) - len(other)) > most:
        return 9
    found = OSA.distance(one, other, score_cutoff=most)
    return found if found <= most else 9


def _initials(found: Agreement, left: list[str], rest: list[str]) -> None:
    """Take out letters, and the words of which they are the initials."""
    for one in [*left]:
        letters = [*one] if len(one) <= 2 else []
        met: list[str] = []
        for letter in letters:
            met += [word for word in rest if word[0] == letter and word not in met][:1]
        if met and len(met) == len(letters):
            left.remove(one)
            for letter, word in zip(letters, met, strict=True):
                rest.remove(word)
                found.initials.append((letter, word))


def _ordered(sought: Name, borne: Name) -> bool:
    common = [word for word in sought.words if word in borne.words]
    return common == [word for word in borne.words if word in sought.words]
