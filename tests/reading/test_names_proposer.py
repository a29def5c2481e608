"""Names of a graph found in a text. The graph and the texts are fictitious."""

import pytest

import tigraph
from tigraph.errors import DataError
from tigraph.reading import Mention, Reading, made, propose

GRAPH = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tig: <https://w3id.org/tigraph/ontology#> . @prefix : <https://example.org/> .
:ada a foaf:Person ; skos:prefLabel "Ada Fictive"@fr .
:ligue a org:FormalOrganization ; skos:prefLabel "Ligue de l’Œuvre feinte (LOF)"@fr .
:cc a tig:Intercommunality ; skos:prefLabel "Communauté de communes du Val d’Inventé"@fr .
:plan a dcterms:Location ; skos:prefLabel "Plan"@fr .
:sens a dcterms:Location ; skos:prefLabel "Sens"@fr .
:sur a dcterms:Location ; skos:prefLabel "Feint-sur-Sens"@fr .
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> tigraph.Graph:
    file = tmp_path_factory.mktemp("names") / "fictitious.ttl"
    file.write_text(GRAPH, encoding="utf-8")
    return tigraph.load([file], curated=False)


def _found(graph: tigraph.Graph, text: str) -> list[tuple[str, str]]:
    reading = Reading(text, ground=graph.ground)
    mentions = [one for one in propose(reading, ["names"]) if isinstance(one, Mention)]
    return [(text[one.start : one.end], one.type) for one in mentions]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ada Fictive vient.", [("Ada Fictive", "person")]),
        ("ADA\u00a0FICTIVE vient.", [("ADA\u00a0FICTIVE", "person")]),
        ("La Ligue de l'Oeuvre feinte dit", [("Ligue de l'Oeuvre feinte", "organisation")]),
        ("La LOF dit", [("LOF", "organisation")]),
        ("un élu du Val d'Inventé", [("Val d'Inventé", "intercommunality")]),
        ("la communauté de communes du Val d’Inventé",
         [("communauté de communes du Val d’Inventé", "intercommunality")]),
        ("à Feint‑sur‑Sens", [("Feint‑sur‑Sens", "place")]),
        ("Je parle à Ada. Fictive est son nom.", []),
    ],
)  # fmt: skip
def test_names_are_found_however_they_are_written(
    graph: tigraph.Graph, text: str, told: list[tuple[str, str]]
) -> None:
    assert _found(graph, text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Le Plan de relance a du sens.", "un plan à sens unique", "Plan : trois étapes.",
        "dans le sens de la marche", "Le Plan avance.",
    ],
)  # fmt: skip
def test_a_word_that_is_a_place_too_is_no_place(graph: tigraph.Graph, text: str) -> None:
    assert _found(graph, text) == []


def test_the_words_before_say_that_a_place_is_meant(graph: tigraph.Graph) -> None:
    assert _found(graph, "une usine à Sens, près de Plan") == [("Sens", "place"), ("Plan", "place")]


def test_a_place_that_is_none_is_no_mention() -> None:
    with pytest.raises(DataError, match="no place"):
        made("abc", [(1, 9)], "person", "test", 1.0)
    with pytest.raises(DataError, match="does not stand at 0"):
        made("Ada parle", [(0, 3)], "person", "test", 1.0, "Eva")
