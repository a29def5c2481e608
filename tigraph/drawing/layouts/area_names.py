"""Where the name of an area goes: in it where it fits, else beside it, on no other area."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np

from tigraph.drawing.layouts.panels import Box

_STEPS = 12  # so many places are tried from side to side
_OFF = 0.2  # how far a name is from its area, of its height

Shape: TypeAlias = Any


class AreaNames:
    """The areas of a map, by actor, and where their names may stand."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        import shapely

        # what lost corners may cross itself, which is not to be cut
        self.shapes = {
            node: shape if shape.is_valid else shape.buffer(0) for node, shape in shapes.items()
        }
        self.nodes = [node for node, shape in self.shapes.items() if not shape.is_empty]
        self.tree = shapely.STRtree([self.shapes[node] for node in self.nodes])

    def places(self, node: str, wide: float, tall: float) -> list[Box]:
        """Boxes of a size for the name of an actor, those in its area first."""
        shape = self.shapes.get(node)
        if shape is None or shape.is_empty:
            return []
        return [*_within(shape, wide, tall), *self._beside(node, shape, wide, tall)]

    def _beside(self, node: str, shape: Shape, wide: float, tall: float) -> list[Box]:
        """Boxes close to the rim of its largest part, nearer to it than to any other area."""
        import shapely

        gap = _OFF * tall
        largest = max(shapely.get_parts(shape).tolist(), key=lambda one: one.area)
        left, top, right, foot = largest.bounds
        made: list[Box] = []
        for y in ((top + foot - tall) / 2, top, foot - tall):
            strip = shapely.intersection(largest, shapely.box(left, y, right, y + tall))
            if not strip.is_empty:
                west, _, east, _ = strip.bounds
                made.append((east + gap, y, east + gap + wide, y + tall))
                made.append((west - gap - wide, y, west - gap, y + tall))
        corners = shapely.get_coordinates(largest)
        high, low = corners[corners[:, 1].argmin()], corners[corners[:, 1].argmax()]
        for x, y in ((high[0] - wide / 2, top - gap - tall), (low[0] - wide / 2, foot + gap)):
            made.append((float(x), float(y), float(x + wide), float(y + tall)))
        boxes = shapely.box(*np.array(made).T)
        near = self.tree.query(boxes, predicate="dwithin", distance=gap)
        over = self.tree.query(boxes, predicate="intersects")[0].tolist()
        there = {self.nodes.index(node)}  # with those that lie over it, such as that of before
        for how in ("overlaps", "contains", "within"):
            there.update(self.tree.query(shape, predicate=how).tolist())
        met = {*over, *(int(i) for i, k in near.T if k not in there)}
        return [box for i, box in enumerate(made) if i not in met]


def _within(shape: Shape, wide: float, tall: float) -> list[Box]:
    """Boxes of a size that lie within an area, those near its middle first."""
    import shapely

    left, top, right, foot = shape.bounds
    if right - left < wide or foot - top < tall:
        return []
    lefts = np.linspace(left, right - wide, _STEPS)
    tops = np.linspace(top, foot - tall, _STEPS)
    x, y = (axis.ravel() for axis in np.meshgrid(lefts, tops))
    shapely.prepare(shape)
    inside = shapely.contains_properly(shape, shapely.box(x, y, x + wide, y + tall))
    middle = shape.representative_point()
    off = np.hypot(x + wide / 2 - middle.x, y + tall / 2 - middle.y)
    some = [i for i in np.argsort(off, kind="stable") if inside[i]]
    return [(float(x[i]), float(y[i]), float(x[i] + wide), float(y[i] + tall)) for i in some]
