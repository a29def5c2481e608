"""The card of an entity, held against what the documents say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checkout import shared
from tigraph.cli.text.cards import card_text
from tigraph.graph import Graph
from tigraph.rdf.vocabulary import ENTITY

World = Callable[..., Graph]


def ties(card: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Return (direction, relation, other's label) of a card's relations."""
    return {
        (tie["direction"], tie["relation"], tie["other"]["label"])
        for tie in card["relations"]
        if tie["other"]
    }


def test_the_card_has_the_shape_that_scripts_rely_on(graph: Graph) -> None:
    card = graph.show("Cédric Bôle")
    assert card["iri"] == ENTITY + "person/cedric-bole"
    assert (card["label"], card["types"], card["kind"]) == (
        "Cédric Bôle", ["foaf:Person"], "personne",
    )  # fmt: skip
    assert {"level", "order", "represents", "identifiers", "figures", "opinions"} <= card.keys()
    for tie in card["relations"]:
        assert tie.keys() >= {"relation", "direction", "basis", "other", "valid", "evidence"}
        assert tie["valid"].keys() == {"edtf", "bounds", "certain"}
        assert len(tie["valid"]["bounds"]) == 4
        for proof in tie["evidence"]:
            assert proof.keys() >= {"document", "spans", "record", "speaker", "modality"}
            assert proof["document"].keys() >= {"iri", "title", "date", "url"}


def test_the_card_of_cedric_bole_says_what_two_documents_say(graph: Graph) -> None:
    """000: referent of a territory of six EPCI, in a binôme with Nathalie Augé. 001: president."""
    card = graph.show("Cédric Bôle")
    posts = {tie["post"]["label"] for tie in card["relations"] if tie["post"]}
    assert "président de la communauté de communes du Val de Morteau" in posts
    assert "élu référent du territoire d’industrie (Doubs)" in posts
    assert ("out", "tig:pairedWith", "Nathalie Augé") in ties(card)
    assert card["level"] == ["local"]
    assert card["order"] == ["local-authority"]


def test_a_card_says_how_each_document_spells_the_name(graph: Graph) -> None:
    """002 lists Haut-Doubs Horloger, 001 speaks of the Territoire d’industrie du Haut-Doubs."""
    card = graph.show("territory:haut-doubs-horloger")
    texts = {
        one["spelling"]: (proof["document"]["iri"].rpartition("/")[2], *map(tuple, proof["spans"]))
        for one in card["spellings"]
        for proof in one["evidence"]
    }
    assert texts == {
        "Haut-Doubs Horloger": ("aer-territoires-d-industrie", (464, 483)),
        "Territoire d’industrie du Haut-Doubs": ("grand-besancon-en-est", (361, 397)),
    }
    shown = card_text(card, "en", 100)
    assert "Haut-Doubs Horloger  [2\u00a0§464–483]" in shown


def test_a_card_says_which_names_are_held_to_be_one_and_on_what_evidence(graph: Graph) -> None:
    """Codebook, section 7: inferred from 001, shown by the agency's file of the first phase.

    That "territoire d’industrie existant" (001) is the one before Grand Besançon joined is
    inferred; that it is the one of today is another reading, from which nothing follows.
    """
    before, after = (
        {
            (one["one"], one["other"], *one["grades"], one["taken"])
            for one in graph.show(f"territory:{name}")["identities"]
        }
        for name in ("haut-doubs-horloger", "alliances-luxe-et-precision-doubs")
    )
    own, existing = "Territoire d’industrie du Haut-Doubs", "territoire d’industrie existant"
    assert before == {
        (own, "Haut-Doubs Horloger", "déduit par le codeur", "établi par un registre", True),
        (existing, own, "déduit par le codeur", True),
    }
    assert after == {(existing, "Alliances Luxe et Précision Doubs", "déduit par le codeur", False)}
    card = graph.show("territory:alliances-luxe-et-precision-doubs")
    assert "another reading, not taken" in card_text(card, "en", 200)
    assert graph.show("Olivier Lluansi")["identities"] == []


def test_a_cited_place_holds_the_words(graph: Graph) -> None:
    """Annabelle Boutet heads a bureau of the CGET: the offsets lead to her name and her office."""
    text = (shared("sources") / "003_44f932ff19181c05.txt").read_text(encoding="utf-8")
    posts = [tie for tie in graph.show("Annabelle Boutet")["relations"] if tie["post"]]
    words = " ".join(
        text[start:end]
        for tie in posts
        for proof in tie["evidence"]
        for start, end in proof["spans"]
    )
    assert "Annabelle Boutet" in words
    assert "bureau de la prospective" in words


