"""How two actors are connected, step by step, with the evidence of each step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import pyoxigraph as ox

from tigraph import claims
from tigraph.cards import as_json
from tigraph.entities import Names
from tigraph.labels import Labels
from tigraph.snapshot import Snapshot
from tigraph.store import select
from tigraph.vocabulary import curie, local_name

#: Kinds that say nothing of how two actors are connected when a path runs through them.
_NO_STEPS = frozenset(
    ("Programme", "Phase", "Stage", "Population", "Location", "Document", "Lineage")
)
#: No more paths than this are listed: they are all equally short.
_MOST = 50


@dataclass(frozen=True)
class Step:
    """One step of a path: from an actor to the next, by the claims between them."""

    start: str
    end: str
    claims: tuple[str, ...]


def shortest_paths(
    store: ox.Store,
    names: Names,
    snapshot: Snapshot,
    start: str,
    end: str,
    through: Iterable[str] = (),
) -> list[list[Step]]:
    """Return all shortest paths between two entities over ties between actors.

    A tie is a relation whose kind is marked `tig:tie`, or that makes one thing a part
    of another; a post and what it is in are one step. Hubs (programmes, phases,
    documents, populations, areas, and actors marked `tig:hub` such as a State) are no
    steps unless named in `through`. An empty list says that there is no path.
    """
    import networkx

    allowed = {start, end, *through}
    between: dict[frozenset[str], set[str]] = defaultdict(set)
    for one, other, claim in _ties(store):
        if claim in snapshot.certain or claim in snapshot.possible or not claim:
            between[frozenset((one, other))].add(claim)
    closed = _hubs(store) | {
        entity.iri for entity in names.entities.values() if local_name(entity.kind) in _NO_STEPS
    }
    graph = networkx.Graph()
    graph.add_nodes_from((start, end))
    for pair in between:
        if len(pair) == 2 and not (pair & closed) - allowed:
            graph.add_edge(*sorted(pair))
    if not networkx.has_path(graph, start, end):
        return []
    found = sorted(islice(networkx.all_shortest_paths(graph, start, end), _MOST))
    return [
        [
            Step(one, other, tuple(sorted(between[frozenset((one, other))] - {""})))
            for one, other in pairwise(path)
        ]
        for path in found
    ]


def as_json_paths(
    store: ox.Store, paths: list[list[Step]], label: Labels, snapshot: Snapshot
) -> list[list[dict[str, Any]]]:
    """Return paths as lists of steps with labels, claims and evidence."""
    read = {claim.iri: claim for claim in claims.relations(store)}
    cited = {claim for path in paths for step in path for claim in step.claims}
    proof = claims.evidence(store, cited)

    def one_claim(iri: str, start: str) -> dict[str, Any]:
        claim = read[iri]
        inward = claim.object == start and claim.subject != start
        return {
            "claim": iri,
            "relation": curie(claim.relation),
            "label": label.inverse(claim.relation) if inward else label(claim.relation),
            "basis": curie(claim.basis),
            "valid": {
                "edtf": claim.valid.edtf or None,
                "bounds": list(claim.valid.bounds),
                "certain": iri in snapshot.certain,
            },
            "evidence": [as_json(item, label) for item in proof[iri]],
        }

    return [
        [
            {
                "from": {"iri": step.start, "label": label(step.start)},
                "to": {"iri": step.end, "label": label(step.end)},
                "claims": [one_claim(claim, step.start) for claim in step.claims],
            }
            for step in path
        ]
        for path in paths
    ]


def _ties(store: ox.Store) -> Iterable[tuple[str, str, str]]:
    """Yield the pairs that are tied, each with its claim ("" for a post and its body)."""
    rows = select(
        store,
        """
        SELECT ?one ?other ?claim WHERE {
          {
            ?claim tig:relation ?relation ; tig:basis ?basis .
            { ?basis tig:tie true } UNION { VALUES ?basis { basis:composition } }
            { ?claim tig:subject ?one ; tig:object ?other }
            UNION { ?claim org:member ?one ; org:organization ?other }
            UNION { ?claim org:member ?one ; opengov:post ?other }
          } UNION { ?one org:postIn ?other }
          UNION { ?one tig:reservedFor ?other . ?claim tig:object ?one }
        }""",
    )
    for row in rows:
        yield row["one"], row["other"], row["claim"]


def _hubs(store: ox.Store) -> set[str]:
    return {row["hub"] for row in select(store, "SELECT ?hub { ?hub tig:hub true }")}
