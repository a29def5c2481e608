"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from tigraph.limits import Allowance
from tigraph.rdf.vocabulary import CERTAIN, PREFIXES, RDF_TYPE
from tigraph.serving.requests import Reply, Request
from tigraph.serving.sparql.formats import GRAPHS, TABLES, chosen

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {
    "srj": "SPARQL_Results_JSON", "srx": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF_XML",
    "jsonld": "JSON-LD", "nq": "N-Quads", "trig": "TriG", "n3": "N3",
}  # fmt: skip


def description(request: Request, allowed: Allowance, *, bare: bool) -> Reply:
    """Return the description, in the format that a client wants most."""
    form = chosen(request.headers.get("accept", ""), GRAPHS) or GRAPHS[0]
    own = ox.NamedNode(f"{request.root}/sparql")
    dataset, graph = ox.BlankNode("dataset"), ox.BlankNode("default")

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SD + name)

    a = ox.NamedNode(RDF_TYPE)
    told: list[tuple[Any, Any, Any]] = [
        (own, a, sd("Service")),
        (own, sd("endpoint"), own),
        (own, sd("supportedLanguage"), sd("SPARQL10Query")),
        (own, sd("supportedLanguage"), sd("SPARQL11Query")),
        (own, sd("defaultDataset"), dataset),
        (dataset, a, sd("Dataset")),
        (dataset, sd("defaultGraph"), graph),
        (graph, a, sd("Graph")),
        *(
            (own, sd("resultFormat"), ox.NamedNode(_FORMATS + _NAMES[one.suffix]))
            for one in (*TABLES, *GRAPHS)
        ),
    ]
    if not bare:
        comment = ox.NamedNode(PREFIXES["rdfs"] + "comment")
        text = (
            "The curated graph and all layers, merged. What follows from claims at a date is seen "
            f"with as_of=DATE (EDTF, or any), in {CERTAIN} and, with possible=true, beside it what "
            "only may hold; known_by=DATE leaves out what had not been published by then. "
            f"A query may take {allowed.seconds:g} s and give {allowed.rows:,} rows."
        )
        told.append((dataset, comment, ox.Literal(text, language="en")))
    triples = [ox.Triple(*one) for one in told]
    prefixes = {"sd": _SD, "rdfs": PREFIXES["rdfs"], "formats": _FORMATS}
    content = ox.serialize(triples, format=form.engine, prefixes=prefixes) or b""
    return Reply(content, form.type)
