"""Which entities the columns of an answer name."""

from __future__ import annotations

import pytest

from asked_about import GIVEN
from tigraph.graph import Graph
from tigraph.querying import Rows, catalogue, parse, parted, with_entities
from tigraph.rdf import text_of


@pytest.mark.parametrize("name", catalogue.names())
def test_a_question_is_answered_the_same_with_what_its_columns_name(
    name: str, graph: Graph
) -> None:
    query = catalogue.find(name)
    given = {one.name: GIVEN[one.name] for one in query.parameters if one.name in GIVEN}
    plain, more = graph.query(name, given), graph.query(with_entities(query), given)
    assert isinstance(plain, Rows)
    assert isinstance(more, Rows)
    rows, entities = parted(more, query)
    assert rows.columns == plain.columns
    assert sorted(map(str, rows.rows)) == sorted(map(str, plain.rows))
    assert len(entities) == len(rows)


@pytest.mark.parametrize(
    ("name", "given", "column", "iri"),
    [
        ("members-of-territory", "territory", "member", "id/epci/242504116"),
        ("who-presides", "", "president", "id/person/cedric-bole"),
        ("posts-of-person", "person", "organisation", "id/epci/242504116"),
        ("voices", "", "document", "id/document/cget-prefiguration"),
        ("places", "", "area", "id/area/departement-25"),
    ],
)
def test_a_name_in_an_answer_is_that_of_an_entity(
    name: str, given: str, column: str, iri: str, graph: Graph
) -> None:
    """Names of several spellings, of variables in a subselect and of groups, too."""
    query = catalogue.find(name)
    found = graph.query(with_entities(query), {given: GIVEN[given]} if given else {})
    assert isinstance(found, Rows)
    _, entities = parted(found, query)
    assert f"https://w3id.org/tigraph/{iri}" in {one.get(column) for one in entities}


def test_what_names_two_things_names_none(graph: Graph) -> None:
    text = """SELECT DISTINCT ?name { { ?a a foaf:Person ; skos:prefLabel ?name }
      UNION { ?b a foaf:Document ; skos:prefLabel ?name } }"""
    assert with_entities(parse(text, "q")).text == text
    assert with_entities(parse("ASK { ?a skos:prefLabel ?name }", "q")).text.startswith("ASK")


def test_names_that_several_bear_are_one_row_that_leads_nowhere(graph: Graph) -> None:
    text = """SELECT DISTINCT ?name { VALUES (?one ?name) {
      (person:a "Inès d’Ici") (person:b "Inès d’Ici") (person:c "Yves d’Ailleurs") }
      OPTIONAL { ?one skos:prefLabel ?name } }"""
    query = parse(text, "q")
    found = graph.query(with_entities(query))
    assert isinstance(found, Rows)
    rows, entities = parted(found, query)
    told = {text_of(row[0]): one for row, one in zip(rows.rows, entities, strict=True)}
    assert told["Inès d’Ici"] == {}
    assert told["Yves d’Ailleurs"]["name"].endswith("person/c")
