"""What every layout starts from: a network as arrays, the room of its nodes, the frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from tigraph.drawing.layouts.boxes import Array, Ends, overlapping

if TYPE_CHECKING:
    from tigraph.networks import Network

GAP = 40.0  # between parts, rows and bands, in pixels

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float]
"""What a node needs around its place: to each side, above, below."""


@dataclass(frozen=True)
class Frame:
    """The room for a picture; without a height it grows as tall as it must.

    `tight` below 1 sets nodes closer before their boxes are pushed apart; `main` below 1 leaves
    a share of the width for what stands beside the largest part.
    """

    width: float
    height: float | None = None
    tight: float = 1.0
    main: float = 1.0


class Plan:
    """A network as arrays: nodes in order, pairs of ends, boxes round their own centres."""

    def __init__(self, network: Network, room: Mapping[str, Box], frame: Frame | None) -> None:
        graph = network.graph
        self.network, self.frame = network, frame
        self.nodes = sorted(graph)
        self.rank = {node: i for i, node in enumerate(self.nodes)}
        sides = np.array([room[node] for node in self.nodes], dtype=float)
        self.half = np.stack([sides[:, 0], (sides[:, 1] + sides[:, 2]) / 2], axis=1)
        self.shift = np.zeros_like(self.half)  # from a node's place to its box's centre
        self.shift[:, 1] = (sides[:, 2] - sides[:, 1]) / 2
        pairs = {(self.rank[min(a, b)], self.rank[max(a, b)]) for a, b in graph.edges() if a != b}
        self.ends: Ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        self.width = frame.width if frame else None
        self.height = frame.height if frame else None

    def components(self) -> list[list[int]]:
        """The connected parts, the largest first."""
        parent = list(range(len(self.nodes)))

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = i = parent[parent[i]]
            return i

        for a, b in self.ends.tolist():
            low, high = sorted((root(a), root(b)))
            parent[high] = low
        parts: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self.nodes)):
            parts[root(i)].append(i)
        return sorted(parts.values(), key=lambda part: (-len(part), part[0]))

    def inside(self, part: Sequence[int]) -> Ends:
        """The pairs of ends within a part, counted from the part's own first node."""
        own = np.full(len(self.nodes), -1)
        own[list(part)] = np.arange(len(part))
        ends = own[self.ends]
        return np.asarray(ends[(ends >= 0).all(axis=1)], dtype=np.int64)

    def fits(self, centres: Array) -> bool:
        """Whether no box lies over another or out of the frame."""
        for axis, limit in ((0, self.width), (1, self.height)):
            low = centres[:, axis] - self.half[:, axis]
            high = centres[:, axis] + self.half[:, axis]
            if limit is not None and (low.min() < -0.5 or high.max() > limit + 0.5):
                return False
        return not overlapping(centres, self.half - 0.05)
