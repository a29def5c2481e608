"""A version of the store, built from the files of its layers.

Whatever is asked (a layer more, fewer, newer files), a version is built from scratch:
the curated graph, then the layers in a fixed order, each knowing what those before it
describe. So the same files always give the same triples. All of them stand in the default
graph, with the date bounds, the lives that follow from all of them and, for look-up, the
folded names of the entities.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from tigraph.errors import DataError, UsageError
from tigraph.layers.dcat import file_of, metadata
from tigraph.layers.declared import readers_of
from tigraph.layers.layer import Layer, described, last_update
from tigraph.local import ending
from tigraph.names import index, kept_names
from tigraph.rdf import (
    GENID,
    RDF_READ,
    in_chunks,
    in_default,
    lines_of,
    open_store,
    parsed,
    shipped_files,
    with_nodes_named,
)
from tigraph.rdf.vocabulary import BOUNDS, CURATED, ONTOLOGY, PREFIXES, iri
from tigraph.registries import Known, Reader, Report, Source, installed_readers, prepare
from tigraph.stores import Writer, keep_derivations, kept_copy, versions, writing
from tigraph.stores.versions import Version
from tigraph.validity import derive_bounds, derive_lives

#: Told what is being done, and how many triples there are by now.
Progress = Callable[[str, int], None]
#: So many bytes of lines go to the engine at once: more cost memory, fewer cost time.
_CHUNK = 24 * 2**20
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
#: So many triples of an RDF file.
_RDF_CHUNK = 100_000
_CITATION = ONTOLOGY + "citation"
_DERIVED_FROM = PREFIXES["prov"] + "wasDerivedFrom"
_DATED = (ONTOLOGY + "validTime", ONTOLOGY + "attests", PREFIXES["dcterms"] + "issued")


def build(
    layers: Sequence[Layer],
    place: Path | Writer,
    progress: Progress | None = None,
    readers: Mapping[str, Reader] | None = None,
) -> Version:
    """Build a version with these layers, put it in force, and return it.

    `place` is the folder of a store, or the `disk.Writer` of one whose lock is held. A
    layer that is none of `readers`, or of those installed, is of RDF files. Raises
    `StoreBusyError` where somebody else is writing, `UsageError` for a name that cannot be a
    layer's, `DataError` for a file that cannot be read; the version before then stays in force.
    """
    if isinstance(place, Path):
        with writing(place) as writer:
            return build(layers, writer, progress, readers)
    with place.new_version() as path:
        fill(path, layers, progress, readers)
    found = place.current
    assert found is not None
    return found


def rebuild(folder: Path, progress: Progress | None = None) -> Version | None:
    """Build the version in force anew, if it was not built by this tigraph, from its files."""
    found = versions.current(folder)
    if found is None or versions.is_current(found):
        return found
    with writing(folder) as writer:
        found = writer.current
        if found is None or versions.is_current(found):  # somebody else did
            return found
        return build(layers_of(found, folder), writer, progress)


def layers_of(version: Version | None, folder: Path) -> list[Layer]:
    """Return the layers of a version of a store, its cached files as their sources."""
    told = version.layers if version is not None else []
    return [Layer.of_json(layer, folder / "files") for layer in told]


def only(
    version: Version, folder: Path, layers: Iterable[str], progress: Progress | None
) -> Version:
    """Return the version that has only some of the layers of another one.

    It is built when it is first asked for, and kept with that version. Raises `DataError`.
    """
    chosen = sorted(set(layers))

    def make(path: Path) -> None:
        path.mkdir()
        wanted = [one for one in layers_of(version, folder) if one.name in chosen]
        fill(path, wanted, progress)

    copy = kept_copy(version, "only-" + "+".join(chosen), make)
    found = versions.version_in(copy.path)
    return replace(found, budget=version.budget, held=copy, within=version)


def fill(
    path: Path,
    layers: Sequence[Layer],
    progress: Progress | None = None,
    readers: Mapping[str, Reader] | None = None,
) -> None:
    """Build what a version holds in an empty folder."""
    readers = readers_of(layers, installed_readers() if readers is None else readers)
    tell = progress or (lambda *_: None)
    for folder in ("layers", "reports"):
        (path / folder).mkdir()
    ordered = _ordered(layers, readers)
    curated = open_store(shipped_files())
    known = Known.of_store(curated)
    prepare(known, {one.name: one.sources for one in ordered}, readers)
    derive_bounds(curated)
    built: list[dict[str, Any]] = []
    store = ox.Store(str(path / "store"))
    with _Loader(store) as loader:
        with _file(path, CURATED) as written:
            loader.add(lines_of(curated), written)
        for layer in ordered:
            name = layer.name
            tell(name, loader.triples)
            before, report = loader.triples, Report(name)
            if reader := readers.get(name):
                reading = reader.read(layer.sources, known)
                chunks, report = _chunks(reading.lines), reading.report
            else:
                loader.wait()
                chunks = _rdf_chunks(name, layer.sources, store, report, known)
            with _file(path, name) as written:
                for chunk in chunks:
                    loader.add(chunk, written)
                    if reader is None:
                        loader.wait()
                    tell(name, loader.triples)
                record = metadata(layer, described(layer, readers), report, known)
                loader.add("".join(record).encode(), written)
            report.check()
            (path / "reports" / f"{name}.jsonl").write_text(
                "".join(f"{line}\n" for line in report.json_lines()), encoding="utf-8"
            )
            built.append(_told(layer, report, known, loader.triples - before))
        loader.wait()
        tell("names", loader.triples)
        count = loader.triples
        versions.keep_lives(path, derive_lives(store, beside=True))
        for chunk in _chunks(kept_names(index.names_in(store), path)):
            loader.add(chunk)
    tell("order", loader.triples)
    with ThreadPoolExecutor(1, "tigraph-derive") as beside:  # while the engine orders its files
        derived = beside.submit(keep_derivations, Version(path, {}))
        store.optimize()
        store.flush()
        derived.result()
    manifest = {
        **versions.made_from(),
        "built": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "triples": count,
        "layers": built,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (path / "manifest.json").write_text(text, encoding="utf-8")


class _Loader:
    """Hands chunks to the engine, in a thread: the next lines are written meanwhile."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.triples = 0
        self._thread = ThreadPoolExecutor(1, "tigraph-load")
        self._pending: Future[None] | None = None

    def __enter__(self) -> _Loader:
        return self

    def __exit__(self, *raised: object) -> None:
        try:
            if not raised[0]:
                self.wait()
        finally:
            self._thread.shutdown()

    def add(self, chunk: bytes, written: IO[bytes] | None = None) -> None:
        """Load N-Triples, and write them to the file of their layer."""
        self.wait()
        self._pending = self._thread.submit(self._load, chunk)
        self.triples += chunk.count(b"\n")
        if written is not None:
            written.write(chunk)

    def wait(self) -> None:
        """Return when everything is loaded."""
        if self._pending is not None:
            pending, self._pending = self._pending, None
            pending.result()

    def _load(self, chunk: bytes) -> None:
        try:
            self.store.bulk_load(input=chunk, format=ox.RdfFormat.N_TRIPLES)
        except SyntaxError as error:
            line = chunk.split(b"\n")[max(0, (error.lineno or 1) - 1)][:200]
            raise DataError(
                f"A layer cannot be read: {error.msg} in {line.decode(errors='replace')}"
            ) from None


