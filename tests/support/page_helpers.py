"""A real browser to open pages in, and a small page.

A plugin of the tests that open pages; PYTEST_DONT_REWRITE, as they import it too.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from checkout import needs
from invented import actor, network, tie
from tigraph.drawing.page import page
from tigraph.networks.network import Network


@pytest.fixture
def small() -> Network:
    graph: Any = nx.MultiDiGraph()
    graph.add_node("urn:a", **actor("Élodie Œuvrard", names=["200000001", "Mme Inventée"]))
    graph.add_node("urn:b", **actor("Comité imaginaire", "GovernanceBody"))
    graph.add_node("urn:c", **actor("Commune rêvée", "Intercommunality"))
    graph.add_node("urn:d", **actor("Isolée", "Intercommunality"))
    graph.add_edge("urn:a", "urn:b", **tie())
    graph.add_edge("urn:a", "urn:b", **tie("chairs", "appointment", certain=False, weight=3))
    graph.add_edge("urn:b", "urn:c", **tie("cooperates-with", "cooperation", evidence=[]))
    return network(graph)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = needs("chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


#: Resolves once letters are there, nothing is animated, and five frames show all in one place.
STILL = """(async () => {
  await document.fonts.ready;
  const told = () => JSON.stringify([
    tigraph.drawn().map(tigraph.where),
    document.querySelector("#network").getBoundingClientRect(),
    document.getAnimations().filter((one) => one.playState === "running").length,
  ]);
  const end = performance.now() + 60_000;
  for (let last = "", same = 0; same < 5; ) {
    if (performance.now() > end) throw new Error("the page does not stand still");
    await new Promise(requestAnimationFrame);
    const now = told();
    same = now === last ? same + 1 : 0;
    last = now;
  }
})()"""


class Visit:
    """A page opened in a fresh profile; what it asks of the network, and what it complains of."""

    def __init__(self, browser: Any, path: Path, hash: str = "", **context: Any) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.folder = path.parent
        address = path.as_uri()

        def gate(route: Any) -> None:
            if route.request.url.split("#")[0] == address:
                route.continue_()
            else:
                self.asked.append(route.request.url)
                route.abort()

        self.context.route("**/*", gate)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address + hash)

    def saved(self, what: str) -> bytes:
        """Export what is shown, and return the file."""
        if self.page.get_attribute("#save", "open") is None:
            self.page.click("#save summary")
        with self.page.expect_download() as coming:
            self.page.click(f"#save-{what}")
        return Path(coming.value.path()).read_bytes()

    def filters(self) -> None:
        """Open the drawer of filters."""
        if self.page.get_attribute("#filters", "aria-expanded") == "false":
            self.page.click("#filters")

    def hows(self) -> list[list[Any]]:
        """Of each tie: source, relation, target, and how it holds at the date chosen."""
        return list(self.page.evaluate("tigraph.hows()"))

    def state(self) -> dict[str, Any]:
        return dict(self.page.evaluate("tigraph.state()"))

    def until(self, condition: str, seconds: float = 60) -> None:
        """Wait for what an expression tells; Playwright's own way needs eval, which is refused."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, condition
            self.page.wait_for_timeout(30)

    def still(self) -> None:
        """Wait until nothing moves any more: a pointer sent to where a mark was misses it."""
        self.page.evaluate(STILL)

    def spot(self, *actors: int) -> tuple[float, float]:
        """Return where an actor stands in the window, or the middle of some, once all is still."""
        self.still()
        box = self.page.locator("#network").bounding_box()
        spots = [self.page.evaluate(f"tigraph.where({actor})") for actor in actors]
        x, y = (sum(spot[axis] for spot in spots) / len(spots) for axis in "xy")
        return box["x"] + x, box["y"] + y

    def drag(self, start: tuple[float, float], by: tuple[float, float]) -> None:
        """Press at a place of the window, move the pointer so far, and let go.

        Each step is drawn before the next, or a page that is slow hears of one move alone.
        """
        mouse, drawn = self.page.mouse, "new Promise(requestAnimationFrame)"
        mouse.move(*start)
        self.page.evaluate(drawn)
        mouse.down()
        for part in (0.25, 0.5, 0.75, 1):
            mouse.move(start[0] + part * by[0], start[1] + part * by[1])
            self.page.evaluate(drawn)
        mouse.up()


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    made: list[Visit] = []

    def open_(picture: Network | str, prepared: Any = None, **context: Any) -> Visit:
        """Open the page of a network, or one that is there."""
        path = tmp_path / f"page{len(made)}.html"
        text = picture if isinstance(picture, str) else page.html_page(picture, prepared)
        path.write_text(text, "utf-8")
        made.append(Visit(chromium, path, **context))
        return made[-1]

    yield open_
    for each in made:
        each.context.close()
        assert each.asked == []
        assert each.complaints == []
