"""How wide the columns are: their names set as wide as the room allows, the gaps between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tigraph.drawing.layouts.lanes.grid import WORDS, Grid
from tigraph.drawing.layouts.lanes.plan import LEADING, MARK, REACH, Measure, wrapped
from tigraph.drawing.styles import one_line

if TYPE_CHECKING:
    from tigraph.drawing.look import Look

_WIDEST = {"people": 13.0, "posts": 21.0}  # of a line of a name, for a size of 1
_LINES = {"people": 2}
_SHARES = (2.2, 1.8, 1.5, 1.3, 1.15, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.36)
_LEAST_GOOD = 0.75  # narrower names give way only to narrower gaps
_GAP, _GOOD_GAP, _GREAT_GAP = 3.0, 5.0, 8.0


@dataclass
class Sides:
    """Where columns begin and end; each node's lines, how wide they are, whether they are cut."""

    left: list[float]
    right: list[float]
    lines: dict[str, tuple[list[str], float, bool]]
    tall: dict[str, float]
    reach: dict[str, float]

    def gap(self, column: int) -> float:
        """The room before a column."""
        if column >= len(self.left):
            return _GAP * (self.right[-1] - self.left[-1]) / 10
        return self.left[column] - (self.right[column - 1] if column else 0.0)


def sides(look: Look, grid: Grid, measure: Measure, size: float, width: float) -> Sides | None:
    """The columns in a width, names in as few lines as there is room for; none in too small."""
    inside = {a for a, b in look.network.graph.edges() if grid.column[a] == grid.column[b]}
    rim = 1.2 * size
    first = any(grid.column[n] == 0 for n in inside) and grid.columns[0] != "people"
    start = rim + (2.4 * size if first else 0.0)
    gaps = len(grid.columns) - 1
    heads = [measure(WORDS(c, look.network.language), size, False) for c in grid.columns]
    for share in _SHARES:
        lines = _lines(look, grid, measure, size, share)
        wide = list(heads)
        for node, (_, long, _) in lines.items():
            column = grid.column[node]
            wide[column] = max(wide[column], long + _around(grid.columns[column]) * size)
        free = width - start - rim - sum(wide)
        if free >= gaps * size * (_GOOD_GAP if share > _LEAST_GOOD else _GAP):
            break
    else:
        return None
    gap = min(free / gaps, _GREAT_GAP * size) if gaps else 0.0
    left = [start + (free - gap * gaps) / 2 + sum(wide[:c]) + c * gap for c in range(len(wide))]
    tall = {
        node: _tall(grid.columns[grid.column[node]], len(own)) * size
        for node, (own, _, _) in lines.items()
    }
    reach = {node: REACH.get(look.style(node).shape, 0.9) for node in look.network.graph}
    return Sides(left, [x + w for x, w in zip(left, wide, strict=True)], lines, tall, reach)


def _around(column: str) -> float:
    """The room of a name's mark or box to its sides."""
    return 1.4 if column == "posts" else 2 * MARK + 0.5


def _tall(column: str, lines: int) -> float:
    """The room of a node from top to foot, with the gap to the next."""
    return LEADING * lines + (1.3 if column == "posts" else 0.85)


def _lines(
    look: Look, grid: Grid, measure: Measure, size: float, share: float
) -> dict[str, tuple[list[str], float, bool]]:
    found = {}
    for node, label in look.labels.items():
        column = grid.columns[grid.column[node]]
        bold = column == "people"
        most = _LINES.get(column, 4)
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
    own = [measure(line, size, bold or (headed and not i)) for i, line in enumerate(lines)]
    return lines, max(own), " ".join(lines) != one_line(label)
