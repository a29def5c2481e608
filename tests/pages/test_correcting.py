"""Whoever finds something wrong on a page can say so, with what is known filled in."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest

from tigraph.errors import UsageError
from tigraph.graph import Graph
from tigraph.pages import Site, contact_of, entity_page
from tigraph.querying import Rows

BOLE = "https://w3id.org/tigraph/id/person/cedric-bole"
URL = "https://graph.example.org/"


def ways(
    graph: Graph, contact: str, language: str = "en", iri: str = BOLE
) -> tuple[Any, list[Any]]:
    page = entity_page(graph, BOLE, language, site=Site(url=URL, correct=contact))
    root = lxml.html.document_fromstring(page.html)
    [part] = [one.getparent() for one in root.cssselect("#correct")]
    return root, part.cssselect("a")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_mail_has_the_page_and_the_identifier_filled_in(graph: Graph, language: str) -> None:
    root, links = ways(graph, "mailto:graph@example.org", language)
    correct, objecting = (urlsplit(one.get("href")) for one in links)
    for one in (correct, objecting):
        assert (one.scheme, one.path) == ("mailto", "graph@example.org")
        told = parse_qs(one.query)
        assert "person:cedric-bole" in told["subject"][0]
        assert f"{URL}{language}/person/cedric-bole.html" in told["body"][0]
        assert "Cédric Bôle (person:cedric-bole)" in told["body"][0]
    claims = root.cssselect(".proof[id]")
    assert claims
    for claim in claims:
        [link] = claim.cssselect(".claim a")
        told = parse_qs(urlsplit(link.get("href")).query)
        assert claim.get("id") in told["subject"][0]
        assert claim.get("id") in told["body"][0]


def test_an_address_of_the_web_is_given_what_it_has_a_place_for(graph: Graph) -> None:
    _, links = ways(graph, "https://example.org/new?title={id}&body={page}")
    assert links[0].get("href") == (
        "https://example.org/new?title=person%3Acedric-bole"
        "&body=https%3A%2F%2Fgraph.example.org%2Fen%2Fperson%2Fcedric-bole.html"
    )


def test_without_an_address_those_who_keep_the_graph_are_named_as_it_names_them(
    graph: Graph,
) -> None:
    root, [link] = ways(graph, "")
    rows = graph.query(
        "SELECT ?url { ?set dcat:contactPoint/<http://www.w3.org/2006/vcard/ns#hasURL> ?url }"
    )
    assert isinstance(rows, Rows)
    assert link.get("href") in {str(row["url"]) for row in rows}
    [copied] = root.cssselect("#correct ~ pre code")
    assert "person:cedric-bole" in copied.text
    assert not root.cssselect(".claim a")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://example.org", "graph", "mailto:a@b@c.d",
                "mailto:a@example.org?bcc=b@example.org", 'https://e.org/"><b>', "https://"]
)  # fmt: skip
def test_what_is_no_address_is_refused_and_linked_by_no_page(graph: Graph, address: str) -> None:
    with pytest.raises(UsageError, match="--contact"):
        contact_of(address)
    _, links = ways(graph, address)
    assert [one.get("href") for one in links] == ["https://w3id.org/tigraph/tracker"]
