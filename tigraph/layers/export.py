"""The triples of a layer as a file of RDF that stands alone, written as they are read.

What the layer speaks of and does not describe, since a layer before it or the curated graph
does, goes with it (`carried`), as does how much it holds (`voided`) and when it was built. Memory
holds IRIs and what is carried, never the triples.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO

from tigraph.layers.carrying import Heard, carried
from tigraph.layers.void import voided
from tigraph.rdf import RDF_NAMES
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.facts import typed

#: The formats of `layer export`, by extension.
LAYER_FORMATS = {
    f".{name}": name for name in ("nt.gz", "nq.gz", "nt", "nq", "ttl", "trig", "rdf", "jsonld")
}


def write(layer: Path, graph: str, format: str, output: IO[bytes]) -> None:
    """Write the triples of a layer's file (N-Triples, with gzip) in a format of `LAYER_FORMATS`.

    In formats that know named graphs they stand in the graph of this IRI.
    """
    name, _, packed = format.partition(".")
    named = added(layer, graph)
    with _unpacked(layer) as lines, _packed(output, bool(packed)) as target:
        if name == "nt":
            _copy(lines, target)
            target.write(named)
        elif name == "nq":
            ending = f" <{graph}> .\n".encode()
            every = chain(lines, named.splitlines(keepends=True))
            target.writelines(line.removesuffix(b" .\n") + ending for line in every)
        else:
            import pyoxigraph as ox

            from tigraph.rdf import writable, write_json_ld

            lines_read = ox.RdfFormat.N_TRIPLES
            triples = chain(*(ox.parse(input=one, format=lines_read) for one in (lines, named)))
            place = ox.NamedNode(graph) if name in ("trig", "jsonld") else ox.DefaultGraph()
            quads = (ox.Quad(q.subject, q.predicate, q.object, place) for q in triples)
            if name == "jsonld":
                write_json_ld(quads, target)
                return
            engine = getattr(ox.RdfFormat, RDF_NAMES[f".{name}"])
            ox.serialize(writable(quads, engine), target, format=engine, prefixes=PREFIXES)


def added(layer: Path, graph: str) -> bytes:
    """Return, as N-Triples, what goes with a layer so that it stands alone.

    `layer` is its file in a version of the store; the files of the others stand beside it.
    """
    heard = Heard()
    with _unpacked(layer) as lines:
        heard.listen(lines)
    own = [*voided(graph, heard), *_built(layer, graph)]
    heard.listen(own)

    def others() -> Iterator[bytes]:
        for other in sorted(layer.parent.glob("*.nt.gz")):
            if other != layer:
                with _unpacked(other) as lines:
                    yield from lines

    found = carried(heard, others)
    return b"".join([*own, *found, *heard.agents_named()])


def _built(layer: Path, graph: str) -> Iterator[bytes]:
    """Yield when the version of the store was built in which a layer stands, and by what."""
    manifest = json.loads((layer.parents[1] / "manifest.json").read_text(encoding="utf-8"))
    if built := manifest.get("built"):
        when = typed(built, "dateTime")
        yield f"<{graph}> <{PREFIXES['prov']}generatedAtTime> {when} .\n".encode()


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
