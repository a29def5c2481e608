"""The register of elected officials as claims: who heads an intercommunality, and when.

The people in these files are fictitious, except where the test says that it reads the register.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import recounts
from floors import Floor, real_files
from registry_helpers import EPCI_A, EPCI_B, Layers, epci, package, sources_of
from tigraph.errors import DataError, NothingToReadError
from tigraph.rdf.asking import select
from tigraph.rdf.loading import open_store, shipped_files
from tigraph.registries.mappings import mappings

#: The header of the official file of conseillers communautaires.
HEADER = (
    "Code du département;Libellé du département;N° SIREN;Libellé de l'EPCI;"
    "Code de la commune de rattachement;Libellé de la commune de rattachement;Nom de l'élu;"
    "Prénom de l'élu;Code sexe;Date de naissance;Code de la catégorie socio-professionnelle;"
    "Libellé de la catégorie socio-professionnelle;Date de début du mandat;"
    "Libellé de la fonction;Date de début de la fonction"
)
PERSON = "https://w3id.org/tigraph/id/person/"
HOLDS = """
SELECT ?person ?post ?eb ?lb ?ee ?le WHERE {
  ?claim tig:relation relation:holds-post ; org:member ?person ; opengov:post ?post .
  OPTIONAL { ?claim tig:earliestBegin ?eb } OPTIONAL { ?claim tig:latestBegin ?lb }
  OPTIONAL { ?claim tig:earliestEnd ?ee } OPTIONAL { ?claim tig:latestEnd ?le }
}"""


def row(
    name: str = "EXEMPLE", first: str = "Ada", office: str = "Président du conseil communautaire",
    number: str = EPCI_A, since: str = "", mandate: str = "15/03/2026",
) -> str:  # fmt: skip
    return (
        f"01;Ain;{number};CC A;01001;Ville;{name};{first};F;03/02/1901;99;Fictif;{mandate};"
        f"{office};{since}"
    )


def register(path: Path, rows: Sequence[str], header: str = HEADER) -> Path:
    path.write_text("\r\n".join([header, *rows]) + "\r\n", encoding="utf-8")
    return path


def elus(*paths: Path, dated: str = "", curated: bool = False) -> Layers:
    layers = Layers(open_store(shipped_files()) if curated else None)
    return layers.read({"elus": sources_of("elus", paths, dated)})


def test_a_head_is_a_person_who_holds_a_post(tmp_path: Path) -> None:
    vice = "1er vice-président du conseil communautaire"
    rows = [row(), row("D'AUTRE-PART", "Zoé", vice)]
    layers = elus(register(tmp_path / "rne.csv", rows), dated="2026-03")
    ada, zoe = f"person:{EPCI_A}-ada-exemple", f"person:{EPCI_A}-zoe-d-autre-part"
    assert [found[:2] for found in layers.ask(HOLDS)] == [
        (ada, f"post:president-{EPCI_A}"),
        (zoe, f"post:vice-president-{EPCI_A}"),
    ]
    assert layers.ask("SELECT ?p ?name WHERE { ?p a foaf:Person ; skos:prefLabel ?name }") == [
        (ada, "Ada Exemple"), (zoe, "Zoé d'Autre-Part"),
    ]  # fmt: skip
    assert layers.ask("SELECT ?post ?role ?in WHERE { ?post org:role ?role ; org:postIn ?in }") == [
        (f"post:president-{EPCI_A}", "role:president", f"epci:{EPCI_A}"),
        (f"post:vice-president-{EPCI_A}", "role:vice-president", f"epci:{EPCI_A}"),
    ]


def test_nothing_private_is_kept(tmp_path: Path) -> None:
    """Neither birth date, sex nor occupation, in the lines or in the report on the rows."""
    rows = [row(), row(number="900000009"), row(office="")]
    layers = elus(register(tmp_path / "rne.csv", rows), dated="2026-03")
    told = "\n".join([*layers.lines, *layers.reports["elus"].json_lines()])
    assert not [word for word in ("1901", "Fictif", ";F;", '"F"') if word in told]


def test_one_edition_gives_a_state(tmp_path: Path) -> None:
    layers = elus(register(tmp_path / "rne.csv", [row()]), dated="2026-03")
    assert [found[2:] for found in layers.ask(HOLDS)] == [
        ("2026-03-15", "2026-03-31", "2026-03-15", "")
    ]


def test_several_editions_give_bounds(tmp_path: Path) -> None:
    for day, name in (("2024-05-01", "UNE"), ("2025-05-01", "DEUX"), ("2026-05-01", "DEUX")):
        own = row(name, mandate="28/05/2020")
        register(tmp_path / f"rne-{day}.csv", [own, row(day, number=EPCI_B)])
    found = [one for one in elus(tmp_path).ask(HOLDS) if EPCI_A in one[0]]
    assert [one[2:] for one in found] == [
        ("2024-05-02", "2025-05-01", "2026-05-01", ""),
        ("2020-05-28", "2024-05-01", "2024-05-01", "2025-04-30"),
    ]


@pytest.mark.parametrize(
    ("since", "mandate", "begins"),
    [
        ("", "01/01/2020", ("2020-01-01", "2026-03-31")),
        ("02/04/2025", "01/01/2020", ("2025-04-02", "2025-04-02")),
        ("", "", ("2019-01-01", "2026-03-31")),
        ("", "01/01/2027", ("2019-01-01", "2026-03-31")),
    ],
    ids=["bounds", "is not the office’s", "not said", "after the edition"],
)
def test_the_mandate_bounds_an_office_whose_date_is_not_told(
    tmp_path: Path, since: str, mandate: str, begins: tuple[str, str]
) -> None:
    """An office is taken in a mandate: not before it begins; that is seven years at most.

    Six by article L. 227 of the code électoral, seven for the councils elected in 2001.
    """
    path = register(tmp_path / "rne.csv", [row(since=since, mandate=mandate)])
    assert elus(path, dated="2026-03").ask(HOLDS)[0][2:4] == begins


@pytest.mark.parametrize("since", ["02/04/2025", "2025-04-02", "2025-04-02T00:00:00"])
def test_a_stated_beginning_of_the_office_is_taken(tmp_path: Path, since: str) -> None:
    layers = elus(register(tmp_path / "rne.csv", [row(since=since)]), dated="2026-03-01")
    assert layers.ask(HOLDS)[0][2:4] == ("2025-04-02", "2025-04-02")


@pytest.mark.parametrize("since", ["15/15/2025", "hier", "02/04/2027"])
def test_a_beginning_that_cannot_be_is_not_taken(tmp_path: Path, since: str) -> None:
    own = row(since=since, mandate="28/05/2020")
    layers = elus(register(tmp_path / "rne.csv", [own]), dated="2026-03-01")
    assert layers.ask(HOLDS)[0][2:4] == ("2020-05-28", "2026-03-01")


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        HEADER.replace("'", "’"),
        HEADER.replace(";", ","),
        HEADER.upper(),
        "\ufeff" + HEADER,
    ],
)
def test_the_official_columns_are_known_in_every_writing(tmp_path: Path, header: str) -> None:
    separator = "," if "," in header else ";"
    rows = [row().replace(";", separator)]
    layers = elus(register(tmp_path / "rne.csv", rows, header), dated="2026-03")
    assert len(layers.ask(HOLDS)) == 1


def test_the_register_may_be_windows_1252(tmp_path: Path) -> None:
    path = tmp_path / "rne.csv"
    path.write_text("\n".join([HEADER, row(first="Zoé")]) + "\n", encoding="cp1252")
    names = elus(path, dated="2026-03").ask("SELECT ?n { ?p a foaf:Person ; skos:prefLabel ?n }")
    assert names == [("Zoé Exemple",)]


@pytest.mark.parametrize("write", ["{} {} {}", "{}\u00a0{}\u202f{}", "{}.{}.{}", "SIREN {} {} {}"])
def test_a_siren_is_read_however_it_is_spaced(tmp_path: Path, write: str) -> None:
    number = write.format(EPCI_A[:3], EPCI_A[3:6], EPCI_A[6:])
    layers = elus(register(tmp_path / "rne.csv", [row(number=number)]), dated="2026-03")
    assert layers.reports["elus"].refused == []
    assert layers.ask("SELECT ?e { ?e a tig:Intercommunality }") == [(f"epci:{EPCI_A}",)]


def test_a_siret_is_told_as_one(tmp_path: Path) -> None:
    path = register(tmp_path / "rne.csv", [row(), row(number=EPCI_A + "00017")])
    [refused] = elus(path, dated="2026-03").reports["elus"].refused
    assert "is a SIRET, the number of an establishment" in refused.reason


def test_every_row_is_used_refused_or_left_out(tmp_path: Path) -> None:
    rows = [
        row(), row(), row(number="900000009"), row(name="", first=""), row(office=""),
        row(office="Autre membre du bureau"), "01;court",
    ]  # fmt: skip
    report = elus(register(tmp_path / "rne.csv", rows), dated="2026-03").reports["elus"]
    assert [(one.row, one.reason) for one in report.refused] == [
        ("3", f"the same name, office and SIREN again ({EPCI_A})"),
        ("4", "the SIREN “900000009” fails its check"),
        ("5", "no name"),
        ("8", "another number of fields than the header"),
    ]
    assert sorted(report.left_out.values()) == [1, 1]
    assert (report.rows, report.used) == (7, 1)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    path = register(tmp_path / "rne.csv", [], HEADER.replace("Libellé de la fonction", "Titre"))
    with pytest.raises(DataError, match="“Libellé de la fonction” is missing"):
        sources_of("elus", [path])


def test_an_edition_without_a_date_is_refused(tmp_path: Path) -> None:
    path = register(tmp_path / "rne.csv", [row()])
    with pytest.raises(DataError, match=r"rne\.csv: of when\? .* --dated 2026-03"):
        sources_of("elus", [path])
    for name, date in (("rne-2026.csv", "2026"), ("2026-03_rne.csv", "2026-03")):
        (one,) = sources_of("elus", [register(tmp_path / name, [row()])])
        assert (one.part, one.dated) == (date, date)


def test_another_table_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a;b\n1;2\n")
    with pytest.raises(NothingToReadError):
        sources_of("elus", [tmp_path])


def test_an_edition_that_repeats_the_one_before_gives_no_history(tmp_path: Path) -> None:
    for year in (2025, 2026):
        register(tmp_path / f"rne-{year}.csv", [row()])
    layers = elus(tmp_path)
    assert len(layers.ask(HOLDS)) == 1
    assert "repeats the edition before" in layers.reports["elus"].notes[0]


def test_an_intercommunality_of_the_lists_is_not_described_again(tmp_path: Path) -> None:
    folder = package(tmp_path / "cog", "1.1.1", epci=[epci(EPCI_A, "CC de A", ["01001"])])
    path = register(tmp_path / "rne.csv", [row(), row(number=EPCI_B)])
    layers = Layers().read(
        {"cog": sources_of("cog", [folder]), "elus": sources_of("elus", [path], "2026-03")}
    )
    names = layers.ask("SELECT ?e ?p ?n WHERE { ?e a tig:Intercommunality ; ?p ?n . "
                       "FILTER(?p IN (skos:prefLabel, skos:altLabel)) }")  # fmt: skip
    assert names == [
        (f"epci:{EPCI_A}", "skos:altLabel", "CC A"),
        (f"epci:{EPCI_A}", "skos:prefLabel", "CC de A"),
        (f"epci:{EPCI_B}", "skos:prefLabel", "CC A"),
    ]
    assert len(set(layers.lines)) == len(layers.lines)


def test_a_post_and_a_holder_that_the_documents_know_are_the_same(tmp_path: Path) -> None:
    """The documents name Cédric Bôle president of the Val de Morteau (242504116)."""
    path = register(tmp_path / "rne.csv", [row("BÔLE", "Cédric", number="242504116")])
    layers = elus(path, dated="2026-03", curated=True)
    claims = [one[:2] for one in layers.ask(HOLDS) if "cedric-bole" in one[0] and one[3]]
    assert ("person:cedric-bole", "post:president-cc-val-de-morteau") in claims


def test_a_person_who_was_mapped_is_one_with_that_of_the_register(tmp_path: Path) -> None:
    """Grand Besançon Métropole (242500361) quotes Anne Vignot; another of her name is another."""
    rows = [row("VIGNOT", "Anne", number="242500361"), row("VIGNOT", "Anne")]
    layers = elus(register(tmp_path / "rne.csv", rows), dated="2024-03", curated=True)
    holders = {one[0] for one in layers.ask(HOLDS) if "vignot" in one[0]}
    assert holders == {"person:anne-vignot", f"person:{EPCI_A}-anne-vignot"}
    assert not [x for x in layers.lines if x.startswith(f"<{PERSON}242500361-anne-vignot>")]
    grounds = layers.ask(
        "SELECT ?of ?to ?confidence ?ground { ?m owl:annotatedSource ?of ; rdfs:comment ?ground ; "
        "owl:annotatedTarget ?to ; <https://w3id.org/sssom/confidence> ?confidence }"
    )
    [own] = [one for one in mappings() if one.iri == f"{PERSON}anne-vignot"]
    assert grounds == [("person:anne-vignot", "person:242500361-anne-vignot", "0.95", own.ground)]


def test_one_name_in_another_office_than_at_the_date_is_not_made_one(tmp_path: Path) -> None:
    """Harold Huwart speaks in January 2019 for the régions; he presides the Perche since 2020."""
    path = register(tmp_path / "rne.csv", [row("HUWART", "Harold", number="200006971")])
    layers = elus(path, dated="2020-12", curated=True)
    own = "person:200006971-harold-huwart"
    assert own in {one[0] for one in layers.ask(HOLDS)}
    assert not layers.ask("SELECT ?m { ?m owl:annotatedSource person:harold-huwart }")


def test_without_the_documents_a_mapped_person_is_the_register_s(tmp_path: Path) -> None:
    path = register(tmp_path / "rne.csv", [row("VIGNOT", "Anne", number="242500361")])
    layers = elus(path, dated="2024-03")
    assert [one[0] for one in layers.ask(HOLDS)] == ["person:242500361-anne-vignot"]
    assert not layers.ask("SELECT ?m { ?m a owl:Axiom }")


@real_files
def test_who_of_the_documents_is_in_the_register_is_mapped_where_the_office_agrees(
    floor: Floor,
) -> None:
    """The document that names both is of between December 2023 and October 2024."""
    store = open_store(shipped_files())
    people = "SELECT ?person ?name { ?person a foaf:Person ; skos:prefLabel ?name }"
    named = {row["person"]: recounts.key_of(row["name"]) for row in select(store, people)}
    every = recounts.editions()
    shown = {iri for iri, key in named.items() if key in set(every.key)}
    mapped = {one.iri: one for one in mappings() if one.iri.startswith(PERSON)}
    assert shown - mapped.keys() == {f"{PERSON}harold-huwart"}
    assert mapped.keys() <= shown
    for iri, one in mapped.items():
        siren = one.object.removeprefix(PERSON)[:9]
        own = every[(every.key == named[iri]) & (every.siren == siren)]
        assert {"2021-12", "2024-11"} <= set(own.edition)
        assert set(own.office) == {"Président du conseil communautaire"}
        assert set(own.siren) == set(every[every.key == named[iri]].siren), "the only one"
        assert all(code in one.ground for code in (siren, *own.commune))
        assert set(own.since) - {""} == {"01/10/2020"}
        assert "from 2020-10-01" in one.ground
