"""Claims as the documents make them: facts to be found at the places named here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tigraph.claims import as_json, figure_as_json, reading
from tigraph.claims.model import Evidence
from tigraph.graph import Graph
from tigraph.networks.attributes import attested
from tigraph.rdf.vocabulary import CONCEPT, ENTITY

World = Callable[..., Graph]

SMALL = """
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
document:d a foaf:Document ; dcterms:title "Document fictif"@fr ; dcterms:issued "2020"^^edtf:EDTF ;
  tig:address "https://example.org/d"^^xsd:anyURI ; dcterms:publisher organisation:o .
text:d a tig:Text ; tig:textOf document:d .
file:f a tig:RegistryFile ; dcterms:title "Registre fictif"@fr .
claim:c a tig:RelationClaim ; tig:relation relation:steers ; tig:subject organisation:o ;
  tig:object programme:p ; tig:basis basis:authority ; tig:validTime "2018/.."^^edtf:EDTF ;
  tig:citation citation:read, citation:row, citation:card .
citation:read a tig:SourceCitation ; oa:hasSource text:d ; oa:hasSelector span:2, span:1 ;
  prov:wasAttributedTo person:a ; tig:modality modality:reported ; prov:wasQuotedFrom document:e .
span:1 oa:start 5 ; oa:end 9 . span:2 oa:start 20 ; oa:end 30 .
citation:row a tig:SourceCitation ; oa:hasSource file:f ; tig:recordKey "ti-7" ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated ;
  tig:attests "2021"^^edtf:EDTF .
citation:card a tig:SourceCitation ; oa:hasSource document:d ; tig:catalogued true ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
claim:f a tig:FigureClaim ; tig:about programme:p ; tig:measure measure:share ;
  tig:referencePopulation population:q ; tig:minimum 12.5 ; tig:maximum 30 ; tig:unit unit:percent ;
  tig:qualifier qualifier:about ; tig:citation citation:read .
claim:v a tig:OpinionClaim ; tig:about programme:p, organisation:o ; tig:concerns theme:land ;
  tig:stance stance:favourable ; tig:paraphrase "Il aide."@fr, "It helps."@en ;
  tig:citation citation:read .
