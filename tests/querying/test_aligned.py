"""Tables for a terminal."""

from tigraph.querying.aligned import aligned


def places(line: str) -> int:
    """Return how many places a line takes on a terminal: the texts below have ideograms alone."""
    return sum(2 if character > "\u3000" else 1 for character in line)


def test_columns_stay_aligned_whatever_places_their_characters_take() -> None:
    table = aligned(
        ["name", "n"], [["日本", "1"], ["e\u0301te\u0301", "22"], ["L’été", "3"]], [False, True], 80
    )
    assert table == (
        " name     n\n────────────\n 日本     1\n e\u0301te\u0301     22\n L’été    3\n"
    )


def test_only_the_widest_columns_are_folded_and_heads_never() -> None:
    table = aligned(
        ["what-is-told", "short"], [["one two three four five six", "1"]], [False, True], 26
    )
    assert table.splitlines() == [
        " what-is-told      short",
        "─────────────────────────",
        " one two three         1",
        " four five six",
    ]


def test_a_folded_column_of_ideograms_fits() -> None:
    table = aligned(["x", "y"], [["日" * 30, "1"]], [False, True], 20)
    assert max(map(places, table.splitlines())) <= 20
    assert table.count("日") == 30


def test_without_rows_or_columns_a_table_is_empty_lines() -> None:
    assert aligned(["x"], [], [False], 80) == "\n"
    assert aligned([], [[], []], [], 80) == "\n\n"
