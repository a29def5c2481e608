"""A long table shared by several processes: the same answers, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tigraph.graph import Graph, load
from tigraph.linking import Matcher, Sought, opened
from tigraph.linking.tabled import Told, columns_of, matched_lines
from tigraph.linking.together import matched_batches

NAMES = ["Haut-Doubs", "CA Grand Besancon", "Besançon", "M. Bôle", "Nemo", "ANCT", "Doubs"]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load()


def batches(kinds: list[str], taken: list[int]) -> Iterator[list[Sought]]:
    for number, kind in enumerate(kinds):
        taken.append(number)
        yield [Sought(name, kind) for name in NAMES]


@pytest.mark.parametrize("kinds", [[""] * 9, ["epci"] * 4 + ["person", "", "commune"] * 2])
def test_several_processes_give_what_one_gives_in_its_order(graph: Graph, kinds: list[str]) -> None:
    alone = [*Matcher.of(graph.ground).match_many(s for one in batches(kinds, []) for s in one)]
    matcher = Matcher.of(graph.ground)
    found = matched_batches(matcher, batches(kinds, []), 5, workers=2, alone=len(NAMES))
    assert [match for batch in found for match in batch] == alone


def test_only_a_few_batches_are_taken_ahead(graph: Graph) -> None:
    taken: list[int] = []
    matcher = Matcher.of(graph.ground)
    found = matched_batches(matcher, batches(["epci"] * 40, taken), 5, workers=2, alone=1)
    for done, batch in enumerate(found, 1):
        assert len([*batch]) == len(NAMES)
        assert len(taken) <= done + 7
    assert done == 40


def test_rows_without_a_name_stay_where_they_are(tmp_path: Path, graph: Graph) -> None:
    table = tmp_path / "long.csv"
    rows = [NAMES[n % 7] if n % 5 else "" for n in range(3500)]
    table.write_text("epci,n\n" + "".join(f"{name},{n}\n" for n, name in enumerate(rows)), "utf-8")
    matcher, sheet = Matcher.of(graph.ground), opened(table)
    columns, _ = columns_of(sheet, Told(), matcher.kinds)
    told = [*matched_lines(sheet, columns, matcher, 5, workers=2, alone=500)]
    assert [line.fields[1] for line, _ in told] == [str(n) for n in range(3500)]
    assert [match.sought.name for _, match in told] == rows