def test_a_registry_gives_the_identifiers(graph: Graph) -> None:
    card = graph.show("Grand Besançon Métropole")
    assert {"scheme": "siren", "value": "242500361"} in card["identifiers"]


def test_a_number_that_somebody_mapped_is_shown_with_its_ground(world: World) -> None:
    told = world(
        """organisation:x a org:FormalOrganization ; skos:prefLabel "Agence fictive"@fr ;
  adms:identifier identifier:siren-1, identifier:siren-2 .
identifier:siren-1 tig:idScheme id-scheme:siren ; skos:notation "130026032" ;
  dcterms:description "Same name, in the list."@en .
identifier:siren-2 tig:idScheme id-scheme:siren ; skos:notation "451930051" .
"""
    )
    card = told.show("organisation:x")
    assert card["identifiers"] == [
        {"scheme": "siren", "value": "130026032", "ground": "Same name, in the list."},
        {"scheme": "siren", "value": "451930051"},
    ]
    assert "  siren 130026032: Same name, in the list.\n" in card_text(card, "en", 100)


def test_figures_come_with_their_number_unit_and_speaker(graph: Graph) -> None:
    """000: Cédric Bôle says that the territory has 16,830 jobs and 300,000 inhabitants."""
    figures = graph.show("territory:alliances-luxe-et-precision-doubs")["figures"]
    said = {
        (figure["value"], figure["unit"], proof["speaker"]["label"])
        for figure in figures
        for proof in figure["evidence"]
    }
    assert said >= {
        (16830, "unit:job", "Cédric Bôle"), (300000, "unit:inhabitant", "Cédric Bôle"),
    }  # fmt: skip


def test_an_opinion_is_a_paraphrase_of_ours_with_its_speaker(graph: Graph) -> None:
    """003: Harold Huwart wants the State to lean on what the regions know."""
    opinions = graph.show("Harold Huwart")["opinions"]
    assert opinions
    text = (shared("sources") / "003_44f932ff19181c05.txt").read_text(encoding="utf-8")
    for opinion in opinions:
        assert {p["speaker"]["label"] for p in opinion["evidence"]} >= {"Harold Huwart"}
        assert opinion["paraphrase"] not in text


# ------------------------------------------------------------------------------- a small world

SMALL = """
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr, "Fictional office"@en .
person:a a foaf:Person ; skos:prefLabel "Ada Fictive"@fr .
body:b a tig:GovernanceBody ; skos:prefLabel "comité fictif"@fr .
post:p a org:Post ; skos:prefLabel "présidence"@fr ; org:postIn body:b .
seat:s a tig:Seat ; skos:prefLabel "siège de l’office"@fr ; org:postIn body:b ;
  tig:reservedFor organisation:o .
claim:1 a tig:RelationClaim, org:Membership ; tig:relation relation:holds-post ;
  org:member person:a ; org:organization body:b ; opengov:post post:p ;
  opengov:onBehalfOf organisation:o ; tig:basis basis:appointment ;
  tig:validTime "2018/2019"^^edtf:EDTF ; tig:citation citation:x .
claim:2 a tig:RelationClaim ; tig:relation relation:has-seat ; tig:subject body:b ;
  tig:object seat:s ; tig:basis basis:representation ; tig:citation citation:x .
document:d a foaf:Document ; skos:prefLabel "document fictif"@fr .
text:d tig:textOf document:d .
citation:x a tig:SourceCitation ; oa:hasSource text:d ; oa:hasSelector span:1 ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
span:1 oa:start 5 ; oa:end 9 .
"""


def test_a_relation_reads_from_both_ends_and_from_those_between(world: World) -> None:
    graph = world(SMALL)
    [ada] = graph.show("person:a")["relations"]
    [post] = graph.show("post:p")["relations"]
    assert (ada["direction"], ada["other"]["label"], ada["between"]) == (
        "out",
        "comité fictif",
        None,
    )
    assert [end["label"] for end in post["between"]] == ["Ada Fictive", "comité fictif"]
    behind = [t for t in graph.show("organisation:o")["relations"] if t["claim"] == ada["claim"]]
    assert behind[0]["on_behalf_of"]["label"] == "Office fictif"
    assert {t["direction"] for t in graph.show("body:b")["relations"] if t["claim"]} == {
        "in",
        "out",
    }


