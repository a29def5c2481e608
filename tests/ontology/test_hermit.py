"""What an OWL 2 DL reasoner finds, with the published axioms of ORG, PROV-O, OA and SKOS loaded.

tigraph's own closure by OWL 2 RL rules is in `test_ontology.py`; HermiT decides the whole of DL.
The whole graph, with layers, is reasoned over in `tests/registries/test_reasoned.py`.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph

from checkout import ROOT
from hermit import empty_classes, is_consistent

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tig: <https://w3id.org/tigraph/ontology#> .
@base <https://w3id.org/tigraph/id/> .
"""
SOUND = """
<person/a> a foaf:Person ; schema:sameAs <person/b> ; tig:mayBeSameAs <person/c> .
<area/z> a dcterms:Location, tig:RegionArea .  <body/k> a tig:GovernanceBody .
<epci/e> a tig:Intercommunality ; dcterms:spatial <area/z> ; tig:inRegion <area/z> .
<territory/t> a tig:LabelledTerritory ; tig:inPhase <phase/1> .  <phase/1> a tig:Phase .
<claim/1> a tig:RelationClaim, org:Membership ; tig:citation <citation/1> ;
  org:member <person/a> ; org:organization <body/k> ; tig:subject <person/a> ; tig:object <body/k> .
<claim/2> a tig:RelationClaim ; tig:subject <person/a> ; tig:object <event/v> ;
  tig:actingAs <role/speaker> ; tig:actingFor <epci/e> .
<event/v> a tig:Event .  <role/speaker> a org:Role .
<citation/1> a tig:SourceCitation ; oa:hasSource <text/1> ; prov:wasAttributedTo <epci/e> .
<text/1> a tig:Text .
"""
#: One fault of each kind of axiom; the last ones only the published files show.
PLANTED = {
    "two classes that exclude each other": "<person/a> a dcterms:Location .",
    "two values where there is one": "<claim/1> org:member <body/k> .",
    "a domain": "<area/z> org:memberOf <body/k> .",
    "a range": "<seat/s> tig:reservedFor <area/z> .",
    "a class within another": "<event/v> tig:inPhase <phase/1> .",
    "claims of two sorts": "<claim/1> tig:measure <measure/m> .",
    "SKOS: a mapping of concepts between people": "<person/a> skos:exactMatch <person/b> .",
    "ORG: an organisation that is a membership": "<claim/1> org:hasMember <person/a> .",
    "PROV: a claim that is an activity": "<claim/2> prov:wasAssociatedWith <person/a> .",
}


@cache
def terms() -> Graph:
    """Return the ontology and the bridge."""
    graph = Graph()
    for name in ("tigraph.ttl", "bridge.ttl"):
        graph.parse(ROOT / "ontology" / name)
    return graph


def sound(more: str = "") -> Graph:
    return terms() + Graph().parse(data=PREFIXES + SOUND + more, format="turtle")


def test_no_class_of_the_ontology_is_empty_by_its_axioms(tmp_path: Path) -> None:
    assert empty_classes(terms(), tmp_path) == set()


def test_a_sound_graph_has_no_contradiction(tmp_path: Path) -> None:
    assert is_consistent(sound(), tmp_path)


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_of_each_kind_is_caught(fault: str, tmp_path: Path) -> None:
    if not os.environ.get("TIGRAPH_TEST_ALL") and not fault.startswith(("two classes", "SKOS")):
        pytest.skip("takes long")
    assert not is_consistent(sound(PLANTED[fault]), tmp_path)
