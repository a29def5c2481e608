"""How two actors are connected, step by step, with the evidence of each step.

All shortest paths are found by walking from the start and never further than the
remaining distance allows. Hubs (programmes, phases, documents, populations, areas, and
actors marked `tig:hub`, such as a State) are no steps unless asked for: everything is
connected to everything through them.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypedDict

from tigraph import claims
from tigraph.errors import UsageError
from tigraph.names import ACTORS
from tigraph.networks.path_search import all_shortest
from tigraph.networks.together import Span, at_once
from tigraph.rdf import Queryable, select
from tigraph.rdf.vocabulary import PREFIXES, curie
from tigraph.validity import Snapshot

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: Kinds that say nothing of how two actors are connected when a path runs through them.
_NO_STEPS = (
    "tig:Programme", "tig:Phase", "tig:Stage", "tig:Population", "dcterms:Location",
    "foaf:Document", "tig:Lineage",
)  # fmt: skip
#: What a name means rather than an area, at either end and on the way.
MET = (*ACTORS, PREFIXES["org"] + "Post", PREFIXES["tig"] + "Seat")


class Limits(TypedDict, total=False):
    """Which paths are wanted, by names.

    They pass by all of `via`, in that order, and by none of `avoid`; they have at most
    `longest` steps (None: any number); at most `limit` are given (50 unless told). Where
    `together`, those are left out of which the steps cannot have held at one time.
    """

    avoid: Iterable[str]
    via: Iterable[str]
    longest: int | None
    limit: int
    together: bool


def chosen(through: Iterable[str], limits: Limits) -> dict[str, str]:
    """Return which paths were wanted, as parameters that a stamp tells: those given alone."""
    given: dict[str, Iterable[str]] = {
        "through": through,
        "via": limits.get("via", ()),
        "avoid": limits.get("avoid", ()),
    }
    told = {name: ", ".join(own) for name, own in given.items() if own}
    told |= {"max": str(limits["longest"])} if limits.get("longest") else {}
    return told | ({"together": "true"} if limits.get("together") else {})


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
    together: bool = False,
) -> list[list[Step]]:
    """Return all shortest paths between two entities over ties between actors.

    A tie is a relation whose kind is marked `tig:tie`, or that makes one thing a part
    of another; a post and what it is in are one step. Hubs are no steps unless named in
    `through` or `via`. Paths pass by all of `via`, in that order, and by none of `avoid`;
    they have at most `longest` steps; at most `limit` are given, in the order of their IRIs. Where
    `together`, the steps of each can have held at one time. An empty list says that there is no
    path. Raises `UsageError` where an entity is both to be met and avoided.
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
    found = (
        [
            Step(one, other, tuple(sorted(between[frozenset((one, other))] - {""})))
            for one, other in pairwise(path)
        ]
        for path in all_shortest(near, stops, longest)
    )
    if together:
        found = (path for path in found if at_once(spans_of(store, path, snapshot)))
    return list(islice(found, limit))


def spans_of(store: Queryable, path: list[Step], snapshot: Snapshot) -> list[list[Span]]:
    """Return when each step of a path may hold, within the period of the snapshot."""
    cited = {claim for step in path for claim in step.claims}
    read = {claim.iri: claim for claim in claims.relations(store, claims=cited)}
    return [spans(step, read, snapshot) for step in path]


def spans(step: Step, read: Mapping[str, claims.Relation], snapshot: Snapshot) -> list[Span]:
    """Return when a step may hold: a post is in its body at any time."""
    asked = snapshot.period
    spans: list[Span] = []
    for claim in step.claims:
        first, *_, last = read[claim].valid.bounds
        spans.append(
            (max(first or "", asked.first) or None, min(last or "9999", asked.last or "9999"))
        )
    return spans or [(asked.first or None, asked.last or None)]


def between(
    ground: Ground,
    start: str,
    end: str,
    through: Iterable[str],
    as_of: str,
    limits: Limits,
) -> list[list[Step]]:
    """Return the shortest paths between two entities given by name: see `shortest_paths`."""
    one, other = ground.resolve(start, MET), ground.resolve(end, MET)
    if one == other:
        label = ground.names.label(one, ground.language)
        raise UsageError(f"“{start}” and “{end}” are the same: {curie(one)} ({label}).")
    ground.doing("Looking for paths among the ties between actors")
    return shortest_paths(
        ground.store, ground.snapshot(as_of), one, other,
        [ground.resolve(name) for name in through],
        avoid=[ground.resolve(name, MET) for name in limits.get("avoid", ())],
        via=[ground.resolve(name, MET) for name in limits.get("via", ())],
        longest=limits.get("longest"), limit=limits.get("limit", 50),
        together=limits.get("together", False),
    )  # fmt: skip


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
