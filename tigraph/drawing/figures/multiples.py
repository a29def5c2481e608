"""Small multiples: one network at several dates, side by side, each actor in one place in all.

Every panel is drawn to one layout and one legend, so that what differs is what changed; who is
not there at a date leaves a pale point (Tufte, *Envisioning Information*, chapter 4).
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.fitting import Fitting
from tigraph.drawing.figures.marks import LINE, PALE, Marks
from tigraph.drawing.figures.saving import saved, sheet_for
from tigraph.drawing.figures.sheet import FIGURE_WORDS, Sheet, behind, by_number
from tigraph.drawing.look import Look
from tigraph.errors import UsageError

if TYPE_CHECKING:
    from tigraph.drawing.figures.presets import Preset
    from tigraph.drawing.layouts.plan import Point
    from tigraph.networks import Network

#: More panels would be too small for names.
MOST = 12
#: What makes two edges of different dates one tie.
_TIE = ("relation", "basis", "start", "end")


def multiples_bytes(networks: Sequence[Network], format: str, preset: str = "two-columns") -> bytes:
    """Return a network at several dates as one figure: svg, png or pdf.

    `networks` are of one projection, in the order of their panels; each tells its date. A panel
    says how many actors and ties it has, and how many names found room. Each run gives the same
    bytes. Raises `UsageError` for fewer than two or more than twelve, `UnknownNameError`, and
    `MissingExtraError` without matplotlib.
    """
    sheet = sheet_for(format, preset)
    if not 2 <= len(networks) <= MOST:
        raise UsageError(f"Small multiples have 2 to {MOST} dates, not {len(networks)}.")
    whole = together(networks)

    def draw(figure: Any) -> None:
        _Panels(figure, whole, networks, sheet).draw()

    return saved(draw, format, whole.title, sheet.dpi)


def together(networks: Sequence[Network]) -> Network:
    """Return one network of all that is in any of some, each actor and tie once.

    What is told of an actor or a tie is as the last of them tells it. The sources are those
    of all.
    """
    import networkx

    graph: Any = networkx.MultiDiGraph(**networks[-1].graph.graph)
    ties: dict[tuple[Any, ...], tuple[str, str, dict[str, Any]]] = {}
    for network in networks:
        for node, data in network.graph.nodes(data=True):
            graph.add_node(node, **data)
        for source, target, data in network.graph.edges(data=True):
            ties[source, target, *(data.get(key) for key in _TIE)] = (source, target, data)
    for source, target, data in ties.values():
        graph.add_edge(source, target, **data)
    return replace(
        networks[-1],
        graph=graph,
        doubt=None,
        sources=tuple(sorted({title for one in networks for title in one.sources})),
        open_data=tuple(sorted({file for one in networks for file in one.open_data})),
    )


class _Panels(Sheet):
    """A sheet of panels: heading, panels in rows, one legend, one caption."""

    def __init__(
        self, figure: Any, whole: Network, networks: Sequence[Network], preset: Preset
    ) -> None:
        super().__init__(figure, Look(whole), preset)
        self.networks, self.whole = networks, self.look
        self.gap = 2.2 * preset.small
        self.numbers: dict[str, int] = {}  # one stands for one actor in all panels
        self.numbered: dict[int, str] = {}

    def draw(self) -> None:
        """Draw all of it, and give the figure its height."""
        self._draw()
        if self.preset.height and self.numbered:  # again, with room to tell them
            drawn = self.axes
            for artist in (*drawn.collections, *drawn.lines, *drawn.patches, *drawn.texts):
                artist.remove()
            self._draw()

    def _draw(self) -> None:
        preset, small = self.preset, self.preset.small
        heading, key, caption = self.heading(), self.key(), self.caption(len(self.network.graph))
        self.numbered = {}
        above = preset.margin + heading[1] + small
        below = key.height + caption[1] + 2.5 * small + preset.margin
        across = self._across((preset.height or preset.tallest) - above - below)
        rows = math.ceil(len(self.networks) / across)
        wide = (self.wide - (across - 1) * self.gap) / across
        most = ((preset.height or preset.tallest) - above - below) / rows - 4.5 * small
        names = tuple(max(0.78 * size, 4.5) for size in preset.names)
        fitted = Fitting(self.whole, replace(preset, names=names, margin=0), wide)
        place, tall = fitted.arranged("force", min(most, 0.95 * wide))
        step = tall + 4.5 * small
        for i, network in enumerate(self.networks):
            left = preset.margin + (i % across) * (wide + self.gap)
            top = above + (i // across) * step
            self._panel(network, fitted, place, (left, top, wide, tall))
        foot = above + rows * step
        if self.numbered:
            caption = self.caption(len(self.network.graph))
        bottom = (preset.height - below if preset.height else foot) + 1.5 * small
        self.finish(heading, key, caption, bottom)

    def _across(self, room: float) -> int:
        """How many panels stand in a row, for them to be largest."""
        count = len(self.networks)

        def size(across: int) -> float:
            wide = (self.wide - (across - 1) * self.gap) / across
            return min(wide, room / math.ceil(count / across) / 0.95)

        return max(range(1, count + 1), key=lambda across: (round(size(across)), across))

    def _panel(
        self,
        network: Network,
        fitted: Fitting,
        place: dict[str, Point],
        at: tuple[float, float, float, float],
    ) -> None:
        left, top, wide, tall = at
        small, words = self.preset.small, self.words
        own = Look(network)
        # One look in all panels: a colour means the same, and a mark is of one size.
        own.kinds = {kind: self.whole.kinds[kind] for kind in own.kinds}
        own.bases = self.whole.bases
        own.radius = {node: self.whole.radius[node] for node in network.graph}
        panel = Fitting(own, replace(fitted.preset, margin=left), wide)
        panel.size, panel.room = fitted.size, fitted.room
        panel.lines = {node: fitted.lines[node] for node in network.graph}
        panel.radius = {node: fitted.radius[node] for node in network.graph}
        marks = Marks(self.axes, panel, words["level"])
        down = top + 3.2 * small
        spots = {node: (left + x, down + y) for node, (x, y) in place.items()}
        gone = [spots[node] for node in spots if node not in network.graph]
        if gone:
            marks.mark(gone, [0.22 * fitted.size] * len(gone), LINE, "o")
        panel.clear = [(point, 0.22 * fitted.size) for point in gone]
        panel.numbers = self.numbers
        here = {node: spots[node] for node in network.graph}
        count = words["count"].format(len(here), network.graph.number_of_edges())
        if here:
            marks.edges(here)
            marks.nodes(here)
            shown = marks.names(here, down, down + tall, False)
            self.numbered.update(marks.numbered)
            if shown < len(here):
                count += f" · {words['labels'].format(shown, len(here))}"
        else:
            count = words["empty"]
        date = words["as_of"].format(network.as_of) if network.as_of else words["any"]
        self.axes.plot([left, left + wide], [top, top], color=LINE, lw=0.6)
        self.marks.write(left, top + 0.3 * small, date, 1.15 * small, weight="bold")
        self.marks.write(left, top + 1.7 * small, count, small, color=PALE)

    def caption(
        self, _shown: int | None
    ) -> tuple[list[tuple[float, str, float, dict[str, Any]]], float]:
        """What is said below: of all the dates together, for panels tell each its own."""
        words, network = FIGURE_WORDS.of(self.network.language), self.network
        told = words["made"].format(network.made, network.version, network.projection) + "."
        said = [f"{words['absent']}. {told}"]
        if self.numbered:
            said.append(by_number(sorted(self.numbered.items()), words))
        for one in self.networks:
            if one.doubt:
                said.append(one.doubt.printed(network.language))
        said += behind(network, words)
        size, texts, y = 0.85 * self.preset.small, [], 0.0
        for text in said:
            for line in self.paragraph(text, size):
                texts.append((y, line, size, {"color": PALE}))
                y += size * 1.3
        return texts, y
