"""The life of a territory, of an intercommunality, of another organisation, small and nationally.

What members a territory had, gained and lost is recounted from the files (support/recounts.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from click.testing import CliRunner

import recounts as files
from floors import Floor
from tigraph.cli import cli
from tigraph.errors import UnknownNameError, UsageError
from tigraph.graph import Graph

#: Fictitious: b leaves and is absorbed into c; d comes from the territory of another lineage.
WORLD = """
@prefix : <https://example.org/> .
:p a tig:Programme ; skos:prefLabel "programme inventé"@fr .
:one a tig:Phase ; tig:ofProgramme :p ; skos:prefLabel "phase inventée 1"@fr .
:two a tig:Phase ; tig:ofProgramme :p ; skos:prefLabel "phase inventée 2"@fr .
:line a tig:Lineage ; skos:prefLabel "lignée inventée"@fr .
:other a tig:Lineage ; skos:prefLabel "autre lignée inventée"@fr .
:t1 a tig:LabelledTerritory ; skos:prefLabel "Val inventé"@fr ; tig:inPhase :one ;
  prov:specializationOf :line .
:t2 a tig:LabelledTerritory ; skos:prefLabel "Val inventé"@fr ; tig:inPhase :two ;
  prov:specializationOf :line .
:u1 a tig:LabelledTerritory ; skos:prefLabel "Mont inventé"@fr ; tig:inPhase :one ;
  prov:specializationOf :other .
:a a tig:Intercommunality ; skos:prefLabel "interco a"@fr .
:b a tig:Intercommunality ; skos:prefLabel "interco b"@fr .
:c a tig:Intercommunality ; skos:prefLabel "interco c"@fr .
:d a tig:Intercommunality ; skos:prefLabel "interco d"@fr .
:e a org:ChangeEvent ; skos:prefLabel "b entre dans c"@fr ; tig:changeType change:absorbed ;
  org:originalOrganization :b ; org:resultingOrganization :c ;
  tig:notBefore "2021-01-02"^^xsd:date ; tig:notAfter "2022-01-01"^^xsd:date .
