"""A network in lanes: columns side by side where they have the room, else one list."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tigraph.drawing.layouts.lanes.columns import Sides, sides
from tigraph.drawing.layouts.lanes.grid import Grid, level_names
from tigraph.drawing.layouts.lanes.kinds import grid_of
from tigraph.drawing.layouts.lanes.listing import listed
from tigraph.drawing.layouts.lanes.plan import LEADING, MARK, Lanes, Measure, Name, headed
from tigraph.drawing.layouts.lanes.threads import Threads, threaded
from tigraph.drawing.layouts.plan import Point
from tigraph.drawing.layouts.ways import Way, beside, turning
from tigraph.drawing.styles import label_width

if TYPE_CHECKING:
    from tigraph.drawing.look import Look

_TURN = 1.9  # radius of the corners of ties, for names of size 1


def in_lanes(
    look: Look,
    measure: Measure,
    size: float,
    width: float,
    lined: bool | None = None,
    found: Grid | None = None,
    close: bool = False,
) -> Lanes | None:
    """A network in lanes, its names of a size, in a width; none where it has no lanes.

    Columns stand side by side where there is room for their names, else all of them in one
    list; `lined` says which of the two, and then there is none where columns have no room.
    `found` is the network's grid, if it is another than `grid_of` finds. Rows may stand `close`.
    """
    found = found or grid_of(look.network)
    if found is None:
        return None
    if not lined:
        threads = threaded(look, found)
        across = sides(look, threads, measure, size, width, close)
        if across:
            return _Picture(look, threads, across, size, width).made
    return None if lined is False else listed(look, found, measure, size, width, close)


class _Picture:
    """Lanes being made."""

    def __init__(
        self, look: Look, threads: Threads, across: Sides, size: float, width: float
    ) -> None:
        self.look, self.threads, self.sides, self.size = look, threads, across, size
        self.grid = threads.grid
        self.made = Lanes(size, width, label=0.8 * size, strays=len(self.grid.strays))
        self._place()
        self.made.ways = [self._way(k, a) for k, (a, _) in enumerate(look.network.graph.edges())]

    def _place(self) -> None:
        size, made, across = self.size, self.made, self.sides
        top, tops = 2.1 * size, {}
        for lane, name in enumerate(level_names(self.look.network, self.grid)):
            head = 1.9 * size if name and not self._aside(lane, name) else 0.6 * size
            foot = top + head + across.deep[lane] + 0.5 * size
            made.bands.append((name, top, foot))
            tops[lane] = top + head
            top = foot + 0.8 * size
        made.height = top - 0.8 * size
        cell = self.threads.chains.cell
        self.at = {item: tops[cell[item][0]] + y for item, y in across.at.items()}
        for column, name in enumerate(self.grid.columns):
            ends = name == "people"
            x = across.right[column] if ends else across.left[column]
            made.heads.append((self.grid.heads[column], x, ends))
        for node, item in self.threads.item.items():
            column, y = self.grid.column[node], self.at[item]
            left, right = across.left[column], across.right[column]
            lines, wide, cut = across.lines[node]
            high = LEADING * size * len(lines)
            bold, end, head = False, False, 0
            match self.grid.columns[column]:
                case "people":
                    made.spots[node] = (right - MARK * size, y)
                    x, bold, end = right - 2 * MARK * size - 0.5 * size, True, True
                case "posts":
                    box = (wide + 1.4 * size, high + 0.75 * size)
                    made.boxes[node] = box
                    made.spots[node] = (left + box[0] / 2, y)
                    x, head = left + 0.7 * size, headed(self.look.labels[node])
                case _:
                    made.spots[node] = (left + MARK * size, y)
                    x = left + 2 * MARK * size + 0.5 * size
            made.names[node] = Name(tuple(lines), x, y - high / 2, end, bold, wide, cut, head)

    def _aside(self, lane: int, name: str) -> bool:
        """Whether there is room for a lane's name beside what stands at its top."""
        size, first = self.size, self.grid.columns[0]
        if -1 in self.sides.channels.tracks:
            return False
        wide = label_width(name.upper(), 0.72 * size) + 1.6 * size
        for node, item in self.threads.item.items():
            if self.grid.lane[node] != lane or self.grid.column[node]:
                continue
            lines, long, _ = self.sides.lines[node]
            top = self.sides.at[item] - (LEADING * len(lines) + 0.75) * size / 2
            left = self.sides.left[0]
            if first == "people":
                left = self.sides.right[0] - long - (2 * MARK + 0.5) * size
            if left < wide and top < 0.8 * size:
                return False
        return True

    # Ties ---------------------------------------------------------------------------------

    def _way(self, k: int, source: str) -> Way:
        hops = self.threads.hops[k]
        if not hops:
            return self._loop(source)
        channels, names = self.sides.channels, self.named
        points: list[Point] = []
        for hop in hops:
            channel = channels.of[hop.gap, hop.group]
            x = self.sides.across(hop.gap, channel.track, self.size)
            for item, before, last in (
                (hop.start, hop.sides[0], False), (hop.end, hop.sides[1], True),
            ):  # fmt: skip
                y = self._down(item, channels.port[item, before, hop.group])
                rim = self._rim(item, before)
                points += [(x, y), (rim, y)] if last else [(rim, y), (x, y)]
        way = turning(points, _TURN * self.size)
        first = names[hops[0].start]
        return way if first == source else way[::-1]

    @cached_property
    def named(self) -> dict[int, str]:
        """The actor of each item that is one."""
        return {item: node for node, item in self.threads.item.items()}

    def _down(self, item: int, port: float) -> float:
        """How far down a tie meets an item, which the channels know by lanes close together."""
        return self.at[item] + port - self.sides.whole[item]

    def _rim(self, item: int, before: bool) -> float:
        """Where ties meet an item: to the left at its mark, to the right after its name."""
        if item in self.threads.light:
            column = self.threads.chains.cell[item][1]
            return self.sides.left[column] if before else self.sides.right[column]
        node = self.named[item]
        x, _ = self.made.spots[node]
        if node in self.made.boxes:
            return x + (-0.5 if before else 0.5) * self.made.boxes[node][0]
        if before:
            return x - self.sides.reach[node] * MARK * self.size
        name = self.made.names[node]
        if name.end:
            return x + MARK * self.size
        return name.x + name.wide + 0.4 * self.size

    def _loop(self, node: str) -> Way:
        """The tie of an actor to itself, beside its mark."""
        people = self.grid.columns[self.grid.column[node]] == "people"
        item, lean = self.threads.item[node], 0.6 * MARK * self.size
        x, y = self._rim(item, not people), self.at[item]
        return beside((x, y - lean), (x, y + lean), (1.1 if people else -1.1) * self.size)
