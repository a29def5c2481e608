"""Where actors are: the points and contours that a map draws.

A point is W3C's `wgs84:lat` and `wgs84:long` (decimal degrees), a contour GeoSPARQL's
`geo:hasGeometry/geo:asWKT`. Either stands on the area that an actor has by
`dcterms:spatial`, or on the actor itself.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

from tigraph.actors.atlas import Atlas, atlas_of, shape_of
from tigraph.actors.belonging import areas_of
from tigraph.names import Labels
from tigraph.rdf import Queryable, rows_of

Place: TypeAlias = tuple[float, float]  # longitude and latitude, as map projections want them

_POINTS = "SELECT ?a ?lon ?lat { ?a wgs84:long ?lon ; wgs84:lat ?lat }"
_SHAPES = "SELECT ?a ?wkt { ?a geo:hasGeometry/geo:asWKT ?wkt }"
_LEVELS = "SELECT ?a ?level { ?a adms:identifier/tig:idScheme/tig:areaLevel ?level }"
_STATES = "SELECT ?a ?state { ?state prov:specializationOf ?a }"
_OWN = 99  # no division of the country: an area of the actor's own


class Places:
    """The points and contours of some actors and of their areas.

    Of areas of several levels (a territory has its region's, too) the finest are meant. What runs
    through several states (a lineage) is where these are.
    """

    def __init__(self, store: Queryable, iris: Collection[str]) -> None:
        self._store, self._iris = store, frozenset(iris)
        areas = areas_of(store, iris)
        states: dict[str, set[str]] = {}
        for row in rows_of(store, _STATES, [iri for iri in iris if iri not in areas], "a"):
            states.setdefault(row["a"], set()).add(row["state"])
        of = areas_of(store, {state for own in states.values() for state in own})
        for iri, own in states.items():
            if found := sorted({area for state in own for area in of.get(state, ())}):
                areas[iri] = found
        every = {area for own in areas.values() for area in own}
        known = {*iris, *every}
        self._points: dict[str, Place] = {}
        for row in _sorted(rows_of(store, _POINTS, known, "a")):
            place = _place(row["lon"], row["lat"])
            if place:
                self._points.setdefault(row["a"], place)
        self._shapes: dict[str, list[str]] = {}
        for row in _sorted(rows_of(store, _SHAPES, known, "a")):
            self._shapes.setdefault(row["a"], []).append(row["wkt"])
        placed = self._points.keys() | self._shapes.keys()
        levels = {row["a"]: int(row["level"]) for row in rows_of(store, _LEVELS, every, "a")}
        self._areas: dict[str, list[str]] = {}
        for iri, found in areas.items():
            some = [area for area in found if area in placed]
            finest = max((levels.get(area, _OWN) for area in some), default=_OWN)
            self._areas[iri] = [one for one in some if levels.get(one, _OWN) == finest]

    def point(self, iri: str) -> dict[str, float]:
        """The `lon` and `lat` of an actor: its own, else the middle of its areas; {} if unknown."""
        for known in ([iri], self._areas.get(iri, ())):
            found = [place for place in map(self._middle, known) if place]
            if found:
                lon, lat = (sum(axis) / len(found) for axis in zip(*found, strict=True))
                return {"lon": round(lon, 5), "lat": round(lat, 5)}
        return {}

    def atlas(self, label: Labels) -> tuple[Atlas, set[str]]:
        """Return what a map of the actors is drawn with, and the files that its contours are of.

        Empty where nobody has a point.
        """
        if not self._points and not self._shapes:
            return Atlas({}, {}), set()
        return atlas_of(self._store, label, *self._contours())

    def _contours(self) -> tuple[dict[str, tuple[str, ...]], set[str]]:
        """Return the contours of actors, and the areas that have them."""
        found: dict[str, tuple[str, ...]] = {}
        drawn: set[str] = set()
        for iri in self._iris:
            own = [one for one in (iri, *self._areas.get(iri, ())) if one in self._shapes]
            if own:
                found[iri] = tuple(wkt for one in own for wkt in self._shapes[one])
                drawn.update(own)
        return dict(sorted(found.items())), drawn

    def _middle(self, iri: str) -> Place | None:
        if iri in self._points or iri not in self._shapes:
            return self._points.get(iri)
        shapes = [one for wkt in self._shapes[iri] if (one := shape_of(wkt)) is not None]
        if not shapes:
            return None
        middle = max(shapes, key=lambda one: (one.area, one.length)).centroid
        return float(middle.x), float(middle.y)


def _sorted(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: tuple(row.values()))


def _place(lon: str, lat: str) -> Place | None:
    try:
        place = float(lon), float(lat)
    except ValueError:
        return None
    return place if abs(place[0]) <= 180 and abs(place[1]) <= 90 else None