"""


def membership(member: str, territory: str) -> str:
    return (
        f":{member}-{territory} a tig:RelationClaim, org:Membership ; tig:relation "
        f"relation:member ; tig:basis basis:membership ; org:member :{member} ; "
        f"org:organization :{territory} .\n"
    )


def labels(things: list[dict[str, Any]]) -> list[str]:
    return [str(thing["label"]) for thing in things]


def test_who_left_and_what_became_of_them(world: Callable[..., Graph]) -> None:
    pairs = [("a", "t1"), ("b", "t1"), ("d", "u1"), ("a", "t2"), ("d", "t2")]
    graph = world(WORLD + "".join(membership(*pair) for pair in pairs))
    told = graph.trace("https://example.org/t2")
    assert told["label"] == "lignée inventée"
    (change,) = told["changes"]
    assert labels(change["stayed"]) == ["interco a"]
    assert [(one["label"], labels(one["territories"])) for one in change["joined"]] == [
        ("interco d", ["Mont inventé"])
    ]
    (left,) = change["left"]
    assert (left["label"], left["territories"]) == ("interco b", [])
    (event,) = left["became"]
    assert (event["change"], labels(event["after"])) == ("change:absorbed", ["interco c"])
    assert (event["since"], event["by"]) == ("2021-01-02", "2022-01-01")
    assert graph.trace("Val inventé") == told, "two territories of one lineage are one life"


def test_nothing_follows_from_silence(world: Callable[..., Graph]) -> None:
    graph = world(WORLD + membership("a", "t1"))
    (change,) = graph.trace("Val inventé")["changes"]
    assert not change["known"]
    assert change["stayed"] == change["joined"] == change["left"] == []


def test_what_the_documents_say_of_the_haut_doubs(graph: Graph) -> None:
    """001: Grand Besançon joins the five; 001, 780: the label of 9 November 2023."""
    told = graph.trace("Haut-Doubs Horloger")
    first, second = told["phases"]
    assert [len(phase["members"]) for phase in (first, second)] == [5, 6]
    assert first["territories"][0]["code"] == "ti-2704"
    assert "Haut-Doubs Horloger" in first["territories"][0]["names"]
    (change,) = told["changes"]
    assert labels(change["joined"]) == ["Grand Besançon Métropole"]
    assert (len(change["stayed"]), change["left"]) == (5, [])
    for phase in told["phases"]:
        assert all(claim["evidence"] for one in phase["members"] for claim in one["claims"])
    dated = {(one["relation"], one["label"], one["valid"]) for one in told["said"]}
    assert ("relation:labelled", "État", "2023-11-09/2027") in dated


@pytest.mark.parametrize(
    ("name", "error"),
    [("nobody bears this", UnknownNameError), ("Cédric Bôle", UsageError), ("Doubs", UsageError)],
)
def test_what_has_no_history(graph: Graph, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        graph.trace(name)


def lineage(national: Graph, code: str) -> dict[str, Any]:
    return national.trace(f"territory:2023-2027-{code}")


@pytest.mark.parametrize(
    ("fictitious", "real"),
    [
        ("ti-9704", "ti-5303"), ("ti-9801", "ti-8413"), ("ti-9802", "ti-2403"),
        ("ti-9805", "ti-7506"), ("ti-9703", "ti-9301"),
    ],
)  # fmt: skip
def test_members_in_and_out_are_those_of_the_files(
    national: Graph, floor: Floor, fictitious: str, real: str
) -> None:
    told = lineage(national, floor.of(fictitious=fictitious, real=real))
    own = files.members()
    by_phase = {phase: own[own.phase == phase] for phase in files.PHASES}
    sides = []
    for phase in told["phases"]:
        codes = [one["code"] for one in phase["territories"]]
        listed = by_phase["phase:" + phase["phase"]["iri"].rpartition("/")[2]]
        sirens = set(listed[listed.code.isin(codes)].siren)
        assert {one["iri"].rpartition("/")[2] for one in phase["members"]} == sirens
        sides.append((sirens, listed))
    assert len(told["changes"]) == len(sides) - 1
    for ((old, before), (new, after)), change in zip(pairwise(sides), told["changes"], strict=True):
        for key, expected, elsewhere in (
            ("joined", new - old, before),
            ("left", old - new, after),
            ("stayed", old & new, None),
        ):
            found = {one["iri"].rpartition("/")[2]: one for one in change[key]}
            assert set(found) == expected
            for siren, one in found.items() if elsewhere is not None else ():
                assert elsewhere is not None
                assert len(one["territories"]) == sum(elsewhere.siren == siren)


def test_an_intercommunality_over_the_years(national: Graph, floor: Floor) -> None:
    """Of the real ones Grand Besançon."""
    siren, before, after = floor.of(
        fictitious=("249700014", "communauté de communes", "communauté d’agglomération"),
        real=("242500361", "communauté d’agglomération", "communauté urbaine"),
    )
    told = national.trace(siren)
    own = files.intercommunalities()
    own = own[own.siren == siren]
    people = {
        int(one["valid"]): one["value"]
        for one in told["population"]
        if one["measure"] == "measure:population-municipale"
    }
    assert people == dict(zip(own.year, own.population, strict=True))
    forms = [(one["label"], one["bounds"]) for one in told["forms"] if any(one["bounds"])]
    assert forms == [
        (before, [None, "2019-01-01", "2019-01-01", "2019-12-31"]),
        (after, ["2019-01-02", "2020-01-01", "2025-01-01", None]),
    ]
    assert set(files.names(siren)) <= {told["label"], *told["names"]}
    heads = files.heads()
    heads = heads[(heads.siren == siren) & heads.office.str.startswith("Président")]
    assert [one["label"].upper() for one in told["heads"]] == [
        f"{row.given} {row.surname}".upper() for row in heads.itertuples()
    ]
    joined = floor.of(fictitious={"change:members-joined"}, real=set())
    assert {one["change"] for one in told["events"]} == {
        "change:legal-form", "change:renamed", *joined
    }  # fmt: skip
    for event in told["events"]:
        assert event["evidence"], "an event cites the rows compared"


def test_what_an_intercommunality_was_made_from(national: Graph, floor: Floor) -> None:
    """Several lists' worth of communes of one year are in one of the next."""
    siren, year = floor.of(fictitious=("249700048", 2021), real=("200090579", 2020))
    merged = [e for e in national.trace(siren)["events"] if e["change"] == "change:merged"]
    every = files.communes_of()
    now = set(every[(every.year == year) & (every.siren == siren)].commune)
    before = every[(every.year == year - 1) & every.commune.isin(now)].siren
    gone = set(before) - set(every[every.year == year].siren)
    assert len(gone) > 1
    assert [{one["iri"].rpartition("/")[2] for one in e["before"]} for e in merged] == [gone]


