"""Contours of areas: surfaces of GeoJSON, simplified together, as WKT for maps.

Neighbours are simplified as one coverage (GEOS, through shapely), so that a border that two of
them share stays one line, and no gap opens between them.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from numpy.typing import NDArray

K = TypeVar("K")
#: Triangles smaller than the square of this, in metres, are taken off a contour: half a pixel
#: of a map of a country, a millimetre of a poster of it.
FINE = 250.0
_METRES = 6_378_137.0  # of a radian at the equator
_PLACES = 4  # decimals of a degree: eleven metres


def simplified(geometries: Mapping[K, Any], fine: float = FINE) -> dict[K, str]:
    """Return the surfaces of GeoJSON geometries, simplified together, as WKT in degrees.

    What has no surface, such as points, is left out. `fine` is in metres.

    >>> square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    >>> simplified({"a": square, "b": {"type": "Point", "coordinates": [0, 0]}})
    {'a': 'MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)))'}
    """
    import shapely

    found = {key: made for key, one in geometries.items() if (made := _surface(one)) is not None}
    if not found:
        return {}
    # On Mercator's map a metre is as long in every direction, and near places are alike.
    flat = shapely.transform(list(found.values()), _mercator)
    less = shapely.coverage_simplify(flat, fine / _METRES)
    whole = shapely.transform(less, _degrees)
    written = shapely.to_wkt(whole, rounding_precision=_PLACES, trim=True)
    return {
        key: text if text.startswith("MULTI") else f"MULTIPOLYGON ({text.partition(' ')[2]})"
        for key, text in zip(found, written.tolist(), strict=True)
        if "EMPTY" not in text
    }


def has_surface(geometry: Any) -> bool:
    """Whether a geometry of GeoJSON has a surface.

    >>> has_surface({"type": "MultiPoint", "coordinates": [[0, 0]]}), has_surface(None)
    (False, False)
    """
    return any(kind in ("Polygon", "MultiPolygon") for kind, _ in _parts(geometry))


def _surface(geometry: Any) -> Any:
    """Return the polygons of a geometry of any kind as one, None where it has none."""
    import shapely
    from shapely.geometry import shape

    made = []
    for kind, coordinates in _parts(geometry):
        if kind in ("Polygon", "MultiPolygon"):
            try:
                made.append(shapely.force_2d(shape({"type": kind, "coordinates": coordinates})))
            except (ValueError, TypeError, IndexError, AttributeError, shapely.GEOSException):
                return None
    polygons = [one for whole in made for one in getattr(whole, "geoms", [whole])]
    whole = shapely.MultiPolygon([one for one in polygons if not one.is_empty])
    within = not whole.is_empty and (abs(shapely.get_coordinates(whole)) <= (180, 89)).all()
    return whole if within else None


def _parts(geometry: Any) -> Iterator[tuple[str, Any]]:
    """Yield the (type, coordinates) of a geometry, one by one where it is a collection."""
    waiting = [geometry]
    for one in waiting:
        if isinstance(one, dict) and one.get("type") == "GeometryCollection":
            waiting += one.get("geometries") or ()
        elif isinstance(one, dict):
            yield str(one.get("type")), one.get("coordinates")


def _mercator(degrees: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    lon, lat = np.radians(degrees).T
    return np.stack([lon, np.arcsinh(np.tan(lat))], axis=1)


def _degrees(flat: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    return np.stack([np.degrees(flat[:, 0]), np.degrees(np.arctan(np.sinh(flat[:, 1])))], axis=1)
