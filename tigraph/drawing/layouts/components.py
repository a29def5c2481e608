"""Layouts part by part: each connected part by force or in circles, then all in rows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from tigraph.drawing.layouts.boxes import Array, Ends, off_ties, separate
from tigraph.drawing.layouts.forces import MANY, shapes
from tigraph.drawing.layouts.packing import _pack
from tigraph.drawing.layouts.plan import Frame, Plan
from tigraph.drawing.styles import LABEL_ALL


def in_parts(plan: Plan, place: Callable[[Plan, list[list[int]]], list[Array]]) -> Array:
    """Place each connected part by itself, then the parts in rows."""
    components = plan.components()
    return _pack(components, place(plan, components), plan)


def by_force(plan: Plan, parts: list[list[int]]) -> list[Array]:
    """Return the shape of each part as forces make it, its boxes clear of each other."""
    shaped = shapes([(len(part), plan.inside(part)) for part in parts])
    frame = plan.frame
    narrow = replace(frame, width=frame.main * frame.width) if frame else None
    placed = []
    for rank, (part, shape) in enumerate(zip(parts, shaped, strict=True)):
        own = frame if rank else narrow
        placed.append(_off_ties(_spread(shape, plan.half[part], own), part, plan, own))
    return placed


def _off_ties(centres: Array, part: list[int], plan: Plan, frame: Frame | None) -> Array:
    """Boxes moved off the ties of others, where there are few enough for all to have names.

    Of thousands none has room for a name but hubs, and a mark under a tie is not what is seen.
    """
    ends, width = plan.inside(part), frame.width if frame else None
    few = 3 < len(part) <= LABEL_ALL and len(plan.nodes) <= MANY
    if not few or len(ends) > 3 * LABEL_ALL:
        return centres
    return off_ties(centres, plan.half[part], plan.shift[part], ends, width=width)


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
    height = frame.height if frame and frame.height and frame.width > 2 * frame.height else None
    if height is not None:
        low = (height - 2 * float(half[:, 1].max())) / (float(span[1]) * scale[1])
        if low < 1:  # wider in place of taller
            scale = scale * (min(1 / max(low, 0.05), 1.6), max(low, 0.05))
    centres = (shape - shape.min(axis=0)) * scale
    centres = centres + half.max(axis=0) * (1 if width is not None else 0)
    rounds = 150 if len(shape) <= LABEL_ALL else 40
    for _ in range(24 if len(shape) <= 2 * LABEL_ALL else 8):
        centres, clear = separate(centres, half, width, height, rounds)
        if clear:
            break
        if frame and frame.height and np.ptp(centres[:, 1]) > 1.2 * frame.height:
            break  # it will not fit
        centres = centres * np.array(
            [1.12 if width is None else 1.0, 1.12 if height is None else 1.0]
        )
    return np.asarray(centres)


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
