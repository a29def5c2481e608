"""The list of terms, held to what graph, schemes, rules, queries and code use, and to the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

import tigraph
from checkout import ROOT
from tigraph.rdf import Named, is_of_a_vocabulary, known_terms, named, term_fault, terms_with
from tigraph.rdf.vocabulary import (
    BOUNDS,
    CERTAIN,
    ENTITY,
    GRAPH,
    POSSIBLE,
    PREFIXES,
    RDF_TYPE,
    curie,
    expand,
)
from tigraph.validity import staged

#: What the shapes name in order to forbid it.
FORBIDDEN = {"foaf:age", "foaf:birthday", "schema:birthDate", "schema:birthPlace"}
#: Concepts that stand in answers alone.
ANSWERED = {"basis:derived"}


def iri(name: str) -> str:
    found = expand(name)
    assert found
    return found


def in_rdf() -> Iterator[tuple[str, str, str]]:
    """Yield what data, schemes and shapes use: the file, the IRI, and as what it stands."""
    files = [ROOT / "data/graph.ttl", *sorted((ROOT / "ontology").glob("*.ttl"))]
    for path in files:
        for quad in ox.parse(path=str(path)):
            yield path.name, quad.predicate.value, "predicate"
            typed = quad.predicate.value == RDF_TYPE
            if quad.predicate.value == PREFIXES["rdfs"] + "seeAlso":
                continue  # points to what others have, and uses none of it
            if isinstance(quad.object, ox.NamedNode):
                yield path.name, quad.object.value, "type" if typed else ""
            elif isinstance(quad.object, ox.Literal):
                yield path.name, quad.object.datatype.value, "datatype"


def in_queries() -> Iterator[tuple[str, str, str]]:
    for path in (*(ROOT / "queries").glob("*.rq"), *(ROOT / "ontology/rules").glob("*.rq")):
        for one in named(path.read_text(encoding="utf-8"), PREFIXES):
            yield path.name, one.iri, one.role


def in_code() -> Iterator[tuple[str, str, str]]:
    """Yield the CURIEs in the code's texts and what it joins of a prefix and a name."""
    spaces = [name for name, at in PREFIXES.items() if not at.startswith((ENTITY, GRAPH))]
    prefix = "|".join(sorted(spaces, key=len, reverse=True))
    curies = re.compile(rf"(?<![\w-])({prefix}):([A-Za-z][\w-]*\w)")
    joined = re.compile(r"""(?:PREFIXES|_P)\[["'](\w+)["']\] \+ ["'](\w+)["']""")
    for path in (ROOT / "tigraph").rglob("*.py"):
        text = re.sub(r"(?m)(^ *>>> .*\n)+.*$", "", path.read_text(encoding="utf-8"))  # examples
        for found in (*curies.finditer(text), *joined.finditer(text)):
            if found[1] in PREFIXES:
                yield path.name, PREFIXES[found[1]] + found[2], ""


@pytest.mark.parametrize("used", [in_rdf, in_queries, in_code])
def test_every_term_that_is_used_is_declared_as_what_it_is_used(used: object) -> None:
    assert callable(used)
    own = ox.parse(path=str(ROOT / "data/graph.ttl"))  # a programme's own concepts
    known, faults = terms_with(own), set()
    for where, term, role in used():
        if is_of_a_vocabulary(term) and curie(term) not in FORBIDDEN | ANSWERED:
            fault = term_fault(term, role, known)
            faults |= {f"{where}: {fault.told[0]}"} if fault else set()
    assert not faults


