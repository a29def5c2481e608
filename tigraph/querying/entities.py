"""Which entities the columns of an answer name: a query gives their names, a page their pages.

Queries of the catalogue return names, since these are what a reader of a table wants. Which
variable a column is the name of stands in the query itself (`?actor skos:prefLabel ?member`), so
that it is read from there, and asked for beside the name.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from tigraph.querying.answers import Rows
from tigraph.querying.query import Query
from tigraph.rdf import tokens
from tigraph.rdf.vocabulary import PREF_LABEL, PREFIXES

_NAMING = frozenset({PREF_LABEL, PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title"})
#: What is added to the name of a column for that of its entities.
_ADDED = "_entity"
#: What an expression gives one of, as it is: a name stays the name of what it was.
_CHOOSE = {"Builtin_COALESCE": ("arg",), "Builtin_IF": ("arg2", "arg3"), "Builtin_STR": ("arg",)}
#: What stands around the pattern of a SELECT, outside of it.
_AROUND = ("SelectQuery", "Distinct", "Reduced", "Slice", "OrderBy")


def with_entities(query: Query) -> Query:
    """Return a query that gives the entities, too, which its columns name; `parted` takes them out.

    A column names an entity where all that is put into it are names of one variable. A query that
    is no SELECT, or names none, comes back as it is.

    >>> from tigraph.querying import parse
    >>> asked = parse('SELECT ?name { ?one skos:prefLabel ?name FILTER(LANG(?name) = "fr") }', "q")
    >>> with_entities(asked).text.split("{")[0]
    'SELECT ?name (?one AS ?name_entity) '
    """
    more = added_entities(query)
    if not more:
        return query
    whole = list(tokens(query.text))
    words = [i for i, one in enumerate(whole) if one.sort == "word"]
    start = next(i for i in words if whole[i].text.upper() == "SELECT")
    depth, end = 0, start
    for end in range(start, len(whole)):
        token = whole[end]
        if depth == 0 and (token.text == "{" or token.text.upper() in ("WHERE", "FROM")):
            break
        depth += (token.sort == "open") - (token.sort == "close")
    text = [one.text for one in whole]
    return replace(query, text="".join(text[:end]) + more + "".join(text[end:]))


def added_entities(query: Query) -> str:
    """Return what `with_entities` adds to what a query gives; "" where it adds nothing."""
    found = _named_by(query.text)
    return "".join(f"({one} AS ?{column}{_ADDED}) " for column, one in sorted(found.items()))


def parted(rows: Rows, query: Query) -> tuple[Rows, list[dict[str, str]]]:
    """Return rows as the query has them, and of each the IRIs of what its columns name, by column.

    `rows` are what `with_entities` of the query gave. Those of a DISTINCT query that differ in
    these alone are one, which names none of what they differ in.
    """
    own = [i for i, name in enumerate(rows.columns) if not name.endswith(_ADDED)]
    more = [
        (i, name.removesuffix(_ADDED))
        for i, name in enumerate(rows.columns)
        if name.endswith(_ADDED) and name.removesuffix(_ADDED) in rows.columns
    ]
    if not more:
        return rows, [{} for _ in rows.rows]
    entities = [
        {name: term.value for i, name in more if isinstance(term := row[i], ox.NamedNode)}
        for row in rows.rows
    ]
    plain = [tuple(row[i] for i in own) for row in rows.rows]
    if _words(query.text)[:2] == ["SELECT", "DISTINCT"]:
        one: dict[tuple[Any, ...], dict[str, str]] = {}
        for row, named in zip(plain, entities, strict=True):
            before = one.setdefault(row, named)
            one[row] = {name: iri for name, iri in before.items() if named.get(name) == iri}
        plain, entities = list(one), list(one.values())
    columns = tuple(rows.columns[i] for i in own)
    return replace(rows, columns=columns, rows=tuple(plain)), entities


@lru_cache(maxsize=256)
def _named_by(text: str) -> Mapping[str, str]:
    """Return, by column, what it is the name of: a variable, or that of all that were counted."""
    from rdflib import Variable
    from rdflib.plugins.sparql import prepareQuery

    try:
        algebra: Any = prepareQuery(text, initNs=PREFIXES).algebra
    except Exception:  # of its parser's many kinds: the engine reads what rdflib does not
        return {}
    if algebra.name != "SelectQuery":
        return {}
    names: dict[Any, set[Any]] = {}
    put: dict[Any, list[Any]] = {}
    for node in _nodes(algebra):
        if node.name == "BGP":
            for one, by, name in node["triples"]:
                if str(by) in _NAMING and isinstance(one, Variable) and isinstance(name, Variable):
                    names.setdefault(name, set()).add(one)
        elif node.name == "Extend":
            put.setdefault(node["var"], []).append(node["expr"])
    top = algebra
    while top.name in _AROUND:
        top = top["p"]
    inner = top["p"]
    seen: set[Any] = getattr(inner, "_vars", set())
    while inner.name in ("Extend", "Filter", "OrderBy"):
        inner = inner["p"]
    grouped = inner.name == "AggregateJoin"
    found = {}
    for column in top["PV"]:
        expressions = [column] if column in names else put.get(column, [])
        those = set().union(*(_those_named(one, names) for one in expressions))
        if len(those) == 1 and (one := next(iter(those))) in seen | {column}:
            found[str(column)] = _only(f"?{one}") if grouped else f"?{one}"
    return found


@lru_cache(maxsize=256)
def _words(text: str) -> list[str]:
    """Return the words of a query from its SELECT on."""
    found = [one.text.upper() for one in tokens(text) if one.sort == "word"]
    return found[found.index("SELECT") :]


def _only(variable: str) -> str:
    """The one value that a variable has in a group; unbound where it has several."""
    return f"IF(COUNT(DISTINCT {variable}) = 1, SAMPLE({variable}), 1/0)"


def _those_named(expression: Any, names: Mapping[Any, set[Any]]) -> set[Any]:
    """Return the variables whose names an expression may give."""
    from rdflib import Variable

    if isinstance(expression, Variable):
        return names.get(expression, set())
    parts = _CHOOSE.get(getattr(expression, "name", ""), ())
    inside = (expression[part] for part in parts)
    every = (one for part in inside for one in (part if isinstance(part, list) else [part]))
    return set().union(*(_those_named(one, names) for one in every))


def _nodes(item: Any) -> Iterator[Any]:
    """Yield each part of a query, what EXISTS holds too."""
    if isinstance(item, list | tuple):
        for one in item:
            yield from _nodes(one)
    elif isinstance(item, Mapping) and hasattr(item, "name"):
        yield item
        for one in item.values():
            yield from _nodes(one)
