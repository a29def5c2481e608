"""How two actors are connected, step by step, with the evidence of each step.

All shortest paths are found by walking from the start and never further than the
remaining distance allows, over the ties around both ends (`tied.py`). Hubs (programmes,
phases, documents, populations, areas, and actors marked `tig:hub`, such as a State) are no
steps unless asked for: everything is connected to everything through them.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypedDict

from tigraph import claims
from tigraph.errors import UsageError
from tigraph.names import ACTORS
from tigraph.networks.path_search import all_shortest
from tigraph.networks.tied import Ties
from tigraph.networks.together import Span, at_once
from tigraph.rdf import Queryable
from tigraph.rdf.vocabulary import PREFIXES, curie
from tigraph.validity import Snapshot

if TYPE_CHECKING:
    from tigraph.stores import Ground

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
    via = list(via)
    stops, shunned = [start, *via, end], set(avoid)
    if clash := [iri for iri in stops if iri in shunned]:
        raise UsageError(f"{curie(clash[0])} cannot be avoided: the path is to pass by it.")
    if longest is not None and longest < 1:
        raise UsageError(f"A path has at least one step: {longest} are too few.")
    ties = Ties(store, snapshot, {*stops, *through}, shunned)
    if via:
        ties.read_all()
    else:
        ties.read_between(start, end, longest)
    between, near = ties.claims, ties.near
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
