"""What became of the places of claims in another version of their text.

Where both versions are at hand, they are laid side by side word by word; what is not found so, or
where the older one is not there, is looked up by its fingerprints. Nothing is called the same
whose characters are not those that were cited.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tigraph.coding.model import Print, Spans
from tigraph.coding.prints import Places, context, loose, words

#: Where it was; the same words elsewhere; other words in its place, or other space between them;
#: nothing that could be it.
Fate: TypeAlias = Literal["still there", "moved", "altered", "gone"]
_RANK = ("still there", "moved", "altered", "gone")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
#: A sentence or a line, with what ends it.
_PIECE = re.compile(r"[^.!?\n]*[.!?\n]+|[^.!?\n]+")
#: So many pairs of words are laid side by side at once (fifty megabytes).
_MOST = 4e8
#: A span of so many characters, found once, is not taken for another by chance.
_LONG = 20
#: Of so much of a span something must be left for it to be altered, and not gone.
_LEFT = 0.3


@dataclass(frozen=True)
class Found:
    """What became of one span: its fate, and where it is now, or most of it ("gone": nowhere)."""

    fate: Fate
    span: tuple[int, int] | None
    spacing: bool = False


@dataclass(frozen=True)
class Fated:
    """What became of all spans of a claim: the worst of them, and the places that are left.

    `spacing`: nothing but the space between words is otherwise, so nobody needs to look.
    """

    fate: Fate
    spans: Spans
    spacing: bool = False

    @property
    def stands(self) -> bool:
        """Whether the claim can be cited from the other version as it is."""
        return self.fate in ("still there", "moved") or self.spacing


class Rechecked:
    """Finds the places of one version of a text in another; `old` "" where it is not there."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._places = Places(new)
        self._kept = _joined(_aligned(old, new)) if old else []
        self._starts = [start for start, _, _ in self._kept]

    def claim(self, spans: Spans, prints: Sequence[Print]) -> Fated:
        """Return what became of the spans of a claim."""
        found = [self.span(span, mark) for span, mark in zip(spans, prints, strict=True)]
        worst = max(found, key=lambda one: _RANK.index(one.fate))
        other = [one for one in found if one.fate in ("altered", "gone")]
        spacing = bool(other) and all(one.spacing for one in other)
        return Fated(worst.fate, tuple(one.span for one in found if one.span), spacing)

    def span(self, span: tuple[int, int], mark: Print) -> Found:
        """Return what became of one span."""
        start, end = span
        intact = words(self.old[start:end]) == mark.words
        placed = self._carried(start, end) if intact else None
        if placed is not None and words(self.new[placed : placed + mark.length]) == mark.words:
            return self._same(start, placed, mark)
        if (placed := self._looked_up(mark, intact)) is not None:
            return self._same(start, placed, mark)
        return self._rest(start, end, mark) if intact else self._respaced(mark)

    def _same(self, start: int, placed: int, mark: Print) -> Found:
        return Found("still there" if placed == start else "moved", (placed, placed + mark.length))

    # ---------------------------------------------------------------- side by side

    def _carried(self, start: int, end: int) -> int | None:
        """Return where a span stands that no edit touched, by what was kept around it."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return None
        begin, length, new = self._kept[at]
        return new + start - begin if end <= begin + length else None

    def _image(self, start: int, end: int) -> tuple[int, int, int]:
        """Return from where to where what is left of a span stands, and how much that is."""
        first, last, kept = -1, -1, 0
        for begin, length, new in self._kept:
            low, high = max(start, begin), min(end, begin + length)
            if low < high:
                first = new + low - begin if first < 0 else first
                last, kept = new + high - begin, kept + len(self.old[low:high].strip())
        return first, last, kept

    def _rest(self, start: int, end: int, mark: Print) -> Found:
        first, last, kept = self._image(start, end)
        if first >= 0 and kept >= _LEFT * len(self.old[start:end].strip()):
            same = loose(self.new[first:last]) == mark.loose
            return Found("altered", (first, last), same)
        return Found("gone", None)

    # ---------------------------------------------------------------- by fingerprints

    def _looked_up(self, mark: Print, known: bool) -> int | None:
        """Return the one place that a fingerprint can mean, None where none or several can."""
        places = self._places.of(mark)
        if known:  # what was there before and is still there is not this one come from elsewhere
            places = [place for place in places if not self._is_old(place, mark.length)]
        scored: dict[int, list[int]] = {}
        for place in places:
            before, after = context(self.new, place, place + mark.length)
            score = (before == mark.before) + (after == mark.after)
            scored.setdefault(score, []).append(place)
        both = scored.get(2, [])
        if len(both) == 1:
            return both[0]
        if len(both) > 1:
            return both[mark.ordinal] if len(both) == mark.count else None
        if len(scored.get(1, [])) == 1 and (known or mark.count == 1):
            return scored[1][0]
        if len(places) == 1 and (known or mark.count == 1) and mark.length >= _LONG:
            return places[0]
        return None

    def _is_old(self, place: int, length: int) -> bool:
        """Whether a place of the new text is one of the old that was kept."""
        return any(new <= place and place + length <= new + kept for _, kept, new in self._kept)

    def _respaced(self, mark: Print) -> Found:
        """Return where the words of a fingerprint stand with other space between them, if once."""
        found = []
        for first in _TOKEN.finditer(self.new):
            start = first.start()
            for longer in range(-8, 9):
                end = start + mark.length - mark.lead + longer
                own = self.new[start:end]
                if own and not own[-1].isspace() and loose(own) == mark.loose:
                    found.append((start, end))
                    break
            if len(found) > 1:
                return Found("gone", None)
        return Found("altered", found[0], True) if found else Found("gone", None)


def _aligned(old: str, new: str) -> list[tuple[int, int, int]]:
    """Return what two texts have in common, in order: beginning in the old, length, in the new.

    Long texts are laid side by side by their sentences first, then by the words of what differs.
    """
    words = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(words[0]) * len(words[1]) <= _MOST:
        return [one for one in _blocks(*words) if one[1]]
    found = []
    at, place = 0, 0
    for start, length, other in [
        *_blocks(*map(_PIECE.findall, (old, new))),
        (len(old), 0, len(new)),
    ]:
        parts = _TOKEN.findall(old[at:start]), _TOKEN.findall(new[place:other])
        if len(parts[0]) * len(parts[1]) <= _MOST:
            found += [(at + a, long, place + b) for a, long, b in _blocks(*parts)]
        found.append((start, length, other))
        at, place = start + length, other + length
    return [one for one in found if one[1]]


def _joined(blocks: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return blocks with those made one that follow each other in both texts."""
    found: list[tuple[int, int, int]] = []
    for start, length, other in blocks:
        if found and (sum(found[-1][:2]), found[-1][2] + found[-1][1]) == (start, other):
            found[-1] = (found[-1][0], found[-1][1] + length, found[-1][2])
        else:
            found.append((start, length, other))
    return found


def _blocks(mine: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return what two lists of pieces have in common, by the characters of the texts they are."""
    from rapidfuzz.distance import Indel

    starts, others = _offsets(mine), _offsets(other)
    return [
        (starts[one.src_start], starts[one.src_end] - starts[one.src_start], others[one.dest_start])
        for one in Indel.opcodes(mine, other)
        if one.tag == "equal"
    ]


def _offsets(tokens: Sequence[str]) -> list[int]:
    places = [0]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places
