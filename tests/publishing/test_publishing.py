"""The site as files: links lead to files, data agrees, a browser answers as the command does."""

from __future__ import annotations

import functools
import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.etree
import lxml.html
import pyoxigraph as ox
import pytest

from browser_answers import answered_alike, claims_at, shown_claims
from checkout import FIXTURES, lacking
from page_helpers import chromium
from tigraph.errors import DataError, UsageError
from tigraph.exports import Selection
from tigraph.graph import Graph, load
from tigraph.pages import Shelf, Site, asset, asset_names, has_asset
from tigraph.publishing import answering, part_of, publish

__all__ = ["chromium"]
BASE = "https://example.org/graph/"
PERSON = "person:cedric-bole"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small fictitious programme."""
    made = tmp_path_factory.mktemp("published") / "site"
    graph = load([FIXTURES / "second_programme.ttl"], curated=False)
    publish(graph, made, BASE)
    return made


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_every_link_of_every_page_leads_to_a_file(folder: Path) -> None:
    root = f"file://{folder}/"
    lost, seen = set[str](), 0
    for page in pages(folder):
        if page.name == "404.html":  # seen from anywhere, by the site's own address
            continue
        tree = lxml.html.document_fromstring(page.read_bytes())
        found = tree.xpath("//@href | //@src | //@action | //@data-suggest | //@data-js"
                           " | //@data-wasm | //@data-store | //@data-question")  # fmt: skip
        for address in found:
            there = urljoin(page.as_uri(), str(address)).partition("#")[0].partition("?")[0]
            if not there.startswith("file:"):
                continue
            seen += 1
            assert there.startswith(root), (page, address)
            place = Path(unquote(urlsplit(there).path))
            plain = not (place.is_file() or place.name == "sparql")
            if plain and not (place.is_dir() and there.endswith("/")):
                lost.add(f"{page.relative_to(folder)}: {address}")
    assert lost == set()
    assert seen > 100


def test_what_machines_are_told_agrees_with_the_files(folder: Path) -> None:
    for line in (folder / "data" / "SHA256SUMS").read_text().splitlines():
        told, name = line.split("  ")
        assert hashlib.sha256((folder / "data" / name).read_bytes()).hexdigest() == told
    described = ox.Store()
    described.load(path=str(folder / "void.ttl"), base_iri=BASE)
    asked = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?url ?size ?n { ?site void:dataDump ?url ; void:triples ?n .
          ?url dcat:byteSize ?size }"""
    rows = list(described.query(asked))  # type: ignore[arg-type]
    assert len(rows) == 4
    for url, size, count in rows:  # type: ignore[misc]
        dump = folder / url.value.removeprefix(BASE)
        assert dump.stat().st_size == int(size.value)
        parsed = ox.Store()
        parsed.load(path=str(dump))
        assert len(parsed) == int(count.value)
    tree = lxml.etree.parse(str(folder / "sitemap.xml"))
    listed = [str(one.text) for one in tree.getroot().iter("{*}loc")]
    assert listed
    assert all((folder / unquote(one.removeprefix(BASE))).is_file() for one in listed)
    hidden = [page for page in pages(folder) if b'content="noindex"' in page.read_bytes()]
    assert not {BASE + one.relative_to(folder).as_posix() for one in hidden} & set(listed)
    assert f"Sitemap: {BASE}sitemap.xml" in (folder / "robots.txt").read_text()


def test_nothing_is_written_over_and_what_is_too_large_is_told(
    folder: Path, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataError, match="not empty"):
        publish(graph, folder)
    monkeypatch.setattr(answering, "MOST", 10)
    with pytest.raises(UsageError, match="tigraph serve"):
        publish(graph, tmp_path / "large")
    assert not (tmp_path / "large").exists()


def test_a_selection_says_so_wherever_it_is_cited_or_described(
    graph: Graph, tmp_path: Path
) -> None:
    with part_of(graph, Selection(around=("Cédric Bôle",), steps=1)) as part:
        publish(part, tmp_path / "site", BASE)
        reference = part.reference("who-presides", part.query("who-presides")).text()
    told = {"en": "A selection: Cédric Bôle, by 1 step.",
            "fr": "Une sélection : Cédric Bôle, à 1 pas."}  # fmt: skip
    for language, sentence in told.items():
        for page in (tmp_path / "site" / language).rglob("*.html"):
            if page.parent.name == "network" or page.name == "model.html":
                continue
            own = lxml.html.document_fromstring(page.read_bytes())
            [foot] = own.get_element_by_id("foot").find_class("part")
            assert foot.text_content() == sentence
        page = tmp_path / "site" / language / "person" / "cedric-bole.html"
        text = lxml.html.document_fromstring(page.read_bytes()).text_content()
        what = sentence[:-1]
        assert f"note = {{{sentence}}}" in text  # BibTeX
        assert f'"note": "{sentence}"' in text  # CSL
        assert f"{what[0].lower()}{what[1:]}, https://w3id.org/tigraph/id/person" in text
    assert f"# {told['en']}" in reference
    described = ox.Store()
    described.load(path=str(tmp_path / "site" / "void.ttl"), base_iri=BASE)
    site = ox.NamedNode(BASE)
    dcterms = "http://purl.org/dc/terms/"
    for says in ("title", "description"):
        texts = [str(quad.object) for quad in described.quads_for_pattern(
            site, ox.NamedNode(dcterms + says), None)]  # fmt: skip
        assert len(texts) == 2
        assert all("Cédric Bôle" in text for text in texts)
    licences = {str(quad.object) for quad in described.quads_for_pattern(
        site, ox.NamedNode(dcterms + "license"), None)}  # fmt: skip
    assert licences == {"<https://creativecommons.org/licenses/by/4.0/>",
                        "<https://www.etalab.gouv.fr/licence-ouverte-open-licence/>"}  # fmt: skip
    assert any(described.quads_for_pattern(site, ox.NamedNode(dcterms + "publisher"), None))


