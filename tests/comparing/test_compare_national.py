"""Comparisons at national scale: two regions, two phases, recounted from the files."""

from __future__ import annotations

import pytest

import recounts as files
from tigraph.comparing.as_json import as_json_comparison
from tigraph.errors import UsageError
from tigraph.graph import Graph


def siren(iri: str) -> str:
    return iri.rpartition("/")[2]


def test_two_regions_side_by_side(national: Graph) -> None:
    compared = national.compare("area:region-27", "area:region-94")
    told = as_json_comparison(national.store, compared, national.label)
    own = files.members()
    assert told["compared"] == "regions"
    for row in told["side_by_side"]:
        phase = "phase:" + siren(row["phase"]["iri"])
        for side, region in (("first", "27"), ("second", "94")):
            here = own[(own.phase == phase) & (own.region == region)]
            assert row[side]["territories"] == here.code.nunique()
            assert row[side]["members"] == here.siren.nunique()
    for change, region in (("lost", "27"), ("gained", "94")):
        ties = [tie for tie in told["relations"] if tie["change"] == change]
        found = {siren(tie["source"]["iri"]) for tie in ties}
        assert found == set(own[own.region == region].siren)
        assert all(side["evidence"] for tie in ties for side in (*tie["first"], *tie["second"]))


def test_of_all_areas_of_a_name_the_region_is_compared(national: Graph) -> None:
    """Two communes are called Bretagne as well."""
    named, told = (national.compare(*pair) for pair in (
        ("Bretagne", "Normandie"), ("area:region-53", "area:region-28")
    ))  # fmt: skip
    assert named == told


def test_regions_by_what_the_documents_say(graph: Graph) -> None:
    compared = graph.compare("area:region-27", "area:departement-25")
    assert compared.sort == "regions"
    with pytest.raises(UsageError):
        graph.compare("area:region-27", "phase:ti-1")


def test_two_phases(national: Graph) -> None:
    """Those who stayed, entered and left: recounted by SIREN, whatever became of the territory."""
    compared = national.compare("phase:ti-1", "phase:ti-2")
    own = files.members()
    first, second = (set(own[own.phase == phase].siren) for phase in files.PHASES)
    kinds = {"kept": first & second, "lost": first - second, "gained": second - first}
    for change, expected in kinds.items():
        nodes = {siren(iri) for iri, one in compared.nodes.items() if one == change}
        assert {node for node in nodes if node.isdigit()} == expected
