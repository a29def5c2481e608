"""RDF as lines of N-Triples, which sort and compare as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from tigraph.rdf.vocabulary import BOUNDS, CURATED

GENID = "https://w3id.org/tigraph/.well-known/genid/"


def lines_of(store: ox.Store) -> bytes:
    """Return all triples of a store in memory, its date bounds among them, as sorted lines."""
    graphs = (ox.DefaultGraph(), ox.NamedNode(BOUNDS))
    quads = (quad for g in graphs for quad in store.quads_for_pattern(None, None, None, g))
    lines = {f"{quad.triple} .\n" for quad in with_nodes_named(quads, f"{GENID}{CURATED}/")}
    return "".join(sorted(lines)).encode()


def with_nodes_named(quads: Iterable[ox.Quad], base: str) -> Iterator[ox.Quad]:
    """Yield triples as quads of the default graph, nodes without a name under `base`.

    The names follow from what is said of the nodes (RDFC-1.0), so they are the same each time.
    """
    nameless = ox.Dataset()
    for quad in quads:
        blank = any(isinstance(node, ox.BlankNode) for node in (quad.subject, quad.object))
        if blank:
            nameless.add(in_default(quad))
        else:
            yield in_default(quad)
    nameless.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    for quad in nameless:
        subject, value = (
            ox.NamedNode(base + node.value) if isinstance(node, ox.BlankNode) else node
            for node in (quad.subject, quad.object)
        )
        yield ox.Quad(subject, quad.predicate, value)


def in_default(quad: ox.Quad) -> ox.Quad:
    """Return the triple of a quad as a quad of the default graph."""
    return ox.Quad(quad.subject, quad.predicate, quad.object)
