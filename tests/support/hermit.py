"""HermiT over tigraph's ontology together with the published axioms of what it builds on.

HermiT reads OWL 2 DL. What it is not given goes by this rule, and nothing else:

- literals and ranges of xsd:date, xsd:gYear, EDTF's datatype and GeoSPARQL's of contours, which
  OWL 2 does not have;
- owl:imports, for all files that count are given;
- that something is an rdfs:Class or an rdf:Property, which files say beside owl:Class and others.

The published files come from npm (`tests/node`), HermiT with owlready2, whose Java it needs.
"""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef

from checkout import ROOT, lacking, needs

#: The vocabularies whose published axioms count.
PUBLISHED = ("org", "prov", "oa", "skos")
_NODE = ROOT / "tests" / "node" / "node_modules" / "@vocabulary"
_UNREAD = {
    XSD.date,
    XSD.gYear,
    XSD.gYearMonth,
    URIRef("http://id.loc.gov/datatypes/edtf/EDTF"),
    URIRef("http://www.opengis.net/ont/geosparql#wktLiteral"),
}
_BESIDE = {(RDF.type, RDFS.Class), (RDF.type, RDF.Property)}
#: What ends in a second or two is over before it is worth compiling well; of so many triples more.
_HASTE, _LONG = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"], 20_000
_PROGRAM = "org.semanticweb.HermiT.cli.CommandLine"


@cache
def published() -> Graph:
    """Return the axioms of ORG, PROV-O, Web Annotation and SKOS, as they are published."""
    found = Graph()
    for name in PUBLISHED:
        path = _NODE / name / f"{name}.nq"
        if not path.is_file():
            lacking(f"the axioms of {name} (npm ci --prefix tests/node)")
        lines = "".join(f"{quad.triple} .\n" for quad in ox.parse(path=str(path)))
        found.parse(data=lines, format="nt")
    return found


def readable(graph: Iterable[tuple[object, object, object]]) -> Graph:
    """Return what HermiT is given of a graph, by the rule above."""
    found = Graph()
    for subject, predicate, value in graph:
        unread = value in _UNREAD or subject in _UNREAD
        dated = isinstance(value, Literal) and value.datatype in _UNREAD
        if not (unread or dated or predicate == OWL.imports or (predicate, value) in _BESIDE):
            found.add((subject, predicate, value))  # type: ignore[arg-type]
    return found


def is_consistent(graph: Graph, folder: Path) -> bool:
    """Whether HermiT finds no contradiction in a graph with the published axioms."""
    told = _asked(graph, folder, "--consistency")
    sound, unsound = "Thing is satisfiable" in told, "InconsistentOntologyException" in told
    assert sound != unsound, told[:2000]
    return sound


def empty_classes(graph: Graph, folder: Path) -> set[str]:
    """Return the classes of which nothing can be, beside OWL's own."""
    told = _asked(graph, folder, "--unsatisfiable")
    assert "owl:Nothing" in told, told
    named = {line.strip() for line in told.splitlines()[1:]} - {"", "owl:Nothing"}
    return named


def _asked(graph: Graph, folder: Path, action: str) -> str:
    java, spec = needs("java"), importlib.util.find_spec("owlready2")
    if spec is None or spec.origin is None:
        lacking("owlready2, which brings HermiT")
    hermit = Path(spec.origin).parent / "hermit"
    path = folder / "asked.ttl"
    asked = readable(graph + published())
    asked.serialize(path, format="nt", encoding="utf-8")  # Turtle too, and written at once
    haste = _HASTE if len(asked) < _LONG else []
    program = [java, *haste, "-Xmx2000M", "-cp", f"{hermit}:{hermit / 'HermiT.jar'}", _PROGRAM]
    done = subprocess.run(
        [*program, action, path.as_uri()], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr
