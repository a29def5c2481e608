"""A server on this machine for tests, which can misbehave as servers do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from tigraph.http import asking


@dataclass(frozen=True)
class Reply:
    """What is answered: `sends` bytes of the body, then a broken or (`hangs`) a dead line."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    sends: int | None = None
    hangs: bool = False
    ranges: bool = True
    reason: str | None = None
    trickles: float = 0  # seconds between one byte and the next


#: What works out a reply from method, address and content of a request.
Program = Callable[[str, str, bytes], Reply]


@dataclass
class Site:
    """Replies by path, the last of each repeated, the requests that came, and what they sent.

    A path without its query may have a program that works out what is answered, and faults:
    replies that come before, each once.
    """

    address: str = ""
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    programs: dict[str, Program] = field(default_factory=dict)
    faults: dict[str, list[Reply]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: list[tuple[str, str, bytes]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def gives(self, path: str, *replies: Reply) -> str:
        """Set what a path answers, one reply after the other; return its address."""
        self.replies[path] = list(replies)
        return self.address + path

    def asked(self, path: str) -> list[dict[str, str]]:
        """Return the headers of the requests for a path, names in lower case."""
        return [headers for asked, headers in self.requests if asked == path]


@contextmanager
def in_place_of_the_web(cache: Path, patch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Serve to the clients of services, with an empty cache, and pauses that take no time."""
    patch.setenv("no_proxy", "*")
    patch.setenv("TIGRAPH_CACHE", str(cache))
    with serving() as started:
        place = started.address.partition("//")[2]
        patch.setitem(asking._PACES, place, asking.Pace(0, lambda: 0.0, lambda _: None))
        yield started


def _sent(file: BinaryIO, body: bytes, pause: float, closing: threading.Event) -> None:
    """Send a body, byte after byte where there is to be a pause."""
    for piece in (bytes([one]) for one in body) if pause else (body,):
        file.write(piece)
        file.flush()
        if pause and closing.wait(pause):
            break


@contextmanager
def serving() -> Iterator[Site]:
    """Serve on a free port of this machine until the test is over."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            asked = {name.lower(): value for name, value in self.headers.items()}
            site.requests.append((self.path, asked))
            body = self.rfile.read(int(asked.get("content-length", 0)))
            site.sent.append((self.command, self.path, body))
            path = self.path.partition("?")[0]
            if faults := site.faults.get(path):
                return self.reply(faults.pop(0), asked)
            if program := site.programs.get(path):
                return self.reply(program(self.command, self.path, body), asked)
            queue = site.replies.get(self.path, [Reply(b"no such file", 404)])
            return self.reply(queue.pop(0) if len(queue) > 1 else queue[0], asked)

        do_POST = do_PUT = do_GET

        def reply(self, reply: Reply, asked: dict[str, str]) -> None:
            status, body = reply.status, reply.body
            etag = reply.headers.get("ETag", "")
            more = dict(reply.headers)
            if etag and asked.get("if-none-match") == etag:
                status, body = 304, b""
            elif "range" in asked and reply.ranges and asked.get("if-range") == etag:
                start = int(asked["range"].removeprefix("bytes=").rstrip("-"))
                more["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
                status, body = 206, body[start:]
            more.setdefault("Content-Length", str(len(body)))
            self.send_response(status, reply.reason)
            for name, value in more.items():
                self.send_header(name, value)
            self.end_headers()
            body = body if reply.sends is None else body[: reply.sends]
            _sent(self.wfile, body, reply.trickles, site.closing)
            if reply.hangs:
                site.closing.wait(30)
            whole = more["Content-Length"] == str(len(body))
            if reply.hangs or reply.sends is not None or reply.trickles or not whole:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
