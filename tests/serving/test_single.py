"""Questions of one pattern: which are, and that they are answered as the engine answers them."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from tigraph.serving.sparql.answering import Place
from tigraph.serving.sparql.single import at_once, single

LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    made = ox.Store()
    lines = f"""<urn:a> <urn:p> "1"^^<urn:t> . <urn:a> <{LABEL}> "L^^ens"@fr .
    <urn:b> <urn:p> <urn:a> ."""
    made.load(lines.encode(), format=ox.RdfFormat.TURTLE)
    for number in range(5000):
        made.add(ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:q"), ox.Literal("many")))
    return made


def answered(store: ox.Store, text: str, *, bare: bool = False, accept: str = JSON) -> str | None:
    asked = single(text, bare=bare)
    assert asked, text
    found = at_once(asked, store, Place("", (), True), accept, "http://example.org/")
    return found.rest.decode() if found else None


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("SELECT ?p ?o { <urn:a> ?p ?o }", ["p", "o"], 2),
        ("select * where { ?s ?p <urn:a> . } limit 3 # and no more", ["s", "p"], 1),
        ("SELECT ?s { ?s skos:prefLabel 'L^^ens'@fr }", ["s"], 1),
        ('PREFIX u: <urn:>\nSELECT ?s { ?s u:p "1"^^u:t }', ["s"], 1),
        ("PREFIX skos: <urn:> SELECT ?s { ?s skos:prefLabel ?o . }", [], -1),
        ("SELECT $o { <urn:a> a ?o }", ["o"], 0),
        ("SELECT ?x { <urn:a> ?p ?o }", ["x"], 2),
    ],
)
def test_one_pattern_is_answered_at_once(
    store: ox.Store, text: str, columns: list[str], rows: int
) -> None:
    if rows < 0:
        assert single(text, bare=False) is None
        return
    told = json.loads(answered(store, text) or "")
    assert told["head"]["vars"] == columns
    assert len(told["results"]["bindings"]) == rows


def test_a_verdict_and_other_formats(store: ox.Store) -> None:
    assert json.loads(answered(store, "ASK { <urn:a> <urn:p> ?o }") or "")["boolean"] is True
    assert answered(store, "SELECT ?s { ?s ?p <urn:a> }", accept="text/csv") == "s\r\nurn:b\r\n"
    assert answered(store, "SELECT ?s { ?s ?p <urn:a> }", accept="image/png") is None


def test_an_entity_is_described(store: ox.Store) -> None:
    for text in ("DESCRIBE <urn:b>", "PREFIX u: <urn:> describe u:b # and no more"):
        told = answered(store, text, accept="application/n-triples")
        assert told == "<urn:b> <urn:p> <urn:a> .\n"


def test_what_is_much_or_wrong_is_left_to_others(store: ox.Store) -> None:
    assert answered(store, "SELECT ?s { ?s <urn:q> 'many' }") is None
    assert answered(store, "SELECT ?s { ?s <urn:q> 'many' } LIMIT 2") is not None
    assert answered(store, "SELECT ?x ?x { <urn:a> ?x ?y }") is None
    assert single("SELECT ?s { ?s skos:prefLabel 'x' }", bare=True) is None  # no such prefix
    assert single("SELECT ?s { ?s no:such 'x' }", bare=False) is None


def test_an_old_term_is_read_by_who_knows_the_new_one() -> None:
    assert single("SELECT ?s { ?s a tig:Citation }", bare=True) is None
    assert single("PREFIX t: <https://w3id.org/tigraph/ontology#> SELECT ?s { ?s a t:Citation }",
                  bare=False) is None  # fmt: skip
    assert single("SELECT ?s { ?s a tig:SourceCitation }", bare=False)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT ?s { ?s <urn:p> ?o }",
        "SELECT ?x { <urn:a> ?x ?x }",
        "SELECT ?s { ?s $s <urn:a> }",
        "SELECT * { <urn:a> <urn:p> <urn:b> }",
        "SELECT { <urn:a> ?p ?o }",
        "ASK ?s { <urn:a> ?p ?o }",
        "SELECT DISTINCT ?p { <urn:a> ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { <urn:a> ?p ?o }",
        "SELECT ?p { <urn:a> ?p ?o } ORDER BY ?o",
        "SELECT ?p { <urn:a> <urn:p>* ?o }",
        "SELECT ?p { <urn:a> ^<urn:p> ?o }",
        "SELECT ?p { <urn:a> ?p ?o . ?o ?q ?r }",
        "SELECT ?p { <urn:a> ?p ?o FILTER(?o > 1) }",
        "SELECT ?p FROM <urn:g> { <urn:a> ?p ?o }",
        "SELECT ?p { GRAPH <urn:g> { <urn:a> ?p ?o } }",
        "SELECT ?p { <urn:a> ?p '''x''' }",
        "SELECT ?p { <urn:a> ?p 'SERVICE <urn:b> {}' }",
        "SELECT ?p { <urn:a> ?p '\\u0053' }",
        "SELECT ?p { _:a ?p ?o }",
        "BASE <urn:> SELECT ?p { <a> ?p ?o }",
        "DESCRIBE ?s { ?s ?p <urn:a> }",
        "DESCRIBE <urn:a> <urn:b>",
        "DELETE WHERE { <urn:a> ?p ?o }",
        "SELECT ?p { <urn:a> ?p ?o } # " + "x" * 2_000,
        "",
    ],
)
def test_all_else_is_none(text: str) -> None:
    assert single(text, bare=True) is None
