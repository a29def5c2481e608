"""Networks of actors: what a projection returns, as a networkx graph.

A projection is a query that returns `?source ?target ?relation` and, where it has
them, `?basis ?start ?end ?weight ?claim`. Rows that differ in nothing but the claim
are one edge with the evidence of them all; everything else stays parallel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph import claims
from tigraph.actors import NO_TRAITS, Places, traits
from tigraph.claims import open_data
from tigraph.errors import UsageError
from tigraph.names import Labels, Names
from tigraph.networks.attributes import _About, _attested
from tigraph.querying import Rows, python_value
from tigraph.rdf import Queryable, text_of
from tigraph.rdf.vocabulary import CONCEPT, local_name
from tigraph.validity import Snapshot

if TYPE_CHECKING:
    import networkx

_NEEDED = ("source", "target", "relation")


def build(
    store: Queryable,
    rows: Rows,
    names: Names,
    snapshot: Snapshot,
    language: str,
    projection: str,
    possible: bool = True,
    details: bool = True,
) -> tuple[networkx.MultiDiGraph, tuple[str, ...], tuple[str, ...]]:
    """Return the graph of a projection's rows, and its `sources` and `open_data`.

    Rows whose claim cannot hold at the snapshot's date are left out, and without
    `possible` those whose claim only may hold. Without `details` the nodes lack where they
    belong and lie, figures and opinions, the edges `valid`, `evidence`, `claims` and
    `otherwise`. Raises `UsageError` where the query does not return what a projection must.
    """
    import networkx

    missing = [f"?{column}" for column in _NEEDED if column not in rows.columns]
    if missing:
        raise UsageError(
            f"{projection} is no projection: it does not return {', '.join(missing)}. "
            "`tigraph queries` marks those that are."
        )
    label = Labels(store, language)
    edges: dict[tuple[Any, ...], list[str]] = {}
    for row in rows.rows:
        cells = dict(zip(rows.columns, row, strict=True))
        source, target = cells["source"], cells["target"]
        if not isinstance(source, ox.NamedNode) or not isinstance(target, ox.NamedNode):
            continue
        claim = text_of(cells.get("claim"))
        if claim and not snapshot.holds(claim, possible):
            continue
        key = (
            source.value,
            target.value,
            text_of(cells.get("relation")),
            text_of(cells.get("basis")),
            text_of(cells.get("start")),
            text_of(cells.get("end")),
            python_value(cells.get("weight")) or 1,
        )
        edges.setdefault(key, []).extend([claim] if claim else [])
    ends = {end for key in edges for end in key[:2]}
    own_claims = {claim for own in edges.values() for claim in own}
    names.read(ends)
    entities = {iri: entity for iri in ends if (entity := names.get(iri))}
    label.learn({iri: one.labels for iri, one in entities.items() if one.labels})
    own_traits = traits(snapshot.store, ends)
    if not details:
        return _plain(store, edges, names, own_traits, snapshot, label)
    pairs = {_pair(*key[:2]) for key in edges}
    near = claims.relations(store, claims=own_claims | claims.between(store, pairs))
    relations = [c for c in near if c.iri in own_claims or snapshot.holds(c.iri, possible)]
    times = {c.iri: c.valid for c in relations}
    rivals: dict[tuple[str, ...], list[claims.Relation]] = {}
    for relation in relations:
        for pair in {_pair(relation.subject, end) for end in (relation.object, relation.post)}:
            rivals.setdefault(pair, []).append(relation)
    about = _About(store, names, snapshot, possible, label, ends)
    cited = own_claims | {c.iri for pair in pairs for c in rivals.get(pair, ())}
    proof = claims.evidence(store, cited | about.claims)

    def said(item: claims.Evidence, of: list[str]) -> dict[str, Any]:
        return {
            "title": item.title or label(item.document),
            "publisher": label(item.publisher) if item.publisher else "",
            "date": item.date,
            "url": item.url,
            "place": item.place,
            "speaker": label(item.speaker),
            "modality": label(f"{CONCEPT}modality/{item.modality}"),
            "claims": of,
        }

    attested = _attested(store, cited, proof)
    where = Places(store, ends)
    graph = networkx.MultiDiGraph(outlines=where.outlines(ends))
    label.read(ends | {c.subject for c in relations} | {c.object for c in relations})
    for iri in sorted(ends):
        node = _node(iri, own_traits.get(iri, NO_TRAITS), names, label)
        graph.add_node(iri, **node, **where.point(iri), **about(iri, proof, said))
    titles: set[str] = set()
    for key in sorted(edges, key=lambda k: tuple(map(str, k))):
        source_iri, target_iri = key[:2]
        own = sorted(set(edges[key]))
        items = {item.citation: item for claim in own for item in proof[claim]}
        backs = {
            citation: [claim for claim in own if item in proof[claim]]
            for citation, item in items.items()
        }
        titles |= {item.title or label(item.document) for item in items.values()}
        graph.add_edge(
            source_iri,
            target_iri,
            **_edge(key, own, snapshot, label),
            valid=", ".join(sorted({times[c].edtf for c in own if c in times} - {""})),
            evidence=[said(item, backs[citation]) for citation, item in items.items()],
            claims=[
                {
                    "claim": claim,
                    "valid": times[claim].edtf,
                    "bounds": list(times[claim].bounds),
                    "attested": attested[claim],
                }
                for claim in own
                if claim in times
            ],
            otherwise=[
                {
                    "claim": c.iri,
                    "source": c.subject,
                    "target": c.object,
                    "relation_label": label(c.relation),
                    "role": label(c.role) if c.role else label(c.post) if c.post else "",
                    "basis_label": label(c.basis),
                    "valid": c.valid.edtf,
                    "certain": c.iri in snapshot.certain,
                    "evidence": [said(item, [c.iri]) for item in proof[c.iri]],
                }
                for c in rivals.get(_pair(source_iri, target_iri), ())
                if c.iri not in own
            ],
        )
    cited_files = {item.document for items in proof.values() for item in items}
    return graph, tuple(sorted(titles)), open_data(store, label, graph, cited_files)


def _plain(
    store: Queryable,
    edges: dict[tuple[Any, ...], list[str]],
    names: Names,
    own_traits: dict[str, dict[str, list[str]]],
    snapshot: Snapshot,
    label: Labels,
) -> tuple[networkx.MultiDiGraph, tuple[str, ...], tuple[str, ...]]:
    """Return what `build` does, without details."""
    import networkx

    graph = networkx.MultiDiGraph()
    ends = {end for key in edges for end in key[:2]}
    proof = claims.evidence(store, {claim for own in edges.values() for claim in own})
    cited = {item.document: item for items in proof.values() for item in items}
    label.read(ends)
    for iri in sorted(ends):
        graph.add_node(iri, **_node(iri, own_traits.get(iri, NO_TRAITS), names, label))
    for key in sorted(edges, key=lambda k: tuple(map(str, k))):
        graph.add_edge(*key[:2], **_edge(key, sorted(set(edges[key])), snapshot, label))
    titles = sorted({item.title or label(item.document) for item in cited.values()})
    return graph, tuple(titles), open_data(store, label, graph, set(cited))


def _edge(
    key: tuple[Any, ...], own: list[str], snapshot: Snapshot, label: Labels
) -> dict[str, Any]:
    _, _, kind, basis, start, end, weight = key
    return {
        "relation": local_name(kind),
        "relation_label": label(kind) if ":" in kind else kind,
        "basis": local_name(basis),
        "basis_label": label(basis) if basis else "",
        "start": start,
        "end": end,
        "certain": all(claim in snapshot.certain for claim in own),
        "weight": weight,
        "claim": own[0] if own else "",
    }


def _node(iri: str, own: dict[str, list[str]], names: Names, label: Labels) -> dict[str, Any]:
    entity = names.get(iri)
    level = own["level"][0] if own["level"] else ""
    order = own["order"][0] if own["order"] else ""
    others = [*entity.names, *entity.identifiers] if entity else []
    concept = iri.startswith(CONCEPT)
    kind = "Concept" if concept or entity is None else local_name(entity.kind)
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


def _pair(one: str, other: str) -> tuple[str, ...]:
    return (one, other) if one <= other else (other, one)
