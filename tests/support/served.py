"""`tigraph serve` in this process, on a port of this machine, for the tests that ask it."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tigraph.serving import App, Hosts, Limits, Server, listening
from tigraph.serving.reconciling import Desk

#: A test that hears nothing for so many seconds fails.
PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers (names in lower case), content."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    def json(self) -> Any:
        return json.loads(self.content)


@dataclass(frozen=True)
class Served:
    """A server that runs, at a port of 127.0.0.1."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        body: str | bytes | None = None,
        type: str = "",
        method: str = "",
        **headers: str,
    ) -> Answer:
        """Return what is answered to a GET, or a POST where there is a body."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if type:
            told["Content-Type"] = type
        content = body.encode() if isinstance(body, str) else body
        try:
            line.request(method or ("GET" if body is None else "POST"), path, content, told)
            reply = line.getresponse()
            named = {name.lower(): value for name, value in reply.getheaders()}
            return Answer(reply.status, named, reply.read())
        finally:
            line.close()

    def raw(self, *pieces: bytes) -> bytes:
        """Return all that comes back for some bytes, whatever they are."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as line:
            for piece in pieces:
                line.sendall(piece)
            came = b""
            while more := line.recv(65536):
                came += more
            return came


@contextmanager
def served(desk: Desk, limits: Limits | None = None, **more: Any) -> Iterator[Served]:
    """Serve a desk until the test is over; `more` goes to `App`."""
    listener = listening("127.0.0.1", 0)
    port = listener.getsockname()[1]
    server = Server(App(desk, Hosts.of("127.0.0.1", port), **more), listener, limits)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield Served(port)
    finally:
        server.stop()
        thread.join()
