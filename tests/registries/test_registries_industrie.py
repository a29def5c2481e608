"""The territories of both phases as claims, and what became of them.

The territories and their members in these files are fictitious, except where the test says
that it reads ANCT's own files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from floors import Floor, real_files
from registry_helpers import (
    EPCI_A,
    EPCI_B,
    EPCI_C,
    EPCI_D,
    Layers,
    commune_siren,
    epci,
    package,
    sources_of,
)
from tigraph.errors import DataError, NothingToReadError
from tigraph.rdf.loading import open_store, shipped_files
from tigraph.registries.mappings import mappings

POLYGON = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]]}
MEMBERS = """
SELECT ?member ?territory WHERE {
  ?claim tig:relation relation:member ; org:member ?member ; org:organization ?territory .
  ?territory a tig:LabelledTerritory }"""
SUCCESSION = """
SELECT ?kind ?from ?to ?common ?share WHERE {
  ?event a org:ChangeEvent ; tig:changeType ?type ;
    tig:membersInCommon ?common ; tig:shareInCommon ?share .
  BIND(STRAFTER(STR(?type), "change/") AS ?kind)
  OPTIONAL { ?event org:originalOrganization ?original }
  OPTIONAL { ?event org:resultingOrganization ?result }
  BIND(COALESCE(STRAFTER(STR(?original), "2018-2022-"), "") AS ?from)
  BIND(COALESCE(STRAFTER(STR(?result), "2023-2027-"), "") AS ?to)
}"""


def first(folder: Path, *told: tuple[str, str, str, str], geometry: Any = None) -> Path:
    """Write a GeoJSON in the form of the first phase: code, name, SIREN, names of members."""
    return geojson(
        folder / "ti-2018-2022.geojson",
        [
            {"id_ti": code, "lib_ti": name, "siren_groupement": sirens, "lib_groupement": names}
            for code, name, sirens, names in told
        ],
        geometry,
    )


def second(folder: Path, *told: tuple[str, str, str], geometry: Any = None) -> Path:
    """Write a GeoJSON in the form of the second phase: code, name, "NAME (SIREN); …"."""
    return geojson(
        folder / "ti-2023-2027.geojson",
        [{"id_territoire": c, "lib_territoire": name, "liste_geo": geo} for c, name, geo in told],
        geometry,
    )


def geojson(path: Path, told: list[dict[str, Any]], geometry: Any = None) -> Path:
    rows = [{"type": "Feature", "properties": one, "geometry": geometry} for one in told]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return path


def industrie(*paths: Path, dated: str = "2024-09-18", part: str = "") -> Layers:
    return Layers().read({"industrie": sources_of("industrie", paths, dated, part)})


# ------------------------------------------------------------------------------- forms of files


def test_only_the_siren_splits_a_list_whose_names_have_commas_and_brackets(tmp_path: Path) -> None:
    listed = f"CC Entre A, B et C ({EPCI_A}); CA (CIREST) (île) ({EPCI_B})"
    layers = industrie(second(tmp_path, ("ti-0101", "T", listed)))
    assert layers.ask("SELECT ?one ?name WHERE { ?one a tig:Intercommunality ; "
                      "skos:prefLabel ?name }") == [
        (f"epci:{EPCI_A}", "CC Entre A, B et C"),
        (f"epci:{EPCI_B}", "CA (CIREST) (île)"),
    ]  # fmt: skip


def test_names_that_commas_cannot_split_are_not_guessed(tmp_path: Path) -> None:
    told = ("ti-0101", "T", f"{EPCI_A}, {EPCI_B}", "CC Entre A, B et C, CC D")
    layers = industrie(first(tmp_path, told))
    assert [name for _, name in layers.ask(
        "SELECT ?one ?name WHERE { ?one a tig:Intercommunality ; skos:prefLabel ?name }"
    )] == [f"Intercommunalité {EPCI_A}", f"Intercommunalité {EPCI_B}"]  # fmt: skip
    assert len(layers.ask(MEMBERS)) == 2


def test_a_member_that_is_a_commune_is_one(tmp_path: Path) -> None:
    number = commune_siren("58046")
    layers = industrie(second(tmp_path, ("ti-2707", "T", f"Bourg-la-Tour ({number})")))
    assert layers.ask("SELECT ?kind ?name WHERE { ?one a ?kind ; skos:prefLabel ?name . "
                      "FILTER(CONTAINS(STR(?one), '/commune/')) }") == [
        ("org:FormalOrganization", "Bourg-la-Tour (commune)")
    ]  # fmt: skip


def test_a_new_commune_among_the_members_is_known_by_the_yearly_lists(tmp_path: Path) -> None:
    """A commune nouvelle has a SIREN in 20, as intercommunalities have."""
    rows = [epci(EPCI_A, "CC A", ["01001"])]
    rows[0]["membres"][0]["siren"] = EPCI_B
    folder = package(tmp_path / "cog", "1.1.1", epci=rows)
    files = second(tmp_path, ("ti-8401", "T", f"Ville ({EPCI_B})"))
    layers = Layers().read(
        {"cog": sources_of("cog", [folder]), "industrie": sources_of("industrie", [files])}
    )
    assert layers.ask(MEMBERS) == [(f"commune:{EPCI_B}", "territory:2023-2027-ti-8401")]


def test_populations_of_communes_that_are_members_are_read(tmp_path: Path) -> None:
    folder = package(tmp_path / "cog", "1.1.1", epci=[epci(EPCI_A, "CC A", ["01001", "01002"])])
    files = second(tmp_path, ("ti-8401", "T", f"Ville ({commune_siren('01001')})"))
    layers = Layers().read(
        {"cog": sources_of("cog", [folder]), "industrie": sources_of("industrie", [files])}
    )
    assert layers.ask("SELECT ?about ?value WHERE { ?c tig:about ?about ; tig:value ?value ; "
                      "tig:measure measure:population-municipale }") == [
        (f"commune:{commune_siren('01001')}", "10"), (f"epci:{EPCI_A}", "100"),
    ]  # fmt: skip


GROUPING = f"""id_ti;lib_ti;siren_groupement;lib_groupement;nature_juridique
ti-0101;Terre;{EPCI_A};"CC Entre A, B";CC
ti-0101;Terre;{EPCI_B};CA (B);CA
ti-0102;Mer;{EPCI_C};CC C;CC
"""


@pytest.mark.parametrize("separator", [";", ","])
def test_the_csv_by_grouping_says_the_members(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "groupements.csv"
    path.write_text(GROUPING.replace(";", separator), encoding="utf-8-sig")
    assert industrie(path, part="2023-2027").ask(MEMBERS) == [
        (f"epci:{EPCI_A}", "territory:2023-2027-ti-0101"),
        (f"epci:{EPCI_B}", "territory:2023-2027-ti-0101"),
        (f"epci:{EPCI_C}", "territory:2023-2027-ti-0102"),
    ]


def test_the_csv_by_commune_says_what_lies_in_a_territory_and_no_members(tmp_path: Path) -> None:
    folder = package(tmp_path / "cog", "1.1.1", epci=[epci(EPCI_A, "CC A", ["01001"])])
    path = tmp_path / "communes.csv"
    path.write_text(
        "insee_com,lib_com,id_ti,lib_ti\n01001,Ville,ti-8401,Terre\n1,X,ti-8401,Terre\n"
    )
    layers = Layers().read({
        "cog": sources_of("cog", [folder]),
        "industrie": sources_of("industrie", [path], part="2018-2022"),
    })  # fmt: skip
    assert layers.ask(MEMBERS) == []
    assert layers.ask("SELECT ?c WHERE { ?c geo:sfWithin area:territory-2018-2022-ti-8401 }") == [
        ("area:commune-01001",)
    ]
    assert layers.refused("industrie") == [
        ("3", "“1” is no INSEE code of a commune, which has five characters")
    ]
    assert "says what lies in 1 territories" in layers.reports["industrie"].notes[0]


def test_the_same_membership_in_two_files_is_one_claim_with_two_citations(tmp_path: Path) -> None:
    path = tmp_path / "groupements-2023-2027.csv"
    path.write_text(GROUPING, encoding="utf-8")
    both = industrie(path, second(tmp_path, ("ti-0102", "Mer", f"CC C ({EPCI_C})")))
    assert len(both.ask(MEMBERS)) == 3
    assert both.ask(
        "SELECT ?claim (COUNT(?citation) AS ?n) WHERE { ?claim org:organization "
        "territory:2023-2027-ti-0102 ; tig:citation ?citation } GROUP BY ?claim"
    ) == [(f"claim:{EPCI_C}--member--2023-2027-ti-0102--2023", "2")]


@pytest.mark.parametrize(
    ("name", "phase"),
    [
        ("anct-ti-2018-2022.csv", "2018-2022"),
        ("ti_2023_2027.csv", "2023-2027"),
        ("liste-ti-com2023-20230802.csv", "2018-2022"),
        ("liste-ti-com2023-20240704.csv", "2023-2027"),
    ],
)
def test_the_phase_is_told_by_the_name(tmp_path: Path, name: str, phase: str) -> None:
    (tmp_path / name).write_text(GROUPING, encoding="utf-8")
    assert sources_of("industrie", [tmp_path])[0].part == f"{phase}/members"


def test_a_file_that_says_no_phase_is_refused_until_it_is_told(tmp_path: Path) -> None:
    (path := tmp_path / "groupements.csv").write_text(GROUPING, encoding="utf-8")
    with pytest.raises(DataError, match="--part 2018-2022"):
        sources_of("industrie", [path])
    with pytest.raises(DataError, match="a phase is 2018-2022 or 2023-2027"):
        sources_of("industrie", [path], part="2024")


def test_other_files_are_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a;b\n1;2\n")
    (tmp_path / "x.geojson").write_text('{"features": [{"properties": {"nom": "x"}}]}')
    (tmp_path / "x.json").write_text('[{"id_ti": 1}]')
    with pytest.raises(NothingToReadError):
        sources_of("industrie", [tmp_path])


def test_what_cannot_be_used_is_told_with_its_reason(tmp_path: Path) -> None:
    listed = f"CC A ({EPCI_A}); CC B (900000009); CC sans numéro"
    layers = industrie(
        second(
            tmp_path,
            ("ti-0101", "T", listed),
            ("0102", "U", f"CC C ({EPCI_C})"),
            ("ti-0103", "V", ""),
        )
    )
    assert layers.refused("industrie") == [
        ("ti-0101", "members without SIREN in “CC sans numéro”"),
        ("ti-0101", "the SIREN “900000009” of a member fails its check"),
        ("0102", "a territory without code ti-NNNN or without name"),
    ]
    assert any("ti-0103 V names no member" in n for n in layers.reports["industrie"].notes)


@pytest.mark.parametrize(
    ("geometry", "point"),
    [
        (POLYGON, ("1", "2")),
        ({"type": "MultiPolygon", "coordinates": [POLYGON["coordinates"]]}, ("1", "2")),
        ({"type": "Point", "coordinates": [7.18385, 43.78473]}, ("43.78473", "7.18385")),
        ({"type": "MultiPoint", "coordinates": [[1, 45], [3, 47]]}, ("46", "2")),
        ({"type": "LineString", "coordinates": [[1, 45], [3, 47]]}, ("46", "2")),
        (
            {"type": "GeometryCollection",
             "geometries": [{"type": "Point", "coordinates": [9, 9]}, POLYGON]},
            ("1", "2"),
        ),
        ({"type": "GeometryCollection", "geometries": []}, None),
        (None, None),
    ],
)  # fmt: skip
def test_a_territory_has_the_centre_of_any_geometry(
    tmp_path: Path, geometry: Any, point: tuple[str, str] | None
) -> None:
    layers = industrie(second(tmp_path, ("ti-0101", "T", f"CC ({EPCI_A})"), geometry=geometry))
    found = layers.ask("SELECT ?lat ?long WHERE { ?area wgs84:lat ?lat ; wgs84:long ?long }")
    assert found == ([point] if point else [])


# ------------------------------------------------------------------------------ identity and time


def test_the_same_code_in_both_phases_is_two_territories(tmp_path: Path) -> None:
    layers = industrie(
        first(tmp_path, ("ti-0101", "T", EPCI_A, "CC A")),
        second(tmp_path, ("ti-0101", "U", f"CC B ({EPCI_B})")),
    )
    assert layers.ask("SELECT ?t ?phase ?scheme WHERE { ?t tig:inPhase ?phase ; "
                      "adms:identifier [ skos:notation 'ti-0101' ; tig:idScheme ?scheme ] }") == [
        ("territory:2018-2022-ti-0101", "phase:ti-1", "id-scheme:anct-ti-2018-2022"),
        ("territory:2023-2027-ti-0101", "phase:ti-2", "id-scheme:anct-ti-2023-2027"),
    ]  # fmt: skip
    assert layers.ask("SELECT ?t ?area WHERE { ?t dcterms:spatial ?area }") == [
        ("territory:2018-2022-ti-0101", "area:region-01"),
        ("territory:2023-2027-ti-0101", "area:region-01"),
    ]


def test_membership_is_bounded_by_the_phase_and_the_date_of_the_file(tmp_path: Path) -> None:
    layers = industrie(
        first(tmp_path, ("ti-0101", "T", EPCI_A, "CC A")),
        second(tmp_path, ("ti-0102", "U", f"CC A ({EPCI_A})")),
    )
    bounds = layers.ask(
        "SELECT ?t ?attests ?eb ?lb ?ee ?le WHERE { ?c tig:relation relation:member ; "
        "org:organization ?t ; tig:citation/tig:attests ?attests . "
        "OPTIONAL { ?c tig:earliestBegin ?eb } OPTIONAL { ?c tig:latestBegin ?lb } "
        "OPTIONAL { ?c tig:earliestEnd ?ee } OPTIONAL { ?c tig:latestEnd ?le } }"
    )
    day = "2024-09-18"
    assert bounds == [
        ("territory:2018-2022-ti-0101", "2022", "2018-01-01", "", "", "2022-12-31"),
        ("territory:2023-2027-ti-0102", day, "2023-01-01", day, day, "2027-12-31"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind", "share"),
    [
        ([EPCI_A, EPCI_B], [EPCI_A, EPCI_B], "kept", "1"),
        ([EPCI_A], [EPCI_A, EPCI_B], "enlarged", "0.5"),
        ([EPCI_A, EPCI_B], [EPCI_A], "reduced", "0.5"),
        ([EPCI_A, EPCI_B], [EPCI_A, EPCI_C], "reshaped", "0.33333"),
    ],
)
def test_succession_is_told_by_the_members_in_common(
    tmp_path: Path, old: list[str], new: list[str], kind: str, share: str
) -> None:
    layers = industrie(
        first(tmp_path, ("ti-0101", "T", ", ".join(old), "")),
        second(tmp_path, ("ti-0109", "U", "; ".join(f"CC ({one})" for one in new))),
    )
    common = str(len(set(old) & set(new)))
    assert layers.ask(SUCCESSION) == [(kind, "ti-0101", "ti-0109", common, share)]
    assert len(layers.ask("SELECT ?l WHERE { ?l a tig:Lineage }")) == 1


def test_territories_merge_split_appear_and_disappear(tmp_path: Path) -> None:
    one, two = commune_siren("01001"), commune_siren("01002")
    layers = industrie(
        first(tmp_path, ("ti-0101", "A", EPCI_A, ""), ("ti-0102", "B", EPCI_B, ""),
              ("ti-0103", "C", f"{EPCI_C}, {one}", ""),
              ("ti-0104", "D", EPCI_D, "")),
        second(tmp_path, ("ti-0101", "AB", f"CC ({EPCI_A}); CC ({EPCI_B})"),
               ("ti-0102", "C1", f"CC ({EPCI_C})"), ("ti-0103", "C2", f"V ({one})"),
               ("ti-0105", "E", f"V ({two})")),
    )  # fmt: skip
    assert layers.ask(SUCCESSION) == [
        ("gone", "ti-0104", "", "0", "0"),
        ("merged", "ti-0101", "ti-0101", "1", "0.5"),
        ("merged", "ti-0102", "ti-0101", "1", "0.5"),
        ("new", "", "ti-0105", "0", "0"),
        ("split", "ti-0103", "ti-0102", "1", "0.5"),
        ("split", "ti-0103", "ti-0103", "1", "0.5"),
    ]
    assert layers.ask("SELECT ?new ?old WHERE { ?old tig:inPhase phase:ti-1 ; "
                      "prov:specializationOf ?l . ?new prov:specializationOf ?l ; "
                      "tig:inPhase phase:ti-2 }") == [
        ("territory:2023-2027-ti-0101", "territory:2018-2022-ti-0101"),
        ("territory:2023-2027-ti-0102", "territory:2018-2022-ti-0103"),
    ]  # fmt: skip


# ------------------------------------------------------------------ mappings, and ANCT's own files


def test_the_mappings_are_sssom() -> None:
    """The slots that SSSOM requires, a licence, and only CURIEs of declared prefixes."""
    import yaml

    path = shipped_files()[-1].with_name("mappings.sssom.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    block = [line[1:] for line in lines if line.startswith("#")]
    told = yaml.safe_load("\n".join(block))
    assert lines[: len(block)] == [f"#{line}" for line in block], "the block stands first"
    assert {"mapping_set_id", "license", "curie_map"} <= told.keys()
    header, *rows = [line.split("\t") for line in lines[len(block) :]]
    required = {"subject_id", "predicate_id", "object_id", "mapping_justification"}
    assert required <= set(header)
    for row in rows:
        one = dict(zip(header, row, strict=True))
        assert all(one[slot].split(":")[0] in told["curie_map"] for slot in required)
        assert one["mapping_justification"] == "semapv:ManualMappingCuration"
        assert 0 < float(one["confidence"]) <= 1
        assert one["comment"]


@real_files
def test_what_a_mapping_says_of_names_and_members_is_in_the_files_of_anct(floor: Floor) -> None:
    from recounts import PHASES, members

    path = shipped_files()[-1].with_name("mappings.sssom.tsv")
    rows = [x.split("\t") for x in path.read_text("utf-8").splitlines() if x[0] != "#"][1:]
    table = members()
    years = dict(zip(PHASES, ("2018-2022", "2023-2027"), strict=True))
    for subject, _, _, other, label, *_, comment in rows:
        if not other.startswith("territory:"):
            continue
        own = table[(table.phase.map(years) + "-" + table.code) == other.removeprefix("territory:")]
        assert set(own.territory) == {label}, subject
        named = {n for n in comment.replace("(", " ").replace(")", " ").replace(",", " ").split()
                 if len(n) == 9 and n.isdigit()}  # fmt: skip
        outside = {n for n in named if n not in set(own.siren)}
        assert not outside, (subject, outside)


@real_files
def test_a_mapped_territory_is_the_one_of_the_documents(floor: Floor) -> None:
    known = open_store(shipped_files())
    files = [
        floor.file(f"registries/anct-ti-{years}.geojson") for years in ("2018-2022", "2023-2027")
    ]
    layers = Layers(known).read({"industrie": sources_of("industrie", files, "2024-09-18")})
    for one in (each for each in mappings() if each.scheme.startswith("anct-ti-")):
        found = layers.ask(
            f"SELECT ?t WHERE {{ ?t adms:identifier [ tig:idScheme id-scheme:{one.scheme} ; "
            f"skos:notation '{one.code}' ] }}"
        )
        assert len(found) == 1
        assert found[0][0].startswith("territory:")
        assert one.iri.endswith(found[0][0].removeprefix("territory:"))
    assert layers.ask(
        "SELECT ?t WHERE { ?t prov:specializationOf lineage:nord-franche-comte }"
    ) == [("territory:belfort-montbeliard",), ("territory:nord-franche-comte",)]


def test_a_second_row_never_wins_in_silence(tmp_path: Path) -> None:
    """A member told twice counts once, and another name of a territory is told."""
    header = "id_ti;lib_ti;siren_groupement;lib_groupement"
    told = [("T", EPCI_A), ("T", EPCI_A), ("Autre", EPCI_B)]
    rows = [f"ti-8401;{name};{number};CC" for name, number in told]
    path = tmp_path / "groupements-2023-2027.csv"
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    layers = Layers().read({"industrie": sources_of("industrie", [path])})
    report = layers.reports["industrie"]
    assert (report.rows, report.used) == (3, 2)
    assert [one.reason for one in report.refused] == [
        "a second row of this member of the territory"
    ]
    assert any("is called “Autre” here, “T” before" in note for note in report.notes)
