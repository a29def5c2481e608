"""What is told of the model: by the shapes, the ontology and the graph, and nothing by heart."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

import tigraph
from checkout import HEADER, ROOT
from tigraph.errors import AmbiguousNameError, UnknownNameError
from tigraph.explaining import Account, Promises, shipped_model, shipped_promises
from tigraph.graph import Graph
from tigraph.rdf.vocabulary import curie, expand

WORLD = f"""{HEADER}
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<urn:shape> a sh:NodeShape ; sh:targetClass tig:Programme ;
  sh:property [ sh:path tig:hub ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype <urn:d> ;
    sh:message "one"@en, "un"@fr ],
  [ sh:path [ sh:alternativePath ( tig:names tig:left ) ] ; sh:minCount 2 ] ;
  sh:xone ( [ sh:property [ sh:path tig:reason ; sh:minCount 1 ; sh:class tig:Seat ] ]
            [ sh:property [ sh:path tig:reason ; sh:maxCount 0 ] ] ) ;
  sh:message "either"@en, "ou"@fr .
<urn:scheme> a sh:NodeShape ; sh:targetObjectsOf tig:reason ;
  sh:property [ sh:path skos:inScheme ; sh:hasValue <urn:reasons> ] .
"""


def iri(name: str) -> str:
    found = expand(name)
    assert found
    return found


def has(told: dict[str, Any]) -> dict[str, tuple[str, list[str]]]:
    return {one["property"]: (one["times"], one["values"]) for one in told["has"]}


# ----------------------------------------------------------------------------------- the shapes


def test_shapes_are_read_as_they_stand() -> None:
    """How often, of what, and what only some have: by a shape that was written for this."""
    quads = ox.parse(WORLD.encode(), format=ox.RdfFormat.TURTLE)
    promises = Promises(quads, shipped_model())
    found = {one.path: one for one in promises.of_class(iri("tig:Programme"))}
    assert (found["tig:hub"].times, found["tig:hub"].values) == ("1", ("urn:d",))
    assert found["tig:hub"].told == ("one", "un")
    assert found["tig:names|tig:left"].times == "2..*"
    assert (found["tig:reason"].times, found["tig:reason"].sometimes) == ("0..*", True)
    assert promises.rules_of(iri("tig:Programme")) == [("either", "ou")]
    assert promises.takers("urn:reasons") == [iri("tig:reason")]


def test_what_is_held_of_a_class_is_held_of_those_within_it(graph: Graph) -> None:
    """A seat is a post, a relation claim a claim; every kind has its labels."""
    assert has(graph.model("tig:RelationClaim"))["tig:citation"] == ("1..*", ["tig:SourceCitation"])
    assert "skos:prefLabel" in has(graph.model("tig:Seat"))
    assert "skos:prefLabel" not in has(graph.model("tig:Claim"))


@pytest.mark.parametrize(
    ("name", "domain", "range_", "by"),
    [
        ("tig:inPhase", ["tig:LabelledTerritory"], ["tig:Phase"], "shapes"),
        ("tig:modality", ["tig:SourceCitation"], ["concept:modality"], "shapes"),
        ("tig:spelling", ["tig:Naming"], ["xsd:string"], "ontology"),
        ("tig:continuedAs", ["tig:LabelledTerritory"], ["tig:LabelledTerritory"], "ontology"),
    ],
)
def test_a_property_leads_where_shapes_hold_it_else_where_the_ontology_says(
    name: str, domain: list[str], range_: list[str], by: str
) -> None:
    ends = shipped_promises().ends_of(iri(name))
    assert ([*map(curie, ends.domain)], [*map(curie, ends.range)]) == (domain, range_)
    assert ends.range_by == by


def test_a_derived_edge_leads_where_its_relation_admits() -> None:
    model, promises = shipped_model(), shipped_promises()
    ends = promises.ends_of(iri("tig:supports"))
    assert ends.domain_by == ends.range_by == "relations"
    assert set(ends.domain) == set(model.of(iri("relation:supports"), "tig:subjectKind"))
    assert set(ends.range) == set(model.of(iri("relation:supports"), "tig:objectKind"))


# ------------------------------------------------------------------------------------ the terms


def test_every_term_stands_in_one_theme() -> None:
    """`ontology/themes.ttl` files each class, property and datatype; it has no other."""
    model = shipped_model()
    filed = [one for theme in model.themes for one in theme.terms]
    declared = {one for one in model.terms if model.sort(one) in ("class", "property", "datatype")}
    assert sorted(map(curie, declared - set(filed))) == [], "give it a theme in themes.ttl"
    assert sorted(map(curie, set(filed) - declared)) == [], "no such term: take it out"
    assert len(filed) == len(set(filed)), "it has two themes"
    assert all(all(pair) for theme in model.themes for pair in (theme.label, theme.about))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("tig:validTime", "tig:validTime"),
        ("https://w3id.org/tigraph/ontology#validTime", "tig:validTime"),
        ("validTime", "tig:validTime"),
        ("valid time", "tig:validTime"),
        ("Période de validité", "tig:validTime"),
        ("periode de validite", "tig:validTime"),
        ("RelationClaim", "tig:RelationClaim"),
        ("holds a post", "relation:holds-post"),
    ],
)
def test_a_term_is_found_by_curie_iri_name_and_label(graph: Graph, name: str, meant: str) -> None:
    assert graph.model(name)["term"] == meant


def test_a_name_that_is_none_comes_with_the_nearest(graph: Graph) -> None:
    with pytest.raises(UnknownNameError) as wrong:
        graph.model("tig:validtime")
    assert wrong.value.nearest[0] == "tig:validTime"
    with pytest.raises(UnknownNameError) as wrong:
        graph.model("organisatoin")
    assert "org:FormalOrganization" in wrong.value.nearest
    with pytest.raises(UnknownNameError):
        graph.model("person:cedric-bole")  # an entity, and no term


def test_a_name_of_several_terms_lists_them(graph: Graph) -> None:
    with pytest.raises(AmbiguousNameError) as several:
        graph.model("financement")
    assert {name for name, _, _ in several.value.candidates} >= {"theme:financing", "basis:funding"}
    assert "terms" in str(several.value)


# ---------------------------------------------------------------------------------- the account


def test_a_class_comes_with_an_example_its_count_and_its_queries(graph: Graph) -> None:
    told = graph.model("tig:GovernanceBody")
    (row,) = graph.query("SELECT (COUNT(*) AS ?n) { ?b a tig:GovernanceBody }").rows
    assert told["count"] == int(row[0].value)
    assert told["example"]["turtle"].startswith(f"{curie(told['example']['iri'])} a tig:Gover")
    assert "affiliations" in {one["query"] for one in told["queries"]}
    assert {"relation:governs", "relation:meets-in"} <= {
        one["term"] for one in told["relations_from"]
    }


def test_an_edge_that_rules_derive_has_an_example_too(graph: Graph) -> None:
    told = graph.model("org:holds")
    assert told["derived"]
    assert [one["term"] for one in told["derived_from"]] == ["relation:holds-post"]
    assert told["count"] > 0
    assert "org:holds post:" in told["example"]["turtle"]


def test_a_concept_comes_with_its_scheme_and_what_takes_it(graph: Graph) -> None:
    told = graph.model("stance:cautions")
    assert [one["term"] for one in told["schemes"]] == ["concept:stance"]
    assert [one["term"] for one in told["taken_by"]] == ["tig:stance"]
    assert "tig:stance stance:cautions" in told["example"]["turtle"]
    relation = graph.model("relation:member")["relation"]
    assert [one["term"] for one in relation["derives"]] == ["org:memberOf"]


def test_labels_come_in_the_language_of_the_graph() -> None:
    found = {tigraph.load(language=one).model("tig:Claim")["label"] for one in ("fr", "en")}
    assert found == {"assertion", "claim"}


def test_every_term_can_be_told(graph: Graph) -> None:
    """Whatever is declared: no term is without an account, and none says another's name."""
    account, model = Account(graph.ground), shipped_model()
    own = [one for one in model.terms if model.sort(one)]
    assert len(own) > 500
    for one in own:
        told = account.of(one)
        assert (told["iri"], told["sort"]) == (one, model.sort(one))


def test_the_overview_has_every_theme_and_scheme(graph: Graph) -> None:
    told = graph.model()
    assert [one["theme"] for one in told["themes"]][:2] == ["entities", "relations"]
    schemes = {one["term"]: one for one in told["schemes"]}
    assert schemes["concept:relation"]["taken_by"] == ["tig:relation"]
    assert schemes["concept:relation"]["concepts"] == len(shipped_model().relations)


def test_a_second_programmes_own_relation_is_told() -> None:
    own = ROOT / "tests/fixtures/second_programme.ttl"
    graph = tigraph.load([own], language="en")
    declared = ox.Store()
    declared.load(path=str(own))
    type_, relation = (ox.NamedNode(iri(n)) for n in ("skos:inScheme", "concept:relation"))
    (quad,) = declared.quads_for_pattern(None, type_, relation)
    told = graph.model(quad.subject.value)
    assert told["sort"] == "concept"
    assert told["count"] > 0
    assert told["relation"]["basis"]
