"""Measures: networkx's against igraph's, ours against both, and what is said of real networks.

Names and networks are from generators, but where the curated graph is asked. Expected
figures that were worked out by hand say how.
"""

from __future__ import annotations

import csv
import io
import json
import math
import random
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from networkx.algorithms import bipartite

import tigraph
from tigraph import measures, remarks, robustness, tabulating, twomode
from tigraph.cli import cli
from tigraph.correlations import rank_correlation
from tigraph.errors import BadDate, UnknownName, UsageError
from tigraph.measure_formats import FORMATS, render, summary_csv
from tigraph.measurement import TWO, Choice, Choices
from tigraph.measures import MEASURES, Simple
from tigraph.multiples import figure_bytes
from tigraph.networks import Network
from tigraph.twomode import TWO_MODE_MEASURES, two_mode


@pytest.fixture(scope="module")
def curated() -> tigraph.Graph:
    return tigraph.load(language="en")


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


def network(graph: Any, **about: Any) -> Network:
    told: dict[str, Any] = {
        "title": "Fictitious", "projection": "fictitious", "description": "", "language": "en",
        "directed": True, "as_of": None, "made": "2026-01-02", "version": "0", "query": "",
        "sources": (),
    }  # fmt: skip
    return Network(graph=graph, **(told | about))


# Against igraph --------------------------------------------------------------------------


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
    found = measures.node_measures(net, MEASURES)
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
    }
    for name, values in expected.items():
        for node, value in zip(net.pairs, values, strict=True):
            own = found[node][name]
            assert own == (value if value is None else pytest.approx(value, abs=1e-6)), (name, node)


@pytest.mark.parametrize("seed", range(8))
def test_the_whole_agrees_with_igraph(seed: int) -> None:
    net = Simple(generated(seed))
    pairs, arcs = as_igraph(net.pairs), as_igraph(net.arcs)
    found = measures.whole(net)
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
    assert measures.pagerank(arcs) == pytest.approx(theirs, abs=1e-9)


def test_effective_size_and_constraint_of_burts_figure() -> None:
    # A centre with five contacts of which two pairs are tied: 5 - 2 * 2 / 5 (Borgatti 1997).
    star = [("ego", other) for other in "abcde"]
    net = Simple(nx.MultiDiGraph([*star, ("a", "b"), ("c", "d")]))
    found = measures.node_measures(net, ["effective_size", "constraint"])["ego"]
    assert found["effective_size"] == pytest.approx(4.2)
    # Each share is 1/5; a pair adds 1/5 * 1/2 on the way round: 4 * 0.3² + 0.2².
    assert found["constraint"] == pytest.approx(4 * 0.3**2 + 0.2**2)


def test_parallel_ties_are_one_pair_with_their_weights_together_and_loops_do_not_count() -> None:
    graph = nx.MultiDiGraph()
    graph.add_weighted_edges_from([("a", "b", 2), ("a", "b", 3), ("b", "a", 1), ("a", "a", 9)])
    found = measures.node_measures(Simple(graph), ["degree", "strength", "in_strength"])["a"]
    assert found == {"degree": 1, "strength": 6, "in_strength": 1}
    whole = measures.whole(Simple(graph))
    assert (whole["ties"], whole["pairs"], whole["loops_left_out"]) == (4, 1, 1)


@pytest.mark.parametrize("weight", [None, "3", math.nan, math.inf, True])
def test_a_weight_that_is_no_number_counts_as_one(weight: Any) -> None:
    assert measures.number(weight) == 1


def test_an_empty_network_has_rows_of_nothing_and_a_remark() -> None:
    net = Simple(nx.MultiDiGraph())
    assert measures.node_measures(net, MEASURES) == {}
    assert measures.whole(net)["nodes"] == 0
    assert remarks.of_one_mode(net)[0][0].startswith("There are no ties")


def test_a_single_node_has_measures() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("alone")
    assert measures.node_measures(Simple(graph), MEASURES)["alone"]["degree"] == 0
    assert measures.whole(Simple(graph))["components"] == 1


