"""The triples of a layer as a file of RDF, written as they are read: memory stays flat."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tigraph.rdf import RDF_NAMES
from tigraph.rdf.vocabulary import PREFIXES

#: The formats of `layer export`, by extension.
LAYER_FORMATS = {f".{name}": name for name in ("nt.gz", "nq.gz", "nt", "nq", "ttl", "trig", "rdf")}


def write(layer: Path, graph: str, format: str, output: IO[bytes]) -> None:
    """Write the triples of a layer's file (N-Triples, with gzip) in a format of `LAYER_FORMATS`.

    In formats that know named graphs they stand in the graph of this IRI.
    """
    name, _, packed = format.partition(".")
    if name == "nt" and packed:  # as it is kept
        with layer.open("rb") as file:
            _copy(file, output)
        return
    with _unpacked(layer) as lines, _packed(output, bool(packed)) as target:
        if name == "nt":
            _copy(lines, target)
        elif name == "nq":
            ending = f" <{graph}> .\n".encode()
            target.writelines(line.removesuffix(b" .\n") + ending for line in lines)
        else:
            import pyoxigraph as ox

            from tigraph.rdf import writable

            triples = ox.parse(input=lines, format=ox.RdfFormat.N_TRIPLES)
            place = ox.NamedNode(graph) if name == "trig" else ox.DefaultGraph()
            quads = (ox.Quad(q.subject, q.predicate, q.object, place) for q in triples)
            engine = getattr(ox.RdfFormat, RDF_NAMES[f".{name}"])
            ox.serialize(writable(quads, engine), target, format=engine, prefixes=PREFIXES)


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    while piece := source.read(2**20):
        target.write(piece)


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes]]:
    with gzip.open(path, "rb") as file:
        yield file  # type: ignore[misc]  # typeshed knows it as no IO


@contextmanager
def _packed(output: IO[bytes], packed: bool) -> Iterator[IO[bytes]]:
    """Yield a file that packs what is written to it; the same content gives the same bytes."""
    if not packed:
        yield output
        return
    with gzip.GzipFile("", fileobj=output, mode="wb", compresslevel=6, mtime=0) as file:
        yield file  # type: ignore[misc]  # likewise
