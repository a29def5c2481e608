"""What is wrong in a declaration is told with its line and column."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from checkout import ROOT
from declaring import WORKSHOPS, Declared, written
from tigraph.errors import DataError
from tigraph.local import shipped
from tigraph.registries import reader_of
from tigraph.registries.declared.checking import SCHEMA
from tigraph.registries.declared.written import Written

SHIPPED = sorted((shipped("data") / "registers").glob("*.yaml"))


@pytest.mark.parametrize(
    ("was", "by", "at", "says"),
    [
        ("language: de\n", "colour: red\nlanguage: de\n", (3, 1), "unknown key “colour”"),
        ("    word: Kreisnummer", "    wrod: Kreisnummer", (12, 5), "did you mean “word”?"),
        ("check: luhn", "check: [luhn]", (15, 12), "is no string"),
        ("format: table", "format: tabel", (19, 19), "is none of table, json, geojson"),
        ("'W-[0-9]{2}'", "'W-[0-9'", (9, 68), "is no pattern (regular expression)"),
        ("systems: [kreis]", "systems: [landkreis]", (28, 46), "no system of codes “landkreis”"),
        ("name: kreisname", "name: kreisnam", (28, 25), "is none of the columns"),
        ("is: territory:fabelland-{code}", "is: territory:fab-{kode}", (25, 7), "“{kode}” is unk"),
        ("-kreis-{code}'", "-kreis-{num}'", (16, 20), "“{num}” is unknown here"),
        ("language: de", "language: de\nfile-title: '{x}'", (4, 13), "known are {layer}, {title}"),
        ("dates: [day/month/year]", "dates: [dd/mm/yy]", (20, 9), "is none of iso,"),
        ("  system: region\n", "", (22, 3), "“system” is missing here"),
        ("language: de", "language: {de", (4, 11), "not YAML"),
        ("language: de", "language: de\nlanguage: fr", (4, 1), "stands here a second time"),
        ("language: de", "language: &a de\nsummary: [*b]", (4, 11), "not YAML"),
        ("programme:", "country: fb\nprogramme:", (5, 10), "knows no code systems of “fb”"),
    ],
)
def test_a_fault_is_told_with_its_place(
    was: str, by: str, at: tuple[int, int], says: str, tmp_path: Path
) -> None:
    assert was in WORKSHOPS
    path = tmp_path / "w.yaml"
    path.write_text(WORKSHOPS.replace(was, by, 1), encoding="utf-8")
    with pytest.raises(DataError) as told:
        reader_of(path, "w.yaml")
    assert says in str(told.value)
    assert f"line {at[0]}, column {at[1]}: " in str(told.value)
    assert str(told.value).count("\n") == 0


def test_texts_stay_as_they_are_written() -> None:
    """No date, no octal number, no truth is made of what people write."""
    told = Written("x", "a: 01001\nb: 2024-09-18\nc: no\nd: 12\ne: 1.5\nf: true\ng:\n").value
    assert told == {
        "a": "01001", "b": "2024-09-18", "c": "no", "d": 12, "e": 1.5, "f": True, "g": None,
    }  # fmt: skip


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMA.read_text("utf-8")))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_comes_with_tigraph_holds_to_the_schema_and_is_short(path: Path) -> None:
    assert reader_of(path).name == path.stem
    assert path.read_text("utf-8").count("\n") <= 65


def test_the_example_of_the_documentation_reads_its_table(tmp_path: Path) -> None:
    told = (ROOT / "docs" / "registers.md").read_text("utf-8")
    example = re.search(r"```yaml\n(layer: schools\n.*?)```", told, re.DOTALL)
    cells = re.search(r"\| (E-01) \| (.*?) \| (.*?) \| (.*?) \|", told)
    assert example
    assert cells
    lines = [
        "Programme des écoles fictives",
        "N°\tRégion\tÉcoles\tDepuis",
        "\t".join(cells.groups()),
    ]
    made = Declared(tmp_path, example[1], written(tmp_path, *lines))
    assert made.ask("SELECT ?m ?d WHERE { ?c org:member ?m ; tig:earliestBegin ?d }") == [
        ("organisation:ecole-10017", "2031-05-04"),
        ("organisation:ecole-10025", "2031-05-04"),
    ]
    assert not made.refused()
