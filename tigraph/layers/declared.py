"""Layers of registers that a file of the user's own declares: kept with what it describes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from tigraph.errors import DataError, UsageError
from tigraph.http.addresses import is_address
from tigraph.layers.gathering import RDF, Gathered, Gatherer
from tigraph.layers.layer import Layer, Origin
from tigraph.registries import DECLARATION, Reader, Source, installed_readers, ordered, reader_of

#: What the name of a declaration ends in.
ENDINGS = (".yaml", ".yml")


def is_declaration(kind: str) -> bool:
    """Whether what is given as the kind of a layer is a declaration's file."""
    return kind.lower().endswith(ENDINGS)


def declaration_of(layer: Layer) -> Source | None:
    """Return the declaration that a layer is read by, None where it is read otherwise."""
    return next((one for one in layer.sources if one.part == DECLARATION), None)


def readers_of(layers: Iterable[Layer], readers: Mapping[str, Reader]) -> dict[str, Reader]:
    """Return readers, and those that the declarations among the files of layers make."""
    made = dict(readers)
    for layer in layers:
        if layer.name not in made and (told := declaration_of(layer)):
            made[layer.name] = reader_of(told.path, told.name)
    return ordered(made)


def declared_name(path: Path) -> Reader:
    """Return the reader of a declaration; raises `UsageError` where its name is taken."""
    if not path.is_file():
        raise DataError(f"No such file: {path}. Give the file of the declaration.")
    reader = reader_of(path)
    if reader.name in installed_readers():
        raise UsageError(
            f"{path}: tigraph has a layer “{reader.name}” of its own: give yours another name."
        )
    return reader


def declared(path: Path, origins: list[Origin], former: Layer | None, gatherer: Gatherer) -> Layer:
    """Return the layer that a declaration makes of files, in place of the former one.

    Where the declaration is another than before, all files of the layer are gone through anew.
    Without files, those that it names are read, else those of before. Raises `DataError`,
    `UsageError`.
    """
    reader = declared_name(path)
    name = reader.name
    told = gatherer.kept(path, DECLARATION)
    before = declaration_of(former) if former else None
    if former and not before:
        raise UsageError(f"The layer {name} is one of {RDF}: give yours another name.")
    own = [one for one in (former.origins if former else ()) if one.part != DECLARATION]
    origins = origins or [Origin(_beside(one, path)) for one in reader.description.addresses]
    if not origins and not own:
        raise UsageError(f"Give the files of {name}: its declaration names none.")
    if before and before.sha256 == told.sha256:
        origins, layer = origins or own, former
    else:
        given = {one.given for one in origins}
        origins, layer = [*(one for one in own if one.given not in given), *origins], None
        for one in origins:
            if not is_address(one.given) and not Path(one.given).exists():
                raise DataError(
                    f"{one.given}, from which the layer {name} was read before, is no longer "
                    f"there: `tigraph layer remove {name}`, and add what is there."
                )
    readers = {**installed_readers(), name: reader}
    found = replace(gatherer, readers=readers).gather(name, origins).get(name, Gathered())
    made = layer or Layer(name, ())
    sources = {**found.sources, DECLARATION: told}
    gave = [*found.origins, Origin(str(path.absolute()), part=DECLARATION)]
    return replace(made.with_sources(sources, gave), description=reader.description)


def _beside(address: str, path: Path) -> str:
    """Return an address as it is, or the file that it names beside the declaration."""
    remote = is_address(address) or address.startswith("pkg:")
    return address if remote else str((path.parent / address).absolute())
