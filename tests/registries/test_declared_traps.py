"""Tables as offices write them, by declaration: read as meant, or refused at their row in words.

Everything in these tables is fictitious.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from declaring import HEADER, ROWS, WORKSHOPS, Declared, written
from tigraph.errors import DataError, NothingToReadError

BOTH = ["10017", "10025"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_usual_encoding_and_separator_is_read(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = [one.replace(";", separator) for one in (HEADER, *ROWS, "W-02;Hügel;10033;Ä;")]
    made = Declared(tmp_path, WORKSHOPS, written(tmp_path, *lines, encoding=encoding))
    assert made.members() == [*BOTH, "10033"]
    assert ("Hügel",) in made.ask("SELECT ?n WHERE { ?t skos:prefLabel ?n ; tig:inPhase ?p }")


def test_an_encoding_that_is_declared_is_taken(tmp_path: Path) -> None:
    told = WORKSHOPS.replace("{format: table,", "{format: table, encoding: cp437,")
    path = written(tmp_path, HEADER, "W-02;Hügel;10033;Ä;", encoding="cp437")
    made = Declared(tmp_path, told, path)
    assert ("Hügel",) in made.ask("SELECT ?n WHERE { ?t skos:prefLabel ?n ; tig:inPhase ?p }")


def test_a_header_below_a_title_is_found_and_rows_keep_their_lines(tmp_path: Path) -> None:
    lines = ["Werkstattregionen, Stand 2031", "", HEADER, *ROWS, "W-01;Tal;10018;Kreis C;"]
    made = Declared(tmp_path, WORKSHOPS, written(tmp_path, *lines))
    assert made.members() == BOTH
    assert made.refused() == [("6", "the Kreisnummer “10018” fails its check")]
    assert (made.report.rows, made.report.used) == (3, 2)


def test_a_header_that_stands_twice_is_refused_until_it_is_said_which(tmp_path: Path) -> None:
    lines = [f"{HEADER};Kreisnummer", *(f"{row};99994" for row in ROWS)]
    path = written(tmp_path, *lines)
    with pytest.raises(DataError, match=r"line 1: the column “Kreisnummer” stands 2 times"):
        Declared(tmp_path, WORKSHOPS, path)
    told = WORKSHOPS.replace("kreis: Kreisnummer,", "kreis: 'Kreisnummer #1',")
    assert Declared(tmp_path, told, path).members() == BOTH


def test_a_column_that_is_missing_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    path = written(tmp_path, "Nr;Region;Kreis", "W-01;Tal;Kreis A")
    with pytest.raises(DataError, match=r"“Kreisnummer” is missing; the columns are “Nr”, “Reg"):
        Declared(tmp_path, WORKSHOPS, path)


def test_a_code_without_its_zero_is_refused_with_a_word_or_mended_as_declared(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, HEADER, "W-01;Tal;1008;Kreis Z;")
    made = Declared(tmp_path, WORKSHOPS, path)
    assert made.members() == []
    assert made.refused() == [("2", "“1008” is no Kreisnummer: it may have lost the zero of 01008")]
    told = WORKSHOPS.replace("    check: luhn", "    check: luhn\n    put-back-zeros-to: 5")
    assert Declared(tmp_path, told, path).members() == ["01008"]


@pytest.mark.parametrize(
    ("ways", "said", "begins"),
    [
        ("day/month/year", "04/05/2031", "2031-05-04"),
        ("month/day/year", "04/05/2031", "2031-04-05"),
        ("iso", "2031-05-04", "2031-05-04"),
        ("excel", "47972", "2031-05-04"),
        ("words", "4. Mai 2031", "2031-05-04"),
    ],
)
def test_a_date_is_read_as_it_is_declared(
    tmp_path: Path, ways: str, said: str, begins: str
) -> None:
    told = WORKSHOPS.replace("dates: [day/month/year]", f"dates: [{ways}]")
    made = Declared(tmp_path, told, written(tmp_path, HEADER, f"W-01;Tal;10017;A;{said}"))
    assert made.ask(
        "SELECT ?d WHERE { ?c tig:relation relation:member ; tig:earliestBegin ?d }"
    ) == [(begins,)]


def test_months_that_tigraph_does_not_know_are_declared(tmp_path: Path) -> None:
    months = [f"Fabel{letter * 3}" for letter in "abcdlfghijkm"]
    told = WORKSHOPS.replace("dates: [day/month/year]", f"dates: [words]\nmonths: {months}")
    path = written(
        tmp_path, HEADER, "W-01;Tal;10017;A;4. Fabellll 2031", "W-01;Tal;10025;B;4 Mai 2031"
    )
    made = Declared(tmp_path, told, path)
    assert made.ask("SELECT ?d { ?c tig:relation relation:member ; tig:earliestBegin ?d }") == [
        ("2031-05-04",)
    ]
    assert [row for row, _ in made.refused()] == ["3"]


def test_a_date_written_otherwise_is_refused_at_its_row_with_what_to_declare(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, HEADER, "W-01;Tal;10017;A;2031-05", "W-01;Tal;10025;B;31.02.2031")
    first, second = Declared(tmp_path, WORKSHOPS, path).refused()
    assert first[0] == "2"
    assert "declare “dates: [day/month/year, iso]” if it is one" in first[1]
    assert second[0] == "3"
    assert "“31.02.2031” is no date" in second[1]


def test_separators_at_the_end_of_lines_are_no_columns(tmp_path: Path) -> None:
    made = Declared(
        tmp_path,
        WORKSHOPS,
        written(tmp_path, HEADER + ";;", *(row + ";;" for row in ROWS), ";;;;;;"),
    )
    assert made.members() == BOTH
    assert made.refused() == []


def test_a_row_with_another_number_of_fields_is_refused_alone(tmp_path: Path) -> None:
    made = Declared(tmp_path, WORKSHOPS, written(tmp_path, HEADER, "W-01;Tal", *ROWS))
    assert made.members() == BOTH
    assert made.refused() == [("2", "another number of fields than the header")]


def workbook(path: Path, rows: list[list[object]], merged: str = "") -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(path)
    return path


SHEET: list[list[object]] = [
    ["Werkstattregionen"],
    ["Nr", "Region", "Kreisnummer", "Kreis", "Seit"],
    ["W-01", "Tal", 10017, "Kreis A", "04.05.2031"],
    ["W-01", "Tal", 10025.0, "Kreis B", datetime.date(2031, 5, 5)],
    ["W-01", "Tal", "#REF!", "Kreis C", None],
]


def test_a_sheet_is_read_with_its_numbers_as_texts(tmp_path: Path) -> None:
    made = Declared(tmp_path, WORKSHOPS, workbook(tmp_path / "w-2031-06-01.xlsx", SHEET))
    assert made.members() == BOTH
    assert made.refused() == [("5", "an error of the spreadsheet, #REF!")]
    days = made.ask("SELECT ?d WHERE { ?c org:member ?m ; tig:earliestBegin ?d }")
    assert days == [("2031-05-04",), ("2031-05-05",)]


def test_merged_cells_are_refused_at_their_row_until_it_is_said_what_they_mean(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path / "w-2031-06-01.xlsx", SHEET[:4], merged="B3:B4")
    made = Declared(tmp_path, WORKSHOPS, path)
    assert made.members() == ["10017"]
    assert [row for row, _ in made.refused()] == ["4"]
    assert "declare “repeat: [name]”" in made.refused()[0][1]
    told = Declared(tmp_path, WORKSHOPS + "repeat: [name]\n", path)
    assert told.members() == BOTH


def test_empty_cells_mean_what_stands_above_where_it_is_declared(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER, ROWS[0], ";;10025;Kreis B;")
    assert Declared(tmp_path, WORKSHOPS, path).members() == ["10017"]
    told = WORKSHOPS + "repeat: [code, name]\n"
    assert Declared(tmp_path, told, path).members() == BOTH


def test_members_in_a_list_of_json_under_a_key(tmp_path: Path) -> None:
    told = WORKSHOPS.replace(
        "{format: table, columns: [code, name, kreis]}",
        "{format: json, rows: daten.regionen, columns: [code, name, kreis]}",
    ).replace(
        "{code: kreis, name: kreisname, systems: [kreis], since: since}",
        "{list: kreis, code-key: nr, name-key: name, systems: [kreis]}",
    )
    rows = [
        {
            "Nr": "W-01",
            "Region": "Tal",
            "Kreisnummer": [{"nr": 10017, "name": "Kreis A"}, {"nr": 10018}, {"name": "ohne"}],
        }
    ]
    path = tmp_path / "w-2031-06-01.json"
    path.write_text(json.dumps({"daten": {"regionen": rows}}), encoding="utf-8")
    made = Declared(tmp_path, told, path)
    assert made.members() == ["10017"]
    assert [row for row, _ in made.refused()] == ["W-01", "W-01"]


def test_a_column_says_of_which_system_a_code_is(tmp_path: Path) -> None:
    told = WORKSHOPS.replace(
        "columns: {code: Nr",
        "  stadt: {scheme: fabelland-stadt, word: Stadtnummer, pattern: '[0-9]{5}', "
        "bearers: [{is: 'organisation:fabelland-stadt-{code}', kind: org:FormalOrganization}]}\n"
        "columns: {art: Art, code: Nr",
    ).replace(
        "systems: [kreis], since: since}",
        "systems: [kreis], system-field: art, told: {K: kreis, S: stadt}}",
    )
    lines = [f"{HEADER};Art", *(f"W-01;Tal;10017;A;;{kind}" for kind in "KSX")]
    made = Declared(tmp_path, told, written(tmp_path, *lines))
    found = made.ask("SELECT ?m WHERE { ?c tig:relation relation:member ; org:member ?m }")
    assert found == [
        ("organisation:fabelland-kreis-10017",),
        ("organisation:fabelland-stadt-10017",),
    ]
    assert made.refused() == [("4", "“X” says no system of codes (known are “K”, “S”)")]


def test_of_when_a_file_is_must_be_told(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER, *ROWS, name="w.csv")
    with pytest.raises(DataError, match=r"of when\? Give --dated"):
        Declared(tmp_path, WORKSHOPS, path)
    assert Declared(tmp_path, WORKSHOPS, path, dated="2031-06").members() == BOTH


def test_a_file_of_other_codes_is_not_taken_for_the_register(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER, "X1;Tal;10017;A;")
    with pytest.raises(NothingToReadError, match=r"no Regionsnummer in it .*“X1”"):
        Declared(tmp_path, WORKSHOPS, path)


def test_rows_left_out_by_design_are_counted(tmp_path: Path) -> None:
    told = WORKSHOPS + "left-out: [{field: kreisname, matches: 'Summe.*', because: a sum}]\n"
    made = Declared(tmp_path, told, written(tmp_path, HEADER, *ROWS, "W-01;Tal;;Summe 2;"))
    assert sum(made.report.left_out.values()) == 1
    assert made.report.used + 1 == made.report.rows


REGISTER = """\
layer: schulen
title: {en: Schools (fictitious)}
language: en
publishers: [organisation:fabelland-amt]
columns: {nr: No, name: School, board: Board, pupils: Pupils, lat: Lat, lon: Lon, since: Since}
forms:
  table: {format: table, columns: [nr, name, board]}
