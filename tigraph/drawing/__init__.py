"""Pictures of a network, with one look.

In comes a `Network`; out goes a page that opens offline (`page`), or a figure as SVG, PNG
or PDF (`figures`). Where the nodes stand is worked out in `layouts`, colours and sizes in
`styles`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.drawing.figures.figure import FIGURE_LAYOUTS, figure_bytes
    from tigraph.drawing.figures.lifelines import lifelines_bytes
    from tigraph.drawing.figures.multiples import multiples_bytes, together
    from tigraph.drawing.figures.presets import PRESETS
    from tigraph.drawing.figures.saving import FIGURE_FORMATS, saved
    from tigraph.drawing.layouts.arrange import positions
    from tigraph.drawing.look import Look
    from tigraph.drawing.page.page import html_page
    from tigraph.drawing.prepared import BadViewError, Prepared, read_prepared
    from tigraph.drawing.styles import label_lines
else:
    homes = {
        "figures.figure": "FIGURE_LAYOUTS figure_bytes",
        "figures.lifelines": "lifelines_bytes",
        "figures.multiples": "multiples_bytes together",
        "figures.presets": "PRESETS",
        "figures.saving": "FIGURE_FORMATS saved",
        "layouts.arrange": "positions",
        "look": "Look",
        "page.page": "html_page",
        "prepared": "BadViewError Prepared read_prepared",
        "styles": "label_lines",
    }
    __getattr__, __all__ = face(__name__, homes)
