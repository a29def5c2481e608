"""Whatever is sent as a query, the endpoint says what is wrong with it, and answers the next."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from served import Served, asked
from tigraph.graph import Graph

#: TIGRAPH_CASES asks for more than the usual number of cases.
CASES = int(os.environ.get("TIGRAPH_CASES", "150"))
_PIECES = [
    "SELECT",
    "ASK",
    "CONSTRUCT",
    "DESCRIBE",
    "WHERE",
    "FROM",
    "NAMED",
    "GRAPH",
    "SERVICE",
    "SILENT",
    "OPTIONAL",
    "UNION",
    "MINUS",
    "FILTER",
    "BIND",
    "VALUES",
    "UNDEF",
    "EXISTS",
    "NOT",
    "IN",
    "AS",
    "GROUP BY",
    "HAVING",
    "ORDER BY",
    "LIMIT",
    "OFFSET",
    "DISTINCT",
    "COUNT(*)",
    "REGEX(",
    "STR(",
    "BNODE()",
    "NOW()",
    "IF(",
    "PREFIX",
    "BASE",
    "INSERT DATA",
    "DELETE WHERE",
    "LOAD",
    "CLEAR ALL",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<<",
    ">>",
    "?s",
    "?p",
    "?o",
    "$x",
    "_:b",
    "*",
    "+",
    "/",
    "|",
    "^",
    "!",
    "=",
    "<",
    ">",
    "&&",
    "||",
    ".",
    ";",
    ",",
    "1",
    "-1.5e3",
    "true",
    "a",
    "skos:prefLabel",
    "<urn:x>",
    "<http://127.0.0.1:9/>",
    "'x'",
    '"y"@fr',
    '"1"^^xsd:integer',
    "'''",
    '"""',
    "#",
    "\n",
    "\\u0053",
    "\u202e",
    "\x00",
    "é",
    "<img onerror=alert(1)>",
    "</script>",
    "javascript:",
]
QUERIES = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=15).map(
        lambda pieces: f"SELECT * {{ ?s ?p ?o {' '.join(pieces)} }} LIMIT 3"
    ),
)


@pytest.fixture(scope="module")
def site(graph: Graph) -> Iterator[Served]:
    with asked(graph, seconds=5) as one:
        yield one


@settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=QUERIES, accept=st.sampled_from(["", "text/csv", "text/turtle", ";q=x,/", "image/*"]))
def test_no_query_makes_it_fail(site: Served, query: str, accept: str) -> None:
    text = query.encode("utf-8", "surrogatepass")
    for answer in (
        site.ask("/sparql?" + urlencode({"query": text}), Accept=accept),
        site.ask("/sparql", text, "application/sparql-query", Accept=accept),
    ):
        assert answer.status < 500, answer.text
        assert "Traceback" not in answer.text
        if answer.status >= 400:
            assert answer.json()["status"] == answer.status
            assert answer.headers["content-type"] == "application/problem+json"
