"""Which open data is named, and how much of it in a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tigraph.claims import open_data
from tigraph.graph import Graph
from tigraph.rdf.vocabulary import ENTITY

World = Callable[..., Graph]


@pytest.mark.parametrize(
    ("number", "lines"),
    [
        (3, [f"Producteur fictif, Registre {n}, 202{n} (https://example.org/l)" for n in "123"]),
        (4, ["Producteur fictif, 4 files, 2021–2024 (https://example.org/l)"]),
    ],
)
def test_more_than_three_files_of_a_producer_are_one_line(
    number: int, lines: list[str], world: World
) -> None:
    files = "".join(
        f"""file:{n} a tig:RegistryFile ; dcterms:title "Registre {n}"@fr ;
          dcterms:publisher organisation:p ; dcterms:issued "202{n}"^^edtf:EDTF ;
          dcterms:license <https://example.org/l> ."""
        for n in range(1, number + 1)
    )
    graph = world(files + 'organisation:p skos:prefLabel "Producteur fictif"@fr .', "en")
    used = [f"{ENTITY}file/{n}" for n in range(1, number + 1)]
    assert list(open_data(graph.store, graph.label, (), used)) == lines


def files(number: int, more: str = "", dates: str = "2021") -> str:
    return "".join(
        f"""file:{n} a tig:RegistryFile ; dcterms:title "Registre {n}"@fr ; {more}
          dcterms:issued "{dates}"^^edtf:EDTF ."""
        for n in range(1, number + 1)
    )


@pytest.mark.parametrize(
    ("turtle", "lines"),
    [
        # of one date alone, that date once
        (
            files(4, "dcterms:publisher organisation:p ;"),
            ["Producteur fictif, 4 fichiers, 2021"],
        ),
        # those of nobody are told one by one
        (files(4), [f"Registre {n}, 2021" for n in "1234"]),
        # the last update rather than the first issue
        (
            files(1, 'dcterms:modified "2024-05"^^edtf:EDTF ;'),
            ["Registre 1, 2024-05"],
        ),
        ("file:1 a tig:RegistryFile ; skos:prefLabel 'sans titre ni date'@fr .",
         ["sans titre ni date"]),
        ("".join(f"file:{n} a tig:RegistryFile ; dcterms:publisher organisation:p ; "
                 f"dcterms:title 'Registre {n}'@fr ." for n in range(1, 5)),
         ["Producteur fictif, 4 fichiers"]),
    ],
)  # fmt: skip
def test_producer_title_and_date_are_told_where_they_are_known(
    turtle: str, lines: list[str], world: World
) -> None:
    graph = world(turtle + 'organisation:p skos:prefLabel "Producteur fictif"@fr .')
    used = [f"{ENTITY}file/{n}" for n in range(1, 5)]
    assert list(open_data(graph.store, graph.label, (), used)) == lines


def test_files_behind_identifiers_of_entities_and_of_their_areas_are_named(world: World) -> None:
    graph = world(
        files(3)
        + """organisation:o adms:identifier identifier:o ; dcterms:spatial area:a .
        area:a adms:identifier identifier:a .
        identifier:o tig:citation citation:1 . citation:1 oa:hasSource file:1 .
        identifier:a tig:citation citation:2 . citation:2 oa:hasSource file:2 ."""
    )
    of = {
        iri: list(open_data(graph.store, graph.label, [ENTITY + iri]))
        for iri in ("organisation/o", "area/a", "organisation/p")
    }
    assert of == {
        "organisation/o": ["Registre 1, 2021", "Registre 2, 2021"],
        "area/a": ["Registre 2, 2021"],
        "organisation/p": [],
    }
