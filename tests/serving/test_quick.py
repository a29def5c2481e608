"""Which questions are known to touch little of a store."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from tigraph.serving.sparql.quick import FEW, is_quick


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """A store of `urn:a`, which says little, and of `urn:hub`, which says much."""
    made, p = ox.Store(), ox.NamedNode("urn:p")
    for number in range(FEW + 1):
        made.add(ox.Quad(ox.NamedNode("urn:hub"), p, ox.NamedNode(f"urn:{number}")))
    for number in range(2):
        made.add(ox.Quad(ox.NamedNode("urn:a"), p, ox.Literal(number)))
    return made


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?p ?o { <urn:a> ?p ?o }",
        "SELECT ?o WHERE { <urn:a> <urn:p> ?o . } LIMIT 3 # and no more",
        "ASK { <urn:a> <urn:p> ?o }",
        "SELECT * { <urn:a> ?p ?o ; ?q ?r }",
        "SELECT ?o { <urn:a> <urn:p> ?o , ?q . <urn:a> a ?t }",
        "PREFIX u: <urn:> SELECT ?o { u:a u:p ?o }",
        "SELECT ?p ?o { <urn:hub> ?p ?o }",  # it is left where there is more
    ],
)
def test_what_is_said_of_one_entity_is_a_look_up(store: ox.Store, text: str) -> None:
    assert is_quick(text, store, bare=True)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT ?s { ?s ?p <urn:a> }",
        "SELECT * { <urn:hub> ?p ?o ; ?q ?r }",
        "SELECT * { <urn:a> ?p ?o . ?o ?q ?r }",
        "SELECT * { <urn:a> <urn:p>* ?o }",
        "SELECT * { <urn:a> <urn:p>+ ?o }",
        "SELECT * { <urn:a> (<urn:p>|<urn:q>)* ?o }",
        "SELECT * { <urn:a> ?p ?o } ORDER BY ?o",
        "SELECT (COUNT(*) AS ?n) { <urn:a> ?p ?o }",
        "SELECT * { <urn:a> ?p ?o FILTER(REGEX(?o, '(a+)+b')) }",
        "SELECT * { <urn:a> ?p ?o OPTIONAL { ?s ?p ?o } }",
        "SELECT * { <urn:a> ?p ?o } VALUES ?o { 1 }",
        "SELECT * { GRAPH ?g { <urn:a> ?p ?o } }",
        "SELECT * FROM <urn:g> { <urn:a> ?p ?o }",
        "SELECT * { SERVICE <urn:a> { ?s ?p ?o } }",
        "SELECT * { <urn:a> ?p 'SERVICE <urn:b> {}' }",
        "SELECT * { <urn:a> ?p '\\u0053ERVICE' }",
        "CONSTRUCT { ?s ?p ?o } { <urn:a> ?p ?o }",
        "DELETE WHERE { <urn:a> ?p ?o }",
        "SELECT * { <urn:a> ?p ?o . " + "<urn:a> ?p ?o . " * 5 + "}",
        "SELECT * { <urn:a> ?p ?o } # " + "x" * 1_000,
        "",
        "nonsense",
    ],
)
def test_all_else_is_none(store: ox.Store, text: str) -> None:
    assert not is_quick(text, store, bare=True)
