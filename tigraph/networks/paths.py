"""How two actors are connected, step by step, with the evidence of each step.

All shortest paths are found by walking from the start and never further than the
remaining distance allows. Hubs (programmes, phases, documents, populations, areas, and
actors marked `tig:hub`, such as a State) are no steps unless asked for: everything is
connected to everything through them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypedDict

import pyoxigraph as ox

from tigraph import claims
from tigraph.claims import as_json
from tigraph.errors import UsageError
from tigraph.names import ACTORS, Labels, Names
from tigraph.networks.path_search import all_shortest
from tigraph.querying import Rows
from tigraph.rdf import Queryable, select
from tigraph.rdf.vocabulary import CONCEPT, PREFIXES, curie, local_name
from tigraph.validity import Snapshot

if TYPE_CHECKING:
    from tigraph.networks.network import Network
    from tigraph.stores import Ground

#: Kinds that say nothing of how two actors are connected when a path runs through them.
_NO_STEPS = (
    "tig:Programme", "tig:Phase", "tig:Stage", "tig:Population", "dcterms:Location",
    "foaf:Document", "tig:Lineage",
)  # fmt: skip
#: What a name means rather than an area, at either end and on the way.
_MET = (*ACTORS, PREFIXES["org"] + "Post", PREFIXES["tig"] + "Seat")
_COLUMNS = ("source", "target", "relation", "basis", "claim")


class Limits(TypedDict, total=False):
    """Which paths are wanted, by names: see `shortest_paths`."""

    avoid: Iterable[str]
    via: Iterable[str]
    longest: int | None
    limit: int


@dataclass(frozen=True)
class Step:
    """One step of a path: from an actor to the next, by the claims between them."""

    start: str
    end: str
    claims: tuple[str, ...]


def shortest_paths(
    store: Queryable,
    names: Names,
    snapshot: Snapshot,
    start: str,
    end: str,
    through: Iterable[str] = (),
    *,
    avoid: Iterable[str] = (),
    via: Iterable[str] = (),
    longest: int | None = None,
    limit: int = 50,
) -> list[list[Step]]:
    """Return all shortest paths between two entities over ties between actors.

    A tie is a relation whose kind is marked `tig:tie`, or that makes one thing a part
    of another; a post and what it is in are one step. Hubs are no steps unless named in
    `through` or `via`. Paths pass by all of `via`, in that order, and by none of `avoid`;
    they have at most `longest` steps; at most `limit` are given, in the order of their
    IRIs. An empty list says that there is no path. Raises `UsageError` where an entity
    is both to be met and avoided.
    """
    stops, shunned = [start, *via, end], set(avoid)
    if clash := [iri for iri in stops if iri in shunned]:
        raise UsageError(f"{curie(clash[0])} cannot be avoided: the path is to pass by it.")
    if longest is not None and longest < 1:
        raise UsageError(f"A path has at least one step: {longest} are too few.")
    between: dict[frozenset[str], set[str]] = defaultdict(set)
    for one, other, claim in _ties(store):
        if not claim or snapshot.holds(claim):
            between[frozenset((one, other))].add(claim)
    closed = _hubs(store)
    barred = (closed - {*stops, *through}) | shunned
    near: dict[str, set[str]] = defaultdict(set)
    for pair in between:
        if len(pair) == 2 and not pair & barred:
            one, other = pair
            near[one].add(other)
            near[other].add(one)
    return [
        [
            Step(one, other, tuple(sorted(between[frozenset((one, other))] - {""})))
            for one, other in pairwise(path)
        ]
        for path in islice(all_shortest(near, stops, longest), limit)
    ]


def between(
    ground: Ground,
    start: str,
    end: str,
    through: Iterable[str],
    as_of: str,
    limits: Limits,
) -> list[list[Step]]:
    """Return the shortest paths between two entities given by name: see `shortest_paths`."""
    one, other = ground.resolve(start, _MET), ground.resolve(end, _MET)
    if one == other:
        raise UsageError(f"“{start}” and “{end}” are the same: {curie(one)}.")
    return shortest_paths(
        ground.store, ground.names, ground.snapshot(as_of), one, other,
        [ground.resolve(name) for name in through],
        avoid=[ground.resolve(name, _MET) for name in limits.get("avoid", ())],
        via=[ground.resolve(name, _MET) for name in limits.get("via", ())],
        longest=limits.get("longest"), limit=limits.get("limit", 50),
    )  # fmt: skip


def as_network(
    store: Queryable,
    names: Names,
    snapshot: Snapshot,
    paths: list[list[Step]],
    label: Labels,
    told: Mapping[str, str],
    as_of: str | None = None,
) -> Network:
    """Return the network that some paths make up, one edge a relation of each step.

    `told` gives `made` and `version`. Each node's `step` is how far it is from the start.
    """
    from tigraph.networks.network import Network
    from tigraph.networks.projection import build

    own = {claim for path in paths for step in path for claim in step.claims}
    read = {claim.iri: claim for claim in claims.relations(store, claims=own)}
    rows: set[tuple[str, str, str, str, str]] = set()
    steps: dict[str, int] = {}
    for path in paths:
        for number, step in enumerate(path):
            steps.setdefault(step.start, number)
            steps.setdefault(step.end, number + 1)
            for iri in step.claims:
                claim = read[iri]
                inward = claim.subject == step.end or claim.object == step.start
                ends = (step.end, step.start) if inward else (step.start, step.end)
                rows.add((*ends, claim.relation, claim.basis, iri))
            if not step.claims:
                ends = (step.start, step.end)
                entity = names.get(step.end)
                if entity and local_name(entity.kind) in ("Post", "Seat"):
                    ends = (step.end, step.start)
                rows.add((*ends, PREFIXES["org"] + "postIn", CONCEPT + "basis/composition", ""))
    terms = tuple(tuple(ox.NamedNode(i) if i else None for i in row) for row in sorted(rows))
    graph, sources, open_data = build(
        store, Rows(_COLUMNS, terms), names, snapshot, label.language, "path"
    )
    for iri, number in steps.items():
        graph.nodes[iri]["step"] = number
    first, last = paths[0][0].start, paths[0][-1].end
    return Network(
        graph=graph,
        title=f"{label(first)} – {label(last)}",
        projection="path",
        description="",
        language=label.language,
        directed=True,
        as_of=as_of,
        made=told["made"],
        version=told["version"],
        query=f"tigraph path {curie(first)} {curie(last)}",
        sources=sources,
        open_data=open_data,
    )


def as_json_paths(
    store: Queryable, paths: list[list[Step]], label: Labels, snapshot: Snapshot
) -> list[list[dict[str, Any]]]:
    """Return paths as lists of steps with labels, claims and evidence."""
    cited = {claim for path in paths for step in path for claim in step.claims}
    read = {claim.iri: claim for claim in claims.relations(store, claims=cited)}
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


def _ties(store: Queryable) -> Iterable[tuple[str, str, str]]:
    """Yield the pairs that are tied, each with its claim ("" for a post and its body)."""
    rows = select(
        store,
        """
        SELECT ?one ?other ?claim WHERE {
          {
            { ?basis tig:tie true }
            UNION { ?basis a skos:Concept FILTER(?basis = basis:composition) }
            ?claim tig:basis ?basis .
            { ?claim tig:subject ?one ; tig:object ?other }
            UNION { ?claim org:member ?one ; org:organization ?other }
            UNION { ?claim org:member ?one ; opengov:post ?other }
          } UNION { ?one org:postIn ?other }
          UNION { ?one tig:reservedFor ?other . ?claim tig:object ?one }
        }""",
    )
    for row in rows:
        yield row["one"], row["other"], row["claim"]


def _hubs(store: Queryable) -> set[str]:
    kinds = " ".join(f"UNION {{ ?hub a {kind} }}" for kind in _NO_STEPS)
    rows = select(store, f"SELECT ?hub {{ {{ ?hub tig:hub true }} {kinds} }}")
    return {row["hub"] for row in rows}
