"""A part of a graph as a graph of its own, for as long as it is published."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.local import passing_folder

if TYPE_CHECKING:
    from tigraph.exports import Selection
    from tigraph.graph import Graph


@contextmanager
def part_of(graph: Graph, selection: Selection) -> Iterator[Graph]:
    """Yield the graph of a selection, in memory: see `tigraph.exports.selected`.

    It is the graph itself where nothing less is meant, and no doubt is about what was known by a
    date; else what surely was known. Raises as `selected` does.
    """
    from tigraph.exports import selected
    from tigraph.graph import Graph as Asked
    from tigraph.graph import load

    if graph.ground.doubtful:
        graph = Asked(graph.ground.surely)
    if not selection:
        yield graph
        return
    triples = selected(graph.ground, selection)
    with passing_folder() as folder:
        path = folder / "selection.nt"
        path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
        yield load([path], curated=False, language=graph.language)
