"""Layers keep the promises of the graph: the SHACL shapes over small fictitious registers."""

from __future__ import annotations

from pathlib import Path

from test_registries_elus import register, row
from test_registries_industrie import POLYGON, first, second

from own_faults import own_faults
from registry_helpers import (
    EPCI_A,
    EPCI_B,
    EPCI_C,
    Layers,
    commune,
    epci,
    package,
    sources_of,
)
from tigraph.rdf.loading import open_store, shipped_files

AREAS = {
    "regions": [{"code": "84", "nom": "Région", "chefLieu": "69123"}],
    "departements": [{"code": "01", "nom": "Dép", "region": "84"}],
    "arrondissements": [{"code": "011", "nom": "Arr", "departement": "01", "region": "84"}],
}


def test_the_layers_break_no_shape(tmp_path: Path) -> None:
    """Every kind of claim and event: a merger, a name, a form, communes that move, succession.

    And a lead: a president who bears another surname in the next edition.
    """
    communes = [commune(code) for code in ("01001", "01002", "01003", "01004")]
    old = [epci(EPCI_A, "CC A", ["01001", "01002"]), epci(EPCI_B, "CC B", ["01003"])]
    new = [epci(EPCI_A, "CA Autre", ["01001", "01003"], "CA"), epci(EPCI_C, "CC C", ["01002"])]
    packages = [
        package(tmp_path, "1.1.1", communes=communes, epci=old, **AREAS),
        package(tmp_path, "2.3.1", communes=communes, epci=new, **AREAS),
    ]
    territories = [
        first(tmp_path, ("ti-8401", "T", EPCI_A, "CC A"), ("ti-8402", "V", EPCI_B, "CC B")),
        second(tmp_path, ("ti-8409", "U", f"CC ({EPCI_A}); C ({EPCI_C})"), geometry=POLYGON),
    ]
    heads = register(tmp_path / "rne-2026-03.csv", [row(), row("VICE", office="Vice-président")])
    later = register(tmp_path / "rne-2026-04.csv", [row("EXEMPLE-AUTRE")])
    layers = Layers(open_store(shipped_files())).read(
        {
            "cog": sources_of("cog", packages),
            "industrie": sources_of("industrie", territories, "2024-09-18"),
            "elus": sources_of("elus", [heads, later]),
        }
    )
    kinds = {kind for (kind,) in layers.ask("SELECT DISTINCT ?k WHERE { ?e tig:changeType ?k }")}
    assert len(kinds) > 6
    assert layers.ask("SELECT ?one ?other WHERE { ?one tig:mayBeSameAs ?other }")
    (path := tmp_path / "layers.nt").write_text("\n".join(layers.lines) + "\n", encoding="utf-8")
    assert own_faults([path], whole=True) == []