#: Fictitious: x and y go into z, which is renamed; w, into which y goes too, is not z's.
ORGANISATIONS = """
@prefix : <https://example.org/> .
:x a org:FormalOrganization ; skos:prefLabel "office x"@fr .
:y a org:FormalOrganization ; skos:prefLabel "office y"@fr .
:z a org:FormalOrganization ; skos:prefLabel "agence z"@fr ; skos:altLabel "agence zz"@fr .
:w a org:FormalOrganization ; skos:prefLabel "agence w"@fr .
:m a org:FormalOrganization ; skos:prefLabel "ministère m"@fr .
:e a org:ChangeEvent ; skos:prefLabel "x et y dans z"@fr ; tig:changeType change:merged ;
  org:originalOrganization :x , :y ; org:resultingOrganization :z ;
  tig:notBefore "2020-01-01"^^xsd:date ; tig:notAfter "2020-01-01"^^xsd:date .
:f a org:ChangeEvent ; skos:prefLabel "y dans w"@fr ; tig:changeType change:split ;
  org:originalOrganization :y ; org:resultingOrganization :w ;
  tig:notBefore "2020-01-01"^^xsd:date ; tig:notAfter "2020-01-01"^^xsd:date .
:g a org:ChangeEvent ; skos:prefLabel "z devient zz"@fr ; tig:changeType change:renamed ;
  org:originalOrganization :z ; org:resultingOrganization :z ;
  tig:notBefore "2021-01-01"^^xsd:date ; tig:notAfter "2021-12-31"^^xsd:date .
:c a tig:RelationClaim ; tig:relation relation:attached-to ; tig:basis basis:authority ;
  tig:subject :z ; tig:object :m ; tig:validTime "2021"^^edtf:EDTF .
"""


def test_an_organisation_is_followed_back_and_onward(world: Callable[..., Graph]) -> None:
    graph = world(ORGANISATIONS)
    agency = graph.trace("agence zz")
    assert agency["traced"] == "organisation"
    assert labels(agency["events"]) == ["x et y dans z", "z devient zz"]
    assert labels(agency["under"]) == ["ministère m"]
    assert labels(graph.trace("office x")["events"]) == ["x et y dans z", "z devient zz"]
    assert labels(graph.trace("office y")["events"])[:2] == ["x et y dans z", "y dans w"]
    with pytest.raises(UnknownNameError, match="history"):
        graph.trace("ministère m")


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ["trace", *arguments, "--lang", "en"])


def test_command_as_text_and_json() -> None:
    shown = run("Haut-Doubs Horloger")
    assert shown.exit_code == 0
    assert "joined: Grand Besançon Métropole (in no territory before)" in shown.output
    assert "Sources" in shown.output
    read = json.loads(run("Haut-Doubs Horloger", "-f", "json").stdout)
    assert read["traced"] == "territory"


def test_command_finds_nothing() -> None:
    assert run("nobody bears this").exit_code == 1
    assert isinstance(run("Cédric Bôle").exception, UsageError)
