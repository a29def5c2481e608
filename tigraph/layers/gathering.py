"""From what a user gives to the files of a layer.

Addresses are fetched, folders and archives gone through; each file is recognised by the
reader that knows it, and kept by its SHA-256.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from tigraph.errors import DataError, NothingToReadError
from tigraph.http import Download, Patience, Progress, fetch
from tigraph.http.addresses import shown
from tigraph.layers.layer import Origin
from tigraph.layers.providers import _NPM, _package, _resources, addresses_of
from tigraph.local import drop, ending, is_passing, scratch, settle
from tigraph.rdf import RDF_NAMES, RDF_READ
from tigraph.registries import (
    MOST_FILES,
    Reader,
    Recognised,
    Source,
    beginning,
    expanded,
    installed_readers,
    refuse_page,
)

#: What the name of a table ends in that is left aside with a word.
_TABLES = re.compile(r"(?<!^package)\.(json|geojson|csv|tsv|txt|xlsx?|ods)$", re.IGNORECASE)
RDF = "rdf"
ALL = "all"


@dataclass
class Gathered:
    """The files of one layer, by part, and what they were found in."""

    sources: dict[str, Source] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)


def _installed() -> Mapping[str, Reader]:
    return installed_readers()


@dataclass(frozen=True)
class Gatherer:
    """How files are gathered: the cache of files, and whom to tell what."""

    files: Path
    tell: Callable[[str], None] = lambda _: None
    progress: Progress | None = None
    patience: Patience | None = None
    readers: Mapping[str, Reader] = field(default_factory=_installed)

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        """Yield a folder in the store for what passes."""
        try:
            made = scratch(self.files.parent)
        except OSError as error:
            reason = error.strerror or error
            raise DataError(f"Cannot write in {self.files.parent}: {reason}.") from None
        try:
            yield made
        finally:
            drop(made)

    def gather(self, kind: str, origins: Sequence[Origin]) -> dict[str, Gathered]:
        """Return the files of each layer among what was given, kept in the cache.

        `kind` is the name of a reader, "rdf", or "all" for whatever the readers know.
        Raises `NothingToReadError` where something given holds nothing of the kind, `DataError`
        where a file cannot be read, or looks right and is not, `UsageError` for an address
        that is none.
        """
        found: dict[str, Gathered] = {}
        unread: list[str] = []
        nothing: NothingToReadError | None = None
        with self._scratch() as passing:
            for origin in origins:
                fruitful = False
                for place in self._places(origin, passing):
                    read: set[Path] = set()
                    for name in self.readers if kind == ALL else (kind,):
                        try:
                            recognised = self._recognise(name, place, origin)
                        except NothingToReadError as error:
                            nothing = error
                            continue
                        fruitful = True
                        read.update(one.path for one in recognised)
                        own = found.setdefault(name, Gathered())
                        self._take(own, recognised, place, origin)
                        if origin not in own.origins:
                            own.origins.append(origin)
                    unread += [path.name for path in place.paths if path not in read]
                if nothing and not fruitful and kind != ALL:
                    raise nothing
        if nothing and not found:
            raise nothing
        if kind != ALL:
            unread = [name for name in unread if _TABLES.search(name)]
        if unread:
            who = "No layer reads" if kind == ALL else f"The layer {kind} does not read"
            self.tell(f"{who} {_some(unread)}.")
        return found

    def _take(
        self, own: Gathered, recognised: Sequence[Recognised], place: _Place, origin: Origin
    ) -> None:
        """Keep files that a reader recognised, and say which is taken of two for one part."""
        for one in recognised:
            source = self._source(one, place, origin)
            other = own.sources.get(source.part)
            if other and other.sha256 != source.sha256:
                self.tell(f"{source.part} is in two files: {source.name} is taken for it.")
            own.sources[source.part] = source

    def _places(self, origin: Origin, scratch: Path) -> Iterator[_Place]:
        """Yield the files that something given stands for, together as they lie."""
        addresses = addresses_of(origin.given)
        if not addresses:
            path = Path(origin.given)
            listed = expanded(list_files(path), _subfolder(scratch))
            yield _Place(path if path.is_dir() else path.parent, listed)
        for address in addresses:
            yield from self._fetched(address, scratch, origin.given)

    def _fetched(self, address: str, scratch: Path, given: str) -> Iterator[_Place]:
        """Yield what an address gives: a file, or the tables of a dataset that it describes."""
        got = self._fetch(address)
        resources = _resources(got)
        for resource, modified in resources:
            yield _place(self._fetch(resource), scratch, modified)
        if not resources:
            yield _place(got, scratch, purl=given if _NPM.fullmatch(given) else "")

    def _fetch(self, address: str) -> Download:
        self.tell(f"Fetching {shown(address)} …")
        return fetch(address, self.files, self.patience, self.progress)

    def _recognise(self, kind: str, place: _Place, origin: Origin) -> list[Recognised]:
        dated = origin.dated or place.modified
        if kind == RDF:
            return _recognised_rdf(place, origin)
        try:
            return self.readers[kind].recognise(place.paths, dated, origin.part)
        except NothingToReadError:
            if len(place.paths) == 1:
                refuse_page(beginning(place.paths[0]), str(place.paths[0]))
            raise

    def kept(self, path: Path, part: str) -> Source:
        """Keep a file; return it as a source that is this part of its layer."""
        digest = self._keep(path)
        return Source(
            self.files / digest, path.name, digest, part=part, origin=str(path.absolute())
        )

    def _source(self, found: Recognised, place: _Place, origin: Origin) -> Source:
        """Keep a file that was recognised; return it as a source."""
        fetched = place.download
        return Source(
            path=self.files / (digest := self._keep(found.path)),
            name=found.path.name,
            sha256=digest,
            address=place.purl or (fetched.address if fetched else _package(found.path)),
            retrieved=fetched.retrieved if fetched else "",
            dated=found.dated,
            part=found.part,
            origin=origin.given,
        )

    def _keep(self, path: Path) -> str:
        """Copy a file into the cache; return its SHA-256."""
        digest = hashlib.sha256()
        part = self.files / f".part-{os.getpid()}-{secrets.token_hex(4)}"
        try:
            with path.open("rb") as file, _to_be_kept(part) as copy:
                while piece := file.read(2**20):
                    digest.update(piece)
                    copy.write(piece)
                settle(copy, self.files / digest.hexdigest())
        except OSError as error:
            raise DataError(f"Cannot keep {path}: {error.strerror or error}.") from None
        return digest.hexdigest()


@dataclass(frozen=True)
class _Place:
    """Files that were found together, and where they came from."""

    folder: Path
    paths: list[Path]
    download: Download | None = None
    modified: str = ""
    purl: str = ""


def _place(got: Download, scratch: Path, modified: str = "", purl: str = "") -> _Place:
    """Return the files of a download, under its name, unpacked if it is an archive.

    `modified` is of when it is where its server does not say.
    """
    folder = _subfolder(scratch)
    named = folder / got.name
    try:
        named.symlink_to(got.path.resolve())
    except OSError:  # a system, or a user, without links
        shutil.copyfile(got.path, named)
    paths = expanded([named], _subfolder(scratch))
    return _Place(folder, paths, got, got.modified or modified, purl)


def list_files(path: Path) -> list[Path]:
    """Return a file, or the files of a folder and of those in it, in the order of their names.

    Hidden ones are left out; links to folders are not followed. Raises `DataError` where
    there is none, one cannot be read, or there are far too many.
    """
    if not path.exists():
        raise DataError(f"No such file or folder: {path}. Check its name.")
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    for folder, inside, names in os.walk(path, onerror=_refuse):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        found += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
        if len(found) > MOST_FILES:
            raise DataError(
                f"{path} holds more than {MOST_FILES:,} files: give the folder, or the files, "
                "that are meant."
            )
    if not found:
        raise NothingToReadError(
            f"{path} is empty: there is nothing to read in it. Hidden files are left out, and "
            "links to folders are not followed."
        )
    files = [file for file in found if file.is_file()]
    if not files:
        raise NothingToReadError(f"{path} has but links that lead nowhere: give what they mean.")
    return files


def _refuse(error: OSError) -> None:
    raise DataError(f"Cannot read the folder {error.filename}: {error.strerror}.") from None


def _recognised_rdf(place: _Place, origin: Origin) -> list[Recognised]:
    """Return the files of RDF, each a part by its path in what was given."""
    found = [path for path in place.paths if ending(path.name, RDF_READ)]
    if not found:
        raise NothingToReadError(
            f"No RDF in {_some([path.name for path in place.paths])}: the name of a file of RDF "
            f"ends in {', '.join(RDF_NAMES)}."
        )
    return [Recognised(path, _within(path, place.folder), origin.dated) for path in found]


def _within(path: Path, folder: Path) -> str:
    """Return the path of a file within a folder; the name alone of what was unpacked."""
    within = path.is_relative_to(folder) and not is_passing(path.relative_to(folder))
    return path.relative_to(folder).as_posix() if within else path.name


def _subfolder(scratch: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=scratch))


@contextmanager
def _to_be_kept(path: Path) -> Iterator[BinaryIO]:
    """Open a file that is gone again unless it has been moved by the end."""
    try:
        with path.open("xb") as file:
            yield file
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _some(names: Sequence[str], most: int = 5) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")
