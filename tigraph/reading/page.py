"""What was found so far in the plain form of a text, kept so that each place is looked up fast."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tigraph.reading.model import NAMED, Mention, Proposal
from tigraph.reading.patterns import Found
from tigraph.reading.proposing import Reading


class Page:
    """The plain form of a text with all named things found in it, none over another."""

    def __init__(self, reading: Reading, earlier: Iterable[Proposal] = ()) -> None:
        self.reading = reading
        self.form = reading.plain
        self.text = self.form.text
        self._cover: list[Found | None] = [None] * len(self.text)
        self.add(self._seen(one) for one in earlier if isinstance(one, Mention))

    def _seen(self, one: Mention) -> Found:
        start = bisect_left(self.form.places, one.start)
        end = bisect_left(self.form.places, one.end)
        return Found(start, max(end, start + 1), one.type, f"={one.rule}", one.confidence)

    def add(self, found: Iterable[Found]) -> list[Found]:
        """Add named things; of those that share a place the longest counts, else the first.

        Return those that were added. What was there before gives way to what is longer.
        """
        new = [one for one in found if one.type in NAMED and one.start < one.end]
        ranked = sorted(enumerate(new), key=lambda one: (one[1].start - one[1].end, one[0]))
        added = []
        for _, one in ranked:
            over = {id(other): other for other in self._cover[one.start : one.end] if other}
            length = one.end - one.start
            if all(other.end - other.start < length for other in over.values()):
                for other in over.values():
                    self._put(other, None)
                self._put(one, one)
                added.append(one)
        return [one for one in added if self._cover[one.start] is one]

    def retype(self, found: Iterable[Found]) -> None:
        """Put things in the place of those that stand there."""
        for one in [*found]:
            self._put(one, one)

    def _put(self, one: Found, what: Found | None) -> None:
        self._cover[one.start : one.end] = [what] * (one.end - one.start)

    def at(self, place: int) -> Found | None:
        """Return what is named at a place, if anything is."""
        return self._cover[place] if 0 <= place < len(self._cover) else None

    def free(self, start: int, end: int) -> bool:
        """Whether nothing is named between two places."""
        return not any(self._cover[start:end])

    def beginning(self, place: int) -> Found | None:
        """Return what is named from a place on, if anything is."""
        one = self.at(place)
        return one if one and one.start == place else None

    def ending(self, place: int) -> Found | None:
        """Return what is named up to a place, if anything is."""
        one = self.at(place - 1)
        return one if one and one.end == place else None

    def named(self) -> Iterator[Found]:
        """Yield all that is named, in its order."""
        last = None
        for one in self._cover:
            if one is not None and one is not last:
                yield one
            last = one

    def told(self, one: Found) -> str:
        """Return the words of something that was found."""
        return self.text[one.start : one.end]
