"""Cells of CSV and TSV that a spreadsheet would run as a formula, and how they are made text.

As OWASP has it (“CSV Injection”): what begins with one of = + - @, a tab or a carriage return
is given an apostrophe before it. A number stays a number: -3 runs nothing.
"""

from __future__ import annotations

import csv
import io
import re

#: What begins a formula, also as East Asian keyboards write it.
_RUN = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?%?|-?Inf").fullmatch
#: A text as SPARQL's TSV writes it: a quotation mark, then what may be escaped.
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"(.*)', re.DOTALL).fullmatch
_ESCAPED = (r"\t", r"\r", r"\n")


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet runs.

    >>> safe_cell("=1+1"), safe_cell("-3"), safe_cell("-3+1"), safe_cell("a")
    ("'=1+1", '-3', "'-3+1", 'a')
    """
    return f"'{text}" if text.startswith(_RUN) and not _NUMBER(text) else text


def safe_cells(content: bytes, format: str) -> bytes:
    """Return a table as `csv`, or as `tsv` as SPARQL writes it, in which no cell is run.

    >>> safe_cells(b'?a\\n"=1+1"@en\\n-3\\n', "tsv")
    b'?a\\n"\\'=1+1"@en\\n-3\\n'
    """
    text = content.decode()
    if format == "tsv":
        lines = (map(_safe_term, line.split("\t")) for line in text.split("\n"))
        return "\n".join("\t".join(line) for line in lines).encode()
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text, newline="")):
        # A row of one empty cell is a line without anything, as SPARQL's CSV has it.
        if row:
            writer.writerow(map(safe_cell, row))
        else:
            out.write("\r\n")
    return out.getvalue().encode()


def _safe_term(term: str) -> str:
    """Return a term of SPARQL's TSV: a text keeps its marks, and what is escaped in it."""
    if not (quoted := _QUOTED(term)):
        return safe_cell(term)
    inner, behind = quoted.groups()
    run = inner.startswith((*_RUN, *_ESCAPED)) and not _NUMBER(inner)
    return f'"{chr(39) if run else ""}{inner}"{behind}'
