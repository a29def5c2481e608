"""Where actors belong: by the structure, and by claims that hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tigraph.actors import belonging_of, members_in
from tigraph.graph import Graph
from tigraph.rdf.vocabulary import ENTITY

World = Callable[..., Graph]

PLACES = """
territory:t a tig:LabelledTerritory ; skos:prefLabel "Territoire fictif"@fr ;
  tig:inPhase phase:one ; prov:specializationOf lineage:l ; dcterms:spatial area:region-98 .
territory:silent a tig:LabelledTerritory ; tig:inPhase phase:two ; dcterms:spatial area:region-98 .
epci:1 a tig:Intercommunality ; dcterms:spatial area:epci-1 .
claim:in a tig:RelationClaim, org:Membership ; tig:relation relation:member ;
  org:member epci:1 ; org:organization territory:t ; tig:basis basis:membership .
claim:located a tig:RelationClaim ; tig:relation relation:located-in ;
  tig:subject organisation:o ; tig:object area:region-98 ; tig:basis basis:location .
""" + "".join(
    f"""claim:{relation} a tig:RelationClaim ; tig:relation relation:{relation} ;
      tig:subject body:{relation} ; tig:object territory:t ; tig:basis basis:authority .
    """
    for relation in ("governs", "steers", "supports")
)


def short(found: object) -> dict[str, set[str]]:
    assert isinstance(found, dict)
    return {iri.removeprefix(ENTITY): {i.removeprefix(ENTITY) for i in own}
            for iri, own in found.items()}  # fmt: skip


def actors(*names: str) -> list[str]:
    return [ENTITY + name for name in names]


def test_who_is_in_governs_or_steers_a_territory_is_of_it_and_of_its_phase(world: World) -> None:
    wanted = actors("epci/1", "body/governs", "body/steers", "body/supports", "territory/t")
    found = belonging_of(world(PLACES).store, wanted, actors("territory/t"), lambda _: True)
    inside = {"epci/1", "body/governs", "body/steers", "territory/t"}
    assert short(found.territories) == {name: {"territory/t"} for name in inside}
    assert short(found.phases) == {name: {"phase/one"} for name in inside}


@pytest.mark.parametrize(("holds", "located"), [(True, {"area/region-98"}), (False, set())])
def test_areas_are_the_structures_and_those_that_claims_which_hold_tell(
    holds: bool, located: set[str], world: World
) -> None:
    found = belonging_of(
        world(PLACES).store, actors("epci/1", "organisation/o"), (), lambda _: holds
    )
    told = short(found.areas)
    assert told["epci/1"] == {"area/epci-1"}
    assert told.get("organisation/o", set()) == located


def test_regions_are_the_areas_of_the_first_level_that_an_actor_or_its_area_lies_in(
    world: World,
) -> None:
    layout = """
    <https://w3id.org/tigraph/concept/id-scheme/invented> tig:areaLevel 1 .
    area:region-98 adms:identifier identifier:invented-98 . identifier:invented-98
      tig:idScheme <https://w3id.org/tigraph/concept/id-scheme/invented> .
    area:epci-1 geo:sfIntersects area:region-98, area:departement-981 .
    area:departement-981 geo:sfWithin area:region-98 .
    area:commune-98101 geo:sfWithin area:departement-981 .
    organisation:o dcterms:spatial area:commune-98101 .
    """
    wanted = actors("epci/1", "organisation/o", "territory/t", "body/governs")
    found = belonging_of(world(PLACES + layout).store, wanted, (), lambda _: False)
    region = {"area/region-98"}
    assert short(found.regions) == dict.fromkeys(
        ["epci/1", "organisation/o", "territory/t"], region
    )


def test_members_of_a_region_and_of_a_phase_are_told_alike(world: World) -> None:
    store = world(PLACES).store
    region = members_in(store, region=ENTITY + "area/region-98")
    assert [(row["place"].rpartition("/")[2], row["member"]) for row in region] == [
        ("t", ENTITY + "epci/1"),
        ("silent", ""),  # nobody names its members
    ]
    assert members_in(store, phase=ENTITY + "phase/one") == region[:1]
    assert region[0]["line"] == ENTITY + "lineage/l"
    assert members_in(store, region=ENTITY + "area/region-99") == []
