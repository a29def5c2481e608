"""Where the parts of the world of a map stand: one large, the others in insets beside or below it.

A part is a frame that the data tell of; what lies in none of these is drawn in parts of its own,
each about its points, in a projection that keeps areas.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from tigraph.actors import Frame
from tigraph.drawing.layouts.boxes import Array
from tigraph.drawing.layouts.plan import Point
from tigraph.drawing.layouts.projections import Projection, about, projection

Degrees: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north."""
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, foot."""

#: Of the height of an inset, for its name.
TITLE = 0.16
#: Where all points lie in less than this share of a frame, the map shows their surroundings.
_NEAR = 0.45
_ABOUT = 1.5  # degrees about the points of a part that no frame has
_LEAST = 40_000.0  # metres across that a map shows at least
_GAP = 0.02  # between panels, of the height of the large one
_BETTER = 1.04  # so much larger a part gets where insets stand at sea
_MOST = 5  # insets in a row or column, before they get smaller


@dataclass
class Part:
    """A part of the world: the actors in it, how it is projected, what of it is shown (metres).

    `framed` says whether the data tell of it; `land` are corners of what is land in it, where
    that is known (metres).
    """

    name: str
    project: Projection
    nodes: list[str]
    window: Array
    degrees: Degrees
    framed: bool
    land: Array = field(default_factory=lambda: np.zeros((0, 2)), repr=False)


@dataclass(frozen=True)
class Panel:
    """A part on the picture: its box (left, top, right, foot), and its scale.

    `bar` is a round length in metres with its length on the picture.
    """

    part: Part = field(repr=False)
    box: Box
    scale: float
    origin: Point
    inset: bool
    bar: tuple[float, float]

    def place(self, places: Array) -> Array:
        """Return where longitudes and latitudes are on the picture."""
        metres = self.part.project(places)
        x, y = self.origin
        return np.stack([x + metres[:, 0] * self.scale, y - metres[:, 1] * self.scale], axis=1)


def parts_of(
    points: Mapping[str, Point],
    frames: Sequence[Frame],
    corners: Mapping[str, Array],
    land: Callable[[Degrees], Array | None] = lambda _: None,
) -> list[Part]:
    """Return the parts of the world in which points lie, that with most of them first.

    `corners` are those of the contours of actors, which are to be seen too; `land` gives the
    corners of the land within degrees, where borders are known: of a frame, no more is shown.
    """
    free, made = dict(points), []
    for frame in sorted(frames, key=_size):
        west, south, east, north = frame.box
        own = [n for n, (x, y) in free.items() if west <= x <= east and south <= y <= north]
        for node in own:
            del free[node]
        if own:
            project = projection(frame.projection)
            known = land(frame.box)
            flat = project(_rim(frame.box) if known is None else known)
            made.append(Part(frame.name, project, own, _bounds(flat), frame.box, True))
            if known is not None:
                made[-1].land = flat
    for area in _areas(free):
        longitude, latitude = np.mean([free[n] for n in area], axis=0).tolist()
        project = about(round(longitude, 2), round(latitude, 2))
        low, high = _bounds(np.array([free[n] for n in area]))
        (west, south), (east, north) = (low - _ABOUT).tolist(), (high + _ABOUT).tolist()
        degrees = (max(west, -180), max(south, -89), min(east, 180), min(north, 89))
        made.append(Part("", project, area, np.zeros((2, 2)), degrees, False))
    made.sort(key=lambda part: (-len(part.nodes), part.degrees))
    made[1:] = sorted(made[1:], key=lambda part: part.degrees)  # from west to east
    for i, part in enumerate(made):
        part.window = _window(part, points, corners, near=not part.framed or not i)
    return made


def _size(frame: Frame) -> tuple[float, str]:
    west, south, east, north = frame.box
    return (east - west) * (north - south), frame.iri


def _window(
    part: Part, points: Mapping[str, Point], corners: Mapping[str, Array], near: bool
) -> Array:
    """What is shown of a part: all of its frame, or, if so asked, what lies about few points."""
    known = [np.array([points[n]]) for n in part.nodes]
    known += [corners[n] for n in part.nodes if n in corners]
    flat = part.project(np.concatenate(known))
    seen = _bounds(flat)
    span = seen[1] - seen[0]
    if part.framed:
        if len(part.land):
            part.land = np.concatenate([part.land, flat])
        whole = part.window[1] - part.window[0]
        if not near or (span > _NEAR * whole).any():
            return _bounds(np.concatenate([part.window, seen]))
    middle, reach = seen.mean(axis=0), np.maximum(span * 1.3, _LEAST)
    reach = np.maximum(reach, reach.max() * 0.6)
    return np.array([middle - reach / 2, middle + reach / 2])


def panels(
    parts: Sequence[Part], width: float, height: float, rim: float, more: int = 0
) -> tuple[list[Panel], list[Box]]:
    """Return where each part stands in a frame of this size; the last of them are insets.

    Insets stand where the first part has no land, in a column at its right or in rows below,
    whichever leaves it most room. `rim` is kept free about what is drawn of a part; `more` boxes
    come after the last inset.
    """
    span = parts[0].window[1] - parts[0].window[0]
    aspect, some = float(span[0] / span[1]), len(parts) - 1 + more
    ways = [(_tall(aspect, some, n, b, width, height), not b, -n)
            for b in (True, False) for n in (range(1, 4) if some else (1,))]  # fmt: skip
    tall, below, lines = max(ways)
    free = min(width / aspect, height)
    if some and free > _BETTER * tall and (boxes := _at_sea(parts[0], some, free * aspect, free)):
        tall = free
    else:
        boxes = [*_in_lines(tall, aspect, some, -lines, below)]
    made = [_panel(parts[0], (0.0, 0.0, tall * aspect, tall), rim, False)]
    made += [_panel(part, box, rim, True) for part, box in zip(parts[1:], boxes, strict=False)]
    return made, boxes[len(parts) - 1 :]


def _in_lines(tall: float, aspect: float, some: int, lines: int, below: bool) -> Iterator[Box]:
    """Boxes of insets in so many rows below a part of this height, or columns at its right."""
    gap, side = _GAP * tall, _side(tall, aspect, some, lines, below)
    each = math.ceil(some / lines)
    for i in range(some):
        line, at = divmod(i, each)
        if below:
            x, y = at * (side + gap), tall + gap + line * (side + gap)
        else:
            x, y = tall * aspect + gap + line * (side + gap), at * (side + gap)
        yield x, y, x + side, y + side


def _at_sea(part: Part, some: int, wide: float, tall: float) -> list[Box]:
    """Boxes for so many insets in a corner of a part where it has no land; none where it has."""
    if not len(part.land):
        return []
    low, high = part.window
    share = (part.land - low) / (high - low) * (wide, -tall) + (0, tall)
    gap = _GAP * tall
    for side in (tall * one / 200 for one in range(44, 24, -1)):
        for rows in range(1, some + 1):
            across = math.ceil(some / rows)
            w, h = across * (side + gap), rows * (side + gap)
            for x, y in ((0.0, tall - h), (wide - w, tall - h), (0.0, 0.0), (wide - w, 0.0)):
                inside = (share > (x, y)).all(axis=1) & (share < (x + w, y + h)).all(axis=1)
                if not inside.any():
                    x, y = x + gap * (x > 0), y + gap * (y > 0)
                    at = [(x + i % across * (side + gap), y + i // across * (side + gap))
                          for i in range(some)]  # fmt: skip
                    return [(u, v, u + side, v + side) for u, v in at]
    return []


def _side(tall: float, aspect: float, some: int, lines: int, below: bool) -> float:
    """How wide and tall insets are beside (or below) a large part of this height."""
    each = math.ceil(some / lines) if some else 1
    room = tall * aspect if below else tall
    return min((room + _GAP * tall) / each, tall / _MOST) - _GAP * tall


def _tall(aspect: float, some: int, lines: int, beside: bool, width: float, height: float) -> float:
    """How tall the large part can be with its insets beside or below it, in a frame."""
    unit = (_side(1.0, aspect, some, lines, not beside) + _GAP) * lines if some else 0.0
    return min(width / (aspect + unit * beside), height / (1 + unit * (not beside)))


def _panel(part: Part, box: Box, rim: float, inset: bool) -> Panel:
    """Fit what is shown of a part into a box; an inset has its name above, its bar below."""
    left, top, right, foot = box
    head = TITLE * (foot - top) if inset else 0.0
    room = np.array([right - left - 2 * rim, foot - top - 2 * head - 2 * rim])
    span = part.window[1] - part.window[0]
    scale = float((np.maximum(room, 1.0) / span).min())
    middle = part.window.mean(axis=0)
    origin = (
        (left + right) / 2 - float(middle[0]) * scale,
        (top + foot) / 2 + float(middle[1]) * scale,
    )
    long = round_length((right - left) * (0.4 if inset else 0.16) / scale)
    return Panel(part, box, scale, origin, inset, (long, long * scale))


def round_length(metres: float) -> float:
    """Return the longest round length up to this one.

    >>> [round_length(one) for one in (999, 1000, 4700, 21.0)]
    [500.0, 1000.0, 2000.0, 20.0]
    """
    power = 10.0 ** math.floor(math.log10(metres))
    return next(step * power for step in (5, 2, 1) if step * power <= metres * (1 + 1e-9))


def _rim(box: tuple[float, float, float, float]) -> Array:
    """Points along the four sides of a box of degrees: on a map these may be bent."""
    west, south, east, north = box
    some = np.linspace(0, 1, 9)[:, None]
    corners = np.array([(west, south), (east, south), (east, north), (west, north)])
    sides = [a + (b - a) * some for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True)]
    return np.concatenate(sides)


def _bounds(metres: Array) -> Array:
    return np.array([metres.min(axis=0), metres.max(axis=0)])


def _areas(known: Mapping[str, Point], reach: float = 6.0) -> list[list[str]]:
    """Groups of points with no gap of `reach` degrees within, the largest group first."""
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for node, (lon, lat) in sorted(known.items()):
        cells[int(lon // (reach / 2)), int(lat // (reach / 2))].append(node)
    areas: list[list[str]] = []
    while cells:
        queue = [min(cells)]
        members = cells.pop(queue[0])
        for x, y in queue:
            for cell in ((x + i, y + j) for i in (-2, -1, 0, 1, 2) for j in (-2, -1, 0, 1, 2)):
                if cell in cells:
                    members += cells.pop(cell)
                    queue.append(cell)
        areas.append(sorted(members))
    return sorted(areas, key=lambda area: (-len(area), area[0]))
