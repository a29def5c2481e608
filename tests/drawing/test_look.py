"""One look: what a node and a tie look like is the same wherever they are drawn or written."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from invented import actor, network, tie
from tigraph.drawing.look import Look
from tigraph.drawing.page.page import page_data
from tigraph.exports import render
from tigraph.networks import Network


@pytest.fixture(name="made")
def _made() -> Network:
    graph: Any = nx.MultiDiGraph()
    for name, kind in (("a", "Person"), ("b", "Person"), ("c", "Post"), ("d", "Kind of its own")):
        graph.add_node(f"urn:{name}", **actor(f"Acteur fictif {name}", kind))
    graph.add_edge("urn:a", "urn:c", **tie())
    graph.add_edge("urn:a", "urn:c", **tie(weight=4, certain=False, basis="appointment"))
    graph.add_edge("urn:b", "urn:c", **tie(basis="cooperation"))
    return network(graph)


def unfolded(told: dict[str, Any], column: str) -> list[Any]:
    """A column of the page's data, a value a row."""
    own = told["columns"][column]
    if "all" in own:
        return [own["all"]] * told["rows"]
    return own["is"] if "is" in own else [own["of"][i] for i in own["at"]]


def viz(gexf: ElementTree.Element, what: str, name: str) -> list[dict[str, str]]:
    """What GEXF says of the look of each node or edge."""
    own = "{http://gexf.net/1.3}"
    return [dict(one.attrib) for one in gexf.iterfind(f".//{own}{what}/{own}{name}")]


def rgb(seen: dict[str, str]) -> str:
    return "#" + "".join(f"{int(seen[part]):02x}" for part in "rgb")


def test_page_gexf_cx2_and_dot_show_the_same_look(made: Network) -> None:
    look = Look(made)
    colours = [look.style(node).colour for node in made.graph]
    shades = [line.colour for line in look.lines]
    assert (len(set(colours)), len(set(shades))) == (3, 3)

    page = page_data(made)
    assert unfolded(page["vis"]["nodes"], "color") == colours  # nodes are sorted in `made`
    assert unfolded(page["vis"]["nodes"], "size") == list(look.radius.values())
    assert unfolded(page["vis"]["edges"], "color") == shades
    assert unfolded(page["vis"]["edges"], "width") == [line.width for line in look.lines]
    assert unfolded(page["vis"]["edges"], "dashes") == [False, True, False]
    assert {entry["id"]: entry["colour"] for entry in page["kinds"]} == {
        kind: style.colour for kind, style in look.kinds.items()
    }
    assert {entry["id"]: entry["colour"] for entry in page["bases"]} == look.bases

    gexf = ElementTree.fromstring(render(made, ".gexf")[".gexf"])
    assert [rgb(seen) for seen in viz(gexf, "node", "color")] == colours
    assert [float(s["value"]) for s in viz(gexf, "node", "size")] == list(look.radius.values())
    assert [rgb(seen) for seen in viz(gexf, "edge", "color")] == shades
    thick = [float(seen["value"]) for seen in viz(gexf, "edge", "thickness")]
    assert thick == [line.width for line in look.lines]
    assert [s["value"] for s in viz(gexf, "edge", "shape")] == ["solid", "dashed", "solid"]

    cx2 = {k: v for part in json.loads(render(made, ".cx2")[".cx2"]) for k, v in part.items()}
    assert [b["v"]["NODE_BACKGROUND_COLOR"] for b in cx2["nodeBypasses"]] == colours
    assert [b["v"]["NODE_WIDTH"] / 2 for b in cx2["nodeBypasses"]] == list(look.radius.values())
    assert [b["v"]["EDGE_LINE_COLOR"] for b in cx2["edgeBypasses"]] == shades

    dot = render(made, ".dot")[".dot"].decode()
    assert re.findall(r'fillcolor="(.*?)"', dot) == colours
    assert re.findall(r', color="(.*?)"', dot) == shades


def test_the_look_is_worked_out_once_for_each_picture(
    made: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []
    own = Look.__init__

    def counting(self: Look, network: Network) -> None:
        counted.append(network.title)
        own(self, network)

    monkeypatch.setattr(Look, "__init__", counting)
    for make in (lambda: page_data(made), *(
        (lambda end=end: render(made, end)) for end in (".gexf", ".cx2", ".net", ".dot", ".cyjs")
    )):  # fmt: skip
        counted.clear()
        make()
        assert counted == ["Réseau fictif"]


def test_a_look_is_of_the_network_as_it_is_then(made: Network) -> None:
    before = Look(made).bases
    made.graph.add_edge("urn:b", "urn:a", **tie(basis="another"))
    assert set(Look(made).bases) - set(before) == {"another"}
