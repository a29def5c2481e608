"""The open data of the national layers, for tests: a recount of the files with pandas.

The recount is the other road to the expected answers of the national queries: it reads the files
of the floor on which the test stands (`floors`) with `json` and pandas alone, and no code of
tigraph's.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import pandas as pd

from floors import here, kept_by_floor

#: The vintages that have a list of intercommunalities of their own.
YEARS = tuple(range(2019, 2026))
LATEST = 2025
#: The file of each phase, and its columns of codes, names and members.
PHASES = {
    "phase:ti-1": ("anct-ti-2018-2022.geojson", "id_ti", "lib_ti", "siren_groupement"),
    "phase:ti-2": ("anct-ti-2023-2027.geojson", "id_territoire", "lib_territoire", "liste_geo"),
}
#: What the documents say, as the real files do, and the fictitious ones do not: the members of
#: the two territories whose code the curated graph knows, and whom they name president of one.
_DOCUMENTED = [
    ("phase:ti-1", "ti-2704", "Haut-Doubs Horloger", "27", siren)
    for siren in ("200023075", "200068070", "242504116", "242504181", "242504355")
] + [
    ("phase:ti-2", "ti-2701", "Alliances Luxe & Précision Doubs", "27", siren)
    for siren in ("200023075", "200068070", "242500361", "242504116", "242504181", "242504355")
]
_NAMED = ("242504116", "BÔLE", "Cédric", "Président du conseil communautaire")


@kept_by_floor
def listed(year: int, kind: str = "epci") -> list[dict[str, Any]]:
    """Return a list of a vintage as it stands: epci, ept, communes, departements, regions."""
    path = here().package(year) / f"{kind}.json"
    return list(json.loads(path.read_text("utf-8"))) if path.exists() else []


@kept_by_floor
def intercommunalities() -> pd.DataFrame:
    """Return year, siren, name, form, population of each intercommunality of each year."""
    return pd.DataFrame(
        (year, e["code"], e["nom"], e["type"], int(e["populationMunicipale"]))
        for year in YEARS
        for e in listed(year)
    ).set_axis(["year", "siren", "name", "form", "population"], axis=1)


@kept_by_floor
def communes_of() -> pd.DataFrame:
    """Return year, siren (of the intercommunality), code and commune (its SIREN)."""
    return pd.DataFrame(
        (year, e["code"], m["code"], m["siren"])
        for year in YEARS
        for e in listed(year)
        for m in e["membres"]
    ).set_axis(["year", "siren", "code", "commune"], axis=1)


@kept_by_floor
def communes() -> pd.DataFrame:
    """Return the communes of the latest list by SIREN: code, name, departement, region."""
    rows = [
        (c["siren"], c["code"], c["nom"], c["departement"], c["region"])
        for c in listed(LATEST, "communes")
        if c["type"] == "commune-actuelle" and "siren" in c and "departement" in c
    ]
    columns = ["commune", "code", "name", "departement", "region"]
    return pd.DataFrame(rows, columns=columns).set_index("commune")


@kept_by_floor
def members(documented: bool = True) -> pd.DataFrame:
    """Return phase, code, territory, region and siren of each member of each territory.

    Those of whom only the documents tell are among them, unless the files alone are asked.
    """
    rows = here().of(fictitious=[*_DOCUMENTED] if documented else [], real=[])
    for phase, (file, code, name, sirens) in PHASES.items():
        for feature in json.loads(here().file(f"registries/{file}").read_text("utf-8"))["features"]:
            told = feature["properties"]
            listed = told[sirens]
            found = re.findall(r"\((\d{9})\)", listed) or re.findall(r"\b\d{9}\b", listed)
            rows += [(phase, told[code], told[name], told[code][3:5], siren) for siren in found]
    return pd.DataFrame(rows, columns=["phase", "code", "territory", "region", "siren"])


def documented() -> set[str]:
    """Return the SIREN of members of whom only the documents tell."""
    return set(members().siren) - set(members(documented=False).siren)


@kept_by_floor
def heads(documented: bool = True) -> pd.DataFrame:
    """Return the presidents and vice-presidents of the register, its columns' first words.

    Whom only the documents name is among them, unless the register alone is asked.
    """
    path = here().file("registries/rne-epci-2026.csv")
    table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    short = {
        "N° SIREN": "siren", "Nom de l'élu": "surname", "Prénom de l'élu": "given",
        "Libellé de la fonction": "office",
    }  # fmt: skip
    found = table.rename(columns=short)[list(short.values())]
    told = here().of(fictitious=[_NAMED] if documented else [], real=[])
    return pd.concat([found, pd.DataFrame(told, columns=found.columns)], ignore_index=True)


def key_of(name: str) -> str:
    """Return a name without case, accents, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()


@kept_by_floor
def editions() -> pd.DataFrame:
    """Return all editions' rows: edition, siren, commune, office, since, name, `key_of` it."""
    tables = [
        pd.read_csv(path, sep=";", dtype=str, keep_default_na=False).assign(edition=edition)
        for edition, path in here().editions()
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


@kept_by_floor
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


@kept_by_floor
def founded_after(year: int) -> set[str]:
    """Return the SIREN that are first in a list of two years later, or of a later one.

    A list is of 1 January: who is not in that of the next year either was not there that year.
    """
    first = intercommunalities().groupby("siren").year.min()
    return set(first[first > year + 1].index)


@kept_by_floor
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
