"""The ways of ties: from mark's edge to mark's edge, as a line or as cubic curves.

A way is its two ends, where it is straight, or a first point and three more for each cubic
curve. What is drawn, pointed at, headed by an arrow, and kept clear of names is this one line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

from tigraph.drawing.layouts.plan import Point

Way: TypeAlias = tuple[Point, ...]

_STEPS = 12  # pieces to a curve, where it is looked at as a line of pieces


_ROUND = 0.5523  # of a quarter of a circle: how far its cubic curve leans out


def turning(points: Sequence[Point], radius: float) -> Way:
    """Along level and upright lines, its corners rounded; a small step is an S.

    >>> turning([(0, 0), (10, 0)], 2)
    ((0, 0), (10, 0))
    >>> turning([(0, 0), (5, 0), (5, 9), (10, 9)], 2)[3]
    (3, 0)
    """
    line = _plain(points)
    if len(line) < 3:
        return (line[0], line[-1])
    made = [line[0]]

    def go(*to: Point) -> None:
        made.extend(to)

    def straight(to: Point) -> None:
        (x, y), (u, v) = made[-1], to
        if (x, y) != to:
            go((x + (u - x) / 3, y + (v - y) / 3), (u - (u - x) / 3, v - (v - y) / 3), to)

    for k in range(1, len(line) - 2, 2):
        before, (x, y), (_, v), after = line[k - 1 : k + 3]
        # A level line between two upright ones is shared by their corners.
        rooms = (
            (x - before[0]) / (2 if k > 1 else 1),
            (after[0] - x) / (2 if k + 3 < len(line) else 1),
        )
        tall = abs(v - y)
        wide = [min(abs(room), radius) for room in rooms]
        signs = [1 if room > 0 else -1 for room in rooms]
        start, end = (x - signs[0] * wide[0], y), (x + signs[1] * wide[1], v)
        straight(start)
        if tall <= 2 * radius and signs[0] == signs[1]:
            go((x, y), (x, v), end)
            continue
        down = (1 if v > y else -1) * min(radius, tall / 2)
        lean = 1 - _ROUND
        go(
            (x - signs[0] * wide[0] * lean, y), (x, y + down * lean), (x, y + down),
        )  # fmt: skip
        straight((x, v - down))
        go((x, v - down * lean), (x + signs[1] * wide[1] * lean, v), end)
    straight(line[-1])
    return tuple(made)


def _plain(points: Sequence[Point]) -> list[Point]:
    """The corners of a line of level and upright pieces by turns, without those that are none."""
    line = [points[0]]
    for point in points[1:]:
        if point == line[-1]:
            continue
        if len(line) > 1 and (line[-2][0] == line[-1][0] == point[0] or
                              line[-2][1] == line[-1][1] == point[1]):  # fmt: skip
            line[-1] = point
        else:
            line.append(point)
    return line


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
    a, b = towards(start, via, start_reach), towards(end, via, end_reach)
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


def towards(start: Point, end: Point, far: float) -> Point:
    """The point so far from one towards another.

    >>> towards((0, 0), (10, 0), 4)
    (4.0, 0.0)
    """
    return _between(start, end, far / (math.dist(start, end) or 1.0))


def _between(start: Point, end: Point, share: float) -> Point:
    return (
        start[0] + share * (end[0] - start[0]),
        start[1] + share * (end[1] - start[1]),
    )
