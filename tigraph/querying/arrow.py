"""Rows as an Arrow table, and as a Parquet file that says of each column what it means."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tigraph.errors import MissingExtraError, UsageError
from tigraph.querying.terms import shown
from tigraph.querying.typed_columns import typed

if TYPE_CHECKING:
    from tigraph.querying.answers import Rows

#: Names of Arrow's types.
_TYPES = {
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
    "date": "date32[day]",
    "datetime": "timestamp[s]",
}


def table(rows: Rows, about: Mapping[str, str] | None = None) -> Any:
    """Return the rows as a `pyarrow.Table`: see `Rows.to_arrow`. `about` is told of the whole."""
    try:
        import pyarrow
    except ImportError:
        raise MissingExtraError("arrow", "An Arrow table") from None
    fields, columns = [], []
    for name, terms in zip(rows.columns, rows.by_column(), strict=True):
        own = typed(terms)
        type_ = pyarrow.type_for_alias(_TYPES.get(own.type, "string"))
        values = own.values if own.type in _TYPES or own.type == "string" else list(_told(terms))
        means = rows.meanings.get(name)
        told = {"description": means} if means else None
        fields.append(pyarrow.field(name, type_, metadata=told))
        columns.append(pyarrow.array(values, type=type_))
    schema = pyarrow.schema(fields, metadata=dict(about) if about else None)
    return pyarrow.Table.from_arrays(columns, schema=schema)


def _told(terms: Any) -> Any:
    return (None if term is None else shown(term) for term in terms)


def parquet(rows: Rows) -> bytes:
    """Return the rows as a Parquet file; raises `UsageError` where they have no column."""
    if not rows.columns:
        raise UsageError("Rows without a column cannot be written as parquet.")
    told = rows.whence.reference().text() if rows.whence else ""
    made = table(rows, {"reference": told} if told else None)
    import pyarrow.parquet

    out = io.BytesIO()
    pyarrow.parquet.write_table(made, out, compression="zstd")
    return out.getvalue()
