"""What a map is drawn with beside its actors: frames, contours, borders, towns.

A frame (`tig:MapFrame`) is a part of the world that is drawn in one piece; it says its
projection and its extent. Borders are the contours of areas of the first and the second level
(`tig:areaLevel`), towns those of lower levels whose inhabitants somebody counted and whose place
somebody told. All of it is in the data: code knows no country.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from tigraph.names import Labels
from tigraph.rdf import Queryable, rows_of, select

Box: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

#: Areas up to this level have their borders drawn; below are towns.
_BORDERS = 2
#: So many towns are kept: a map has room for fewer.
_TOWNS = 200
_FRAMES = "SELECT ?frame ?projection ?box { ?frame tig:projection ?projection ; dcat:bbox ?box }"
_CONTOURS = f"""SELECT ?area ?level ?wkt {{
  ?area geo:hasGeometry ?geometry . ?geometry geo:asWKT ?wkt .
  ?area adms:identifier/tig:idScheme/tig:areaLevel ?level FILTER(?level <= {_BORDERS}) }}"""
_FILES = "SELECT DISTINCT ?file { ?area geo:hasGeometry/tig:citation/oa:hasSource ?file }"
_TOWNS_OF = f"""SELECT ?area ?lon ?lat (MAX(?value) AS ?inhabitants) {{
  ?area wgs84:long ?lon ; wgs84:lat ?lat ; adms:identifier/tig:idScheme/tig:areaLevel ?level
    FILTER(?level > {_BORDERS})
  ?town dcterms:spatial ?area . ?claim tig:about ?town ; tig:value ?value ; tig:measure ?measure .
  ?measure tig:countsInhabitants true
}} GROUP BY ?area ?lon ?lat ORDER BY DESC(?inhabitants) ?area LIMIT {_TOWNS}"""


@dataclass(frozen=True)
class Frame:
    """A part of the world drawn in one piece: its name, its projection as PROJ's, its extent."""

    iri: str
    name: str
    projection: str
    box: Box


@dataclass(frozen=True)
class Town:
    """A town: its name, its place, how many live there."""

    name: str
    lon: float
    lat: float
    inhabitants: float


@dataclass(frozen=True)
class Atlas:
    """What a map of some actors is drawn with.

    `contours` are WKT texts, by the actor whose area they are; `borders` those of the areas of
    each level; `sources` say whose open data the contours are.
    """

    contours: Mapping[str, tuple[str, ...]]
    borders: Mapping[int, tuple[str, ...]]
    frames: tuple[Frame, ...] = ()
    towns: tuple[Town, ...] = ()
    sources: tuple[str, ...] = ()


def atlas_of(
    store: Queryable, label: Labels, contours: Mapping[str, tuple[str, ...]], areas: Collection[str]
) -> tuple[Atlas, set[str]]:
    """Return the atlas of actors whose contours, of some areas, are known; and whose files."""
    borders: dict[int, dict[str, str]] = {}
    for row in select(store, _CONTOURS):
        borders.setdefault(int(row["level"]), {}).setdefault(row["area"], row["wkt"])
    drawn = {*areas, *(area for level in borders.values() for area in level)}
    files = {row["file"] for row in rows_of(store, _FILES, drawn, "area")}
    frames = [
        (row["frame"], row["projection"], box)
        for row in select(store, _FRAMES)
        if (box := _box(row["box"]))
    ]
    towns = [row for row in select(store, _TOWNS_OF) if row["lon"]]
    label.read({*(frame for frame, _, _ in frames), *(row["area"] for row in towns)})
    made = Atlas(
        contours,
        {level: tuple(own[area] for area in sorted(own)) for level, own in sorted(borders.items())},
        tuple(Frame(iri, label(iri), text, box) for iri, text, box in sorted(frames)),
        tuple(
            Town(label(row["area"]), *(float(row[k]) for k in ("lon", "lat", "inhabitants")))
            for row in towns
        ),
    )
    return made, files


def shape_of(wkt: str) -> Any:
    """Return the geometry of a WKT literal, longitude first; None where it is not to be read.

    Without a reference system, coordinates are longitude and latitude (GeoSPARQL 1.0,
    requirement 11); EPSG 4326 has latitude first; others are passed over.

    >>> shape_of("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(45 2)").wkt
    'POINT (2 45)'
    >>> shape_of("<http://www.opengis.net/def/crs/EPSG/0/2154> POINT(652469 6862035)") is None
    True
    >>> shape_of("POLYGON ((0 1, 2") is None
    True
    """
    import shapely

    system, _, text = wkt.strip().rpartition(">")
    turned = system.lstrip("<") == _EPSG4326
    if system and not turned and system.lstrip("<") != _CRS84:
        return None
    shape = shapely.from_wkt(text, on_invalid="ignore")
    if shape is None or shape.is_empty:
        return None
    if turned:
        shape = shapely.transform(shape, lambda places: places[:, ::-1])
    west, south, east, north = shape.bounds
    return shape if -180 <= west <= east <= 180 and -90 <= south <= north <= 90 else None


_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG4326 = "http://www.opengis.net/def/crs/EPSG/0/4326"


def _box(wkt: str) -> Box | None:
    shape = shape_of(wkt)
    return None if shape is None else tuple(map(float, shape.bounds))  # type: ignore[return-value]
