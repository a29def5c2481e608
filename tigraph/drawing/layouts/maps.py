"""Layouts by where actors belong: bands of governance levels, places on a map."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tigraph.drawing.layouts.forces import Array, separate
from tigraph.drawing.layouts.plan import GAP, Plan, Point
from tigraph.drawing.styles import LABEL_ALL, number_of, text_of
from tigraph.errors import UsageError

if TYPE_CHECKING:
    from tigraph.networks.projection import Network

_ABOUT = 2.0  # degrees from the middle of a contour to the next of its points
LEVELS = ("international", "european", "national", "regional", "departmental", "local")


def level_rank(level: str) -> tuple[int, str]:
    if not level:
        return len(LEVELS) + 1, ""
    return (LEVELS.index(level), "") if level in LEVELS else (len(LEVELS), level)


def in_levels(plan: Plan) -> Array:
    """A band for each level; in a band, nodes stand near those that they are tied to."""
    graph, n = plan.network.graph, len(plan.nodes)
    levels = [text_of(graph.nodes[node].get("level")) for node in plan.nodes]
    bands_ = [
        [i for i in range(n) if levels[i] == level] for level in sorted(set(levels), key=level_rank)
    ]
    side = np.array([0] * n)
    for rank, part in enumerate(plan.components()):
        side[part] = rank if len(part) > 1 else n  # small parts to the right, isolates last
    degree = np.bincount(plan.ends.ravel(), minlength=n)
    area = 4 * float(plan.half.prod(axis=1).sum())
    width = plan.width or max(math.sqrt(area * 4), 2.1 * float(plan.half[:, 0].max()))
    at = np.zeros(n)
    for band in bands_:
        at[band] = np.linspace(0, 1, len(band) + 2)[1:-1]
    near = np.concatenate([plan.ends, plan.ends[:, ::-1]])
    rows: list[list[list[int]]] = []
    for _ in range(12):
        drawn = np.bincount(near[:, 0], at[near[:, 1]], n) / np.maximum(degree, 1)
        drawn = np.where(degree > 0, 0.7 * drawn + 0.3 * at, 1.0)
        rows = []
        for band in bands_:
            order = sorted(band, key=lambda i: (side[i] > 0, side[i] * (side[i] > 0), drawn[i], i))
            rows.append(rows_of(order, plan.half, width))
            for row in rows[-1]:
                at[row] = along(plan.half[row, 0], width) / width
    return _stack(rows, plan, width)


def rows_of(order: list[int], half: Array, width: float) -> list[list[int]]:
    """As few rows as hold these boxes; neighbours in the order stand over each other."""
    for count in range(1, len(order) + 1):
        rows = [order[i::count] for i in range(count)]
        if all(2 * float(half[row, 0].sum()) + 8 * (len(row) - 1) <= width for row in rows):
            return rows
    return [[i] for i in order]


def along(half: Array, width: float) -> Array:
    """Middles of boxes side by side, what is left of the width shared out around them."""
    free = max(width - 2 * float(half.sum()), 0.0) / len(half)
    return np.asarray(np.cumsum(2 * half + free) - half - free / 2)


def _stack(bands_: list[list[list[int]]], plan: Plan, width: float) -> Array:
    centres, top = np.zeros((len(plan.nodes), 2)), 0.0
    unit = 1.0 if plan.frame is None else min(1.0, plan.frame.width / 900)
    for rows in bands_:
        top += 24.0 * unit  # the band's name
        for nth, row in enumerate(rows):
            half = plan.half[row]
            free = max(width - 2 * float(half[:, 0].sum()), 0.0) / len(row)
            stagger = (free / 2) * (0.5 if nth % 2 else -0.5) * (len(rows) > 1)
            tall = float(half[:, 1].max())
            # Nodes of a row stand on one line, whatever the height of their labels.
            above = float((half[:, 1] - plan.shift[row, 1]).max())
            line = top + above
            centres[row, 0] = along(half[:, 0], width) + stagger
            centres[row, 1] = line + plan.shift[row, 1]
            top = max(top + 2 * tall, float((centres[row, 1] + half[:, 1]).max())) + 10 * unit
        top += GAP * unit
    if plan.height and top < plan.height:
        centres[:, 1] *= (plan.height - float(plan.half[:, 1].max())) / max(
            top - GAP * unit, plan.height / 2
        )
    return centres


def bands(network: Network, spots: Mapping[str, Point]) -> list[tuple[str, float, float]]:
    """The bands of a picture by levels, from the top: name of the level, first and last y."""
    found: dict[str, list[float]] = defaultdict(list)
    names: dict[str, str] = {}
    for node, data in network.graph.nodes(data=True):
        level = text_of(data.get("level"))
        found[level].append(spots[node][1])
        names[level] = text_of(data.get("level_label")) or level
    return [(names[k], min(found[k]), max(found[k])) for k in sorted(found, key=level_rank)]


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
    rings = [np.array(ring) for ring in plan.network.graph.graph.get("outlines") or ()]
    areas = _areas(known)
    placed = [_projected([known[i] for i in area]) for area in areas]
    side = math.sqrt(24 * float(plan.half.prod(axis=1).sum()))
    across = plan.width or side
    far = [i for area in areas[1:] for i in area]
    inset = max(across / 6, 2.2 * float(plan.half[far, 0].max())) if far else 0.0
    span = np.maximum(np.ptp(placed[0], axis=0), 1e-6)
    room = max(across - inset - 2 * float(plan.half[:, 0].max()), across / 4)
    tall = plan.height or (side if plan.frame is None else 1.5 * across)
    scale = max(min(room / span[0], tall / span[1]), 1e-6)
    centres = np.zeros((len(plan.nodes), 2))
    column, down = 0.0, 0.0
    for spots, part in zip(placed[1:], areas[1:], strict=True):
        # A far area may be drawn larger than the main one, to be seen; never smaller.
        own = float(np.maximum(np.ptp(spots, axis=0), 1e-6)[0])
        moved = _clear(spots * min(max(0.5 * inset / own, scale), 3 * scale), plan, part, inset)
        before, after = _rims(rings, np.array([known[i] for i in part]), moved)
        centres[part] = moved + before + np.array([0.0, down])
        foot = (moved + plan.half[part]).max(axis=0) + before + after
        column, down = max(column, float(foot[0]) + GAP / 2), down + float(foot[1]) + GAP / 2
    before, _ = _rims(rings, np.array([known[i] for i in areas[0]]), placed[0] * scale)
    column += float(before[0]) if far else 0.0
    main = _clear(placed[0] * scale, plan, areas[0], across - column)
    centres[areas[0]] = main + np.array([column, 0.0])
    rest = [i for i in range(len(plan.nodes)) if i not in known]
    found = sorted(known)
    top = float((centres + plan.half)[found, 1].max()) + GAP
    for row in rows_of(rest, plan.half, across) if rest else []:
        centres[row, 0] = along(plan.half[row, 0], across)
        centres[row, 1] = top + plan.half[row, 1]
        top += 2 * float(plan.half[row, 1].max()) + GAP / 4
    return centres


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
