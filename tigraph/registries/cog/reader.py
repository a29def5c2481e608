"""The official geographic code and the lists of EPCI, year by year, as a layer.

Reads `data/` of the npm package `@etalab/decoupage-administratif`, or the answers of
`https://geo.api.gouv.fr`. What stands in several vintages is one claim with bounds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tigraph.errors import DataError, NothingToReadError
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.cog.about import DESCRIPTION, DGCL, GEO_API, INSEE, NAME
from tigraph.registries.cog.history import Lists, group_events
from tigraph.registries.cog.packages import PACKAGE, kind_of, package_vintage, year_in
from tigraph.registries.cog.vintages import (
    CommuneList,
    Vintage,
    api_list,
    areas,
    commune_list,
    group_list,
)
from tigraph.registries.facts import ENOUGH, Facts
from tigraph.registries.french import FrenchFacts
from tigraph.registries.french_usage import FRENCH
from tigraph.registries.known import Known
from tigraph.registries.periods import bounds, check_date, runs, state_day
from tigraph.registries.sources import (
    Reader,
    Reading,
    Recognised,
    Report,
    Source,
)
from tigraph.registries.tables import first_record, uncollected

LOCATION, WITHIN = PREFIXES["dcterms"] + "Location", PREFIXES["geo"] + "sfWithin"
SPATIAL = PREFIXES["dcterms"] + "spatial"
MEASURES = ("population-municipale", "population-totale")
_TITLES = {
    "communes": "communes",
    "epci": "liste des EPCI",
    "ept": "liste des établissements publics territoriaux",
    "regions": "régions",
    "departements": "départements",
    "arrondissements": "arrondissements",
    "api-communes": "communes et leur EPCI (geo.api.gouv.fr)",
    "api-epcis": "EPCI (geo.api.gouv.fr)",
}
#: The lists of areas, and the field of what each lies in.
_NESTED = (("regions", ""), ("departements", "region"), ("arrondissements", "departement"))
_TIG = PREFIXES["tig"]
#: What the package holds besides: the history, and a second state of the same year.
_BESIDE = re.compile(r"historique|communes-\d{4}")


def recognise(
    files: Sequence[Path],
    dated: str = "",
    part: str = "",  # noqa: ARG001  # every reader is told; here the content tells
) -> list[Recognised]:
    """Return the lists among the files, each as "2024/epci", by their content.

    The vintage is that of the package around the file, else `dated`, else a year in
    the name of the file or its folder. Raises `DataError` where there is none of
    these, or no file is such a list.
    """
    check_date(dated)
    found = []
    for path in files:
        record = first_record(path) if path.suffix.lower() in ("", ".json") else None
        kind = kind_of(record, path.stem) if record else ""
        packed = package_vintage(path, dated) if kind else ""
        if not kind or (packed and _BESIDE.match(path.stem)):
            continue
        when = packed or dated or year_in(path)
        if not when:
            raise DataError(
                f"{path}: of which year is this list? Give --dated 2024, or the folder of the "
                f"npm package {PACKAGE} whole, with its package.json."
            )
        found.append(Recognised(path, f"{when}/{kind}", when))
    if not found:
        raise NothingToReadError(
            f"No list of communes or intercommunalities here: give the folder (or the .tgz) of "
            f"the npm package {PACKAGE}, or answers of https://geo.api.gouv.fr as .json."
        )
    return sorted(found, key=lambda one: (one.dated, one.part, str(one.path)))


def read(sources: Sequence[Source], known: Known) -> Reading:
    """Return the layer's lines, in the order: areas, communes, intercommunalities, events."""
    report = Report(NAME)
    return Reading(_lines(sources, known, report), report)


