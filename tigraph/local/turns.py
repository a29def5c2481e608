"""Files that several processes change: each has its turn, so that nobody's work is lost."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tigraph.errors import DataError

#: For so many seconds a turn is waited for, looking again after so many.
_PATIENCE, _PAUSE = 30.0, 0.02


def lock(descriptor: int) -> bool:
    """Take the lock of an open file, unless another process has it; closing it gives it back."""
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


def share(path: Path, *, alone: bool = False) -> int | None:
    """Return a file opened and held with others, or `alone`; None where that cannot be.

    Closing it lets it go. Windows has no such lock, and keeps what is open by itself.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def turn(path: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold a file against others who change it so: what is read in the block is still true there.

    A file beside it stands for it meanwhile, since it may not be there itself, and is replaced
    when it is written. Raises `DataError` where nobody can write there, or others do too long.
    """
    path = path.resolve()
    beside = path.with_name(f".{path.name}.lock")
    until = time.monotonic() + patience
    while (descriptor := _taken(beside)) is None:
        if time.monotonic() > until:
            raise DataError(f"{path} is being written by another process: try again.")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps a file that is open
            beside.unlink()
        os.close(descriptor)


def _taken(beside: Path) -> int | None:
    """Return the open file that stands for another, its lock taken; None where others have it."""
    try:
        descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        reason = error.strerror or error
        raise DataError(f"Cannot write in {beside.parent}: {reason}.") from None
    if lock(descriptor) and _still(beside, descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _still(beside: Path, descriptor: int) -> bool:
    """Whether an open file is still the one of its name: who had the turn before removes it."""
    try:
        return os.path.samestat(beside.stat(), os.fstat(descriptor))
    except OSError:
        return False
