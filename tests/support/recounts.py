"""The open data of the national layers, for tests: the files, and a recount of them with pandas.

The recount is the other road to the expected answers of the national queries: it reads the
files with `json` and pandas alone, and no code of tigraph's. The yearly packages come from npm
once and are kept in the user's cache folder, or in the folder that TIGRAPH_TEST_PACKAGES names.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tarfile
import tempfile
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from filelock import FileLock

from checkout import lacking, needs, shared

PACKAGE = "@etalab/decoupage-administratif"
#: The version of the package for each vintage. That of 2020 repeats the communes of 2019;
#: that of 2026 repeats the lists of intercommunalities of 2025.
VERSIONS = {
    2019: "0.7.0", 2020: "0.8.0", 2021: "1.1.1", 2022: "2.3.1",
    2023: "3.1.1", 2024: "4.1.0", 2025: "5.3.0", 2026: "6.0.0",
}  # fmt: skip
#: The vintages that have a list of intercommunalities of their own.
YEARS = tuple(range(2019, 2026))
LATEST = 2025
#: The file of each phase, and its columns of codes, names and members.
PHASES = {
    "phase:ti-1": ("anct-ti-2018-2022.geojson", "id_ti", "lib_ti", "siren_groupement"),
    "phase:ti-2": ("anct-ti-2023-2027.geojson", "id_territoire", "lib_territoire", "liste_geo"),
}


@cache
def package(year: int) -> Path:
    """Return the folder of a vintage's JSON files, packed by npm at the first call."""
    default = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tigraph-tests"
    folder = Path(os.environ.get("TIGRAPH_TEST_PACKAGES") or default) / VERSIONS[year]
    if not (folder / "data").is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f"{folder.name}.lock"):
            if not (folder / "data").is_dir():
                _pack(year, folder)
    return folder / "data"


def _pack(year: int, folder: Path) -> None:
    """Write the package of a vintage into a folder, which is there whole or not at all."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as given:
        command = [needs("npm"), "pack", "--silent", f"{PACKAGE}@{VERSIONS[year]}"]
        done = subprocess.run(command, cwd=given, capture_output=True, text=True, check=False)
        archives = list(Path(given).glob("*.tgz"))
        if done.returncode or not archives:
            lacking(f"the npm package {PACKAGE}@{VERSIONS[year]}")
        with tarfile.open(archives[0]) as archive:
            archive.extractall(given, filter="data")
        Path(given, "package").rename(folder)


@cache
def listed(year: int, kind: str = "epci") -> list[dict[str, Any]]:
    """Return a list of a vintage as it stands: epci, ept, communes, departements, regions."""
    path = package(year) / f"{kind}.json"
    return list(json.loads(path.read_text("utf-8"))) if path.exists() else []


@cache
def intercommunalities() -> pd.DataFrame:
    """Return year, siren, name, form, population of each intercommunality of each year."""
    return pd.DataFrame(
        (year, e["code"], e["nom"], e["type"], int(e["populationMunicipale"]))
        for year in YEARS
        for e in listed(year)
    ).set_axis(["year", "siren", "name", "form", "population"], axis=1)


@cache
def communes_of() -> pd.DataFrame:
    """Return year, siren (of the intercommunality), code and commune (its SIREN)."""
    return pd.DataFrame(
        (year, e["code"], m["code"], m["siren"])
        for year in YEARS
        for e in listed(year)
        for m in e["membres"]
    ).set_axis(["year", "siren", "code", "commune"], axis=1)


@cache
def communes() -> pd.DataFrame:
    """Return the communes of the latest list by SIREN: code, name, departement, region."""
    rows = [
        (c["siren"], c["code"], c["nom"], c["departement"], c["region"])
        for c in listed(LATEST, "communes")
        if c["type"] == "commune-actuelle" and "siren" in c and "departement" in c
    ]
    columns = ["commune", "code", "name", "departement", "region"]
    return pd.DataFrame(rows, columns=columns).set_index("commune")


@cache
def members() -> pd.DataFrame:
    """Return phase, code, territory, region and siren of each member of each territory."""
    rows = []
    for phase, (file, code, name, sirens) in PHASES.items():
        for feature in json.loads(shared(f"registries/{file}").read_text("utf-8"))["features"]:
            told = feature["properties"]
            listed = told[sirens]
            found = re.findall(r"\((\d{9})\)", listed) or re.findall(r"\b\d{9}\b", listed)
            rows += [(phase, told[code], told[name], told[code][3:5], siren) for siren in found]
    return pd.DataFrame(rows, columns=["phase", "code", "territory", "region", "siren"])


@cache
def heads() -> pd.DataFrame:
    """Return the presidents and vice-presidents of the register, its columns' first words."""
    path = shared("registries/rne-epci-2026.csv")
    table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    short = {
        "N° SIREN": "siren", "Nom de l'élu": "surname", "Prénom de l'élu": "given",
        "Libellé de la fonction": "office",
    }  # fmt: skip
    return table.rename(columns=short)[list(short.values())]


