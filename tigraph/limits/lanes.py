"""Processes that work for a server: asked from asyncio, and ended when nobody waits any more.

They are those of `tigraph.limits.pool`, spoken to without threads. One lane is for what is quick:
where all others are taken for long, what is asked next has a process for a moment, and, where
that is not enough, begins anew once a lane is free.
"""

from __future__ import annotations

import asyncio
import pickle
from asyncio import TimerHandle
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from tigraph.errors import DataError, LimitError
from tigraph.limits.allowance import Allowance
from tigraph.limits.child import Child
from tigraph.limits.pool import LARGE, REFUSED
from tigraph.limits.process import DONE, PIECE, TOO_MUCH

#: So many seconds what is asked may take in the lane for what is quick.
QUICK = 2.0
#: So many may wait for a lane.
_MOST_WAITING = 200
_LONG, _QUICK = "long", "quick"


class BusyError(Exception):
    """Work for which no process is free."""


class LeftError(Exception):
    """Work that nobody waits for any more."""


class _SlowError(Exception):
    """Work that was not done in the lane for what is quick."""


class Work:
    """Work that is to be done, within what is allowed: see `Lanes.doing`.

    Once it goes on, `first` is the first piece of what it hands over, None where there is none;
    `next` gives each further one, None at the end; one that is large comes in parts. `value` then
    is what the function returned.
    """

    def __init__(self, allowed: Allowance) -> None:
        self.allowed = allowed
        self.first: bytes | None = None
        self.value: Any = None
        self.lane = ""
        self.process: Child | None = None
        #: Whether the process may be asked again.
        self.small = False
        self._why: Exception | None = None
        self._turn: asyncio.Future[str] | None = None

    def stop(self, why: Exception) -> None:
        """End it with an error, which whoever waits for it gets; from the loop alone."""
        if self._why is None:
            self._why = why
            if self.process is not None:
                self.process.kill()
            if self._turn is not None and not self._turn.done():
                self._turn.set_exception(why)

    def check(self) -> None:
        """Raise what it was stopped with."""
        if self._why is not None:
            raise self._why

    async def turn(self, turn: asyncio.Future[str]) -> str:
        """Wait for a lane."""
        self.check()
        self._turn = turn
        try:
            return await turn
        finally:
            self._turn = None

    def undo(self) -> None:
        """Forget what ended it, so that it can begin anew."""
        self._why, self.small = None, False

    async def next(self) -> bytes | None:
        """Return the next piece, None at the end; raises what the function raises, and limits."""
        assert self.process
        self.check()
        said = await self.process.hear()
        if said is None:
            self.check()
            raise await self._ended(self.process)
        sort, content = said
        if sort == PIECE:
            return content
        self.small = True
        if sort != DONE:
            raise pickle.loads(content)
        self.value, held = pickle.loads(content)
        self.small = held < LARGE
        return None

    async def _ended(self, process: Child) -> Exception:
        code, told = await process.end()
        if code == TOO_MUCH or (self.allowed.memory and any(one in told for one in REFUSED)):
            return limit(self.allowed, "max_memory")
        how = f"signal {-code}" if code < 0 else f"code {code}"
        return DataError(
            f"The engine ended at this ({how}). It may be nested too deeply, or be too large: "
            "split it."
        )


def limit(allowed: Allowance, which: str) -> LimitError:
    """Return the error of a limit that was met."""
    try:
        allowed.met(which)
    except LimitError as error:
        return error


