"""What changed between two vintages: events with bounds, derived and never stated by anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tigraph.registries.facts import Facts
from tigraph.registries.sources import Report, Source
from tigraph.registries.vintages import CommuneList, Vintage


@dataclass
class Lists:
    """The lists of communes, and those of EPCI and of EPT, each oldest first."""

    communes: list[CommuneList]
    groups: dict[str, list[Vintage]]

    def names(self) -> dict[str, list[str]]:
        """Return all names that each commune bore, by INSEE code, the latest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for listed in reversed(self.communes):
            for code, commune in listed.communes.items():
                if commune.name not in found[code]:
                    found[code].append(commune.name)
        return found

    def departements(self) -> dict[str, str]:
        """Return the département of each commune, by INSEE code, as last listed."""
        return {
            code: commune.departement
            for listed in self.communes
            for code, commune in listed.communes.items()
            if commune.departement
        }


def group_events(
    kind: str,
    lists: Lists,
    facts: Facts,
    cite: Callable[[Source, str], str],
    report: Report,
) -> Iterator[str]:
    """Yield the events of the intercommunalities of a kind ("epci" or "ept")."""
    yield from ()
