"""Paragraphs and sentences of a text, by their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A line that was cut within a sentence goes on in small letters: it is no paragraph's end.
_LINE = re.compile(r"(?:[^\r\n]|(?<=[^\s.!?…:;«»\"”)•])\r?\n(?=[a-zà-ÿœ]))+")
_END = re.compile(
    r"(?:[.!?…]+[\s\u00a0\u202f]*[»”\"’)\]]*|(?<=[.!?…])»)"
    r"(?P<gap>[\s\u00a0\u202f]+)(?=[«“\"‘(\[–—-]*[\s\u00a0\u202f]*[^\W_a-zà-ÿ])"
)
#: What ends with a dot and no sentence: initials, titles, abbreviations.
_SHORT = re.compile(
    r"(?:^|[\s(«“\"'’\u00a0\u202f.-])(?:[^\W\d_]|MM|Mmes?|Mlles?|Dr|Drs|Pr|Me|Mgr|St|Ste|Sts|art|al|av|bd|"
    r"cf|chap|env|ex|fig|hab|ibid|janv|févr|juil|sept|oct|nov|déc|n°|no|op|cit|p|pp|tél|vol|vs|"
    r"Mr|Mrs|Ms|Prof|Inc|Ltd|Co|St|approx|e\.g|i\.e)\.$",
    re.IGNORECASE,
)
#: A dot after these does end a sentence, though it is short: “etc. Il …”.
_SEEN = re.compile(r"\w")


@dataclass(frozen=True)
class Place:
    """A piece of a text: where it begins and ends."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Whether a place lies in it."""
        return self.start <= start and end <= self.end


def paragraphs_of(text: str) -> list[Place]:
    """Return the paragraphs of a text that have a letter or a digit, without spaces around.

    >>> [text[p.start:p.end] for text in ["Un titre \\n\\nUne ligne\\nqui continue."]
    ...  for p in paragraphs_of(text)]
    ['Un titre', 'Une ligne\\nqui continue.']
    """
    found = (_trimmed(text, line.start(), line.end()) for line in _LINE.finditer(text))
    return [place for place in found if _SEEN.search(text, place.start, place.end)]


def sentences_of(text: str) -> list[Place]:
    """Return the sentences of a text; a paragraph is one or more.

    >>> text = "M. Fictif dit : « Oui. » Mme A. Fictive part à 8 h. Fin"
    >>> [text[one.start:one.end] for one in sentences_of(text)]
    ['M. Fictif dit : « Oui. »', 'Mme A. Fictive part à 8 h.', 'Fin']
    """
    found: list[Place] = []
    for paragraph in paragraphs_of(text):
        start = paragraph.start
        for end in _END.finditer(text, paragraph.start, paragraph.end):
            gap = end.start("gap")
            dot = text[end.start() : gap] == "."
            short = dot and _SHORT.search(text, start, end.start() + 1)
            if short and not _unit_before(text, end.start()):
                continue
            found.append(_trimmed(text, start, gap))
            start = end.end("gap")
        found.append(_trimmed(text, start, paragraph.end))
    return [place for place in found if _SEEN.search(text, place.start, place.end)]


def _unit_before(text: str, dot: int) -> bool:
    """Whether one letter before a dot is a unit behind a number: “à 8 h. Le …”."""
    return bool(re.search(r"\d[\s\u00a0\u202f]*[a-zà-ÿ]$", text[max(0, dot - 6) : dot]))


def _trimmed(text: str, start: int, end: int) -> Place:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Place(start, end)
