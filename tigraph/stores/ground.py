"""What verbs stand on: a store with its layers, names, labels, and what holds at a date."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.rdf import Graphs, Queryable, dataset, has_from, merged, select
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.stores.keeping import Keeper
from tigraph.validity import ANY, Snapshot, today

if TYPE_CHECKING:
    from tigraph.names import Labels, Names
    from tigraph.stores.versions import Version

#: So many snapshots are kept of a graph: some 6 MB each of the curated graph in memory; on
#: disk each is a folder of its own, opened.
SNAPSHOTS = 8
_VERSION = "SELECT ?version { graph:curated owl:versionInfo ?version }"


class Ground(ABC):
    """What verbs stand on, whether in memory, on disk or in a service.

    `store` answers queries; what it holds of the date that was asked first, `seen` hides from
    whoever did not ask for it. `layers` names its registry layers, `files` are those of the
    curated graph and of more RDF that was given, `on_disk` is the version of a store on disk.
    Labels come in `language`; `tell` is told of work that is long, `doing` of each stage of a
    work that may be: what to say, if it lasts.
    """

    #: Whether date bounds stand beside the claims, and not in a graph that a snapshot fills.
    bounds_beside = True
    on_disk: Version | None = None

    def __init__(
        self,
        store: Queryable,
        *,
        layers: Iterable[str] = (),
        files: Iterable[Path] = (),
        language: str = "fr",
    ) -> None:
        self._store: Queryable = store
        self.layers = tuple(layers)
        self.files = tuple(files)
        self.language = language
        self.tell: Callable[[str], None] = lambda _: None
        self.doing: Callable[[str], None] = lambda _: None
        self._snapshots = Keeper[Snapshot](SNAPSHOTS)
        self._merges = Keeper["ox.Store | None"](2)

    @property
    def store(self) -> Queryable:
        """What answers queries."""
        return self._store

    @cached_property
    def names(self) -> Names:
        """The names of all entities."""
        return self._names()

    @cached_property
    def label(self) -> Labels:
        """The labels of things, by their IRIs."""
        from tigraph.names import Labels

        return Labels(self.store, self.language)

    @cached_property
    def version(self) -> str:
        """The version of the curated graph, as its own description states it."""
        return next((row["version"] for row in select(self.store, _VERSION)), "unversioned")

    def told(self) -> dict[str, str]:
        """Return what is said of whatever is made here: on which day, of which version."""
        return {"made": today(), "version": self.version}

    def resolve(self, name: str, kinds: Collection[str] = ()) -> str:
        """Return the IRI of a name, CURIE, IRI or identifier: see `Names.resolve`."""
        return self.names.resolve(name, kinds)

    def snapshot(self, as_of: str = ANY) -> Snapshot:
        """Return what holds at a date (EDTF, or "any"); raises `BadDateError`.

        A snapshot never changes. The last ones asked for (`SNAPSHOTS`) are kept, so that to
        ask again costs nothing; threads that ask for one date wait for one derivation.
        """
        return self._snapshots.get(as_of, lambda: self._derived(as_of))

    def near(
        self,
        entities: Collection[str],  # noqa: ARG002  # for stores that can leave out the rest
        as_of: str = ANY,
        *,
        only_traits: bool = False,  # noqa: ARG002
    ) -> Snapshot:
        """Return what holds for a few entities, as a whole snapshot tells, or one of them alone.

        With `only_traits`, it need tell no more than their levels and orders.
        """
        return self.snapshot(as_of)

    def seen(
        self, query: str, derived: str = "", as_of: str | None = None, possible: bool = False
    ) -> tuple[Queryable, Graphs | None]:
        """Return the store and the graphs that a query sees; None lets FROM mean what it says.

        `query` is its text, `derived` what its header asks for.
        """
        plain = not derived or (self.bounds_beside and derived == "bounds")
        if plain and as_of is None and not possible:
            return self._merge(query, self._plain(query), "")
        snapshot = self.snapshot(as_of or ANY)
        if derived == "bounds" and as_of is None:
            return snapshot.with_bounds()
        both = possible or derived == "possible"
        store, graphs = snapshot.seen(both)
        return (store, graphs) if graphs else self._merge(query, store, f"{snapshot.as_of} {both}")

    def kept(self, _name: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` gives, kept under a name for whoever asks this very graph again.

        What it is made from, beside the graph, the name tells.
        """
        return make()

    def _merge(self, query: str, store: Queryable, which: str) -> tuple[Queryable, Graphs | None]:
        """Return a store in which a triple of several of the graphs that FROM names stands once.

        `which` names the store among those of this graph.
        """
        if not isinstance(store, ox.Store) or not has_from(query):
            return store, None
        graphs, named = dataset(query, PREFIXES)
        if len(graphs) < 2:
            return store, None
        own = store
        key = " ".join([which, *sorted(graphs), "|", *sorted(named)])
        found = self._merges.get(key, lambda: merged(own, graphs, named))
        return (found, [ox.DefaultGraph()]) if found is not None else (store, None)

    def _plain(self, _query: str) -> Queryable:
        """Return what a query sees that asks for nothing derived."""
        return self.store

    @abstractmethod
    def _names(self) -> Names:
        """Return the names of the entities."""

    @abstractmethod
    def _derived(self, as_of: str) -> Snapshot:
        """Return what holds at a date, worked out or found."""