def test_order_of_the_ties_and_run_change_nothing() -> None:
    graph = generated(5)
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(data=True))))
    for one, other in ((graph, graph), (graph, turned)):
        assert measures.node_measures(Simple(one), MEASURES) == measures.node_measures(
            Simple(other), MEASURES
        )
        assert measures.whole(Simple(one)) == measures.whole(Simple(other))


def test_rank_correlation_shares_ranks_and_leaves_out_who_is_missing() -> None:
    first = {"a": 1, "b": 1, "c": 2, "d": 3, "gone": 9}
    second = {"a": 10, "b": 20, "c": 30, "d": 40, "new": None}
    # Ranks 1.5 1.5 3 4 and 1 2 3 4: Spearman's rho is 4.5 / sqrt(4.5 * 5).
    assert rank_correlation(first, second) == pytest.approx(4.5 / math.sqrt(22.5))
    assert rank_correlation({"a": 1, "b": 1}, {"a": 1, "b": 2}) is None


# Two modes -------------------------------------------------------------------------------

DAVIS = nx.davis_southern_women_graph()


def southern_women() -> Any:
    """Davis, Gardner and Gardner's 18 women and 14 events, the classic two-mode network."""
    graph = nx.MultiDiGraph()
    for women in DAVIS.graph["top"]:
        graph.add_edges_from((women, event) for event in DAVIS[women])
    for node in graph:
        graph.nodes[node]["kind"] = "Person" if node in DAVIS.graph["top"] else "Event"
    return graph


def between(ties: str) -> twomode.TwoMode:
    """The two-mode network of ties written as pairs of letters."""
    return two_mode(nx.MultiDiGraph([tuple(tie) for tie in ties.split()]))


def test_two_mode_measures_agree_with_networkx_where_it_can() -> None:
    net = two_mode(southern_women())
    found = twomode.node_measures(net, TWO_MODE_MEASURES)
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
    found = twomode.node_measures(net, TWO_MODE_MEASURES)
    for row in found.values():
        for name in ("degree_two_mode", "closeness_two_mode", "betweenness_two_mode"):
            assert 0 <= float(row[name] or 0) <= 1
    star = between("aA bA cA dA")
    assert twomode.node_measures(star, TWO_MODE_MEASURES)["A"]["betweenness_two_mode"] == 1


@pytest.mark.parametrize("side", twomode.SIDES)
def test_projections_agree_with_networkx(side: str) -> None:
    net = two_mode(southern_women())
    nodes = net.sources if side == "sources" else net.targets
    counts = {frozenset(e[:2]): e[2]["weight"]
              for e in twomode.project(net, side, "counts").edges(data=True)}  # fmt: skip
    newman = {frozenset(e[:2]): e[2]["weight"]
              for e in twomode.project(net, side, "newman").edges(data=True)}  # fmt: skip
    for own, theirs in (
        (counts, bipartite.weighted_projected_graph(DAVIS, nodes)),
        (newman, bipartite.collaboration_weighted_projected_graph(DAVIS, nodes)),
    ):
        expected = {frozenset((a, b)): w for a, b, w in theirs.edges(data="weight")}
        assert own == pytest.approx(expected)


def test_newman_gives_each_as_much_strength_as_it_has_company() -> None:
    # Newman (2001): strength in the projection is the number of contacts that others share.
    net = two_mode(southern_women())
    shadow = Simple(twomode.project(net, "sources", "newman"), directed=False)
    for node, row in measures.node_measures(shadow, ["strength"]).items():
        shared = sum(net.simple.pairs.degree(event) > 1 for event in net.simple.pairs[node])
        assert row["strength"] == pytest.approx(shared)


def test_hyperbolic_weights_by_hand() -> None:
    net = between("aX bX cX aY bY aZ")
    graph = twomode.project(net, "sources", "hyperbolic")
    assert graph.edges["a", "b", 0]["weight"] == pytest.approx(1 / 3 + 1 / 2)
    assert graph.edges["b", "c", 0]["weight"] == pytest.approx(1 / 3)


