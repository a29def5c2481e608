"""The triples of a layer as a file of RDF that stands alone, written as they are read.

What the layer speaks of and does not describe, since a layer before it or the curated graph
does, is named: its kinds and preferred labels go with it. Memory holds IRIs, never the triples.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO

from tigraph.rdf import RDF_NAMES
from tigraph.rdf.vocabulary import CONCEPT, ENTITY, PREFIXES, RDF_TYPE

#: The formats of `layer export`, by extension.
LAYER_FORMATS = {f".{name}": name for name in ("nt.gz", "nq.gz", "nt", "nq", "ttl", "trig", "rdf")}
_OURS = re.compile(f"<(?:{re.escape(ENTITY)}|{re.escape(CONCEPT)})[^>]*>".encode())
_TYPE = f" <{RDF_TYPE}> ".encode()
_LABEL = f" <{PREFIXES['skos']}prefLabel> ".encode()


def write(layer: Path, graph: str, format: str, output: IO[bytes]) -> None:
    """Write the triples of a layer's file (N-Triples, with gzip) in a format of `LAYER_FORMATS`.

    In formats that know named graphs they stand in the graph of this IRI.
    """
    name, _, packed = format.partition(".")
    named = naming(layer)
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

            from tigraph.rdf import writable

            lines_read = ox.RdfFormat.N_TRIPLES
            triples = chain(*(ox.parse(input=one, format=lines_read) for one in (lines, named)))
            place = ox.NamedNode(graph) if name == "trig" else ox.DefaultGraph()
            quads = (ox.Quad(q.subject, q.predicate, q.object, place) for q in triples)
            engine = getattr(ox.RdfFormat, RDF_NAMES[f".{name}"])
            ox.serialize(writable(quads, engine), target, format=engine, prefixes=PREFIXES)


def naming(layer: Path) -> bytes:
    """Return, as sorted N-Triples, kinds and labels of what a layer speaks of and others describe.

    `layer` is its file in a version; the files of the others stand beside it.
    """
    spoken: set[bytes] = set()
    described: set[bytes] = set()
    with _unpacked(layer) as lines:
        for line in lines:
            subject, _, rest = line.partition(b" ")
            if rest.startswith(_TYPE[1:]):
                described.add(subject)
            if _OURS.match(subject):
                spoken.add(subject)
            _, _, value = rest.partition(b" ")
            if found := _OURS.match(value):
                spoken.add(found[0])
    wanted = spoken - described
    kept = set[bytes]()
    for other in sorted(layer.parent.glob("*.nt.gz")) if wanted else ():
        with _unpacked(other) as lines:
            for line in lines:
                subject, _, rest = line.partition(b" ")
                if subject in wanted and rest.startswith((_TYPE[1:], _LABEL[1:])):
                    kept.add(line)
    return b"".join(sorted(kept))


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
