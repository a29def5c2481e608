"""Whether words that somebody quotes stand in a text, word for word, and where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tigraph.reading.sentences import Place

#: One sign in place of several that mean the same; of one character each, so that places stay.
_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-"})
_GROUP = re.compile(r"\d{3}(?!\d)")
#: What of a number stands before a place, and behind one.
_CUT_BEFORE = re.compile(r"\d([.,:/-]|\s)$")
_CUT_AFTER = re.compile(r"\s\d{3}(?!\d)|[.,:/-]\d")


def places(text: str, quoted: str, within: Place) -> Iterator[Place]:
    """Yield where a quotation stands in a piece of a text, as whole words.

    Only how wide a space is, and the shape of an apostrophe or a hyphen, may differ. A number or
    a hyphenated word that the quotation would cut is not quoted by it.

    >>> text = "Ana Nulle préside\\u00a0l’Office. Il a 16 830 clients."
    >>> [text[p.start:p.end] for p in places(text, "préside l'Office", Place(0, len(text)))]
    ['préside\\xa0l’Office']
    >>> [list(places(text, one, Place(0, len(text)))) for one in ("830 clients", "résid", "16830")]
    [[], [], []]
    """
    words = quoted.split()
    if not words or not any(one.isalnum() for one in quoted):
        return
    alike = [re.escape(unicodedata.normalize("NFC", word).translate(_ALIKE)) for word in words]
    pattern = re.compile(r"\s+".join(alike))
    for found in pattern.finditer(text.translate(_ALIKE), within.start, within.end):
        if _whole(text, found.start(), found.end()):
            yield Place(found.start(), found.end())


def _whole(text: str, start: int, end: int) -> bool:
    """Return whether a place begins and ends where words and numbers do."""
    before, after = text[max(start - 12, 0) : start], text[end : end + 12]
    if _word(text[start]) and before and (_word(before[-1]) or _hyphened(before[-2:])):
        return False
    if _word(text[end - 1]) and after and (_word(after[0]) or _hyphened(after[1::-1])):
        return False
    if text[start].isdigit() and (cut := _CUT_BEFORE.search(before)):
        return cut[1].isspace() and not _GROUP.match(text[start : start + 4])
    return not (text[end - 1].isdigit() and _CUT_AFTER.match(after))


def _word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _hyphened(two: str) -> bool:
    """Return whether a hyphen ties what is left out to what is quoted: "co-", "-pilote"."""
    return len(two) == 2 and two[1] in "-‐‑" and _word(two[0])
