"""Which graph is opened: the curated one in memory, or a store on disk with its layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph import disk
from tigraph.errors import DataError, UnknownName
from tigraph.snapshot import derive_bounds
from tigraph.store import open_store
from tigraph.vocabulary import BOUNDS

if TYPE_CHECKING:
    from tigraph.building import Progress
    from tigraph.disk import Version

CURATED = "curated"
#: The name, which no layer can have, under which a passing copy keeps what was added to it.
_ADDED = "+"


def open_chosen(
    store: str | Path | None = None,
    layers: Iterable[str] | None = None,
    data: Sequence[Path] = (),
    progress: Progress | None = None,
) -> tuple[ox.Store, Version] | None:
    """Open the store that a user means, with the layers that they name and more RDF files.

    Without `store` it is the user's own. None stands for the curated graph alone: where
    the user has no store, or asks for no other layer. A version that another tigraph built
    is built anew first. Raises `DataError` for a folder without a store, or one that cannot
    be read, `UnknownName` for a layer that is not in it.
    """
    folder = Path(store) if store is not None else disk.default_folder()
    wanted = None if layers is None else [*dict.fromkeys(layers)]

    def read(found: Version | None) -> tuple[ox.Store, Version] | None:
        if store is not None and found is None:
            raise DataError(
                f"There is no store in {store}: `tigraph layer add --store {store} …` makes one."
            )
        version = _with_layers(found, folder, wanted, progress) if folder else None
        return _opened(version, data) if version else None

    if folder is None:
        _known(wanted or (), [])
        return None
    return disk.steadily(folder, read)


def _with_layers(
    found: Version | None, folder: Path, wanted: list[str] | None, progress: Progress | None
) -> Version | None:
    """Return the version in force, up to date, with all of its layers or some of them."""
    if found is not None and not disk.is_current(found):
        from tigraph.building import rebuild

        found = rebuild(folder, progress)
    names = [layer["name"] for layer in found.layers] if found else []
    _known(wanted or (), names)
    some = names if wanted is None else [name for name in names if name in wanted]
    if found is None or (wanted is not None and not some):
        return None
    if some == names:
        return found
    from tigraph.building import only

    return only(found, folder, some, progress)


def _known(wanted: Iterable[str], names: Sequence[str]) -> None:
    for name in wanted:
        if name not in (CURATED, *names):
            raise UnknownName("layer", name, [CURATED, *names], "See `tigraph layer list`.")


def _opened(version: Version, data: Sequence[Path]) -> tuple[ox.Store, Version]:
    """Open the store of a version, or of a passing copy of it with the triples of more files.

    The copy shares its files with the store (hard links) and goes with the process.
    """
    if not data:
        return disk.opened(version.store), version
    import gzip
    import shutil

    from tigraph.naming import kept, names_added, read

    more = open_store(data)
    base = disk.opened(version.store)

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

    copy = replace(version, path=disk.temporary(make))
    return disk.opened(copy.store), copy