def test_a_network_whose_nodes_are_on_both_sides_is_not_two_mode() -> None:
    with pytest.raises(UsageError, match="1 of its nodes are the source of one tie and the target"):
        two_mode(nx.MultiDiGraph([("a", "b"), ("b", "c")]))


def test_kinds_on_both_sides_make_one_mode() -> None:
    graph = southern_women()
    assert twomode.is_two_mode(graph)
    nx.set_node_attributes(graph, "Person", "kind")
    assert not twomode.is_two_mode(graph)


def test_183_separate_stars_are_met_with_the_remark() -> None:
    chance = random.Random(1)
    graph = nx.MultiDiGraph()
    for i in range(183):
        graph.add_edges_from((f"e{i}-{j}", f"t{i}") for j in range(chance.randint(1, 7)))
    for node in graph:
        graph.nodes[node].update(kind=node[0], label=node)
    table = tabulating.table(network(graph), TWO, ["degree"], Choice())
    told = [english for english, _ in table.remarks]
    assert any(text.startswith("The network is 183 separate stars") for text in told)
    one = remarks.of_one_mode(Simple(graph))
    assert one[0][0].startswith("Each of the 183 components is a star")


# The curated graph -----------------------------------------------------------------------


def named(found: Any, label: str, table: int = 0) -> dict[str, Any]:
    return next(row for row in found.tables[table].nodes if row["label"] == label)


def test_the_keywords_of_measure_are_the_choices() -> None:
    assert set(Choices.__annotations__) == set(Choice.__dataclass_fields__)


def test_bases_are_measured_apart_unless_asked(curated: tigraph.Graph) -> None:
    apart = curated.measure("governance", measures=["degree"])
    assert apart.axis == "basis"
    assert [t.variant for t in apart.tables] == sorted(apart.boundary["bases"])
    assert "measured by itself" in apart.tables[0].remarks[0][0]
    for table in apart.tables:
        assert table.summary["ties"] == apart.boundary["bases"][table.variant]
    summed = curated.measure("governance", measures=["degree"], sum_bases=True)
    assert summed.axis == ""
    assert summed.tables[0].summary["ties"] == sum(summed.boundary["bases"].values())
    assert "are summed, as asked" in summed.tables[0].remarks[0][0]
    chosen = curated.measure("governance", measures=["degree"], basis=["authority"])
    assert list(chosen.boundary["bases"]) == ["authority"]
    assert not chosen.axis


def test_degrees_of_the_curated_graph_by_hand(curated: tigraph.Graph) -> None:
    # Eight organisations have a seat in the national committee (002, 1260 ff.).
    found = curated.measure("affiliations", sum_bases=True, measures=["degree", "degree_two_mode"])
    row = named(found, "comité de pilotage national de Territoires d’industrie")
    assert row["degree"] == 8
    members = [r for r in found.tables[0].nodes if r["degree"] and r["kind"] != "GovernanceBody"]
    assert row["degree_two_mode"] == pytest.approx(8 / len(members))


@pytest.mark.parametrize("name", ["affiliations", "territory-members"])
def test_projections_marked_two_mode_are_two_mode(curated: tigraph.Graph, name: str) -> None:
    found = curated.measure(name, sum_bases=True)
    assert [table.form for table in found.tables] == ["two-mode"]
    assert found.tables[0].nodes
    assert set(found.measures) == set(TWO_MODE_MEASURES)


def test_territories_share_the_five_intercommunalities_of_the_lineage(curated) -> None:
    # 004 and 000: five of the six members of the second-phase territory were in the first.
    found = curated.measure("territory-members", project="targets", measures=["strength"])
    row = named(found, "Alliances Luxe & Précision Doubs")
    assert row["strength"] == 5


def test_events_are_two_mode_without_being_told(curated: tigraph.Graph) -> None:
    found = curated.measure("events", basis=["attendance"])
    assert found.tables[0].form == "two-mode"
    with pytest.raises(UsageError, match="its two-mode form is eigenvector_two_mode"):
        curated.measure("events", basis=["attendance"], measures=["eigenvector"])
    insisted = curated.measure(
        "events", basis=["attendance"], measures=["eigenvector"], modes="one"
    )
    assert "as if it had one mode, as asked" in insisted.tables[0].remarks[0][0]


