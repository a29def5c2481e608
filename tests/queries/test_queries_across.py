"""Questions across programmes, recounted from the files with pandas."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import recounts
import tigraph
from floors import Floor, fictitious_files
from programme_files import FILES, members, programme_files
from tigraph.graph import Graph
from tigraph.layers import changing
from together import built_once

NAMES = {
    "petites-villes": "Petites villes de demain",
    "avenir-montagnes": "Avenir montagnes ingénierie",
    "coeur-de-ville": "Action cœur de ville",
    "villages-d-avenir": "Villages d’avenir",
}
INDUSTRIE = "Territoires d’industrie"
VINTAGE = 2025


@pytest.fixture(scope="module")
def across(tmp_path_factory: pytest.TempPathFactory, floor: Floor) -> Graph:
    """The five programmes with the intercommunalities of a vintage and their heads."""
    given = [str(floor.package(VINTAGE).parent), str(floor.file("registries"))]
    given += [str(path) for layer in FILES for path in programme_files(layer)]

    def build(folder: Path) -> None:
        changing.add(folder, "all", given)

    return tigraph.load(store=built_once(tmp_path_factory, f"across-{floor.name}", build))


def table() -> pd.DataFrame:
    """Return the SIREN of each intercommunality, with a programme, a territory, a commune."""
    lies: dict[str, list[tuple[str, str]]] = {}
    for row in (*recounts.listed(VINTAGE), *recounts.listed(VINTAGE, "ept")):
        for member in row["membres"]:
            for number in (member["code"], member.get("siren") or ""):
                lies.setdefault(number, []).append((row["code"], member["code"]))
    parts: dict[str, str] = {}
    for row in recounts.listed(VINTAGE, "communes"):
        if row["type"] in ("commune-deleguee", "commune-associee"):
            parts[row["code"]] = row["chefLieu"]
        parts |= dict.fromkeys(row.get("anciensCodes") or (), row["code"])
    listed = {NAMES[layer]: members(layer) for layer in FILES}
    territories = recounts.members()
    listed[INDUSTRIE] = pd.DataFrame(
        {
            "code": territories.phase + territories.code,
            "number": territories.siren,
        }
    )
    found = []
    for programme, rows in listed.items():
        for code, number in zip(rows.code, rows.number, strict=True):
            whole = number if number in lies else parts.get(number, number)
            if len(number) == 9 and whole not in lies and not number.startswith("21"):
                found.append((number, programme, code, None))
            found += [(epci, programme, code, commune) for epci, commune in lies.get(whole, ())]
    return pd.DataFrame(found, columns=["siren", "programme", "territory", "commune"])


def in_several() -> pd.DataFrame:
    told = table()
    counts = told.groupby("siren").programme.nunique()
    return told[told.siren.isin(counts[counts > 1].index)]


def test_the_intercommunalities_in_several_programmes(across: Graph, floor: Floor) -> None:
    told = in_several()
    known = set(told.siren)
    expected = {
        (siren, programme): (rows.territory.nunique(), rows.commune.nunique())
        for (siren, programme), rows in told.groupby(["siren", "programme"])
    }
    found = list(across.query("intercommunalities-in-several-programmes"))
    assert {row["siren"] for row in found} == known
    assert {
        (row["siren"], row["programme"]): (row["territories"], row["communes"]) for row in found
    } == expected
    counts = told.groupby("siren").programme.nunique()
    assert all(row["programmes"] == counts[row["siren"]] for row in found)


def test_since_when_by_the_signatures(across: Graph, floor: Floor) -> None:
    """The earliest signature of a commune of it; none where that of one of them is not known."""
    dates = members("petites-villes").set_index("code").date
    told = in_several()
    told = told[told.programme == NAMES["petites-villes"]]
    earliest = told.assign(date=told.territory.map(dates)).groupby("siren").date.min()
    expected = earliest[earliest != ""].to_dict()
    found = {
        row["siren"]: str(row["earliest"])
        for row in across.query("intercommunalities-in-several-programmes")
        if row["programme"] == NAMES["petites-villes"] and row["earliest"]
    }
    assert found == expected


@fictitious_files
def test_who_is_in_several_as_read_off_the_files(across: Graph, floor: Floor) -> None:
    """CA Grand Bourg Fictif: two small towns less one, two villages and a hamlet, one entry."""
    found = {
        (row["programme"], row["territories"], row["communes"])
        for row in across.query("intercommunalities-in-several-programmes")
        if row["siren"] == "249700014"
    }
    assert found == {
        (INDUSTRIE, 2, 0),
        ("Petites villes de demain", 1, 1),
        ("Action cœur de ville", 1, 1),
        ("Villages d’avenir", 3, 3),
    }


def test_who_presides_those_in_several(across: Graph, floor: Floor) -> None:
    heads = recounts.heads()
    heads = heads[heads.office.str.startswith("Président")]
    expected = set(heads.siren) & set(in_several().siren)
    found = {row["siren"] for row in across.query("presidents-across-programmes")}
    assert found == expected
