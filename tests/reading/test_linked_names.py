"""Which of several entities of one name is meant. The graph and the texts are fictitious."""

import pytest

import tigraph
from tigraph.reading import Mention, Reading, propose

GRAPH = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> . @prefix adms: <http://www.w3.org/ns/adms#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix scheme: <https://w3id.org/tigraph/concept/id-scheme/> .
@prefix tig: <https://w3id.org/tigraph/ontology#> . @prefix : <https://example.org/> .
:first a tig:LabelledTerritory ; skos:prefLabel "Val d’Inventé"@fr ;
  tig:lifeFrom "2018-01-01"^^xsd:date ; tig:lifeTo "2022-12-31"^^xsd:date .
:second a tig:LabelledTerritory ; skos:prefLabel "Val d’Inventé"@fr ;
  tig:lifeFrom "2023-11-01"^^xsd:date ; tig:lifeTo "2027-12-31"^^xsd:date .
:feinte a tig:LabelledTerritory ; skos:prefLabel "Feinte Métropole"@fr .
:cc a tig:Intercommunality ; skos:prefLabel "Feinte Métropole"@fr .
:ada a foaf:Person ; skos:prefLabel "Ada Fictive-Inventée"@fr ;
  tig:lifeFrom "2024-01-01"^^xsd:date .
:region a dcterms:Location ; skos:prefLabel "Feintaine"@fr ; adms:identifier :r .
:r tig:idScheme scheme:insee-region ; skos:notation "0F" .
:departement a dcterms:Location ; skos:prefLabel "Feintaine"@fr ; adms:identifier :d ;
  geo:sfWithin :region .
:d tig:idScheme scheme:insee-departement ; skos:notation "0G" .
:other a dcterms:Location ; skos:prefLabel "Mensongie"@fr ; adms:identifier :o .
:o tig:idScheme scheme:insee-region ; skos:notation "0M" .
:council a org:FormalOrganization ; skos:prefLabel "Région Feintaine"@fr ;
  skos:altLabel "conseil régional"@fr ; dcterms:spatial :region .
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> tigraph.Graph:
    file = tmp_path_factory.mktemp("linked") / "fictitious.ttl"
    file.write_text(GRAPH, encoding="utf-8")
    return tigraph.load([file], curated=False)


def _linked(graph: tigraph.Graph, text: str, name: str, dated: str = "") -> str | None:
    reading = Reading(text, ground=graph.ground, dated=dated)
    mentions = [one for one in propose(reading, ["names", "rules"]) if isinstance(one, Mention)]
    own = next(one for one in mentions if text[one.start : one.end] == name)
    return own.entity and own.entity.removeprefix("https://example.org/")


@pytest.mark.parametrize(
    ("dated", "meant"), [("2019-03", "first"), ("2024", "second"), ("", None), ("2030", None)]
)
def test_the_day_of_a_text_tells_which_phase_is_meant(
    graph: tigraph.Graph, dated: str, meant: str | None
) -> None:
    text = "Le territoire d’industrie Val d’Inventé se réunit."
    assert _linked(graph, text, "Val d’Inventé", dated) == meant


def test_that_no_office_is_known_at_a_date_speaks_against_nobody_who_is_alone(
    graph: tigraph.Graph,
) -> None:
    text = "Mme Ada Fictive-Inventée vient."
    assert _linked(graph, text, "Ada Fictive-Inventée", "2019") == "ada"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Elle regroupe deux territoires d’industrie – Val d’Inventé, Feinte Métropole.", "feinte"),
        ("Trois communautés de communes (Val d’Inventé, Feinte Métropole) signent.", "cc"),
        ("Hier, Feinte Métropole a signé.", "cc"),
    ],
)
def test_what_a_row_is_of_tells_which_of_two_is_meant(
    graph: tigraph.Graph, text: str, meant: str
) -> None:
    assert _linked(graph, text, "Feinte Métropole") == meant


def test_of_two_areas_of_one_name_the_one_around_the_other_has_an_article(
    graph: tigraph.Graph,
) -> None:
    assert _linked(graph, "Un comité est né dans la Feintaine.", "Feintaine") == "region"


def test_a_general_word_means_the_body_of_the_one_region_that_a_text_names(
    graph: tigraph.Graph,
) -> None:
    text = "Dans la Feintaine, le conseil régional pilote."
    assert _linked(graph, text, "conseil régional") == "council"
    assert _linked(graph, text + " Et dans la Mensongie aussi.", "conseil régional") is None
    assert _linked(graph, "Le conseil régional pilote.", "conseil régional") is None
