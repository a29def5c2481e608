"""The reference under a table: what was asked, of what, on which documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tigraph.graph import Graph


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")  # 2025-01-01, UTC


def test_rows_that_name_claims_name_the_documents_behind_them(graph: Graph) -> None:
    """Olivier Lluansi is in document 003 alone."""
    query = (
        "SELECT ?claim { ?claim tig:relation ?kind ; org:member ?_who_iri FILTER(?_lang = 'fr') }"
    )
    given = {"who": "Lluansi", "lang": "fr"}
    rows = graph.query(query, given)
    reference = graph.reference(query, rows, given, as_of="2019")
    assert reference.named_claims
    assert len(reference.documents) == 1
    assert "Le programme entre dans sa phase de préfiguration" in reference.documents[0]
    assert "2019-01-31" in reference.documents[0]
    assert "CGET" in reference.documents[0]
    text = reference.text()
    assert all(line.startswith("#") for line in text.splitlines())
    assert f"tigraph {graph.version}, the curated graph (Licence Ouverte 2.0" in text
    assert "with who = Lluansi; lang = fr, asked on 2025-01-01." in text
    assert "Date asked for: 2019." in text
    assert "person/olivier-lluansi" in text, "the query as it was run, its parameters in place"


def test_rows_without_claims_name_the_documents_that_speak_of_what_is_in_them(graph: Graph) -> None:
    query = "SELECT ?who { ?who a foaf:Person ; skos:prefLabel 'Harold Huwart'@fr }"
    reference = graph.reference(query, graph.query(query))
    assert not reference.named_claims
    assert ["préfiguration" in document for document in reference.documents] == [True]
    assert "The rows name no claim" in reference.text()
    assert "none (all that the documents say)" in reference.text()


def test_an_answer_without_rows_rests_on_no_document(graph: Graph) -> None:
    query = "SELECT ?s { ?s a tig:Nothing }"
    reference = graph.reference(query, graph.query(query))
    assert reference.documents == ()
    assert "#   - none\n" in reference.text()


def test_a_file_of_a_registry_is_named_with_publisher_date_and_licence(graph: Graph) -> None:
    """The regions' names are claimed by no text; the members of a territory are in a registry."""
    query = (
        "SELECT ?claim { ?claim tig:citation/oa:hasSource "
        "file:anct-territoires-industrie-2023-2027 } ORDER BY ?claim LIMIT 3"
    )
    reference = graph.reference(query, graph.query(query))
    assert reference.named_claims
    named = [document for document in reference.documents if "seconde phase" in document]
    assert len(named) == 1
    assert "ANCT" in named[0] or "Agence nationale de la cohésion" in named[0]
    assert "2024-09-18" in named[0]
    assert "licence https://www.etalab.gouv.fr/licence-ouverte" in named[0]


def test_an_event_rests_on_the_rows_that_it_is_derived_from(
    world: Callable[..., Graph],
) -> None:
    made = world(
        """
        file:f a tig:RegistryFile ; skos:prefLabel "Liste (fictive)"@fr ;
          dcterms:title "Liste (fictive)"@fr ; dcterms:issued "2024"^^edtf:EDTF ;
          tig:retrieved "2026-11-25T08:00:00Z"^^xsd:dateTime ;
          dcterms:license <https://example.org/licence> .
        citation:f-1 a tig:SourceCitation ; oa:hasSource file:f .
        event:e a org:ChangeEvent ; tig:citation citation:f-1 .
        """
    )
    query = "SELECT ?event { ?event a org:ChangeEvent }"
    assert made.reference(query, made.query(query)).documents == (
        "“Liste (fictive)”, 2024, retrieved 2026-11-25, licence https://example.org/licence",
    )


def test_the_layers_that_a_query_asks_are_named_with_their_files(
    world: Callable[..., Graph],
) -> None:
    made = world(
        """
        graph:fictive a dcat:Dataset ; prov:wasGeneratedBy <urn:x:made> ;
          dcterms:modified "2024-05" ; prov:wasDerivedFrom file:f .
        file:f a tig:RegistryFile ; dcterms:title "Liste (fictive)"@fr ;
          dcterms:issued "2024"^^edtf:EDTF ; dcterms:license <https://example.org/licence> .
        """
    )
    query = "#+ layers: [fictive]\nSELECT ?who { ?who a foaf:Person }"
    text = made.reference(query, made.query(query), as_of="2019", possible=True).text()
    assert ", the layers fictive (data of 2024-05), without the curated graph.\n" in text
    assert (
        "# Further files of the layers that the query asks:\n"
        "#   - Liste (fictive), 2024 (https://example.org/licence)\n"
    ) in text
    assert text.count("SELECT ?who") == 1
    assert "#+" not in text, "the header of the query is no part of it"
    assert "# Asked with what only may hold." in text


def test_however_many_rows_each_document_is_named_once(world: Callable[..., Graph]) -> None:
    claims = "".join(f"claim:{n} tig:citation citation:{n % 2} . " for n in range(1201))
    made = world(
        claims
        + """citation:0 oa:hasSource text:d . citation:1 oa:hasSource document:e .
        text:d tig:textOf document:d . document:d dcterms:title "Un (fictif)"@fr .
        document:e skos:prefLabel "Deux (fictif)"@fr ; tig:address "https://example.org/e" ."""
    )
    query = "SELECT ?claim { ?claim tig:citation ?c }"
    reference = made.reference(query, made.query(query))
    assert reference.documents == ("“Deux (fictif)”, https://example.org/e", "“Un (fictif)”")
