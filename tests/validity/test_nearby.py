"""What holds for a few entities is what holds for them among all: on the curated graph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from tigraph import claims
from tigraph.actors import traits
from tigraph.errors import BadDateError
from tigraph.graph import Graph
from tigraph.rdf import select
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, POSSIBLE, expand
from tigraph.validity import Snapshot, every_rule, near

KINDS = ("foaf:Person", "tig:LabelledTerritory", "tig:GovernanceBody", "org:FormalOrganization",
         "tig:Intercommunality", "org:Post", "tig:Phase")  # fmt: skip
TIES = [ox.NamedNode(str(expand(rule.tie))) for rule in every_rule() if rule.tie]


@pytest.fixture(scope="module")
def beside(graph: Graph) -> ox.Store:
    """The curated graph with its date bounds beside the claims, as a store on disk has them."""
    store, whole = ox.Store(), graph.snapshot("any").store
    assert isinstance(whole, ox.Store)
    for name in (ox.DefaultGraph(), ox.NamedNode(BOUNDS)):
        for quad in whole.quads_for_pattern(None, None, None, name):
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    return store


def entities(graph: Graph) -> list[str]:
    """Some of each kind."""
    found = []
    for kind in KINDS:
        own = sorted(row["iri"] for row in select(graph.store, f"SELECT ?iri {{ ?iri a {kind} }}"))
        found += own[:: max(1, len(own) // 4)][:4]
    return found


def held(graph: Graph, iri: str, snapshot: Snapshot) -> dict[str, bool]:
    """The claims of an entity that surely (True) or perhaps hold."""
    own = {c.iri for c in claims.relations(graph.store, iri)}
    own |= {c.iri for c in claims.figures(graph.store, iri)}
    own |= {c.iri for c in claims.opinions(graph.store, iri)}
    return {claim: claim in snapshot.certain for claim in own if snapshot.holds(claim)}


def ties(iri: str, snapshot: Snapshot) -> set[str]:
    """The ties of an entity that follow from several claims, each with where it stands."""
    node, store = ox.NamedNode(iri), snapshot.store
    assert isinstance(store, ox.Store)
    return {
        str(quad)
        for name in (CERTAIN, POSSIBLE)
        for edge in TIES
        for ends in ((node, edge, None), (None, edge, node))
        for quad in store.quads_for_pattern(*ends, ox.NamedNode(name))
    }


@pytest.mark.parametrize("as_of", ["any", "2019", "2024-06"])
def test_near_an_entity_holds_what_holds_of_it_among_all(
    as_of: str, graph: Graph, beside: ox.Store
) -> None:
    whole, tied = graph.snapshot(as_of), 0
    for iri in entities(graph):
        close = near(beside, [iri], as_of)
        assert (close.as_of, close.period) == (as_of, whole.period)
        assert held(graph, iri, close) == held(graph, iri, whole), iri
        assert ties(iri, close) == ties(iri, whole), iri
        assert traits(close.store, {iri}) == traits(whole.store, {iri}), iri
        tied += len(ties(iri, whole))
    assert tied, "some have ties that follow from several claims"


def test_levels_and_orders_alone_are_those_of_all(graph: Graph, beside: ox.Store) -> None:
    people = [iri for iri in entities(graph) if "/person/" in iri]
    close = near(beside, people, "any", only_traits=True)
    known = traits(graph.snapshot("any").store, set(people))
    assert traits(close.store, set(people)) == known
    assert any(own["level"] for own in known.values())


def test_near_nobody_nothing_holds_and_a_bad_date_is_told(beside: ox.Store) -> None:
    assert not near(beside, [], "any").certain
    assert not near(beside, ["https://example.org/nobody"], "any").certain
    with pytest.raises(BadDateError):
        near(beside, [], "soon")
