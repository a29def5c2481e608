"""Processes that work for others: ended at a limit, and replaced."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pieces_of_work as work
import pytest

from tigraph.errors import DataError, LimitError
from tigraph.limits import Allowance, Pool

FREE = Allowance()
MUCH = 2**28


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(most=2)
    yield made
    made.close()


def test_it_gives_what_the_function_returns_and_hands_over(pool: Pool) -> None:
    number, content = pool.call(work.echoed, b"ab", 3, allowed=FREE)
    assert number != os.getpid()
    assert content == b"ababab"


def test_a_process_does_one_thing_after_another(pool: Pool) -> None:
    assert len({pool.call(work.echoed, b"", 1, allowed=FREE)[0] for _ in range(5)}) == 1


@pytest.mark.parametrize(
    ("function", "allowed", "limit"),
    [
        (work.sleeping, Allowance(seconds=0.2), "timeout"),
        (work.growing, Allowance(memory=MUCH), "max_memory"),
        (work.flooding, Allowance(memory=MUCH), "max_memory"),
    ],
)
def test_a_limit_that_is_met_is_named_with_what_to_do(
    pool: Pool, function: Callable[..., Any], allowed: Allowance, limit: str
) -> None:
    before, _ = pool.call(work.echoed, b"", 1, allowed=FREE)
    with pytest.raises(LimitError, match=f"allow more with --{limit.replace('_', '-')}") as met:
        pool.call(function, allowed=allowed)
    assert met.value.limit == limit
    after, _ = pool.call(work.echoed, b"", 1, allowed=FREE)
    assert after != before, "the process was ended, and another took its place"


def test_short_pieces_under_a_limit_are_never_ended(pool: Pool) -> None:
    """How much a process has is looked at while one piece ends and the next begins, too."""
    allowed = Allowance(memory=2**32)
    assert len({pool.call(work.echoed, b"", 0, allowed=allowed)[0] for _ in range(6000)}) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="others promise memory that is not there")
def test_what_is_far_too_much_at_once_is_refused(pool: Pool) -> None:
    with pytest.raises(LimitError, match="256 MiB of memory"):
        pool.call(work.growing_at_once, allowed=Allowance(memory=MUCH))


def test_what_a_function_raises_is_raised_and_the_process_stays(pool: Pool) -> None:
    before, _ = pool.call(work.echoed, b"", 1, allowed=FREE)
    with pytest.raises(SyntaxError) as raised:
        pool.call(work.failing, allowed=FREE)
    assert (raised.value.lineno, raised.value.msg) == (3, "not SPARQL")
    assert pool.call(work.echoed, b"", 1, allowed=FREE)[0] == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_process_that_dies_is_an_error_that_says_so(pool: Pool) -> None:
    with pytest.raises(DataError, match="signal 11"):
        pool.call(work.dying, allowed=FREE)
    assert pool.call(work.echoed, b"x", 1, allowed=FREE)[1] == b"x"


def test_many_threads_share_a_few_processes(pool: Pool) -> None:
    with ThreadPoolExecutor(8) as threads:
        told = list(
            threads.map(lambda n: pool.call(work.echoed, b"%d " % n, 2, allowed=FREE), range(40))
        )
    assert [content for _, content in told] == [b"%d %d " % (n, n) for n in range(40)]


def test_waiting_for_a_free_process_counts_as_time(pool: Pool) -> None:
    with ThreadPoolExecutor(2) as threads:
        short = Allowance(seconds=2)
        busy = [threads.submit(pool.call, work.sleeping, allowed=short) for _ in range(2)]
        while pool._free._value:
            pass
        with pytest.raises(LimitError):
            pool.call(work.echoed, b"", 1, allowed=Allowance(seconds=0.3))
        assert all(isinstance(one.exception(), LimitError) for one in busy)


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
def test_a_forked_process_has_processes_of_its_own(pool: Pool) -> None:
    before, _ = pool.call(work.echoed, b"", 1, allowed=FREE)
    seen, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(told, str(pool.call(work.echoed, b"", 1, allowed=FREE)[0]).encode())
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(seen) as pipe:
        assert int(pipe.read()) != before
    os.waitpid(child, 0)
    assert pool.call(work.echoed, b"", 1, allowed=FREE)[0] == before
