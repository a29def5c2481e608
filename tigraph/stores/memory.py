"""A graph in memory, read from files."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.local import cache
from tigraph.rdf import Graphs, Queryable, here, names_graphs, shipped_files, text_of
from tigraph.rdf.vocabulary import BOUNDS, CERTAIN, ENTAILED, POSSIBLE
from tigraph.stores.ground import Ground
from tigraph.stores.keeping import Keeper, Turn
from tigraph.validity import Rule, Snapshot, add_entailed, derive, derive_bounds, rule_files

if TYPE_CHECKING:
    from tigraph.names import Names
    from tigraph.validity import Known

#: The graphs that a snapshot fills; data that was read may have had some of these names.
_DERIVED = frozenset(map(ox.NamedNode, (BOUNDS, CERTAIN, POSSIBLE)))
_DEFAULT = ox.DefaultGraph()


class InMemory(Ground):
    """A store in memory, with the files that it was read from.

    The snapshot that is asked for first stands in the store itself, beside what was read,
    since to copy a store takes longer than to recall a snapshot; any other has a copy.
    """

    bounds_beside = False

    def __init__(
        self, store: ox.Store, files: Iterable[Path] = (), *, language: str = "fr"
    ) -> None:
        super().__init__(store, files=files, language=language)
        self._read = store
        self._first: ox.Store | None = None
        self._shown = False
        self._turn = Turn()
        self._apart, self._wide = Keeper[ox.Store](1), Keeper[ox.Store](1)
        self._widening = False

    @property
    def store(self) -> ox.Store:
        """What answers queries: what was read, and the first snapshot once it is asked for."""
        return self._first or self._read

    def _names(self) -> Names:
        from tigraph.names import Names, WholeIndex

        return Names(WholeIndex(self._read), self.language)

    def _speaking(self, language: str) -> Ground:
        self.snapshot()  # from now on both have the store in which the first snapshot stands
        return super()._speaking(language)

    def _derived(self, as_of: str) -> Snapshot:
        stamp, sure = self._stamp(), self._sure(as_of)
        with self._turn:  # the first one brings the date bounds, which all lean on
            if self._first is None:
                used = self._shown or any(map(self._read.contains_named_graph, _DERIVED))
                store = _copy(self._read) if used else self._read
                found = derive(store, as_of, stamp, sure=sure)
                self._first = store
                return _merged(found)
        store = _copy(self._read)
        store.bulk_extend(self._first.quads_for_pattern(None, None, None, ox.NamedNode(BOUNDS)))
        return _merged(derive(store, as_of, stamp, bounded=True, sure=sure))

    def _known_then(self, date: str, last: str) -> Ground:
        from tigraph.stores.known import kinds_in, knowing
        from tigraph.validity import Evidence

        dated = _copy(self._read)
        derive_bounds(dated)
        evidence = Evidence(_lines(dated, _DEFAULT, *_DERIVED), kinds_in(dated))
        surely, perhaps = (evidence.known(last, possible=both) for both in (False, True))

        def made(found: Known) -> InMemory:
            store = ox.Store()
            for graph in (_DEFAULT, *self._read.named_graphs()):
                if graph not in _DERIVED and not text_of(graph).startswith(ENTAILED):
                    kept = b"".join(found.lines(_lines(self._read, graph)))
                    store.bulk_load(input=kept, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
            return InMemory(store, self.files, language=self.language)

        return knowing(date, evidence, surely, perhaps, made)

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` gives, kept in the user's cache, where all came from files."""
        stamp = self._stamp()
        found = cache.kept(name, stamp)
        if found is None:
            cache.keep(name, stamp, found := make())
        return found

    def _stamp(self) -> str:
        """Return the stamp of what follows from the files and rules, "" where it does not."""
        made_from = [*shipped_files()[:-1], *rule_files(), *self.files]
        return cache.stamp(made_from) if self.files and not self.knowledge else ""

    def _widened(
        self,
        store: Queryable,
        graphs: Graphs | None,
        wide: Sequence[Rule],
        at: tuple[str, bool] | None = None,
    ) -> tuple[Queryable, Graphs | None]:
        """Derive into the store itself, once, unless somebody saw its named graphs."""
        with self._turn:
            if store is self._read:
                if self._shown:
                    store = self._wide.get("", lambda: _copy(self._read))
                else:
                    self._widening = True
            add_entailed(here(store), wide)
        return super()._widened(store, graphs, wide, at)

    def _plain(self, query: str) -> ox.Store:
        """Return what a query sees that asks for nothing derived: what was read alone."""
        if not names_graphs(query):
            return self.store
        with self._turn:
            if self._first is not self._read and not self._widening:
                self._shown = True
                return self._read
        return self._apart.get("", lambda: _copy(self._read))


def _lines(
    store: ox.Store, *graphs: ox.NamedNode | ox.BlankNode | ox.DefaultGraph
) -> Iterator[bytes]:
    for graph in graphs:
        for quad in store.quads_for_pattern(None, None, None, graph):
            yield f"{quad.triple} .\n".encode()


def _copy(store: ox.Store) -> ox.Store:
    """Return a copy of a store without what a snapshot put into it."""
    copy = ox.Store()
    for graph in (_DEFAULT, *store.named_graphs()):
        if graph not in _DERIVED and not text_of(graph).startswith(ENTAILED):
            copy.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return copy


def _merged(found: Snapshot) -> Snapshot:
    if not found.overlaps:
        return found
    return _Merged(
        found.as_of, found.period, found.certain, found.possible, found.store, overlaps=True
    )


@dataclass(frozen=True)
class _Merged(Snapshot):
    """A snapshot of which some edges stand among what was read, too: each is seen once."""

    _seen: Keeper[ox.Store] = field(
        default_factory=lambda: Keeper(2), compare=False, repr=False, kw_only=True
    )

    def seen(self, possible: bool = False) -> tuple[Queryable, Graphs | None]:
        def make() -> ox.Store:
            store, own = ox.Store(), here(self.store)
            store.bulk_extend(own)
            for graph in (BOUNDS, CERTAIN, *([POSSIBLE] if possible else [])):
                for quad in own.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
                    store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
            return store

        return self._seen.get(str(possible), make), [_DEFAULT]
