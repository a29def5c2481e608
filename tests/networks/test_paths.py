"""How two actors are connected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tigraph.errors import UsageError
from tigraph.graph import Graph

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
    citation:{name} a tig:Citation ; oa:hasSource document:d ; tig:catalogued true ;
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
