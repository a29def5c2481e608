"""Lines to clients: HTTP as uvicorn and httptools read it, with bounds of time and size.

A client that is slow to send, or to read, or that sends no HTTP, is told so where it listens, and
let go. One that was refused in the middle of what it sends is heard out for a while: a line that
is closed before all is read is reset, and takes the reason with it.
"""

from __future__ import annotations

import re
from asyncio import TimerHandle
from dataclasses import dataclass
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from tigraph.serving.requests import problem

#: Bytes that are still read, and left unheard, from a client that was refused.
_HEARD_OUT = 2**26


@dataclass(frozen=True)
class Limits:
    """Seconds to send a request in, to be silent for, and to end in; how much side by side."""

    receiving: float = 20
    silent: float = 30
    ending: float = 30
    connections: int = 1000
    header: int = 2**16


class _NotTakenError(Exception):
    """A request that is refused before it is whole."""

    def __init__(self, status: int, reason: str) -> None:
        self.status, self.reason = status, reason
        super().__init__(reason)


_NO_HTTP = _NotTakenError(400, "This is no request that HTTP knows.")
_TOO_LONG = _NotTakenError(431, "The header is too long.")
_METHOD = _NotTakenError(405, "Ask by GET, HEAD or POST.")
_ASKS = re.compile(rb"[!-~]{1,40} [!-~]+ HTTP/1")


class Line(HttpToolsProtocol):
    """A line to a client, which is served within limits."""

    limits = Limits()
    #: What ends the line unless something happens before.
    _alarm: TimerHandle | None = None
    _stalled: TimerHandle | None = None
    #: Bytes of a head that is not whole, and of what nobody hears any more.
    _head, _unheard = 0, 0
    _in_head = True
    _refused: _NotTakenError | None = None

    def connection_made(self, transport: Any) -> None:
        """Take a client, if there are not too many."""
        super().connection_made(transport)
        if len(self.connections) > self.limits.connections:
            self._say(_NotTakenError(503, "Too many ask at once: ask again in a while."))
        else:
            self._wait(self.limits.silent)

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave a client."""
        for one in (self._alarm, self._stalled):
            if one is not None:
                one.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Hear what a client says."""
        if self._refused is not None:
            self._unheard += len(data)
            if self._unheard > _HEARD_OUT:
                self.transport.abort()
            return
        if self._in_head:
            self._head += len(data)
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
            if self._in_head and self._head > self.limits.header:
                self._say(_TOO_LONG)
        except httptools.HttpParserUpgrade:
            self.cycle.keep_alive = False  # it is answered as if nothing else had been offered
        except httptools.HttpParserInvalidMethodError:
            self._say(_METHOD if _ASKS.match(data) else _NO_HTTP)
        except httptools.HttpParserError:
            self._say(self._refused or _NO_HTTP)

    def on_message_begin(self) -> None:
        """Begin to hear a request, which must be whole in time."""
        super().on_message_begin()
        self._wait(self.limits.receiving)

    def on_url(self, url: bytes) -> None:
        """Hear of the address."""
        super().on_url(url)
        if len(self.url) > self.limits.header:
            self._refuse(414, "The address is too long: post a form.")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Hear a header."""
        super().on_header(name, value)
        if name.lower() == b"transfer-encoding" and value.lower().strip() != b"chunked":
            self._refuse(501, "Send a body whole, or in chunks.")

    def on_headers_complete(self) -> None:
        """Hear that the headers are whole."""
        if sum(len(name) + len(value) for name, value in self.headers) > self.limits.header:
            self._refused = _TOO_LONG
            raise _TOO_LONG
        self._in_head, self._head, self._unheard = False, 0, 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Hear a piece of the body, whether or not anybody still wants it."""
        super().on_body(body)
        if self.cycle.response_complete:
            self._unheard += len(body)
            if self._unheard > _HEARD_OUT:
                self.transport.abort()

    def on_message_complete(self) -> None:
        """Hear that the request is whole."""
        self._in_head = True
        self._wait(0)
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Wait for a client to read, which it must in time."""
        super().pause_writing()
        self._stalled = self.loop.call_later(self.limits.silent, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on with a client that reads."""
        super().resume_writing()
        if self._stalled is not None:
            self._stalled.cancel()

    def _should_upgrade(self) -> bool:
        return False

    def _wait(self, seconds: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self.loop.call_later(seconds, self._late) if seconds else None

    def _late(self) -> None:
        """End a line on which a request, or anything, takes too long to come."""
        self.transport.abort()

    def _refuse(self, status: int, reason: str) -> None:
        self._refused = _NotTakenError(status, reason)
        raise self._refused  # which the parser hands on as an error of its own

    def _say(self, error: _NotTakenError) -> None:
        """Say why a request is not taken, and no more; then hear the client out for a while."""
        self._refused = error
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()
            return
        reply = problem(error.reason, error.status).having({"Connection": "close"})
        if error.status == 405:
            reply = reply.having({"Allow": "GET, HEAD, POST, OPTIONS"})
        head = [STATUS_LINE[error.status]]
        head += [f"{name}: {value}\r\n".encode() for name, value in reply.listed()]
        self.transport.write(b"".join([*head, b"\r\n", reply.content]))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._wait(min(self.limits.silent, 5))
