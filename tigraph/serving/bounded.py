"""What a desk stands on, in bounds of time and one at a time: what requests side by side are given.

A thread cannot be stopped, so a long work looks at the clock between its pieces.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tigraph.errors import RefusedRequestError
from tigraph.linking import Match, Sought
from tigraph.serving.reconciling import Knowledge, Matches, Thing, Value


class Clock:
    """The time that a request may still take."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left, 0 where none are."""
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Refuse to go on (503) where no time is left."""
        if not self.left:
            raise RefusedRequestError(
                f"This takes more than {self.seconds:g} s: ask for less at once, or later.", 503
            )


@dataclass(frozen=True)
class BoundedMatches:
    """A matcher that is asked by one request at a time: it keeps what it reads with itself."""

    matcher: Matches
    turn: threading.Lock
    clock: Clock

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kinds of what is matched."""
        return self.matcher.kinds

    def match_many(self, sought: Iterable[Sought], limit: int = 5) -> Iterator[Match]:
        """Yield what was found of each; requests take turns after each name."""
        for one in sought:
            self.clock.check()
            if not self.turn.acquire(timeout=max(self.clock.left, 0.001)):
                self.clock.check()
            try:
                found = next(iter(self.matcher.match_many([one], limit)))
            finally:
                self.turn.release()
            yield found


@dataclass(frozen=True)
class BoundedKnowledge:
    """What is known, told of a property at a time."""

    knowledge: Knowledge
    clock: Clock

    def thing(self, identifier: str) -> Thing | None:
        """Return an entity."""
        self.clock.check()
        return self.knowledge.thing(identifier)

    def suggest(self, prefix: str, limit: int) -> Sequence[Thing]:
        """Return entities with a name like a text."""
        return self.knowledge.suggest(prefix, limit)

    def properties(self, kind: str = "") -> Mapping[str, str]:
        """Return the properties of entities."""
        return self.knowledge.properties(kind)

    def values(
        self, identifiers: Collection[str], properties: Mapping[str, str]
    ) -> Mapping[str, Mapping[str, Sequence[Value]]]:
        """Return values by property, by the entity's identifier."""
        found: dict[str, dict[str, Sequence[Value]]] = {one: {} for one in identifiers}
        for key, date in properties.items():
            self.clock.check()
            for one, own in self.knowledge.values(identifiers, {key: date}).items():
                found[one].update(own)
        return found
