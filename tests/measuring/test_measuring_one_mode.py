"""Measures of one-mode networks: networkx's against igraph's, ours against both.

Names and networks are from a generator. Figures that were worked out by hand say how.
"""

from __future__ import annotations

import math
import random
from typing import Any

import networkx as nx
import pytest

from tigraph.measuring.one_mode import MEASURES, node_measures, pagerank
from tigraph.measuring.simple import Simple, number
from tigraph.measuring.tables import remarks_on_one_mode
from tigraph.measuring.whole import whole


def generated(seed: int, directed: bool = True) -> Any:
    """A random network with weights, parallel ties, several components and isolated pairs."""
    chance = random.Random(seed)
    graph = nx.MultiDiGraph()
    n = chance.choice([8, 20, 45])
    for _ in range(int(n * chance.choice([0.8, 1.5, 4]))):
        a, b = chance.randrange(n), chance.randrange(n)
        graph.add_edge(f"n{a:02}", f"n{b:02}", weight=chance.choice([1, 1, 2, 0.5]))
    graph.add_edge("x", "y")
    for node in graph:
        graph.nodes[node].update(
            kind=f"K{chance.randrange(3)}", level=chance.choice(["a", "b", ""])
        )
    return graph


def as_igraph(graph: Any) -> Any:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    names = list(graph)
    place = {node: i for i, node in enumerate(names)}
    edges = [(place[a], place[b]) for a, b in graph.edges()]
    made = igraph.Graph(len(names), edges, directed=graph.is_directed())
    made.es["weight"] = [w for _, _, w in graph.edges(data="weight")]
    return made


def nan_is_none(values: Any) -> list[float | None]:
    return [None if value != value else value for value in values]


@pytest.mark.parametrize("seed", range(8))
def test_measures_agree_with_igraph(seed: int) -> None:
    net = Simple(generated(seed))
    pairs, arcs, n = as_igraph(net.pairs), as_igraph(net.arcs), len(net.pairs)
    found = node_measures(net, MEASURES)
    largest = pairs.induced_subgraph([list(net.pairs).index(node) for node in net.parts[0]])
    inside = dict(zip(net.parts[0], largest.eigenvector_centrality(), strict=True))
    places = (n - 1) * (n - 2)
    expected: dict[str, list[Any]] = {
        "degree": pairs.degree(),
        "in_degree": arcs.indegree(),
        "out_degree": arcs.outdegree(),
        "strength": pairs.strength(weights="weight"),
        "in_strength": arcs.strength(mode="in", weights="weight"),
        "out_strength": arcs.strength(mode="out", weights="weight"),
        "betweenness": [2 * b / places for b in pairs.betweenness()],
        "betweenness_directed": [b / places for b in arcs.betweenness()],
        "harmonic": pairs.harmonic_centrality(),
        "closeness_wf": [
            c * (reached - 1) / (n - 1) if c == c else 0
            for c, reached in zip(pairs.closeness(), pairs.neighborhood_size(order=n), strict=True)
        ],
        "eigenvector": [inside.get(node) for node in net.pairs],
        "pagerank": arcs.pagerank(weights="weight", implementation="prpack"),
        "clustering": pairs.transitivity_local_undirected(mode="zero"),
        "core": pairs.coreness(),
        "constraint": nan_is_none(pairs.constraint(weights="weight")),
        "articulation": [i in pairs.articulation_points() for i in range(n)],
        "bridges": [sum(i in pairs.es[b].tuple for b in pairs.bridges()) for i in range(n)],
    }
    for name, values in expected.items():
        for node, value in zip(net.pairs, values, strict=True):
            own = found[node][name]
            assert own == (value if value is None else pytest.approx(value, abs=1e-6)), (name, node)


