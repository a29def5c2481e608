"""The store on disk: a folder of versions, one of which is in force.

::

    lock            held by whoever writes, with the number of the process in it
    files/          what layers were read from, each file under its SHA-256
    versions/7/     manifest.json, store/ (Oxigraph's), layers/, reports/, copies/
    current         the number of the version in force

A version is built beside the one in force and takes its place at once, when everything
in it is on the disk: `current` is replaced, never rewritten. Nothing in a version's store
changes after that, so readers go on reading it while the next one is built. What a writer
left who died before that, no `current` names; the next writer removes it. The version
before the one in force stays until then, for those who are still reading it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from tigraph import __version__
from tigraph.errors import DataError, StoreBusy
from tigraph.local import cache
from tigraph.local.files import shipped, user_folder

#: The form of the folder and of what is in a version; a store of another form is built anew.
FORMAT = 1
_PASSING: list[Path] = []
#: Stores that were opened before they were asked for.
_AHEAD: dict[Path, ox.Store] = {}
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
    its `name`, `triples`, counts of rows, and `sources`.
    """

    path: Path
    manifest: Mapping[str, Any] = field(repr=False)

    @property
    def store(self) -> Path:
        return self.path / "store"

    @property
    def layers(self) -> list[dict[str, Any]]:
        """What the manifest says of each layer, in the order in which they were built."""
        return list(self.manifest.get("layers", ()))


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
    except (OSError, ValueError):
        again = folder / "current"
        if again.read_text(encoding="utf-8").strip() != number:  # replaced meanwhile
            return current(folder)
        raise DataError(
            f"The store in {folder} is damaged: version {number or '(none)'} is not whole. "
            "Remove its file “current” and add the layers again."
        ) from None


def version_in(path: Path) -> Version:
    """Return the version in a folder; raises `OSError` or `ValueError` where it is not whole."""
    return Version(path, json.loads((path / "manifest.json").read_bytes()))


def open_ahead(folder: Path | None) -> None:
    """Open the version in force before it is asked for, while something else is worked on.

    What is wrong with it is told to whoever asks.
    """
    with suppress(DataError):
        if folder is not None and (found := current(folder)) is not None:
            _AHEAD[found.store] = opened(found.store)


def opened(path: Path) -> ox.Store:
    """Open a store on disk for reading; nothing in its folder is touched.

    Raises `DataError`.
    """
    if path in _AHEAD:
        return _AHEAD.pop(path)
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise DataError(f"Cannot open the store in {path}: {_reason(error)}.") from None


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


class Writer:
    """Whoever holds the lock of a folder. Made by `writing`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = folder / "files"

    @property
    def current(self) -> Version | None:
        """The version in force."""
        return current(self.folder)

    @contextmanager
    def new_version(self) -> Iterator[Path]:
        """Yield the folder for a new version; it comes into force if the block ends well.

        Its manifest must be in it by then. Whatever goes wrong, the version before stays
        as it is. Raises `DataError` where the disk is full or fails.
        """
        versions = self.folder / "versions"
        numbers = [int(path.name) for path in versions.iterdir() if path.name.isdigit()]
        path = versions / str(max(numbers, default=0) + 1)
        try:
            path.mkdir()
            yield path
            sync(path)
            sync_folder(versions)
            _point(self.folder, path.name)
        except BaseException as error:
            if not self._in_force(path):
                _remove(path)
            if isinstance(error, OSError):
                raise DataError(
                    f"Cannot write the store in {self.folder}: {_reason(error)}. "
                    "It is as it was before."
                ) from None
            raise

    def _in_force(self, path: Path) -> bool:
        found = self.current
        return found is not None and found.path == path

    def clean(self) -> None:
        """Remove what is not in force: older versions, and what dead writers left."""
        kept = self.current
        for path in (self.folder / "versions").iterdir():
            if kept is None or path != kept.path:
                _remove(path)
        for path in self.files.glob(".*"):
            path.unlink(missing_ok=True)
        for path in self.folder.glob(".current-*"):
            path.unlink(missing_ok=True)


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """Hold the lock of a folder, which is made if need be, tidied up.

    Raises `StoreBusy` where somebody else is writing, `DataError` where the folder
    cannot be written to.
    """
    try:
        for needed in (folder / "files", folder / "versions"):
            needed.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise DataError(f"Cannot write to the store in {folder}: {_reason(error)}.") from None
    try:
        if not _lock(descriptor):
            raise StoreBusy(
                f"The store in {folder} is being written by another process{_holder(descriptor)}: "
                "wait until it is done, and try again."
            )
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        writer = Writer(folder)
        writer.clean()
        yield writer
    finally:
        os.close(descriptor)  # which gives the lock back, as does the end of the process


def _lock(descriptor: int) -> bool:
    """Take the lock of an open file, unless another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(descriptor: int) -> str:
    """Return who holds the lock of an open file, as far as it says so."""
    with suppress(OSError):  # Windows does not let us read what is locked
        if number := os.read(descriptor, 20).decode(errors="replace").strip():
            return f" ({number})"
    return ""


def copy_kept(version: Version, key: str, make: Callable[[Path], None]) -> Path:
    """Return the folder `copies/key` of a version, made by `make(folder)` if it is not there.

    Such a copy belongs to its version and goes with it. Where the folder cannot be written
    to, the copy is made in a temporary folder, which goes with the process.
    """
    path = version.path / "copies" / key
    if path.is_dir():
        return path
    import tempfile

    try:
        path.parent.mkdir(exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".", dir=path.parent))
    except OSError:
        return temporary(make)
    try:
        make(made / "made")
        sync(made)
        with suppress(OSError):  # another process was quicker
            os.rename(made / "made", path)
    except OSError as error:
        raise DataError(f"Cannot write to {path.parent}: {_reason(error)}.") from None
    finally:
        _remove(made)
    return path


def temporary(make: Callable[[Path], None]) -> Path:
    """Return a folder made by `make(folder)` that goes when the process ends."""
    import atexit
    import tempfile

    made = Path(tempfile.mkdtemp(prefix="tigraph-"))
    if not _PASSING:
        atexit.register(remove_temporary)
    _PASSING.append(made)
    make(made / "made")
    return made / "made"


def remove_temporary() -> None:
    """Remove the temporary folders of this process; the command line calls it when it ends."""
    while _PASSING:
        _remove(_PASSING.pop())


def _remove(folder: Path) -> None:
    """Remove a folder, as far as that can be done."""
    import shutil  # which takes its time to import, and readers need not

    shutil.rmtree(folder, ignore_errors=True)


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


def sync(folder: Path) -> None:
    """Make sure that a folder and all in it are on the disk."""
    for path, _, names in os.walk(folder):
        for name in names:
            descriptor = os.open(os.path.join(path, name), os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        sync_folder(Path(path))


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    if sys.platform == "win32":  # which cannot, and need not
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _point(folder: Path, number: str) -> None:
    """Put a version in force: from here on every reader finds it."""
    import tempfile

    with tempfile.NamedTemporaryFile("w", dir=folder, prefix=".current-", delete=False) as file:
        file.write(f"{number}\n")
        file.flush()
        os.fsync(file.fileno())
    os.chmod(file.name, 0o644)
    os.replace(file.name, folder / "current")
    sync_folder(folder)


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error).rstrip(".")
