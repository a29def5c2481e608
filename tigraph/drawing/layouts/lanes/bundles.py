"""Which ties run together: those of one basis that meet at one actor, on one side of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tigraph.drawing.layouts.lanes.grid import Grid
from tigraph.drawing.styles import shown

if TYPE_CHECKING:
    from tigraph.drawing.look import Look


@dataclass(frozen=True, order=True)
class Bundle:
    """Ties that meet at an actor: they come to it from the `left` or from the right.

    A bundle of one tie has that tie's number, and no actor.
    """

    hub: str
    left: bool
    basis: str = ""
    inward: bool = True
    dashed: bool = False
    alone: int = -1


def bundles(look: Look, grid: Grid, listed: bool = False) -> list[Bundle]:
    """Return the bundle of each tie, in the graph's own order: the largest that it can be in.

    In a list all ties come from the left.
    """
    graph = look.network.graph
    may: dict[Bundle, set[int]] = defaultdict(set)
    for k, ((a, b, data), line) in enumerate(zip(graph.edges(data=True), look.lines, strict=True)):
        if a == b:
            continue
        basis = shown(data, "basis")[0]
        for hub, other in ((a, b), (b, a)):
            own, far = grid.column[hub], grid.column[other]
            # Ties within a column run before it; of people, after it.
            left = listed or (grid.columns[own] != "people" if own == far else far < own)
            may[Bundle(hub, left, basis, hub == b, line.dashed)].add(k)
    found: dict[int, Bundle] = {}
    while may:
        best = min(may, key=lambda bundle: (-len(may[bundle]), bundle))
        some = may.pop(best)
        if len(some) < 2:
            break
        found |= dict.fromkeys(some, best)
        for ties in may.values():
            ties -= some
    return [found.get(k, Bundle("", True, alone=k)) for k in range(graph.number_of_edges())]
