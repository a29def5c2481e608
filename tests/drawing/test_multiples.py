"""One network at several dates, side by side. Every name here is invented."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from invented import actor, network, tie
from terminal import tigraph
from tigraph.drawing import multiples_bytes, together
from tigraph.drawing.figures.fitting import width_of
from tigraph.drawing.figures.marks import LINE
from tigraph.errors import UsageError
from tigraph.graph import Graph
from tigraph.networks.network import Network


def at(year: str, *pairs: tuple[str, str], **more: Any) -> Network:
    graph: Any = nx.MultiDiGraph()
    for a, b in pairs:
        for name in (a, b):
            graph.add_node(f"urn:{name}", **actor(name, "Person" if name < "M" else "Body"))
        graph.add_edge(f"urn:{a}", f"urn:{b}", **tie(**more))
    return network(graph, as_of=year, sources=(f"Document fictif {year}",))


def texts(drawn: bytes) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)<", drawn.decode())


FIRST = at("2019", ("Ada", "Office fictif"), ("Bea", "Office fictif"))
SECOND = at("2024", ("Ada", "Office fictif"), ("Carl", "Syndicat fictif"))


def test_together_has_each_actor_and_each_tie_once() -> None:
    whole = together([FIRST, SECOND])
    assert sorted(label for _, label in whole.graph.nodes(data="label")) == [
        "Ada", "Bea", "Carl", "Office fictif", "Syndicat fictif",
    ]  # fmt: skip
    assert whole.graph.number_of_edges() == 3
    assert whole.sources == ("Document fictif 2019", "Document fictif 2024")


def test_a_panel_tells_its_date_and_counts_and_names_who_is_there() -> None:
    drawn = texts(multiples_bytes([FIRST, SECOND], "svg", "slide"))
    assert [text for text in drawn if text.startswith("Date de référence")] == [
        "Date de référence : 2019",
        "Date de référence : 2024",
    ]
    assert "3 acteurs, 2 liens" in drawn
    assert "4 acteurs, 2 liens" in drawn
    assert drawn.count("Ada") == 2
    assert drawn.count("Bea") == 1
    assert any("Document fictif 2019" in text for text in drawn)


def test_an_actor_stands_in_one_place_in_all_panels() -> None:
    drawn = multiples_bytes([FIRST, FIRST], "svg", "slide").decode()
    steps = set()
    for name in ("Ada", "Bea", "Office fictif"):
        found = re.findall(rf'<text[^>]* x="([^"]*)" y="([^"]*)"[^>]*>{name}<', drawn)
        (x, y), (further, same) = found
        assert same == y
        steps.add(round(float(further) - float(x), 2))
    assert len(steps) == 1


def test_what_is_only_possible_at_one_date_is_dashed_there_alone() -> None:
    sure, maybe = at("2019", ("Ada", "Office fictif")), at(
        "2024", ("Ada", "Office fictif"), certain=False
    )  # fmt: skip
    for order, dashed in (((sure, sure), 0), ((sure, maybe), 1), ((maybe, sure), 1)):
        svg = multiples_bytes(order, "svg").decode()
        ties = re.findall(r"<path[^>]*stroke-dasharray[^>]*>", svg)
        legend = "seulement possible" in svg and order[-1] is maybe
        assert len(ties) - legend == dashed


def test_an_empty_date_says_so_and_one_date_is_no_series() -> None:
    nobody = network(nx.MultiDiGraph(), as_of="1950")
    assert "Ce réseau n’a ni acteur ni lien." in texts(multiples_bytes([nobody, FIRST], "svg"))
    with pytest.raises(UsageError, match="2 to 12 dates, not 1"):
        multiples_bytes([FIRST], "svg")


def test_the_command_draws_a_projection_at_dates(tmp_path: Path) -> None:
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    for path in (one, other):
        done = tigraph("view", "people", "--dates", "2018,2019,2024", "-o", path)
        assert done.code == 0, done.err
    assert one.read_bytes() == other.read_bytes()
    assert not any("--" in text for text in texts(one.read_bytes()))  # print takes no option
    dates = [text for text in texts(one.read_bytes()) if text.startswith("As of ")]
    assert dates == ["As of 2018", "As of 2019", "As of 2024"]
    page = tigraph("view", "--dates", "2018,2019", "-o", tmp_path / "x.html")
    both = tigraph("view", "--dates", "2018,2019", "--as-of", "2018", "-o", tmp_path / "x.svg")
    assert (page.code, both.code) == (2, 2)


def people(graph: Graph) -> list[Network]:
    """The people of the curated graph at three dates: posts have names too long for panels."""
    return [graph.network("people", as_of=year) for year in ("2018", "2019", "2024")]


@pytest.mark.parametrize("preset", ["two-columns", "slide", "one-column"])
def test_no_name_stands_over_the_point_of_who_is_not_there(preset: str, graph: Graph) -> None:
    drawn = multiples_bytes(people(graph), "svg", preset).decode()
    points = [
        ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        for path in re.findall(rf'<path d="([^"]*)"[^>]*style="fill: {LINE}', drawn)
        for numbers in [[float(number) for number in re.findall(r"[\d.]+", path)]]
        for xs, ys in [(numbers[::2], numbers[1::2])]
    ]
    assert points
    for size, x, y, text in re.findall(
        r'font-size: ([\d.]+)px[^"]*text-anchor: middle[^"]*" x="([^"]*)" y="([^"]*)"[^>]*>'
        r"([^<]*)<",
        drawn,
    ):
        wide, tall, middle, foot = width_of(text) * float(size), float(size), float(x), float(y)
        for a, b in points:
            assert not (abs(a - middle) < wide / 2 and foot - 0.7 * tall < b < foot), text


def test_a_number_stands_for_one_actor_in_all_panels_and_is_told(graph: Graph) -> None:
    drawn = multiples_bytes(people(graph), "svg", "slide")
    shown = re.findall(r"font-weight: 700[^>]*text-anchor: middle[^>]*>(\d+)<", drawn.decode())
    told = re.search(r"Par numéro\s: (.*?)\. ", html.unescape(" ".join(texts(drawn))))
    assert len(shown) > len(set(shown))  # an actor has its number in several panels
    assert told
    names = dict(one.split(" ", 1) for one in re.split(r"\s; ", told[1]))
    assert names.keys() == set(shown)
    assert set(names.values()) <= {
        label for one in people(graph) for _, label in one.graph.nodes(data="label")
    }
    assert len(set(names.values())) == len(names)
