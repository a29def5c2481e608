"""A part of the graph stands alone: it has what was asked for, all that this rests on, no more."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from tigraph.errors import BadDateError, UsageError
from tigraph.exports import Selection, selected
from tigraph.graph import Graph, load
from tigraph.publishing import part_of


def part(graph: Graph, selection: Selection) -> Graph:
    """The graph of a selection, which outlives the file that it was read from."""
    with part_of(graph, selection) as found:
        found.snapshot()
        found.search("a")
        return found


def test_around_somebody_there_are_those_tied_to_them_and_the_ties_of_these(graph: Graph) -> None:
    found = part(graph, Selection(around=("Cédric Bôle",)))
    card, whole = found.show("Cédric Bôle"), graph.show("Cédric Bôle")
    key = [(one["claim"], one["relation"]) for one in whole["relations"]]
    assert [(one["claim"], one["relation"]) for one in card["relations"]] == key
    assert [one["evidence"] for one in card["relations"]] == [
        one["evidence"] for one in whole["relations"]
    ]
    assert card["opinions"] == whole["opinions"]
    assert card["figures"] == whole["figures"]
    labels = {row["label"] for row in found.search("territoire d'industrie du haut-doubs")}
    assert "Territoire d’industrie du Haut-Doubs" in labels
    assert found.version.startswith(graph.version)
    asked = "SELECT ?t { graph:curated dcterms:description ?t FILTER (LANG(?t) = 'fr') }"
    [told] = found.query(asked).rows
    assert told[0].value == "Une sélection : Cédric Bôle, à 1 pas."


def test_more_steps_reach_further_and_none_is_what_is_named_alone(graph: Graph) -> None:
    sizes = [
        len(selected(graph.ground, Selection(around=("Cédric Bôle",), steps=steps)))
        for steps in (0, 1, 2)
    ]
    assert sizes == sorted(set(sizes))
    assert sizes[-1] < len(list(ox.parse(graph.serialized(".nt"), ox.RdfFormat.N_TRIPLES)))


def test_a_programme_has_its_phases_and_territories(graph: Graph) -> None:
    found = part(graph, Selection(programme="Territoires d’industrie"))
    for name in ("phases-and-their-periods", "territories", "how-the-programme-began"):
        assert sorted(map(str, found.query(name).rows)) == sorted(map(str, graph.query(name).rows))


def test_a_region_has_what_lies_in_it(graph: Graph) -> None:
    found = part(graph, Selection(region="Bourgogne-Franche-Comté", steps=0))
    assert found.show("Alliances Luxe & Précision Doubs")["types"] == ["tig:LabelledTerritory"]
    assert not found.names.get("https://w3id.org/tigraph/id/person/olivier-lluansi")


def test_at_a_date_what_cannot_hold_then_is_left_out(graph: Graph) -> None:
    found = part(graph, Selection(as_of="2019"))
    held = graph.snapshot("2019")
    claims = "SELECT ?c { ?c a tig:RelationClaim }"
    own = {row[0].value for row in found.query(claims).rows}
    assert own
    assert all(held.holds(claim) for claim in own)


def test_what_it_speaks_of_is_described(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "part.nt"
    triples = selected(graph.ground, Selection(around=("Cédric Bôle",)))
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    found = load([path], curated=False)
    nameless = """SELECT DISTINCT ?o { ?s ?p ?o FILTER NOT EXISTS { ?o a ?kind }
      FILTER (STRSTARTS(STR(?o), "https://w3id.org/tigraph/id/") && !STRENDS(STR(?o), "/")) }"""
    assert [row[0].value for row in found.query(nameless).rows] == []


@pytest.mark.parametrize(
    ("selection", "error"),
    [
        (Selection(around=("Nobody at All",)), UsageError),
        (Selection(region="Atlantis"), UsageError),
        (Selection(as_of="yesterday"), BadDateError),
    ],
)
def test_what_means_nothing_is_told(
    graph: Graph, selection: Selection, error: type[Exception]
) -> None:
    with pytest.raises(error):
        selected(graph.ground, selection)
