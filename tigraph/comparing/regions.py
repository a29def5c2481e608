"""Two regions side by side: their territories, the members of these, and their figures."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tigraph.actors import members_in
from tigraph.names import Labels
from tigraph.rdf import Queryable, iri_text, rows_of, select

_INHABITANTS = "SELECT ?measure { ?measure tig:countsInhabitants true }"
_FIGURES = """SELECT ?member ?valid ?value {{ ?claim tig:about ?member ;
  tig:measure {measure} ; tig:validTime ?valid ; tig:value ?value }}"""


def figures(store: Queryable, label: Labels, first: str, second: str) -> list[dict[str, Any]]:
    """Return how many territories and members each of two regions has in each phase.

    Each is {phase, first, second}, either side {territories, members, counted, population}:
    `population` is the sum of the latest figures of inhabitants of those members, `counted`
    in number, of which there is one. Which measures count inhabitants, the data say.
    """
    sides = [_counted(store, region) for region in (first, second)]
    nothing = {"territories": 0, "members": 0, "counted": 0, "population": 0}
    return [
        {
            "phase": {"iri": phase, "label": label(phase)},
            "first": sides[0].get(phase, nothing),
            "second": sides[1].get(phase, nothing),
        }
        for phase in sorted({*sides[0], *sides[1]})
    ]


def _counted(store: Queryable, region: str) -> dict[str, dict[str, int]]:
    places: dict[str, set[str]] = defaultdict(set)
    members: dict[str, set[str]] = defaultdict(set)
    for row in members_in(store, region=region):
        places[row["phase"]].add(row["place"])
        members[row["phase"]] |= {row["member"]} - {""}
    latest: dict[str, tuple[str, int]] = {}
    everyone = {member for own in members.values() for member in own}
    for measure in sorted(row["measure"] for row in select(store, _INHABITANTS)):
        asked = _FIGURES.format(measure=iri_text(measure))
        for row in rows_of(store, asked, everyone, "member"):
            told = (row["valid"], int(row["value"]))
            latest[row["member"]] = max(told, latest.get(row["member"], told))
    found = {}
    for phase, own in places.items():
        known = [latest[member][1] for member in members[phase] if member in latest]
        found[phase] = {
            "territories": len(own),
            "members": len(members[phase]),
            "counted": len(known),
            "population": sum(known),
        }
    return found
