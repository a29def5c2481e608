"""Where a term is used: what the graph has of it, with an example, and the queries that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from tigraph.explaining.model import Model, model_with
from tigraph.querying import Query, catalogue
from tigraph.rdf import Queryable, iri_text, known_terms, named, normalised, select, text_of
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE
from tigraph.validity import Rule, entailing

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: An example is chosen among so many.
_AMONG = 3000
_DECLARED = """
SELECT DISTINCT ?term {
  VALUES ?sort { skos:Concept skos:ConceptScheme owl:Class owl:ObjectProperty
    owl:DatatypeProperty owl:AnnotationProperty }
  ?term a ?sort FILTER (isIRI(?term))
}"""


class Example(NamedTuple):
    """Something of the graph that shows a term: its IRI, and what is said of it, as Turtle."""

    iri: str
    turtle: str


def model_of(ground: Ground) -> Model:
    """Return the model with the terms that a graph declares of its own."""
    known = known_terms()
    own = [row["term"] for row in select(ground.store, _DECLARED) if row["term"] not in known]
    return model_with(quad for iri in own for quad in _said_of(ground.store, iri))


def count_of(ground: Ground, model: Model, iri: str) -> int:
    """Return how many instances a class has, triples a property, uses a concept."""
    one = iri_text(iri)
    patterns = {
        "class": f"?thing a ?class VALUES ?class {{ {_within(model, iri)} }}",
        "property": f"?thing {one} ?value",
        "scheme": f"?concept skos:inScheme {one} . ?thing ?by ?concept FILTER ({_NO_CONCEPT})",
    }
    pattern = patterns.get(model.sort(iri), f"?thing ?by {one} FILTER ({_NO_CONCEPT})")
    counted = "DISTINCT ?thing" if model.sort(iri) == "class" else "*"
    (row,) = _asked(ground, model, iri, f"SELECT (COUNT({counted}) AS ?n) {{ {pattern} }}")
    return int(row["n"])


def example_of(ground: Ground, model: Model, iri: str) -> Example | None:
    """Return what shows a term best, None where the graph has nothing of it.

    Of a class the instance of which most is said, of a property its first triple, of a concept
    the first claim or entity that has it.
    """
    sort, one = model.sort(iri), iri_text(iri)
    if sort == "class":
        classes = _within(model, iri)
        rows = _asked(ground, model, iri, f"""
            SELECT ?thing (COUNT(DISTINCT ?by) AS ?n) {{
              {{ SELECT DISTINCT ?thing {{ ?thing a ?class VALUES ?class {{ {classes} }} }}
                LIMIT {_AMONG} }}
              ?thing ?by ?value FILTER (isIRI(?thing))
            }} GROUP BY ?thing""")  # fmt: skip
    elif sort == "property":
        rows = _asked(ground, model, iri, f"""
            SELECT ?thing ?value {{ ?thing {one} ?value FILTER (isIRI(?thing)) }}
            LIMIT {_AMONG}""")  # fmt: skip
    else:
        rows = _asked(ground, model, iri, f"""
            SELECT ?thing {{ ?thing ?by {one} FILTER (isIRI(?thing) && {_NO_CONCEPT}) }}
            LIMIT {_AMONG}""")  # fmt: skip
    found = sorted(rows, key=lambda row: (-int(row.get("n") or 0), row["thing"]))
    if not found:
        return None
    quads = _said_of(ground.store, found[0]["thing"])
    triples = [quad.triple for quad in quads]
    if sort == "property":
        triples = [one for one in triples if one.predicate.value in (RDF_TYPE, iri)]
        if all(one.predicate.value != iri for one in triples):  # derived: no data states it
            node = ox.NamedNode(found[0]["thing"])
            value = ox.NamedNode(found[0]["value"]) if ":" in found[0]["value"] else None
            value = value or ox.Literal(found[0]["value"])  # type: ignore[assignment]
            triples.append(ox.Triple(node, ox.NamedNode(iri), value))  # type: ignore[arg-type]
    return Example(found[0]["thing"], as_turtle(triples))


def as_turtle(triples: Iterable[ox.Triple]) -> str:
    """Return triples in normal form without prefixes and headings, for people to read."""
    lines = normalised(triples).decode().splitlines()
    kept = [line for line in lines if not line.startswith(("@prefix", "# ----"))]
    return "\n".join(line.replace("\t", "  ") for line in kept if line).strip()


def queries_with(iri: str) -> list[Query]:
    """Return the queries of the catalogue that name a term, sorted by name.

    >>> [query.name for query in queries_with(PREFIXES["tig"] + "leftOut")]
    []
    """
    return [catalogue.find(name) for name in sorted(_named_in().get(iri, ()))]


@cache
def _named_in() -> dict[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for query in catalogue.queries():
        for one in named(query.text, PREFIXES):
            found[one.iri].add(query.name)
        for parameter in query.parameters:
            for kind in query.kinds(parameter.name):
                found[kind].add(query.name)
    return found


_NO_CONCEPT = "NOT EXISTS { ?thing a skos:Concept } && NOT EXISTS { ?thing a skos:ConceptScheme }"


def _within(model: Model, iri: str) -> str:
    line = [iri]
    for one in line:
        line += [below for below in model.below(one) if below not in line]
    return " ".join(iri_text(one) for one in line)


def _asked(ground: Ground, model: Model, iri: str, query: str) -> list[dict[str, str]]:
    """Return the rows of a query; of what rules derive, those that surely hold at any time."""
    derived = iri in model.terms.derived
    wide: tuple[Rule, ...] = ()
    if derived or model.sort(iri) == "property":
        wide = entailing({iri}, ground.store)
    if wide:
        store, graphs = ground.seen(query, wide=wide)
    elif derived:
        store, graphs = ground.snapshot().seen()
    else:
        return list(select(ground.store, query))
    answer = store.query(query, prefixes=PREFIXES, default_graph=graphs)
    assert isinstance(answer, ox.QuerySolutions)
    columns = [variable.value for variable in answer.variables]
    return [
        {column: text_of(term) for column, term in zip(columns, row, strict=True)} for row in answer
    ]


def _said_of(store: Queryable, iri: str) -> list[ox.Quad]:
    answer = store.query(f"CONSTRUCT {{ {iri_text(iri)} ?p ?o }} WHERE {{ {iri_text(iri)} ?p ?o }}")
    return [ox.Quad(*triple) for triple in answer]  # type: ignore[union-attr]
