"""The coasts of the world, by Natural Earth: bundled with tigraph, and left out where not there.

They come as TopoJSON (npm `world-atlas`), of which this reads what it needs: arcs quantised to a
grid, which polygons go through one after the other.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import itertools
import json
from functools import cache
from typing import Any

import numpy as np

from tigraph.drawing.bundled import LAND, bundled
from tigraph.drawing.layouts.boxes import Array

#: What the coasts ask to be told with them, which is nothing; it is told for the reader.
NATURAL_EARTH = "Natural Earth"


def land(west: float, south: float, east: float, north: float) -> Any:
    """Return the land between these degrees (shapely's geometry), None where none is known."""
    import shapely

    polygons, arcs, extents = _world()
    near = (extents[:, 0] <= (east, north)).all(axis=1) & (extents[:, 1] >= (west, south)).all(
        axis=1
    )
    found = []
    for rings in (polygons[i] for i in np.flatnonzero(near)):
        outer, *holes = (_ring(ring, arcs) for ring in rings)
        piece = shapely.clip_by_rect(shapely.Polygon(outer, holes), west, south, east, north)
        if not piece.is_empty:
            found.append(piece if piece.is_valid else shapely.make_valid(piece))
    return shapely.union_all(found) if found else None


@cache
def _world() -> tuple[list[list[list[int]]], list[Array], Array]:
    """The polygons of the world's land by their arcs, the arcs in degrees, how far polygons go."""
    file = bundled(LAND)
    if file is None:
        return [], [], np.zeros((0, 2, 2))
    told = json.loads(file)
    arcs = _arcs(told)
    polygons: list[list[list[int]]] = []
    for one in told["objects"]["land"]["geometries"]:
        polygons += one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
    starts = np.cumsum([0, *(len(arc) for arc in arcs[:-1])])
    every = np.concatenate(arcs)
    low, high = np.minimum.reduceat(every, starts), np.maximum.reduceat(every, starts)
    own = [[i if i >= 0 else ~i for i in rings[0]] for rings in polygons]
    extents = np.array([(low[some].min(axis=0), high[some].max(axis=0)) for some in own])
    return polygons, arcs, extents


def _arcs(told: dict[str, Any]) -> list[Array]:
    """Each arc as rows of degrees; on the grid it is told as steps."""
    scale, first = (np.array(told["transform"][key]) for key in ("scale", "translate"))
    arcs = told["arcs"]
    ends = np.cumsum([len(arc) for arc in arcs])
    walked = np.cumsum(np.array([*itertools.chain.from_iterable(arcs)], dtype=float), axis=0)
    before = np.concatenate([np.zeros((1, 2)), walked[ends[:-1] - 1]])
    lengths = np.diff(ends, prepend=0)
    return np.split((walked - np.repeat(before, lengths, axis=0)) * scale + first, ends[:-1])


def _ring(ring: list[int], arcs: list[Array]) -> Array:
    """The corners of a ring; of an arc that is told as ~i, i is gone through backwards."""
    ways = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
    return np.concatenate([ways[0], *(way[1:] for way in ways[1:])])
