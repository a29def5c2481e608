"""Lanes as a page holds them: laid out for a wide, a narrower and a very narrow screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tigraph.drawing.layouts.lanes.made import in_lanes
from tigraph.drawing.layouts.lanes.plan import MARK, Lanes
from tigraph.drawing.styles import label_width

if TYPE_CHECKING:
    from tigraph.drawing.look import Look

_WIDTHS = (1180.0, 860.0, 390.0)
_SIZE = 13.0
_NARROW = 14.0  # on a telephone


def lanes_data(look: Look) -> list[dict[str, Any]]:
    """The lanes of a network for each width, the widest first; none where it has no lanes."""
    found = []
    for width in _WIDTHS:
        lined = width == _WIDTHS[-1]
        made = in_lanes(look, _measure, _NARROW if lined else _SIZE, width, lined)
        if made is not None:
            found.append(_told(made, sorted(look.network.graph)))
    return found


def _measure(text: str, size: float, bold: bool) -> float:
    return label_width(text, size) * (1.16 if bold else 1.0)


def _told(made: Lanes, nodes: list[str]) -> dict[str, Any]:
    names, boxes = [], []
    for node in nodes:
        name = made.names[node]
        names.append(
            {
                "lines": list(name.lines),
                "x": _short(name.x),
                "y": _short(name.y),
                "wide": _short(name.wide),
                "end": name.end,
                "bold": name.bold,
            }
        )
        boxes.append([_short(v) for v in made.boxes.get(node, ())])
    return {
        "size": made.size,
        "mark": MARK * made.size,
        "width": made.width,
        "height": _short(made.height),
        "heads": [{"text": text, "x": _short(x), "end": end} for text, x, end in made.heads],
        "bands": [
            {"text": text, "top": _short(top), "foot": _short(foot)}
            for text, top, foot in made.bands
        ],
        "spots": [_short(v) for node in nodes for v in made.spots[node]],
        "names": names,
        "boxes": boxes,
        "ways": [[_short(v) for point in way for v in point] for way in made.ways],
        "strays": made.strays,
        "cut": made.cut,
    }


def _short(value: float) -> float:
    return round(value, 1) + 0.0
