"""ANCT's files of the programme Territoires d'industrie, both phases, as a layer.

A territory belongs to its phase: its code says nothing across phases. Five forms of file
are read; those that do not say their phase are told it by `part` or by their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tigraph.errors import DataError, NothingToReadError
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.centres import centre
from tigraph.registries.french import DATA_GOUV, LICENCE, FrenchFacts
from tigraph.registries.industrie.files import CENTRES, form_of, load
from tigraph.registries.industrie.succession import Territory, lineages, succession_events
from tigraph.registries.known import Known
from tigraph.registries.mappings import apply
from tigraph.registries.periods import check_date
from tigraph.registries.shapes import simplified
from tigraph.registries.siren import is_siren, siren_fault, siren_of
from tigraph.registries.sources import (
    Description,
    Reader,
    Reading,
    Recognised,
    Report,
    Source,
)
from tigraph.registries.tables import features

ANCT = PREFIXES["organisation"] + "anct"
PROGRAMME = PREFIXES["programme"] + "territoires-d-industrie"


@dataclass(frozen=True)
class Phase:
    """A phase of the programme: its years, its node, and when its files attest it."""

    years: str
    iri: str
    attests: str
    bounds: dict[str, str]
    title: str


PHASES = {
    "2018-2022": Phase(
        "2018-2022",
        PREFIXES["phase"] + "ti-1",
        "2022",
        {"earliestBegin": "2018-01-01", "latestEnd": "2022-12-31"},
        "première phase",
    ),
    "2023-2027": Phase(
        "2023-2027",
        PREFIXES["phase"] + "ti-2",
        "",
        {"earliestBegin": "2023-01-01", "latestEnd": "2027-12-31"},
        "seconde phase",
    ),
}
#: Names under which ANCT publishes a file whose columns say no phase.
_NAMED = {"polygone-4326_ti": "2018-2022", "ti_geom": "2023-2027"}
_SPATIAL, _WITHIN = PREFIXES["dcterms"] + "spatial", PREFIXES["geo"] + "sfWithin"
_LOCATION = PREFIXES["dcterms"] + "Location"


NAME = "industrie"
_DESCRIPTION = Description(
    {
        "fr": "Territoires d’industrie : territoires labellisés et leurs membres, par phase",
        "en": "Territoires d’industrie: labelled territories and their members, by phase",
    },
    {
        "fr": "Les territoires des deux phases du programme, les intercommunalités et communes "
        "qui en sont membres, et la succession de l’une à l’autre que l’on en déduit.",
        "en": "The territories of both phases of the programme, the intercommunalities and "
        "communes that are their members, and the succession derived from them.",
    },
    (ANCT,),
    LICENCE,
    "https://www.data.gouv.fr/fr/datasets/programme-territoires-dindustrie/",
    ("https://www.data.gouv.fr/api/1/datasets/programme-territoires-dindustrie/",),
)


def recognise(files: Sequence[Path], dated: str = "", part: str = "") -> list[Recognised]:
    """Return the files of territories, each with its phase, by their columns.

    The phase of a file is that in its name ("2018-2022"), or of the name under which
    ANCT publishes it, else `part`. Raises `DataError` where a file says none, or
    there is no such file.
    """
    check_date(dated)
    if part and part not in PHASES:
        raise DataError(f"--part {part}: a phase is {' or '.join(PHASES)}.")
    found = []
    for path in files:
        form = form_of(path)
        if form == CENTRES:
            found.append(Recognised(path, CENTRES, dated))
        elif form:
            phase = part or _phase_in(path)
            if not phase:
                raise DataError(
                    f"{path}: of which phase? The file does not say. Give --part 2018-2022 or "
                    "--part 2023-2027, or put these years into its name."
                )
            kept = "" if phase == "2018-2022" else dated
            found.append(Recognised(path, phase + form, kept))
    if not found:
        raise NothingToReadError(
            "No file of Territoires d’industrie here: give ANCT’s GeoJSON (id_ti, lib_ti, "
            "siren_groupement or id_territoire, lib_territoire, liste_geo) or CSV (id_ti, "
            "lib_ti with siren_groupement or insee_com)."
        )
    return sorted(found, key=lambda one: (one.part, str(one.path)))


def read(sources: Sequence[Source], known: Known) -> Reading:
    """Return the layer's lines: territories by phase, then their succession."""
    report = Report(NAME)
    return Reading(_lines(sources, known, report), report)


