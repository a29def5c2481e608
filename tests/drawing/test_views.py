"""What a page is made of. Every name and document here is invented."""

from __future__ import annotations

import json
import re
from typing import Any

import networkx as nx
import pytest

from invented import actor, grown, network, tie
from tigraph.actors import Atlas
from tigraph.drawing.layouts import arrange, overviews
from tigraph.drawing.page import page
from tigraph.networks.network import Network

pytest_plugins = ["page_helpers"]


# Without a browser


def test_same_network_same_page_whatever_the_order_of_its_nodes(small: Network) -> None:
    assert page.html_page(small) == page.html_page(small)
    turned: Any = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(small.graph.nodes(data=True))))
    turned.add_edges_from(small.graph.edges(data=True))
    assert arrange.positions(small) == arrange.positions(network(turned))


def test_page_has_a_strict_policy_and_no_address_to_load(small: Network) -> None:
    html = page.html_page(small)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert not re.search(
        r"<(script|img|iframe)[^>]+src=|<link|@import|url\((?!#|data:font/woff2;)", html
    )


def unpacked(table: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{} for _ in range(table["rows"])]
    for key, column in table["columns"].items():
        for i, row in enumerate(rows):
            value = column["is"][i] if "is" in column else column.get("all")
            value = column["of"][column["at"][i]] if "at" in column else value
            row[key] = value
    return rows


@pytest.mark.parametrize("rows", [[], [{}], [{"a": 1}, {"b": None}, {"a": [1, {"c": "é"}]}] * 9])
def test_columns_hold_what_the_rows_held(rows: list[dict[str, Any]]) -> None:
    keys = {key for row in rows for key in row}
    wanted = [{key: row.get(key) for key in keys} for row in rows]
    assert unpacked(json.loads(json.dumps(page.columns(rows)))) == wanted


def test_large_networks_have_groupings_that_take_in_every_node() -> None:
    assert overviews.overviews(grown(300)) == []
    found = overviews.overviews(grown(overviews.MANY + 1))
    assert found[0]["by"] == "community"
    for overview in found:
        assert len(overview["of"]) == overviews.MANY + 1
        assert sum(group["count"] for group in overview["groups"]) == overviews.MANY + 1
        assert len(overview["groups"]) <= overviews.MOST_GROUPS + overviews.MOST_PLACES + 1
        places = [(group["x"], group["y"]) for group in overview["groups"]]
        assert len(set(places)) == len(places)


def over_regions(n: int) -> Network:
    """Invented bodies, a third in a region each, each with five people in it.

    Every hundredth lies in two regions; many bear the same name.
    """
    graph: Any = nx.MultiDiGraph()
    for i in range(n):
        body, places = f"urn:body:{i:04d}", [f"Région inventée {i % 3}"]
        if i % 100 == 99:
            places.append(f"Région inventée {(i + 1) % 3}")
        lies = {"regions": places, "lon": i % 3, "lat": 45 + i % 3}
        graph.add_node(body, **actor(f"Groupement inventé {i % 7}", "Intercommunality", **lies))
        for k in range(5):
            person = f"urn:person:{i:04d}-{k}"
            graph.add_node(person, **actor(f"Personne inventée {i}-{k}"))
            graph.add_edge(person, body, **tie())
    return network(graph)


def test_a_large_network_opens_on_regions_where_its_actors_are_in_some() -> None:
    found = overviews.overviews(over_regions(600))
    assert [overview["by"] for overview in found] == ["region", "community"]
    by_region = {group["place"]: group["count"] for group in found[0]["groups"]}
    # Six bodies lie in two regions, and no one else tells where their people are.
    assert by_region == {
        "Région inventée 0": 6 * 198, "Région inventée 1": 6 * 198, "Région inventée 2": 6 * 198,
        "": 6 * 6,
    }  # fmt: skip
    assert "region" not in [one["by"] for one in overviews.overviews(grown(overviews.MANY + 1))]


def test_no_two_groups_are_called_alike_and_none_after_who_sits_in_it() -> None:
    for made in (over_regions(600), grown(overviews.MANY + 1)):
        for overview in overviews.overviews(made):
            called = [
                (group["name"], group["place"], group["rest"] > 0)
                + ((group["kind"],) if overview["by"] == "level" else ())
                for group in overview["groups"]
            ]
            assert len(set(called)) == len(called)
    _, by_community = overviews.overviews(over_regions(600))
    names = [group["name"] for group in by_community["groups"] if not group["rest"]]
    assert all(name.startswith("Groupement inventé") for name in names)


