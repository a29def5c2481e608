"""A second language: a fictitious document in English on the fictitious second programme."""

from __future__ import annotations

import pytest

import tigraph
from checkout import FIXTURES
from tigraph.reading import Claimed, Reading, propose


@pytest.fixture(scope="module")
def found() -> list[Claimed]:
    graph = tigraph.load(FIXTURES / "second_programme.ttl", curated=False)
    text = (FIXTURES / "second_programme_english.txt").read_text("utf-8")
    reading = Reading(text, "en", graph.ground, "2031-02-01")
    claims = propose(reading)
    return [one for one in claims if isinstance(one, Claimed)]


def ties(found: list[Claimed], relation: str) -> set[tuple[str, str]]:
    return {
        (one.subject.label, one.object.label)
        for one in found
        if one.object and one.relation == f"relation:{relation}" and not (one.negated or one.asked)
    }


def test_posts_members_and_what_is_launched_and_steered(found: list[Claimed]) -> None:
    assert ties(found, "holds-post") == {("Mira Erfunden", "chair of the Lenkungskreis")}
    assert ties(found, "member") == {
        ("Tomke Nirgendwo", "Lenkungskreis"),
        ("Kreis Drachental", "Werkstattregion Zweitälerland"),
        ("Kreis Elfenau", "Werkstattregion Zweitälerland"),
    }
    assert {subject for subject, _ in ties(found, "launched")} == {"Ministerium für Märchen"}
    assert {subject for subject, _ in ties(found, "steers")} == {"Lenkungskreis"}


def test_a_post_says_in_what_it_is(found: list[Claimed]) -> None:
    [chair] = [one for one in found if one.relation == "relation:holds-post"]
    assert chair.within
    assert chair.within.label == "Lenkungskreis"


def test_figures_have_qualifier_unit_and_date(found: list[Claimed]) -> None:
    told = [
        (one.qualifier, one.value, one.unit, one.valid, one.modality)
        for one in found
        if one.object is None
    ]
    assert told == [
        ("at-least", "9500", "inhabitant", "2030", "stated"),
        ("exact", "12500", "inhabitant", "2033", "planned"),
        ("about", "1500000", "euro", "", "stated"),
    ]


def test_what_is_denied_asked_or_quoted_is_marked(found: list[Claimed]) -> None:
    told = {
        (one.subject.label, one.relation): (one.negated, one.asked) for one in found if one.object
    }
    assert told["Handwerkskammer Irgendwo", "relation:member"] == (True, False)
    assert told["Kreis Zwergwinkel", "relation:member"] == (False, True)
    [support] = [one for one in found if one.relation == "relation:supports"]
    assert support.speaker
    assert support.speaker.label == "Mira Erfunden"
