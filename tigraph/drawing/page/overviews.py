"""Networks too large for one picture, drawn by groups: communities, kinds by level, by area."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from tigraph.drawing.layouts.arrange import communities, positions
from tigraph.drawing.styles import shown, text_of

if TYPE_CHECKING:
    from tigraph.networks import Network

MANY = 3000  # up to so many nodes, all of them are drawn at once
MOST_GROUPS = 60  # the smallest communities beyond these are one group
MOST_PLACES = 30


def overviews(network: Network) -> list[dict[str, Any]]:
    """The groupings of a large network, the best first; none where it can be drawn whole.

    Each has its name (`by`), the rank of each node's group (`of`, nodes sorted), and
    `groups`, each with its place, count, commonest kind, and what to call it by: the
    rank of its most tied node (`head`), a `place` beside its kind, or how many small
    groups it stands for (`rest`).
    """
    if len(network.graph) <= MANY:
        return []
    found = [_communities(network)]
    for by, key in (("level", "level_label"), ("area", "areas")):
        grid = _grid(network, by, key)
        found += [grid] if grid else []
    return found


def _communities(network: Network) -> dict[str, Any]:
    import networkx as nx

    nodes = sorted(network.graph)
    rank = {node: i for i, node in enumerate(nodes)}
    pairs = {tuple(sorted((rank[a], rank[b]))) for a, b in network.graph.edges() if a != b}
    found = communities(len(nodes), np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2))
    kept = [group for group in found[:MOST_GROUPS] if len(group) > 1]
    rest = found[len(kept) :]
    members = [*kept, *([sorted(itertools.chain(*rest))] if rest else [])]
    of = [0] * len(nodes)
    for g, group in enumerate(members):
        for i in group:
            of[i] = g
    between = Counter((min(of[a], of[b]), max(of[a], of[b])) for a, b in pairs)
    kinds = [shown(network.graph.nodes[node], "kind")[0] for node in nodes]
    groups: list[dict[str, Any]] = []
    graph: Any = nx.MultiDiGraph()
    for g, group in enumerate(members):
        head = max(group, key=lambda i: (network.graph.degree(nodes[i]), -i))
        kind = Counter(kinds[i] for i in group).most_common(1)[0][0]
        name = text_of(network.graph.nodes[nodes[head]].get("label"))
        graph.add_node(f"{g:04d}", label=name)
        groups.append({"kind": kind, "count": len(group), "head": head, "rest": 0})
    if rest:
        groups[-1] |= {"head": None, "rest": len(rest)}
    # A picture of groups is laid out by their stronger ties, or it is one tangle.
    strong = sorted(between, key=lambda pair: (-between[pair], pair))[: 3 * len(members)]
    graph.add_edges_from((f"{a:04d}", f"{b:04d}") for a, b in strong if a != b)
    spots = positions(dataclasses.replace(network, graph=graph))
    for g, made in enumerate(groups):
        made["x"], made["y"] = spots[f"{g:04d}"]
    return {"by": "community", "of": of, "groups": groups}


def _grid(network: Network, by: str, key: str) -> dict[str, Any] | None:
    """Groups of one kind and one place (a level, an area): a column a kind, a row a place."""
    nodes = sorted(network.graph)
    cells: dict[tuple[str, str], list[int]] = defaultdict(list)
    placed = 0
    for i, node in enumerate(nodes):
        data = network.graph.nodes[node]
        value = data.get(key)
        place = text_of(value[0] if value else "") if isinstance(value, list) else text_of(value)
        placed += bool(place)
        cells[shown(data, "kind")[0], place].append(i)
    sizes: Counter[str] = Counter()
    for (_, place), group in cells.items():
        sizes[place] += len(group)
    if placed < len(nodes) / 2 or not 2 <= len(sizes) <= MOST_PLACES:
        return None
    kinds = sorted({kind for kind, _ in cells}, key=lambda k: -sum(
        len(group) for (kind, _), group in cells.items() if kind == k))  # fmt: skip
    places = sorted(sizes, key=lambda place: (not place, -sizes[place], place))
    of = [0] * len(nodes)
    groups = []
    for g, ((kind, place), group) in enumerate(sorted(cells.items())):
        for i in group:
            of[i] = g
        groups.append(
            {
                "kind": kind,
                "place": place,
                "count": len(group),
                "x": 260.0 * kinds.index(kind),
                "y": 150.0 * places.index(place),
            }
        )
    return {"by": by, "of": of, "groups": groups}
