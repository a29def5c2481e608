"""RDF as lines of N-Triples, which sort and compare as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import AnyStr

import pyoxigraph as ox

from tigraph.rdf.guarding import canonical
from tigraph.rdf.vocabulary import BOUNDS, CURATED

GENID = "https://w3id.org/tigraph/.well-known/genid/"


def lines_of(store: ox.Store) -> bytes:
    """Return all triples of a store in memory, its date bounds among them, as sorted lines."""
    form = ox.RdfFormat.N_TRIPLES
    graphs = (ox.DefaultGraph(), ox.NamedNode(BOUNDS))
    written = b"".join(store.dump(format=form, from_graph=graph) or b"" for graph in graphs)
    lines = set(written.splitlines(keepends=True))
    nameless = {line for line in lines if b"_:" in line}  # or a text that looks like it
    quads = ox.parse(input=b"".join(nameless), format=form)
    named = with_nodes_named(quads, f"{GENID}{CURATED}/")
    return b"".join(sorted(lines - nameless | {f"{q.triple} .\n".encode() for q in named}))


def with_nodes_named(quads: Iterable[ox.Quad], base: str) -> Iterator[ox.Quad]:
    """Yield triples as quads of the default graph, nodes without a name under `base`.

    The names follow from what is said of the nodes (RDFC-1.0), so they are the same each time.
    Raises `DataError` where they cannot be told apart in time.
    """
    nameless = ox.Dataset()
    for quad in quads:
        blank = any(isinstance(node, ox.BlankNode) for node in (quad.subject, quad.object))
        if blank:
            nameless.add(in_default(quad))
        else:
            yield in_default(quad)
    for quad in canonical(nameless):
        subject, value = (
            ox.NamedNode(base + node.value) if isinstance(node, ox.BlankNode) else node
            for node in (quad.subject, quad.object)
        )
        yield ox.Quad(subject, quad.predicate, value)


def in_default(quad: ox.Quad) -> ox.Quad:
    """Return the triple of a quad as a quad of the default graph."""
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def in_chunks(lines: Iterable[AnyStr], size: int) -> Iterator[AnyStr]:
    r"""Yield pieces, each of one or more whole lines, joined to chunks of `size` at least.

    The size is in characters or bytes; what remains at the end is a chunk, too.

    >>> list(in_chunks(["a\n", "b\n", "c\n"], 4))
    ['a\nb\n', 'c\n']
    """
    waiting: list[AnyStr] = []
    length = 0
    for line in lines:
        waiting.append(line)
        length += len(line)
        if length >= size:
            yield waiting[0][:0].join(waiting)
            waiting, length = [], 0
    if waiting:
        yield waiting[0][:0].join(waiting)
