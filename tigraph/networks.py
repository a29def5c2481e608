"""Networks of actors: what a projection returns, as a networkx graph.

A projection is a query that returns `?source ?target ?relation` and, where it has
them, `?basis ?start ?end ?weight ?claim`. Rows that differ in nothing but the claim
are one edge with the evidence of them all; everything else stays parallel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph import claims
from tigraph.answers import Rows, python_value
from tigraph.cards import NO_TRAITS, traits
from tigraph.entities import Names
from tigraph.errors import UsageError
from tigraph.labels import Labels
from tigraph.snapshot import Snapshot
from tigraph.store import text_of
from tigraph.vocabulary import CONCEPT, local_name

if TYPE_CHECKING:
    import networkx

_NEEDED = ("source", "target", "relation")


@dataclass(frozen=True)
class Network:
    """A network, with what must be said of it wherever it goes.

    Nodes are IRIs with `label`, `kind`, `kind_label`, `level`, `level_label`, `order`,
    `order_label`, `names`. Edges have `relation`, `relation_label`, `basis`,
    `basis_label`, `start`, `end` (ISO dates or ""), `valid` (EDTF or ""), `certain`,
    `weight`, `claim` (the first) and `evidence`.
    """

    graph: networkx.MultiDiGraph
    title: str
    projection: str
    description: str
    language: str
    directed: bool
    as_of: str | None
    made: str
    version: str
    query: str
    sources: tuple[str, ...]


def build(
    store: ox.Store,
    rows: Rows,
    names: Names,
    snapshot: Snapshot,
    language: str,
    projection: str,
    possible: bool = True,
) -> tuple[networkx.MultiDiGraph, tuple[str, ...]]:
    """Return the graph of a projection's rows and the titles of the documents behind it.

    Rows whose claim cannot hold at the snapshot's date are left out, and without
    `possible` those whose claim only may hold. Raises
    `UsageError` where the query does not return what a projection must.
    """
    import networkx

    missing = [f"?{column}" for column in _NEEDED if column not in rows.columns]
    if missing:
        raise UsageError(
            f"{projection} is no projection: it does not return {', '.join(missing)}. "
            "`tigraph queries` marks those that are."
        )
    label = Labels(store, language)
    held = snapshot.certain | (snapshot.possible if possible else frozenset())
    edges: dict[tuple[Any, ...], list[str]] = {}
    for row in rows.rows:
        cells = dict(zip(rows.columns, row, strict=True))
        source, target = cells["source"], cells["target"]
        if not isinstance(source, ox.NamedNode) or not isinstance(target, ox.NamedNode):
            continue
        claim = text_of(cells.get("claim"))
        if claim and claim not in held:
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
    proof = claims.evidence(store, {claim for own in edges.values() for claim in own})
    times = {claim.iri: claim.valid.edtf for claim in claims.relations(store)}

    graph = networkx.MultiDiGraph()
    own_traits = traits(store)
    for iri in sorted({end for key in edges for end in key[:2]}):
        graph.add_node(iri, **_node(iri, own_traits.get(iri, NO_TRAITS), names, label))
    titles: set[str] = set()
    for key in sorted(edges, key=lambda k: tuple(map(str, k))):
        source_iri, target_iri, relation, basis, start, end, weight = key
        own = sorted(set(edges[key]))
        items = {item.citation: item for claim in own for item in proof[claim]}
        titles |= {item.title or label(item.document) for item in items.values()}
        graph.add_edge(
            source_iri,
            target_iri,
            relation=local_name(relation),
            relation_label=label(relation) if ":" in relation else relation,
            basis=local_name(basis),
            basis_label=label(basis) if basis else "",
            start=start,
            end=end,
            valid=", ".join(sorted({times.get(claim, "") for claim in own} - {""})),
            certain=all(claim in snapshot.certain for claim in own),
            weight=weight,
            claim=own[0] if own else "",
            evidence=[
                {
                    "title": item.title or label(item.document),
                    "publisher": label(item.publisher) if item.publisher else "",
                    "date": item.date,
                    "url": item.url,
                    "place": item.place,
                    "speaker": label(item.speaker),
                    "modality": label(f"{CONCEPT}modality/{item.modality}"),
                }
                for item in items.values()
            ],
        )
    return graph, tuple(sorted(titles))


def _node(iri: str, own: dict[str, list[str]], names: Names, label: Labels) -> dict[str, Any]:
    entity = names.entities.get(iri)
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
    }
