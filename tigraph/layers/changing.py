"""The layers of a store: add to them, update them, remove them.

Each verb holds the store's lock from the first download to the
last byte, builds a whole version beside the one in force, and leaves that one as it is
if anything goes wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tigraph.errors import NothingToReadError, UnknownNameError, UsageError, nearest
from tigraph.http import Patience, forget, remembered
from tigraph.http import Progress as FetchProgress
from tigraph.http.addresses import is_address
from tigraph.layers import building
from tigraph.layers.building import Progress as BuildProgress
from tigraph.layers.building import layers_of
from tigraph.layers.declared import (
    declaration_of,
    declared,
    declared_name,
    is_declaration,
    readers_of,
)
from tigraph.layers.gathering import ALL, RDF, Gatherer
from tigraph.layers.inventory import kind_of, known_layers
from tigraph.layers.layer import Layer, Origin, described
from tigraph.layers.providers import addresses_of
from tigraph.local import shipped
from tigraph.registries import DECLARATION, Reader, Source, installed_readers
from tigraph.stores import Writer, versions, writing
from tigraph.validity import period

#: What is given for the files that come with tigraph, where no file is called so.
SHIPPED = "shipped"
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True)
class Change:
    """What became of a part of a layer: "new", "changed", "unchanged" or "removed"."""

    layer: str
    part: str
    file: str
    change: str


@dataclass(frozen=True)
class Telling:
    """Whom to tell what is being done: in words, in bytes fetched, in triples built."""

    tell: Callable[[str], None] = lambda _: None
    fetched: FetchProgress | None = None
    built: BuildProgress | None = None
    patience: Patience | None = None

    def gatherer(self, writer: Writer) -> Gatherer:
        """Return what gathers files for a writer."""
        return Gatherer(writer.files, self.tell, self.fetched, self.patience)


@dataclass(frozen=True)
class Told:
    """What a user says of the files given: the date of the data, what part they are, whose."""

    name: str = ""
    dated: str = ""
    part: str = ""
    title: str = ""
    publisher: str = ""
    licence: str = ""


def summaries() -> dict[str, str]:
    """Return what each kind of layer holds, in a line: those of the readers, then "rdf"."""
    told = {name: reader.summary for name, reader in installed_readers().items()}
    return {**told, RDF: "RDF files of your own"}


def kinds() -> tuple[str, ...]:
    """Return what `add` takes: the kinds of layers, and "all" for any reader's."""
    return (*summaries(), ALL)


def add(
    folder: Path,
    kind: str,
    given: Sequence[str] = (),
    told: Told | None = None,
    telling: Telling | None = None,
) -> list[Change]:
    """Add files to a layer, or a layer to the store; return what became of each part.

    `kind` is one of `kinds`; `given` are files, folders, archives and addresses, or "shipped"
    for the files that come with tigraph, and where none is given those that the reader knows.
    A file that is the same part as a former one takes its place. Nothing is built where
    nothing is new. Raises `UsageError` for a name or an address that cannot be one,
    `DataError` for what cannot be fetched or read.
    """
    told, telling = told or Told(), telling or Telling()
    if is_declaration(kind):
        return _add_declared(folder, Path(kind), given, told, telling)
    _check(kind, given, told)
    origins = [
        Origin(item if _is_remote(item) else str(Path(item).absolute()), told.dated, told.part)
        for item in (given and _shipped_named(kind, given)) or _defaults(kind)
    ]
    with writing(folder) as writer:
        former = {layer.name: layer for layer in layers_of(writer.current, folder)}
        found = telling.gatherer(writer).gather(kind, origins)
        layers = dict(former)
        for reader, gathered in found.items():
            name = told.name if reader == RDF else reader
            own = former.get(name) or Layer(name, ())
            layers[name] = _described(own.with_sources(gathered.sources, gathered.origins), told)
        return _built(writer, former, layers, telling)


def _add_declared(
    folder: Path, path: Path, given: Sequence[str], told: Told, telling: Telling
) -> list[Change]:
    """Add files to the layer that a declaration describes, or make it."""
    _check_told(told, "a declaration")
    origins = [
        Origin(item if _is_remote(item) else str(Path(item).absolute()), told.dated, told.part)
        for item in given
    ]
    name = declared_name(path).name  # before anything is locked
    with writing(folder) as writer:
        former = {layer.name: layer for layer in layers_of(writer.current, folder)}
        made = declared(path, origins, former.get(name), telling.gatherer(writer))
        return _built(writer, former, {**former, name: made}, telling)


