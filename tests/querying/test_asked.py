"""What was asked is told whole, wherever an answer goes: a contract over every field."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from typing import Any

import networkx as nx
import pytest

from invented import actor, network, tie
from tigraph.claims import Reference
from tigraph.drawing.figures.figure import figure_bytes
from tigraph.drawing.page.page import page_data
from tigraph.exports import formats as exports
from tigraph.graph import Graph
from tigraph.measuring.evidence import boundary
from tigraph.measuring.formats import FORMATS, render, summary_csv
from tigraph.measuring.measurement import Choice
from tigraph.querying import Asked

#: A value of each type that no field has by default, and what must be read of it.
ODD: Mapping[str, tuple[Any, str]] = {
    "Mapping[str, str]": ({"entity": "odd-value"}, "odd-value"),
    "bool": (None, ""),
    "tuple[str, ...]": (("odd-value",), "odd-value"),
    "str": ("odd-value", "odd-value"),
    "str | None": ("1987-06", "1987-06"),
}


def off_default(own: Field[Any], language: str) -> tuple[dict[str, Any], str]:
    """Return a field with a value that is not its default, and the words that must be told."""
    value, words = ODD[str(own.type)]
    if value is None:
        value = not own.default
        words = own.metadata["words"][language][value]
    return {own.name: value}, words


CHOICES = [pytest.param(own, id=own.name) for own in fields(Asked)]


def small(**asked: Any) -> Any:
    graph: Any = nx.MultiDiGraph()
    for name in ("p", "e"):
        graph.add_node(f"urn:{name}", **actor(f"fictif {name}"))
    graph.add_edge("urn:p", "urn:e", **tie())
    return network(graph, **{"name": "actors", "query": "actors", "as_of": "2019", **asked})


def read(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return html.unescape(content.decode("utf-8"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return html.unescape("".join(archive.read(n).decode() for n in sorted(archive.namelist())))


@pytest.mark.parametrize("own", CHOICES)
@pytest.mark.parametrize("extension", sorted(exports.FORMATS))
def test_every_file_of_a_network_tells_each_choice(own: Field[Any], extension: str) -> None:
    asked, words = off_default(own, "fr")
    files = exports.render(small(**asked), extension)
    # Of the tables of CSV one says it for all.
    telling = {name: files[name] for name in (".about.csv",) if name in files} or files
    for suffix, content in telling.items():
        assert words in read(content), suffix
    assert words not in read(b"".join(exports.render(small(), extension).values()))


@pytest.mark.parametrize("own", CHOICES)
def test_pages_and_figures_tell_each_choice(own: Field[Any]) -> None:
    asked, words = off_default(own, "fr")
    made = small(**asked)
    told = json.dumps(page_data(made)["network"], ensure_ascii=False)
    assert words.casefold() in told.casefold()
    if own.name == "query":  # a figure names it: its text has no room there
        return
    svg = figure_bytes(made, "svg")
    shown = " ".join(re.sub(r"<[^>]*>", " ", read(svg)).split())
    assert words.casefold() in shown.casefold()


@pytest.mark.parametrize("own", CHOICES)
def test_the_boundary_of_a_measure_tells_each_choice(own: Field[Any], graph: Graph) -> None:
    asked, words = off_default(own, "fr")
    told = boundary(small(**asked), [], (), Choice())
    assert words in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("own", CHOICES)
def test_a_reference_tells_each_choice(own: Field[Any]) -> None:
    asked, words = off_default(own, "en")
    if own.name == "possible":  # a query gives what surely holds unless it is asked for more
        asked, words = {"possible": True}, own.metadata["words"]["en"][True]
    usual = Asked("people", "SELECT *", possible=False)
    bare = {"asked_on": "2026-01-02", "version": "1", "works": (), "named_claims": True}
    assert words in Reference(replace(usual, **asked), **bare).text()
    assert words not in Reference(usual, **bare).text()


def test_each_choice_has_words_in_both_languages_and_a_usual_value() -> None:
    for own in fields(Asked):
        assert own.default is not MISSING or own.default_factory is not MISSING
        if own.name not in ("name", "query", "as_of"):
            assert own.metadata["words"].keys() == {"en", "fr"}
    assert Asked("people", "SELECT", "2019").told("en") == ""


@pytest.mark.parametrize("format", [f for f in FORMATS if f not in ("svg", "png", "pdf")])
def test_a_measure_of_sure_ties_alone_says_so_in_every_form(format: str, graph: Graph) -> None:
    measured = graph.measure(
        "all-ties", as_of="2019", possible=False, basis=["cooperation"], measures=["degree"]
    )
    content = render(measured, format).decode()
    assert "cooperation" in content
    assert "possible" in content
    if format == "csv":
        asked = {row["network_asked"] for row in csv.DictReader(io.StringIO(content))}
        assert asked == {
            "sans ce qui n’est que possible; liens de ces seuls fondements : cooperation"
        }
    assert "sans ce qui n’est que possible" in summary_csv(measured).decode()


def test_the_boundary_names_the_documents_behind_the_network(graph: Graph) -> None:
    named = [one["title"] for one in graph.measure("people").boundary["documents"]]
    assert sorted(named) == sorted(graph.network("people").sources) != []


def test_paths_and_comparisons_say_what_they_were_asked(graph: Graph) -> None:
    wished: Any = {"avoid": ["CGET"], "longest": 6}
    steps = graph.steps("Olivier Lluansi", "AdCF", as_of="2019", **wished)
    told = graph.path_network(steps, as_of="2019", **wished).asked
    assert told.parameters == {"avoid": "CGET", "max": "6"}
    assert told.as_of == "2019"
    compared = graph.compare("2018", "2019", possible=False)
    assert graph.compare_network(compared).asked.choices() == {"possible": False}
    phases = graph.compare("phase:ti-1", "phase:ti-2", as_of="2024")
    assert graph.compare_network(phases).as_of == "2024"