class Lanes:
    """Processes for a server: `most` at once, of which one is for what is quick.

    `before` returns what a process is asked first: a function of a module, and what it is given.
    """

    def __init__(
        self, most: int, allowed: Allowance, before: Callable[[], tuple[Any, ...]] = tuple
    ) -> None:
        self.most, self.allowed = max(2, most), allowed
        self._before = before
        self._free = {_LONG: self.most - 1, _QUICK: 1}
        self._turns: deque[tuple[asyncio.Future[str], bool]] = deque()
        self._idle: list[Child] = []
        self._all: set[Child] = set()
        self._tidying: set[asyncio.Task[Any]] = set()

    @property
    def waiting(self) -> int:
        """How many wait for a lane."""
        return len(self._turns)

    @property
    def busy(self) -> int:
        """How many processes work."""
        return self.most - sum(self._free.values())

    @asynccontextmanager
    async def doing(
        self, work: Work, function: Callable[..., Any], *given: Any
    ) -> AsyncIterator[None]:
        """Have a function of a module done, from when its first word came.

        Raises what the function raises, `LimitError`, `BusyError`, and what it was stopped with.
        """
        if len(self._turns) >= _MOST_WAITING:
            raise BusyError
        asked = (function.__module__, function.__name__, given, self.allowed.memory)
        request = pickle.dumps(asked)
        timer = self._timer(self.allowed.seconds, self._late, work)
        try:
            await self._begin(work, request, quick=True)
            try:
                work.first = await self._first(work)
            except _SlowError:
                self._leave(work)
                work.undo()
                await self._begin(work, request, quick=False)
                work.first = await work.next()
            yield
        finally:
            if timer:
                timer.cancel()
            self._leave(work)

    def _late(self, work: Work) -> None:
        work.stop(limit(self.allowed, "timeout"))

    @staticmethod
    def _timer(seconds: float, then: Callable[..., Any], *given: Any) -> TimerHandle | None:
        return asyncio.get_running_loop().call_later(seconds, then, *given) if seconds else None

    async def _begin(self, work: Work, request: bytes, *, quick: bool) -> None:
        work.lane = await self._taken(work, quick)
        self._idle = [one for one in self._idle if one.alive]
        work.process = self._idle.pop() if self._idle else await self._begun()
        work.check()
        work.process.ask(request)

    async def _first(self, work: Work) -> bytes | None:
        """Return the first word of a work; where that is slow, it goes into a lane for long."""
        timer = self._timer(QUICK * (work.lane == _QUICK), self._slow, work)
        try:
            return await work.next()
        finally:
            if timer:
                timer.cancel()

    def _slow(self, work: Work) -> None:
        if self._free[_LONG]:
            self._free[_LONG] -= 1
            work.lane = _LONG
            self._given_back(_QUICK)
        else:
            work.stop(_SlowError())

    async def _taken(self, work: Work, quick: bool) -> str:
        for lane in (_LONG, *([_QUICK] if quick else [])):
            if self._free[lane]:
                self._free[lane] -= 1
                return lane
        turn = asyncio.get_running_loop().create_future()
        self._turns.append((turn, quick))
        try:
            return await work.turn(turn)
        except BaseException:
            if turn.done() and not turn.cancelled() and not turn.exception():
                self._given_back(turn.result())
            raise

    def _given_back(self, lane: str) -> None:
        """Give a lane to who waits for it longest."""
        for one in list(self._turns):
            turn, quick = one
            if turn.done():
                self._turns.remove(one)
            elif quick or lane == _LONG:
                self._turns.remove(one)
                turn.set_result(lane)
                return
        self._free[lane] += 1

    def _leave(self, work: Work) -> None:
        """Take from a work its process, which is ended unless it is done, and its lane."""
        process, lane = work.process, work.lane
        work.process, work.lane = None, ""
        if process is not None:
            if work.small and process.alive:
                self._idle.append(process)
            else:
                self._end(process)
        if lane:
            self._given_back(lane)

    async def _begun(self) -> Child:
        try:
            process = await Child.begun()
        except OSError as error:
            raise DataError(f"Cannot begin a process: {error.strerror or error}.") from None
        self._all.add(process)
        return process

    def _end(self, process: Child) -> None:
        """End a process, and begin another in its place, so that nobody has to wait for that."""
        self._all.discard(process)
        self._later(process.end())
        self._later(self._spare())

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tidying.add(task)
        task.add_done_callback(self._tidying.discard)

    async def _spare(self) -> None:
        """Begin a process where there are too few, and have it do what is asked first."""
        if len(self._all) >= self.most:
            return
        process = await self._begun()
        function, *given = self._before() or (None,)
        if function is not None:
            asked = (function.__module__, function.__name__, tuple(given), self.allowed.memory)
            process.ask(pickle.dumps(asked))
            if (await process.hear() or (b"",))[0] != DONE:
                self._all.discard(process)
                await process.end()
                return
        self._idle.insert(0, process)

    async def ready(self) -> None:
        """Begin all processes."""
        await asyncio.gather(*(self._spare() for _ in range(self.most)))

    async def close(self) -> None:
        """End all processes."""
        self.most = 0  # none is begun any more
        await asyncio.gather(*(one.end() for one in self._all), *self._tidying)
        self._all.clear()
        self._idle.clear()
