"""Sockets for the service: waitress, with bounds of its own, and its complaints as JSON.

One thread reads what clients send, and gives a request to one of a few threads once it is whole:
a client that is slow to send, or to read, holds none of them up.
"""

from __future__ import annotations

import errno
import logging
import socket
import time
from dataclasses import dataclass
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher

from tigraph.errors import DataError
from tigraph.serving.hosts import family_of
from tigraph.serving.requests import LARGEST_BODY, problem

#: Bytes that are still read, and left unheard, from a client that was refused.
_HEARD_OUT = 2**26


@dataclass(frozen=True)
class Limits:
    """Seconds to send a request in, to be silent for, and to end in; how much side by side."""

    receiving: float = 20
    silent: float = 30
    ending: float = 5
    connections: int = 200
    threads: int = 4
    header: int = 2**16


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at a host and a port, 0 for any that is free.

    Raises `UsageError` for a host that there is not, `DataError` where it cannot be.
    """
    reason = ""
    for family, address in family_of(host, port):
        try:
            return socket.create_server(address, family=family, backlog=128)
        except OSError as error:
            reason = _reason(error, host, port)
    raise DataError(reason)


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use: give another --port, or 0 for any that is free."
    if error.errno == errno.EACCES:
        return f"Port {port} of {host} is not for every user: give a --port from 1024 on."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: give --host one that is."
    return f"Cannot listen at port {port} of {host}: {error.strerror or error}."


class _Parser(HTTPRequestParser):
    """A request that is being received, and since when."""

    def __init__(self, adj: Adjustments) -> None:
        super().__init__(adj)
        self.began = time.time()


class _ErrorTask(ErrorTask):
    """An answer to what is no request that HTTP knows."""

    def execute(self) -> None:
        error = self.request.error
        reply = problem(f"{error.reason}. {error.body}", error.code)
        self.channel.refused = True
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(reply.listed())
        self.set_close_on_finish()
        self.content_length = len(reply.content)
        self.write(reply.content)


class _Channel(HTTPChannel):
    """A line to a client.

    One that was refused in the middle of what it sends is heard out for a while: a line that is
    closed before all is read is reset, and takes the reason with it.
    """

    parser_class = _Parser
    error_task_class = _ErrorTask
    refused = False
    #: When the last was said, and how much has come since.
    ended, unheard = 0.0, 0

    def readable(self) -> bool:
        return bool(self.ended) or bool(super().readable())

    def handle_read(self) -> None:
        if not self.ended:
            super().handle_read()
        else:
            try:
                self.unheard += len(self.recv(2**16))
            except OSError:
                self.handle_close()
            if self.unheard > _HEARD_OUT:
                self.handle_close()

    def handle_close(self) -> None:
        if self.refused and self.connected and not self.ended:
            self.ended, self.will_close = time.time(), False
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                super().handle_close()
        else:
            super().handle_close()


class Server(TcpWSGIServer):
    """Serves a WSGI application at a socket that listens: `run` until `stop`."""

    channel_class = _Channel

    def __init__(self, app: Any, listener: socket.socket, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        logging.getLogger("waitress").setLevel(logging.CRITICAL)  # of broken lines, mostly
        self._limits = limits
        self._stopping = False
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(limits.threads)
        super().__init__(
            app,
            map={},
            _sock=listener,
            dispatcher=dispatcher,
            bind_socket=False,
            sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
            adj=Adjustments(
                sockets=[listener],
                connection_limit=limits.connections,
                channel_timeout=limits.silent,
                cleanup_interval=min(limits.receiving, limits.silent) / 4,
                max_request_header_size=limits.header,
                max_request_body_size=LARGEST_BODY,
                inbuf_overflow=2**20,
                outbuf_overflow=2**20,
                # An answer waits in a file for a client that is slow to read, not in a thread.
                outbuf_high_watermark=2**28,
                asyncore_use_poll=True,
                asyncore_loop_timeout=min(1.0, limits.receiving / 4),
                ident="tigraph",
                log_socket_errors=False,
            ),
        )

    def maintenance(self, now: float) -> None:
        """Close lines that are silent, and those on which a request takes too long to come."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            request = channel.request
            late = request is not None and now - request.began > self._limits.receiving
            if late or (channel.ended and now - channel.ended > self._limits.ending):
                channel.will_close = True

    def run(self) -> None:
        """Serve until somebody says `stop`, or an interrupt comes; then close all lines."""
        try:
            while not self._stopping:
                self._turn(self.adj.asyncore_loop_timeout)
            end = time.monotonic() + self._limits.ending
            self.accepting = False
            while self._busy() and time.monotonic() < end:
                self._turn(0.05)
        finally:
            self.task_dispatcher.shutdown(timeout=self._limits.ending)
            self.asyncore.close_all(self._map)

    def stop(self) -> None:
        """Have `run` end once the requests that are there are answered; from any thread."""
        self._stopping = True
        self.pull_trigger()

    def _turn(self, timeout: float) -> None:
        self.asyncore.loop(timeout=timeout, use_poll=True, map=self._map, count=1)

    def _busy(self) -> bool:
        lines = self.active_channels.values()
        return any(one.requests or one.total_outbufs_len for one in lines)
