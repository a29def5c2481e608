"""One sheet of a figure: what stands where on it, drawn by matplotlib.

Measured in points from the upper left corner: title, picture, legend, caption.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from tigraph.drawing.figures.fitting import Fitting, in_lines, width_of
from tigraph.drawing.figures.fonts import families
from tigraph.drawing.figures.mapping import MapMarks, mapped
from tigraph.drawing.figures.marks import ARROWS, DASHED, PALE, Marks, rectangle
from tigraph.drawing.layouts.lanes.grid import column_of
from tigraph.drawing.layouts.maps import told
from tigraph.drawing.look import Look
from tigraph.drawing.styles import label_lines
from tigraph.local import Words

if TYPE_CHECKING:
    from tigraph.drawing.figures.presets import Preset
    from tigraph.drawing.layouts.lanes.blocks import Block
    from tigraph.drawing.layouts.maps import Map
    from tigraph.networks import Network
    from tigraph.querying import Doubt

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
        "strays": (
            "{} without a stated level stand with those that they are tied to",
            "{} sans échelon indiqué figurent avec ceux auxquels ils sont liés",
        ),
        "cut": ("{} names shortened (…)", "{} noms abrégés (…)"),
        "empty": ("No actor and no tie is in this network.", "Ce réseau n’a ni acteur ni lien."),
        "absent": (
            "A pale point is an actor that is not there at the date",
            "Un point pâle est un acteur absent à la date",
        ),
        "level": ("level unknown", "échelon non renseigné"),
    }
)


#: Lines of text with their places, sizes and looks; and how tall they are together.
Texts: TypeAlias = "tuple[list[tuple[float, str, float, dict[str, Any]]], float]"
#: Entries of a legend with their places; and how tall it is.
Entries: TypeAlias = "tuple[list[tuple[float, float, dict[str, Any]]], float]"


def printed(doubt: Doubt, language: str) -> str:
    """Return what only may hold as print has it: without the options that would change it."""
    return re.sub(r"\s*;[^.]*\.", ".", doubt.told(language))


class Sheet:
    """A figure being drawn."""

    def __init__(
        self, figure: Any, network: Network, preset: Preset, layout: str = "force"
    ) -> None:
        self.figure, self.network, self.preset, self.layout = figure, network, preset, layout
        self.look = Look(network)
        self.lanes: list[Block] = []
        self.map: Map | None = None
        self.words = FIGURE_WORDS.of(network.language)
        self.wide = preset.width - 2 * preset.margin
        self.axes = figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.fitted = Fitting(self.look, preset, self.wide)
        self.marks = Marks(self.axes, self.fitted, self.words["level"])

    def draw(self) -> None:
        """Draw all of it, and give the figure its height."""
        preset, layout = self.preset, self.layout
        gap = preset.small
        heading, key = self.heading(), self.key()
        above = preset.margin + heading[1] + gap
        foot = self.caption(None)[1]  # about as tall with names left out as without
        foot += 3.4 * preset.small if layout == "map" else 0  # it says whose contours it has
        below = key[1] + foot + 2.5 * gap + preset.margin
        room = (preset.height or preset.tallest) - above - below
        if layout == "chart":
            from tigraph.drawing.figures.charts import chart

            plan = chart(self.look, self.measure, preset, self.wide, room)
            tall = plan.height
        elif layout == "lanes":
            from tigraph.drawing.figures.lanes import draw_lanes, fitted_lanes

            self.lanes = [*fitted_lanes(self.look, preset, self.wide, room)]
            tall = max(block.made.height for block in self.lanes)
        elif layout == "map" and len(self.network.graph):
            self.map, place, tall, left = mapped(self.fitted, room)
        else:
            place, tall = self.fitted.arranged(layout, room)
        down = above + (max(room - tall, 0) / 2 if preset.height else 0)
        if layout == "chart":
            self.marks.chart(plan, preset.margin + (self.wide - plan.width) / 2, down)
            shown = len(self.network.graph)
        elif layout == "lanes":
            for block in self.lanes:
                draw_lanes(self.marks, block, preset.margin, down)
            shown = len(self.network.graph)
        else:
            place = {n: (x + preset.margin, y + down) for n, (x, y) in place.items()}
            if layout == "levels":
                self.marks.bands(place)
            ground = None
            if self.map:
                ground = MapMarks(self.marks, self.map, (preset.margin + left, down))
                ground.draw()
            self.marks.edges(place)
            self.marks.nodes(place)
            foot = above + max(tall, room if preset.height else 0)
            may = ground.may if ground else None
            shown = self.marks.names(place, above - gap / 2, foot, layout == "levels", may)
            if ground:
                ground.towns(place)
        if not len(self.network.graph):
            self.marks.write(preset.margin, above, self.words["empty"], preset.names[0])
            tall = 2 * preset.names[0]
        bottom = (preset.height - below if preset.height else above + tall) + 1.5 * gap
        caption = self.caption(shown)
        self.finish(heading, key, caption, bottom)

    def finish(self, heading: Texts, key: Entries, caption: Texts, bottom: float) -> None:
        """Write heading, legend (from `bottom` on) and caption, and give the figure its height."""
        preset, margin = self.preset, self.preset.margin
        total = preset.height or bottom + key[1] + preset.small + caption[1] + margin
        self.write_all(heading[0], margin)
        self.write_key(key[0], bottom)
        self.write_all(caption[0], total - margin - caption[1])
        self.figure.set_size_inches(preset.width / 72, total / 72)
        self.axes.set_xlim(0, preset.width)
        self.axes.set_ylim(total, 0)

    # Text ---------------------------------------------------------------------------------

    def measure(
        self, text: str, size: float, weight: str = "normal", family: str = "sans"
    ) -> float:
        """Return the width of a text in points."""
        return width_of(text, weight, family) * size

    def paragraph(
        self, text: str, size: float, weight: str = "normal", family: str = "sans"
    ) -> list[str]:
        """Return a text as lines that fit the width."""
        return in_lines(text, size, self.wide, weight, family)

    def heading(self) -> Texts:
        """Return title and description as lines with their places, and their height."""
        preset, texts, y = self.preset, [], 0.0
        look = {"weight": "bold", "family": list(families()["serif"])}
        for line in self.paragraph(self.network.title, preset.title, "bold", "serif"):
            texts.append((y, line, preset.title, look))
            y += preset.title * 1.25
        if self.network.description and not preset.height:
            y += preset.small * 0.3
            size = preset.small * 1.15
            lines = self.paragraph(self.network.description, size)
            for line in lines if len(lines) <= 6 else [*lines[:5], f"{lines[5]} …"]:
                texts.append((y, line, size, {"color": PALE}))
                y += size * 1.3
        return texts, y

    def caption(self, shown: int | None) -> Texts:
        """Return what is said below as lines with their places, and their height."""
        words, network = self.words, self.network
        total, ties = len(network.graph), network.graph.number_of_edges()
        about = [
            words["as_of"].format(network.as_of) if network.as_of else words["any"],
            words["count"].format(total, ties),
            words["made"].format(network.made, network.version, network.projection),
        ]
        lanes = [block.made for block in self.lanes]
        cut, strays = (sum(m.cut for m in lanes), sum(m.strays for m in lanes))
        for key, number in (("cut", cut), ("strays", strays)):
            if number:
                about.insert(2, words[key].format(number))
        if total and (shown is None or shown < total) and not lanes:
            about.insert(2, words["labels"].format(shown or total, total))
        if network.directed and ties > ARROWS:
            about.insert(2, words["heads"])
        if chosen := network.asked.told(network.language):
            about.insert(1, chosen[0].upper() + chosen[1:])
        size, texts, y = 0.85 * self.preset.small, [], 0.0
        missing, drawn = told(self.map, total, network.language) if self.map else ([], [])
        said = [". ".join([*about, *missing]) + "."]
        if network.doubt:
            said.append(printed(network.doubt, network.language))
        for key in ("sources", "open_data"):
            if titles := getattr(network, key, ()):
                said.append(words[key].format("; ".join(titles)) + ".")
        said += drawn
        for text in said:
            for line in self.paragraph(text, size):
                texts.append((y, line, size, {"color": PALE}))
                y += size * 1.3
        return texts, y

    def write_all(self, texts: list[tuple[float, str, float, dict[str, Any]]], top: float) -> None:
        """Write the lines of `heading` or `caption` from a height on."""
        for y, text, size, look in texts:
            self.marks.write(self.preset.margin, top + y, text, size, **look)

    # Legend -------------------------------------------------------------------------------

    def key(self) -> Entries:
        """Kinds, then bases, each entry with its count, wrapped at the width."""
        size = self.preset.small
        kinds, bases = self.look.kind_legend(), self.look.basis_legend()
        for kind in kinds if self.layout == "lanes" else ():
            kind["boxed"] = column_of(kind["id"]) == "posts"
        widths = [{**entry, "colour": PALE} for entry in self.look.width_legend()]
        if any(line.dashed for line in self.look.lines):
            bases.append({"label": self.words["possible"], "colour": PALE, "dashed": True})
        entries, y = [], 0.0
        for group in (kinds, [*bases, *widths]):
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
        """Draw the entries of `key` from a height on."""
        size = self.preset.small
        for x, y, entry in entries:
            x, y = x + self.preset.margin, y + top
            middle = y + 0.6 * size
            if entry.get("boxed"):
                corner = (x + 0.2 * size, middle - 0.5 * size, 1.7 * size, size)
                look: dict[str, Any] = {"rounding": 0.25 * size, "edge": PALE, "width": 0.08 * size}
                self.axes.add_patch(rectangle(*corner, "white", **look))
            elif "marker" in entry:
                self.marks.mark(
                    [(x + size, middle)], [0.5 * size], entry["colour"], entry["marker"]
                )
            else:
                style = DASHED if entry.get("dashed") else "solid"
                line = ([x, x + 2 * size], [middle, middle])
                wide = 0.22 * size if "width" not in entry else entry["width"] * size / 10
                self.axes.plot(*line, color=entry["colour"], lw=wide, ls=style)
            self.marks.write(x + 2.5 * size, y, entry["text"], size)
