"""Terms of RDF as values of Python, and as a person reads them."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from tigraph.rdf.vocabulary import XSD, curie

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

#: XSD's integer, and what is derived from it.
_NUMBERS = {
    *("integer", "int", "long", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort"),
    *("unsignedByte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
    "negativeInteger",
}


def python_value(term: Term) -> Any:
    """Return a term as a Python value: str, int, float, bool, or None where unbound.

    IRIs come as CURIEs where a prefix fits; dates stay ISO text.
    """
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return curie(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return term.value
        datatype = term.datatype.value.removeprefix(XSD)
        try:
            if datatype in _NUMBERS:
                return int(term.value)
            if datatype in ("decimal", "double", "float"):
                return float(term.value)
        except ValueError:  # an ill-typed literal is shown as it stands
            return term.value
        return term.value in ("true", "1") if datatype == "boolean" else term.value
    return str(term)


def shown(term: Term) -> str:
    """Return a term as a person reads it in a table."""
    value = python_value(term)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
