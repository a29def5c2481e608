"""Names that found no room make it: what stands in their way is set elsewhere, or waits in turn.

One after the other takes the place that costs the others least; whoever was sent away often is
the dearer to send away again, so that those settle who have a choice. The best that was ever
reached is kept.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tigraph.drawing.figures.room import ABOVE, BESIDE, EASE, NEARER, OFF, RIM, Edges, Piece, Spot
from tigraph.drawing.layouts.plan import Point

_TURNS = 6  # for each name without room, and at least
_LEAST = 60
_DRAWN_OUT = 0.05  # what a place costs for each that would have been better

Array: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Apart:
    """What is kept free around a name: of lines to others, and of names beside and above it."""

    rim: float
    beside: float = 0.0
    above: float = 0.0


@dataclass(frozen=True)
class Placed:
    """The box of a name, and the line that leads to it, if one does; its lines, if other ones.

    A `number` stands in place of a name that is told below the picture.
    """

    box: Edges
    leader: tuple[Point, Point] | None = None
    lines: tuple[str, ...] | None = None
    number: int = 0


class _Places:
    """The places of a name, or of several: boxes, and the lines that lead to them."""

    def __init__(self, places: Sequence[Placed]) -> None:
        self.boxes = np.array([one.box for one in places], dtype=float).reshape(-1, 4)
        none = ((np.nan, np.nan), (np.nan, np.nan))
        self.lines = np.array([one.leader or none for one in places], dtype=float).reshape(-1, 4)


class Ground:
    """The marks and ties that names keep clear of, whatever other names there are."""

    def __init__(self, spots: Sequence[Spot], ties: Sequence[Piece], size: float) -> None:
        self.nearer, self.off, self.rim = NEARER * size, OFF * size, RIM * size
        self.ease = EASE * size
        self.apart = Apart(self.rim, BESIDE * size, ABOVE * size)
        self.nodes = [spot.node for spot in spots]
        self.marks = np.array([(s.x, s.y, s.r) for s in spots], dtype=float).reshape(-1, 3)
        self.ties = np.array([(*tie.a, *tie.b) for tie in ties], dtype=float).reshape(-1, 4)
        self.ends = [tie.ends for tie in ties]

    def places(
        self,
        own: Spot,
        near: Sequence[tuple[Edges, tuple[str, ...]]],
        led: Sequence[tuple[Edges, tuple[str, ...]]],
    ) -> list[Placed]:
        """Of the places beside a mark and of those further off, those that `Room` would allow."""
        some = [*near, *led]
        if not some:
            return []
        boxes = np.array([box for box, _ in some], dtype=float)
        reach = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
        low = np.minimum(self.ties[:, :2], self.ties[:, 2:])
        high = np.maximum(self.ties[:, :2], self.ties[:, 2:])
        around = ((low < reach[2:]) & (high > reach[:2])).all(axis=1)
        mine = np.array([own.node in ends for ends in self.ends], dtype=bool)
        rims = boxes + np.array([-self.rim, -self.rim, self.rim, self.rim])
        met = np.any(_through(self.ties[None, around & ~mine], rims[:, None]), axis=1)
        others = self.marks[[node != own.node for node in self.nodes]]
        far = _off(boxes, others[:, :2]) - others[:, 2]
        least = far.min(axis=1, initial=np.inf)
        beside = np.maximum(_off(boxes, np.array([[own.x, own.y]]))[:, 0] - own.r, 0.0)
        free = ~met & (least >= beside + self.nearer)
        tied = np.any(_through(self.ties[None, around & mine], boxes[:, None]), axis=1)
        lines, reached = _led(boxes, own, 2 * self.nearer)
        wide = others[:, 2:] + self.nearer
        squares = np.concatenate([others[:, :2] - wide, others[:, :2] + wide], axis=1)
        through = np.any(_through(lines[:, None], squares[None]), axis=1)
        leads = ~met & (least >= self.off) & reached & ~through
        first = [i for i in range(len(near)) if free[i]]
        first.sort(key=lambda i: bool(tied[i]) + bool(least[i] < beside[i] + self.ease))
        found = [Placed(some[i][0], None, some[i][1]) for i in first]
        for i in range(len(near), len(some)):
            if leads[i]:
                x, y, u, v = lines[i].tolist()
                found.append(Placed(some[i][0], ((x, y), (u, v)), some[i][1]))
        return found


def _off(boxes: Array, points: Array) -> Array:
    """How far boxes (rows) are from points (columns)."""
    away = []
    for axis in (0, 1):
        low, high, at = boxes[:, axis, None], boxes[:, axis + 2, None], points[None, :, axis]
        away.append(np.maximum(np.maximum(low - at, at - high), 0.0))
    return np.asarray(np.hypot(*away))


def _led(boxes: Array, own: Spot, least: float) -> tuple[Array, NDArray[np.bool_]]:
    """The lines from a mark's rim to boxes, and whether they are long enough to be seen."""
    middle = np.array([own.x, own.y])
    ends = np.clip(middle, boxes[:, :2], boxes[:, 2:])
    length = np.hypot(*(ends - middle).T)
    reached = length > own.r + least
    share = (own.r / np.where(reached, length, 1.0))[:, None]
    return np.concatenate([middle + share * (ends - middle), ends], axis=1), reached


