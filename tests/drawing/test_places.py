"""Points and contours of actors, and the map that stands on them. Places are invented."""

from __future__ import annotations

from typing import Any

import pytest

from invented import network
from tigraph.actors import Atlas, Frame, shape_of
from tigraph.drawing.layouts import arrange, maps
from tigraph.drawing.look import Look
from tigraph.networks import Network

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
citation:{name} a tig:SourceCitation ; oa:hasSource text:d ; tig:modality modality:stated .""")
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


def laid(picture: Network) -> maps.Map:
    return maps.laid_out(picture, Look(picture).radius, (900, 900))


def test_a_contour_is_drawn_about_its_actor(placed: Any) -> None:
    assert "map" in arrange.fitting_layouts(placed)
    made = laid(placed)
    [(node, [ring])] = made.ground.areas.items()
    assert node.endswith("/b")
    x, y = made.spots[node]
    assert ring[:, 0].min() < x < ring[:, 0].max()
    assert ring[:, 1].min() < y < ring[:, 1].max()


def test_of_those_without_a_place_it_is_told_where_they_stand(placed: Any) -> None:
    """The territory stands by its members; the member whose place cannot be read by it."""
    made = laid(placed)
    assert [node[-2:] for node in made.beside] == ["/d", "/t"]
    assert made.nowhere == []
    missing, _ = maps.told(made, 5, "en")
    assert missing == [
        "2 of 5 actors without a known place stand beside those that they are tied to"
    ]


def test_towns_are_those_whose_inhabitants_are_counted_the_largest_first(world: Any) -> None:
    counted = "\n".join(
        f"""
commune:{name} a org:FormalOrganization ; skos:prefLabel "Commune {name}"@fr ;
  dcterms:spatial area:{name} .
area:{name} a dcterms:Location ; skos:prefLabel "{name}"@fr ; adms:identifier identifier:{name} ;
  wgs84:lat "{lat}" ; wgs84:long "2" .
identifier:{name} a adms:Identifier ; skos:notation "{name}" ;
  tig:idScheme id-scheme:insee-commune .
claim:{name} a tig:FigureClaim ; tig:about commune:{name} ; tig:value {inhabitants} ;
  tig:measure measure:population-municipale ; tig:citation citation:a ."""
        for name, lat, inhabitants in (("Petiteville", 46, 900), ("Grandville", 47, 90000))
    )
    own = '; wgs84:lat "46.2" ; wgs84:long "1.1"'
    network = world(territories({"a": own, "b": own, "c": own}) + counted).network(
        "territory-members"
    )
    towns = network.graph.graph["atlas"].towns
    assert [(one.name, one.inhabitants) for one in towns] == [
        ("Grandville", 90000), ("Petiteville", 900),
    ]  # fmt: skip


def test_what_runs_through_several_states_is_where_they_are(world: Any) -> None:
    told = (
        territories({"a": '; wgs84:lat "46.2" ; wgs84:long "1.1"'})
        + f"""
