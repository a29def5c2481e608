"""One sheet of a figure: what stands where on it, drawn by matplotlib.

Measured in points from the upper left corner: title, picture, legend, caption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.fitting import Fitting, width_of
from tigraph.drawing.figures.lettering import TALL, named
from tigraph.drawing.layouts.arrange import Point, bands
from tigraph.drawing.layouts.maps import outlines
from tigraph.drawing.look import Look
from tigraph.drawing.styles import label_lines, text_of
from tigraph.local import Words

if TYPE_CHECKING:
    from tigraph.drawing.figures.charts import Chart
    from tigraph.drawing.figures.presets import Preset
    from tigraph.networks import Network

FIGURE_WORDS = Words(
    {
        "as_of": ("As of {}", "Date de référence : {}"),
        "any": ("All dates together", "Toutes dates confondues"),
        "count": ("{} actors, {} ties", "{} acteurs, {} liens"),
        "labels": ("{} of {} names shown", "{} noms sur {} affichés"),
        "made": (
            "Made on {} with tigraph {}, query “{}”",
            "Établi le {} avec tigraph {}, requête « {} »",
        ),
        "sources": ("Sources: {}", "Sources : {}"),
        "open_data": ("Open data: {}", "Données ouvertes : {}"),
        "possible": ("only possibly valid", "lien seulement possible"),
        "heads": ("Arrowheads not drawn", "Flèches non dessinées"),
        "level": ("level unknown", "échelon non renseigné"),
    }
)
INK, PALE, LINE, BAND = "#1b1f24", "#57606a", "#d0d7de", "#f3f5f8"
_DASHED = (0, (3, 2))
_ARROWS = 400  # above this many ties, arrowheads would hide the lines


class Sheet:
    """A figure being drawn."""

    def __init__(self, figure: Any, network: Network, preset: Preset) -> None:
        self.figure, self.network, self.preset = figure, network, preset
        self.look = Look(network)
        self.words = FIGURE_WORDS.of(network.language)
        self.wide = preset.width - 2 * preset.margin
        self.axes = figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.fitted = Fitting(self.look, preset, self.wide)

    def draw(self, layout: str) -> None:
        preset = self.preset
        gap = preset.small
        heading, key = self.heading(), self.key()
        above = preset.margin + heading[1] + gap
        told = self.caption(None)[1]  # about as tall with names left out as without
        below = key[1] + told + 2.5 * gap + preset.margin
        room = (preset.height or preset.tallest) - above - below
        if layout == "chart":
            from tigraph.drawing.figures.charts import chart

            plan, tall = chart(self.look, self.measure, preset, self.wide, room), 0.0
            tall = plan.height
        else:
            place, tall = self.fitted.arranged(layout, room)
        down = above + (max(room - tall, 0) / 2 if preset.height else 0)
        if layout == "chart":
            self.chart(plan, preset.margin + (self.wide - plan.width) / 2, down)
            shown = len(self.network.graph)
        else:
            place = {n: (x + preset.margin, y + down) for n, (x, y) in place.items()}
            if layout == "levels":
                self.bands(place)
            if layout == "map":
                self.outlines(place)
            self.edges(place)
            self.nodes(place)
            foot = above + max(tall, room if preset.height else 0)
            shown = self.names(place, above - gap / 2, foot, layout == "levels")
        bottom = (preset.height - below if preset.height else above + tall) + 1.5 * gap
        caption = self.caption(shown)
        total = preset.height or bottom + key[1] + gap + caption[1] + preset.margin
        self.write_all(heading[0], preset.margin)
        self.write_key(key[0], bottom)
        self.write_all(caption[0], total - preset.margin - caption[1])
        self.figure.set_size_inches(preset.width / 72, total / 72)
        self.axes.set_xlim(0, preset.width)
        self.axes.set_ylim(total, 0)

    # Text ---------------------------------------------------------------------------------

    def measure(self, text: str, size: float, weight: str = "normal") -> float:
        return width_of(text, weight) * size

    def write(self, x: float, y: float, text: str, size: float, **look: Any) -> None:
        look = {"color": INK, "ha": "left", "va": "baseline", **look}
        self.axes.text(x, y + 0.93 * size, text, fontsize=size, parse_math=False, **look)

    def paragraph(self, text: str, size: float, weight: str = "normal") -> list[str]:
        lines, line = [], ""
        for word in " ".join(label_lines(text, 80, 60)).split(" "):
            if line and self.measure(f"{line} {word}", size, weight) > self.wide:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        return [*lines, line]

    def heading(self) -> tuple[list[tuple[float, str, float, dict[str, Any]]], float]:
        preset, texts, y = self.preset, [], 0.0
        for line in self.paragraph(self.network.title, preset.title, "bold"):
            texts.append((y, line, preset.title, {"weight": "bold"}))
            y += preset.title * 1.25
        if self.network.description and not preset.height:
            y += preset.small * 0.3
            size = preset.small * 1.15
            lines = self.paragraph(self.network.description, size)
            for line in lines if len(lines) <= 6 else [*lines[:5], f"{lines[5]} …"]:
                texts.append((y, line, size, {"color": PALE}))
                y += size * 1.3
        return texts, y

    def caption(
        self, shown: int | None
    ) -> tuple[list[tuple[float, str, float, dict[str, Any]]], float]:
        words, network = self.words, self.network
        total, ties = len(network.graph), network.graph.number_of_edges()
        about = [
            words["as_of"].format(network.as_of) if network.as_of else words["any"],
            words["count"].format(total, ties),
            words["made"].format(network.made, network.version, network.projection),
        ]
        if shown is None or shown < total:
            about.insert(2, words["labels"].format(shown or total, total))
        if network.directed and ties > _ARROWS:
            about.insert(2, words["heads"])
        size, texts, y = self.preset.small, [], 0.0
        said = [". ".join(about) + "."]
        for key in ("sources", "open_data"):
            if titles := getattr(network, key, ()):
                said.append(words[key].format("; ".join(titles)) + ".")
        for text in said:
            for line in self.paragraph(text, size):
                texts.append((y, line, size, {"color": PALE}))
                y += size * 1.3
        return texts, y

    def write_all(self, texts: list[tuple[float, str, float, dict[str, Any]]], top: float) -> None:
        for y, text, size, look in texts:
            self.write(self.preset.margin, top + y, text, size, **look)

    # Legend -------------------------------------------------------------------------------

    def key(self) -> tuple[list[tuple[float, float, dict[str, Any]]], float]:
        """Kinds, then bases, each entry with its count, wrapped at the width."""
        size = self.preset.small * 1.1
        kinds, bases = self.look.kind_legend(), self.look.basis_legend()
        if any(line.dashed for line in self.look.lines):
            bases.append({"label": self.words["possible"], "colour": PALE, "dashed": True})
        entries, y = [], 0.0
        for group in (kinds, bases):
            x = 0.0
            for entry in group:
                count = f" ({entry['count']})" if "count" in entry else ""
                text = label_lines(entry["label"], 48, 1)[0] + count
                step = 2.6 * size + self.measure(text, size)
                if x and x + step > self.wide:
                    x, y = 0.0, y + 1.55 * size
                entries.append((x, y, {**entry, "text": text}))
                x += step + 1.4 * size
            y += 1.7 * size if group else 0
        return entries, y

    def write_key(self, entries: list[tuple[float, float, dict[str, Any]]], top: float) -> None:
        size = self.preset.small * 1.1
        for x, y, entry in entries:
            x, y = x + self.preset.margin, y + top
            middle = y + 0.6 * size
            if "marker" in entry:
                self.mark([(x + size, middle)], [0.5 * size], entry["colour"], entry["marker"])
            else:
                style = _DASHED if entry.get("dashed") else "solid"
                line = ([x, x + 2 * size], [middle, middle])
                self.axes.plot(*line, color=entry["colour"], lw=0.22 * size, ls=style)
            self.write(x + 2.5 * size, y, entry["text"], size)

    # Picture ------------------------------------------------------------------------------

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
            self.axes.add_patch(_rectangle(margin, top, self.wide, tall, BAND))
            label = name or self.words["level"]
            self.write(margin + 0.5 * size, top + 0.2 * size, label, size, color=PALE, zorder=2)

    def outlines(self, place: dict[str, Point]) -> None:
        """The contours that are known, thin, behind everything."""
        from matplotlib.collections import LineCollection

        rings = LineCollection(
            outlines(self.network, place, fine=0.1), colors=LINE, linewidths=0.4, zorder=0.5
        )
        self.axes.add_collection(rings)
        low, high = (f(y for _, y in place.values()) for f in (min, max))
        frame = _rectangle(self.preset.margin, low - 20, self.wide, high - low + 40, BAND)
        rings.set_clip_path(frame.get_path(), frame.get_patch_transform() + self.axes.transData)

    def mark(self, at: list[Point], radius: list[float], colour: str, marker: str) -> None:
        area = [(2 * r) ** 2 * (1.5 if marker == "*" else 1.0) for r in radius]
        x, y = zip(*at, strict=True)
        thin = min(0.6, 0.15 * min(radius))
        look = {"color": colour, "edgecolors": "white", "linewidths": thin, "zorder": 3}
        self.axes.scatter(x, y, s=area, marker=marker, **look)

    def nodes(self, place: dict[str, Point]) -> None:
        for kind, style in self.look.kinds.items():
            kinds = self.network.graph.nodes(data="kind")
            some = sorted(n for n, k in kinds if text_of(k) == kind)
            at, round_ = [place[n] for n in some], [self.fitted.radius[n] for n in some]
            self.mark(at, round_, style.colour, style.marker)

    def edges(self, place: dict[str, Point]) -> None:
        from matplotlib.collections import LineCollection
        from matplotlib.patches import FancyArrowPatch

        radius, unit = self.fitted.radius, self.fitted.size / 15
        edges = list(self.network.graph.edges())
        if len(edges) > _ARROWS:
            ends = [(place[a], place[b]) for a, b in edges]
            shades = [line.colour for line in self.look.lines]
            dashes: list[Any] = [_DASHED if line.dashed else "solid" for line in self.look.lines]
            look: Any = {"linewidths": 0.45 * unit * 2, "linestyles": dashes, "alpha": 0.6}
            self.axes.add_collection(LineCollection(ends, colors=shades, zorder=1, **look))
            return
        for (a, b), line in zip(edges, self.look.lines, strict=True):
            start, end, back = place[a], place[b], 1.05 * radius[b]
            bend, width = line.bend, max(line.width * unit, 0.3)
            if a == b:  # a loop: from the node's left to its right, over the top
                start, end = (end[0] - radius[a], end[1]), (end[0] + radius[a], end[1])
                bend, back = -1.6 - bend, 0.0
            elif not bend and abs(start[1] - end[1]) < 1:  # else it would run through its row
                bow = min(0.16, 5 * self.fitted.size / max(abs(end[0] - start[0]), 1e-6))
                bend = -bow if start[0] < end[0] else bow
            patch = FancyArrowPatch(
                start,
                end,
                arrowstyle="-|>" if self.network.directed else "-",
                connectionstyle=f"arc3,rad={bend}",
                shrinkA=0.0,
                shrinkB=back,
                mutation_scale=0.75 * self.fitted.size + width,
                linewidth=width,
                linestyle=_DASHED if line.dashed else "solid",
                color=line.colour,
                alpha=0.75,
                zorder=1,
            )
            self.axes.add_patch(patch)

    def names(self, place: dict[str, Point], top: float, foot: float, level: bool) -> int:
        """Write the names where they find room; how many do."""
        size = self.fitted.size
        # A pale ground keeps a name readable over ties; an outline would turn text into paths.
        ground = {"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.06 * size}
        low, high = self.preset.margin - 0.5, self.preset.margin + self.wide + 0.5
        found = named(self.network, place, self.fitted, (low, top, high, foot + 1), level)
        look: dict[str, Any] = {"bbox": ground, "zorder": 4, "ha": "center"}
        for node, (left, up, right, _) in found.items():
            for i, line in enumerate(self.fitted.lines[node]):
                self.write((left + right) / 2, up + i * TALL * size, line, size, **look)
        return len(found)

    def chart(self, plan: Chart, left: float, top: float) -> None:
        """Boxes with names in them, and Graphviz's routes between them."""
        from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
        from matplotlib.path import Path as Route

        size = plan.size
        for name, first, last in plan.bands:
            shade = _rectangle(self.preset.margin, top + first, self.wide, last - first, BAND)
            self.axes.add_patch(shade)
            label = name or self.words["level"]
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
                linestyle=_DASHED if line.dashed else "solid",
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
            look: Any = {"facecolor": "white", "edgecolor": style.colour, "linewidth": 0.13 * size}
            shape = f"round,pad=0,rounding_size={0.35 * size}"
            self.axes.add_patch(FancyBboxPatch(corner, w, h, boxstyle=shape, zorder=3, **look))
            self.mark([(corner[0], corner[1])], [0.38 * size], style.colour, style.marker)
            for i, text in enumerate(plan.lines[node]):
                down = corner[1] + (h - 1.2 * size * len(plan.lines[node])) / 2 + 1.2 * size * i
                self.write(left + x, down, text, size, ha="center", zorder=4)


def _rectangle(x: float, y: float, wide: float, tall: float, colour: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), wide, tall, facecolor=colour, edgecolor="none", zorder=0)
