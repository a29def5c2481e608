"""Where the names of a figure go: the most tied first, each where it covers no other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from tigraph.drawing.figures.fitting import Fitting, width_of
from tigraph.drawing.layouts.plan import Point
from tigraph.drawing.styles import LABEL_ALL

if TYPE_CHECKING:
    from tigraph.networks import Network

TALL = 1.2  # of a line, for a text of size 1
_HUBS = 24  # in a crowd, so many are named even where their name covers smaller marks
# Sides of a mark, the usual one first.
_SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
Edges: TypeAlias = tuple[float, float, float, float]
"""A box: left, top, right, foot."""


def named(
    network: Network, place: Mapping[str, Point], fitted: Fitting, frame: Edges, level: bool
) -> dict[str, Edges]:
    """The box of each name that finds room in the frame.

    A name stands where its node's ties do not lead if that leaves out no name more than
    under the marks, where room was kept for it; in a picture by levels, under them.
    """
    under = _placed(network, place, fitted, frame, {})
    if level:
        return under
    aside = _placed(network, place, fitted, frame, _away(network, place))
    return aside if len(aside) >= len(under) else under


def _placed(
    network: Network,
    place: Mapping[str, Point],
    fitted: Fitting,
    frame: Edges,
    aside: Mapping[str, Point],
) -> dict[str, Edges]:
    size, graph = fitted.size, network.graph
    ranked = sorted(place, key=lambda n: (-graph.degree(n), n))
    over = set(ranked[:_HUBS] if len(place) > LABEL_ALL else ())
    discs, great, taken = _Boxes(4 * size), _Boxes(4 * size), _Boxes(8 * size)
    for n, (x, y) in place.items():
        r = 0.9 * fitted.radius[n]
        for boxes in (discs, great) if n in over else (discs,):
            boxes.add((x - r, y - r, x + r, y + r))
    found = {}
    for node in ranked:
        wide = max(width_of(line) for line in fitted.lines[node]) * size
        tall = TALL * size * len(fitted.lines[node])
        x, y = place[node]
        dx, dy = aside.get(node, (0.0, 0.0))
        free = []
        for _, (u, v) in sorted(
            enumerate(_SIDES), key=lambda side: 0.1 * side[0] - side[1][0] * dx - side[1][1] * dy
        ):
            left, top = _corner(x, y, 1.12 * fitted.radius[node], 0.12 * size, u, v, wide, tall)
            box = (left, top, left + wide, top + tall)
            within = frame[0] <= left and box[2] <= frame[2] and frame[1] <= top
            if within and box[3] <= frame[3] and not taken.hit(box):
                free.append(box)
        clear = (box for box in free if not discs.hit(box))
        lesser = (box for box in free if node in over and not great.hit(box))
        chosen = next(itertools.chain(clear, lesser), None)
        if chosen:
            taken.add(chosen)
            found[node] = chosen
    return found


def _corner(
    x: float, y: float, r: float, gap: float, u: float, v: float, wide: float, tall: float
) -> Point:
    """The upper left corner of a name on that side (u to the right, v down) of a mark."""
    if not u:
        return x - wide / 2, y + r + gap if v > 0 else y - r - gap - tall
    across = abs(u) * r + (2 * gap if not v else gap)
    left = x + across if u > 0 else x - across - wide
    if not v:
        return left, y - tall / 2
    return left, y + v * r if v > 0 else y + v * r - tall


def _away(network: Network, place: Mapping[str, Point]) -> dict[str, Point]:
    """Of each node whose ties lead one way, the opposite way, as a vector of length 1."""
    sums: dict[str, tuple[float, float, int]] = {}
    for a, b in network.graph.edges():
        x, y = place[b][0] - place[a][0], place[b][1] - place[a][1]
        length = math.hypot(x, y)
        for node, sign in ((a, -1), (b, 1)):
            if length:
                u, v, ties = sums.get(node, (0.0, 0.0, 0))
                sums[node] = (u + sign * x / length, v + sign * y / length, ties + 1)
    far = {n: math.hypot(u, v) for n, (u, v, _) in sums.items()}
    return {n: (u / far[n], v / far[n]) for n, (u, v, t) in sums.items() if far[n] > 0.1 * t}


class _Boxes:
    """Boxes that are taken, found again by the cells that they lie in."""

    def __init__(self, cell: float) -> None:
        self.cell = cell
        self.cells: dict[tuple[int, int], list[Sequence[float]]] = {}

    def _keys(self, box: Sequence[float]) -> Iterable[tuple[int, int]]:
        x0, y0, x1, y1 = (int(v // self.cell) for v in box)
        return ((x, y) for x in range(x0, x1 + 1) for y in range(y0, y1 + 1))

    def add(self, box: Sequence[float]) -> None:
        for key in self._keys(box):
            self.cells.setdefault(key, []).append(box)

    def hit(self, a: Sequence[float]) -> bool:
        return any(
            a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
            for key in self._keys(a)
            for b in self.cells.get(key, ())
        )
