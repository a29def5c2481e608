"""Sizes and colours of marks by a measure of the network: on the page, in figures, in legends."""

from __future__ import annotations

import re
from typing import Any

import pytest
from test_styles import contrast

from invented import actor, network, tie
from terminal import tigraph
from tigraph.drawing import Scale, figure_bytes, html_page
from tigraph.drawing.page import page
from tigraph.drawing.scales import SHADES
from tigraph.measuring import offered, scales

pytest_plugins = ["page_helpers"]


def path_of_three() -> Any:
    """A path a – b – c: by hand, only b lies between two others."""
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    for name in "abc":
        graph.add_node(f"urn:{name}", **actor(f"Nom {name}", "Person"))
    graph.add_edge("urn:a", "urn:b", **tie())
    graph.add_edge("urn:b", "urn:c", **tie())
    return network(graph, language="en")


def test_who_lies_between_has_the_largest_mark() -> None:
    [between] = scales(path_of_three(), ["betweenness"])
    assert between.values == {"urn:a": 0, "urn:b": 1, "urn:c": 0}
    assert between.radius["urn:b"] > between.radius["urn:a"] == between.radius["urn:c"]
    assert [label for label, _ in between.size_key()] == [
        "size: betweenness 0", "size: betweenness 1",
    ]  # fmt: skip


def test_each_shade_is_told_by_the_values_that_have_it() -> None:
    scale = Scale("m", "m", "", {f"urn:{i}": float(i) for i in range(10)} | {"urn:x": None})
    key = [label for label, _ in scale.colour_key()]
    assert key == ["m: 0 to 1", "m: 2 to 3", "m: 4 to 5", "m: 6 to 7", "m: 8 to 9", "m: no value"]
    assert scale.shade["urn:3"] == 1
    assert key[scale.shade["urn:x"]] == "m: no value"


def test_communities_beyond_the_hues_are_one_entry() -> None:
    groups = {f"urn:{g}{i}": g for g in range(1, 10) for i in range(12 - g)}
    scale = Scale("c", "communauté", "", groups, nominal=True, language="fr")
    key = scale.colour_key()
    assert len(key) == 7
    assert key[-1][0] == "communauté : les plus petites"
    assert len({colour for _, colour in key}) == 7
    assert scale.shade["urn:90"] == 6


@pytest.mark.parametrize("shade", SHADES)
@pytest.mark.parametrize("ground", ["#ffffff", "#14181f"])
def test_shades_are_seen_on_both_grounds(shade: str, ground: str) -> None:
    assert contrast(shade, ground) >= 3


def test_a_figure_says_what_its_sizes_and_colours_tell() -> None:
    net = path_of_three()
    size, colour = scales(net, ["betweenness", "community"])
    drawn = figure_bytes(net, "svg", size=size, colour=colour).decode()
    told = re.sub(r"<[^>]+>", "", drawn)
    for words in ("size: betweenness 0", "size: betweenness 1", "community 1"):
        assert words in told
    assert "share of the shortest paths" in re.sub(r"\s+", " ", told)


def test_the_command_refuses_what_no_mark_can_tell() -> None:
    for given, words in (
        (["--size", "community"], "label of groups"),
        (["--size", "betweeness"], "No measure named"),
        (["--size", "degree", "--layout", "lanes"], "sizes of their own"),
    ):
        done = tigraph("view", "people", *given, "-f", "svg", "-o", "-")
        assert done.code == 2
        assert words in done.err


def test_a_large_page_offers_no_measure_of_paths() -> None:
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    for i in range(700):
        graph.add_node(f"urn:{i:04d}", **actor(f"n{i}"))
    assert offered(network(graph)) == []


def test_marks_of_a_page_tell_the_measure_that_is_chosen(chromium: Any, tmp_path: Any) -> None:
    from page_helpers import Visit

    net = path_of_three()
    told = scales(net, offered(net))
    path = tmp_path / "page.html"
    path.write_text(html_page(net, None, told), "utf-8")
    here = Visit(chromium, path)
    here.filters()
    here.page.select_option("#by-size", "betweenness")
    here.page.select_option("#by-colour", "community")
    sizes = here.page.evaluate("[0, 1, 2].map((i) => tigraph.network.body.nodes[i].options.size)")
    assert sizes[1] > sizes[0] == sizes[2]
    key = here.page.inner_text("#key")
    assert "size: betweenness 1" in key
    assert "community 1" in key
    assert "size=betweenness" in here.page.url
    svg = here.saved("svg").decode()
    assert "size: betweenness 1" in svg
    assert "share of the shortest paths" in svg
    # Whoever opens the address sees the same
    again = Visit(chromium, path, "#" + here.page.url.split("#")[1])
    assert again.page.locator("#by-size").input_value() == "betweenness"
    for visit in (here, again):
        assert visit.complaints == []
        visit.context.close()


def test_a_page_can_open_with_measures() -> None:
    net = path_of_three()
    told = scales(net, ["betweenness", "community"])
    data = page.page_data(net, None, told, (told[0], told[1]))
    assert data["marks"] == {"size": "betweenness", "colour": "community"}
    assert data["measures"][0]["sizes"][1] == max(data["measures"][0]["sizes"])
