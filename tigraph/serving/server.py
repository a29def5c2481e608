"""Sockets for the service: uvicorn, with bounds of its own on what clients may take."""

from __future__ import annotations

import errno
import logging
import socket
from types import FrameType
from typing import Any

import uvicorn

from tigraph.errors import DataError
from tigraph.serving.hosts import family_of
from tigraph.serving.lines import Limits, Line

#: Waiting for who connects while nobody is free to accept.
_BACKLOG = 256


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at a host and a port, 0 for any that is free.

    Raises `UsageError` for a host that there is not, `DataError` where it cannot be.
    """
    reason = ""
    for family, address in family_of(host, port):
        try:
            return socket.create_server(address, family=family, backlog=_BACKLOG)
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


class Server(uvicorn.Server):
    """Serves an ASGI application at a socket that listens: `run` until `stop`."""

    def __init__(self, app: Any, listener: socket.socket, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)  # of broken lines, mostly
        self._listener = listener
        config = uvicorn.Config(
            app,
            http=type("BoundedLine", (Line,), {"limits": limits}),
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            backlog=_BACKLOG,
            timeout_keep_alive=limits.silent,  # type: ignore[arg-type]  # seconds, of any kind
            timeout_graceful_shutdown=limits.ending,  # type: ignore[arg-type]
        )
        super().__init__(config)

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until somebody says `stop`, or an interrupt comes; what is under way is ended."""
        super().run(sockets or [self._listener])

    def stop(self) -> None:
        """Have `run` end once the requests that are there are answered; from any thread."""
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Leave signals to whoever began the server."""

    def capture_signals(self) -> Any:
        """Take no signal: the command line hears them, and says `stop`."""
        from contextlib import nullcontext

        return nullcontext()
