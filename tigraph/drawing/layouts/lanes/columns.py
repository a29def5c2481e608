"""How wide the columns are: their names set as wide as the room allows, the gaps between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tigraph.drawing.layouts.lanes.channels import Channels, channels
from tigraph.drawing.layouts.lanes.grid import Grid
from tigraph.drawing.layouts.lanes.heights import heights
from tigraph.drawing.layouts.lanes.plan import LEADING, MARK, REACH, Measure, parted, wrapped
from tigraph.drawing.layouts.lanes.plan import headed as headed_of
from tigraph.drawing.layouts.lanes.threads import Threads
from tigraph.drawing.styles import one_line

if TYPE_CHECKING:
    from tigraph.drawing.look import Look

_WIDEST = {"people": 13.0, "posts": 21.0}  # of a line of a name, for a size of 1
_LINES = {"people": 2}
_MOST = 6  # lines of a name
_SHARES = (2.2, 1.8, 1.5, 1.3, 1.15, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.36)
_LEAST_GOOD = 0.75  # narrower names give way only to narrower gaps
_GAP, _GOOD_GAP, _MORE = 2.9, 3.6, 4.4  # with one channel; and what a gap may have more
_TRACK, _GOOD_TRACK, _GREAT_TRACK = 0.6, 0.8, 1.3  # between two channels
_TAIL, _HEAD = 1.0, 1.3  # of a gap, after a name and before a mark: for arrowheads


@dataclass
class Sides:
    """Where columns begin and end; each node's lines, how wide they are, whether they are cut.

    `at` says how far down in its lane each item stands, `deep` how tall each lane is.
    """

    left: list[float]
    right: list[float]
    lines: dict[str, tuple[list[str], float, bool]]
    reach: dict[str, float]
    at: dict[int, float]
    deep: dict[int, float]
    whole: dict[int, float]
    """How far down items stand where lanes follow each other: so the channels know them."""
    channels: Channels

    def across(self, gap: int, track: int, size: float) -> float:
        """Where a channel of the gap after a column stands."""
        low = self.right[gap] if gap >= 0 else 0.0
        room = self.left[gap + 1] - low - (_TAIL + _HEAD) * size
        some = self.channels.tracks[gap] - 1
        step = min(room / some, _GREAT_TRACK * size) if some else 0.0
        return low + _TAIL * size + (room - step * some) / 2 + track * step


def sides(
    look: Look, threads: Threads, measure: Measure, size: float, width: float, close: bool
) -> Sides | None:
    """The columns in a width, names in as few lines as there is room for; none in too small."""
    grid = threads.grid
    rim, gaps = 1.2 * size, len(grid.columns) - 1
    heads = [measure(head, size, False) for head in grid.heads]
    for share in _SHARES:
        lines = _lines(look, grid, measure, size, share)
        wide = list(heads)
        for node, (_, long, _) in lines.items():
            column = grid.column[node]
            wide[column] = max(wide[column], long + _around(grid.columns[column]) * size)
        free = width - 2 * rim - sum(wide)
        if free < gaps * size * _GAP:
            continue
        at, deep, whole, routed = _routed(threads, lines, size, close)
        good = share > _LEAST_GOOD
        step = _GOOD_TRACK if good else _TRACK
        start = (routed.tracks[-1] * step + _HEAD) * size if -1 in routed.tracks else 0.0
        least = [
            ((_GOOD_GAP if good else _GAP) + step * max(routed.tracks.get(g, 1) - 1, 0)) * size
            for g in range(gaps)
        ]
        free -= start + sum(least)
        if free >= 0:
            break
    else:
        return None
    more = min(free / gaps, _MORE * size) if gaps else 0.0
    x, left, right = rim + start + (free - more * gaps) / 2, [], []
    for column, own in enumerate(wide):
        left.append(x)
        right.append(x + own)
        x += own + (least[column] + more if column < gaps else 0.0)
    reach = {node: REACH.get(look.style(node).shape, 0.9) for node in look.network.graph}
    return Sides(left, right, lines, reach, at, deep, whole, routed)


def _routed(
    threads: Threads,
    lines: dict[str, tuple[list[str], float, bool]],
    size: float,
    close: bool,
) -> tuple[dict[int, float], dict[int, float], dict[int, float], Channels]:
    """How far down all stands, how tall lanes are, and the channels of the ties."""
    grid, names = threads.grid, {item: node for node, item in threads.item.items()}
    tall = dict.fromkeys(threads.light, (0.75 if close else 0.9) * size)
    boxed = {i for i, node in names.items() if grid.columns[grid.column[node]] == "posts"}
    people = {i for i, node in names.items() if grid.columns[grid.column[node]] == "people"}
    for item, node in names.items():
        gap = (1.1 if close else 1.3) if item in boxed else (0.5 if close else 0.85)
        tall[item] = (LEADING * len(lines[node][0]) + gap) * size
    at, deep = heights(threads.chains, threads.cells, tall, threads.light)

    def span(item: int, before: bool) -> float:
        if item in threads.light:
            return 0.0
        high = LEADING * len(lines[names[item]][0]) * size
        if item in boxed:
            return high
        return 1.3 * MARK * size if before or item in people else high - 0.4 * size

    tops, top = {}, 0.0
    for lane in sorted(deep):
        tops[lane] = top
        top += deep[lane] + 3 * size
    whole = {item: tops[threads.chains.cell[item][0]] + y for item, y in at.items()}
    return at, deep, whole, channels(threads, whole, span, size)


def _around(column: str) -> float:
    """The room of a name's mark or box to its sides."""
    return 1.4 if column == "posts" else 2 * MARK + 0.5


def _lines(
    look: Look, grid: Grid, measure: Measure, size: float, share: float
) -> dict[str, tuple[list[str], float, bool]]:
    found = {}
    for node, label in look.labels.items():
        column = grid.columns[grid.column[node]]
        bold = column == "people"
        most = _LINES.get(column, _MOST)
        found[node] = set_in(label, _WIDEST.get(column, 18.0) * share * size, size, measure, bold,
                             most, column == "posts")  # fmt: skip
    return found


def set_in(
    label: str,
    width: float,
    size: float,
    measure: Measure,
    bold: bool,
    most: int,
    headed: bool,
) -> tuple[list[str], float, bool]:
    """A name in lines, as even as they get; how wide they are; and whether words are left out."""

    def long(line: str) -> float:
        return measure(line, size, bold or headed)

    lines = wrapped(label, width, long, most)
    while width > 2 * size:  # as narrow as it gets in as many lines
        width *= 0.93
        other = wrapped(label, width, long, most)
        if len(other) > len(lines) or other[-1].endswith("…") or max(map(long, other)) > width:
            break
        lines = other
    head = headed_of(label) if headed else 0
    own = [
        measure(first, size, True) + measure(rest, size, bold)
        for first, rest in parted(lines, head)
    ]
    return lines, max(own), " ".join(lines) != one_line(label)
