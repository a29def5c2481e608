"""What the national queries answer of the fictitious registers, read off the files by a person.

Beside the recounts (test_queries_national.py), which a program makes too: the story that
tests/fictitious/README.md tells, row by row, and no more.
"""

from __future__ import annotations

from typing import Any

import pytest

from floors import fictitious_files
from tigraph.graph import Graph

BOURG, ANCIENS, SAINTE, VIEUX, VAL = (
    "249700014", "249700022", "249700030", "249700048", "249700055",
)  # fmt: skip
DOREE, FICTIVOPOLIS, ROCHE, PLAINE = "249790015", "249790023", "249790031", "249790049"
GRAND, MOULIN, ETANG, NEUVE, EST = (
    "249810011", "249810029", "249810037", "249810045", "249810052",
)  # fmt: skip
DUNE, DESERT, LOINTAIN = "249820010", "249820028", "249820036"


def rows(graph: Graph, name: str, columns: str, **given: str) -> set[tuple[Any, ...]]:
    found = graph.query(name, given)  # type: ignore[arg-type]
    return {tuple(row[column] for column in columns.split()) for row in found}  # type: ignore[call-overload]


@fictitious_files
def test_what_became_of_territories(national: Graph) -> None:
    """Members in common stand in the last column."""
    told = rows(national, "succession-of-territories", "before after change common", lang="fr")
    assert told == {
        ("ti-9701", "ti-9702", "scission", 1), ("ti-9701", "ti-9703", "scission", 1),
        ("ti-9702", "ti-9701", "maintien", 1), ("ti-9703", "ti-9704", "agrandissement", 2),
        ("ti-9801", "ti-9801", "recomposition", 1), ("ti-9801", "ti-9802", "recomposition", 1),
        ("ti-9802", "ti-9801", "fusion", 1), ("ti-9804", None, "disparu", 0),
        ("ti-9805", "ti-9805", "réduction", 1), (None, "ti-9803", "nouveau", 0),
    }  # fmt: skip


@fictitious_files
def test_what_became_of_intercommunalities(national: Graph) -> None:
    told = rows(national, "successors-of-intercommunalities", "siren successor communes by")
    assert told == {
        (ANCIENS, VIEUX, 1, "2021-01-01"), (SAINTE, VIEUX, 1, "2021-01-01"),
        (DOREE, FICTIVOPOLIS, 2, "2022-01-01"), (DOREE, ROCHE, 2, "2022-01-01"),
        (DESERT, DUNE, 1, "2023-01-01"),
    }  # fmt: skip


@fictitious_files
def test_how_many_changes_each_year_brought(national: Graph) -> None:
    """The dissolved one has no successor; the commune that moved left one and joined another."""
    told = rows(national, "changes-of-intercommunalities-by-year", "by change number", lang="fr")
    assert {
        ("2020-01-01", "changement de forme juridique", 1), ("2020-01-01", "changement de nom", 1),
        ("2021-01-01", "fusion", 1),
    } <= told  # fmt: skip
    assert {year for year, *_ in told} == {
        f"{year}-01-01" for year in (2020, 2021, 2022, 2023, 2024)
    }


@fictitious_files
def test_who_was_renamed_and_whose_name_is_only_written_otherwise(national: Graph) -> None:
    told = rows(national, "renamed-intercommunalities", "siren before after by")
    assert told == {(BOURG, "CC de Fictive-le-Bourg", "CA Grand Bourg Fictif", "2020-01-01")}


@fictitious_files
def test_the_communes_that_moved(national: Graph) -> None:
    told = rows(national, "communes-that-moved", "siren before after by")
    moved = {row for row in told if row[1] in (VAL, DESERT)}
    assert moved == {
        ("219700085", VAL, BOURG, "2023-01-01"), ("219820016", DESERT, DUNE, "2023-01-01"),
    }  # fmt: skip
    merged_or_divided = {row[1:3] for row in told - moved}
    assert merged_or_divided == {
        (ANCIENS, VIEUX), (SAINTE, VIEUX), (DOREE, FICTIVOPOLIS), (DOREE, ROCHE),
    }  # fmt: skip


@fictitious_files
def test_who_presides_in_the_second_phase(national: Graph) -> None:
    """By the edition of 2026, which the store holds; one is named by a document alone."""
    told = rows(national, "presidents-in-the-programme", "code siren president")
    assert {row for row in told if row[0] != "ti-2701"} == {
        ("ti-9701", VAL, "Fanny Fictive-Ode"), ("ti-9702", BOURG, "Basile Fictif-Prose"),
        ("ti-9703", VIEUX, "Dora Fictive-Fable"), ("ti-9704", FICTIVOPOLIS, "Gaspard Fictif-Mythe"),
        ("ti-9704", ROCHE, "Igor Fictif-Chant"), ("ti-9801", GRAND, "Karl Fictif-Roman"),
        ("ti-9802", PLAINE, "Jeanne-Line Fictive-Épopée"), ("ti-9803", NEUVE, "Nina Fictive-Aube"),
    }  # fmt: skip
    without = rows(national, "members-without-president", "code siren")
    assert {row for row in without if row[0] != "ti-2701"} == {
        ("ti-9704", "219700077"), ("ti-9801", MOULIN), ("ti-9802", EST), ("ti-9805", "219810033"),
    }  # fmt: skip


@fictitious_files
def test_territories_that_lie_in_several_departements(national: Graph) -> None:
    """Those of the plain and another region; and two of 979 with Port-Fictif, a commune of 970."""
    told = rows(national, "territories-astride", "phase code departements regions")
    first, second = (f"Territoires d’industrie, {nth} phase" for nth in ("première", "seconde"))
    assert told == {
        (first, "ti-9801", 2, 2), (second, "ti-9802", 2, 2), (second, "ti-9704", 2, 1),
    }  # fmt: skip


@fictitious_files
@pytest.mark.parametrize(
    ("region", "outside"),
    [("97", set()), ("98", {(LOINTAIN, 1700 + 6 * 17 + 90 + 6)})],
)
def test_who_is_outside_the_programme(
    national: Graph, region: str, outside: set[tuple[str, int]]
) -> None:
    """Two communes, of 1,700 and 90 inhabitants in 2019, with 17 and one more each year."""
    told = rows(
        national, "outside-the-programme", "siren population",
        region=f"area:region-{region}", year="2025",
    )  # fmt: skip
    assert told == outside


@fictitious_files
def test_the_size_of_a_territory_is_that_of_its_members(national: Graph) -> None:
    """ti-9704 in 2025, as the rows of its members say: 18,550, 3,710 and 4,452 inhabitants."""
    told = rows(national, "size-of-territories", "phase code members population", year="2025")
    assert [row[2:] for row in told if row[1] == "ti-9704"] == [(3, 18_550 + 3_710 + 4_452)]
    assert [row[2:] for row in told if row[1] == "ti-9803"] == [(1, 1_004)]