def _lines(sources: Sequence[Source], known: Known, report: Report) -> Iterator[str]:
    by_kind: dict[str, list[Source]] = defaultdict(list)
    for source in sorted(sources, key=lambda one: (state_day(one.dated), one.part)):
        by_kind[source.part.rpartition("/")[2]].append(source)
    facts = FrenchFacts(known)
    cite = _Files(facts)
    above: dict[str, str] = {}
    yield from _areas(by_kind, above, facts, cite, report)
    with uncollected():
        lists = _load(by_kind, known, report)
    yield from _communes(lists, facts, cite)
    for kind in ("epci", "ept"):
        yield from _groups(lists.groups[kind], lists, above, facts, cite)
        yield from group_events(kind, lists, facts, cite, report)


class _Files:
    """The nodes of files and the citations of their rows, by source."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.files: dict[str, tuple[str, str]] = {}

    def __call__(self, source: Source, key: str) -> str:
        """Return the citation of a row."""
        if source.part not in self.files:
            year, _, kind = source.part.rpartition("/")
            publisher = DGCL if kind in ("epci", "ept") else INSEE
            title = f"Découpage administratif {year} : {_TITLES[kind]} ({source.name})"
            self.files[source.part] = self.facts.file(source, title, publisher), publisher
        file, publisher = self.files[source.part]
        return self.facts.citation(file, key, publisher, source.dated)


def _areas(
    by_kind: dict[str, list[Source]],
    regions: dict[str, str],
    facts: Facts,
    cite: _Files,
    report: Report,
) -> Iterator[str]:
    """Regions, départements, arrondissements; `regions` gets the region of each département."""
    for plural, parent in _NESTED:
        kind = plural.removesuffix("s")
        for code, vintages in sorted(areas(by_kind[plural], parent, report).items()):
            last = vintages[-1]
            iri = f"{PREFIXES['area']}{kind}-{code}"
            facts.entity(iri, LOCATION, last.name, names=[one.name for one in vintages])
            facts.identifier(iri, f"insee-{kind}", code, cite(last.source, code))
            if last.within and f"{PREFIXES['area']}{parent}-{last.within}" in facts.known.described:
                facts.add(iri, WITHIN, f"<{PREFIXES['area']}{parent}-{last.within}>")
                if kind == "departement":
                    regions[code] = last.within
    yield from facts.take()


def _load(by_kind: dict[str, list[Source]], known: Known, report: Report) -> Lists:
    """Load all lists; a vintage that repeats the one before is left aside, and said."""
    communes: list[CommuneList] = []
    sirens, wanted = dict[str, str](), known.wanted["siren"]
    for source in _distinct([*by_kind["communes"], *by_kind["api-communes"]], report):
        communes.append(commune_list(source, report))
    communes.sort(key=lambda one: state_day(one.dated))
    of_day = {one.dated: one for one in communes}
    labels: dict[str, str] = {}
    groups: dict[str, list[Vintage]] = {"epci": [], "ept": []}
    for source in _distinct(by_kind["api-epcis"], report):
        if source.dated not in of_day:
            raise DataError(
                f"{source.name}: the members of EPCI come from the API’s /communes of the same "
                f"date, which is not here. Add it, with fields=nom,code,siren,codeEpci."
            )
        groups["epci"].append(api_list(source, of_day[source.dated], report))
    for kind in groups:
        for source in _distinct(by_kind[kind], report):
            groups[kind].append(group_list(source, report, sirens, labels, wanted))
        groups[kind] = _changed(sorted(groups[kind], key=lambda one: one.day), report)
    return Lists(communes, groups, labels)


def _distinct(sources: Sequence[Source], report: Report) -> list[Source]:
    """Return the sources without those that hold the very bytes of the one before."""
    kept: list[Source] = []
    for source in sources:
        if kept and kept[-1].sha256 == source.sha256:
            _say_repeat(source, kept[-1], report)
        else:
            kept.append(source)
    return kept


def _changed(vintages: Sequence[Vintage], report: Report) -> list[Vintage]:
    """Return the vintages without those that say the very same as the one before."""
    kept: list[Vintage] = []
    for vintage in vintages:
        if kept and kept[-1].groups == vintage.groups:
            _say_repeat(vintage.source, kept[-1].source, report)
        else:
            kept.append(vintage)
    return kept


def _say_repeat(source: Source, before: Source, report: Report) -> None:
    report.notes.append(
        f"{source.part} ({source.name}) repeats {before.part}: it is no vintage of its own, and no "
        "history is derived from it."
    )


def _communes(lists: Lists, facts: Facts, cite: _Files) -> Iterator[str]:
    """The communes: each an area by its INSEE code and an institution by its SIREN."""
    names = lists.names
    last = {code: listed for listed in lists.communes for code in listed.communes}
    area = PREFIXES["area"]
    for code in sorted(last):
        listed = last[code]
        commune = listed.communes[code]
        iri = f"{area}commune-{code}"
        facts.entity(iri, LOCATION, commune.name, names=names[code])
        facts.identifier(iri, "insee-commune", code, cite(listed.source, code))
        if commune.point:
            facts.point(iri, *commune.point)
        for above in (
            f"{area}arrondissement-{commune.arrondissement}",
            f"{area}departement-{commune.departement}",
        ):
            if above in facts.known.described:
                facts.add(iri, WITHIN, f"<{above}>")
        if commune.siren:
            facts.known.lies_in[commune.siren] = (commune.departement,)
            _institution(commune.siren, code, names[code], cite(listed.source, code), facts)
        yield from facts.take(ENOUGH)
    for listed in lists.communes[-1:]:
        for code, whole in listed.successors().items():
            facts.known.parts["insee-commune", code] = whole
        for code, (name, within) in sorted(listed.districts.items()):
            iri = f"{area}municipal-district-{code}"
            facts.entity(iri, LOCATION, name)
            facts.identifier(iri, "insee-municipal-district", code, cite(listed.source, code))
            facts.add(iri, WITHIN, f"<{area}commune-{within}>")
    yield from facts.take()
    _populations(lists, facts, cite)
    yield from facts.take()


def _populations(lists: Lists, facts: Facts, cite: _Files) -> None:
    """The population of the communes that are wanted, and of towns, by vintage.

    The list of EPCI gives it with its own figures; where it does not, that of communes.
    """
    wanted = facts.known.wanted["siren"]
    given = set()
    for vintage in lists.groups["epci"]:
        for siren, group in sorted(vintage.groups.items()):
            for code, populations in sorted(group.populations.items()):
                for measure, value in zip(MEASURES, populations, strict=True):
                    if value is not None:
                        given.add((vintage.dated, code))
                        about = f"{PREFIXES['commune']}{group.members[code]}"
                        citation = cite(vintage.source, siren)
                        facts.figure(about, measure, value, vintage.dated, citation)
    for listed in lists.communes:
        some = wanted | listed.towns()
        for code, commune in listed.communes.items():
            one = commune.population
            if commune.siren in some and one is not None and (listed.dated, code) not in given:
                about = f"{PREFIXES['commune']}{commune.siren}"
                facts.figure(about, MEASURES[0], one, listed.dated, cite(listed.source, code))


def _institution(siren: str, code: str, names: Sequence[str], citation: str, facts: Facts) -> None:
    iri = f"{PREFIXES['commune']}{siren}"
    labels = [f"{name} (commune)" for name in names]
    kind = PREFIXES["org"] + "FormalOrganization"
    if facts.entity(iri, kind, labels[0], names=labels):
        facts.authority(iri)
        facts.add(iri, SPATIAL, f"<{PREFIXES['area']}commune-{code}>")
    facts.known.seats[f"{PREFIXES['area']}commune-{code}"] = iri
    facts.identifier(iri, "siren", siren, citation)


def _groups(
    vintages: list[Vintage],
    lists: Lists,
    regions: dict[str, str],
    facts: Facts,
    cite: _Files,
) -> Iterator[str]:
    """Intercommunalities, then the membership of each commune in them, a claim for each run."""
    days = [(vintage.day, vintage.day) for vintage in vintages]
    departements = lists.departements
    stands: dict[str, list[int]] = defaultdict(list)
    joined: dict[tuple[str, str], list[int]] = defaultdict(list)
    codes: dict[str, str] = {}
    for place, vintage in enumerate(vintages):
        for siren, group in vintage.groups.items():
            stands[siren].append(place)
            for code, member in group.members.items():
                joined[member, siren].append(place)
                codes[member] = code
    names = lists.names
    for siren in sorted(stands):
        _group(siren, [vintages[place] for place in stands[siren]], facts, cite)
        _forms(siren, vintages, days, facts, cite)
        latest = vintages[stands[siren][-1]].groups[siren]
        lies_in = sorted({departements[code] for code in latest.members if code in departements})
        facts.known.lies_in[siren] = tuple(lies_in)
        for area in [
            *(f"departement-{code}" for code in lies_in),
            *(f"region-{code}" for code in sorted({regions.get(code, "") for code in lies_in})),
        ]:
            if f"{PREFIXES['area']}{area}" in facts.known.described:
                facts.add(
                    f"{PREFIXES['area']}epci-{siren}",
                    PREFIXES["geo"] + "sfIntersects",
                    f"<{PREFIXES['area']}{area}>",
                )
        yield from facts.take(ENOUGH)
    for member, siren in sorted(joined):
        places = joined[member, siren]
        code = codes[member]
        if f"{PREFIXES['commune']}{member}" not in facts.known.described:
            borne = names.get(code) or [lists.labels.get(code, code)]
            citation = cite(vintages[places[-1]].source, siren)
            area = f"{PREFIXES['area']}commune-{code}"
            if area not in facts.known.described:
                facts.entity(area, LOCATION, borne[0])
                facts.identifier(area, "insee-commune", code, citation)
            _institution(member, code, borne, citation, facts)
        for first, last in runs(places):
            facts.relation(
                f"{PREFIXES['commune']}{member}",
                "member",
                f"{PREFIXES['epci']}{siren}",
                vintages[first].dated,
                [cite(vintages[place].source, siren) for place in (first, last)],
                bounds(days, first, last),
                "membership",
            )
        yield from facts.take(ENOUGH)
    yield from facts.take()


def _group(siren: str, stands: list[Vintage], facts: Facts, cite: _Files) -> None:
    """One intercommunality: all names it bore, its area, its population by vintage."""
    iri, area = f"{PREFIXES['epci']}{siren}", f"{PREFIXES['area']}epci-{siren}"
    latest = stands[-1].groups[siren]
    borne = [vintage.groups[siren].name for vintage in stands]
    if facts.entity(iri, _TIG + "Intercommunality", latest.name, names=borne[::-1]):
        facts.authority(iri)
    facts.identifier(iri, "siren", siren, cite(stands[-1].source, siren))
    facts.entity(area, LOCATION, f"{latest.name} (aire)")
    facts.add(iri, SPATIAL, f"<{area}>")
    for vintage in stands:
        group = vintage.groups[siren]
        for measure, value in zip(MEASURES, (group.municipal, group.total), strict=True):
            if value is not None:
                facts.figure(iri, measure, value, vintage.dated, cite(vintage.source, siren))


def _forms(
    siren: str,
    vintages: list[Vintage],
    days: list[tuple[str, str]],
    facts: Facts,
    cite: _Files,
) -> None:
    """The legal forms of an intercommunality, a claim for each run of vintages."""
    forms: dict[str, list[int]] = defaultdict(list)
    for place, vintage in enumerate(vintages):
        if siren in vintage.groups and (form := vintage.groups[siren].form):
            forms[form].append(place)
    for form in sorted(forms):
        for first, last in runs(forms[form]):
            facts.relation(
                f"{PREFIXES['epci']}{siren}",
                "has-legal-form",
                f"{PREFIXES['legal-form']}{form}",
                vintages[first].dated,
                [cite(vintages[place].source, siren) for place in (first, last)],
                bounds(days, first, last),
                "description",
            )


READER = Reader(
    NAME,
    "regions, départements, communes, intercommunalities, by year",
    DESCRIPTION,
    recognise,
    read,
    providers=(GEO_API,),
    usage=FRENCH,
)
