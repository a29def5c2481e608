"""Where addresses lead: each relation of a page is answered, and what is no choice is told."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import lxml.html
import pytest

import tigraph
from hostile_names import HOSTILE
from tigraph.errors import UsageError
from tigraph.exports import render
from tigraph.graph import Graph
from tigraph.pages import LANGUAGES, Served, Shelf, Site
from tigraph.pages.explore import explore_file
from tigraph.pages.fields import columns_told, described
from tigraph.pages.frame import Frame
from tigraph.querying import catalogue

URL = "https://graph.example.org/"
PAGES = (
    "fr/index.html", "en/documents.html", "fr/explore.html?view=table&date=2019",
    "fr/search.html?q=doubs", "en/questions/index.html",
    "en/questions/people.html?date=2019&possible=1&ask=1", "fr/editor.html", "fr/builder.html",
    "fr/person/cedric-bole.html?date=2019", "en/epci/242500361.html",
    "fr/territory/alliances-luxe-et-precision-doubs.html", "fr/document/cget-prefiguration.html",
    "en/body/binome-bole-auge.html", "fr/programme/territoires-d-industrie.html",
    "id/person/cedric-bole.ttl", "id/epci/242500361.jsonld", "id/document/cget-prefiguration.nt",
)  # fmt: skip


@pytest.fixture(scope="module")
def shelf(graph: Graph) -> Shelf:
    return Shelf(graph, Site(url=URL))


def at(shelf: Shelf, address: str) -> Served | None:
    parts = urlsplit(address)
    return shelf.answer(unquote(parts.path.lstrip("/")), dict(parse_qsl(parts.query)))


def seen_from(page: str, href: str) -> str:
    """The path of an address seen from a page; what is whole is to be of the site."""
    if "://" in href:
        assert href.startswith(URL), href
        return href.removeprefix(URL)
    parts = urlsplit(href)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(urlsplit(page).path), parts.path))
    return f"{path}?{parts.query}" if parts.query else path


@pytest.mark.parametrize("page", PAGES)
def test_every_relation_of_a_page_leads_to_what_answers(shelf: Shelf, page: str) -> None:
    found = at(shelf, page)
    assert found
    assert found.status == 200
    header = re.findall(r"<([^>]*)>; rel=\"(\w+)\"", found.headers.get("Link", ""))
    links = [(href, rel) for href, rel in header]
    if found.type.startswith("text/html"):
        root = lxml.html.document_fromstring(found.content)
        nodes = root.cssselect("link[rel][href], a[rel~=alternate]")
        links += [(one.get("href"), one.get("rel")) for one in nodes]
    assert any(rel == "alternate" for _, rel in links)
    for href, rel in links:
        there = at(shelf, seen_from(page, href))
        assert there, (href, rel)
        assert there.status in (200, 303), (href, rel, there.status)
        if there.status == 303:
            moved = at(shelf, seen_from(seen_from(page, href), there.headers["Location"]))
            assert moved
            assert moved.status == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", ["ttl", "jsonld", "nt"])
def test_data_are_found_with_a_language_before_them_too(
    shelf: Shelf, language: str, ending: str
) -> None:
    found = at(shelf, f"{language}/person/cedric-bole.{ending}")
    assert found
    assert found.status == 301
    there = seen_from(f"{language}/person/x", found.headers["Location"])
    assert there == f"id/person/cedric-bole.{ending}"
    assert at(shelf, there).status == 200  # type: ignore[union-attr]
    missing = at(shelf, f"{language}/person/nobody.{ending}")
    assert missing
    assert missing.status == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("region=nonsense", ""), ("programme=nonsense", "programme:territoires-d-industrie"),
        ("level=nationl", "national"), ("kind=foaf:Persn", "foaf:Person"), ("view=tabel", "table"),
    ],
)  # fmt: skip
def test_what_is_no_choice_is_told_with_what_there_is(
    shelf: Shelf, graph: Graph, language: str, asked: str, near: str
) -> None:
    found = at(shelf, f"{language}/explore.html?{asked}")
    assert found
    assert found.status == 400
    value = asked.partition("=")[2]
    [told] = lxml.html.document_fromstring(found.content).cssselect("[role=alert]")
    assert value in told.text_content()
    assert near in told.text_content()
    assert found.headers["X-Robots-Tag"] == "noindex"
    for ending in ("csv", "gexf", "graphml"):
        file = at(shelf, f"{language}/explore.{ending}?{asked}")
        assert file
        assert (file.status, file.type) == (400, "text/plain; charset=utf-8")
        assert near in file.content.decode()
    with pytest.raises(UsageError):
        explore_file(graph, "csv", language, dict([asked.split("=")]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_that_is_none_is_told_by_search_and_suggestions(shelf: Shelf, language: str) -> None:
    found = at(shelf, f"{language}/search.html?q=doubs&kind=foaf:Persn")
    assert found
    assert found.status == 400
    root = lxml.html.document_fromstring(found.content)
    assert "foaf:Person" in root.cssselect("[role=alert]")[0].text_content()
    assert root.cssselect(".found li")
    told = at(shelf, f"{language}/suggest.json?q=doubs&kinds=foaf:Persn")
    assert told
    assert (told.status, told.type) == (400, "application/problem+json")
    assert "foaf:Person" in json.loads(told.content)["detail"]
    assert at(shelf, f"{language}/suggest.json?q=doubs&kinds=foaf:Person").status == 200  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_of_their_fields_and_of_no_options_of_commands(
    graph: Graph, language: str
) -> None:
    frame = Frame(graph, f"{language}/x.html", language, "", Site())
    for query in catalogue.queries():
        told = [described(frame, query, key) for key in ("summary", "description")]
        for one in (*told, *columns_told(query, language).values()):
            assert not re.search(r"--\w|\B-p |`|tigraph [a-z]+\b(?<!de)", one), query.name


def ties(gexf: bytes) -> tuple[str, dict[str, dict[str, str]]]:
    """The mode of a graph of GEXF, and what its edges say of each claim."""
    root = lxml.etree.fromstring(gexf)
    mode = next(root.iter("{*}graph")).get("mode")
    found = {}
    for edge in root.iter("{*}edge"):
        told = {one.get("for"): one.get("value") for one in edge.iter("{*}attvalue")}
        told |= {key: edge.get(key, "") for key in ("source", "target", "start", "end")}
        found[told["claim"]] = told
    return mode, found


def test_a_selection_goes_to_gephi_with_the_evidence_and_dates_of_an_export(graph: Graph) -> None:
    own_mode, own = ties(explore_file(graph, "gexf", "en", {})[0])
    [content] = render(graph.network("all-ties"), ".gexf").values()
    mode, every = ties(content)
    assert own_mode == mode == "dynamic"
    both = own.keys() & every.keys()
    assert len(both) > 40
    columns = ("source", "target", "start", "end", "citations", "documents", "places", "certain")
    for claim in both:
        assert [own[claim].get(key) for key in columns] == [
            every[claim].get(key) for key in columns
        ]
    assert all(int(one["citations"]) > 0 for one in own.values())
    assert any(one["start"] for one in own.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_there_whatever_a_graph_is_of(tmp_path: Path, language: str) -> None:
    """Its own examples may be of another programme: that is told, and is no fault of a reader."""
    file = tmp_path / "own.ttl"  # fictitious
    file.write_text(HOSTILE.split("e:p a foaf")[0] + 'e:p a foaf:Person ; skos:prefLabel "P"@fr .')
    shelf = Shelf(tigraph.load([file], curated=False), Site(live=False, asks=True))
    for name in ("chronology", "posts-of-person", "opinions"):
        page = shelf.answer(f"{language}/questions/{name}.html", {})
        assert page
        assert page.status == 200
    found = at(shelf, f"{language}/questions/posts-of-person.html?person=nobody&ask=1")
    assert found
    assert found.status == 400
