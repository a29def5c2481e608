"""What the graph says of the ends of a claim already: expected from reading the documents."""

from __future__ import annotations

import pytest

from tigraph import load
from tigraph.coding.known import Known
from tigraph.coding.model import Actor, Coded
from tigraph.rdf.vocabulary import expand


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(load(layers=["curated"]).store)


def said(known: Known, relation: str, subject: str, **more: str) -> list[tuple[str, str]]:
    ends = {
        name: Actor(one, entity=expand(one) or "")
        for name, one in more.items()
        if name in ("object", "post")
    }
    rest = {name: one for name, one in more.items() if name not in ends}
    claim = Coded(relation, ((0, 1),), Actor(subject, entity=expand(subject) or ""), **ends, **rest)  # type: ignore[arg-type]
    return [(one["agrees"], one["object"]) for one in known.beside(claim, expand(relation) or "")]


def test_the_same_agrees(known: Known) -> None:
    binome = "binôme Cédric Bôle – Nathalie Augé"
    found = said(known, "relation:member", "person:cedric-bole", object="body:binome-bole-auge")
    assert found[0] == ("yes", binome)


def test_another_holder_of_a_post_differs(known: Known) -> None:
    found = said(
        known, "relation:holds-post", "person:nathalie-auge", post="post:elu-referent-alpd"
    )
    assert found[0][0] == "no"
    assert ("", "Augé Microtechnic Group") in found, "and what else she holds stands beside"


def test_another_number_of_the_same_differs_and_the_same_number_agrees(known: Known) -> None:
    territory = "territory:alliances-luxe-et-precision-doubs"
    assert said(known, "measure:members", territory, value="6") == [("yes", "6")]
    assert said(known, "measure:members", territory, value="5") == [("no", "6")]


def test_who_is_not_known_has_nothing_said_of_him(known: Known) -> None:
    claim = Coded("relation:member", ((0, 1),), Actor("Ada Fictive"), Actor("club"))
    assert known.beside(claim, expand("relation:member") or "") == []
