"""Names of figures: none can be taken for another mark's. Every name here is invented."""

from __future__ import annotations

import itertools
import math
import re
import xml.etree.ElementTree as ET

import pytest
from test_lanes import invented
from test_layout import layered

from tigraph.drawing import PRESETS
from tigraph.drawing.look import Look
from tigraph.graph import Graph
from tigraph.networks.network import Network

Box = tuple[float, float, float, float]
Point = tuple[float, float]


def off(box: Box, at: Point, r: float) -> float:
    """How far a box is from the rim of a mark."""
    x = max(box[0] - at[0], 0.0, at[0] - box[2])
    y = max(box[1] - at[1], 0.0, at[1] - box[3])
    return math.hypot(x, y) - r


def runs_through(line: list[Point], box: Box) -> bool:
    for (x, y), (u, v) in itertools.pairwise(line):
        for k in range(41):
            t = k / 40
            if (box[0] < x + t * (u - x) < box[2]) and (box[1] < y + t * (v - y) < box[3]):
                return True
    return False


@pytest.mark.parametrize("preset", ["one-column", "two-columns", "slide"])
@pytest.mark.parametrize("layout", ["force", "circle"])
@pytest.mark.parametrize(
    "picture", [invented(1), invented(4), invented(9), layered(37)], ids=["1", "4", "9", "layered"]
)
def test_no_name_can_be_taken_for_that_of_another_mark(
    picture: Network, layout: str, preset: str
) -> None:
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    from tigraph.drawing.figures.lettering import named
    from tigraph.drawing.figures.sheet import Sheet
    from tigraph.drawing.layouts.ways import pieces

    sheet = Sheet(Figure(), Look(picture), PRESETS[preset], layout)
    place, tall = sheet.fitted.arranged(layout, 400.0)
    radius, frame = sheet.fitted.radius, (0.0, 0.0, sheet.wide, tall + 1)
    ways = sheet.marks.ways(place)
    found = named(picture, place, sheet.fitted, frame, False, ways)
    assert len(found) >= min(len(place), 3)
    for one, other in itertools.combinations(found.values(), 2):
        (a, b), size = (one.box, other.box), sheet.fitted.size
        beside = max(b[0] - a[2], a[0] - b[2]) >= 0.59 * size  # farther than words are
        assert beside or max(b[1] - a[3], a[1] - b[3]) >= 0.29 * size  # and than lines
    ends = list(picture.graph.edges())
    for node, name in found.items():
        box = name.box
        assert box[0] >= -0.01
        assert box[2] <= sheet.wide + 0.01
        own = off(box, place[node], radius[node])
        for other in set(place) - {node}:
            apart = off(box, place[other], radius[other])
            assert apart > (0 if name.leader else max(own, 0))
            if name.leader:
                assert off((*name.leader[1], *name.leader[1]), place[other], radius[other]) > 0
        for (a, b), way in zip(ends, ways, strict=True):
            assert node in (a, b) or not runs_through(pieces(way), box)
            assert not runs_through([way[-1], way[-1]], box), "a name over an arrowhead"
        if name.leader:
            assert math.dist(name.leader[0], place[node]) == pytest.approx(1.05 * radius[node])
            for far, other_name in found.items():
                assert far == node or not runs_through(list(name.leader), other_name.box)


@pytest.mark.parametrize("preset", ["two-columns", "slide"])
@pytest.mark.parametrize("seed", range(8))
def test_every_actor_of_some_forty_has_its_name(seed: int, preset: str) -> None:
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    from tigraph.drawing.figures.sheet import Sheet

    picture = invented(seed) if seed < 7 else layered(40)
    sheet = Sheet(Figure(), Look(picture), PRESETS[preset], "force")
    place, tall = sheet.fitted.arranged("force", 400.0, sheet.marks.unnamed)
    unnamed, led = sheet.marks.unnamed(place, tall)
    assert not unnamed
    assert led <= len(place) / 4
    # Nothing is shortened, either: lines are as many as a name takes.
    for node, lines in sheet.fitted.lines.items():
        assert " ".join(lines) == picture.graph.nodes[node]["label"]


@pytest.mark.parametrize("preset", ["slide", "two-columns"])
def test_all_of_a_network_of_ninety_are_named_or_told_by_number(graph: Graph, preset: str) -> None:
    pytest.importorskip("matplotlib")
    from tigraph.drawing import figure_bytes

    network = graph.network("all-ties")
    drawn = "".join(ET.fromstring(figure_bytes(network, "svg", preset, "force")).itertext())
    assert "names shown" not in drawn
    told = re.search(r"By number: (.*?)\n", drawn)
    for k in re.findall(r"(?:^|; )(\d+) ", told[1] if told else ""):
        assert re.search(rf"\n\s*{k}\s*\n", drawn), "a number that no mark has"


def test_others_move_for_a_name_that_has_one_place_alone() -> None:
    from tigraph.drawing.figures.making_room import Apart, Placed, make_room

    wide, left, right = ((0, 0, 10, 4), (0, 0, 4, 4), (20, 0, 24, 4))
    places = {"a": [Placed(left), Placed(right)], "b": [Placed(wide)]}
    made = make_room({"a": Placed(left)}, ["a", "b"], lambda node: places[node], Apart(0.1))
    assert {node: one.box for node, one in made.items()} == {"a": right, "b": wide}
