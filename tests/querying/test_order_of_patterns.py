"""What a question of the catalogue requires of a name stands before what may be missing.

Required after an OPTIONAL, the name is joined with every name that there is: nationally a question
of sixty rows took eleven seconds of the processor in place of a tenth (`benchmarks/README.md`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rdflib.namespace import SKOS
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from tigraph.querying import catalogue
from tigraph.querying.catalogue import Query
from tigraph.rdf.vocabulary import PREFIXES


def _operators(part: Any) -> Iterator[CompValue]:
    """All operators of a query's algebra (SPARQL 1.1, section 18.2)."""
    if isinstance(part, CompValue):
        yield part
        part = list(part.values())
    if type(part) in (list, tuple):
        for each in part:
            yield from _operators(each)


def _ends_in_optional(operator: CompValue) -> bool:
    while operator.name in ("Extend", "Filter"):
        operator = operator.p
    return bool(operator.name == "LeftJoin")


def names_after_optional(text: str) -> list[str]:
    """Return the variables whose name a query requires after an OPTIONAL of the same group."""
    algebra = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    return [
        f"?{subject}"
        for join in _operators(algebra)
        if join.name == "Join" and join.p2.name == "BGP" and _ends_in_optional(join.p1)
        for subject, predicate, _ in join.p2.triples
        if predicate == SKOS.prefLabel
    ]


@pytest.mark.parametrize("query", catalogue.queries(), ids=lambda query: query.name)
def test_a_name_that_is_required_comes_before_what_is_optional(query: Query) -> None:
    assert names_after_optional(query.text) == []


def test_one_that_comes_after_is_found() -> None:
    late = "SELECT * { ?a a ?b OPTIONAL { ?a tig:slug ?c } ?b skos:prefLabel ?d }"
    early = "SELECT * { ?a a ?b . ?b skos:prefLabel ?d OPTIONAL { ?a tig:slug ?c } }"
    assert (names_after_optional(late), names_after_optional(early)) == (["?b"], [])
