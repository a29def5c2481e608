"""Two-mode measures and projections, against networkx and by hand."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import pytest
from networkx.algorithms import bipartite

from tigraph.errors import UsageError
from tigraph.measuring import one_mode
from tigraph.measuring.measurement import TWO, Choice
from tigraph.measuring.simple import Simple
from tigraph.measuring.tables import remarks_on_one_mode, table
from tigraph.measuring.two_mode import (
    SIDES,
    TWO_MODE_MEASURES,
    TwoMode,
    is_two_mode,
    modularity,
    node_measures,
    project,
    two_mode,
)
from tigraph.measuring.whole import whole
from tigraph.networks.network import Network
from tigraph.querying import Asked


def network(graph: Any, **about: Any) -> Network:
    told: dict[str, Any] = {
        "title": "Fictitious", "asked": Asked("fictitious"), "description": "", "language": "en",
        "directed": True, "made": "2026-01-02", "version": "0",
        "sources": (),
    }  # fmt: skip
    return Network(graph=graph, **(told | about))


DAVIS = nx.davis_southern_women_graph()


def southern_women() -> Any:
    """Davis, Gardner and Gardner's 18 women and 14 events, the classic two-mode network."""
    graph = nx.MultiDiGraph()
    for women in DAVIS.graph["top"]:
        graph.add_edges_from((women, event) for event in DAVIS[women])
    for node in graph:
        graph.nodes[node]["kind"] = "Person" if node in DAVIS.graph["top"] else "Event"
    return graph


def between(ties: str) -> TwoMode:
    """The two-mode network of ties written as pairs of letters."""
    return two_mode(nx.MultiDiGraph([tuple(tie) for tie in ties.split()]))


def test_two_mode_measures_agree_with_networkx_where_it_can() -> None:
    net = two_mode(southern_women())
    found = node_measures(net, TWO_MODE_MEASURES)
    for name, theirs in (
        ("degree_two_mode", bipartite.degree_centrality(DAVIS, net.sources)),
        ("closeness_two_mode", bipartite.closeness_centrality(DAVIS, net.sources)),
        ("betweenness_two_mode", bipartite.betweenness_centrality(DAVIS, net.sources)),
        ("clustering_two_mode", bipartite.clustering(DAVIS)),
    ):
        assert {n: row[name] for n, row in found.items()} == pytest.approx(theirs)
    # Borgatti and Everett (1997), table of the normed centralities: Evelyn 8 of 14 events.
    assert found["Evelyn Jefferson"]["degree_two_mode"] == pytest.approx(8 / 14)


def test_two_mode_measures_of_stars_and_pairs_stay_within_0_and_1() -> None:
    net = between("aA bA cA dA eE fF gF")
    found = node_measures(net, TWO_MODE_MEASURES)
    for row in found.values():
        for name in ("degree_two_mode", "closeness_two_mode", "betweenness_two_mode"):
            assert 0 <= float(row[name] or 0) <= 1
    star = between("aA bA cA dA")
    assert node_measures(star, TWO_MODE_MEASURES)["A"]["betweenness_two_mode"] == 1


@pytest.mark.parametrize("side", SIDES)
def test_projections_agree_with_networkx(side: str) -> None:
    net = two_mode(southern_women())
    nodes = net.sources if side == "sources" else net.targets
    counts = {frozenset(e[:2]): e[2]["weight"]
              for e in project(net, side, "counts").edges(data=True)}  # fmt: skip
    newman = {frozenset(e[:2]): e[2]["weight"]
              for e in project(net, side, "newman").edges(data=True)}  # fmt: skip
    for own, theirs in (
        (counts, bipartite.weighted_projected_graph(DAVIS, nodes)),
        (newman, bipartite.collaboration_weighted_projected_graph(DAVIS, nodes)),
    ):
        expected = {frozenset((a, b)): w for a, b, w in theirs.edges(data="weight")}
        assert own == pytest.approx(expected)


def test_newman_gives_each_as_much_strength_as_it_has_company() -> None:
    # Newman (2001): strength in the projection is the number of contacts that others share.
    net = two_mode(southern_women())
    shadow = Simple(project(net, "sources", "newman"), directed=False)
    for node, row in one_mode.node_measures(shadow, ["strength"]).items():
        shared = sum(net.simple.pairs.degree(event) > 1 for event in net.simple.pairs[node])
        assert row["strength"] == pytest.approx(shared)


