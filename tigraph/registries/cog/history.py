"""What changed between two vintages: events with bounds, derived and never stated by anybody.

Two lists of intercommunalities are compared by the codes of their communes. A commune that
went into another one of the same intercommunality has not left it, nor has one joined that
was set up again out of a member.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.cog.names import FORM_NAMES, same_name
from tigraph.registries.cog.vintages import CommuneList, Group, Vintage
from tigraph.registries.events import Change, Derivation, change_event
from tigraph.registries.facts import Facts, text
from tigraph.registries.periods import state_day
from tigraph.registries.sources import Report, Source
from tigraph.validity import day_after

_COMPARED = Derivation(
    "history-cog",
    "Histoire des intercommunalités déduite de la comparaison des millésimes",
    "History of the intercommunalities derived by comparing the vintages",
)


@dataclass
class Lists:
    """The lists of communes, and those of EPCI and of EPT, each oldest first.

    `labels` names the members of the latter by INSEE code.
    """

    communes: list[CommuneList]
    groups: dict[str, list[Vintage]]
    labels: dict[str, str]

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """Return all names that each commune bore, by INSEE code, the latest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for listed in reversed(self.communes):
            for code, commune in listed.communes.items():
                if commune.name not in found[code]:
                    found[code].append(commune.name)
        return found

    @cached_property
    def departements(self) -> dict[str, str]:
        """Return the département of each commune, by INSEE code, as last listed."""
        return {
            code: commune.departement
            for listed in self.communes
            for code, commune in listed.communes.items()
            if commune.departement
        }

    def went_into(self, day: str, later: bool) -> dict[str, str]:
        """Return into which commune each former one went, as listed on a day.

        Where no list is of that day, the next one (`later`) or the one before stands in.
        """
        lists = sorted(self.communes, key=lambda one: state_day(one.dated))
        if later:
            lists = [one for one in lists if state_day(one.dated) >= day][:1]
        else:
            lists = [one for one in lists if state_day(one.dated) <= day][-1:]
        return lists[0].successors() if lists else {}


def group_events(
    kind: str,
    lists: Lists,
    facts: Facts,
    cite: Callable[[Source, str], str],
    report: Report,
) -> Iterator[str]:
    """Yield the events of the intercommunalities of a kind ("epci" or "ept")."""
    for before, after in pairwise(lists.groups[kind]):
        step = _Step(before, after, lists, facts, cite)
        step.foundations()
        step.changes()
        if step.spellings:
            report.notes.append(
                f"{before.source.part} to {after.source.part}: {step.spellings} names differ in "
                "spelling alone; they are other names, not changes of name."
            )
        yield from facts.take()