lineage:l a tig:Lineage ; skos:prefLabel "L"@fr .
territory:t prov:specializationOf lineage:l ; dcterms:spatial area:t .
area:t a dcterms:Location ; skos:prefLabel "aire"@fr {wkt(SQUARE)} .
"""
    )
    from tigraph.actors import Places

    store = world(told).store
    lineage = "https://w3id.org/tigraph/id/lineage/l"
    assert Places(store, [lineage]).point(lineage) == {"lon": 1.0, "lat": 46.0}


def test_no_map_without_three_places(world: Any) -> None:
    graph = world(territories({"a": '; wgs84:lat "46" ; wgs84:long "1"', "b": ""}))
    assert "map" not in arrange.fitting_layouts(graph.network("territory-members"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("POINT EMPTY", None),
        ("MULTIPOLYGON (((0 1, 2 1, 2 3, 0 1)), ((4 5, 6 5, 6 7, 4 5)))", "MultiPolygon"),
        ("GEOMETRYCOLLECTION (POINT (0 1), POINT (0 2))", "GeometryCollection"),
        ("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT (0 1)", "Point"),
        ("POLYGON ((0 1, 2 1, 2 3", None),
        ("POINT (1000 2000)", None),
        ("", None),
    ],
)
def test_wkt_of_every_kind_is_read_or_passed_over(text: str, kind: str | None) -> None:
    assert getattr(shape_of(text), "geom_type", None) == kind


def spread(*places: tuple[float, float], atlas: Atlas | None = None) -> Network:
    """A network of actors at these places, none of them real."""
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    for i, (lon, lat) in enumerate(places):
        graph.add_node(f"urn:{i}", label=f"N{i}", kind="Organization", lon=lon, lat=lat)
    if atlas:
        graph.graph["atlas"] = atlas
    return network(graph)


MAIN = Frame("urn:main", "Pays fictif", "+proj=laea +lat_0=46 +lon_0=2", (-5, 42, 9, 51))
ISLE = Frame("urn:isle", "Île fictive", "+proj=utm +zone=20", (-61.3, 14.3, -60.7, 14.9))
HERE = [(0, 45), (1, 48), (4, 44), (6, 49), (-3, 48)]


def test_a_distant_part_has_a_panel_of_its_own_with_name_and_scale() -> None:
    made = laid(spread(*HERE, (-61, 14.8), (-61.2, 14.5), atlas=Atlas({}, {}, (ISLE, MAIN))))
    main, isle = made.panels
    assert [(one.part.name, one.inset) for one in (main, isle)] == [
        ("Pays fictif", False), ("Île fictive", True),
    ]  # fmt: skip
    for panel, own in ((main, range(5)), (isle, (5, 6))):
        left, top, right, foot = panel.box
        for i in own:
            x, y = made.spots[f"urn:{i}"]
            assert left < x < right
            assert top < y < foot
    assert main.box[0] >= isle.box[2] or isle.box[1] >= main.box[3]
    metres, long = isle.bar
    assert long == pytest.approx(metres * isle.scale)
    assert isle.scale > main.scale


def test_places_in_no_frame_are_drawn_all_the_same() -> None:
    made = laid(spread(*HERE, (178, -17), atlas=Atlas({}, {}, (MAIN,))))
    assert [(one.part.name, len(one.part.nodes)) for one in made.panels] == [
        ("Pays fictif", 5), ("", 1),
    ]  # fmt: skip


def test_what_lies_close_together_is_shown_from_near() -> None:
    """A map of a few neighbours shows their surroundings, not the whole country."""
    atlas = Atlas({}, {}, (MAIN,))
    near, far = (laid(spread(*some, atlas=atlas)) for some in ([(2, 46), (2.2, 46.1)], HERE))
    assert near.panels[0].scale > 4 * far.panels[0].scale


def test_neighbours_keep_one_border_between_them() -> None:
    """Two contours that share a bent border share it on the map, corner by corner."""
    bent = [(2, 44), (2.1, 45), (1.9, 45.5), (2.05, 46), (2, 47)]
    west = [(0, 44), *bent, (0, 47), (0, 44)]
    east = [(4, 47), *bent[::-1], (4, 44), (4, 47)]
    drawn = {
        f"urn:{i}": (f"POLYGON (({', '.join(f'{x} {y}' for x, y in ring)}))",)
        for i, ring in enumerate((west, east))
    }
    made = laid(spread((1, 45), (3, 45), (2, 50), (8, 45), atlas=Atlas(drawn, {}, (MAIN,))))
    one, other = (
        {tuple(corner) for corner in made.ground.areas[f"urn:{i}"][0].tolist()} for i in (0, 1)
    )
    assert len(one & other) >= 3
    between = {corner for corner in one | other if 1.85 < corner[0] < 2.15}
    assert between <= one & other


def test_no_mark_lies_on_another() -> None:
    made = laid(spread(*[(2, 46)] * 12, (5, 48), (0, 43)))
    spots = list(made.spots.values())
    radius = Look(spread(*HERE)).radius["urn:0"]
    apart = [
        max(abs(a[0] - b[0]), abs(a[1] - b[1])) for i, a in enumerate(spots) for b in spots[:i]
    ]
    assert min(apart) >= 2 * radius
