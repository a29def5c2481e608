"""A network as measures take it: parallel ties are one pair, loops are left out."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx

SEED, RESOLUTION = 2018, 1.0
FAR = 3000  # above so many nodes the distances of the whole are not measured

Value = float | int | str | bool | None


class Simple:
    """A network without loops or parallel ties, as measures need it.

    `arcs` is directed, `pairs` is not; both carry `weight`, nodes in sorted order with
    their attributes.
    """

    def __init__(
        self,
        graph: networkx.MultiDiGraph,
        directed: bool = True,
        resolution: float = RESOLUTION,
        seed: int = SEED,
    ) -> None:
        import networkx as nx

        self.directed, self.resolution, self.seed = directed, resolution, seed
        self.arcs: Any = nx.DiGraph()
        self.pairs: Any = nx.Graph()
        for simple in (self.arcs, self.pairs):
            simple.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(graph))
        ends = sorted((a, b, number(w)) for a, b, w in graph.edges(data="weight", default=1))
        self.ties, self.loops = len(ends), sum(a == b for a, b, _ in ends)
        for a, b, weight in ends:
            if a == b:
                continue
            for simple in (self.arcs, self.pairs):
                before = simple[a][b]["weight"] if simple.has_edge(a, b) else 0
                simple.add_edge(a, b, weight=before + weight)

    @cached_property
    def parts(self) -> list[list[str]]:
        """The connected components, directions ignored, the largest first."""
        import networkx as nx

        found = (sorted(part) for part in nx.connected_components(self.pairs))
        return sorted(found, key=lambda part: (-len(part), part))

    @cached_property
    def communities(self) -> list[list[str]]:
        """Louvain's communities (weighted, directions ignored), the largest first."""
        return self.communities_of(self.pairs)

    def communities_of(self, graph: Any) -> list[list[str]]:
        """Louvain's communities of `arcs` (along directions) or of `pairs`.

        Not Leiden's: networkx has that through a backend on a graphics card alone.
        """
        import networkx as nx

        found = nx.community.louvain_communities(
            graph, weight="weight", resolution=self.resolution, seed=self.seed
        )
        return sorted((sorted(part) for part in found), key=lambda part: (-len(part), part))

    @cached_property
    def joints(self) -> set[str]:
        """The articulation points."""
        import networkx as nx

        return set(nx.articulation_points(self.pairs))

    @cached_property
    def bridges(self) -> list[tuple[str, str]]:
        """The bridges, each with its ends in order."""
        import networkx as nx

        return sorted((min(pair), max(pair)) for pair in nx.bridges(self.pairs))

    @cached_property
    def bridges_at(self) -> dict[str, int]:
        """How many bridges end at each node."""
        counts = Counter(end for pair in self.bridges for end in pair)
        return {node: counts[node] for node in self.pairs}

    @cached_property
    def distances(self) -> tuple[int | None, float | None]:
        """The greatest and the mean distance in the largest component, directions ignored.

        None where it has more than `FAR` nodes, or none; one search from each node.
        """
        largest = self.parts[0] if self.parts else []
        if not 0 < len(largest) <= FAR:
            return None, None
        near = {node: list(self.pairs[node]) for node in largest}
        longest = total = 0
        for start in near:
            seen, front, steps = {start}, [start], 0
            while front := list({other for node in front for other in near[node]} - seen):
                steps += 1
                total += steps * len(front)
                seen.update(front)
            longest = max(longest, steps)
        return longest, total / (len(near) * (len(near) - 1)) if len(near) > 1 else None


def number(value: Any) -> float | int:
    """Return a weight as a number; 1 where there is none that counts."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return 1
    return value
