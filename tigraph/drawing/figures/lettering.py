"""Where the names of a figure go: the most tied first, each where it can be taken for no other's.

A name stands clear of other names, other marks and ties that are not its own, nearer to its
own mark than to any other; else further off, with a line that leads to it; else it is left
out, as in page/script/lettering.js for pages.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from tigraph.drawing.figures.fitting import Fitting, width_of
from tigraph.drawing.figures.making_room import Ground, Placed, make_room
from tigraph.drawing.figures.room import Edges, Piece, Room, Spot
from tigraph.drawing.layouts.plan import Point
from tigraph.drawing.layouts.ways import Way, pieces, towards
from tigraph.drawing.styles import LABEL_ALL

if TYPE_CHECKING:
    from tigraph.networks import Network

TALL = 1.2  # of a line, for a text of size 1
_HUBS = 24  # in a crowd, to the names of so many a line may lead from further off
_HEAD = 0.5  # how long an arrowhead is, for names of size 1
_MESH = 400  # above so many ties there is no room between them: names lie over ties
_LED = (1.2, 2.0, 3.0, 4.2, 5.6, 7.4)  # how far off, for names of size 1
_FAR = (*_LED, 9.8, 12.6)  # and where others are moved for them
_TURNS = 16
_CROWDED = 0.15  # where more names than this share find no room, no order gives it to all
_NUMBERED = 12  # names at most that stand below a picture, by number
_APART = 0.5  # how far off each other names of areas stand at least, one above the other
_AGAIN = 5  # so often names that found no room are tried before the others
# Sides of a mark, the usual one first.
_SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))


May: TypeAlias = Callable[[str, Edges], bool]
"""Whether the name of a node may stand in a box."""
Within: TypeAlias = Callable[[str, float, float], list[Edges]]
"""Where a name of this width and height stands in the area of a node, the best place first."""


def named(
    network: Network,
    place: Mapping[str, Point],
    fitted: Fitting,
    frame: Edges,
    level: bool,
    ways: Sequence[Way] = (),
    may: May | None = None,
    within: Within | None = None,
) -> dict[str, Placed]:
    """Where each name stands that finds room in the frame; `ways` are those of the ties.

    `may` says whether the name of a node may stand in a box; those without a mark, whose radius
    is 0, are named `within` their areas first.

    A name stands where its node's ties do not lead if that leaves out no name more than
    under the marks, where room was kept for it; in a picture by levels, under them.
    """
    graph = network.graph
    ties = [Piece((x - r, y), (x + r, y), frozenset()) for (x, y), r in fitted.clear]
    if len(ways) <= _MESH:
        for (a, b), way in zip(graph.edges(), ways, strict=len(ways) > 0):
            line, ends = pieces(way), frozenset((a, b))
            ties += [Piece(p, q, ends) for p, q in itertools.pairwise(line)]
            if network.directed:  # over an arrowhead stands no name, not that of its end either
                tip = (line[-1], towards(line[-1], line[-2], _HEAD * fitted.size))
                ties.append(Piece(*tip, frozenset()))
    trials = _Trials(network, place, fitted, frame, ties, may, within)
    found = trials.best({})
    if not (level or within or len(found) == len(place)):
        aside = trials.best(_away(network, place))
        found = aside if _worth(aside) >= _worth(found) else found
    few = len(place) <= LABEL_ALL and may is None and not within
    return trials.settled(found) if few and len(found) < len(place) else found


def _worth(found: Mapping[str, Placed]) -> tuple[int, int]:
    return len(found), -sum(one.leader is not None for one in found.values())


class _Trials:
    """Names placed one by one, and again with those first that had found no room."""

    def __init__(
        self,
        network: Network,
        place: Mapping[str, Point],
        fitted: Fitting,
        frame: Edges,
        ties: Sequence[Piece],
        may: May | None,
        within: Within | None = None,
    ) -> None:
        self.place, self.fitted, self.frame, self.ties, self.may = place, fitted, frame, ties, may
        self.within = within
        degree = dict(network.graph.degree())
        self.ranked = sorted(place, key=lambda n: (-degree[n], n))
        self.spots = {n: Spot(n, x, y, 1.05 * fitted.radius[n]) for n, (x, y) in place.items()}

    def best(self, aside: Mapping[str, Point]) -> dict[str, Placed]:
        """The trial that leaves out fewest; in a crowd there is but one."""
        order, best = self.ranked, self._placed(self.ranked, aside)
        for _ in range(_AGAIN if len(self.place) <= LABEL_ALL else 0):
            out = [n for n in order if n not in best]
            if not out or len(out) > _CROWDED * len(order):
                break
            order = [*out, *(n for n in order if n in best)]
            found = self._placed(order, aside)
            if _worth(found) > _worth(best):
                best = found
        return best

    def _placed(self, order: Sequence[str], aside: Mapping[str, Point]) -> dict[str, Placed]:
        size = self.fitted.size
        room = Room((spot for spot in self.spots.values() if spot.r), self.ties, size)
        found = {}
        for rank, node in enumerate(order):
            wide = max(width_of(line) for line in self.fitted.lines[node]) * size
            tall = TALL * size * len(self.fitted.lines[node])
            spot = self.spots[node]
            if self.within and not spot.r:
                own = self._inside(self.within(node, wide, tall), node)
                there = (one for one in own if room.clear(one, _in_the_middle(node, one)))
                if box := next(there, None):
                    room.take(self._apart(box, spot), None, spot)
                    found[node] = Placed(box)
                    continue
            around = _near(spot, aside.get(node, (0.0, 0.0)), wide, tall, size)
            near = self._inside(around, node)
            clear = [box for box in near if room.clear(box, spot)]
            box = max(
                clear, key=lambda one: room.untied(one) + room.at_ease(one, spot), default=None
            )
            leader = None
            if box is None and (rank < _HUBS or len(self.place) <= LABEL_ALL):
                for one in self._inside(_further(spot, wide, tall, size), node):
                    leader = room.lead_to(one, spot)
                    if leader:
                        box = one
                        break
            if box is not None:
                room.take(self._apart(box, spot), leader, spot)
                found[node] = Placed(box, leader)
        return found

    def _apart(self, box: Edges, spot: Spot) -> Edges:
        """What a name takes: two names of areas, one above the other, are not one of two lines."""
        if not self.within or spot.r:
            return box
        left, top, right, foot = box
        more = _APART * self.fitted.size
        return left, top - more, right, foot + more

    def settled(self, found: Mapping[str, Placed]) -> dict[str, Placed]:
        """Room made for the names that found none, others moved for them."""
        size = self.fitted.size
        ground = Ground([spot for spot in self.spots.values() if spot.r], self.ties, size)

        def places(node: str) -> list[Placed]:
            spot = self.spots[node]
            if node in numbers:
                text = (str(numbers[node]),)
                wide, tall = width_of(text[0], "bold") * size, TALL * size
                around = self._inside(_near(spot, (0.0, 0.0), wide, tall, size), node)
                far = self._inside(_further(spot, wide, tall, size), node)
                some = ground.places(spot, [(b, text) for b in around], [(b, text) for b in far])
                return [replace(one, number=numbers[node]) for one in some]
            near: list[tuple[Edges, tuple[str, ...]]] = []
            led: list[tuple[int, Edges, tuple[str, ...]]] = []
            for lines in self.fitted.settings(node):
                wide = max(width_of(line) for line in lines) * size
                tall = TALL * size * len(lines)
                around = self._inside(_near(spot, (0.0, 0.0), wide, tall, size), node)
                near += [(box, lines) for box in around]
                far = self._inside(_further(spot, wide, tall, size, _FAR), node)
                led += [(rank, box, lines) for rank, box in enumerate(far)]
            led.sort(key=lambda one: one[0])
            return ground.places(spot, near, [(box, lines) for _, box, lines in led])

        numbers: dict[str, int] = {}
        made = make_room(found, self.ranked, places, ground.apart)
        out = [node for node in self.ranked if node not in made]
        if not out or len(out) > _NUMBERED:
            return made
        known = {} if self.fitted.numbers is None else self.fitted.numbers
        for node in sorted(out, key=self._reading):
            numbers[node] = known.setdefault(node, len(known) + 1)
        return make_room(made, self.ranked, places, ground.apart)

    def _reading(self, node: str) -> tuple[float, float]:
        """The order in which marks are read: from top to bottom."""
        x, y = self.place[node]
        return y, x

    def _inside(self, boxes: Sequence[Edges], node: str) -> list[Edges]:
        left, top, right, foot = self.frame
        return [
            box
            for box in boxes
            if left <= box[0]
            and top <= box[1]
            and box[2] <= right
            and box[3] <= foot
            and (self.may is None or self.may(node, box))
        ]


def _in_the_middle(node: str, box: Edges) -> Spot:
    return Spot(node, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 0.0)


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


def _further(
    spot: Spot, wide: float, tall: float, size: float, reaches: Sequence[float] = _LED
) -> list[Edges]:
    """The places further off, to which a line leads, the nearest first."""
    found = []
    for far in reaches:
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
