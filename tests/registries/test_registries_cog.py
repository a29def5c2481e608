"""The yearly lists of communes and intercommunalities as claims, and the history derived.

Everything in these registers is fictitious: no such commune or intercommunality exists.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from registry_helpers import (
    EPCI_A,
    EPCI_B,
    EPCI_C,
    EPCI_D,
    Layers,
    cog,
    commune,
    commune_siren,
    epci,
    package,
    sources_of,
)
from tigraph.errors import BadDateError, DataError, NothingToReadError

MEMBERS = """
SELECT ?member ?organization ?eb ?lb ?ee ?le WHERE {
  ?claim tig:relation relation:member ; org:member ?member ; org:organization ?organization .
  OPTIONAL { ?claim tig:earliestBegin ?eb } OPTIONAL { ?claim tig:latestBegin ?lb }
  OPTIONAL { ?claim tig:earliestEnd ?ee } OPTIONAL { ?claim tig:latestEnd ?le }
}"""
EVENTS = """
SELECT ?kind (COALESCE(?o, "") AS ?from) (COALESCE(?r, "") AS ?to) ?start ?end WHERE {
  ?event a org:ChangeEvent ; tig:changeType ?type ; tig:notBefore ?start ; tig:notAfter ?end .
  BIND(STRAFTER(STR(?type), "change/") AS ?kind)
  OPTIONAL { ?event org:originalOrganization ?original
    BIND(STRAFTER(STR(?original), "epci/") AS ?o) }
  OPTIONAL { ?event org:resultingOrganization ?result
    BIND(STRAFTER(STR(?result), "epci/") AS ?r) }
}"""
MOVED = """
SELECT ?way ?commune WHERE {
  ?event a org:ChangeEvent ; ?property ?commune .
  VALUES (?property ?way) { (tig:joined "joined") (tig:left "left") }
}"""
ONE, TWO, THREE, FOUR = "01001", "01002", "01003", "01004"


def of(code: str) -> str:
    return f"commune:{commune_siren(code)}"


def years(folder: Path, *lists: list[dict[str, Any]], communes: Any = None) -> Layers:
    """Read fictitious vintages of 2021, 2022, 2023 …, with the same communes in each."""
    codes = sorted({m["code"] for rows in lists for e in rows for m in e["membres"]})
    versions = ("1.1.1", "2.3.1", "3.1.1", "4.1.0")
    folders = []
    for version, rows in zip(versions, lists, strict=False):
        told = (communes or {}).get(version) or [commune(code) for code in codes]
        folders.append(package(folder, version, epci=rows, communes=told))
    return cog(*folders)


# ------------------------------------------------------------------------------ claims over time


def test_what_stands_in_all_vintages_is_one_claim_without_outer_bounds(tmp_path: Path) -> None:
    rows = [epci(EPCI_A, "CC A", [ONE])]
    changed = [epci(EPCI_A, "CC A", [ONE], population=7)]
    found = years(tmp_path, rows, changed).ask(MEMBERS)
    assert found == [(of(ONE), f"epci:{EPCI_A}", "", "2021-01-01", "2022-01-01", "")]


def test_a_beginning_and_an_end_lie_between_two_vintages(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC A", [ONE])],
        [epci(EPCI_A, "CC A", [ONE, TWO])],
        [epci(EPCI_A, "CC A", [ONE])],
    )
    bounds = [row[2:] for row in layers.ask(MEMBERS) if row[0] == of(TWO)]
    assert bounds == [("2021-01-02", "2022-01-01", "2022-01-01", "2022-12-31")]


def test_away_and_back_again_is_two_claims(tmp_path: Path) -> None:
    with_two = [epci(EPCI_A, "CC A", [ONE, TWO])]
    layers = years(tmp_path, with_two, [epci(EPCI_A, "CC A", [ONE])], with_two)
    assert len([row for row in layers.ask(MEMBERS) if row[0] == of(TWO)]) == 2


def test_a_claim_cites_the_first_and_the_last_vintage(tmp_path: Path) -> None:
    lists = [[epci(EPCI_A, "CC A", [ONE], population=p)] for p in (1, 2, 3)]
    cited = years(tmp_path, *lists).ask(
        """SELECT ?year ?key ?speaker WHERE {
          ?claim tig:relation relation:member ; tig:citation ?citation .
          ?citation tig:attests ?year ; tig:recordKey ?key ; prov:wasAttributedTo ?speaker }"""
    )
    assert cited == [("2021", EPCI_A, "organisation:dgcl"), ("2023", EPCI_A, "organisation:dgcl")]


def test_all_names_ever_borne_are_there_and_the_latest_is_preferred(tmp_path: Path) -> None:
    layers = years(tmp_path, [epci(EPCI_A, "CC Vieux", [ONE])], [epci(EPCI_A, "CC Neuf", [ONE])])
    names = layers.ask(
        f"SELECT ?property ?name WHERE {{ epci:{EPCI_A} ?property ?name . "
        "FILTER(?property IN (skos:prefLabel, skos:altLabel)) }"
    )
    assert names == [("skos:altLabel", "CC Vieux"), ("skos:prefLabel", "CC Neuf")]


def test_population_is_a_figure_for_each_vintage(tmp_path: Path) -> None:
    lists = [[epci(EPCI_A, "CC A", [ONE], population=p)] for p in (100, 200)]
    figures = years(tmp_path, *lists).ask(
        f"SELECT ?measure ?valid ?value WHERE {{ ?claim a tig:FigureClaim ; tig:value ?value ; "
        f"tig:about epci:{EPCI_A} ; tig:measure ?measure ; tig:validTime ?valid }}"
    )
    assert figures == [
        ("measure:population-municipale", "2021", "100"),
        ("measure:population-municipale", "2022", "200"),
        ("measure:population-totale", "2021", "101"),
        ("measure:population-totale", "2022", "201"),
    ]


def test_areas_lie_within_each_other_and_an_institution_has_one(tmp_path: Path) -> None:
    folder = package(
        tmp_path,
        "1.1.1",
        regions=[{"code": "84", "nom": "Région", "chefLieu": "69123"}],
        departements=[{"code": "01", "nom": "Dép", "region": "84"}],
        arrondissements=[{"code": "011", "nom": "Arr", "departement": "01", "region": "84"}],
        communes=[commune(ONE)],
        epci=[epci(EPCI_A, "CC A", [ONE])],
    )
    layers = cog(folder)
    assert layers.ask("SELECT ?one ?other WHERE { ?one geo:sfWithin ?other }") == [
        ("area:arrondissement-011", "area:departement-01"),
        ("area:commune-01001", "area:arrondissement-011"),
        ("area:commune-01001", "area:departement-01"),
        ("area:departement-01", "area:region-84"),
    ]
    assert layers.ask("SELECT ?one ?other WHERE { ?one geo:sfIntersects ?other }") == [
        (f"area:epci-{EPCI_A}", "area:departement-01"),
        (f"area:epci-{EPCI_A}", "area:region-84"),
    ]
    assert layers.ask("SELECT ?one ?other WHERE { ?one dcterms:spatial ?other }") == [
        (of(ONE), "area:commune-01001"),
        (f"epci:{EPCI_A}", f"area:epci-{EPCI_A}"),
    ]


# --------------------------------------------------------------------------------------- history


def test_a_vintage_that_repeats_the_one_before_is_none(tmp_path: Path) -> None:
    """The same content in other bytes: nothing ends, nothing begins, and the report says so."""
    rows = [epci(EPCI_A, "CC A", [ONE])]
    layers = years(tmp_path, rows, rows)
    (folder := tmp_path / "2.3.1" / "data" / "epci.json").write_text(json.dumps(rows, indent=1))
    again = cog(tmp_path / "1.1.1", tmp_path / "2.3.1")
    assert folder.read_bytes() != (tmp_path / "1.1.1" / "data" / "epci.json").read_bytes()
    for one in (layers, again):
        assert one.ask(MEMBERS) == [(of(ONE), f"epci:{EPCI_A}", "", "2021-01-01", "2021-01-01", "")]
        assert any("2022/epci" in n and "repeats 2021/epci" in n for n in one.reports["cog"].notes)
        assert one.ask(EVENTS) == []


def test_several_vintages_may_repeat_one(tmp_path: Path) -> None:
    """In other bytes each: only the first is a vintage, and what it has goes on from there."""
    rows = [epci(EPCI_A, "CC A", [ONE])]
    layers = years(tmp_path, rows, rows, rows, [epci(EPCI_A, "CC A", [ONE, TWO])])
    for indent, version in ((1, "2.3.1"), (2, "3.1.1")):
        path = tmp_path / version / "data" / "epci.json"
        path.write_text(json.dumps(rows, indent=indent))
    again = cog(*(tmp_path / version for version in ("1.1.1", "2.3.1", "3.1.1", "4.1.0")))
    for one in (layers, again):
        assert sum("repeats 2021/epci" in note for note in one.reports["cog"].notes) == 2
        assert [row[2] for row in one.ask(MEMBERS)] == ["", "2021-01-02"]


BETWEEN = ("2021-01-02", "2022-01-01")


def test_a_merger_has_one_result(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC A", [ONE, TWO]), epci(EPCI_B, "CC B", [THREE])],
        [epci(EPCI_C, "CC C", [ONE, TWO, THREE])],
    )
    assert layers.ask(EVENTS) == [
        ("merged", EPCI_A, EPCI_C, *BETWEEN),
        ("merged", EPCI_B, EPCI_C, *BETWEEN),
    ]
    assert layers.ask("SELECT ?event WHERE { ?event a org:ChangeEvent }") == [
        (f"event:cog-2021-2022-merged-{EPCI_C}",)
    ]
    assert layers.ask(MOVED) == []


def test_who_joins_and_leaves_at_a_merger_is_said(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [
            epci(EPCI_A, "CC A", [ONE, TWO, "01005"]),
            epci(EPCI_B, "CC B", [THREE]),
            epci(EPCI_D, "CC D", [FOUR, "01006"]),
        ],
        [epci(EPCI_C, "CC C", [ONE, TWO, THREE, FOUR]), epci(EPCI_D, "CC D", ["01005", "01006"])],
    )
    joined = layers.ask("SELECT ?c WHERE { ?e tig:changeType change:merged ; tig:joined ?c }")
    left = layers.ask("SELECT ?c WHERE { ?e tig:changeType change:merged ; tig:left ?c }")
    assert (joined, left) == ([(of(FOUR),)], [(of("01005"),)])


def test_a_split_has_several_results(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC A", [ONE, TWO])],
        [epci(EPCI_B, "CC B", [ONE]), epci(EPCI_C, "CC C", [TWO])],
    )
    assert layers.ask(EVENTS) == [
        ("split", EPCI_A, EPCI_B, *BETWEEN),
        ("split", EPCI_A, EPCI_C, *BETWEEN),
    ]


def test_what_goes_into_one_that_exists_is_absorbed(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC A", [ONE]), epci(EPCI_B, "CC B", [TWO])],
        [epci(EPCI_B, "CC B", [ONE, TWO])],
    )
    assert layers.ask(EVENTS) == [
        ("absorbed", EPCI_A, EPCI_B, *BETWEEN),
        ("members-joined", EPCI_B, EPCI_B, *BETWEEN),
    ]


def test_what_goes_into_several_that_exist_is_dissolved(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [
            epci(EPCI_A, "CC A", [ONE, TWO]),
            epci(EPCI_B, "CC B", [THREE]),
            epci(EPCI_C, "CC C", [FOUR]),
        ],
        [epci(EPCI_B, "CC B", [ONE, THREE]), epci(EPCI_C, "CC C", [TWO, FOUR])],
    )
    dissolved = [row for row in layers.ask(EVENTS) if row[0] == "dissolved"]
    assert [row[1:3] for row in dissolved] == [(EPCI_A, EPCI_B), (EPCI_A, EPCI_C)]


def test_a_new_one_follows_the_one_whose_communes_it_has(tmp_path: Path) -> None:
    layers = years(tmp_path, [epci(EPCI_A, "CC A", [ONE])], [epci(EPCI_B, "CC B", [ONE, TWO])])
    assert layers.ask(EVENTS) == [("created", EPCI_A, EPCI_B, *BETWEEN)]
    assert layers.ask(MOVED) == [("joined", of(TWO))]


def test_a_new_one_out_of_nothing_is_created(tmp_path: Path) -> None:
    before = epci(EPCI_A, "CC A", [ONE])
    layers = years(tmp_path, [before], [before, epci(EPCI_B, "CC B", [TWO])])
    assert layers.ask(EVENTS) == [("created", "", EPCI_B, *BETWEEN)]


def test_a_change_of_name_says_both_names_and_a_spelling_is_none(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC du Pays de St-Roch", [ONE]), epci(EPCI_B, "CC Vieux", [TWO])],
        [epci(EPCI_A, "CC du Pays de Saint Roch", [ONE]), epci(EPCI_B, "CC Neuf", [TWO])],
    )
    assert [row[:2] for row in layers.ask(EVENTS)] == [("renamed", EPCI_B)]
    assert layers.ask("SELECT ?b ?a WHERE { ?e tig:nameBefore ?b ; tig:nameAfter ?a }") == [
        ("CC Vieux", "CC Neuf")
    ]
    assert any("1 names differ in spelling alone" in n for n in layers.reports["cog"].notes)


def test_a_change_of_legal_form_is_an_event_and_two_claims(tmp_path: Path) -> None:
    layers = years(
        tmp_path, [epci(EPCI_A, "CA A", [ONE], "CA")], [epci(EPCI_A, "CU A", [ONE], "CU")]
    )
    assert [row[0] for row in layers.ask(EVENTS)] == ["legal-form"]
    assert layers.ask("SELECT ?b ?a WHERE { ?e tig:formBefore ?b ; tig:formAfter ?a }") == [
        ("legal-form:communaute-d-agglomeration", "legal-form:communaute-urbaine")
    ]
    forms = layers.ask(
        "SELECT ?form ?end ?begin WHERE { ?claim tig:relation relation:has-legal-form ; "
        "tig:object ?form . OPTIONAL { ?claim tig:latestEnd ?end } "
        "OPTIONAL { ?claim tig:earliestBegin ?begin } }"
    )
    assert forms == [
        ("legal-form:communaute-d-agglomeration", "2021-12-31", ""),
        ("legal-form:communaute-urbaine", "", "2021-01-02"),
    ]


def test_a_commune_merged_within_its_intercommunality_has_not_left(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC A", [ONE, TWO])],
        [epci(EPCI_A, "CC A", [ONE])],
        communes={"2.3.1": [commune(ONE, former=[TWO])]},
    )
    assert layers.ask(EVENTS) == []
    assert [row[5] for row in layers.ask(MEMBERS)] == ["", "2021-12-31"], "its membership ended"


def test_a_commune_set_up_again_out_of_a_member_has_not_joined(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC A", [ONE])],
        [epci(EPCI_A, "CC A", [ONE, TWO])],
        communes={"1.1.1": [commune(ONE, former=[TWO])]},
    )
    assert layers.ask(EVENTS) == []


def test_so_with_a_part_of_a_member_that_the_former_codes_do_not_name(tmp_path: Path) -> None:
    part = {**commune(TWO, kind="commune-deleguee"), "chefLieu": ONE}
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC A", [ONE])],
        [epci(EPCI_A, "CC A", [ONE, TWO])],
        communes={"1.1.1": [commune(ONE), part]},
    )
    assert layers.ask(EVENTS) == []


def test_a_commune_merged_into_one_of_another_intercommunality_has_left(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC A", [ONE, TWO]), epci(EPCI_B, "CC B", [THREE])],
        [epci(EPCI_A, "CC A", [ONE]), epci(EPCI_B, "CC B", [THREE])],
        communes={"2.3.1": [commune(ONE), commune(THREE, former=[TWO])]},
    )
    assert layers.ask(MOVED) == [("left", of(TWO))]


def test_a_commune_that_changes_sides_joins_one_and_leaves_the_other(tmp_path: Path) -> None:
    layers = years(
        tmp_path,
        [epci(EPCI_A, "CC A", [ONE, TWO]), epci(EPCI_B, "CC B", [THREE])],
        [epci(EPCI_A, "CC A", [ONE]), epci(EPCI_B, "CC B", [TWO, THREE])],
    )
    assert layers.ask(MOVED) == [("joined", of(TWO)), ("left", of(TWO))]


def test_an_event_cites_the_rows_compared_and_says_what_derived_it(tmp_path: Path) -> None:
    layers = years(tmp_path, [epci(EPCI_A, "CC Vieux", [ONE])], [epci(EPCI_A, "CC Neuf", [ONE])])
    assert layers.ask(
        "SELECT ?year ?key ?by WHERE { ?event a org:ChangeEvent ; tig:derivedBy ?by ; "
        "tig:citation ?citation . ?citation tig:attests ?year ; tig:recordKey ?key }"
    ) == [("2021", EPCI_A, "activity:history-cog"), ("2022", EPCI_A, "activity:history-cog")]


# ------------------------------------------------------------------------------ what is not right


def test_every_row_that_is_not_used_is_told_with_its_reason(tmp_path: Path) -> None:
    bad = epci("900000009", "CC fausse", [ONE])
    odd = epci(EPCI_B, "Pays B", [TWO], form="PAYS")
    wrong = epci(EPCI_A, "CC A", [ONE, TWO, THREE])
    wrong["membres"][1]["siren"] = "210000000"
    del wrong["membres"][2]["siren"]
    folder = package(
        tmp_path,
        "1.1.1",
        epci=[bad, odd, wrong],
        communes=[commune(ONE), commune(TWO, kind="commune-deleguee"), {"code": "x", "nom": "?"}],
    )
    layers = cog(folder)
    report = layers.reports["cog"]
    assert layers.refused("cog") == [
        ("x", "a commune without name, or without its INSEE code"),
        ("900000009", "the SIREN has not nine digits and a right check"),
        (EPCI_B, "unknown legal form “PAYS”"),
        (f"{EPCI_A}, {TWO}", "the SIREN “210000000” of the member fails its check digit"),
        (f"{EPCI_A}, {THREE}", "a member without SIREN"),
    ]
    assert list(report.left_out.values()) == [1]
    assert (report.rows, report.used) == (9, 3), "one commune, one EPCI, one member"
    assert layers.ask(MEMBERS) == [(of(ONE), f"epci:{EPCI_A}", "", "2021-01-01", "2021-01-01", "")]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("1001", "it may have lost the zero of 01001"),
        ("20004", "2A or 2B first in Corsica"),
        ("99999", "which has five characters"),
        ("0101", "which has five characters"),
    ],
)
def test_a_code_that_is_none_of_a_commune_is_refused(tmp_path: Path, code: str, told: str) -> None:
    bad = {**commune(TWO), "code": code}
    folder = package(
        tmp_path, "1.1.1", epci=[epci(EPCI_A, "CC A", [ONE])], communes=[commune(ONE), bad]
    )
    layers = cog(folder)
    [(row, reason)] = layers.refused("cog")
    assert row == code
    assert told in reason
    assert not layers.ask(f"SELECT ?p {{ area:commune-{code} ?p ?o }}")


def test_a_list_without_package_wants_its_year(tmp_path: Path) -> None:
    (folder := tmp_path / "lists").mkdir()
    path = folder / "epci.json"
    path.write_text(json.dumps([epci(EPCI_A, "CC A", [ONE])]))
    with pytest.raises(DataError, match="of which year"):
        sources_of("cog", [path])
    assert sources_of("cog", [path], dated="2024")[0].part == "2024/epci"
    path.rename(folder / "epci-2023.json")
    assert sources_of("cog", [folder])[0].part == "2023/epci"


def test_a_version_whose_vintage_is_not_known_is_refused(tmp_path: Path) -> None:
    folder = package(tmp_path, "9.0.0", epci=[epci(EPCI_A, "CC A", [ONE])])
    with pytest.raises(DataError, match=r"version 9\.0\.0"):
        sources_of("cog", [folder])
    assert sources_of("cog", [folder], dated="2029")[0].part == "2029/epci"


@pytest.mark.parametrize("layer", ["cog", "industrie", "elus"])
def test_a_date_that_is_none_is_refused(tmp_path: Path, layer: str) -> None:
    with pytest.raises(BadDateError, match="give 2024, 2024-07 or 2024-07-15"):
        sources_of(layer, [tmp_path], dated="1er janvier")


def test_what_is_no_such_list_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "other-2024.json").write_text('[{"a": 1}]')
    (tmp_path / "page.html").write_text("<html></html>")
    with pytest.raises(NothingToReadError, match="No list of communes"):
        sources_of("cog", [tmp_path])


def test_a_list_cut_short_is_refused_while_reading(tmp_path: Path) -> None:
    folder = package(tmp_path, "1.1.1", epci=[epci(EPCI_A, "CC A", [ONE])] * 3)
    path = folder / "data" / "epci.json"
    path.write_text(path.read_text()[:-40])
    with pytest.raises(DataError, match=r"epci\.json: cut short"):
        cog(folder)


# ------------------------------------------------------------------------------ geo.api.gouv.fr


def api(folder: Path, **answers: list[dict[str, Any]]) -> Layers:
    for name, rows in answers.items():
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return Layers().read({"cog": sources_of("cog", [folder], dated="2026-06-15")})


#: The API's own field names; the values are fictitious.
API = {
    "regions": [{"nom": "Région", "code": "84"}],
    "departements": [{"nom": "Dép", "code": "01", "codeRegion": "84"}],
    "epcis": [
        {"nom": "CC A", "code": EPCI_A, "codesDepartements": ["01"], "codesRegions": ["84"],
         "population": 20, "type": "CC"}
    ],
    "communes": [
        {"nom": "Ville", "code": ONE, "codesPostaux": ["01000"], "siren": commune_siren(ONE),
         "codeEpci": EPCI_A, "codeDepartement": "01", "codeRegion": "84", "population": 20}
    ],
}  # fmt: skip


def test_the_answers_of_the_api_are_another_form_of_the_lists(tmp_path: Path) -> None:
    layers = api(tmp_path, **API)
    assert layers.ask(MEMBERS) == [(of(ONE), f"epci:{EPCI_A}", "", "2026-06-15", "2026-06-15", "")]
    assert layers.ask("SELECT ?one ?other WHERE { ?one geo:sfWithin ?other }") == [
        ("area:commune-01001", "area:departement-01"),
        ("area:departement-01", "area:region-84"),
    ]
    assert layers.ask("SELECT ?f WHERE { ?c tig:relation relation:has-legal-form ; tig:object ?f }")


def test_the_api_tells_where_communes_are_and_how_many_live_there(tmp_path: Path) -> None:
    """For maps: without its centre nobody asked for the population of a commune."""
    asked = """SELECT ?lat ?lon ?inhabitants { ?one dcterms:spatial ?area .
      ?area wgs84:lat ?lat ; wgs84:long ?lon . ?claim tig:about ?one ; tig:value ?inhabitants ;
        tig:measure measure:population-municipale }"""
    assert api(tmp_path, **API).ask(asked) == []
    centre = {"type": "Point", "coordinates": [5.25, 46.1]}
    placed = [{**API["communes"][0], "centre": centre}]
    assert api(tmp_path, **{**API, "communes": placed}).ask(asked) == [("46.1", "5.25", "20")]


def test_the_api_s_epcis_want_its_communes(tmp_path: Path) -> None:
    without = {name: rows for name, rows in API.items() if name != "communes"}
    with pytest.raises(DataError, match="/communes of the same date"):
        api(tmp_path, **without)


def test_the_api_s_communes_want_their_epci(tmp_path: Path) -> None:
    bare = [{**API["communes"][0], "codeEpci": ""}]
    with pytest.raises(DataError, match="names its EPCI"):
        api(tmp_path, **{**API, "communes": bare})


def test_a_second_row_never_wins_in_silence(tmp_path: Path) -> None:
    """Of what stands twice, be it a member, an area or an intercommunality, the first counts."""
    told = epci(EPCI_A, "CC A", [ONE, ONE])
    lists = {
        "epci": [told, epci(EPCI_A, "CC Autre", [TWO])],
        "communes": [commune(ONE), {**commune(ONE), "nom": "Autre"}, commune(TWO)],
        "regions": [{"code": "84", "nom": name, "chefLieu": ONE} for name in ("Région", "Autre")],
    }
    layers = cog(package(tmp_path, "1.1.1", **lists))
    report = layers.reports["cog"]
    assert sorted(why for _, why in layers.refused("cog")) == [
        "a second row of this member",
        "a second row with this SIREN",
        "a second row with this code",
        "a second row with this code",
    ]
    assert report.rows == report.used + 4
    assert layers.ask('SELECT ?x WHERE { ?x skos:prefLabel|skos:altLabel "Autre"@fr }') == []


def test_a_number_that_is_a_text_is_no_number_and_is_told(tmp_path: Path) -> None:
    group = {**epci(EPCI_A, "CC A", [ONE]), "populationMunicipale": "1 234"}
    layers = cog(package(tmp_path, "1.1.1", epci=[group], communes=[commune(ONE)]))
    assert any(f"“1 234” of {EPCI_A}" in note for note in layers.reports["cog"].notes)
    figures = "SELECT ?v WHERE { ?c tig:measure measure:municipal-population ; tig:value ?v }"
    assert layers.ask(figures) == []


def test_outside_the_package_a_file_is_what_its_content_says(tmp_path: Path) -> None:
    """Answers of the API saved under the year are read; beside the package, by its names."""
    communes = [
        {"nom": "Aville (fictive)", "code": ONE, "siren": commune_siren(ONE), "codeEpci": EPCI_A,
         "population": 860, "codeDepartement": "01", "codeRegion": "84"}
    ]  # fmt: skip
    groups = [{"code": EPCI_A, "nom": "CC A", "type": "CC", "population": 860}]
    (tmp_path / "communes-2024.json").write_text(json.dumps(communes), "utf-8")
    (tmp_path / "epcis-2024.json").write_text(json.dumps(groups), "utf-8")
    layers = cog(tmp_path)
    assert layers.reports["cog"].used == 2
    assert [found[:2] for found in layers.ask(MEMBERS)] == [(of(ONE), f"epci:{EPCI_A}")]
