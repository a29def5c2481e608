"""A small map on a figure about one actor: where it is, with those that it is tied to."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from tigraph.actors import Atlas, Places
from tigraph.drawing.layouts.grounds import Shapes, ground
from tigraph.drawing.layouts.panels import Box, Panel, panels, parts_of
from tigraph.drawing.layouts.plan import Point

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tigraph.drawing.figures.presets import Preset
    from tigraph.drawing.layouts.boxes import Array
    from tigraph.names import Labels
    from tigraph.rdf import Queryable

_LAND, _BORDER, _RIM, _OWN, _OTHER = "#f3f0e8", "#b3a68c", "#d9d5ca", "#23527c", "#0072b2"
#: Of the width of a sheet, and of that its height.
_SHARE, _TALL = 0.3, 0.62
_FINE = 0.15  # corners nearer than this to a line, in points, are left out


@dataclass(frozen=True)
class Surroundings:
    """An actor with those that it is tied to: their points (longitude, latitude) and contours."""

    own: str
    points: Mapping[str, Point]
    atlas: Atlas


def surroundings(store: Queryable, label: Labels, card: Mapping[str, Any]) -> Surroundings | None:
    """Return what a small map of the actor of a card shows; None where nobody knows its place."""
    from tigraph.claims import open_data

    own = str(card["iri"])
    others = {str(relation["other"]["iri"]) for relation in card["relations"]}
    places = Places(store, {own, *others})
    found = {iri: places.point(iri) for iri in sorted({own, *others})}
    points = {iri: (at["lon"], at["lat"]) for iri, at in found.items() if at}
    if own not in points:
        return None
    atlas, files = places.atlas(label)
    sources = open_data(store, label, (), files) if files else ()
    return Surroundings(own, points, replace(atlas, sources=tuple(sources)))


def draw_beside(axes: Any, around: Surroundings, preset: Preset) -> tuple[float, float]:
    """Draw the small map in the upper right corner of a sheet; what it takes, and how far down."""
    wide = preset.width - 2 * preset.margin
    side = _SHARE * wide
    right, foot = preset.margin + wide, preset.margin + _TALL * side
    draw_locator(axes, around, (right - 0.95 * side, preset.margin, right, foot))
    return side, foot


def draw_locator(axes: Any, around: Surroundings, box: Box) -> None:
    """Draw the small map in a box of a sheet."""
    from matplotlib.patches import Rectangle

    left, top, right, foot = box
    shapes = Shapes(around.atlas)
    panel = panel_around(around, shapes, right - left, foot - top)
    made = ground(shapes, [panel], {}, _FINE)
    rim = Rectangle((left, top), right - left, foot - top, zorder=0)
    look: dict[str, Any] = {"facecolor": "none", "edgecolor": _RIM, "linewidth": 0.6}
    frame = axes.add_patch(rim)
    frame.set(**look)
    off = np.array([left - panel.box[0], top - panel.box[1]])
    _fill(axes, made.land or made.coast, off, frame, facecolor=_LAND, zorder=0.1)
    for level, rings in sorted(made.borders.items()):
        wide = 0.8 if level == min(made.borders) else 0.4
        _fill(axes, rings, off, frame, fill=False, edgecolor=_BORDER, linewidth=wide, zorder=0.2)
    for node, rings in sorted(made.areas.items()):
        strong = node == around.own
        look = {"alpha": 0.35 if strong else 0.15, "zorder": 0.4 if strong else 0.3}
        _fill(axes, rings, off, frame, facecolor=_OWN, edgecolor=_OWN, linewidth=0.7, **look)
    small = 0.022 * (foot - top)
    for node in panel.part.nodes:
        if node in made.shapes:
            continue
        spot = panel.place(np.array([around.points[node]]))[0] + off
        size = (2 * small * (1.5 if node == around.own else 1.0)) ** 2
        colour = _OWN if node == around.own else _OTHER
        axes.scatter(*spot, s=size, color=colour, edgecolors="white", linewidths=0.4, zorder=0.5)


def panel_around(around: Surroundings, shapes: Shapes, wide: float, tall: float) -> Panel:
    """The part of the world about the actor, filling a box of this size."""
    atlas, corners = around.atlas, shapes.corners()
    parts = parts_of(around.points, atlas.frames, corners, shapes.land)
    near = next(part.nodes for part in parts if around.own in part.nodes)
    some = {node: around.points[node] for node in near}
    [part] = parts_of(some, atlas.frames, corners, shapes.land)
    low, high = part.window
    middle, span = (low + high) / 2, high - low
    reach = np.array([max(span[0], span[1] * wide / tall), max(span[1], span[0] * tall / wide)])
    part.window = np.array([middle - reach / 2, middle + reach / 2])
    [panel], _ = panels([part], wide, tall, 0.0)
    return panel


def _fill(axes: Any, rings: Iterable[Array], off: Array, clip: Any, **look: Any) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    parts = [(ring + off).round(2) for ring in rings if len(ring) > 3]
    if not parts:
        return
    codes = [np.full(len(part), Path.LINETO, dtype=Path.code_type) for part in parts]
    for one in codes:
        one[0], one[-1] = Path.MOVETO, Path.CLOSEPOLY
    look = {"edgecolor": "none", "joinstyle": "round", **look}
    patch = PathPatch(Path(np.concatenate(parts), np.concatenate(codes)), **look)
    axes.add_patch(patch)
    patch.set_clip_path(clip)
