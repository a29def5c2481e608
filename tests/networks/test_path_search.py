"""Paths: against networkx on graphs from a generator, and what the documents say."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tigraph.cli import cli, main
from tigraph.errors import UsageError
from tigraph.graph import Graph
from tigraph.networks.path_search import all_shortest

LLUANSI, ADCF = "Olivier Lluansi", "AdCF"
BOLE, AUGE = "Cédric Bôle", "Nathalie Augé"
PROGRAMME = "programme:territoires-d-industrie"


def names(paths: list[list[dict[str, Any]]]) -> list[list[str]]:
    return [[path[0]["from"]["label"], *(step["to"]["label"] for step in path)] for path in paths]


@st.composite
def graphs(draw: Any) -> nx.Graph:
    size = draw(st.integers(3, 9))
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    graph: Any = nx.Graph()
    graph.add_nodes_from(map(str, range(size)))
    graph.add_edges_from((str(a), str(b)) for a, b in draw(st.sets(pairs, max_size=18)) if a != b)
    return graph


def near(graph: nx.Graph) -> dict[str, set[str]]:
    return {node: set(graph[node]) for node in graph}


@settings(deadline=None)
@given(graphs())
def test_all_shortest_paths_are_those_of_networkx(graph: nx.Graph) -> None:
    expected = []
    if nx.has_path(graph, "0", "1"):
        expected = sorted(nx.all_shortest_paths(graph, "0", "1"))
    assert list(all_shortest(near(graph), ["0", "1"])) == expected


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_by_way_of_another_it_is_the_shortest_of_all_simple_paths(graph: nx.Graph) -> None:
    through = [path for path in nx.all_simple_paths(graph, "0", "1") if "2" in path]
    found = list(all_shortest(near(graph), ["0", "2", "1"]))
    if found:
        least = min(map(len, through))
        assert found == sorted(path for path in through if len(path) == least)
    elif through:  # only by a detour longer than is tried
        straight = sum(nx.shortest_path_length(graph, *leg) for leg in (("0", "2"), ("2", "1")))
        assert min(map(len, through)) - 1 > straight + 4


@settings(deadline=None)
@given(graphs(), st.integers(1, 5))
def test_no_path_is_longer_than_asked(graph: nx.Graph, longest: int) -> None:
    every = list(all_shortest(near(graph), ["0", "1"]))
    kept = list(all_shortest(near(graph), ["0", "1"], longest))
    assert kept == [path for path in every if len(path) - 1 <= longest]


def test_many_paths_are_not_all_walked() -> None:
    """Forty layers of two: 2**40 shortest paths, of which the first come at once."""
    layers = [["s"], *([f"{i:02}a", f"{i:02}b"] for i in range(40)), ["t"]]
    many: dict[str, set[str]] = {}
    for one, other in pairwise(layers):
        for a in one:
            for b in other:
                many.setdefault(a, set()).add(b)
                many.setdefault(b, set()).add(a)
    found = all_shortest(many, ["s", "t"])
    assert [len(next(found)) for _ in range(3)] == [42, 42, 42]


def test_a_hopeless_search_ends_with_advice() -> None:
    """A leaf cannot be passed by; the fifty others, all tied to one another, are a maze."""
    nodes = [f"n{i}" for i in range(50)]
    maze: dict[str, set[str]] = {node: set(nodes) - {node} for node in nodes}
    maze["n1"].add("leaf")
    maze["leaf"] = {"n1"}
    with pytest.raises(UsageError, match="--max"):
        list(all_shortest(maze, ["n0", "leaf", "n2"]))


# The documents -----------------------------------------------------------------------


def test_evidence_of_each_step(graph: Graph) -> None:
    """003: the delegation organised the day of 30 January 2019; AdCF took part in it."""
    paths = graph.path(LLUANSI, ADCF)
    day = "première journée d’information Territoires d’industrie du 30 janvier 2019"
    by_the_day = [path for path in paths if path[1]["to"]["label"] == day]
    assert len(by_the_day) == 1
    for step in by_the_day[0]:
        for claim in step["claims"]:
            assert {e["document"]["iri"].rpartition("/")[2] for e in claim["evidence"]} == {
                "cget-prefiguration"
            }
            assert all(e["spans"] for e in claim["evidence"])
    assert len({len(path) for path in paths}) == 1


def test_hubs_are_left_out_unless_asked_for(graph: Graph) -> None:
    assert graph.path(BOLE, LLUANSI) == []
    opened = graph.path(BOLE, LLUANSI, through=[PROGRAMME])
    assert all("Territoires d’industrie" in path for path in names(opened))
    assert names(graph.path(BOLE, LLUANSI, via=[PROGRAMME])) == names(opened)


def test_avoid(graph: Graph) -> None:
    before = names(graph.path(LLUANSI, ADCF))
    assert any("CGET" in path for path in before)
    after = names(graph.path(LLUANSI, ADCF, avoid=["CGET"]))
    assert after == [path for path in before if "CGET" not in path]


def test_via_and_max(graph: Graph) -> None:
    direct = names(graph.path(BOLE, AUGE))
    assert direct == [[BOLE, AUGE]]
    pair = names(graph.path(BOLE, AUGE, via=["body:binome-bole-auge"]))
    assert pair == [[BOLE, "binôme Cédric Bôle – Nathalie Augé", AUGE]]
    assert graph.path(BOLE, AUGE, via=["body:binome-bole-auge"], longest=1) == []
    assert names(graph.path(LLUANSI, ADCF, limit=2)) == names(graph.path(LLUANSI, ADCF))[:2]


def test_avoiding_what_must_be_met(graph: Graph) -> None:
    for options in ({"avoid": [BOLE]}, {"avoid": ["CGET"], "via": ["CGET"]}, {"longest": 0}):
        with pytest.raises(UsageError):
            graph.path(BOLE, AUGE, **options)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="the same"):
        graph.path(BOLE, BOLE)


def test_the_network_of_paths_is_what_they_are(graph: Graph) -> None:
    steps = graph.steps(LLUANSI, ADCF)
    network = graph.path_network(steps)
    pairs = {frozenset((step.start, step.end)) for path in steps for step in path}
    assert {frozenset(edge) for edge in network.graph.edges()} == pairs
    claims = {claim for path in steps for step in path for claim in step.claims}
    assert {d["claim"] for _, _, d in network.graph.edges(data=True)} - {""} <= claims
    assert network.graph.nodes[graph.resolve(LLUANSI)]["step"] == 0
    assert network.graph.nodes[graph.resolve(ADCF)]["step"] == 3


# The command -------------------------------------------------------------------------


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ["path", *arguments, "--lang", "en"])


def test_command_text_and_json() -> None:
    shown = run(BOLE, AUGE)
    assert shown.exit_code == 0
    assert "→ Nathalie Augé" in shown.output
    read = json.loads(run(LLUANSI, ADCF, "-f", "json", "--avoid", "CGET").stdout)
    assert all(step["to"]["label"] != "CGET" for path in read for step in path)
    assert {"from", "to", "claims"} <= read[0][0].keys()


def test_command_says_when_there_are_more() -> None:
    shown = run(LLUANSI, ADCF, "-n", "2")
    assert shown.output.count("path 2/2") == 1
    assert "There are more" in shown.output + shown.stderr


@pytest.mark.parametrize("suffix", [".svg", ".html", ".gexf"])
def test_command_draws(suffix: str, tmp_path: Path) -> None:
    if suffix == ".svg":
        pytest.importorskip("matplotlib")
    file = tmp_path / f"x{suffix}"
    done = run(LLUANSI, ADCF, "-o", str(file))
    assert done.exit_code == 0, done.output
    assert LLUANSI in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([BOLE, LLUANSI], 1),
        ([BOLE, AUGE, "--avoid", BOLE], 2),
        ([BOLE, "Nobody At All"], 2),
        ([BOLE, AUGE, "--max", "0"], 2),
        ([BOLE, AUGE, "-o", "x.doc"], 2),
        ([BOLE, AUGE, "-o", "/no/such/folder/x.svg"], 3),
        ([BOLE, AUGE], 0),
    ],
)
def test_exit_codes(arguments: list[str], code: int, capsys: Any) -> None:
    with pytest.raises(SystemExit) as left:
        main(["path", *arguments, "-q"])
    assert left.value.code == code
    assert "Traceback" not in capsys.readouterr().err