def test_a_derived_tie_has_the_evidence_of_the_claims_behind_it(world: World) -> None:
    card = world(SMALL).show("organisation:o")
    [tie] = [tie for tie in card["relations"] if tie["relation"] == "tig:representedIn"]
    assert (tie["claim"], tie["basis"], tie["other"]["label"]) == (
        None, "basis:derived", "comité fictif",
    )  # fmt: skip
    assert tie["evidence"][0]["spans"] == [[5, 9]]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(None, [True]), ("2018", [True]), ("2018-06", [False]), ("2020", [])],
)
def test_a_card_at_a_date_leaves_out_what_cannot_hold_then(
    as_of: str | None, expected: list[bool], world: World
) -> None:
    relations = world(SMALL).show("person:a", as_of=as_of)["relations"]
    assert [tie["valid"]["certain"] for tie in relations] == expected


def test_labels_are_in_the_language_asked_for_and_french_where_there_is_no_other(
    world: World,
) -> None:
    card = world(SMALL, "en").show("Office fictif")
    assert card["label"] == "Fictional office"
    assert card["kind"] == "organisation" or card["kind"] == "formal organization", card["kind"]
    assert "comité fictif" in {tie["other"]["label"] for tie in card["relations"] if tie["other"]}


# ----------------------------------------------------------------------- with registry layers

#: Fictitious: an intercommunality of fourteen communes, one of which left.
REGISTRY = """
epci:1 a tig:Intercommunality ; skos:prefLabel "CC inventée"@fr ;
  skos:altLabel "Communauté de communes inventée"@fr ; dcterms:spatial area:epci-1 .
area:epci-1 a dcterms:Location ; skos:prefLabel "CC inventée (aire)"@fr ;
  geo:sfIntersects area:departement-99 ; wgs84:lat 47.5 ; wgs84:long 6.25 .
area:departement-99 a dcterms:Location ; skos:prefLabel "Fictif"@fr ;
  geo:sfWithin area:region-98 .
area:region-98 a dcterms:Location ; skos:prefLabel "Région inventée"@fr .
role:president tig:heads true ; skos:prefLabel "président"@fr .
role:vice-president skos:prefLabel "vice-président"@fr .
post:p a org:Post ; skos:prefLabel "Président – Communauté de communes inventée"@fr ;
  org:role role:president ; org:postIn epci:1 .
post:v a org:Post ; skos:prefLabel "Vice-président – Communauté de communes inventée"@fr ;
  org:role role:vice-president ; org:postIn epci:1 .
organisation:o a org:FormalOrganization ; skos:prefLabel "producteur inventé"@fr .
file:f a tig:RegistryFile ; dcterms:title "liste inventée"@fr ; dcterms:publisher organisation:o .
citation:x a tig:SourceCitation ; oa:hasSource file:f ; tig:recordKey "1" ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
person:a a foaf:Person ; skos:prefLabel "Ada Fictive"@fr .
person:z a foaf:Person ; skos:prefLabel "Zoé Fictive"@fr .
claim:a a tig:RelationClaim, org:Membership ; tig:relation relation:holds-post ;
  org:member person:a ; org:organization epci:1 ; opengov:post post:v ;
  tig:basis basis:appointment ; tig:citation citation:x .
claim:z a tig:RelationClaim, org:Membership ; tig:relation relation:holds-post ;
  org:member person:z ; org:organization epci:1 ; opengov:post post:p ;
  tig:basis basis:appointment ; tig:citation citation:x .
event:e a org:ChangeEvent ; skos:prefLabel "changement inventé"@fr ;
  tig:changeType change:renamed ; org:originalOrganization epci:1 ;
  org:resultingOrganization epci:1 ; tig:left commune:14 ; tig:citation citation:x ;
  tig:notBefore "2020-01-02"^^xsd:date ; tig:notAfter "2021-01-01"^^xsd:date .
""" + "".join(
    f"""
commune:{n} a org:FormalOrganization ; skos:prefLabel "Val {chr(79 - n)} (commune)"@fr .
claim:{n} a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
  org:member commune:{n} ; org:organization epci:1 ; tig:basis basis:membership ;
  tig:latestBegin "2019-01-01"^^xsd:date ;
  tig:earliestEnd "{'2020' if n == 14 else '2025'}-01-01"^^xsd:date ;
  {'tig:latestEnd "2020-12-31"^^xsd:date ;' if n == 14 else ''} tig:citation citation:x .
claim:f{n} a tig:FigureClaim ; tig:about epci:1 ; tig:measure measure:population-municipale ;
  tig:qualifier qualifier:exact ; tig:unit unit:inhabitant ; tig:value {1000 + n} ;
  tig:validTime "{2005 + n}"^^edtf:EDTF ; tig:citation citation:x .
"""
    for n in range(1, 15)
)  # fmt: skip


