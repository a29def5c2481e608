"""Where actors are: the points and contours that a map draws.

A point is W3C's `wgs84:lat` and `wgs84:long` (decimal degrees), a contour GeoSPARQL's
`geo:hasGeometry/geo:asWKT`. Either stands on the area that an actor has by
`dcterms:spatial`, or on the actor itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TypeAlias

from tigraph.actors.belonging import areas_of
from tigraph.rdf import Queryable, rows_of

Place: TypeAlias = tuple[float, float]  # longitude and latitude, as map projections want them
Ring: TypeAlias = list[Place]

_POINTS = "SELECT ?a ?lon ?lat { ?a wgs84:long ?lon ; wgs84:lat ?lat }"
_SHAPES = "SELECT ?a ?wkt { ?a geo:hasGeometry/geo:asWKT ?wkt }"
_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG4326 = "http://www.opengis.net/def/crs/EPSG/0/4326"


class Places:
    """The points and contours of some actors and of their areas."""

    def __init__(self, store: Queryable, iris: Collection[str]) -> None:
        self._areas = areas_of(store, iris)
        known = {*iris, *(area for areas in self._areas.values() for area in areas)}
        self._points: dict[str, Place] = {}
        for row in _sorted(rows_of(store, _POINTS, known, "a")):
            place = _place(row["lon"], row["lat"])
            if place:
                self._points.setdefault(row["a"], place)
        self._rings: dict[str, list[Ring]] = {}
        for row in _sorted(rows_of(store, _SHAPES, known, "a")):
            self._rings.setdefault(row["a"], []).extend(rings(row["wkt"]))

    def point(self, iri: str) -> dict[str, float]:
        """The `lon` and `lat` of an actor: its own, else the middle of its areas; {} if unknown."""
        for known in ([iri], self._areas.get(iri, ())):
            found = [place for place in map(self._middle, known) if place]
            if found:
                lon, lat = (sum(axis) / len(found) for axis in zip(*found, strict=True))
                return {"lon": round(lon, 5), "lat": round(lat, 5)}
        return {}

    def outlines(self, iris: Iterable[str]) -> list[Ring]:
        """The contours of actors and of their areas, each once."""
        wanted = {own for iri in iris for own in (iri, *self._areas.get(iri, ()))}
        known = sorted(wanted & self._rings.keys())
        return [ring for own in known for ring in self._rings[own] if len(ring) > 3]

    def _middle(self, iri: str) -> Place | None:
        own = self._rings.get(iri)
        return self._points.get(iri) or (centre(max(own, key=_area)) if own else None)


def rings(wkt: str) -> list[Ring]:
    """The rings of a WKT geometry as longitudes and latitudes; what else it is, if it is a point.

    Without a reference system, coordinates are longitude and latitude (GeoSPARQL 1.0,
    requirement 11); EPSG 4326 has latitude first; others are passed over.

    >>> rings("POLYGON ((0 45, 2 45, 2 47, 0 45), (1 45.2, 1.2 45.2, 1.2 45.4, 1 45.2))")[0]
    [(0.0, 45.0), (2.0, 45.0), (2.0, 47.0), (0.0, 45.0)]
    >>> rings("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(45 2)")
    [[(2.0, 45.0)]]
    >>> rings("<http://www.opengis.net/def/crs/EPSG/0/2154> POINT(652469 6862035)")
    []
    """
    system, _, shape = wkt.strip().rpartition(">")
    turned = system.lstrip("<") == _EPSG4326
    if system and not turned and system.lstrip("<") != _CRS84:
        return []
    made = []
    for ring in re.findall(r"\(([^()]+)\)", shape):
        pairs = [point.split()[:2] for point in ring.split(",")]
        places = [_place(*(pair[::-1] if turned else pair)) for pair in pairs if len(pair) == 2]
        if known := [place for place in places if place]:
            made.append(known)
    return made


def centre(ring: Ring) -> Place:
    """The centre of mass of what a ring encloses.

    >>> centre([(0, 0), (4, 0), (4, 2), (0, 2), (0, 0)])
    (2.0, 1.0)
    """
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    twice = _area(ring, signed=True)
    if not twice:
        lon, lat = (sum(axis) / len(ring) for axis in zip(*ring, strict=True))
        return lon, lat
    turns = [(a[0] + b[0], a[1] + b[1], a[0] * b[1] - b[0] * a[1]) for a, b in pairs]
    return sum(x * t for x, _, t in turns) / (3 * twice), sum(y * t for _, y, t in turns) / (
        3 * twice
    )


def _sorted(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: tuple(row.values()))


def _area(ring: Ring, signed: bool = False) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
    return twice if signed else abs(twice)


def _place(lon: str, lat: str) -> Place | None:
    try:
        place = float(lon), float(lat)
    except ValueError:
        return None
    return place if abs(place[0]) <= 180 and abs(place[1]) <= 90 else None
