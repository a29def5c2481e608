"""Rows as a pandas DataFrame, of which each column has the type that its values have in RDF."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tigraph.errors import MissingExtraError
from tigraph.querying.typed_columns import Typed, type_of, typed

if TYPE_CHECKING:
    import pandas

    from tigraph.querying.answers import Rows

#: Types of pandas that keep what is whole, or true or false, where some values are missing.
_KEPT = {"integer": "Int64", "boolean": "boolean"}
#: Seconds reach from the first year to the last: nanoseconds end in 2262.
_TIME = "datetime64[s]"
_DTYPES = {"number": "float64", "date": _TIME, "datetime": _TIME, "string": object, "any": object}


def frame(rows: Rows) -> pandas.DataFrame:
    """Return the rows as a DataFrame: see `Rows.to_pandas`."""
    try:
        import pandas
    except ImportError:
        raise MissingExtraError("pandas", "A DataFrame") from None
    made = pandas.DataFrame(
        {i: _column(typed(terms)) for i, terms in enumerate(rows.by_column())}, range(len(rows))
    )
    made.columns = pandas.Index(list(rows.columns), dtype=object)
    return made


def series(values: Sequence[Any]) -> pandas.Series[Any]:
    """Return values as a column of the type that they are of, with what is missing kept so."""
    return _column(Typed(type_of(values), list(values)))


def _column(own: Typed) -> pandas.Series[Any]:
    import pandas

    if own.type in _KEPT:
        return pandas.Series(own.values, dtype=_KEPT[own.type] if None in own.values else None)
    dtype: Any = _DTYPES[own.type]
    made: pandas.Series[Any] = pandas.Series(own.values, dtype=dtype)
    return made
