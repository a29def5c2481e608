"""What of a user's files commands see is told: named graphs, graphs that are not there, all else.

The person in the files is fictitious.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from terminal import tigraph

ADA = "<http://e.org/a> a foaf:Person ; skos:prefLabel 'Ada Exemple'@fr ."
PREFIXES = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
)
STORE = {"TIGRAPH_STORE": ""}


@pytest.fixture
def named(tmp_path: Path) -> Path:
    path = tmp_path / "x.trig"
    path.write_text(f"{PREFIXES}<http://e.org/g> {{ {ADA} }}", "utf-8")
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "x.ttl"
    path.write_text(PREFIXES + ADA, "utf-8")
    return path


def test_triples_in_named_graphs_are_told_with_what_sees_them(named: Path, plain: Path) -> None:
    unseen = tigraph("search", "ada exemple", "--data", named, **STORE)
    assert unseen.code == 1
    assert "2 triples of the data in named graphs: GRAPH and FROM alone see them." in unseen.err
    assert "layer add rdf" in unseen.err
    for asked in ("ASK { GRAPH ?g { ?x a foaf:Person } }",
                  "ASK FROM <http://e.org/g> { ?x a foaf:Person }"):  # fmt: skip
        assert tigraph("query", "-e", asked, "--data", named, "-q", **STORE).code == 0
    assert "named graphs" not in tigraph("search", "ada", "--data", plain, **STORE).err


@pytest.mark.parametrize(
    "query",
    ["SELECT * FROM <http://e.org/no> { ?s ?p ?o }", "ASK { GRAPH <http://e.org/no> { ?s ?p ?o } }",
     "BASE <http://e.org/> SELECT * FROM NAMED <no> { GRAPH ?g { ?s ?p ?o } }"],
)  # fmt: skip
def test_a_graph_that_is_not_there_is_told(named: Path, query: str) -> None:
    """So that no row of it is not taken for an answer."""
    told = tigraph("query", "-e", query, "--data", named, **STORE).err
    assert "No graph is called http://e.org/no here" in told
    there = tigraph("query", "-e", query.replace("no>", "g>"), "--data", named, **STORE).err
    assert "No graph is called" not in there


def test_a_graph_that_is_mistyped_is_told_with_the_nearest() -> None:
    query = "SELECT ?c { GRAPH graph:certan { ?c a tig:HeldClaim } }"
    told = tigraph("query", "-e", query, "--as-of", "2019").err
    assert "No graph is called graph:certan here" in told
    assert "Did you mean graph:certain?" in told


def test_relative_iris_of_a_query_file_go_by_its_address(tmp_path: Path) -> None:
    """SPARQL 1.1, 4.1.1.2: those of a text have no base, and are refused by name."""
    (tmp_path / "x.nt").write_text(f"<{tmp_path.as_uri()}/thing> <http://e.org/p> 'x' .\n".replace(
        "'", '"'))  # fmt: skip
    query = tmp_path / "q.rq"
    query.write_text("SELECT ?o { <thing> <http://e.org/p> ?o FILTER(<thing> IN (<thing>)) }")
    asked = ("--data", tmp_path / "x.nt", "-q", "-f", "csv")
    assert tigraph("query", query, *asked, **STORE).out.split() == ["o", "x"]
    refused = tigraph("query", "-e", query.read_text(), *asked, **STORE)
    assert "<thing> is a relative IRI: add a line BASE" in refused.err


def test_info_tells_the_data_from_what_is_always_there(tmp_path: Path) -> None:
    path = tmp_path / "one.nt"
    path.write_text('<http://e.org/a> <http://e.org/p> "1" .\n')
    told = tigraph("info", "--only-data", "--data", path, **STORE).err
    assert "1 triple of the data; the others are ontology and concepts." in told
