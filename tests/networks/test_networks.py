"""From the rows of a projection to a network of actors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tigraph.errors import UsageError
from tigraph.graph import Graph
from tigraph.querying import catalogue
from tigraph.rdf.vocabulary import ENTITY

World = Callable[..., Graph]

SMALL = """
person:a a foaf:Person ; skos:prefLabel "Ada Fictive"@fr ; skos:altLabel "A. F."@fr .
body:b a tig:GovernanceBody ; skos:prefLabel "comité fictif"@fr ; tig:governanceLevel level:local .
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
document:d dcterms:title "Document fictif"@fr . text:d tig:textOf document:d .
""" + "".join(
    f"""
claim:{name} a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
  org:member {who} ; org:organization body:b ; tig:basis basis:membership ;
  tig:validTime "{time}"^^edtf:EDTF ; tig:citation citation:{name} .
citation:{name} a tig:SourceCitation ; oa:hasSource text:d ; oa:hasSelector span:{name} ;
  prov:wasAttributedTo organisation:o ; tig:modality modality:stated .
span:{name} oa:start {place} ; oa:end {place + 3} .
"""
    for name, who, time, place in (
        ("1", "person:a", "2018/2019", 5),
        ("2", "person:a", "2018/2019", 50),
        ("3", "organisation:o", "2021", 90),
    )
)
PROJECTION = """
SELECT ?source ?target ?relation ?basis ?start ?end ?claim {
  ?claim tig:relation ?relation ; tig:basis ?basis ; org:member ?source ; org:organization ?target
  OPTIONAL { ?claim tig:earliestBegin ?start } OPTIONAL { ?claim tig:latestEnd ?end }
}"""


def test_rows_that_differ_in_the_claim_alone_are_one_edge_with_all_the_evidence(
    world: World,
) -> None:
    network = world(SMALL).network(PROJECTION)
    [edge] = network.graph.get_edge_data(ENTITY + "person/a", ENTITY + "body/b").values()
    assert [proof["place"] for proof in edge["evidence"]] == ["5–8", "50–53"]
    assert (edge["relation"], edge["basis"], edge["weight"]) == ("member", "membership", 1)
    assert (edge["start"], edge["end"], edge["valid"]) == ("2018-01-01", "2019-12-31", "2018/2019")
    assert edge["certain"] is True
    assert network.sources == ("Document fictif",)


def test_nodes_carry_what_a_picture_needs(world: World) -> None:
    nodes = world(SMALL).network(PROJECTION).graph.nodes
    assert nodes[ENTITY + "person/a"]["names"] == ["A. F."]
    assert nodes[ENTITY + "person/a"]["kind"] == "Person"
    body = nodes[ENTITY + "body/b"]
    assert (body["label"], body["level"], body["level_label"]) == (
        "comité fictif",
        "local",
        "local",
    )


@pytest.mark.parametrize(
    ("as_of", "possible", "who"),
    [
        (None, True, {"person/a": True, "organisation/o": True}),
        ("2018", True, {"person/a": True}),
        ("2018-06", True, {"person/a": False}),
        ("2018-06", False, {}),
        ("2021", True, {"organisation/o": True}),
        ("2030", True, {}),
    ],
)
def test_a_network_at_a_date_marks_the_ties_that_only_may_hold(
    as_of: str | None, possible: bool, who: dict[str, bool], world: World
) -> None:
    graph = world(SMALL).network(PROJECTION, as_of=as_of, possible=possible).graph
    found = {one.removeprefix(ENTITY): tie["certain"] for one, _, tie in graph.edges(data=True)}
    assert found == who


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        (None, ["2021"]),
        ("2018/2019", ["2018", "2019"]),
        ("2019", ["2019"]),
        ("2018/2021", ["2021"]),
    ],
)
def test_of_each_years_figure_the_last_that_holds_is_told(
    as_of: str | None, told: list[str], world: World
) -> None:
    figures = "".join(
        f"""
claim:f{year} a tig:FigureClaim ; tig:about person:a ; tig:measure measure:m ; tig:value {year} ;
  tig:unit unit:u ; tig:qualifier qualifier:exact ; tig:validTime "{year}"^^edtf:EDTF ;
  tig:citation citation:1 ."""
        for year in (2018, 2019, 2020, 2021)
    )
    nodes = world(SMALL + figures).network(PROJECTION, as_of=as_of).graph.nodes
    assert [figure["valid"] for figure in nodes[ENTITY + "person/a"]["figures"]] == told


def test_the_layers_asked_come_in_the_order_of_their_names(world: World) -> None:
    names = ["tea", "apple", "rose", "mint", "elder"]
    layers = "".join(
        f'graph:{name} a dcat:Dataset ; skos:prefLabel "layer of {name}"@fr .\n' for name in names
    )
    told = world(SMALL + layers).network(PROJECTION).layers
    assert [title for title in told if title.startswith("layer of ")] == [
        f"layer of {name}" for name in sorted(names)
    ]


def test_rows_may_have_a_weight_and_need_no_claim(world: World) -> None:
    query = (
        "SELECT ?source ?target ?relation (COUNT(*) AS ?weight) "
        "{ ?c org:member ?source ; org:organization ?target BIND('sits in' AS ?relation) } "
        "GROUP BY ?source ?target ?relation"
    )
    graph = world(SMALL).network(query).graph
    weights = {one: tie["weight"] for one, _, tie in graph.edges(data=True)}
    assert weights == {ENTITY + "person/a": 2, ENTITY + "organisation/o": 1}
    assert {tie["relation_label"] for *_, tie in graph.edges(data=True)} == {"sits in"}


def test_a_query_that_is_no_projection_says_which_columns_it_lacks(world: World) -> None:
    graph = world(SMALL)
    with pytest.raises(UsageError, match=r"does not return \?target, \?relation"):
        graph.network("SELECT ?source { ?source ?p ?o }")
    with pytest.raises(UsageError, match="is not a SELECT"):
        graph.network("ASK { ?s ?p ?o }")


PROJECTIONS = [query.name for query in catalogue.queries() if query.is_projection]


@pytest.mark.parametrize(
    "name",
    [q.name for q in catalogue.queries() if q.is_projection and not q.layers
     and all(p.name in q.defaults for p in q.parameters)],
)  # fmt: skip
def test_every_tie_of_a_shipped_projection_has_a_basis_and_no_kind_of_body_acts(
    name: str, graph: Graph
) -> None:
    network = graph.network(name)
    assert network.graph.number_of_edges()
    assert all(tie["basis"] for *_, tie in network.graph.edges(data=True))
    acting = {network.graph.nodes[source]["kind"] for source, _ in network.graph.edges()}
    assert "BodyType" not in acting
    assert network.title
    assert network.description
    assert network.sources


def test_there_are_at_least_five_projections() -> None:
    assert len(PROJECTIONS) >= 5


def test_who_only_supports_a_territory_is_not_of_it_nor_of_its_phase(graph: Graph) -> None:
    """001: Grand Besançon is a member of Alliances Luxe & Précision, and backs the Haut-Doubs."""
    node = graph.network("all-ties").graph.nodes[ENTITY + "epci/242500361"]
    assert node["territories"] == ["Alliances Luxe & Précision Doubs"]
    assert node["phases"] == ["Territoires d’industrie, seconde phase"]


def test_a_node_tells_its_regions(graph: Graph) -> None:
    nodes = graph.network("territory-members").graph.nodes(data=True)
    regions = {data["label"]: data["regions"] for _, data in nodes}
    assert regions["Alliances Luxe & Précision Doubs"] == ["Bourgogne-Franche-Comté"]
