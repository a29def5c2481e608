"""A table of texts, aligned, for a terminal.

Set in a few lines of our own: the libraries that draw tables import wcwidth, which takes as
long as a query runs, and draw three to five times as long (benchmarks/README.md).
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, zip_longest

#: Latin and Greek letters, punctuation, arrows, signs: each takes one place on a terminal.
_NARROW = re.compile("[\x00-\u02ff\u1e00-\u1fff\u2010-\u22ff]*").fullmatch
#: Columns stand so far apart; none is folded to less than so many places.
_APART, _LEAST = "   ", 8


def aligned(
    head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int
) -> str:
    """Return a table with a head, its widest columns folded where it would be wider than `width`.

    `right` says of each column whether it is set to the right. Widths are places on a
    terminal, of which an ideogram takes two. Without a row, the table is an empty line.

    >>> print(aligned(["name", "number"], [["Aÿ", "12"], ["Y", "3"]], [False, True], 80), end="")
     name   number
    ───────────────
     Aÿ         12
     Y           3
    """
    if not rows or not head:
        return "\n" * max(1, len(rows))
    places = _places(chain(head, *rows))
    widths = _widths(head, rows, width, places)
    pads = [str.rjust if to_the_right else str.ljust for to_the_right in right]

    def lines(cells: Sequence[str]) -> Iterator[str]:
        folded = [
            [cell] if places(cell) <= width else _folded(cell, width)
            for cell, width in zip(cells, widths, strict=True)
        ]
        for parts in zip_longest(*folded, fillvalue=""):
            padded = [
                pad(part, width - places(part) + len(part))
                for pad, part, width in zip(pads, parts, widths, strict=True)
            ]
            yield f" {_APART.join(padded)}".rstrip()

    rule = "─" * (sum(widths) + len(_APART) * len(widths) - 1)
    return "\n".join([*lines(head), rule, *chain.from_iterable(map(lines, rows)), ""])


def _places(texts: Iterable[str]) -> Callable[[str], int]:
    """Return what tells how many places any of some texts takes on a terminal.

    Most tables have narrow characters alone, which one look at the whole tells.
    """
    return len if _NARROW("".join(texts)) else lambda text: len(text) + _more(text)


def _widths(
    head: Sequence[str], rows: Sequence[Sequence[str]], width: int, places: Callable[[str], int]
) -> list[int]:
    """Return how wide each column is for the table to fit: none narrower than its head."""
    needed = [max(map(places, cells)) for cells in zip(head, *rows, strict=True)]
    room = width - len(_APART) * len(needed)
    caps = range(max(needed), _LEAST, -1)
    cap = next((cap for cap in caps if sum(min(n, cap) for n in needed) <= room), _LEAST)
    return [max(len(name), min(n, cap)) for name, n in zip(head, needed, strict=True)]


def _folded(text: str, width: int) -> list[str]:
    """Return a text that is wider than a width in lines of that width at most."""
    from textwrap import wrap

    return wrap(text, width if _more(text) <= 0 else max(1, width // 2))


def _more(text: str) -> int:
    """Return how many more places a text takes on a terminal than it has characters."""
    if _NARROW(text):
        return 0
    from unicodedata import combining, east_asian_width

    return sum((east_asian_width(c) in "WF") - bool(combining(c)) for c in text)
