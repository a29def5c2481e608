"""A triple in two of the graphs asked together counts once.

"If there is more than one FROM clause, the default graph is the RDF merge of the graphs" (SPARQL
1.1, 13.2.1): a set of triples. What a snapshot adds to the default graph is merged with it too.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import tigraph
from small_stores import store_with
from tigraph.graph import Graph
from tigraph.querying.answers import Rows
from tigraph.rdf import read_quads
from tigraph.rdf.vocabulary import GRAPH

World = Callable[..., Graph]

#: Fictitious: a triple in two graphs, and one in one.
_TWO = (
    """
<http://e.org/a> <http://e.org/p> 1 <http://e.org/g1> .
<http://e.org/a> <http://e.org/p> 1 <http://e.org/g2> .
<http://e.org/b> <http://e.org/p> 2 <http://e.org/g2> .
<http://e.org/c> <http://e.org/p> 3 <http://e.org/g3> .
""".replace(" 1 ", ' "1"^^<http://www.w3.org/2001/XMLSchema#integer> ')
    .replace(" 2 ", ' "2"^^<http://www.w3.org/2001/XMLSchema#integer> ')
    .replace(" 3 ", ' "3"^^<http://www.w3.org/2001/XMLSchema#integer> ')
)


def rows(graph: Graph, query: str, **more: str) -> list[tuple[str, ...]]:
    found = graph.query(query, **more)  # type: ignore[arg-type]
    assert isinstance(found, Rows)
    return sorted(tuple(getattr(term, "value", "") for term in row) for row in found.rows)


# ------------------------------------------------------------------------------- FROM


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("two") / "two.nq"
    path.write_text(_TWO, encoding="utf-8")
    return tigraph.load([path], curated=False)


@pytest.mark.parametrize(
    ("graphs", "count", "total"),
    [
        ("FROM <http://e.org/g1>", "1", "1"),
        ("FROM <http://e.org/g1> FROM <http://e.org/g1>", "1", "1"),
        ("FROM <http://e.org/g1> FROM <http://e.org/g2>", "2", "3"),
        ("FROM <http://e.org/g1> FROM <http://e.org/g3>", "2", "4"),
        ("FROM <http://e.org/g3> FROM <http://e.org/g2> FROM <http://e.org/g1>", "3", "6"),
        ("FROM g:g1 FROM g:g2", "2", "3"),
        ("FROM <g1> FROM <g2>", "2", "3"),
        ("FROM <http://e.org/g1> FROM <http://e.org/nowhere>", "1", "1"),
    ],
)
def test_graphs_named_by_from_are_merged(two: Graph, graphs: str, count: str, total: str) -> None:
    query = "BASE <http://e.org/> PREFIX g: <http://e.org/> "
    query += f"SELECT (COUNT(*) AS ?n) (SUM(?v) AS ?all) {graphs} {{ ?s g:p ?v }}"
    assert rows(two, query) == [(count, total)]


def test_graphs_named_apart_stay_apart(two: Graph) -> None:
    query = """SELECT ?g (COUNT(*) AS ?n) FROM <http://e.org/g1> FROM <http://e.org/g2>
      FROM NAMED <http://e.org/g2> FROM NAMED <http://e.org/g3>
      { ?s <http://e.org/p> ?v GRAPH ?g { ?x <http://e.org/p> ?y } } GROUP BY ?g"""
    assert rows(two, query) == [("http://e.org/g2", "4"), ("http://e.org/g3", "2")]
    ask = "ASK FROM <http://e.org/g1> FROM <http://e.org/g2> { GRAPH ?g { ?s ?p ?o } }"
    assert not two.query(ask)


def test_where_nothing_overlaps_nothing_is_copied(two: Graph, graph: Graph) -> None:
    apart = "SELECT * FROM <http://e.org/g1> FROM <http://e.org/g3> { ?s ?p ?o }"
    assert two.ground.seen(apart)[0] is two.store
    store, graphs = graph.ground.seen("SELECT * { ?s ?p ?o }", as_of="any")
    assert store is graph.snapshot().store
    assert graphs


# --------------------------------------------------------------- own derived edges, read again


@pytest.fixture(scope="module")
def again(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The curated graph with what is derived from it, all in one."""
    path = tmp_path_factory.mktemp("again") / "again.ttl"
    path.write_bytes(graph.serialized(".ttl", derived=True))
    return path


ASKED = ["who-presides", "who-holds-which-post", "representation", "governance", "people",
         "claims-at-a-date", "all-ties"]  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_edges_that_were_derived_before_count_once(name: str, graph: Graph, again: Path) -> None:
    for own in (tigraph.load([again], curated=False), tigraph.load([again])):
        assert rows(own, name) == rows(graph, name)


def test_beside_layers_too(graph: Graph, again: Path, tmp_path: Path) -> None:
    store = store_with(tmp_path, "<urn:fictive> <urn:p> <urn:o> .\n")
    own = tigraph.load([again], store=store)
    for name in ASKED:
        assert rows(own, name) == rows(graph, name)


def test_what_held_when_a_file_was_written_is_derived_anew_when_it_is_read(
    graph: Graph, tmp_path: Path
) -> None:
    written = tmp_path / "held-in-2019.trig"
    written.write_bytes(graph.serialized(".trig", derived=True, as_of="2019"))
    store = store_with(tmp_path, written.read_text("utf-8"), form=written.suffix)
    ways = [
        tigraph.load([written], curated=False),
        tigraph.load([written], store=store),
        tigraph.load(store=store),
    ]
    for own in ways:
        for as_of in ("2019", "2024", "any"):
            for name in ("claims-at-a-date", "all-ties", "people"):
                assert rows(own, name, as_of=as_of) == rows(graph, name, as_of=as_of)
        out = io.BytesIO()
        own.write(out, ".nq")
        assert b"graph/certain> ." not in out.getvalue()
        assert b"HeldClaim" not in out.getvalue()


@pytest.mark.parametrize("extension", [".ttl", ".nt", ".rdf"])
def test_where_graphs_cannot_stand_apart_only_what_surely_holds_is_written(
    graph: Graph, extension: str, tmp_path: Path
) -> None:
    written = tmp_path / f"all{extension}"
    written.write_bytes(graph.serialized(extension, derived=True, as_of="2019"))
    assert b"HeldClaim" not in written.read_bytes()
    found = {quad.triple for quad in read_quads(written)}
    now = graph.snapshot("2019").store
    assert isinstance(now, ox.Store)
    held = {
        name: {
            quad.triple
            for quad in now.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH + name))
            if not quad.object.value.endswith("HeldClaim")
        }
        for name in ("certain", "possible", "bounds")
    }
    assert found >= held["certain"] | held["bounds"]
    assert not found & (held["possible"] - held["certain"])
    own = tigraph.load([written], curated=False)
    for as_of in ("2019", "2024"):
        for name in ("claims-at-a-date", "all-ties"):
            assert rows(own, name, as_of=as_of) == rows(graph, name, as_of=as_of)


def test_an_edge_that_is_stated_and_derived_counts_once_at_any_date(world: World) -> None:
    graph = world("""
      organisation:o tig:steers programme:p .
      claim:c a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
        tig:object programme:p ; tig:basis basis:authority ; tig:citation citation:c ;
        tig:validTime "2018"^^edtf:EDTF .
      citation:c a tig:SourceCitation ; tig:modality modality:stated .
      relation:steers tig:derives tig:steers .
    """)
    count = "SELECT (COUNT(*) AS ?n) { ?x tig:steers ?y }"
    among = "SELECT ?g { GRAPH ?g { ?x tig:steers ?y } }"
    for as_of in ("2018", "2024", "2018-05", "any"):
        assert rows(graph, count, as_of=as_of) == [("1",)]
    certain = "https://w3id.org/tigraph/graph/certain"
    assert rows(graph, among, as_of="2018") == [(certain,)], "it is derived all the same"
    assert rows(graph, count) == [("1",)]
