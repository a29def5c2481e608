"""How answers, cards and networks show themselves at a prompt and in a notebook.

The person in the file is fictitious, and bears a name that would run as a script.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import lxml.html
import networkx
import pytest

import tigraph
from checkout import HEADER
from invented import network as network_of
from tigraph.errors import MissingExtraError, UsageError

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


def test_numbers_stand_on_the_right_and_words_on_the_left(graph: tigraph.Graph) -> None:
    """Jupyter's style sets all cells of a table to the right."""
    page = shown(graph.query("SELECT * { VALUES (?n ?word) { (1 'one') (UNDEF 'none') } }"))
    sides = [cell.get("style").partition(";")[0] for cell in page.iter("td")]
    assert sides == ["text-align:right", "text-align:left"] * 2


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


def test_a_card_tells_posts_and_periods_in_words(graph: tigraph.Graph) -> None:
    card = graph.show("Nathalie Augé")
    rows = [[cell.text_content() for cell in row] for row in shown(card).iter("tr")]
    for one, row in zip(card["relations"], rows, strict=False):
        for end in ("other", "post"):
            assert not one[end] or one[end]["label"] in row[1]
        assert "/" not in row[2]  # no EDTF
        assert row[2] or not any(item["attests"] for item in one["evidence"])
    assert any(one["post"] and one["other"] for one in card["relations"])


def test_a_network_is_its_picture_with_its_sources(graph: tigraph.Graph) -> None:
    network = graph.network("people")
    page = shown(network)
    [picture] = page.iter("img")
    assert picture.get("src").startswith("data:image/svg+xml;base64,")
    assert all(source in page.text_content() for source in network.sources)
    assert "nodes" in repr(network)


def test_a_network_has_a_form_for_each_place_where_it_may_stand(graph: tigraph.Graph) -> None:
    pytest.importorskip("anywidget", reason="anywidget is not installed")
    network = graph.network("people")
    forms = network._repr_mimebundle_()
    view = "application/vnd.jupyter.widget-view+json"
    assert set(forms) == {view, "text/html", "image/svg+xml", "text/plain"}
    assert forms["image/svg+xml"].lstrip().startswith("<?xml")
    assert forms["text/plain"] == repr(network)
    # what nobody asks for is not made
    assert set(network._repr_mimebundle_(include={"text/plain"})) == {"text/plain"}
    assert set(network._repr_mimebundle_(exclude={view, "image/svg+xml", "text/html"})) == {
        "text/plain"
    }


def test_without_the_extra_a_network_is_its_picture(
    graph: tigraph.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "anywidget", None)
    network = graph.network("people")
    assert set(network._repr_mimebundle_()) == {"text/html", "image/svg+xml", "text/plain"}
    with pytest.raises(MissingExtraError, match=r"tigraph\[notebook\]"):
        network.widget()


def test_figures_are_made_in_a_loop_and_keep_each_actor_in_its_place(
    graph: tigraph.Graph, tmp_path: Path
) -> None:
    pytest.importorskip("anywidget", reason="anywidget is not installed")
    bole = "https://w3id.org/tigraph/id/person/cedric-bole"
    widget = graph.network("people").widget(layout_name="circle")
    widget.positions = {bole: [0, -900]}
    widget.address = "hide=person%2Folivier-lluansi"  # as the page tells that one is hidden
    for date in ("2019", "2024"):
        figure = widget.figure("svg", network=graph.network("people", as_of=date))
        saved = figure.save(tmp_path / f"people-{date}.svg")
        told = saved.read_text("utf-8")
        assert date in told
        assert "Cédric Bôle" in told
        assert "Olivier Lluansi" not in told
        assert figure._repr_mimebundle_()["image/svg+xml"] == told
    prepared = widget.prepared()
    assert prepared.moved["circle"]["person/cedric-bole"] == (0, -900)
    assert prepared.hidden == ("person/olivier-lluansi",)


@pytest.mark.parametrize(
    ("trait", "value"),
    [
        ("selection", ["https://example.org/nobody"]),
        ("date", "yesterday"),
        ("layout_name", "spiral"),
        ("positions", {"https://example.org/nobody": [1, 2]}),
        ("positions", {"https://w3id.org/tigraph/id/person/cedric-bole": ["left", 2]}),
        ("positions", {"https://w3id.org/tigraph/id/person/cedric-bole": [float("nan"), 2]}),
    ],
)
def test_a_widget_refuses_what_no_page_could_show(
    graph: tigraph.Graph, trait: str, value: Any
) -> None:
    pytest.importorskip("anywidget", reason="anywidget is not installed")
    from traitlets import TraitError

    widget = graph.network("people").widget()
    before = getattr(widget, trait)
    with pytest.raises(TraitError):
        setattr(widget, trait, value)
    assert getattr(widget, trait) == before


def test_a_network_of_ones_own_says_that_it_does_not_know_how_it_is_shown() -> None:
    own = network_of(networkx.MultiDiGraph())
    assert set(own._repr_mimebundle_()) == {"text/plain"}
    for ask in (own.widget, own.figure, own.methods):
        with pytest.raises(UsageError, match="made by no Graph"):
            ask()


def test_nothing_in_a_name_is_run(graph: tigraph.Graph) -> None:
    rows = graph.query("SELECT ?n { person:x skos:prefLabel ?n }")
    for one in (rows, graph.show("person:x")):
        page = shown(one)
        assert not list(page.iter("script", "img"))
        assert EVIL in page.text_content()
