"""A map on a sheet: its ground, its panels with names and scales, what could not be placed."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.marks import rectangle
from tigraph.drawing.layouts.area_names import AreaNames
from tigraph.drawing.layouts.boxes import Array
from tigraph.drawing.layouts.maps import Map, below, laid_out, points, short_labels, told_length
from tigraph.drawing.layouts.plan import Plan, Point
from tigraph.drawing.styles import LABEL_ALL
from tigraph.drawing.tallies import composed

if TYPE_CHECKING:
    from tigraph.drawing.figures.fitting import Fitting
    from tigraph.drawing.figures.marks import Marks
    from tigraph.drawing.figures.room import Edges

LAND, COAST, BORDER, REGION, SCALE = "#f3f0e8", "#f9f8f4", "#ddd6c8", "#b3a68c", "#6b6455"
_FINE = 0.15  # corners nearer than this to a line, in points, are left out
AREA_DASHES = (0, (2.6, 1.8))  # about areas that are there no longer
FILL = 0.3  # of its colour, an actor's area
#: Where the name of a town begins, of its width, and its middle, of half its height.
_BESIDE = ((0, 0), (-1, 0), (-0.5, -1.6), (-0.5, 1.6), (0, -1), (0, 1), (-1, -1), (-1, 1))
_TOWNS = 60  # so many are tried
_HEAD = 0.13  # of the height of an inset, above and below, where no name stands
_MOST = 1.0  # radius of the largest mark of those that stand for several, for names of size 1
_DOT = 0.09  # of the way between marks if these stood evenly


def mapped(fitted: Fitting, wide: float, room: float) -> tuple[Map, dict[str, Point], float, float]:
    """Return a map in this width and at most this height; where all stand; height and left.

    Marks are of one size, so that none looks more than it is; of an actor whose area is drawn,
    the area is the mark. Those that stand for several (`count`) are as large as these are many.
    """
    network, size, wrap = fitted.network, fitted.preset.names[-1], (24, 3)
    fitted.needs(size, wrap, 0, 1.0)
    atlas = network.graph.graph.get("atlas")
    areas = atlas.contours if atlas else {}
    placed = max(len(points(network).keys() - areas.keys()), 1)
    dot = min(0.42 * size, _DOT * math.sqrt(wide * room / placed))
    radius = dict.fromkeys(network.graph, dot)
    counts = {n: some for n, some in network.graph.nodes(data="count") if some}
    for node, some in counts.items():
        radius[node] = max(_MOST * math.sqrt(some / max(counts.values())), 0.3) * size
    made = laid_out(network, radius, (wide, room), _FINE)
    spots, tall = dict(made.spots), made.foot
    if made.nowhere:
        named = 0 if len(network.graph) > LABEL_ALL else len(network.graph)
        plan = Plan(network, fitted.needs(size, wrap, named, 0.6), None)
        rows = _foot(made, plan) - made.foot
        if made.foot + rows > room:
            least = max(room - rows, room / 3)
            made = laid_out(network, radius, (wide, least), _FINE)
        spots, tall = below(made, plan), _foot(made, plan)
    fitted.radius = radius | dict.fromkeys(made.ground.shapes, 0.0)
    boxes = [panel.box for panel in made.panels] + ([made.rest] if made.rest else [])
    low, high = min(box[0] for box in boxes), max(box[2] for box in boxes)
    shift = (wide - (high - low)) / 2 - low
    return made, {n: (x + shift, y) for n, (x, y) in spots.items()}, tall, shift


def _foot(made: Map, plan: Plan) -> float:
    """How far down the rows of those go that are nowhere."""
    spots = below(made, plan)
    return max(spots[n][1] + float(plan.half[plan.rank[n], 1]) for n in made.nowhere)


class _Taken:
    """Boxes that are taken."""

    def __init__(self) -> None:
        self.boxes: list[Edges] = []

    def add(self, box: Edges) -> None:
        self.boxes.append(box)

    def hit(self, box: Edges) -> bool:
        return any(_meet(box, one) for one in self.boxes)


def _about(spot: Point, reach: float) -> Edges:
    return spot[0] - reach, spot[1] - reach, spot[0] + reach, spot[1] + reach


def _holds(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] <= b[0] and a[1] <= b[1] and b[2] <= a[2] and b[3] <= a[3]


def _meet(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


class MapMarks:
    """What of a map lies behind its marks, drawn at an offset on a sheet."""

    def __init__(self, marks: Marks, made: Map, offset: Point) -> None:
        self.marks, self.made, self.offset = marks, made, offset
        self.small = marks.preset.small
        self.language = marks.network.language
        self.nodes = {id(panel): set(panel.part.nodes) for panel in made.panels}
        self.signs: list[Edges] = []
        self.areas = AreaNames(made.ground.shapes)
        self.told = made.named(short_labels(marks.network, marks.look.labels))
        self.composed = composed(marks.network)
        self.crowded = len(marks.network.graph) > LABEL_ALL

    def draw(self) -> None:
        """Draw land, borders, areas, then frames with their names and scales."""
        ground, unit = self.made.ground, self.small / 6.5
        self._fill(ground.coast, COAST, 0.1)
        self._fill(ground.land or [], LAND, 0.2)
        for level, rings in sorted(ground.borders.items(), reverse=True):
            colour, wide = (REGION, 0.55) if level == min(ground.borders) else (BORDER, 0.35)
            self._lines(rings, colour, wide * unit, 0.6 if level > 1 else 0.7)
        for node, rings in sorted(ground.areas.items()):
            group = self.made.group(node)
            if node in self.composed:
                continue
            if group and group.hollow:
                self._lines(rings, group.colour, 0.7 * unit, 0.55, AREA_DASHES)
            else:
                # each covers what is under it: two colours that shine through make a third
                self._fill(rings, LAND, 0.4)
                self._fill(rings, group.colour if group else BORDER, 0.4, alpha=FILL)
                self._lines(rings, "#ffffff", 0.5 * unit, 0.5)
        for panel in self.made.panels:
            self._panel(panel)
        if self.made.rest:
            self._frame(self.made.rest, self.made.title(self.language))

    def dots(self, place: Mapping[str, Point]) -> None:
        """The marks of those that are points, in the colours of what is counted."""
        found: dict[Any, list[str]] = {}
        look = self.marks.look
        for node in sorted(place):
            if node in self.made.ground.shapes:
                continue
            group = self.made.group(node)
            style = look.style(node)
            round_ = self.crowded or (group and style.colour != group.colour)
            marker = "s" if group and group.area else "o" if round_ else style.marker
            told = group or style
            found.setdefault((told.colour, marker, told.hollow), []).append(node)
        radius = self.marks.fitted.radius
        for (colour, marker, hollow), nodes in found.items():
            spots, sizes = [place[n] for n in nodes], [radius[n] for n in nodes]
            self.marks.mark(spots, sizes, colour, marker, hollow)

    def within(self, node: str, wide: float, tall: float) -> list[Edges]:
        """Where a name of this size stands in the area of a node, or beside it."""
        x, y = self.offset
        found = self.areas.places(node, wide, tall)
        return [(left + x, top + y, right + x, foot + y) for left, top, right, foot in found]

    def may(self, node: str, box: Edges) -> bool:
        """Whether a name may stand there: in its own panel, and on no other's, nor on a sign.

        Among many marks only those are named that have an area.
        """
        if self.crowded and self.made.ground.areas and node not in self.made.ground.areas:
            return False
        if node in self.made.ground.shapes and node not in self.told:
            return False
        x, y = self.offset
        if self.made.rest:
            left, top, right, foot = self.made.rest
            if _meet(box, (x + left, y + top, x + right, y + foot)):
                return False
        for panel in self.made.panels:
            left, top, right, foot = panel.box
            own = node in self.nodes[id(panel)]
            if own and panel.inset:
                head = _HEAD * (foot - top)
                inner = (x + left, y + top + head, x + right, y + foot - head)
                if not (box[0] > inner[0] and box[2] < inner[2]):
                    return False
                if not (box[1] > inner[1] and box[3] < inner[3]):
                    return False
            elif panel.inset and _meet(box, (x + left, y + top, x + right, y + foot)):
                return False
        return not any(_meet(box, sign) for sign in self.signs)

    def towns(self, place: Mapping[str, Point]) -> None:
        """Write the names of towns where marks and names leave room, the largest first."""
        from tigraph.drawing.figures.fitting import width_of

        size, (left, top) = 0.92 * self.small, self.offset
        taken = _Taken()
        for box in (*self.marks.named, *self.signs):
            taken.add(box)
        for node, (x, y) in place.items():
            if radius := self.marks.fitted.radius[node]:
                taken.add(_about((x, y), 1.1 * radius))
        for name, (east, south), _ in self.made.ground.towns[:_TOWNS]:
            spot, wide = (left + east, top + south), width_of(name) * size
            dot = _about(spot, 0.2 * size)
            for u, v in _BESIDE:
                start = spot[0] + u * wide + (0.5 + u) * size * (not v)
                middle = spot[1] + v * 0.6 * size
                box = (start, middle - 0.55 * size, start + wide, middle + 0.55 * size)
                if taken.hit(dot) or taken.hit(box) or not self._town_may(spot, box):
                    continue
                taken.add(box)
                self.marks.mark([spot], [0.14 * size], SCALE, "s")
                look: dict[str, Any] = {"color": SCALE, "style": "italic", "zorder": 3.5}
                self.marks.write(start, middle - 0.62 * size, name, size, **look)
                break

    def _town_may(self, spot: Point, box: Edges) -> bool:
        """Whether a town's name stays on the sheet, and in the panel that it is in."""
        (left, top), low = self.offset, self.marks.preset.margin
        if box[0] < low or box[2] > low + self.marks.wide:
            return False
        for panel in self.made.panels:
            rim = (left + panel.box[0], top + panel.box[1], left + panel.box[2], top + panel.box[3])
            own = rim[0] < spot[0] < rim[2] and rim[1] < spot[1] < rim[3]
            head = _HEAD * (rim[3] - rim[1])
            inner = (rim[0], rim[1] + head, rim[2], rim[3] - head)
            if panel.inset and own and not _holds(inner, box):
                return False
            if panel.inset and not own and _meet(box, rim):
                return False
        return True

    def _panel(self, panel: Any) -> None:
        if panel.inset:
            self._frame(panel.box, panel.part.name)
        self._bar(panel)

    def _frame(self, box: Edges, name: str) -> None:
        from matplotlib.patches import FancyBboxPatch

        x, y = self.offset
        left, top, right, foot = box
        wide, tall = right - left, foot - top
        patch = FancyBboxPatch(
            (x + left, y + top), wide, tall,
            boxstyle=f"round,pad=0,rounding_size={0.05 * tall}",
            facecolor="none", edgecolor=BORDER, linewidth=0.6 * self.small / 6.5, zorder=0.8,
        )  # fmt: skip
        self.marks.axes.add_artist(patch)
        if name:
            size = min(self.small, 0.11 * tall, self._fitting(name, wide))
            at = (x + left + 0.05 * wide, y + top + 0.04 * tall)
            self.marks.write(*at, name, size, color=SCALE, zorder=2)

    def _fitting(self, text: str, wide: float) -> float:
        from tigraph.drawing.figures.fitting import width_of

        return 0.9 * wide / max(width_of(text), 1e-6)

    def _bar(self, panel: Any) -> None:
        """The scale: a round length, below, at the right of an inset, at the left of the rest."""
        x, y = self.offset
        left, top, right, foot = panel.box
        metres, long = panel.bar
        size = min(0.85 * self.small, 0.08 * (foot - top))
        start = x + (right - long - 0.06 * (right - left) if panel.inset else left)
        if not panel.inset:
            start = self._clear_of_insets(start, long, (y + foot - 2.5 * size, y + foot))
        level = y + foot - 0.05 * (foot - top) * (1 if panel.inset else 0.3)
        tick = 0.3 * size
        self.signs.append((start, level - tick - 1.4 * size, start + long, level))
        points = [(start, level - tick), (start, level), (start + long, level),
                  (start + long, level - tick)]  # fmt: skip
        self.marks.axes.plot(
            *zip(*points, strict=True), color=SCALE, lw=0.5 * self.small / 6.5, zorder=2,
            solid_joinstyle="miter",
        )  # fmt: skip
        self.marks.write(
            start + long / 2, level - tick - 1.25 * size, told_length(metres, self.language), size,
            color=SCALE, ha="center", zorder=2,
        )  # fmt: skip

    def _clear_of_insets(self, start: float, long: float, heights: Point) -> float:
        """Where a scale begins so that it is not taken for that of an inset."""
        x, y = self.offset
        for panel in sorted(self.made.panels, key=lambda one: one.box[0]):
            left, top, right, foot = panel.box
            frame = (x + left, y + top, x + right, y + foot)
            if panel.inset and _meet((start, heights[0], start + long, heights[1]), frame):
                start = x + right + self.small
        return start

    def _fill(self, rings: Sequence[Array], colour: str, order: float, alpha: float = 1.0) -> None:
        from matplotlib.patches import PathPatch

        path = self._path(rings)
        if path is not None:
            patch = PathPatch(path, facecolor=colour, edgecolor="none", alpha=alpha, zorder=order)
            self.marks.axes.add_artist(patch)

    def _lines(
        self, rings: Sequence[Array], colour: str, wide: float, order: float, dashes: Any = "solid"
    ) -> None:
        from matplotlib.patches import PathPatch

        path = self._path(rings)
        if path is not None:
            look: Any = {"linewidth": wide, "joinstyle": "round", "zorder": order}
            look["linestyle"] = dashes
            self.marks.axes.add_artist(PathPatch(path, fill=False, edgecolor=colour, **look))

    def _path(self, rings: Iterable[Array]) -> Any:
        """Rings as one path, so that holes stay open, with corners as short as they can be."""
        import numpy as np
        from matplotlib.path import Path

        parts = [(ring + np.array(self.offset)).round(2) for ring in rings if len(ring) > 3]
        if not parts:
            return None
        codes = [np.full(len(part), Path.LINETO, dtype=Path.code_type) for part in parts]
        for one in codes:
            one[0], one[-1] = Path.MOVETO, Path.CLOSEPOLY
        return Path(np.concatenate(parts), np.concatenate(codes))


def area_sign(
    corner: tuple[float, float, float, float], colour: str, hollow: bool, size: float
) -> Any:
    """A small area in a legend."""
    sign = rectangle(*corner, "none" if hollow else colour, edge=colour, width=0.07 * size)
    if hollow:
        sign.set_linestyle(AREA_DASHES)
    else:
        sign.set_alpha(FILL)
    return sign