def check_name(name: str) -> None:
    """Raise `UsageError` for what cannot be the name of a layer."""
    if name == CURATED or not _NAME.fullmatch(name):
        raise UsageError(
            f"“{name}” cannot be the name of a layer: lower-case letters, digits and "
            f"hyphens, and not “{CURATED}”."
        )


def _ordered(layers: Sequence[Layer], readers: Mapping[str, Reader]) -> list[Layer]:
    """Return the layers in the order in which they are built, having looked at their files."""
    for layer in layers:
        check_name(layer.name)
        for source in layer.sources:
            if not source.path.is_file():
                raise DataError(
                    f"The file {source.name} of the layer {layer.name} is missing in "
                    f"{source.path.parent}: run `tigraph layer update {layer.name}`."
                )
            if source.path.name == source.sha256 and not _as_kept(source.path):
                raise DataError(
                    f"The file {source.name} of the layer {layer.name}, kept as {source.path}, is "
                    f"damaged: run `tigraph layer update {layer.name}`, or add it again."
                )
            if layer.name not in readers and not ending(source.name, RDF_READ):
                raise DataError(
                    f"Nothing that is installed reads {source.name} of the layer {layer.name}: "
                    "install the package that brought its reader, or "
                    f"`tigraph layer remove {layer.name}`."
                )
    first = list(readers)
    return sorted(
        layers, key=lambda one: (first.index(one.name) if one.name in first else 99, one.name)
    )


