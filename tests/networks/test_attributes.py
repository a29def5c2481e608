"""What a network tells of its actors and ties: figures, opinions, evidence, other claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tigraph.graph import Graph
from tigraph.rdf.vocabulary import ENTITY

World = Callable[..., Graph]

SMALL = """
person:a a foaf:Person ; skos:prefLabel "Ada Fictive"@fr .
body:b a tig:GovernanceBody ; skos:prefLabel "comité fictif"@fr .
post:p a org:Post ; skos:prefLabel "présidence fictive"@fr ; org:postIn body:b .
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
population:q a tig:Population ; skos:prefLabel "membres fictifs"@fr .
unit:u skos:prefLabel "unités"@fr . measure:m skos:prefLabel "mesure fictive"@fr .
stance:s skos:prefLabel "favorable"@fr, "favourable"@en .
document:d dcterms:title "Document fictif"@fr ; dcterms:publisher organisation:o ;
  dcterms:issued "2020"^^edtf:EDTF ; tig:address "https://example.org/d"^^xsd:anyURI .
text:d tig:textOf document:d .
citation:c a tig:SourceCitation ; oa:hasSource text:d ; oa:hasSelector span:c ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
span:c oa:start 5 ; oa:end 9 .
claim:member a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
  org:member person:a ; org:organization body:b ; tig:basis basis:membership ;
  tig:validTime "2019"^^edtf:EDTF ; tig:citation citation:c .
"""
TIES = """
SELECT ?source ?target ?relation ?basis ?claim {
  ?claim tig:relation ?relation ; tig:basis ?basis ; org:member ?source ; org:organization ?target
  FILTER(?relation = relation:member) }"""


def node(graph: Graph, name: str = "person/a", **options: Any) -> dict[str, Any]:
    return dict(graph.network(TIES, **options).graph.nodes[ENTITY + name])


def edge(graph: Graph, **options: Any) -> dict[str, Any]:
    [(_, _, data)] = graph.network(TIES, **options).graph.edges(data=True)
    return dict(data)


@pytest.mark.parametrize(
    ("numbers", "qualifier", "told"),
    [
        ("tig:value 124", "exact", "124 unités"),
        ("tig:value 1234567", "exact", "1\u202f234\u202f567 unités"),
        ("tig:value 12.5", "about", "≈ 12,5 unités"),
        ("tig:value 500", "at-least", "≥ 500 unités"),
        ("tig:value 500", "at-most", "≤ 500 unités"),
        ("tig:minimum 1000 ; tig:maximum 2000", "exact", "1\u202f000–2\u202f000 unités"),
        ("tig:minimum 30", "at-least", "≥ 30 unités"),
        ("tig:maximum 30", "about", "≈ 30 unités"),
        ("tig:minimum 1 ; tig:maximum 9 ; tig:value 5", "exact", "5 unités"),
        ("tig:value 0", "exact", "0 unités"),
        ("tig:minimum 0 ; tig:maximum 3", "exact", "0–3 unités"),
    ],
)
def test_a_figure_is_told_with_its_sign_its_range_and_its_unit(
    numbers: str, qualifier: str, told: str, world: World
) -> None:
    graph = world(
        SMALL
        + f"""claim:f a tig:FigureClaim ; tig:about person:a ; tig:measure measure:m ; {numbers} ;
        tig:qualifier qualifier:{qualifier} ; tig:unit unit:u ;
  tig:referencePopulation population:q ;
        tig:validTime "2019"^^edtf:EDTF ; tig:citation citation:c ."""
    )
    [figure] = node(graph)["figures"]
    assert figure["value"] == told
    assert (figure["label"], figure["population"]) == ("mesure fictive", "membres fictifs")
    assert figure["valid"] == "2019"
    assert [proof["claims"] for proof in figure["evidence"]] == [[ENTITY + "claim/f"]]


def opinion(name: str, text: str, about: str = "person:a", valid: str = "") -> str:
    return f"""claim:{name} a tig:OpinionClaim ; tig:about {about} ; tig:stance stance:s ;
      tig:paraphrase {text} ; tig:citation citation:c
      {f'; tig:validTime "{valid}"^^edtf:EDTF' if valid else ""} ."""


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", '"Elle aide."@fr, "She helps."@en', "She helps."),
        ("fr", '"Elle aide."@fr, "She helps."@en', "Elle aide."),
        ("en", '"Elle aide."@fr', "Elle aide."),  # better than nothing
    ],
)
def test_an_opinion_is_told_in_the_readers_language_where_it_is_there(
    language: str, text: str, told: str, world: World
) -> None:
    graph = world(SMALL + opinion("v", text), language)
    [said] = node(graph)["opinions"]
    assert said["value"] == told
    assert said["label"] == {"fr": "favorable", "en": "favourable"}[language]
    assert [proof["title"] for proof in said["evidence"]] == ["Document fictif"]
    assert node(graph, "body/b")["opinions"] == []


@pytest.mark.parametrize(
    ("as_of", "possible", "told"),
    [
        (None, True, ["de 2018", "de 2019", "sans date"]),
        ("2019", True, ["de 2019", "sans date"]),
        ("2019", False, ["de 2019"]),
    ],
)
def test_opinions_are_told_that_hold_at_the_date(
    as_of: str | None, possible: bool, told: list[str], world: World
) -> None:
    graph = world(
        SMALL
        + opinion("v1", '"de 2018"@fr', valid="2018")
        + opinion("v2", '"de 2019"@fr', "body:b, person:a", "2019")
        + opinion("v3", '"sans date"@fr')
    )
    options = {"as_of": as_of, "possible": possible}
    assert [one["value"] for one in node(graph, **options)["opinions"]] == told
    assert [one["value"] for one in node(graph, "body/b", **options)["opinions"]] == ["de 2019"]


#: What else is claimed of the two ends; of another pair; and of these of another time.
OTHER = """
    claim:other a tig:RelationClaim ; tig:relation relation:steers ; tig:subject body:b ;
      tig:object person:a ; tig:basis basis:authority ; tig:citation citation:c ;
      tig:validTime "2019/2021"^^edtf:EDTF .
    claim:others a tig:RelationClaim ; tig:relation relation:steers ; tig:subject body:b ;
      tig:object organisation:o ; tig:basis basis:authority ; tig:citation citation:c .
    claim:before a tig:RelationClaim ; tig:relation relation:steers ; tig:subject body:b ;
      tig:object person:a ; tig:basis basis:authority ; tig:citation citation:c ;
      tig:validTime "2001"^^edtf:EDTF .
