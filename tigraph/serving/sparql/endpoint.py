"""The endpoint: a question by the SPARQL 1.1 Protocol, and its answer, within limits."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import asyncio
import hashlib
import pickle
import zlib
from collections.abc import Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from tigraph.errors import DataError, LimitError, ServiceError
from tigraph.limits import Allowance, BusyError, Lanes, Work
from tigraph.serving.gate import encoded, say
from tigraph.serving.metrics import Metrics
from tigraph.serving.requests import (
    READ,
    UNANSWERED,
    GoneError,
    Reply,
    Request,
    headers_of,
    problem,
)
from tigraph.serving.sparql.answering import (
    Answered,
    Place,
    QueryFaultError,
    Task,
    answered,
    warmed,
)
from tigraph.serving.sparql.asked import LARGEST, METHODS, Asked, asked
from tigraph.serving.sparql.counting import UNPACKED
from tigraph.serving.sparql.describing import description
from tigraph.serving.sparql.keeping import Keeping, Kept, Key
from tigraph.serving.sparql.places import Data
from tigraph.serving.sparql.quick import FEW, is_quick
from tigraph.serving.sparql.single import ROWS, at_once, single

#: After so many seconds it is looked whether a client is still there.
_LOOK = 0.05
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, X-Requested-With",
    "Access-Control-Max-Age": "86400",
}
_VARY = {"Vary": "Accept, Accept-Encoding"}
#: An answer that is whole stays good until the data changes, which a client may ask.
_STEADY = "public, no-cache"
_STEADY_HEADERS = encoded(Reply(headers={"Cache-Control": _STEADY, **_VARY}), sized=False)
_PASSING_HEADERS = encoded(Reply(headers={"Cache-Control": "no-store", **_VARY}), sized=False)


class Endpoint:
    """Answers questions over some data, which may be replaced by other data at any moment.

    `services` are the hosts that SERVICE may call.
    """

    def __init__(
        self,
        data: Data,
        allowed: Allowance,
        workers: int,
        metrics: Metrics,
        services: frozenset[str] = frozenset(),
    ) -> None:
        self._data, self._metrics, self._services = data, metrics, services
        self.allowed = allowed
        self.lanes = Lanes(workers, allowed, self._before)
        self._keeping = Keeping()
        self._left: list[Data] = []

    def _before(self) -> tuple[Callable[..., Any], str]:
        place = self._data.known("", False, "")
        return warmed, place.path if place else ""

    async def begin(self) -> None:
        """Begin the processes."""
        await asyncio.to_thread(self._data.prepare)
        await self.lanes.ready()

    async def end(self) -> None:
        """End the processes, and take away what was written."""
        await self.lanes.close()
        for data in (*self._left, self._data):
            data.close()

    def renew(self, data: Data) -> None:
        """Answer over other data from now on; what is asked already, over what it was asked of."""
        self._left.append(self._data)
        self._data = data
        self._keeping.clear()
        self._close_left()

    def _close_left(self) -> None:
        for data in [one for one in self._left if not one.used]:
            self._left.remove(data)
            data.close()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request of ASGI."""
        scope["place"] = "sparql"
        headers = scope.get("told") or headers_of(scope)
        data, packed = self._data, "gzip" in headers.get("accept-encoding", "")
        said = (headers.get("accept", ""), packed, scope.get("root", ""), data.version)
        key: Key = ()
        if scope["method"] in READ:
            key = (scope["query_string"], *said)
            if kept := self._keeping.get(key):
                await self._again(kept, headers, send)
                return
        request = await Request.of(scope, receive, LARGEST)
        if request.method == "OPTIONS":
            await say(Reply(status=204).having({**_PREFLIGHT, "Allow": ", ".join(METHODS)}), send)
            return
        question = asked(request, headed=not data.bare)
        if question is None:
            reply = description(request, self.allowed, bare=self._data.bare)
            await say(reply.having(_VARY), send)
            return
        tag = _tag(key or (question, *said))
        if not key and (kept := self._keeping.get(key := (tag,))):
            await self._again(kept, headers, send)
            return
        told = _Told(key, tag, packed, data.steady)
        if data.steady and _matches(headers.get("if-none-match", ""), told.tag):
            await say(Reply(status=304).having(told.headers), send)
            return
        data.used += 1
        try:
            await self._worked(request, question, data, told, receive, send)
        finally:
            data.used -= 1
            self._close_left()

    async def _again(self, kept: Kept, headers: Mapping[str, str], send: Any) -> None:
        """Send an answer that was kept, or that it is the one which the client has."""
        self._metrics.events["kept"] += 1
        if _matches(headers.get("if-none-match", ""), kept.tag):
            told = {"ETag": kept.tag, "Cache-Control": _STEADY, **_VARY}
            await say(Reply(status=304).having(told), send)
            return
        await _send(kept, send)

    async def _worked(
        self,
        request: Request,
        question: Asked,
        data: Data,
        told: _Told,
        receive: Any,
        send: Any,
    ) -> None:
        found = self._at_once(request, question, data, told.packed)
        try:
            if found is None:
                task = await self._task(request, question, data, told.packed)
                found = await self._done(task, told.headers, receive, send)
                if found is not None and found.wide:
                    wide = await self._place(data, question, wide=True)
                    found = await self._done(replace(task, wide=wide), told.headers, receive, send)
        except (QueryFaultError, LimitError, BusyError, DataError) as error:
            await say(_fault(error, self._metrics), send)
            return
        if found is not None:
            await self._said(found, told, send)

    async def _done(
        self, task: Task, headers: dict[str, str], receive: Any, send: Any
    ) -> Answered | None:
        """Return the answer of a process, None where it was large, and sent as it came."""
        work = Work(self.lanes.allowed)
        async with self._watched(work, receive), self.lanes.doing(work, answered, task):
            if work.first is not None:
                await self._streamed(work, headers, task.packed, send)
                return None
            found: Answered = work.value
            return found

    def _at_once(
        self, request: Request, question: Asked, data: Data, packed: bool
    ) -> Answered | None:
        """Answer a look-up, None where it is none, or wants to be told what is wrong with it."""
        if question.default is not None or question.named is not None:
            return None
        place = data.known(question.as_of, question.possible, question.known_by)
        store = data.opened(place) if place else None
        if place is None or store is None:  # a store is asked whether it is empty, where it is true
            return None
        if not 0 < self.allowed.rows < ROWS and (one := single(question.text, bare=place.bare)):
            found = at_once(one, store, place, question.accept, f"{request.root}/sparql")
            if found is None:
                return None
            self._metrics.events["quick"] += 1
            return _packed(found) if packed else found
        if not is_quick(question.text, store, bare=place.bare):
            return None
        pieces: list[bytes] = []
        try:
            most = min(FEW, self.allowed.rows or FEW)
            task = self._told(request, question, data, place, packed)
            task = replace(task, rows=most, plain=True)
            found = answered(pieces.append, task)
        except QueryFaultError:
            return None
        self._metrics.events["quick"] += 1
        return None if found.wide or pieces else found

    async def _said(self, found: Answered, told: _Told, send: Any) -> None:
        """Send an answer that is whole, and keep it."""
        headers = [
            *(_STEADY_HEADERS if found.steady else _PASSING_HEADERS),
            (b"content-type", found.type.encode()),
            (b"content-length", b"%d" % len(found.rest)),
        ]
        if found.packed:
            headers.append((b"content-encoding", b"gzip"))
        if found.steady:
            headers.append((b"etag", told.tag.encode()))
        kept = Kept(told.tag, tuple(headers), found.rest)
        if found.steady:
            self._keeping.keep(told.key, kept)
        await _send(kept, send)

    async def _task(self, request: Request, question: Asked, data: Data, packed: bool) -> Task:
        key = (question.as_of, question.possible, question.known_by)
        place = data.known(*key) or await self._place(data, question)
        return self._told(request, question, data, place, packed)

    def _told(
        self, request: Request, question: Asked, data: Data, place: Place, packed: bool
    ) -> Task:
        key = (question.as_of, question.possible, question.known_by)
        return Task(
            question.text, place, question.accept, f"{request.root}/sparql", self.allowed.rows,
            packed, data.known(*key, True), question.default, question.named, self._services,
        )  # fmt: skip

    async def _place(self, data: Data, question: Asked, *, wide: bool = False) -> Place:
        """Return where a question is asked, which may have to be worked out first."""
        key = (question.as_of, question.possible, question.known_by)
        made = asyncio.to_thread(data.place, *key, wide)
        try:
            return await asyncio.wait_for(made, self.allowed.seconds or None)
        except TimeoutError:
            raise QueryFaultError(
                "What holds at this date is still being worked out: ask again in a while.", 503, {}
            ) from None

    @asynccontextmanager
    async def _watched(self, work: Work, receive: Any) -> Any:
        """Stop a work whose client goes away."""
        loop = asyncio.get_running_loop()
        watch: list[asyncio.Task[None]] = []

        async def look() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            self._metrics.events["left"] += 1
            work.stop(GoneError())

        timer = loop.call_later(_LOOK, lambda: watch.append(loop.create_task(look())))
        try:
            yield
        finally:
            timer.cancel()
            for one in watch:
                one.cancel()

    async def _streamed(self, work: Work, headers: dict[str, str], packed: bool, send: Any) -> None:
        """Send an answer as it comes; what ends it then breaks the line, so that all can tell."""
        assert work.first
        told = {"Content-Type": pickle.loads(work.first), **headers}
        told |= {"Content-Encoding": "gzip"} if packed else {}
        pairs = encoded(Reply(headers=told), sized=False)
        await send({"type": "http.response.start", "status": 200, "headers": pairs})
        try:
            while (piece := await work.next()) is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except (QueryFaultError, LimitError, DataError) as error:
            _fault(error, self._metrics)  # which counts it
            raise GoneError from error
        await send({"type": "http.response.body", "body": work.value.rest})


