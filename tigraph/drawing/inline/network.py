"""A small network within a page, as SVG: each mark leads to the page of its actor."""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from tigraph.drawing.inline.marks import shape
from tigraph.drawing.layouts.arrange import arrange
from tigraph.drawing.layouts.plan import Frame, Point
from tigraph.drawing.look import Line, Look
from tigraph.drawing.styles import label_lines, label_width

if TYPE_CHECKING:
    from tigraph.networks import Network

_SIZE, _LEAD, _ROOM = 13.0, 16.0, 12.0


def network_svg(
    network: Network,
    title: str,
    way: Callable[[str], str] = lambda _: "",
    *,
    own: str = "",
    width: float = 760.0,
) -> str:
    """Return a network as an SVG that is about so wide; "" where it has no tie.

    `way` gives the address of an actor's page, "" for none; `own` is set in bold. Names stand
    whole under the marks. Colours are those of every picture, ties that only may hold dashed.
    """
    if not network.graph.number_of_edges():
        return ""
    look = Look(network)
    spots, _ = arrange(network, "force", look.boxes, Frame(width))
    left, top, right, foot = _bounds(look, spots)
    body = [
        *(
            _tie(spots[a], spots[b], look, a, b, line)
            for (a, b), line in zip(network.graph.edges(), look.lines, strict=True)
        ),
        *(_node(node, spots[node], look, way(node), node == own) for node in sorted(spots)),
    ]
    wide, tall = right - left, foot - top
    return (
        f'<svg class="network" role="group" aria-label="{escape(title)}" '
        f'viewBox="{left:.0f} {top:.0f} {wide:.0f} {tall:.0f}" '
        f'width="{wide:.0f}" height="{tall:.0f}" font-size="{_SIZE:g}">'
        f"{''.join(body)}</svg>"
    )


def _bounds(look: Look, spots: dict[str, Point]) -> tuple[float, float, float, float]:
    sides = [(spots[node], look.boxes[node]) for node in spots]
    return (
        min(x - box[0] for (x, _), box in sides) - _ROOM,
        min(y - box[1] for (_, y), box in sides) - _ROOM,
        max(x + box[0] for (x, _), box in sides) + _ROOM,
        max(y + box[2] for (_, y), box in sides) + _ROOM,
    )


def _tie(a: Point, b: Point, look: Look, source: str, target: str, line: Line) -> str:
    """A tie as a curve that bends to its left, from rim to rim."""
    (x1, y1), (x2, y2) = a, b
    across, down = x2 - x1, y2 - y1
    long = math.hypot(across, down)
    if not long:
        return ""
    middle = ((x1 + x2) / 2 + line.bend * down, (y1 + y2) / 2 - line.bend * across)
    start = _toward(a, middle, look.radius[source] + 1)
    end = _toward(b, middle, look.radius[target] + 1)
    dash = ' stroke-dasharray="4 4"' if line.dashed else ""
    return (
        f'<path d="M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} '
        f'{end[0]:.1f} {end[1]:.1f}" fill="none" stroke="{line.colour}" '
        f'stroke-width="{line.width:g}"{dash}/>'
    )


def _toward(a: Point, b: Point, way: float) -> Point:
    long = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    return a[0] + (b[0] - a[0]) * way / long, a[1] + (b[1] - a[1]) * way / long


def _node(node: str, spot: Point, look: Look, href: str, own: bool) -> str:
    x, y = spot
    radius, style = look.radius[node], look.style(node)
    lines = label_lines(look.labels[node])
    weight = ' font-weight="600"' if own else ""
    first = y + radius + 3 + 0.85 * _SIZE
    text = "".join(
        f'<tspan x="{x:.1f}" y="{first + _LEAD * k:.1f}">{escape(line)}</tspan>'
        for k, line in enumerate(lines)
    )
    wide = max(label_width(line) for line in lines)
    back = (
        f'<rect class="back" x="{x - wide / 2:.1f}" y="{y + radius + 2:.1f}" width="{wide:.1f}" '
        f'height="{_LEAD * len(lines):.1f}"/>'
    )
    ring = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius + 5:.1f}" fill="var(--glow)"/>'
        if own
        else ""
    )
    drawn = (
        f'{back}{ring}{shape(style, x, y, radius)}<text text-anchor="middle"{weight}>{text}</text>'
    )
    return f'<a href="{escape(href)}">{drawn}</a>' if href else f"<g>{drawn}</g>"


def kinds_svg(network: Network) -> list[tuple[str, str, int]]:
    """Return the key of kinds: the mark, its label, how many are of it."""
    look = Look(network)
    return [
        (
            f'<svg class="mark" viewBox="-8 -8 16 16" aria-hidden="true">'
            f"{shape(look.kinds[one['id']], 0, 0, 6)}</svg>",
            one["label"],
            one["count"],
        )
        for one in look.kind_legend()
    ]


def bases_svg(network: Network) -> list[tuple[str, str, int]]:
    """Return the key of bases: a stroke in its colour, its label, how many ties rest on it."""
    return [
        (
            f'<svg class="mark" viewBox="-8 -8 16 16" aria-hidden="true"><line x1="-8" x2="8" '
            f'y1="0" y2="0" stroke="{one["colour"]}" stroke-width="3"/></svg>',
            one["label"],
            one["count"],
        )
        for one in Look(network).basis_legend()
    ]
