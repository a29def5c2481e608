"""Notes pinned to marks of a figure: where there is room, led to by a thin line."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tigraph.drawing.figures.fitting import in_lines, width_of
from tigraph.drawing.figures.marks import PALE, Marks, rectangle
from tigraph.drawing.layouts.ways import pieces

if TYPE_CHECKING:
    from tigraph.drawing.figures.room import Edges
    from tigraph.drawing.layouts.plan import Point
    from tigraph.drawing.layouts.ways import Way

_GROUND, _INK = "#fdf4e3", "#5d4509"
_WIDE = 15.0  # of a note, in heights of its letters
_WAYS = 24  # directions in which a place is sought
_STEPS = (1.5, 3.0, 5.0, 8.0, 12.0, 17.0, 23.0)  # how far from the mark


def draw_notes(
    marks: Marks,
    notes: Mapping[str, str],
    spots: Mapping[str, Point],
    taken: tuple[Sequence[Edges], Sequence[Way]],
    frame: Edges,
) -> None:
    """Draw notes beside the marks at `spots`, clear of boxes and ways `taken`, within a frame.

    Where there is no room that is clear, a note stands where it covers least.
    """
    size = marks.preset.small
    radius = marks.fitted.radius
    full = [*taken[0], *_along(taken[1], 0.5 * size)]
    for node, (x, y) in spots.items():
        r = radius.get(node, 0.4 * size)
        full.append((x - r, y - r, x + r, y + r))
    for node in sorted(notes):
        if node not in spots:
            continue
        told = [part for part in notes[node].split("\n") if part.strip()]
        lines = [line for part in told for line in in_lines(part, size, _WIDE * size)]
        if not lines:
            continue
        wide = max(width_of(line) for line in lines) * size + 1.2 * size
        tall = (1.3 * len(lines) + 0.7) * size
        box = _place(spots[node], radius.get(node, 0.4 * size), (wide, tall), full, frame, size)
        full.append(box)
        left, top, right, foot = box
        x, y = spots[node]
        near = (min(max(x, left), right), min(max(y, top), foot))
        marks.axes.plot([x, near[0]], [y, near[1]], color=PALE, lw=0.06 * size, zorder=2.5)
        marks.axes.add_patch(
            rectangle(left, top, wide, tall, _GROUND, rounding=0.4 * size, zorder=5)
        )
        for i, line in enumerate(lines):
            at = (left + 0.6 * size, top + (0.35 + 1.3 * i) * size)
            marks.write(*at, line, size, color=_INK, zorder=6)


def _along(ways: Sequence[Way], step: float) -> Iterator[Edges]:
    """Small boxes along the ways of ties."""
    for way in ways:
        for (x, y), (u, v) in itertools.pairwise(pieces(way)):
            count = max(math.ceil(math.hypot(u - x, v - y) / step), 1)
            for i in range(count + 1):
                a, b = x + (u - x) * i / count, y + (v - y) * i / count
                yield a - step / 4, b - step / 4, a + step / 4, b + step / 4


def _place(
    spot: Point,
    radius: float,
    sides: tuple[float, float],
    full: Sequence[Edges],
    frame: Edges,
    size: float,
) -> Edges:
    """The nearest place that covers nothing, else that which covers least."""
    (x, y), (wide, tall) = spot, sides
    best: tuple[float, Edges] | None = None
    for far in _STEPS:
        for k in range(_WAYS):
            turn = 2 * math.pi * k / _WAYS - math.pi / 3
            away = radius + far * size
            cx = x + math.cos(turn) * (away + wide / 2)
            cy = y + math.sin(turn) * (away + tall / 2)
            cx = min(max(cx, frame[0] + wide / 2), frame[2] - wide / 2)
            cy = min(max(cy, frame[1] + tall / 2), frame[3] - tall / 2)
            box = (cx - wide / 2, cy - tall / 2, cx + wide / 2, cy + tall / 2)
            covered = sum(_shared(box, other) for other in full)
            if not covered:
                return box
            if best is None or covered < best[0]:
                best = covered, box
    assert best is not None
    return best[1]


def _shared(one: Edges, other: Edges) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(tall, 0.0)
