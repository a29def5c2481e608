"""Programmes that are a declaration each: territories, members, dates and editions.

What is expected is counted in the files by pandas, or read off the fictitious ones.
"""

from __future__ import annotations

from collections import Counter

import pytest

from floors import Floor, fictitious_files, real_files
from programme_files import FILES, members, programme_files
from registry_helpers import Layers, sources_of

MEMBERS = """
SELECT ?territory ?member WHERE {
  ?claim tig:relation relation:member ; org:member ?member ; org:organization ?territory }"""
EVENTS = """
SELECT ?kind ?territory (COUNT(DISTINCT ?member) AS ?count) WHERE {
  ?event a org:ChangeEvent ; tig:changeType ?kind .
  ?event org:originalOrganization|org:resultingOrganization ?territory .
  OPTIONAL { ?event tig:joined|tig:left ?member }
} GROUP BY ?kind ?territory"""


def programme(layer: str) -> Layers:
    return Layers().read({layer: sources_of(layer, programme_files(layer))})


def with_communes(layer: str, floor: Floor) -> Layers:
    """Read a programme after the communes of the latest fictitious vintage."""
    cog = sources_of("cog", [floor.package(2026).parent])
    return Layers().read({"cog": cog, layer: sources_of(layer, programme_files(layer))})


@pytest.mark.parametrize("layer", FILES)
def test_every_row_of_a_programme_is_used_or_told(layer: str, floor: Floor) -> None:
    report = programme(layer).reports[layer]
    listed = members(layer)
    territories = sum(1 for _ in listed.groupby(["edition", "code"]))
    assert report.rows == territories + len(listed)
    assert report.used == report.rows


@pytest.mark.parametrize("layer", FILES)
def test_each_member_that_is_listed_is_claimed_once(layer: str, floor: Floor) -> None:
    found = programme(layer).ask(MEMBERS)
    listed = members(layer)
    expected = set(zip(listed.code, listed.number, strict=True))
    told = {
        (territory.removeprefix("territory:"), member.rpartition(":")[2].removeprefix("insee-"))
        for territory, member in found
    }
    assert told == expected
    assert len(found) == len(expected)


def test_a_name_that_stands_twice_is_two_territories(floor: Floor) -> None:
    listed = members("petites-villes")
    twice = {name for name, count in Counter(listed.name).items() if count > 1}
    assert twice
    found = programme("petites-villes").ask(
        "SELECT ?name ?t WHERE { ?t a tig:LabelledTerritory ; skos:prefLabel ?name }"
    )
    assert len(found) == len(listed)
    assert {
        name for name, count in Counter(name for name, _ in found).items() if count > 1
    } == twice


def test_a_membership_begins_on_the_day_of_the_signature_where_there_is_one(floor: Floor) -> None:
    found = programme("petites-villes").ask(
        "SELECT ?code ?begin WHERE { ?c tig:relation relation:member ; org:organization ?t . "
        "?t adms:identifier/skos:notation ?code OPTIONAL { ?c tig:earliestBegin ?begin } }"
    )
    listed = members("petites-villes")
    assert dict(found) == dict(zip(listed.code, listed.date, strict=True))
    empty = int((listed.date == "").sum())
    assert empty == floor.of(fictitious=1, real=8)


def test_what_changed_between_two_editions_is_an_event(floor: Floor) -> None:
    listed = members("avenir-montagnes")
    one, two = (
        {code: set(rows.number) for code, rows in listed[listed.edition == n].groupby("code")}
        for n in (0, 1)
    )
    names = [dict(zip(rows.code, rows.name, strict=True)) for _, rows in listed.groupby("edition")]
    expected = {("gone", code, 0) for code in one.keys() - two.keys()}
    expected |= {("new", code, 0) for code in two.keys() - one.keys()}
    for code in one.keys() & two.keys():
        expected |= {("members-joined", code, n) for n in [len(two[code] - one[code])] if n}
        expected |= {("members-left", code, n) for n in [len(one[code] - two[code])] if n}
        if names[0][code] != names[1][code]:
            expected.add(("renamed", code, 0))
    found = programme("avenir-montagnes").ask(EVENTS)
    told = {(k.partition(":")[2], t.partition(":")[2], int(n)) for k, t, n in found}
    assert told == expected
    assert any(kind == "members-left" for kind, _, _ in told)


def test_who_left_between_two_editions_ended_before_the_second(floor: Floor) -> None:
    found = programme("avenir-montagnes").ask(
        "SELECT ?t ?m ?end WHERE { ?c tig:relation relation:member ; org:organization ?t ; "
        "org:member ?m ; tig:latestEnd ?end }"
    )
    listed = members("avenir-montagnes")
    pairs = [set(zip(rows.code, rows.number, strict=True)) for _, rows in listed.groupby("edition")]
    assert {(t.partition(":")[2], m.partition(":")[2]) for t, m, _ in found} == pairs[0] - pairs[1]
    assert {end for _, _, end in found} == {"2026-07-19"}


@fictitious_files
def test_a_commune_is_the_institution_that_the_yearly_lists_know(floor: Floor) -> None:
    found = with_communes("coeur-de-ville", floor).ask(
        "SELECT ?t ?m WHERE { ?c tig:relation relation:member ; org:member ?m ; "
        "org:organization ?t . ?t tig:inPhase ?phase }"
    )
    assert found == [
        ("territory:acv-901", "commune:219810017"),
        ("territory:acv-901", "commune:219810025"),
        ("territory:acv-902", "commune:219700010"),
    ]


def test_a_commune_that_is_a_part_of_another_today_stands_for_that(floor: Floor) -> None:
    layers = with_communes("villages-d-avenir", floor)
    notes = [note for note in layers.reports["villages-d-avenir"].notes if "is a part of" in note]
    assert len(notes) == floor.of(fictitious=1, real=8)
    if floor.name == "fictitious":
        assert ("territory:va-970-02", "commune:219700010") in layers.ask(MEMBERS)


@fictitious_files
def test_the_area_of_a_territory_is_the_last_that_has_a_surface(floor: Floor) -> None:
    """The second edition has but points for the first territory."""
    drawn = programme("avenir-montagnes").ask(
        "SELECT ?t ?key WHERE { ?t dcterms:spatial ?a . ?a geo:hasGeometry ?g . "
        "?g tig:citation ?c . ?c oa:hasSource/tig:fileName ?key }"
    )
    first, second = (path.name for path in programme_files("avenir-montagnes"))
    assert drawn == [
        ("territory:ami-fic-01", first),
        ("territory:ami-fic-02", second),
        ("territory:ami-fic-03", first),
        ("territory:ami-fic-04", second),
    ]


@real_files
def test_the_files_of_each_programme_are_known_by_their_bytes(floor: Floor) -> None:
    """Their names tell no date; the declarations say of when those at hand are."""
    told = {
        layer: [source.dated for source in sources_of(layer, programme_files(layer))]
        for layer in FILES
    }
    assert told == {
        "petites-villes": ["2024-09-18"],
        "avenir-montagnes": ["2024-09-18", "2026-07-20"],
        "coeur-de-ville": ["2023-11-07"],
        "villages-d-avenir": ["2024-09-18"],
    }
