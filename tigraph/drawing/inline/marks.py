"""The mark of a kind, as in every picture, small enough to stand before a name."""

from __future__ import annotations

import math
from html import escape

from tigraph.drawing.styles import KINDS, Style, style_of

#: What is as dark as ink by day is light by night: the page says which (`--deep`).
_DEEP = "#25324a"
_CORNERS = {"triangle": (3, -90), "triangleDown": (3, 90), "diamond": (4, 0), "hexagon": (6, 0)}


def mark(kind: str, label: str = "") -> str:
    """Return the mark of a kind (the local name of a class) as an SVG; hidden without a label."""
    style = style_of(kind)
    shown = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg class="mark" viewBox="-8 -8 16 16" {shown}>{shape(style, 0, 0, 6)}</svg>'


def known_kinds() -> list[str]:
    """Return the kinds that have a mark of their own."""
    return sorted(KINDS)


def shape(style: Style, x: float, y: float, radius: float) -> str:
    """Return the mark of a style about a point."""
    colour = "var(--deep)" if style.colour == _DEEP else style.colour
    paint = f'fill="{colour}"'
    if style.hollow:
        paint = f'fill="var(--raised)" stroke="{colour}" stroke-width="2"'
    if style.shape == "square":
        side = 0.9 * radius
        return (
            f'<rect x="{x - side:.1f}" y="{y - side:.1f}" width="{2 * side:.1f}" '
            f'height="{2 * side:.1f}" {paint}/>'
        )
    if style.shape == "star":
        return f'<polygon points="{_points(x, y, 1.15 * radius, 10, -90, 0.45)}" {paint}/>'
    if style.shape in _CORNERS:
        corners, turn = _CORNERS[style.shape]
        return f'<polygon points="{_points(x, y, 1.15 * radius, corners, turn)}" {paint}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {paint}/>'


def _points(x: float, y: float, radius: float, corners: int, turn: float, dent: float = 1) -> str:
    """Return the corners of a regular shape; every second one drawn in by `dent`."""
    found = []
    for k in range(corners):
        angle = math.radians(turn + 360 * k / corners)
        reach = radius * (dent if k % 2 else 1)
        found.append(f"{x + reach * math.cos(angle):.1f},{y + reach * math.sin(angle):.1f}")
    return " ".join(found)
