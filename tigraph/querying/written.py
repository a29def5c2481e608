"""Rows for reading: an aligned table, Markdown, and one JSON object a row; and as CSV."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph.local import terminal_width
from tigraph.querying.aligned import aligned_table
from tigraph.querying.terms import python_value, shown

if TYPE_CHECKING:
    from tigraph.querying.answers import Rows

#: Spaces at which no line ends.
_UNPARTED = "\u00a0\u202f"


def _table(rows: Rows) -> str:
    """Return the rows as a plain aligned table, folded to the terminal's width if there is one."""
    texts = [[_printable(shown(term)) for term in row] for row in rows.rows]
    right = [
        all(isinstance(python_value(term), int | float | None) for term in column)
        for column in zip(*rows.rows, strict=True)
    ]
    return aligned_table(rows.columns, texts, right, terminal_width(), rows.language)


def _printable(text: str) -> str:
    """Return a text on one line, without what a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _UNPARTED else " " for c in text)


def _markdown(rows: Rows) -> str:
    def line(cells: Sequence[str]) -> str:
        safe = (cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
        return "| " + " | ".join(" ".join(cell.split()) for cell in safe) + " |"

    head = [line(rows.columns), line(["---"] * len(rows.columns))]
    return "\n".join(head + [line([shown(t) for t in row]) for row in rows.rows]) + "\n"


def _json_lines(rows: Rows) -> str:
    return "".join(json.dumps(_told(row), ensure_ascii=False) + "\n" for row in rows)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with what JSON has no number for (INF, NaN) as XSD writes it."""
    return {
        name: value
        if not isinstance(value, float) or math.isfinite(value)
        else {"inf": "INF", "-inf": "-INF"}.get(str(value), "NaN")
        for name, value in row.items()
    }


def comma_separated(rows: Rows) -> bytes | None:
    """Return rows as W3C's CSV, None where a term is a triple.

    It is what pyoxigraph writes, which takes five times as long where it has to read them first.
    """
    lines = [",".join(rows.columns)]
    for row in rows.rows:
        cells = []
        for term in row:
            kind = type(term)
            if kind is ox.NamedNode:
                text = term.value  # type: ignore[union-attr]
            elif kind is ox.Literal:
                text = term.value  # type: ignore[union-attr]
                if '"' in text or "," in text or "\n" in text or "\r" in text:
                    text = '"' + text.replace('"', '""') + '"'
            elif term is None:
                text = ""
            elif kind is ox.BlankNode:
                text = str(term)
            else:
                return None
            cells.append(text)
        lines.append(",".join(cells))
    lines.append("")
    return "\r\n".join(lines).encode()


ROW_WRITERS: dict[str, Callable[[Rows], str]] = {
    "table": _table,
    "md": _markdown,
    "jsonl": _json_lines,
}
