"""How long what registers show may have existed: intercommunalities by their form, offices.

The lists and heads are fictitious, in the columns and keys of the official files, but where a
test says that it reads the register itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from test_registries_editions import head, vice
from test_registries_elus import register

import tigraph
from floors import Floor
from registry_helpers import EPCI_A, EPCI_B, EPCI_C, EPCI_D, epci, package, siren
from tigraph.graph import Graph
from tigraph.layers import changing
from tigraph.rdf.vocabulary import PREFIXES

#: The years of the laws that instituted the legal forms.
LAWS = {"CU": 1966, "CC": 1992, "CA": 1999, "METRO": 2010, "EPT": 2015}
NUMBERS = dict(zip(LAWS, (*(EPCI_A, EPCI_B, EPCI_C, EPCI_D), siren(90_000_004)), strict=True))
#: The yearly package of the lists of a year.
VERSIONS = {2019: "0.7.0", 2020: "0.8.0"}


def built(folder: Path, forms: dict[int, dict[str, str]], rows: Sequence[str] = ()) -> Graph:
    """Return the graph of a store with the lists of years (form by SIREN) and one edition."""
    given = [
        package(
            folder / str(year),
            VERSIONS[year],
            epci=[
                epci(number, f"Exemple {number}", [f"010{n:02}"], form)
                for n, (number, form) in enumerate(of.items())
            ],
        )
        for year, of in forms.items()
    ]
    if rows:
        given.append(register(folder / "rne-epci-2026-06.csv", rows))
    changing.add(folder / "store", "all", [str(path) for path in given])
    return tigraph.load(store=folder / "store")


def asked(graph: Graph, year: str, possible: bool = True) -> list[tuple[str, str]]:
    """Return who presides over which intercommunality of the registers at a date."""
    rows = graph.query("who-presides", as_of=year, possible=possible)
    return sorted(
        (row["president"], row["holds"] if possible else "certain")
        for row in rows
        if "president-9" in row["claim"]
    )


def members(graph: Graph, year: str) -> set[str]:
    """Return the SIREN of the intercommunalities that may have members at a date."""
    text = """SELECT DISTINCT ?o WHERE {
        ?claim a tig:HeldClaim ; tig:relation relation:member ; org:organization ?o }"""
    rows = graph.query(text, as_of=year, possible=True)
    found = {row["o"].removeprefix("epci:") for row in rows}
    return found & set(NUMBERS.values())


def test_an_intercommunality_is_no_older_than_the_law_of_its_form(tmp_path: Path) -> None:
    graph = built(tmp_path, {2019: {NUMBERS[form]: form for form in LAWS}})
    for form, year in LAWS.items():
        assert NUMBERS[form] not in members(graph, str(year - 1)), form
        assert NUMBERS[form] in members(graph, str(year)), form
    assert members(graph, "1950") == set()


def test_of_two_forms_the_older_one_counts(tmp_path: Path) -> None:
    """A communauté d’agglomération that became a métropole has members since 1999, not 2010."""
    number = NUMBERS["CA"]
    graph = built(tmp_path, {2019: {number: "CA"}, 2020: {number: "METRO"}})
    assert members(graph, "1998") == set()
    assert members(graph, "1999") == {number}


def test_a_form_that_no_law_dates_leaves_the_beginning_open(tmp_path: Path) -> None:
    """What was something else before has that form claimed too: here a syndicate."""
    number = NUMBERS["CA"]
    before = tmp_path / "before.ttl"
    before.write_text(
        "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
        + f"""claim:before a tig:RelationClaim ; tig:relation relation:has-legal-form ;
        tig:subject epci:{number} ; tig:object legal-form:syndicat-intercommunal ;
        tig:basis basis:description ; tig:citation citation:before .
        citation:before a tig:SourceCitation ; tig:modality modality:stated ; tig:catalogued true ;
        oa:hasSource document:before . document:before a foaf:Document .""",
        encoding="utf-8",
    )
    built(tmp_path, {2019: {number: "CA"}})
    assert members(tigraph.load([before], store=tmp_path / "store"), "1950") == {number}


def test_each_form_with_a_day_names_the_law() -> None:
    rows = tigraph.load(store=None).query("""SELECT ?form ?day ?law ?title WHERE {
        ?form tig:institutedOn ?day ; dcterms:source ?law ; dcterms:bibliographicCitation ?title
    }""")
    found = {row["form"]: row for row in rows}
    assert sorted(row["day"][:4] for row in found.values()) == sorted(map(str, LAWS.values()))
    for row in found.values():
        assert row["law"].startswith("https://www.legifrance.gouv.fr/")
        day = int(row["day"][8:])
        assert f" {day} " in row["title"]
        assert row["day"][:4] in row["title"]


def test_who_is_shown_by_one_edition_presided_neither_long_before_nor_surely(
    tmp_path: Path,
) -> None:
    """The forms bound the body, the mandate the office; a row without it, the longest mandate."""
    rows = [
        head("UNE", number=NUMBERS["CC"], mandate="15/03/2026"),
        head("DEUX", number=NUMBERS["CA"], mandate="", first="Bea"),
        head("TROIS", number=siren(90_000_007), mandate="", first="Cléo"),  # in no list
        vice("QUATRE", number=NUMBERS["CC"], mandate="15/03/2026"),
    ]
    graph = built(tmp_path, {2019: {NUMBERS["CC"]: "CC", NUMBERS["CA"]: "CA"}}, rows)
    assert asked(graph, "1950") == asked(graph, "2018") == []
    assert asked(graph, "2019-01-01", possible=False) == []
    assert asked(graph, "2019-01-01") == [("Bea Deux", "possible"), ("Cléo Trois", "possible")]
    assert asked(graph, "2026-03-14") == [("Bea Deux", "possible"), ("Cléo Trois", "possible")]
    assert {name for name, _ in asked(graph, "2026", possible=False)} == {
        "Ada Une", "Bea Deux", "Cléo Trois"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("floor", "editions"),
    [("fictitious", 1), ("fictitious", 5), ("real", 1)],
    indirect=["floor"],
)
def test_nobody_of_the_register_presided_in_1950(
    editions: int, tmp_path: Path, floor: Floor
) -> None:
    """With the last edition of the register, or all, and no other layer."""
    paths = [str(path) for _, path in floor.editions()][-editions:]
    changing.add(tmp_path, "elus", paths)
    graph = tigraph.load(store=tmp_path)
    for year in ("1950", "2012"):
        found = [
            row["claim"]
            for row in graph.query("who-presides", as_of=year, possible=True)
            if "--president-2" in row["claim"] or "--president-9" in row["claim"]
        ]
        assert found == [], year
    assert len(list(graph.query("who-presides", as_of="2026"))) >= floor.of(
        fictitious=10, real=1101
    )
