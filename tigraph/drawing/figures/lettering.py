"""Where the names of a figure go: the most tied first, each where it can be taken for no other's.

A name stands clear of other names, other marks and ties that are not its own, nearer to its
own mark than to any other; else further off, with a line that leads to it; else it is left
out, as in page/script/lettering.js for pages.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tigraph.drawing.figures.fitting import Fitting, width_of
from tigraph.drawing.figures.room import Edges, Piece, Room, Spot
from tigraph.drawing.layouts.plan import Point
from tigraph.drawing.layouts.ways import Way, pieces
from tigraph.drawing.styles import LABEL_ALL

if TYPE_CHECKING:
    from tigraph.networks import Network

TALL = 1.2  # of a line, for a text of size 1
_HUBS = 24  # in a crowd, to the names of so many a line may lead from further off
_MESH = 400  # above so many ties there is no room between them: names lie over ties
_LED = (1.2, 2.0, 3.0, 4.2, 5.6, 7.4)  # how far off, for names of size 1
_TURNS = 16
# Sides of a mark, the usual one first.
_SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))


May: TypeAlias = Callable[[str, Edges], bool]
"""Whether the name of a node may stand in a box."""


@dataclass(frozen=True)
class Placed:
    """The box of a name, and the line that leads to it, if one does."""

    box: Edges
    leader: tuple[Point, Point] | None = None


def named(
    network: Network,
    place: Mapping[str, Point],
    fitted: Fitting,
    frame: Edges,
    level: bool,
    ways: Sequence[Way] = (),
    may: May | None = None,
) -> dict[str, Placed]:
    """Where each name stands that finds room in the frame; `ways` are those of the ties.

    `may` says whether the name of a node may stand in a box.

    A name stands where its node's ties do not lead if that leaves out no name more than
    under the marks, where room was kept for it; in a picture by levels, under them.
    """
    graph = network.graph
    ties: list[Piece] = []
    if len(ways) <= _MESH:
        for (a, b), way in zip(graph.edges(), ways, strict=len(ways) > 0):
            line, ends = pieces(way), frozenset((a, b))
            ties += [Piece(p, q, ends) for p, q in itertools.pairwise(line)]
    under = _placed(network, place, fitted, frame, {}, ties, may)
    if level:
        return under
    aside = _placed(network, place, fitted, frame, _away(network, place), ties, may)
    return aside if _worth(aside) >= _worth(under) else under


def _worth(found: Mapping[str, Placed]) -> tuple[int, int]:
    return len(found), -sum(one.leader is not None for one in found.values())


def _placed(
    network: Network,
    place: Mapping[str, Point],
    fitted: Fitting,
    frame: Edges,
    aside: Mapping[str, Point],
    ties: Sequence[Piece],
    may: May | None,
) -> dict[str, Placed]:
    size, graph = fitted.size, network.graph
    ranked = sorted(place, key=lambda n: (-graph.degree(n), n))
    spots = {n: Spot(n, x, y, 1.05 * fitted.radius[n]) for n, (x, y) in place.items()}
    room = Room(spots.values(), ties, size)
    found = {}
    for rank, node in enumerate(ranked):
        wide = max(width_of(line) for line in fitted.lines[node]) * size
        tall = TALL * size * len(fitted.lines[node])
        spot = spots[node]
        near = _inside(_near(spot, aside.get(node, (0.0, 0.0)), wide, tall, size), frame, node, may)
        clear = [box for box in near if room.clear(box, spot)]
        box = next((one for one in clear if room.untied(one)), clear[0] if clear else None)
        leader = None
        if box is None and (rank < _HUBS or len(place) <= LABEL_ALL):
            for one in _inside(_further(spot, wide, tall, size), frame, node, may):
                leader = room.lead_to(one, spot)
                if leader:
                    box = one
                    break
        if box is not None:
            room.take(box, leader, spot)
            found[node] = Placed(box, leader)
    return found


def _inside(boxes: Sequence[Edges], frame: Edges, node: str, may: May | None) -> list[Edges]:
    return [
        box
        for box in boxes
        if frame[0] <= box[0]
        and frame[1] <= box[1]
        and box[2] <= frame[2]
        and box[3] <= frame[3]
        and (may is None or may(node, box))
    ]


def _near(spot: Spot, lean: Point, wide: float, tall: float, size: float) -> list[Edges]:
    """The places around a mark, where its ties do not lead first, else under it."""
    dx, dy = lean
    order = sorted(
        enumerate(_SIDES), key=lambda side: 0.1 * side[0] - side[1][0] * dx - side[1][1] * dy
    )
    corners = [
        _corner(spot.x, spot.y, 1.07 * spot.r, 0.12 * size, u, v, wide, tall) for _, (u, v) in order
    ]
    return [(left, top, left + wide, top + tall) for left, top in corners]


def _further(spot: Spot, wide: float, tall: float, size: float) -> list[Edges]:
    """The places further off, to which a line leads, the nearest first."""
    found = []
    for far in _LED:
        for k in range(_TURNS):
            turn = 2 * math.pi * k / _TURNS
            u, v = math.cos(turn), math.sin(turn)
            reach = spot.r + far * size
            top = spot.y + v * reach + (v - 1) * tall / 2
            # Above and under a mark a name may stand to one side, too.
            for aside in (0.0,) if abs(u) > 0.5 else (0.0, 0.42, -0.42):
                left = spot.x + u * reach + (u - 1) * wide / 2 + aside * wide
                found.append((left, top, left + wide, top + tall))
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
