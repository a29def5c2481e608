"""What is decided becomes cited claims that hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from coded_workspace import BASE, TEXT, made, place
from own_faults import own_faults
from tigraph import load
from tigraph.coding import Desk
from tigraph.curating import check_files, read_against


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "mine")


def desk_at(folder: Path) -> Desk:
    graph = load([folder / "documents/val/document.ttl"], layers=["curated"])
    return Desk(folder, "val", graph.store)


def accepted(folder: Path) -> Path:
    desk = desk_at(folder)
    for offer in desk.offers:
        desk.decide("ada", "accept", offer.id, offer.claim)
    return desk.write()


def test_what_is_accepted_is_clean(folder: Path) -> None:
    desk = desk_at(folder)
    accepted(folder)
    for sentence in desk.sentences:
        if TEXT[sentence.start : sentence.end].startswith(("Une usine", "Partagez")):
            desk.decide(
                "ada", "leave-out", sentence.id, spans=((sentence.start, sentence.end),),
                reason="omission:furniture",
            )  # fmt: skip
    claims = desk.write()
    files = [folder / "documents/val/document.ttl", claims]
    assert [one for one in check_files(files) if not one.remark] == []
    graph = load(files, layers=["curated"])
    (reading,) = [
        one
        for one in read_against(graph.store, folder / "documents")
        if one.text == f"{BASE}text/val-1"
    ]
    assert reading.faults == []
    assert reading.open == []
    assert sum(bool(one.left_out) for one in reading.sentences) == 2


def test_what_is_accepted_is_seen(folder: Path) -> None:
    graph = load([folder / "documents/val/document.ttl", accepted(folder)], layers=["curated"])
    card = graph.show("Jeanne Fictive")
    (relation,) = card["relations"]
    assert relation["other"]["label"] == "comité du Val-Fictif"
    assert relation["valid"]["edtf"] == "2021/.."
    (evidence,) = relation["evidence"]
    assert evidence["spans"] == [place("Jeanne Fictive préside le comité du Val-Fictif")]
    assert evidence["speaker"]["label"] == "Gazette fictive"
    assert card["iri"].startswith(BASE)


def test_a_measure_of_ones_own_is_declared_and_kept_by_its_name(folder: Path) -> None:
    from dataclasses import replace

    desk = desk_at(folder)
    offer = next(one for one in desk.offers if one.id == "p-membres")
    own = replace(offer.claim, relation="measure:dragons-fictifs", unit="unit:dragon-fictif")
    desk.decide("ada", "change", offer.id, own)
    files = [folder / "documents/val/document.ttl", desk.write()]
    assert own_faults(files) == []
    again = Desk(folder, "val", load(files, layers=["curated"]).store)
    assert again.terms.label("measure:dragons-fictifs") == "dragons fictifs"
    assert again.claims() == desk.claims()


def test_a_mistyped_measure_is_none_of_ones_own(folder: Path) -> None:
    from dataclasses import replace

    from tigraph.coding import FlawedClaimError

    desk = desk_at(folder)
    claim = replace(desk.offers[2].claim, relation="measure:teritories")
    with pytest.raises(FlawedClaimError):
        desk.decide("ada", "change", "p-membres", claim)


def test_a_post_is_in_the_body_that_its_proposal_names(folder: Path) -> None:
    import json

    from coded_workspace import add_version, end

    words = "Paul Inventé, directeur de l’Agence Chimère"
    post = place("directeur de l’Agence Chimère")
    proposed = {
        "id": "p-post", "kind": "claim", "relation": "relation:holds-post", "rule": "test",
        "spans": [place(words)], "confidence": 1, "valid": "", "modality": "stated",
        "subject": end("Paul Inventé", "person"), "speaker": None,
        "object": {"spans": [post], "type": "post", "entity": None, "label": "directeur"},
        "within": end("Agence Chimère", "organisation"),
    }  # fmt: skip
    add_version(folder, TEXT + "Fin.\n", [json.loads(json.dumps(proposed))])
    desk = desk_at(folder)
    (offer,) = desk.offers
    decision = desk.decide("ada", "accept", offer.id, offer.claim)
    assert decision.claim is not None
    assert decision.claim.post is not None
    assert decision.claim.post.entity == f"{BASE}post/directeur-agence-chimere"
    files = [folder / "documents/val/document.ttl", desk.write()]
    assert own_faults(files) == []


def test_a_sentence_that_a_claim_cites_is_not_left_out(folder: Path) -> None:
    desk = desk_at(folder)
    offer = next(one for one in desk.offers if one.id == "p-membres")
    sentence = next(one for one in desk.sentences if TEXT[one.start :].startswith("Le comité"))
    spans = ((sentence.start, sentence.end),)
    desk.decide("bob", "leave-out", sentence.id, spans=spans, reason="omission:repetition")
    assert b"tig:leftOut" in desk.claims()
    desk.decide("ada", "accept", offer.id, offer.claim)
    assert b"tig:leftOut" not in desk.claims()
