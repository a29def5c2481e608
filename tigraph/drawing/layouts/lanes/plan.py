"""A picture in lanes: where marks, boxes, names, heads and ties stand, in one unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tigraph.drawing.layouts.plan import Point
from tigraph.drawing.layouts.ways import Way
from tigraph.drawing.styles import SHAPES, one_line

Measure: TypeAlias = Callable[[str, float, bool], float]
"""How wide a text of a size is, in bold or not."""

LEADING = 1.22
_SHORT = re.compile(r"[a-zà-ÿ]{1,3}")
#: Where the name of a post goes on with what it is of: after its first word, at a short one.
_REST = re.compile(r"(?<=\S),?\s+(?=[a-zà-ÿ]{1,3}(?:\s|$)|[a-z]{1,2}[’']|[(\[–—-])")
MARK = 0.5  # radius of a mark, for names of size 1
#: How far to its left a mark reaches, halfway down, for a radius of 1.
REACH = {"dot": 1.0, "triangle": 0.6, "triangleDown": 0.6, "star": 0.6, "diamond": 1.0}
assert set(REACH) <= {shape for shape, _ in SHAPES}


@dataclass(frozen=True)
class Name:
    """The lines of a name, its corner at the upper left or (`end`) the upper right.

    Of the name of a post, in a box, so many letters are its `head`, set in bold: see `headed`.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    end: bool
    bold: bool
    wide: float
    cut: bool
    head: int = 0

    def parts(self) -> list[tuple[str, str]]:
        """Each line in two: what is of the head, and the rest."""
        return parted(self.lines, self.head)


@dataclass
class Lanes:
    """Marks (by node: the middle; of a post, that of its box), ties in the order of the edges."""

    size: float
    width: float
    height: float = 0.0
    heads: list[tuple[str, float, bool]] = field(default_factory=list)
    """What each column is called, and where its name stands: from there on, or up to there."""
    bands: list[tuple[str, float, float]] = field(default_factory=list)
    """What each lane is called, and where it begins and ends."""
    label: float = 0.0
    """Where the names of lanes stand, from the left."""
    spots: dict[str, Point] = field(default_factory=dict)
    boxes: dict[str, tuple[float, float]] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    strays: int = 0
    """How many stand in a lane only because all that they are tied to do."""

    @property
    def cut(self) -> int:
        """How many names are shortened."""
        return sum(name.cut for name in self.names.values())


def headed(name: str) -> int:
    """How many letters of the name of a post say what it is, before what it is of.

    Words as short as prepositions and articles begin the rest, as brackets and dashes do, in any
    language that has them; no line decides it.

    >>> [name[:headed(name)] for name in ("maire de la commune", "ministre (sans portefeuille)")]
    ['maire', 'ministre']
    >>> headed("Premier ministre") == len("Premier ministre")
    True
    """
    line = one_line(name)
    found = _REST.search(line)
    return found.start() if found else len(line)


def parted(lines: Sequence[str], head: int) -> list[tuple[str, str]]:
    """Each line in two, after so many letters of all of them, the spaces between counted.

    >>> parted(("élu référent du", "territoire"), 12)
    [('élu référent', ' du'), ('', 'territoire')]
    """
    found, left = [], head
    for line in lines:
        cut = max(min(left, len(line)), 0)
        found.append((line[:cut], line[cut:]))
        left -= len(line) + 1
    return found


def wrapped(text: str, width: float, measure: Callable[[str], float], most: int) -> list[str]:
    """Cut a text into lines between words; short words begin a line rather than end one.

    >>> wrapped("maire de la commune", 9, len, 3)
    ['maire', 'de la', 'commune']
    """
    lines: list[list[str]] = [[]]
    for word in one_line(text).split(" "):
        if lines[-1] and measure(" ".join([*lines[-1], word])) > width:
            last = lines[-1]
            taken: list[str] = []
            while len(last) > 1 and _SHORT.fullmatch(last[-1]):
                taken.insert(0, last.pop())
            if all(_SHORT.fullmatch(word) for word in last):  # no line of short words alone
                last += taken
                taken = []
            if measure(" ".join([*taken, word])) > width:
                last += taken
                taken = []
            lines.append([*taken, word])
        else:
            lines[-1].append(word)
    if len(lines) > most:
        last = lines[most - 1]
        while len(last) > 1 and measure(" ".join([*last, "…"])) > width:
            last.pop()
        lines = [*lines[: most - 1], [*last, "…"]]
    return [" ".join(line) for line in lines]
