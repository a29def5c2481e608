"""Pages in a real browser: axe-core, two languages, phone and desktop, day, night and paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

import axe
import tigraph
from hostile_names import HOSTILE
from page_helpers import chromium
from tigraph.graph import Graph
from tigraph.pages import Shelf

__all__ = ["chromium"]
HOST = "http://tigraph.test/"
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}
PERSON = "https://w3id.org/tigraph/id/person/cedric-bole"
PAGES = (
    "index.html",
    "person/cedric-bole.html",
    "territory/alliances-luxe-et-precision-doubs.html?date=2024",
    "document/cget-prefiguration.html",
    "search.html?q=doubs",
    "questions/index.html",
    "questions/people.html?view=network",
    "questions/figures-over-time.html?view=chart",
    "questions/names-of.html?entity=x&ask=1",
    "explore.html?kind=foaf:Person&view=network",
    "explore.html?view=table&date=2019",
    "explore.html?view=time",
    "documents.html",
    "nothing/here.html",
)
#: Those with pictures, and one of text: in the dark on a desktop the others show nothing more.
PICTURES = tuple(page for page in PAGES if page.startswith("person/") or "view=" in page)


class Reader:
    """A reader of pages: what they ask for is answered from the package, all else is noted."""

    def __init__(self, browser: Any, shelf: Shelf, **context: Any) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._shelf = shelf
        self.context.route("**/*", self._answer)

    def _answer(self, route: Any) -> None:
        address = urlsplit(route.request.url)
        found = None
        if route.request.url.startswith(HOST):
            query = dict(parse_qsl(address.query))
            found = self._shelf.answer(unquote(address.path[1:]), query)
        if found is None:
            self.outside.append(route.request.url)
            route.abort()
        else:
            headers = {**found.headers, "Content-Type": found.type}
            route.fulfill(status=found.status, body=found.content, headers=headers)

    def open(self, path: str) -> Any:
        self.page.goto(HOST + path)
        return self.page


@pytest.fixture
def reader(chromium: Any, graph: Graph) -> Iterator[Any]:
    made: list[Reader] = []
    shelf = Shelf(graph)

    def open_(**context: Any) -> Reader:
        made.append(Reader(chromium, shelf, **context))
        return made[-1]

    yield open_
    for each in made:
        each.context.close()
        assert each.outside == []
        assert each.complaints == []


@pytest.mark.parametrize(
    ("language", "scheme", "size", "pages"),
    [("fr", "light", "desktop", PAGES), ("en", "dark", "phone", PAGES),
     ("fr", "dark", "desktop", PICTURES)],
    ids=["light", "phone", "dark"],
)  # fmt: skip
def test_pages_are_for_everybody(
    reader: Any, language: str, scheme: str, size: str, pages: tuple[str, ...]
) -> None:
    width, height = WIDTHS[size]
    visitor = reader(viewport={"width": width, "height": height}, color_scheme=scheme)
    visitor.context.add_init_script(axe.program())
    for path in pages:
        page = visitor.open(f"{language}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert "\n".join(axe.violations(page, colours=pages == PICTURES)) == "", path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    # one asks for what there is not, the last is not there
    told = ("400 (Bad Request)", "404 (Not Found)")
    visitor.complaints = [one for one in visitor.complaints if not any(t in one for t in told)]


def test_a_page_reads_without_scripts_and_style(reader: Any) -> None:
    visitor = reader(java_script_enabled=False)
    page = visitor.open("fr/person/cedric-bole.html")
    page.locator(".proof summary").first.click()
    assert page.locator(".evidence").first.is_visible()
    page.get_by_role("link", name="Alliances Luxe & Précision Doubs").first.click()
    assert page.locator("h1").inner_text() == "Alliances Luxe & Précision Doubs"


def test_on_paper_the_evidence_is_open(reader: Any, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page = reader().open("fr/person/cedric-bole.html")
    page.pdf(path=tmp_path / "page.pdf")
    told = "\n".join(one.extract_text() for one in PdfReader(tmp_path / "page.pdf").pages)
    assert "caractères" in told
    assert "Rechercher" not in told


def test_the_way_through_a_page_by_keyboard(reader: Any) -> None:
    page = reader().open("fr/person/cedric-bole.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate("document.activeElement.closest('section')?.querySelector('h2')?.id")
        )
        outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outlined != "none"
    assert {"timeline", "relations"} <= seen


def test_the_same_whatever_the_machine_says_of_motion(reader: Any) -> None:
    page = reader(reduced_motion="reduce").open("en/person/cedric-bole.html")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_what_is_embedded_for_machines_is_read(reader: Any) -> None:
    page = reader().open("en/person/cedric-bole.html")
    told = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    assert told["@id"] == PERSON


def test_a_person_is_found_in_three_keystrokes_by_keyboard_alone(reader: Any) -> None:
    page = reader().open("fr/index.html")
    page.keyboard.press("Tab")  # past the content
    field = page.get_by_role("combobox")
    field.focus()
    page.keyboard.type("bol")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[aria-activedescendant]")
    assert page.locator("[aria-selected=true] bdi").inner_text() == "Cédric Bôle"
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/person/cedric-bole.html")


def test_the_network_of_an_actor_opens_as_the_interactive_page(reader: Any) -> None:
    page = reader().open("en/person/cedric-bole.html?date=2024")
    page.get_by_role("link", name="Open the interactive network").click()
    page.wait_for_selector("#network canvas")
    assert "Cédric Bôle" in page.locator("h1").inner_text()


def test_suggestions_go_away_by_escape_and_a_form_takes_a_name(reader: Any) -> None:
    page = reader().open("en/questions/posts-of-person.html")
    field = page.locator("#p-person")
    field.fill("")
    field.press_sequentially("aug")
    page.wait_for_selector("[role=option]")
    field.press("Escape")
    assert page.locator("[role=option]").first.is_hidden()
    field.press_sequentially("é")
    page.locator("[role=option]", has_text="Nathalie Augé").click()
    assert field.input_value() == "Nathalie Augé"
    page.get_by_role("button", name="Ask").click()
    assert "dirigeante" in page.locator(".rows").inner_text()


def test_a_date_moves_every_view_and_stands_in_the_address(reader: Any) -> None:
    page = reader().open("fr/explore.html?kind=foaf:Person")
    page.locator("#x-date").fill("2019")
    page.get_by_role("button", name="Montrer").click()
    for view in ("Tableau", "Réseau", "Temps"):
        page.locator(".views").get_by_role("link", name=view).click()
        assert "date=2019" in page.url
        assert "kind=foaf%3APerson" in page.url
    page.locator(".lines a").first.click()
    assert page.url.endswith("date=2019")
    assert "2019" in page.locator(".dates [aria-current]").inner_text()


def test_a_name_that_would_do_harm_is_a_name_among_suggestions(
    chromium: Any, tmp_path: Path
) -> None:
    file = tmp_path / "hostile.ttl"
    file.write_text(HOSTILE, "utf-8")
    visitor = Reader(chromium, Shelf(tigraph.load([file])))
    page = visitor.open("fr/index.html")
    page.get_by_role("combobox").press_sequentially("onerror")
    page.wait_for_selector("[role=option]")
    assert page.locator("[role=option] bdi").first.inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator(".suggestions img").count() == 0
    visitor.context.close()
    assert visitor.complaints == []
