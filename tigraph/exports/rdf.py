"""The graph itself as a file of RDF, with or without derived edges."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import IO, TYPE_CHECKING, TypedDict, Unpack, cast

import pyoxigraph as ox

from tigraph.errors import LeftOutWarning, UnknownNameError
from tigraph.layers import Heard, carried, voided
from tigraph.querying import Doubt
from tigraph.rdf import (
    RDF_FORMATS,
    Queryable,
    as_json_ld,
    here,
    in_rdf11,
    read_quads,
    shipped_files,
    writable,
    write_json_ld,
)
from tigraph.rdf.vocabulary import (
    BOUNDS,
    CERTAIN,
    EDTF,
    GRAPH,
    ONTOLOGY,
    POSSIBLE,
    PREFIXES,
    RDF_TYPE,
    XSD,
)
from tigraph.stores import whole
from tigraph.validity import ANY, today

if TYPE_CHECKING:
    import rdflib

    from tigraph.stores import Ground
    from tigraph.stores.versions import Version


_LINES = ox.RdfFormat.N_TRIPLES

_CERTAIN, _POSSIBLE, _BOUNDS = map(ox.NamedNode, (CERTAIN, POSSIBLE, BOUNDS))
_CURATED = ox.NamedNode(PREFIXES["graph"] + "curated")
_HELD = ox.NamedNode(ONTOLOGY + "HeldClaim")


def as_rdflib(store: Queryable) -> rdflib.Graph:
    """Return the graph (without derived edges) as an rdflib graph, prefixes bound.

    rdflib has no place for RDF 1.2: what is left out of it is warned of (`LeftOutWarning`).
    """
    import warnings

    import rdflib

    graph = rdflib.Graph()
    quads = here(store).quads_for_pattern(None, None, None, ox.DefaultGraph())
    triples, changed = in_rdf11(quad.triple for quad in quads)
    if changed:
        told = f"rdflib has no RDF 1.2: {changed:,} triples are left out, or their direction is."
        warnings.warn(told, LeftOutWarning, stacklevel=3)
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=data, format="nt")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


class Exported(TypedDict, total=False):
    """What an export of the graph has: see `Graph.serialized`.

    `quoted` are the words at places of texts, by the IRI of the span: without it, none is in it.
    """

    derived: bool
    as_of: str | None
    alone: bool
    quoted: Mapping[str, str]


def serialized(ground: Ground, extension: str, **choices: Unpack[Exported]) -> bytes:
    """Return the data of the files as RDF, with what was derived: see `Graph.serialized`.

    Raises `UnknownNameError` for an extension that is none of `RDF_FORMATS`.
    """
    from tigraph.rdf import normalised, remarks

    rdf_format, own = _format(extension), ground.files
    if not own:
        here(ground.store)
    quads = [*_stated(ground), *_quotations(choices.get("quoted") or {})]
    if choices.get("derived"):
        now = ground.snapshot(choices.get("as_of") or ANY)
        apart = rdf_format.supports_datasets
        quads += [
            *here(now.store).quads_for_pattern(None, None, None, _BOUNDS),
            *_derived(here(now.store), now.as_of, ground.version, apart),
            *(_entailed(ground) if apart else ()),
        ]
    if choices.get("alone"):
        quads += _with(ground, quads)
    if extension == ".ttl":
        return normalised((quad.triple for quad in quads), *remarks(own))
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    if extension == ".jsonld":
        return as_json_ld(ordered)
    if rdf_format.supports_datasets:
        return ox.serialize(ordered, format=rdf_format, prefixes=PREFIXES) or b""
    triples = writable(dict.fromkeys(quad.triple for quad in ordered), rdf_format)
    return ox.serialize(triples, format=rdf_format, prefixes=PREFIXES) or b""


def written(ground: Ground, file: IO[bytes], extension: str, **choices: Unpack[Exported]) -> None:
    """Write what `serialized` returns, and the layers of a store, without holding all of it.

    Each layer stands in its named graph in formats that have these. Raises `UnknownNameError`
    as `serialized` does.
    """
    on_disk = ground.surely.on_disk
    if not on_disk:
        file.write(serialized(ground, extension, **choices))
        return
    rdf_format = _format(extension)
    now = ground.snapshot(choices.get("as_of") or ANY) if choices.get("derived") else None

    def derived() -> Iterator[ox.Quad]:
        if now is not None:
            apart = rdf_format.supports_datasets
            yield from _derived(here(now.store), now.as_of, ground.version, apart)
            yield from _entailed(ground) if apart else ()

    def quads() -> Iterator[ox.Quad]:
        yield from _stated(ground)
        yield from _quotations(choices.get("quoted") or {})
        whole.check(on_disk.path, "layers")
        for layer in on_disk.layers:
            graph = ox.NamedNode(GRAPH + layer["name"])
            with gzip.open(on_disk.path / "layers" / f"{layer['name']}.nt.gz") as packed:
                for quad in ox.parse(input=cast(IO[bytes], packed), format=_LINES):
                    yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        yield from derived()
        if choices.get("alone"):
            yield from _with_layers(chain(_stated(ground), derived()), on_disk)

    if extension == ".jsonld":
        write_json_ld(quads(), file)
    elif rdf_format.supports_datasets:
        ox.serialize(quads(), file, format=rdf_format, prefixes=PREFIXES)
    else:
        triples = writable((quad.triple for quad in quads()), rdf_format)
        ox.serialize(triples, file, format=rdf_format, prefixes=PREFIXES)


def doubt_of(ground: Ground, extension: str, as_of: str | None = None) -> Doubt:
    """Return how many of the derived edges at a date only may hold then.

    They stand in a file where its format has named graphs.
    """
    store = here(ground.snapshot(as_of or ANY).store)

    def counted(graph: ox.NamedNode) -> int:
        return sum(1 for _ in store.quads_for_pattern(None, None, None, graph))

    sure, only = counted(_CERTAIN), counted(_POSSIBLE)
    apart = _format(extension).supports_datasets
    return Doubt(as_of or ANY, "edges", only, sure + only * apart, shown=apart)


def _with(ground: Ground, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield what quads speak of and do not describe, and how much the curated graph holds."""
    own = shipped_files()[-1]
    curated, heard = Heard(), Heard()
    if own in ground.files and not ground.knowledge:
        curated.listen(_line(quad) for quad in read_quads(own))
    about = voided(_CURATED.value, curated) if curated.triples else []
    heard.listen(map(_line, quads))
    heard.listen(about)
    described = here(ground.surely.store).dump(format=_LINES, from_graph=ox.DefaultGraph())
    lines = [*about, *carried(heard, lambda: (described or b"").splitlines(keepends=True))]
    yield from ox.parse(input=b"".join([*lines, *heard.agents_named()]), format=_LINES)


