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

from checkout import FIXTURES, lacking
from page_helpers import chromium
from tigraph.errors import DataError, UsageError
from tigraph.graph import Graph, load
from tigraph.pages import Shelf, Site, asset, asset_names, has_asset
from tigraph.publishing import answering, publish
from tigraph.querying import Rows, catalogue

__all__ = ["chromium"]
BASE = "https://example.org/graph/"
RDF_LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


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


# ------------------------------------------------------------------------- in a browser


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def page(chromium: Any, graph: Graph, tmp_path: Path) -> Iterator[Any]:
    """The editor of the site of the curated graph, of which there is no more than it needs."""
    if not has_asset("oxigraph.js"):
        lacking("Oxigraph for browsers (`npm ci --prefix tigraph/pages/npm`)")
    shelf = Shelf(graph, Site(live=False, asks=True))
    files = {name: found[0] for name in asset_names() if (found := asset(name))}
    files["data/all.nq.gz"] = answering.contents(graph.ground)
    entities = [one for one in [graph.ground.names.get(graph.ground.resolve("person:cedric-bole"))]
                if one]  # fmt: skip
    files["fr/names.json"] = answering.names(graph.ground, entities, "fr")
    for path in ("fr/editor.html", "fr/questions/members-of-territory.html"):
        served = shelf.answer(path, {})
        assert served
        files[path] = served.content
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    tab = chromium.new_page()
    tab.set_default_timeout(60_000)
    outside, complaints = list[str](), list[str]()
    tab.on("request", lambda one: one.url.startswith(address) or outside.append(one.url))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(f"{address}/fr/editor.html")
    tab.wait_for_function("window.tigraph")
    yield tab
    tab.close()
    server.shutdown()
    assert outside == []
    assert complaints == []


def test_every_question_that_needs_no_word_is_answered_as_the_command_answers(
    page: Any, graph: Graph
) -> None:
    wrong, right = list[str](), 0
    for name in catalogue.names():
        query = catalogue.find(name)
        if any(not query.defaults.get(one.name) for one in query.parameters):
            continue
        own = graph.query(name)
        assert isinstance(own, Rows)
        told = page.evaluate(
            """question => tigraph.answered(question, Object.fromEntries(
                question.parameters.map((one) => [one.name, one.value])))""",
            answering.question(graph.ground, query),
        )
        columns = told["head"]["vars"]
        rows = [
            tuple(_read(row.get(one)) for one in columns) for row in told["results"]["bindings"]
        ]
        same = (tuple(columns), rows) == (own.columns, [tuple(map(_own, row)) for row in own.rows])
        right += same
        wrong += [] if same else [name]
    assert wrong == []
    assert right > 80


def _read(term: dict[str, str] | None) -> tuple[str, ...]:
    if term is None or term["type"] == "bnode":
        return ("",)
    if term["type"] == "uri":
        return (term["value"],)
    language = term.get("xml:lang", "")
    return term["value"], language, term.get("datatype", RDF_LANG if language else XSD_STRING)


def _own(term: Any) -> tuple[str, ...]:
    if term is None or isinstance(term, ox.BlankNode):
        return ("",)
    if isinstance(term, ox.NamedNode):
        return (term.value,)
    return term.value, term.language or "", term.datatype.value


def test_a_question_of_ones_own_is_asked_there(page: Any) -> None:
    page.fill("#query", "SELECT ?name { person:cedric-bole skos:prefLabel ?name }")
    page.click(".plain-editor button")
    page.wait_for_selector(".answer td")
    assert page.inner_text(".answer td") == "Cédric Bôle"
    page.fill("#query", "SELECT ?name {")
    page.click(".plain-editor button")
    page.wait_for_selector("[role=alert]")
    assert "1:" in page.inner_text("[role=alert]")
