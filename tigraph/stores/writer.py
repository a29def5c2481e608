"""Writing a store: one writer at a time, a version whole or not at all."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tigraph.errors import DataError, StoreBusyError
from tigraph.local import lock, remove_folder, settle, sweep, sync, sync_folder
from tigraph.stores import whole
from tigraph.stores.versions import Version, _reason, current, in_force


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
            whole.seal(path)
            sync(path)
            sync_folder(versions)
            _point(self.folder, path.name)
        except BaseException as error:
            if not self._in_force(path):
                remove_folder(path)
            if isinstance(error, OSError):
                raise DataError(
                    f"Cannot write the store in {self.folder}: {_reason(error)}. "
                    "It is as it was before."
                ) from None
            raise

    def _in_force(self, path: Path) -> bool:
        return in_force(self.folder) == path

    def clean(self) -> None:
        """Remove what is not in force: older versions, and what dead writers left.

        Where nothing tells which version is in force, or that one is gone, what is whole stays.
        """
        kept = in_force(self.folder)
        for path in (self.folder / "versions").iterdir():
            if path != kept and (kept or not whole.is_sealed(path)):
                remove_folder(path)
        sweep(self.folder)
        for path in self.files.glob(".*"):
            path.unlink(missing_ok=True)
        for path in self.folder.glob(".current-*"):
            path.unlink(missing_ok=True)


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """Hold the lock of a folder, which is made if need be, tidied up.

    Raises `StoreBusyError` where somebody else is writing, `DataError` where the folder
    cannot be written to.
    """
    try:
        for needed in (folder / "files", folder / "versions"):
            needed.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise DataError(f"Cannot write to the store in {folder}: {_reason(error)}.") from None
    try:
        if not lock(descriptor):
            raise StoreBusyError(
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


def _holder(descriptor: int) -> str:
    """Return who holds the lock of an open file, as far as it says so."""
    with suppress(OSError):  # Windows does not let us read what is locked
        if number := os.read(descriptor, 20).decode(errors="replace").strip():
            return f" ({number})"
    return ""


def _point(folder: Path, number: str) -> None:
    """Put a version in force: from here on every reader finds it."""
    import tempfile

    with tempfile.NamedTemporaryFile("w", dir=folder, prefix=".current-", delete=False) as file:
        file.write(f"{number}\n")
        Path(file.name).chmod(0o644)
        settle(file, folder / "current")
    sync_folder(folder)
