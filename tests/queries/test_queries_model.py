"""The catalogue's queries on identifiers and on the kinds of relation themselves.

Numbers are those of the registers that the graph cites; counts are made by rdflib of the files.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import rdflib
from rdflib.namespace import SKOS

from tigraph.graph import Graph, load
from tigraph.rdf.loading import shipped_files

TIG = rdflib.Namespace("https://w3id.org/tigraph/ontology#")
CONCEPT = rdflib.Namespace("https://w3id.org/tigraph/concept/")
#: Fictitious.
LINKED = """
@prefix schema: <https://schema.org/> .
@prefix epci: <https://w3id.org/tigraph/id/epci/> .
epci:242500361 schema:sameAs <https://example.org/fictive> .
"""


def identifiers(graph: Graph, entity: str, lang: str = "en") -> list[tuple[object, ...]]:
    found = graph.query("identifiers-of", {"entity": entity, "lang": lang})
    return [tuple(row.values()) for row in found]  # type: ignore[union-attr]


def test_an_intercommunality_has_its_siren_and_what_somebody_linked_it_to(
    graph: Graph, tmp_path: Path
) -> None:
    siren = ("SIREN", "242500361", "itself")
    assert identifiers(graph, "Grand Besançon Métropole") == [siren]
    (tmp_path / "linked.ttl").write_text(LINKED, encoding="utf-8")
    linked = load([tmp_path / "linked.ttl"])
    assert identifiers(linked, "Grand Besançon Métropole") == [
        (None, "https://example.org/fictive", "itself"),
        siren,
    ]


def test_the_number_of_an_area_is_told_apart_from_those_of_the_institution(graph: Graph) -> None:
    region = "Région Bourgogne-Franche-Comté"
    assert identifiers(graph, region, "fr") == [("code Insee de région", "27", "son aire")]


def test_what_bears_no_number_has_no_row(graph: Graph) -> None:
    assert identifiers(graph, "Olivier Lluansi") == []


def test_kinds_of_relation_are_those_of_the_scheme_with_their_claims(graph: Graph) -> None:
    files = rdflib.Graph()
    for path in shipped_files():
        files.parse(path)
    said = Counter(files.objects(None, TIG.relation))
    kinds = set(files.subjects(SKOS.inScheme, CONCEPT.relation))
    names = {
        str(label): said[kind]
        for kind in kinds
        for label in files.objects(kind, SKOS.prefLabel)
        if label.language == "en"
    }
    rows = list(graph.query("kinds-of-relation"))  # type: ignore[arg-type]
    assert {row["relation"]: row["claims"] for row in rows} == names
    assert len(rows) == len(kinds)
    assert [row["claims"] for row in rows] == sorted(said[kind] for kind in kinds)[::-1]
    ties = {str(kind) for kind in kinds if (kind, TIG.tie, rdflib.Literal(True)) in files}
    assert sum(row["tie"] for row in rows) == len(ties)
