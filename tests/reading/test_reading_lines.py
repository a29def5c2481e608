"""Proposals as lines: what the tools around read, and what comes back. All is fictitious."""

import json

import pytest

from tigraph.errors import DataError
from tigraph.reading import Candidate, Claimed, End, Mention, lines

MENTION = Mention(
    "a1",
    ((0, 3),),
    "person",
    "names",
    0.9,
    None,
    (Candidate("https://example.org/ada", "Ada", 0.5),),
)
CLAIM = Claimed(
    "b2", ((0, 20),), "relation:presides", "rules", 0.7, End(((0, 3),), "person", None, "Ada"),
    End(((12, 17),), "body", "https://example.org/league", "Ligue"), valid="2019/..", negated=True,
)  # fmt: skip
FIGURE = Claimed(
    "c3", ((0, 9),), "measure:members", "rules", 0.8, End((), "body", None, "Ligue"),
    minimum="124", qualifier="at least", unit="unit:member",
)  # fmt: skip


def test_a_mention_has_the_keys_that_are_promised() -> None:
    assert lines.as_json(MENTION) == {
        "id": "a1", "kind": "mention", "spans": [[0, 3]], "rule": "names", "confidence": 0.9,
        "type": "person", "entity": None,
        "candidates": [{"entity": "https://example.org/ada", "label": "Ada", "score": 0.5}],
    }  # fmt: skip


def test_a_claim_has_the_keys_that_are_promised() -> None:
    found = lines.as_json(CLAIM)
    assert found["kind"] == "claim"
    assert found["subject"] == {"spans": [[0, 3]], "type": "person", "entity": None, "label": "Ada"}
    assert {"relation", "object", "valid", "modality", "speaker"} <= found.keys()
    assert {"value", "unit", "qualifier"} <= lines.as_json(FIGURE).keys()


def test_what_is_written_is_read_back() -> None:
    proposals = [MENTION, CLAIM, FIGURE]
    assert [*lines.read(lines.written(proposals))] == proposals


@pytest.mark.parametrize(
    "row",
    [
        "{", "[]", '{"kind": "thing"}', json.dumps({**lines.as_json(MENTION), "spans": [[3, 3]]}),
        json.dumps({**lines.as_json(MENTION), "spans": [[0, 99]]}),
        json.dumps({**lines.as_json(MENTION), "type": "dragon"}),
        json.dumps({**lines.as_json(MENTION), "spans": [["0", 3]]}),
    ],
)  # fmt: skip
def test_a_line_that_is_no_proposal_is_refused_with_its_number(row: str) -> None:
    good = next(lines.written([MENTION]))
    with pytest.raises(DataError, match=r"proposals\.jsonl:2: no proposal"):
        [*lines.read([good, row], "proposals.jsonl", "Ada préside la Ligue")]
