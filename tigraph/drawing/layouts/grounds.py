"""What a map is drawn on: coast, borders, the areas of actors, towns; in the picture's units."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tigraph.actors import Atlas, shape_of
from tigraph.drawing.layouts.boxes import Array
from tigraph.drawing.layouts.coasts import land
from tigraph.drawing.layouts.panels import Box, Panel
from tigraph.drawing.layouts.plan import Point

#: Land of Natural Earth narrower than twice this, along a coast that borders have already, is
#: theirs drawn otherwise; in the picture's height.
_SLIVER = 0.012
_AROUND = 3.0  # degrees of land about a frame


@dataclass
class Ground:
    """The lines of a map: rings of corners, each closed.

    `coast` is land that has no borders here, `land` that within borders; `borders` go by level,
    `areas` by actor, `shapes` are these as shapely has them. `towns` are names with places and
    inhabitants, the largest first.
    """

    coast: list[Array] = field(default_factory=list)
    land: list[Array] = field(default_factory=list)
    borders: dict[int, list[Array]] = field(default_factory=dict)
    areas: dict[str, list[Array]] = field(default_factory=dict)
    towns: list[tuple[str, Point, float]] = field(default_factory=list)
    shapes: dict[str, Any] = field(default_factory=dict, repr=False)


class Shapes:
    """The contours of an atlas, read once, in degrees."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.own = {
            node: [one for wkt in texts if (one := shape_of(wkt)) is not None]
            for node, texts in atlas.contours.items()
        }
        self.borders = {
            level: [one for wkt in texts if (one := shape_of(wkt)) is not None]
            for level, texts in atlas.borders.items()
        }

    def corners(self) -> dict[str, Array]:
        """The corners of the contours of each actor that has one."""
        import shapely

        return {n: shapely.get_coordinates(own) for n, own in self.own.items() if own}

    def land(self, box: Box) -> Array | None:
        """The corners of what is within borders in a part of the world; None where none are."""
        import shapely

        for every in self.borders.values():
            if found := [one for one in every if _within(one, box)]:
                return np.asarray(shapely.get_coordinates(found))
        return None

    def covered(self) -> set[str]:
        """The actors that have an area, and no more than a point."""
        return {node for node, own in self.own.items() if any(one.area for one in own)}


def ground(
    shapes: Shapes, panels: Sequence[Panel], alike: Mapping[str, Hashable], fine: float
) -> Ground:
    """Return what panels are drawn on.

    Contours of actors that are `alike` are simplified together, so that neighbours stay
    neighbours; corners within about `fine` of a line are left out.
    """
    made = Ground()
    tall = panels[0].box[3] - panels[0].box[1]
    for panel in panels:
        _own(made, shapes, panel, alike, fine)
        first = None
        for level, every in shapes.borders.items():
            found = [one for one in every if _within(one, panel.part.degrees)]
            drawn = _drawn(found, panel, fine)
            made.borders.setdefault(level, []).extend(ring for one in drawn for ring in _rings(one))
            if drawn and first is None:
                first = _union(drawn)
        if first is not None:
            made.land += _rings(first)
        if panel.inset or first is None:  # what has no frame is drawn without its neighbours
            made.coast += _rings(_coast(panel, first, _SLIVER * tall, fine))
        made.towns += _towns(shapes.atlas, panel)
    made.borders = {level: rings for level, rings in made.borders.items() if rings}
    made.towns.sort(key=lambda town: (-town[2], town[0]))
    return made


def _own(
    made: Ground, shapes: Shapes, panel: Panel, alike: Mapping[str, Hashable], fine: float
) -> None:
    groups: dict[Hashable, list[tuple[str, Any]]] = defaultdict(list)
    for node in panel.part.nodes:
        own = [shape for shape in shapes.own.get(node, ()) if shape.area]
        if own:  # what several contours of one actor cover is one area
            groups[alike.get(node)].append((node, own[0] if len(own) == 1 else _union(own)))
    for group in groups.values():
        drawn = _drawn([shape for _, shape in group], panel, fine)
        for (node, _), shape in zip(group, drawn, strict=True):
            made.areas.setdefault(node, []).extend(_rings(shape))
            made.shapes[node] = shape


def _within(shape: Any, box: Box) -> bool:
    """Whether a shape lies in a part of the world, for the most part."""
    west, south, east, north = box
    middle = shape.representative_point()
    return bool(west <= middle.x <= east and south <= middle.y <= north)


def _drawn(shapes: Sequence[Any], panel: Panel, fine: float) -> list[Any]:
    """Shapes on a panel, simplified together, cut off where it ends."""
    import shapely

    if not shapes:
        return []
    flat = shapely.transform(list(shapes), panel.place)
    try:
        flat = shapely.coverage_simplify(flat, 1.5 * fine)
    except shapely.GEOSException:  # contours that cross themselves: each by itself
        flat = shapely.simplify(flat, fine)
    if not (panel.inset and panel.part.framed):
        flat = [_cut(one, panel.box) for one in flat]
    return list(flat)


def _cut(shape: Any, box: tuple[float, float, float, float]) -> Any:
    import shapely

    left, top, right, foot = box
    x_0, y_0, x_1, y_1 = shape.bounds
    if shape.is_empty or (x_0 >= left and y_0 >= top and x_1 <= right and y_1 <= foot):
        return shape
    whole = shape if shape.is_valid else shapely.make_valid(shape)
    return shapely.clip_by_rect(whole, left, top, right, foot)


def _union(shapes: Sequence[Any]) -> Any:
    import shapely

    return shapely.union_all([one if one.is_valid else shapely.make_valid(one) for one in shapes])


def _coast(panel: Panel, own: Any, sliver: float, fine: float) -> Any:
    """The land of Natural Earth on a panel, without that which has borders of its own."""
    import shapely

    west, south, east, north = panel.part.degrees
    found = land(west - _AROUND, south - _AROUND, east + _AROUND, north + _AROUND)
    if found is None:
        return None
    flat = shapely.transform(shapely.segmentize(found, 0.5), panel.place)
    flat = _cut(flat if flat.is_valid else shapely.make_valid(flat), panel.box)
    if own is not None:
        flat = flat.difference(own).buffer(-sliver).buffer(sliver * 1.2).difference(own)
        flat = _cut(flat, panel.box)
    return flat.simplify(fine / 2)


def _rings(shape: Any) -> list[Array]:
    """The rings of the surfaces of a shape."""
    import shapely

    if shape is None or shape.is_empty:
        return []
    made = []
    for one in shapely.get_parts(shape).tolist():
        if one.geom_type == "Polygon":
            made += [np.asarray(shapely.get_coordinates(ring)) for ring in shapely.get_rings(one)]
        elif one.geom_type in ("MultiPolygon", "GeometryCollection"):
            made += _rings(one)
    return made


def _towns(atlas: Atlas, panel: Panel) -> Iterable[tuple[str, Point, float]]:
    if not atlas.towns:
        return
    spots = panel.place(np.array([(town.lon, town.lat) for town in atlas.towns]))
    left, top, right, foot = panel.box
    west, south, east, north = panel.part.degrees
    for town, (x, y) in zip(atlas.towns, spots.tolist(), strict=True):
        inside = west <= town.lon <= east and south <= town.lat <= north
        if inside and left < x < right and top < y < foot:
            yield town.name, (x, y), town.inhabitants
