"""Processes that a server asks: what ends them, and who gets one where they are few."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pieces_of_work as pieces
import pytest

from tigraph.errors import DataError, LimitError
from tigraph.limits import Allowance, Lanes, Work


def run(
    work: Callable[[Lanes], Awaitable[Any]], most: int = 2, seconds: float = 60, memory: int = 0
) -> Any:
    """Return what comes of some work with processes, which are ended then."""

    async def all_of_it() -> Any:
        lanes = Lanes(most, Allowance(seconds, memory))
        try:
            return await asyncio.wait_for(work(lanes), 60)
        finally:
            await lanes.close()

    return asyncio.run(all_of_it())


async def told(lanes: Lanes, function: Any, *given: Any) -> tuple[Any, list[bytes]]:
    work, found = Work(lanes.allowed), []
    async with lanes.doing(work, function, *given):
        piece = work.first
        while piece is not None:
            found.append(piece)
            piece = await work.next()
    return work.value, found


def test_pieces_come_first_and_the_process_is_asked_again() -> None:
    async def twice(lanes: Lanes) -> Any:
        return [await told(lanes, pieces.echoed, b"x", 3) for _ in range(2)]

    (first, found), (second, _) = run(twice)
    assert found == [b"x"] * 3
    assert first == second  # the same process


@pytest.mark.parametrize(
    ("function", "error", "limit"),
    [
        (pieces.sleeping, LimitError, "timeout"),
        (pieces.growing, LimitError, "max_memory"),
        (pieces.dying, DataError, ""),
        (pieces.failing, SyntaxError, ""),
    ],
)
def test_what_ends_work_is_told_and_the_next_is_done(
    function: Any, error: type[Exception], limit: str
) -> None:
    async def then(lanes: Lanes) -> Any:
        with pytest.raises(error) as raised:
            await told(lanes, function)
        _, found = await told(lanes, pieces.echoed, b"x", 1)
        return raised.value, found

    memory = 2**28 if limit == "max_memory" else 0
    met, found = run(then, seconds=3 if limit == "timeout" else 60, memory=memory)
    assert getattr(met, "limit", "") == limit
    assert found == [b"x"]


def test_work_is_stopped_by_who_asked_for_it_while_it_waits_too() -> None:
    async def stopped(lanes: Lanes) -> Any:
        works = [Work(lanes.allowed) for _ in range(3)]

        async def one(work: Work) -> None:
            async with lanes.doing(work, pieces.sleeping):
                pass

        tasks = [asyncio.ensure_future(one(work)) for work in works]
        while lanes.busy < 2 or lanes.waiting < 1:
            await asyncio.sleep(0.01)
        for work in reversed(works):
            work.stop(KeyError("gone"))
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        return ended, lanes.busy

    ended, busy = run(stopped)
    assert [type(one) for one in ended] == [KeyError] * 3
    assert busy == 0


def test_what_is_quick_is_done_while_all_else_takes_long() -> None:
    async def beside(lanes: Lanes) -> Any:
        slow = [asyncio.ensure_future(told(lanes, pieces.sleeping)) for _ in range(3)]
        await asyncio.sleep(0.2)
        _, found = await told(lanes, pieces.echoed, b"x", 1)
        running = [not one.done() for one in slow]
        for one in slow:
            one.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return found, running

    assert run(beside, most=3) == ([b"x"], [True] * 3)
