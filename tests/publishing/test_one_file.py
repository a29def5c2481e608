"""The site as one file: it opens from a disk, asks nobody, and answers as the command does."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from browser_answers import answered_alike, claims_at, shown_claims
from checkout import FIXTURES, lacking
from drawn_answers import Case, drawn_otherwise
from page_helpers import Visit, chromium
from tigraph.errors import UsageError
from tigraph.exports import Selection
from tigraph.graph import Graph, load
from tigraph.pages import Site, extract, has_asset, title_page
from tigraph.publishing import answering, part_of, publish_file, single
from tigraph.querying import catalogue

__all__ = ["chromium"]
PERSON = "fr/person/cedric-bole.html"


@pytest.fixture(scope="module")
def edition(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The curated graph as one file."""
    if not has_asset("oxigraph.js"):
        lacking("Oxigraph for browsers (`npm ci --prefix tigraph/pages/npm`)")
    path = tmp_path_factory.mktemp("edition") / "graph.html"
    publish_file(graph, path)
    return path


@pytest.fixture
def visit(chromium: Any, edition: Path) -> Iterator[Visit]:
    """The file as it opens from a disk, unplugged: what it would ask of the network is noted."""
    made = Visit(chromium, edition, locale="fr-FR", offline=True)
    yield made
    made.context.close()
    assert made.asked == []
    assert made.complaints == []


def find_bole(page: Any) -> None:
    """Find a person by the search of the first page."""
    page.fill("#great", "bole")
    page.wait_for_selector(".suggestions li")
    page.press("#great", "Enter")
    page.click("ol.found a >> nth=0")
    page.wait_for_selector("h1:has-text('Cédric Bôle')")


def test_a_graph_is_one_small_file_that_a_stranger_walks_unplugged(
    edition: Path, visit: Visit
) -> None:
    assert edition.stat().st_size <= 4_000_000
    page = visit.page
    find_bole(page)
    assert page.title().startswith("Cédric Bôle")
    assert page.query_selector(".picture svg")
    page.go_back()
    page.wait_for_selector("h1:has-text('bole')")
    page.click("nav a:has-text('Documents')")
    page.wait_for_selector("h1:has-text('Documents')")
    page.click("a.language")
    page.wait_for_selector("html[lang=en] a.language:has-text('Français')")


def test_a_question_is_filled_in_and_answered_there(visit: Visit) -> None:
    page = visit.page
    page.goto(page.url.partition("#")[0] + "#/fr/questions/members-of-territory.html")
    page.fill("[name=territory]", "alliances luxe")
    page.click(".suggestions li >> nth=0")
    page.click("form.ask button.primary")
    page.wait_for_selector(".answer td:has-text('Communauté de communes du Val de Morteau')")
    with page.expect_download() as coming:
        page.click(".answer .forms a:has-text('CSV')")
    assert "Communauté de communes du Val de Morteau" in Path(coming.value.path()).read_text(
        "utf-8"
    )


def test_an_address_that_no_page_has_is_told_and_a_search_offered(visit: Visit) -> None:
    page = visit.page
    page.goto(page.url.partition("#")[0] + "#/en/person/nobody-at-all.html")
    page.wait_for_selector("html[lang=en] h1:has-text('Nothing is here')")
    assert page.input_value("#q") == "nobody at all"
    assert page.url.endswith("#/en/person/nobody-at-all.html")


def test_what_is_no_sparql_is_told_with_its_place_in_the_language(visit: Visit) -> None:
    page = visit.page
    page.goto(page.url.partition("#")[0] + "#/fr/editor.html")
    page.wait_for_selector(".yasqe .CodeMirror")
    told = page.evaluate("""async () => {
      const asked = new URLSearchParams({ query: "SELECT ?x {\\n ?x a \\n}" });
      const { sparql } = document.body.dataset;
      return (await fetch(sparql, { method: "POST", body: asked })).text();
    }""")
    assert told.startswith("Ce n’est pas du SPARQL tel quel, à la ligne 3, colonne 2 :")


def test_the_editor_is_in_it(visit: Visit) -> None:
    page = visit.page
    page.goto(page.url.partition("#")[0] + "#/fr/editor.html")
    page.wait_for_selector(".yasqe .CodeMirror")
    page.wait_for_selector(".tabsList :text('Requête')")
    assert not page.query_selector(".yasqe_share")
    page.evaluate(
        "text => document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue(text)",
        "SELECT ?one { ?one skos:prefLabel ?name FILTER (STR(?name) = 'Cédric Bôle') }",
    )
    page.click(".yasqe_queryButton")
    page.click(".yasr tbody td a")
    page.wait_for_selector("h1:has-text('Cédric Bôle')")
    page.go_back()
    page.wait_for_selector(".yasqe .CodeMirror")


