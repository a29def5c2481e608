"""Networks of invented names, and a real browser to open their pages in.

A plugin of the tests that open pages; PYTEST_DONT_REWRITE, as they import it too.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from conftest import needs

from tigraph import views
from tigraph.networks import Network

HOSTILE = [
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "javascript:window.hacked=1",
    "\"quotes\" 'single' `back` & &lt;",
    "rtl \u202egnol\u202c \u200f שלום",
    "long " * 100,
    "emoji 🏭🇫🇷 👩‍🔧",
    "$x_1$ @@data@@ {{ 7*7 }} <!-- \u2028",
]
EVIDENCE = {
    "title": "Document fictif A",
    "publisher": "Éditeur inventé",
    "date": "2019-01-31",
    "url": "https://example.org/a",
    "place": "3023–3075",
    "speaker": "Porte-parole imaginaire",
    "modality": "énoncé",
}


def network(graph: Any, **about: Any) -> Network:
    told: dict[str, Any] = {
        "title": "Réseau fictif",
        "projection": "actors",
        "description": "Acteurs inventés pour l’essai.",
        "language": "fr",
        "directed": True,
        "as_of": "2019",
        "made": "2026-01-02",
        "version": "0.1.0",
        "query": "actors",
        "sources": ("Document fictif A",),
    }
    return Network(graph=graph, **(told | about))


def actor(label: str, kind: str = "Person", **more: Any) -> dict[str, Any]:
    return {
        "label": label,
        "kind": kind,
        "kind_label": kind.lower(),
        "level": "local",
        "level_label": "échelon local",
        "order": "state",
        "order_label": "État",
        "names": [],
        **more,
    }


def tie(relation: str = "member-of", basis: str = "membership", **more: Any) -> dict[str, Any]:
    return {
        "relation": relation,
        "relation_label": f"relation {relation}",
        "basis": basis,
        "basis_label": f"fondement {basis}",
        "start": "2018-11-22",
        "end": "",
        "valid": "2018-11-22/..",
        "certain": True,
        "weight": 1,
        "claim": "https://example.org/claim/1",
        "evidence": [EVIDENCE],
        **more,
    }


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


def grown(n: int) -> Network:
    graph: Any = nx.MultiDiGraph()
    for i in range(n):
        graph.add_node(f"urn:{i:04d}", **actor(f"Acteur fictif {i}", f"Kind{i % 9}"))
    for i in range(1, n - n // 10):
        graph.add_edge(f"urn:{i:04d}", f"urn:{i * i % (i // 2 + 1):04d}", **tie())
    return network(graph)


def hostile() -> Network:
    graph: Any = nx.MultiDiGraph()
    for i, text in enumerate(HOSTILE):
        graph.add_node(
            f"urn:{i}", **actor(text, text, kind_label=text, names=[text], level_label=text)
        )
    for i, text in enumerate(HOSTILE):
        proof = dict.fromkeys(EVIDENCE, text)
        more: dict[str, Any] = {
            "relation_label": text,
            "basis_label": text,
            "valid": text,
            "evidence": [proof],
        }
        graph.add_edge(f"urn:{i}", f"urn:{(i + 1) % len(HOSTILE)}", **tie(basis=text, **more))
    text = "".join(HOSTILE[:4])
    return network(graph, title=text, description=text, query=text, sources=tuple(HOSTILE))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = needs("chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page opened in a fresh profile; what it asks of the network, and what it complains of."""

    def __init__(self, browser: Any, path: Path, hash: str = "", **context: Any) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
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

    def hows(self) -> list[list[Any]]:
        """Of each tie: source, relation, target, and how it holds at the date chosen."""
        return list(self.page.evaluate("tigraph.hows()"))

    def state(self) -> dict[str, Any]:
        return dict(self.page.evaluate("tigraph.state()"))

    def until(self, condition: str, seconds: float = 15) -> None:
        """Wait for what an expression tells; Playwright's own way needs eval, which is refused."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, condition
            self.page.wait_for_timeout(30)

    def click_at(self, x: float, y: float) -> None:
        box = self.page.locator("#network").bounding_box()
        self.page.mouse.click(box["x"] + x, box["y"] + y)


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    made: list[Visit] = []

    def open_(picture: Network, **context: Any) -> Visit:
        path = tmp_path / f"page{len(made)}.html"
        path.write_text(views.html_page(picture), "utf-8")
        made.append(Visit(chromium, path, **context))
        return made[-1]

    yield open_
    for each in made:
        each.context.close()
        assert each.asked == []
        assert each.complaints == []
