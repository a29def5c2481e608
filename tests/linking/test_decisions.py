"""Decisions about names: written beside the proposal, followed, remembered, kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

import pytest

from tigraph.linking import Author, Candidate, Decisions, Feature, Match, Sought, Sources
from tigraph.registries import sssom

HERE, THERE = (
    Candidate(
        f"https://w3id.org/tigraph/id/commune/{number}", number, label, "commune", score,
        (Feature("name", True, 0.6, "the same words"), Feature("region", fits, 0.4, "beside it")),
    )
    for number, label, score, fits in (
        ("000000001", "Le Pin (ici)", 0.9, True), ("000000002", "Le Pin (là)", 0.6, False)
    )
)  # fmt: skip
ADA, BOB = Author("Ada Fictive"), Author("https://orcid.org/0000-0002-1825-0097")
DAY = "2026-11-28"


def asked(name: str = "Le Pin", **context: str) -> Match:
    return Match(Sought(name, "commune", context), "review", (HERE, THERE), "two of that name")


@pytest.fixture
def told(tmp_path: Path) -> Decisions:
    return Decisions(tmp_path / "press.sssom.tsv")


def rows(told: Decisions) -> list[sssom.Row]:
    return sssom.read_mappings(told.path).rows


def test_a_confirmed_proposal_keeps_its_score_and_ground_beside_the_confirmation(
    told: Decisions,
) -> None:
    told.accept(asked(), HERE, ADA, "the mayor says so", Sources("press.csv", "layers of 2026"))
    confirmed, proposal = sorted(rows(told), key=lambda row: "similarity_score" in row)
    assert proposal["similarity_score"] == "0.9"
    assert proposal["mapping_justification"] == "semapv:CompositeMatching"
    assert "the same words" in proposal["comment"]
    assert "author_label" not in proposal
    assert proposal["mapping_tool_version"]
    assert confirmed["mapping_justification"] == "semapv:MappingReview"
    assert (confirmed["author_label"], confirmed["reviewer_label"]) == (ADA.name, ADA.name)
    assert confirmed["comment"] == "the mayor says so"
    assert confirmed["object_source_version"] == "layers of 2026"
    for row in (confirmed, proposal):
        assert (row["subject_type"], row["subject_label"]) == ("rdfs literal", "Le Pin")
        assert row["object_id"] == "commune:000000001"


def test_what_was_decided_is_followed_by_whoever_reads_the_file(told: Decisions) -> None:
    told.accept(asked(), THERE, ADA, day=DAY)
    match = Decisions(told.path).followed(asked())
    assert match.outcome == "matched"
    assert match.best
    assert match.best.iri == THERE.iri
    assert match.why == "decided by Ada Fictive on 2026-11-28"


def test_not_the_same_is_remembered_and_settles_no_other(told: Decisions) -> None:
    told.refuse(asked(), HERE, ADA)
    match = Decisions(told.path).followed(asked())
    assert (match.outcome, [one.iri for one in match.candidates]) == ("review", [THERE.iri])
    [row] = [row for row in rows(told) if "predicate_modifier" in row]
    assert row["predicate_modifier"] == "Not"
    told.propose(asked())
    proposals = [row["object_id"] for row in told.set.rows if "similarity_score" in row]
    assert proposals.count("commune:000000001") == 1  # the one that was answered


def test_that_none_is_meant_is_a_decision(told: Decisions) -> None:
    told.nothing(asked(), ADA)
    assert Decisions(told.path).followed(asked()).outcome == "none"
    assert [row["object_id"] for row in rows(told)] == ["sssom:NoTermFound"]


def test_the_same_name_elsewhere_is_another(told: Decisions) -> None:
    told.accept(asked(region="Ici", date="2019"), HERE, ADA, day=DAY)
    assert told.followed(asked(date="2019", region="Ici")).outcome == "matched"
    for other in (asked(), asked(region="Là", date="2019"), asked("LE PIN", region="Ici")):
        assert told.followed(other).outcome == "review"
    [row] = [row for row in rows(told) if "author_label" in row]
    assert row["ext_context"] == "date=2019|region=Ici"


def test_a_change_of_mind_replaces_and_two_people_disagree(told: Decisions) -> None:
    told.accept(asked(), HERE, ADA)
    told.accept(asked(), THERE, ADA)
    match = told.followed(asked())
    assert match.best
    assert (match.outcome, match.best.iri) == ("matched", THERE.iri)
    told.accept(asked(), HERE, BOB)
    match = Decisions(told.path).followed(asked())
    assert (match.outcome, match.why.partition(":")[0]) == ("review", "disputed")
    told.refuse(asked(), HERE, BOB)
    assert told.followed(asked()).outcome == "matched"


def test_what_others_wrote_meanwhile_stays(told: Decisions) -> None:
    told.accept(asked(), HERE, ADA)
    other = Decisions(told.path)
    other.accept(asked("Le Chêne"), THERE, BOB)
    told.accept(asked("Le Hêtre"), HERE, ADA)
    names = {row["subject_label"] for row in rows(told)}
    assert names == {"Le Pin", "Le Chêne", "Le Hêtre"}


def _writer(path: Path, who: str, count: int) -> None:
    told = Decisions(path)
    for number in range(count):
        told.accept(asked(f"{who} {number}"), HERE, Author(who))


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "press.sssom.tsv"
    spawned = get_context("spawn")
    both = [spawned.Process(target=_writer, args=(path, who, 25)) for who in ("Ada", "Bob")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    names = [
        row["subject_label"] for row in sssom.read_mappings(path).rows if "author_label" in row
    ]
    assert sorted(names) == sorted(f"{who} {n}" for who in ("Ada", "Bob") for n in range(25))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_proposals_are_added_to_what_others_wrote_meanwhile(told: Decisions) -> None:
    told.propose(asked("Le Chêne"))
    Decisions(told.path).accept(asked(), HERE, ADA)
    told.save()
    names = {row["subject_label"] for row in rows(told)}
    assert names == {"Le Pin", "Le Chêne"}


def test_a_write_that_breaks_off_leaves_the_file_as_it_was(
    told: Decisions, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.accept(asked(), HERE, ADA)
    before = told.path.read_bytes()

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tigraph.local.files.settle", broken)
    with pytest.raises(KeyboardInterrupt):
        told.accept(asked("Le Chêne"), HERE, ADA)
    assert told.path.read_bytes() == before
    assert [one.name for one in told.path.parent.iterdir()] == [told.path.name]
    monkeypatch.undo()
    Decisions(told.path).accept(asked("Le Hêtre"), HERE, ADA)


def test_the_same_decisions_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    def made(place: Path, names: Sequence[str]) -> bytes:
        told = Decisions(place)
        for name in names:
            told.accept(asked(name), HERE, ADA, day=DAY)
        told.set.metadata["mapping_set_id"] = "https://example.org/set"
        return told.set.serialized()

    first, second = (tmp_path / folder / "press.sssom.tsv" for folder in ("a", "b"))
    first.parent.mkdir()
    second.parent.mkdir()
    assert made(first, ["Un", "Deux"]) == made(second, ["Deux", "Un"])
