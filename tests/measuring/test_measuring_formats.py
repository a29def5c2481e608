"""Measurements as files: every format of every kind of table."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

import tigraph
from tigraph.drawing import FIGURE_FORMATS
from tigraph.measuring.formats import FORMATS, render, summary_csv
from tigraph.measuring.one_mode import MEASURES
from tigraph.measuring.two_mode import TWO_MODE_MEASURES
from tigraph.measuring.whole import EVIDENCE, ONE_MODE, TWO_MODES, Whole, label


@pytest.fixture(scope="module")
def kinds() -> dict[str, Any]:
    curated = tigraph.load(language="en")
    return {
        "one": curated.measure("governance", sum_bases=True),
        "two": curated.measure("events", basis=["attendance"]),
        "basis": curated.measure("people"),
        "date": curated.measure("people", sum_bases=True, dates=["2019", "2024"]),
        "brokerage": curated.measure("governance", sum_bases=True, brokerage=True),
        "evidence": curated.measure("events", basis=["attendance"], sensitivity=True),
        "empty": curated.measure("people", as_of="1950", basis=[]),
    }


WHICH = ("one", "two", "basis", "date", "brokerage", "evidence", "empty")


@pytest.mark.parametrize("which", WHICH)
@pytest.mark.parametrize("format", [f for f in FORMATS if f not in FIGURE_FORMATS])
def test_every_format_writes_every_kind_of_table(kinds: Any, which: str, format: str) -> None:
    content = render(kinds[which], format).decode()
    assert content == render(kinds[which], format).decode()
    assert "nan" not in content.lower().replace("financ", "").split()
    if format in ("table", "md"):
        assert "Posts without a named holder" in content or "posts without a named" in content
        assert "Documents: " in content
        assert "Layers: curated graph" in content


@pytest.mark.parametrize("which", [which for which in WHICH if which != "empty"])
def test_tidy_formats_hold_a_row_a_node_with_its_boundary(kinds: Any, which: str) -> None:
    found = kinds[which]
    rows = list(csv.DictReader(io.StringIO(render(found, "csv").decode(), newline="")))
    lines = [json.loads(line) for line in render(found, "jsonl").decode().splitlines()]
    assert len(rows) == len(lines) == len(found.rows())
    assert list(rows[0]) == list(lines[0])
    for row, line in zip(rows, lines, strict=True):
        assert row["id"] == line["id"]
        assert " of " in row["network_posts_without_named_holder"]
        assert row["network_layers"] == "curated graph"
        assert row["network_documents"]
        if found.axis:
            assert row[found.axis] == line[found.axis]


def test_numbers_come_back_as_they_were(kinds: Any) -> None:
    found = kinds["brokerage"]
    rows = csv.DictReader(io.StringIO(render(found, "csv").decode(), newline=""))
    for row, node in zip(rows, found.tables[0].nodes, strict=True):
        for name in found.measures:
            assert row[name] == ("" if node[name] is None else str(node[name]))
    whole = json.loads(render(found, "json"))
    assert whole["tables"][0]["nodes"] == list(found.tables[0].nodes)
    assert whole["boundary"]["documents"]
    assert [item["name"] for item in whole["measures"]] == list(found.measures)


def test_the_summary_has_the_whole_the_remarks_and_the_boundary(kinds: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(summary_csv(kinds["date"]).decode(), newline="")))
    names = {row["measure"] for row in rows}
    assert {"density", "remark", "boundary_documents", "boundary_query"} <= names
    assert {row["variant"] for row in rows} == {"2019", "2024", ""}


def test_every_column_is_explained_in_both_languages() -> None:
    for measure in (*MEASURES.values(), *TWO_MODE_MEASURES.values()):
        english, french = measure.about
        assert english.strip(), measure.name
        assert french not in ("", english), measure.name
        assert measure.source or measure.name == "mode"


def test_a_remark_on_some_evidence_left_out_says_which() -> None:
    graph = tigraph.load(language="en")
    found = graph.measure("all-ties", basis=["cooperation"], sensitivity=True)
    # Every claim of cooperation stands in one document alone: without them nothing is left.
    assert not found.tables[1].nodes
    text = " ".join(render(found, "table").decode().split())
    assert "no single-source claims: There are no ties: no measure says anything." in text


def test_open_data_is_named_in_every_form(kinds: Any) -> None:
    line = "Découpage administratif 2024 : liste des EPCI"
    assert any(line in item for item in kinds["one"].boundary["open_data"])
    for content in (
        *(render(kinds["one"], f) for f in ("table", "md", "csv", "json", "jsonl")),
        summary_csv(kinds["one"]),
    ):
        assert line in " ".join(content.decode().split())


@pytest.mark.parametrize("format", FIGURE_FORMATS)
def test_small_multiples_are_the_same_bytes_on_each_run(kinds: Any, format: str) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    found = replace(kinds["date"], measures=("degree", "betweenness"))
    content = render(found, format)
    assert content[:4] in (b"<?xm", b"\x89PNG", b"%PDF")
    if format == "svg":
        assert content == render(found, format)
        text = content.decode()
        for part in ("2019", "2024", "Cédric Bôle", "posts without a named holder"):
            assert part in text
        assert "@font-face{font-family:'" in text  # it looks alike anywhere


@pytest.mark.parametrize("measure", [*{m.name: m for m in (*ONE_MODE, *TWO_MODES)}.values()])
def test_a_measure_of_the_whole_has_a_name_in_both_languages(measure: Whole) -> None:
    english, french = measure.label
    assert (label(measure.name, "en"), label(measure.name, "fr")) == (english, french)
    assert english.strip()
    assert french.strip()
    # "modularity" is no French: a new one has to be named.
    assert french != english or measure.name in ("sources", "communities")


@pytest.mark.parametrize("kind", ["one", "two", "date"])
def test_every_figure_of_the_whole_is_named(kinds: Any, kind: str) -> None:
    known = {m.name for m in (*ONE_MODE, *TWO_MODES)} | set(EVIDENCE)
    told = {key for table in kinds[kind].tables for key in table.summary}
    assert {key for key in told if not key.startswith("rank_correlation")} <= known
