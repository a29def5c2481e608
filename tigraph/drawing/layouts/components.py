"""Layouts part by part: each connected part by force or in circles, then all in rows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from tigraph.drawing.layouts.forces import SEED, Array, Ends, overlapping, separate, shapes
from tigraph.drawing.layouts.plan import GAP, Frame, Plan, Point
from tigraph.drawing.styles import LABEL_ALL

_ONE_RING = 30  # parts up to this size are one ring in a large network too
_SCREEN = 1.5  # width to height of a page's picture on a usual screen
_Packed: TypeAlias = tuple[dict[int, Point], float, float]  # corners of parts; width, height


def in_parts(plan: Plan, place: Callable[[Plan, list[list[int]]], list[Array]]) -> Array:
    """Place each connected part by itself, then the parts in rows."""
    components = plan.components()
    return _pack(components, place(plan, components), plan)


def by_force(plan: Plan, parts: list[list[int]]) -> list[Array]:
    shaped = shapes([(len(part), plan.inside(part)) for part in parts])
    return [
        _spread(shape, plan.half[part], plan.frame)
        for part, shape in zip(parts, shaped, strict=True)
    ]


def _spread(shape: Array, half: Array, frame: Frame | None) -> Array:
    """Scale a shape until its boxes stand clear of each other, within the frame's width."""
    if len(shape) == 1:
        return np.asarray(half.copy())
    span = np.maximum(np.ptp(shape, axis=0), 0.3)
    length = 30 + 0.9 * float(half[:, 0].mean())
    # Twice the area of the boxes; hubs crowd, so a large picture asks for more.
    crowd = 4 * float(half.prod(axis=1).sum()) * (2 if len(shape) <= LABEL_ALL else 5)
    breadth = float(span.max() * max(span.min(), 0.6 * span.max()))  # a chain is no square
    scale = np.full(2, max(length, math.sqrt(crowd / breadth)) * (frame.tight if frame else 1.0))
    width = frame.width if frame else None
    if frame is not None and width is not None:
        ratio = (width - 2 * float(half[:, 0].max())) / (float(span[0]) * scale[0])
        if ratio < 1:
            scale = scale * (max(ratio, 0.05), min(1 / max(ratio, 0.05), 1.6) * frame.tight)
    centres = (shape - shape.min(axis=0)) * scale
    centres = centres + half.max(axis=0) * (1 if width is not None else 0)
    rounds = 150 if len(shape) <= LABEL_ALL else 40
    for _ in range(24 if len(shape) <= 2 * LABEL_ALL else 8):
        centres, clear = separate(centres, half, width, None, rounds)
        if clear:
            break
        if frame and frame.height and np.ptp(centres[:, 1]) > 1.2 * frame.height:
            break  # it will not fit
        centres = centres * np.array([1.12 if width is None else 1.0, 1.12])
    return np.asarray(centres)


def in_circle(plan: Plan, parts: list[list[int]]) -> list[Array]:
    """A ring for each part; in large networks, for each community of it."""
    whole = len(plan.nodes) <= LABEL_ALL
    placed = []
    for part in parts:
        if len(part) < 4:
            placed += by_force(plan, [part])
            continue
        ends, half = plan.inside(part), plan.half[part]
        small = not whole and len(part) <= _ONE_RING
        groups = [list(range(len(part)))] if small else communities(len(part), ends)
        groups = _around(groups, ends)
        if whole or len(groups) == 1:
            order = [i for group in groups for i in group]
            spots = np.zeros((len(part), 2))
            spots[order] = _ring(half[order], [len(g) for g in groups], plan.width)
        else:
            spots = _rings(groups, ends, half, plan.frame)
        placed.append(spots)
    return placed


def communities(n: int, ends: Ends) -> list[list[int]]:
    """The communities that Louvain's method finds, seeded; the largest first."""
    import networkx as nx

    graph: Any = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(ends.tolist())
    found = [sorted(group) for group in nx.community.louvain_communities(graph, seed=SEED)]
    return sorted(found, key=lambda group: (-len(group), group[0]))


def _around(groups: list[list[int]], ends: Ends) -> list[list[int]]:
    """Communities in an order that keeps tied ones side by side, and their members too."""
    own = {i: g for g, group in enumerate(groups) for i in group}
    ties: dict[tuple[int, int], int] = defaultdict(int)
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in ends.tolist():
        ties[own[a], own[b]] += 1
        ties[own[b], own[a]] += 1
        near[a].append(b)
        near[b].append(a)
    order, rest = [0], list(range(1, len(groups)))
    while rest:
        following = max(rest, key=lambda g: (ties[order[-1], g], -g))
        order.append(following)
        rest.remove(following)
    ringed = [groups[g] for g in order]
    n = len(own)
    for _ in range(6):
        turn = {i: 2 * math.pi * k / n for k, i in enumerate(i for g in ringed for i in g)}
        start, sorted_groups = 0, []
        for group in ringed:
            middle = 2 * math.pi * (start + len(group) / 2) / n
            start += len(group)
            sorted_groups.append(sorted(group, key=_lean(turn, near, middle)))
        ringed = sorted_groups
    return ringed