def update(folder: Path, names: Iterable[str] = (), telling: Telling | None = None) -> list[Change]:
    """Read what layers came from once more, all of them unless told; return what changed.

    Addresses are asked whether they hold something new. A file or folder that is no longer
    where it was is told of, and what was read of it stays. Raises as `add` does, and
    `UnknownNameError` for a layer that is not there.
    """
    telling = telling or Telling()
    with writing(folder) as writer:
        former = {layer.name: layer for layer in layers_of(writer.current, folder)}
        layers = dict(former)
        for name in known_layers(names or list(former), former):
            layer = former[name]
            origins = [origin for origin in layer.origins if _is_there(origin, name, telling)]
            kind, gatherer = kind_of(layer), telling.gatherer(writer)
            try:
                if declaration_of(layer):
                    layers[name] = _declared_again(layer, origins, gatherer)
                    continue
                found = gatherer.gather(kind, origins)
            except NothingToReadError as error:
                telling.tell(f"{name}: {error} What was read before stays.")
                continue
            if kind in found:
                layers[name] = layer.with_sources(found[kind].sources, origins)
        return _built(writer, former, layers, telling)


def _declared_again(layer: Layer, origins: Sequence[Origin], gatherer: Gatherer) -> Layer:
    """Return a declared layer as its declaration and its files are now, where they are there."""
    path = next((one.given for one in origins if one.part == DECLARATION), "")
    files = [one for one in origins if one.part != DECLARATION]
    if path:
        return declared(Path(path), files, layer, gatherer) if files else layer
    readers = readers_of([layer], installed_readers())
    found = replace(gatherer, readers=readers).gather(layer.name, files)
    return layer.with_sources(found[layer.name].sources, origins) if files else layer


def remove(
    folder: Path, names: Iterable[str], telling: Telling | None = None, *, part: str = ""
) -> list[Change]:
    """Remove layers, or a part of each, from the store, and the files that no other needs.

    A layer goes with its last part. Raises `UnknownNameError` for a layer or a part that is not
    there.
    """
    telling = telling or Telling()
    with writing(folder) as writer:
        former = {layer.name: layer for layer in layers_of(writer.current, folder)}
        layers = dict(former)
        for name in dict.fromkeys(known_layers(names, former)):
            own = layers.pop(name)
            left = _without(own, part) if part else None
            if left and any(one.part != DECLARATION for one in left.sources):
                layers[name] = left
        gone = {one for name in former for one in _addresses(former[name])}
        forget(writer.files, gone - {one for own in layers.values() for one in _addresses(own)})
        return _built(writer, former, layers, telling)


def _without(layer: Layer, part: str) -> Layer:
    if part == DECLARATION and declaration_of(layer):
        raise UsageError(f"Without its declaration {layer.name} cannot be read: remove it whole.")
    left = layer.without(part)
    if left.sources == layer.sources:
        parts = [source.part for source in layer.sources]
        remedy = f"See `tigraph layer show {layer.name}`."
        raise UnknownNameError(f"part of {layer.name}", part, nearest(part, parts), remedy)
    return left


def _addresses(layer: Layer) -> set[str]:
    """Return the addresses that a layer was read from."""
    found = {source.address for source in layer.sources if is_address(source.address)}
    return found.union(*(addresses_of(one.given) for one in layer.origins if _is_remote(one.given)))


# --------------------------------------------------------------------------- the steps


def _check(kind: str, given: Sequence[str], told: Told) -> None:
    if kind not in kinds():
        raise UnknownNameError("kind of layer", kind, nearest(kind, list(kinds())))
    _check_date(told)
    if kind == ALL and (told.dated or told.part):
        raise UsageError(
            "--dated and --part are said of one layer: add its files by themselves, with its KIND."
        )
    if kind == RDF:
        if not given:
            raise UsageError("Give the files of RDF, a folder of them, or an address.")
        if not told.name:
            raise UsageError("A layer of RDF needs a name: give --name NAME.")
        if told.name in kinds():
            raise UsageError(f"“{told.name}” is what tigraph calls a layer: give another --name.")
        building.check_name(told.name)
        return
    _check_told(told, kind)


