"""Of which type a column is, by the values that stand in it: the same for all that asks.

Types are called as Frictionless Table Schema calls them: integer, number, boolean, date, datetime,
string; any where values of a column differ in type.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from tigraph.querying.terms import Term, python_value
from tigraph.rdf.vocabulary import XSD

#: How Python reads days and moments.
_TIMES: dict[str, tuple[str, Callable[[str], datetime.date]]] = {
    f"{XSD}date": ("date", datetime.date.fromisoformat),
    f"{XSD}dateTime": ("datetime", datetime.datetime.fromisoformat),
}
_NAMES = {int: "integer", bool: "boolean", str: "string"}


class Typed(NamedTuple):
    """The type of a column, and its values as Python has them (None where there is none)."""

    type: str
    values: list[Any]


def typed(terms: Sequence[Term]) -> Typed:
    """Return the type of a column of terms and its values.

    A column of days, or of moments without a zone, is one of times; else values are those of
    `python_value`.
    """
    found = _times(terms)
    if found is not None:
        return found
    values = [python_value(term) for term in terms]
    return Typed(type_of(values), values)


def type_of(values: Sequence[Any]) -> str:
    """Return the type of values, None left out; that of no value is string.

    Numbers that are whole here and there are numbers; one that 64 bits do not hold is of any type.

    >>> type_of([1, None]), type_of([1, 0.5]), type_of([2**70]), type_of([1, True])
    ('integer', 'number', 'any', 'any')
    """
    types = {type(value) for value in values if value is not None}
    if types and types <= {int, float}:
        if float in types:
            return "number"
        held = all(-(2**63) <= value < 2**63 for value in values if value is not None)
        return "integer" if held else "any"
    return _NAMES.get(types.pop(), "any") if len(types) == 1 else "any" if types else "string"


def _times(terms: Sequence[Term]) -> Typed | None:
    """Return the days, or the moments, that all terms are which are bound; None where not all are.

    Nor where one has a zone: those of a column may differ.
    """
    bound = [term for term in terms if term is not None]
    types = {term.datatype.value for term in bound if isinstance(term, ox.Literal)}
    if len(types) != 1 or not all(isinstance(term, ox.Literal) for term in bound):
        return None
    name, read = _TIMES.get(types.pop(), ("", None))
    if read is None:
        return None
    try:
        times = [read(term.value) if isinstance(term, ox.Literal) else None for term in terms]
    except ValueError:
        return None
    zoned = any(getattr(time, "tzinfo", None) for time in times)
    return None if zoned else Typed(name, times)
