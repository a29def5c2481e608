"""What became of the territories of one phase in the next: lineages, and events of succession.

A code says nothing across phases, so territories are tied by the members that they share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from tigraph.names import folded
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.centres import Point
from tigraph.registries.declared.loading import row_key
from tigraph.registries.declared.rules import Phase
from tigraph.registries.declared.words import said
from tigraph.registries.events import Change, Derivation, change_event
from tigraph.registries.facts import Facts, text, whole
from tigraph.registries.known import Known
from tigraph.validity import day_after, days


class Stand(NamedTuple):
    """That a member stands in an edition: its number, the row that says so, since and until."""

    edition: int
    citation: str
    since: str = ""
    until: str = ""


@dataclass
class Territory:
    """A labelled territory in its phase; `members` gives by IRI where each stands."""

    iri: str
    phase: str
    code: str
    name: str
    members: dict[str, list[Stand]] = field(default_factory=dict)
    citations: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)
    lies_in: set[str] = field(default_factory=set)
    editions: dict[int, str] = field(default_factory=dict)
    point: Point | None = None
    geometry: Any = None
    drawn_by: str = ""
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

    def standing(self, edition: int) -> set[str]:
        """The members that stand in an edition."""
        return {
            member
            for member, stands in self.members.items()
            if any(one.edition == edition for one in stands)
        }


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


def lineages(phases: Sequence[Territories], known: Known, own: Callable[[Territory], str]) -> None:
    """Give each territory its lineage; phases come in their order.

    A territory goes on in the one with which it shares most members, if that is so for
    both; every other one has a lineage of its own. What the curated graph says stays.
    """
    for territories in phases:
        for territory in territories.values():
            territory.lineage = known.lineages.get(territory.iri, "")
    for before, after in pairwise(phases):
        best_before, best_after = _best(before, after)
        for code, territory in after.items():
            earlier = before[best_before[code]] if code in best_before else None
            if earlier is not None and best_after[earlier.code] == code:
                line = territory.lineage or earlier.lineage or own(earlier)
                territory.lineage = line
                earlier.lineage = earlier.lineage or line
    for territories in phases:
        for territory in territories.values():
            territory.lineage = territory.lineage or own(territory)


def _best(before: Territories, after: Territories) -> tuple[dict[str, str], dict[str, str]]:
    """Return with which one before a territory shares most, by code, and the other way round."""
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
    return best_before, best_after


class Step(NamedTuple):
    """Two phases that follow each other, and what is known of the second's beginning and end."""

    layer: str
    before: Territories
    after: Territories
    first: Phase
    second: Phase


def succession_events(step: Step, facts: Facts) -> Iterator[str]:
    """Yield the events from one phase to the next.

    There is one for each two territories with members in common, one for each that is new or
    gone.
    """
    before, after = step.before, step.after
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
        _event(kind, before[one], after[other], shared[one, other], step, facts)
    for code in sorted(set(before) - set(followers)):
        _event("gone", before[code], None, 0, step, facts)
    for code in sorted(set(after) - set(origins)):
        _event("new", None, after[code], 0, step, facts)
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


def _event(
    kind: str,
    before: Territory | None,
    after: Territory | None,
    common: int,
    step: Step,
    facts: Facts,
) -> None:
    sides = [one for one in (before, after) if one]
    old, new = (set(one.members) if one else set() for one in (before, after))
    name = " → ".join(f"{one.name} ({one.phase})" for one in sides)
    told = said(facts, kind, name)
    phases = f"{step.first.key}-{step.second.key}"
    days_of = [one.first_day for one in step.before.values() if one.dated]
    event = change_event(
        Change(
            key=f"{step.layer}-{phases}-" + "-".join([kind, *(row_key(one.code) for one in sides)]),
            kind=kind,
            label=told.label,
            english=told.english,
            original=[before.iri] if before else [],
            resulting=[after.iri] if after else [],
            not_before=step.second.starts or min(days_of, default=""),
            not_after=after.last_day if after and after.dated else step.second.ends,
            joined=sorted(new - old) if before else [],
            left=sorted(old - new) if after else [],
            citations=[citation for one in sides for citation in one.citations],
            derivation=Derivation(f"succession-{step.layer}", *said(facts, "compared")),
        ),
        facts,
    )
    tig = PREFIXES["tig"]
    counts = {"membersBefore": len(old), "membersAfter": len(new), "membersInCommon": common}
    for term, count in counts.items():
        facts.add(event, tig + term, whole(count))
    facts.decimal(event, tig + "shareInCommon", common / len(old | new) if old | new else 0.0)


def edition_events(
    layer: str, territories: Territories, dates: Sequence[str], facts: Facts
) -> Iterator[str]:
    """Yield what changed in a phase from each edition to the next: names, members, territories.

    `dates` are those of the editions, in their order.
    """
    for number, (old, new) in enumerate(pairwise(dates)):
        for territory in territories.values():
            _changed(
                _Changes(layer, number, day_after(days(old)[0]), days(new)[1], facts), territory
            )
        yield from facts.take()


class _Changes(NamedTuple):
    layer: str
    number: int
    not_before: str
    not_after: str
    facts: Facts


def _changed(step: _Changes, territory: Territory) -> None:
    """Tell how a territory differs from an edition to the next."""
    old, new = (territory.editions.get(step.number + one, "") for one in (0, 1))
    if not old and not new:
        return
    if not (old and new):
        _change(step, territory, "new" if new else "gone", (territory.name,))
        return
    if folded(old) != folded(new):
        event = _change(step, territory, "renamed", (old, new))
        for term, name in (("nameBefore", old), ("nameAfter", new)):
            step.facts.add(event, PREFIXES["tig"] + term, text(name, step.facts.language))
    before, after = territory.standing(step.number), territory.standing(step.number + 1)
    for kind, who in (("members-joined", after - before), ("members-left", before - after)):
        if who:
            _change(step, territory, kind, (territory.name, len(who)), sorted(who))


def _change(
    step: _Changes,
    territory: Territory,
    kind: str,
    named: tuple[object, ...],
    who: Sequence[str] = (),
) -> str:
    told = said(step.facts, kind, *named)
    return change_event(
        Change(
            key=f"{step.layer}-{row_key(territory.code)}-{kind}-{step.not_after}",
            kind=kind,
            label=told.label,
            english=told.english,
            original=[] if kind == "new" else [territory.iri],
            resulting=[] if kind == "gone" else [territory.iri],
            not_before=step.not_before,
            not_after=step.not_after,
            joined=who if kind == "members-joined" else (),
            left=who if kind == "members-left" else (),
            citations=territory.citations,
            derivation=Derivation(f"editions-{step.layer}", *said(step.facts, "editions")),
        ),
        step.facts,
    )
