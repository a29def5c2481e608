"""RDF files read into an Oxigraph store, with errors that say where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

import pyoxigraph as ox

from tigraph.errors import DataError, UsageError
from tigraph.local import cache, ending, read_bytes, shipped
from tigraph.rdf.contexts import with_contexts
from tigraph.rdf.formats import RDF_NAMES, RDF_READ
from tigraph.rdf.guarding import check_content, unpacked
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, ONTOLOGY, POSSIBLE, RDF_TYPE

RDF_FORMATS: dict[str, ox.RdfFormat] = {
    extension: getattr(ox.RdfFormat, name) for extension, name in RDF_NAMES.items()
}
#: What tigraph derives for a date is no statement: it is not read, but derived anew.
_DERIVED = tuple(map(ox.NamedNode, (BOUNDS, CERTAIN, POSSIBLE)))
_TYPE, _HELD = ox.NamedNode(RDF_TYPE), ox.NamedNode(ONTOLOGY + "HeldClaim")


def shipped_files() -> list[Path]:
    """Return the files of a curated graph: ontology, schemes of concepts, data."""
    ontology = shipped("ontology")
    return [
        ontology / "tigraph.ttl",
        ontology / "schemes.ttl",
        shipped("data") / "graph.ttl",
    ]


def read_quads(path: Path) -> list[ox.Quad]:
    """Return the quads of an RDF file, its format told by the extension, but for derived ones.

    Raises `UsageError` for an extension that is none of `RDF_FORMATS`, `DataError`
    for a file that cannot be read or parsed, naming the line.
    """
    with _placed(path):
        return list(_stated(ox.parse(input=_checked(path), **_reading(path))))


def parsed(path: Path, name: str, base: str) -> Iterator[ox.Quad]:
    """Yield the quads of an RDF file that is named otherwise, one after another.

    `name` tells the format; relative IRIs go by `base`. Errors as in `read_quads`, with the
    name.
    """
    reading: _Reading = {**_reading(Path(name)), "base_iri": base}
    with _placed(Path(name)):
        yield from _stated(ox.parse(input=_checked(path, name), **reading))


def open_store(paths: Iterable[Path]) -> ox.Store:
    """Return a store in memory with the triples of all files in its default graph.

    Named graphs of quad formats are kept as named graphs, but for those of a snapshot: what
    held when a file was written is not what holds. Errors as in `read_quads`.
    """
    store = ox.Store()
    own = shipped_files()
    for path in paths:
        with _placed(path):
            if path in own:
                _load_shipped(store, path)
            else:
                store.bulk_load(input=_checked(path), **_reading(path))
                _forget_derived(store)
    return store


def _forget_derived(store: ox.Store) -> None:
    """Take out what an export with derived edges had beside what is stated."""
    for graph in _DERIVED:
        store.remove_graph(graph)
    for quad in list(store.quads_for_pattern(None, _TYPE, _HELD)):
        store.remove(quad)


def _stated(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        if quad.graph_name not in _DERIVED and quad.object != _HELD:
            yield quad


def _load_shipped(store: ox.Store, path: Path) -> None:
    """Load a file of tigraph's own from the N-Triples kept of it, which load faster."""
    stamp = cache.stamp([path])
    kept = cache.kept(f"{path.stem}.nt", stamp)
    if kept is not None:
        try:
            # lenient: what tigraph wrote has no IRI to be doubted
            store.load(input=kept, format=ox.RdfFormat.N_TRIPLES, lenient=True)
            return
        except SyntaxError:
            pass  # damaged: read the file (a load that fails leaves nothing)
    store.bulk_load(input=_content(path), **_reading(path))
    if stamp:
        triples = (quad.triple for quad in read_quads(path))
        content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        cache.keep(f"{path.stem}.nt", stamp, content)


class _Reading(TypedDict):
    format: ox.RdfFormat
    base_iri: str


def _reading(path: Path) -> _Reading:
    rdf_format = RDF_FORMATS.get(ending(path.name, RDF_READ).removesuffix(".gz"))
    if rdf_format is None:
        raise UsageError(
            f"{path}: cannot tell the format; the name should end in {', '.join(RDF_FORMATS)}, "
            "perhaps with .gz behind."
        )
    return {"format": rdf_format, "base_iri": path.resolve().as_uri()}


def _checked(path: Path, name: str = "") -> bytes:
    """Return the bytes of an RDF file of a user, as they can be handed to the engine.

    A file that is named otherwise stands alone: it has no others beside it.
    """
    content, form = _content(path, name), _reading(Path(name or path))["format"]
    check_content(content, form)
    if form == ox.RdfFormat.JSON_LD:
        content = with_contexts(content, None if name else path.parent)
    return content


def _content(path: Path, name: str = "") -> bytes:
    """Return the bytes of an RDF file without the mark that some editors put first."""
    content = read_bytes(path, "RDF file")
    if (name or path.name).lower().endswith(".gz"):
        content = unpacked(content)
    return content.removeprefix(b"\xef\xbb\xbf")


@contextmanager
def _placed(path: Path) -> Iterator[None]:
    """Turn a parser's error into one that names the file and the line."""
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise DataError(f"{path}{_place(error)}: {_reason(error)}") from None


def _place(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f", line {line}" if line else ""


def _reason(error: Exception) -> str:
    message = str(error.args[0]) if error.args else str(error)
    if "UTF-8" in message:
        return "not UTF-8. Save the file as UTF-8 and try again."
    _, between, reason = message.partition(": ")
    return " ".join((reason if between and message.startswith("Parser error") else message).split())
