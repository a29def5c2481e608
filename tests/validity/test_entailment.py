"""What the ontology promises, a query is given: classes above, ends of claims, short cuts.

The expected answers come from the files themselves, read by rdflib, and from its own closure of
classes. The graph that no date is asked of is the curated one; what else is here is fictitious.
"""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, RDF, RDFS, Graph, Literal, Namespace, URIRef

import tigraph
from tigraph.claims import relations
from tigraph.errors import DataError
from tigraph.graph import Graph as Tigraph
from tigraph.querying.answers import Rows
from tigraph.rdf import read_quads, shipped_files
from tigraph.rdf.vocabulary import DERIVED, ENTAILED, curie
from tigraph.validity.headers import Rule, read_rule, staged
from tigraph.validity.rules import derived

ORG = Namespace("http://www.w3.org/ns/org#")
OA = Namespace("http://www.w3.org/ns/oa#")
TIG = Namespace("https://w3id.org/tigraph/ontology#")
FICTIVE = """
@prefix ex: <https://example.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tig: <https://w3id.org/tigraph/ontology#> .
ex:Guild rdfs:subClassOf org:Organization .
ex:guild a ex:Guild .
ex:claim a tig:RelationClaim, org:Membership ; org:member ex:ada ; org:organization ex:guild .
"""


@cache
def stated() -> Graph:
    graph = Graph()
    for path in shipped_files():
        graph.parse(path)
    return graph


@cache
def curated() -> Tigraph:
    return tigraph.load()


