"""Fingerprints: what is kept of a span so that it is found again, and known to be the same.

Digests of the words of the span and of those around it; the words cannot be read out of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from tigraph.coding.model import Print, Spans

#: So many words around a span are its context.
_AROUND = 4
_WORD = re.compile(r"\w+|[^\w\s]")
_START = re.compile(r"\b\w|[^\w\s]")


def printed(text: str, spans: Spans) -> tuple[Print, ...]:
    """Return the fingerprints of some places of a text."""
    return tuple(_printed(text, start, end) for start, end in spans)


def _printed(text: str, start: int, end: int) -> Print:
    own = text[start:end]
    before, after = context(text, start, end)
    places = occurrences(text, own)
    first = _START.search(text, start, end)
    return Print(
        words=words(own), loose=loose(own), before=before, after=after, length=end - start,
        lead=(first.start() - start) if first else 0,
        ordinal=places.index(start) if start in places else 0, count=max(len(places), 1),
    )  # fmt: skip


def occurrences(text: str, own: str) -> list[int]:
    """Return where some characters stand in a text, also where one overlaps the next."""
    found, at = [], text.find(own)
    while at >= 0 and own:
        found.append(at)
        at = text.find(own, at + 1)
    return found


def words(own: str) -> str:
    """Return the digest of the characters of a span."""
    return _hash(own)


def loose(own: str) -> str:
    """Return the digest of the words of a span, whatever space stands between them."""
    return _hash(" ".join(own.split()))


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the digests of the words before and after a place, in the same line."""
    before = _WORD.findall(text[max(0, start - 120) : start].rpartition("\n")[2])[-_AROUND:]
    after = _WORD.findall(text[end : end + 120].partition("\n")[0])[:_AROUND]
    return _hash(" ".join(before)), _hash(" ".join(after))


def _hash(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:32]


class Places:
    """The places of a text where a span may begin, for looking up fingerprints."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [match.start() for match in _START.finditer(text)]

    def of(self, mark: Print) -> list[int]:
        """Return where the characters of a fingerprint stand, in order."""
        text, length = self.text, mark.length
        found = []
        for first in self._starts:
            start = first - mark.lead
            if start >= 0 and start + length <= len(text):
                own = text[start : start + length]
                if words(own) == mark.words:
                    found.append(start)
        return found


def alike(marks: Iterable[Print], text: str, spans: Spans) -> bool:
    """Whether fingerprints are those of some places: the same characters, each in its place."""
    told = tuple(marks)
    return len(told) == len(spans) and all(
        words(text[start:end]) == mark.words for mark, (start, end) in zip(told, spans, strict=True)
    )
