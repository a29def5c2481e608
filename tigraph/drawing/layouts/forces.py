"""The numbers behind a layout: forces that shape a graph, and boxes pushed apart.

Own code on numpy alone: benchmarks/README.md has what else was tried. Repulsion is exact
for up to some hundred nodes, and above goes through a grid by Fourier transform, whose
cost hardly grows with the number of nodes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from tigraph.drawing.layouts.boxes import Array, Ends

SEED = 2018
_BATCH = 32  # parts up to this size are shaped together, in one padded array
_EXACT = 400  # and up to this size with every pair
MANY = 3000  # nodes in all: of more, nobody sees the last steps of a part


def shapes(parts: Sequence[tuple[int, Ends]]) -> list[Array]:
    """Shape connected graphs (number of nodes, pairs of ends) by ForceAtlas2's forces.

    In each the mean length of an edge is 1 and the longest extent lies across the page.
    The last few answers are kept: a figure asks for the same shapes at several sizes.
    """
    return list(_shapes(tuple((n, ends.tobytes()) for n, ends in parts)))


@lru_cache(maxsize=8)
def _shapes(known: tuple[tuple[int, bytes], ...]) -> tuple[Array, ...]:
    parts = [(n, np.frombuffer(ends, dtype=np.int64).reshape(-1, 2)) for n, ends in known]
    hasty = sum(n for n, _ in parts) > MANY
    starts = [_start(n, ends, 12 if hasty else 40) for n, ends in parts]
    small = [i for i, (n, _) in enumerate(parts) if 2 < n <= _BATCH]
    # Parts of like size go together: the padding costs what the largest of them costs.
    for low, high in ((3, 6), (7, 12), (13, _BATCH)):
        group = [i for i in small if low <= parts[i][0] <= high]
        if group:
            moved = _batch([starts[i] for i in group], [parts[i][1] for i in group], hasty)
            for i, spots in zip(group, moved, strict=True):
                starts[i] = spots
    for i, (n, ends) in enumerate(parts):
        if n > _BATCH:
            starts[i] = _single(starts[i], ends, hasty)
    return tuple(_upright(spots, ends) for spots, (_, ends) in zip(starts, parts, strict=True))


def _start(n: int, ends: Ends, pivots: int = 40) -> Array:
    """Places by distances in the graph from a few pivots (pivot MDS), a little shaken."""
    if n < 3:
        return np.array([[-0.5, 0.0], [0.5, 0.0]])[:n]
    near: list[list[int]] = [[] for _ in range(n)]
    for a, b in ends.tolist():
        near[a].append(b)
        near[b].append(a)
    pivot, closest = max(range(n), key=lambda i: len(near[i])), np.full(n, np.inf)
    hops = np.empty((n, min(n, pivots if n <= 5000 else 12)))
    for column in range(hops.shape[1]):
        hops[:, column] = _hops(near, pivot)
        closest = np.minimum(closest, hops[:, column])
        pivot = int(closest.argmax())
    centred = hops**2
    centred = centred - centred.mean(axis=0) - centred.mean(axis=1)[:, None] + centred.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)
    spots = centred @ axes[:, [-1, -min(2, axes.shape[1])]]
    spots /= np.abs(spots).max() or 1.0
    noise = np.random.default_rng(SEED).normal(scale=0.3, size=(n, 2))
    return np.asarray(spots * math.sqrt(n) * 2 + noise)


def _hops(near: Sequence[Sequence[int]], start: int) -> list[float]:
    distance = [-1.0] * len(near)
    distance[start] = 0.0
    queue = [start]
    for node in queue:
        for other in near[node]:
            if distance[other] < 0:
                distance[other] = distance[node] + 1
                queue.append(other)
    return distance


def _upright(spots: Array, ends: Ends) -> Array:
    if len(spots) < 3:
        return spots
    spots = spots - spots.mean(axis=0)
    _, turn = np.linalg.eigh(spots.T @ spots)
    spots = spots @ turn[:, ::-1]
    spots = spots * np.where(spots[np.abs(spots).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    edge = np.sqrt(((spots[ends[:, 0]] - spots[ends[:, 1]]) ** 2).sum(axis=1))
    return np.asarray(spots / (float(edge.mean()) or 1.0))


# Forces ----------------------------------------------------------------------------------


def _batch(starts: Sequence[Array], ends: Sequence[Ends], hasty: bool = False) -> list[Array]:
    """Many small graphs at once: an adjacency matrix each, padded with nodes of no mass."""
    size = max(len(spots) for spots in starts)
    spots = np.zeros((len(starts), size, 2))
    tied = np.zeros((len(starts), size, size))
    real = np.zeros((len(starts), size))
    for i, (own, pairs) in enumerate(zip(starts, ends, strict=True)):
        spots[i, : len(own)] = own
        real[i, : len(own)] = 1.0
        tied[i, pairs[:, 0], pairs[:, 1]] = tied[i, pairs[:, 1], pairs[:, 0]] = 1.0
    mass = (tied.sum(axis=2) + 1) * real
    masses = mass[:, :, None] * mass[:, None, :]
    heat = np.sqrt(real.sum(axis=1))[:, None, None]
    rounds = (40 + 5 * size) // (2 if hasty else 1)
    for step in range(rounds):
        norm = (spots**2).sum(axis=2)
        gram = spots @ spots.transpose(0, 2, 1)
        far = np.maximum(norm[:, :, None] + norm[:, None, :] - 2 * gram + 0.01, 0.01)
        force = masses / far - tied
        move = force.sum(axis=2)[:, :, None] * spots - force @ spots
        move -= 0.2 * mass[:, :, None] * spots
        spots = spots + _step(move, heat, step / rounds)
    return [spots[i, : len(own)] for i, own in enumerate(starts)]


def _single(spots: Array, ends: Ends, hasty: bool = False) -> Array:
    n = len(spots)
    degree = np.bincount(ends.ravel(), minlength=n).astype(float)
    mass = degree + 1
    masses = np.outer(mass, mass) if n <= _EXACT else None
    rounds = (min(400, 40 + 6 * n) if n <= _EXACT else 200) // (3 if hasty else 1)
    grids = [_Grid(64), _Grid(128)] if n > _EXACT else []
    heat = np.full((1, 1), math.sqrt(n))
    for step in range(rounds):
        if masses is not None:
            norm = (spots**2).sum(axis=1)
            far = np.maximum(norm[:, None] + norm[None, :] - 2 * spots @ spots.T + 0.01, 0.01)
            force = masses / far
            move = force.sum(axis=1)[:, None] * spots - force @ spots
        else:
            move = grids[step * 2 // rounds].push(spots, mass) * mass[:, None]
        pull = spots[ends[:, 0]] - spots[ends[:, 1]]
        for axis in (0, 1):
            move[:, axis] -= np.bincount(ends[:, 0], pull[:, axis], n)
            move[:, axis] += np.bincount(ends[:, 1], pull[:, axis], n)
        move -= 0.2 * mass[:, None] * spots
        spots = spots + _step(move, heat, step / rounds)
    return spots


def _step(move: Array, heat: Array, done: float) -> Array:
    """A tenth of the force, no further than the heat, which falls to nothing."""
    length = np.sqrt((move**2).sum(axis=-1, keepdims=True)) + 1e-9
    return np.asarray(move / length * np.minimum(length * 0.1, 0.6 * heat * (1 - done) ** 2 + 0.01))


class _Grid:
    """Repulsion through a grid: masses spread on it, convolved with 1/distance, read back."""

    def __init__(self, cells: int) -> None:
        self.cells = cells
        steps = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
        x, y = np.meshgrid(steps, steps, indexing="ij")
        far = np.maximum(x**2 + y**2, 0.5)
        self.kernel = np.fft.fft2((x + 1j * y) / far)  # both axes in one complex transform

    def push(self, spots: Array, mass: Array) -> Array:
        low = spots.min(axis=0)
        cell = float((spots.max(axis=0) - low).max()) / (self.cells - 1.001) or 1.0
        place = (spots - low) / cell
        corner = place.astype(np.int64)
        part = place - corner
        wide = 2 * self.cells
        indices, shares = [], []
        for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
            indices.append((corner[:, 0] + i) * wide + corner[:, 1] + j)
            share_x = part[:, 0] if i else 1 - part[:, 0]
            shares.append(share_x * (part[:, 1] if j else 1 - part[:, 1]))
        index, share = np.concatenate(indices), np.concatenate(shares)
        grid = np.bincount(index, share * np.tile(mass, 4), wide * wide).reshape(wide, wide)
        field = np.fft.ifft2(np.fft.fft2(grid) * self.kernel).ravel()
        felt = (field[index] * share).reshape(4, -1).sum(axis=0) / cell
        return np.stack([felt.real, felt.imag], axis=1)


# Boxes -----------------------------------------------------------------------------------