@dataclass
class _Step:
    """Two vintages that follow each other, and the facts that their comparison gives."""

    before: Vintage
    after: Vintage
    lists: Lists
    facts: Facts
    cite: Callable[[Source, str], str]
    spellings: int = 0

    @cached_property
    def was_in(self) -> dict[str, str]:
        """The intercommunality of each commune before."""
        return self.before.holders()

    @cached_property
    def is_in(self) -> dict[str, str]:
        """The intercommunality of each commune after."""
        return self.after.holders()

    @cached_property
    def forward(self) -> dict[str, str]:
        return self.lists.went_into(self.after.day, later=True)

    @cached_property
    def backward(self) -> dict[str, str]:
        return self.lists.went_into(self.before.day, later=False)

    def later(self, code: str) -> str:
        """Return the code under which a commune of before is found after."""
        return code if code in self.is_in else self.forward.get(code, code)

    def earlier(self, code: str) -> str:
        """Return the code under which a commune of after is found before."""
        return code if code in self.was_in else self.backward.get(code, code)

    def moved(self, old: Iterable[str], new: Iterable[str]) -> tuple[list[str], list[str]]:
        """Return the IRIs of the communes that joined, and left, from some groups to others."""
        old_codes = {code for siren in old for code in self.before.groups[siren].members}
        new_codes = {code for siren in new for code in self.after.groups[siren].members}
        carried = {self.later(code) for code in old_codes}
        joined = [c for c in new_codes if c not in carried and self.earlier(c) not in old_codes]
        left = [c for c in old_codes if self.later(c) not in new_codes]
        return (
            sorted(self._commune(self.after, self.is_in, code) for code in joined),
            sorted(self._commune(self.before, self.was_in, code) for code in left),
        )

    @staticmethod
    def _commune(vintage: Vintage, holders: dict[str, str], code: str) -> str:
        return f"{PREFIXES['commune']}{vintage.groups[holders[code]].members[code]}"

    def foundations(self) -> None:
        """Write what was merged, split, created, absorbed and dissolved."""
        old, new = self.before.groups, self.after.groups
        gone = sorted(old.keys() - new.keys())
        came = sorted(new.keys() - old.keys())
        goes = {
            siren: Counter(
                self.is_in[self.later(code)]
                for code in sorted(old[siren].members)
                if self.later(code) in self.is_in
            )
            for siren in gone
        }
        main = {siren: _most(counts) for siren, counts in goes.items()}
        into = {siren: [one for one in gone if main[one] == siren] for siren in came}
        origin = {
            siren: _most(
                Counter(
                    self.was_in[self.earlier(code)]
                    for code in sorted(new[siren].members)
                    if self.earlier(code) in self.was_in
                )
            )
            for siren in came
        }
        told: set[str] = set()
        for siren in gone:
            parts = [one for one in came if origin[one] == siren]
            if len(parts) > 1 and all(len(into[one]) < 2 for one in parts):
                self._event("split", [siren], parts, siren)
                told |= {siren, *parts}
        for siren in came:
            if siren not in told:
                first = into[siren] or [one for one in gone if one == origin[siren]]
                self._event("merged" if len(first) > 1 else "created", first, [siren], siren)
                told.update(first)
        for siren in gone:
            if siren not in told:
                receivers = sorted(goes[siren])
                kind = "absorbed" if len(receivers) == 1 else "dissolved"
                self._event(kind, [siren], receivers, siren)

    def _event(self, kind: str, first: list[str], then: list[str], key: str) -> None:
        joined, left = self.moved(first, then) if first else ([], [])
        if kind in ("absorbed", "dissolved"):
            joined = []
        old = " + ".join(self.before.groups[one].name for one in first)
        new = " + ".join(self.after.groups[one].name for one in then)
        french, english = _TELLS[kind]
        told = " → ".join(part for part in (old, new) if part)
        self._write(
            kind, f"{told} : {french}", f"{told}: {english}", first, then, key, joined, left
        )

    def changes(self) -> None:
        """Write what changed in the intercommunalities that are in both vintages."""
        for siren in sorted(self.before.groups.keys() & self.after.groups.keys()):
            old, new = self.before.groups[siren], self.after.groups[siren]
            self._renamed(siren, old, new)
            if old.form and new.form and old.form != new.form:
                self._reformed(siren, old, new)
            if old.members.keys() != new.members.keys():
                joined, left = self.moved([siren], [siren])
                for kind, who in (("members-joined", joined), ("members-left", left)):
                    if who:
                        self._membership(kind, siren, new.name, who)

    def _renamed(self, siren: str, old: Group, new: Group) -> None:
        if same_name(old.name, new.name):
            self.spellings += old.name != new.name
            return
        told = f"{old.name} → {new.name}"
        event = self._write(
            "renamed", f"{told} : changement de nom", f"{told}: change of name",
            [siren], [siren], siren,
        )  # fmt: skip
        for term, name in (("nameBefore", old.name), ("nameAfter", new.name)):
            self.facts.add(event, PREFIXES["tig"] + term, text(name, "fr"))

    def _reformed(self, siren: str, old: Group, new: Group) -> None:
        french, english = (
            f"{FORM_NAMES[old.form][at]} → {FORM_NAMES[new.form][at]}" for at in (0, 1)
        )
        event = self._write(
            "legal-form",
            f"{new.name} : changement de forme juridique ({french})",
            f"{new.name}: change of legal form ({english})",
            [siren],
            [siren],
            siren,
        )
        for term, form in (("formBefore", old.form), ("formAfter", new.form)):
            self.facts.add(event, PREFIXES["tig"] + term, f"<{PREFIXES['legal-form']}{form}>")

    def _membership(self, kind: str, siren: str, name: str, who: list[str]) -> None:
        joins = kind == "members-joined"
        few = len(who) == 1
        french = f"{len(who)} commune {'entre' if joins else 'sort'}"
        if not few:
            french = f"{len(who)} communes {'entrent' if joins else 'sortent'}"
        english = f"{len(who)} commune{'' if few else 's'} {'joined' if joins else 'left'}"
        self._write(
            kind,
            f"{name} : {french}",
            f"{name}: {english}",
            [siren],
            [siren],
            siren,
            who if joins else [],
            [] if joins else who,
        )

    def _write(
        self,
        kind: str,
        french: str,
        english: str,
        first: list[str],
        then: list[str],
        key: str,
        joined: list[str] | None = None,
        left: list[str] | None = None,
    ) -> str:
        old, new = self.before, self.after
        years = f"{old.dated}-{new.dated}"
        return change_event(
            Change(
                key=f"cog-{years}-{kind}-{key}",
                kind=kind,
                label=f"{french} ({old.dated}-{new.dated})",
                english=f"{english} ({old.dated}-{new.dated})",
                original=[f"{PREFIXES['epci']}{siren}" for siren in first],
                resulting=[f"{PREFIXES['epci']}{siren}" for siren in then],
                not_before=day_after(old.day),
                not_after=new.day,
                citations=[
                    *(self.cite(old.source, siren) for siren in first),
                    *(self.cite(new.source, siren) for siren in then),
                ],
                derivation=_COMPARED,
                joined=joined or [],
                left=left or [],
            ),
            self.facts,
        )


_TELLS = {
    "merged": ("fusion", "merger"),
    "split": ("scission", "split"),
    "created": ("création", "creation"),
    "absorbed": ("absorption", "absorption"),
    "dissolved": ("dissolution", "dissolution"),
}


def _most(counts: Counter[str]) -> str:
    """Return what counts most, the first by name where several do; "" for nothing."""
    return min(counts, key=lambda one: (-counts[one], one), default="")