"""


def test_evidence_says_which_document_where_who_and_how(world: World) -> None:
    graph = world(SMALL)
    card, read, row = reading.evidence(graph.store, [ENTITY + "claim/c"])[ENTITY + "claim/c"]
    assert read == Evidence(
        citation=ENTITY + "citation/read",
        document=ENTITY + "document/d",
        title="Document fictif",
        date="2020",
        url="https://example.org/d",
        publisher=ENTITY + "organisation/o",
        spans=((5, 9), (20, 30)),
        record="",
        speaker=ENTITY + "person/a",
        modality="reported",
        attests="",
        taken_from=ENTITY + "document/e",
    )
    assert [item.place for item in (read, row, card)] == ["5–9, 20–30", "record ti-7", "catalogue"]
    assert (row.document, row.title, row.attests) == (ENTITY + "file/f", "Registre fictif", "2021")


def test_of_a_citation_in_json_what_is_not_there_is_null(world: World) -> None:
    graph = world(SMALL)
    items = reading.evidence(graph.store, [ENTITY + "claim/c"])[ENTITY + "claim/c"]
    card, read, row = (as_json(item, graph.label) for item in items)
    office = {"iri": ENTITY + "organisation/o", "label": "Office fictif"}
    assert read["document"] == {
        "iri": ENTITY + "document/d", "title": "Document fictif", "date": "2020",
        "url": "https://example.org/d", "publisher": office,
    }  # fmt: skip
    assert (read["spans"], read["record"], read["attests"]) == ([[5, 9], [20, 30]], None, None)
    assert read["taken_from"]["iri"] == ENTITY + "document/e"
    assert (row["document"]["date"], row["document"]["url"]) == (None, None)
    assert row["document"]["publisher"] is None
    assert (row["spans"], row["record"], row["attests"]) == ([], "ti-7", "2021")
    assert (card["record"], card["taken_from"], card["speaker"]) == (None, None, office)
    assert (card["modality"], read["modality"]) == ("stated", "reported")


def test_a_figure_in_json_has_its_numbers_as_authored_and_null_for_none(world: World) -> None:
    graph = world(SMALL)
    [figure] = reading.figures(graph.store, ENTITY + "programme/p")
    told = figure_as_json(figure, graph.label)
    assert (told["value"], told["minimum"], told["maximum"]) == (None, 12.5, 30)
    assert (told["measure"], told["unit"]) == ("measure:share", "unit:percent")
    assert (told["qualifier"], told["claim"]) == ("about", ENTITY + "claim/f")
    assert told["population"]["iri"] == ENTITY + "population/q"
    assert figure_as_json(replace(figure, population=""), graph.label)["population"] is None


def test_claims_are_found_by_either_end_and_by_who_speaks(world: World) -> None:
    graph = world(SMALL)
    graph.snapshot()
    [relation] = reading.relations(graph.store, ENTITY + "programme/p")
    assert [relation] == reading.relations(graph.store, ENTITY + "organisation/o")
    assert relation.valid.edtf == "2018/.."
    assert relation.valid.bounds == ("2018-01-01", "2018-12-31", None, None)
    assert reading.relations(graph.store, ENTITY + "person/a") == []
    for about in ("programme/p", "population/q"):
        [figure] = reading.figures(graph.store, ENTITY + about)
    assert (figure.value, figure.minimum, figure.maximum) == (None, 12.5, 30)
    assert figure.valid.bounds == (None,) * 4
    for about in ("programme/p", "organisation/o", "person/a"):
        [opinion] = reading.opinions(graph.store, ENTITY + about)
    assert opinion.about == (ENTITY + "organisation/o", ENTITY + "programme/p")
    assert opinion.concerns == (CONCEPT + "theme/land",)
    assert opinion.paraphrase == {"fr": "Il aide.", "en": "It helps."}


def test_many_claims_at_once_give_the_same_as_each_alone(graph: Graph) -> None:
    everything = [claim.iri for claim in reading.relations(graph.store)]
    together = reading.evidence(graph.store, everything)
    assert len(everything) > 300
    for iri in everything[::40]:
        assert reading.evidence(graph.store, [iri])[iri] == together[iri]
    assert all(together.values()), "every claim has evidence"


# ------------------------------------------------------------------------------- the documents


def evidence_of(graph: Graph, subject: str, relation: str, target: str) -> list[Evidence]:
    found = [
        claim.iri
        for claim in reading.relations(graph.store, graph.resolve(subject))
        if claim.relation == f"{CONCEPT}relation/{relation}"
        and graph.resolve(target) in (claim.object, claim.subject, claim.post)
    ]
    assert len(found) == 1, "one claim, however many say it"
    return reading.evidence(graph.store, found)[found[0]]


def figure(name: str, value: int, when: str, more: str = "") -> str:
    return f"""
