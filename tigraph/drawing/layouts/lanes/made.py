"""A network in lanes: columns side by side where they have the room, else one list."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from tigraph.drawing.layouts.lanes.columns import Sides, sides
from tigraph.drawing.layouts.lanes.grid import WORDS, Grid, grid, level_names
from tigraph.drawing.layouts.lanes.heights import heights
from tigraph.drawing.layouts.lanes.listing import listed
from tigraph.drawing.layouts.lanes.order import Chains, ordered
from tigraph.drawing.layouts.lanes.plan import LEADING, MARK, Lanes, Measure, Name
from tigraph.drawing.layouts.plan import Point
from tigraph.drawing.layouts.ways import Way, beside, through

if TYPE_CHECKING:
    from tigraph.drawing.look import Look
    from tigraph.networks import Network


def in_lanes(
    look: Look,
    measure: Measure,
    size: float,
    width: float,
    lined: bool | None = None,
    found: Grid | None = None,
) -> Lanes | None:
    """A network in lanes, its names of a size, in a width; none where it has no lanes.

    Columns stand side by side where there is room for their names, else all of them in one
    list; `lined` says which of the two, and then there is none where columns have no room.
    `found` is the network's grid, if it is another than `grid` finds.
    """
    found = found or grid(look.network)
    if found is None:
        return None
    across = None if lined else sides(look, found, measure, size, width)
    if across:
        return _Picture(look, found, across, size, width).made
    return None if lined is False else listed(look, found, measure, size, width)


class _Picture:
    """Lanes being made."""

    def __init__(self, look: Look, found: Grid, across: Sides, size: float, width: float) -> None:
        self.look, self.grid, self.sides, self.size = look, found, across, size
        self.network: Network = look.network
        self.made = Lanes(size, width, strays=len(found.strays))
        self.chains = Chains()
        self.item: dict[str, int] = {}
        self.tall: dict[int, float] = {}
        self.light: set[int] = set()
        self.passing: dict[int, list[int]] = {}  # the items of each edge in columns that it passes
        self._chain()
        cells = ordered(self.chains, self._first())
        self._place(*heights(self.chains, cells, self.tall, self.light))
        self.edges = list(self.network.graph.edges())
        self.made.ways = self._ways()

    def _chain(self) -> None:
        for i, node in enumerate(sorted(self.network.graph)):
            self.item[node] = i
            self.chains.cell[i] = (self.grid.lane[node], self.grid.column[node])
            self.tall[i] = self.sides.tall[node]
        fresh = itertools.count(len(self.item))
        for k, (a, b) in enumerate(self.network.graph.edges()):
            left, right = sorted((a, b), key=lambda n: (self.grid.column[n], n))
            before, lane = self.item[left], self.grid.lane[left]
            self.passing[k] = []
            for column in range(self.grid.column[left] + 1, self.grid.column[right]):
                item = next(fresh)
                self.chains.cell[item] = (lane, column)
                self.tall[item] = 0.9 * self.size
                self.light.add(item)
                self.passing[k].append(item)
                self.chains.links.append((before, item))
                before = item
            if left != right:
                self.chains.links.append((before, self.item[right]))

    def _first(self) -> list[int]:
        """The items part by part, each after one that it is linked to; those alone come last."""
        near = self.chains.near()
        # From the left: people first, those with most ties first.
        starts = sorted(
            self.chains.cell,
            key=lambda i: (not near.get(i), self.chains.cell[i][1], -len(near.get(i, ())), i),
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

    def _place(self, at: dict[int, float], deep: dict[int, float]) -> None:
        size, made = self.size, self.made
        names = level_names(self.network, self.grid)
        top, tops = 2.1 * size, {}
        for lane, name in enumerate(names):
            foot = top + 1.9 * size + deep[lane] + 0.5 * size
            made.bands.append((name, top, foot))
            tops[lane] = top + 1.9 * size
            top = foot + 0.8 * size
        made.height = top - 0.8 * size
        self.at = {item: tops[self.chains.cell[item][0]] + y for item, y in at.items()}
        for column, name in enumerate(self.grid.columns):
            ends = name == "people"
            x = self.sides.right[column] if ends else self.sides.left[column]
            made.heads.append((WORDS(name, self.network.language), x, ends))
        for node, item in self.item.items():
            column, y = self.grid.column[node], self.at[item]
            left, right = self.sides.left[column], self.sides.right[column]
            lines, wide, cut = self.sides.lines[node]
            high = LEADING * size * len(lines)
            bold, end = False, False
            match self.grid.columns[column]:
                case "people":
                    made.spots[node] = (right - MARK * size, y)
                    x, bold, end = right - 2 * MARK * size - 0.5 * size, True, True
                case "posts":
                    box = (wide + 1.4 * size, high + 0.75 * size)
                    made.boxes[node] = box
                    made.spots[node] = (left + box[0] / 2, y)
                    x = left + 0.7 * size
                case _:
                    made.spots[node] = (left + MARK * size, y)
                    x = left + 2 * MARK * size + 0.5 * size
            made.names[node] = Name(tuple(lines), x, y - high / 2, end, bold, wide, cut)

    # Ties ---------------------------------------------------------------------------------

    def _ways(self) -> list[Way]:
        pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for k, (a, b) in enumerate(self.edges):
            pairs[min(a, b), max(a, b)].append(k)
        found: dict[int, Way] = {}
        aside: dict[int, list[int]] = defaultdict(list)
        for (a, b), ties in pairs.items():
            for rank, k in enumerate(ties):
                if self.grid.column[a] == self.grid.column[b]:
                    aside[self.grid.column[a]].append(k)
                else:
                    off = (rank - (len(ties) - 1) / 2) * 0.36 * self.size
                    found[k] = self._across(k, off)
        for column, ties in aside.items():
            found |= self._aside(column, ties)
        return [found[k] for k in range(len(self.edges))]

    def _across(self, k: int, off: float) -> Way:
        a, b = self.edges[k]
        left, right = sorted((a, b), key=lambda n: self.grid.column[n])
        points = [self._exit(left, off)]
        edge = self.sides.right[self.grid.column[left]]
        if edge > points[0][0] + 0.5:
            points.append((edge, points[0][1]))
        for item in self.passing[k]:
            column, y = self.chains.cell[item][1], self.at[item]
            points += [(self.sides.left[column], y), (self.sides.right[column], y)]
        x, y = self._entry(right, off)
        points.append((self.sides.left[self.grid.column[right]], y))
        way = through(points)
        if x > points[-1][0]:
            way = (*way[:-2], (x, y), (x, y))
        return way if left == a else way[::-1]

    def _entry(self, node: str, off: float = 0.0) -> Point:
        """Where ties come in from the left: at the mark."""
        x, y = self.made.spots[node]
        if node in self.made.boxes:
            return self.sides.left[self.grid.column[node]], y + off
        return x - self.sides.reach[node] * MARK * self.size, y + off

    def _exit(self, node: str, off: float = 0.0) -> Point:
        """Where ties leave to the right: after the name."""
        x, y = self.made.spots[node]
        if node in self.made.boxes:
            return x + self.made.boxes[node][0] / 2, y + off
        name = self.made.names[node]
        if name.end:
            return x + MARK * self.size, y + off
        return name.x + name.wide + 0.4 * self.size, y + off

    def _aside(self, column: int, ties: list[int]) -> dict[int, Way]:
        """Ties within a column, in the gap before it (of the first of people, after it)."""
        people = self.grid.columns[column] == "people"
        sign = 1 if people else -1
        room = self.sides.gap(column + 1 if people else column) - 0.6 * self.size
        spans = {}
        for k in ties:
            a, b = (self.at[self.item[n]] for n in self.edges[k])
            spans[k] = (min(a, b), max(a, b))
        tracks: list[list[tuple[float, float]]] = []
        found: dict[int, Way] = {}
        for k in sorted(ties, key=lambda k: (spans[k][1] - spans[k][0], k)):
            low, high = spans[k]
            track = next(
                (t for t, own in enumerate(tracks)
                 if all(low >= d - 0.1 or high <= c + 0.1 for c, d in own)
                 and all(low >= d or high <= c or t for c, d in own)),
                len(tracks),
            )  # fmt: skip
            if track == len(tracks):
                tracks.append([])
            tracks[track].append((low, high))
            bulge = min((1.1 + 0.75 * track) * self.size, room)
            a, b = self.edges[k]
            lean = 0.3 * MARK * self.size
            up = lean if self.at[self.item[a]] < self.at[self.item[b]] else -lean
            port = self._exit if people else self._entry
            start, end = port(a, up), port(b, -up)
            if a == b:
                start, end = port(a, -2 * lean), port(a, 2 * lean)
            found[k] = beside(start, end, sign * bulge)
        return found
