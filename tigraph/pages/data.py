"""An entity as data: what is said of it, with the claims, citations and places behind."""

# Imports inside functions are there for speed: a page waits for nothing that it does not use.

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.errors import UnknownNameError
from tigraph.rdf import iri_text, select

if TYPE_CHECKING:
    from tigraph.graph import Graph

#: In which forms an entity is there as data, by the ending of its path.
DATA = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples"}
_ENDS = (
    "org:member|org:organization|tig:subject|tig:object|tig:about|opengov:post"
    "|opengov:onBehalfOf|tig:actingFor"
)
#: Triples at the most: of what is cited a million times, some.
_MOST = 50_000
_TOLD = "SELECT ?o {{ {own} ?p ?o }} LIMIT 1"
#: From what belongs to something to that, so many steps at the most.
_STEPS = 4
#: A claim stands with what it is about; what belongs to something, with that.
_HOME = """SELECT ?one ?bearer {{
  OPTIONAL {{ {own} org:member|tig:subject|tig:about ?one }}
  OPTIONAL {{ ?bearer ?by {own} . FILTER (isIRI(?bearer)) }}
  FILTER (BOUND(?one) || BOUND(?bearer)) }} LIMIT 1"""
_QUERY = """
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ SELECT ?s ?p ?o WHERE {{
    {{ BIND({own} AS ?s) {own} ?p ?o }}
    UNION {{ {own} adms:identifier ?s . ?s ?p ?o }}
    UNION {{ ?s {ends} {own} . ?s ?p ?o }}
    UNION {{ ?claim {ends} {own} . ?claim tig:citation ?s . ?s ?p ?o }}
    UNION {{ ?claim {ends} {own} . ?claim tig:citation/oa:hasSelector ?s . ?s ?p ?o }}
    UNION {{ ?claim {ends} {own} . ?claim {ends} ?s . ?s skos:prefLabel ?o
      BIND(skos:prefLabel AS ?p) }}
  }} LIMIT {most} }}
}}"""


def is_told(graph: Graph, iri: str) -> bool:
    """Whether the graph says anything of an IRI."""
    return any(True for _ in select(graph.ground.store, _TOLD.format(own=iri_text(iri))))


def home_of(graph: Graph, iri: str) -> tuple[str, str] | None:
    """Return the entity on whose page a claim stands, and the claim; None of what has no page.

    What belongs to a claim or to an entity, such as a citation or an identifier, stands with it.
    """
    claim = ""
    for _ in range(_STEPS):
        if graph.names.get(iri):
            return iri, claim
        row = next(select(graph.ground.store, _HOME.format(own=iri_text(iri))), None)
        if row is None:
            return None
        claim, iri = (iri, row["one"]) if row["one"] else (claim, row["bearer"])
    return None


def entity_data(graph: Graph, iri: str, ending: str) -> tuple[bytes, str]:
    """Return what the graph says of an entity as RDF, with its media type.

    `ending` is one of `DATA`; of anything else that the graph has, such as a claim, what it says of
    that. Raises `UnknownNameError` where it says nothing of that IRI.
    """
    if graph.names.get(iri) is None and not is_told(graph, iri):
        raise UnknownNameError("entity", iri, (), "")
    query = _QUERY.format(own=iri_text(iri), ends=_ENDS, most=_MOST)
    return graph.query(query).render(ending), DATA[ending]
