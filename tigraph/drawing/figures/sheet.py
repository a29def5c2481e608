"""One sheet of a figure: what stands where on it, drawn by matplotlib.

Measured in points from the upper left corner: title, picture, legend, caption.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from tigraph.drawing.figures.fitting import Fitting, in_lines, width_of
from tigraph.drawing.figures.fonts import families
from tigraph.drawing.figures.legend import Legend, draw_legend, legend
from tigraph.drawing.figures.map_sheet import MapSheet, lines_told, map_kinds
from tigraph.drawing.figures.marks import ARROWS, PALE, Marks
from tigraph.drawing.layouts import LAYOUTS
from tigraph.drawing.layouts.maps import told
from tigraph.drawing.look import Look
from tigraph.drawing.styles import LABEL_ALL, one_line, shown
from tigraph.local import Words, ended, typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from tigraph.drawing.figures.presets import Preset
    from tigraph.drawing.figures.room import Edges
    from tigraph.drawing.layouts.lanes.blocks import Block
    from tigraph.drawing.layouts.maps import Map
    from tigraph.drawing.layouts.overviews import Reduced
    from tigraph.drawing.layouts.plan import Point
    from tigraph.drawing.layouts.ways import Way
    from tigraph.drawing.prepared import Printed
    from tigraph.networks import Network

FIGURE_WORDS = Words(
    {
        "as_of": ("As of {}", "Date de référence : {}"),
        "any": ("All dates together", "Toutes dates confondues"),
        "count": ("{} actor‹s›, {} tie‹s›", "{} acteur‹s›, {} lien‹s›"),
        "labels": ("{} of {} name‹s› shown", "{} nom‹s› sur {} affiché‹0:s›"),
        "made": (
            "Made on {} with tigraph {}, query “{}”",
            "Établi le {} avec tigraph {}, requête « {} »",
        ),
        "sources": ("Sources: {}", "Sources : {}"),
        "open_data": ("Open data: {}", "Données ouvertes : {}"),
        "licensed": ("Open data, {1}: {0}", "Données ouvertes, {1} : {0}"),
        "heads": ("Arrowheads not drawn", "Flèches non dessinées"),
        "numbers": ("By number: {}.", "Par numéro : {}."),
        "hidden": ("Hidden by the author: {}", "Masqués par l’auteur : {}"),
        "strays": (
            "{} without a stated level stand‹s|› with those that ‹it is|they are› tied to",
            "{} sans échelon indiqué figure‹nt› avec ceux auxquels ‹il est lié|ils sont liés›",
        ),
        "cut": ("{} name‹s› shortened (…)", "{} nom‹s› abrégé‹s› (…)"),
        "empty": ("No actor and no tie is in this network.", "Ce réseau n’a ni acteur ni lien."),
        "absent": (
            "A pale point is an actor that is not there at the date",
            "Un point pâle est un acteur absent à la date",
        ),
        "level": ("level unknown", "échelon non renseigné"),
    }
)


_CROWD = 60  # actors by force on a low sheet: legend and caption are set smaller
_FINE = 0.65  # of it: the sources of a map of many on a low sheet, which is to be seen
_SAID = 6  # lines at most of what a network is said to be
_BRIEF = 3  # and where names would be small for it
_LOW = 0.75  # of its usual size: what is said below where names are small
#: A file of open data as `Network.open_data` tells it: what it is, and its licence.
_LICENSED = re.compile(r"(.*) \((\w+://[^\s()]+)\)")
#: Lines of text with their places, sizes and looks; and how tall they are together.
Texts: TypeAlias = "tuple[list[tuple[float, str, float, dict[str, Any]]], float]"


def by_number(numbered: Iterable[tuple[int, str]], words: Mapping[str, str]) -> str:
    """Return, as a sentence, the names that numbers stand for."""
    return words["numbers"].format("; ".join(f"{k} {one_line(name)}" for k, name in numbered))


def behind(network: Network, words: Mapping[str, str]) -> list[str]:
    """Return what stands behind a network: documents, open data; a licence once for all of it."""
    said = []
    if network.sources:
        said.append(ended(words["sources"].format("; ".join(network.sources))))
    files: dict[str, list[str]] = {}
    for file in network.open_data:
        found = _LICENSED.fullmatch(file)
        files.setdefault(found[2] if found else "", []).append(found[1] if found else file)
    for licence, some in files.items():
        told = words["licensed"] if licence else words["open_data"]
        said.append(told.format("; ".join(some), licence) + ".")
    return said


class Sheet:
    """A figure being drawn."""

    def __init__(
        self,
        figure: Any,
        look: Look,
        preset: Preset,
        layout: str = "force",
        view: Printed | None = None,
        reduced: Reduced | None = None,
        entire: Network | None = None,
    ) -> None:
        """Draw on a figure; the network of the look is what is drawn of `entire` (`reduced`)."""
        self.moved = view.moved.get(layout, {}) if view and layout in LAYOUTS else {}
        self.notes = view.notes if view else {}
        self.story, self.hidden = (view.text, view.hidden) if view else ("", 0)
        self._said = _SAID
        self._crowded = layout == "force" and _CROWD < len(look.network.graph) <= LABEL_ALL
        if self._crowded and preset.height:
            preset = replace(preset, small=0.8 * preset.small)  # the picture needs the room
        many = len(look.network.graph) > LABEL_ALL
        self._low_map = layout == "map" and many and bool(preset.height)
        self.figure, self.preset, self.layout = figure, preset, layout
        self.look, self.network = look, look.network
        network = look.network
        self.entire, self.reduced = entire or network, reduced
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
        layout = self.layout
        if layout == "lanes":
            self._fit_lanes()
        preset = self.preset
        gap = preset.small
        heading, key = self.heading(), self.key()
        above, below, room = self._room()
        if layout == "chart":
            from tigraph.drawing.figures.charts import chart

            plan = chart(self.look, self.measure, preset, self.wide, room)
            tall = plan.height
        elif layout == "lanes":
            from tigraph.drawing.figures.lanes import draw_lanes, spots_of

            tall = max(block.made.height for block in self.lanes)
        elif layout == "map" and len(self.network.graph):
            placed = self._fit_map(room)
            place, tall, key = placed.place, placed.tall, self.key()
            above, below, room = self._room()
        else:
            unnamed = self.marks.unnamed if layout == "force" else None
            place, tall = self.fitted.arranged(layout, room, unnamed, self.moved)
        down = above + (max(room - tall, 0) / 2 if preset.height else 0)
        if layout == "chart":
            self.marks.chart(plan, preset.margin + (self.wide - plan.width) / 2, down)
            shown = len(self.network.graph)
        elif layout == "lanes":
            for block in self.lanes:
                draw_lanes(self.marks, block, preset.margin, down)
            shown = len(self.network.graph)
            place, names, ways = spots_of(self.lanes, preset.margin, down)
        else:
            place = {n: (x + preset.margin, y + down) for n, (x, y) in place.items()}
            if layout == "levels":
                self.marks.bands(place)
            foot = above + max(tall, room if preset.height else 0)
            if self.map:
                shown = placed.draw(above - gap / 2, down, foot)
            else:
                self.marks.edges(place)
                self.marks.nodes(place)
                may = self._may()
                shown = self.marks.names(place, above - gap / 2, foot, layout == "levels", may)
            names, ways = self.marks.named, self.marks.ways(place)
        if self.notes and layout != "chart":
            foot = above + (room if preset.height else tall)
            self._notes(place, (names, ways), (above - gap / 2, foot))
        if not len(self.network.graph):
            self.marks.write(preset.margin, above, self.words["empty"], preset.names[0])
            tall = 2 * preset.names[0]
        bottom = (preset.height - below if preset.height else above + tall) + 1.5 * gap
        caption = self.caption(shown)
        self.finish(heading, key, caption, bottom)

    def _fit_lanes(self) -> None:
        """Set the lanes; where names must be small, what is said below is set smaller first."""
        from tigraph.drawing.figures.lanes import fitted_lanes

        preset = self.preset
        self.lanes = fitted_lanes(self.look, preset, self.wide, self._room()[2])
        if self.lanes[0].made.size < preset.names[-1]:
            self._said = _BRIEF
            if preset.height:
                self.preset = replace(preset, small=_LOW * preset.small)
            self.lanes = fitted_lanes(self.look, self.preset, self.wide, self._room()[2])

    def _fit_map(self, room: float) -> MapSheet:
        """Set the map, with the room of ties in the legend too where none of them is a line."""
        placed = MapSheet(self, room)
        self.map, self.look.unlined = placed.made, placed.made.unlined
        if self.preset.height and (more := self._room()[2]) > room + self.preset.small:
            placed = MapSheet(self, more)
            self.map, self.look.unlined = placed.made, placed.made.unlined
        return placed

    def _room(self) -> tuple[float, float, float]:
        """How tall what stands above the picture is, what stands below, and what is between."""
        preset, gap = self.preset, self.preset.small
        above = preset.margin + self.heading()[1] + gap
        foot = self.caption(None)[1]  # about as tall with names left out as without
        foot += 2.4 * gap if self.layout == "map" and not self.map else 0  # whose contours it has
        below = self.key().height + foot + 2.5 * gap + preset.margin
        return above, below, (preset.height or preset.tallest) - above - below

    def _notes(
        self,
        place: dict[str, Point],
        full: tuple[list[Edges], list[Way]],
        heights: tuple[float, float],
    ) -> None:
        """Draw the notes of the view beside their marks."""
        from tigraph.drawing.figures.notes import draw_notes

        top, foot = heights
        frame = (self.preset.margin, top, self.preset.margin + self.wide, foot)
        draw_notes(self.marks, self.notes, place, full, frame)

    def _may(self) -> Callable[[str, Edges], bool] | None:
        """Say whose names may stand: where some are lit, theirs alone."""
        look = self.look
        return None if look.lit is None else lambda node, _: look.is_lit(node)

    def finish(self, heading: Texts, key: Legend, caption: Texts, bottom: float) -> None:
        """Write heading, legend (from `bottom` on) and caption, and give the figure its height."""
        preset, margin = self.preset, self.preset.margin
        total = preset.height or bottom + key.height + preset.small + caption[1] + margin
        self.write_all(heading[0], margin)
        draw_legend(self.marks, key, margin, bottom, preset.small)
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
        set_ = typeset(text, self.network.language)
        return in_lines(set_, size, self.wide, weight, family)

    def _in_sentences(self, text: str, size: float) -> list[str]:
        """As many whole sentences of a text as fit its lines; the first, cut, where none does."""
        said = re.split(r"(?<=[.!?…]) (?=[A-ZÀ-Þ«“])", one_line(text))
        for count in range(len(said), 0, -1):
            lines = self.paragraph(" ".join(said[:count]), size)
            if len(lines) <= self._said:
                return lines
        return [*lines[: self._said - 1], f"{lines[self._said - 1]} …"]

    def heading(self) -> Texts:
        """Return title and description as lines with their places, and their height."""
        preset, texts, y = self.preset, [], 0.0
        look = {"weight": "bold", "family": list(families()["serif"])}
        for line in self.paragraph(self.network.title, preset.title, "bold", "serif"):
            texts.append((y, line, preset.title, look))
            y += preset.title * 1.25
        told = self.story or ("" if preset.height else self.network.description)
        if told:
            y += preset.small * 0.3
            size = preset.small * 1.15
            for line in self._in_sentences(told, size):
                texts.append((y, line, size, {"color": PALE}))
                y += size * 1.3
        return texts, y

    def key(self) -> Legend:
        """Return the legend: kinds, bases, widths."""
        nodes = self.network.graph.nodes
        boxed = {shown(nodes[n], "kind")[0] for block in self.lanes for n in block.made.boxes}
        kinds = map_kinds(self.look) if self.layout == "map" else None
        return legend(self.look, boxed, self.preset.small, self.wide, self.measure, kinds)

    def caption(self, shown: int | None) -> Texts:
        """Return what is said below as lines with their places, and their height."""
        words, network = self.words, self.network
        total, ties = len(network.graph), network.graph.number_of_edges()
        about = [
            words["as_of"].format(network.as_of) if network.as_of else words["any"],
            words["count"].format(len(self.entire.graph), self.entire.graph.number_of_edges()),
            *([words["hidden"].format(self.hidden)] if self.hidden else []),
            words["made"].format(network.made, network.version, network.projection),
        ]
        lanes = [block.made for block in self.lanes]
        cut, strays = (sum(m.cut for m in lanes), sum(m.strays for m in lanes))
        for key, number in (("cut", cut), ("strays", strays)):
            if number:
                about.insert(2, words[key].format(number))
        if total and (shown is None or shown < total) and not lanes:
            about.insert(2, words["labels"].format(shown or total, total))
        if self.map:
            about[2:2] = lines_told(self.look)
        elif network.directed and ties > ARROWS:
            about.insert(2, words["heads"])
        if self.reduced:
            about.insert(2, self.reduced.told)
        if chosen := network.asked.told(network.language):
            about.insert(1, chosen[0].upper() + chosen[1:])
        size, texts, y = (_FINE if self._low_map else 0.85) * self.preset.small, [], 0.0
        missing, drawn = told(self.map, total, network.language) if self.map else ([], [])
        said = [". ".join([*about, *missing]) + "."]
        if self.marks.numbered or (shown is None and self._crowded):
            said.append(by_number(self.marks.numbered, words))
        if network.doubt:
            said.append(network.doubt.printed(network.language))
        said += [*self.look.measures_told(), *behind(network, words), *drawn]
        for text in said:
            for line in self.paragraph(text, size):
                texts.append((y, line, size, {"color": PALE}))
                y += size * 1.3
        return texts, y

    def write_all(self, texts: list[tuple[float, str, float, dict[str, Any]]], top: float) -> None:
        """Write the lines of `heading` or `caption` from a height on."""
        for y, text, size, look in texts:
            self.marks.write(self.preset.margin, top + y, text, size, **look)