def test_what_is_not_there_is_told_behind_a_prefix_at_any_depth(folder: Path) -> None:
    page = lxml.html.document_fromstring((folder / "404.html").read_bytes())
    [base] = page.xpath("//base/@href")
    assert str(base).startswith(BASE)
    found = page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //nav//a/@href"
                       " | //form/@action")  # fmt: skip
    assert len(found) > 5
    for one in found:
        there = urljoin(str(base), str(one)).partition("?")[0]
        assert there.startswith(BASE)
        assert (folder / unquote(there.removeprefix(BASE))).is_file()


def test_all_the_data_are_linked_from_the_first_page(folder: Path) -> None:
    front = lxml.html.document_fromstring((folder / "en" / "index.html").read_bytes())
    linked = {(folder / "en" / str(one)).resolve() for one in front.xpath("//@href")}
    dumps = {*folder.joinpath("data").glob("graph-*"), folder / "data" / "SHA256SUMS"}
    assert len(dumps) == 5
    assert {one.resolve() for one in (*dumps, folder / "void.ttl")} <= linked


# ------------------------------------------------------------------------- in a browser


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the curated graph, of which there is no more than is opened here."""
    if not has_asset("oxigraph.js"):
        lacking("Oxigraph for browsers (`npm ci --prefix tigraph/pages/npm`)")
    shelf = Shelf(graph, Site(live=False, asks=True))
    entities = [one for one in [graph.ground.names.get(graph.ground.resolve(PERSON))] if one]
    files = {name: found[0] for name in asset_names() if (found := asset(name))}
    files["data/all.nq.gz"] = answering.packed(answering.contents(graph.ground))
    files |= answering.files(graph.ground, entities)
    for path in ("editor.html", "builder.html", "builder.ttl", "terms.json", "index.html",
                 "questions/members-of-territory.html", "person/cedric-bole.html"):  # fmt: skip
        served = shelf.answer(f"fr/{path}", {})
        assert served
        files[f"fr/{path}"] = served.content
    folder = tmp_path_factory.mktemp("curated")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def page(chromium: Any, site: Path) -> Iterator[Any]:
    """A page of that site, which asks nobody but its host, and has nothing to complain of."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    tab = chromium.new_page(base_url=address)
    tab.set_default_timeout(60_000)
    outside, complaints = list[str](), list[str]()
    own = (address, f"blob:{address}", "data:")
    tab.on("request", lambda one: one.url.startswith(own) or outside.append(one.url))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    tab.close()
    server.shutdown()
    assert outside == []
    assert complaints == []


def test_every_question_that_needs_no_word_is_answered_as_the_command_answers(
    page: Any, graph: Graph
) -> None:
    page.goto("/fr/index.html")
    assert answered_alike(page, graph) > 80


def test_a_question_of_ones_own_is_written_with_what_completes_it_and_asked_there(
    page: Any,
) -> None:
    page.goto("/fr/editor.html")
    page.wait_for_selector(".yasqe .CodeMirror")
    write = "text => document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue(text)"
    page.evaluate(write, "SELECT ?name { person:cedric-bole skos:prefLabel ?name }")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr tbody td:has-text('Cédric Bôle')")
    page.evaluate(write, "PREFIX tig: <https://w3id.org/tigraph/ontology#>\nSELECT ?x { ?x a ")
    page.evaluate(
        "const editor = document.querySelector('.yasqe .CodeMirror').CodeMirror;"
        "editor.focus(); editor.setCursor(1, 99)"
    )
    page.keyboard.type("tig:Governance")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hint:has-text('tig:GovernanceBody')")


def test_a_question_is_built_there_and_asked(page: Any) -> None:
    page.goto("/fr/person/cedric-bole.html")
    page.click("a.more:has-text('question semblable')")
    page.wait_for_selector("#b-answer:not([hidden]) td")
    assert "Nathalie Augé" in page.inner_text("#b-answer")
    href = page.get_attribute("#b-answer td a", "href")
    assert href
    assert href.endswith(".html")


def test_a_date_moves_the_page_of_an_entity_and_a_question(page: Any, graph: Graph) -> None:
    page.goto("/fr/person/cedric-bole.html?date=2019")
    page.wait_for_selector("p.silence:has-text('Ce qui vaut en 2019')")
    assert shown_claims(page) == claims_at(graph, "fr/person/cedric-bole.html", "2019")
    page.goto("/fr/questions/members-of-territory.html")
    page.fill("[name=territory]", PERSON)
    page.fill("[name=date]", "2019-13")
    page.click("form.ask button")
    page.wait_for_selector("[role=alert]")
    page.fill("[name=territory]", graph.ground.resolve("Alliances Luxe & Précision Doubs"))
    page.click("form.ask button")
    page.wait_for_selector("[role=alert]:has-text('2018/2022')")
