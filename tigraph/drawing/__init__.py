"""Pictures of a network, with one look.

In comes a `Network`; out goes a page that opens offline (`page`), or a figure as SVG, PNG
or PDF (`figures`). Where the nodes stand is worked out in `layouts`, colours and sizes in
`styles`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.drawing import bundled
    from tigraph.drawing.figures.figure import FIGURE_LAYOUTS, figure_bytes
    from tigraph.drawing.figures.lifelines import lifelines_bytes
    from tigraph.drawing.figures.locator import surroundings
    from tigraph.drawing.figures.multiples import multiples_bytes, together
    from tigraph.drawing.figures.presets import PRESETS
    from tigraph.drawing.figures.saving import FIGURE_FORMATS, saved
    from tigraph.drawing.inline.locator import locator_svg
    from tigraph.drawing.inline.marks import mark
    from tigraph.drawing.inline.network import bases_svg, kinds_svg, network_svg
    from tigraph.drawing.layouts.arrange import positions
    from tigraph.drawing.layouts.levels import level_rank
    from tigraph.drawing.look import Look
    from tigraph.drawing.page.letters import bundled_faces, faces
    from tigraph.drawing.page.page import html_page, placed_page
    from tigraph.drawing.prepared import BadViewError, Prepared, Printed, read_prepared
    from tigraph.drawing.scales import Scale
    from tigraph.drawing.spans import DESCRIBES, Bar, Line, bar_of, lines_of
    from tigraph.drawing.styles import label_lines
else:
    homes = {
        "figures.figure": "FIGURE_LAYOUTS figure_bytes",
        "figures.lifelines": "lifelines_bytes",
        "figures.locator": "surroundings",
        "figures.multiples": "multiples_bytes together",
        "figures.presets": "PRESETS",
        "figures.saving": "FIGURE_FORMATS saved",
        "inline.locator": "locator_svg",
        "inline.marks": "mark",
        "inline.network": "bases_svg kinds_svg network_svg",
        "layouts.arrange": "positions",
        "layouts.levels": "level_rank",
        "look": "Look",
        "page.letters": "bundled_faces faces",
        "page.page": "html_page placed_page",
        "prepared": "BadViewError Prepared Printed read_prepared",
        "scales": "Scale",
        "spans": "DESCRIBES Bar Line bar_of lines_of",
        "styles": "label_lines",
        ".": "bundled",
    }
    __getattr__, __all__ = face(__name__, homes)
