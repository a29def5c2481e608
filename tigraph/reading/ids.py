"""Ids of proposals that stay when a text is edited elsewhere: made of words, not of places."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from tigraph.names import folded
from tigraph.reading.sentences import paragraphs_of

_WORD = re.compile(r"\w+")
#: So many words on either side tell one place from another.
_AROUND = 3


class Ids:
    """Gives proposals on one text their ids."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for paragraph in paragraphs_of(text):
            for word in _WORD.finditer(text, paragraph.start, paragraph.end):
                self._add(folded(word[0]) or word[0], word.start(), word.end())
            self._add("\n", paragraph.end, paragraph.end)

    def _add(self, word: str, start: int, end: int) -> None:
        self._places[word].append(len(self._words))
        self._words.append(word)
        self._starts.append(start)
        self._ends.append(end)

    def of(
        self, kind: str, type: str, spans: Iterable[tuple[int, int]], more: Iterable[str] = ()
    ) -> str:
        """Return the id of a proposal: of its kind and type or relation, and of what it quotes.

        `more` is what tells it from others of the same place, such as the words of its ends.
        """
        parts = [kind, type, *more]
        for start, end in spans:
            first = bisect_left(self._ends, start + 1)
            last = bisect_left(self._starts, end)
            before, after = self._around(first, last)
            words = [*before, *self._words[first:last], *after]
            at = first - len(before)
            earlier = sum(
                1 for place in self._places.get(words[0], ()) if words
                and place < at and self._words[place : place + len(words)] == words
            ) if words else 0  # fmt: skip
            parts += [
                " ".join(before), " ".join(self._words[first:last]), " ".join(after), str(earlier),
                "" if last > first else folded(self._text[start:end]) or self._text[start:end],
            ]  # fmt: skip
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def _around(self, first: int, last: int) -> tuple[list[str], list[str]]:
        before: list[str] = []
        for place in range(first - 1, max(first - 1 - _AROUND, -1), -1):
            if self._words[place] == "\n":
                break
            before.insert(0, self._words[place])
        after: list[str] = []
        for place in range(last, min(last + _AROUND, len(self._words))):
            if self._words[place] == "\n":
                break
            after.append(self._words[place])
        return before, after


@lru_cache(maxsize=4)
def ids_of(text: str) -> Ids:
    """Return what gives ids to the proposals on a text."""
    return Ids(text)
