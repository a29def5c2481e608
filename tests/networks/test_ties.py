"""When a tie is certain, what attests it, and that all who read a projection agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tigraph.comparing.comparison import Half
from tigraph.graph import Graph
from tigraph.querying import Rows

World = Callable[..., Graph]

ENDS = """
person:a a foaf:Person ; skos:prefLabel "Ada Fictive"@fr .
body:b a tig:GovernanceBody ; skos:prefLabel "comité fictif"@fr .
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
document:d dcterms:title "Document fictif"@fr . text:d tig:textOf document:d .
"""
#: Of a claim: its name, its valid time, and its citations as (modality, date attested).
Claim = tuple[str, str, list[tuple[str, str]]]
SURE: Claim = ("sure", "2018-01-01/2018-12-31", [("stated", "")])
UNSURE: Claim = ("unsure", "2018/2019", [("stated", "")])
PLANNED: Claim = ("planned", "2018-01-01/2018-12-31", [("planned", "")])
OVER: Claim = ("over", "2001", [("stated", "")])
MEMBERS = """
SELECT ?source ?target ?relation ?basis ?claim {
  ?claim tig:relation ?relation ; tig:basis ?basis ; org:member ?source ; org:organization ?target
}"""


def stated(*claims: Claim) -> str:
    """Claims that Ada is in the committee."""
    made = ENDS
    for name, valid, citations in claims:
        cites = ", ".join(f"citation:{name}-{n}" for n in range(len(citations)))
        made += f"""
claim:{name} a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
  org:member person:a ; org:organization body:b ; tig:basis basis:membership ;
  {f'tig:validTime "{valid}"^^edtf:EDTF ;' if valid else ""} tig:citation {cites} .
"""
        for n, (modality, date) in enumerate(citations):
            attests = f'; tig:attests "{date}"^^edtf:EDTF' if date else ""
            made += f"""
citation:{name}-{n} a tig:SourceCitation ; oa:hasSource text:d ; oa:hasSelector span:{name}-{n} ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:{modality} {attests} .
span:{name}-{n} oa:start {n} ; oa:end {n + 3} .
"""
    return made


def edge(graph: Graph, **options: Any) -> dict[str, Any]:
    [(_, _, data)] = graph.network(MEMBERS, **options).graph.edges(data=True)
    return dict(data)


@pytest.mark.parametrize(
    ("claims", "certain", "each"),
    [
        ([SURE], True, {"sure": True}),
        ([UNSURE], False, {"unsure": False}),
        ([PLANNED], False, {"planned": False}),
        ([SURE, UNSURE], True, {"sure": True, "unsure": False}),
        ([SURE, PLANNED], True, {"sure": True, "planned": False}),
        ([UNSURE, PLANNED], False, {"unsure": False, "planned": False}),
        ([SURE, OVER], True, {"sure": True}),
    ],
)
def test_one_sure_claim_makes_a_tie_certain_for_all_who_read_it(
    claims: list[Claim], certain: bool, each: dict[str, bool], world: World
) -> None:
    graph = world(stated(*claims))
    tie = edge(graph, as_of="2018-06-01")
    assert tie["certain"] is certain
    assert edge(graph, as_of="2018-06-01", details=False)["certain"] is certain
    told = {claim["claim"].rpartition("/")[2]: claim["certain"] for claim in tie["claims"]}
    assert told == each
    compared = graph.compare("2018-06-01", "2018-06-01", projection=MEMBERS)
    assert [one.certain for one in compared.ties] == [certain]
    snapshot = graph.snapshot("2018-06-01")
    rows = graph.query(MEMBERS, as_of="2018-06-01", possible=True)
    assert isinstance(rows, Rows)
    half = Half.of_rows(rows, snapshot)
    assert set(half.certain) == (set(half.ties) if certain else set())
    # Without what only may hold, the tie stands on its sure claims alone, or not at all.
    sure = graph.network(MEMBERS, as_of="2018-06-01", possible=False).graph
    assert sure.number_of_edges() == certain


def test_a_tie_that_needs_no_claim_is_certain_whatever_else_is_claimed(world: World) -> None:
    query = """SELECT ?source ?target ?relation ?claim {
      BIND(person:a AS ?source) BIND(body:b AS ?target) BIND(relation:member AS ?relation)
      VALUES ?claim { UNDEF claim:unsure } }"""
    network = world(stated(UNSURE)).network(query, as_of="2018-06-01")
    [(_, _, tie)] = network.graph.edges(data=True)
    assert tie["certain"] is True
    assert [claim["certain"] for claim in tie["claims"]] == [False]


@pytest.mark.parametrize(
    ("citations", "attested"),
    [
        ([("stated", "2018")], [["2018-01-01", "2018-12-31"]]),
        ([("planned", "2018")], None),  # never certain, and so not the same as []
        ([("planned", "2018"), ("stated", "2020")], [["2020-01-01", "2020-12-31"]]),
        ([("planned", "2018"), ("planned", "2019")], None),
        ([("reported", "2019"), ("stated", "2018-05")], [["2018-05-01", "2018-05-31"],
                                                         ["2019-01-01", "2019-12-31"]]),
        ([("stated", "2018?")], []),
        ([("stated", "")], []),
    ],
)  # fmt: skip
def test_what_is_only_planned_attests_nothing(
    citations: list[tuple[str, str]], attested: list[list[str]] | None, world: World
) -> None:
    [claim] = edge(world(stated(("c", "", citations))))["claims"]
    assert claim["attested"] == attested


def test_a_row_with_an_end_that_is_no_entity_is_passed_over(world: World) -> None:
    query = """SELECT ?source ?target ?relation {
      VALUES (?source ?target) {
        (person:a body:b) ("Ada" body:b) (person:a "committee") (UNDEF body:b) }
      BIND("sits in" AS ?relation) }"""
    network = world(ENDS).network(query)
    assert [(a.rpartition("/")[2], b.rpartition("/")[2]) for a, b in network.graph.edges()] == [
        ("a", "b")
    ]
