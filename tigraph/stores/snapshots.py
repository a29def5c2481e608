"""Snapshots of a store on disk: copies of it with the edges of a date, kept with its version.

A copy shares its files with the store (hard links) and holds besides what the rules derive,
once: in the named graphs `certain` and `possible`, and what is certain in the default graph
as well, where queries find it quickest. Where the possible is to be seen too, a second copy
has that in its default graph also.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from tigraph.rdf import Graphs
from tigraph.rdf.vocabulary import CERTAIN, ONTOLOGY, POSSIBLE, RDF_TYPE
from tigraph.stores import versions
from tigraph.stores.forking import apart
from tigraph.stores.keeping import Keeper
from tigraph.stores.versions import Version
from tigraph.validity import ANY, Snapshot, implied, named_in_rules, period

_CERTAIN, _POSSIBLE = ox.NamedNode(CERTAIN), ox.NamedNode(POSSIBLE)
#: So many bytes of lines are read at once.
_BLOCK = 16 * 2**20
_TYPE, _HELD = ox.NamedNode(RDF_TYPE), ox.NamedNode(ONTOLOGY + "HeldClaim")


class _Claims(AbstractSet[str]):
    """The claims that a named graph says to hold, looked up and not read."""

    def __init__(self, store: ox.Store, graph: ox.NamedNode) -> None:
        self._store = store
        self._graph = graph

    @classmethod
    def _from_iterable(cls, items: object) -> frozenset[str]:  # type: ignore[override]
        return frozenset(items)  # type: ignore[call-overload,no-any-return]

    def __contains__(self, claim: object) -> bool:
        try:
            return ox.Quad(ox.NamedNode(str(claim)), _TYPE, _HELD, self._graph) in self._store
        except ValueError:  # no IRI
            return False

    def __iter__(self) -> Iterator[str]:
        for quad in self._store.quads_for_pattern(None, _TYPE, _HELD, self._graph):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class KeptSnapshot(Snapshot):
    """A snapshot of a version on disk."""

    store: ox.Store
    version: Version

    _more: Keeper[ox.Store] = field(
        default_factory=lambda: Keeper(1), compare=False, repr=False, kw_only=True
    )

    def seen(self, possible: bool = False) -> tuple[ox.Store, Graphs | None]:
        """Return the store as it is asked, all of it in its default graph."""
        return (self._more.get("", self._with_possible) if possible else self.store), None

    def _with_possible(self) -> ox.Store:
        def make(path: Path) -> None:
            self.store.backup(str(path))
            more = self.store.quads_for_pattern(None, None, None, _POSSIBLE)
            lines = ox.serialize((q.triple for q in more), format=ox.RdfFormat.N_TRIPLES)
            apart(_write, path, [(lines or b"", "")])

        return versions.opened(
            versions.copy_kept(self.version, f"{_key(self.as_of)}-possible", make)
        )


def kept(
    version: Version,
    base: ox.Store,
    as_of: str,
    tell: Callable[[str], None],
    sure: Callable[[str], AbstractSet[str] | None],
) -> KeptSnapshot:
    """Return the snapshot of a version at a date (EDTF, or "any"); `base` is its store.

    `sure` gives the claims that alone may be certain, None where all may. It is derived when it
    is first asked for, which `tell` is told. Raises `BadDateError`, `DataError`.
    """
    asked = period(as_of)

    def make(path: Path) -> None:
        when = "at any time" if as_of == ANY else f"at {as_of}"
        tell(f"Working out what holds {when} (once for this store)")
        certain, possible = implied(_read_by_rules(version), asked, sure(as_of))
        base.backup(str(path))
        surely, perhaps = (b"".join(sorted(lines)) for lines in (certain, possible))
        apart(_write, path, [(surely, ""), (surely, CERTAIN), (perhaps, POSSIBLE)])

    store = versions.opened(versions.copy_kept(version, _key(as_of), make))
    certain, possible = _Claims(store, _CERTAIN), _Claims(store, _POSSIBLE)
    return KeptSnapshot(as_of, asked, certain, possible, store, version)


def _read_by_rules(version: Version) -> ox.Store:
    """Return a store in memory with what the rules read: they run faster there.

    It comes from the files of the layers, which are read faster than the store.
    """
    import gzip
    from concurrent.futures import Future, ThreadPoolExecutor

    terms = {f"<{term}>".encode() for term in named_in_rules()}
    of_type = f"<{RDF_TYPE}>".encode()

    def is_read(line: bytes) -> bool:
        _, predicate, rest = line.split(b" ", 2)
        return predicate in terms or (predicate == of_type and rest[:-3] in terms)

    world = ox.Store()
    loaded: Future[None] | None = None
    with ThreadPoolExecutor(1) as thread:  # loads what was read while more is read
        for path in (versions.lives(version.path), *sorted((version.path / "layers").iterdir())):
            with gzip.open(path) as file:
                while lines := file.readlines(_BLOCK):
                    content = b"".join(line for line in lines if is_read(line))
                    if loaded:
                        loaded.result()
                    loaded = thread.submit(_load, world, content, None)
    if loaded:
        loaded.result()
    return world


def _load(store: ox.Store, content: bytes, graph: ox.NamedNode | None) -> None:
    store.bulk_load(input=content, format=ox.RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)


def _write(path: Path, pieces: Iterable[tuple[bytes, str]]) -> None:
    """Add lines to graphs, by IRI ("" for the default graph), of the store in a folder."""
    store = ox.Store(str(path))
    for lines, graph in pieces:
        _load(store, lines, ox.NamedNode(graph) if graph else None)
    store.flush()


def _key(as_of: str) -> str:
    return f"as-of-{quote(as_of, safe='')}"
