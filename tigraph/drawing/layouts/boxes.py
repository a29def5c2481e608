"""Boxes of nodes and names that must not overlap."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

Ends: TypeAlias = NDArray[np.int64]

_PAIRS = 150  # up to this size every pair of boxes is looked at


def separate(
    centres: Array,
    half: Array,
    width: float | None = None,
    height: float | None = None,
    rounds: int = 200,
) -> tuple[Array, bool]:
    """Push boxes (centres, half widths and heights) apart; also say whether none overlap.

    With `width` or `height`, boxes are kept between 0 and it.
    """
    n = len(centres)
    centres = _within(centres.copy(), half, width, height)
    pairs = _close_pairs(centres, half)
    for done in range(rounds):
        if done % 8 == 0 and n > _PAIRS:
            pairs = _close_pairs(centres, half)
        a, b, away, over = _overlaps(pairs, centres, half)
        if not len(a):
            if n <= _PAIRS or done % 8 == 0:
                return centres, True
            continue
        sign = np.where(away == 0, np.where(a > b, 1.0, -1.0)[:, None], np.sign(away))
        across = over[:, 0] < over[:, 1] * 1.6  # boxes are wide: rather up and down
        push = sign * (over + 0.5) * np.stack([across, ~across], axis=1) * 0.35
        for axis in (0, 1):
            centres[:, axis] += np.bincount(a, push[:, axis], n) - np.bincount(b, push[:, axis], n)
        centres = _within(centres, half, width, height)
    return centres, not overlapping(centres, half)


def overlapping(centres: Array, half: Array) -> bool:
    """Whether any two boxes overlap."""
    return bool(len(_overlaps(_close_pairs(centres, half), centres, half)[0]))


def _overlaps(
    pairs: tuple[Ends, Ends], centres: Array, half: Array
) -> tuple[Ends, Ends, Array, Array]:
    """The pairs of boxes that overlap, how far their centres are apart, and by how much."""
    # Few of the pairs that meet from side to side are left to be looked at up and down.
    a, b = pairs
    (x, y), (wide, tall) = centres.T, half.T
    away_x = x[a] - x[b]
    over_x = wide[a] + wide[b] - np.abs(away_x)
    near = np.flatnonzero(over_x > 1e-6)
    a, b = a[near], b[near]
    away_y = y[a] - y[b]
    over_y = tall[a] + tall[b] - np.abs(away_y)
    hit = np.flatnonzero(over_y > 1e-6)
    near = near[hit]
    away = np.stack([away_x[near], away_y[hit]], axis=1)
    over = np.stack([over_x[near], over_y[hit]], axis=1)
    return a[hit], b[hit], away, over


def _within(centres: Array, half: Array, width: float | None, height: float | None) -> Array:
    for axis, limit in ((0, width), (1, height)):
        if limit is not None:
            low = np.minimum(half[:, axis], limit / 2)
            centres[:, axis] = np.clip(centres[:, axis], low, limit - low)
    return centres


def _close_pairs(centres: Array, half: Array) -> tuple[Ends, Ends]:
    """Pairs of boxes that may overlap: all in a small picture, else those of near cells."""
    n = len(centres)
    if n <= _PAIRS:
        first, second = np.triu_indices(n, 1)
        return first.astype(np.int64), second.astype(np.int64)
    reach = half.max(axis=1)
    wide = reach > 3 * float(np.median(reach))
    few, many = np.flatnonzero(wide), np.flatnonzero(~wide)
    # The wide boxes, hubs with their labels, are few: each against all.
    first, second = (i.ravel() for i in np.meshgrid(few, np.arange(n), indexing="ij"))
    near = (np.abs(centres[first] - centres[second]) < (half[first] + half[second]) * 1.3).all(1)
    keep = near & (~wide[second] | (first < second))
    firsts, seconds = [first[keep]], [second[keep]]
    cell = 2.6 * float(reach[many].max())
    place = ((centres[many] - centres.min(axis=0)) / cell).astype(np.int64)
    columns = int(place[:, 1].max()) + 3
    keys = place[:, 0] * columns + place[:, 1] + 1
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    for offset in (0, 1, columns - 1, columns, columns + 1):
        start = np.searchsorted(ranked, keys + offset, "left")
        count = np.searchsorted(ranked, keys + offset, "right") - start
        own = np.repeat(np.arange(len(many)), count)
        rank = np.arange(len(own)) - np.repeat(np.cumsum(count) - count, count)
        other = order[np.repeat(start, count) + rank]
        some = own < other if offset == 0 else slice(None)
        firsts.append(many[own[some]])
        seconds.append(many[other[some]])
    return np.concatenate(firsts), np.concatenate(seconds)
