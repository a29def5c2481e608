"""What is drawn of a network on a sheet: bands, ties, nodes, names, boxes."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.fitting import Fitting
from tigraph.drawing.figures.lettering import TALL, May, Within, named
from tigraph.drawing.figures.room import Edges
from tigraph.drawing.layouts.arrange import Point, bands
from tigraph.drawing.layouts.ways import Way, bent, head, shortened

if TYPE_CHECKING:
    from tigraph.drawing.figures.charts import Chart
    from tigraph.drawing.look import Line

INK, PALE, LINE, BAND = "#1b1f24", "#5f594d", "#d9d5ca", "#f4f1ea"
DASHED = (0, (3, 2))
ARROWS = 400  # above this many ties, arrowheads would hide the lines


class Marks:
    """The marks of a network, in points from the upper left corner of the sheet.

    `unknown` is the name of the band of those whose level is not known.
    """

    def __init__(self, axes: Any, fitted: Fitting, unknown: str) -> None:
        self.axes, self.fitted, self.unknown = axes, fitted, unknown
        self.look, self.network = fitted.look, fitted.network
        self.preset, self.wide = fitted.preset, fitted.wide
        self.named: list[Edges] = []  # where names stand
        self.numbered: list[tuple[int, str]] = []  # names that are told below the picture

    def write(self, x: float, y: float, text: str, size: float, **look: Any) -> None:
        """Write a text with its upper left corner at a point, unless `look` says otherwise."""
        look = {"color": INK, "ha": "left", "va": "baseline", **look}
        self.axes.text(x, y + 0.93 * size, text, fontsize=size, parse_math=False, **look)

    def bands(self, place: dict[str, Point]) -> None:
        """A pale ground for each level, with its name."""
        size, margin = self.preset.small, self.preset.margin
        tops = {n: (x, y - self.fitted.room[n][1]) for n, (x, y) in place.items()}
        feet = {n: (x, y + self.fitted.room[n][2]) for n, (x, y) in place.items()}
        for (name, first, _), (_, _, last) in zip(
            bands(self.network, tops), bands(self.network, feet), strict=True
        ):
            top = first - 1.7 * size
            tall = last + 0.4 * size - top
            self.axes.add_patch(rectangle(margin, top, self.wide, tall, BAND))
            label = name or self.unknown
            self.write(margin + 0.5 * size, top + 0.2 * size, label, size, color=PALE, zorder=2)

    def mark(
        self, at: list[Point], radius: list[float], colour: str, marker: str, hollow: bool = False
    ) -> None:
        """Draw marks of one colour and form, each with its radius; hollow, at their rims alone."""
        area = [(2 * r) ** 2 * (1.5 if marker == "*" else 1.0) for r in radius]
        x, y = zip(*at, strict=True)
        thin = min(0.6, 0.15 * min(radius))
        look = {"color": colour, "edgecolors": "white", "linewidths": thin, "zorder": 3}
        if hollow:
            rim = 0.45 * min(radius)
            area = [(2 * r - rim) ** 2 for r in radius]
            look |= {"color": "white", "edgecolors": colour, "linewidths": rim}
        self.axes.scatter(x, y, s=area, marker=marker, **look)

    def nodes(self, place: dict[str, Point]) -> None:
        """The nodes, kind by kind."""
        for (colour, marker, hollow), some in self.look.alike(place).items():
            at, round_ = [place[n] for n in some], [self.fitted.radius[n] for n in some]
            self.mark(at, round_, colour, marker, hollow)

    def edges(
        self, place: dict[str, Point], without: Collection[tuple[str, str]] = frozenset()
    ) -> None:
        """The ties: arrows, or plain lines where there are more than `ARROWS`.

        Between the pairs `without` lines none are drawn.
        """
        from matplotlib.collections import LineCollection

        unit = self.fitted.size / 15
        every = zip(self.network.graph.edges(), self.look.lines, strict=True)
        some = [(ends, line) for ends, line in every if not _among(ends, without)]
        if len(self.look.lines) > ARROWS:
            ends = [(place[a], place[b]) for (a, b), _ in some]
            shades = [line.colour for _, line in some]
            dashes: list[Any] = [DASHED if line.dashed else "solid" for _, line in some]
            look: Any = {"linewidths": 0.45 * unit * 2, "linestyles": dashes, "alpha": 0.6}
            self.axes.add_collection(LineCollection(ends, colors=shades, zorder=1, **look))
            return
        edges = self.network.graph.edges()
        for ends, way, line in zip(edges, self.ways(place), self.look.lines, strict=True):
            if not _among(ends, without):
                self.way(way, line, unit)

    def ways(self, place: dict[str, Point]) -> list[Way]:
        """The way of each tie, from rim to rim, in the graph's own order."""
        radius, found = self.fitted.radius, []
        for (a, b), line in zip(self.network.graph.edges(), self.look.lines, strict=True):
            start, end, bend = place[a], place[b], line.bend
            if a != b and not bend and abs(start[1] - end[1]) < 1:
                # It would run through those between.
                bow = min(0.16, 5 * self.fitted.size / max(abs(end[0] - start[0]), 1e-6))
                bend = bow / 2 if start[0] < end[0] else -bow / 2
            found.append(bent(start, end, 1.1 * radius[a], 1.1 * radius[b], bend))
        return found

    def way(self, way: Way, line: Line, unit: float) -> None:
        """Draw a tie along its way, with its arrowhead."""
        from matplotlib.patches import PathPatch, Polygon
        from matplotlib.path import Path as Route

        width = max(line.width * unit, 0.35)
        size = 5.5 * unit + 1.5 * width
        drawn = shortened(way, 0.8 * size) if self.network.directed else way
        step = Route.LINETO if len(drawn) == 2 else Route.CURVE4
        route = Route(drawn, [Route.MOVETO, *[step] * (len(drawn) - 1)])
        look: dict[str, Any] = {"alpha": 0.85, "zorder": 1}
        style = {"linestyle": DASHED if line.dashed else "solid", "capstyle": "butt"}
        self.axes.add_patch(
            PathPatch(route, fill=False, edgecolor=line.colour, linewidth=width, **style, **look)
        )
        if self.network.directed:
            look = {"facecolor": line.colour, "edgecolor": "none", "zorder": 2}
            self.axes.add_patch(Polygon(head(way, size), closed=True, **look))

    def unnamed(self, place: dict[str, Point], tall: float) -> tuple[int, int]:
        """How many names find no room in a picture so tall, and to how many a line must lead."""
        frame, ways = (-0.5, 0.0, self.wide + 0.5, tall + 1), self.ways(place)
        found = named(self.network, place, self.fitted, frame, False, ways)
        led = sum(one.leader is not None for one in found.values())
        return len(place) - sum(not one.number for one in found.values()), led

    def names(
        self,
        place: dict[str, Point],
        top: float,
        foot: float,
        level: bool,
        may: May | None = None,
        within: Within | None = None,
    ) -> int:
        """Write the names where they find room, and `may` stand; how many do."""
        size = self.fitted.size
        # A pale ground keeps a name readable over ties, and lies under marks, so that it cuts
        # none; an outline would turn text into paths.
        ground = {"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.06 * size}
        low, high = self.preset.margin - 0.5, self.preset.margin + self.wide + 0.5
        frame, ways = (low, top, high, foot + 1), self.ways(place)
        found = named(self.network, place, self.fitted, frame, level, ways, may, within)
        self.named = [placed.box for placed in found.values()]
        look: dict[str, Any] = {"bbox": ground, "zorder": 2.5, "ha": "center"}
        for node, placed in found.items():
            left, up, right, _ = placed.box
            if placed.leader:
                (x, y), (u, v) = placed.leader
                self.axes.plot([x, u], [y, v], color=PALE, lw=0.05 * size, zorder=2)
            weight = {"weight": "bold"} if placed.number else {}
            for i, line in enumerate(placed.lines or self.fitted.lines[node]):
                self.write((left + right) / 2, up + i * TALL * size, line, size, **look, **weight)
        told = {one.number: node for node, one in found.items() if one.number}
        self.numbered = [(k, self.look.labels[told[k]]) for k in sorted(told)]
        return len(found)

    def chart(self, plan: Chart, left: float, top: float) -> None:
        """Boxes with names in them, and Graphviz's routes between them."""
        from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
        from matplotlib.path import Path as Route

        size = plan.size
        for name, first, last in plan.bands:
            shade = rectangle(self.preset.margin, top + first, self.wide, last - first, BAND)
            self.axes.add_patch(shade)
            label = name or self.unknown
            at = (self.preset.margin + 0.4 * size, top + first + 0.25 * size)
            self.write(*at, label, self.preset.small, color=PALE, zorder=2)
        for line, route in zip(self.look.lines, plan.routes, strict=True):
            if len(route) < 4:
                continue
            points = [(left + x, top + y) for x, y in route]
            codes = [Route.MOVETO, *[Route.CURVE4] * (len(points) - 1)]
            patch = FancyArrowPatch(
                path=Route(points, codes),
                arrowstyle="-|>" if self.network.directed else "-",
                mutation_scale=0.8 * size,
                linewidth=0.1 * size,
                linestyle=DASHED if line.dashed else "solid",
                color=line.colour,
                alpha=0.85,
                shrinkA=0.0,
                shrinkB=0.0,
                zorder=1,
            )
            self.axes.add_patch(patch)
        for node, (x, y, w, h) in plan.boxes.items():
            style = self.look.style(node)
            corner = (left + x - w / 2, top + y - h / 2)
            colour = self.look.colour_of(node)
            look: Any = {"facecolor": "white", "edgecolor": colour, "linewidth": 0.13 * size}
            shape = f"round,pad=0,rounding_size={0.35 * size}"
            self.axes.add_patch(FancyBboxPatch(corner, w, h, boxstyle=shape, zorder=3, **look))
            self.mark([(corner[0], corner[1])], [0.38 * size], colour, style.marker)
            for i, text in enumerate(plan.lines[node]):
                down = corner[1] + (h - 1.2 * size * len(plan.lines[node])) / 2 + 1.2 * size * i
                self.write(left + x, down, text, size, ha="center", zorder=4)


def _among(ends: tuple[str, str], pairs: Collection[tuple[str, str]]) -> bool:
    return ends in pairs or ends[::-1] in pairs


def rectangle(
    x: float,
    y: float,
    wide: float,
    tall: float,
    colour: str,
    rounding: float = 0.0,
    edge: str = "none",
    width: float = 0.0,
    zorder: float = 0,
) -> Any:
    """A filled rectangle, its corners rounded if so asked."""
    from matplotlib.patches import FancyBboxPatch, Rectangle

    look: dict[str, Any] = {
        "facecolor": colour, "edgecolor": edge, "linewidth": width, "zorder": zorder,
    }  # fmt: skip
    if not rounding:
        return Rectangle((x, y), wide, tall, **look)
    shape = f"round,pad=0,rounding_size={rounding}"
    return FancyBboxPatch((x, y), wide, tall, boxstyle=shape, **look)
