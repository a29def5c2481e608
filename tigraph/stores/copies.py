"""What is worked out of a version and kept with it, within a budget: the least used goes first.

Each result is a folder in `copies/` of its version, with digests of its own; one that is damaged is
worked out anew. Its own bytes count, not those that it shares with the version's store (hard
links). Whoever reads one holds it, so that nobody takes it away.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tigraph.errors import DataError
from tigraph.limits import size_of
from tigraph.local import drop, remove_folder, scratch, share, sweep, sync, temporary
from tigraph.stores import whole
from tigraph.stores.versions import Version, _reason

#: What is worked out of a version takes so many bytes at most, unless told.
BUDGET = 2 * 2**30
_VARIABLE = "TIGRAPH_BUDGET"
_FOLDER = "copies"
#: Where a result that is one piece of bytes stands in its folder.
_CONTENT = "content"


class Copy:
    """A result that is kept, held for as long as this is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = share(path / whole.FILE)

    def __del__(self) -> None:
        """Let it go."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)


class Worked(NamedTuple):
    """A result that is kept: its folder, its own bytes, when it was used last (seconds)."""

    path: Path
    size: int
    used: float


def usual_budget() -> int:
    """Return how many bytes may be kept: TIGRAPH_BUDGET, such as 500M, else `BUDGET`.

    Raises `UsageError` where it is no size.
    """
    told = os.environ.get(_VARIABLE)
    return size_of(told, _VARIABLE) if told else BUDGET


def budget_of(version: Version) -> int:
    """Return how many bytes may be kept of a version; raises `UsageError` as `usual_budget`."""
    return usual_budget() if version.budget is None else version.budget


def kept_before(version: Version, key: str) -> Copy | None:
    """Return the result of a version that is kept under a key, whole; None where none is."""
    path = version.path / _FOLDER / key
    if not path.is_dir():
        return None
    found = Copy(path)
    if next(whole.faults(path), None) is not None:
        return None
    if budget_of(version):
        with suppress(OSError):  # told to nobody but the next who makes room
            os.utime(path)
    return found


def kept_copy(version: Version, key: str, make: Callable[[Path], None]) -> Copy:
    """Return the result of a version that is kept under a key, made by `make(folder)` if need be.

    Where nothing may be kept (a budget of 0), or the store cannot be written to, it is made in a
    temporary folder, which goes with the process. Raises `DataError`.
    """
    path = version.path / _FOLDER / key
    budget = budget_of(version)
    if found := kept_before(version, key):
        return found
    if budget and path.is_dir():
        remove_folder(path)
    if not budget:
        return Copy(_passing(version, make))
    try:
        path.parent.mkdir(exist_ok=True)
        made = scratch(path.parent)
    except OSError:
        return Copy(_passing(version, make))
    try:
        make(made / "made")
        whole.seal(made / "made", version.path)
        sync(made / "made")
        found = Copy(made / "made")  # held before others see it
        try:
            found.path = (made / "made").rename(path)
        except OSError:  # another process was quicker
            found = Copy(path)
    except OSError as error:
        raise DataError(f"Cannot write to {path.parent}: {_reason(error)}.") from None
    finally:
        drop(made)
    around: Version | None = version
    while around is not None:
        make_room(around, budget)
        around = around.within
    return found


def content_kept(version: Version, key: str, make: Callable[[], bytes]) -> bytes:
    """Return what `make` gives, kept as a result of a version: see `kept_copy`."""

    def write(path: Path) -> None:
        content = make()
        path.mkdir()
        (path / _CONTENT).write_bytes(content)

    copy = kept_copy(version, key, write)
    return (copy.path / _CONTENT).read_bytes()


def content_before(version: Version, key: str) -> bytes | None:
    """Return what `content_kept` kept under a key, None where it keeps nothing under it."""
    copy = kept_before(version, key)
    return (copy.path / _CONTENT).read_bytes() if copy else None


def _passing(version: Version, make: Callable[[Path], None]) -> Path:
    def sealed(path: Path) -> None:
        make(path)
        whole.seal(path, version.path)

    return temporary(sealed)


def settled(version: Version) -> bool:
    """Make room in a version; return whether what is kept of it is within its budget now."""
    budget = budget_of(version)
    if not budget:
        return True
    make_room(version, budget)
    return sum(one.size for one in worked_out(version)) <= budget


def worked_out(version: Version) -> list[Worked]:
    """Return what is kept of a version, the least recently used first."""
    found = []
    with suppress(OSError):
        for path in (version.path / _FOLDER).iterdir():
            if not path.name.startswith(".") and path.is_dir():
                found.append(Worked(path, sum(_own(path)), path.stat().st_mtime))
    return sorted(found, key=lambda one: one.used)


def _own(folder: Path) -> Iterator[int]:
    """Yield the bytes of each file that is in no other folder."""
    for top, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                told = (Path(top) / name).stat()
                yield told.st_size if told.st_nlink == 1 else 0


def make_room(version: Version, budget: int) -> int:
    """Remove what was used least recently until the rest is within a budget; return the bytes.

    What somebody is reading stays.
    """
    found, freed = worked_out(version), 0
    over = sum(one.size for one in found) - budget
    for one in found:
        if over - freed <= 0:
            break
        if _removed(one.path):
            freed += one.size
    return freed


def _removed(path: Path) -> bool:
    """Remove a result, unless somebody reads it."""
    held = share(path / whole.FILE, alone=True)
    if held is None and sys.platform != "win32" and (path / whole.FILE).exists():
        return False
    try:
        gone = path.with_name(f".tigraph-gone-{os.getpid()}-{path.name}")
        path.rename(gone)
        remove_folder(gone)
    except OSError:
        return False
    finally:
        if held is not None:
            os.close(held)
    return True


def tidy(version: Version) -> None:
    """Remove what was left in a store by those who died while they worked something out."""
    if version.budget != 0:
        sweep(version.path.parent.parent)
        sweep(version.path / _FOLDER)
