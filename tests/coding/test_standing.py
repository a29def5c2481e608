"""What stands of what was decided, and what does not come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from coded_workspace import TEXT, add_version, made, place
from tigraph import load
from tigraph.coding import Actor, Desk, FlawedClaimError
from tigraph.coding.standing import live


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "mine")


def desk_at(folder: Path) -> Desk:
    graph = load([folder / "documents/val/document.ttl"], layers=["curated"])
    return Desk(folder, "val", graph.store)


def test_what_was_decided_is_not_asked_again(folder: Path) -> None:
    desk = desk_at(folder)
    desk.decide("ada", "refuse", "p-siege", reason="")
    assert "p-siege" not in {one.id for one in desk_at(folder).open_offers("ada")}
    assert "p-siege" in {one.id for one in desk.open_offers("bob")}


def test_what_was_refused_does_not_come_back_in_the_next_version(folder: Path) -> None:
    desk_at(folder).decide("ada", "refuse", "p-siege")
    add_version(folder, "Un autre début.\n" + TEXT)
    desk = desk_at(folder)
    assert desk.version == 2
    assert "p-siege" not in {one.id for one in desk.open_offers("ada")}
    assert len(desk.open_offers("ada")) == 3


def test_undo_takes_back_and_is_a_line_itself(folder: Path) -> None:
    desk = desk_at(folder)
    desk.decide("ada", "refuse", "p-siege")
    desk.decide("ada", "refuse", "p-preside")
    assert [one and one.on for one in (desk.undo("ada"), desk.undo("ada"), desk.undo("ada"))] == [
        "p-preside",
        "p-siege",
        None,
    ]
    assert len(desk.open_offers("ada")) == 4
    assert [one.action for one in desk.log("ada").decisions] == ["refuse", "refuse", "undo", "undo"]


def test_what_took_back_can_be_taken_back(folder: Path) -> None:
    from tigraph.coding import Decision

    def line(id: str, undoes: str = "") -> Decision:
        action = "undo" if undoes else "refuse"
        return Decision(id, "", "a", "val", 1, action, "p", undoes=undoes)  # type: ignore[arg-type]

    lines = [line("1"), line("2", "1"), line("3", "2")]
    assert [one.id for one in live(lines)] == ["1"]


def test_two_coders_who_differ_claim_nothing_until_it_is_settled(folder: Path) -> None:
    desk = desk_at(folder)
    offer = desk.offers[0]
    desk.decide("ada", "accept", offer.id, offer.claim)
    assert len(desk.cited()) == 1
    desk.decide("bob", "refuse", offer.id)
    assert len(desk.cited()) == 0
    (difference,) = desk.standing().differences()
    assert {one.coder for one in difference.readings} == {"ada", "bob"}
    desk.decide("bob", "settle", offer.id, offer.claim)
    assert len(desk.cited()) == 1
    assert desk.standing().differences() == []


def test_two_coders_who_agree_make_one_claim_that_both_decided(folder: Path) -> None:
    desk = desk_at(folder)
    offer = desk.offers[0]
    for coder in ("ada", "bob"):
        desk.decide(coder, "accept", offer.id, offer.claim)
    (cited,) = desk.cited()
    assert {one.coder for one in cited.decisions} == {"ada", "bob"}
    assert desk.claims().count(b"prov:wasAssociatedWith") == 2


def test_a_claim_that_cannot_be_is_not_written(folder: Path) -> None:
    from dataclasses import replace

    desk = desk_at(folder)
    claim = desk.offers[0].claim
    flawed = replace(
        claim, object=Actor("Val-Fictif", "area"), valid="hier", spans=((0, 5), (9, 99999)),
        modality="sure",
    )  # fmt: skip
    with pytest.raises(FlawedClaimError) as raised:
        desk.decide("ada", "change", "p-preside", flawed)
    assert {one.part for one in raised.value.flaws} == {"object", "valid", "spans", "modality"}
    assert not [*folder.glob("decisions/*.jsonl")]


def test_a_post_of_ones_own_is_in_its_body(folder: Path) -> None:
    from own_faults import own_faults
    from tigraph.coding import Coded

    desk = desk_at(folder)
    claim = Coded(
        "relation:holds-post", (tuple(place("Paul Inventé, directeur de l’Agence Chimère")),),
        Actor("Paul Inventé", "person", spans=(tuple(place("Paul Inventé", nth=1)),)),
        object=Actor("Agence Chimère", "organisation", spans=(tuple(place("Agence Chimère")),)),
        post=Actor("directeur de l’Agence Chimère", "post"),
    )  # type: ignore[arg-type]  # fmt: skip
    desk.decide("ada", "add", "own-1", claim)
    files = [folder / "documents/val/document.ttl", desk.write()]
    assert own_faults(files) == []
    graph = load(files, layers=["curated"])
    rows = graph.query("posts-of-person", {"person": "Paul Inventé"})
    assert len(rows) == 1
