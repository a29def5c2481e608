"""A column for each kind, where levels tell nothing: kinds that are tied stand side by side."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from tigraph.drawing.layouts.lanes.grid import MOST, Grid, column_of, grid
from tigraph.drawing.layouts.lanes.order import Chains, crossings, ordered
from tigraph.drawing.styles import text_of

if TYPE_CHECKING:
    from tigraph.networks import Network

_KINDS = 6  # more are no columns that one follows
_COLUMNS = 4
_TALLEST = 40  # actors in a column, where columns are taken without being asked for
_FEW = 12  # fewer actors are read by force as well
_TRIED = 6
#: What a tie costs that stays in a column of several kinds, or passes so many columns.
_COST = (4.0, 0.0, 1.5, 3.0)
_BACK = 0.2  # a tie that goes from right to left


def grid_of(network: Network) -> Grid | None:
    """Return the grid of a network: by levels, else by kinds; none where it has neither."""
    return grid(network) or by_kinds(network)


def by_kinds(network: Network) -> Grid | None:
    """Return a grid of one lane and a column for each kind, or for two that no tie joins.

    None for a network of one kind or of more than five, or of more actors than lanes take.
    """
    graph = network.graph
    kinds = {n: text_of(data.get("kind")) for n, data in graph.nodes(data=True)}
    found = sorted(set(kinds.values()))
    if not 2 <= len(found) <= _KINDS or len(graph) > MOST or not graph.number_of_edges():
        return None
    ties = Counter((kinds[a], kinds[b]) for a, b in graph.edges())
    some = min(_COLUMNS, len(found))
    ways = [
        dict(zip(found, columns, strict=True))
        for columns in itertools.product(range(some), repeat=len(found))
        if set(columns) == set(range(max(columns) + 1)) and max(columns)
    ]
    ways.sort(key=lambda way: (_cost(way, ties), tuple(way.values())))
    best = min(ways[:_TRIED], key=lambda way: _crossing(network, way, kinds))
    names = {
        text_of(d.get("kind")): text_of(d.get("kind_label")) for _, d in graph.nodes(data=True)
    }
    plurals = graph.graph.get("plurals", {})
    columns, heads = [], []
    for column in range(max(best.values()) + 1):
        own = [kind for kind in found if best[kind] == column]
        called = (names[kind] or kind for kind in own)
        heads.append(", ".join(plurals.get(name, name) for name in called))
        name = column_of(own[0]) if len(own) == 1 else "others"
        columns.append("others" if name == "people" and column else name)
    levels = {text_of(data.get("level")) for _, data in graph.nodes(data=True)}
    return Grid(
        tuple(columns),
        (levels.pop() if len(levels) == 1 else "",),
        {n: best[kind] for n, kind in kinds.items()},
        dict.fromkeys(kinds, 0),
        frozenset(),
        tuple(heads),
        plain=True,
    )


def kinds_fit(network: Network) -> bool:
    """Whether a column for each kind says most of a network: nearly all ties join two of them."""
    made = by_kinds(network)
    if made is None or len(network.graph) < _FEW:
        return False
    across = sum(made.column[a] != made.column[b] for a, b in network.graph.edges())
    tallest = max(Counter(made.column.values()).values())
    return tallest <= _TALLEST and across >= 0.8 * network.graph.number_of_edges()


def _cost(way: dict[str, int], ties: Counter[tuple[str, str]]) -> float:
    return max(way.values()) + sum(
        some * (_COST[abs(way[a] - way[b])] + _BACK * (way[a] > way[b]))
        for (a, b), some in ties.items()
        if a != b
    )


def _crossing(network: Network, way: dict[str, int], kinds: dict[str, str]) -> tuple[float, float]:
    """How many ties cross where kinds have these columns, and how many pass a column."""
    chains, item = Chains(), {n: i for i, n in enumerate(sorted(kinds))}
    for node, i in item.items():
        chains.cell[i] = (0, way[kinds[node]])
    passed = 0
    for a, b in network.graph.edges():
        left, right = sorted((item[a], item[b]), key=lambda i: chains.cell[i][1])
        before = left
        for column in range(chains.cell[left][1] + 1, chains.cell[right][1]):
            chains.cell[len(chains.cell)] = (0, column)
            chains.links.append((before, len(chains.cell) - 1))
            before, passed = len(chains.cell) - 1, passed + 1
        chains.links.append((before, right))
    return crossings(chains, ordered(chains, list(chains.cell))) + 2 * passed, passed