def test_every_question_is_answered_as_the_command_answers_at_any_date_and_at_one(
    visit: Visit, graph: Graph
) -> None:
    assert answered_alike(visit.page, graph) > 80
    assert answered_alike(visit.page, graph, "2019") > 80


def test_an_answer_drawn_there_is_the_one_that_pages_write(visit: Visit, graph: Graph) -> None:
    """Columns, words, dates, links, what may hold, the same elsewhere, and the reference."""
    asked = [query.name for query in catalogue.queries()
             if all(query.defaults.get(one.name) for one in query.parameters)]  # fmt: skip
    resolve = graph.ground.resolve
    person, territory = map(resolve, ("Cédric Bôle", "Alliances Luxe & Précision Doubs"))
    own: list[Case] = [
        ("posts-of-person", {"person": person}, date, possible)
        for date, possible in (("", False), ("2019", False), ("2024", True), ("2018/2020", False))
    ]
    own += [("members-of-territory", {"territory": territory}, "2024-06-30", False)]
    own += [("relations-of", {"entity": person}, "", True)]
    for language, date, possible in (
        ("fr", "", False),
        ("en", "2019", False),
        ("fr", "2019", True),
    ):
        page = visit.page
        page.goto(page.url.partition("#")[0] + f"#/{language}/questions/index.html")
        page.wait_for_selector(f"html[lang={language}] a[href*='who-presides']")
        cases: list[Case] = [(name, {}, date, possible) for name in asked]
        assert drawn_otherwise(page, graph, language, [*own, *cases]) == []


def test_what_is_asked_stands_in_the_address_and_is_taken_with_its_reference(visit: Visit) -> None:
    page = visit.page
    page.goto(page.url.partition("#")[0] + "#/fr/questions/posts-of-person.html")
    page.fill("[name=person]", "nathalie auge")
    page.click(".suggestions li >> nth=0")
    page.fill("[name=date]", "2005")
    page.click("form.ask button.primary")
    page.wait_for_selector(".answer .doubt")
    assert page.inner_text(".answer .count") == "Aucune ligne : rien n’y correspond."
    assert re.search(r"\d autres? peu", page.inner_text(".answer .doubt"))
    assert page.url.endswith(
        "#/fr/questions/posts-of-person.html?date=2005&person=person%3Anathalie-auge&ask=1"
    )
    command = page.inner_text(".elsewhere pre >> nth=0")
    assert command == "tigraph query posts-of-person -p person=person:nathalie-auge --as-of 2005"
    page.click(".doubt a")
    page.wait_for_selector(".answer td:has-text('possible')")
    assert page.is_checked("[name=possible]")
    with page.expect_download() as coming:
        page.click(".answer .forms a:has-text('Référence')")
    name = "posts-of-person.nathalie-auge.2005.possible"
    assert coming.value.suggested_filename == f"{name}.csv.cite.txt"
    reference = Path(coming.value.path()).read_text("utf-8")
    assert "# Date asked for: 2005.\n# Asked with what only may hold.\n" in reference
    with page.expect_download() as coming:
        page.click(".answer .forms a:has-text('CSV')")
    assert coming.value.suggested_filename == f"{name}.csv"
    page.click("a.language")
    page.wait_for_selector("html[lang=en] .answer td:has-text('possible')")
    page.go_back()
    page.wait_for_selector("html[lang=fr] .answer td:has-text('possible')")
    page.go_back()
    page.wait_for_selector(".answer .count:has-text('Aucune ligne')")
    assert not page.is_checked("[name=possible]")
    page.go_back()
    page.wait_for_selector(".answer td:has-text('président')")
    assert page.input_value("[name=person]") == "Cédric Bôle"


def test_a_network_is_explored_in_it_and_its_address_brings_back_what_was_shown(
    visit: Visit,
) -> None:
    page = visit.page
    page.goto(page.url.partition("#")[0] + "#/fr/index.html")
    page.click("nav a:has-text('Explorer')")
    frame = page.wait_for_selector("iframe.network").content_frame()
    frame.wait_for_selector("#facts:has-text('acteurs')")
    assert page.title() == frame.title()
    assert re.search(r"\d+ acteurs, \d+ liens", frame.inner_text("#facts"))
    assert not frame.query_selector(":text('Partager')")
    frame.fill("#query", "Cédric Bôle")
    frame.press("#query", "Enter")
    page.wait_for_url(re.compile("actor=person%2Fcedric-bole"))
    kept = page.url
    frame.click("#facts a")
    page.wait_for_selector("h1:has-text('Qui est lié à qui')")
    assert "#/fr/questions/all-ties.html" in page.url
    page.go_back()
    page.wait_for_selector("iframe.network")
    assert page.url == kept
    page.goto("about:blank")
    page.goto(kept)
    frame = page.wait_for_selector("iframe.network").content_frame()
    frame.wait_for_selector("#panel h2:has-text('Cédric Bôle')")
    assert page.url == kept


