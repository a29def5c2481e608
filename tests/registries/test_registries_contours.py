"""Contours of regions and départements, and those of territories.

All shapes are invented, but for those of the real files where these are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_registries_industrie import POLYGON, first

from floors import Floor, fictitious_files
from registry_helpers import EPCI_A, Layers, sources_of
from tigraph.actors import shape_of
from tigraph.errors import NothingToReadError
from tigraph.rdf import select
from tigraph.registries.shapes import simplified

shapely = pytest.importorskip("shapely")

SQUARE = {"type": "Polygon", "coordinates": [[[4, 45], [5, 45], [5, 46], [4, 46], [4, 45]]]}
_ASKED = """SELECT ?wkt ?key ?file { ?area geo:hasGeometry ?g .
  ?g geo:asWKT ?wkt ; tig:citation ?c . ?c tig:recordKey ?key ; oa:hasSource/tig:fileName ?file }"""


def contours(path: Path, level: str, shapes: dict[str, Any], name: str = "lib") -> Path:
    """Write a GeoJSON of areas of a level (dep, reg), by code."""
    features = [
        {
            "type": "Feature",
            "properties": {f"insee_{level}": code, f"{name}_{level}": f"Aire fictive {code}"},
            "geometry": geometry,
        }
        for code, geometry in shapes.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_an_area_has_its_contour_with_the_row_that_draws_it(tmp_path: Path) -> None:
    files = [contours(tmp_path / "dep.geojson", "dep", {"01": SQUARE})]
    files += [contours(tmp_path / "reg.geojson", "reg", {"84": SQUARE})]
    layers = Layers().read({"contours": sources_of("contours", files, "2023-10-30")})
    rows = list(select(layers.store, _ASKED))
    assert {(row["key"], row["file"]) for row in rows} == {
        ("01", "dep.geojson"), ("84", "reg.geojson"),
    }  # fmt: skip
    for row in rows:
        drawn = shape_of(row["wkt"])
        assert drawn is not None
        assert drawn.equals(shapely.box(4, 45, 5, 46))


def test_a_row_without_code_or_surface_is_refused_with_its_reason(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [4, 45]}
    told = {"01": SQUARE, "02": point, "1": SQUARE, "": SQUARE}
    file = contours(tmp_path / "dep.geojson", "dep", told)
    layers = Layers().read({"contours": sources_of("contours", [file])})
    assert sorted(layers.refused("contours")) == [
        ("02", "a contour without surface"),
        ("1", "“1” is no INSEE code of a département: it may have lost the zero of 01"),
        ("4", "“” is no INSEE code of a département, which has two characters, or three overseas"),
    ]


def test_other_geojson_is_left_to_other_readers(tmp_path: Path) -> None:
    file = contours(tmp_path / "communes.geojson", "com", {"01001": SQUARE})
    with pytest.raises(NothingToReadError, match="insee_dep"):
        sources_of("contours", [file])


def test_a_territory_has_the_contour_of_its_file(tmp_path: Path) -> None:
    file = first(tmp_path, ("ti-8401", "Territoire fictif", EPCI_A, "CC A"), geometry=POLYGON)
    layers = Layers().read({"industrie": sources_of("industrie", [file])})
    [row] = list(select(layers.store, _ASKED))
    drawn = shape_of(row["wkt"])
    assert (row["key"], drawn is not None and drawn.bounds) == ("ti-8401", (0, 0, 4, 2))


def test_the_country_says_on_which_maps_it_is_drawn(tmp_path: Path) -> None:
    file = contours(tmp_path / "dep.geojson", "dep", {"01": SQUARE})
    layers = Layers().read({"contours": sources_of("contours", [file])})
    asked = """SELECT ?label ?crs { ?frame a tig:MapFrame ; tig:projection ?projection ;
      dcat:bbox ?box ; dcterms:conformsTo ?crs ; skos:prefLabel ?label
      FILTER(LANG(?label) = "en") }"""
    found = {
        row["label"]: row["crs"].rpartition("/")[2] for row in list(select(layers.store, asked))
    }
    # RGF93 / Lambert-93, RGAF09 / UTM 20N, RGFG95 / UTM 22N, RGR92 / UTM 40S, RGM04 / UTM 38S
    assert found["Metropolitan France"] == "2154"
    assert (found["Guadeloupe"], found["Martinique"]) == ("5490", "5490")
    assert (found["French Guiana"], found["La Réunion"]) == ("2972", "2975")
    assert found["Mayotte"] == "4471"


def test_neighbours_simplified_together_leave_no_gap() -> None:
    """What two areas cover together is what they covered before, but for the rim."""
    bent = [[1 + (i % 2) * 0.0008, i / 400] for i in range(401)]
    west = [[0, 0], *bent, [0, 1], [0, 0]]
    east = [[2, 1], *bent[::-1], [2, 0], [2, 1]]
    made = simplified(
        {name: {"type": "Polygon", "coordinates": [ring]}
         for name, ring in (("west", west), ("east", east))}
    )  # fmt: skip
    one, other = (shapely.from_wkt(made[name]) for name in ("west", "east"))
    assert shapely.get_num_coordinates(one) < len(west)
    assert one.intersection(other).area == pytest.approx(0, abs=1e-12)
    assert shapely.union(one, other).area == pytest.approx(2, abs=1e-3)
    assert shapely.coverage_is_valid([one, other])


def test_each_area_of_the_files_has_the_contour_that_its_row_draws(floor: Floor) -> None:
    """Within the frame of the row, of nearly its surface: outlines are simplified."""
    layers = Layers().read({"contours": sources_of("contours", [floor.file("contours")])})
    assert layers.refused("contours") == []
    rows = {(row["file"], row["key"]): row for row in select(layers.store, _ASKED)}
    expected = {}
    for level, code in (("departements", "insee_dep"), ("regions", "insee_reg")):
        path = floor.file(f"contours/anct-{level}.geojson")
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            expected[path.name, feature["properties"][code]] = feature["geometry"]
    assert rows.keys() == expected.keys()
    assert len(rows) == floor.of(fictitious=4 + 2, real=101 + 18)
    for key, geometry in expected.items():
        drawn, told = shape_of(rows[key]["wkt"]), shapely.geometry.shape(geometry)
        assert drawn is not None
        assert drawn.bounds == pytest.approx(told.bounds, abs=0.02), key
        assert drawn.area == pytest.approx(told.area, rel=0.03), key


@fictitious_files
def test_a_territory_has_the_surfaces_of_its_members_and_not_their_points(floor: Floor) -> None:
    """Read off the files: ti-9805 is of communes alone, which are points in them."""
    files = [
        floor.file(f"registries/anct-ti-{years}.geojson") for years in ("2018-2022", "2023-2027")
    ]
    layers = Layers().read({"industrie": sources_of("industrie", files)})
    drawn = {
        (row["file"][8:12], row["key"]): shape_of(row["wkt"])
        for row in select(layers.store, _ASKED)
    }
    assert {key: shape.bounds for key, shape in drawn.items() if shape} == {
        ("2018", "ti-9701"): (0, 0, 3, 1), ("2018", "ti-9702"): (3, 0, 4, 1),
        ("2018", "ti-9703"): (5, 0, 7, 1), ("2018", "ti-9801"): (7, 0, 11, 2),
        ("2018", "ti-9802"): (9, 2, 11, 3), ("2018", "ti-9804"): (13, 1, 14, 2),
        ("2023", "ti-9701"): (3, 0, 4, 1), ("2023", "ti-9702"): (0, 0, 2, 1),
        ("2023", "ti-9703"): (2, 0, 3, 1), ("2023", "ti-9704"): (5, 0, 7, 1),
        ("2023", "ti-9801"): (9, 1, 11, 3), ("2023", "ti-9802"): (7, 0, 10, 3),
        ("2023", "ti-9803"): (11, 1, 12, 2),
    }  # fmt: skip
