"""What became of the territories of one phase in the next: lineages, and events of succession.

A code says nothing across phases, so territories are tied by the members that they share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.centres import Point
from tigraph.registries.events import Change, Derivation, change_event
from tigraph.registries.facts import Facts, whole
from tigraph.registries.known import Known
from tigraph.validity import days

_COMPARED = Derivation(
    "succession-industrie",
    "Succession des territoires déduite de la comparaison de leurs membres entre phases",
    "Succession of the territories derived by comparing their members from phase to phase",
)


@dataclass
class Territory:
    """A labelled territory in its phase; `members` gives their citations by IRI."""

    iri: str
    years: str
    code: str
    name: str
    members: dict[str, list[str]] = field(default_factory=dict)
    citations: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    communes: list[str] = field(default_factory=list)
    lies_in: set[str] = field(default_factory=set)
    point: Point | None = None
    geometry: Any = None
    contour: str = ""
    dated: str = ""
    lineage: str = ""

    @property
    def first_day(self) -> str:
        """The first day (ISO) of `dated`."""
        return days(self.dated)[0]

    @property
    def last_day(self) -> str:
        """The last day (ISO) of `dated`."""
        return days(self.dated)[1]


Territories = Mapping[str, Territory]


def in_common(before: Territories, after: Territories) -> dict[tuple[str, str], int]:
    """Return how many members two territories of different phases share, where they share any."""
    of: dict[str, list[str]] = {}
    for code, territory in after.items():
        for member in territory.members:
            of.setdefault(member, []).append(code)
    shared: dict[tuple[str, str], int] = {}
    for code, territory in before.items():
        for member in territory.members:
            for other in of.get(member, ()):
                shared[code, other] = shared.get((code, other), 0) + 1
    return dict(sorted(shared.items()))


def lineages(before: Territories, after: Territories, known: Known) -> None:
    """Give each territory its lineage.

    A territory goes on in the one with which it shares most members, if that is so for
    both; every other one has a lineage of its own. What the curated graph says stays.
    """
    shared = in_common(before, after)

    def rank(pair: tuple[str, str]) -> tuple[int, float, str, str]:
        common = shared[pair]
        either = len(before[pair[0]].members) + len(after[pair[1]].members) - common
        return (-common, -common / either, *pair)

    best_after: dict[str, str] = {}
    best_before: dict[str, str] = {}
    for one, other in sorted(shared, key=rank):
        best_after.setdefault(one, other)
        best_before.setdefault(other, one)
    for territory in (*before.values(), *after.values()):
        territory.lineage = known.lineages.get(territory.iri, "")
    for code, territory in after.items():
        earlier = before[best_before[code]] if code in best_before else None
        mutual = earlier is not None and best_after[earlier.code] == code
        if earlier is not None and mutual:
            own = territory.lineage or earlier.lineage or _own(earlier)
            territory.lineage = own
            earlier.lineage = earlier.lineage or own
        else:
            territory.lineage = territory.lineage or _own(territory)
    for territory in before.values():
        territory.lineage = territory.lineage or _own(territory)


def _own(territory: Territory) -> str:
    return f"{PREFIXES['lineage']}{territory.years}-{territory.code}"


def succession_events(before: Territories, after: Territories, facts: Facts) -> Iterator[str]:
    """Yield the events from one phase to the next.

    There is one for each two territories with members in common, one for each that is new or
    gone.
    """
    if not before or not after:
        return
    shared = in_common(before, after)
    followers: dict[str, list[str]] = {}
    origins: dict[str, list[str]] = {}
    for one, other in shared:
        followers.setdefault(one, []).append(other)
        origins.setdefault(other, []).append(one)
    for one, other in shared:
        kind = _kind(before[one], after[other], len(followers[one]), len(origins[other]))
        _event(kind, before[one], after[other], shared[one, other], facts)
    for code in sorted(set(before) - set(followers)):
        _event("gone", before[code], None, 0, facts)
    for code in sorted(set(after) - set(origins)):
        _event("new", None, after[code], 0, facts)
    yield from facts.take()


def _kind(before: Territory, after: Territory, followers: int, origins: int) -> str:
    """Return how one territory became another, from their members."""
    old, new = before.members.keys(), after.members.keys()
    if old == new:
        return "kept"
    if old <= new:
        return "merged" if origins > 1 else "enlarged"
    if new <= old:
        return "split" if followers > 1 else "reduced"
    return "reshaped"


_TELLS = {
    "kept": ("reste tel quel", "stays as it is"),
    "enlarged": ("s’agrandit", "is enlarged"),
    "reduced": ("se réduit", "is reduced"),
    "merged": ("entre dans un territoire issu de plusieurs", "goes into one made from several"),
    "split": ("se partage", "is split"),
    "reshaped": ("se recompose", "is reshaped"),
    "gone": ("disparaît", "is gone"),
    "new": ("est nouveau", "is new"),
}


def _event(
    kind: str, before: Territory | None, after: Territory | None, common: int, facts: Facts
) -> None:
    sides = [one for one in (before, after) if one]
    old, new = (set(one.members) if one else set() for one in (before, after))
    name = " → ".join(f"{one.name} ({one.years})" for one in sides)
    french, english = _TELLS[kind]
    event = change_event(
        Change(
            key="industrie-2018-2022-2023-2027-" + "-".join([kind, *(one.code for one in sides)]),
            kind=kind,
            label=f"{name} : {french}",
            english=f"{name}: {english}",
            original=[before.iri] if before else [],
            resulting=[after.iri] if after else [],
            not_before="2023-01-01",
            not_after=after.last_day if after and after.dated else "2027-12-31",
            joined=sorted(new - old) if before else [],
            left=sorted(old - new) if after else [],
            citations=[citation for one in sides for citation in one.citations],
            derivation=_COMPARED,
        ),
        facts,
    )
    tig = PREFIXES["tig"]
    counts = {"membersBefore": len(old), "membersAfter": len(new), "membersInCommon": common}
    for term, count in counts.items():
        facts.add(event, tig + term, whole(count))
    facts.decimal(event, tig + "shareInCommon", common / len(old | new) if old | new else 0.0)
