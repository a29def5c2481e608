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