def _lean(
    turn: Mapping[int, float], near: Mapping[int, list[int]], middle: float
) -> Callable[[int], tuple[float, int]]:
    """How far round from the middle of its community a node's neighbours stand."""

    def lean(i: int) -> tuple[float, int]:
        turns = [math.remainder(turn[j] - middle, 2 * math.pi) for j in near[i]]
        return (sum(turns) / len(turns) if turns else 0.0, i)

    return lean


def _ring(half: Array, groups: Sequence[int], width: float | None = None) -> Array:
    """Places round an ellipse, from the top; boxes clear of each other, groups set apart."""
    n = len(half)
    ends = np.cumsum(groups) - 1
    gap = 0.35 * float(half.sum(axis=1).mean()) * (len(groups) > 1)
    radius = max(float(half.sum()) / (2 * math.pi), float(half.max()))
    turn = np.linspace(0, 2 * math.pi, n, endpoint=False)
    for _ in range(12):  # a box takes less of the ring at the sides than at top and foot
        step = np.minimum(
            2 * half[:, 0] / np.maximum(np.abs(np.cos(turn)), 0.05),
            2 * half[:, 1] / np.maximum(np.abs(np.sin(turn)), 0.05),
        )
        step = (step + np.roll(step, -1)) / 2
        step[ends] += gap
        radius = float(step.sum()) / (2 * math.pi)
        turn = np.concatenate([[0.0], np.cumsum(step)[:-1]]) / radius
    across = radius * (1.15 if width is not None else 1.4)
    if width is not None:
        across = min(across, max((width - 2 * float(half[:, 0].max())) / 2, 1.0))
    round_ = np.stack([np.sin(turn), -np.cos(turn)], axis=1)
    radius = max(radius, 2.2 * float(half[:, 1].max()))
    for _ in range(80):
        if not overlapping(round_ * (across, radius), half):
            break
        radius *= 1.06
        across = across * 1.06 if width is None else across
    return np.asarray(round_ * (across, radius))


def _rings(groups: list[list[int]], ends: Ends, half: Array, frame: Frame | None) -> Array:
    """A ring for each community, the rings placed by the ties between them."""
    own = np.zeros(len(half), dtype=np.int64)
    rings, sizes_ = [], []
    for g, group in enumerate(groups):
        own[group] = g
        ring = _ring(half[group], [len(group)]) if len(group) > 1 else np.zeros((1, 2))
        rings.append(ring)
        sizes_.append((np.abs(ring) + half[group]).max(axis=0) + GAP / 4)
    between = np.unique(np.sort(own[ends], axis=1), axis=0)
    between = between[between[:, 0] != between[:, 1]]
    shape = shapes([(len(groups), between)])[0]
    middles = _spread(shape, np.array(sizes_), frame)
    spots = np.zeros_like(half)
    for ring, group, middle in zip(rings, groups, middles, strict=True):
        spots[group] = ring + middle
    return spots


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
    rest = sorted(
        range(1, len(parts)), key=lambda i: (-len(parts[i]), -round(sizes_[i][1], 1), parts[i])
    )
    alone = bool(rest) and len(parts[0]) > 4 * len(parts[rest[0]])  # the main picture
    first, others = ([[0]], rest) if alone else ([], [0, *rest])
    widest = max(wide for wide, _ in sizes_)
    found = []
    limits = [plan.width] if plan.width else [widest * 1.25**step for step in range(20)]
    for limit in limits:
        found.append(_under(first + _rows(others, sizes_, limit, gap), sizes_, gap))
        if alone and (plan.frame is None or plan.height):
            column = _under(_rows(others, sizes_, limit / 4, gap), sizes_, gap)
            found.append(_beside(sizes_[0], column, gap))
    ratio = plan.width / plan.height if plan.width and plan.height else _SCREEN
    corners, _, _ = min(found, key=lambda packed: max(packed[1] / ratio, packed[2]))
    centres = np.zeros((len(plan.nodes), 2))
    for i, part in enumerate(parts):
        centres[part] = placed[i] - lows[i] + corners[i]
    return centres


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
