"""The one builder of networks: from ties, as a projection states them, to a networkx graph.

Ties that differ in nothing but the claim are one edge with the evidence of them all;
everything else stays parallel.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tigraph import claims
from tigraph.actors import NO_TRAITS, Places, belonging_of, traits
from tigraph.claims import open_data
from tigraph.names import Labels, Names
from tigraph.networks.attributes import Claims, Proof, Said, attested, cited_by
from tigraph.networks.network import About, Network
from tigraph.networks.ties import Tie
from tigraph.rdf import Queryable, select
from tigraph.rdf.vocabulary import CONCEPT, GRAPH, local_name
from tigraph.validity import Snapshot

if TYPE_CHECKING:
    import networkx


def build(
    store: Queryable,
    names: Names,
    snapshot: Snapshot,
    label: Labels,
    about: About,
    ties: Sequence[Tie],
    *,
    alone: Collection[str] = (),
    possible: bool = True,
    details: bool = True,
) -> Network:
    """Return the network of some ties, and of actors that stand `alone`.

    What is known of the actors, and what else is claimed of their ties, is told as of the
    snapshot, with what is only `possible` or without. Without `details` the nodes lack where
    they belong and lie, figures and opinions, the edges `valid`, `evidence` and `otherwise`, and
    of `claims` they have the IRIs alone. `about` is what is said of the network as a whole.
    """
    actors = {end for tie in ties for end in tie.key[:2]}.union(alone)
    names.read(actors)
    known = {iri: entity for iri in actors if (entity := names.get(iri))}
    label.learn({iri: one.labels for iri, one in known.items() if one.labels})
    nodes = _Nodes(names, traits(snapshot.store, actors), label)
    if details:
        graph, proof = _detailed(store, nodes, snapshot, sorted(actors), ties, possible)
    else:
        graph, proof = _plain(store, nodes, sorted(actors), ties)
    backing = [item for tie in ties for item in cited_by(tie, proof)]
    files = {item.document for items in proof.values() for item in items}
    titles = {item.title or label(item.document) for item in backing}
    return Network(
        graph=graph,
        **vars(about),
        sources=tuple(sorted(titles)),
        open_data=open_data(store, label, graph, files),
        layers=_layers(store, label),
    )


def _layers(store: Queryable, label: Labels) -> tuple[str, ...]:
    """Return the titles of the curated graph and of the registry layers beside it."""
    rows = select(store, "SELECT DISTINCT ?layer { ?layer a dcat:Dataset } ORDER BY ?layer")
    beside = [row["layer"] for row in rows if row["layer"].startswith(GRAPH)]
    return tuple(map(label, dict.fromkeys([GRAPH + "curated", *beside])))


def _detailed(
    store: Queryable,
    nodes: _Nodes,
    snapshot: Snapshot,
    actors: Sequence[str],
    ties: Sequence[Tie],
    possible: bool,
) -> tuple[networkx.MultiDiGraph, Proof]:
    """Return the graph with all that is known of its nodes and edges, and the evidence."""
    import networkx

    label, wanted = nodes.label, set(actors)
    stated = Claims(store, snapshot, possible, ties)
    said = Said(store, snapshot, possible, wanted)
    places = [iri for iri in actors if nodes.kind(iri) == "LabelledTerritory"]
    of = belonging_of(store, wanted, places, lambda claim: snapshot.holds(claim, possible))
    proof = claims.evidence(store, stated.cited | said.claims())
    spans = attested(store, stated.cited, proof)
    where = Places(store, wanted)
    label.read(of.all() | wanted | stated.ends())
    atlas, drawn = where.atlas(label)
    behind = open_data(store, label, (), drawn) if drawn else ()
    graph = networkx.MultiDiGraph(
        atlas=replace(atlas, sources=behind),
        publishers=_orders_of_publishers(snapshot, proof, label),
        plurals={label(kind): label.counted(kind, 2) for kind in nodes.kinds(actors)},
    )
    for iri in actors:
        graph.add_node(
            iri,
            **nodes(iri),
            **where.point(iri),
            phases=sorted(set(map(label, of.phases.get(iri, ())))),
            territories=sorted(map(label, of.territories.get(iri, ()))),
            areas=sorted(set(map(label, of.areas.get(iri, ())))),
            regions=sorted(set(map(label, of.regions.get(iri, ())))),
            **said.about(iri, proof, label),
        )
    for tie in ties:
        more = stated.behind(tie, proof, spans, label)
        graph.add_edge(*tie.key[:2], **_edge(tie, label), **more, **tie.more)
    return graph, proof


def _orders_of_publishers(snapshot: Snapshot, proof: Proof, label: Labels) -> dict[str, str]:
    """Of which order of actors (press, State, …) those are that published what is cited, in words.

    By name, as evidence names them; who has no order is not in it.
    """
    publishers = {item.publisher for items in proof.values() for item in items if item.publisher}
    found = traits(snapshot.store, publishers)
    orders = {iri: own["order"][0] for iri, own in found.items() if own["order"]}
    return {label(iri): label(f"{CONCEPT}order/{orders[iri]}") for iri in sorted(orders)}


def _plain(
    store: Queryable, nodes: _Nodes, actors: Sequence[str], ties: Sequence[Tie]
) -> tuple[networkx.MultiDiGraph, Proof]:
    """Return what `_detailed` does, without details."""
    import networkx

    proof = claims.evidence(store, {claim for tie in ties for claim in tie.claims})
    nodes.label.read(actors)
    graph = networkx.MultiDiGraph()
    for iri in actors:
        graph.add_node(iri, **nodes(iri))
    for tie in ties:
        stated = [{"claim": claim} for claim in tie.claims]
        graph.add_edge(*tie.key[:2], **_edge(tie, nodes.label), claims=stated, **tie.more)
    return graph, proof


def _edge(tie: Tie, label: Labels) -> dict[str, Any]:
    relation, basis = tie.key.relation, tie.key.basis
    return {
        "relation": local_name(relation),
        "relation_label": label(relation) if ":" in relation else relation,
        "basis": local_name(basis),
        "basis_label": label(basis) if basis else "",
        "start": tie.key.start,
        "end": tie.key.end,
        "certain": tie.certain,
        "holds": "certain" if tie.certain else "possible",
        "weight": tie.key.weight,
        "claim": tie.claims[0] if tie.claims else "",
    }


@dataclass(frozen=True)
class _Nodes:
    """What a node says of itself: names, kind, level and order."""

    names: Names
    traits: Mapping[str, Mapping[str, Sequence[str]]]
    label: Labels

    def kind(self, iri: str) -> str:
        entity = self.names.get(iri)
        if entity is None or iri.startswith(CONCEPT):
            return "Concept"
        return local_name(entity.kind)

    def kinds(self, iris: Sequence[str]) -> list[str]:
        """The kinds of entities, sorted, each once."""
        return sorted({entity.kind for iri in iris if (entity := self.names.get(iri))})

    def __call__(self, iri: str) -> dict[str, Any]:
        entity, label, kind = self.names.get(iri), self.label, self.kind(iri)
        own = self.traits.get(iri, NO_TRAITS)
        level, order = (next(iter(own[trait]), "") for trait in ("level", "order"))
        others = [*entity.names, *entity.identifiers] if entity else []
        return {
            "label": label(iri),
            "kind": kind,
            "kind_label": label(entity.kind) if entity else kind,
            "level": level,
            "level_label": label(f"{CONCEPT}level/{level}") if level else "",
            "order": order,
            "order_label": label(f"{CONCEPT}order/{order}") if order else "",
            "names": [name for name in dict.fromkeys(others) if name != label(iri)],
            "identifiers": list(entity.identifiers) if entity else [],
        }