def _with_layers(quads: Iterable[ox.Quad], on_disk: Version) -> Iterator[ox.Quad]:
    """Yield what quads and the layers of a store speak of and do not describe."""
    heard = Heard()
    heard.listen(map(_line, quads))
    for layer in on_disk.layers:
        with gzip.open(on_disk.path / "layers" / f"{layer['name']}.nt.gz") as packed:
            heard.listen(packed)

    def others() -> Iterator[bytes]:
        for path in sorted((on_disk.path / "layers").glob("*.nt.gz")):
            with gzip.open(path) as packed:
                yield from packed

    yield from ox.parse(input=b"".join(carried(heard, others)), format=_LINES)


def _line(quad: ox.Quad) -> bytes:
    return f"{quad.triple} .\n".encode()


def _stated(ground: Ground) -> Iterator[ox.Quad]:
    """Yield what the files of a ground say, as far as it was known by its date, and that date."""
    known = here(ground.surely.store) if ground.knowledge else None
    if ground.knowledge:
        by = ox.Literal(ground.knowledge.by, datatype=ox.NamedNode(EDTF))
        yield ox.Quad(_CURATED, ox.NamedNode(ONTOLOGY + "knownBy"), by)
    for path in ground.files:
        for quad in read_quads(path):
            if known is None or ox.Quad(quad.subject, quad.predicate, quad.object) in known:
                yield quad


def _quotations(quoted: Mapping[str, str]) -> Iterator[ox.Quad]:
    """Yield what is quoted of texts, as Web Annotation says it."""
    for span, words in quoted.items():
        node, oa = ox.NamedNode(span), PREFIXES["oa"]
        yield ox.Quad(node, ox.NamedNode(RDF_TYPE), ox.NamedNode(oa + "TextQuoteSelector"))
        yield ox.Quad(node, ox.NamedNode(oa + "exact"), ox.Literal(words))


def _format(extension: str) -> ox.RdfFormat:
    if (found := RDF_FORMATS.get(extension)) is None:
        raise UnknownNameError("RDF format", extension, sorted(RDF_FORMATS))
    return found


def _derived(store: ox.Store, as_of: str, version: str, apart: bool) -> Iterator[ox.Quad]:
    """Yield the edges of a snapshot, and from what, when, by what and as of which date they are.

    Where certain and possible ones cannot stand `apart`, the possible ones are left out, and
    which claims were held: there that would be said of all dates.
    """
    for graph in (_CERTAIN, _POSSIBLE) if apart else (_CERTAIN,):
        yield from _stamp(graph, as_of, version)
        for quad in store.quads_for_pattern(None, None, None, graph):
            if apart or quad.object != _HELD:
                yield quad


def _entailed(ground: Ground) -> Iterator[ox.Quad]:
    """Yield what follows at any time, in named graphs, and from what, when and by what it is."""
    from tigraph.validity import all_entailed

    for lines, graph in all_entailed(here(ground.surely.store)):
        place = ox.NamedNode(graph)
        yield from _stamp(place, ANY, ground.version)
        for quad in ox.parse(input=lines, format=_LINES):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, place)


def _stamp(graph: ox.NamedNode, as_of: str, version: str) -> Iterator[ox.Quad]:
    about: dict[str, ox.NamedNode | ox.Literal] = {
        RDF_TYPE: ox.NamedNode(PREFIXES["prov"] + "Entity"),
        PREFIXES["prov"] + "wasDerivedFrom": _CURATED,
        PREFIXES["dcterms"] + "created": ox.Literal(today(), datatype=ox.NamedNode(XSD + "date")),
        PREFIXES["dcterms"] + "creator": ox.Literal(f"tigraph {version}"),
    }
    if as_of != ANY:
        about[PREFIXES["dcterms"] + "valid"] = ox.Literal(as_of, datatype=ox.NamedNode(EDTF))
    for term, value in about.items():
        yield ox.Quad(graph, ox.NamedNode(term), value)
