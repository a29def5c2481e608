"""The register of the Werkstattregionen as a layer. All of it is fictitious: there is no Fabelland.

A row of the register is a Kreis that is a member of a Werkstattregion from a day on, perhaps
to another, both as DD.MM.YYYY. A Kreis has a number of five digits, the last of them a check
digit (ISO 7064, MOD 11,10); it lies in a Land, which has a number of two.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from fabelland_register.country import OUTLINES, PUBLISHER, describe_country
from tigraph.errors import DataError, NothingToReadError
from tigraph.names import slug
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries import (
    Description,
    Known,
    Provider,
    Reader,
    Reading,
    Recognised,
    Report,
    Source,
    facts,
    tables,
)

NAME = "werkstatt"
COLUMNS = {
    name: (name,)
    for name in (
        "Phase", "Region", "Nachfolgerin von", "Kreisnummer", "Kreis", "Hauptort", "Landnummer",
        "Land", "Einwohner", "Breite", "Länge", "Mitglied seit", "Mitglied bis",
    )
}  # fmt: skip
OPTIONAL = ("Nachfolgerin von", "Mitglied bis")
_P = PREFIXES
_STATE = re.compile(r"(?<!\d)(\d{2})[._](\d{2})[._](\d{4})(?!\d)")


def iso(told: str) -> str:
    """Return a day given as DD.MM.YYYY in ISO, "" where it is none.

    >>> iso("04.05.2031"), iso("31.02.2031"), iso("2031-05-04")
    ('2031-05-04', '', '')
    """
    try:
        return datetime.datetime.strptime(told, "%d.%m.%Y").date().isoformat()
    except ValueError:
        return ""


def is_kreisnummer(told: str) -> bool:
    """Whether a text is the number of a Kreis.

    >>> is_kreisnummer("07945"), is_kreisnummer("07948"), is_kreisnummer("7945")
    (True, False, False)
    """
    if not re.fullmatch("[0-9]{5}", told):
        return False
    check = 5
    for digit in told[:-1]:
        check = ((check or 10) * 2 % 11 + int(digit)) % 10
    return ((check or 10) * 2 % 11 + int(told[-1])) % 10 == 1


def recognise(files: Sequence[Path], dated: str = "", part: str = "") -> list[Recognised]:
    """Return the editions of the register among the files: of the day in their names."""
    found = []
    for path in files:
        names = tables.header(tables.beginning(path))[0] if path.suffix == ".csv" else []
        if "Kreisnummer" not in names:
            continue
        stand = _STATE.search(path.stem)
        when = dated or (iso(".".join(stand.groups())) if stand else "")
        if not when:
            raise DataError(
                f"{path}: of when? Give --dated, or the day in its name: werkstatt_04.05.2031.csv."
            )
        found.append(Recognised(path, when, when))
    if not found:
        raise NothingToReadError("No register of the Werkstattregionen here: give its CSV.")
    return sorted(found, key=lambda one: one.part)


def read(sources: Sequence[Source], known: Known) -> Reading:
    """Return the layer's lines. A later edition says of a membership what earlier ones did not."""
    report = Report(NAME)
    return Reading(_lines(sources, known, report), report)


def _lines(sources: Sequence[Source], known: Known, report: Report) -> Iterator[str]:
    said = facts.Facts(known, "https://example.org/fabelland/lizenz", "de")
    describe_country(said)
    latest: dict[tuple[str, str, str], tuple[dict[str, str], list[str]]] = {}
    for source in sorted(sources, key=lambda one: one.dated):
        file = said.file(source, f"Register der Werkstattregionen ({source.name})", PUBLISHER)
        for line, row in tables.rows(source.path, COLUMNS, OPTIONAL, source.name):
            report.row(source.name)
            if row is None:
                report.refuse(source.name, line, "another number of fields than the header")
            elif not is_kreisnummer(row["Kreisnummer"]):
                told = row["Kreisnummer"]
                report.refuse(source.name, line, f"the Kreisnummer “{told}” fails its check")
            elif not (row["Region"] and iso(row["Mitglied seit"])):
                report.refuse(source.name, line, "no region, or no day since when")
            else:
                key = f"{row['Phase']}-{slug(row['Region'])}-{row['Kreisnummer']}"
                citation = said.citation(file, key, PUBLISHER, source.dated)
                held = (row["Phase"], row["Region"], row["Kreisnummer"])
                latest[held] = row, [*latest.get(held, ({}, []))[1], citation]
                _figure(said, row, source, citation)
    for held in sorted(latest):
        _membership(said, *latest[held])
    yield from said.take()


