"""The schemes of concepts: defined where labels do not suffice, each concept used or told why."""

from __future__ import annotations

import csv
import re
from functools import cache

import yaml
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from checkout import ROOT
from tigraph.explaining import alignments
from tigraph.rdf import known_terms
from tigraph.rdf.vocabulary import CONCEPT, CONCEPT_SCHEMES, curie

#: Where a label says all: a unit is what is counted, a form of a word is that word.
PLAIN = {"unit", "wording"}
CODE = ("tigraph/**/*.py", "ontology/rules/*.rq", "ontology/shapes.ttl", "queries/*.rq",
        "tests/fixtures/*.ttl")  # fmt: skip


@cache
def schemes() -> Graph:
    return Graph().parse(ROOT / "ontology/schemes.ttl")


def concepts() -> list[Node]:
    return sorted(schemes().subjects(RDF.type, SKOS.Concept))


def languages(thing: Node, label: URIRef) -> list[str]:
    return sorted(str(o.language) for o in schemes().objects(thing, label)
                  if isinstance(o, Literal))  # fmt: skip


def scheme_of(concept: Node) -> str:
    return str(concept).rsplit("/", 2)[1]


def test_a_concept_is_defined_where_its_label_does_not_suffice() -> None:
    bare = [
        curie(str(one))
        for one in concepts()
        if scheme_of(one) not in PLAIN and languages(one, SKOS.definition) != ["en", "fr"]
    ]
    assert bare == []


def test_what_is_counted_has_a_plural() -> None:
    """A unit or a kind of entity stands after numbers: "6 intercommunalities"."""
    ontology = Graph()
    for name in ("schemes", "tigraph", "bridge"):
        ontology.parse(ROOT / f"ontology/{name}.ttl")
    kind, plural = (
        URIRef(f"https://w3id.org/tigraph/ontology#{name}") for name in ("Kind", "plural")
    )
    counted = {one for one in concepts() if scheme_of(one) == "unit"}
    counted.update(ontology.subjects(RDF.type, kind))
    assert counted
    for one in sorted(counted):
        told = sorted(str(form.language) for form in ontology.objects(one, plural))
        assert told == ["en", "fr"], one


def test_a_definition_says_more_than_the_label() -> None:
    for one in concepts():
        labels = {str(o).casefold() for o in schemes().objects(one, SKOS.prefLabel)}
        told = {str(o).casefold().rstrip(".") for o in schemes().objects(one, SKOS.definition)}
        assert not labels & told, one


def test_a_scheme_names_its_top_concepts_its_licence_and_its_version() -> None:
    graph = schemes()
    ontology = Graph().parse(ROOT / "ontology/tigraph.ttl")
    version = ontology.value(URIRef("https://w3id.org/tigraph/ontology"), OWL.versionInfo)
    found = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert {str(one) for one in found} == {CONCEPT + name for name in CONCEPT_SCHEMES}
    for scheme in found:
        top = set(graph.subjects(SKOS.topConceptOf, scheme))
        assert top
        assert top == set(graph.objects(scheme, SKOS.hasTopConcept)), scheme
        licence = graph.value(scheme, DCTERMS.license)
        assert licence == URIRef("https://creativecommons.org/licenses/by/4.0/")
        assert graph.value(scheme, OWL.versionInfo) == version, scheme
        assert languages(scheme, SKOS.definition) == ["en", "fr"]


def test_a_concept_is_used_or_it_is_told_why_it_is_there() -> None:
    """Used by the curated graph, the code, rules, queries, a fixture; else an editorial note says
    why it is kept, on the concept or on its whole scheme."""
    graph = schemes()
    data = Graph().parse(ROOT / "data/graph.ttl")
    used = {str(o) for o in data.objects() if isinstance(o, URIRef)}
    text = "\n".join(p.read_text("utf-8") for glob in CODE for p in sorted(ROOT.glob(glob)))
    named = set(re.findall(r"[a-z-]+:[a-z0-9-]+", text))
    idle = [
        curie(str(one))
        for one in concepts()
        if str(one) not in used
        and curie(str(one)) not in named
        and f"{scheme_of(one)}/{str(one).rsplit('/', 1)[1]}" not in text
        and not graph.value(one, SKOS.editorialNote)
        and not graph.value(URIRef(CONCEPT + scheme_of(one)), SKOS.editorialNote)
        and not list(graph.subjects(SKOS.broader, one))
    ]
    assert idle == []


def test_a_concept_that_is_replaced_names_a_successor_that_stands() -> None:
    """It is no concept of its scheme any more; data that have it are read in the new terms."""
    renamed = Graph().parse(ROOT / "ontology/renamed.ttl")
    replaced = list(renamed.subjects(RDF.type, SKOS.Concept))
    assert replaced
    for one in replaced:
        assert (one, None, None) not in schemes()
        (successor,) = renamed.objects(one, DCTERMS.isReplacedBy)
        assert (successor, RDF.type, SKOS.Concept) in schemes()


# --------------------------------------------------------------------------------- alignments


def test_an_alignment_matches_a_term_that_stands_and_tells_its_ground() -> None:
    """Each once, in SKOS's terms, with what the other is called; sorted, as a diff wants it."""
    matches = {f"skos:{name}Match" for name in ("exact", "close", "broad", "narrow", "related")}
    found = alignments()
    known = known_terms()
    assert len(found) > 30
    for one in found:
        assert one.subject in known, one
        assert one.match in matches, one
        assert re.fullmatch(r"https?://[^ ]+", one.object), one
        assert one.label
        assert one.ground.endswith("."), one
    pairs = [(one.subject, one.object) for one in found]
    assert len(pairs) == len(set(pairs))
    assert [curie(subject) for subject, _ in pairs] == sorted(curie(s) for s, _ in pairs)


def test_a_notation_is_the_code_of_what_is_matched_exactly() -> None:
    exact = {one.subject: one.object.rsplit("/", 1)[1] for one in alignments()
             if one.match == "skos:exactMatch" and "/legal-form/" in one.subject}  # fmt: skip
    told = {
        str(one): str(code)
        for one, code in schemes().subject_objects(SKOS.notation)
        if scheme_of(one) == "legal-form"
    }
    assert told == exact


def test_the_alignments_are_sssom() -> None:
    """Its slots, and the prefixes of whatever is a CURIE (sssom 1.0)."""
    text = (ROOT / "ontology/alignments.sssom.tsv").read_text("utf-8")
    head = yaml.safe_load("\n".join(x[1:] for x in text.splitlines() if x.startswith("#")))
    assert {"mapping_set_id", "license", "curie_map"} <= set(head)
    rows = list(csv.DictReader(
        (line for line in text.splitlines() if not line.startswith("#")), delimiter="\t"
    ))  # fmt: skip
    needed = {"subject_id", "predicate_id", "object_id", "mapping_justification"}
    for row in rows:
        assert all(row[slot] for slot in needed)
        assert {row[slot].partition(":")[0] for slot in needed} <= set(head["curie_map"])
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
