"""The files of tigraph: those that it ships, and those that it writes for a user."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tigraph.errors import DataError, UsageError

_HERE = Path(__file__).resolve().parents[1]


def shipped(name: str) -> Path:
    """Return the folder `ontology`, `data` or `queries` that comes with tigraph.

    In a checkout it stands beside the package; in an installed wheel, inside it.

    >>> (shipped("ontology") / "tigraph.ttl").exists()
    True
    """
    for base in (_HERE / "shipped", _HERE.parent):
        if (base / name).is_dir():
            return base / name
    raise DataError(
        f"The folder “{name}” of tigraph is missing: the installation is incomplete. "
        "Install tigraph again."
    )


def read_text(path: Path, what: str = "file") -> str:
    """Return the UTF-8 text of a file.

    Raises `DataError` where there is no such file, it is a folder, it cannot be
    read, or it is not UTF-8.
    """
    return decoded(read_bytes(path, what), str(path))


def read_bytes(path: Path, what: str = "file") -> bytes:
    """Return the bytes of a file, with the errors of `read_text` but the last."""
    with _explained(path, what):
        return path.read_bytes()


def check_readable(path: Path, what: str = "file") -> None:
    """Raise the errors of `read_bytes` for a file, of which no more than a byte is read."""
    with _explained(path, what), path.open("rb") as file:
        file.read(1)


@contextmanager
def _explained(path: Path, what: str) -> Iterator[None]:
    """Turn what the system says of a file into what to do."""
    try:
        yield
    except FileNotFoundError:
        raise DataError(f"No such {what}: {path}. Check its name and folder.") from None
    except IsADirectoryError:
        article = "an" if what.startswith("RDF") else "a"
        raise DataError(f"{path} is a folder; give {article} {what}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DataError(f"Cannot read {path}: {reason}") from None


def decoded(data: bytes, name: str) -> str:
    """Return the text of UTF-8 bytes, without byte order mark; `name` is for the error."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{name}, line {line}: not UTF-8. Save the file as UTF-8 and try again."
        ) from None


def ending(name: str, extensions: Iterable[str]) -> str:
    """Return the extension that a file's name ends with, the longest of several, else "".

    >>> known = (".csv", ".adjacency.csv")
    >>> [ending(name, known) for name in ("x.Adjacency.CSV", "x.csv", "x.doc", ".csv")]
    ['.adjacency.csv', '.csv', '', '']
    """
    own = name.lower()
    return max((e for e in extensions if own.endswith(e) and own != e), key=len, default="")


def check_writable(path: Path, force: bool = False) -> None:
    """Raise an error now if `path` could not be written later.

    Called before long work, so that nobody waits for a result that has no place:
    `UsageError` where the file exists and `force` is not given, `DataError` where
    the folder is missing or closed.
    """
    folder = path.parent
    if path.is_dir():
        raise DataError(f"{path} is a folder; give a file to write.")
    if folder.exists() and not folder.is_dir():
        raise DataError(f"{folder} is a file, not a folder: give another --output.")
    if not folder.is_dir():
        raise DataError(f"The folder {folder} does not exist: create it, or give another --output.")
    if path.exists() and not force and path.stat().st_size > 0 and _regular(path):
        raise UsageError(f"{path} exists already: give --force to replace it.")
    if not os.access(folder, os.W_OK) and not (path.exists() and not _regular(path)):
        raise DataError(f"The folder {folder} cannot be written to: give another --output.")


def write_file(path: Path, content: bytes, force: bool = False) -> None:
    """Write a file whole or not at all: see `written`, which it is done with."""
    with written(path, force) as file:
        file.write(content)


@contextmanager
def written(path: Path, force: bool = False) -> Iterator[IO[bytes]]:
    """Yield a file to write to, which stands at `path` when the block ends well.

    A reader never sees half of it. The content goes to a temporary file in the same folder,
    which then takes the place of the old one; of a link, the place that it points to.
    Errors are those of `check_writable`, and `BrokenPipeError` where a pipe is closed.
    """
    check_writable(path, force)
    try:
        if path.exists() and not _regular(path):  # a device or pipe such as /dev/stdout
            with path.open("wb") as pipe:
                yield pipe
        else:
            with _replacement(path.resolve()) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise DataError(f"Cannot write {path}: {reason}. Give another --output.") from None


@contextmanager
def _replacement(path: Path) -> Iterator[IO[bytes]]:
    import tempfile

    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".tigraph-", delete=False) as file:
            temporary = Path(file.name)
            yield file
            mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
            temporary.chmod(mode)
            settle(file, path, lasting=False)
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def settle(file: IO[Any], place: Path, *, lasting: bool = True) -> None:
    """Put a file that is written whole in the place of what had that name, and close it.

    Who reads the place finds the old one or the new one, never a part. A `lasting` one is on
    the disk before, so that a loss of power leaves none in part either.
    """
    file.flush()
    if lasting:
        os.fsync(file.fileno())
    file.close()  # which Windows wants before a file is moved
    Path(file.name).replace(place)


def _regular(path: Path) -> bool:
    return stat.S_ISREG(path.stat().st_mode)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def terminal_width(wide: int = 1000) -> int:
    """Return the width of the terminal on stdout, or `wide` where there is none.

    A table that goes to a file or a pipe is never folded to a screen.
    """
    if not is_terminal():
        return wide
    import shutil

    return shutil.get_terminal_size().columns


def is_terminal() -> bool:
    """Return whether stdout is a terminal; it may be closed."""
    return sys.stdout is not None and sys.stdout.isatty()


def user_folder(variable: str, xdg: str, plain: str, mac: str) -> Path | None:
    """Return the folder that a variable of the environment names, None where it is "".

    Where it is not set: the user's own folder for tigraph, in XDG's folder (`xdg`, if absolute,
    else `plain` in the home), Windows' local one, or `mac` in the home.
    """
    # The folders of platformdirs, as a test holds, without its import (benchmarks/README.md).
    named = os.environ.get(variable)
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = _home(mac)
    else:
        base = os.environ.get(xdg, "")
        base = base if base.startswith("/") else _home(plain)
    return Path(base) / "tigraph" if base else None


def _home(folder: str) -> str:
    # Path.expanduser raises an error where there is no home; this leaves the "~" as it is.
    return os.path.expanduser(f"~/{folder}")  # noqa: PTH111
