"""What search engines are told: the pages of people in office, and none of anybody else."""

from __future__ import annotations

import urllib.robotparser
from typing import Any

import lxml.etree
import pytest

from tigraph.graph import Graph
from tigraph.pages import Shelf, Site
from tigraph.pages import indexing as module
from tigraph.rdf import select

URL = "https://graph.example.org/ti/"


def listed(shelf: Shelf, path: str = "sitemap.xml") -> list[str]:
    found = shelf.answer(path, {})
    assert found is not None
    assert found.type == "application/xml"
    root = lxml.etree.fromstring(found.content)
    assert root.tag.startswith("{http://www.sitemaps.org/schemas/sitemap/0.9}")
    return [one.text for one in root.iter("{*}loc")]


@pytest.fixture(scope="module")
def shelf(graph: Graph) -> Shelf:
    return Shelf(graph, Site(url=URL))


def test_each_page_that_may_be_listed_is_and_says_nothing_else_itself(shelf: Shelf) -> None:
    addresses = listed(shelf)
    assert len(set(addresses)) == len(addresses)
    assert all(one.startswith(URL) for one in addresses)
    paths = [one.removeprefix(URL) for one in addresses]
    assert {"fr/index.html", "en/questions/index.html"} <= set(paths)
    of_people = [one for one in paths if one.startswith("fr/person/")]
    assert "fr/person/cedric-bole.html" in of_people
    for path in [*of_people, *paths[:4], paths[-1]]:
        page: Any = shelf.answer(path, {})
        assert page.status == 200
        assert "X-Robots-Tag" not in page.headers, path
    everybody = select(shelf.graph.ground.store, "SELECT ?p { ?p a foaf:Person }")
    others = {row["p"].rpartition("/")[2] for row in everybody}
    others -= {one.rpartition("/")[2].removesuffix(".html") for one in of_people}
    assert others
    for name in sorted(others)[:5]:
        hidden: Any = shelf.answer(f"fr/person/{name}.html", {})
        assert hidden.headers["X-Robots-Tag"] == "noindex"


def test_many_pages_are_told_in_several_files(
    graph: Graph, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = listed(shelf)
    monkeypatch.setattr(module, "_MOST", len(whole) // 2 + 1)
    many = Shelf(graph, Site(url=URL))
    maps = listed(many)
    assert maps == [f"{URL}sitemap-1.xml", f"{URL}sitemap-2.xml"]
    assert [one for path in maps for one in listed(many, path.removeprefix(URL))] == whole
    for name in ("-3", "-0", "-01", "-²", "s"):
        assert many.answer(f"sitemap{name}.xml", {}) is None


def test_robots_may_fetch_pages_and_not_what_programs_ask(graph: Graph, shelf: Shelf) -> None:
    told: Any = shelf.answer("robots.txt", {})
    read = urllib.robotparser.RobotFileParser()
    read.parse(told.content.decode().splitlines())
    assert read.site_maps() == [f"{URL}sitemap.xml"]
    assert read.can_fetch("anybot", "/fr/person/cedric-bole.html")
    assert not read.can_fetch("anybot", "/sparql?query=ASK%20%7B%7D")
    alone: Any = Shelf(graph, Site(live=False)).answer("robots.txt", {})
    assert b"Disallow" not in alone.content
    assert Shelf(graph, Site()).answer("sitemap.xml", {}) is None
