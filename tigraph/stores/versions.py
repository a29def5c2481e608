"""The store on disk: a folder of versions, one of which is in force.

::

    lock            held by whoever writes, with the number of the process in it
    .tigraph-…/     what passes: removed with its process, or by the next one
    files/          what layers were read from, each file under its SHA-256
    versions/7/     manifest.json, store/ (Oxigraph's), names.sqlite, layers/, lives.nt.gz,
                    reports/, digests.json (of all these), copies/ (what is worked out of them)
    current         the number of the version in force

A version is built beside the one in force and takes its place at once, when everything
in it is on the disk: `current` is replaced, never rewritten. Nothing in a version's store
changes after that, so readers go on reading it while the next one is built. What a writer
left who died before that, no `current` names; the next writer removes it. The version
before the one in force stays until then, for those who are still reading it.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from tigraph import __version__
from tigraph.errors import DataError
from tigraph.local import cache, shipped, user_folder
from tigraph.stores import whole

#: The form of the folder and of what is in a version; a store of another form is built anew.
FORMAT = 3
#: From this form on each file of a version has its digest.
_SEALED = 3
#: Stores that were opened before they were asked for.
_AHEAD: dict[Path, ox.Store] = {}
#: So many seconds later the engine has done with what it tidies up.
_TIDYING = 0.2
T = TypeVar("T")


def default_folder() -> Path | None:
    """Return the user's store: TIGRAPH_STORE, else in the folder for data; None where it is "".

    It need not exist.
    """
    return user_folder(
        "TIGRAPH_STORE", "XDG_DATA_HOME", ".local/share", "Library/Application Support"
    )


@dataclass(frozen=True)
class Version:
    """A version of the store: its folder, and what its manifest says.

    The manifest has `format`, `tigraph` (the version that built it), `curated` (the digest
    of the graph that came with it), `built` (a date), `triples` and `layers`: of each layer
    its `name`, `triples`, counts of rows, and `sources`. One that has what was known by a date
    has `known`, with how many claims that is.
    """

    path: Path
    manifest: Mapping[str, Any] = field(repr=False)
    #: What is worked out of it may take so many bytes beside it; None: as usual.
    budget: int | None = field(default=None, repr=False, compare=False)
    #: What keeps it from being taken away, where it was worked out of another one.
    held: object = field(default=None, repr=False, compare=False)
    within: Version | None = field(default=None, repr=False, compare=False)

    @property
    def store(self) -> Path:
        """The folder of the store itself."""
        return self.path / "store"

    @property
    def layers(self) -> list[dict[str, Any]]:
        """What the manifest says of each layer, in the order in which they were built."""
        return list(self.manifest.get("layers", ()))


def in_force(folder: Path) -> Path | None:
    """Return the folder of the version in force, whole or not; None where none is told."""
    try:
        number = (folder / "current").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    path = folder / "versions" / number
    return path if number and path.is_dir() else None


def current(folder: Path) -> Version | None:
    """Return the version in force, or None where there is none.

    Raises `DataError` for a folder that cannot be read, or was damaged.
    """
    try:
        number = (folder / "current").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"Cannot read the store in {folder}: {error}.") from None
    try:
        return version_in(folder / "versions" / number)
    except (OSError, ValueError, DataError) as error:
        again = folder / "current"
        if again.read_text(encoding="utf-8").strip() != number:  # replaced meanwhile
            return current(folder)
        if isinstance(error, DataError):
            raise
        manifest = folder / "versions" / (number or "(none)") / "manifest.json"
        raise whole.damaged(manifest, "is not whole") from None


def lives(path: Path) -> Path:
    """Return the file, in the folder of a version, of the lives that follow from its layers."""
    return path / "lives.nt.gz"


def keep_lives(path: Path, found: Iterable[ox.Triple]) -> None:
    """Write what `derive_lives` found into the folder of a version."""
    import gzip

    lines = "".join(sorted(f"{triple} .\n" for triple in found))
    lives(path).write_bytes(gzip.compress(lines.encode(), mtime=0))


def version_in(path: Path) -> Version:
    """Return the version in a folder; raises `OSError`, `ValueError`, `DataError` if damaged."""
    found = Version(path, json.loads((path / "manifest.json").read_bytes()))
    if whole.is_sealed(path) or found.manifest.get("format", 0) >= _SEALED:
        whole.check(path, "manifest.json")
    return found


def open_ahead(folder: Path | None) -> None:
    """Open the version in force before it is asked for, while something else is worked on.

    What is wrong with it is told to whoever asks.
    """
    with suppress(DataError):
        if folder is not None and (found := current(folder)) is not None:
            _AHEAD[found.store] = opened(found.store)


def opened(path: Path) -> ox.Store:
    """Open a store on disk for reading; nothing in its folder is touched.

    A file that is not there may have gone while others were read, since the engine tidies up
    for a moment after it has written: then it is tried again. Raises `DataError`.
    """
    if (ahead := _AHEAD.pop(path, None)) is not None:
        return ahead
    if (path.parent / "manifest.json").exists() or whole.is_sealed(path.parent):
        whole.check(path.parent, path.name)
    failures = (OSError, RuntimeError, ValueError)
    try:
        return ox.Store.read_only(str(path))
    except failures as error:
        if "No such file" in str(error) and path.is_dir():
            time.sleep(_TIDYING)
            with suppress(*failures):
                return ox.Store.read_only(str(path))
        raise whole.damaged(path, f"cannot be opened ({_reason(error)})") from None


def steadily(folder: Path, read: Callable[[Version | None], T]) -> T:
    """Return what `read` makes of the version in force, which may change meanwhile.

    Where it raises `DataError` because two new versions came, and the one that it reads
    went, it is given the new one. Raises what it raises otherwise.
    """
    found = current(folder)
    while True:
        try:
            return read(found)
        except DataError:
            newer = current(folder)
            if newer is None or found is None or newer.path == found.path:
                raise
            found = newer


def made_from() -> dict[str, Any]:
    """Return what a manifest says of what built it: format, version, files that came with it."""
    files = _shipped()
    return {
        "format": FORMAT,
        "tigraph": __version__,
        "curated": _digest(files),
        "stamp": cache.stamp(files),
    }


def is_current(version: Version) -> bool:
    """Whether this tigraph would build a version as it is: same format, same curated graph."""
    manifest, files = version.manifest, _shipped()
    if (manifest.get("format"), manifest.get("tigraph")) != (FORMAT, __version__):
        return False
    # The stamp tells by sizes and dates; where these differ, the content is compared.
    return manifest.get("stamp") == cache.stamp(files) or manifest.get("curated") == _digest(files)


def _shipped() -> list[Path]:
    folders = (shipped("ontology"), shipped("ontology") / "rules", shipped("data"))
    return sorted(path for folder in folders for path in folder.iterdir() if path.is_file())


def _digest(files: list[Path]) -> str:
    import hashlib

    found = hashlib.sha256()
    for path in files:
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).rstrip(".")
