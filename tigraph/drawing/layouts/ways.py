"""The ways of ties: from mark's edge to mark's edge, as a line or as cubic curves.

A way is its two ends, where it is straight, or a first point and three more for each cubic
curve. What is drawn, pointed at, headed by an arrow, and kept clear of names is this one line.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import TypeAlias

from tigraph.drawing.layouts.plan import Point

Way: TypeAlias = tuple[Point, ...]

_STEPS = 12  # pieces to a curve, where it is looked at as a line of pieces


def through(points: Sequence[Point]) -> Way:
    """Through points from side to side: level where two are level, else in an S between them.

    >>> through([(0, 0), (10, 0)])
    ((0, 0), (3.0, 0), (7.0, 0), (10, 0))
    """
    made = [points[0]]
    for (x, y), (u, v) in itertools.pairwise(points):
        lean = 0.3 if y == v else 0.5
        made += [(x + lean * (u - x), y), (u - lean * (u - x), v), (u, v)]
    return tuple(made)


def beside(start: Point, end: Point, bulge: float) -> Way:
    """From a point to another above or below it, by so much beside both of them."""
    return (start, (start[0] + bulge * 4 / 3, start[1]), (end[0] + bulge * 4 / 3, end[1]), end)


def bent(start: Point, end: Point, start_reach: float, end_reach: float, bend: float = 0.0) -> Way:
    """From the rim of one mark to that of another (so far from their middles), bent to the left.

    `bend` is how far the middle of the way stands off, against its length; a mark's own tie is
    a loop over it. Where marks touch, the way is nothing but a point between them.

    >>> bent((0, 0), (10, 0), 2, 3)
    ((2.0, 0.0), (7.0, 0.0))
    """
    (x, y), (u, v) = start, end
    length = math.hypot(u - x, v - y)
    if not length:
        r = start_reach
        a, b = (x - 0.6 * r, y - 0.8 * r), (x + 0.6 * r, y - 0.8 * r)
        return (a, (a[0] - 1.2 * r, a[1] - 1.8 * r), (b[0] + 1.2 * r, b[1] - 1.8 * r), b)
    if length <= start_reach + end_reach:
        share = start_reach / ((start_reach + end_reach) or 1.0)
        middle = (x + share * (u - x), y + share * (v - y))
        return (middle, middle)
    if not bend:
        first, last = start_reach / length, 1 - end_reach / length
        return (
            (x + first * (u - x), y + first * (v - y)),
            (x + last * (u - x), y + last * (v - y)),
        )
    via = ((x + u) / 2 + 2 * bend * (v - y), (y + v) / 2 - 2 * bend * (u - x))
    a, b = _towards(start, via, start_reach), _towards(end, via, end_reach)
    return (a, _between(a, via, 2 / 3), _between(b, via, 2 / 3), b)


def pieces(way: Way) -> list[Point]:
    """The way as a line of straight pieces."""
    if len(way) == 2:
        return list(way)
    found = [way[0]]
    for k in range(0, len(way) - 1, 3):
        (x, y), (ax, ay), (bx, by), (u, v) = way[k : k + 4]
        level = y == ay == by == v
        for i in range(1, 2 if level else _STEPS + 1):
            t = i if level else i / _STEPS
            s = 1 - t
            a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
            found.append((a * x + b * ax + c * bx + d * u, a * y + b * ay + c * by + d * v))
    return found


def head(way: Way, size: float) -> tuple[Point, Point, Point]:
    """The three corners of an arrowhead: its tip where the way ends."""
    tip = way[-1]
    before = next((p for p in reversed(pieces(way)) if math.dist(p, tip) > 0.6 * size), way[0])
    length = math.dist(before, tip) or 1.0
    x, y = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    back = (tip[0] - x * size, tip[1] - y * size)
    side = 0.42 * size
    return (
        tip,
        (back[0] - y * side, back[1] + x * side),
        (back[0] + y * side, back[1] - x * side),
    )


def shortened(way: Way, far: float) -> Way:
    """The way without its end, where an arrowhead stands."""
    (tip, _, _), before = head(way, 1.0), pieces(way)
    near = next((p for p in reversed(before) if math.dist(p, tip) > far), None)
    if near is None:
        return way
    share = far / math.dist(near, tip)
    dx, dy = share * (near[0] - tip[0]), share * (near[1] - tip[1])
    ends = [(x + dx, y + dy) for x, y in way[-1:] if len(way) == 2]
    ends = ends or [(x + dx, y + dy) for x, y in way[-2:]]
    return (*way[: -len(ends)], *ends)


def _towards(start: Point, end: Point, far: float) -> Point:
    return _between(start, end, far / (math.dist(start, end) or 1.0))


def _between(start: Point, end: Point, share: float) -> Point:
    return (
        start[0] + share * (end[0] - start[0]),
        start[1] + share * (end[1] - start[1]),
    )
