"""Lanes in blocks side by side, where a sheet is wider than tall and no tie joins the blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tigraph.drawing.layouts.lanes.grid import Grid, grid
from tigraph.drawing.layouts.lanes.made import in_lanes
from tigraph.drawing.layouts.lanes.plan import Lanes, Measure
from tigraph.drawing.look import Look

if TYPE_CHECKING:
    from tigraph.networks import Network


@dataclass(frozen=True)
class Block:
    """Some of the lanes, where they begin, and which of the network's ties they have."""

    made: Lanes
    left: float
    ties: tuple[int, ...]


def in_blocks(
    look: Look, measure: Measure, size: float, width: float, count: int, close: bool = False
) -> list[Block] | None:
    """So many blocks of lanes, with columns, in a width; none where they cannot be."""
    found = grid(look.network)
    groups = _groups(look.network, found) if found else []
    if found is None or len(groups) < count:
        return None
    gap = 1.6 * size
    wide = (width - gap * (count - 1)) / count
    blocks = []
    for k, lanes in enumerate(_shared(groups, found, count)):
        ties, part, own = _part(look.network, found, lanes)
        made = in_lanes(Look(part), measure, size, wide, False, own, close)
        if made is None:
            return None
        blocks.append(Block(made, k * (wide + gap), ties))
    return blocks


def _groups(network: Network, found: Grid) -> list[list[int]]:
    """The lanes, those together that a tie joins, in their order."""
    group = list(range(len(found.lanes)))
    for a, b in network.graph.edges():
        low, high = sorted((group[found.lane[a]], group[found.lane[b]]))
        # What stands between two lanes that a tie joins goes with them.
        group = [low if low <= g <= high else g for g in group]
    return [[i for i, g in enumerate(group) if g == first] for first in sorted(set(group))]


def _shared(groups: list[list[int]], found: Grid, count: int) -> list[list[int]]:
    """The groups shared out among blocks, as evenly as their order lets them."""
    weight = [2.0 + max(_tallest(found, lane) for lane in group) for group in groups]
    made: list[list[int]] = []
    rest, k = sum(weight), 0
    for block in range(count, 0, -1):
        own: list[int] = []
        taken = 0.0
        while k <= len(groups) - block and (
            not own or abs(taken + weight[k] - rest / block) < abs(taken - rest / block)
        ):
            own += groups[k]
            taken += weight[k]
            k += 1
        if block == 1:
            own += [lane for group in groups[k:] for lane in group]
        made.append(own)
        rest -= taken
    return made


def _tallest(found: Grid, lane: int) -> int:
    """How many stand in the fullest column of a lane."""
    rows = [found.column[n] for n, own in found.lane.items() if own == lane]
    return max((rows.count(column) for column in set(rows)), default=0)


def _part(network: Network, found: Grid, lanes: list[int]) -> tuple[tuple[int, ...], Network, Grid]:
    import networkx as nx

    nodes = [n for n in network.graph if found.lane[n] in lanes]
    columns = sorted({found.column[n] for n in nodes})
    graph: Any = nx.MultiDiGraph() if network.directed else nx.MultiGraph()
    graph.add_nodes_from((n, network.graph.nodes[n]) for n in nodes)
    ties = []
    for k, (a, b, data) in enumerate(network.graph.edges(data=True)):
        if a in graph:
            graph.add_edge(a, b, **data)
            ties.append(k)
    own = Grid(
        tuple(found.columns[c] for c in columns),
        tuple(found.lanes[i] for i in lanes),
        {n: columns.index(found.column[n]) for n in nodes},
        {n: lanes.index(found.lane[n]) for n in nodes},
        frozenset(found.strays & set(nodes)),
        tuple(found.heads[c] for c in columns),
    )
    return tuple(ties), replace(network, graph=graph), own
