"""The room that marks, ties and names leave for a name, as page/script/room.js has it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from tigraph.drawing.layouts.plan import Point

T = TypeVar("T")
Edges: TypeAlias = tuple[float, float, float, float]
"""A box: left, top, right, foot."""


#: For names of size 1: how much nearer a name is to its own mark than to any other, how far from
#: others it stands if a line leads to it, what is kept free around it.
NEARER, OFF, RIM = 0.3, 1.2, 0.08
EASE = 1.0  # so much nearer, where there is a choice
#: How far two names are from each other, side by side and one above the other: they are not one.
BESIDE, ABOVE = 0.6, 0.3


@dataclass(frozen=True)
class Spot:
    """A mark: its middle and its radius."""

    node: str
    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Piece:
    """A straight piece of a tie between two marks, or of a line to a name."""

    a: Point
    b: Point
    ends: frozenset[str]


class _Cells(Generic[T]):
    """Things found again by the cells that they lie in."""

    def __init__(self, cell: float) -> None:
        self.cell = cell
        self.cells: dict[tuple[int, int], list[T]] = {}

    def _keys(self, box: Edges) -> Iterable[tuple[int, int]]:
        x0, y0, x1, y1 = (int(v // self.cell) for v in box)
        return ((x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1))

    def take(self, box: Edges, what: T) -> None:
        for key in self._keys(box):
            self.cells.setdefault(key, []).append(what)

    def some(self, box: Edges, such: Callable[[T], bool]) -> bool:
        return any(such(one) for key in self._keys(box) for one in self.cells.get(key, ()))


class Room:
    """What is taken; `size` is that of the names."""

    def __init__(self, spots: Iterable[Spot], pieces: Iterable[Piece], size: float) -> None:
        self.nearer, self.off, self.rim = NEARER * size, OFF * size, RIM * size
        self.ease = EASE * size
        self.beside, self.above = BESIDE * size, ABOVE * size
        self.marks: _Cells[Spot] = _Cells(6 * size)
        self.ties: _Cells[Piece] = _Cells(6 * size)
        self.names: _Cells[Edges] = _Cells(6 * size)
        self.leaders: _Cells[Piece] = _Cells(6 * size)
        self.greatest = 0.0
        for spot in spots:
            self.greatest = max(self.greatest, spot.r)
            self.marks.take(_around(spot, 0.0), spot)
        for piece in pieces:
            _along(self.ties, piece)

    def clear(self, box: Edges, own: Spot) -> bool:
        """Whether a name can be read there as that of its own mark alone."""
        far = max(off_box(box, own.x, own.y) - own.r, 0.0)
        return self._free(box, own) and not self._nearer_to(box, own, far + self.nearer)

    def at_ease(self, box: Edges, own: Spot) -> bool:
        """Whether a name there is far nearer to its own mark than to any other."""
        far = max(off_box(box, own.x, own.y) - own.r, 0.0)
        return not self._nearer_to(box, own, far + self.ease)

    def untied(self, box: Edges) -> bool:
        """Whether no tie at all runs there, of its own mark neither."""
        return not self.ties.some(box, lambda piece: meets(piece.a, piece.b, box))

    def lead_to(self, box: Edges, own: Spot) -> tuple[Point, Point] | None:
        """The line that leads from a mark to its name there, if there is room for both."""
        if not self._free(box, own) or self._nearer_to(box, own, self.off):
            return None
        end = (min(max(own.x, box[0]), box[2]), min(max(own.y, box[1]), box[3]))
        length = math.dist(end, (own.x, own.y))
        if length <= own.r + 2 * self.nearer:
            return None
        share = own.r / length
        start = (own.x + share * (end[0] - own.x), own.y + share * (end[1] - own.y))
        around = (min(start[0], end[0]), min(start[1], end[1]),
                  max(start[0], end[0]), max(start[1], end[1]))  # fmt: skip
        met = (
            self.marks.some(
                wider(around, self.greatest + self.nearer),
                lambda spot: (
                    spot.node != own.node and meets(start, end, _around(spot, self.nearer))
                ),
            )
            or self.names.some(around, lambda name: meets(start, end, wider(name, self.rim)))
            or self.leaders.some(around, lambda line: _crossing(line.a, line.b, start, end))
        )
        return None if met else (start, end)

    def take(self, box: Edges, leader: tuple[Point, Point] | None, own: Spot) -> None:
        """A name stands there."""
        self.names.take(box, box)
        if leader:
            _along(self.leaders, Piece(*leader, frozenset((own.node,))))

    def _free(self, box: Edges, own: Spot) -> bool:
        rim = wider(box, self.rim)
        left, top, right, foot = box
        apart = (left - self.beside, top - self.above, right + self.beside, foot + self.above)
        return not (
            self.names.some(apart, lambda name: _cross(apart, name))
            or self.leaders.some(box, lambda line: meets(line.a, line.b, rim))
            or self.ties.some(
                box, lambda tie: own.node not in tie.ends and meets(tie.a, tie.b, rim)
            )
        )

    def _nearer_to(self, box: Edges, own: Spot, by: float) -> bool:
        return self.marks.some(
            wider(box, by + self.greatest),
            lambda spot: spot.node != own.node and off_box(box, spot.x, spot.y) - spot.r < by,
        )


def meets(a: Point, b: Point, box: Edges) -> bool:
    """Whether a straight piece of a line runs through a box.

    >>> meets((0, 0), (10, 10), (4, 3, 6, 7)), meets((0, 0), (10, 10), (6, 0, 9, 4))
    (True, False)
    """
    first, last = 0.0, 1.0
    for axis in (0, 1):
        low, high, start, step = box[axis], box[axis + 2], a[axis], b[axis] - a[axis]
        if not step:
            if start <= low or start >= high:
                return False
            continue
        s, t = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, s), min(last, t)
    return first < last


def off_box(box: Edges, x: float, y: float) -> float:
    """How far a box is from a point."""
    return math.hypot(max(box[0] - x, 0.0, x - box[2]), max(box[1] - y, 0.0, y - box[3]))


def wider(box: Edges, by: float) -> Edges:
    """The box with a rim."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def _around(spot: Spot, by: float) -> Edges:
    return wider((spot.x - spot.r, spot.y - spot.r, spot.x + spot.r, spot.y + spot.r), by)


def _along(cells: _Cells[Piece], piece: Piece) -> None:
    """Keep a piece of a line by the cells along it, and not by all around it."""
    (x, y), (u, v) = piece.a, piece.b
    parts = math.ceil(math.dist(piece.a, piece.b) / cells.cell) or 1
    for k in range(parts):
        s, t = k / parts, (k + 1) / parts
        xs = sorted((x + s * (u - x), x + t * (u - x)))
        ys = sorted((y + s * (v - y), y + t * (v - y)))
        cells.take((xs[0], ys[0], xs[1], ys[1]), piece)


def _cross(a: Edges, b: Edges) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _crossing(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two pieces of lines cross."""

    def turn(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