codes:
  school:
    scheme: fabelland-school
    name: {en: number of a school}
    word: number of a school
    pattern: '[0-9]{3}'
decimal: ','
thousands: ' '
entities:
  school:
    is: organisation:school-{code}
    kind: org:FormalOrganization
    name: name
    code: nr
    system: school
    latitude: lat
    longitude: lon
    area: area:school-{code}
  board:
    is: organisation:board-{slug}
    kind: org:FormalOrganization
    name: board
    needed: false
claims:
  - {relation: attached-to, subject: school, object: board, basis: authority, since: since}
  - {measure: pupils, about: school, value: pupils, unit: person}
"""


def test_a_register_of_things_that_are_no_territories(tmp_path: Path) -> None:
    lines = ["No;School;Board;Pupils;Lat;Lon;Since"]
    lines += ["001;A;Valley;1 234;48,5;9,25;2030", "002;B;;12;;;", "003;C;Valley;1,5;;;"]
    made = Declared(tmp_path, REGISTER, written(tmp_path, *lines, name="s-2031.csv"))
    assert made.ask("SELECT ?s ?o ?d WHERE { ?c tig:relation relation:attached-to ; "
                    "tig:subject ?s ; tig:object ?o ; tig:earliestBegin ?d }") == [
        ("organisation:school-001", "organisation:board-valley", "2030-01-01")
    ]  # fmt: skip
    assert made.ask("SELECT ?s ?v WHERE { ?c tig:about ?s ; tig:value ?v }") == [
        ("organisation:school-001", "1234"),
        ("organisation:school-002", "12"),
    ]
    assert made.ask("SELECT ?lat ?long WHERE { ?a wgs84:lat ?lat ; wgs84:long ?long }") == [
        ("48.5", "9.25")
    ]
    assert [row for row, _ in made.refused()] == ["4"]
    assert (made.report.rows, made.report.used) == (3, 2)


def test_what_stands_in_two_editions_is_one_claim_with_bounds(tmp_path: Path) -> None:
    header = "No;School;Board;Pupils"
    files = [
        written(tmp_path, header, "001;A;Valley;5", name="s-2031-01-01.csv"),
        written(tmp_path, header, "001;A;Valley;6", name="s-2032-01-01.csv"),
        written(tmp_path, header, "001;A;Hill;6", name="s-2033-01-01.csv"),
    ]
    made = Declared(tmp_path, REGISTER, *files)
    found = made.ask(
        "SELECT ?o ?lb ?le WHERE { ?c tig:relation relation:attached-to ; tig:object ?o . "
        "OPTIONAL { ?c tig:latestBegin ?lb } OPTIONAL { ?c tig:latestEnd ?le } }"
    )
    assert found == [
        ("organisation:board-hill", "2033-01-01", ""),
        ("organisation:board-valley", "2031-01-01", "2032-12-31"),
    ]


def test_codes_in_one_cell_whose_pattern_has_groups_and_names_in_another(tmp_path: Path) -> None:
    told = WORKSHOPS.replace("'[0-9]{5}'", "'([0-9]){5}'").replace(
        "{code: kreis, name: kreisname, systems: [kreis], since: since}",
        "{codes: kreis, names: kreisname, between: ',', systems: [kreis]}",
    )
    path = written(tmp_path, HEADER, "W-01;Tal;10017, 10025;Kreis A, Kreis B;")
    made = Declared(tmp_path, told, path)
    assert made.members() == BOTH
    names = made.ask("SELECT ?n WHERE { ?c org:member/skos:prefLabel ?n }")
    assert names == [("Kreis A",), ("Kreis B",)]


def test_a_workbook_of_the_old_form_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "w-2031-06-01.xls"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    with pytest.raises(NothingToReadError, match=r"old form \(\.xls\): save it as \.xlsx"):
        Declared(tmp_path, WORKSHOPS, path)


BESIDE = """\
entities:
  lead:
    is: person:fabelland-{slug}
    kind: foaf:Person
    name: lead
    needed: false