def _figure(said: facts.Facts, row: dict[str, str], source: Source, citation: str) -> None:
    kreis = f"{_P['organisation']}fabelland-kreis-{row['Kreisnummer']}"
    node = f"{_P['claim']}fabelland-kreis-{row['Kreisnummer']}--fabelland-einwohner--{source.dated}"
    if row["Einwohner"].isdigit() and node not in said.known.described:
        said.known.described.add(node)
        number = int(row["Einwohner"])
        said.figure(kreis, "fabelland-einwohner", number, source.dated, citation)


def _membership(said: facts.Facts, row: dict[str, str], citations: list[str]) -> None:
    """Describe the Land, the Kreis and the region of a row, and claim the membership."""
    kreis, land = _places(said, row, citations[0])
    region = f"{_P['territory']}fabelland-{row['Phase']}-{slug(row['Region'])}"
    lineage = f"{_P['lineage']}fabelland-{slug(row.get('Nachfolgerin von') or row['Region'])}"
    if said.entity(region, _P["tig"] + "LabelledTerritory", row["Region"]):
        _succession(said, row, region, citations[0])
    said.entity(lineage, _P["tig"] + "Lineage", f"{row['Region']} (Linie)")
    for subject, predicate, value in (
        (region, _P["tig"] + "inPhase", f"{_P['phase']}fabelland-{row['Phase']}"),
        (region, _P["prov"] + "specializationOf", lineage),
        (region, _P["dcterms"] + "spatial", land),
        (lineage, _P["tig"] + "ofProgramme", f"{_P['programme']}fabelland-werkstattregionen"),
    ):
        said.add(subject, predicate, f"<{value}>")
    since, until = iso(row["Mitglied seit"]), iso(row.get("Mitglied bis", ""))
    bounds = {"earliestBegin": since, "latestBegin": since}
    bounds |= {"earliestEnd": until, "latestEnd": until} if until else {}
    said.relation(kreis, "member", region, since, citations, bounds, "membership")


def _succession(said: facts.Facts, row: dict[str, str], region: str, citation: str) -> None:
    """Claim which region of the phase before goes on as this one: that named, or its namesake."""
    name = row.get("Nachfolgerin von") or row["Region"]
    before = f"{_P['territory']}fabelland-{int(row['Phase']) - 1}-{slug(name)}"
    if before in said.known.described:
        since = iso(row["Mitglied seit"])
        said.relation(before, "continued-as", region, since, [citation], {}, "composition")


def _places(said: facts.Facts, row: dict[str, str], citation: str) -> tuple[str, str]:
    """Describe a Kreis with its area and its main town; return its IRI, and its Land's area."""
    number, within = row["Kreisnummer"], _P["geo"] + "sfWithin"
    location, spatial = _P["dcterms"] + "Location", _P["dcterms"] + "spatial"
    kreis = f"{_P['organisation']}fabelland-kreis-{number}"
    area = f"{_P['area']}fabelland-kreis-{number}"
    land = f"{_P['area']}fabelland-land-{row['Landnummer']}"
    town = f"{_P['area']}fabelland-ort-{number}-{slug(row['Hauptort'])}"
    if said.entity(land, location, row["Land"]):
        said.identifier(land, "fabelland-land", row["Landnummer"], citation)
        if outline := OUTLINES.get(row["Landnummer"]):
            said.contour(land, outline, citation)
    if said.entity(area, location, f"{row['Kreis']} (Gebiet)"):
        said.identifier(area, "fabelland-kreis", number, citation)
        said.add(area, within, f"<{land}>")
        said.point(area, *(float(row[name].replace(",", ".")) for name in ("Breite", "Länge")))
    if said.entity(town, location, row["Hauptort"]):
        said.add(town, within, f"<{area}>")
    if said.entity(kreis, _P["org"] + "FormalOrganization", row["Kreis"]):
        said.authority(kreis)
        said.add(kreis, spatial, f"<{area}>")
    return kreis, land


READER = Reader(
    NAME,
    "the Werkstattregionen of Fabelland and their Kreise (fictitious)",
    Description(
        {"de": "Werkstattregionen (frei erfunden)", "en": "Werkstattregionen (fictitious)"},
        {"en": "A fictitious register of a fictitious programme."},
        (PUBLISHER,),
        "https://example.org/fabelland/lizenz",
        "https://example.org/fabelland",
        language="de",
    ),
    recognise,
    read,
    providers=(
        Provider(
            r"https://daten\.example\.org/(\w+)", ("https://daten.example.org/{0}/werkstatt.csv",)
        ),
    ),
)
