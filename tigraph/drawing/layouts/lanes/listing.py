"""Lanes where there is no room for columns: one list, its ties in the margin beside it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tigraph.drawing.layouts.lanes.bundles import Bundle, bundles
from tigraph.drawing.layouts.lanes.columns import set_in
from tigraph.drawing.layouts.lanes.grid import Grid, level_names
from tigraph.drawing.layouts.lanes.plan import LEADING, MARK, REACH, Lanes, Measure, Name, headed
from tigraph.drawing.layouts.ways import Way, beside, turning

if TYPE_CHECKING:
    from tigraph.drawing.look import Look


def listed(
    look: Look, grid: Grid, measure: Measure, size: float, width: float, close: bool = False
) -> Lanes:
    """All in one list, lane by lane: each person, then what leads on from there.

    Rows may stand `close`, one that leads on to none after another.
    """
    network = look.network
    made = Lanes(size, width, strays=len(grid.strays))
    margin = min(max(0.22 * width, 5 * size), 9 * size)
    made.label = margin
    rows, names = _rows(look, grid), level_names(network, grid)
    y, lane = 0.0, -1
    between = (0.7, 0.14, 0.3) if close else (1.2, 0.6, 0.6)  # posts, others, groups
    for k, (node, begins) in enumerate(rows):
        if grid.lane[node] != lane:
            if lane >= 0:
                made.bands[-1] = (*made.bands[-1][:2], y + 0.5 * size)
                y += (0.9 if close else 1.3) * size
            lane = grid.lane[node]
            made.bands.append((names[lane], y, y))
            y += (1.5 if close else 1.9) * size
        elif begins and not (close and _alone(rows, k - 1) and _alone(rows, k)):
            y += between[2] * size
        column = grid.columns[grid.column[node]]
        bold, boxed = column == "people", column == "posts"
        x = margin + (0.7 * size if boxed else 2 * MARK * size + 0.5 * size)
        room = width - x - (1.4 * size if boxed else 0.8 * size)
        lines, wide, cut = set_in(look.labels[node], room, size, measure, bold, 4, boxed)
        high = LEADING * size * len(lines)
        row = high + (between[0] if boxed else between[1]) * size
        middle = y + row / 2
        if boxed:
            made.boxes[node] = (wide + 1.4 * size, high + (0.5 if close else 0.75) * size)
            made.spots[node] = (margin + made.boxes[node][0] / 2, middle)
        else:
            made.spots[node] = (margin + MARK * size, middle)
        head = headed(look.labels[node]) if boxed else 0
        made.names[node] = Name(tuple(lines), x, middle - high / 2, False, bold, wide, cut, head)
        y += row
    made.bands[-1] = (*made.bands[-1][:2], y + 0.5 * size)
    made.height = y + 0.5 * size
    made.ways = _ways(look, grid, made, margin)
    return made


def _alone(rows: list[tuple[str, bool]], k: int) -> bool:
    """Whether a row is a group of its own."""
    return rows[k][1] and (k + 1 == len(rows) or rows[k + 1][1])


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


def _ways(look: Look, grid: Grid, made: Lanes, margin: float) -> list[Way]:
    """Each bundle of ties in a track of the margin in which no other lies beside it."""
    edges, size = list(look.network.graph.edges()), made.size
    at = {n: y for n, (_, y) in made.spots.items()}
    own = bundles(look, grid, listed=True)
    tied: dict[Bundle, set[str]] = defaultdict(set)
    for (a, b), bundle in zip(edges, own, strict=True):
        tied[bundle] |= {a, b}
    # At an actor bundles are met by turns, those from above above those from below.
    at_actor: dict[str, list[Bundle]] = defaultdict(list)
    for bundle, nodes in tied.items():
        for node in nodes:
            at_actor[node].append(bundle)
    port = {}
    for node, some in at_actor.items():
        some.sort(key=lambda bundle: (sum(at[n] for n in tied[bundle]) / len(tied[bundle]), bundle))
        step = min(0.42, 0.8 / max(len(some) - 1, 1)) * size
        for rank, bundle in enumerate(some):
            port[node, bundle] = at[node] + (rank - (len(some) - 1) / 2) * step
    spans = {
        bundle: (min(port[n, bundle] for n in nodes), max(port[n, bundle] for n in nodes))
        for bundle, nodes in tied.items()
    }
    tracks: list[list[tuple[float, float]]] = []
    track: dict[Bundle, int] = {}
    rim = 0.3 * size
    for bundle in sorted(spans, key=lambda one: (spans[one][1] - spans[one][0], one)):
        low, high = spans[bundle]
        track[bundle] = next(
            (t for t, taken in enumerate(tracks)
             if all(low > d + rim or high < c - rim for c, d in taken)),
            len(tracks),
        )  # fmt: skip
        if track[bundle] == len(tracks):
            tracks.append([])
        tracks[track[bundle]].append((low, high))
    step = min(0.8 * size, (margin - 2.2 * size) / max(len(tracks) - 1, 1))
    ways = []
    for (a, b), bundle in zip(edges, own, strict=True):
        x = margin - 1.4 * size - step * track[bundle]
        (u, y), (w, v) = ((_rim(look, made, n, margin), port[n, bundle]) for n in (a, b))
        if a == b:
            lean = 0.3 * size
            ways.append(beside((u, y - lean), (w, v + lean), -size))
        else:
            ways.append(turning([(u, y), (x, y), (x, v), (w, v)], 0.9 * size))
    return ways


def _rim(look: Look, made: Lanes, node: str, margin: float) -> float:
    if node in made.boxes:
        return margin
    return made.spots[node][0] - REACH.get(look.style(node).shape, 0.9) * MARK * made.size
