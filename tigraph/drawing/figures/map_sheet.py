"""A map on a sheet with its numbers and bars: beside it on a wide sheet, about it on a tall one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.mapping import SCALE, MapMarks, mapped
from tigraph.drawing.figures.tallying import Numbers
from tigraph.drawing.layouts.maps import points, short_labels
from tigraph.drawing.styles import LABEL_ALL, label_lines
from tigraph.drawing.tallies import TALLY_WORDS, Tally, composed, tally_of

if TYPE_CHECKING:
    from tigraph.drawing.figures.sheet import Sheet
    from tigraph.drawing.look import Look
    from tigraph.networks import Network

_WIDE = 1.15  # a sheet wider than so many times its height has the numbers at its left
_SHARE = 0.27  # of its width
_WRAP = (24, 3)
_MOST = 31.0  # no wider than that, for small text of size 1


class MapSheet:
    """The map of a sheet, laid out in its room: `place` is where its actors stand."""

    def __init__(self, sheet: Sheet, room: float) -> None:
        self.sheet, self.marks = sheet, sheet.marks
        network, size = sheet.network, sheet.preset.small
        tally, known = _tally(network), points(network)
        placed = sum(node in known for node in tally.counted())
        told = tally.telling and (not sheet.reduced or sheet.reduced.alike)
        self.numbers = Numbers(self.marks, tally, placed) if told else None
        self.beside = bool(self.numbers) and sheet.wide > _WIDE * room
        self.column = min(_SHARE * sheet.wide, _MOST * size) if self.beside else 0.0
        self.head = self.foot = 0.0
        if self.numbers and not self.beside:
            self.head = self.numbers.head(sheet.wide, False) + size
            self.foot = self.numbers.bars(sheet.wide) + 1.5 * size
        gap = 2 * size if self.beside else 0.0
        self.left = self.column + gap
        self.made, place, tall, shift = mapped(
            sheet.fitted, sheet.wide - self.left, room - self.head - self.foot
        )
        short = short_labels(network, sheet.look.labels)
        sheet.fitted.lines = {n: label_lines(label, *_WRAP) for n, label in short.items()}
        self.shift = self.left + shift
        self.place = {n: (x + self.left, y + self.head) for n, (x, y) in place.items()}
        self.tall = tall + self.head + self.foot
        if self.beside and self.numbers:
            self.tall = max(self.tall, min(room, self._column_height()))

    def draw(self, top: float, down: float, foot: float) -> int:
        """Draw it from a height on; return how many names are shown between top and foot."""
        sheet, marks = self.sheet, self.marks
        margin = sheet.preset.margin
        place = {n: (x + margin, y + down) for n, (x, y) in self.place.items()}
        ground = MapMarks(marks, self.made, (margin + self.shift, down + self.head))
        ground.draw()
        marks.edges(place, self.made.unlined)
        ground.dots(place)
        if self.numbers:
            self._numbers(self.numbers, margin, down, foot)
        shown = marks.names(place, top, foot - self.foot, False, ground.may, ground.within)
        ground.towns(place)
        return shown

    def _column_height(self) -> float:
        assert self.numbers
        return self.numbers.head(self.column, True) + self.numbers.bars(self.column)

    def _numbers(self, numbers: Numbers, margin: float, down: float, foot: float) -> None:
        size, wide = self.sheet.preset.small, self.sheet.wide
        if not self.beside:
            numbers.draw_head(margin, down, wide, False)
            numbers.draw_bars(margin, down + self.tall - self.foot + 1.5 * size, wide)
            return
        numbers.draw_head(margin, down, self.column, True)
        top = down + numbers.head(self.column, True) + 1.2 * size
        numbers.draw_bars(margin, top, self.column, foot - top)


def _tally(network: Network) -> Tally:
    return tally_of(network, _covered(network))


def _covered(network: Network) -> set[str]:
    """The actors that have an area on the map."""
    atlas = network.graph.graph.get("atlas")
    return set(atlas.contours if atlas else ()) & points(network).keys()


def map_kinds(look: Look) -> list[dict[str, Any]]:
    """The entries of a map's legend: what its areas are, and its marks where no number says so."""
    tally, made_of = _tally(look.network), composed(look.network)
    covered = _covered(look.network)
    words = TALLY_WORDS.of(look.network.language)
    entries = []
    for i, group in enumerate(tally.groups):
        if i not in tally.kinds() or not tally.telling:
            marker = _marker(look, tally, i)
            entry = {**vars(group), "count": tally.total(i), "marker": marker}
            if group.area and made_of >= covered.intersection(tally.members(i)):
                entry |= {"label": words["composed"].format(group.label), "many": "", "blank": True}
            entries.append(entry)
    bare = sum(tally.groups[i].area for node, i in tally.of.items() if node not in covered)
    if bare:  # an actor of a kind that areas are of, drawn as a square
        square = {"label": words["bare"], "colour": SCALE, "marker": "s", "hollow": True}
        entries.append({**square, "count": bare})
    return entries


def _marker(look: Look, tally: Tally, group: int) -> str:
    """The form of the marks of a group: that of their kind, if they are drawn in it."""
    if len(look.network.graph) > LABEL_ALL:
        return "o"
    styles = [look.style(node) for node, own in tally.of.items() if own == group]
    return styles[0].marker if styles[0].colour == tally.groups[group].colour else "o"


def lines_told(look: Look) -> list[str]:
    """How many ties are drawn as lines, in words, if not all are."""
    lines, ties = len(look.lined()), look.network.graph.number_of_edges()
    words = TALLY_WORDS.of(look.network.language)
    return [words["lines" if lines else "none"].format(lines, ties)] if lines < ties else []