def test_what_rules_derive_is_declared_so_and_nothing_else() -> None:
    graph = tigraph.load()
    graph.snapshot()
    derived = set()
    for name in (CERTAIN, POSSIBLE, BOUNDS):
        for quad in graph.store.quads_for_pattern(None, None, None, ox.NamedNode(name)):
            typed = isinstance(quad.object, ox.NamedNode) and quad.predicate.value == RDF_TYPE
            derived.add(quad.object.value if typed else quad.predicate.value)
    for rule in staged("entailed"):
        if rule.classes:  # of areas; those above others are what is in them is
            given = graph.store.quads_for_pattern(None, ox.NamedNode(rule.gives), None)
            if rule.gives == iri("tig:areaClass"):
                derived |= {quad.object.value for quad in given}
        else:
            derived.add(rule.gives)
    derived -= {iri("tig:subject"), iri("tig:object")}  # most claims state them
    # posts and bodies state these, and people have them by the posts that they hold
    derived -= {iri(f"tig:{name}") for name in ("governanceLevel", "order", "levelRepresented")}
    known = known_terms()
    assert derived <= known.derived
    by_rule = {one for one in known.derived if not known.deriving(one)}
    assert by_rule <= derived, "says tig:derivedByRule and no rule derives it"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("tig:validtime", "tig:validTime"),
        ("tig:RelationClaimm", "tig:RelationClaim"),
        ("foaf:Persn", "foaf:Person"),
        ("org:memberof", "org:memberOf"),
        ("tig:governaceLevel", "tig:governanceLevel"),
        ("tig:Territory", "tig:LabelledTerritory"),
        ("skos:preflabel", "skos:prefLabel"),
        ("tig:Person", "foaf:Person"),  # the right name under another prefix
        ("tig:member_of", "org:memberOf"),
        ("level:natoinal", "level:national"),
        ("rdfs:labl", "rdfs:label"),
        ("xsd:dat", "xsd:date"),
    ],
)
def test_what_is_no_term_is_told_with_the_nearest(wrong: str, right: str) -> None:
    fault = term_fault(iri(wrong), "", known_terms())
    assert fault
    assert (fault.term, fault.nearest[0]) == (wrong, right)
    assert fault.told == (
        f"{wrong} is no term; did you mean {right}?",
        f"{wrong} n’est pas un terme ; vouliez-vous dire {right} ?",
    )


def test_what_is_like_nothing_is_told_without_a_guess() -> None:
    fault = term_fault(iri("tig:zyzzyva"), "", known_terms())
    assert fault
    assert fault.told[0] == "tig:zyzzyva is no term."


@pytest.mark.parametrize(
    ("term", "role", "told"),
    [
        ("tig:Claim", "predicate", "is a class, and stands as a property"),
        ("tig:validTime", "type", "is a property, and stands as a class"),
        ("org:role", "type", "did you mean org:Role?"),
        ("org:Role", "predicate", "did you mean org:role?"),
        ("theme:employment", "predicate", "is a concept, and stands as a property"),
        ("tig:Claim", "datatype", "is a class, and stands as a datatype"),
    ],
)
def test_a_term_that_stands_where_it_may_not_is_told_so(term: str, role: str, told: str) -> None:
    if term.startswith("theme:"):
        term = next(curie(one) for one in known_terms() if curie(one).startswith("theme:"))
    fault = term_fault(iri(term), role, known_terms())
    assert fault
    assert told in fault.told[0]


def test_terms_of_others_are_told_apart_by_what_is_known_of_their_vocabulary() -> None:
    """FOAF's own file has mbox and no Persn; of Web Annotation tigraph knows what it uses alone."""
    known = known_terms()
    mbox = term_fault(iri("foaf:mbox"), "predicate", known)
    assert mbox
    assert mbox.exists
    assert mbox.told[0] == "foaf:mbox is a term that tigraph does not use."
    annotation = term_fault(iri("oa:startt"), "predicate", known)
    assert annotation
    assert annotation.told[0].startswith("oa:startt is no term of oa: that tigraph uses;")
    assert term_fault(iri("owl:sameAs"), "predicate", known) is None
    assert term_fault(iri("xsd:gYear"), "datatype", known) is None


