"""What is measured in the curated graph, what is refused, and the command."""

from __future__ import annotations

import math
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import tigraph
from tigraph.cli import cli
from tigraph.errors import BadDateError, UnknownNameError, UsageError
from tigraph.measuring.evidence import ALL, NO_POSSIBLE, NO_SINGLE, without
from tigraph.measuring.measurement import Choice, Choices
from tigraph.measuring.measures import rank_correlation
from tigraph.measuring.two_mode import TWO_MODE_MEASURES, WEIGHTINGS
from tigraph.rdf.vocabulary import expand


@pytest.fixture(scope="module")
def curated() -> tigraph.Graph:
    return tigraph.load(language="en")


def named(found: Any, label: str, table: int = 0) -> dict[str, Any]:
    return next(row for row in found.tables[table].nodes if row["label"] == label)


def test_the_keywords_of_measure_are_the_choices() -> None:
    assert set(Choices.__annotations__) == set(Choice.__dataclass_fields__)


def test_bases_are_measured_apart_unless_asked(curated: tigraph.Graph) -> None:
    apart = curated.measure("governance", measures=["degree"])
    assert apart.axis == "basis"
    assert [t.variant for t in apart.tables] == sorted(apart.boundary["bases"])
    assert "measured by itself" in apart.tables[0].remarks[0][0]
    for table in apart.tables:
        assert table.summary["ties"] == apart.boundary["bases"][table.variant]
    summed = curated.measure("governance", measures=["degree"], sum_bases=True)
    assert summed.axis == ""
    assert summed.tables[0].summary["ties"] == sum(summed.boundary["bases"].values())
    assert "are summed, as asked" in summed.tables[0].remarks[0][0]
    chosen = curated.measure("governance", measures=["degree"], basis=["authority"])
    assert list(chosen.boundary["bases"]) == ["authority"]
    assert not chosen.axis


def test_degrees_of_the_curated_graph_by_hand(curated: tigraph.Graph) -> None:
    # Eight organisations have a seat in the national committee (002, 1260 ff.).
    found = curated.measure("affiliations", sum_bases=True, measures=["degree", "degree_two_mode"])
    row = named(found, "comité de pilotage national de Territoires d’industrie")
    assert row["degree"] == 8
    members = [r for r in found.tables[0].nodes if r["degree"] and r["kind"] != "GovernanceBody"]
    assert row["degree_two_mode"] == pytest.approx(8 / len(members))


@pytest.mark.parametrize("name", ["affiliations", "territory-members"])
def test_projections_marked_two_mode_are_two_mode(curated: tigraph.Graph, name: str) -> None:
    found = curated.measure(name, sum_bases=True)
    assert [table.form for table in found.tables] == ["two-mode"]
    assert found.tables[0].nodes
    assert set(found.measures) == set(TWO_MODE_MEASURES)


def test_territories_share_the_five_intercommunalities_of_the_lineage(curated) -> None:
    # 004 and 000: five of the six members of the second-phase territory were in the first.
    found = curated.measure("territory-members", project="targets", measures=["strength"])
    row = named(found, "Alliances Luxe & Précision Doubs")
    assert row["strength"] == 5


def test_events_are_two_mode_without_being_told(curated: tigraph.Graph) -> None:
    found = curated.measure("events", basis=["attendance"])
    assert found.tables[0].form == "two-mode"
    with pytest.raises(UsageError, match="its two-mode form is eigenvector_two_mode"):
        curated.measure("events", basis=["attendance"], measures=["eigenvector"])
    insisted = curated.measure(
        "events", basis=["attendance"], measures=["eigenvector"], modes="one"
    )
    assert any(
        "as if it had one mode, as asked" in remark[0] for remark in insisted.tables[0].remarks
    )


def test_a_projection_to_one_mode_states_its_method(curated: tigraph.Graph) -> None:
    for weighting in WEIGHTINGS:
        found = curated.measure(
            "affiliations", sum_bases=True, project="sources", weighting=weighting,
            measures=["strength"],
        )  # fmt: skip
        assert any(f"weight “{weighting}”" in remark[0] for remark in found.tables[0].remarks)
        assert found.boundary["choices"]["project"] == "sources"


