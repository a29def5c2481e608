"""How two actors are connected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tigraph.errors import UsageError
from tigraph.graph import Graph
from tigraph.networks import chosen

World = Callable[..., Graph]


def tie(name: str, kind: str, basis: str, one: str, other: str, time: str = "") -> str:
    ends = (
        "tig:subject {} ; tig:object {}"
        if kind != "member"
        else "org:member {} ; org:organization {}"
    )
    valid = f'tig:validTime "{time}"^^edtf:EDTF ;' if time else ""
    return f"""
    claim:{name} a tig:RelationClaim ; tig:relation relation:{kind} ; tig:basis basis:{basis} ;
      {ends.format(one, other)} ; {valid} tig:citation citation:{name} .
    citation:{name} a tig:SourceCitation ; oa:hasSource document:d ; tig:catalogued true ;
      prov:wasAttributedTo person:a ; tig:modality modality:stated .
    """


SMALL = """
person:a a foaf:Person ; skos:prefLabel "Ada"@fr .
person:b a foaf:Person ; skos:prefLabel "Bea"@fr .
person:c a foaf:Person ; skos:prefLabel "Cyr"@fr .
body:x a tig:GovernanceBody ; skos:prefLabel "comité"@fr .
organisation:s a org:FormalOrganization ; skos:prefLabel "État fictif"@fr ; tig:hub true .
programme:p a tig:Programme ; skos:prefLabel "Programme fictif"@fr .
document:d a foaf:Document ; dcterms:title "Document fictif"@fr .
theme:land skos:prefLabel "foncier"@fr .
""" + (
    tie("1", "member", "membership", "person:a", "body:x", "2018")
    + tie("2", "member", "membership", "person:b", "body:x")
    + tie("3", "steers", "authority", "person:a", "programme:p")
    + tie("4", "steers", "authority", "person:c", "programme:p")
    + tie("5", "represents", "representation", "person:c", "organisation:s")
    + tie("6", "represents", "representation", "person:b", "organisation:s")
    + tie("7", "concerns", "description", "person:a", "theme:land")
    + tie("8", "concerns", "description", "person:c", "theme:land")
)


def steps(paths: list) -> list[list[str]]:
    return [[path[0]["from"]["label"], *(step["to"]["label"] for step in path)] for path in paths]


def test_a_path_goes_step_by_step_with_evidence(world: World) -> None:
    [path] = world(SMALL).path("Ada", "Bea")
    assert steps([path]) == [["Ada", "comité", "Bea"]]
    first, second = (step["claims"][0] for step in path)
    assert (first["label"], second["label"]) == ("est membre de", "a pour membre")
    assert first["evidence"][0]["document"]["title"] == "Document fictif"
    assert second["basis"] == "basis:membership"


def test_hubs_are_no_steps_unless_named(world: World) -> None:
    graph = world(SMALL)
    assert graph.path("Ada", "Cyr") == []
    assert steps(graph.path("Ada", "Cyr", through=["programme:p"])) == [
        ["Ada", "Programme fictif", "Cyr"]
    ]
    assert steps(graph.path("Bea", "Cyr", through=["État fictif"])) == [
        ["Bea", "État fictif", "Cyr"]
    ]
    assert steps(graph.path("Ada", "Programme fictif")) == [["Ada", "Programme fictif"]]


def test_a_shared_theme_is_no_tie(world: World) -> None:
    assert world(SMALL).path("Ada", "Cyr", through=["programme:p"])[0][0]["claims"][0]["basis"] == (
        "basis:authority"
    )
    assert world(SMALL).path("Ada", "Cyr") == []


def test_a_path_at_a_date_uses_what_may_hold_then(world: World) -> None:
    graph = world(SMALL)
    assert graph.path("Ada", "Bea", as_of="2018")
    assert graph.path("Ada", "Bea", as_of="2019") == []


def test_no_path_makes_no_network(world: World) -> None:
    with pytest.raises(UsageError, match="There is no path"):
        world(OFFICES).path_network([])


def test_nobody_asks_for_a_path_to_oneself(world: World) -> None:
    with pytest.raises(UsageError, match="are the same: person:a"):
        world(SMALL).path("Ada", "person:a")


# ------------------------------------------------------------------------------- the documents


def test_harold_huwart_reaches_regions_de_france_through_its_commission(graph: Graph) -> None:
    """003: he co-presides the commission Développement économique of Régions de France."""
    [path] = graph.path("Harold Huwart", "Régions de France")
    assert "commission Développement économique" in path[0]["to"]["label"]
    assert len(path) == 2
    assert all(step["claims"] for step in path)


def test_the_two_ministers_and_the_delegation_do_not_meet_through_the_programme(
    graph: Graph,
) -> None:
    for path in graph.path("Jacqueline Gourault", "Olivier Lluansi"):
        assert all("Programme" not in step["to"]["iri"] for step in path)
        assert not any("/programme/" in step["to"]["iri"] for step in path[:-1])


# ------------------------------------------------------------------------------- as a network

OFFICES = SMALL + (
    """
post:chair a org:Post ; skos:prefLabel "présidence"@fr ; org:postIn body:x .
seat:s a tig:Seat ; skos:prefLabel "siège"@fr ; org:postIn body:y ;
  tig:reservedFor organisation:o .