def test_areas_are_drawn_where_the_map_has_its_actors() -> None:
    graph: Any = nx.MultiDiGraph()
    for i, (lon, lat) in enumerate([(0, 45), (2, 47), (4, 45), (3, 48)]):
        graph.add_node(f"urn:{i}", **actor(f"Lieu {i}", lon=lon, lat=lat))
    graph.add_edge("urn:0", "urn:1", **tie())
    triangle = "POLYGON ((0 45, 2 47, 4 45, 0 45))"
    graph.graph["atlas"] = Atlas({"urn:3": (triangle,)}, {}, sources=("Atlas fictif",))
    data = page.page_data(network(graph))
    assert "map" in data["layouts"]
    spots = data["layouts"]["map"]
    [area] = data["map"]["areas"]
    assert area["actor"] == 3
    [ring] = area["rings"]
    assert len(ring) == 8
    ring = [data["map"]["grain"] * step for step in ring]
    for k in range(2, 8):  # each corner is told as a step from the one before
        ring[k] += ring[k - 2]
    corners = sorted(zip(ring[:6:2], ring[1:6:2], strict=True))
    wanted = sorted((spots[2 * i], spots[2 * i + 1]) for i in (0, 1, 2))
    for (x, y), (u, v) in zip(corners, wanted, strict=True):
        assert abs(x - u) < 60
        assert abs(y - v) < 60
    assert "Atlas fictif" in data["map"]["sources"][0]


def test_pyvis_keeps_parallel_edges_of_undirected_networks(small: Network) -> None:
    undirected = network(small.graph, directed=False)
    edges = unpacked(page.page_data(undirected)["vis"]["edges"])
    assert len(edges) == 3
    assert {edge["arrows"] for edge in edges} == {""}
    assert [bool(edge["smooth"]) for edge in edges] == [True, True, False]
    assert [edge["dashes"] for edge in edges] == [False, True, False]


def test_a_figure_of_thousands_is_drawn_region_by_region_and_counts_them_all() -> None:
    picture = over_regions(600)
    made = overviews.regrouped(picture)
    assert made is not None
    counts = dict(made.graph.nodes(data="count"))
    assert sum(counts.values()) == len(picture.graph)
    assert set(counts) == {"", *(f"Région inventée {k}" for k in range(3))}
    labels = [label for _, label in made.graph.nodes(data="label")]
    assert all(str(counts[n]) in label for n, label in made.graph.nodes(data="label"))
    assert len(set(labels)) == len(labels)
    assert overviews.regrouped(grown(100)) is None  # nobody is in a region


def test_of_a_large_comparison_what_changed_is_drawn_and_what_stayed_is_counted() -> None:
    graph: Any = nx.MultiDiGraph()
    for i in range(overviews.MANY + 1):
        graph.add_node(f"urn:{i}", **actor(f"Acteur inventé {i}", change="kept"))
    graph.nodes["urn:9"]["change"] = "gained"
    changes = {(0, 1): "kept", (1, 2): "gained", (2, 3): "lost", (4, 5): "moved", (5, 6): "moved"}
    for (a, b), change in changes.items():
        graph.add_edge(f"urn:{a}", f"urn:{b}", **tie(change=change))
    found = overviews.reduced(network(graph))
    assert found
    assert found.alike
    assert found.told == (
        "Dessinés : 4 liens qui ont changé, avec leurs bouts ; 1 qui est resté ne l’est pas"
    )
    drawn = found.network.graph
    assert {d["change"] for _, _, d in drawn.edges(data=True)} == {"gained", "lost", "moved"}
    of = {name.removeprefix("urn:"): became for name, became in drawn.nodes(data="ties")}
    assert of == {
        "1": "gained", "2": "unknown", "3": "lost", "4": "moved", "5": "moved", "6": "moved",
        "9": None,
    }  # fmt: skip
    other = overviews.reduced(over_regions(600))
    assert other
    assert not other.alike  # no comparison: its regions


def test_ties_between_regions_are_added_up_by_basis() -> None:
    graph: Any = nx.MultiDiGraph()
    for i in range(6):
        graph.add_node(f"urn:{i}", **actor(f"Acteur inventé {i}", regions=[f"Région {i % 2}"]))
    for a, b, basis in ((0, 1, "x"), (1, 2, "x"), (2, 3, "y"), (0, 2, "x")):
        graph.add_edge(f"urn:{a}", f"urn:{b}", **tie(basis=basis))
    made = overviews.regrouped(network(graph))
    assert made is not None
    between = {d["basis"]: (a, b, d["weight"]) for a, b, d in made.graph.edges(data=True)}
    assert {basis: one[2] for basis, one in between.items()} == {"x": 2, "y": 1}
    assert all({a, b} == {"Région 0", "Région 1"} for a, b, _ in between.values())
