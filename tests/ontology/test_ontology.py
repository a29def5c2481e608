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
ORG = Namespace("http://www.w3.org/ns/org#")
VANN = Namespace("http://purl.org/vocab/vann/")
ONTOLOGY = URIRef("https://w3id.org/tigraph/ontology")
#: owlrl states what contradicts with this property of DAML's agent ontology.
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

CORE, BRIDGE, SCHEMES, SHAPES = OURS = [
    ROOT / "ontology" / name for name in ("tigraph.ttl", "bridge.ttl", "schemes.ttl", "shapes.ttl")
]
DATA = ROOT / "data" / "graph.ttl"


@cache
def parsed(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


def stated_graph() -> Graph:
    """Return the ontology, its schemes and the curated graph."""
    graph = parsed(CORE) + parsed(BRIDGE) + parsed(SCHEMES)
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
def closed() -> Graph:
    """Return the closure of what is stated, which is dear, once."""
    return reasoned_graph()


@cache
def ontology() -> Graph:
    """Return our own terms, and what we say of those of others."""
    return parsed(CORE) + parsed(BRIDGE)


@cache
def axioms() -> Graph:
    """Return the ontology without its texts, to which a reasoner only adds that each is a text."""
    found = Graph()
    for triple in ontology():
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
    graph = parsed(CORE)
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
    graph, term = parsed(CORE), TIG[name]
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
    graph = ontology()
    kinds = {kind.n3(graph.namespace_manager) for kind in graph.subjects(RDF.type, TIG.Kind)}
    assert {row[0] for row in codebook_rows("2.")} <= kinds


def test_the_relations_of_the_codebook_are_those_of_the_scheme() -> None:
    graph = parsed(SCHEMES)
    bases = {(slug(relation), slug(basis)) for relation, basis in graph.subject_objects(TIG.basis)}
    assert bases == {(row[0], row[2]) for row in codebook_rows("3.")}


def test_a_relation_carries_what_it_means() -> None:
    terms, schemes = ontology(), parsed(SCHEMES)
    ends = {*terms.subjects(RDF.type, TIG.Kind), *schemes.subjects(RDF.type, SKOS.ConceptScheme)}
    for relation in schemes.subjects(SKOS.inScheme, CONCEPT.relation):
        assert languages(schemes, relation, TIG.inverseLabel) == ["en", "fr"], relation
        (edge,) = schemes.objects(relation, TIG.derives)
        assert (edge, RDF.type, OWL.ObjectProperty) in terms, relation
        (basis,) = schemes.objects(relation, TIG.basis)
        admitted = {*schemes.objects(relation, TIG.subjectKind | TIG.objectKind)}
        assert admitted <= ends, relation
        if (relation, TIG.tie, Literal(True)) in schemes:
            assert (basis, TIG.tie, Literal(True)) in schemes, relation
            assert TIG.BodyType not in admitted, "a type of body is no actor"
        if (relation, TIG.symmetric, Literal(True)) in schemes:
            assert (edge, RDF.type, OWL.SymmetricProperty) in terms, relation


def test_a_concept_stands_in_the_scheme_that_its_address_names() -> None:
    graph = parsed(SCHEMES)
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
    graph = parsed(SCHEMES)
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
    assert faults(closed()) == []


# ------------------------------------------------------------------- beside the data of others


def test_the_core_says_nothing_of_the_terms_of_others() -> None:
    """It declares that they are classes or properties, which no reasoner concludes from."""
    bare = {OWL.Class, OWL.AnnotationProperty, RDFS.Datatype}
    said = {(p, o) for s, p, o in parsed(CORE) if isinstance(s, URIRef) and not is_ours(s)}
    assert {p for p, _ in said} == {RDF.type}
    assert {o for _, o in said} <= bare
    for members in parsed(CORE).objects(None, OWL.members):
        assert all(map(is_ours, parsed(CORE).items(members)))


#: Data in ORG that has never heard of tigraph.
OF_OTHERS = """
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@base <https://example.org/> .
<m> a org:Membership ; org:member <ada> ; org:organization <works> ; org:role <turner> .
<ada> a foaf:Person ; org:memberOf <works> ; adms:identifier <n> .
<works> a org:Organization .
"""


def test_the_core_beside_data_of_others_infers_nothing_about_it() -> None:
    alone = Graph().parse(data=OF_OTHERS, format="turtle")
    beside = alone + parsed(CORE)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(alone)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(beside)
    ends = {*Graph().parse(data=OF_OTHERS, format="turtle").subjects()}
    more = {t for t in beside - alone if t[0] in ends and t[2] != OWL.Thing}
    assert more == set()


def test_the_bridge_makes_no_claim_of_a_membership() -> None:
    beside = Graph().parse(data=OF_OTHERS, format="turtle") + ontology()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(beside)
    membership = URIRef("https://example.org/m")
    assert not [kind for kind in beside.objects(membership, RDF.type) if is_ours(kind)]
    assert not [p for p in beside.predicates(membership) if is_ours(p)]


def test_the_bridge_notes_how_terms_are_used_and_defines_none() -> None:
    assert not list(parsed(BRIDGE).triples((None, SKOS.definition, None)))
    for kind in parsed(BRIDGE).subjects(RDF.type, TIG.Kind):
        assert languages(parsed(BRIDGE), kind, SKOS.scopeNote) == ["en", "fr"], kind


def test_only_what_is_said_to_be_a_membership_is_one() -> None:
    """Of the curated graph: an attendance with a role is none, by any axiom."""
    stated = {*stated_graph().subjects(RDF.type, ORG.Membership)}
    assert stated
    assert {*closed().subjects(RDF.type, ORG.Membership)} == stated
