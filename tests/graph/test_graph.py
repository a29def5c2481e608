"""The Python interface: the verbs of the command line, as a notebook uses them."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import to_isomorphic

import tigraph
from checkout import HEADER
from tigraph.errors import (
    AmbiguousNameError,
    BadDateError,
    DataError,
    QueryRefusedError,
    QuerySyntaxError,
    UnknownNameError,
    UsageError,
)
from tigraph.graph import Graph
from tigraph.querying.answers import Rows, Triples, Verdict
from tigraph.rdf.loading import shipped_files
from tigraph.rdf.vocabulary import CERTAIN, POSSIBLE, PREFIXES
from tigraph.validity.edtf import today


def test_loading_adds_files_to_the_curated_graph_or_stands_them_alone(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(HEADER + 'person:x a foaf:Person ; skos:prefLabel "Xenia Fictive"@fr .')
    both, alone = tigraph.load([path]), tigraph.load([str(path)], curated=False)
    for graph in (both, alone):
        assert graph.resolve("xenia fictive").endswith("person/x")
    assert both.search("Cédric Bôle")
    assert not alone.search("Cédric Bôle")
    assert alone.label("https://w3id.org/tigraph/concept/theme/land") == "foncier"
    with pytest.raises(DataError, match="No such RDF file"):
        tigraph.load([tmp_path / "absent.ttl"])
    with pytest.raises(UnknownNameError, match="Nearest: fr, en"):
        tigraph.load(language="de")


def test_a_graph_says_where_it_is_and_in_which_language(graph: Graph) -> None:
    assert repr(graph) == "<Graph: in memory, fr>"


def test_each_form_of_query_has_its_answer(graph: Graph) -> None:
    people = graph.query("SELECT ?who { ?who a foaf:Person }")
    assert isinstance(people, Rows)
    assert {"who": "person:cedric-bole"} in list(people)
    assert isinstance(graph.query("ASK { person:cedric-bole a foaf:Person }"), Verdict)
    assert not graph.query("ASK { person:cedric-bole a tig:Phase }")
    described = graph.query("DESCRIBE person:cedric-bole")
    assert isinstance(described, Triples)
    assert len(described) > 2


def test_a_query_comes_from_the_catalogue_a_file_or_text(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "my queries" / "mine.rq"
    path.parent.mkdir()
    path.write_text("ASK { person:cedric-bole ?p ?o }", encoding="utf-8")
    assert graph.query(str(path))
    assert len(graph.query("people")) > 0
    with pytest.raises(UnknownNameError, match="Nearest: people"):
        graph.query("peopel")


def test_parameters_are_names_of_entities_or_plain_values(graph: Graph) -> None:
    query = (
        "SELECT ?l { ?_who_iri skos:prefLabel ?l "
        "FILTER(LANG(?l) = ?_lang && ?_day_xsd_date > '2000-01-01'^^xsd:date) }"
    )
    given = {"who": "Lluansi", "lang": "fr", "day": "2019-01-31"}
    assert list(graph.query(query, given)) == [{"l": "Olivier Lluansi"}]
    assert list(graph.query(query, {**given, "day": "1999-01-31"})) == []
    assert list(graph.query(query, {**given, "lang": "fr' || true || 'x"})) == []
    with pytest.raises(UnknownNameError):
        graph.query(query, {**given, "who": "Nobody at all"})
    with pytest.raises(AmbiguousNameError, match="person:cedric-bole"):
        graph.query(query, {**given, "who": "Bôle"})
    with pytest.raises(UsageError, match="-p day=…"):
        graph.query(query, {"who": "Lluansi", "lang": "fr"})


@pytest.mark.parametrize(
    ("query", "error", "message"),
    [
        ("SELECT * { ?s ?p }", QuerySyntaxError, r"line 1, column \d+"),
        ("SELECT * { ?s nowhere:p ?o }", QuerySyntaxError, "PREFIX"),
        ("DELETE WHERE { ?s ?p ?o }", QueryRefusedError, "only reads"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", QueryRefusedError, "SERVICE is not run"),
        (
            "PREFIX e: <http://x:80> ASK { ?s ?p e:SERVICE ?x {} }",
            QueryRefusedError,
            "SERVICE is not",
        ),
        ("# nothing but a comment", QueryRefusedError, "it is not a query"),
        ("absent.rq", DataError, "No such query file"),
    ],
)
def test_what_cannot_be_asked_says_why(
    query: str, error: type[Exception], message: str, graph: Graph
) -> None:
    with pytest.raises(error, match=message):
        graph.query(query)


def test_a_call_that_is_a_comment_or_a_string_is_no_reason_to_refuse(graph: Graph) -> None:
    query = "SELECT ('SERVICE ?x {' AS ?said) {} # SERVICE <http://x/> { ?s ?p ?o }"
    answered = graph.query(query)
    assert isinstance(answered, Rows)
    assert list(answered) == [{"said": "SERVICE ?x {"}]


def test_derived_edges_are_seen_when_asked_for_and_only_then(graph: Graph) -> None:
    ask = "ASK { ?who org:holds ?post }"
    assert not graph.query(ask)
    assert graph.query(ask, as_of="any")
    assert not graph.query(ask), "asking once leaves no trace"
    before = graph.query("ASK { ?who org:holds ?post }", as_of="1950")
    assert not before
    assert graph.query(ask, as_of="1950", possible=True)
    with pytest.raises(BadDateError):
        graph.query(ask, as_of="yesterday")


def test_the_header_of_a_query_may_ask_for_derived_edges(graph: Graph) -> None:
    header, ask = "#+ derived: {}\n", "ASK {{ ?claim {} ?x }}"
    assert graph.query(header.format("bounds") + ask.format("tig:earliestBegin"))
    assert not graph.query(ask.format("tig:earliestBegin"))
    assert graph.query(header.format("certain") + "ASK { ?who org:holds ?post }")


def test_info_counts_what_is_stated_whatever_was_derived_meanwhile(graph: Graph) -> None:
    first = graph.info()
    graph.snapshot("2019")
    assert graph.info() == first
    assert len(first["documents"]) == 5
    assert first["entities"]["personne"] == len(graph.query("SELECT ?p { ?p a foaf:Person }"))
    digests = {document["sha256"] for document in first["documents"]}
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in digests)


# ------------------------------------------------------------------------------- other formats


def test_turtle_of_the_unchanged_graph_is_the_file_itself(graph: Graph) -> None:
    assert graph.serialized(".ttl") == shipped_files()[-1].read_bytes()


@pytest.mark.parametrize(
    ("extension", "format"),
    [(".ttl", "turtle"), (".nt", "nt"), (".rdf", "xml"), (".nq", "nquads"), (".trig", "trig"),
     (".jsonld", "json-ld")],
)  # fmt: skip
def test_rdflib_reads_the_same_triples_from_every_format(
    extension: str, format: str, tmp_path: Path
) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        HEADER + 'person:x a foaf:Person ; skos:prefLabel "Xénia “Fictive”\\n& <co>"@fr ; '
        'dcterms:issued "2018/.."^^edtf:EDTF . span:1 oa:start 1 ; tig:catalogued true .'
    )
    content = tigraph.load([path], curated=False).serialized(extension)
    read = rdflib.Dataset(default_union=True).parse(data=content, format=format)
    expected = rdflib.Graph().parse(path)
    assert to_isomorphic(rdflib.Graph() + _triples(read)) == to_isomorphic(expected)


def _triples(dataset: rdflib.Dataset) -> rdflib.Graph:
    graph = rdflib.Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph


def test_derived_edges_are_exported_in_named_graphs_on_request(graph: Graph) -> None:
    stated = graph.serialized(".nq")
    assert CERTAIN.encode() not in stated
    quads = ox.parse(
        graph.serialized(".nq", derived=True, as_of="2019"), format=ox.RdfFormat.N_QUADS
    )
    names = {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}
    assert names >= {CERTAIN, POSSIBLE}
    with pytest.raises(UnknownNameError, match=r"No RDF format named “\.xlsx”"):
        graph.serialized(".xlsx")


@pytest.mark.parametrize("extension", [".trig", ".ttl"])
def test_derived_edges_say_as_of_when_and_by_what_they_were_made(
    graph: Graph, extension: str
) -> None:
    content = graph.serialized(extension, derived=True, as_of="2019")
    quads = ox.parse(content, format=ox.RdfFormat.from_extension(extension[1:]))
    told = {
        q.predicate.value.rpartition("/")[2].rpartition("#")[2]: q.object.value
        for q in quads
        if q.subject == ox.NamedNode(CERTAIN)
    }
    assert told == {
        "type": PREFIXES["prov"] + "Entity",
        "wasDerivedFrom": PREFIXES["graph"] + "curated",
        "created": today(),
        "creator": f"tigraph {graph.version}",
        "valid": "2019",
    }


def test_rdflib_sees_the_stated_graph_with_the_same_prefixes(graph: Graph) -> None:
    graph.snapshot("any")
    seen = graph.rdflib()
    stated = {str(one) for path in shipped_files() for one in _parsed(path)}
    assert len(seen) == len(stated)
    query = "SELECT (COUNT(*) AS ?n) { ?p a foaf:Person }"
    [ours], [theirs] = graph.query(query), seen.query(query)
    assert ours["n"] == int(theirs[0])


def _parsed(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
