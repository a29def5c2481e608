"""In which order the items of each column stand, so that few ties cross."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import TypeAlias

Cell: TypeAlias = tuple[int, int]
"""A lane and a column."""

_SWEEPS = 24
#: From so many orders the search begins at most, the fewer the more links there are.
_STARTS, _EFFORT = 12, 600


@dataclass
class Chains:
    """Items in cells, and the links between them: of neighbouring columns, or of one.

    A tie that passes a column has an item of its own in it.
    """

    cell: dict[int, Cell] = field(default_factory=dict)
    links: list[tuple[int, int]] = field(default_factory=list)

    def near(self) -> dict[int, list[int]]:
        """The items that each item is linked to."""
        found: dict[int, list[int]] = defaultdict(list)
        for a, b in self.links:
            found[a].append(b)
            found[b].append(a)
        return found


def ordered(chains: Chains, first: Sequence[int]) -> dict[Cell, list[int]]:
    """Each cell's items from the top; `first` is the order to begin with.

    A search that goes from better to better stops at the first order that no step mends, so it
    begins anew from others, always the same, and the best of all is taken.
    """
    links = tuple(chains.links)
    known = _searched(tuple(sorted(chains.cell.items())), links, tuple(first))
    return {cell: list(own) for cell, own in known}


@lru_cache(maxsize=32)
def _searched(
    cells: tuple[tuple[int, Cell], ...], links: tuple[tuple[int, int], ...], first: tuple[int, ...]
) -> tuple[tuple[Cell, tuple[int, ...]], ...]:
    """The best order found: a page asks for it again at each of its widths."""
    chains, start = Chains(dict(cells), list(links)), list(first)
    best, least = _improved(chains, start)
    for seed in range(1, min(_STARTS, _EFFORT // (len(links) + 1))):
        if least < 1:
            break
        Random(seed).shuffle(start)
        found, crossing = _improved(chains, start)
        if crossing < least:
            best, least = found, crossing
    return tuple((cell, tuple(own)) for cell, own in best.items())


def _improved(chains: Chains, first: Sequence[int]) -> tuple[dict[Cell, list[int]], float]:
    """The best order that sweeps find from one to begin with, and what it costs."""
    cells: dict[Cell, list[int]] = defaultdict(list)
    for item in first:
        cells[chains.cell[item]].append(item)
    near = chains.near()
    columns = sorted({column for _, column in cells})
    best, least = {cell: list(own) for cell, own in cells.items()}, crossings(chains, cells)
    met: set[tuple[int, ...]] = set()
    for sweep in range(_SWEEPS):
        ways = columns if sweep % 2 == 0 else columns[::-1]
        for column in ways:
            at = _places(cells)
            for cell in sorted(cells):
                if cell[1] == column:
                    cells[cell] = _by_neighbours(cells[cell], near, at)
        _swap(cells, near)
        _sift(cells, near)
        crossing = crossings(chains, cells)
        if crossing < least:
            best, least = {cell: list(own) for cell, own in cells.items()}, crossing
        order = (sweep % 2, *(item for own in cells.values() for item in own))
        if order in met:  # what follows has been, too
            break
        met.add(order)
    return best, least


def _places(cells: Mapping[Cell, Sequence[int]]) -> dict[int, float]:
    """How far down each item stands: its lane, and its part of it."""
    return {
        item: lane + (k + 0.5) / len(own)
        for (lane, _), own in cells.items()
        for k, item in enumerate(own)
    }


def _by_neighbours(
    own: list[int], near: Mapping[int, Sequence[int]], at: Mapping[int, float]
) -> list[int]:
    drawn = {}
    for item in own:
        others = near.get(item, ())
        drawn[item] = sum(at[o] for o in others) / len(others) if others else float("inf")
    return sorted(own, key=lambda item: drawn[item])


def _swap(cells: dict[Cell, list[int]], near: Mapping[int, Sequence[int]]) -> None:
    """Neighbours change places as long as that undoes crossings."""
    column = {item: c for (_, c), own in cells.items() for item in own}
    for _ in range(8):
        at = _places(cells)
        done = True
        for cell in sorted(cells):
            own = cells[cell]
            gain = _Gain(own, near, column, at)
            for k in range(len(own) - 1):
                upper, lower = own[k], own[k + 1]
                if gain(upper, lower) > 0:
                    own[k], own[k + 1] = lower, upper
                    at[upper], at[lower] = at[lower], at[upper]
                    done = False
        if done:
            return


def _sift(cells: dict[Cell, list[int]], near: Mapping[int, Sequence[int]]) -> None:
    """Each item in turn takes the place in its cell where fewest of its links cross others.

    After Matuszewski, Schönfeld and Molitor, "Using sifting for k-layer straightline crossing
    minimization" (1999): the place is found by passing all others, one after the other.
    """
    column = {item: c for (_, c), own in cells.items() for item in own}
    at = _places(cells)
    for cell in sorted(cells):
        own = cells[cell]
        gain = _Gain(own, near, column, at)
        for item in sorted(own, key=lambda one: (-len(near.get(one, ())), one)):
            here = own.index(item)
            best, place = 0, here
            for way in (1, -1):
                gained, k = 0, here + way
                while 0 <= k < len(own):
                    gained += gain(item, own[k]) if way > 0 else gain(own[k], item)
                    if gained > best:
                        best, place = gained, k
                    k += way
            if place != here:
                own.insert(place, own.pop(here))
                for k, one in enumerate(own):
                    at[one] = cell[0] + (k + 0.5) / len(own)


class _Gain:
    """How many crossings fewer there are if two items of a cell change places, upper and lower.

    Where their neighbours in the columns beside stand is read once: it stays while these move.
    """

    def __init__(
        self,
        own: Sequence[int],
        near: Mapping[int, Sequence[int]],
        column: Mapping[int, int],
        at: Mapping[int, float],
    ) -> None:
        self._known: dict[tuple[int, int], int] = {}
        self._beside = {
            item: tuple(
                sorted(at[o] for o in near.get(item, ()) if column[o] == column[item] + side)
                for side in (-1, 1)
            )
            for item in own
        }

    def __call__(self, upper: int, lower: int) -> int:
        known = self._known.get((upper, lower))
        if known is None:
            sides = zip(self._beside[upper], self._beside[lower], strict=True)
            known = sum(_over(ups, downs) for ups, downs in sides)
            self._known[upper, lower], self._known[lower, upper] = known, -known
        return known


def _over(ups: Sequence[float], downs: Sequence[float]) -> int:
    """Of all pairs, how many more of the first are below one of the second than above."""
    if not ups or not downs:
        return 0
    if len(ups) > len(downs):
        return -_over(downs, ups)
    return sum(bisect_left(downs, u) + bisect_right(downs, u) - len(downs) for u in ups)


def crossings(chains: Chains, cells: Mapping[Cell, Sequence[int]]) -> float:
    """How many links cross, and a little for each step down that a link takes."""
    at = _places(cells)
    gaps: dict[int, list[tuple[float, float]]] = defaultdict(list)
    far = 0.0
    for a, b in chains.links:
        (_, c), (_, d) = chains.cell[a], chains.cell[b]
        far += abs(at[a] - at[b])
        if c != d:
            left, right = (a, b) if c < d else (b, a)
            gaps[min(c, d)].append((at[left], at[right]))
    crossing = 0
    for links in gaps.values():
        ends: list[float] = []
        for _, end in sorted(links):
            place = bisect_right(ends, end)
            crossing += len(ends) - place
            ends.insert(place, end)
    return crossing + 0.01 * far