def prepare(sources: Sequence[Source], known: Known) -> None:
    """Say that the population of communes that are members themselves is wanted, too.

    The hand-made mappings tie territories of the curated graph to those of the registry.
    """
    apply(known)
    report = Report(NAME)
    known.wanted["siren"].update(
        siren
        for source in sources
        if phase_of(source) in PHASES
        for territory in load(source, report)
        for siren in territory.members
    )


def phase_of(source: Source) -> str:
    """Return the years of the phase of a file, from its part: "2018-2022/contours"."""
    return source.part.partition("/")[0]


def _phase_in(path: Path) -> str:
    """Return the phase that the name of a file tells, "" where it tells none.

    ANCT’s lists by commune bear the day on which they were made; the territories of the
    second phase were announced on 9 November 2023.
    """
    for phase in PHASES:
        first, last = phase.split("-")
        if re.search(rf"{first}\D{last}", path.name):
            return phase
    if made := re.search(r"liste-ti\b.*?(?<!\d)(20\d{6})(?!\d)", path.name):
        return "2018-2022" if made[1] < "20231109" else "2023-2027"
    return _NAMED.get(path.stem, "")


def _lines(sources: Sequence[Source], known: Known, report: Report) -> Iterator[str]:
    facts = FrenchFacts(known)
    by_phase: dict[str, dict[str, Territory]] = {}
    for years, phase in PHASES.items():
        territories = by_phase[years] = {}
        ordered = sorted(
            (one for one in sources if phase_of(one) == years), key=lambda one: one.part
        )
        for source in ordered:
            _gather(source, phase, territories, facts, report)
    facts.frames()
    lineages(by_phase["2018-2022"], by_phase["2023-2027"], known)
    for years, territories in by_phase.items():
        drawn = simplified({code: one.geometry for code, one in sorted(territories.items())})
        for code, contour in drawn.items():
            territories[code].contour = contour
        for code in sorted(territories):
            _territory(territories[code], PHASES[years], facts)
        yield from facts.take()
    yield from succession_events(by_phase["2018-2022"], by_phase["2023-2027"], facts)
    for source in sources:
        if source.part == CENTRES:
            _centres(source, facts, report)
    yield from facts.take()


def _gather(
    source: Source,
    phase: Phase,
    territories: dict[str, Territory],
    facts: FrenchFacts,
    report: Report,
) -> None:
    """Add what one file says to the territories of its phase, with the citations of its rows."""
    known = facts.known
    dated = source.dated or known.issued.get(source.sha256, "") or source.retrieved[:10]
    attests = phase.attests or dated
    title = f"Territoires d’industrie, {phase.title} ({phase.years}) : {source.name}"
    file = facts.file(source, title, ANCT)
    inside = 0
    for row in load(source, report):
        scheme = f"anct-ti-{phase.years}"
        iri = known.identifiers.get((scheme, row.code)) or (
            f"{PREFIXES['territory']}{phase.years}-{row.code}"
        )
        territory = territories.setdefault(
            row.code, Territory(iri, phase.years, row.code, row.name)
        )
        citation = facts.citation(file, row.code, ANCT, attests)
        territory.citations.append(citation)
        territory.names.append(row.name)
        territory.dated = max(territory.dated, dated)
        territory.communes += row.communes
        if row.communes and not row.members:
            inside += 1
        if row.geometry and territory.point is None:
            territory.point, territory.geometry = centre(row.geometry), row.geometry
            if territory.point is None:
                report.notes.append(f"{source.name}: {row.code} has a geometry without points.")
        for siren, name in row.members.items():
            member = facts.member(siren, name, citation)
            territory.members.setdefault(member, []).append(citation)
            territory.lies_in.update(known.lies_in.get(siren, ()))
    if inside:
        report.notes.append(
            f"{source.name} says which communes lie in {inside} territories, not who their members "
            "are: those come from ANCT’s GeoJSON or its CSV by grouping."
        )


