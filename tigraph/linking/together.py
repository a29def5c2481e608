"""Names of a long list, matched by several processes: in their order, a few batches ahead.

The processes are given the records that were read, and touch no store. What they were not given
is read here, and given to those that follow.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from tigraph.linking.kinds import Habits
from tigraph.linking.matching import Matcher
from tigraph.linking.model import Match, Sought
from tigraph.linking.records import Record
from tigraph.registries import NameKind

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

#: So many names are matched before others help: fewer are done before these have begun.
ALONE = 15_000
#: More processes would wait for the one that reads and writes.
_MOST = 8
#: So many batches for each process are under way or wait to be taken.
_AHEAD = 3

Batch = Sequence[Sought]


class Asked(Protocol):
    """What can be asked what names mean: a matcher, or a service on the web."""

    def match_many(self, sought: Iterable[Sought], limit: int = 5) -> Iterator[Match]:
        """Yield what was found of each name, in their order."""

    @property
    def language(self) -> str:
        """The language in which grounds are told."""

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kinds that a name may be said to be of, with their labels."""

    def takes(self, kind: str) -> bool:
        """Return whether a kind can be asked for, beside those that it has labels of."""


def processes() -> int:
    """Return how many processes may work at once: as many as there are processors for us."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(available or 1, _MOST)


def matched_batches(
    matcher: Asked, batches: Iterable[Batch], limit: int, workers: int = 1, alone: int = ALONE
) -> Iterator[Iterable[Match]]:
    """Yield what was found of each batch of names, in their order.

    The first names, `alone` or some more, are matched by this process, the rest by `workers`
    processes where there are more than one. No more batches are taken than a few for each.
    """
    rest, done = iter(batches), 0
    several = workers > 1 and isinstance(matcher, Matcher)
    for batch in rest:
        yield matcher.match_many(batch, limit)
        done += len(batch)
        if several and done >= alone:
            break
    if isinstance(matcher, Matcher):
        yield from _shared(matcher, rest, limit, workers)


def _shared(
    matcher: Matcher, batches: Iterator[Batch], limit: int, workers: int
) -> Iterator[Iterable[Match]]:
    waiting: deque[Batch] = deque(islice(batches, 1))
    while waiting:
        with _started(matcher, workers) as others:
            under_way: deque[Future[list[Match] | None]] = deque()
            while waiting:
                waiting.extend(islice(batches, max(workers * _AHEAD - len(waiting), 0)))
                for batch in islice(waiting, len(under_way), None):
                    under_way.append(others.submit(_work, batch, limit))
                found = under_way.popleft().result()
                batch = waiting.popleft()
                if found is None:  # of a kind that has not been read before
                    others.shutdown(wait=False, cancel_futures=True)
                    yield [*matcher.match_many(batch, limit)]
                    break
                yield found


def _started(matcher: Matcher, workers: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Started anew, not forked: a store has threads, which a fork would leave in the middle of work.
    return ProcessPoolExecutor(
        workers, get_context("spawn"), _begin, (matcher.read, matcher.habits, matcher.language)
    )


# --------------------------------------------------------------------------- in each process


class _NotGivenError(Exception):
    """Records are wanted of a kind that was not given."""


_matcher: Matcher | None = None


def _begin(given: dict[str, list[Record]], own: Habits, language: str) -> None:
    """Make the matcher of this process, which ends with the one that began it."""
    from multiprocessing import parent_process
    from threading import Thread

    global _matcher  # one for each process: nothing else could hand it to `_work`

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=follow, daemon=True).start()

    def reading(kind: NameKind, _: tuple[str, ...]) -> list[Record]:
        if kind.key not in given:
            raise _NotGivenError
        return given[kind.key]

    _matcher = Matcher(reading, own, language)
    for key in given:
        _matcher.pool(own.kind(key))


def _work(batch: Batch, limit: int) -> list[Match] | None:
    """Return what was found of some names; None where records are wanted that were not given."""
    assert _matcher is not None
    try:
        return [*_matcher.match_many(batch, limit)]
    except _NotGivenError:
        return None
