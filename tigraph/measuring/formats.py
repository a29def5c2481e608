"""Measurements as files: text, Markdown, CSV, JSON, JSON lines and figures.

`csv` and `jsonl` are tidy: a row a node (and a variant), each ending with where it comes
from. `json` holds everything. `table` and `md` are made in `measuring.texts`. `svg`, `png`
and `pdf` are small multiples: a row of panels a measure, a column a date (or a basis, or
what is left out). Actors and scales are shared, so that panels compare by eye; an empty
place says that the actor is not in that network, which is another thing than a zero.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tigraph.drawing import FIGURE_FORMATS
from tigraph.errors import UnknownNameError, UsageError
from tigraph.local import said
from tigraph.measuring.figures import ACTORS, figure_bytes
from tigraph.measuring.measurement import BROKERAGE, Measurement
from tigraph.measuring.one_mode import MEASURES
from tigraph.measuring.simple import Value
from tigraph.measuring.texts import markdown, text
from tigraph.measuring.two_mode import TWO_MODE_MEASURES
from tigraph.querying import chosen_columns

NETWORK_COLUMNS = ("title", "query", "bases", "as_of", "documents", "open_data", "layers",
                   "posts_without_named_holder", "made", "version")  # fmt: skip
_NODE = ("id", "label", "kind", "kind_label", "level", "level_label", "order", "order_label")


_EVERY = (*MEASURES, *TWO_MODE_MEASURES)


def render(
    measurement: Measurement, format: str, top: int = 0, columns: Sequence[str] | None = None
) -> bytes:
    """Return a measurement in a format; `top` keeps the first nodes only (0: all).

    `columns` are those that rows of nodes have, in their order; unless told, all, or in text and
    Markdown those that one reads. Raises `UnknownNameError` for a format or a column that does
    not exist, `UsageError` for columns of what has none; for figures, what `figure_bytes` raises.
    """
    if format not in FORMATS:
        raise UnknownNameError("format for measures", format, FORMATS)
    if format in FIGURE_FORMATS:
        if columns is not None:
            raise UsageError("A figure has no columns: choose what it draws by -m.")
        return figure_bytes(measurement, format, top or ACTORS)
    if columns is not None:
        columns = chosen_columns(columns, _known(measurement, format), _EVERY)
        if format in ("table", "md") and measurement.axis in ("date", "evidence"):
            raise UsageError(
                "Side by side, a table is of one measure and its columns are what is compared: "
                "choose the measures by -m, or columns of csv, jsonl and json."
            )
    return _WRITERS[format](measurement, top, columns).encode()


def _known(measurement: Measurement, format: str) -> list[str]:
    """Return the columns that rows of nodes have in a format."""
    rows = [row for table in measurement.tables for row in table.nodes]
    own = dict.fromkeys([*_NODE, *(key for row in rows for key in row), *measurement.measures])
    if format in ("csv", "jsonl"):
        return list(dict.fromkeys([*own, *_head(measurement, _tidy(measurement, 0))]))
    return list(own)


def _tidy(measurement: Measurement, top: int) -> list[dict[str, Value]]:
    """The rows with every column, and where they come from at the end of each."""
    rows = []
    for table in measurement.tables:
        known = measurement.boundary
        empty, posts = (table.summary[k] for k in ("posts_without_named_holder", "posts"))
        asked = table.variant if measurement.axis == "date" else known["as_of"]
        bases = [table.variant] if measurement.axis == "basis" else list(known["bases"])
        source: dict[str, Value] = dict(zip(
            (f"network_{column}" for column in NETWORK_COLUMNS),
            (known["title"], known["projection"], " + ".join(bases), asked,
             "; ".join(d["title"] for d in known["documents"]), "; ".join(known["open_data"]),
             "; ".join(known["layers"]),
             f"{empty} of {posts}", known["made"], f"tigraph {known['version']}"),
            strict=True,
        ))  # fmt: skip
        source |= {"network_asked": known["asked"]} if "asked" in known else {}
        shown = table.nodes[:top] if top else table.nodes
        first: dict[str, Value] = {measurement.axis: table.variant} if measurement.axis else {}
        group = ("group",) if table.form == BROKERAGE else ()
        names = (*_NODE, *group, *measurement.measures)
        rows += [{**first, **{n: row.get(n) for n in names}, **source} for row in shown]
    return rows


def _csv(measurement: Measurement, top: int, columns: Sequence[str] | None) -> str:
    rows = _tidy(measurement, top)
    return _comma_separated(list(columns or _head(measurement, rows)), rows)


def _head(measurement: Measurement, rows: Sequence[Mapping[str, Value]]) -> list[str]:
    axis = [measurement.axis] if measurement.axis else []
    network = [f"network_{column}" for column in NETWORK_COLUMNS]
    return list(rows[0]) if rows else [*axis, *_NODE, *measurement.measures, *network]


def summary_csv(measurement: Measurement) -> bytes:
    """Return the whole and the boundary as CSV: variant, measure, value."""
    rows: list[dict[str, Value]] = [
        {"variant": table.variant, "measure": key, "value": value}
        for table in measurement.tables
        for key, value in table.summary.items()
    ]
    rows += [
        {"variant": table.variant, "measure": "remark", "value": said(remark, measurement.language)}
        for table in measurement.tables
        for remark in table.remarks
    ]  # fmt: skip
    rows += [
        {"variant": "", "measure": f"boundary_{key}", "value": _flat(value)}
        for key, value in measurement.boundary.items()
    ]
    return _comma_separated(["variant", "measure", "value"], rows).encode()


def _flat(value: Any) -> Value:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _comma_separated(head: list[str], rows: Sequence[Mapping[str, Value]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, head, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: str(v).lower() if isinstance(v, bool) else v for k, v in row.items()})
    return out.getvalue()


def _json(measurement: Measurement, top: int, columns: Sequence[str] | None) -> str:
    content = {
        "boundary": dict(measurement.boundary),
        "axis": measurement.axis,
        "measures": list(measurement.about),
        "tables": [
            {
                "variant": table.variant,
                "form": table.form,
                "summary": dict(table.summary),
                "remarks": [said(remark, measurement.language) for remark in table.remarks],
                "nodes": [_only(row, columns) for row in table.nodes[: top or None]],
            }
            for table in measurement.tables
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _only(row: Mapping[str, Value], columns: Sequence[str] | None) -> Mapping[str, Value]:
    return row if columns is None else {name: row.get(name) for name in columns}


def _json_lines(measurement: Measurement, top: int, columns: Sequence[str] | None) -> str:
    rows = [_only(row, columns) for row in _tidy(measurement, top)]
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)


_WRITERS: dict[str, Callable[[Measurement, int, Sequence[str] | None], str]] = {
    "table": text,
    "csv": _csv,
    "json": _json,
    "md": markdown,
    "jsonl": _json_lines,
}
FORMATS = (*_WRITERS, *FIGURE_FORMATS)
#: What the names of files end with, and the format that it tells.
EXTENSIONS = {f".{'txt' if name == 'table' else name}": name for name in FORMATS}
