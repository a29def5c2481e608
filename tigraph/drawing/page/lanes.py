"""Lanes as a page holds them: laid out for screens of several widths, with rows wide or close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tigraph.drawing.layouts.lanes.made import in_lanes
from tigraph.drawing.layouts.lanes.plan import MARK, Lanes

if TYPE_CHECKING:
    from tigraph.drawing.look import Look

#: Each with whether its rows stand close; the last is one list.
_WIDTHS = ((1640.0, True), (1400.0, True), (1180.0, False), (860.0, False), (390.0, False))
_SIZE = 13.0
_NARROW = 14.0  # on a telephone


def lanes_data(look: Look) -> list[dict[str, Any]]:
    """The lanes of a network for each width, the widest first; none where it has no lanes."""
    found = []
    for width, close in _WIDTHS:
        lined = width == _WIDTHS[-1][0]
        size = _NARROW if lined else _SIZE
        made = in_lanes(look, _measure, size, width, lined, close=close)
        if made is not None:
            found.append(_told(made, sorted(look.network.graph)))
    return found


def _measure(text: str, size: float, bold: bool) -> float:
    """How wide the page's own letters (Inter) set a text, rather too wide than too narrow."""
    widths = _BOLD if bold else _PLAIN
    return 1.02 * size * sum(widths.get(letter, 0.7) for letter in text)


def _each(groups: dict[float, str]) -> dict[str, float]:
    return {letter: width for width, letters in groups.items() for letter in letters}


# The advance of each letter by Inter's own tables, for a size of 1, in regular and semibold.
_PLAIN = _each(
    {
        0.24: "ijlìíîï", 0.26: "’", 0.27: "IÌÍÎÏ", 0.28: " \u00a0\u202f", 0.29: "!,.:·", 0.3: "';",
        0.33: "t|", 0.36: "()/[]", 0.37: "f", 0.38: "r", 0.41: "1", 0.46: "-_°", 0.47: '"',
        0.5: "*–", 0.51: "?", 0.53: "s", 0.55: "kxz", 0.56: "avyàáâãäåýÿ", 0.57: "7JLcç",
        0.58: "e«»èéêë", 0.59: "5Fhnuñùúûü", 0.6: "EoÈÉÊËòóôõöø", 0.61: "2bdgpq", 0.62: "3689",
        0.63: "0Z", 0.64: "&PRS", 0.65: "4BT", 0.66: "+=", 0.67: "K", 0.68: "XY", 0.69: "AVÀÂÄ",
        0.72: "D", 0.73: "CÇ", 0.74: "HUÙÛÜ", 0.75: "GN", 0.76: "OQÔÖ", 0.82: "w", 0.86: "…",
        0.88: "m", 0.9: "M", 0.92: "æ", 0.98: "@%", 0.99: "WÆ", 1.0: "Œœ—",
    }
)  # fmt: skip
_BOLD = _each(
    {
        0.25: " \u00a0\u202f", 0.26: "ijlìíîï", 0.28: "IÌÍÎÏ", 0.29: "’", 0.32: "!,.:·", 0.33: "';",
        0.35: "t", 0.37: "()[]|", 0.38: "/", 0.39: "f", 0.4: "r", 0.42: "1", 0.46: "°", 0.47: "-_",
        0.5: "–", 0.52: '"', 0.54: "*?", 0.55: "s", 0.57: "Lakxzàáâãäå", 0.58: "7Jcç",
        0.59: "Fevyèéêëýÿ", 0.61: "5EhnouÈÉÊËñòóôõöøùúûü", 0.62: "2bdpq", 0.63: "g«»", 0.64: "3689",
        0.65: "PRSZ", 0.66: "&0BT", 0.67: "+4=", 0.7: "K", 0.71: "Y", 0.72: "DX", 0.73: "AVÀÂÄ",
        0.74: "CUÇÙÛÜ", 0.75: "GH", 0.76: "N", 0.77: "OQÔÖ", 0.84: "w", 0.9: "m", 0.92: "Mæ",
        0.96: "…", 0.99: "œ", 1.0: "%@—", 1.02: "WÆŒ",
    }
)  # fmt: skip


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
                "head": name.head,
            }
        )
        boxes.append([_short(v) for v in made.boxes.get(node, ())])
    return {
        "size": made.size,
        "mark": MARK * made.size,
        "width": made.width,
        "height": _short(made.height),
        "label": _short(made.label),
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
