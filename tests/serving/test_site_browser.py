"""The site as it is served, in a real browser: one whole task, and the editor of questions."""

from __future__ import annotations

import csv
import io
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from checkout import ROOT, lacking
from page_helpers import chromium
from served import Served, asked
from tigraph.graph import Graph
from tigraph.pages import asset_names
from tigraph.serving import desk_of

__all__ = ["chromium"]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def site(graph: Graph) -> Iterator[Served]:
    with asked(graph, desk=desk_of(graph.ground)) as one:
        yield one


@pytest.fixture
def page(chromium: Any, site: Served) -> Iterator[Any]:
    context = chromium.new_context()
    outside: list[str] = []
    complaints: list[str] = []
    own = (site.address, "data:", "blob:")

    def gate(route: Any) -> None:
        if route.request.url.startswith(own):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert outside == []
    assert complaints == []


def test_from_three_letters_to_who_says_so_and_the_network(page: Any, site: Served) -> None:
    page.goto(f"{site.address}/fr/index.html")
    page.get_by_role("combobox").press_sequentially("bol")
    page.locator("[role=option]").first.click()
    page.locator(".dates").get_by_role("link", name="2024").click()
    page.locator(".run .proof summary").first.click()
    assert "sha" not in page.locator(".evidence").first.inner_text()
    assert "caractères" in page.locator(".evidence").first.inner_text()
    page.goto(f"{site.address}/fr/questions/people.html?date=2024&view=network&ask=1")
    with page.expect_download() as coming:
        page.get_by_role("link", name="GEXF").click()
    assert coming.value.suggested_filename == "people.gexf"


def test_a_question_of_the_catalogue_is_changed_in_the_editor(page: Any, site: Served) -> None:
    if not any("yasgui" in name for name in asset_names()):
        lacking("the editor (`npm ci --prefix tigraph/pages/npm`)")
    page.goto(f"{site.address}/en/questions/people.html")
    page.get_by_role("link", name="Open in the editor").click()
    page.wait_for_selector(".yasqe .CodeMirror")
    assert page.locator(".plain-editor").is_hidden()
    assert "a person holds a post" in page.locator(".CodeMirror-code").inner_text()
    page.locator(".yasqe_queryButton").first.click()
    page.wait_for_selector(".yasr table tbody tr")
    assert page.locator(".yasr table tbody tr").count() > 5
    found = page.locator(".yasr table tbody a").first.get_attribute("href")
    assert found.startswith("../id/"), found


def test_a_question_is_built_asked_and_taken_to_the_editor(page: Any, site: Served) -> None:
    if not any("sparnatural" in name for name in asset_names()):
        lacking("the builder (`npm ci --prefix tigraph/pages/npm`)")
    page.goto(f"{site.address}/fr/person/cedric-bole.html?date=2024")
    page.get_by_role("link", name="Composer une question").click()
    page.wait_for_selector("#b-answer tbody tr")  # with whom he cooperates, asked as it opens
    assert page.locator("#b-answer tbody").inner_text() == "Nathalie Augé"
    link = page.locator("#b-answer tbody a")
    assert link.get_attribute("href") == "../id/person/nathalie-auge"
    if AXE.exists():
        page.context.add_init_script(AXE.read_text("utf-8"))
    page.goto(f"{site.address}/fr/builder.html")
    page.wait_for_selector(".StartClassGroup .open li.enabled[role=option]")
    if AXE.exists():
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        nodes = [(one["id"], node["html"]) for one in found["violations"] for node in one["nodes"]]
        assert nodes == []
    for group, named in (
        ("StartClassGroup", "personne"),
        ("EndClassGroup", "instance de gouvernance"),
        ("ObjectPropertyGroup", "est membre de"),
    ):
        page.locator(f".{group} .open li.enabled:visible", has_text=named).first.focus()
        page.keyboard.press("Enter")
    page.locator(".selectAll").first.focus()
    page.keyboard.press("Enter")
    page.locator("#b-written code", has_text="memberOf").wait_for()
    page.locator("#b-ask").click()
    page.locator("#b-answer tbody tr").nth(4).wait_for()
    page.locator("#b-edit").click()
    page.wait_for_selector(".yasqe .CodeMirror")
    assert "org:memberOf" in page.locator(".CodeMirror-code").inner_text()


@pytest.mark.parametrize("date", ["", "2019"])
def test_what_is_opened_from_a_page_answers_what_it_shows(
    page: Any, site: Served, date: str
) -> None:
    """The builder, the editor and a request by hand, at a date at which all only may hold."""
    if not any("sparnatural" in name for name in asset_names()):
        lacking("the builder (`npm ci --prefix tigraph/pages/npm`)")
    page.goto(f"{site.address}/en/person/cedric-bole.html" + (f"?date={date}" if date else ""))
    page.locator("#relations ~ .behind > summary").first.click()
    # a row is a citation of a claim
    rows = page.locator(".level, #described ~ .run").locator(".proof[id] .evidence > li").count()
    curl = page.locator("code[data-form=curl]").first.text_content()
    editor = page.locator("#relations ~ .behind a[data-form=editor]").first.get_attribute("href")
    page.get_by_role("link", name="Build one like it").click()
    page.wait_for_selector("#b-answer tbody tr")
    assert page.locator("#b-answer tbody").inner_text() == "Nathalie Augé"
    page.set_viewport_size({"width": 390, "height": 844})  # what is wider is scrolled by itself
    wide = "document.documentElement.scrollWidth - innerWidth"
    page.wait_for_function(f"{wide} === 0")
    page.goto(f"{site.address}/en/person/{editor}")
    page.wait_for_selector(".yasqe .CodeMirror")
    page.locator(".yasqe_queryButton").first.click()
    page.wait_for_selector(".yasr table tbody tr")
    assert page.locator(".yasr table tbody tr").count() == rows > 4
    if shutil.which("curl"):
        told = subprocess.check_output([*shlex.split(curl), "-s"], text=True)
        assert len(list(csv.DictReader(io.StringIO(told)))) == rows


def test_without_scripts_a_question_is_written_in_a_plain_field(
    chromium: Any, site: Served
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}/en/editor.html")
    assert page.locator("textarea").is_visible()
    context.close()
    answer = site.ask("/sparql?query=ASK%20%7B%7D")
    assert answer.status == 200


def test_a_page_looks_the_same_when_it_is_opened_again(chromium: Any, site: Served) -> None:
    """The browser asks whether it changed, and keeps what it has (no gate: one turns that off)."""
    context = chromium.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    letters = set()
    for path in ("fr/index.html", "fr/documents.html") * 2:
        page.goto(f"{site.address}/{path}")
        letters.add(page.evaluate("getComputedStyle(document.body).fontFamily"))
    context.close()
    assert complaints == []
    assert len(letters) == 1