def test_hyperbolic_weights_by_hand() -> None:
    net = between("aX bX cX aY bY aZ")
    graph = project(net, "sources", "hyperbolic")
    assert graph.edges["a", "b", 0]["weight"] == pytest.approx(1 / 3 + 1 / 2)
    assert graph.edges["b", "c", 0]["weight"] == pytest.approx(1 / 3)


def test_a_network_whose_nodes_are_on_both_sides_is_not_two_mode() -> None:
    with pytest.raises(UsageError, match="1 of its nodes are the source of one tie and the target"):
        two_mode(nx.MultiDiGraph([("a", "b"), ("b", "c")]))


def test_kinds_on_both_sides_make_one_mode() -> None:
    graph = southern_women()
    assert is_two_mode(graph)
    nx.set_node_attributes(graph, "Person", "kind")
    assert not is_two_mode(graph)


def test_183_separate_stars_are_met_with_the_remark() -> None:
    chance = random.Random(1)
    graph = nx.MultiDiGraph()
    for i in range(183):
        graph.add_edges_from((f"e{i}-{j}", f"t{i}") for j in range(chance.randint(1, 7)))
    for node in graph:
        graph.nodes[node].update(kind=node[0], label=node)
    made = table(network(graph), TWO, ["degree"], Choice())
    told = [english for english, _ in made.remarks]
    assert any(text.startswith("The network is 183 separate stars") for text in told)
    one = remarks_on_one_mode(Simple(graph))
    assert one[0][0].startswith("Each of the 183 components is a star")


# DIRTLPAwb+ of Beckett (2016), R 4.2.2, on the same 18 women and 14 events:
#   set.seed(1); DIRT_LPA_wb_plus(women)   gives modularity 0.345537179649 and these labels.
BECKETT = {
    "Evelyn Jefferson": 1, "Laura Mandeville": 1, "Theresa Anderson": 1, "Brenda Rogers": 1,
    "Charlotte McDowd": 1, "Frances Anderson": 1, "Eleanor Nye": 5, "Pearl Oglethorpe": 11,
    "Ruth DeSand": 5, "Verne Sanderson": 5, "Myra Liddel": 13, "Katherina Rogers": 13,
    "Sylvia Avondale": 13, "Nora Fayette": 13, "Helen Lloyd": 13, "Dorothy Murchison": 11,
    "Olivia Carleton": 11, "Flora Price": 11, "E1": 1, "E2": 1, "E3": 1, "E4": 1, "E5": 1,
    "E6": 1, "E7": 5, "E8": 5, "E9": 11, "E10": 13, "E11": 11, "E12": 13, "E13": 13, "E14": 13,
}  # fmt: skip


def test_barbers_modularity_agrees_with_another_implementation() -> None:
    net = two_mode(southern_women())
    parts = [[n for n in BECKETT if BECKETT[n] == label] for label in sorted({*BECKETT.values()})]
    assert modularity(net, parts) == pytest.approx(0.345537179649, abs=1e-12)


def test_barbers_modularity_by_hand() -> None:
    # Two separate pairs of 3 and 1: 3/4 - 9/16 + 1/4 - 1/16; all together, 0.
    graph = nx.MultiDiGraph()
    graph.add_weighted_edges_from([("a", "A", 3), ("b", "B", 1)])
    net = two_mode(graph)
    assert modularity(net, ["aA", "bB"]) == pytest.approx(0.375)
    assert modularity(net, ["aAbB"]) == pytest.approx(0)
    assert modularity(two_mode(graph, resolution=2), ["aA", "bB"]) == pytest.approx(1 - 2 * 10 / 16)
    assert modularity(two_mode(nx.MultiDiGraph()), []) is None


def test_two_mode_communities_are_near_the_best_known_and_the_same_on_each_run() -> None:
    whole_of = [whole(two_mode(southern_women())) for _ in range(2)]
    assert whole_of[0] == whole_of[1]
    told = whole_of[0]
    assert 0.32 < float(told["modularity_barber"] or 0) <= 0.345537179650
    assert (told["community_resolution"], told["community_seed"]) == (1.0, 2018)
    rows = node_measures(two_mode(southern_women()), ["community_two_mode"])
    assert {row["community_two_mode"] for row in rows.values()} == {
        *range(1, int(told["communities"]) + 1)
    }


def test_bridges_are_counted_at_their_ends() -> None:
    net = between("aA bA bB cB cC aC cD")
    found = {n: row["bridges"] for n, row in node_measures(net, ["bridges"]).items()}
    assert found == {"a": 0, "b": 0, "c": 1, "A": 0, "B": 0, "C": 0, "D": 1}