def test_each_page_that_links_to_a_network_finds_it_there(visit: Visit) -> None:
    page = visit.page
    shown = page.evaluate("""async () => {
      const text = (id) => document.getElementById(id).textContent.trim();
      const read = (id) => {
        const bytes = Uint8Array.from(atob(text(id)), (sign) => sign.charCodeAt(0));
        const stream = new Blob([bytes]).stream();
        return new Response(new window["xz-decompress"].XzReadableStream(stream)).json();
      };
      const [{ pieces }, { pages }] = await Promise.all([read("pages"), read("networks")]);
      const linked = [...pieces.join("").matchAll(/network\\/([\\w-]+)\\.html/g)];
      return [Object.keys(pages), [...new Set(linked.map((one) => one[1]))]];
    }""")
    there, linked = (
        {path.rpartition("/")[2].removesuffix(".html") for path in one} for one in shown
    )
    assert len(linked) > 10
    assert linked <= there


def test_where_nothing_unpacks_xz_the_file_does_with_what_every_browser_has(
    chromium: Any, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "has_asset", lambda name: name != "xz.js" and has_asset(name))
    path = tmp_path / "graph.html"
    with part_of(graph, Selection(around=("Cédric Bôle",))) as part:
        publish_file(part, path)
    assert "xz-embedded" not in path.read_text("utf-8")
    visit = Visit(chromium, path, locale="fr-FR", offline=True)
    page = visit.page
    find_bole(page)
    visit.context.close()
    assert visit.asked == []
    assert visit.complaints == []


def test_a_date_moves_a_page_as_the_service_moves_it(visit: Visit, graph: Graph) -> None:
    page = visit.page
    for date in ("2019", "2024"):
        page.goto(page.url.partition("#")[0] + f"#/{PERSON}?date={date}")
        page.wait_for_selector(f"p.silence:has-text('Ce qui vaut en {date}')")
        assert shown_claims(page) == claims_at(graph, PERSON, date)
        assert page.inner_text("nav.dates [aria-current]") == date


def test_it_reads_without_scripts_as_what_it_is_and_whose(chromium: Any, edition: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(edition.as_uri())
    text = page.inner_text("main")
    context.close()
    assert "Territoires d’industrie" in text
    assert "CC BY 4.0" in text
    assert "contributeurs de tigraph" in text
    assert extract("graph.html") in text


def test_of_data_that_say_no_licence_nor_who_gathered_them_none_is_claimed() -> None:
    own = load([FIXTURES / "second_programme.ttl"], curated=False)
    page = title_page(own, Site(live=False, asks=True, single=True), 18)
    assert "do not say under which licence" in page
    assert "do not say who gathered them" in page
    assert "CC BY" not in page
    assert "contributors" not in page


def test_the_data_come_out_without_a_browser(edition: Path, graph: Graph) -> None:
    command = extract("graph.html").replace("python3", sys.executable)
    subprocess.run(["sh", "-c", command], cwd=edition.parent, check=True, timeout=60)
    found = ox.Store()
    found.load(path=str(edition.parent / "graph.nq"))
    own = ox.parse(answering.contents(graph.ground), ox.RdfFormat.N_QUADS)
    assert Counter(map(_plain, found)) == Counter(map(_plain, own))


def _plain(quad: ox.Quad) -> str:
    """A quad, whatever its blank nodes are called."""
    return re.sub(r"_:\w+", "_:", str(quad))


def test_its_policy_lets_nothing_in_from_outside(edition: Path) -> None:
    text = edition.read_text("utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert found
    policy = dict(one.strip().split(" ", 1) for one in html.unescape(found[1]).split(";"))
    assert policy.pop("default-src") == "'none'"
    assert "connect-src" not in policy
    assert not any("http" in one or "*" in one for one in policy.values())
    assert not re.search(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?!data:)', text)


def test_what_is_too_large_is_told_and_what_is_there_is_kept(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.html"
    path.write_text("mine")
    with pytest.raises(UsageError, match="--force"):
        publish_file(graph, path)
    monkeypatch.setattr(single, "page_paths", lambda *_: iter(()))
    monkeypatch.setattr(single, "MOST", 1_000)
    with pytest.raises(UsageError, match=r"MB .*--around"):
        publish_file(graph, path, force=True)
    assert path.read_text() == "mine"
