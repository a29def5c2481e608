"""What a map counts: the same in its numbers, its bars, its marks. Actors are invented."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from invented import network
from tigraph.actors import Atlas, Frame
from tigraph.drawing.figures.map_sheet import map_kinds
from tigraph.drawing.layouts import maps
from tigraph.drawing.look import Look
from tigraph.drawing.tallies import Tally, composed, tally_of
from tigraph.networks import Network

FIRST, SECOND = "Programme fictif, première phase", "Programme fictif, seconde phase"
SQUARE = "POLYGON ((0 45, 2 45, 2 47, 0 47, 0 45))"


def members(more: int = 0, title: str = "Réseau fictif") -> Network:
    """Two territories that follow each other, and members of one, the other, or both."""
    graph: Any = nx.MultiDiGraph()
    place = {"lon": 1.0, "lat": 46.0, "regions": ["R"]}
    for name, phase, start in (("t1", FIRST, "2018-01-01"), ("t2", SECOND, "2023-01-01")):
        graph.add_node(name, label="T", kind="LabelledTerritory", phases=[phase], **place)
        for own in (name, "both"):
            phases = [FIRST, SECOND] if own == "both" else [phase]
            member = "both" if own == "both" else f"of-{name}"
            graph.add_node(member, label=member, kind="Intercommunality", phases=phases, **place)
            graph.add_edge(member, name, relation="member", basis="membership", start=start)
    for i in range(more):
        own = {"kind": "FormalOrganization", "phases": [FIRST], "regions": ["S", "R"][i % 2 :]}
        graph.add_node(f"urn:{i}", label=f"N{i}", **own)
        graph.add_edge(f"urn:{i}", "t1", relation="member", basis="membership", start="2018-01-01")
    frame = Frame("urn:main", "Pays fictif", "+proj=laea +lat_0=46 +lon_0=2", (-5, 42, 9, 51))
    graph.graph["atlas"] = Atlas({"t1": (SQUARE,), "t2": (SQUARE,)}, {}, (frame,))
    return network(graph, title=title)


def counts(tally: Tally) -> dict[str, int]:
    return {group.label: tally.total(g) for g, group in enumerate(tally.groups)}


def test_members_of_two_phases_are_told_apart_by_them() -> None:
    tally = tally_of(members(), {"t1", "t2"})
    assert counts(tally) == {
        "dans les deux": 1,
        "seconde phase seulement": 1,
        "première phase seulement": 1,
        "LabelledTerritory, seconde phase": 1,
        "LabelledTerritory, première phase": 1,
    }
    hollow = {group.label for group in tally.groups if group.hollow}
    assert hollow == {"première phase seulement", "LabelledTerritory, première phase"}


def test_what_is_counted_agrees_with_its_number() -> None:
    graph: Any = nx.MultiDiGraph(plurals={"commune": "communes"})
    for i in range(3):
        own = {"kind": "Commune", "kind_label": "commune", "lon": 1.0, "lat": 46.0}
        graph.add_node(f"urn:{i}", label=f"N{i}", **own)
    (group,) = tally_of(network(graph), ()).groups
    assert [group.counted(n, "fr") for n in (0, 1, 2)] == ["commune", "commune", "communes"]
    assert [group.counted(n, "en") for n in (0, 1, 2)] == ["communes", "commune", "communes"]


def test_where_only_changed_ties_are_drawn_marks_tell_of_ties_and_areas_of_themselves() -> None:
    made = members(title="2019 → 2024")
    for _, data in made.graph.nodes(data=True):
        data.update(change="kept", change_label="gardé")
    became = {"t1": "lost", "t2": "gained", "both": "moved", "of-t1": "lost", "of-t2": "gained"}
    for node, change in became.items():
        made.graph.nodes[node]["ties"] = change
    tally = tally_of(made, {"t1", "t2"})
    assert counts(tally) == {
        "avec un lien nouveau": 1,
        "avec un lien perdu": 1,
        "dans une autre lignée": 1,
        "LabelledTerritory, dans les deux": 2,
    }
    hollow = {group.label for group in tally.groups if group.hollow}
    assert hollow == {"avec un lien perdu"}


def test_an_area_made_of_other_areas_that_are_drawn_is_not_drawn_over_them() -> None:
    made = members()
    other = SQUARE.replace("2", "4")
    made.graph.add_node("t3", label="T", kind="LabelledTerritory", lon=1.0, lat=46.0)
    for line in ("line-13", "line-2"):
        made.graph.add_node(line, label=line, kind="Lineage", lon=1.0, lat=46.0)
    contours = {"t1": (SQUARE,), "t2": (SQUARE,), "t3": (other,)}
    contours |= {"line-13": (SQUARE, other), "line-2": (SQUARE,)}
    made.graph.graph["atlas"] = Atlas(contours, {}, ())
    assert composed(made) == {"line-13", "line-2"}
    shown = {entry["label"]: entry for entry in map_kinds(Look(made))}
    assert shown["Lineage : par les aires qui en font partie"]["count"] == 2
    assert composed(members()) == frozenset()


def test_a_legend_counts_the_ties_that_have_a_line() -> None:
    look = Look(members())
    assert [entry["count"] for entry in look.basis_legend()] == [4]
    look.unlined = frozenset({("both", "t1"), ("t2", "of-t2")})
    assert [entry["count"] for entry in look.basis_legend()] == [2]
    look.unlined = frozenset(look.network.graph.edges())
    assert look.basis_legend() == look.width_legend() == []


def test_what_a_comparison_says_is_what_its_map_shows() -> None:
    made = members(title="Avant → Après")
    for node, change in {"t1": "lost", "t2": "gained", "both": "kept"}.items():
        made.graph.nodes[node].update(change=change, change_label=change)
    for node, change in {"of-t1": "lost", "of-t2": "gained"}.items():
        made.graph.nodes[node].update(change=change, change_label=change)
    tally = tally_of(made, {"t1", "t2"})
    marks = {g.label: g for g in tally.groups if not g.area}
    assert list(marks) == ["dans les deux", "Après seulement", "Avant seulement"]
    assert marks["Avant seulement"].hollow
    assert len({group.colour for group in marks.values()}) == 3


@pytest.mark.parametrize("phases", [[FIRST], [FIRST, SECOND, "Troisième"]])
def test_elsewhere_actors_are_told_apart_by_kind(phases: list[str]) -> None:
    made = members()
    for _, data in made.graph.nodes(data=True):
        data["phases"] = phases
    tally = tally_of(made, {"t1", "t2"})
    assert counts(tally) == {"Intercommunality": 3, "LabelledTerritory": 2}


def test_bars_add_up_to_the_numbers() -> None:
    """Those in several regions, and those without one, have bars of their own, which come last."""
    made = members(31)
    made.graph.add_node("nowhere", label="N", kind="FormalOrganization", phases=[FIRST])
    tally = tally_of(made, {"t1", "t2"})
    rows = tally.rows()
    assert [name for name, _ in rows] == ["R", "plusieurs régions", "région inconnue"]
    sums = [sum(own[k] for _, own in rows) for k in range(len(tally.kinds()))]
    assert sums == [tally.total(g) for g in tally.kinds()]


def test_in_a_crowd_those_without_a_place_stand_in_a_frame_and_not_as_data() -> None:
    made = members(200)
    for i in range(200):
        if i >= 40:
            made.graph.nodes[f"urn:{i}"].update(lon=i / 100, lat=46 + i / 100)
    found = maps.laid_out(made, dict.fromkeys(made.graph, 3.0), (900, 900))
    assert sorted(found.apart) == sorted(f"urn:{i}" for i in range(40))
    left, top, right, foot = found.rest or pytest.fail("no frame")
    for node in found.apart:
        x, y = found.spots[node]
        assert left < x < right
        assert top < y < foot
    assert all(panel.box[2] <= left or panel.box[3] <= top for panel in found.panels)


def test_a_tie_has_no_line_where_one_end_stands_in_the_area_of_the_other() -> None:
    made = members()
    made.graph.nodes["of-t1"].update(lon=5.0)
    found = maps.laid_out(made, dict.fromkeys(made.graph, 3.0), (900, 900))
    assert found.unlined == {("both", "t1"), ("both", "t2"), ("of-t2", "t2")}


def test_an_area_of_before_is_not_named_again() -> None:
    found = maps.laid_out(members(), dict.fromkeys(members().graph, 3.0), (900, 900))
    assert found.named(dict.fromkeys(members().graph, "T")) == {"t2"}


@pytest.mark.parametrize(("many", "telling"), [(30, True), (3, False)])
def test_numbers_stand_beside_a_map_where_there_are_many_in_several_regions(
    many: int, telling: bool
) -> None:
    made = members(many)
    for i in range(many):
        made.graph.nodes[f"urn:{i}"]["regions"] = ["S" if i % 2 else "R"]
    assert tally_of(made, {"t1", "t2"}).telling is telling
    for i in range(many):
        made.graph.nodes[f"urn:{i}"]["regions"] = []
    assert not tally_of(made, {"t1", "t2"}).telling, "of most nobody knows the region"


def test_the_legend_tells_the_squares_of_those_without_an_outline() -> None:
    """They stand for what is an area elsewhere on the map, and nothing else says what they are."""

    def squares(made: Network) -> list[tuple[str, int]]:
        return [(e["label"], e["count"]) for e in map_kinds(Look(made)) if e["marker"] == "s"]

    made = members()
    assert squares(made) == []
    made.graph.graph["atlas"].contours.pop("t1")
    assert squares(made) == [("sans contour connu", 1)]
