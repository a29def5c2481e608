"""The fictitious registers are plainly so, nobody's, and in the columns of the real ones."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from stdnum.fr import siren as numbers

import recounts
from floors import FICTITIOUS, FLOORS, VERSIONS, Floor, real_files
from programme_files import FILES, programme_files

SAYS_SO = re.compile(r"ficti[fv]", re.IGNORECASE)
GEOJSON = sorted(path.relative_to(FICTITIOUS).as_posix() for path in FICTITIOUS.rglob("*.geojson"))
EDITIONS = [path.relative_to(FICTITIOUS).as_posix() for _, path in FLOORS["fictitious"].editions()]
LISTS = ("regions", "departements", "arrondissements", "communes", "epci", "ept")
#: A unit of a département that there is none of: see tests/fictitious/README.md.
NOBODY = re.compile(r"2[14]9(70|79|81|82)\d{4}")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def names_in(row: dict[str, Any]) -> set[str]:
    return {
        str(v)
        for k, v in row.items()
        if re.match("lib_(?!gr)|nom$|N(om)? de l'|Libellé de l'E", k) and v
    }


@pytest.mark.parametrize("name", GEOJSON)
def test_a_map_says_that_it_is_fictitious(name: str) -> None:
    told = json.loads((FICTITIOUS / name).read_text("utf-8"))
    assert told["comment"].startswith("FICTIF")
    for feature in told["features"]:
        assert all(SAYS_SO.search(one) for one in names_in(feature["properties"]))


@pytest.mark.parametrize("name", EDITIONS)
def test_each_head_and_what_it_heads_is_plainly_fictitious(name: str) -> None:
    rows = table(FICTITIOUS / name)
    assert len(rows) > 10
    for row in rows:
        assert len(names_in(row)) == 2, "the body and the surname"
        assert all(SAYS_SO.search(one) for one in names_in(row))


@pytest.mark.parametrize("year", VERSIONS)
def test_each_list_is_plainly_fictitious(year: int) -> None:
    folder = FLOORS["fictitious"].package(year)
    assert (
        "FICTIVES" in json.loads((folder.parent / "package.json").read_text("utf-8"))["description"]
    )
    for path in folder.iterdir():
        assert all(SAYS_SO.search(one["nom"]) for one in json.loads(path.read_text("utf-8")))


def test_each_number_is_right_and_nobody_s() -> None:
    found = set()
    for path in FICTITIOUS.rglob("*"):
        if path.suffix in (".json", ".csv", ".geojson"):
            found |= set(re.findall(r"\b\d{9}\b", path.read_text("utf-8")))
    assert len(found) > 30
    for number in found:
        assert numbers.is_valid(number), number
        assert NOBODY.fullmatch(number), number


@real_files
def test_no_code_or_number_of_them_is_in_the_real_lists(floor: Floor) -> None:
    for year in VERSIONS:
        for kind in LISTS:
            path = FLOORS["fictitious"].package(year) / f"{kind}.json"
            if path.exists():
                own = json.loads(path.read_text("utf-8"))
                real = recounts.listed(year, kind)
                for key in ("code", "siren"):
                    assert not {x.get(key) for x in own} & {x.get(key, "") for x in real}


@real_files
def test_they_have_no_key_that_the_real_ones_have_not(floor: Floor) -> None:
    def keys(rows: list[dict[str, Any]]) -> set[str]:
        within = [one for row in rows for one in row.get("membres", ())]
        return {key for row in rows for key in row} | {f"membres.{k}" for m in within for k in m}

    for year in VERSIONS:
        for kind in LISTS:
            path = FLOORS["fictitious"].package(year) / f"{kind}.json"
            if path.exists():
                own = json.loads(path.read_text("utf-8"))
                assert keys(own) <= keys(recounts.listed(year, kind)), (year, kind)
    maps = [(FICTITIOUS / name, floor.file(name)) for name in GEOJSON if "programmes/" not in name]
    for layer in FILES:
        own = programme_files(layer, FLOORS["fictitious"])
        maps += zip(own, programme_files(layer, floor), strict=True)
    assert len(maps) == len(GEOJSON)
    for pair in maps:
        ours, real = (json.loads(path.read_text("utf-8"))["features"] for path in pair)
        assert {*ours[0]["properties"]} <= {*real[0]["properties"]}, pair[0].name
    for name in EDITIONS:
        ours, real = ((base / name) for base in (FICTITIOUS, floor.file()))
        assert list(table(ours)[0]) == list(table(real)[0])
