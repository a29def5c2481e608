"""Folders that are made whole, and passing ones that go with the process."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

_PASSING: list[Path] = []


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
        remove_folder(_PASSING.pop())


def remove_folder(folder: Path) -> None:
    """Remove a folder, as far as that can be done."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def sync(folder: Path) -> None:
    """Make sure that a folder and all in it are on the disk."""
    for path, _, names in os.walk(folder):
        for name in names:
            descriptor = os.open(Path(path) / name, os.O_RDONLY)
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
