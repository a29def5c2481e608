"""Which graph is opened: the curated one in memory, or a store on disk with its layers.

What is opened is asked for its names and its snapshots; `tigraph.stores.endpoint` opens a service.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tigraph.errors import DataError, UnknownNameError
from tigraph.rdf import Queryable
from tigraph.stores import versions
from tigraph.stores.on_disk import OnDisk, _opened
from tigraph.validity import ANY, Snapshot

if TYPE_CHECKING:
    from tigraph.names import Names
    from tigraph.stores.versions import Version

CURATED = "curated"
#: Is told of what is being built, and how many lines of it there are.
Progress = Callable[[str, int], None]


class Builder(Protocol):
    """What builds a version of a store: `tigraph.layers.building`, which comes after."""

    def rebuild(self, folder: Path, progress: Progress | None = ...) -> Version | None:
        """Build the version in force anew, if it was not built by this tigraph."""

    def only(
        self, version: Version, folder: Path, layers: Iterable[str], progress: Progress | None
    ) -> Version:
        """Return the version that has only some of the layers of another one."""


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


def open_chosen(
    store: str | Path | None = None,
    layers: Iterable[str] | None = None,
    data: Sequence[Path] = (),
    progress: Progress | None = None,
    *,
    builder: Callable[[], Builder],
) -> OnDisk | None:
    """Open the store that a user means, with the layers that they name and more RDF files.

    Without `store` it is the user's own. None stands for the curated graph alone: where
    the user has no store, or asks for no other layer. A version that another tigraph built
    is built anew first, by what `builder` returns. Raises `DataError` for a folder without a
    store, or one that cannot be read, `UnknownNameError` for a layer that is not in it.
    """
    folder = Path(store) if store is not None else versions.default_folder()
    wanted = None if layers is None else [*dict.fromkeys(layers)]

    def read(found: Version | None) -> OnDisk | None:
        if store is not None and found is None:
            raise DataError(
                f"There is no store in {store}: `tigraph layer add --store {store} …` makes one."
            )
        version = _with_layers(found, folder, wanted, progress, builder) if folder else None
        return _opened(version, data) if version else None

    if folder is None:
        _known(wanted or (), [])
        return None
    return versions.steadily(folder, read)


def _with_layers(
    found: Version | None,
    folder: Path,
    wanted: list[str] | None,
    progress: Progress | None,
    builder: Callable[[], Builder],
) -> Version | None:
    """Return the version in force, up to date, with all of its layers or some of them."""
    if found is not None and not versions.is_current(found):
        found = builder().rebuild(folder, progress)
    names = [layer["name"] for layer in found.layers] if found else []
    _known(wanted or (), names)
    some = names if wanted is None else [name for name in names if name in wanted]
    if found is None or (wanted is not None and not some):
        return None
    if some == names:
        return found
    return builder().only(found, folder, some, progress)


def _known(wanted: Iterable[str], names: Sequence[str]) -> None:
    for name in wanted:
        if name not in (CURATED, *names):
            raise UnknownNameError("layer", name, [CURATED, *names], "See `tigraph layer list`.")