@pytest.fixture
def registry(world: World) -> Graph:
    return world(REGISTRY, "en")


def test_who_heads_comes_first_and_posts_leave_out_whose_card_it_is(registry: Graph) -> None:
    text = card_text(registry.show("epci:1"), "en", 100)
    assert text.index("Président — Zoé Fictive") < text.index("Vice-président — Ada Fictive")


def test_a_long_list_of_a_registry_is_a_count_and_names_in_order(registry: Graph) -> None:
    text = " ".join(card_text(registry.show("epci:1"), "en", 100).split())
    names = "; ".join(f"Val {letter}" for letter in "BCDEFGHIJKLMN")
    assert f"13 × commune [seen 2019-01-01 – 2025-01-01]: {names} [1 1]" in text
    assert "Val A (commune) [seen 2019-01-01, until 2020-01-01–2020-12-31] [1 1]" in text


def test_a_yearly_series_is_one_line(registry: Graph) -> None:
    text = " ".join(card_text(registry.show("epci:1"), "en", 100).split())
    assert "(inhabitant): 2006: 1,001, 2007: 1,002," in text


def test_an_area_says_in_what_it_lies_and_whose_it_is(registry: Graph) -> None:
    card = registry.show("area:departement-99")
    assert [(tie["relation"], tie["other"]["label"]) for tie in card["structure"]] == [
        ("geo:sfWithin", "Région inventée")
    ]
    area = registry.show("area:epci-1")
    assert ("dcterms:spatial", "in", "CC inventée") in {
        (tie["relation"], tie["direction"], tie["other"]["label"]) for tie in area["structure"]
    }
    own = registry.show("epci:1")
    assert own["point"] == {"lon": 6.25, "lat": 47.5}
    assert ("geo:sfIntersects", "Fictif") in {
        (tie["relation"], tie["other"]["label"]) for tie in own["structure"]
    }


def test_an_area_that_is_stated_is_not_told_again_as_what_an_area_lies_in(world: World) -> None:
    beside = "epci:1 dcterms:spatial area:departement-99, area:region-98 ."
    told = [
        (tie["relation"], tie["other"]["iri"].rpartition("/")[2])
        for tie in world(REGISTRY + beside, "en").show("epci:1")["structure"]
    ]
    assert sorted(told) == [
        ("dcterms:spatial", "departement-99"),
        ("dcterms:spatial", "epci-1"),
        ("dcterms:spatial", "region-98"),
    ]


@pytest.mark.parametrize("name", ["event:e", "epci:1", "commune:14"])
def test_a_change_is_told_by_itself_by_its_ends_and_by_who_left(name: str, registry: Graph) -> None:
    [event] = registry.show(name)["changes"]
    assert (event["since"], event["by"]) == ("2020-01-02", "2021-01-01")
    assert [one["label"] for one in event["left"]] == ["Val A (commune)"]
    text = card_text(registry.show(name), "en", 100)
    assert "between 2020-01-02 and 2021-01-01" in text
    assert "The documents say nothing" not in text


def test_a_lineage_names_its_states_with_their_phases(graph: Graph) -> None:
    """000 and 001: two territories, of which the second continues the first."""
    states = [
        (tie["phase"]["label"], tie["other"]["label"])
        for tie in graph.show("lineage:haut-doubs")["structure"]
        if tie["phase"]
    ]
    assert states == [
        ("Territoires d’industrie, première phase", "Territoire d’industrie du Haut-Doubs"),
        ("Territoires d’industrie, seconde phase", "Alliances Luxe & Précision Doubs"),
    ]


def test_an_area_is_told_with_the_word_that_its_scheme_has_for_it(world: World) -> None:
    graph = world(
        """
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr ;
  dcterms:spatial area:x .
area:x a dcterms:Location ; skos:prefLabel "Vallon"@fr ; adms:identifier identifier:x .
identifier:x a adms:Identifier ; skos:notation "7" ; tig:idScheme id-scheme:fictive .
id-scheme:fictive a skos:Concept ; skos:prefLabel "numéro fictif"@fr ;
  skos:inScheme concept:id-scheme ; tig:areaLevel 1 ; tig:areaKind "canton"@fr, "county"@en .
""",
        "en",
    )
    card = graph.show("organisation:o")
    assert [tie["other"]["kind"] for tie in card["structure"]] == ["county"]
    assert "Vallon (county)" in card_text(card, "en", 100)