def test_a_projection_to_one_mode_states_its_method(curated: tigraph.Graph) -> None:
    for weighting in twomode.WEIGHTINGS:
        found = curated.measure(
            "affiliations", sum_bases=True, project="sources", weighting=weighting,
            measures=["strength"],
        )  # fmt: skip
        assert any(f"weight “{weighting}”" in remark[0] for remark in found.tables[0].remarks)
        assert found.boundary["choices"]["project"] == "sources"


def test_brokerage_of_the_curated_graph(curated: tigraph.Graph) -> None:
    # The executive committee is between those who send members and the two seats it keeps.
    found = curated.measure("governance", sum_bases=True, brokerage=True)
    row = named(found, "comité exécutif d’Alliances Luxe & Précision Doubs")
    assert (row["group"], row["coordinator"], row["total"]) == ("local", 6, 6)
    left_out = [remark[0] for remark in found.tables[0].remarks if "are left out" in remark[0]]
    assert left_out
    kept = curated.measure("governance", sum_bases=True, brokerage=True, keep_ungrouped=True)
    assert len(kept.tables[0].nodes) == kept.tables[0].summary["nodes"]
    assert len(kept.tables[0].nodes) > len(found.tables[0].nodes)
    by_kind = curated.measure("governance", sum_bases=True, brokerage=True, groups="kind")
    assert {row["group"] for row in by_kind.tables[0].nodes} >= {"Person", "GovernanceBody"}


def test_brokerage_is_refused_where_ties_have_no_direction(curated: tigraph.Graph) -> None:
    with pytest.raises(UsageError) as refused:
        curated.measure("organisations-through-bodies", brokerage=True)
    told = str(refused.value)
    assert "gatekeeper and representative are equal for everybody" in told
    assert "governance" in told
    assert "organisations-through-bodies" not in told.split("directed ties:")[1]
    with pytest.raises(UsageError, match="it is two-mode"):
        curated.measure("affiliations", brokerage=True)
    with pytest.raises(UnknownName, match="There are: "):
        curated.measure("governance", brokerage=True, sum_bases=True, groups="lvel")


def test_posts_without_holder_are_those_of_the_query(curated: tigraph.Graph) -> None:
    for as_of in (None, "2019", "2024"):
        found = curated.measure("governance", basis=["authority"], measures=["degree"], as_of=as_of)
        rows = list(curated.query("posts-without-holder", as_of=as_of))
        told = found.tables[0].summary
        assert told["posts_without_named_holder"] == len({row["post"] for row in rows})
        share = told["posts_without_named_holder"] / told["posts"]
        assert told["share_of_posts_without_named_holder"] == pytest.approx(share)


def test_sensitivity_leaves_out_each_kind_of_thin_evidence(curated: tigraph.Graph) -> None:
    found = curated.measure("all-ties", sum_bases=True, sensitivity=True, measures=["degree"])
    documents = found.boundary["documents"]
    assert [table.variant for table in found.tables] == [
        robustness.ALL, robustness.NO_SINGLE, robustness.NO_POSSIBLE,
        *(f"no [{i}]" for i in range(1, len(documents) + 1)),
    ]  # fmt: skip
    plain = curated.measure("all-ties", sum_bases=True, measures=["degree"])
    assert found.tables[0].nodes == plain.tables[0].nodes
    certain = curated.measure("all-ties", sum_bases=True, measures=["degree"], possible=False)
    assert found.tables[2].nodes == certain.tables[0].nodes
    ties = [int(table.summary["ties"]) for table in found.tables]
    assert all(left <= ties[0] for left in ties)
    # A tie that only document i states falls with it; one of two documents stays.
    graph = curated.network("all-ties").graph
    for i, document in enumerate(documents):
        only = {document["title"]}
        told = ({item["title"] for item in data["evidence"]} for *_, data in graph.edges(data=True))
        alone = [titles for titles in told if titles == only]
        assert ties[3 + i] == ties[0] - len(alone)
    assert found.tables[1].summary["rank_correlation_degree"] is not None