def make_room(
    placed: Mapping[str, Placed],
    order: Sequence[str],
    places: Callable[[str], Sequence[Placed]],
    apart: Apart,
) -> dict[str, Placed]:
    """Place those of an order that have none, as many as get one, names `apart` from each other.

    `places` are those where a name may stand as far as marks and ties allow it, best first.
    """
    known: dict[str, tuple[Sequence[Placed], _Places]] = {}

    def of(node: str) -> tuple[Sequence[Placed], _Places]:
        if node not in known:
            found = places(node)
            known[node] = found, _Places(found)
        return known[node]

    now, best = dict(placed), dict(placed)
    waiting = deque(node for node in order if node not in now)
    # Those of more ties are the dearer to send away.
    sent = {node: 1 - rank / len(order) for rank, node in enumerate(order)}
    for _ in range(max(_TURNS * len(waiting), _LEAST) if waiting else 0):
        if not waiting:
            break
        node = waiting.popleft()
        some, arrays = of(node)
        if not some:
            continue
        there = list(now)
        met = _met(arrays, _Places([now[other] for other in there]), apart)
        dear = met @ np.array([1.0 + sent[other] for other in there])
        chosen = int(np.argmin(dear + _DRAWN_OUT * np.arange(len(some)) / len(some)))
        for k in np.flatnonzero(met[chosen]).tolist():
            del now[there[k]]
            sent[there[k]] += 1
            waiting.append(there[k])
        now[node] = some[chosen]
        if len(now) > len(best):
            best = dict(now)
    return _calmed(best, order, of, apart)


def _calmed(
    placed: dict[str, Placed],
    order: Sequence[str],
    of: Callable[[str], tuple[Sequence[Placed], _Places]],
    apart: Apart,
) -> dict[str, Placed]:
    """Names that were set far off, nearer where they can be now."""
    for node in order:
        if node not in placed or not placed[node].leader:
            continue
        some, arrays = of(node)
        others = [one for name, one in placed.items() if name != node]
        free = ~np.any(_met(arrays, _Places(others), apart), axis=1)
        better = next((one for one, ok in zip(some, free, strict=True) if ok), None)
        if better:
            placed[node] = better
    return placed


def _met(some: _Places, others: _Places, apart: Apart) -> NDArray[np.bool_]:
    """Which of some places (rows) each of the others (columns) is in the way of."""
    rim, beside, above = apart.rim, apart.beside, apart.above
    around = np.array([-rim, -rim, rim, rim])
    a, b = some.boxes[:, None, :], others.boxes[None, :, :]
    p, q = some.lines[:, None, :], others.lines[None, :, :]
    across = (a[..., 0] < b[..., 2] + beside) & (b[..., 0] < a[..., 2] + beside)
    both = across & (a[..., 1] < b[..., 3] + above) & (b[..., 1] < a[..., 3] + above)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(
            both | _through(q, a + around) | _through(p, b + around) | _crossing(p, q), dtype=bool
        )


def _through(lines: Array, boxes: Array) -> NDArray[np.bool_]:
    """Whether straight lines run through boxes."""
    first: Any = 0.0
    last: Any = 1.0
    for axis in (0, 1):
        start = lines[..., axis]
        step = lines[..., axis + 2] - start
        step = np.where(step == 0, 1e-9, step)
        low, high = (boxes[..., axis] - start) / step, (boxes[..., axis + 2] - start) / step
        first = np.maximum(first, np.minimum(low, high))
        last = np.minimum(last, np.maximum(low, high))
    return np.asarray(first < last)


def _crossing(p: Array, q: Array) -> NDArray[np.bool_]:
    """Whether two straight lines cross."""

    def turn(line: Array, point: Array) -> Array:
        u, v = line[..., 2:] - line[..., :2], point - line[..., :2]
        return np.asarray(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])

    apart = turn(p, q[..., :2]) * turn(p, q[..., 2:]) < 0
    return np.asarray(apart & (turn(q, p[..., :2]) * turn(q, p[..., 2:]) < 0))
