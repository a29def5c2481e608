"""Lanes: nothing stands where it can be taken for another's. Every name here is invented."""

from __future__ import annotations

import itertools
import random
from functools import cache
from typing import Any

import networkx as nx
import pytest

from invented import actor, network, tie
from tigraph.drawing.layouts.lanes.blocks import in_blocks
from tigraph.drawing.layouts.lanes.bundles import bundles
from tigraph.drawing.layouts.lanes.grid import fits_best, grid
from tigraph.drawing.layouts.lanes.heights import rising
from tigraph.drawing.layouts.lanes.kinds import by_kinds, kinds_fit
from tigraph.drawing.layouts.lanes.made import in_lanes
from tigraph.drawing.layouts.lanes.order import crossings
from tigraph.drawing.layouts.lanes.plan import LEADING, MARK, Lanes
from tigraph.drawing.layouts.lanes.threads import threaded
from tigraph.drawing.layouts.ways import pieces
from tigraph.drawing.look import Look
from tigraph.drawing.styles import label_width
from tigraph.graph import Graph
from tigraph.networks.network import Network

KINDS = ("Person", "Post", "FormalOrganization", "GovernanceBody", "Event")
WORDS = (
    "conseil",
    "imaginaire",
    "de",
    "la",
    "du",
    "rêvée",
    "Haut-Plateau",
    "chargée",
    "présidente",
)
SIZE = 13.0
WIDTHS = (390, 640, 1280)


def invented(seed: int) -> Network:
    """Actors of five kinds at four levels or none, tied anyhow: also within a kind, or twice."""
    chance = random.Random(seed)
    graph: Any = nx.MultiDiGraph()
    n = chance.randint(5, 45)
    for i in range(n):
        level = chance.choice(("national", "regional", "local", "local", ""))
        name = " ".join(chance.choices(WORDS, k=chance.randint(1, 11)))
        about = {"level": level, "level_label": level and f"échelon {level}"}
        graph.add_node(f"urn:{i:03d}", **actor(f"{name} {i}", KINDS[i % 5], **about))
    graph.nodes["urn:000"].update(level="national", level_label="échelon national")
    graph.nodes["urn:001"].update(level="local", level_label="échelon local")
    for _ in range(chance.randint(0, 2 * n)):
        a, b = (f"urn:{chance.randrange(n):03d}" for _ in "ab")
        graph.add_edge(a, b, **tie())
    return network(graph)


def measure(text: str, size: float, bold: bool) -> float:
    return label_width(text, size) * (1.1 if bold else 1.0)


Box = tuple[float, float, float, float]


def boxes_of(made: Lanes) -> dict[str, list[Box]]:
    """What each actor covers: its mark or its box, and its name."""
    found = {}
    for node, (x, y) in made.spots.items():
        wide, tall = made.boxes.get(node, (2 * MARK * SIZE, 2 * MARK * SIZE))
        name = made.names[node]
        left = name.x - name.wide if name.end else name.x
        text = (left, name.y, left + name.wide, name.y + LEADING * SIZE * len(name.lines))
        found[node] = [(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2), text]
    return found


