"""Which graph is opened: the curated one in memory, a store on disk with its layers, a service."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tigraph.errors import DataError, UnknownNameError
from tigraph.limits import Allowance, allowing, listen, size_of
from tigraph.rdf import open_store, shipped_files
from tigraph.rdf.vocabulary import LANGUAGES
from tigraph.stores import versions
from tigraph.stores.copies import tidy
from tigraph.stores.memory import InMemory

if TYPE_CHECKING:
    from tigraph.limits import Allowed
    from tigraph.stores.ground import Ground
    from tigraph.stores.on_disk import OnDisk
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


def open_ground(
    data: Iterable[str | Path] = (),
    *,
    curated: bool = True,
    language: str = "fr",
    store: str | Path | None = None,
    layers: Iterable[str] | None = None,
    progress: Progress | None = None,
    endpoint: str = "",
    builder: Callable[[], Builder],
    budget: int | str | None = None,
    limits: Allowed | None = None,
) -> Ground:
    """Return what the verbs of a graph stand on: see `tigraph.graph.load`."""
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    listen()
    allowed = allowing(**(limits or {}))
    found = _opened(
        data, curated, language, store, layers, progress, endpoint, builder, allowed,
        None if budget is None else size_of(budget, "budget"),
    )  # fmt: skip
    found.allowed = allowed
    return found


def _opened(
    data: Iterable[str | Path],
    curated: bool,
    language: str,
    store: str | Path | None,
    layers: Iterable[str] | None,
    progress: Progress | None,
    endpoint: str,
    builder: Callable[[], Builder],
    allowed: Allowance,
    budget: int | None,
) -> Ground:
    if endpoint:
        from tigraph.stores.endpoint import open_endpoint

        return open_endpoint(endpoint, layers, language=language)
    *concepts, own = shipped_files()
    more = [*map(Path, data)]
    found: Ground | None = None
    if curated:
        found = open_chosen(
            store, layers, more, progress, builder=builder, language=language, allowed=allowed,
            budget=budget,
        )  # fmt: skip
    files = [*([own] if curated else []), *more]
    return found or InMemory(open_store([*concepts, *files], allowed), files, language=language)


def open_chosen(
    store: str | Path | None = None,
    layers: Iterable[str] | None = None,
    data: Sequence[Path] = (),
    progress: Progress | None = None,
    *,
    builder: Callable[[], Builder],
    language: str = "fr",
    allowed: Allowance | None = None,
    budget: int | None = None,
) -> OnDisk | None:
    """Open the store that a user means, with the layers that they name and more RDF files.

    Without `store` it is the user's own. None stands for the curated graph alone: where
    the user has no store, or asks for no other layer. A version that another tigraph built
    is built anew first, by what `builder` returns. What is worked out of it takes `budget` bytes
    at most, None: as usual, 0: nothing is written to it. Raises `DataError` for a folder without a
    store, or one that cannot be read, `UnknownNameError` for a layer that is not in it.
    """
    folder = Path(store) if store is not None else versions.default_folder()
    wanted = None if layers is None else [*dict.fromkeys(layers)]

    def read(found: Version | None) -> OnDisk | None:
        if store is not None and found is None:
            raise DataError(
                f"There is no store in {store}: `tigraph layer add --store {store} …` makes one."
            )
        if found is not None:
            found = replace(found, budget=budget)
            tidy(found)
        version = _with_layers(found, folder, wanted, progress, builder) if folder else None
        if version is None:
            return None
        from tigraph.stores import on_disk

        return on_disk._opened(version, data, language, allowed)

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
