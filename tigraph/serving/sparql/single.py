"""Questions of one pattern: what is said of an entity, and of whom something is said.

They are what is asked most. All of such a question is read by one expression, and the engine is
given no more than it needs: a look-up takes it less than reading does that is made for any query.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from tigraph.rdf import renamed_terms
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE
from tigraph.serving.sparql.answering import Answered, Place, with_charset
from tigraph.serving.sparql.formats import GRAPHS, TABLES, chosen
from tigraph.validity import entailing

#: Bytes of an answer that is given at once, and of a question that is looked at.
_MOST, _LONGEST = 2**16, 2_000
#: A row has as many bytes at least, `{},`: so many rows can be in an answer.
ROWS = _MOST // 3
_IRI = r"<[^<>\"{}|^`\\\x00-\x20]*>"
_PNAME = r"[A-Za-z][A-Za-z0-9_-]*:[A-Za-z0-9_][A-Za-z0-9_-]*"
_VARIABLE = r"[?$][A-Za-z0-9_]+"
_TERM = rf"{_IRI}|{_VARIABLE}|{_PNAME}"
_LITERAL = (
    rf"(?:\"[^\"\\\r\n]*\"|'[^'\\\r\n]*')(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^(?:{_IRI}|{_PNAME}))?"
)
_SINGLE = re.compile(
    rf"(?P<head>(?:\s*PREFIX\s+[A-Za-z0-9_-]*:\s*{_IRI})*+)\s*"
    rf"(?P<form>SELECT|ASK)(?P<columns>(?:\s+(?:\*|{_VARIABLE}))*)\s*(?:WHERE\s*)?"
    rf"\{{\s*(?P<s>{_TERM})\s+(?P<p>{_TERM}|a)\s+(?P<o>{_TERM}|{_LITERAL})\s*\.?\s*\}}"
    r"(?P<rest>\s*(?:LIMIT\s+[0-9]{1,9}\s*)?(?:#[^\r\n]*)?)",
    re.ASCII | re.IGNORECASE,
)
_DESCRIBE = re.compile(
    rf"(?P<head>(?:\s*PREFIX\s+[A-Za-z0-9_-]*:\s*{_IRI})*+)\s*DESCRIBE\s+(?P<s>{_IRI}|{_PNAME})"
    r"\s*(?:#[^\r\n]*)?",
    re.ASCII | re.IGNORECASE,
)
_NAME = re.compile(_PNAME)
_DECLARED = re.compile(rf"PREFIX\s+([A-Za-z0-9_-]*):\s*({_IRI})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Single:
    """A question of one pattern, as the engine is given it, and the IRIs that it names."""

    text: str
    prefixes: dict[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


class _MuchError(Exception):
    """An answer that is too large to be given at once."""


def single(text: str, *, bare: bool) -> Single | None:
    """Return a question of one pattern with an entity or a value in it, None for any other.

    DESCRIBE of an entity is one.

    >>> single("SELECT * { ?s skos:prefLabel 'Lens'@fr }", bare=False).text
    "SELECT ?s { ?s skos:prefLabel 'Lens'@fr }"
    >>> single("SELECT ?s { ?s ?p ?o }", bare=False) is None
    True
    """
    # Whatever the engine reads in it, it calls nothing.
    if len(text) > _LONGEST or "\\" in text or "service" in text.lower():
        return None
    if found := _DESCRIBE.fullmatch(text):
        return _with_names(text, found["head"], [found["s"]], bare)
    found = _SINGLE.fullmatch(text)
    if found is None:
        return None
    terms = found.group("s", "p", "o")
    variables = [one[1:] for one in terms if one[0] in "?$"]
    if len(set(variables)) < len(variables):
        return None  # what is looked at is more than what is given
    if terms[0][0] in "?$" and terms[2][0] in "?$":
        return None
    columns = found["columns"].split()
    if (found["form"].upper() == "ASK") == bool(columns):
        return None
    if "*" in columns:
        if len(columns) > 1 or not variables:
            return None
        own = " ".join(f"?{name}" for name in variables)
        text = text[: found.start("columns")] + f" {own}" + text[found.end("columns") :]
    return _with_names(text, found["head"], terms, bare)


def _with_names(text: str, head: str, terms: Sequence[str], bare: bool) -> Single | None:
    declared = {name: iri[1:-1] for name, iri in _DECLARED.findall(head)} if head else {}
    prefixes, names = dict[str, str](), set[str]()
    for term in terms:
        iri = ""
        if term[0] == "<":
            iri = term[1:-1]
        elif term in ("a", "A"):
            iri = RDF_TYPE
        elif term[0] in "\"'":
            term = term.rpartition("^^")[2]  # its datatype, which may be called by a prefix
            if not _NAME.fullmatch(term):
                continue
        if not iri and term[0] not in "?$":
            prefix, _, local = term.partition(":")
            space = declared.get(prefix)
            if space is None:
                if bare or prefix not in PREFIXES:
                    return None  # whoever asks is told so
                space = prefixes[prefix] = PREFIXES[prefix]
            iri = space + local
        if iri:
            names.add(iri)
    if not bare and not renamed_terms().keys().isdisjoint(names):
        return None
    return Single(text, prefixes, frozenset(names))


class _Few:
    """A file for an answer that is not large."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self._size = 0

    def write(self, content: bytes) -> int:
        self._size += len(content)
        if self._size > _MOST:
            raise _MuchError
        self.pieces.append(content)
        return len(content)

    def flush(self) -> None:
        """Do nothing."""


def at_once(
    asked: Single, store: ox.Store, place: Place, accept: str, base: str
) -> Answered | None:
    """Return the answer, None where it is no small one, or something is wrong with the question."""
    if not place.bare and entailing(asked.names, store):
        return None
    file = _Few()
    try:
        found = store.query(
            asked.text, base_iri=base, prefixes=asked.prefixes, default_graph=_graphs(place.graphs)
        )
        triples = isinstance(found, ox.QueryTriples)
        form = chosen(accept, GRAPHS if triples else TABLES)
        if form is None:
            return None
        if triples:
            told = None if place.bare else PREFIXES
            ox.serialize(found, file, format=form.engine, prefixes=told)  # type: ignore[arg-type]
        else:
            found.serialize(file, format=form.engine)  # type: ignore[arg-type]
    except (_MuchError, SyntaxError, ValueError, RuntimeError, OSError):
        return None
    return Answered(with_charset(form), b"".join(file.pieces))


@lru_cache(maxsize=16)
def _graphs(iris: tuple[str, ...]) -> Any:
    return [ox.NamedNode(one) if one else ox.DefaultGraph() for one in iris] or None
