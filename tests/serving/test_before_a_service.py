"""Before a SPARQL service elsewhere (Oxigraph's server): the same pages, questions and limits."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import lxml.html
import pytest

from checkout import lacking
from served import Served, asked
from sparql_servers import oxigraph, oxigraph_program
from tigraph.graph import Graph, load
from tigraph.layers.sending import send
from tigraph.pages import LANGUAGES, Shelf, Site
from tigraph.rdf.vocabulary import GRAPH
from tigraph.serving import desk_of
from tigraph.stores import Service

CURATED = f"{GRAPH}curated"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PERSON = "/fr/person/cedric-bole.html"


@dataclass(frozen=True)
class Behind:
    """A server of ours, and the number of the process of the service that it asks."""

    site: Served
    process: int


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    folder = tmp_path_factory.mktemp("service") / "store"
    program = oxigraph_program() or lacking("the program oxigraph (PyPI)")
    with oxigraph(folder, program) as server:
        send(server.store, None, derived=True, again=True)
        elsewhere = load(endpoint=server.query)
        assert isinstance(elsewhere.ground.store, Service)
        elsewhere.ground.store.wait(5)
        desk = desk_of(elsewhere.ground)
        told: list[Exception] = []
        with asked(elsewhere, seconds=5, rows=500, desk=desk, tell=told.append) as site:
            yield Behind(site, server.process)


@pytest.fixture(scope="module")
def shelf(graph: Graph, behind: Behind) -> Shelf:
    return Shelf(graph, Site(url=f"http://127.0.0.1:{behind.site.port}/"))


def put(behind: Behind, query: str, **more: str) -> tuple[int, str]:
    body = urlencode({"query": query, **more})
    told = behind.site.ask(
        "/sparql", body, "application/x-www-form-urlencoded", Accept="text/csv, text/turtle;q=0.5"
    )
    return told.status, told.text


@pytest.mark.parametrize(
    "path",
    [PERSON, "/en/documents.html", "/fr/questions/who-presides.csv",
     "/fr/explore.html", "/fr/questions/number-of-territories.html"],
)  # fmt: skip
def test_a_page_tells_what_it_tells_of_a_store_here(
    behind: Behind, shelf: Shelf, path: str
) -> None:
    own, there = shelf.answer(path[1:], {}), behind.site.ask(path)
    assert own
    assert (own.status, there.status) == (200, 200)
    assert _words(there.text) == _words(own.content.decode())


def _words(text: str) -> list[str]:
    """What a reader reads, without dates, which a service cannot tell, and digests of versions."""
    text = re.sub(r"(?<=dev0)\+[0-9a-f]{8}", "", text)
    if not text.lstrip().startswith("<!DOCTYPE"):
        return sorted(text.splitlines())
    page = lxml.html.document_fromstring(text)
    for one in page.cssselect("nav.dates, .ask, .filters, svg, .network, .elsewhere"):
        one.drop_tree()
    return str(page.cssselect("main")[0].text_content()).split()


def test_questions_are_answered_and_end_at_their_limits(behind: Behind) -> None:
    named = put(behind, "SELECT ?n { person:cedric-bole skos:prefLabel ?n }")
    assert named == (200, "n\r\nCédric Bôle\r\n")
    status, told = put(behind, "SELECT * { ?s ?p ?o }")
    assert (status, "max_rows" in told) == (422, True)
    status, told = put(behind, "SELECT ?x { ?x ")
    assert (status, '"line": 1' in told) == (400, True)
    assert put(behind, "SELECT ?x { SERVICE <http://127.0.0.1/> { ?x ?y ?z } }")[0] == 403
    assert put(behind, "INSERT DATA { <urn:x> <urn:y> <urn:z> }")[0] == 403


def test_a_request_names_graphs_of_the_service(behind: Behind) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s a tig:Seat }"
    assert int(put(behind, count)[1].split()[1]) > 0
    assert put(behind, count, **{"default-graph-uri": "urn:none"})[1].split() == ["n", "0"]
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a tig:Seat } }"
    named = {"named-graph-uri": CURATED}
    assert int(put(behind, inside, **named)[1].split()[1]) > 0


def test_what_a_service_answers_may_change_unseen_and_is_not_kept(behind: Behind) -> None:
    told = behind.site.ask("/sparql?query=ASK%7B%7D")
    assert (told.headers["cache-control"], "etag" in told.headers) == ("no-store", False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_that_a_service_cannot_answer_is_told(behind: Behind, language: str) -> None:
    for path in ("person/cedric-bole", "explore", "questions/who-presides"):
        page = behind.site.ask(f"/{language}/{path}.html?date=2019")
        assert page.status == 200
        told = lxml.html.document_fromstring(page.text).cssselect("[role=alert]")
        assert told, path
        assert 'name="date"' not in page.text
    status, told = put(behind, "ASK {}", as_of="2019")
    assert (status, "date" in told) == (400, True)


def test_a_service_that_does_not_answer_is_told_without_its_address(behind: Behind) -> None:
    os.kill(behind.process, signal.SIGSTOP)
    try:
        status, told = put(behind, PRODUCT)
        assert (status, '"limit": "timeout"' in told) == (422, True)
        page = behind.site.ask(PERSON)
        assert page.status == 502
        assert "127.0.0.1" not in page.json()["detail"]
        assert behind.site.ask("/health").status == 200
    finally:
        os.kill(behind.process, signal.SIGCONT)
    assert behind.site.ask(PERSON).status == 200