def test_leaving_evidence_out_leaves_the_graph_as_it_was(curated: tigraph.Graph) -> None:
    before = len(curated.store)
    claims = [row["claim"] for row in curated.query("SELECT ?claim { ?claim a tig:RelationClaim }")]
    gone = tigraph.vocabulary.expand(claims[0])
    trial = robustness.without(curated, [gone])
    assert len(curated.store) == before
    assert not list(trial.store.quads_for_pattern(tigraph.graph.ox.NamedNode(gone), None, None))


def test_several_dates_stand_side_by_side(curated: tigraph.Graph) -> None:
    dates = ["2018", "2019", "2024"]
    found = curated.measure("people", sum_bases=True, dates=dates, measures=["degree"])
    assert [table.variant for table in found.tables] == dates
    for table in found.tables:
        alone = curated.measure("people", sum_bases=True, as_of=table.variant, measures=["degree"])
        assert table.nodes == alone.tables[0].nodes
    assert {row["date"] for row in found.rows()} == set(dates)


@pytest.mark.parametrize(
    ("how", "error", "told"),
    [
        ({"dates": ["2019", "2024"]}, UsageError, "--sum-bases"),
        ({"sensitivity": True}, UsageError, "not summed unless"),
        ({"dates": ["soon"], "sum_bases": True}, BadDate, "soon"),
        ({"dates": ["2019"], "sensitivity": True}, UsageError, "not both"),
        ({"basis": ["membreship"]}, UnknownName, "membership"),
        ({"measures": ["betweeness"]}, UnknownName, "betweenness"),
        ({"measures": ["redundancy"], "basis": ["authority"]}, UsageError, "one-mode here"),
        ({"modes": "two"}, UsageError, "not two-mode"),
        ({"modes": "three"}, UnknownName, "three"),
        ({"project": "left"}, UnknownName, "left"),
        ({"weighting": "jaccard"}, UnknownName, "hyperbolic"),
        ({"brokerage": True, "measures": ["degree"]}, UsageError, "table of its own"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(
    curated: tigraph.Graph, how: Any, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        curated.measure("all-ties" if "modes" in how else "governance", **how)


def test_directed_measures_are_refused_without_direction(curated: tigraph.Graph) -> None:
    with pytest.raises(UsageError, match="in_degree needs directed ties"):
        curated.measure("organisations-through-bodies", measures=["in_degree"])


# Formats ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kinds(curated: tigraph.Graph) -> dict[str, Any]:
    return {
        "one": curated.measure("governance", sum_bases=True),
        "two": curated.measure("events", basis=["attendance"]),
        "basis": curated.measure("people"),
        "date": curated.measure("people", sum_bases=True, dates=["2019", "2024"]),
        "brokerage": curated.measure("governance", sum_bases=True, brokerage=True),
        "evidence": curated.measure("events", basis=["attendance"], sensitivity=True),
        "empty": curated.measure("people", as_of="1950", basis=[]),
    }


WHICH = ("one", "two", "basis", "date", "brokerage", "evidence", "empty")


@pytest.mark.parametrize("which", WHICH)
@pytest.mark.parametrize("format", FORMATS)
def test_every_format_writes_every_kind_of_table(kinds: Any, which: str, format: str) -> None:
    content = render(kinds[which], format).decode()
    assert content == render(kinds[which], format).decode()
    assert "nan" not in content.lower().replace("financ", "").split()
    if format in ("table", "md"):
        assert "Posts without a named holder" in content or "posts without a named" in content
        assert "Documents: " in content
        assert "Layers: curated graph" in content


@pytest.mark.parametrize("which", [which for which in WHICH if which != "empty"])
def test_tidy_formats_hold_a_row_a_node_with_its_boundary(kinds: Any, which: str) -> None:
    found = kinds[which]
    rows = list(csv.DictReader(io.StringIO(render(found, "csv").decode(), newline="")))
    lines = [json.loads(line) for line in render(found, "jsonl").decode().splitlines()]
    assert len(rows) == len(lines) == len(found.rows())
    assert list(rows[0]) == list(lines[0])
    for row, line in zip(rows, lines, strict=True):
        assert row["id"] == line["id"]
        assert " of " in row["network_posts_without_named_holder"]
        assert row["network_layers"] == "curated graph"
        assert row["network_documents"]
        if found.axis:
            assert row[found.axis] == line[found.axis]


def test_numbers_come_back_as_they_were(kinds: Any) -> None:
    found = kinds["brokerage"]
    rows = csv.DictReader(io.StringIO(render(found, "csv").decode(), newline=""))
    for row, node in zip(rows, found.tables[0].nodes, strict=True):
        for name in found.measures:
            assert row[name] == ("" if node[name] is None else str(node[name]))
    whole = json.loads(render(found, "json"))
    assert whole["tables"][0]["nodes"] == list(found.tables[0].nodes)
    assert whole["boundary"]["documents"]
    assert [item["name"] for item in whole["measures"]] == list(found.measures)


def test_the_summary_has_the_whole_the_remarks_and_the_boundary(kinds: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(summary_csv(kinds["date"]).decode(), newline="")))
    names = {row["measure"] for row in rows}
    assert {"density", "remark", "boundary_documents", "boundary_query"} <= names
    assert {row["variant"] for row in rows} == {"2019", "2024", ""}


def test_every_column_is_explained_in_both_languages() -> None:
    for measure in (*MEASURES.values(), *TWO_MODE_MEASURES.values()):
        english, french = measure.about
        assert english.strip(), measure.name
        assert french not in ("", english), measure.name
        assert measure.source or measure.name == "mode"


@pytest.mark.parametrize("format", ["svg", "png", "pdf"])
def test_small_multiples_are_the_same_bytes_on_each_run(kinds: Any, format: str) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    found = replace(kinds["date"], measures=("degree", "betweenness"))
    content = figure_bytes(found, format)
    assert content == figure_bytes(found, format)
    assert content[:4] in (b"<?xm", b"\x89PNG", b"%PDF")
    if format == "svg":
        text = content.decode()
        for part in ("2019", "2024", "Cédric Bôle", "posts without a named holder"):
            assert part in text


# The command -----------------------------------------------------------------------------


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ["measure", *arguments, "--lang", "en"])


def test_the_command_prints_nodes_whole_columns_remarks_and_boundary() -> None:
    told = run("governance", "--sum-bases", "--top", "3")
    assert told.exit_code == 0
    for part in ("The network as a whole", "What the columns are", "Remarks", "Boundary",
                 "The first 3 of "):  # fmt: skip
        assert part in told.stdout


def test_the_command_writes_csv_with_its_summary_and_does_not_replace_files(tmp_path: Any) -> None:
    target = tmp_path / "x.csv"
    arguments = ("events", "--basis", "attendance", "-o", str(target))
    assert run(*arguments).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("id,label,")
    assert (tmp_path / "x.summary.csv").exists()
    again = run(*arguments)
    assert isinstance(again.exception, UsageError)
    assert run(*arguments, "--force").exit_code == 0


def test_the_command_draws_small_multiples(tmp_path: Any) -> None:
    target = tmp_path / "x.svg"
    told = run("people", "--basis", "appointment", "--dates", "2018,2024", "-m", "degree",
               "-o", str(target))  # fmt: skip
    assert told.exit_code == 0
    assert target.read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--list"], 0),
        (["nowhere"], 2),
        (["people", "-m", "fame"], 2),
        (["people", "--resolution", "0"], 2),
        (["people", "-o", "x.odt"], 2),
        (["people", "-o", "/nowhere/x.csv"], 3),
        (["organisations-through-bodies", "--brokerage"], 2),
        (["people", "--dates", "2019", "--as-of", "2019"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    told = run(*arguments)
    exits = getattr(told.exception, "exit_code", told.exit_code)
    assert exits == code
    assert not told.exception or "Traceback" not in str(told.exception)
