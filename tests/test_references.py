"""The reference under a table: what was asked, of what, on which documents."""

from __future__ import annotations

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
