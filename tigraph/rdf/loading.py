"""RDF files read into an Oxigraph store, with errors that say where."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import pyoxigraph as ox

from tigraph.errors import DataError, RenamedWarning, UsageError
from tigraph.limits import interruptible
from tigraph.local import cache, ending, read_bytes, shipped
from tigraph.rdf.contexts import with_contexts
from tigraph.rdf.formats import RDF_NAMES, RDF_READ
from tigraph.rdf.guarding import check_content, unpacked
from tigraph.rdf.vocabulary import DERIVED, ONTOLOGY, RDF_TYPE

if TYPE_CHECKING:
    from tigraph.limits import Allowance, Give

RDF_FORMATS: dict[str, ox.RdfFormat] = {
    extension: getattr(ox.RdfFormat, name) for extension, name in RDF_NAMES.items()
}
_TYPE, _HELD = ox.NamedNode(RDF_TYPE), ox.NamedNode(ONTOLOGY + "HeldClaim")


def shipped_files() -> list[Path]:
    """Return the files of a curated graph: ontology, terms of others, schemes of concepts, data."""
    ontology = shipped("ontology")
    return [
        ontology / "tigraph.ttl",
        ontology / "bridge.ttl",
        ontology / "schemes.ttl",
        shipped("data") / "graph.ttl",
    ]


def read_quads(path: Path) -> list[ox.Quad]:
    """Return the quads of an RDF file, its format told by the extension, but for derived ones.

    Raises `UsageError` for an extension that is none of `RDF_FORMATS`, `DataError`
    for a file that cannot be read or parsed, naming the line.
    """
    from tigraph.rdf.renamed import in_new_terms

    met = Counter[str]()
    with _placed(path):
        quads = list(in_new_terms(_stated(ox.parse(input=_checked(path), **_reading(path))), met))
    _tell_renamed(str(path), met)
    return quads


def renamed_in(path: Path) -> Counter[str]:
    """Return how many triples of an RDF file have a term that is called otherwise now.

    Errors as in `read_quads`.
    """
    from tigraph.rdf.renamed import in_new_terms

    met = Counter[str]()
    with _placed(path):
        deque(in_new_terms(ox.parse(input=_checked(path), **_reading(path)), met), 0)
    return met


def _tell_renamed(name: str, met: Counter[str]) -> None:
    """Warn of a file in old terms, which was read in the new ones."""
    if met:
        import warnings

        from tigraph.rdf.renamed import told_renamed

        told = "; ".join(told_renamed(old)[0] for old in met)
        warnings.warn(
            f"{name} is read in the new terms ({told}): `tigraph check --fix` writes it anew.",
            RenamedWarning,
            stacklevel=3,
        )


def parsed(path: Path, name: str, base: str) -> Iterator[ox.Quad]:
    """Yield the quads of an RDF file that is named otherwise, one after another.

    `name` tells the format; relative IRIs go by `base`. Errors as in `read_quads`, with the
    name.
    """
    reading: _Reading = {**_reading(Path(name)), "base_iri": base}
    with _placed(Path(name)):
        from tigraph.rdf.renamed import in_new_terms

        met = Counter[str]()
        yield from in_new_terms(_stated(ox.parse(input=_checked(path, name), **reading)), met)
        _tell_renamed(name, met)


def remarks(paths: Iterable[Path]) -> tuple[str, dict[str, str]]:
    """Return the title of the first Turtle file, and the comments of all: see `comments_of`.

    Files of other formats have none. Raises `DataError` for a file that cannot be read.
    """
    from tigraph.rdf.comments import comments_of, title_of

    title, found = "", dict[str, str]()
    for number, path in enumerate(paths):
        if _reading(path)["format"] == ox.RdfFormat.TURTLE:
            content = _content(path)
            title = title if number else title_of(content)
            for subject, lines in comments_of(content, path.resolve().as_uri()).items():
                found[subject] = found.get(subject, "") + lines
    return title, found


def open_store(paths: Iterable[Path], allowed: Allowance | None = None) -> ox.Store:
    """Return a store in memory with the triples of all files in its default graph.

    Named graphs of quad formats are kept as named graphs, but for those of a snapshot: what
    held when a file was written is not what holds. Where somebody asks for limits, files of theirs
    are parsed in a process of its own that keeps them. Errors as in `read_quads`, and `LimitError`.
    """
    store = ox.Store()
    own = shipped_files()
    for path in paths:
        with _placed(path):
            if path in own:
                _load_shipped(store, path)
            else:
                _load(store, path, allowed)
                _forget_derived(store)
                from tigraph.rdf.renamed import rename_in

                _tell_renamed(str(path), rename_in(store))
    return store


def open_as_read(paths: Iterable[Path]) -> ox.Store:
    """Return a store in memory with the quads of files as they stand there, and nothing else.

    Errors as in `read_quads`.
    """
    store = ox.Store()
    for path in paths:
        with _placed(path):
            store.bulk_load(input=_checked(path), **_reading(path))
    return store


def _load(store: ox.Store, path: Path, allowed: Allowance | None) -> None:
    """Load a file of somebody's; Ctrl-C is heard meanwhile."""
    content, reading = _checked(path), _reading(path)
    if allowed is None or not allowed.asked:
        interruptible(lambda: store.bulk_load(input=content, **reading))
        return
    from tigraph.limits import shared_pool

    told, quads = shared_pool().call(
        quads_of, content, path.name, reading["base_iri"], allowed.rows, allowed=allowed
    )
    if told > allowed.rows > 0:
        allowed.met("max_rows")
    store.bulk_load(input=quads, format=ox.RdfFormat.N_QUADS, lenient=True)


def quads_of(give: Give, content: bytes, name: str, base: str, most: int) -> int:
    """Hand over the content of a file as N-Quads, in a process of its own; return how many."""
    number = 0

    def counted(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        nonlocal number
        for quad in quads:
            number += 1
            if number > most > 0:
                return
            yield quad

    read = ox.parse(input=content, format=_reading(Path(name))["format"], base_iri=base)
    give(ox.serialize(counted(read), format=ox.RdfFormat.N_QUADS) or b"")
    return number


def _forget_derived(store: ox.Store) -> None:
    """Take out what an export with derived edges had beside what is stated."""
    for graph in [one for one in store.named_graphs() if _is_derived(one)]:
        store.remove_graph(graph)
    for quad in list(store.quads_for_pattern(None, _TYPE, _HELD)):
        store.remove(quad)


def _stated(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        if not _is_derived(quad.graph_name) and quad.object != _HELD:
            yield quad


def _is_derived(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bool:
    """Whether what stands in a graph tigraph derived: it is no statement, and derived anew."""
    return isinstance(graph, ox.NamedNode) and graph.value.startswith(DERIVED)


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
