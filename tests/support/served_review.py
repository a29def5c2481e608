"""A review of the fictitious document, served in this process and opened in a real browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from served import Served
from tigraph import load
from tigraph.coding import Desk, Review
from tigraph.serving import Hosts, ReviewApp, Server, listening


@contextmanager
def reviewed(
    folder: Path, coder: str = "ada", language: str = "fr"
) -> Iterator[tuple[ReviewApp, Served, Desk]]:
    """Serve the review of the document `val` until the test is over."""
    documents = sorted(folder.glob("documents/*/document.ttl"))
    graph = load(
        [*documents, *sorted(folder.glob("claims/*.ttl"))], layers=["curated"], language=language
    )
    desk = Desk(folder, "val", graph.store, language)
    listener = listening("127.0.0.1", 0)
    port = listener.getsockname()[1]
    faults: list[Exception] = []
    app = ReviewApp(
        Review(desk, coder), Hosts.of("127.0.0.1", port), lambda text: graph.search(text, 6),
        faults.append,
    )  # fmt: skip
    server = Server(app, listener)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield app, Served(port, app, server), desk
    finally:
        server.stop()
        thread.join()
    assert faults == []


class Reader:
    """Somebody before the page: what it asks for elsewhere, and what it complains of."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(viewport={"width": 1280, "height": 720}, **context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)

        def asked(request: Any) -> None:
            if not request.url.startswith(address):
                self.elsewhere.append(request.url)

        def complained(message: Any) -> None:
            # a claim that is refused is an answer of 422, which the console tells
            if "422" not in message.text:
                self.complaints.append(message.text)

        self.page.on("request", asked)
        self.page.on("console", complained)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_selector("#item h3")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def until(self, condition: str, seconds: float = 60) -> None:
        """Wait for what an expression tells; Playwright's own way needs eval, which is refused."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, condition
            self.page.wait_for_timeout(30)

    def said(self, text: str) -> None:
        """Wait until the page says something."""
        self.page.locator("#said").get_by_text(text).wait_for()

    @property
    def told(self) -> str:
        return str(self.page.inner_text("#item .told"))
