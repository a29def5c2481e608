"""JSON-LD by short names: other programs read in it what was said, and people can read it too."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

import tigraph
from checkout import ROOT
from tigraph import Graph
from tigraph.rdf import as_json_ld, open_store, write_json_ld
from tigraph.rdf.vocabulary import EDTF, PREFIXES, XSD
from write_docs import context_file

P = PREFIXES
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"))
IRIS = st.sampled_from(
    [P["person"] + "a", P["role"] + "b", P["graph"] + "c", "urn:x:a", "geo:48.2,16.3", "time:now",
     "https://example.org/a//b", P["tig"] + "RelationClaim", "tig://x", "http://www.w3.org/ns/org"]
).map(ox.NamedNode)  # fmt: skip
PREDICATES = st.sampled_from(
    [P["tig"] + "subject", P["dcterms"] + "subject", P["skos"] + "prefLabel", P["tig"] + "value",
     P["tig"] + "validTime", P["org"] + "role", P["rdf"] + "type", "urn:x:p", "geo:p",
     P["dcterms"] + "license"]
).map(ox.NamedNode)  # fmt: skip
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    st.builds(lambda t, tag: ox.Literal(t, language=tag), TEXTS, st.sampled_from(["fr", "de-ch"])),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(kind)),
        st.sampled_from(["1", "-7", "007", "1.50", "true", "2018", "12345678901234567890", "1E3"]),
        st.sampled_from([XSD + n for n in ("integer", "decimal", "boolean", "date", "double",
                                           "anyURI")] + [EDTF, "urn:x:type"]),
    ),
)  # fmt: skip
GRAPHS = st.sampled_from([ox.DefaultGraph(), ox.NamedNode(P["graph"] + "certain")])
QUADS = st.lists(st.builds(ox.Quad, IRIS, PREDICATES, IRIS | LITERALS, GRAPHS), max_size=9).map(
    lambda quads: [
        quad for quad in quads
        if not (quad.predicate.value == P["rdf"] + "type" and isinstance(quad.object, ox.Literal))
    ]
)  # fmt: skip


@given(QUADS)
def test_the_engine_reads_what_was_said(quads: list[ox.Quad]) -> None:
    assert set(ox.parse(as_json_ld(quads), format=ox.RdfFormat.JSON_LD)) == set(quads)


@given(QUADS)
def test_it_is_written_as_it_comes_in_any_order(quads: list[ox.Quad]) -> None:
    content = io.BytesIO()
    write_json_ld(iter(quads), content)
    assert set(ox.parse(content.getvalue(), format=ox.RdfFormat.JSON_LD)) == set(quads)


def test_what_short_names_cannot_say_is_said_in_full_and_the_rest_by_them() -> None:
    """`geo:48.2,16.3` is no term of GeoSPARQL; a direction has no place under a language."""
    lines = (
        f'<{P["person"]}a> <{P["skos"]}prefLabel> "A fictif"@fr .\n'
        f"<{P['person']}b> <{P['tig']}note> <geo:48.2,16.3> .\n"
        '<tig:x> <urn:x:p> "a"@fr--ltr .\n'
    )
    quads = list(ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES))
    told = json.loads(as_json_ld(quads))
    assert told["@graph"] == [
        {"id": "entity:person/a", "prefLabel": {"fr": "A fictif"}},
        {"@context": None, "@id": P["person"] + "b", P["tig"] + "note": [{"@id": "geo:48.2,16.3"}]},
        {"@context": None, "@id": "tig:x",
         "urn:x:p": [{"@language": "fr", "@direction": "ltr", "@value": "a"}]},
    ]  # fmt: skip
    assert set(ox.parse(as_json_ld(quads), format=ox.RdfFormat.JSON_LD)) == set(quads)
    read = rdflib.Graph().parse(data=as_json_ld(quads[:2]), format="json-ld")
    assert (
        str(read.value(rdflib.URIRef(P["person"] + "b"), rdflib.URIRef(P["tig"] + "note")))
        == "geo:48.2,16.3"
    )


def test_a_triple_as_a_term_is_refused_with_the_reason() -> None:
    triple = "<<( <urn:x:a> <urn:x:b> <urn:x:c> )>>"
    quads = ox.parse(f"<urn:x:s> <urn:x:p> {triple} .".encode(), format=ox.RdfFormat.N_TRIPLES)
    with pytest.raises(OSError, match="triples as terms"):
        as_json_ld(list(quads))


def test_an_answer_reads_like_data(graph: Graph) -> None:
    told = json.loads(graph.query("DESCRIBE person:olivier-lluansi").render("jsonld"))
    [person] = told["@graph"]
    assert (person["id"], person["type"]) == ("entity:person/olivier-lluansi", "Person")


def test_rdflib_reads_the_graph_with_all_that_follows(graph: Graph) -> None:
    content = graph.serialized(".jsonld", derived=True, alone=True)
    read = rdflib.Dataset().parse(data=content, format="json-ld")
    lines = graph.serialized(".nq", derived=True, alone=True)
    expected = rdflib.Dataset().parse(data=lines, format="nquads")
    assert {quad[:3] for quad in read.quads()} == {quad[:3] for quad in expected.quads()}


def test_a_claim_reads_like_data(graph: Graph) -> None:
    told = json.loads(graph.serialized(".jsonld"))
    name = "entity:claim/olivier-lluansi--holds-post--delegation-ti--delegue-ti"
    [person] = [node for node in told["@graph"] if node["id"] == "entity:person/olivier-lluansi"]
    assert person["type"] == "Person"
    assert person["prefLabel"] == {"fr": "Olivier Lluansi"}
    claims = {node["id"]: node for node in told["@graph"] if "RelationClaim" in node["type"]}
    assert claims
    for claim in claims.values():
        assert claim["relation"].startswith("concept:relation/")
    dated = [claim["validTime"] for claim in claims.values() if "validTime" in claim]
    assert dated
    assert all(isinstance(date, str) for date in dated)
    figures = [node["value"] for node in told["@graph"] if "FigureClaim" in node["type"]
               and "value" in node]  # fmt: skip
    assert 124 in figures
    assert name.startswith("entity:")


def test_no_short_name_hides_a_prefix() -> None:
    """In one context a prefix and a property cannot have one name: `role`, `citation`."""
    context = json.loads((ROOT / "ontology/context.jsonld").read_text("utf-8"))["@context"]
    for name in ("role", "citation", "subject", "relation"):
        assert context[name]["@type"] == "@id"
    assert context["subject"]["@id"] == "tig:subject"
    prefixes = {name for name, told in context.items() if str(told).endswith(("/", "#"))}
    assert {"org", "skos", "entity", "concept"} <= prefixes


def test_the_published_context_is_that_of_the_ontology() -> None:
    assert (ROOT / "ontology/context.jsonld").read_text("utf-8") == context_file()


def test_data_that_names_the_published_context_is_read_without_the_web(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonld"
    path.write_text(
        json.dumps(
            {
                "@context": "https://w3id.org/tigraph/context.jsonld",
                "id": "entity:person/x",
                "type": "Person",
                "prefLabel": {"fr": "Personne fictive"},
            }
        )
    )
    assert len(open_store([path])) == 2
    graph = tigraph.load([path], curated=False)
    assert graph.search("Personne fictive")[0]["iri"] == P["person"] + "x"
