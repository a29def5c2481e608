"""The rows of a query put in order after the engine has given them.

The engine reads the text of each term anew for each comparison, which takes longer than all the
rest of a query with many rows. What is given is what it would give: the order is that of SPARQL
and, where SPARQL leaves it open, that of Oxigraph (`cmp_terms` in its `spareval`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pyoxigraph as ox

from tigraph.querying.answers import Rows
from tigraph.querying.terms import Term
from tigraph.rdf import tokens, unordered
from tigraph.rdf.vocabulary import XSD

_EXACT = {XSD + "integer", XSD + "decimal"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Ordered:
    """A query that orders its rows: `text` is without that, `keys` are what it orders by.

    A key is a variable, and whether the greatest comes first. `added` variables are given last that
    the query orders by and does not give.
    """

    text: str
    keys: tuple[tuple[str, bool], ...]
    added: int = 0

    def put(self, rows: Rows) -> Rows | None:
        """Return the rows of `text` as the query gives them.

        None where it orders by terms of which the order is not known here.
        """
        found: Sequence[tuple[Term, ...]] = rows.rows
        places = [0] * len(found)  # of each row, of which the keys are the digits
        for name, descending in self.keys:
            at = rows.columns.index(name)
            column = [row[at] for row in found]
            ranks = _ranks(set(column))
            if ranks is None:
                return None
            last = max(ranks.values(), default=0)
            if descending:
                ranks = {term: last - rank for term, rank in ranks.items()}
            size, rank_of = last + 1, ranks.__getitem__
            places = [
                place * size + rank
                for place, rank in zip(places, map(rank_of, column), strict=True)
            ]
        found = [found[at] for at in sorted(range(len(found)), key=places.__getitem__)]
        if self.added:
            found = [row[: -self.added] for row in found]
        return replace(
            rows, columns=rows.columns[: len(rows.columns) - self.added], rows=tuple(found)
        )


def ordered(query: str) -> Ordered | None:
    """Return how a query orders its rows; None where it does not, or other than by variables.

    None, too, where the order chooses among the rows.

    >>> ordered("SELECT ?s { ?s ?p ?o } ORDER BY ?s DESC(?o)")
    Ordered(text='SELECT ?s ?o { ?s ?p ?o } ', keys=(('s', False), ('o', True)), added=1)
    >>> ordered("SELECT * { ?s ?p ?o } ORDER BY STR(?s)")
    """
    text = unordered(query)
    keys, descending = dict[str, bool](), False
    for token in tokens(query[len(text) :]):
        word = token.text.upper()
        if token.sort == "variable":
            keys.setdefault(token.text[1:], descending)
            descending = False
        elif word in ("ASC", "DESC"):
            descending = word == "DESC"
        elif token.sort not in ("space", "comment") and word not in ("ORDER", "BY", "(", ")"):
            return None
    if not keys:
        return None
    start, end, given = _selected(text)
    added = [] if "*" in given else [name for name in keys if f"?{name}" not in given]
    if not start or (added and given & {"DISTINCT", "REDUCED"}):
        return None
    more = "".join(f"?{name} " for name in added)
    return Ordered(text[:end] + more + text[end:], tuple(keys.items()), len(added))


def _selected(query: str) -> tuple[int, int, set[str]]:
    """Return where what a SELECT gives begins and ends, and the words and variables in it."""
    given, start, at, depth, last = set[str](), 0, 0, 0, ""
    for token in tokens(query):
        word = token.text.upper()
        if start and depth == 0 and (word in ("WHERE", "FROM") or token.text == "{"):
            return start, at, given
        at += len(token.text)
        depth += (token.sort == "open") - (token.sort == "close")
        if token.sort == "variable":
            last = f"?{token.text[1:]}"
        if not start:
            start = at if depth == 0 and word == "SELECT" else 0
        elif depth == 0 and token.sort in ("variable", "close"):  # an expression AS a variable
            given.add(last)
        elif depth == 0:
            given.add(word)
    return 0, 0, given


def _ranks(terms: set[Term]) -> dict[Term, int] | None:
    """Return the place of each term of a column, None where that is not known here.

    Unbound comes first, then blank nodes, IRIs, literals. Numbers are compared by their value;
    texts, and terms of a type that SPARQL does not know, by how they are written.
    """
    sorts: dict[type, list[Any]] = {ox.BlankNode: [], ox.NamedNode: [], ox.Literal: []}
    ranks: dict[Term, int] = {}
    for term in terms:
        if term is None:
            ranks[term] = 0
        elif (kind := type(term)) in sorts:
            sorts[kind].append(term)
        else:
            return None
    for kind, found in sorts.items():
        value = _value_of(found) if kind is ox.Literal else _text
        if value is None:
            return None
        try:
            _place(found, value, ranks)
        except ValueError:  # no number, though it says that it is one
            return None
    return ranks


def _place(terms: list[Any], value: Callable[[Any], Any], ranks: dict[Term, int]) -> None:
    """Put terms behind those that have their places, those of one value in one place."""
    values = list(map(value, terms))
    first = max(ranks.values(), default=-1) + 1
    places = {own: place for place, own in enumerate(sorted(set(values)), first)}
    ranks.update(zip(terms, map(places.__getitem__, values), strict=True))


def _value_of(literals: Sequence[ox.Literal]) -> Callable[[ox.Literal], Any] | None:
    """Return what tells by what some literals are ordered, None where that is not known here."""
    types = {term.datatype.value for term in literals}
    if types and types <= _EXACT:
        return _exact
    if types == {XSD + "date"}:
        return _text if all(_DAY.fullmatch(term.value) for term in literals) else None
    if any(one.startswith(XSD) and one != XSD + "string" for one in types):
        return None
    return _text if len({term.value for term in literals}) == len(literals) else _written


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    return term.value


def _written(term: ox.Literal) -> tuple[str, str, str]:
    return term.value, term.datatype.value, term.language or ""


def _exact(term: ox.Literal) -> Fraction:
    return Fraction(term.value)
