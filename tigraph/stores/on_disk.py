"""A graph on disk: one version of a store."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.local import temporary
from tigraph.rdf import in_default, open_store, shipped_files
from tigraph.rdf.vocabulary import BOUNDS
from tigraph.stores import versions
from tigraph.stores.forking import apart
from tigraph.stores.ground import Ground
from tigraph.validity import ANY, Snapshot, derive_bounds, derive_lives

if TYPE_CHECKING:
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

    def _names(self) -> Names:
        from tigraph.names import FileIndex, Names

        return Names(FileIndex(self.store, self.on_disk.path), self.language)

    def _derived(self, as_of: str) -> Snapshot:
        from tigraph.stores.snapshots import kept

        return kept(self.on_disk, self.store, as_of, self.tell, self._sure)

    def _known_then(self, date: str, last: str) -> Ground:
        from tigraph.stores.known import kept_knowledge

        def opened(version: Version) -> OnDisk:
            store = versions.opened(version.store)
            return OnDisk(store, version, self.files[1:], language=self.language)

        return kept_knowledge(self.on_disk, date, last, opened, self.tell)

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` gives, kept with the version, but for what was known by a date."""
        if self.knowledge:
            return make()
        file = "content"

        def write(path: Path) -> None:
            content = make()
            path.mkdir()
            (path / file).write_bytes(content)

        return (versions.copy_kept(self.on_disk, name, write) / file).read_bytes()

    def near(
        self, entities: Collection[str], as_of: str = ANY, *, only_traits: bool = False
    ) -> Snapshot:
        """Return what holds for a few entities, worked out for them alone."""
        from tigraph.validity import near

        sure = None
        if self.doubtful:
            sure = self.surely.near(entities, as_of, only_traits=only_traits).certain
        return near(self.store, entities, as_of, only_traits=only_traits, sure=sure)


def _opened(version: Version, data: Sequence[Path], language: str) -> OnDisk:
    """Open the store of a version, or of a passing copy of it with the triples of more files.

    The copy shares its files with the store (hard links) and goes with the process.
    """
    if not data:
        return OnDisk(versions.opened(version.store), version, language=language)
    more = open_store(data)
    derive_bounds(more)
    bounds = ox.NamedNode(BOUNDS)  # stand among the triples here
    quads = (in_default(quad) if quad.graph_name == bounds else quad for quad in more)
    added = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    base = versions.opened(version.store)

    def make(path: Path) -> None:
        path.mkdir()
        base.backup(str(path / "store"))
        apart(_add, path, version.path, added)

    copy = replace(version, path=temporary(make))
    return OnDisk(versions.opened(copy.store), copy, data, language=language)


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
