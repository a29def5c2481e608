"""What a graph holds, told in figures and given out as RDF."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from tigraph.errors import UnknownName
from tigraph.local.files import read_bytes
from tigraph.names.labels import Labels
from tigraph.rdf.asking import RDF_FORMATS, Queryable, here, read_quads, select
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, EDTF, GRAPH, POSSIBLE, PREFIXES, XSD, local_name
from tigraph.validity.snapshot import ANY, today

if TYPE_CHECKING:
    import rdflib

    from tigraph.stores.versions import Version
    from tigraph.validity.snapshot import Snapshot

_LINES = ox.RdfFormat.N_TRIPLES
_DERIVED = tuple(ox.NamedNode(name) for name in (CERTAIN, POSSIBLE, BOUNDS))


def facts(
    store: Queryable, label: Labels, version: str, on_disk: Version | None = None
) -> dict[str, Any]:
    """Return what is loaded: version, triples, counts by kind and of claims, documents, layers."""
    kinds = select(
        store,
        "SELECT ?kind (COUNT(*) AS ?n) { ?x a ?kind . ?kind a tig:Kind } GROUP BY ?kind",
    )
    claims = select(
        store,
        "SELECT ?kind (COUNT(*) AS ?n) { VALUES ?kind { tig:RelationClaim tig:FigureClaim "
        "tig:OpinionClaim tig:Citation } ?x a ?kind } GROUP BY ?kind ORDER BY DESC(?n)",
    )
    documents = select(
        store,
        "SELECT ?document ?title ?date ?address ?publisher ?sha256 { ?text tig:textOf "
        "?document ; tig:sha256 ?sha256 . ?document dcterms:title ?title . "
        "OPTIONAL { ?document dcterms:issued ?date } OPTIONAL { ?document tig:address "
        "?address } OPTIONAL { ?document dcterms:publisher ?publisher } }",
    )
    triples = select(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    by_title = sorted(documents, key=lambda row: (row["title"], row["document"]))
    by_kind = {label(row["kind"]): int(row["n"]) for row in kinds}
    return {
        "version": version,
        "triples": on_disk.manifest["triples"] if on_disk else int(next(iter(triples))["n"]),
        "entities": dict(sorted(by_kind.items(), key=lambda pair: (-pair[1], pair[0]))),
        "claims": {label(row["kind"]): int(row["n"]) for row in claims},
        "documents": [{**row, "publisher": label(row["publisher"])} for row in by_title],
        "layers": _layers(store, label, on_disk),
    }


def _layers(store: Queryable, label: Labels, on_disk: Version | None) -> list[dict[str, Any]]:
    """Return the curated graph, then the registry layers, as each describes itself."""
    rows = select(
        store,
        "SELECT ?layer ?updated ?publisher { ?layer a dcat:Dataset "
        "OPTIONAL { ?layer dcterms:modified ?updated } "
        "OPTIONAL { ?layer dcterms:publisher ?publisher } } ORDER BY ?layer ?publisher",
    )
    triples = {layer["name"]: layer["triples"] for layer in on_disk.layers} if on_disk else {}
    own = {"layer": "curated", "title": label(GRAPH + "curated"), "updated": "", "publishers": []}
    found: dict[str, dict[str, Any]] = {"curated": own}
    for row in rows:
        name = local_name(row["layer"])
        if not row["layer"].startswith(GRAPH):
            continue
        told = {"layer": name, "title": label(row["layer"]), "updated": row["updated"]}
        layer = found.setdefault(name, {**told, "publishers": []})
        layer["updated"] = row["updated"]
        layer["publishers"] += [label(row["publisher"])] if row["publisher"] else []
    for name, layer in found.items():
        layer["triples"] = triples.get(name)
    return list(found.values())


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
    `UnknownName` for an extension that is none of `RDF_FORMATS`.
    """
    from tigraph.rdf.turtle import normalised, title_of

    rdf_format, own = RDF_FORMATS.get(extension), list(files)
    if rdf_format is None:
        raise UnknownName("RDF format", extension, sorted(RDF_FORMATS))
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
    was derived is written too. Raises `UnknownName` as `serialized` does.
    """
    rdf_format = RDF_FORMATS.get(extension)
    if rdf_format is None:
        raise UnknownName("RDF format", extension, sorted(RDF_FORMATS))

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
