"""RDF files read into an Oxigraph store, with errors that say where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypedDict

import pyoxigraph as ox

from tigraph.errors import DataError, UsageError
from tigraph.local import cache
from tigraph.local.files import read_bytes, shipped
from tigraph.rdf.sparql import iri
from tigraph.rdf.vocabulary import PREFIXES

RDF_FORMATS: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
#: So many IRIs are named in one query, and so many such queries are asked at once.
_TOGETHER, _AT_ONCE = 500, 2
_TEXTS = (ox.NamedNode, ox.BlankNode, ox.Literal)


Graphs = list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]


class Queryable(Protocol):
    """What answers queries: an Oxigraph store, or a service (`tigraph.stores.service`)."""

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        default_graph: Graphs | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Return the answer, over the graphs named instead of the default one."""

    def contains_named_graph(self, graph_name: ox.NamedNode) -> bool:
        """Return whether there are triples in a named graph of its own."""


def here(store: Queryable) -> ox.Store:
    """Return a store of which all triples are wanted; raises `UsageError` for a service."""
    if isinstance(store, ox.Store):
        return store
    raise UsageError(
        "A service is asked, not copied: CONSTRUCT what you need of it, or use a store here."
    )


def shipped_files() -> list[Path]:
    """Return the files of a curated graph: ontology, schemes of concepts, data."""
    ontology = shipped("ontology")
    return [
        ontology / "tigraph.ttl",
        ontology / "schemes.ttl",
        shipped("data") / "graph.ttl",
    ]


def read_quads(path: Path) -> list[ox.Quad]:
    """Return the quads of an RDF file, its format told by the extension.

    Raises `UsageError` for an extension that is none of `RDF_FORMATS`, `DataError`
    for a file that cannot be read or parsed, naming the line.
    """
    with _placed(path):
        return list(ox.parse(input=_content(path), **_reading(path)))


def parsed(path: Path, name: str) -> Iterator[ox.Quad]:
    """Yield the quads of an RDF file that is named otherwise, one after another.

    Errors as in `read_quads`, with the name.
    """
    reading = _reading(Path(name))
    with _placed(Path(name)), open(path, "rb") as file:
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        yield from ox.parse(input=file, **reading)


def open_store(paths: Iterable[Path]) -> ox.Store:
    """Return a store in memory with the triples of all files in its default graph.

    Named graphs of quad formats are kept as named graphs. Errors as in `read_quads`.
    """
    store = ox.Store()
    own = shipped_files()
    for path in paths:
        with _placed(path):
            if path in own:
                _load_shipped(store, path)
            else:
                store.bulk_load(input=_content(path), **_reading(path))
    return store


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


def select(store: Queryable, query: str, graphs: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """Yield the rows of a SELECT of tigraph's own as IRIs and texts, "" where unbound.

    The usual prefixes are known. `graphs` are named graphs seen beside the default one.
    """
    seen: Graphs = [ox.DefaultGraph()]
    seen += map(ox.NamedNode, graphs)
    solutions = store.query(query, prefixes=PREFIXES, default_graph=seen)
    assert isinstance(solutions, ox.QuerySolutions)
    columns = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {column: text_of(term) for column, term in zip(columns, solution, strict=True)}


def rows_of(
    store: Queryable,
    query: str,
    wanted: Collection[str] | None,
    variable: str = "claim",
    graphs: Sequence[str] = (),
) -> list[dict[str, str]]:
    """Return the rows of a SELECT, or those in which a variable is one of the IRIs wanted.

    Many IRIs are asked about in several queries, so that nothing may be counted or ordered
    across them. Raises `UsageError` for what is no IRI.
    """
    if wanted is None:
        return list(select(store, query, graphs))
    start = query.index("{") + 1
    chosen = [iri(one) for one in sorted(wanted)]

    def some(first: int) -> list[dict[str, str]]:
        values = " ".join(chosen[first : first + _TOGETHER])
        asked = f"{query[:start]} VALUES ?{variable} {{ {values} }} {query[start:]}"
        return list(select(store, asked, graphs))

    firsts = range(0, len(chosen), _TOGETHER)
    if len(firsts) < 2:
        return [row for first in firsts for row in some(first)]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return [row for rows in pool.map(some, firsts) for row in rows]


def text_of(term: object) -> str:
    """Return the IRI or the text of a term, "" where there is none."""
    return term.value if isinstance(term, _TEXTS) else ""


class _Reading(TypedDict):
    format: ox.RdfFormat
    base_iri: str


def _reading(path: Path) -> _Reading:
    rdf_format = RDF_FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise UsageError(
            f"{path}: cannot tell the format; the name should end in {', '.join(RDF_FORMATS)}."
        )
    return {"format": rdf_format, "base_iri": path.resolve().as_uri()}


def _content(path: Path) -> bytes:
    """Return the bytes of an RDF file without the mark that some editors put first."""
    return read_bytes(path, "RDF file").removeprefix(b"\xef\xbb\xbf")


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
