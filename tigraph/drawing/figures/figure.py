"""The figure of a network for print: SVG, PNG or PDF, drawn by matplotlib.

A preset gives the sheet and the sizes of its text. Room is kept for every name as long
as all of them fit at the smallest of these sizes, else for the hubs' names first.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.saving import saved, sheet_for
from tigraph.drawing.layouts import LAYOUTS
from tigraph.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from tigraph.drawing.prepared import Printed
    from tigraph.drawing.scales import Scale
    from tigraph.networks import Network

FIGURE_LAYOUTS = (*LAYOUTS, "lanes", "chart")
#: In which the size of a mark tells nothing, or something else.
_EVEN = ("lanes", "chart", "map")


def figure_bytes(
    network: Network,
    format: str,
    preset: str = "two-columns",
    layout: str | None = None,
    size: Scale | None = None,
    colour: Scale | None = None,
    view: Printed | None = None,
) -> bytes:
    """Return the network as a figure for print, in a `format`: svg, png or pdf.

    Text stays text, and each run gives the same bytes. `preset` is one-column (85 mm),
    two-columns (170 mm), slide (16:9), social (a card of 1200 by 630 pixels) or poster (A1
    across); `layout` is force, levels, circle, map, lanes (a lane for each level, a column for
    each kind), or chart: labelled boxes by level, drawn along Graphviz's routes. Without one it
    is that which fits the question: lanes for people and their posts, else by force; a network
    of thousands is drawn region by region, where its actors are in regions, and a comparison of
    so many by what changed alone. Marks tell the number
    of ties by their `size` and the kind by their `colour`, unless these are measures (lanes, charts
    and maps have sizes of their own, maps colours as well). With a prepared
    `view` (`Prepared.printed`, whose network this is) marks stand where they were moved in the
    layout, notes beside theirs, and those not lit in its step are pale. Raises
    `UnknownNameError`, `MissingExtraError` without matplotlib, `MissingProgramError` for a chart
    without Graphviz, `UsageError` for a picture that cannot be.
    """
    sheet = sheet_for(format, preset)
    if size and layout in _EVEN:
        raise UsageError(f"Marks in {layout} have sizes of their own: choose another layout.")
    if colour and layout == "map":
        raise UsageError("Colours on a map tell what is counted: choose another layout.")
    if layout and layout not in FIGURE_LAYOUTS:
        raise UnknownNameError("layout", layout, FIGURE_LAYOUTS)

    def draw(figure: Any) -> None:
        from tigraph.drawing.figures.sheet import Sheet
        from tigraph.drawing.layouts.arrange import best_layout
        from tigraph.drawing.layouts.overviews import reduced
        from tigraph.drawing.look import Look

        plain = not (layout or size or colour or view)
        if plain and (part := reduced(network)):
            best = best_layout(part.network)
            Sheet(figure, Look(part.network), sheet, best, reduced=part, entire=network).draw()
            return
        look = Look(network, size, colour, view.lit if view else None)
        chosen = layout or best_layout(network)
        if not layout and ((size and chosen in _EVEN) or (colour and chosen == "map")):
            chosen = "force"
        try:
            Sheet(figure, look, sheet, chosen, view).draw()
        except UsageError:
            if layout:
                raise
            figure.clear()  # what fits the question does not fit the sheet
            Sheet(figure, look, sheet, view=view).draw()

    return saved(draw, format, network.title, sheet.dpi)