@dataclass(frozen=True)
class _Told:
    """What tells a question from others, and is said of its answer if that is steady."""

    key: Key
    tag: str
    packed: bool
    #: Whether changes of the data are seen, so that an answer can be said to be as it was.
    steady: bool

    @property
    def headers(self) -> dict[str, str]:
        if not self.steady:
            return {"Cache-Control": "no-store", **_VARY}
        return {"ETag": self.tag, "Cache-Control": _STEADY, **_VARY}


def _tag(key: Any) -> str:
    return f'W/"{hashlib.sha256(repr(key).encode()).hexdigest()[:32]}"'


def _matches(header: str, tag: str) -> bool:
    return bool(header) and any(
        one.strip().removeprefix("W/") == tag[2:] for one in header.split(",")
    )


def _packed(found: Answered) -> Answered:
    """Return an answer packed by gzip, unless it is so small that nothing is won."""
    if len(found.rest) < UNPACKED:
        return found
    return replace(found, rest=zlib.compress(found.rest, 4, wbits=31), packed=True)


async def _send(kept: Kept, send: Any) -> None:
    """Send an answer that is whole."""
    headers = list(kept.headers)
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": kept.content})


def _fault(error: Exception, metrics: Metrics) -> Reply:
    """Return what is answered to a question that failed, or met a limit."""
    if isinstance(error, QueryFaultError):
        metrics.events["refused"] += 1
        return problem(str(error), error.status, **error.more)
    if isinstance(error, BusyError):
        metrics.events["busy"] += 1
        return problem("Too many questions wait: ask again in a while.", 503)
    if isinstance(error, LimitError):
        metrics.events[error.limit] += 1
        return problem(_limited(error), 422, limit=error.limit)
    metrics.events["ended"] += 1
    if isinstance(error, ServiceError):
        return problem(UNANSWERED, 502)
    return problem(str(error), 422)


def _limited(error: LimitError) -> str:
    took = str(error).partition(". ")[0]
    return f"{took}. Ask for less: of fewer things, with LIMIT, or in parts."
