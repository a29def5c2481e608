"""Figures as files: text stays text, and the same figure gives the same bytes on each run."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Any

from tigraph.drawing.figures.presets import PRESETS, Preset
from tigraph.errors import MissingExtraError, UnknownNameError

#: What each format says of itself beside the title, so that no run dates its file.
_UNDATED: dict[str, dict[str, str | None]] = {
    "svg": {"Date": None},
    "png": {},
    "pdf": {"CreationDate": None},
}
FIGURE_FORMATS = tuple(_UNDATED)
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "tigraph",
    "pdf.fonttype": 42,
    "text.hinting": "none",  # else letters at small sizes take more room than was measured
    "text.parse_math": False,
    "path.simplify": False,
}


def sheet_for(format: str, preset: str) -> Preset:
    """Return the sheet of a preset; raises `UnknownNameError` for it, or for the format."""
    for what, name, known in (
        ("figure format", format, FIGURE_FORMATS),
        ("preset", preset, PRESETS),
    ):
        if name not in known:
            raise UnknownNameError(what, name, tuple(known))
    return PRESETS[preset]


def saved(draw: Callable[[Any], None], format: str, title: str, dpi: int) -> bytes:
    """Return the figure on which `draw` draws, as one of `FIGURE_FORMATS`.

    An SVG carries the letters that it uses. Raises `MissingExtraError` without matplotlib.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("figures", f"A figure ({format})") from error
    from tigraph.drawing.figures.fonts import families, with_fonts

    with (
        matplotlib.rc_context(_SETTINGS | {"font.family": list(families()["sans"])}),
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("ignore", message=".*[Gg]lyph")  # an emoji in a name
        figure = Figure()
        draw(figure)
        out = io.BytesIO()
        metadata: Any = {**_UNDATED[format], "Title": title}
        figure.savefig(out, format=format, dpi=dpi, metadata=metadata)
    return with_fonts(out.getvalue()) if format == "svg" else out.getvalue()