seat:t a tig:Seat ; skos:prefLabel "place sans titulaire"@fr ; org:postIn body:y .
body:y a tig:GovernanceBody ; skos:prefLabel "conseil"@fr .
organisation:o a org:FormalOrganization ; skos:prefLabel "Office fictif"@fr .
organisation:whole a org:FormalOrganization ; skos:prefLabel "Tout fictif"@fr .
person:e a foaf:Person ; skos:prefLabel "Eva"@fr .
claim:holds a tig:RelationClaim, org:Membership ; tig:relation relation:holds-post ;
  tig:basis basis:membership ; org:member person:e ; org:organization body:x ;
  opengov:post post:chair ; tig:citation citation:1 .
"""
    + tie("10", "has-seat", "representation", "body:y", "seat:s")
    + tie("11", "part-of", "composition", "organisation:o", "organisation:whole")
)


def edges(graph: Graph, *ends: str, **options: Any) -> set[tuple[str, str, str, str]]:
    network = graph.path_network(graph.steps(*ends, **options))
    return {
        (a.rpartition("/")[2], b.rpartition("/")[2], data["relation"], data["basis"])
        for a, b, data in network.graph.edges(data=True)
    }


def test_a_tie_keeps_its_direction_whichever_way_the_path_goes(world: World) -> None:
    graph = world(OFFICES)
    stated = {("a", "x", "member", "membership"), ("b", "x", "member", "membership")}
    assert edges(graph, "Ada", "Bea") == edges(graph, "Bea", "Ada") == stated
    for ends in (("Eva", "présidence"), ("présidence", "Eva")):
        assert edges(graph, *ends) == {("e", "chair", "holds-post", "membership")}


def test_a_post_or_a_seat_is_in_its_body_without_a_claim(world: World) -> None:
    graph = world(OFFICES)
    office = ("chair", "x", "postIn", "composition")
    for ends in (("présidence", "Ada"), ("Ada", "présidence")):
        assert office in edges(graph, *ends)
    seat = {("t", "y", "postIn", "composition")}
    assert edges(graph, "place sans titulaire", "conseil") == seat
    assert edges(graph, "conseil", "place sans titulaire") == seat
    network = graph.path_network(graph.steps("présidence", "Ada"))
    claimed = {data["relation"]: data["claim"] for *_, data in network.graph.edges(data=True)}
    assert claimed["postIn"] == ""
    [path] = graph.path("présidence", "Ada")
    assert [len(step["claims"]) for step in path] == [0, 1]


def test_who_a_seat_is_reserved_for_is_tied_to_its_body_through_it(world: World) -> None:
    graph = world(OFFICES)
    assert steps(graph.path("Office fictif", "conseil")) == [["Office fictif", "siège", "conseil"]]
    assert steps(graph.path("Tout fictif", "siège")) == [["Tout fictif", "Office fictif", "siège"]]


def test_the_network_of_paths_tells_what_was_asked_and_how_far_each_actor_is(
    world: World,
) -> None:
    graph = world(OFFICES)
    network = graph.path_network(graph.steps("Ada", "Bea"))
    assert network.title == "Ada – Bea"
    assert network.query == "tigraph path person:a person:b"
    far = {iri.rpartition("/")[2]: step for iri, step in network.graph.nodes(data="step")}
    assert far == {"a": 0, "x": 1, "b": 2}
    certain = {a.rpartition("/")[2]: c for a, _, c in network.graph.edges(data="certain")}
    assert certain == {"a": True, "b": True}


def test_a_step_says_whether_its_claim_is_certain_at_the_date(world: World) -> None:
    graph = world(SMALL)
    at = {
        date: [step["claims"][0]["valid"] for step in graph.path("Ada", "Bea", as_of=date)[0]]
        for date in ("2018", "2018-06")
    }
    assert [valid["certain"] for valid in at["2018"]] == [True, False]
    assert [valid["certain"] for valid in at["2018-06"]] == [False, False]
    assert [valid["edtf"] for valid in at["2018"]] == ["2018", None]
    assert at["2018"][0]["bounds"] == ["2018-01-01", "2018-12-31"] * 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"avoid": ["Ada"]}, "person:a cannot be avoided: the path is to pass by it"),
        ({"avoid": ["comité"], "via": ["comité"]}, "body:x cannot be avoided"),
        ({"longest": 0}, "at least one step: 0 are too few"),
    ],
)
def test_what_cannot_be_asked_of_a_path_is_said(
    options: dict[str, Any], said: str, world: World
) -> None:
    graph = world(SMALL)
    with pytest.raises(UsageError, match=said):
        graph.path("Ada", "Bea", **options)
    assert graph.path("Ada", "Bea", longest=1) == []
    assert len(graph.path("Ada", "Bea", longest=2)) == 1
    assert graph.path("Ada", "Bea", avoid=["comité"]) == []


def test_only_the_wishes_that_were_given_are_told() -> None:
    assert chosen((), {}) == {}
    assert chosen((), {"longest": None, "avoid": (), "limit": 50}) == {}
    assert chosen(["a"], {"via": ["b", "c"], "avoid": ["d"], "longest": 4, "limit": 2}) == {
        "through": "a", "via": "b, c", "avoid": "d", "max": "4",
    }  # fmt: skip
