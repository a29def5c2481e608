"""A declaration drafted from a file holds to the schema, and reads the file that it is from."""

from __future__ import annotations

from pathlib import Path

import pytest

from declaring import HEADER, ROWS, Declared, written
from floors import Floor
from programme_files import FILES, members, programme_files
from tigraph.registries import draft


@pytest.mark.parametrize("layer", FILES)
def test_a_draft_reads_every_member_of_the_file_that_it_is_from(
    layer: str, floor: Floor, tmp_path: Path
) -> None:
    path = programme_files(layer)[0]
    made = Declared(tmp_path, draft(path), path, dated="2024-09-18")
    listed = members(layer)
    listed = listed[listed.edition == 0]
    assert len(made.members()) == len(listed)
    assert not made.refused()


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("01001;01002;97105", "code of insee-commune"),
        ("1001;1002;97105", "zeros were lost: declare put-back-zeros-to"),
        ("200070530;242500361;200065647", "code of siren"),
        ("Ville A (01001);Ville B (01002)|Ville C (2A004);X (97105)", "members of insee-commune"),
        ("2031-05-04;2031-05-05;2031-06", "date of iso"),
        ("31.05.2031;04/05/2031;1.6.2031", "date of day/month/year"),
        ("5 marzo 2031;1° aprile 2031;maggio 2031", "date of words"),
        ("F101 / F102 / 900123-4;F201;F301", "several ids"),
        ("1,5;2;3,25", "with a decimal comma"),
        ("47972;47973;47980", "it may be days: 45553, days from 1900"),
        ("E-01;E-02;E-03", "own code"),
        ("deux mots;trois mots;deux mots", "text"),
    ],
)
def test_what_a_column_holds_is_guessed_by_its_cells(cells: str, says: str, tmp_path: Path) -> None:
    rows = [f"{cell.replace('|', '; ')}\tx" for cell in cells.split(";")]
    path = written(tmp_path, "Spalte\tNotiz", *rows, name="t.csv")
    line = next(one for one in draft(path).splitlines() if "'Spalte'" in one)
    assert says in line


def test_what_could_not_be_told_is_said(tmp_path: Path) -> None:
    """Five digits of any country look like a code of a system that has no check digits."""
    told = draft(written(tmp_path, "Werkstattregionen 2031", "", HEADER, *ROWS))
    assert "header: 3" in told
    assert "TO DO: no column has a code of its own" in told
    assert "'Kreisnummer'  # code of insee-commune, such as '10017'; by its form alone" in told
    assert "dates: [day/month/year]" in told


def test_a_register_of_things_of_any_kind_is_drafted_and_reads_its_file(tmp_path: Path) -> None:
    lines = ["No;School;Board;Pupils;Lat;Lon;Since"]
    lines += [f"S-{n:02};School {n};{'Valley' if n % 2 else 'Hill'};{n}0;48,5;9,2{n};2030-01-0{n}"
              for n in range(1, 8)]  # fmt: skip
    path = written(tmp_path, *lines, name="schools-2031.csv")
    told = draft(path)
    assert "territory:" not in told
    made = Declared(tmp_path, told, path)
    assert not made.refused()
    assert made.report.used == 7
    claims = told.replace("# claims:", "claims:").replace("#   - {", "  - {")
    made = Declared(tmp_path, claims, path)
    assert len(made.ask("SELECT ?s { ?c tig:relation relation:attached-to ; tig:subject ?s }")) == 7
    assert ("organisation:schools-S-01", "10") in made.ask(
        "SELECT ?s ?v { ?c tig:measure measure:pupils ; tig:about ?s ; tig:value ?v }"
    )
    assert len(made.ask("SELECT ?a { ?a wgs84:lat ?lat }")) == 7
    assert "territory:" in draft(path, "programme")


def test_a_register_of_another_country_is_drafted_so_that_little_is_left_to_say(
    tmp_path: Path,
) -> None:
    """A header of two lines, codes of two systems in a cell, days in words, a total below."""
    lines = [
        "Registro delle valli (immaginario);;;;", ";Valle;Enti membri;;Firma",
        "Codice;Nome;Codici;Nomi;Data",
        'VA-1;Val Finta;"F101 / F102 / 900-4";"A / B / Unione";5 marzo 2031',
        "VA-2;Esempio;F201;C;1° aprile 2031", "VA-3;Vuota;;;", "VA-4;Piana;F301;D;maggio 2031",
        "Totale;4;5;;",
    ]  # fmt: skip
    path = written(tmp_path, *lines, name="valli-2031-06-01.csv", encoding="utf-8-sig")
    told = draft(path)
    assert "header: 3" in told
    assert "no column" not in told
    made = Declared(tmp_path, told.replace("language: fr", "language: it"), path)
    assert made.ask("SELECT ?m ?b { ?c tig:relation relation:member ; org:member ?x ; "
                    "tig:earliestBegin ?b . ?x skos:prefLabel ?m }") == [
        ("A", "2031-03-05"), ("B", "2031-03-05"), ("C", "2031-04-01"), ("D", "2031-05-01"),
        ("Unione", "2031-03-05"),
    ]  # fmt: skip
    assert made.refused() == [("Totale", "“Totale” is no code of valli")]
