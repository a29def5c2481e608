"""Whether what only may hold bears on a query: as two answers, with it and without, say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tigraph.graph import Graph
from tigraph.querying import Rows, bears, catalogue

World = Callable[..., Graph]

PLANNED = """
person:a a foaf:Person ; skos:prefLabel "Ada Fictive"@fr .
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
body:b a tig:GovernanceBody ; skos:prefLabel "comité fictif"@fr .
document:d dcterms:title "Document fictif"@fr . text:d tig:textOf document:d .
claim:planned a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
  tig:object body:b ; tig:basis basis:authority ; tig:validTime "2018"^^edtf:EDTF ;
  tig:citation citation:c .
citation:c a tig:SourceCitation ; oa:hasSource text:d ; oa:hasSelector span:c ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:planned .
span:c oa:start 1 ; oa:end 2 .
"""


@pytest.mark.parametrize("day", ["any", "2019"])
def test_a_query_on_which_nothing_bears_gives_the_same_with_the_possible(
    graph: Graph, day: str
) -> None:
    told = {}
    for name in ("people", "affiliations", "representation", "speakers", "governance", "events"):
        query = catalogue.asked(name)
        told[name] = bears(query.text, graph.snapshot(day).store)
        if not told[name]:
            every = graph.query(query, as_of=day, possible=True)
            assert isinstance(every, Rows)
            assert {row.get("holds", "certain") for row in every} == {"certain"}, name
            assert not (every.doubt and every.doubt.fallen)
    assert told["governance"]  # planned claims are among those that say who governs
    assert day != "any" or not told["people"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("?claim a tig:HeldClaim", True),
        ("?claim a tig:HeldClaim ; tig:subject ?one", True),
        ("?claim a tig:HeldClaim ; org:member ?one", False),
        ("?claim a tig:HeldClaim ; tig:relation relation:member", False),
        ("?one a foaf:Person", False),
        ("?one ?any ?other", True),
        ("?one tig:steers+ ?other", True),
        ("?one a foaf:Person FILTER NOT EXISTS { ?claim a tig:HeldClaim }", True),
        ("{ SELECT ?one { ?one a foaf:Person OPTIONAL { ?one tig:steers ?other } } }", False),
        ("?one a org:FormalOrganization OPTIONAL { ?one tig:steers ?other }", True),
        ("?one a foaf:Person MINUS { ?one tig:steers ?other }", False),
        ("?one a org:FormalOrganization MINUS { ?one tig:steers ?other }", True),
        ("{ SELECT ?c { ?c a tig:HeldClaim } } { SELECT ?c ?one { ?c org:member ?one } }", False),
        ("{ SELECT ?c { ?c a tig:HeldClaim } } { SELECT ?c ?one { ?c tig:subject ?one } }", True),
        # what a subselect does not give is another variable, of the same name
        ("{ SELECT ?one { ?c a tig:HeldClaim ; tig:subject ?one } } ?c org:member ?two", True),
        ("{ SELECT ?c { ?c a tig:HeldClaim } LIMIT 1 } ?c org:member ?one", True),
        ("{ ?c a tig:HeldClaim } UNION { ?c org:member ?one }", True),
        ("?one a foaf:Person FILTER EXISTS { ?claim a tig:HeldClaim ; org:member ?one }", False),
        ("OPTIONAL { ?other tig:steers ?one }", True),
    ],
)
def test_what_a_planned_claim_bears_on(world: World, pattern: str, expected: bool) -> None:
    snapshot = world(PLANNED).snapshot("any")
    assert bears(f"SELECT * {{ {pattern} }}", snapshot.store) is expected


def test_what_cannot_be_seen_may_bear(world: World) -> None:
    store = world(PLANNED).snapshot("any").store
    assert bears("SELECT * { ?one a foaf:Person", store)  # no query
    assert bears("SELECT * { ?one a foaf:Person }", object())  # type: ignore[arg-type]
