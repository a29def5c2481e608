"""Which graph is opened: the curated one in memory, or a store on disk with its layers.

What is opened is asked for its names and its snapshots; `tigraph.stores.endpoint` opens a service.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from tigraph.errors import DataError, UnknownName
from tigraph.local import cache
from tigraph.rdf.asking import Queryable, open_store, shipped_files
from tigraph.rdf.vocabulary import BOUNDS
from tigraph.stores import versions
from tigraph.validity.snapshot import ANY, Snapshot, derive, derive_bounds, rule_files

if TYPE_CHECKING:
    from tigraph.layers.building import Progress
    from tigraph.names.search import Names
    from tigraph.stores.versions import Version

CURATED = "curated"
#: The name, which no layer can have, under which a passing copy keeps what was added to it.
_ADDED = "+"


class Opened(Protocol):
    """What a graph stands on."""

    @property
    def store(self) -> Queryable:
        """What answers queries."""

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of the registry layers."""

    def names(self) -> Names:
        """Return the names of the entities."""

    def snapshot(self, as_of: str, tell: Callable[[str], None]) -> Snapshot:
        """Return what holds at a date (EDTF, or "any"); `tell` is told of long work."""

    def near(
        self, entities: Collection[str], as_of: str = ANY, *, only_traits: bool = False
    ) -> Snapshot | None:
        """Return what holds for a few entities, None where only a whole snapshot tells.

        With `only_traits`, no more than their levels and orders.
        """

    @property
    def bounds_beside(self) -> bool:
        """Whether date bounds stand beside the claims, and not in a graph that a snapshot fills."""


@dataclass(frozen=True)
class InMemory:
    """A store in memory, with the files that it was read from."""

    store: ox.Store
    files: tuple[Path, ...] = ()
    layers: tuple[str, ...] = ()
    bounds_beside: bool = False

    def names(self) -> Names:
        from tigraph.names.search import Names

        return Names(self.store)

    def snapshot(self, as_of: str, tell: Callable[[str], None]) -> Snapshot:
        made_from = [*shipped_files()[:-1], *rule_files(), *self.files]
        return derive(self.store, as_of, cache.stamp(made_from) if self.files else "")

    def near(
        self, entities: Collection[str], as_of: str = ANY, *, only_traits: bool = False
    ) -> Snapshot | None:
        return None


@dataclass(frozen=True)
class OnDisk:
    """A version of a store on disk."""

    store: ox.Store
    version: Version
    bounds_beside: bool = True

    @property
    def layers(self) -> tuple[str, ...]:
        return tuple(layer["name"] for layer in self.version.layers)

    def names(self) -> Names:
        from tigraph.names.search import IndexedNames

        return IndexedNames(self.store, self.version.path)

    def snapshot(self, as_of: str, tell: Callable[[str], None]) -> Snapshot:
        from tigraph.stores.snapshots import kept

        return kept(self.version, self.store, as_of, tell)

    def near(
        self, entities: Collection[str], as_of: str = ANY, *, only_traits: bool = False
    ) -> Snapshot | None:
        from tigraph.validity.nearby import near

        return near(self.store, entities, as_of, only_traits=only_traits)


def open_chosen(
    store: str | Path | None = None,
    layers: Iterable[str] | None = None,
    data: Sequence[Path] = (),
    progress: Progress | None = None,
) -> OnDisk | None:
    """Open the store that a user means, with the layers that they name and more RDF files.

    Without `store` it is the user's own. None stands for the curated graph alone: where
    the user has no store, or asks for no other layer. A version that another tigraph built
    is built anew first. Raises `DataError` for a folder without a store, or one that cannot
    be read, `UnknownName` for a layer that is not in it.
    """
    folder = Path(store) if store is not None else versions.default_folder()
    wanted = None if layers is None else [*dict.fromkeys(layers)]

    def read(found: Version | None) -> OnDisk | None:
        if store is not None and found is None:
            raise DataError(
                f"There is no store in {store}: `tigraph layer add --store {store} …` makes one."
            )
        version = _with_layers(found, folder, wanted, progress) if folder else None
        return _opened(version, data) if version else None

    if folder is None:
        _known(wanted or (), [])
        return None
    return versions.steadily(folder, read)


def _with_layers(
    found: Version | None, folder: Path, wanted: list[str] | None, progress: Progress | None
) -> Version | None:
    """Return the version in force, up to date, with all of its layers or some of them."""
    if found is not None and not versions.is_current(found):
        from tigraph.layers.building import rebuild

        found = rebuild(folder, progress)
    names = [layer["name"] for layer in found.layers] if found else []
    _known(wanted or (), names)
    some = names if wanted is None else [name for name in names if name in wanted]
    if found is None or (wanted is not None and not some):
        return None
    if some == names:
        return found
    from tigraph.layers.building import only

    return only(found, folder, some, progress)


def _known(wanted: Iterable[str], names: Sequence[str]) -> None:
    for name in wanted:
        if name not in (CURATED, *names):
            raise UnknownName("layer", name, [CURATED, *names], "See `tigraph layer list`.")


def _opened(version: Version, data: Sequence[Path]) -> OnDisk:
    """Open the store of a version, or of a passing copy of it with the triples of more files.

    The copy shares its files with the store (hard links) and goes with the process.
    """
    if not data:
        return OnDisk(versions.opened(version.store), version)
    import gzip
    import shutil

    from tigraph.names.index import kept, names_added, read

    more = open_store(data)
    base = versions.opened(version.store)

    def make(path: Path) -> None:
        path.mkdir()
        base.backup(str(path / "store"))
        store = ox.Store(str(path / "store"))
        derive_bounds(more)
        for quad in list(more.quads_for_pattern(None, None, None, ox.NamedNode(BOUNDS))):
            more.add(ox.Quad(quad.subject, quad.predicate, quad.object))
        more.remove_graph(ox.NamedNode(BOUNDS))
        store.extend(more)
        names = set(read(version.path)) | names_added(more, store)
        store.load(input="".join(kept(names, path)), format=ox.RdfFormat.N_TRIPLES)
        store.flush()
        shutil.copytree(version.path / "layers", path / "layers")
        added = "".join(sorted(f"{quad.triple} .\n" for quad in more))
        (path / "layers" / f"{_ADDED}.nt.gz").write_bytes(gzip.compress(added.encode()))

    copy = replace(version, path=versions.temporary(make))
    return OnDisk(versions.opened(copy.store), copy)
