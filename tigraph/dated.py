"""Snapshots of a store on disk: copies of it with the edges of a date, kept with its version.

A copy shares its files with the store (hard links) and holds besides what the rules derive,
once: in the named graphs `certain` and `possible`, and what is certain in the default graph
as well, where queries find it quickest. Where the possible is to be seen too, a second copy
has that in its default graph also.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from tigraph import disk
from tigraph.disk import Version
from tigraph.snapshot import Graphs, Period, Snapshot, implied, period
from tigraph.vocabulary import CERTAIN, ONTOLOGY, POSSIBLE, RDF_TYPE

_CERTAIN, _POSSIBLE = ox.NamedNode(CERTAIN), ox.NamedNode(POSSIBLE)
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

    version: Version

    def seen(self, possible: bool = False) -> tuple[ox.Store, Graphs | None]:
        return (self._with_possible if possible else self.store), None

    @cached_property
    def _with_possible(self) -> ox.Store:
        def make(path: Path) -> None:
            self.store.backup(str(path))
            store = ox.Store(str(path))
            more = self.store.quads_for_pattern(None, None, None, _POSSIBLE)
            store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in more)
            store.flush()

        return disk.opened(disk.copy_kept(self.version, f"{_key(self.as_of)}-possible", make))


def kept(version: Version, base: ox.Store, as_of: str, tell: Callable[[str], None]) -> KeptSnapshot:
    """Return the snapshot of a version at a date (EDTF, or "any"); `base` is its store.

    It is derived when it is first asked for, which `tell` is told. Raises `BadDate`,
    `DataError`.
    """
    asked = period(as_of)

    def make(path: Path) -> None:
        tell(f"Deriving what holds at {as_of}, once for this store")
        certain, possible = _derived(base, asked)
        base.backup(str(path))
        store = ox.Store(str(path))
        store.bulk_extend(
            chain(
                (ox.Quad(t.subject, t.predicate, t.object) for t in certain),
                (ox.Quad(t.subject, t.predicate, t.object, _CERTAIN) for t in certain),
                (ox.Quad(t.subject, t.predicate, t.object, _POSSIBLE) for t in possible),
            )
        )
        store.flush()

    store = disk.opened(disk.copy_kept(version, _key(as_of), make))
    certain, possible = _Claims(store, _CERTAIN), _Claims(store, _POSSIBLE)
    return KeptSnapshot(as_of, asked, certain, possible, store, version)


def _derived(base: ox.Store, asked: Period) -> tuple[set[ox.Triple], set[ox.Triple]]:
    """Return what is certain and what is only possible; the rules of both run side by side."""

    def follow(rule: str) -> set[ox.Triple]:
        with tempfile.TemporaryDirectory(prefix="tigraph-") as folder:
            copy = Path(folder) / "store"
            base.backup(str(copy))
            return implied(base, rule, asked, ox.Store(str(copy)))

    with ThreadPoolExecutor(2) as threads:
        certain, possible = threads.map(follow, ("2-certain", "3-possible"))
    return certain, possible - certain


def _key(as_of: str) -> str:
    return f"as-of-{quote(as_of, safe='')}"
