"""Nodes in circles, communities side by side."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from tigraph.drawing.layouts.boxes import Array, Ends, overlapping
from tigraph.drawing.layouts.components import _around, _spread, by_force
from tigraph.drawing.layouts.forces import SEED, shapes
from tigraph.drawing.layouts.plan import GAP, Frame, Plan
from tigraph.drawing.styles import LABEL_ALL

_ONE_RING = 30  # parts up to this size are one ring in a large network too


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
