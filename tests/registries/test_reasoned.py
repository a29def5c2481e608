"""The curated graph, all that follows from it, and every layer: HermiT finds no contradiction."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph
from test_readers import SAMPLES

import tigraph
from hermit import is_consistent
from reader_contract import lines, sources
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, POSSIBLE
from tigraph.registries import installed_readers
from tigraph.validity import all_entailed


def test_the_graph_with_all_that_follows_and_each_layer_has_none(tmp_path: Path) -> None:
    """Concepts, claims, edges of any time, what follows whatever the date; fictitious registers."""
    graph = tigraph.load()
    store = graph.snapshot().store
    assert isinstance(store, ox.Store)
    quads = [
        quad
        for name in (None, CERTAIN, POSSIBLE, BOUNDS)
        for quad in store.quads_for_pattern(
            None, None, None, ox.NamedNode(name) if name else ox.DefaultGraph()
        )
    ]
    whole = Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")
    for given, _ in all_entailed(store):
        whole.parse(data=given, format="nt")
    for name, reader in installed_readers().items():
        (tmp_path / name).mkdir()
        found, _ = lines(reader, sources(reader, SAMPLES[name].good(tmp_path / name)))
        whole.parse(data=found, format="nt")
    assert len(whole) > 20_000
    assert is_consistent(whole, tmp_path)
