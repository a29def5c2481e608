"""Snapshots of a store on disk: copies of it with the edges of a date, kept with its version.

A copy shares its files with the store (hard links) and holds besides what the rules derive,
once: in the named graphs `certain` and `possible`, and what is certain in the default graph
as well, where queries find it quickest. Where the possible is to be seen too, a second copy
has that in its default graph also.

Most queries look into no named graph: for these a copy suffices that has what they see in its
default graph, which takes a fraction of the time to write (`kept_seen`).
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from tigraph.rdf import Graphs, Queryable
from tigraph.rdf.vocabulary import CERTAIN, ONTOLOGY, POSSIBLE, RDF_TYPE
from tigraph.stores import versions, whole
from tigraph.stores.copies import Copy, budget_of, content_kept, kept_before, kept_copy
from tigraph.stores.forking import apart
from tigraph.stores.keeping import Keeper
from tigraph.stores.versions import Version
from tigraph.validity import Derivations, Snapshot, period

_CERTAIN, _POSSIBLE = ox.NamedNode(CERTAIN), ox.NamedNode(POSSIBLE)
#: So many bytes of lines are read at once.
_BLOCK = 16 * 2**20
_DERIVATIONS = "derivations"
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
    copy: Copy = field(compare=False, repr=False)

    _more: Keeper[tuple[ox.Store, Copy]] = field(
        default_factory=lambda: Keeper(1), compare=False, repr=False, kw_only=True
    )

    def seen(self, possible: bool = False) -> tuple[ox.Store, Graphs | None]:
        """Return the store as it is asked, all of it in its default graph."""
        return self._more.get("", self._with_possible)[0] if possible else self.store, None

    def place(self, store: Queryable) -> Path | None:
        """Return the folder of the store that `seen` gave; None of any other."""
        own = ((self.store, self.copy), *self._more.values())
        return next((copy.path for found, copy in own if found is store), None)

    def _with_possible(self) -> tuple[ox.Store, Copy]:
        def make(path: Path) -> None:
            self.store.backup(str(path))
            more = self.store.quads_for_pattern(None, None, None, _POSSIBLE)
            lines = ox.serialize((q.triple for q in more), format=ox.RdfFormat.N_TRIPLES)
            apart(_write, path, [(lines or b"", "")])

        copy = kept_copy(self.version, f"{_key(self.as_of)}-possible", make)
        return versions.opened(copy.path), copy


#: Lines of N-Triples: what surely holds at a date and follows from that, and what else may.
Holding = tuple[AbstractSet[str], AbstractSet[str]]


def holding(version: Version, as_of: str, sure: AbstractSet[str] | None) -> Holding:
    """Return what holds in a version at a date (EDTF, or "any").

    Of claims that are none of `sure` (IRIs), where that is given, none surely holds. Raises
    `BadDateError`, `DataError`.
    """
    return _derivations(version).at(period(as_of), sure)


def kept(version: Version, base: ox.Store, as_of: str, held: Callable[[], Holding]) -> KeptSnapshot:
    """Return the snapshot of a version at a date (EDTF, or "any"); `base` is its store.

    It is derived, of what `held` gives, when it is first asked for. Raises `BadDateError`,
    `DataError`.
    """
    asked = period(as_of)

    def make(path: Path) -> None:
        surely, perhaps = ("".join(sorted(lines)).encode() for lines in held())
        base.backup(str(path))
        apart(_write, path, [(surely, ""), (surely, CERTAIN), (perhaps, POSSIBLE)])

    copy = kept_copy(version, _key(as_of), make)
    store = versions.opened(copy.path)
    certain, possible = _Claims(store, _CERTAIN), _Claims(store, _POSSIBLE)
    return KeptSnapshot(as_of, asked, certain, possible, store, version, copy)


def kept_seen(
    version: Version, base: ox.Store, as_of: str, possible: bool, held: Callable[[], Holding]
) -> tuple[ox.Store, Copy]:
    """Return the copy of a version that has what holds at a date in its default graph alone.

    To a query that looks into no named graph it is what `KeptSnapshot.seen` gives: see `kept`.
    """

    def make(path: Path) -> None:
        certain, more = held()
        base.backup(str(path))
        lines = sorted(certain | more if possible else certain)
        apart(_write, path, [("".join(lines).encode(), "")])

    copy = kept_before(version, f"{_key(as_of)}{'-possible' * possible}")
    copy = copy or kept_copy(version, f"{_key(as_of)}{'-all' if possible else '-sure'}", make)
    return versions.opened(copy.path), copy


def kept_wide(
    version: Version,
    store: ox.Store,
    at: tuple[str, bool] | None,
    lines: Callable[[], Iterable[tuple[bytes, str]]],
) -> tuple[ox.Store, Copy]:
    """Return the copy of a store of a version that has what `lines` give in named graphs, too.

    `at` is the date of its snapshot, and whether it has the possible; None is the version's own.
    """

    def make(path: Path) -> None:
        more = list(lines())
        store.backup(str(path))
        apart(_write, path, more)

    key = f"{_key(at[0])}{'-possible' * at[1]}-wide" if at else "wide"
    copy = kept_copy(version, key, make)
    return versions.opened(copy.path), copy


def keep_derivations(version: Version) -> None:
    """Work out what follows from each claim of a version that is built, for when it is asked."""
    if budget_of(version):
        content_kept(version, _DERIVATIONS, lambda: Derivations.of(_lines(version.path)).packed())


def _derivations(version: Version) -> Derivations:
    """Return what follows from each claim of a version, worked out once and kept with it."""

    def make() -> bytes:
        whole.check(version.path, "layers", versions.lives(version.path).name)
        return Derivations.of(_lines(version.path)).packed()

    return Derivations.unpacked(content_kept(version, _DERIVATIONS, make))


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the triples of a version, of the files of layers: they are read faster than a store."""
    import gzip

    for one in (versions.lives(path), *sorted((path / "layers").iterdir())):
        with gzip.open(one) as file:
            while block := file.readlines(_BLOCK):
                yield from block


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
