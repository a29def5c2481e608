"""Answers that were given, kept for who asks the same of the same data."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

#: What tells an answer from others: first what is long of it.
Key = tuple[Any, ...]
#: So many bytes are kept in all, and of one answer.
_ALL, _ONE = 64 * 2**20, 2**20
#: What an answer takes beside its content.
_BESIDE = 1_500


@dataclass(frozen=True)
class Kept:
    """An answer: its tag, its headers as they are sent, and its content."""

    tag: str
    headers: tuple[tuple[bytes, bytes], ...]
    content: bytes


class Keeping:
    """Answers by what tells them apart; those asked for longest ago go."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self.size = 0

    def get(self, key: Key) -> Kept | None:
        """Return an answer that is kept."""
        if (found := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Key, kept: Kept) -> None:
        """Keep an answer, unless it is large."""
        if len(kept.content) > _ONE or key in self._kept:
            return
        self._kept[key] = kept
        self.size += _size(key, kept)
        while self.size > _ALL:
            self.size -= _size(*self._kept.popitem(last=False))

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
        self.size = 0


def _size(key: Key, kept: Kept) -> int:
    return len(kept.content) + len(key[0]) + _BESIDE
