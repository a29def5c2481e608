"""The parts of a network packed side by side on a screen."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, TypeAlias

import numpy as np

from tigraph.drawing.layouts.boxes import Array
from tigraph.drawing.layouts.plan import GAP, Plan, Point
from tigraph.drawing.styles import text_of

_SMALL = 4  # nodes of a small part, at most
_SCREEN = 1.5  # width to height of a page's picture on a usual screen

_Packed: TypeAlias = tuple[dict[int, Point], float, float]  # corners of parts; width, height


def _pack(parts: list[list[int]], placed: list[Array], plan: Plan) -> Array:
    """Set placed parts in rows, the largest first; small ones aside, under it or beside it.

    That arrangement is taken which its frame, or a wide screen, shows largest.
    """
    gap = GAP if plan.frame is None else min(GAP, plan.frame.width / 40)
    sizes_, lows = [], []
    for part, spots in zip(parts, placed, strict=True):
        lows.append((spots - plan.half[part]).min(axis=0))
        wide, tall = (spots + plan.half[part]).max(axis=0) - lows[-1]
        sizes_.append((float(wide), float(tall)))
    rest = _by_kind(parts, sizes_, plan)
    alone = bool(rest) and len(parts[0]) > 4 * len(parts[rest[0]])  # the main picture
    first, others = ([[0]], rest) if alone else ([], [0, *rest])
    widest = max(wide for wide, _ in sizes_)
    found = []
    limits = [plan.width] if plan.width else [widest * 1.25**step for step in range(20)]
    for limit in limits:
        found.append(_under(first + _rows(others, sizes_, limit, gap), sizes_, gap))
        if alone and (plan.frame is None or plan.height):
            free = limit - sizes_[0][0] - 2 * gap if plan.width else 0.0
            column = _under(_rows(others, sizes_, max(limit / 4, free), gap), sizes_, gap)
            found.append(_beside(sizes_[0], column, gap))
    ratio = plan.width / plan.height if plan.width and plan.height else _SCREEN
    corners, _, _ = min(found, key=lambda packed: max(packed[1] / ratio, packed[2]))
    centres = np.zeros((len(plan.nodes), 2))
    for i, part in enumerate(parts):
        centres[part] = placed[i] - lows[i] + corners[i]
    return centres


def _by_kind(parts: list[list[int]], sizes_: list[Point], plan: Plan) -> list[int]:
    """The parts but the first: large ones by size, small ones by what they have in common.

    What has the same kinds and bases of ties stands together, most of them first; nodes
    without ties come last.
    """
    graph, of = plan.network.graph, {}
    rank = {node: i for i, part in enumerate(parts) for node in part}
    bases: dict[int, set[str]] = defaultdict(set)
    for a, _, basis in graph.edges(data="basis"):
        bases[rank[plan.rank[a]]].add(text_of(basis))
    for i, part in enumerate(parts):
        kinds = sorted(text_of(graph.nodes[plan.nodes[node]].get("kind")) for node in part)
        of[i] = (tuple(sorted(bases[i])), tuple(dict.fromkeys(kinds)))
    often = Counter(of[i] for i in range(1, len(parts)))

    def key(i: int) -> tuple[Any, ...]:
        large = len(parts[i]) if len(parts[i]) > _SMALL else 0
        alike = (len(parts[i]) == 1, -often[of[i]], of[i]) if not large else ()
        return (-large, alike, -len(parts[i]), -round(sizes_[i][1], 1), parts[i])

    return sorted(range(1, len(parts)), key=key)


def _rows(order: list[int], sizes_: list[Point], limit: float, gap: float) -> list[list[int]]:
    """Parts in rows no wider than the limit, where none is wider by itself."""
    rows: list[list[int]] = []
    used = 0.0
    for i in order:
        if not rows or used + sizes_[i][0] > limit:
            rows.append([])
            used = 0.0
        rows[-1].append(i)
        used += sizes_[i][0] + gap
    return rows


def _under(rows: list[list[int]], sizes_: list[Point], gap: float) -> _Packed:
    """Rows under one another, each in the middle."""
    wides = [sum(sizes_[i][0] + gap for i in row) - gap for row in rows]
    corners, top = {}, 0.0
    for row, wide in zip(rows, wides, strict=True):
        left, tall = (max(wides) - wide) / 2, max(sizes_[i][1] for i in row)
        for i in row:
            corners[i] = (left, top + (tall - sizes_[i][1]) / 2)
            left += sizes_[i][0] + gap
        top += tall + gap
    return corners, max(wides), top - gap


def _beside(main: Point, column: _Packed, gap: float) -> _Packed:
    """The main part, the first, and the others in a column to its right."""
    corners, width, height = column
    left, tall = main[0] + 2 * gap, max(main[1], height)
    moved = {i: (x + left, y + (tall - height) / 2) for i, (x, y) in corners.items()}
    return moved | {0: (0.0, (tall - main[1]) / 2)}, left + width, tall
