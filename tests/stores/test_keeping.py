"""Values that are made once and kept for a while."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tigraph.stores.keeping import Keeper


def test_what_fails_is_tried_anew() -> None:
    keeper = Keeper[str](2)

    def fails() -> str:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            keeper.get("a", fails)
    assert keeper.get("a", lambda: "made") == "made"


def test_who_asks_for_another_value_does_not_wait() -> None:
    keeper, other_made = Keeper[str](2), threading.Event()

    def slow() -> str:
        assert other_made.wait(30), "the other value waits for this one"
        return "slow"

    with ThreadPoolExecutor(2) as pool:
        waiting = pool.submit(keeper.get, "slow", slow)
        assert keeper.get("quick", lambda: "quick") == "quick"
        other_made.set()
        assert waiting.result() == "slow"


def test_what_was_asked_longest_ago_goes() -> None:
    keeper, made = Keeper[str](2), list[str]()

    def get(key: str) -> None:
        keeper.get(key, lambda: made.append(key) or key)

    for key in "abacab":
        get(key)
    assert made == ["a", "b", "c", "b"]
