"""How two actors are connected, step by step, with the evidence of each step.

All shortest paths are found by walking from the start and never further than the
remaining distance allows. Hubs (programmes, phases, documents, populations, areas, and
actors marked `tig:hub`, such as a State) are no steps unless asked for: everything is
connected to everything through them.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypedDict

from tigraph import claims
from tigraph.claims import as_json
from tigraph.errors import UsageError
from tigraph.names import ACTORS, Labels, Names
from tigraph.networks.path_search import all_shortest
from tigraph.querying import Asked
from tigraph.rdf import Queryable, select
from tigraph.rdf.vocabulary import CONCEPT, PREFIXES, curie, local_name
from tigraph.validity import Snapshot

if TYPE_CHECKING:
    from tigraph.networks.network import Network
    from tigraph.networks.ties import Key
    from tigraph.stores import Ground

#: Kinds that say nothing of how two actors are connected when a path runs through them.
_NO_STEPS = (
    "tig:Programme", "tig:Phase", "tig:Stage", "tig:Population", "dcterms:Location",
    "foaf:Document", "tig:Lineage",
)  # fmt: skip
#: What a name means rather than an area, at either end and on the way.
_MET = (*ACTORS, PREFIXES["org"] + "Post", PREFIXES["tig"] + "Seat")


class Limits(TypedDict, total=False):
    """Which paths are wanted, by names.

    They pass by all of `via`, in that order, and by none of `avoid`; they have at most
    `longest` steps (None: any number); at most `limit` are given (50 unless told).
    """

    avoid: Iterable[str]
    via: Iterable[str]
    longest: int | None
    limit: int


def chosen(through: Iterable[str], limits: Limits) -> dict[str, str]:
    """Return which paths were wanted, as parameters that a stamp tells: those given alone."""
    given: dict[str, Iterable[str]] = {
        "through": through,
        "via": limits.get("via", ()),
        "avoid": limits.get("avoid", ()),
    }
    told = {name: ", ".join(own) for name, own in given.items() if own}
    return told | ({"max": str(limits["longest"])} if limits.get("longest") else {})


@dataclass(frozen=True)
class Step:
    """One step of a path: from an actor to the next, by the claims between them, all by IRI."""

    start: str
    end: str
    claims: tuple[str, ...]


def shortest_paths(
    store: Queryable,
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
        ground.store, ground.snapshot(as_of), one, other,
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
    asked: Asked,
    told: Mapping[str, str],
) -> Network:
    """Return the network that some paths make up, one edge a relation of each step.

    `asked` is what they answer, `told` gives `made` and `version`. Each node's `step` is how
    far it is from the start. Raises `UsageError` where there is no path.
    """
    if not paths:
        raise UsageError("There is no path: nothing to make a network of.")
    from tigraph.networks.building import build
    from tigraph.networks.network import About
    from tigraph.networks.ties import gathered

    own = {claim for path in paths for step in path for claim in step.claims}
    read = {claim.iri: claim for claim in claims.relations(store, claims=own)}
    stated = {one for path in paths for step in path for one in _stated(step, read, names)}
    first, last = paths[0][0].start, paths[0][-1].end
    about = About(
        title=f"{label(first)} – {label(last)}",
        asked=replace(asked, name="path", query=f"tigraph path {curie(first)} {curie(last)}"),
        language=label.language,
        made=told["made"],
        version=told["version"],
    )
    network = build(store, names, snapshot, label, about, gathered(stated, snapshot))
    for path in paths:
        for number, iri in enumerate([path[0].start, *(step.end for step in path)]):
            network.graph.nodes[iri].setdefault("step", number)
    return network


def _stated(
    step: Step, read: Mapping[str, claims.Relation], names: Names
) -> Iterator[tuple[Key, str]]:
    """Yield the ties of a step as they are stated, each with its claim."""
    from tigraph.networks.ties import Key

    onward, back = (step.start, step.end), (step.end, step.start)
    for iri in step.claims:
        claim = read[iri]
        inward = claim.subject == step.end or claim.object == step.start
        yield Key(*(back if inward else onward), claim.relation, claim.basis), iri
    if not step.claims:
        entity = names.get(step.end)
        office = entity and local_name(entity.kind) in ("Post", "Seat")
        ends = back if office else onward
        yield Key(*ends, PREFIXES["org"] + "postIn", CONCEPT + "basis/composition"), ""


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
