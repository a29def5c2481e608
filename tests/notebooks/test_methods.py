"""How answers and networks were made, in words to publish: nothing said that they do not say."""

from __future__ import annotations

import re

import pytest

import tigraph
from tigraph.claims import Work, bibliography
from tigraph.errors import UsageError
from tigraph.querying import Rows

KEYS = re.compile(r"^@misc\{([^,]+),$", re.M)


@pytest.fixture(scope="module")
def graph() -> tigraph.Graph:
    return tigraph.load(language="en")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")  # 2025-01-01, UTC


def test_of_a_network_the_documents_that_its_ties_cite_are_the_bibliography(
    graph: tigraph.Graph,
) -> None:
    network = graph.network("people", as_of="2019")
    methods = network.methods()
    cited = {
        item["document"] for *_, tie in network.graph.edges(data=True) for item in tie["evidence"]
    }
    assert {work.iri for work in methods.works} == cited
    assert len(KEYS.findall(methods.bibtex)) == len(cited) == len(network.sources)
    ties, actors = network.graph.number_of_edges(), network.graph.number_of_nodes()
    assert f"It has {actors} actors and {ties} ties." in methods.paragraph
    assert "on 2025-01-01, by the query people" in methods.paragraph
    assert "It is of 2019 (EDTF)" in methods.paragraph
    assert "--" not in methods.paragraph, "no option of a command in what is published"
    boundary = " ".join(methods.boundary)
    assert "Ties by basis: appointment 9, composition 11, membership 5." in boundary
    assert all(source in boundary for source in network.sources)
    assert all(file in boundary for file in network.open_data)


def test_the_boundary_is_that_of_a_measure_of_the_same_network(graph: tigraph.Graph) -> None:
    measured = graph.measure("people", as_of="2019")
    from tigraph.measuring.texts import reading_notes

    own = graph.network("people", as_of="2019").methods().boundary
    assert [*own] == reading_notes(measured)[: len(own)]


def test_without_a_date_nothing_is_said_of_one(graph: tigraph.Graph) -> None:
    told = graph.network("people").methods().paragraph
    assert "No date was asked" in told
    assert "(EDTF)" not in told


def test_of_rows_it_is_their_reference_in_words(graph: tigraph.Graph) -> None:
    asked = {"territory": "Alliances Luxe & Précision Doubs"}
    rows = graph.query("members-of-territory", asked)
    assert isinstance(rows, Rows)
    methods = rows.methods()
    reference = graph.reference("members-of-territory", rows, asked)
    assert methods.works == tuple(sorted(reference.works, key=lambda work: (work.date, work)))
    assert len(KEYS.findall(methods.bibtex)) == len(reference.documents) == 2
    assert "the query members-of-territory (" in methods.paragraph
    assert f"It has {len(rows)} rows." in methods.paragraph
    assert "territory = Alliances Luxe & Précision Doubs" in methods.paragraph
    assert "name no claim" not in " ".join(methods.boundary)


def test_rows_that_name_no_claim_say_so_and_an_answer_of_nowhere_too(
    graph: tigraph.Graph,
) -> None:
    who = graph.query("SELECT ?who { ?who a foaf:Person ; skos:prefLabel 'Harold Huwart'@fr }")
    assert "The rows name no claim" in who.methods().boundary[0]
    assert "It has 1 row." in who.methods().paragraph
    none = graph.query("SELECT ?s { ?s a tig:Nothing }").methods()
    assert (none.bibtex, none.works) == ("", ())
    assert "No document is cited." in none.paragraph
    assert "It has" not in graph.query("ASK { ?a a foaf:Person }").methods().paragraph
    with pytest.raises(UsageError, match="ask it of a Graph"):
        Rows(("a",), ()).methods()


def test_in_french_it_is_french() -> None:
    methods = tigraph.load(language="fr").network("people").methods()
    assert methods.paragraph.startswith("Le réseau « ")
    assert "Périmètre" in str(methods)
    assert "Liens par fondement" in " ".join(methods.boundary)


def test_bibtex_is_read_back_as_it_was_meant() -> None:
    """With signs that BibTeX would obey, an address with a brace, and two of one key."""
    awkward = Work(
        "R&D_Office {50%}", "Cost: 3 $ ~ \\x", "2019-01~", "https://e.org/a{b}", iri="u:a"
    )
    other = Work("", "Another", iri="u:a")
    told = bibliography([awkward, other, awkward])
    assert KEYS.findall(told) == ["u:a", "u:a-2"]
    assert r"author = {{R\&D\_Office \{50\%\}}}" in told
    assert r"title = {{Cost: 3 \$ \textasciitilde{} \textbackslash{}x}}" in told
    assert "url = {https://e.org/a%7Bb%7D}" in told
    assert "year = {2019}" in told
    assert told.count("author") == 1
    depth = 0
    for sign in re.sub(r"\\[{}]", "", told):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0


def test_markdown_has_no_sign_of_a_name_as_its_own(graph: tigraph.Graph) -> None:
    shown = graph.network("people").methods()._repr_markdown_()
    assert "```bibtex\n@misc{" in shown
    assert "`holds`" not in shown
