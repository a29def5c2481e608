"""Passing folders: they go with the process, or, where that was killed, when the next one looks.

Whoever has one holds the lock of a file in it, which the system takes back from the dead.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tigraph.local.folders import remove_folder
from tigraph.local.turns import lock

_PREFIX, _LOCK = ".tigraph-", "held"
#: A folder that nobody holds is left for so many seconds: it may have been made this moment.
_NEW = 60.0
#: The passing folders of this process, with the file by which each is held.
_OURS: dict[Path, int] = {}


def scratch(parent: Path | None = None) -> Path:
    """Return a new folder, in another one or where temporary files go; see `drop`.

    What dead processes left there is removed first. Raises `OSError` where it cannot be made.
    """
    import atexit
    import tempfile

    place = parent or Path(tempfile.gettempdir())
    sweep(place)
    made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    if not _OURS:
        atexit.register(remove_temporary)
    descriptor = os.open(made / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    lock(descriptor)
    _OURS[made] = descriptor
    return made


def drop(folder: Path) -> None:
    """Remove a passing folder of this process."""
    descriptor = _OURS.pop(folder, None)
    remove_folder(folder)
    if descriptor is not None:
        with suppress(OSError):
            os.close(descriptor)


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Yield a folder among temporary files that goes with the block, or as `scratch` does."""
    made = scratch()
    try:
        yield made
    finally:
        drop(made)


def is_passing(path: Path) -> bool:
    """Whether a path leads into a passing folder.

    >>> is_passing(Path("store/.tigraph-1/a.ttl")), is_passing(Path("store/a.ttl"))
    (True, False)
    """
    return any(part.startswith(_PREFIX) for part in path.parts)


def sweep(parent: Path) -> int:
    """Remove the passing folders of dead processes in another one; return how many."""
    removed = 0
    with suppress(OSError):
        for entry in list(os.scandir(parent)):
            if entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False):
                path = Path(entry.path)
                if path not in _OURS and _is_left(path):
                    remove_folder(path)
                    removed += 1
    return removed


def _is_left(path: Path) -> bool:
    """Whether nobody holds a passing folder."""
    try:
        descriptor = os.open(path / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        with suppress(OSError):
            return time.time() - path.stat().st_mtime > _NEW
        return False
    except OSError:  # somebody else's
        return False
    try:
        return lock(descriptor)
    finally:
        os.close(descriptor)


def temporary(make: Callable[[Path], None], parent: Path | None = None) -> Path:
    """Return a folder made by `make(folder)` that goes when the process ends."""
    made = scratch(parent)
    make(made / "made")
    return made / "made"


def remove_temporary() -> None:
    """Remove the passing folders of this process; the command line calls it when it ends."""
    for folder in list(_OURS):
        drop(folder)


def _after_fork() -> None:
    _OURS.clear()  # they are its parent's


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