def edition_files() -> list[tuple[str, Path]]:
    """Return the editions of the register of elected heads by the date in their names."""
    paths = [*sorted(shared("editions").glob("*.csv")), shared("registries/rne-epci-2026.csv")]
    return [(path.stem.removeprefix("rne-epci-"), path) for path in paths]


def key_of(name: str) -> str:
    """Return a name without case, accents, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()


@cache
def editions() -> pd.DataFrame:
    """Return all editions' rows: edition, siren, commune, office, since, name, `key_of` it."""
    tables = [
        pd.read_csv(path, sep=";", dtype=str, keep_default_na=False).assign(edition=edition)
        for edition, path in edition_files()
    ]
    table = pd.concat(tables, ignore_index=True)
    name = table["Prénom de l'élu"] + " " + table["Nom de l'élu"]
    columns = {
        "edition": table.edition, "siren": table["N° SIREN"],
        "departement": table["Code du département"],
        "commune": table["Code de la commune de rattachement"],
        "office": table["Libellé de la fonction"],
        "since": table["Date de début de la fonction"], "name": name,
        "key": name.map(key_of),
    }  # fmt: skip
    return pd.DataFrame(columns)


def names(siren: str) -> list[str]:
    """Return the names that an intercommunality bore, in the order of the years."""
    own = intercommunalities()
    return list(dict.fromkeys(own[own.siren == siren].sort_values("year").name))


@cache
def lineages() -> dict[tuple[str, str], str]:
    """Return the lineage of each territory, by phase and code: the code of its first phase.

    Two territories are of one lineage where each shares more members with the other than with
    any other of its phase; of as many, the larger share in all members of the two counts, then
    the codes. Every other territory is of its own.
    """
    own = members()[["phase", "code", "siren"]].drop_duplicates()
    sizes = own.groupby(["phase", "code"]).size()
    first, second = PHASES
    both = own[own.phase == first].merge(own[own.phase == second], on="siren")
    pairs = both.groupby(["code_x", "code_y"]).size().rename("common").reset_index()
    all_members = [
        sizes[first, x] + sizes[second, y] - n for x, y, n in pairs.itertuples(index=False)
    ]
    pairs["share"] = pairs.common / all_members
    pairs = pairs.sort_values(
        ["common", "share", "code_x", "code_y"], ascending=[False, False, True, True]
    )
    best = {side: pairs.drop_duplicates(side) for side in ("code_x", "code_y")}
    mutual = best["code_x"].merge(best["code_y"], on=["code_x", "code_y"])
    before = dict(zip(mutual.code_y, mutual.code_x, strict=True))
    return {
        (phase, code): f"{first} {code}" if phase == first
        else f"{first} {before[code]}" if code in before else f"{second} {code}"
        for phase, code in sizes.index
    }  # fmt: skip


@cache
def founded_after(year: int) -> set[str]:
    """Return the SIREN that are first in a list of two years later, or of a later one.

    A list is of 1 January: who is not in that of the next year either was not there that year.
    """
    first = intercommunalities().groupby("siren").year.min()
    return set(first[first > year + 1].index)


@cache
def turnover(since: int | None = None) -> dict[str, set[tuple[str, ...]]]:
    """Return the memberships that are kept, gained and lost from phase to phase, and who moved.

    Each is (siren, lineage), of those who moved (siren, lineage left, lineage joined). With the
    year `since`, nobody who was founded after it was a member in the first phase.
    """
    own = members()
    at: dict[str, set[tuple[str, str]]] = {phase: set() for phase in PHASES}
    for row in own.itertuples():
        at[row.phase].add((row.siren, lineages()[row.phase, row.code]))
    before, after = at.values()
    if since:
        before = {(who, line) for who, line in before if who not in founded_after(since)}
    lost, gained = before - after, after - before
    moved = {(who, old, new) for who, old in lost for other, new in gained if who == other}
    gone = {(who, old) for who, old, _ in moved}
    come = {(who, new) for who, _, new in moved}
    return {
        "kept": before & after, "lost": lost - gone, "gained": gained - come, "moved": moved
    }  # fmt: skip
