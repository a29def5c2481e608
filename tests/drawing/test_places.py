"""Points and contours of actors, and the map that stands on them. Places are invented."""

from __future__ import annotations

from typing import Any

import pytest

from invented import network
from tigraph.actors.places import rings
from tigraph.drawing.layouts import arrange, maps

SQUARE = "POLYGON ((0 45, 2 45, 2 47, 0 47, 0 45))"


def territories(own: dict[str, str]) -> str:
    """Turtle of intercommunalities, each with what is said of its area, in one territory."""
    out = [
        'territory:t a tig:LabelledTerritory ; skos:prefLabel "T"@fr .',
        'document:d a tig:Document ; dcterms:title "D"@fr .',
        "text:d a tig:Text ; tig:textOf document:d .",
    ]
    for name, said in own.items():
        out.append(f"""
epci:{name} a tig:Intercommunality ; skos:prefLabel "{name}"@fr ; dcterms:spatial area:{name} .
area:{name} a dcterms:Location ; skos:prefLabel "{name}"@fr {said} .
claim:{name} a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
  tig:basis basis:membership ; org:member epci:{name} ; org:organization territory:t ;
  tig:citation citation:{name} .
citation:{name} a tig:Citation ; oa:hasSource text:d ; tig:modality modality:stated .""")
    return "\n".join(out)


def wkt(shape: str) -> str:
    return f'; geo:hasGeometry [ a geo:Geometry ; geo:asWKT "{shape}"^^geo:wktLiteral ]'


@pytest.fixture
def placed(world: Any) -> Any:
    graph = world(
        territories(
            {
                "a": '; wgs84:lat "46.2" ; wgs84:long "1.1"',
                "b": wkt(SQUARE),
                "c": wkt("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT (48 3)"),
                "d": '; wgs84:lat "far" ; wgs84:long "1.1"',
            }
        )
    )
    return graph.network("territory-members")


def test_actors_are_where_their_areas_are(placed: Any) -> None:
    found = {
        iri[-1]: (data.get("lon"), data.get("lat")) for iri, data in placed.graph.nodes(data=True)
    }
    assert found == {
        "a": (1.1, 46.2),
        "b": (1.0, 46.0),
        "c": (3.0, 48.0),
        "d": (None, None),
        "t": (None, None),
    }


def test_a_contour_is_drawn_about_its_actor(placed: Any) -> None:
    assert placed.graph.graph["outlines"] == [[(0, 45), (2, 45), (2, 47), (0, 47), (0, 45)]]
    assert "map" in arrange.fitting_layouts(placed)
    spots = arrange.positions(placed, "map")
    [ring] = maps.outlines(placed, spots)
    x, y = next(spot for iri, spot in spots.items() if iri.endswith("/b"))
    assert min(u for u, _ in ring) < x < max(u for u, _ in ring)
    assert min(v for _, v in ring) < y < max(v for _, v in ring)


def test_no_map_without_three_places(world: Any) -> None:
    graph = world(territories({"a": '; wgs84:lat "46" ; wgs84:long "1"', "b": ""}))
    assert "map" not in arrange.fitting_layouts(graph.network("territory-members"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("POINT EMPTY", []),
        ("MULTIPOLYGON (((0 1, 2 1, 2 3, 0 1)), ((4 5, 6 5, 6 7, 4 5)))", [4, 4]),
        ("GEOMETRYCOLLECTION (POINT (0 1), POLYGON ((0 1, 2 1, 2 3, 0 1)))", [1, 4]),
        ("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POLYGON ((0 1, 2 1, 2 3, 0 1))", [4]),
        ("POLYGON ((0 1, 2 1, 2 3", []),
        ("POINT (1000 2000)", []),
        ("", []),
    ],
)
def test_wkt_of_every_kind_is_read_or_passed_over(text: str, wanted: list[int]) -> None:
    assert [len(ring) for ring in rings(text)] == wanted


def test_far_contours_are_drawn_where_their_area_is_set() -> None:
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    for i in range(6):
        graph.add_node(f"urn:near{i}", label=f"N{i}", lon=i, lat=45 + i % 3)
        graph.add_node(f"urn:far{i}", label=f"F{i}", lon=-61 + i / 5, lat=14 + (i % 3) / 5)
    graph.graph["outlines"] = [
        [(0, 45), (5, 45), (5, 47), (0, 45)],
        [(-61, 14), (-60, 14), (-60, 14.4), (-61, 14)],
        [(100, 0), (101, 0), (101, 1), (100, 0)],
    ]
    picture = network(graph)
    spots = arrange.positions(picture, "map")
    drawn = maps.outlines(picture, spots)
    assert len(drawn) == 2  # nobody is near the third
    for ring, name in zip(drawn, ("near", "far"), strict=True):
        own = [spots[f"urn:{name}{i}"][0] for i in range(6)]
        assert min(own) - 80 < min(x for x, _ in ring) < max(x for x, _ in ring) < max(own) + 80
