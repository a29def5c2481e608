"""What a date leaves out is told, whatever is asked and in whichever form."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import Any

import pytest

from terminal import tigraph
from tigraph.graph import Graph
from tigraph.networks.together import apart, at_once
from tigraph.querying import Doubt, Rows, catalogue, depends

#: Every command that reads the graph at a date, and what it must say of that date.
TOLD = r"may hold (at 2024|.*2024)|only may hold|No more may hold"
COMMANDS = {
    "query": ("query", "who-presides"),
    "query of one's own": ("query", "-e", "SELECT ?c { ?c a tig:HeldClaim }"),
    "ask": ("query", "-e", "ASK { ?c a tig:HeldClaim ; tig:relation relation:funds }"),
    "construct": ("query", "-e", "CONSTRUCT { ?c a tig:HeldClaim } WHERE { ?c a tig:HeldClaim }"),
    "show": ("show", "Cédric Bôle"),
    "path": ("path", "Cédric Bôle", "Nathalie Augé"),
    "view": ("view", "people", "-o", "x.html"),
    "view --certain": ("view", "people", "-o", "y.svg", "--certain"),
    "export": ("export", "governance", "-o", "x.gexf"),
    "export of the graph": ("export", "-o", "x.trig", "--derived"),
    "measure": ("measure", "people", "--sum-bases", "-m", "degree"),
    "measure as csv": ("measure", "people", "--sum-bases", "-m", "degree", "-f", "csv"),
    "compare": ("compare", "phase:ti-1", "phase:ti-2"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_reading_command_tells_what_a_date_leaves_out(
    name: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command = (*COMMANDS[name], "--as-of", "2024", "--lang", "en")
    done = tigraph(*command)
    asked = r"does not change it|It is otherwise|" + TOLD if name == "ask" else TOLD
    assert re.search(asked, done.err), done.err
    if command[0] != "view":  # a picture takes long, and its remarks are those of an export
        force = ("--force",) if command[0] == "export" else ()
        assert not re.search(asked, tigraph(*command, "-q", *force).err)


def test_who_presides_at_a_date(graph: Graph) -> None:
    sure = graph.query("who-presides", as_of="2024")
    assert isinstance(sure, Rows)
    assert len(sure) == 0
    assert sure.doubt is not None
    assert sure.doubt.told() == "6 more may hold at 2024; --possible shows them."
    all_ = graph.query("who-presides", as_of="2024", possible=True)
    assert [row["holds"] for row in all_] == ["possible"] * 6


def Graph_() -> Graph:
    from tigraph import load

    return load()


@pytest.mark.parametrize("as_of", ["2019-01-30", "2024", "any"])
@pytest.mark.parametrize(
    "name", [q.name for q in catalogue.queries() if depends(q) and not q.parameters]
)
def test_with_the_possible_rows_are_the_certain_ones_and_those_marked(
    name: str, as_of: str, graph: Graph
) -> None:
    """Certain rows = rows marked certain + what falls away where the possible is seen."""
    query = catalogue.find(name)
    plain: Any = graph.query(name, as_of=as_of)
    every: Any = graph.query(name, as_of=as_of, possible=True)
    if query.derived == "possible":
        assert every.rows == plain.rows
        return
    marked = Counter(row[:-1] for row in every.rows if row[-1].value == "certain")
    fallen = Counter(plain.rows) - marked
    assert not marked - Counter(plain.rows)
    assert fallen.total() == every.doubt.fallen == plain.doubt.fallen
    possible = [row for row in every.rows if row[-1].value == "possible"]
    assert len(possible) == every.doubt.possible == plain.doubt.possible


@pytest.mark.parametrize("format", ["table", "md", "csv", "tsv", "json", "xml", "jsonl"])
def test_each_row_says_in_every_format_how_it_holds(format: str, graph: Graph) -> None:
    found: Any = graph.query("who-presides", as_of="2019", possible=True)
    text = found.render(format).decode()
    assert "holds" in text
    assert len(re.findall(r"\bcertain\b", text)) == 1
    assert len(re.findall(r"\bpossible\b", text)) == 5


def test_a_column_of_that_name_stays(graph: Graph) -> None:
    text = "SELECT ?holds { ?holds a tig:HeldClaim }"
    found: Any = graph.query(text, as_of="2024", possible=True)
    assert found.columns == ("holds", "holds_")


@pytest.mark.parametrize("graphs", ["graph:certain, graph:possible", "graph:possible"])
def test_rows_from_the_graph_of_the_possible_are_not_called_certain(
    graphs: str, graph: Graph
) -> None:
    query = f"SELECT ?c {{ GRAPH ?g {{ ?c a tig:HeldClaim }} FILTER(?g IN ({graphs})) }}"
    direct = "SELECT ?c { GRAPH graph:possible { ?c a tig:HeldClaim } }"
    for text in (query, direct):
        with_possible = graph.query(text, as_of="2024", possible=True)
        assert isinstance(with_possible, Rows)
        assert with_possible.columns == ("c",)
        assert with_possible.doubt is None
        assert len(with_possible) == len(graph.query(text, as_of="2024")) > 0


def test_what_depends_on_no_date_is_asked_once(graph: Graph) -> None:
    assert graph.query("documents", as_of="2019").doubt is None
    assert graph.query("documents", possible=True).columns == graph.query("documents").columns


@pytest.mark.parametrize(
    "name", [q.name for q in catalogue.queries() if q.header.get("rests") == "claim"]
)
@pytest.mark.parametrize("as_of", ["2019", "2024", "any"])
def test_a_tie_that_rests_on_its_claim_is_certain_where_the_certain_rows_have_it(
    name: str, as_of: str, graph: Graph
) -> None:
    sure: Any = graph.query(name, as_of=as_of)
    keys = {(row["source"], row["target"], row["claim"]) for row in sure}
    every: Any = graph.query(name, as_of=as_of, possible=True)
    now = graph.snapshot(as_of)
    position = every.columns.index("claim")
    for row, cells in zip(every, every.rows, strict=True):
        is_sure = (row["source"], row["target"], row["claim"]) in keys
        assert is_sure is (cells[position].value in now.certain)


def test_edges_say_how_they_hold_in_tables(graph: Graph) -> None:
    from tigraph.exports import render

    network = graph.network("people", as_of="2019")
    rows = list(csv.DictReader(io.StringIO(render(network, ".csv")[".edges.csv"].decode())))
    assert {(row["certain"], row["holds"]) for row in rows} == {
        ("true", "certain"),
        ("false", "possible"),
    }


def test_steps_that_never_held_together() -> None:
    early, late = ("2018-01-01", "2018-12-31"), ("2020-01-01", None)
    assert apart([[early], [(None, None)], [late]]) == {1: [3], 3: [1]}
    assert at_once([[early, late], [late]])
    assert apart([[early, ("2020-01-01", "2020-12-31")], [early], [late]]) == {2: [3], 3: [2]}


def test_a_path_says_whether_its_steps_held_together() -> None:
    asked = ("path", "Olivier Lluansi", "AdCF", "-f", "json")
    every = json.loads(tigraph(*asked).out)
    planned = [s for own in every for s in own if s["planned"]]
    assert [step["to"]["label"] for step in planned] == ["Fabrique prospective"]
    assert all(step["holds"] == "possible" for step in planned)
    together = json.loads(tigraph(*asked, "--together").out)
    assert together == [own for own in every if not any(step["apart"] for step in own)]


@pytest.mark.parametrize(
    ("language", "possible", "whole", "shown", "told"),
    [
        ("en", 1, 1, True, "The one row here only may hold at 2019; see the column “holds”."),
        ("en", 1, 3, True, "1 of these 3 rows only may hold at 2019; see the column “holds”."),
        ("en", 1, 3, False, "1 more may hold at 2019; --possible shows it."),
        ("fr", 1, 1, True, "L’unique ligne ne vaut que peut-être en 2019 ; voir la colonne "
         "« holds »."),
        ("fr", 1, 3, True, "1 de ces 3 lignes ne vaut que peut-être en 2019 ; voir la colonne "
         "« holds »."),
        ("fr", 1, 3, False, "1 autre peut valoir en 2019 ; --possible la montre."),
        ("fr", 2, 3, False, "2 autres peuvent valoir en 2019 ; --possible les montre."),
    ],
)  # fmt: skip
def test_one_is_told_of_in_the_singular(
    language: str, possible: int, whole: int, shown: bool, told: str
) -> None:
    assert Doubt("2019", "rows", possible, whole, shown).told(language) == told


def test_one_that_falls_away_is_told_of_in_the_singular() -> None:
    doubt = Doubt("2019", "ties", 0, 1, shown=False, fallen=1)
    assert doubt.told().startswith("The one tie here would not be so, if")
    assert doubt.told("fr").startswith("L’unique lien ne tiendrait pas, si")
    other = Doubt("2019", "ties", 0, 2, shown=True, fallen=1)
    assert other.told().endswith("did not; it is not here.")
    assert other.told("fr").endswith("ne valait pas ; il n’est pas là.")


def test_how_many_more_may_hold_is_said_of_the_bases_asked(graph: Graph) -> None:
    sure = graph.measure(
        "people", as_of="2024", possible=False, basis=["membership"], measures=["degree"]
    )
    every = graph.measure("people", as_of="2024", basis=["membership"], measures=["degree"])
    assert sure.doubt is not None
    assert every.doubt is not None
    assert sure.doubt.possible == every.doubt.possible > 0
    assert sure.doubt.whole + sure.doubt.possible == every.doubt.whole
