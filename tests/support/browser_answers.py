"""What a browser answers, beside what the command does."""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from tigraph.graph import Graph
from tigraph.pages import Shelf
from tigraph.publishing import answering
from tigraph.querying import Rows, catalogue

RDF_LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_ASK = """async ([question, when]) => {
  const values = Object.fromEntries(question.parameters.map((one) => [one.name, one.value]));
  const { found } = await tigraph.doubted(question, values, when);
  return tigraph.parted(found, question).found;
}"""


def answered_alike(page: Any, graph: Graph, as_of: str = "") -> int:
    """Ask a page each question that needs no word, and return of how many the answer is the same.

    It is the same where columns, rows, their order, and language and datatype of values are.
    """
    wrong, right = list[str](), 0
    for name in catalogue.names():
        query = catalogue.find(name)
        if any(not query.defaults.get(one.name) for one in query.parameters):
            continue
        own = graph.query(name, as_of=as_of or None)
        assert isinstance(own, Rows)
        told = page.evaluate(_ASK, [answering.question(graph.ground, query), {"as_of": as_of}])
        columns = told["head"]["vars"]
        rows = [
            tuple(_read(row.get(one)) for one in columns) for row in told["results"]["bindings"]
        ]
        same = (tuple(columns), rows) == (own.columns, [tuple(map(_own, row)) for row in own.rows])
        right += same
        wrong += [] if same else [name]
    assert wrong == []
    return right


def _read(term: dict[str, str] | None) -> tuple[str, ...]:
    if term is None or term["type"] == "bnode":
        return ("",)
    if term["type"] == "uri":
        return (term["value"],)
    language = term.get("xml:lang", "")
    return term["value"], language, term.get("datatype", RDF_LANG if language else XSD_STRING)


def _own(term: Any) -> tuple[str, ...]:
    if term is None or isinstance(term, ox.BlankNode):
        return ("",)
    if isinstance(term, ox.NamedNode):
        return (term.value,)
    return term.value, term.language or "", term.datatype.value


def shown_claims(page: Any) -> set[str]:
    """Return the claims that stand on a page."""
    found: list[str] = page.eval_on_selector_all(
        ".run details.proof[id], .figure details.proof[id], .opinions details.proof[id]",
        "all => all.map((one) => one.id)",
    )
    return set(found)


def claims_at(graph: Graph, path: str, date: str) -> set[str]:
    """Return the claims that a server's page of an entity has at a date."""
    served = Shelf(graph).answer(path, {"date": date})
    assert served
    html = served.content.decode().partition('id="names"')[0]
    return set(re.findall(r'<details class="proof" id="([^"]+)"', html))
