"""A graph on disk: one version of a store."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.local import read_bytes
from tigraph.rdf import (
    Graphs,
    Queryable,
    here,
    in_default,
    names_graphs,
    open_store,
    shipped_files,
)
from tigraph.rdf.vocabulary import BOUNDS
from tigraph.stores import versions, whole
from tigraph.stores.copies import Copy, content_kept, kept_copy, settled
from tigraph.stores.forking import apart
from tigraph.stores.ground import SNAPSHOTS, Ground
from tigraph.stores.keeping import Keeper
from tigraph.stores.snapshots import Holding, KeptSnapshot, holding, kept, kept_seen
from tigraph.validity import (
    ANY,
    Rule,
    Snapshot,
    all_entailed,
    derive_bounds,
    derive_lives,
    entailed_graph,
    staged,
)

if TYPE_CHECKING:
    from tigraph.limits import Allowance
    from tigraph.names import Names
    from tigraph.stores.versions import Version


#: The name, which no layer can have, under which a passing copy keeps what was added to it.
_ADDED = "+"


class OnDisk(Ground):
    """A version of a store on disk."""

    store: ox.Store
    on_disk: Version

    def __init__(
        self, store: ox.Store, version: Version, data: Sequence[Path] = (), *, language: str = "fr"
    ) -> None:
        layers = (layer["name"] for layer in version.layers)
        files = (shipped_files()[-1], *data)
        super().__init__(store, layers=layers, files=files, language=language)
        self.on_disk = version
        self._wide = Keeper[tuple[ox.Store, Copy]](2)
        self._held = Keeper[tuple[ox.Store, Copy]](SNAPSHOTS)
        self._holding = Keeper[Holding](1)

    def _names(self) -> Names:
        from tigraph.names import FileIndex, Names

        return Names(FileIndex(self.store, self.on_disk.path), self.language)

    def _derived(self, as_of: str) -> Snapshot:
        found = kept(self.on_disk, self.store, as_of, partial(self._held_at, as_of))
        if not settled(self.on_disk):  # what this holds itself is in the way
            self._snapshots.clear()
            settled(self.on_disk)
        return found

    def _held_alone(self, query: str, as_of: str, possible: bool) -> Queryable | None:
        if names_graphs(query) or self._snapshots.has(as_of):
            return None

        def make() -> tuple[ox.Store, Copy]:
            held = partial(self._held_at, as_of)
            return kept_seen(self.on_disk, self.store, as_of, possible, held)

        found, _ = self._held.get(f"{as_of} {possible}", make)
        if not settled(self.on_disk):  # what this holds itself is in the way
            self._held.clear()
            settled(self.on_disk)
        return found

    def _held_at(self, as_of: str) -> Holding:
        """Return what holds at a date, worked out: that takes its time, and is told of."""

        def make() -> Holding:
            when = "at any time" if as_of == ANY else f"at {as_of}"
            self.tell(f"Working out what holds {when} (once for this store)")
            return holding(self.on_disk, as_of, self._sure(as_of))

        return self._holding.get(as_of, make)

    def _known_then(self, date: str, last: str) -> Ground:
        from tigraph.stores.known import kept_knowledge

        def opened(version: Version) -> OnDisk:
            store = versions.opened(version.store)
            return OnDisk(store, version, self.files[1:], language=self.language)

        return kept_knowledge(self.on_disk, date, last, opened, self.tell)

    def place(self, store: Queryable) -> Path | None:
        """Return the folder of a store on disk that `seen` gave; None of any other."""
        if store is self.store:
            return self.on_disk.store
        for own, copy in (*self._wide.values(), *self._held.values()):
            if store is own:
                return copy.path
        for snapshot in self._snapshots.values():
            if isinstance(snapshot, KeptSnapshot) and (found := snapshot.place(store)):
                return found
        return self.surely.place(store) if self.surely is not self else None

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` gives, kept with the version, but for what was known by a date."""
        if self.knowledge:
            return make()
        return content_kept(self.on_disk, name, make)

    def _widened(
        self,
        store: Queryable,
        graphs: Graphs | None,
        wide: Sequence[Rule],
        at: tuple[str, bool] | None = None,
    ) -> tuple[Queryable, Graphs | None]:
        """Give a copy of the store with what all rules give, kept with the version."""
        from tigraph.stores.snapshots import kept_wide

        def lines() -> list[tuple[bytes, str]]:
            if at is None:
                self.tell("Working out what follows at any time (once for this store)")
                return all_entailed(here(self.store))
            whole, form = here(self._widened(self.store, None, wide)[0]), ox.RdfFormat.N_TRIPLES
            graphs = (entailed_graph(rule) for rule in staged("entailed"))
            return [
                (whole.dump(format=form, from_graph=ox.NamedNode(graph)) or b"", graph)
                for graph in graphs
            ]

        own = here(store)
        found, _ = self._wide.get(str(at), lambda: kept_wide(self.on_disk, own, at, lines))
        return super()._widened(found, graphs, wide, at)

    def near(
        self, entities: Collection[str], as_of: str = ANY, *, only_traits: bool = False
    ) -> Snapshot:
        """Return what holds for a few entities, worked out for them alone."""
        from tigraph.validity import near

        sure = None
        if self.doubtful:
            sure = self.surely.near(entities, as_of, only_traits=only_traits).certain
        return near(self.store, entities, as_of, only_traits=only_traits, sure=sure)