def test_brokerage_of_the_curated_graph(curated: tigraph.Graph) -> None:
    # The executive committee is between those who send members and the two seats it keeps.
    found = curated.measure("governance", sum_bases=True, brokerage=True)
    row = named(found, "comité exécutif d’Alliances Luxe & Précision Doubs")
    assert (row["group"], row["coordinator"], row["total"]) == ("local", 6, 6)
    left_out = [remark[0] for remark in found.tables[0].remarks if "are left out" in remark[0]]
    assert left_out
    kept = curated.measure("governance", sum_bases=True, brokerage=True, keep_ungrouped=True)
    assert len(kept.tables[0].nodes) == kept.tables[0].summary["nodes"]
    assert len(kept.tables[0].nodes) > len(found.tables[0].nodes)
    by_kind = curated.measure("governance", sum_bases=True, brokerage=True, groups="kind")
    assert {row["group"] for row in by_kind.tables[0].nodes} >= {"Person", "GovernanceBody"}


def test_brokerage_is_refused_where_ties_have_no_direction(curated: tigraph.Graph) -> None:
    with pytest.raises(UsageError) as refused:
        curated.measure("organisations-through-bodies", brokerage=True)
    told = str(refused.value)
    assert "gatekeeper and representative are equal for everybody" in told
    assert "governance" in told
    assert "organisations-through-bodies" not in told.split("directed ties:")[1]
    with pytest.raises(UsageError, match="it is two-mode"):
        curated.measure("affiliations", brokerage=True)
    with pytest.raises(UnknownNameError, match="There are: "):
        curated.measure("governance", brokerage=True, sum_bases=True, groups="lvel")


def test_posts_without_holder_are_those_of_the_query(curated: tigraph.Graph) -> None:
    for as_of in (None, "2019", "2024"):
        found = curated.measure("governance", basis=["authority"], measures=["degree"], as_of=as_of)
        rows = list(curated.query("posts-without-holder", as_of=as_of))
        told = found.tables[0].summary
        assert told["posts_without_named_holder"] == len({row["post"] for row in rows})
        share = told["posts_without_named_holder"] / told["posts"]
        assert told["share_of_posts_without_named_holder"] == pytest.approx(share)


def test_sensitivity_leaves_out_each_kind_of_thin_evidence(curated: tigraph.Graph) -> None:
    found = curated.measure("all-ties", sum_bases=True, sensitivity=True, measures=["degree"])
    documents = found.boundary["documents"]
    assert [table.variant for table in found.tables] == [
        ALL, NO_SINGLE, NO_POSSIBLE,
        *(f"no [{i}]" for i in range(1, len(documents) + 1)),
    ]  # fmt: skip
    plain = curated.measure("all-ties", sum_bases=True, measures=["degree"])
    assert found.tables[0].nodes == plain.tables[0].nodes
    certain = curated.measure("all-ties", sum_bases=True, measures=["degree"], possible=False)
    assert found.tables[2].nodes == certain.tables[0].nodes
    ties = [int(table.summary["ties"]) for table in found.tables]
    assert all(left <= ties[0] for left in ties)
    # A tie that only document i states falls with it; one of two documents stays.
    graph = curated.network("all-ties").graph
    for i, document in enumerate(documents):
        only = {document["title"]}
        told = ({item["title"] for item in data["evidence"]} for *_, data in graph.edges(data=True))
        alone = [titles for titles in told if titles == only]
        assert ties[3 + i] == ties[0] - len(alone)
    assert found.tables[1].summary["rank_correlation_degree"] is not None


def test_leaving_evidence_out_leaves_the_graph_as_it_was(curated: tigraph.Graph) -> None:
    before = len(curated.store)
    claims = [row["claim"] for row in curated.query("SELECT ?claim { ?claim a tig:RelationClaim }")]
    gone = expand(claims[0])
    trial = without(curated, [gone])
    assert len(curated.store) == before
    assert not list(trial.store.quads_for_pattern(ox.NamedNode(gone), None, None))


