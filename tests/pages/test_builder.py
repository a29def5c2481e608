"""What the builder of questions offers: what the model declares and the graph has."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from tigraph.graph import Graph
from tigraph.pages import Shelf
from tigraph.rdf import known_terms
from tigraph.rdf.vocabulary import PREFIXES, expand

SH = "http://www.w3.org/ns/shacl#"
DASH = "http://datashapes.org/dash#"


@pytest.fixture(scope="module")
def shapes(graph: Graph) -> Iterator[ox.Store]:
    found = Shelf(graph).answer("fr/builder.ttl", {})
    assert found is not None
    store = ox.Store()
    store.load(found.content, ox.RdfFormat.TURTLE)
    return store


def asked(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    rows = store.query(query, prefixes={**PREFIXES, "sh": SH, "dash": DASH})
    return [tuple(term.value if term else "" for term in row) for row in rows]


def test_a_person_is_sought_by_the_post_held_and_the_body_joined(shapes: ox.Store) -> None:
    found = asked(
        shapes,
        """SELECT ?path ?to ?fr ?en { foaf:Person sh:property ?way . ?way sh:path ?path ;
          sh:node ?to ; sh:name ?fr, ?en FILTER (LANG(?fr) = "fr" && LANG(?en) = "en") }""",
    )
    tig = PREFIXES["tig"]
    assert (expand("org:holds"), expand("org:Post"), "occupe le poste", "holds the post") in found
    assert (
        expand("org:memberOf"),
        tig + "GovernanceBody",
        "est membre de",
        "is a member of",
    ) in found


def test_what_is_offered_is_a_term_of_the_model_and_has_names_in_both(shapes: ox.Store) -> None:
    steps = asked(
        shapes,
        """SELECT DISTINCT ?step {
          ?way sh:path/(sh:inversePath|sh:alternativePath|rdf:rest|rdf:first)* ?step
          FILTER (isIRI(?step) && ?step != rdf:nil) }""",
    )
    assert len(steps) > 20
    assert not [step for (step,) in steps if step not in known_terms()]
    named = "?one sh:name ?{0} FILTER (LANG(?{0}) = '{0}')"
    assert not asked(
        shapes,
        f"""SELECT ?one {{ {{ ?one a sh:NodeShape }} UNION {{ ?some sh:property ?one }}
          FILTER NOT EXISTS {{ {named.format("fr")} }} }}""",
    )


def test_nothing_is_offered_that_leads_nowhere(shapes: ox.Store, graph: Graph) -> None:
    [ways] = asked(
        shapes,
        """SELECT (COUNT(*) AS ?n) { ?from sh:property ?way . ?way sh:path ?path ; sh:node ?to
          FILTER (isIRI(?path)) }""",
    )
    kept = 0
    for start, path, end in asked(
        shapes,
        """SELECT ?from ?path ?to { ?from sh:property ?way . ?way sh:path ?path ; sh:node ?to
          FILTER (isIRI(?path) && ?from != tig:RelationClaim && !CONTAINS(STR(?to), "scheme")) }""",
    ):
        kept += 1
        question = f"ASK {{ ?a a <{start}> ; <{path}> ?b . ?b a <{end}> }}"
        assert graph.query(question, as_of="any", possible=True), question
    assert 40 < kept < int(ways[0])
