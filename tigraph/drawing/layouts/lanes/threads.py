"""The ties of lanes as threads: from column to column, with a place in each that they pass."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tigraph.drawing.layouts.lanes.bundles import Bundle, bundles
from tigraph.drawing.layouts.lanes.grid import Grid
from tigraph.drawing.layouts.lanes.order import Cell, Chains, ordered

if TYPE_CHECKING:
    from tigraph.drawing.look import Look


@dataclass(frozen=True)
class Hop:
    """A piece of a tie: through the gap after a column, from one item to another.

    From left to right, or between two items of the column to one side of the gap.
    """

    gap: int
    start: int
    end: int
    sides: tuple[bool, bool]
    """Whether it leaves, and reaches, an item to the right of the gap."""
    group: tuple[Bundle, int]
    """What it has its channel in common with: its bundle, and the item where that meets."""


@dataclass
class Threads:
    """The items of a grid: actors, and the places of ties that pass a column."""

    grid: Grid
    chains: Chains = field(default_factory=Chains)
    item: dict[str, int] = field(default_factory=dict)
    light: set[int] = field(default_factory=set)
    hops: list[list[Hop]] = field(default_factory=list)
    """Of each tie in the graph's own order, from the left; none of a tie to itself."""
    cells: dict[Cell, list[int]] = field(default_factory=dict)
    """The items of each cell, in an order that lets few ties cross."""


def threaded(look: Look, grid: Grid) -> Threads:
    """Return the threads of a network in its grid, ordered."""
    made = Threads(grid)
    graph = look.network.graph
    for i, node in enumerate(sorted(graph)):
        made.item[node] = i
        made.chains.cell[i] = (grid.lane[node], grid.column[node])
    fresh = itertools.count(len(made.item))
    known: dict[tuple[Bundle, int, int], int] = {}
    links: dict[tuple[int, int], None] = {}
    for (a, b), bundle in zip(graph.edges(), bundles(look, grid), strict=True):
        own: list[Hop] = []
        made.hops.append(own)
        left, right = sorted((a, b), key=lambda n: (grid.column[n], n != bundle.hub, n))
        first, last = grid.column[left], grid.column[right]
        if a == b:
            continue
        if first == last:
            after = grid.columns[first] == "people"
            hub = made.item[bundle.hub or left]
            ends = made.item[left], made.item[right]
            gap = first if after else first - 1
            own.append(Hop(gap, *ends, (not after, not after), (bundle, hub)))
            links[ends] = None
            continue
        before, lane = made.item[left], grid.lane[left]
        for column in range(first + 1, last + 1):
            item = made.item[right]
            if column < last:
                key = (bundle, lane, column)
                if key not in known:
                    known[key] = next(fresh)
                    made.chains.cell[known[key]] = (lane, column)
                    made.light.add(known[key])
                item = known[key]
            meets = item if bundle.left else before
            own.append(Hop(column - 1, before, item, (False, True), (bundle, meets)))
            links[before, item] = None
            before = item
    made.chains.links = list(links)
    made.cells = ordered(made.chains, _first(made.chains))
    return made


def _first(chains: Chains) -> list[int]:
    """The items part by part, each after one that it is linked to; those alone come last."""
    near = chains.near()
    # From the left: people first, those with most ties first.
    starts = sorted(
        chains.cell,
        key=lambda i: (not near.get(i), chains.cell[i][1], -len(near.get(i, ())), i),
    )
    done: dict[int, None] = {}
    for start in starts:
        stack = [start]
        while stack:
            item = stack.pop()
            if item not in done:
                done[item] = None
                stack += sorted(near.get(item, ()), reverse=True)
    return list(done)
