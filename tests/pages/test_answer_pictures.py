"""The answers of the catalogue as pages: each picture that its columns allow, a table beside it."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
import pyoxigraph as ox
import pytest

from asked_about import GIVEN
from tigraph.graph import Graph
from tigraph.pages.catalogue import question_page
from tigraph.pages.interactive import interactive_page
from tigraph.pages.pictures import most_tied
from tigraph.querying import Rows, catalogue
from tigraph.rdf.vocabulary import CONCEPT, EDTF

#: Whence a row is, and where in a text: no end of a tie, and no amount.
WHENCE = {"document", "speaker", "origin", "publisher", "claim"}
PLACES = {"start", "end", "first", "year"}
#: Questions whose names come out of a subselect without what they name.
UNTOLD = {"bodies-linking-levels", "organisations-at-two-levels"}


def opened(graph: Graph, name: str, language: str = "en", **given: str) -> Any:
    asked = {one.name: GIVEN[one.name] for one in catalogue.find(name).parameters
             if one.name in GIVEN}  # fmt: skip
    page = question_page(graph, name, language, {"ask": "1", **asked, **given})
    return lxml.html.document_fromstring(page.html)


def views(page: Any) -> dict[str, str]:
    return {one.text_content(): one.get("href") for one in page.cssselect(".views a")}


def names_of_entities(graph: Graph) -> set[str]:
    """Return the names that entities of the graph have, concepts and documents left out."""
    rows = graph.query("""SELECT ?one ?name { ?one skos:prefLabel ?name
      FILTER NOT EXISTS { ?one a foaf:Document } FILTER NOT EXISTS { ?one a skos:Concept } }""")
    assert isinstance(rows, Rows)
    return {row["name"] for row in rows}


@pytest.mark.parametrize("name", catalogue.names())
def test_every_answer_has_the_pictures_that_its_columns_allow(name: str, graph: Graph) -> None:
    """Told from the rows of the command line, not from what the page makes of them."""
    query = catalogue.find(name)
    given = {one.name: GIVEN[one.name] for one in query.parameters if one.name in GIVEN}
    found = graph.query(name, given)
    assert isinstance(found, Rows)
    page = opened(graph, name)
    offered = set(views(page))
    if not found.rows:
        assert not offered
        return
    known = names_of_entities(graph)
    columns = dict(zip(found.columns, found.by_column(), strict=True))
    ends = {
        column for column, terms in columns.items()
        if column not in (WHENCE | {"kind", "otherkind", "relation", "measure", "period", "layer"})
        and sum(_text(term) in known for term in terms) > len(terms) / 2
    }  # fmt: skip
    if query.is_projection or (len(ends) > 1 and name not in UNTOLD):
        assert "Network" in offered, (name, ends)
    numbers = {column for column, terms in columns.items()
               if any(map(_is_number, terms)) and column not in PLACES}  # fmt: skip
    if numbers and len(found) > 1:
        assert "Chart" in offered, (name, numbers)
    if any(_is_edtf(term) for terms in columns.values() for term in terms):
        assert "Time" in offered, name


def _text(term: Any) -> str:
    return term.value if isinstance(term, ox.Literal) else ""


def _is_number(term: Any) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value.endswith(("integer", "decimal"))


def _is_edtf(term: Any) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value == EDTF


@pytest.mark.parametrize(
    ("name", "view", "picture"),
    [
        ("members-of-territory", "network", "svg.network"),
        ("who-presides", "network", "svg.network"),
        ("posts-of-person", "network", "svg.network"),
        ("who-holds-which-post", "time", "table.lines"),
        ("number-of-territories", "chart", "svg.over-time"),
        ("claims-by-layer", "chart", "svg.bar"),
    ],
)
def test_a_table_stands_beside_each_picture(
    name: str, view: str, picture: str, graph: Graph
) -> None:
    page = opened(graph, name, "fr", view=view)
    assert page.cssselect(picture)
    assert page.cssselect("table.rows tbody tr")


@pytest.mark.parametrize(
    ("name", "column", "page_of"),
    [
        ("members-of-territory", 0, "epci/242504116.html"),
        ("who-presides", 0, "person/cedric-bole.html"),
        ("opinions", 4, "document/"),
        ("places", 2, "area/"),
    ],
)
def test_an_entity_in_a_cell_is_a_link_to_its_page(
    name: str, column: int, page_of: str, graph: Graph
) -> None:
    rows = opened(graph, name).cssselect("table.rows tbody tr")
    ways = [link.get("href") for row in rows for link in row[column].cssselect("a")]
    assert any(page_of in way for way in ways)


def test_a_concept_in_a_cell_is_plain(graph: Graph) -> None:
    assert not [one for row in opened(graph, "who-presides").cssselect("table.rows tbody tr")
                for one in row[2].cssselect("a")]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_mark_of_a_picture_is_without_its_meaning(language: str, graph: Graph) -> None:
    for name in ("who-presides", "governance"):
        page = opened(graph, name, language, view="network")
        key = [one.text_content().strip() for one in page.cssselect(".key li")]
        assert key
        assert all(key)
    page = opened(graph, "who-holds-which-post", language, view="time")
    drawn = {one.get("class") for one in page.cssselect(".lines td svg *")} - {"tick", "open"}
    told = {one.get("class") for one in page.cssselect(".key svg *")}
    assert drawn == told


def test_a_network_of_more_than_a_page_holds_has_the_most_tied() -> None:
    star = [("hub", str(i)) for i in range(100)]
    found = most_tied([*star, ("a", "b")], 60)
    assert len(found) == 60
    assert "hub" in found


def test_what_is_left_out_of_a_picture_is_told(graph: Graph, monkeypatch: Any) -> None:
    monkeypatch.setattr("tigraph.pages.around._MOST", 30)
    monkeypatch.setattr("tigraph.pages.around.DRAWN", 20)
    page = opened(graph, "speakers", "fr", view="network")
    told = re.search(r"les (\d+) plus liés, sur (\d+)", page.text_content())
    assert told
    assert int(told[1]) <= 20 < 30 < int(told[2])


@pytest.mark.parametrize(
    ("given", "back"),
    [
        ({"question": "governance", "date": "2024"},
         "questions/governance.html?date=2024&view=network&ask=1"),
        ({"around": "person:cedric-bole"}, "person/cedric-bole.html"),
    ],
)  # fmt: skip
def test_the_interactive_page_leads_back(given: dict[str, str], back: str, graph: Graph) -> None:
    found = interactive_page(graph, "fr", given)
    assert found
    [link] = lxml.html.document_fromstring(found[0]).cssselect("#facts a")
    assert link.get("href") == back
    assert link.text_content() == "← Retour à la page"


def test_rows_without_a_date_are_told_below_the_lines_of_time(graph: Graph) -> None:
    page = opened(graph, "who-holds-which-post", view="time")
    lines, rows = page.cssselect(".lines tbody tr"), page.cssselect("table.rows tbody tr")
    assert f"{len(rows) - len(lines)} rows without a date" in page.text_content()


def test_amounts_over_years_are_lines_and_their_key_names_them(graph: Graph) -> None:
    """124 and 148 territories of the first phase, 183 of the second: three numbers of two sets."""
    page = opened(graph, "number-of-territories", view="chart")
    assert len(page.cssselect("polyline")) == len(page.cssselect(".chart .key li")) == 2
    points = {one.text_content().split("·")[1].strip() for one in page.cssselect("circle title")}
    assert points == {"124", "148", "183"}


def test_a_number_of_a_place_in_a_text_makes_no_chart(graph: Graph) -> None:
    assert "Chart" not in views(opened(graph, "chronology"))


def test_kinds_that_are_concepts_are_no_ends(graph: Graph) -> None:
    page = opened(graph, "kinds-of-relation")
    assert "Network" not in views(page)
    assert CONCEPT not in " ".join(views(page).values())
