"""`tigraph serve` in this process, on a port of this machine, for the tests that ask it."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tigraph.graph import Graph
from tigraph.limits import Allowance
from tigraph.serving import App, Data, Endpoint, Hosts, Limits, Metrics, Server, listening
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
    app: App = field(repr=False, compare=False)
    server: Server = field(repr=False, compare=False)

    def lines(self) -> int:
        """Return how many clients are connected."""
        return len(self.server.server_state.connections)

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
def served(
    desk: Desk | None,
    limits: Limits | None = None,
    endpoint: Endpoint | None = None,
    **more: Any,
) -> Iterator[Served]:
    """Serve a desk, an endpoint or both until the test is over; `more` goes to `App`."""
    listener = listening("127.0.0.1", 0)
    port = listener.getsockname()[1]
    more.setdefault("tell", traceback.print_exception)
    app = App(desk, Hosts.of("127.0.0.1", port), endpoint=endpoint, **more)
    server = Server(app, listener, limits)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield Served(port, app, server)
    finally:
        server.stop()
        thread.join()


@contextmanager
def asked(
    of: Graph | list[Path],
    *,
    seconds: float = 60,
    memory: int = 2**31,
    rows: int = 1_000_000,
    workers: int = 3,
    services: frozenset[str] = frozenset(),
    limits: Limits | None = None,
    **more: Any,
) -> Iterator[Served]:
    """Serve an endpoint over a graph, or over files alone, until the test is over."""
    bare = isinstance(of, list)
    data = Data(None, "1", of) if isinstance(of, list) else Data(of.ground, "1")
    allowed = Allowance(seconds, memory, rows, asked=True)
    metrics = Metrics()
    endpoint = Endpoint(data, allowed, workers, metrics, services)
    desk = None if bare else more.pop("desk", None)
    with served(desk, limits, endpoint, metrics=metrics, **more) as one:
        yield one
