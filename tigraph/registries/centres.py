"""The centre point of a GeoJSON geometry of any kind."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

Point = tuple[float, float]


def centre(geometry: Any) -> Point | None:
    """Return the (latitude, longitude) of a geometry's centre; None where it has no points.

    The centre of gravity of its surfaces, else the mean of its lines' and single points.
    It may lie outside a contour that is in parts or bent.

    >>> centre({"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]]})
    (1.0, 2.0)
    >>> centre({"type": "GeometryCollection", "geometries": [
    ...     {"type": "Point", "coordinates": [9, 9]},
    ...     {"type": "MultiPolygon", "coordinates": [[[[0, 0], [2, 0], [2, 2], [0, 0]]]]}]})
    (0.66667, 1.33333)
    >>> centre({"type": "MultiPoint", "coordinates": [[1, 45], [3, 47]]})
    (46.0, 2.0)
    >>> centre(None) is None
    True
    """
    weight = east = north = 0.0
    for ring in _rings(geometry):
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            cross = x1 * y2 - x2 * y1
            weight += cross
            east += (x1 + x2) * cross
            north += (y1 + y2) * cross
    if abs(weight) > 1e-12:
        return round(north / (3 * weight), 5), round(east / (3 * weight), 5)
    points = list(_points(geometry))
    if not points:
        return None
    return (
        round(sum(y for _, y in points) / len(points), 5),
        round(sum(x for x, _ in points) / len(points), 5),
    )


def _parts(geometry: Any) -> Iterator[tuple[str, Any]]:
    """Yield the (type, coordinates) of a geometry, one by one where it is a collection."""
    if not isinstance(geometry, dict):
        return
    if geometry.get("type") == "GeometryCollection":
        for one in geometry.get("geometries") or ():
            yield from _parts(one)
    elif isinstance(geometry.get("coordinates"), list):
        yield str(geometry.get("type")), geometry["coordinates"]


def _rings(geometry: Any) -> Iterator[list[Point]]:
    """Yield the rings of all surfaces: outlines counter-clockwise, holes clockwise."""
    for kind, coordinates in _parts(geometry):
        for polygon in [coordinates] if kind == "Polygon" else coordinates:
            if kind not in ("Polygon", "MultiPolygon"):
                break
            for number, ring in enumerate(polygon):
                points = list(_points({"type": "LineString", "coordinates": ring}))
                turned = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points))
                yield points if (turned > 0) == (number == 0) else points[::-1]


def _points(geometry: Any) -> Iterator[Point]:
    for _, coordinates in _parts(geometry):
        stack = [coordinates]
        while stack:
            one = stack.pop()
            if isinstance(one, list) and one and isinstance(one[0], int | float):
                if len(one) > 1 and isinstance(one[1], int | float):
                    yield float(one[0]), float(one[1])
            elif isinstance(one, list):
                stack.extend(reversed(one))
