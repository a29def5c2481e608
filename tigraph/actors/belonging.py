"""Where an actor belongs: to which areas, to which territories, through these to which phases.

Said once, for networks, maps, cards and comparisons.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from tigraph.rdf import Queryable, iri_text, rows_of, select

#: The area of an actor as the structure has it, without a claim.
AREA = "dcterms:spatial"

_AREAS = f"SELECT ?one ?other {{ ?one {AREA} ?other }}"
#: What holds an area, or shares ground with it.
_AROUND = tuple(
    f"SELECT ?one ?other {{ ?one {way} ?other }}" for way in ("geo:sfWithin", "geo:sfIntersects")
)
_LARGEST = "SELECT ?area { ?scheme tig:areaLevel 1 . ?area adms:identifier/tig:idScheme ?scheme }"
_PHASES = "SELECT ?one ?other { ?one tig:inPhase ?other }"
# Asked one by one: with UNION, the engine joins what it could look up.
_LOCATED = """SELECT ?one ?other ?claim {
  ?claim tig:subject ?one ; tig:relation relation:located-in ; tig:object ?other }"""
#: Who is in it, holds a post in it, governs or steers it; who supports it is not of it.
_OF_TERRITORY = (
    """SELECT ?one ?other ?claim {
      ?claim tig:subject ?one ; tig:object ?other ; tig:relation ?relation .
      FILTER(?relation IN (relation:member, relation:governs, relation:steers))
      ?other a tig:LabelledTerritory }""",
    """SELECT ?one ?other ?claim {
      ?claim org:member ?one ; org:organization ?other . ?other a tig:LabelledTerritory }""",
)


@dataclass(frozen=True)
class Belonging:
    """The areas, regions, territories and phases of some actors, by the actor's IRI.

    Regions are the areas of the first level that an actor, or an area of its, is or lies in.
    """

    areas: Mapping[str, Collection[str]]
    regions: Mapping[str, Collection[str]]
    territories: Mapping[str, Collection[str]]
    phases: Mapping[str, Collection[str]]

    def all(self) -> set[str]:
        """Every area, region, territory and phase in it."""
        groups = (self.areas, self.regions, self.territories, self.phases)
        return {other for group in groups for own in group.values() for other in own}


def belonging_of(
    store: Queryable,
    actors: Collection[str],
    own: Iterable[str],
    holds: Callable[[str], bool],
) -> Belonging:
    """Return where actors belong, by the structure and by the claims that hold.

    `own` are those of the actors that are territories themselves: each is of itself. An
    actor is in the phases of its territories.
    """
    areas = _others(store, (_AREAS, _LOCATED), actors, holds)
    regions = _regions(store, actors, areas)
    territories = _others(store, _OF_TERRITORY, actors, holds)
    near = {territory for found in territories.values() for territory in found}
    phases = _others(store, (_PHASES,), near.union(actors), holds)
    territories |= {iri: {iri} for iri in own}
    for iri, found in territories.items():
        for territory in found - {iri}:
            phases.setdefault(iri, set()).update(phases.get(territory, ()))
    return Belonging(areas, regions, territories, phases)


def _regions(
    store: Queryable, actors: Collection[str], areas: Mapping[str, Collection[str]]
) -> dict[str, set[str]]:
    """Return the areas of the first level that actors, or their areas, are or lie in."""
    largest = {row["area"] for row in select(store, _LARGEST)}
    if not largest:
        return {}
    # Step by step: not every service takes a path of any length.
    above: dict[str, set[str]] = {}
    new = {*actors, *(area for own in areas.values() for area in own)}
    while new:
        found = _others(store, _AROUND, new, lambda _: True)
        above |= found
        new = {area for own in found.values() for area in own} - above.keys() - largest
    return {
        iri: near
        for iri in actors
        if (near := largest.intersection(_reached({iri, *areas.get(iri, ())}, above)))
    }


def _reached(start: set[str], above: Mapping[str, Collection[str]]) -> set[str]:
    """Return what is above some areas, and these."""
    reached, new = set(start), set(start)
    while new:
        new = {area for one in new for area in above.get(one, ())} - reached
        reached |= new
    return reached


def areas_of(store: Queryable, actors: Collection[str]) -> dict[str, list[str]]:
    """Return the areas that the structure gives to actors, sorted, by the actor's IRI."""
    found = _others(store, (_AREAS,), actors, lambda _: True)
    return {iri: sorted(own) for iri, own in found.items()}


def members_in(store: Queryable, *, phase: str = "", region: str = "") -> list[dict[str, str]]:
    """Return the members of the territories of a phase or of a region (an area).

    Each is a row {phase, place, line, member, claim, basis}, sorted: `place` is the
    territory, `line` its lineage or "". A territory of which nobody names the members has
    one row with "" for these.
    """
    which = f"?place tig:inPhase {iri_text(phase)} ." if phase else ""
    where = f"?place {AREA} {iri_text(region)} ." if region else ""
    return list(
        select(
            store,
            f"""SELECT DISTINCT ?phase ?place ?line ?member ?claim ?basis WHERE {{
              {which} {where} ?place a tig:LabelledTerritory ; tig:inPhase ?phase .
              OPTIONAL {{ ?place prov:specializationOf ?line }}
              OPTIONAL {{ ?claim org:organization ?place ; tig:relation relation:member ;
                         org:member ?member ; tig:basis ?basis }}
            }} ORDER BY ?phase ?place ?member ?claim""",
        )
    )


def _others(
    store: Queryable,
    queries: Iterable[str],
    actors: Collection[str],
    holds: Callable[[str], bool],
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for query in queries:
        for row in rows_of(store, query, actors, "one", whole=True):
            if not row.get("claim") or holds(row["claim"]):
                found.setdefault(row["one"], set()).add(row["other"])
    return found
