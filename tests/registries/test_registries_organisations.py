"""The State's bodies, what they are attached to, what they were before.

The services of the directories here are fictitious, in the form in which DILA publishes them;
the lists that come with tigraph are read as they are.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from own_faults import own_faults
from registry_helpers import EPCI_A, EPCI_B, Layers, sources_of
from tigraph.errors import DataError, NothingToReadError
from tigraph.rdf.loading import open_store, shipped_files
from tigraph.registries.mappings import mappings
from tigraph.registries.organisations.lists import FORMS

DATA = shipped_files()[-1].parent
SHIPPED = [DATA / "organisations.csv", DATA / "organisation-changes.csv"]
#: The schemes by which organisations are mapped.
NUMBERS = ("siren", "annuaire", "annuaire-itm")
ADMINISTRATION = "Administration centrale (ou Ministère)"
UNDER = """
SELECT ?part ?how ?whole ?since ?until WHERE {
  VALUES ?how { relation:part-of relation:attached-to }
  ?claim tig:relation ?how ; tig:subject ?part ; tig:object ?whole ;
    tig:latestBegin ?since ; tig:earliestEnd ?until }"""
CHANGES = """
SELECT ?kind ?from ?to ?first ?last WHERE {
  ?event a org:ChangeEvent ; tig:changeType ?type ; tig:notBefore ?first ; tig:notAfter ?last .
  BIND(STRAFTER(STR(?type), "change/") AS ?kind)
  OPTIONAL { ?event org:originalOrganization ?from }
  OPTIONAL { ?event org:resultingOrganization ?to } }"""


def uuid(number: object) -> str:
    """Return the identifier of a fictitious service."""
    return f"00000000-0000-0000-0000-{number:012d}" if isinstance(number, int) else str(number)


def service(
    number: object,
    name: str,
    kind: str = ADMINISTRATION,
    under: Sequence[object] = (),
    beside: Sequence[object] = (),
    **told: object,
) -> dict[str, Any]:
    """Return a fictitious service; `under` it stand others, `beside` those that others head."""
    links = [(one, "Service Fils") for one in under]
    links += [(one, "Autre hiérarchie") for one in beside]
    return {
        "id": uuid(number), "nom": name, "sigle": "", "ancien_nom": [], "type_organisme": kind,
        "type_repertoire": "", "categorie": "SI", "siren": "",
        "affectation_personne": [{"fonction": "Chef", "personne": {"nom": "FICTIF"}}],
        "hierarchie": [{"type_hierarchie": how, "service": uuid(one)} for one, how in links],
        **told,
    }  # fmt: skip


def directory(folder: Path, day: str, *services: Mapping[str, Any]) -> Path:
    """Write an edition of the directory under the name that DILA gives it; return its path."""
    path = folder / f"dila_refOrga_admin_Etat_fr_{day}.json"
    path.write_text(json.dumps({"service": services}, ensure_ascii=False), encoding="utf-8")
    return path


def listing(path: Path, *told: Mapping[str, str], form: str = "list") -> Path:
    """Write a fictitious list, each row with a source; return its path."""
    usual = {
        "kind": "organisation", "source": "https://example.org/fictif", "title": "Source fictive",
        "issued": "2031", "read": "2031-05-04", "label": "un changement", "change": "merged",
        "not before": "2031-01-01", "not after": "2031-01-01",
    }  # fmt: skip
    with path.open("w", newline="", encoding="utf-8") as file:
        written = csv.DictWriter(file, FORMS[form], restval="", extrasaction="ignore")
        written.writeheader()
        written.writerows({**usual, **row} for row in told)
    return path


def layer(*files: Path) -> Layers:
    return Layers(open_store(shipped_files())).read(
        {"organisations": sources_of("organisations", files)}
    )


# --------------------------------------------------------------------- the State's reference list

EDITION = (
    service(1, "Gouvernement fictif", "", [2], type_repertoire="Répertoire"),
    service(2, "Ministère fictif", under=[3, 4], siren=EPCI_A),
    service(3, "Direction fictive (DF)", sigle="DF", ancien_nom=["Direction ancienne"]),
    service(4, "Agences rattachées au ministre", "", [5], type_repertoire="Répertoire"),
    service(5, "Agence fictive", "Établissement public"),
    service(6, "Mission fictive", "Service à compétence nationale", beside=[3]),
)


def test_a_service_is_under_what_its_row_stands_in_and_headings_are_passed_through(
    tmp_path: Path,
) -> None:
    read = layer(directory(tmp_path, "20310401", *EDITION))
    own = [f"organisation:{uuid(number)}" for number in range(7)]
    day = ("2031-04-01", "2031-04-01")
    assert read.ask(UNDER) == [
        (own[3], "relation:attached-to", own[6], *day),
        (own[3], "relation:part-of", own[2], *day),
        (own[5], "relation:attached-to", own[2], *day),
    ]
    assert read.reports["organisations"].left_out.total() == 2  # the headings
    kinds = dict(read.ask("SELECT ?o ?k { ?o a ?k ; adms:identifier/tig:idScheme "
                          "id-scheme:annuaire }"))  # fmt: skip
    assert kinds[own[3]] == "org:OrganizationalUnit"
    assert kinds[own[5]] == kinds[own[2]] == "org:FormalOrganization"


def test_names_number_order_and_level_come_from_the_row_and_nobody_in_charge(
    tmp_path: Path,
) -> None:
    read = layer(directory(tmp_path, "20310401", *EDITION))
    direction = f"organisation:{uuid(3)}"
    assert read.ask(f"SELECT ?name {{ {direction} skos:altLabel ?name }}") == [
        ("DF",), ("Direction ancienne",), ("Direction fictive",),
    ]  # fmt: skip
    assert read.ask(
        "SELECT ?o ?n { ?o adms:identifier [ tig:idScheme id-scheme:siren ; skos:notation ?n ] "
        f"FILTER(?n = '{EPCI_A}') }}"
    ) == [(f"organisation:{uuid(2)}", EPCI_A)]
    assert read.ask(f"SELECT ?o ?l {{ {direction} tig:order ?o ; tig:governanceLevel ?l }}") == [
        ("order:state", "level:national")
    ]
    assert read.ask(f"SELECT ?o {{ organisation:{uuid(5)} tig:order ?o }}") == [
        ("order:state-operator",)
    ]
    assert "FICTIF" not in "".join(read.lines)


@pytest.mark.parametrize(
    ("name", "acronym", "others"),
    [
        ("Agence fictive (AF-2)", "", {"Agence fictive", "AF-2"}),
        ("Agence fictive (AnF)", "AnF", {"Agence fictive", "AnF"}),
        ("Agence fictive", "AF", {"AF"}),
        ("Gouvernement (Premier ministre et ministères)", "", set()),
        ("Direction (Nord)", "", set()),
    ],
)
def test_an_acronym_is_a_name_where_the_row_has_it_in_brackets_too(
    name: str, acronym: str, others: set[str], tmp_path: Path
) -> None:
    read = layer(directory(tmp_path, "20310401", service(1, name, sigle=acronym)))
    found = read.ask(f"SELECT ?name {{ organisation:{uuid(1)} skos:altLabel ?name }}")
    assert {one for (one,) in found} == others


def test_editions_are_a_history_of_names_and_of_what_services_are_under(tmp_path: Path) -> None:
    first = directory(tmp_path, "20310401", *EDITION)
    moved = [
        service(2, "Ministère fictif", under=[4]),
        service(3, "Direction nouvelle", under=[]),
        service(4, "Agences rattachées au ministre", "", [5], type_repertoire="Répertoire"),
        service(5, "Agence fictive", "Établissement public"),
        service(6, "Mission fictive", "Service à compétence nationale", [3]),
    ]
    read = layer(first, directory(tmp_path, "20320401", *moved))
    bounds = """
    SELECT ?whole ?begin ?end {
      ?claim tig:relation ?how ; tig:subject organisation:%s ; tig:object ?whole
      OPTIONAL { ?claim tig:earliestBegin ?begin } OPTIONAL { ?claim tig:latestEnd ?end } }"""
    own = [f"organisation:{uuid(number)}" for number in range(7)]
    assert read.ask(bounds % uuid(3)) == [
        (own[2], "", "2032-03-31"),
        (own[6], "", "2032-03-31"),  # beside
        (own[6], "2031-04-02", ""),  # in first place
    ]
    assert read.ask(bounds % uuid(5)) == [(own[2], "", "")]
    assert read.ask(f"SELECT ?l {{ {own[3]} skos:prefLabel ?l }}") == [("Direction nouvelle",)]


def test_a_number_of_several_services_is_that_of_none(tmp_path: Path) -> None:
    read = layer(
        directory(
            tmp_path, "20310401", service(1, "A", siren=EPCI_A), service(2, "B", siren=EPCI_A)
        )
    )
    assert f'"{EPCI_A}"' not in "".join(read.lines)
    assert any("several services" in note for note in read.reports["organisations"].notes)


def test_counters_of_the_local_directory_are_left_out(tmp_path: Path) -> None:
    read = layer(
        directory(tmp_path, "20310401", service(1, "A"), service(2, "Mairie", categorie="SL"))
    )
    assert sum(read.reports["organisations"].left_out.values()) == 1
    assert "Mairie" not in "".join(read.lines)


@pytest.mark.parametrize("told", ["{}", '{"service": 1}', "[]", '{"services": []}'])
def test_other_json_is_not_taken_for_the_directory(told: str, tmp_path: Path) -> None:
    (path := tmp_path / "x_20310401.json").write_text(told)
    with pytest.raises(NothingToReadError):
        sources_of("organisations", [path])


# ------------------------------------------------------------------ DINUM's list of administrations


def administrations(path: Path, *told: tuple[str, str, str], header: str = "") -> Path:
    """Write a fictitious list in the columns in which DINUM publishes it; return its path."""
    columns = header or (
        "siren,nom_complet,nature_juridique,a_mission_service_public_administratif,"
        "est_administration_d_etat,est_collectivite,a_acces_espace_agent"
    )
    written = [",".join([*row, "True", "True", "False", "True"]) for row in told]
    path.write_text("\n".join([columns, *written, ""]), encoding="utf-8")
    return path


def test_administrations_have_their_siren_and_what_their_legal_nature_tells(
    tmp_path: Path,
) -> None:
    path = administrations(
        tmp_path / "liste_administrations_2031-04-01.csv",
        (EPCI_A, "DIRECTION REGIONALE FICTIVE (DRF)", "7171"),
        (EPCI_B, "COMMUNE FICTIVE", "7210"),
        (EPCI_B[:-1] + "x", "SANS NUMERO", "7113"),
        ("130026032", "AGENCE NATIONALE DE LA COHESION DES TERRITOIRES (ANCT)", "7389"),
    )
    read = layer(path)
    report = read.reports["organisations"]
    assert (report.rows, report.used, report.left_out.total()) == (4, 2, 1)
    own = f"organisation:{EPCI_A}"
    assert read.ask(f"SELECT ?o ?l {{ {own} tig:order ?o ; tig:governanceLevel ?l }}") == [
        ("order:state", "level:regional")
    ]
    assert ("DRF",) in read.ask(f"SELECT ?n {{ {own} skos:altLabel ?n }}")
    assert read.ask(
        "SELECT ?o { ?o adms:identifier [ tig:idScheme id-scheme:siren ; "
        "skos:notation '130026032' ] }"
    ) == [("organisation:anct",)]


def test_the_name_of_the_reference_list_is_preferred_to_that_in_capitals(tmp_path: Path) -> None:
    both = (
        administrations(tmp_path / "liste_administrations_2031-04-01.csv",
                        (EPCI_A, "MINISTERE FICTIF", "7113")),
        directory(tmp_path, "20310401", *EDITION),
    )  # fmt: skip
    assert layer(*both).ask(
        "SELECT ?p ?a { ?o skos:prefLabel ?p ; skos:altLabel ?a ; adms:identifier/skos:notation "
        f"'{EPCI_A}' }}"
    ) == [("Ministère fictif", "MINISTERE FICTIF")]


@pytest.mark.parametrize(
    ("name", "header", "why"),
    [
        ("liste_administrations_2031-04-01.csv", "siren,nom_complet,x,a,b,c,d", "nature_juridique"),
        ("administrations.csv", "", "of when"),
    ],
)
def test_a_list_of_administrations_that_is_not_whole_is_refused_by_name(
    name: str, header: str, why: str, tmp_path: Path
) -> None:
    path = administrations(tmp_path / name, (EPCI_A, "A", "7113"), header=header)
    with pytest.raises(DataError, match=why) as told:
        layer(path)
    assert name in str(told.value)


# ----------------------------------------------------------------------- lists with their sources


def test_every_row_that_comes_with_tigraph_is_used_and_says_where_it_is_from() -> None:
    read = layer(*SHIPPED)
    report = read.reports["organisations"]
    assert (report.refused, report.notes) == ([], [])
    rows = sum(len(path.read_text("utf-8").splitlines()) - 1 for path in SHIPPED)
    assert report.used == rows
    sourced = read.ask(
        "SELECT DISTINCT ?key { ?c tig:recordKey ?key ; prov:wasQuotedFrom ?d ; "
        "prov:wasAttributedTo organisation:tigraph-contributors . ?d a foaf:Document ; "
        "dcterms:title ?t ; tig:address ?a FILTER(STRSTARTS(STR(?a), 'http')) }"
    )
    named = {row["id"] for path in SHIPPED for row in csv.DictReader(path.open(encoding="utf-8"))}
    assert named <= {key for (key,) in sourced}


def test_what_the_documents_name_is_followed_to_what_it_is_today() -> None:
    """The dates are those of the decrees and articles named in the lists."""
    told = layer(*SHIPPED).ask(CHANGES)
    for one in (
        ("absorbed", "organisation:cget", "organisation:anct", "2020-01-01", "2020-01-01"),
        ("renamed", "organisation:pole-emploi", "organisation:pole-emploi", *["2024-01-01"] * 2),
        ("renamed", "organisation:adcf", "organisation:adcf", "2021-10-14", "2021-10-15"),
        ("merged", "organisation:direccte", "organisation:dreets", *["2021-04-01"] * 2),
    ):
        assert one in told


def test_the_organisations_of_the_documents_bear_the_numbers_that_they_were_mapped_to(
    tmp_path: Path,
) -> None:
    heading = service("622a21da-ff27-4f5a-ae74-133aa03d905f", "Gouvernement (ministères)", "",
                      [2], type_repertoire="Répertoire")  # fmt: skip
    under = service(2, "Direction (DGCL)", itm_identifiant="172090")
    read = layer(*SHIPPED, directory(tmp_path, "20310401", heading, under))
    own = [one for one in mappings() if one.scheme in NUMBERS]
    assert len(own) >= 7
    for one in own:
        [(bearer, ground)] = read.ask(
            "SELECT ?o ?ground { ?o adms:identifier ?i . ?i tig:idScheme "
            f"id-scheme:{one.scheme} ; skos:notation '{one.code}' ; dcterms:description ?ground }}"
        )
        assert one.iri.endswith(bearer.removeprefix("organisation:"))
        assert ground == one.ground


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"id": "A b"}, "no identifier"),
        ({"id": "a", "name": ""}, "no name"),
        ({"id": "a", "siren": "130026033"}, "fails its check"),
        ({"id": "a", "order": "council"}, "it is one of"),
        ({"id": "a", "source": "a book"}, "no published source"),
        ({"id": "a", "issued": "in spring"}, "no published source"),
        ({"id": "a", "source": "https://a.example | https://b.example"}, "no published source"),
    ],
)
def test_a_row_without_a_source_or_with_an_error_is_refused_with_the_reason(
    told: dict[str, str], why: str, tmp_path: Path
) -> None:
    path = listing(tmp_path / "own.csv", {"id": "good", "name": "G"}, {"name": "A", **told})
    [(row, reason)] = layer(path).refused("organisations")
    assert row == "3"
    assert why in reason


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"change": "vanished"}, "it is one of"),
        ({"not after": "2030-12-31"}, "between two days"),
        ({"to": "unheard-of"}, "in no list: unheard-of"),
        ({"from": "", "to": ""}, "from which organisations"),
    ],
)
def test_a_change_that_cannot_be_is_refused(told: dict[str, str], why: str, tmp_path: Path) -> None:
    row = {"id": "c", "from": "cget", "to": "anct", **told}
    path = listing(tmp_path / "own-changes.csv", row, form="changes")
    [(_, reason)] = layer(SHIPPED[0], path).refused("organisations")
    assert why in reason


def test_a_change_stands_in_one_list_alone(tmp_path: Path) -> None:
    row = {"id": "anct-2020", "from": "cget", "to": "anct"}
    path = listing(tmp_path / "own-changes.csv", row, form="changes")
    assert layer(*SHIPPED, path).refused("organisations") == [
        ("anct-2020", "a change of this id stands in another list")
    ]


def test_a_list_of_no_date_is_refused(tmp_path: Path) -> None:
    path = listing(tmp_path / "own.csv", {"id": "a", "name": "A", "read": ""})
    with pytest.raises(DataError, match=r"own\.csv: no row says when"):
        sources_of("organisations", [path])


def test_the_layer_breaks_no_shape(tmp_path: Path) -> None:
    read = layer(*SHIPPED, directory(tmp_path, "20310401", *EDITION))
    (lines := tmp_path / "organisations.nt").write_text("\n".join(read.lines), "utf-8")
    assert own_faults([lines], whole=True) == []