def _territory(territory: Territory, phase: Phase, facts: FrenchFacts) -> None:
    iri = territory.iri
    facts.entity(iri, PREFIXES["tig"] + "LabelledTerritory", territory.name, names=territory.names)
    facts.identifier(iri, f"anct-ti-{phase.years}", territory.code, territory.citations[0])
    facts.add(iri, PREFIXES["tig"] + "inPhase", f"<{phase.iri}>")
    if territory.lineage not in facts.known.described:
        facts.entity(territory.lineage, PREFIXES["tig"] + "Lineage", f"{territory.name} (lignée)")
        facts.add(territory.lineage, PREFIXES["tig"] + "ofProgramme", f"<{PROGRAMME}>")
    facts.add(iri, PREFIXES["prov"] + "specializationOf", f"<{territory.lineage}>")
    region = f"{PREFIXES['area']}region-{territory.code[3:5]}"
    if region not in facts.known.described:
        facts.entity(region, _LOCATION, f"région {territory.code[3:5]} (code Insee)")
    facts.add(iri, _SPATIAL, f"<{region}>")
    for code in sorted(territory.lies_in):
        departement = f"{PREFIXES['area']}departement-{code}"
        if departement in facts.known.described:
            facts.add(iri, _SPATIAL, f"<{departement}>")
    if territory.point or territory.communes:
        area = f"{PREFIXES['area']}territory-{phase.years}-{territory.code}"
        facts.entity(area, _LOCATION, f"{territory.name} (aire, {phase.years})")
        facts.add(iri, _SPATIAL, f"<{area}>")
        if territory.point:
            facts.point(area, *territory.point)
        if territory.contour:
            facts.contour(area, territory.contour, territory.citations[0])
        for code in sorted(set(territory.communes)):
            commune = f"{PREFIXES['area']}commune-{code}"
            if commune in facts.known.described:
                facts.add(commune, _WITHIN, f"<{area}>")
    bounds = dict(phase.bounds)
    if not phase.attests and territory.dated:
        bounds |= {"latestBegin": territory.last_day, "earliestEnd": territory.first_day}
    for member in sorted(territory.members):
        facts.relation(
            member,
            "member",
            iri,
            phase.years[:4],
            territory.members[member],
            bounds,
            "membership",
        )


def _centres(source: Source, facts: FrenchFacts, report: Report) -> None:
    """Put the centre points of intercommunalities on their areas, where these are described."""
    placed_already = set()
    for number, (told, geometry) in enumerate(features(source.path, source.name), 1):
        report.row(source.name)
        siren = siren_of(told.get("siren_ept") or told.get("siren_epci"))
        if not is_siren(siren):
            report.refuse(source.name, number, siren_fault(siren))
            continue
        area = f"{PREFIXES['area']}epci-{siren}"
        point = centre(geometry)
        if area not in facts.known.described:
            report.left_out[source.name, "the intercommunality has no area in the layers"] += 1
        elif point is None or area in placed_already:
            report.refuse(source.name, siren, "a second row" if point else "no point")
        else:
            placed_already.add(area)
            facts.point(area, *point)


READER = Reader(
    NAME,
    "the labelled territories of both phases, and their members",
    _DESCRIPTION,
    recognise,
    read,
    after=("cog",),
    providers=(DATA_GOUV,),
    prepare=prepare,
)