def apart(a: Box, b: Box) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def close(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points of a line, twenty to a piece."""
    return [
        (x + (u - x) * t / 20, y + (v - y) * t / 20)
        for (x, y), (u, v) in itertools.pairwise(line)
        for t in range(21)
    ]


@cache
def laid(seed: int, width: int) -> tuple[Network, Look, Lanes]:
    """Return an invented network, its look, and its lanes in a width; nobody writes into them."""
    picture = invented(seed)
    look = Look(picture)
    made = in_lanes(look, measure, SIZE, width)
    assert made is not None
    return picture, look, made


def pictures() -> list[Any]:
    return [pytest.param(seed, width, id=f"{seed}-{width}")
            for seed in range(12) for width in WIDTHS]  # fmt: skip


@pytest.mark.parametrize(("seed", "width"), pictures())
def test_no_actor_stands_on_another_and_no_tie_runs_through_one(seed: int, width: int) -> None:
    picture, _, made = laid(seed, width)
    boxes = boxes_of(made)
    assert set(boxes) == set(picture.graph)
    for (_, own), (_, other) in itertools.combinations(boxes.items(), 2):
        assert all(apart(a, b) for a in own for b in other)
    for (a, b), way in zip(picture.graph.edges(), made.ways, strict=True):
        line = close(pieces(way))
        for node in set(boxes) - {a, b}:
            for left, top, right, foot in boxes[node]:
                assert not any(left < x < right and top < y < foot for x, y in line)


@pytest.mark.parametrize(("seed", "width"), pictures())
def test_a_tie_goes_from_its_source_to_its_target(seed: int, width: int) -> None:
    picture, _, made = laid(seed, width)
    boxes = boxes_of(made)
    for (a, b), way in zip(picture.graph.edges(), made.ways, strict=True):
        for node, (x, y) in ((a, way[0]), (b, way[-1])):
            left, top, right, foot = (f(own) for f, own in zip(
                (min, min, max, max), zip(*boxes[node], strict=True), strict=True))  # fmt: skip
            near = 0.6 * SIZE
            assert left - near <= x <= right + near
            assert top - near <= y <= foot + near


@pytest.mark.parametrize(("seed", "width"), pictures())
def test_all_stands_in_the_width_and_in_its_lane(seed: int, width: int) -> None:
    picture, _, made = laid(seed, width)
    lanes = grid(picture)
    assert lanes is not None
    for node, boxes in boxes_of(made).items():
        _, top, foot = made.bands[lanes.lane[node]]
        for box in boxes:
            assert top <= box[1]
            assert box[3] <= foot <= made.height
            assert box[0] >= 0
    firsts = [(top, foot) for _, top, foot in made.bands]
    assert all(foot < top for (_, foot), (top, _) in itertools.pairwise(firsts))


def test_names_are_whole_where_there_is_room_and_never_cut_within_a_word() -> None:
    picture = invented(3)
    labels = Look(picture).labels
    for width in WIDTHS:
        made = in_lanes(Look(picture), measure, SIZE, width)
        assert made is not None
        for node, name in made.names.items():
            said = " ".join(name.lines)
            words = said.removesuffix(" …").split()
            assert words == labels[node].split()[: len(words)]
            assert name.cut == said.endswith("…")
        assert made.cut == sum(name.cut for name in made.names.values())


def test_an_actor_without_a_level_stands_with_those_that_it_is_tied_to() -> None:
    graph: Any = nx.MultiDiGraph()
    for name, kind, level in (
        ("p", "Person", "local"), ("q", "Person", "national"), ("post", "Post", ""),
        ("place", "LabelledTerritory", ""), ("both", "Post", ""), ("none", "Event", ""),
    ):  # fmt: skip
        graph.add_node(name, **actor(name, kind, level=level, level_label=level))
    for a, b in (("p", "post"), ("post", "place"), ("p", "both"), ("q", "both")):
        graph.add_edge(a, b, **tie())
    made = grid(network(graph))
    assert made is not None
    assert made.lanes == ("national", "local", "")
    assert {n: made.lanes[made.lane[n]] for n in graph} == {
        "p": "local", "q": "national", "post": "local", "place": "local", "both": "", "none": "",
    }  # fmt: skip
    assert made.strays == {"post", "place"}


def test_blocks_side_by_side_hold_each_actor_and_each_tie_once() -> None:
    picture = invented(7)
    levels = dict(picture.graph.nodes(data="level"))
    apart_ = [(a, b, k) for a, b, k in picture.graph.edges(keys=True) if levels[a] != levels[b]]
    assert in_blocks(Look(picture), measure, SIZE, 2600, 4) is None  # ties join its lanes
    picture.graph.remove_edges_from(apart_)
    blocks = in_blocks(Look(picture), measure, SIZE, 2600, 2)
    assert blocks is not None
    assert sorted(n for block in blocks for n in block.made.spots) == sorted(picture.graph)
    ties = sorted(k for block in blocks for k in block.ties)
    assert ties == list(range(picture.graph.number_of_edges()))
    for block, following in itertools.pairwise(blocks):
        assert block.left + block.made.width < following.left
    for block in blocks:
        assert len(block.made.ways) == len(block.ties)
    assert blocks[-1].left + blocks[-1].made.width <= 2600.1


def test_lanes_are_the_same_whatever_the_order_of_the_nodes() -> None:
    picture = invented(5)
    turned: Any = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(picture.graph.nodes(data=True))))
    turned.add_edges_from(picture.graph.edges(data=True))
    one = in_lanes(Look(picture), measure, SIZE, 1280)
    other = in_lanes(Look(network(turned)), measure, SIZE, 1280)
    assert one is not None
    assert other is not None
    assert one.spots == other.spots


def upright(way: list[tuple[float, float]]) -> list[tuple[float, float, float]]:
    """The upright pieces of a line: how far to the right, from where to where down."""
    return [(x, min(y, v), max(y, v)) for (x, y), (u, v) in itertools.pairwise(way)
            if abs(u - x) < 0.01 < abs(v - y)]  # fmt: skip


@pytest.mark.parametrize(("seed", "width"), pictures())
def test_ties_of_one_basis_meet_at_one_point_of_an_actor_and_come_to_it_level(
    seed: int, width: int
) -> None:
    picture, look, made = laid(seed, width)
    lanes = grid(picture)
    assert lanes is not None
    listed_ = not made.heads
    met: dict[Any, set[tuple[float, float]]] = {}
    for (a, b), way, bundle in zip(
        picture.graph.edges(), made.ways, bundles(look, lanes, listed_), strict=True
    ):
        if bundle.hub:
            met.setdefault(bundle, set()).add(way[-1] if bundle.hub == b else way[0])
        if a != b:
            line = pieces(way)
            for (_, y), (_, v) in ((line[0], line[1]), (line[-2], line[-1])):
                assert abs(y - v) < 0.2 * SIZE
    for ends in met.values():
        assert len({(round(x, 3), round(y, 3)) for x, y in ends}) == 1


@pytest.mark.parametrize(("seed", "width"), pictures())
def test_bundles_pass_up_and_down_apart_from_each_other(seed: int, width: int) -> None:
    picture, look, made = laid(seed, width)
    lanes = grid(picture)
    assert lanes is not None
    runs = [
        (bundle, run)
        for way, bundle in zip(made.ways, bundles(look, lanes, not made.heads), strict=True)
        for run in upright(pieces(way))
    ]
    for (one, (x, top, foot)), (other, (u, first, last)) in itertools.combinations(runs, 2):
        if one != other and min(foot, last) - max(top, first) > 0.1:
            assert abs(x - u) > 0.2 * SIZE


def test_kinds_stand_in_columns_beside_those_that_they_are_tied_to(graph: Graph) -> None:
    picture = graph.network("territories")
    made = by_kinds(picture)
    assert made is not None
    assert kinds_fit(picture)
    kinds = dict(picture.graph.nodes(data="kind"))
    columns = {kind: {made.column[n] for n in kinds if kinds[n] == kind} for kind in kinds.values()}
    # Members, phases and lineages are all tied to territories, and to nothing else.
    (middle,) = columns["LabelledTerritory"]
    assert {kind: {abs(c - middle) for c in own} for kind, own in columns.items()} == {
        "LabelledTerritory": {0}, "Lineage": {1}, "Phase": {1}, "Intercommunality": {1},
    }  # fmt: skip
    assert columns["Lineage"] != columns["Phase"]  # else their ties would cross
    assert by_kinds(graph.network("all-ties")) is None  # of too many kinds
    assert not kinds_fit(graph.network("organisations-through-bodies"))


def test_who_took_part_in_an_event_stands_beside_it(graph: Graph) -> None:
    picture = graph.network("events")
    assert kinds_fit(picture)
    made = by_kinds(picture)
    assert made is not None
    assert {abs(made.column[a] - made.column[b]) for a, b in picture.graph.edges()} == {1}


def test_rows_that_stand_close_make_lanes_lower_and_nothing_else() -> None:
    picture = invented(3)
    wide, close = (in_lanes(Look(picture), measure, SIZE, 1280, close=c) for c in (False, True))
    assert wide is not None
    assert close is not None
    assert close.height < wide.height
    assert [band[0] for band in close.bands] == [band[0] for band in wide.bands]


@pytest.mark.parametrize("seed", range(6))
def test_a_list_that_stands_close_is_lower_and_as_clear(seed: int) -> None:
    picture = invented(seed)
    wide, close = (
        in_lanes(Look(picture), measure, SIZE, 390, lined=True, close=c) for c in (False, True)
    )
    assert wide is not None
    assert close is not None
    assert close.height < 0.9 * wide.height
    boxes = boxes_of(close)
    for (_, own), (_, other) in itertools.combinations(boxes.items(), 2):
        assert all(apart(a, b) for a in own for b in other)


def test_a_column_sets_the_names_of_governance_so_that_they_are_read(graph: Graph) -> None:
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    from tigraph.drawing import PRESETS
    from tigraph.drawing.figures.sheet import Sheet

    sheet = Sheet(Figure(), Look(graph.network("governance")), PRESETS["one-column"], "lanes")
    sheet.draw()
    assert sheet.lanes[0].made.size >= 5  # points: 45 actors on a page's height


def test_few_ties_of_governance_cross(graph: Graph) -> None:
    network_ = graph.network("governance")
    lanes = grid(network_)
    assert lanes is not None
    threads = threaded(Look(network_), lanes)
    assert int(crossings(threads.chains, threads.cells)) <= 1  # the least that was found


def test_which_networks_lanes_fit(graph: Graph) -> None:
    assert fits_best(graph.network("people"))
    assert fits_best(graph.network("governance"))
    assert not fits_best(graph.network("organisations-through-bodies"))
    assert grid(graph.network("territory-members")) is None  # one level, no people


def test_the_nearest_numbers_that_do_not_fall() -> None:
    # Neighbours that would fall share their mean, by weight.
    assert rising([1, 3, 2, 2, 6, 5], [1] * 6) == pytest.approx([1, 7 / 3, 7 / 3, 7 / 3, 5.5, 5.5])
    assert rising([3, 1], [1, 3]) == [1.5, 1.5]