"""


def test_a_tie_says_what_else_is_claimed_of_its_ends_whichever_way_round(world: World) -> None:
    graph = world(SMALL + OTHER)
    tie = edge(graph, as_of="2019")
    [other] = tie["otherwise"]
    assert other["claim"] == ENTITY + "claim/other"
    assert (other["source"], other["target"]) == (ENTITY + "body/b", ENTITY + "person/a")
    assert (other["valid"], other["certain"], other["role"]) == ("2019/2021", True, "")
    assert [proof["claims"] for proof in other["evidence"]] == [[ENTITY + "claim/other"]]
    assert [claim["claim"] for claim in tie["claims"]] == [ENTITY + "claim/member"]
    told = {one["claim"].rpartition("/")[2] for one in edge(graph)["otherwise"]}
    assert told == {"other", "before"}, "at any time both"


@pytest.mark.parametrize(
    ("office", "told"),
    [
        ("opengov:post post:p", "présidence fictive"),
        ("org:role role:r", "rôle fictif"),
        ("opengov:post post:p ; org:role role:r", "rôle fictif"),
    ],
)
def test_another_claim_is_told_with_the_role_or_the_post_in_it(
    office: str, told: str, world: World
) -> None:
    graph = world(
        SMALL
        + f"""role:r skos:prefLabel "rôle fictif"@fr .
        claim:head a tig:RelationClaim, org:Membership ; tig:relation relation:holds-post ;
          org:member person:a ; org:organization body:b ; {office} ;
          tig:basis basis:membership ; tig:citation citation:c ."""
    )
    [other] = edge(graph)["otherwise"]
    assert other["role"] == told


def test_evidence_names_title_publisher_date_address_place_speaker_and_claims(
    world: World,
) -> None:
    more = """claim:again a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
      org:member person:a ; org:organization body:b ; tig:basis basis:membership ;
      tig:validTime "2018"^^edtf:EDTF ; tig:citation citation:c, citation:row .
    file:f a tig:RegistryFile ; skos:prefLabel "registre sans titre"@fr .
    citation:row a tig:SourceCitation ; oa:hasSource file:f ; tig:recordKey "7" ;
      prov:wasAttributedTo person:a ; tig:modality modality:reported ."""
    tie = edge(world(SMALL + more))
    read, row = tie["evidence"]
    assert {key: value for key, value in read.items() if key != "modality"} == {
        "document": ENTITY + "document/d",
        "title": "Document fictif",
        "publisher": "Office fictif",
        "date": "2020",
        "url": "https://example.org/d",
        "place": "5–9",
        "speaker": "Office fictif",
        "claims": [ENTITY + "claim/again", ENTITY + "claim/member"],
    }
    assert (row["title"], row["publisher"]) == ("registre sans titre", "")
    assert (row["place"], row["speaker"]) == ("record 7", "Ada Fictive")
    assert row["claims"] == [ENTITY + "claim/again"]
    assert tie["valid"] == "2018, 2019", "each time of its claims, in order"
    assert [claim["bounds"] for claim in tie["claims"]] == [
        ["2018-01-01", "2018-12-31"] * 2,
        ["2019-01-01", "2019-12-31"] * 2,
    ]
