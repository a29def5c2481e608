"""What each way to lay out a network by force costs, and how tangled its picture is.

    python benchmarks/layouts.py [FOLDER-OF-REGISTRIES]

For the national network (with the folder) and generated ones: seconds of wall and of
processor time, ties that cross (of 200,000 pairs drawn at random), and how far ties are
longer than the way to the nearest other node (lower is clearer for both).
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from generated import generated

from tigraph.drawing.layouts.arrange import positions
from tigraph.networks.network import Network


def simple(network: Network) -> Any:
    graph = nx.Graph()
    graph.add_nodes_from(sorted(network.graph))
    graph.add_edges_from((a, b) for a, b in network.graph.edges() if a != b)
    return graph


def sfdp(graph: Any) -> dict[str, Any]:
    rank = {n: i for i, n in enumerate(graph)}
    lines = [f"{i};" for i in rank.values()] + [f"{rank[a]}--{rank[b]};" for a, b in graph.edges()]
    told = subprocess.run(
        ["sfdp", "-Tplain"], input="graph {" + "".join(lines) + "}",
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    rows = (line.split() for line in told.splitlines() if line.startswith("node"))
    nodes = list(graph)
    return {nodes[int(row[1])]: (float(row[2]), float(row[3])) for row in rows}


def crategraph(graph: Any) -> dict[str, Any]:
    import crategraph_forceatlas2 as fa2

    rank = {n: i for i, n in enumerate(graph)}
    ends = [(rank[a], rank[b]) for a, b in graph.edges()]
    spots = fa2.layout(len(rank), ends, iterations=200, seed=1)
    return dict(zip(graph, spots.tolist(), strict=True))


CANDIDATES: dict[str, tuple[int, Callable[[Network], dict[str, Any]]]] = {
    "tigraph, with room for labels": (20000, positions),
    "crategraph-forceatlas2": (20000, lambda n: crategraph(simple(n))),
    "Graphviz sfdp": (3000, lambda n: sfdp(simple(n))),
    "networkx forceatlas2": (1083, lambda n: nx.forceatlas2_layout(simple(n), seed=1)),
    "networkx spring": (3000, lambda n: nx.spring_layout(simple(n), seed=1)),
}


SIZES = (80, 300, 1083, 3000, 20000)


def tangle(network: Network, spots: dict[str, Any]) -> tuple[float, float]:
    """Share of pairs of ties that cross; mean tie length over mean distance to the nearest."""
    nodes = sorted(network.graph)
    rank = {n: i for i, n in enumerate(nodes)}
    place = np.array([spots[n] for n in nodes], dtype=float)
    ends = np.array([(rank[a], rank[b]) for a, b in network.graph.edges() if a != b])
    pick = np.random.default_rng(1).integers(0, len(ends), (200_000, 2))
    a, b = ends[pick[:, 0]], ends[pick[:, 1]]
    apart = (a[:, :, None] != b[:, None, :]).all(axis=(1, 2))
    p, q, r, s = (place[i][apart] for i in (a[:, 0], a[:, 1], b[:, 0], b[:, 1]))

    def side(o: Any, u: Any, v: Any) -> Any:
        return (u - o)[:, 0] * (v - o)[:, 1] - (u - o)[:, 1] * (v - o)[:, 0] > 0

    cross = (side(p, q, r) != side(p, q, s)) & (side(r, s, p) != side(r, s, q))
    some = np.random.default_rng(1).permutation(len(place))[:500]
    far = np.linalg.norm(place[some, None] - place[None], axis=2)
    far[np.arange(len(some)), some] = np.inf
    length = np.linalg.norm(place[ends[:, 0]] - place[ends[:, 1]], axis=1).mean()
    return float(cross.mean()), float(length / far.min(axis=1).mean())


def main() -> None:
    networks = {f"generated, {n}": generated(n) for n in SIZES}
    if len(sys.argv) > 1:
        from views import national

        networks = {"national, 1083": national(Path(sys.argv[1])), **networks}
    for name, network in networks.items():
        for candidate, (most, place) in CANDIDATES.items():
            missing = (
                "crate" in candidate and not importlib.util.find_spec("crategraph_forceatlas2")
            ) or ("sfdp" in candidate and not shutil.which("sfdp"))
            if missing or len(network.graph) > most:
                continue
            wall, own = time.perf_counter(), time.process_time()
            spots = place(network)
            wall, own = time.perf_counter() - wall, time.process_time() - own
            crossing, stretch = tangle(network, spots)
            print(
                f"{name:17} {candidate:30} {wall:7.2f} s wall {own:7.2f} s processor "
                f"{100 * crossing:7.3f} % crossing {stretch:6.1f} stretch",
                flush=True,
            )


if __name__ == "__main__":
    main()
