"""Layouts by where actors belong: bands of governance levels, places on a map."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tigraph.drawing.layouts.boxes import Array, separate
from tigraph.drawing.layouts.levels import along, rows_of
from tigraph.drawing.layouts.plan import GAP, Plan, Point
from tigraph.drawing.styles import LABEL_ALL, number_of
from tigraph.errors import UsageError

if TYPE_CHECKING:
    from tigraph.networks import Network

_ABOUT = 2.0  # degrees from the middle of a contour to the next of its points


# Map -------------------------------------------------------------------------------------


def points(network: Network) -> dict[str, Point]:
    """Longitude and latitude of the nodes that have both."""
    found = {}
    for node, data in network.graph.nodes(data=True):
        lon, lat = (number_of(data.get(k), math.nan) for k in ("lon", "lat"))
        if abs(lon) <= 180 and abs(lat) <= 90:
            found[node] = (lon, lat)
    return found


def on_map(plan: Plan) -> Array:
    """Main area in the frame, far areas in a column beside, nodes without a place below."""
    known = {plan.rank[node]: point for node, point in points(plan.network).items()}
    if not known:
        raise UsageError("A map needs nodes with lon and lat: this network has none.")
    known = _with_neighbours(plan, known)
    rings = [np.array(ring) for ring in plan.network.graph.graph.get("outlines") or ()]
    main, *far = (
        (area, np.array([known[i] for i in area]), _projected([known[i] for i in area]))
        for area in _areas(known)
    )
    side = math.sqrt(24 * float(plan.half.prod(axis=1).sum()))
    across = plan.width or side
    inset = 0.0
    if far:
        widest = max(float(plan.half[area, 0].max()) for area, _, _ in far)
        inset = max(across / 6, 2.2 * widest)
    scale = _scale(plan, main[2], across - inset, across, side)
    centres = np.zeros((len(plan.nodes), 2))
    column = _column(plan, far, rings, inset, scale, centres)
    area, given, spots = main
    before, _ = _rims(rings, given, spots * scale)
    column += float(before[0]) if far else 0.0
    centres[area] = _clear(spots * scale, plan, area, across - column) + np.array([column, 0.0])
    _below(plan, known, across, centres)
    return centres


def _with_neighbours(plan: Plan, placed: Mapping[int, Point]) -> dict[int, Point]:
    """The places that are known, and beside them those of nodes up to three ties away."""
    known = dict(placed)
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in plan.ends.tolist():
        near[a].append(b)
        near[b].append(a)
    for _ in range(3):
        drawn: dict[int, Point] = {}
        beside: Counter[tuple[Point, ...]] = Counter()
        for i in range(len(plan.nodes)):
            some = [known[j] for j in near[i] if j in known]
            if i not in known and some:
                # Those that stand by the same neighbours are wound about them, not lined up.
                beside[tuple(some)] += 1
                turn = beside[tuple(some)]
                lon, lat = (sum(axis) / len(some) for axis in zip(*some, strict=True))
                way, off = 2.4 * turn, 0.03 * math.sqrt(turn)
                drawn[i] = (lon + off * math.cos(way), lat + off * math.sin(way))
        known |= drawn
    return known


def _scale(plan: Plan, spots: Array, beside: float, across: float, side: float) -> float:
    """How many pixels a degree of the main area gets, so that it fits beside the far ones."""
    span = np.maximum(np.ptp(spots, axis=0), 1e-6)
    room = max(beside - 2 * float(plan.half[:, 0].max()), across / 4)
    tall = plan.height or (side if plan.frame is None else 1.5 * across)
    return float(max(min(room / span[0], tall / span[1]), 1e-6))


def _column(
    plan: Plan,
    far: Sequence[tuple[list[int], Array, Array]],
    rings: list[Array],
    inset: float,
    scale: float,
    centres: Array,
) -> float:
    """Put the far areas into `centres`, one under the other; return how wide they are."""
    column, down = 0.0, 0.0
    for area, given, spots in far:
        # A far area may be drawn larger than the main one, to be seen; never smaller.
        own = float(np.maximum(np.ptp(spots, axis=0), 1e-6)[0])
        moved = _clear(spots * min(max(0.5 * inset / own, scale), 3 * scale), plan, area, inset)
        before, after = _rims(rings, given, moved)
        centres[area] = moved + before + np.array([0.0, down])
        foot = (moved + plan.half[area]).max(axis=0) + before + after
        column, down = max(column, float(foot[0]) + GAP / 2), down + float(foot[1]) + GAP / 2
    return column


def _below(plan: Plan, known: Mapping[int, Point], across: float, centres: Array) -> None:
    """Put the nodes that have no place into rows under those in `centres` that have one."""
    rest = [i for i in range(len(plan.nodes)) if i not in known]
    top = float((centres + plan.half)[sorted(known), 1].max()) + GAP
    for row in rows_of(rest, plan.half, across) if rest else []:
        centres[row, 0] = along(plan.half[row, 0], across)
        centres[row, 1] = top + plan.half[row, 1]
        top += 2 * float(plan.half[row, 1].max()) + GAP / 4


def _rims(rings: list[Array], given: Array, drawn: Array) -> tuple[Array, Array]:
    """How far the contours about these points reach beyond them: left and up, right and down."""
    corners = [
        ring for ring in rings if np.abs(given - ring.mean(axis=0)).max(axis=1).min() < _ABOUT
    ]
    span = np.ptp(given, axis=0)
    if not corners or len(given) < 3 or not span.all():
        return np.zeros(2), np.zeros(2)
    low, high = (f(np.concatenate(corners), axis=0) for f in (np.min, np.max))
    # North is up on a map, and y grows downwards.
    less, more = given.min(axis=0) - low, high - given.max(axis=0)
    unit = np.ptp(drawn, axis=0) / span
    before, after = np.array([less[0], more[1]]), np.array([more[0], less[1]])
    return np.maximum(before, 0) * unit, np.maximum(after, 0) * unit


def outlines(network: Network, spots: Mapping[str, Point], fine: float = 2.0) -> list[list[Point]]:
    """The graph's `outlines` (rings of longitude and latitude) on a map that has these spots.

    The map is no projection any more once its boxes are pushed apart: in each area, the
    straight lines that come nearest to where its points stand now are followed. A ring is
    left out that lies in no area with three points. Corners that fall together on a grid as
    `fine` as this are one.
    """
    known = points(network)
    nodes = list(known)
    made = []
    fits = []
    for area in _areas(dict(enumerate(known.values()))):
        given = np.array([known[nodes[i]] for i in area])
        drawn = np.array([spots[nodes[i]] for i in area])
        if (np.ptp(given, axis=0) > 0).all() and len(area) > 2:
            fits.append((given, [np.polyfit(given[:, k], drawn[:, k], 1) for k in (0, 1)]))
    for ring in network.graph.graph.get("outlines") or ():
        corners = np.array(ring)
        middle = corners.mean(axis=0)
        near = [(float(np.abs(given - middle).max(axis=1).min()), line) for given, line in fits]
        far, lines = min(near, key=lambda found: found[0], default=(math.inf, None))
        if lines is None or far > _ABOUT:
            continue
        moved = np.stack([np.polyval(lines[k], corners[:, k]) for k in (0, 1)], axis=1)
        moved = np.round(moved / fine) * fine
        apart = np.concatenate([[True], (np.diff(moved, axis=0) != 0).any(axis=1)])
        if apart.sum() > 3:
            made.append([(float(x), float(y)) for x, y in moved[apart]])
    return made


def _clear(spots: Array, plan: Plan, part: list[int], width: float) -> Array:
    """Boxes pushed apart, the picture drawn out where that is not enough; from 0, 0 on."""
    half = plan.half[part]
    moved = spots - spots.min(axis=0) + half.max(axis=0)
    rounds = 100 if len(part) <= LABEL_ALL else 25
    for _ in range(24):
        moved, clear = separate(moved, half, width if plan.frame else None, None, rounds)
        if clear or (plan.height and np.ptp(moved[:, 1]) > 1.2 * plan.height):
            break
        moved = moved * np.array([1.0 if plan.frame else 1.12, 1.12])
    return np.asarray(moved - (moved - half).min(axis=0))


def _areas(known: Mapping[int, Point], reach: float = 6.0) -> list[list[int]]:
    """Groups of points with no gap of `reach` degrees within, the largest group first."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (lon, lat) in sorted(known.items()):
        cells[int(lon // (reach / 2)), int(lat // (reach / 2))].append(i)
    areas: list[list[int]] = []
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


def _projected(points: Sequence[Point]) -> Array:
    """Degrees as lengths true along the middle parallel; y downwards."""
    degrees = np.array(points, dtype=float)
    middle = math.radians(float(degrees[:, 1].mean()))
    return np.stack([degrees[:, 0] * math.cos(middle), -degrees[:, 1]], axis=1)