def _as_kept(path: Path) -> bool:
    """Whether a file has the digest by which it is called."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == path.name


def _told(layer: Layer, report: Report, known: Known, triples: int) -> dict[str, Any]:
    """Return what the manifest says of a layer."""
    return {
        **layer.as_json(),
        "updated": last_update(layer, known.issued),
        "triples": triples,
        "rows": report.rows,
        "used": report.used,
        "refused": len(report.refused),
        "left_out": report.left_out.total(),
    }


@contextmanager
def _file(path: Path, name: str) -> Iterator[IO[bytes]]:
    """Open the file of a layer's own triples; the same triples give the same bytes."""
    with (
        (path / "layers" / f"{name}.nt.gz").open("wb") as file,
        gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0) as packed,
    ):
        yield packed  # type: ignore[misc]  # typeshed knows it as no IO


def _chunks(lines: Iterable[str]) -> Iterator[bytes]:
    return (chunk.encode() for chunk in in_chunks(lines, _CHUNK))


def _named(name: str, source: Source) -> Iterator[ox.Quad]:
    """Yield the quads of an RDF file, with names for nodes without one."""
    quads = parsed(source.path, source.name, iri(source.base))
    try:
        yield from with_nodes_named(quads, f"{GENID}{name}/{source.sha256[:16]}-")
    except DataError as error:
        told = str(error)
        raise DataError(told if source.name in told else f"{source.name}: {told}") from None


def _rdf_chunks(
    name: str, sources: Sequence[Source], store: ox.Store, report: Report, known: Known
) -> Iterator[bytes]:
    """Yield what RDF files say and nobody said before; then the bounds of their dates.

    Of each claim, from which file it is: no citation of it says so, as those of registers do.

    Named graphs become one; nodes without a name get one that is the same each time.
    Whoever takes a chunk loads it before taking the next: the store is asked what was said.
    """
    dated = ox.Store()
    for source in sources:
        said: set[str] = set()
        for quad in _named(name, source):
            report.row(source.name)
            if quad in store or (line := f"{quad.triple} .\n") in said:
                report.left_out[source.name, "said before"] += 1
                continue
            said.add(line)
            if quad.predicate.value == _CITATION:
                file = file_of(source, known)
                said.add(f"{quad.subject} <{_DERIVED_FROM}> <{file}> .\n")
            if quad.predicate.value in _DATED:
                dated.add(quad)
            if len(said) >= _RDF_CHUNK:
                yield "".join(sorted(said)).encode()
                said = set()
        if said:
            yield "".join(sorted(said)).encode()
    derive_bounds(dated)
    bounds = dated.quads_for_pattern(None, None, None, ox.NamedNode(BOUNDS))
    lines = sorted(f"{q.triple} .\n" for q in bounds if in_default(q) not in store)
    if lines:
        yield "".join(lines).encode()
