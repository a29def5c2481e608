"""Positions, and how nodes and ties look. Every name here is invented."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest

import tigraph
from invented import actor, grown, network, tie
from tigraph.drawing import styles
from tigraph.drawing.layouts import arrange, forces
from tigraph.drawing.layouts.boxes import overlapping, separate
from tigraph.errors import UnknownNameError, UsageError
from tigraph.networks.network import Network

NAMES = (
    "Élodie Œuvrard", "Communauté de communes imaginaire du Haut-Plateau", "Fil",
    "ministère inventé de la Cohésion des territoires et des Relations rêvées",
)  # fmt: skip
LEVELS = ("national", "regional", "local", "")


def layered(n: int) -> Network:
    """Some parts of different sizes, at four levels, with long and short names."""
    graph: Any = nx.MultiDiGraph()
    for i in range(n):
        level = LEVELS[i % 4]
        about = {"level": level, "level_label": f"échelon {level}" if level else ""}
        graph.add_node(f"urn:{i:04d}", **actor(f"{NAMES[i % 4]} {i}", f"Kind{i % 5}", **about))
    for i in range(1, n):
        if i % 9:  # each ninth begins a part of its own
            graph.add_edge(f"urn:{i:04d}", f"urn:{i - i % 9 + (i % 9) // 3:04d}", **tie())
        elif i % 2:
            graph.add_edge(f"urn:{i:04d}", "urn:0000", **tie())
    return network(graph)


def placed(n: int) -> Network:
    """Two areas far from each other, and a node without a place."""
    picture = layered(n)
    for i, node in enumerate(sorted(picture.graph)[1:]):
        lon, lat = (2 + i % 7 / 3, 46 + i // 7 / 4) if i % 5 else (55.5 + i / 90, -21.1)
        picture.graph.nodes[node].update(lon=lon, lat=lat)
    return picture


def label_boxes(picture: Network, spots: dict[str, arrange.Point]) -> list[tuple[float, ...]]:
    """The label under each node: 13 pixels high letters, as wide as DejaVu Sans sets them."""
    radius, found = styles.sizes(picture), []
    for node, (x, y) in spots.items():
        lines = styles.label_lines(picture.graph.nodes[node]["label"])
        half = max(styles.label_width(line) for line in lines) / 2
        top = y + radius[node] + 2
        found.append((x - half, top, x + half, top + 16 * len(lines)))
    return found


def crossing(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def assert_readable(picture: Network, name: str) -> None:
    spots, radius = arrange.positions(picture, name), styles.sizes(picture)
    assert set(spots) == set(picture.graph)
    labels = label_boxes(picture, spots)
    discs = [(x - radius[n], y - radius[n], x + radius[n], y + radius[n])
             for n, (x, y) in spots.items()]  # fmt: skip
    assert not [pair for pair in itertools.combinations(labels, 2) if crossing(*pair)]
    assert not [pair for pair in itertools.combinations(discs, 2) if crossing(*pair)]
    assert not [(i, j) for i, a in enumerate(labels) for j, b in enumerate(discs)
                if i != j and crossing(a, b)]  # fmt: skip


@pytest.mark.parametrize("name", ["force", "levels", "circle"])  # on a map they are put aside
@pytest.mark.parametrize("n", [2, 12, 37, 60])
def test_no_label_lies_over_a_node_or_another_label(n: int, name: str) -> None:
    assert_readable(placed(n), name)


@pytest.mark.parametrize("name", ["force", "levels", "circle"])
@pytest.mark.parametrize("projection", ["people", "governance", "representation", "territories"])
def test_curated_projections_can_be_read(
    curated: tigraph.graph.Graph, projection: str, name: str
) -> None:
    picture = curated.network(projection)
    assert len(picture.graph) <= 80
    assert_readable(picture, name)


@pytest.fixture(scope="module")
def curated() -> tigraph.graph.Graph:
    return tigraph.load()


@pytest.mark.parametrize("name", ["force", "levels", "circle"])
def test_positions_are_the_same_whatever_the_order_of_the_nodes(name: str) -> None:
    picture = layered(50)
    turned: Any = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(picture.graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(picture.graph.edges(data=True))))
    assert arrange.positions(picture, name) == arrange.positions(network(turned), name)


def test_levels_stand_above_each_other_and_unknown_at_the_foot() -> None:
    picture = layered(60)
    spots = arrange.positions(picture, "levels")
    bands = arrange.bands(picture, spots)
    assert [name for name, _, _ in bands] == [
        "échelon national", "échelon regional", "échelon local", "",
    ]  # fmt: skip
    for (_, _, last), (_, first, _) in itertools.pairwise(bands):
        assert last < first


def test_circle_keeps_a_community_together() -> None:
    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from((f"{c}{i}", actor(f"{c}{i}")) for c in "ab" for i in range(6))
    for c in "ab":
        for i, j in itertools.combinations(range(6), 2):
            graph.add_edge(f"{c}{i}", f"{c}{j}", **tie())
    graph.add_edge("a0", "b0", **tie())
    spots = arrange.positions(network(graph), "circle")
    sides = {c: {spots[f"{c}{i}"][0] > 0 for i in range(1, 5)} for c in "ab"}
    assert sides["a"] != sides["b"]


def test_map_keeps_east_and_north_and_sets_far_areas_beside() -> None:
    picture = placed(40)
    spots = arrange.positions(picture, "map")
    data = dict(picture.graph.nodes(data=True))
    near = [n for n in spots if data[n].get("lon", 99) < 10]
    far = [n for n in spots if data[n].get("lon", 0) > 50]
    assert min(spots[n][0] for n in far) > max(spots[n][0] for n in near)
    west, east = (f(near, key=lambda n: data[n]["lon"]) for f in (min, max))
    south, north = (f(near, key=lambda n: data[n]["lat"]) for f in (min, max))
    assert spots[west][0] < spots[east][0]
    assert spots[north][1] < spots[south][1]


def test_map_without_a_point_and_unknown_layouts_are_refused() -> None:
    with pytest.raises(UsageError, match="lon and lat"):
        arrange.positions(layered(5), "map")
    with pytest.raises(UnknownNameError, match="spiral"):
        arrange.positions(layered(5), "spiral")
    assert arrange.fitting_layouts(layered(5)) == ("force", "levels", "circle")
    assert arrange.fitting_layouts(placed(5)) == arrange.LAYOUTS


def test_repulsion_through_the_grid_is_near_the_exact_one() -> None:
    rng = forces.np.random.default_rng(1)
    spots, mass = rng.normal(size=(500, 2)) * 30, rng.integers(1, 9, 500).astype(float)
    away = spots[:, None] - spots[None]
    far = (away**2).sum(axis=2) + forces.np.eye(500)
    exact = (mass[None, :, None] * away / far[:, :, None]).sum(axis=1)
    found = forces._Grid(128).push(spots, mass)
    error = forces.np.linalg.norm(found - exact, axis=1)
    assert forces.np.median(error / forces.np.linalg.norm(exact, axis=1)) < 0.03


def test_a_thousand_boxes_come_apart() -> None:
    rng = forces.np.random.default_rng(1)
    half = forces.np.full((1000, 2), 5.0)
    half[:40, 0] = 60
    spots, clear = separate(rng.uniform(0, 1400, (1000, 2)), half, rounds=400)
    assert clear
    assert not overlapping(spots, half)


def test_parallel_and_reciprocal_edges_bend_apart() -> None:
    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from([("a", actor("A")), ("b", actor("B"))])
    for ends in ("ab", "ab", "ba"):
        graph.add_edge(*ends, **tie())
    bends = styles.curves(network(graph))
    sides = [
        bend * (1 if ends == "ab" else -1)
        for bend, ends in zip(bends, ("ab", "ab", "ba"), strict=True)
    ]
    assert len(set(sides)) == 3


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(
    "colour", [*styles.COLOURS[1:], *styles.BASIS_COLOURS, *styles.CHANGE_COLOURS.values()]
)
@pytest.mark.parametrize("ground", ["#ffffff", "#14181f"])
def test_colours_stand_out_on_light_and_dark(colour: str, ground: str) -> None:
    low, high = sorted((luminance(colour), luminance(ground)))
    assert (high + 0.05) / (low + 0.05) >= 3


def test_no_two_kinds_look_alike() -> None:
    graph: Any = nx.MultiDiGraph()
    kinds = [*list(styles.KINDS)[:3], *(f"Kind{i}" for i in range(30))]
    graph.add_nodes_from((kind, actor(kind, kind)) for kind in kinds)
    looks = styles.kind_styles(network(graph))
    assert len({(style.colour, style.shape) for style in looks.values()}) == len(kinds)
    assert looks["Person"] == styles.kind_styles(grown(3)).get("Person", looks["Person"])


@pytest.mark.parametrize("n", [0, 1, 2, 12, 300])
def test_nodes_do_not_lie_on_each_other(n: int) -> None:
    picture = grown(n)
    spots, radius = arrange.positions(picture), styles.sizes(picture)
    assert len(spots) == n
    for a, b in itertools.combinations(spots, 2):
        far = max(abs(spots[a][i] - spots[b][i]) for i in (0, 1))
        assert far > 0.6 * (radius[a] + radius[b]), (a, b)


@pytest.mark.parametrize("n", [40, 400])
def test_nodes_without_ties_stand_clear_of_the_main_picture(n: int) -> None:
    picture = grown(n)
    spots = arrange.positions(picture)
    alone = [spots[n] for n in spots if not picture.graph.degree(n)]
    tied = [spots[n] for n in spots if picture.graph.degree(n)]
    right, foot = (max(spot[axis] for spot in tied) for axis in (0, 1))
    assert min(x for x, _ in alone) > right or min(y for _, y in alone) > foot


def test_a_picture_is_broad_as_a_screen_is() -> None:
    for picture in (layered(60), layered(300)):
        for name in ("force", "circle", "levels"):
            x, y = zip(*arrange.positions(picture, name).values(), strict=True)
            assert 1 < (max(x) - min(x)) / (max(y) - min(y)) < 3, name


def test_small_parts_of_one_kind_stand_together() -> None:
    graph: Any = nx.MultiDiGraph()
    for i in range(9):  # parts of three kinds by turns
        for end in "ab":
            graph.add_node(f"{i}{end}", **actor(f"{i}{end}", f"Kind{i % 3}"))
        graph.add_edge(f"{i}a", f"{i}b", **tie())
    spots = arrange.positions(network(graph), "force")
    middles = [((spots[f"{i}a"][0] + spots[f"{i}b"][0]) / 2, spots[f"{i}a"][1]) for i in range(9)]
    rows = sorted(range(9), key=lambda i: (round(middles[i][1] / 60), middles[i][0]))
    kinds = [i % 3 for i in rows]
    # The first part stands first; of the others each kind is in one piece.
    assert len([k for k, _ in itertools.groupby(kinds[1:])]) == 3