def _opened(
    version: Version, data: Sequence[Path], language: str, allowed: Allowance | None = None
) -> OnDisk:
    """Open the store of a version, or of a copy of it with the triples of more files.

    The copy shares its files with the store (hard links), and is kept with it for these files as
    they are now: what follows from them beside a whole country takes some ten seconds.
    """
    whole.check(version.path, "names.sqlite", versions.lives(version.path).name)
    if not data:
        return OnDisk(versions.opened(version.store), version, language=language)

    def make(path: Path) -> None:
        more = open_store(data, allowed)
        derive_bounds(more)
        bounds = ox.NamedNode(BOUNDS)  # stand among the triples here
        quads = (in_default(quad) if quad.graph_name == bounds else quad for quad in more)
        added = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        whole.check(version.path, "layers")
        base = versions.opened(version.store)
        path.mkdir()
        base.backup(str(path / "store"))
        apart(_add, path, version.path, added)

    copy = kept_copy(version, f"with-{_digest(data)}", make)
    grown = replace(version, path=copy.path, held=copy, within=version)
    return OnDisk(versions.opened(grown.store), grown, data, language=language)


def _digest(data: Sequence[Path]) -> str:
    """Return what tells some files, as they are now, from others; raises `DataError`."""
    import hashlib

    whole = hashlib.sha256()
    for path in data:
        content = read_bytes(path, "RDF file")
        whole.update(f"{path.resolve()} {len(content)} ".encode() + content)
    return whole.hexdigest()[:32]


def _add(path: Path, version: Path, added: bytes) -> None:
    """Add N-Quads to the copy of a version in a folder, with names, lives and layers' files."""
    import gzip
    import shutil

    from tigraph.names import added_names, index

    more, store = ox.Store(), ox.Store(str(path / "store"))
    for grown in (more, store):
        grown.bulk_load(input=added, format=ox.RdfFormat.N_QUADS)
    versions.keep_lives(path, derive_lives(store, beside=True))
    names = "".join(added_names(index.names_added(more, store), version, path))
    store.bulk_load(input=names.encode(), format=ox.RdfFormat.N_TRIPLES)
    store.flush()
    shutil.copytree(version / "layers", path / "layers")
    lines = "".join(sorted(f"{quad.triple} .\n" for quad in more))
    (path / "layers" / f"{_ADDED}.nt.gz").write_bytes(gzip.compress(lines.encode()))
