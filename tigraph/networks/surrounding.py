"""An actor among those that it is tied to: its own ties, and theirs with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence, Set
from itertools import combinations
from typing import TYPE_CHECKING

from tigraph import claims
from tigraph.names import ACTORS
from tigraph.networks.building import build
from tigraph.networks.network import About, Network
from tigraph.networks.ties import Key, Tie, gathered
from tigraph.querying import Asked
from tigraph.validity import ANY

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: Actors around one, at the most: more are no picture to read.
MOST = 24


def neighbourhood(
    ground: Ground,
    own: str,
    as_of: str | None = None,
    *,
    without: Collection[str] = (),
    most: int = MOST,
    details: bool = False,
) -> tuple[Network, int]:
    """Return the network around an actor at a date, and how many of its neighbours are left out.

    Those with most claims come first; `details` are those of `build`. Claims of some bases (IRIs)
    may be left out, and so is what is no actor, such as a document. Ties that only may hold are in
    it, marked so. Raises `BadDateError`.
    """
    snapshot = ground.near([own], as_of or ANY)
    first = [
        claim
        for claim in claims.relations(ground.store, own)
        if snapshot.holds(claim.iri) and own in (claim.subject, claim.object)
    ]
    met = Counter(
        other
        for claim in first
        if claim.basis not in without
        and (other := claim.object if claim.subject == own else claim.subject) != own
    )
    ground.names.read(met)
    actors_met = {iri for iri in met if (entity := ground.names.get(iri)) and entity.kind in ACTORS}
    near = sorted(actors_met, key=lambda iri: (-met[iri], iri))
    actors = near[:most]
    theirs = claims.between(ground.store, combinations(sorted(actors), 2)) if actors else set()
    more = claims.relations(ground.store, claims=theirs) if theirs else []
    both = {own, *actors}
    made = _made(
        ground, [*first, *more], both, as_of, without, "neighbourhood", [own], details=details
    )
    return made, len(near) - len(actors)


def among(
    ground: Ground,
    actors: Sequence[str],
    as_of: str | None = None,
    *,
    without: Collection[str] = (),
    details: bool = False,
) -> Network:
    """Return the network of some actors at a date: the ties between any two of them.

    See `neighbourhood`, which this is without its middle; in `details` ties have their dates.
    Raises `BadDateError`.
    """
    own = sorted(set(actors))
    found = claims.between(ground.store, combinations(own, 2)) if len(own) > 1 else set()
    stated = claims.relations(ground.store, claims=found) if found else []
    return _made(ground, stated, set(own), as_of, without, "among", own, details=details)


def _made(
    ground: Ground,
    stated: Sequence[claims.Relation],
    both: Set[str],
    as_of: str | None,
    without: Collection[str],
    name: str,
    alone: Collection[str],
    *,
    details: bool = False,
) -> Network:
    """Return the network of claims between some actors."""
    around = ground.near(sorted(both), as_of or ANY)
    wanted = [
        (_key(claim, dated=details), claim.iri)
        for claim in stated
        if claim.basis not in without and {claim.subject, claim.object} <= both
    ]
    ties: list[Tie] = gathered(wanted, around)
    told = ground.told()
    about = About(
        title=", ".join(ground.names.label(one, ground.language) for one in sorted(alone)[:3]),
        asked=Asked(name=name, as_of=as_of),
        language=ground.language,
        made=told["made"],
        version=told["version"],
    )
    return build(
        ground.store, ground.names, around, ground.label, about, ties, alone=alone, details=details
    )


def _key(claim: claims.Relation, *, dated: bool) -> Key:
    """Return what makes a claim one tie with others; in detail each period is one of its own."""
    days = (claim.valid.bounds[0] or "", claim.valid.bounds[3] or "") if dated else ("", "")
    return Key(claim.subject, claim.object, claim.relation, claim.basis, *days)
