"""What may be said of limits, and what is counted."""

from __future__ import annotations

from typing import Any

import pytest

from tigraph.errors import LimitError, UsageError
from tigraph.limits import Allowance, allowing, memory_held


def test_what_is_not_said_is_as_usual_and_nought_is_no_limit() -> None:
    usual = allowing()
    assert not usual.asked
    assert usual.seconds > 600, "nobody meets it in ordinary work"
    assert usual.memory > memory_held()
    assert usual.rows > 2_000_000
    own = allowing(timeout=0, max_rows=7)
    assert (own.seconds, own.rows, own.memory, own.asked) == (0, 7, usual.memory, True)


@pytest.mark.parametrize(
    ("said", "size"),
    [("2G", 2**31), ("512 MiB", 2**29), ("1.5k", 1536), ("64MB", 2**26), ("100", 100), (7, 7)],
)
def test_memory_is_bytes_or_a_size(said: int | str, size: int) -> None:
    assert allowing(max_memory=said).memory == size


@pytest.mark.parametrize(
    "said",
    [
        {"timeout": -1}, {"timeout": "soon"}, {"timeout": float("nan")}, {"timeout": True},
        {"max_memory": "2 apples"}, {"max_memory": ""}, {"max_rows": -3}, {"max_rows": "many"},
    ],
)  # fmt: skip
def test_what_is_no_limit_is_refused_by_name(said: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=next(iter(said))):
        allowing(**said)


def test_as_many_rows_as_may_be_are_no_more() -> None:
    assert list(Allowance(rows=3).counted("abc")) == ["a", "b", "c"]
    assert list(Allowance().counted("abc")) == ["a", "b", "c"]
    with pytest.raises(LimitError) as met:
        list(Allowance(rows=2).counted("abc"))
    assert met.value.limit == "max_rows"
