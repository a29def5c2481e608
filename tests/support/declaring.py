"""Layers read by declarations that a test writes; all of it is fictitious."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox

from tigraph.rdf.asking import select
from tigraph.rdf.vocabulary import curie
from tigraph.registries import Known, Report, Source, prepare, reader_of

#: Workshops of Fabelland, a country that does not exist: regions, and their members by a number
#: of five digits whose last is its check digit (Luhn's).
WORKSHOPS = """\
layer: werkstatt
title: {de: Werkstattregionen (frei erfunden), en: Workshop regions (fictitious)}
language: de
publishers: [{is: organisation:fabelland-amt, name: {de: Amt für Fabeln}}]
programme: {is: programme:fabelland-w, name: {de: Werkstattregionen}}
phases:
  w1: {is: phase:fabelland-w1, name: {de: Erste Phase}}
codes:
  region: {scheme: fabelland-region, word: Regionsnummer, pattern: 'W-[0-9]{2}'}
  kreis:
    scheme: fabelland-kreis
    word: Kreisnummer
    pattern: '[0-9]{5}'
    form: five digits
    check: luhn
    bearers: [{is: 'organisation:fabelland-kreis-{code}', kind: org:FormalOrganization}]
columns: {code: Nr, name: Region, kreis: Kreisnummer, kreisname: Kreis, since: Seit}
forms:
  table: {format: table, columns: [code, name, kreis]}
dates: [day/month/year]
territory:
  code: code
  name: name
  system: region
  is: territory:fabelland-{code}
  lineage: lineage:fabelland-{code}
members:
  - {code: kreis, name: kreisname, systems: [kreis], since: since}
"""
HEADER = "Nr;Region;Kreisnummer;Kreis;Seit"
#: Two rows that are right.
ROWS = ("W-01;Tal;10017;Kreis A;04.05.2031", "W-01;Tal;10025;Kreis B;5.5.2031")


class Declared:
    """What a declaration makes of files."""

    def __init__(self, folder: Path, declaration: str, *files: Path, dated: str = "") -> None:
        path = folder / "declaration.yaml"
        path.write_text(declaration, encoding="utf-8")
        reader = reader_of(path, path.name)
        sources = [
            Source(
                one.path,
                one.path.name,
                hashlib.sha256(one.path.read_bytes()).hexdigest(),
                part=one.part,
                dated=one.dated,
            )
            for one in reader.recognise(files, dated, "")
        ]
        known = Known()
        prepare(known, {reader.name: sources}, {reader.name: reader})
        reading = reader.read(sources, known)
        self.text = "".join(reading.lines)
        self.report: Report = reading.report
        self.store = ox.Store()
        self.store.load(input=self.text.encode(), format=ox.RdfFormat.N_TRIPLES)

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT as CURIEs and texts, sorted."""
        return sorted(tuple(map(curie, row.values())) for row in select(self.store, query))

    def members(self) -> list[str]:
        """Return the local names of the members that are claimed."""
        found = self.ask("SELECT ?m WHERE { ?c tig:relation relation:member ; org:member ?m }")
        return [member.rpartition("-")[2] for (member,) in found]

    def refused(self) -> list[tuple[str, str]]:
        """Return the rows that were refused, with the reason."""
        return [(one.row, one.reason) for one in self.report.refused]


def written(
    folder: Path, *lines: str, name: str = "w-2031-06-01.csv", encoding: str = "utf-8"
) -> Path:
    """Write the lines of a table."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path
