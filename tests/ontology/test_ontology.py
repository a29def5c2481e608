"""What the ontology and its schemes promise, and what a reasoner finds over them and the data."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import owlrl  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

import tigraph
from checkout import ROOT
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, POSSIBLE

TIG = Namespace("https://w3id.org/tigraph/ontology#")
CONCEPT = Namespace("https://w3id.org/tigraph/concept/")
VANN = Namespace("http://purl.org/vocab/vann/")
ONTOLOGY = URIRef("https://w3id.org/tigraph/ontology")
#: owlrl states what contradicts with this property of DAML's agent ontology.
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

OURS = [ROOT / "ontology" / name for name in ("tigraph.ttl", "schemes.ttl", "shapes.ttl")]
DATA = ROOT / "data" / "graph.ttl"


@cache
def parsed(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


def stated_graph() -> Graph:
    """Return the ontology, its schemes and the curated graph."""
    graph = parsed(OURS[0]) + parsed(OURS[1])
    return graph + parsed(DATA) if DATA.exists() else graph


def reasoned_graph(planted: str = "") -> Graph:
    """Return the OWL 2 RL closure of what is stated, or of the ontology and a planted fault.

    What is stated comes with every edge that follows from it, at any time, certain and
    possible. The whole, citations and labels too, closes in some 12 s: nothing is left out.
    """
    if planted:
        graph = axioms() + Graph().parse(data=PREFIXES + planted, format="turtle")
    else:
        graph = stated_graph() + derived_edges()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


@cache
def axioms() -> Graph:
    """Return the ontology without its texts, to which a reasoner only adds that each is a text."""
    found = Graph()
    for triple in parsed(OURS[0]):
        if not isinstance(triple[2], Literal):
            found.add(triple)
    return found


def derived_edges() -> Graph:
    """Return the direct edges and date bounds of the curated graph, at any time."""
    graph = tigraph.load()
    graph.snapshot()
    found = Graph()
    for name in (CERTAIN, POSSIBLE, BOUNDS):
        quads = graph.store.quads_for_pattern(None, None, None, ox.NamedNode(name))
        triples = ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES)
        found.parse(data=triples, format="nt")
    assert len(found) > 1000
    return found


def faults(closure: Graph) -> list[str]:
    """Return what an OWL reasoner objects to: contradictions, and two of our IRIs made one."""
    found = [str(message) for message in closure.objects(None, ERROR)]
    found += [f"{thing} is of no class" for thing in closure.subjects(RDF.type, OWL.Nothing)]
    found += [f"{one} is {other}" for one, other in closure.subject_objects(OWL.sameAs)
              if one != other and is_ours(one) and is_ours(other)]  # fmt: skip
    return found


def is_ours(term: Node) -> bool:
    return isinstance(term, URIRef) and term.startswith("https://w3id.org/tigraph/")


def slug(term: Node) -> str:
    return str(term).rsplit("/", 1)[1]


def languages(graph: Graph, term: Node, label: URIRef) -> list[str]:
    """Return the languages in which a term has a label or definition, sorted."""
    return sorted(str(o.language) for o in graph.objects(term, label) if isinstance(o, Literal))


# ------------------------------------------------------------------------------------ the files


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_both_parsers_read_the_same_triples(path: Path) -> None:
    by_oxigraph = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    assert len(parsed(path)) == sum(1 for _ in by_oxigraph)


def test_the_header_says_what_the_ontology_is() -> None:
    graph = parsed(OURS[0])
    version = graph.value(ONTOLOGY, OWL.versionInfo)
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in graph
    assert languages(graph, ONTOLOGY, DCTERMS.title) == ["en", "fr"]
    assert languages(graph, ONTOLOGY, DCTERMS.description) == ["en", "fr"]
    assert graph.value(ONTOLOGY, DCTERMS.creator) == Literal("tigraph contributors")
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(ONTOLOGY, DCTERMS.license) == licence
    for date in (DCTERMS.created, DCTERMS.modified):
        stated = graph.value(ONTOLOGY, date)
        assert isinstance(stated, Literal)
        assert stated.datatype == XSD.date
    assert graph.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert str(version) in str(graph.value(ONTOLOGY, DCTERMS.bibliographicCitation))
    assert graph.value(ONTOLOGY, VANN.preferredNamespacePrefix) == Literal("tig")
    assert graph.value(ONTOLOGY, VANN.preferredNamespaceUri) == Literal(str(TIG))
    assert not list(graph.objects(None, OWL.imports)), "a reasoner must need this file alone"


def used_terms() -> set[str]:
    """Return the local names of all tig: terms in the files of triples, shapes and rules."""
    files = [*OURS, *sorted((ROOT / "ontology" / "rules").glob("*.rq"))]
    if DATA.exists():
        files.append(DATA)
    texts = [path.read_text(encoding="utf-8") for path in files]
    code = [re.sub(r'(^|\s)#.*|"[^"\n]*"', " ", text) for text in texts]
    return {name for text in code for name in re.findall(r"\btig:(\w+)", text)}


@pytest.mark.parametrize("name", sorted(used_terms()))
def test_a_term_is_declared_labelled_and_defined(name: str) -> None:
    graph, term = parsed(OURS[0]), TIG[name]
    assert graph.value(term, RDF.type), "not declared in tigraph.ttl"
    assert languages(graph, term, RDFS.label) == ["en", "fr"]
    assert languages(graph, term, SKOS.definition) == ["en", "fr"]
    assert (term, RDFS.isDefinedBy, ONTOLOGY) in graph


# -------------------------------------------------------------------------- kinds and relations


def codebook_rows(section: str) -> list[list[str]]:
    """Return the cells of the table of a section of docs/codebook.md, without its head."""
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    part = text.split(f"\n## {section}", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| `")]
    return [[cell.strip(" `") for cell in row] for row in rows]


def test_the_kinds_of_the_codebook_are_marked_as_kinds() -> None:
    graph = parsed(OURS[0])
    kinds = {kind.n3(graph.namespace_manager) for kind in graph.subjects(RDF.type, TIG.Kind)}
    assert {row[0] for row in codebook_rows("2.")} <= kinds


def test_the_relations_of_the_codebook_are_those_of_the_scheme() -> None:
    graph = parsed(OURS[1])
    bases = {(slug(relation), slug(basis)) for relation, basis in graph.subject_objects(TIG.basis)}
    assert bases == {(row[0], row[2]) for row in codebook_rows("3.")}


def test_a_relation_carries_what_it_means() -> None:
    ontology, schemes = parsed(OURS[0]), parsed(OURS[1])
    ends = {*ontology.subjects(RDF.type, TIG.Kind), *schemes.subjects(RDF.type, SKOS.ConceptScheme)}
    for relation in schemes.subjects(SKOS.inScheme, CONCEPT.relation):
        assert languages(schemes, relation, TIG.inverseLabel) == ["en", "fr"], relation
        (edge,) = schemes.objects(relation, TIG.derives)
        assert (edge, RDF.type, OWL.ObjectProperty) in ontology, relation
        (basis,) = schemes.objects(relation, TIG.basis)
        admitted = {*schemes.objects(relation, TIG.subjectKind | TIG.objectKind)}
        assert admitted <= ends, relation
        if (relation, TIG.tie, Literal(True)) in schemes:
            assert (basis, TIG.tie, Literal(True)) in schemes, relation
            assert TIG.BodyType not in admitted, "a type of body is no actor"
        if (relation, TIG.symmetric, Literal(True)) in schemes:
            assert (edge, RDF.type, OWL.SymmetricProperty) in ontology, relation


def test_a_concept_stands_in_the_scheme_that_its_address_names() -> None:
    graph = parsed(OURS[1])
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        scheme = URIRef(str(concept).rsplit("/", 1)[0])
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme], concept
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        assert languages(graph, concept, SKOS.prefLabel) == ["en", "fr"], concept
        assert languages(graph, concept, SKOS.definition) in ([], ["en", "fr"]), concept
        broader = graph.value(concept, SKOS.broader)
        assert (graph.value(broader, SKOS.inScheme) if broader
                else graph.value(concept, SKOS.topConceptOf)) == scheme, concept  # fmt: skip


def test_two_concepts_of_a_scheme_have_two_names() -> None:
    graph = parsed(OURS[1])
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        for language in ("fr", "en"):
            names = [str(label).casefold() for concept in graph.subjects(SKOS.inScheme, scheme)
                     for label in graph.objects(concept, SKOS.prefLabel)
                     if isinstance(label, Literal) and label.language == language]  # fmt: skip
            assert sorted(names) == sorted(set(names)), scheme


# ------------------------------------------------------------------------------------ reasoning

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix opengov: <http://www.w3.org/ns/opengov#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix tig: <https://w3id.org/tigraph/ontology#> .
@base <https://w3id.org/tigraph/id/> .
"""

