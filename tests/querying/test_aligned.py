"""Tables for a terminal."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tigraph.querying.aligned import aligned_table


def places(line: str) -> int:
    """Return how many places a line takes on a terminal, by the characters of these tests."""
    wide = {"\u0301": 0} | dict.fromkeys("日本語", 2)
    return sum(wide.get(character, 1) for character in line)


def test_columns_stay_aligned_whatever_places_their_characters_take() -> None:
    table = aligned_table(
        ["name", "n"], [["日本", "1"], ["e\u0301te\u0301", "22"], ["L’été", "3"]], [False, True], 80
    )
    assert table == (
        " name     n\n────────────\n 日本     1\n e\u0301te\u0301     22\n L’été    3\n"
    )


NAMES = ("Communauté de communes du Val de Morteau", "Région Bourgogne-Franche-Comté", "CGET")


def words(text: str) -> set[str]:
    return set(text.split())


def test_prose_takes_what_numbers_and_dates_leave_and_ends_lines_at_words() -> None:
    rows = [[name, "2019-01-31", str(10**i)] for i, name in enumerate(NAMES)]
    table = aligned_table(["name", "date", "count"], rows, [False, False, True], 48)
    assert table.splitlines() == [
        " name                        date         count",
        "────────────────────────────────────────────────",
        " Communauté de communes du   2019-01-31       1",
        "   Val de Morteau",
        " Région                      2019-01-31      10",
        "   Bourgogne-Franche-Comté",
        " CGET                        2019-01-31     100",
    ]


def test_numbers_stand_with_their_decimal_signs_below_each_other() -> None:
    for sign in ".,":
        numbers = [[f"0{sign}273"], ["12"], [f"100{sign}5"], [""]]
        lines = aligned_table(["n"], numbers, [True], 80).splitlines()[2:]
        assert lines == [f"   0{sign}273", "  12", f" 100{sign}5", ""]


def test_a_long_code_stands_below_its_row_and_what_is_empty_is_named() -> None:
    rows = [[name, "", f"claim:{'x' * 60}-{i}"] for i, name in enumerate(NAMES)]
    table = aligned_table(["name", "ends", "claim"], rows, [False] * 3, 80)
    assert table.splitlines()[:5] == [
        " name",
        "   claim",
        "──────────────────────────────────────────",
        f" {NAMES[0]}",
        f"   claim:{'x' * 60}-0",
    ]
    assert table.endswith("\n\n Empty: ends\n")
    assert "Sans valeur : ends" in aligned_table(
        ["name", "ends", "claim"], rows, [False] * 3, 80, "fr"
    )


def test_prose_that_repeats_is_shortened_at_a_word_and_told_in_full_below() -> None:
    titles = [f"Territoires d’industrie {'en Bourgogne ' * 9}", "Territoires d’industrie : un " * 5]
    rows = [[f"acteur {i}", titles[i % 2], str(i), str(i)] for i in range(12)]
    table = aligned_table(
        ["actor", "document", "count", "first"], rows, [False, False, True, True], 63
    )
    lines = table.splitlines()
    assert re.fullmatch(r" acteur 0 +Territoires d’industrie en .*… +0 +0", lines[2])
    assert re.fullmatch(r" acteur 1 +Territoires d’industrie : un .*… +1 +1", lines[3])
    told = " ".join(" ".join(lines[lines.index("") + 1 :]).split())
    assert titles[0].strip() in told
    assert titles[1].strip() in told
    assert words(titles[0]) <= words(table)


def test_many_numbers_go_on_in_a_further_table_with_the_first_column() -> None:
    head = ["name", *(f"measure_number_{i}" for i in range(8))]
    rows = [[name, *["0.5"] * 8] for name in NAMES]
    lines = aligned_table(head, rows, [False] + [True] * 8, 60).splitlines()
    assert sum(line.startswith(" name") for line in lines) == 3
    assert sum(line.startswith(f" {NAMES[0]}"[:20]) for line in lines) == 3
    assert sum(line.count("0.5") for line in lines) == 24
    assert max(map(len, lines)) <= 60


def test_what_fits_in_no_table_is_set_as_records_without_empty_fields() -> None:
    head = [f"field{i}" for i in range(6)]
    rows = [[f"{'word' * 4} {'wood' * 4} {i}{j}" for j in range(6)] for i in range(2)]
    rows[1][2] = ""
    lines = aligned_table(head, rows, [False] * 6, 40).splitlines()
    assert lines[:2] == [
        " field0   wordwordwordword",
        "          woodwoodwoodwood 00",
    ]
    assert sum(line.startswith(" field0") for line in lines) == 2
    assert sum(line.startswith(" field2") for line in lines) == 1


WORDS = [
    *("de", "Bourgogne-Franche-Comté", "claim:a--member--b", "日本語", "« mot »", "mot ?"),
    *("2019-01-31", "x" * 50, "[2023-12-01..2024-10-31]", "e\u0301te\u0301"),
]
#: Two texts of two columns that might be shortened alike.
ALIKE = ["", "", "", "de", "de Bourgogne-Franche-Comté"]
ALIKE += ["Bourgogne-Franche-Comté claim:a--member--b", "Bourgogne-Franche-Comté de de"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 7).flatmap(
        lambda n: st.lists(st.lists(TEXTS, min_size=n, max_size=n), min_size=1, max_size=8)
    ),
    st.integers(20, 170),
)
@example([[""] * 7, ALIKE], 77)
def test_no_word_is_broken_and_none_is_lost(rows: list[list[str]], width: int) -> None:
    """Where a line is longer than the screen, that is for one word which is."""
    head = [f"column_{i}" for i in range(len(rows[0]))]
    table = aligned_table(head, rows, [False] * len(head), width)
    told = words(table)
    for word in {word for row in rows for cell in row for word in cell.split()} - {"日本語"}:
        assert word in told
    for line in table.splitlines():
        if places(line.rstrip()) > width:
            assert max(map(places, line.split())) > width


def test_a_folded_column_of_ideograms_fits() -> None:
    table = aligned_table(["x", "y"], [["日" * 30, "1"]], [False, True], 20)
    assert max(map(places, table.splitlines())) <= 20
    assert table.count("日") == 30


def test_without_rows_or_columns_a_table_is_empty_lines() -> None:
    assert aligned_table(["x"], [], [False], 80) == "\n"
    assert aligned_table([], [[], []], [], 80) == "\n\n"