@pytest.mark.parametrize(
    ("mistyped", "right"),
    [
        ("https://w3id.org/tigraph/ontology/Claim", "tig:Claim"),
        ("http://w3id.org/tigraph/ontology#validTime", "tig:validTime"),
        ("http://w3.org/ns/org#memberOf", "org:memberOf"),
        ("http://xmlns.com/foaf/0.1Person", "foaf:Person"),
        ("https://xmlns.com/foaf/0.1#Person", "foaf:Person"),
    ],
)
def test_a_namespace_that_was_mistyped_is_told_by_the_term_that_was_meant(
    mistyped: str, right: str
) -> None:
    fault = term_fault(mistyped, "", known_terms())
    assert fault
    assert fault.told[0] == f"<{mistyped}> is no term; did you mean {right}?"
    for other in ("http://www.w3.org/ns/organizer#memberOf", "https://example.org/org#memberOf"):
        assert term_fault(other, "", known_terms()) is None


def test_a_term_that_data_declares_is_one() -> None:
    own, concept = ox.NamedNode(iri("relation:invented")), ox.NamedNode(iri("skos:Concept"))
    data = [ox.Quad(own, ox.NamedNode(RDF_TYPE), concept)]
    assert own.value not in known_terms()
    assert own.value in terms_with(data)


def test_entities_graphs_and_own_vocabularies_are_no_terms_of_the_list() -> None:
    for other in (iri("person:x"), GRAPH + "certain", "https://example.org/v#Thing"):
        assert not is_of_a_vocabulary(other)


def test_terms_that_begin_so_are_given_for_completion() -> None:
    assert known_terms().beginning("tig:earl") == ["tig:earliestBegin", "tig:earliestEnd"]
    assert known_terms().beginning("TIG:EARL") == known_terms().beginning("tig:earl")
    assert "relation:member" in known_terms().beginning("relation:")


# ------------------------------------------------------------------------- what a query names


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s a tig:A, tig:B ; tig:c ?x }",
         {"tig:A": "type", "tig:B": "type", "tig:c": "predicate"}),
        ("SELECT * { ?s rdf:type tig:A . ?s <https://w3id.org/tigraph/ontology#c> ?o }",
         {"rdf:type": "predicate", "tig:A": "type", "tig:c": "predicate"}),
        ("PREFIX o: <http://www.w3.org/ns/org#> ASK { ?s ^o:a|o:b+ ?x ; !(o:c|o:d) ?y }",
         dict.fromkeys(("org:a", "org:b", "org:c", "org:d"), "predicate")),
        ("ASK { ?s tig:p [ tig:q tig:o ; a tig:A ] }",
         {"tig:p": "predicate", "tig:q": "predicate", "tig:o": "", "tig:A": "type"}),
        ("ASK { FILTER(?x = tig:A && xsd:integer(?y) > 1) VALUES ?k { tig:B } ?s ?p tig:o }",
         {"tig:A": "", "tig:B": "", "tig:o": ""}),
        ("ASK { ?s ?p '2018'^^xsd:date }", {"xsd:date": "datatype"}),
        ("CONSTRUCT { ?s tig:made ?o } WHERE { ?s tig:p ?o }", {"tig:p": "predicate"}),
        ("CONSTRUCT WHERE { ?s tig:p ?o }", {"tig:p": "predicate"}),
        ("SELECT * FROM tig:g FROM NAMED tig:h { GRAPH tig:i { ?s tig:p ?o } }",
         {"tig:p": "predicate"}),
        ("# tig:no\nASK { ?s tig:p 'tig:no' }", {"tig:p": "predicate"}),
        ("ASK { FILTER(?a/tig:b > 2) }", {"tig:b": ""}),
    ],
)  # fmt: skip
def test_a_query_names_terms_each_as_what_it_stands(query: str, expected: dict[str, str]) -> None:
    assert list(named(query, PREFIXES)) == [Named(iri(n), role) for n, role in expected.items()]
