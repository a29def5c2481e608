"""What a workspace holds of a document goes out in a format and comes back the same.

As a table a coder's decisions do, with their comments and reasons; as annotations the claims that
stand do, with who decided each, and the sentences left out. What a format does not hold is in its
help: a table not what was settled between coders, annotations nothing that was refused.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coded_workspace import BASE, TEXT, made
from tigraph import load
from tigraph.coding import (
    Actor,
    Coded,
    Desk,
    FlawedClaimError,
    as_annotations,
    as_csv,
    as_workbook,
    read_back,
    rows_of,
    take,
)
from tigraph.coding.model import NAMING, Spans
from tigraph.errors import DataError

TI = "https://w3id.org/tigraph/id/"
CODERS = ("ada", "bob")
DATES = ("2021", "2021/..", "2018-11-22", "2018-23", "2018/2022", "../2027", "2021-03")
WORDS = ("relu", "=1+1 ?", "« vu », dit-elle", "-3", "à revoir ; deux fois", "none", "l’an\n2")
#: Where names stand in the text: of no actor, or of several.
NAMES = ("Jeanne Fictive", "Paul Inventé", "comité du Val-Fictif")
PLACES = [(at, at + len(name)) for name in NAMES
          for at in range(len(TEXT)) if TEXT.startswith(name, at)]  # fmt: skip

spans_of_names: st.SearchStrategy[Spans] = st.lists(
    st.sampled_from(PLACES), max_size=3, unique=True
).map(tuple)
texts = st.sampled_from(("", *WORDS))


def an_actor(*kinds: str, entities: tuple[str, ...] = ()) -> st.SearchStrategy[Actor]:
    """An end that is named in the text, or not; of the coder's own, or of the graph."""
    names = st.sampled_from(
        ("Jeanne Fictive", "Paul Inventé", "Val-Fictif", "=Agence", "l’Agence ")
    )
    own = st.builds(
        Actor, label=names.map(str.strip), type=st.sampled_from(kinds), spans=spans_of_names
    )
    known = st.builds(
        Actor, label=names.map(str.strip), type=st.sampled_from(("", *kinds)),
        entity=st.sampled_from(entities or ("",)), spans=spans_of_names,
    )  # fmt: skip
    return own | known if entities else own


people = an_actor("person", entities=(f"{TI}person/cedric-bole",))
bodies = an_actor("body", "organisation", entities=(f"{TI}organisation/anct",))
cited = st.lists(st.sampled_from(PLACES), min_size=1, max_size=2, unique=True).map(
    lambda spans: tuple(sorted(spans))
)
common: dict[str, Any] = {
    "spans": cited,
    "valid": st.sampled_from(("", *DATES)),
    "counted_from": st.sampled_from(("", "2024-03-01")),
    "dated": spans_of_names,
    "attests": st.sampled_from((None, "", "2024", "2024-03-01")),
    "modality": st.sampled_from(("stated", "planned", "reported", "judged")),
    "grade": st.sampled_from(("", "grade:inferred")),
    "speaker": st.none() | people | bodies,
}
relations = st.builds(
    Coded, relation=st.just("relation:member"), subject=people, object=bodies,
    role=st.sampled_from(("", "role:president")), behalf=st.none() | bodies,
    through=st.none() | an_actor("instrument"), **common,
)  # fmt: skip
posts = st.builds(
    Coded, relation=st.just("relation:holds-post"), subject=people, object=bodies,
    post=an_actor("post"), **common,
)  # fmt: skip
figures = st.builds(
    Coded, relation=st.just("measure:members"), subject=bodies,
    value=st.sampled_from(("12", "-3", "1.5")), qualifier=st.sampled_from(("qualifier:about",)),
    unit=st.sampled_from(("unit:territory", "unit:une-a-soi")), population=st.none() | bodies,
    **common,
)  # fmt: skip
opinions = st.builds(
    Coded, relation=st.just("stance:unfavourable"), subject=bodies,
    concerns=st.sampled_from(((), ("theme:land",), ("theme:land", "theme:mon-theme"))),
    paraphrase=st.just("N’y croit pas."), paraphrase_en=st.just("Has no faith in it."), **common,
)  # fmt: skip
namings = st.builds(Coded, relation=st.just(NAMING), subject=people | bodies, spans=cited)
claims = relations | posts | figures | opinions | namings
decided = st.lists(
    st.tuples(
        st.sampled_from(CODERS),
        st.sampled_from(("accept", "change", "refuse", "add", "leave-out")),
        st.integers(0, 3), claims, texts,
    ),
    max_size=6,
)  # fmt: skip


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Desk, Desk]]:
    """Give two workspaces with the same document, the second without a decision."""
    home = tmp_path_factory.mktemp("round")
    one, other = made(home / "one"), made(home / "other")
    store = load([one / "documents/val/document.ttl"], layers=["curated"]).store
    terms = Desk(one, "val", store).terms

    def fresh() -> tuple[Desk, Desk]:
        found = []
        for folder in (one, other):
            for log in folder.glob("decisions/*.jsonl"):
                log.unlink()
            desk = Desk(folder, "val", store)
            desk.terms = terms
            desk.names = True
            found.append(desk)
        return found[0], found[1]

    return fresh


def decide(desk: Desk, lines: list[tuple[Any, ...]]) -> None:
    """Decide as a person would, whom the page keeps from what cannot be written."""
    for number, line in enumerate(lines):
        with suppress(FlawedClaimError):
            _decide(desk, number, *line)


