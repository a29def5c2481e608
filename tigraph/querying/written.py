"""Rows for reading: an aligned table, Markdown, HTML, one JSON object a row; and as CSV."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph.local import terminal_width
from tigraph.querying.aligned import aligned_table
from tigraph.querying.terms import python_value, shown
from tigraph.querying.typed_columns import typed

if TYPE_CHECKING:
    from tigraph.querying.answers import Rows

#: So many rows are shown in a notebook.
_MOST_SHOWN = 60
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


def html_table(rows: Rows, reference: str) -> str:
    """Return the first rows as a table for a notebook, how many there are, and their reference.

    Of the reference all but the text of the query. Words stand on the left, numbers on the right,
    whatever the notebook's own style is.
    """
    from html import escape

    few = rows.rows[:_MOST_SHOWN]
    types = [typed(terms).type for terms in zip(*few, strict=True)] or [""] * len(rows.columns)
    sides = ["right" if type_ in ("integer", "number") else "left" for type_ in types]

    def row(cells: Iterable[str], tag: str = "td") -> str:
        told = (
            f'<{tag} style="text-align:{side};padding:2px 8px">{escape(cell)}</{tag}>'
            for cell, side in zip(cells, sides, strict=True)
        )
        return f"<tr>{''.join(told)}</tr>"

    head, body = row(rows.columns, "th"), "".join(row(map(shown, one)) for one in few)
    told = reference.partition("# Text of the query")[0]
    below = f"<pre>{escape(told)}</pre>" if told else ""
    count = f"<p>{len(few):,} / {len(rows):,}</p>"
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{count}{below}"


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