SOUND = """
<person/a> a foaf:Person .  <person/b> a foaf:Person .  <area/z> a dcterms:Location .
<body/k> a tig:GovernanceBody .  <programme/p> a tig:Programme .
<epci/e> a tig:Intercommunality ; dcterms:spatial <area/z> .
<territory/t> a tig:LabelledTerritory ; tig:inPhase <phase/1> .  <phase/1> a tig:Phase .
<post/chair> a org:Post ; org:postIn <body/k> .
<claim/1> a tig:RelationClaim, org:Membership ;
  org:member <person/a> ; org:organization <body/k> ; opengov:post <post/chair> .
<claim/2> a tig:RelationClaim, org:Membership ;
  org:member <epci/e> ; org:organization <territory/t> .
<person/a> org:holds <post/chair> ; org:memberOf <body/k> ; org:headOf <body/k> .
"""

PLANTED = {
    "a person presided over as an organisation": "<person/a> org:headOf <person/b> .",
    "a person who presides as an organisation": "<person/a> a org:FormalOrganization .",
    "two members in one membership": "<claim/1> org:member <person/b> .",
    "two organisations in one membership": "<claim/2> org:organization <body/k> .",
    "an area as a member": "<area/z> org:memberOf <body/k> .",
    "an area with a post": "<post/mayor> org:postIn <area/z> .",
    "an institution as somebody's area": "<territory/t> dcterms:spatial <epci/e> .",
    "a seat kept for an area": "<seat/s> tig:reservedFor <area/z> .",
    "an organisation held as a post": "<person/a> org:holds <body/k> .",
    "a programme as a member": "<claim/3> org:member <programme/p> .",
    "a territory that is an intercommunality": "<territory/t> a tig:Intercommunality .",
    "a territory of two phases": "<territory/t> tig:inPhase <phase/2> .",
    "a claim that is a person": "<claim/1> a foaf:Person .",
    "a figure that relates": "<claim/1> tig:measure <concept/m> .",
}


def test_a_sound_graph_has_no_fault() -> None:
    assert faults(reasoned_graph(SOUND)) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_caught(fault: str) -> None:
    assert faults(reasoned_graph(SOUND + PLANTED[fault])) != []


def test_nothing_contradicts_in_what_is_stated() -> None:
    assert faults(reasoned_graph()) == []