claim:{name} a tig:FigureClaim ; tig:about epci:e ; tig:measure measure:{more or "people"} ;
  tig:value {value} ; tig:unit unit:inhabitant ; tig:qualifier qualifier:exact ;
  tig:validTime "{when}"^^edtf:EDTF ."""


def latest(graph: Graph) -> list[int | float | None]:
    graph.snapshot()  # gives dates to what is read
    return [figure.value for figure in reading.latest_figures(graph.store, [ENTITY + "epci/e"])]


def test_of_a_series_of_four_or_more_the_last_figure_is_told(world: World) -> None:
    years = [figure(f"y{year}", year, str(year)) for year in (2022, 2019, 2020, 2021)]
    others = [figure(f"z{year}", year, str(year), "jobs") for year in (2001, 2002, 2003)]
    assert latest(world("".join(years + others))) == [2022, 2001, 2002, 2003]


def test_figures_that_disagree_or_tell_of_parts_are_no_series(world: World) -> None:
    years = [figure(f"y{year}", year, str(year)) for year in (2018, 2019, 2020, 2021)]
    twice = figure("again", 7, "2021")
    assert latest(world("".join([*years, twice]))) == [7, 2018, 2019, 2020, 2021]
    parts = (
        "claim:y2018 tig:referencePopulation population:p . ",
        "claim:y2019 tig:referencePopulation population:q .",
    )
    assert latest(world("".join([*years, *parts]))) == [2018, 2019, 2020, 2021]
    undated = figure("again", 7, "../2019")
    assert latest(world("".join([*years, undated]))) == [7, 2018, 2019, 2020, 2021]


def test_one_claim_carries_the_voices_of_several_sources(graph: Graph) -> None:
    """Documents 000 (the journal's introduction and the interview) and 001 tell of the binôme."""
    proof = evidence_of(graph, "person:cedric-bole", "member", "body:binome-bole-auge")
    assert {graph.label(item.speaker) for item in proof} == {
        "C’est-à-dire", "Cédric Bôle", "Grand Besançon Métropole",
    }  # fmt: skip


def test_a_registry_row_is_cited_by_file_and_key(graph: Graph) -> None:
    rows = [
        item
        for items in reading.evidence(graph.store, _identified(graph)).values()
        for item in items
        if item.record
    ]
    assert rows
    assert all(item.document.startswith(ENTITY + "file/") for item in rows)


def _identified(graph: Graph) -> list[str]:
    return [row["id"] for row in _rows(graph, "SELECT ?id { ?id a adms:Identifier }")]


def _rows(graph: Graph, query: str) -> list[dict[str, str]]:
    from tigraph.rdf.asking import select

    return list(select(graph.store, query))


def test_numbers_that_disagree_stand_side_by_side(graph: Graph) -> None:
    """124 territories in 002 and 003, 148 in 004, 183 in 000 and 001: nothing is overwritten."""
    said: dict[object, set[str]] = {}
    for figure in reading.figures(graph.store):
        if figure.measure == CONCEPT + "measure/territories":
            for item in reading.evidence(graph.store, [figure.iri])[figure.iri]:
                for number in (figure.value, figure.minimum):
                    said.setdefault(number, set()).add(item.document.rsplit("/", 1)[1])
    assert said[183] >= {"entretien-cedric-bole", "grand-besancon-en-est"}
    assert said[148] == {"interpreneurs-un-modele"}
    assert said[124] >= {"aer-territoires-d-industrie", "cget-prefiguration"}


class _Service:
    """A store that is asked, as a service is: nothing is looked up in it."""

    def __init__(self, store: Any) -> None:
        self.query, self.contains_named_graph = store.query, store.contains_named_graph


def test_what_is_looked_up_of_claims_is_what_queries_say(graph: Graph, world: World) -> None:
    for store in (graph.snapshot("any").store, world(SMALL).snapshot("any").store):
        every = {claim.iri for claim in reading.relations(store)}
        asked = reading.relations(_Service(store), claims=every)
        assert reading.relations(store, claims={*every, CONCEPT + "no-claim"}) == asked
        claims = every | {claim.iri for claim in reading.figures(store)}
        cited = reading.evidence(_Service(store), claims)
        assert reading.evidence(store, claims) == cited
        assert attested(store, claims, cited) == attested(_Service(store), claims, cited)
        assert reading.figures(store, claims=claims) == reading.figures(
            _Service(store), claims=claims
        )


def test_claims_between_are_the_same_of_many_pairs_as_of_few(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = reading.relations(graph.store)
    pairs = [(one.subject, end) for one in every for end in (one.object, one.post) if end]
    few = reading.between(graph.store, pairs[::3])
    assert len(few) >= len(set(pairs[::3])) / 2
    monkeypatch.setattr(reading, "_MANY", 1)
    assert reading.between(graph.store, pairs[::3]) == few
