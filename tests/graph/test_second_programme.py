"""A second programme, in another country and language, fits without a change of code.

Everything in it is invented: Fabelland does not exist. What the tests expect is what its one
source, `fixtures/second_programme/fabelland.txt`, says.
"""

from __future__ import annotations

import pytest

import tigraph
from checkout import FIXTURES
from tigraph.curating.shapes import check_files
from tigraph.curating.texts import read_against
from tigraph.drawing.page import page
from tigraph.graph import Graph
from tigraph.rdf.vocabulary import ENTITY

DATA = FIXTURES / "second_programme.ttl"


@pytest.fixture(scope="module")
def fabelland() -> Graph:
    return tigraph.load([DATA], curated=False)


def test_it_breaks_no_promise_of_the_graph() -> None:
    assert check_files([DATA], only_data=True) == []


def test_its_citations_hold_against_its_text(fabelland: Graph) -> None:
    [reading] = read_against(fabelland.store, FIXTURES / "second_programme")
    assert reading.faults == []
    assert sum(bool(sentence.claims) for sentence in reading.sentences) >= 8


def test_normal_form_is_stable(fabelland: Graph) -> None:
    assert fabelland.serialized(".ttl") == DATA.read_bytes()


def test_it_is_found_by_german_names_without_umlauts(fabelland: Graph) -> None:
    for typed, iri in (
        ("Ministerium fur Marchen", "organisation/fabelland-ministerium"),
        ("dreitalerland", "territory/fabelland-dreitaelerland"),
        ("mira erfunden", "person/fabelland-mira-erfunden"),
    ):
        assert fabelland.search(typed)[0]["iri"] == ENTITY + iri
        assert fabelland.resolve(typed) == ENTITY + iri
    assert fabelland.search("Cédric Bôle") == []


def test_a_card_knows_its_own_relations_themes_and_figures(fabelland: Graph) -> None:
    card = fabelland.show("Kreis Drachental")
    said = {(tie["label"], tie["other"]["label"]) for tie in card["relations"]}
    assert (
        "est conseillé par (relation fictive)", "chambre des métiers de Nulle-Part (fictif)",
    ) in said  # fmt: skip
    assert "tig:representedIn" in {tie["relation"] for tie in card["relations"]}
    [figure] = fabelland.show("Dreitälerland")["figures"]
    assert (figure["value"], figure["unit"]) == (12500, "unit:inhabitant")
    chair = fabelland.show("Mira Erfunden")
    assert chair["level"] == ["national"]
    assert [opinion["stance"] for opinion in chair["opinions"]] == ["stance:favourable"]


def test_its_own_relation_derives_its_own_edge(fabelland: Graph) -> None:
    rows = fabelland.query(
        "SELECT ?who ?whom { ?who <https://example.org/fabelland#beraet> ?whom }", as_of="2031"
    )
    assert [row["whom"] for row in rows] == ["organisation:fabelland-drachental"]


def test_queries_of_the_catalogue_take_it_as_a_parameter(fabelland: Graph) -> None:
    rows = fabelland.query("names-of", {"entity": "Lenkungskreis"})
    assert {"Lenkungskreis", "comité de pilotage des régions-ateliers (fictif)"} <= {
        row["spelling"] for row in rows
    }
    rows = fabelland.query("territories-by-phase", {"programme": "Werkstattregionen"})
    assert {(row["phase"], row["territory"]) for row in rows} == {
        (
            "première phase des régions-ateliers (fictif)",
            "région-atelier des Deux-Vallées (fictif)",
        ),
        (
            "deuxième phase des régions-ateliers (fictif)",
            "région-atelier des Trois-Vallées (fictif)",
        ),
    }


@pytest.mark.parametrize(
    ("as_of", "members"),
    [
        ("2030", {"zweitaelerland": {"drachental", "elfenau"}}),
        ("2032", {}),
        ("any", {"zweitaelerland": {"drachental", "elfenau"},
                 "dreitaelerland": {"drachental", "elfenau", "zwergwinkel"}}),
    ],
)  # fmt: skip
def test_members_of_the_territories_at_a_date(
    as_of: str, members: dict[str, set[str]], fabelland: Graph
) -> None:
    found: dict[str, set[str]] = {}
    query = "SELECT ?who ?in { ?who org:memberOf ?in . ?in a tig:LabelledTerritory }"
    for row in fabelland.query(query, as_of=as_of):
        found.setdefault(row["in"].split("fabelland-")[1], set()).add(
            row["who"].split("fabelland-")[1]
        )
    assert found == members


def test_people_meet_in_its_steering_group(fabelland: Graph) -> None:
    [path] = fabelland.path("Mira Erfunden", "Tomke Nirgendwo")
    assert [step["to"]["iri"].rsplit("-", 1)[1] for step in path] == ["lenkungskreis", "nirgendwo"]


@pytest.mark.parametrize("projection", ["people", "all-ties", "territories", "representation"])
def test_it_is_drawn_as_a_network(projection: str, fabelland: Graph) -> None:
    network = fabelland.network(projection)
    assert network.graph.number_of_edges()
    assert network.sources == ("Werkstattregionen im Fabelland (frei erfunden)",)
    html = page.html_page(network)
    assert "fictif" in html
    assert "Bôle" not in html


def test_both_programmes_stand_side_by_side() -> None:
    both = tigraph.load([DATA])
    programmes = {row["p"] for row in both.query("SELECT ?p { ?p a tig:Programme }")}
    assert {
        "programme:fabelland-werkstattregionen",
        "programme:territoires-d-industrie",
    } <= programmes
    assert both.resolve("Mira Erfunden").endswith("mira-erfunden")
    assert both.resolve("Cédric Bôle").endswith("cedric-bole")
