"""The figure of a network for print: SVG, PNG or PDF, drawn by matplotlib.

A preset gives the sheet and the sizes of its text. Room is kept for every name as long
as all of them fit at the smallest of these sizes, else for the hubs' names first.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.presets import PRESETS
from tigraph.drawing.layouts.arrange import LAYOUTS
from tigraph.errors import MissingExtraError, UnknownNameError

if TYPE_CHECKING:
    from tigraph.networks import Network

FIGURE_FORMATS = ("svg", "png", "pdf")
FIGURE_LAYOUTS = (*LAYOUTS, "chart")
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "tigraph",
    "pdf.fonttype": 42,
    "font.family": "DejaVu Sans",
    "text.parse_math": False,
    "path.simplify": False,
}


def figure_bytes(
    network: Network, format: str, preset: str = "two-columns", layout: str = "force"
) -> bytes:
    """The network as a figure for print: text stays text, and each run gives the same bytes.

    `preset` is one-column (85 mm), two-columns (170 mm), slide (16:9) or poster (A1 across);
    `layout` one of `layout.LAYOUTS`, or chart: labelled boxes by level, drawn along
    Graphviz's routes. Raises `UnknownNameError`, `MissingExtraError` without matplotlib,
    `MissingProgramError` for a chart without Graphviz, `UsageError` for a picture that cannot be.
    """
    for what, name, known in (
        ("preset", preset, PRESETS),
        ("layout", layout, FIGURE_LAYOUTS),
    ):
        if name not in known:
            raise UnknownNameError(what, name, tuple(known))
    if format not in FIGURE_FORMATS:
        raise ValueError(f"format is {format!r}, not one of {', '.join(FIGURE_FORMATS)}")
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("figures", f"A figure ({format})") from error
    from tigraph.drawing.figures.fonts import with_fonts
    from tigraph.drawing.figures.sheet import Sheet

    undated: dict[str, dict[str, str | None]] = {
        "svg": {"Date": None, "Title": network.title},
        "png": {"Title": network.title},
        "pdf": {"CreationDate": None, "Title": network.title},
    }
    with matplotlib.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Gg]lyph")  # an emoji in a name
        figure = Figure()
        sheet = Sheet(figure, network, PRESETS[preset])
        sheet.draw(layout)
        out = io.BytesIO()
        figure.savefig(out, format=format, dpi=PRESETS[preset].dpi, metadata=undated[format])
    return with_fonts(out.getvalue()) if format == "svg" else out.getvalue()
