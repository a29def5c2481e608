"""The readers of registries, by the name of their layer: those of tigraph, and of any package.

::

    files -> Reader.recognise -> Source -> Reader.read -> lines of N-Triples, Report

A package brings a reader by an entry point of the group `tigraph.registries` that names a
`Reader`. To look for entry points takes a while: it is done when layers are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from tigraph.errors import DataError
from tigraph.local import shipped
from tigraph.registries.declared.reader import reader_of
from tigraph.registries.known import Known
from tigraph.registries.sources import Reader, Source

GROUP = "tigraph.registries"
#: Where the readers that come with tigraph stand: they are there in a checkout, too, of
#: which no package is installed.
_SHIPPED = (
    "cog.reader", "contours.reader", "industrie.reader", "elus.reader", "organisations.reader",
    "mapped",
)  # fmt: skip


@cache
def installed_readers() -> Mapping[str, Reader]:
    """Return all readers by the name of their layer, in the order in which layers are built.

    Those of tigraph come first, each after the layers that it builds on. Raises `DataError`
    for one of a package that cannot be loaded, or whose name is taken.
    """
    found = [import_module(f"{GROUP}.{module}").READER for module in _SHIPPED]
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    found += _declared({reader.name for reader in found})
    found += [_loaded(one) for one in points if not one.value.startswith(f"{GROUP}.")]
    by_name: dict[str, Reader] = {}
    for reader in found:
        if reader.name in by_name:
            raise DataError(
                f"Two readers are called “{reader.name}”: uninstall the package of one of them."
            )
        by_name[reader.name] = reader
    return MappingProxyType(ordered(by_name))


def _declared(known: Collection[str]) -> list[Reader]:
    """Return the readers of the declarations that come with tigraph, but those that others use."""
    files = sorted((shipped("data") / "registers").glob("*.yaml"))
    return [reader_of(path, trusted=True) for path in files if path.stem not in known]


def _loaded(point: EntryPoint) -> Reader:
    """Return the reader that a package's entry point names."""
    package = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
    try:
        reader = point.load()
    except Exception as error:  # whatever a package does when it is imported
        raise DataError(
            f"The reader “{point.name}” of {package} cannot be loaded ({error}): install that "
            "package anew, or uninstall it."
        ) from None
    if not isinstance(reader, Reader) or reader.name != point.name:
        raise DataError(
            f"The entry point “{point.name}” of {package} names no tigraph.registries.Reader of "
            "that name: uninstall that package, or take another version of it."
        )
    return reader


def ordered(readers: Mapping[str, Reader]) -> dict[str, Reader]:
    """Return readers in their order, but each after those that it builds on.

    Raises `DataError` where two build on each other.
    """
    placed: dict[str, Reader] = {}

    def place(name: str, waiting: tuple[str, ...]) -> None:
        if name in waiting:
            raise DataError(f"The layers {' and '.join(waiting)} build on each other.")
        for before in readers[name].after:
            if before in readers:
                place(before, (*waiting, name))
        placed.setdefault(name, readers[name])

    for name in readers:
        place(name, ())
    return placed


def prepare(
    known: Known, layers: Mapping[str, Sequence[Source]], readers: Mapping[str, Reader]
) -> None:
    """Tell `known` what the layers, all about to be read, want of each other.

    To be called once, before the first layer is read.
    """
    for name, reader in readers.items():
        if name in layers:
            reader.prepare(layers[name], known)
