"""A small map within a page, as SVG: where an actor is, with those that it is tied to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from tigraph.drawing.figures.locator import Surroundings, panel_around
from tigraph.drawing.layouts.grounds import Shapes, ground

if TYPE_CHECKING:
    from tigraph.drawing.layouts.boxes import Array
    from tigraph.drawing.layouts.panels import Panel

#: Lengths of a scale and of a degree of latitude in kilometres; what it takes of a map at most.
_SCALES, _SCALE_SHARE, _DEGREE = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000), 0.25, 111.2
_FINE = 0.4  # corners nearer than this to a line, in pixels, are left out


def locator_svg(
    around: Surroundings,
    title: str,
    *,
    width: float = 320.0,
    height: float = 260.0,
    marked: bool = True,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return the small map of the surroundings of an actor as an SVG of this size.

    The actor itself is marked among the others, unless it is only one of them. North is above, a
    scale in a corner; `names` are shown of what one points at.
    """
    shapes = Shapes(around.atlas)
    panel = panel_around(around, shapes, width, height)
    made = ground(shapes, [panel], {}, _FINE)
    off = np.array([-panel.box[0], -panel.box[1]])
    parts = [_path(made.land or made.coast, off, "land")]
    for level, rings in sorted(made.borders.items()):
        wide = 1.2 if level == min(made.borders) else 0.6
        parts.append(_path(rings, off, "border", f' stroke-width="{wide}"'))
    for node, rings in sorted(made.areas.items(), key=lambda item: item[0] == around.own):
        kind = "area own" if marked and node == around.own else "area"
        parts.append(_named(_path(rings, off, kind), (names or {}).get(node, "")))
    for node in sorted(panel.part.nodes, key=lambda node: node == around.own):
        if node in made.shapes:
            continue
        x, y = panel.place(np.array([around.points[node]]))[0] + off
        own = marked and node == around.own
        kind = "spot own" if own else "spot"
        spot = f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{6 if own else 3.5}"/>'
        parts.append(_named(spot, (names or {}).get(node, "")))
    for name, (x, y), _ in made.towns[:4]:
        parts.append(
            f'<text x="{x + off[0]:.1f}" y="{y + off[1]:.1f}" text-anchor="middle">'
            f"{escape(name)}</text>"
        )
    parts.append(_scale(panel, around, width, height))
    return (
        f'<svg class="locator" role="img" viewBox="0 0 {width:g} {height:g}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _named(drawn: str, name: str) -> str:
    """A mark with the name that it shows where one points at it."""
    return f"<g>{drawn}<title>{escape(name)}</title></g>" if drawn and name else drawn


def _scale(panel: Panel, around: Surroundings, width: float, height: float) -> str:
    """A length in kilometres, in the lower left corner."""
    lon, lat = around.points[around.own]
    a, b = panel.place(np.array([(lon, lat), (lon, lat + 0.1)]))
    per_km = float(np.hypot(*(b - a))) / (0.1 * _DEGREE)
    fitting = [km for km in _SCALES if km * per_km <= _SCALE_SHARE * width]
    if not fitting:
        return ""
    long, left, foot = fitting[-1] * per_km, 12.0, height - 12.0
    return (
        f'<g class="scale"><path d="M{left:g} {foot - 4:g}v4h{long:.1f}v-4"/>'
        f'<text x="{left + long + 6:.1f}" y="{foot:g}">{fitting[-1]} km</text></g>'
    )


def _path(rings: Iterable[Array], off: Array, kind: str, more: str = "") -> str:
    drawn = []
    for ring in rings:
        if len(ring) > 3:
            spots = (ring + off).round(1).tolist()
            drawn.append("M" + "L".join(f"{x:g} {y:g}" for x, y in spots) + "Z")
    return f'<path class="{kind}" d="{"".join(drawn)}"{more}/>' if drawn else ""
