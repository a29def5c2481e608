"""A text as it is compared, with the place in the text itself of each of its characters.

Two forms: plain, in which rules find things (one sort of space, apostrophe and hyphen, letters
composed, lines that were cut joined), and folded, in which names are found (no case, no accents,
words with one space between).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SPACES = "\u00a0\u202f\u2009\u2007\u2002\u2003\u2008\u200a\u205f\u3000\t"
_PLAIN = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("’‘ʼ′`´", "'"),
    **dict.fromkeys("‐‑⁃﹣－", "-"),
}
#: Characters that are not seen: soft hyphens, spaces without width, marks of direction.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
_WORD = re.compile(r"[\w&%+]")
#: The end of a line within a sentence: as a text is cut that was set to a width.
_CUT = re.compile(r"(?<=[^\s.!?…:;«»\"”)•])(?:\r\n|\n|\r)(?=[a-zà-ÿœ])")


@dataclass(frozen=True)
class Aligned:
    """A form of a text; character `i` of `text` stands at `places[i]` in the text itself."""

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text itself of what stands at a place of this form."""
        return self.places[start], self.ends[end - 1]


def plain(text: str) -> Aligned:
    """Return the form in which rules find things.

    >>> form = plain("L’Ae\u0301ro\u00adclub")
    >>> form.text, form.span(2, 10)
    ("L'Aéroclub", (2, 12))
    """
    cut = {hit.start(): hit.end() for hit in _CUT.finditer(text)}
    shown: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    place = 0
    while place < len(text):
        end = cut.get(place, place + 1)
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        letter = text[place]
        if place in cut:
            letter = " "
        elif letter not in _UNSEEN:
            letter = _PLAIN.get(letter, letter)
            if end - place > 1:
                letter = unicodedata.normalize("NFC", text[place:end])
        if letter not in _UNSEEN:
            shown.append(letter)
            places += [place] * len(letter)
            ends += [end] * len(letter)
        place = end
    return Aligned("".join(shown), tuple(places), tuple(ends))


def folded_form(text: str) -> Aligned:
    """Return the form in which names are found: as `tigraph.names.folded`, a space at both ends.

    >>> form = folded_form("L’État :  Œuvre")
    >>> form.text, form.span(3, 7)
    (' l etat oeuvre ', (2, 6))
    """
    shown, places, ends = [" "], [0], [0]
    for place, letter in enumerate(text):
        if letter in _UNSEEN:
            continue
        for one in _letters(letter):
            if _WORD.match(one):
                shown.append(one)
                places.append(place)
                ends.append(place + 1)
            elif unicodedata.combining(one):
                if shown[-1] != " ":
                    ends[-1] = place + 1
            elif shown[-1] != " ":
                shown.append(" ")
                places.append(place)
                ends.append(place + 1)
    if shown[-1] != " ":
        shown.append(" ")
        places.append(len(text))
        ends.append(len(text))
    return Aligned("".join(shown), tuple(places), tuple(ends))


def _letters(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    spelled = letter.replace("œ", "oe").replace("Œ", "OE")
    decomposed = unicodedata.normalize("NFKD", spelled)
    return decomposed.casefold()