def _decide(
    desk: Desk, number: int, coder: str, action: Any, which: int, claim: Coded, comment: str
) -> None:
    offer, sentence = desk.offers[which], desk.sentences[which]
    if action == "leave-out":
        desk.decide(
            coder, action, sentence.id, spans=((sentence.start, sentence.end),),
            reason="omission:furniture", comment=comment.strip(),
        )  # fmt: skip
    elif action == "refuse":
        desk.decide(coder, action, offer.id, reason=comment.strip(), comment=comment.strip())
    else:
        told = offer.claim if action == "accept" else claim
        on = f"own-{number}" if action == "add" else offer.id
        desk.decide(coder, action, on, told, comment=comment.strip())


def held(desk: Desk, coder: str) -> dict[str, tuple[Any, ...]]:
    return {
        on: (one.action, one.claim, one.spans, one.reason, one.comment, one.prints)
        for on, one in desk.standing().of.get(coder, {}).items()
    }


def stands(desk: Desk) -> set[tuple[Any, ...]]:
    return {
        (one.claim, one.source, frozenset((d.coder, d.on, d.comment) for d in one.decisions))
        for one in desk.cited()
    }


_numbers = itertools.count()
_often = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(("ending", "write"), [("csv", as_csv), ("xlsx", as_workbook)])
@_often
@given(lines=decided)
def test_decisions_come_back_from_a_table_as_they_went_out(
    desks: Any, tmp_path_factory: pytest.TempPathFactory, ending: str, write: Any, lines: Any
) -> None:
    one, other = desks()
    decide(one, lines)
    path: Path = tmp_path_factory.getbasetemp() / f"{next(_numbers)}.{ending}"
    for coder in CODERS:
        path.write_bytes(write(rows_of(one, coder)))
        read_back(other, path, coder)
        for on, told in held(one, coder).items():
            assert held(other, coder).get(on) == told
        assert held(other, coder).keys() == held(one, coder).keys()
        assert read_back(one, path, coder) == [], "where it was decided nothing is new"
    assert stands(other) == stands(one)
    path.unlink()


@_often
@given(lines=decided)
def test_claims_come_back_from_annotations_with_who_decided_them(desks: Any, lines: Any) -> None:
    one, other = desks()
    decide(one, lines)
    content = as_annotations(one)
    take(other, content, "a.json")
    assert stands(other) == stands(one)
    left = [
        {(told.spans, told.reason, told.comment, told.coder) for told in it.omitted()}
        for it in (one, other)
    ]
    assert left[0] == left[1]
    assert take(other, content, "a.json").decisions == (), "what was taken is not taken twice"


def test_a_table_tells_of_each_proposal_by_which_rule_it_is_and_what_the_text_says(
    desks: Any,
) -> None:
    desk = desks()[0]
    by_id = {row["id"]: row for row in rows_of(desk)}
    for offer in desk.offers:
        row = by_id[offer.id]
        assert (row["rule"], float(row["confidence"])) == (offer.rule, offer.confidence)
        assert row["text_says"] == ""


@pytest.mark.parametrize("told", ["3-déc", "03/12/2026", "12", "12–"])
def test_a_cell_that_a_spreadsheet_made_a_date_of_is_told_and_not_read_as_empty(
    desks: Any, tmp_path: Path, told: str
) -> None:
    desk = desks()[0]
    for column in ("places", "subject_places", "dated"):
        rows = [row for row in rows_of(desk) if row["id"] == "p-preside"]
        rows[0] |= {"decision": "accept", column: told}
        path = tmp_path / f"{column}.csv"
        path.write_bytes(as_csv(rows))
        with pytest.raises(DataError, match=f"row 2, column {column}: “{told}” is no place"):
            read_back(desk, path, "ada")


def test_an_end_without_places_is_looked_for_and_one_that_has_none_says_so(
    desks: Any, tmp_path: Path
) -> None:
    desk = desks()[0]
    row = {
        "decision": "add", "relation": "member", "subject": "Jeanne Fictive",
        "subject_type": "person", "object": "comité", "object_type": "body", "places": "30–76",
    }  # fmt: skip
    for cell, spans in (("", ((30, 44),)), ("none", ()), ("aucun", ()), ("56-76", ((56, 76),))):
        path = tmp_path / "own.csv"
        path.write_bytes(as_csv([{**row, "subject_places": cell}]))
        read_back(desk, path, "ada")
        (said,) = desk.standing().of["ada"].values()
        assert said.claim is not None
        assert said.claim.subject.spans == spans


def test_by_which_fund_and_of_what_grade_a_claim_is_stands_in_the_graph(desks: Any) -> None:
    desk = desks()[0]
    fund = Actor("Fonds fictif", "instrument")
    claim = Coded(
        "relation:member", ((30, 76),), Actor("Jeanne Fictive", "person"),
        Actor("comité du Val-Fictif", "body"), through=fund, grade="grade:inferred",
    )  # fmt: skip
    desk.decide("ada", "add", "own-1", claim)
    told = desk.claims().decode()
    assert f"tig:through <{BASE}instrument/fonds-fictif>" in told
    assert "tig:grade grade:inferred" in told
    with pytest.raises(FlawedClaimError, match="through: Fonds fictif"):
        desk.decide("ada", "add", "own-2", replace(claim, through=Actor("Fonds fictif", "person")))