claims:
  - {relation: leads, subject: lead, object: territory, basis: appointment}
  - {measure: jobs, about: territory, value: jobs, unit: job}
"""


def test_what_else_a_row_of_a_programme_says_stands_beside_its_territory(tmp_path: Path) -> None:
    told = WORKSHOPS.replace("since: Seit}", "since: Seit, lead: Leitung, jobs: Stellen}")
    lines = [f"{HEADER};Leitung;Stellen", f"{ROWS[0]};Ada Fictive;12", f"{ROWS[1]};;1,5"]
    made = Declared(tmp_path, told + BESIDE, written(tmp_path, *lines))
    assert made.members() == BOTH
    assert made.ask("SELECT ?s ?o { ?c tig:relation relation:leads ; tig:subject ?s ; "
                    "tig:object ?o }") == [("person:fabelland-ada-fictive",
                                            "territory:fabelland-W-01")]  # fmt: skip
    assert made.ask("SELECT ?t ?v { ?c tig:about ?t ; tig:value ?v }") == [
        ("territory:fabelland-W-01", "12")
    ]
    assert (made.report.rows, made.report.used) == (2, 2)
    assert any("“1,5” is no whole number" in note for note in made.report.notes)


def test_a_cell_of_which_nothing_is_known_is_empty_where_that_is_declared(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER, "W-01;Tal;10017;A;n. v.", "W-01;Tal;10025;–;–")
    assert len(Declared(tmp_path, WORKSHOPS, path).refused()) == 2
    made = Declared(tmp_path, WORKSHOPS + "empty: ['–', n. v.]\n", path)
    assert (made.members(), made.refused()) == (BOTH, [])
    assert made.ask("SELECT ?b { ?c org:member ?m ; tig:earliestBegin ?b }") == []
    assert not made.ask('SELECT ?x { ?x skos:prefLabel "–"@de }')
