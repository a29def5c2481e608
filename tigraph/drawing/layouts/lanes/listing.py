"""Lanes where there is no room for columns: one list, its ties in the margin beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.drawing.layouts.lanes.columns import set_in
from tigraph.drawing.layouts.lanes.grid import Grid, level_names
from tigraph.drawing.layouts.lanes.plan import LEADING, MARK, REACH, Lanes, Measure, Name
from tigraph.drawing.layouts.ways import Way, beside

if TYPE_CHECKING:
    from tigraph.drawing.look import Look


def listed(look: Look, grid: Grid, measure: Measure, size: float, width: float) -> Lanes:
    """All in one list, lane by lane: each person, then what leads on from there."""
    network = look.network
    made = Lanes(size, width, strays=len(grid.strays))
    rows, names = _rows(look, grid), level_names(network, grid)
    margin = min(max(0.22 * width, 5 * size), 9 * size)
    y, lane = 0.0, -1
    for node, begins in rows:
        if grid.lane[node] != lane:
            if lane >= 0:
                made.bands[-1] = (*made.bands[-1][:2], y + 0.5 * size)
                y += 1.3 * size
            lane = grid.lane[node]
            made.bands.append((names[lane], y, y))
            y += 1.9 * size
        elif begins:
            y += 0.6 * size
        column = grid.columns[grid.column[node]]
        bold, boxed = column == "people", column == "posts"
        x = margin + (0.7 * size if boxed else 2 * MARK * size + 0.5 * size)
        room = width - x - (1.4 * size if boxed else 0.8 * size)
        lines, wide, cut = set_in(look.labels[node], room, size, measure, bold, 4, boxed)
        high = LEADING * size * len(lines)
        row = high + (1.2 if boxed else 0.6) * size
        middle = y + row / 2
        if boxed:
            made.boxes[node] = (wide + 1.4 * size, high + 0.75 * size)
            made.spots[node] = (margin + made.boxes[node][0] / 2, middle)
        else:
            made.spots[node] = (margin + MARK * size, middle)
        made.names[node] = Name(tuple(lines), x, middle - high / 2, False, bold, wide, cut)
        y += row
    made.bands[-1] = (*made.bands[-1][:2], y + 0.5 * size)
    made.height = y + 0.5 * size
    made.ways = _ways(look, made, margin)
    return made


def _rows(look: Look, grid: Grid) -> list[tuple[str, bool]]:
    """The nodes lane by lane; which of them begin a group."""
    graph = look.network.graph
    rows: list[tuple[str, bool]] = []
    done: set[str] = set()
    for lane in range(len(grid.lanes)):
        own = sorted(
            (n for n in graph if grid.lane[n] == lane),
            key=lambda n: (not graph.degree(n), grid.column[n], -graph.degree(n), n),
        )
        for first in own:
            stack = [first]
            begins = True
            while stack:
                node = stack.pop()
                if node in done or grid.lane[node] != lane:
                    continue
                done.add(node)
                rows.append((node, begins))
                begins = False
                stack += sorted(graph.successors(node), key=lambda n: (grid.column[n], n),
                                reverse=True) if graph.is_directed() else []  # fmt: skip
    return rows


def _ways(look: Look, made: Lanes, margin: float) -> list[Way]:
    """Each tie in a track of the margin in which no other lies beside it."""
    graph, size = look.network.graph, made.size
    edges = list(graph.edges())
    at = {n: y for n, (_, y) in made.spots.items()}
    spans = [(min(at[a], at[b]), max(at[a], at[b])) for a, b in edges]
    tracks: list[list[tuple[float, float]]] = []
    track: dict[int, int] = {}
    for k in sorted(range(len(edges)), key=lambda k: (spans[k][1] - spans[k][0], k)):
        low, high = spans[k]
        track[k] = next(
            (t for t, own in enumerate(tracks) if all(low >= d or high <= c for c, d in own)),
            len(tracks),
        )
        if track[k] == len(tracks):
            tracks.append([])
        tracks[track[k]].append(spans[k])
    step = min(0.7 * size, (margin - 1.9 * size) / max(len(tracks) - 1, 1))
    ways = []
    for k, (a, b) in enumerate(edges):
        lean = 0.3 * MARK * size * (1 if at[a] < at[b] else -1)
        bulge = size + step * track[k]
        start, end = _port(look, made, a, margin), _port(look, made, b, margin)
        if a == b:
            lean = -2 * MARK * 0.3 * size
        ways.append(beside((start[0], start[1] + lean), (end[0], end[1] - lean), -bulge))
    return ways


def _port(look: Look, made: Lanes, node: str, margin: float) -> tuple[float, float]:
    x, y = made.spots[node]
    if node in made.boxes:
        return margin, y
    return x - REACH.get(look.style(node).shape, 0.9) * MARK * made.size, y
