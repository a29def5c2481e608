"""What stands before every address: whose name is asked for, headers of safety, counts, the log."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import IO, Any

from tigraph.errors import RefusedRequestError, ServiceError, UsageError
from tigraph.serving.hosts import Hosts
from tigraph.serving.metrics import Metrics
from tigraph.serving.requests import (
    UNANSWERED,
    GoneError,
    Reply,
    WrongMethodError,
    headers_of,
    problem,
)

#: What is said of every answer that says nothing of it itself.
_SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'"),
    (b"permissions-policy", b"interest-cohort=()"),
)
#: Addresses that any page of the web may ask.
_OPEN = ("/reconcile", "/sparql")
_FOR_ALL = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Retry-After, Content-Disposition"),
)


def encoded(reply: Reply, *, sized: bool = True) -> list[tuple[bytes, bytes]]:
    """Return the headers of a reply as ASGI has them, their names in lower case."""
    return [
        (name.lower().encode(), value.encode("latin-1"))
        for name, value in reply.listed(sized=sized)
    ]


async def say(reply: Reply, send: Any) -> None:
    """Send a reply."""
    start = {"type": "http.response.start", "status": reply.status, "headers": encoded(reply)}
    await send(start)
    await send({"type": "http.response.body", "body": reply.content})


def refusal(error: Exception) -> Reply | None:
    """Return what is answered to a request that is refused, None for a fault of tigraph's own."""
    if isinstance(error, RefusedRequestError):
        reply = problem(str(error), error.status)
        if isinstance(error, WrongMethodError):
            reply = reply.having({"Allow": error.allowed})
        return reply
    return problem(str(error), 400) if isinstance(error, UsageError) else None


class Gate:
    """An ASGI application before another one; `tell` is told of faults of tigraph's own.

    `log` is where each request is written as a line of JSON: what was asked of which address, not
    by whom, nor with which words.
    """

    def __init__(
        self,
        app: Any,
        hosts: Hosts,
        metrics: Metrics,
        tell: Callable[[Exception], None],
        log: IO[str] | None = None,
    ) -> None:
        self._app, self._hosts, self._metrics = app, hosts, metrics
        self._tell, self._log = tell, log

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, began = scope["path"], time.perf_counter()
        told = _Told(send, path.startswith(_OPEN))
        self._metrics.begun()
        try:
            await self._passed(scope, receive, told)
        except GoneError:
            told.status = told.status or 499
        except Exception as error:
            await self._failed(error, told)
        finally:
            route, took = scope.get("place", "other"), time.perf_counter() - began
            self._metrics.done(route, told.status, took, told.size)
            if self._log is not None:
                self._write(scope["method"], route, told, took)

    async def _passed(self, scope: Any, receive: Any, told: _Told) -> None:
        try:
            scope["told"] = headers_of(scope)
            scope["root"] = self._hosts.root(scope["told"].get("host", "").strip())
        except RefusedRequestError:
            told.open = False
            raise
        await self._app(scope, receive, told)

    async def _failed(self, error: Exception, told: _Told) -> None:
        reply = refusal(error)
        if reply is None:
            self._tell(error)
            reply = problem("A fault of tigraph: whoever runs it is told.", 500)
            if isinstance(error, ServiceError):
                reply = problem(UNANSWERED, 502)
        if told.status:
            raise error  # the line ends: what was begun is not taken for whole
        await say(reply, told)

    def _write(self, method: str, route: str, told: _Told, took: float) -> None:
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": method[:10],
            "place": route,
            "status": told.status,
            "bytes": told.size,
            "ms": round(took * 1000, 1),
        }
        print(json.dumps(line), file=self._log or sys.stderr, flush=True)


class _Told:
    """What is sent to a client: with headers of safety, and counted."""

    def __init__(self, send: Any, open_to_all: bool) -> None:
        self._send = send
        self.open = open_to_all
        self.status, self.size = 0, 0

    async def __call__(self, message: Any) -> None:
        """Send a message."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = message["headers"]
            has = dict(headers)
            if self.status != 304:  # whose headers take the place of those that the client kept
                headers += [pair for pair in _SAFE if pair[0] not in has]
            if self.open:
                headers += _FOR_ALL
        else:
            self.size += len(message.get("body", b""))
        await self._send(message)
