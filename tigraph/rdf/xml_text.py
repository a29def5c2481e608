"""Text for XML, which forbids some characters that RDF allows (XML 1.0, production 2)."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

import pyoxigraph as ox

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Statement = TypeVar("Statement", ox.Triple, ox.Quad)


def for_xml(text: str, instead: str = "") -> str:
    r"""Return a text without the characters that XML forbids, or with another in their places.

    >>> for_xml("a\x01b\n")
    'ab\n'
    """
    return _FORBIDDEN.sub(instead, text)


def writable(statements: Iterable[Statement], form: ox.RdfFormat) -> Iterator[Statement]:
    """Yield statements as a format can hold them: for RDF/XML without what XML forbids.

    Warns (`LeftOutWarning`) where characters are left out, once it is known of how many texts.
    """
    if form != ox.RdfFormat.RDF_XML:
        yield from statements
        return
    count = 0
    for one in statements:
        value = one.object
        if isinstance(value, ox.Literal) and _FORBIDDEN.search(value.value):
            count += 1
            yield _with_object(one, _clean(value))
        else:
            yield one
    warn_left_out(count)


def warn_left_out(count: int) -> None:
    """Warn that of so many texts characters were left out."""
    if count:
        import warnings

        from tigraph.errors import LeftOutWarning

        texts = "one text" if count == 1 else f"{count:,} texts"
        message = f"XML forbids control characters: those of {texts} are left out."
        warnings.warn(message, LeftOutWarning, stacklevel=2)


def _with_object(one: Statement, value: ox.Literal) -> Statement:
    if isinstance(one, ox.Quad):
        return ox.Quad(one.subject, one.predicate, value, one.graph_name)
    return ox.Triple(one.subject, one.predicate, value)


def _clean(value: ox.Literal) -> ox.Literal:
    typed = None if value.language else value.datatype
    return ox.Literal(for_xml(value.value), datatype=typed, language=value.language)
