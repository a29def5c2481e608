"""Cells that a spreadsheet would run: as OWASP lists them ("CSV Injection")."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tigraph.local import safe_cell, safe_cells
from tigraph.querying.answers import Rows

RUN = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "-", "="]
KEPT = ["-3", "+1.5e3", "-0,273", ".5", "-Inf", "12 %", "", "a=1", " =1", "'=1", "2019-01-31"]


@pytest.mark.parametrize("text", RUN)
def test_what_is_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", KEPT)
def test_numbers_and_text_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


@given(st.lists(st.lists(st.text() | st.sampled_from(RUN + KEPT), min_size=2, max_size=2)))
def test_no_cell_of_csv_or_tsv_is_run_and_nothing_else_changes(rows: list[list[str]]) -> None:
    """As pyoxigraph writes W3C's formats; rows and columns stay."""
    terms = tuple(tuple(map(ox.Literal, row)) for row in rows)
    answered = Rows(("a", "b"), terms)
    table = safe_cells(answered.render("csv"), "csv").decode()
    read = list(csv.reader(io.StringIO(table, newline="")))
    assert read == [["a", "b"], *([safe_cell(cell) for cell in row] for row in rows)]
    lines = safe_cells(answered.render("tsv"), "tsv").decode().split("\n")
    assert len(lines) == len(rows) + 2
    for line, row in zip(lines[1:], rows, strict=False):
        assert line.count("\t") == 1
        for cell, text in zip(line.split("\t"), row, strict=True):
            assert cell.startswith("\"'") or safe_cell(text) == text or text.startswith("'")


def test_numbers_of_a_query_stay_numbers_in_tsv() -> None:
    number, text = ox.Literal(-3), ox.Literal("=1+1", language="fr")
    told = safe_cells(Rows(("n", "t"), ((number, text),)).render("tsv"), "tsv")
    assert told == b'?n\t?t\n-3\t"\'=1+1"@fr\n'


def test_a_long_cell_and_a_row_without_values_come_through() -> None:
    long = "x" * 200_000
    rows = Rows(("a",), ((ox.Literal(long),), (None,), (ox.Literal("=1"),)))
    assert safe_cells(rows.render("csv"), "csv") == f"a\r\n{long}\r\n\r\n'=1\r\n".encode()
