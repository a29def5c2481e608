"""Nodes in rows, by the governance level on which they act."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from tigraph.drawing.layouts.boxes import Array
from tigraph.drawing.layouts.plan import GAP, Plan, Point
from tigraph.drawing.styles import text_of

if TYPE_CHECKING:
    from tigraph.networks import Network


LEVELS = ("international", "european", "national", "regional", "departmental", "local")


def level_rank(level: str) -> tuple[int, str]:
    """Return what sorts a level: those of `LEVELS`, others by name, none last."""
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