def asked(
    query: str, graph: Tigraph | None = None, as_of: str | None = None
) -> list[tuple[str, ...]]:
    """Return the rows of a query as texts; a term that nothing uses is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = (graph or curated()).query(query, as_of=as_of)
    assert isinstance(found, Rows)
    return [tuple(term.value if term else "" for term in row) for row in found.rows]


def within(wide: URIRef) -> set[URIRef]:
    return {*stated().transitive_subjects(RDFS.subClassOf, wide)}


def wide_classes() -> list[URIRef]:
    """The classes of which something is stated to be by a class within them alone."""
    found = {wide for wide in stated().objects(None, RDFS.subClassOf) if isinstance(wide, URIRef)}
    typed = {*stated().objects(None, RDF.type)}
    return sorted(one for one in found if not typed.isdisjoint(within(one)))


def test_a_declared_class_has_all_that_is_of_a_class_within_it() -> None:
    assert len(wide_classes()) > 5
    for wide in wide_classes():
        expected = {str(one) for kind in within(wide) for one in stated().subjects(RDF.type, kind)}
        found = asked(f"SELECT ?x {{ ?x a <{wide}> }}")
        assert len(found) == len(expected), curie(wide)
        assert {one for (one,) in found} == expected, curie(wide)


@pytest.mark.parametrize(
    ("general", "own"), [("subject", ORG.member), ("object", ORG.organization)]
)
def test_every_claim_of_a_relation_has_both_ends(general: str, own: URIRef) -> None:
    expected = {
        str(claim): str(stated().value(claim, TIG[general]) or stated().value(claim, own))
        for claim in stated().subjects(RDF.type, TIG.RelationClaim)
    }
    found = asked(f"SELECT ?c ?end {{ ?c a tig:RelationClaim ; tig:{general} ?end }}")
    assert len(found) == len(expected)
    assert dict(found) == expected


@pytest.mark.parametrize(
    "query",
    [
        "?c a tig:RelationClaim ; tig:subject|org:member ?end",
        "{ ?c tig:object ?end } UNION { ?c org:organization ?end }",
        "?c a/rdfs:subClassOf* tig:Claim FILTER EXISTS { ?c tig:relation ?r }",
        "?c a tig:Claim ; tig:relation ?r ; tig:subject ?end",
    ],
)
def test_no_claim_counts_twice_however_it_is_asked_for(query: str) -> None:
    [(count, one)] = asked(f"SELECT (COUNT(?c) AS ?n) (COUNT(DISTINCT ?c) AS ?m) {{ {query} }}")
    every = len({*stated().subjects(RDF.type, TIG.RelationClaim)})
    assert int(count) == int(one) == every


def test_an_organisation_is_counted_under_one_kind() -> None:
    rows = asked(
        "SELECT ?x (COUNT(?kind) AS ?n) { ?x a org:Organization ; a ?kind . ?kind a tig:Kind } "
        "GROUP BY ?x"
    )
    assert len(rows) > 50
    assert {count for _, count in rows} == {"1"}


def test_what_says_a_claim_is_one_step_away() -> None:
    text_of = dict(stated().subject_objects(TIG.textOf))
    expected = {
        (str(claim), str(text_of.get(source, source)))
        for kind in within(TIG.Claim)
        for claim in stated().subjects(RDF.type, kind)
        for citation in stated().objects(claim, TIG.citation)
        for source in stated().objects(citation, OA.hasSource)
    }
    assert {*asked("SELECT DISTINCT ?c ?d { ?c tig:saidIn ?d }")} == expected


def test_a_territory_is_in_its_region_whoever_says_so() -> None:
    """By the text that places it there (the curated graph has no register)."""
    rows = asked(
        "SELECT ?name ?region { ?t tig:inRegion ?r . ?t skos:prefLabel ?name . "
        "?r a tig:RegionArea ; skos:prefLabel ?region "
        'FILTER(LANG(?name) = "fr" && LANG(?region) = "fr") }'
    )
    assert ("Grand Dole", "Bourgogne-Franche-Comté") in rows
    assert {region for _, region in rows} == {"Bourgogne-Franche-Comté"}


def test_an_area_is_of_the_class_of_its_number_and_no_institution_is() -> None:
    kinds = ("RegionArea", "DepartementArea", "ArrondissementArea", "CommuneArea")
    every = " ".join(f"tig:{kind}" for kind in kinds)
    rows = asked(f"SELECT ?x ?kind {{ VALUES ?kind {{ {every} }} ?x a ?kind }}")
    assert rows
    areas = {str(one) for one in stated().subjects(RDF.type, DCTERMS.Location)}
    assert {one for one, _ in rows} <= areas
    assert len({one for one, _ in rows}) == len(rows), "of one class each"


def test_succession_is_asked_in_one_way() -> None:
    """002 says of two territories that they go on in others."""
    expected = {
        (str(stated().value(claim, TIG.subject)), str(stated().value(claim, TIG.object)))
        for claim in stated().subjects(
            TIG.relation, URIRef("https://w3id.org/tigraph/concept/relation/continued-as")
        )
    }
    assert len(expected) == 2
    assert {*asked("SELECT ?one ?other { ?one tig:succeededBy ?other }")} == expected


def test_the_documented_paths_of_two_steps_lead_where_they_should() -> None:
    body = "body:comite-pilotage-national"
    both = asked(
        f"SELECT DISTINCT ?who {{ {{ ?who org:memberOf|tig:representedIn {body} }} "
        f"UNION {{ {body} tig:hasSeat ?who }} }}", as_of="any"
    )  # fmt: skip
    sits = asked(f"SELECT DISTINCT ?seat {{ {body} tig:hasSeat ?seat }}", as_of="any")
    assert {*sits} < {*both}
    ties = asked(
        "SELECT DISTINCT ?one ?other ?basis { ?claim tig:subject ?one ; tig:object ?other ; "
        "tig:basis ?basis . ?basis tig:tie true }"
    )
    expected = {
        (str(claim.subject), str(claim.object), str(claim.basis))
        for claim in relations(curated().store)
        if (URIRef(claim.basis), TIG.tie, Literal(True)) in stated()
    }
    assert {*ties} == expected


# ------------------------------------------------------------------------------ where it stands


def test_data_of_ones_own_has_it_too(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(FICTIVE)
    graph = tigraph.load([path])
    own = "<https://example.org/{}>"
    assert asked(f"SELECT ?c {{ ?c tig:subject {own.format('ada')} ; a tig:Claim }}", graph)
    assert asked(f"SELECT ?k {{ {own.format('guild')} a org:Organization, foaf:Agent, ?k }}", graph)


def test_it_goes_with_the_date_and_with_what_was_known() -> None:
    held = asked("SELECT ?c { ?c a tig:HeldClaim }", as_of="2019")
    also = asked("SELECT ?c { ?c a tig:HeldClaim ; a tig:Claim }", as_of="2019")
    assert {*held} == {*also} != set()
    then = curated().known_by("2020")
    known = asked("SELECT ?c { ?c a tig:Claim }", then)
    by_kind = (
        "SELECT ?c { VALUES ?k { tig:RelationClaim tig:FigureClaim tig:OpinionClaim } ?c a ?k }"
    )
    assert {*known} == {*asked(by_kind, then)}
    assert 0 < len(known) < len(asked("SELECT ?c { ?c a tig:Claim }"))


def test_a_query_that_looks_into_graphs_sees_what_is_stated() -> None:
    graph = tigraph.load()
    asked("SELECT ?c { ?c a tig:Claim }", graph)
    graphs = {name for (name,) in asked("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", graph)}
    assert not {name for name in graphs if name.startswith(DERIVED)}
    assert len(asked("SELECT ?c { ?c tig:relation ?r }", graph)) == len(
        {*stated().subjects(RDF.type, TIG.RelationClaim)}
    )


def test_the_catalogue_asks_for_what_is_stated() -> None:
    graph, other = tigraph.load(), tigraph.load()
    asked("SELECT ?c { ?c a tig:Claim ; tig:subject ?s ; tig:object ?o }", graph)
    for name in ("claims-at-a-date", "actors-by-document", "all-ties", "events"):
        one, two = (each.query(name) for each in (graph, other))
        assert isinstance(one, Rows)
        assert isinstance(two, Rows)
        assert one.rows == two.rows


def test_the_authored_graph_is_exported_as_it_was() -> None:
    graph = tigraph.load()
    asked("SELECT ?c { ?c a tig:Claim ; tig:subject ?s }", graph)
    assert graph.serialized(".ttl") == shipped_files()[-1].read_bytes()


def test_an_export_with_what_is_derived_has_it_apart_and_is_read_without(tmp_path: Path) -> None:
    path = tmp_path / "whole.trig"
    path.write_bytes(curated().serialized(".trig", derived=True))
    classes = ox.NamedNode(ENTAILED + "classes")
    quads = list(ox.parse(path=str(path)))
    claim = ox.NamedNode(TIG.Claim)
    found = {q.subject.value for q in quads if (q.graph_name, q.object) == (classes, claim)}
    assert found == {one for (one,) in asked("SELECT ?c { ?c a tig:Claim }")}
    assert not any(str(quad.graph_name).startswith(f"<{ENTAILED}") for quad in read_quads(path))
    assert b"entailed" not in curated().serialized(".ttl", derived=True)


# ---------------------------------------------------------------------------------- the rules


@pytest.mark.parametrize("rule", staged("entailed"), ids=lambda rule: rule.name)
def test_a_rule_gives_what_it_says_and_nothing_else(rule: Rule) -> None:
    store = curated().store
    assert isinstance(store, ox.Store)
    for triple in derived(store, rule, beside=True):
        if rule.classes:
            leads = store.quads_for_pattern(None, ox.NamedNode(rule.gives), triple.object)
            assert triple.predicate.value == str(RDF.type)
            assert any(leads)
        else:
            assert triple.predicate.value == rule.gives


def test_a_rule_that_does_not_say_what_it_gives_is_refused() -> None:
    with pytest.raises(DataError, match="what it “gives”"):
        read_rule("x.rq", "#+ stage: entailed\nCONSTRUCT { ?x a ?y } { ?x a ?y }")
    with pytest.raises(DataError, match="“nothing” in the header is no term"):
        read_rule(
            "x.rq", "#+ stage: entailed\n#+ gives: nothing\nCONSTRUCT { ?x a ?y } { ?x a ?y }"
        )
