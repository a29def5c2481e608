"""Small fictitious registers, and a layer read from them into a store in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from tigraph.rdf.asking import select
from tigraph.rdf.vocabulary import curie
from tigraph.registries.known import Known
from tigraph.registries.readers import installed_readers, prepare
from tigraph.registries.sources import Report, Source

READERS = installed_readers()


def siren(number: int) -> str:
    """Return a number of eight digits with its check digit, computed apart from tigraph."""
    digits = f"{number:08d}"
    total = sum(sum(divmod(int(d) * (2 if place % 2 else 1), 10)) for place, d in enumerate(digits))
    return digits + str(-total % 10)


#: SIREN made for the tests, with right check digits: no intercommunality bears them.
EPCI_A, EPCI_B, EPCI_C, EPCI_D = (siren(90_000_000 + number) for number in range(4))


def commune_siren(code: str) -> str:
    """Return the SIREN of a fictitious commune by its INSEE code."""
    return siren(21_000_000 + int(code))


def epci(
    number: str, name: str, codes: Iterable[str], form: str = "CC", population: int = 100
) -> dict[str, Any]:
    """Return a fictitious row of the list of EPCI."""
    return {
        "code": number, "nom": name, "type": form, "modeFinancement": "FPU",
        "populationTotale": population + 1, "populationMunicipale": population,
        "membres": [
            {"code": c, "siren": commune_siren(c), "nom": f"Ville-{c}",
             "populationTotale": 11, "populationMunicipale": 10} for c in codes
        ],
    }  # fmt: skip


def commune(
    code: str, former: Sequence[str] = (), kind: str = "commune-actuelle"
) -> dict[str, Any]:
    """Return a fictitious row of the list of communes."""
    told = {
        "code": code, "nom": f"Ville-{code}", "type": kind, "arrondissement": "011",
        "departement": "01", "region": "84", "siren": commune_siren(code), "population": 10,
    }  # fmt: skip
    return {**told, "anciensCodes": list(former)} if former else told


def package(folder: Path, version: str, **lists: Sequence[Mapping[str, Any]]) -> Path:
    """Write a fictitious npm package of the yearly lists; return its folder."""
    data = folder / version / "data"
    data.mkdir(parents=True)
    told = {"name": "@etalab/decoupage-administratif", "version": version}
    (data.parent / "package.json").write_text(json.dumps(told))
    for name, rows in lists.items():
        (data / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return data.parent


def sources_of(layer: str, paths: Iterable[Path], dated: str = "", part: str = "") -> list[Source]:
    """Return what a reader recognises among files and folders, as sources."""
    files = [f for p in paths for f in (sorted(p.rglob("*")) if p.is_dir() else [p]) if f.is_file()]
    return [
        Source(
            one.path,
            one.path.name,
            hashlib.sha256(one.path.read_bytes()).hexdigest(),
            part=one.part,
            dated=one.dated,
        )
        for one in READERS[layer].recognise(files, dated=dated, part=part)
    ]


class Layers:
    """Layers read one after the other into a store in memory, with their reports."""

    def __init__(self, curated: ox.Store | None = None) -> None:
        self.store = curated or ox.Store()
        self.known = Known.of_store(self.store)
        self.reports: dict[str, Report] = {}
        self.lines: list[str] = []

    def read(self, layers: Mapping[str, Sequence[Source]]) -> Layers:
        prepare(self.known, layers, READERS)
        for name in READERS:
            if name in layers:
                reading = READERS[name].read(layers[name], self.known)
                text = "".join(reading.lines)
                self.lines += text.splitlines()
                self.store.load(input=text.encode(), format=ox.RdfFormat.N_TRIPLES)
                self.reports[name] = reading.report
        return self

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT as CURIEs and texts, sorted."""
        rows = select(self.store, query)
        return sorted(tuple(curie(value) for value in row.values()) for row in rows)

    def refused(self, layer: str) -> list[tuple[str, str]]:
        return [(one.row, one.reason) for one in self.reports[layer].refused]


def cog(*folders: Path, dated: str = "") -> Layers:
    return Layers().read({"cog": sources_of("cog", folders, dated)})
