"""Comparisons over the registers: two regions, two phases, recounted from the files."""

from __future__ import annotations

import pytest

import recounts as files
from floors import Floor, real_files
from tigraph.comparing.as_json import as_json_comparison
from tigraph.comparing.comparison import Comparison
from tigraph.comparing.sides import regions, sort_of
from tigraph.errors import UsageError
from tigraph.graph import Graph
from tigraph.rdf import Queryable, select


def siren(iri: str) -> str:
    return iri.rpartition("/")[2]


def test_two_regions_side_by_side(national: Graph, floor: Floor) -> None:
    one, other = floor.of(fictitious=("97", "98"), real=("27", "94"))
    compared = national.compare(f"area:region-{one}", f"area:region-{other}")
    told = as_json_comparison(national.store, compared, national.label)
    own = files.members()
    assert told["compared"] == "regions"
    for row in told["side_by_side"]:
        phase = "phase:" + siren(row["phase"]["iri"])
        for side, region in (("first", one), ("second", other)):
            here = own[(own.phase == phase) & (own.region == region)]
            assert row[side]["territories"] == here.code.nunique()
            assert row[side]["members"] == here.siren.nunique()
    for change, region in (("lost", one), ("gained", other)):
        ties = [tie for tie in told["relations"] if tie["change"] == change]
        found = {siren(tie["source"]["iri"]) for tie in ties}
        assert found == set(own[own.region == region].siren)
        assert all(side["evidence"] for tie in ties for side in (*tie["first"], *tie["second"]))


@real_files
def test_of_all_areas_of_a_name_the_region_is_compared(national: Graph) -> None:
    """Two communes are called Bretagne as well."""
    named, told = (sort_of(national.ground, *pair, regions(national.store)) for pair in (
        ("Bretagne", "Normandie"), ("area:region-53", "area:region-28")
    ))  # fmt: skip
    assert named == told
    assert named[0] == "regions"


def test_regions_by_what_the_documents_say(graph: Graph) -> None:
    compared = graph.compare("area:region-27", "area:departement-25")
    assert compared.sort == "regions"
    with pytest.raises(UsageError):
        graph.compare("area:region-27", "phase:ti-1")


@pytest.fixture(scope="module")
def phases(national: Graph) -> Comparison:
    """The two phases of the programme side by side, compared once."""
    return national.compare("phase:ti-1", "phase:ti-2")


def test_two_phases(phases: Comparison) -> None:
    """Those who stayed, entered and left: recounted by SIREN, whatever became of the territory."""
    own = files.members()
    first, second = (set(own[own.phase == phase].siren) for phase in files.PHASES)
    kinds = {"kept": first & second, "lost": first - second, "gained": second - first}
    for change, expected in kinds.items():
        nodes = {siren(iri) for iri, one in phases.nodes.items() if one == change}
        assert {node for node in nodes if node.isdigit()} == expected


def told_as_in_the_files(compared: Comparison, store: Queryable) -> dict[str, set[tuple[str, ...]]]:
    """Return the memberships by change, with the lineages' names of the recount."""
    rows = select(
        store,
        """SELECT ?line ?phase ?code { ?place prov:specializationOf ?line ; tig:inPhase ?phase ;
          adms:identifier ?number . ?number skos:notation ?code }""",
    )
    named = {}
    for row in rows:
        own = files.lineages().get(("phase:" + siren(row["phase"]), row["code"]))
        named[row["line"]] = own or ""
    places = select(store, "SELECT ?place ?line { ?place prov:specializationOf ?line }")
    lines = {row["place"]: row["line"] for row in places}

    def name(iri: str) -> str:
        return named[lines.get(iri, iri)]

    found: dict[str, set[tuple[str, ...]]] = {}
    for tie in compared.ties:
        who, where, *_ = tie.key
        left = (name(tie.origin),) if tie.origin else ()
        found.setdefault(tie.change, set()).add((siren(who), *left, name(where)))
    return found


def test_dates_of_two_phases_follow_lineages_and_tell_what_moved(
    national: Graph, floor: Floor
) -> None:
    """The memberships that go on, recounted from the files (in the real ones 442), and who moved.

    Some members of the first phase are first in a later list, as intercommunalities were
    divided: they were no members in 2019, though they are in 2024.
    Of one more the documents say no date: it may have been there before.
    """
    expected = files.turnover(since=2019)
    counts = {change: len(own) for change, own in expected.items()}
    assert counts == floor.of(
        fictitious={"kept": 4 + 5, "lost": 3, "gained": 6 + 1, "moved": 2},
        real={"kept": 442, "lost": 108, "gained": 165, "moved": 34},
    )
    first = files.members().query("phase == 'phase:ti-1'")
    assert set(first.siren) & files.founded_after(2019) == floor.of(
        fictitious={"249700048", "249790023", "249790031"},
        real={
            "200096634", "200096642",  # Hautes Vosges, Gérardmer Hautes Vosges
            "200096675", "200096683",  # Baud Communauté, Centre Morbihan Communauté
        },
    )  # fmt: skip
    dates = national.compare("2019", "2024", projection="territory-members")
    found = told_as_in_the_files(dates, national.store)
    assert found["kept"] >= expected["kept"]
    undated = found["kept"] - expected["kept"]
    assert {who for who, _ in undated} <= {"242500361"}
    assert found["moved"] == expected["moved"]
    assert found["lost"] == expected["lost"]
    assert found["gained"] == expected["gained"] - undated
    [(basis, followed)] = dates.carried().items()
    assert siren(basis) == "membership"
    assert followed == {"kept": counts["kept"] + len(undated), "moved": counts["moved"]}


def test_phases_tell_the_same_as_their_dates(
    national: Graph, phases: Comparison, floor: Floor
) -> None:
    """But for those who were founded meanwhile: the first phase did list them."""
    counts = {change: len(own) for change, own in files.turnover().items()}
    assert counts == floor.of(
        fictitious={"kept": 6 + 5, "lost": 3, "gained": 3 + 1, "moved": 3},
        real={"kept": 443, "lost": 110, "gained": 163, "moved": 35},
    )
    found = told_as_in_the_files(phases, national.store)
    assert found == files.turnover()
