"""Lines of a page made paragraphs again: what belongs together, and which hyphens are of words.

A line goes on in the next one where the next word had no room in it: that tells a paragraph from
a line that was ended, without a guess about spaces between paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

#: What PDFium sets in place of a hyphen at the end of a line.
PARTED = "\ufffe\x02"
_MARKS = f"{PARTED}\u00ad"
_HYPHENS = f"{_MARKS}-\u2010"
_ITEM = re.compile(r"(?:[•‣◦▪●■□➢➔→✓*·]|[–—-]\s|\(?\d{1,2}[.)°]\s|[a-z]\)\s|[ivx]{1,4}[.)]\s)")
_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s*[–—-]?\s*\d{1,4}\s*[–—-]?\s*(?:(?:/|sur|of|von)\s*\d{1,4})?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
#: So much more than is usual is a space between paragraphs.
_WIDER = 1.25
#: So near are the ends of lines that are justified, in sizes of their letters.
_EVEN = 0.15
#: So many lines at the top and at the bottom of a page may be of every page.
_EDGE = 3
#: What begins compounds, in French and English: a hyphen after it is of the word.
_BEFORE = (
    "c’est c'est peut vice sous porte ex non avant après arrière demi mi semi celui celle ceux "
    "celles lui elle eux moi toi soi nous vous est sont dit fait saint sainte grand grande quatre "
    "soixante vingt trente quarante cinquante dix rendez chef mot self well co inter au par là ci "
    "haut bas plus quelques"
)
#: What such a hyphen leads to.
_AFTER = (
    "à ci là il elle ils elles on je tu nous vous ce même mêmes être dire t y en chose cadre clé "
    "clés type types pilote pilotes centre centres"
)
_COMPOUNDS, _BEHIND = frozenset(_BEFORE.split()), frozenset(_AFTER.split())


@dataclass(frozen=True)
class Line:
    """A line of a page: its text, where it stands (from the left and the bottom), its size."""

    text: str
    left: float
    right: float
    low: float
    high: float
    size: float


def without_running_heads(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], int]:
    """Return the pages without page numbers and what stands at an edge of most, and how many."""
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(text for page in edges for text in {_alike(line.text) for line in page})
    often = {text for text, count in seen.items() if count >= 3 and 2 * count >= len(pages)}
    outermost = [{(_alike(one.text), round(one.low)) for one in edge[:1] + edge[-1:]}
                 for edge in edges]  # fmt: skip
    if len(pages) == 2:  # two that are alike are less than a habit, but at the very same height
        often |= {text for text, _ in outermost[0] & outermost[1]}
    kept, left_out = list[list[Line]](), 0
    for page, edge in zip(pages, edges, strict=True):
        gone = [
            line
            for line in edge
            if _alike(line.text) in often or _NUMBER.fullmatch(line.text.strip())
        ]
        kept.append([line for line in page if line not in gone])
        left_out += len(gone)
    return kept, left_out


def _edge_lines(page: list[Line]) -> list[Line]:
    """Return the highest and the lowest lines of a page, from the top."""
    ordered = sorted(page, key=lambda line: -line.low)
    return ordered[:_EDGE] + ordered[max(_EDGE, len(ordered) - _EDGE) :]


def _alike(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split())).casefold()


def paragraphs(pages: Iterable[list[Line]]) -> str:
    """Return the text of pages, a paragraph a line."""
    flow = [
        (replace(line, text=line.text.strip()), last)
        for page in pages
        for line, last in _marked(page)
    ]  # the last of each page or column is marked
    known = _vocabulary(line.text for line, _ in flow)
    leading = _leading(flow)
    written: list[str] = []
    for number, (line, _) in enumerate(flow):
        words = " ".join(line.text.strip(" ").split())
        before = flow[number - 1] if number else None
        if before and _goes_on(before[0], line, before[1], _edge_of(flow, number - 1), leading):
            written[-1] = _joined(written[-1], words, known)
        elif words:
            written.append(words)
    text = "".join(f"{one.translate(_NO_MARKS)}\n" for one in written)
    return unicodedata.normalize("NFC", text)


#: A mark that is left stands for a hyphen.
_NO_MARKS = {ord(mark): "-" for mark in _MARKS}


def _marked(page: list[Line]) -> Iterator[tuple[Line, bool]]:
    """Yield the lines of a page, each with whether the next one stands elsewhere."""
    for number, line in enumerate(page):
        after = page[number + 1] if number + 1 < len(page) else None
        yield line, after is None or after.low > line.low + line.size / 2


class _Edge(NamedTuple):
    """How far to the right lines go, and whether most end there, as where they are justified."""

    right: float
    even: bool


def _edge_of(flow: Sequence[tuple[Line, bool]], number: int) -> _Edge:
    """Return how far to the right lines go around one, in its column."""
    own = flow[number][0]
    around = flow[max(0, number - 8) : number + 9]
    ends = sorted(
        line.right
        for line, _ in around
        if abs(line.left - own.left) < 4 * own.size and abs(line.size - own.size) < 0.15 * own.size
    )
    # one line alone may reach into the margin
    edge = ends[-2] if len(ends) > 3 else ends[-1]
    even = sum(abs(end - edge) < _EVEN * own.size for end in ends)
    return _Edge(edge, even >= 3 and 2 * even >= len(ends))


def _leading(flow: Sequence[tuple[Line, bool]]) -> float:
    """Return how far one line is below the other in most places, in sizes of its letters."""
    apart = [
        (line.low - after.low) / line.size
        for (line, last), (after, _) in pairwise(flow)
        if not last and line.size and line.low > after.low
    ]
    return median(apart) if apart else 1.2


def _goes_on(line: Line, after: Line, elsewhere: bool, edge: _Edge, leading: float) -> bool:
    """Whether the next line goes on with what stands in one."""
    if abs(line.size - after.size) > 0.15 * line.size or _ITEM.match(after.text):
        return False
    if line.text[-1:] in _HYPHENS and after.text[:1].islower():
        return True
    first = after.text.split(" ", 1)[0]
    width = (after.right - after.left) * len(first) / max(len(after.text), 1)
    room = edge.right - line.right - line.size / 4  # without the space
    if elsewhere:
        ended = line.text.rstrip('»”") ')[-1:] in ".!?:;…"
        full = edge.even and abs(edge.right - line.right) < _EVEN * line.size
        return room < width * 1.1 and (full or not ended)
    space = (line.low - after.low) / (leading * line.size or 1)
    if space > _WIDER or after.left > line.left + 0.8 * line.size:  # or an indented line
        return after.text[:1].islower() and space < 1.6
    return room < width


def _vocabulary(texts: Iterable[str]) -> Counter[str]:
    """Return the words within lines, with their hyphens: how such words are written here."""
    return Counter(word.casefold() for text in texts for word in _WORD.findall(text))


def _joined(before: str, after: str, known: Counter[str]) -> str:
    """Return two pieces of a paragraph as one, the hyphen between them where it is of the word."""
    if not before or before[-1] not in _HYPHENS or not after:
        return f"{before} {after}" if before else after
    head, tail = before[:-1], after
    if not head or head[-1].isspace():
        return f"{before} {after}"
    left, right = _last_word(head), (_WORD.match(tail) or [""])[0]
    if _keeps(left, right, known):
        return f"{head}-{tail}"
    return head + tail


def _last_word(text: str) -> str:
    found = re.search(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*$", text)
    return found[0] if found else ""


def _keeps(left: str, right: str, known: Counter[str]) -> bool:
    """Whether a word that was parted at a hyphen has one."""
    if not left or not right or not right[0].islower():
        return True  # of figures, of names: 2018-2022, Franche-Comté
    whole, parted = f"{left}{right}".casefold(), f"{left}-{right}".casefold()
    if known[whole] != known[parted]:
        return known[parted] > known[whole]
    if (len(left) == 1 and left.isupper()) or "-" in right:  # C-compliant, c’est-à-dire
        return True
    plain = left.casefold()
    first = right.casefold().split("-")[0]
    behind = plain.rpartition("-")[2]
    return bool({plain, behind} & _COMPOUNDS) or first in _BEHIND