def _check_date(told: Told) -> None:
    if told.dated and not _DATE.fullmatch(told.dated):
        raise UsageError(f"--dated {told.dated}: give a year, a month or a day, such as 2026-03.")
    if told.dated:
        period(told.dated)  # a day that the calendar has


def _check_told(told: Told, kind: str) -> None:
    _check_date(told)
    for option in ("name", "title", "publisher", "licence"):
        if getattr(told, option):
            raise UsageError(f"--{option} is for layers of RDF: {kind} tells its own.")


def _defaults(kind: str) -> list[str]:
    """Return where the files of a layer are found: those that come with tigraph, then addresses."""
    chosen = _readers(kind)
    found = [address for reader in chosen for address in reader.description.addresses]
    if not (found := _shipped_files(kind) + found):
        raise UsageError(f"There is no address of {kind} to begin with: give files.")
    return found


def _readers(kind: str) -> list[Reader]:
    readers = installed_readers()
    return [*readers.values()] if kind == ALL else [readers[kind]] if kind in readers else []


def _shipped_files(kind: str) -> list[str]:
    return [
        str(shipped("data") / name)
        for reader in _readers(kind)
        for name in reader.description.shipped
    ]


def _shipped_named(kind: str, given: Sequence[str]) -> list[str]:
    """Return what was given, with the files themselves for the word "shipped"."""
    return [
        file
        for item in given
        for file in (_shipped_files(kind) if item == SHIPPED and not Path(item).exists() else ())
        or [item]
    ]


def _described(layer: Layer, told: Told) -> Layer:
    """Return a layer of RDF with what the user says of it, on top of what was said before."""
    if layer.name in installed_readers() or declaration_of(layer):
        return layer
    former = described(layer)
    return replace(
        layer,
        description=replace(
            former,
            title={"fr": told.title, "en": told.title} if told.title else former.title,
            publishers=(told.publisher,) if told.publisher else former.publishers,
            licence=told.licence or former.licence,
        ),
    )


def _built(
    writer: Writer, former: dict[str, Layer], layers: dict[str, Layer], telling: Telling
) -> list[Change]:
    """Build what is wanted if it is not what is there; return the changes."""
    changes = list(_changes(former, layers))
    version = writer.current
    if layers == former and version is not None and versions.is_current(version):
        return changes
    if layers or version is not None:
        building.build(list(layers.values()), writer, telling.built)
        _tidy(writer, layers.values())
    return changes


def _changes(former: dict[str, Layer], layers: dict[str, Layer]) -> Iterator[Change]:
    for name in sorted({*former, *layers}):
        before, after = _parts(former.get(name)), _parts(layers.get(name))
        for part in sorted({*before, *after}):
            old, new = before.get(part), after.get(part)
            if new is None:
                assert old is not None
                yield Change(name, part, old.name, "removed")
            elif old is None:
                yield Change(name, part, new.name, "new")
            else:
                yield Change(name, part, new.name, "unchanged" if old == new else "changed")


def _parts(layer: Layer | None) -> dict[str, Source]:
    return {source.part: source for source in layer.sources} if layer else {}


def _tidy(writer: Writer, layers: Iterable[Layer]) -> None:
    """Remove the files that no layer and no address needs any longer.

    The version before, which others may still be reading, has its triples in its own folder.
    """
    if not any(_is_remote(origin.given) for layer in layers for origin in layer.origins):
        forget(writer.files)
    needed = remembered(writer.files)
    needed |= {source.sha256 for layer in layers for source in layer.sources}
    for file in writer.files.iterdir():
        if file.is_file() and file.name not in needed:
            file.unlink(missing_ok=True)


def _is_remote(given: str) -> bool:
    return is_address(given) or given.startswith("pkg:")


def _is_there(origin: Origin, name: str, telling: Telling) -> bool:
    if _is_remote(origin.given) or Path(origin.given).exists():
        return True
    telling.tell(f"{name}: {origin.given} is no longer there; what was read of it stays.")
    return False