@pytest.mark.parametrize("seed", range(8))
def test_the_whole_agrees_with_igraph(seed: int) -> None:
    net = Simple(generated(seed))
    pairs, arcs = as_igraph(net.pairs), as_igraph(net.arcs)
    found = whole(net)
    largest = pairs.connected_components().giant()
    kinds = sorted({kind for _, kind in net.pairs.nodes(data="kind")})
    types = [kinds.index(kind) for _, kind in net.pairs.nodes(data="kind")]
    parts = {node: i for i, part in enumerate(net.communities) for node in part}
    expected = {
        "density": arcs.density(),
        "reciprocity": arcs.reciprocity(),
        "components": len(pairs.connected_components()),
        "largest_component": largest.vcount(),
        "transitivity": pairs.transitivity_undirected(),
        "articulation_points": len(pairs.articulation_points()),
        "bridges": len(pairs.bridges()),
        "assortativity_kind": pairs.assortativity_nominal(types, directed=False),
        "assortativity_degree": pairs.assortativity_degree(directed=False),
        "modularity": pairs.modularity([parts[node] for node in net.pairs], weights="weight"),
    }
    for name, value in expected.items():
        if value == value:
            assert found[name] == pytest.approx(value, abs=1e-9), name
    if [p for p in net.parts if len(p) == largest.vcount()] == [net.parts[0]]:
        assert found["diameter_of_largest"] == largest.diameter()
        assert found["mean_distance_in_largest"] == pytest.approx(largest.average_path_length())


def test_pagerank_agrees_with_networkx() -> None:
    pytest.importorskip("scipy", reason="networkx's pagerank needs scipy")
    arcs = Simple(generated(3)).arcs
    theirs = nx.pagerank(arcs, tol=1e-12, max_iter=1000)
    assert pagerank(arcs) == pytest.approx(theirs, abs=1e-9)


def test_effective_size_and_constraint_of_burts_figure() -> None:
    # A centre with five contacts of which two pairs are tied: 5 - 2 * 2 / 5 (Borgatti 1997).
    star = [("ego", other) for other in "abcde"]
    net = Simple(nx.MultiDiGraph([*star, ("a", "b"), ("c", "d")]))
    found = node_measures(net, ["effective_size", "constraint"])["ego"]
    assert found["effective_size"] == pytest.approx(4.2)
    # Each share is 1/5; a pair adds 1/5 * 1/2 on the way round: 4 * 0.3² + 0.2².
    assert found["constraint"] == pytest.approx(4 * 0.3**2 + 0.2**2)


def test_parallel_ties_are_one_pair_with_their_weights_together_and_loops_do_not_count() -> None:
    graph = nx.MultiDiGraph()
    graph.add_weighted_edges_from([("a", "b", 2), ("a", "b", 3), ("b", "a", 1), ("a", "a", 9)])
    found = node_measures(Simple(graph), ["degree", "strength", "in_strength"])["a"]
    assert found == {"degree": 1, "strength": 6, "in_strength": 1}
    told = whole(Simple(graph))
    assert (told["ties"], told["pairs"], told["loops_left_out"]) == (4, 1, 1)


@pytest.mark.parametrize("weight", [None, "3", math.nan, math.inf, True])
def test_a_weight_that_is_no_number_counts_as_one(weight: Any) -> None:
    assert number(weight) == 1


def test_an_empty_network_has_rows_of_nothing_and_a_remark() -> None:
    net = Simple(nx.MultiDiGraph())
    assert node_measures(net, MEASURES) == {}
    assert whole(net)["nodes"] == 0
    assert remarks_on_one_mode(net)[0][0].startswith("There are no ties")


def test_a_single_node_has_measures() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("alone")
    assert node_measures(Simple(graph), MEASURES)["alone"]["degree"] == 0
    assert whole(Simple(graph))["components"] == 1


def test_order_of_the_ties_and_run_change_nothing() -> None:
    graph = generated(5)
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(data=True))))
    for one, other in ((graph, graph), (graph, turned)):
        assert node_measures(Simple(one), MEASURES) == node_measures(Simple(other), MEASURES)
        assert whole(Simple(one)) == whole(Simple(other))


@pytest.mark.parametrize(("resolution", "parts"), [(0.2, ["abcdef"]), (1, ["abc", "def"])])
def test_the_resolution_decides_how_many_communities_there_are(
    resolution: float, parts: list[str]
) -> None:
    """Two triangles with a tie between, by hand: they part above a resolution r of 2/7.

    Parted they have the modularity 6/7 - r/2, whole 1 - r.
    """
    graph = nx.MultiDiGraph()
    graph.add_edges_from(["ab", "bc", "ca", "de", "ef", "fd", "cd"], weight=1)
    net = Simple(graph, resolution=resolution)
    assert ["".join(part) for part in net.communities] == parts
    measured = node_measures(net, ["community"])
    assert len({row["community"] for row in measured.values()}) == len(parts)
