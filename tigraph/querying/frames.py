"""Rows as a pandas DataFrame, of which each column has the type that its values have in RDF."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph.errors import MissingExtraError
from tigraph.querying.terms import Term, python_value
from tigraph.rdf.vocabulary import XSD

if TYPE_CHECKING:
    import pandas

    from tigraph.querying.answers import Rows

#: Types of pandas that keep what is whole, or true or false, where some values are missing.
_KEPT = {int: "Int64", bool: "boolean"}
#: How Python reads days and moments.
_TIMES: dict[str, Callable[[str], datetime.date]] = {
    f"{XSD}date": datetime.date.fromisoformat,
    f"{XSD}dateTime": datetime.datetime.fromisoformat,
}


def frame(rows: Rows) -> pandas.DataFrame:
    """Return the rows as a DataFrame: see `Rows.to_pandas`."""
    try:
        import pandas
    except ImportError:
        raise MissingExtraError("pandas", "A DataFrame") from None
    cells = zip(*rows.rows, strict=True) if rows.rows else ((),) * len(rows.columns)
    made = pandas.DataFrame(dict(enumerate(map(_column, cells))), range(len(rows)))
    made.columns = pandas.Index(list(rows.columns), dtype=object)
    return made


def _column(terms: Sequence[Term]) -> pandas.Series[Any]:
    import pandas

    if (times := _times(terms)) is not None:
        # Seconds reach from the first year to the last: nanoseconds end in 2262.
        return pandas.Series(times, dtype="datetime64[s]")
    return series([python_value(term) for term in terms])


def series(values: Sequence[Any]) -> pandas.Series[Any]:
    """Return values as a column of the type that they are of, with what is missing kept so."""
    import pandas

    types = {type(value) for value in values if value is not None}
    if not types or not types <= {int, float, bool} or (bool in types and len(types) > 1):
        return pandas.Series(values, dtype=object)
    if float in types:
        return pandas.Series(values, dtype="float64")
    if not all(-(2**63) <= value < 2**63 for value in values if value is not None):
        return pandas.Series(values, dtype=object)
    return pandas.Series(values, dtype=_KEPT[types.pop()] if None in values else None)


def _times(terms: Sequence[Term]) -> list[datetime.date | None] | None:
    """Return the days, or the moments, that all terms are which are bound; None where not all are.

    Nor where one has a zone: those of a column may differ.
    """
    bound = [term for term in terms if term is not None]
    types = {term.datatype.value for term in bound if isinstance(term, ox.Literal)}
    if len(types) != 1 or not all(isinstance(term, ox.Literal) for term in bound):
        return None
    read = _TIMES.get(types.pop())
    if read is None:
        return None
    try:
        times = [read(term.value) if isinstance(term, ox.Literal) else None for term in terms]
    except ValueError:
        return None
    zoned = any(getattr(time, "tzinfo", None) for time in times)
    return None if zoned else times
