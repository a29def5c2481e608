"""How answers, cards and networks show themselves at a prompt and in a notebook.

The person in the file is fictitious, and bears a name that would run as a script.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest

import tigraph
from checkout import HEADER

EVIL = "<script>alert(1)</script><img onerror=x>"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> tigraph.Graph:
    path: Path = tmp_path_factory.mktemp("data") / "own.ttl"
    path.write_text(HEADER + f'person:x a foaf:Person ; skos:prefLabel "{EVIL}"@fr .', "utf-8")
    return tigraph.load([path])


def shown(one: Any) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(one._repr_html_())


def test_rows_are_a_table_with_the_documents_behind_them(graph: tigraph.Graph) -> None:
    rows = graph.query("who-presides")
    page = shown(rows)
    assert [cell.text for cell in page.iter("th")] == list(rows.columns)
    assert len(list(page.iter("tr"))) == len(rows) + 1
    assert "Territoires d’industrie en Bourgogne-Franche-Comté" in page.text_content()
    assert repr(rows).startswith(f"<Rows: {len(rows)} rows of president, kind")


def test_of_many_rows_the_first_are_shown_and_all_are_counted(graph: tigraph.Graph) -> None:
    rows = graph.query("SELECT * { ?s ?p ?o } LIMIT 2000")
    page = shown(rows)
    assert "60 / 2,000" in page.text_content()
    assert len(list(page.iter("tr"))) == 61


def test_a_card_is_a_dict_that_shows_itself(graph: tigraph.Graph) -> None:
    card = graph.show("Cédric Bôle")
    assert isinstance(card, dict)
    text = shown(card).text_content()
    assert {one["label"] for one in card["relations"] if one["label"] in text}
    assert all(one["other"]["label"] in text for one in card["relations"] if one["other"])
    assert repr(card).startswith("<Card: Cédric Bôle, personne")


def test_a_network_is_its_picture_with_its_sources(graph: tigraph.Graph) -> None:
    network = graph.network("people")
    page = shown(network)
    [picture] = page.iter("img")
    assert picture.get("src").startswith("data:image/svg+xml;base64,")
    assert all(source in page.text_content() for source in network.sources)
    assert "nodes" in repr(network)


def test_nothing_in_a_name_is_run(graph: tigraph.Graph) -> None:
    rows = graph.query("SELECT ?n { person:x skos:prefLabel ?n }")
    for one in (rows, graph.show("person:x")):
        page = shown(one)
        assert not list(page.iter("script", "img"))
        assert EVIL in page.text_content()
