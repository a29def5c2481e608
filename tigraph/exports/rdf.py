"""The graph itself as a file of RDF, with or without derived edges."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

from tigraph.errors import UnknownNameError
from tigraph.local import read_bytes
from tigraph.rdf import RDF_FORMATS, Queryable, here, read_quads
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, EDTF, GRAPH, POSSIBLE, PREFIXES, XSD
from tigraph.validity import ANY, today

if TYPE_CHECKING:
    import rdflib

    from tigraph.stores.versions import Version
    from tigraph.validity import Snapshot


_LINES = ox.RdfFormat.N_TRIPLES

_DERIVED = tuple(ox.NamedNode(name) for name in (CERTAIN, POSSIBLE, BOUNDS))


def as_rdflib(store: Queryable) -> rdflib.Graph:
    """Return the graph (without derived edges) as an rdflib graph, prefixes bound."""
    import rdflib

    graph = rdflib.Graph()
    quads = here(store).quads_for_pattern(None, None, None, ox.DefaultGraph())
    data = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=data, format="nt")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def serialized(
    store: Queryable, files: Iterable[Path], extension: str, derived: str = "", version: str = ""
) -> bytes:
    """Return the data of files, and what was derived in the store as of a date, as RDF.

    `derived` is that date (EDTF, or "any"); "" leaves the derived edges out. Raises
    `UnknownNameError` for an extension that is none of `RDF_FORMATS`.
    """
    from tigraph.rdf import normalised, title_of

    rdf_format, own = RDF_FORMATS.get(extension), list(files)
    if rdf_format is None:
        raise UnknownNameError("RDF format", extension, sorted(RDF_FORMATS))
    if not own:
        here(store)
    quads = [quad for path in own for quad in read_quads(path)]
    if derived:
        quads += [*_derived(here(store)), *_stamp(derived, version)]
    if extension == ".ttl":
        title = title_of(read_bytes(own[0])) if own else ""
        return normalised((quad.triple for quad in quads), title)
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    if rdf_format.supports_datasets:
        return ox.serialize(ordered, format=rdf_format, prefixes=PREFIXES) or b""
    triples = dict.fromkeys(quad.triple for quad in ordered)
    return ox.serialize(triples, format=rdf_format, prefixes=PREFIXES) or b""


def stream(
    file: IO[bytes],
    files: Iterable[Path],
    on_disk: Version,
    extension: str,
    snapshot: Snapshot | None = None,
    version: str = "",
) -> None:
    """Write the data of files and the layers of a store as RDF, without holding all of it.

    Each layer stands in its named graph in formats that have these. With a snapshot, what
    was derived is written too. Raises `UnknownNameError` as `serialized` does.
    """
    rdf_format = RDF_FORMATS.get(extension)
    if rdf_format is None:
        raise UnknownNameError("RDF format", extension, sorted(RDF_FORMATS))

    def quads() -> Iterator[ox.Quad]:
        for path in files:
            yield from read_quads(path)
        for layer in on_disk.layers:
            graph = ox.NamedNode(GRAPH + layer["name"])
            with gzip.open(on_disk.path / "layers" / f"{layer['name']}.nt.gz") as packed:
                for quad in ox.parse(input=cast(IO[bytes], packed), format=_LINES):
                    yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        if snapshot is not None:
            for graph in _DERIVED[:2]:
                yield from here(snapshot.store).quads_for_pattern(None, None, None, graph)
            yield from _stamp(snapshot.as_of, version)

    if rdf_format.supports_datasets:
        ox.serialize(quads(), file, format=rdf_format, prefixes=PREFIXES)
    else:
        ox.serialize((q.triple for q in quads()), file, format=rdf_format, prefixes=PREFIXES)


def _stamp(as_of: str, version: str) -> list[ox.Quad]:
    """Say of the derived graphs from what, when, by what and as of which date they are."""
    curated, day = ox.NamedNode(PREFIXES["graph"] + "curated"), today()
    about: dict[str, ox.NamedNode | ox.Literal] = {
        PREFIXES["prov"] + "wasDerivedFrom": curated,
        PREFIXES["dcterms"] + "created": ox.Literal(day, datatype=ox.NamedNode(XSD + "date")),
        PREFIXES["dcterms"] + "creator": ox.Literal(f"tigraph {version}"),
    }
    if as_of != ANY:
        about[PREFIXES["dcterms"] + "valid"] = ox.Literal(as_of, datatype=ox.NamedNode(EDTF))
    return [
        ox.Quad(graph, ox.NamedNode(term), value)
        for graph in _DERIVED[:2]
        for term, value in about.items()
    ]


def _derived(store: ox.Store) -> list[ox.Quad]:
    return [q for name in _DERIVED for q in store.quads_for_pattern(None, None, None, name)]
