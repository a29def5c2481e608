"""A comparison as one network, in which each edge says what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from tigraph.comparing.as_json import _sides
from tigraph.comparing.comparison import CENTRE, CHANGES, Comparison, Key, Tie
from tigraph.names import Labels, Names
from tigraph.networks import Network, build
from tigraph.querying import Rows
from tigraph.rdf import Queryable
from tigraph.rdf.vocabulary import local_name
from tigraph.validity import Snapshot

_LOOP = "urn:tigraph:loop/loop"

_COLUMNS = ("source", "target", "relation", "basis", "claim")


def picture(
    store: Queryable,
    names: Names,
    snapshot: Snapshot,
    compared: Comparison,
    label: Labels,
    told: Mapping[str, str],
) -> Network:
    """Return one network of both sides; its nodes and edges say what became of them.

    Both have `change` (gained, lost, kept or unknown) and `change_label`. An edge's change
    also stands in for its basis, and is added to a node's kind, since pictures and their
    legends colour by these; the basis itself is `tie_basis`, the kind `entity_kind`.
    `told` gives `made` and `version`.
    """
    rows: list[tuple[Any, ...]] = []
    changes: dict[Key, Tie] = {}
    alone = set(compared.nodes)
    for tie in compared.ties:
        for side in _sides(compared, tie) if CENTRE in tie.key else [compared.first]:
            source, target = (side.key if iri == CENTRE else iri for iri in tie.key[:2])
            changes[source, target, local_name(tie.key[2]), local_name(tie.key[3])] = tie
            alone -= {source, target}
            own = {*tie.first, *tie.second}
            if CENTRE in tie.key:
                own = set(tie.first if side is compared.first else tie.second)
            terms = [ox.NamedNode(iri) if iri else None for iri in (source, target, *tie.key[2:])]
            rows += [
                (*terms, ox.NamedNode(claim) if claim else None) for claim in sorted(own) or [""]
            ]
    for iri in sorted(alone):  # a loop brings the node in, and is taken out again below
        node = ox.NamedNode(iri)
        rows.append((node, node, ox.NamedNode(_LOOP), None, None))
    title = f"{compared.first.label} → {compared.second.label}"
    graph, sources, open_data = build(
        store, Rows(_COLUMNS, tuple(rows)), names, snapshot, label.language, title
    )
    loops = [
        (a, b, k) for a, b, k, d in graph.edges(keys=True, data=True) if d["relation"] == "loop"
    ]
    graph.remove_edges_from(loops)
    words = {name: compared.word(name, label.language) for name in CHANGES}
    for source, target, data in graph.edges(data=True):
        tie = changes[source, target, data["relation"], data["basis"]]
        data["tie_basis"], data["tie_basis_label"] = data["basis"], data["basis_label"]
        data["change"] = data["basis"] = tie.change
        data["change_label"] = data["basis_label"] = words[tie.change]
        data["certain"] = tie.certain
    for iri, data in graph.nodes(data=True):
        own_change = compared.nodes.get(iri) or ("lost" if iri == compared.first.key else "gained")
        data["change"], data["change_label"] = own_change, words[own_change]
        data["entity_kind"], data["entity_kind_label"] = data["kind"], data["kind_label"]
        data["kind"] = f"{data['kind']}:{own_change}"
        data["kind_label"] = f"{data['kind_label']}, {words[own_change]}"
    command = ["tigraph", "compare", compared.first.key, compared.second.key]
    command += ["--projection", compared.projection] if compared.projection else []
    return Network(
        graph=graph,
        title=title,
        projection=compared.projection or f"compare {compared.sort}",
        description=" ".join(compared.remarks(label)),
        language=label.language,
        directed=True,
        as_of=title if compared.sort == "dates" else None,
        made=told["made"],
        version=told["version"],
        query=" ".join(command),
        sources=sources,
        open_data=open_data,
    )