def test_several_dates_stand_side_by_side(curated: tigraph.Graph) -> None:
    dates = ["2018", "2019", "2024"]
    found = curated.measure("people", sum_bases=True, dates=dates, measures=["degree"])
    assert [table.variant for table in found.tables] == dates
    for table in found.tables:
        alone = curated.measure("people", sum_bases=True, as_of=table.variant, measures=["degree"])
        assert table.nodes == alone.tables[0].nodes
    assert {row["date"] for row in found.rows()} == set(dates)


@pytest.mark.parametrize(
    ("how", "error", "told"),
    [
        ({"dates": ["2019", "2024"]}, UsageError, "--sum-bases"),
        ({"sensitivity": True}, UsageError, "not summed unless"),
        ({"dates": ["soon"], "sum_bases": True}, BadDateError, "soon"),
        ({"dates": ["2019"], "sensitivity": True}, UsageError, "not both"),
        ({"basis": ["membreship"]}, UnknownNameError, "membership"),
        ({"measures": ["betweeness"]}, UnknownNameError, "betweenness"),
        ({"measures": ["degreee"]}, UnknownNameError, r"Nearest: degree, (?!degree\b)"),
        ({"measures": ["redundancy"], "basis": ["authority"]}, UsageError, "one-mode here"),
        ({"modes": "two"}, UsageError, "not two-mode"),
        ({"modes": "three"}, UnknownNameError, "three"),
        ({"project": "left"}, UnknownNameError, "left"),
        ({"weighting": "jaccard"}, UnknownNameError, "hyperbolic"),
        ({"brokerage": True, "measures": ["degree"]}, UsageError, "table of its own"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(
    curated: tigraph.Graph, how: Any, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        curated.measure("all-ties" if "modes" in how else "governance", **how)


def test_directed_measures_are_refused_without_direction(curated: tigraph.Graph) -> None:
    with pytest.raises(UsageError, match="in_degree needs directed ties"):
        curated.measure("organisations-through-bodies", measures=["in_degree"])


def test_rank_correlation_shares_ranks_and_leaves_out_who_is_missing() -> None:
    first = {"a": 1, "b": 1, "c": 2, "d": 3, "gone": 9}
    second = {"a": 10, "b": 20, "c": 30, "d": 40, "new": None}
    # Ranks 1.5 1.5 3 4 and 1 2 3 4: Spearman's rho is 4.5 / sqrt(4.5 * 5).
    assert rank_correlation(first, second) == pytest.approx(4.5 / math.sqrt(22.5))
    assert rank_correlation({"a": 1, "b": 1}, {"a": 1, "b": 2}) is None


# The command -----------------------------------------------------------------------------


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ["measure", *arguments, "--lang", "en"])


def test_the_command_prints_nodes_whole_columns_remarks_and_boundary() -> None:
    told = run("governance", "--sum-bases", "--top", "3")
    assert told.exit_code == 0
    for part in ("The network as a whole", "What the columns are", "Remarks", "Boundary",
                 "The first 3 of "):  # fmt: skip
        assert part in told.stdout


def test_the_command_writes_csv_with_its_summary_and_does_not_replace_files(tmp_path: Any) -> None:
    target = tmp_path / "x.csv"
    arguments = ("events", "--basis", "attendance", "-o", str(target))
    assert run(*arguments).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("id,label,")
    assert (tmp_path / "x.summary.csv").exists()
    again = run(*arguments)
    assert isinstance(again.exception, UsageError)
    assert run(*arguments, "--force").exit_code == 0


def test_the_command_draws_small_multiples(tmp_path: Any) -> None:
    target = tmp_path / "x.svg"
    told = run("people", "--basis", "appointment", "--dates", "2018,2024", "-m", "degree",
               "-o", str(target))  # fmt: skip
    assert told.exit_code == 0
    assert target.read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--list"], 0),
        (["nowhere"], 2),
        (["people", "-m", "fame"], 2),
        (["people", "--resolution", "0"], 2),
        (["people", "-o", "x.odt"], 2),
        (["people", "-o", "/nowhere/x.csv"], 3),
        (["organisations-through-bodies", "--brokerage"], 2),
        (["people", "--dates", "2019", "--as-of", "2019"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    told = run(*arguments)
    exits = getattr(told.exception, "exit_code", told.exit_code)
    assert exits == code
    assert not told.exception or "Traceback" not in str(told.exception)
