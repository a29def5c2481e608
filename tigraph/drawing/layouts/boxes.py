"""Boxes of nodes and names that must not overlap."""

from __future__ import annotations

import math
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


def off_ties(
    centres: Array,
    half: Array,
    shift: Array,
    ends: Ends,
    rounds: int = 60,
    width: float | None = None,
) -> Array:
    """Move boxes that are clear of each other off the ties of others, as far as they get.

    Ties run from mark to mark: a mark stands so far (`shift`) from the middle of its box. The
    best that is found is returned: boxes clear of each other, the fewest of them under ties.
    """
    best, least = centres, math.inf
    for _ in range(rounds):
        box, tie, push = _crossed(centres, half, shift, ends)
        if len(box) < least:
            best, least = centres, len(box)
        if not len(box):
            break
        centres = centres.copy()
        for axis in (0, 1):
            moved = push[:, axis]
            n = len(centres)
            centres[:, axis] += 0.5 * np.bincount(box, moved, n)
            for end in (0, 1):
                centres[:, axis] -= 0.2 * np.bincount(ends[tie, end], moved, n)
        centres, clear = separate(centres, half, width, None, 60)
        if not clear:
            break
    return best


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


def _crossed(centres: Array, half: Array, shift: Array, ends: Ends) -> tuple[Ends, Ends, Array]:
    """Boxes and the ties of others that run through them; how far each is to be moved off."""
    spots = centres - shift
    a, b = spots[ends[:, 0]], spots[ends[:, 1]]
    step = b - a
    first, last = np.zeros((len(centres), len(ends))), np.ones((len(centres), len(ends)))
    for axis in (0, 1):
        along = np.where(np.abs(step[:, axis]) < 1e-9, 1e-9, step[:, axis])
        low = (centres[:, axis, None] - half[:, axis, None] - a[None, :, axis]) / along
        high = (centres[:, axis, None] + half[:, axis, None] - a[None, :, axis]) / along
        first = np.maximum(first, np.minimum(low, high))
        last = np.minimum(last, np.maximum(low, high))
    own = np.arange(len(centres))[:, None]
    hit = (last - first > 1e-6) & (own != ends[None, :, 0]) & (own != ends[None, :, 1])
    box, tie = np.nonzero(hit)
    normal = np.stack([-step[tie, 1], step[tie, 0]], axis=1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1), 1e-9)[:, None]
    away = ((centres[box] - a[tie]) * normal).sum(axis=1)
    sign = np.where(away == 0, np.where(box % 2, 1.0, -1.0), np.sign(away))
    reach = (np.abs(normal) * half[box]).sum(axis=1)
    return box, tie, normal * (sign * (reach - np.abs(away) + 1.0))[:, None]


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
