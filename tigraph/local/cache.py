"""What each start would otherwise work out again, kept in the user's cache folder.

A kept result stands under a stamp that names the version of tigraph and the files from
which it was made, with their sizes and times; under any other stamp it is not there. A
cache that is missing, damaged or closed costs time and nothing else. TIGRAPH_CACHE names
another folder; empty, it turns the cache off.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from tigraph import __version__
from tigraph.errors import TigraphError
from tigraph.local.files import user_folder, write_file


def stamp(files: Iterable[Path]) -> str:
    """Return the stamp of what is made from files, "" where one of them is no plain file.

    >>> stamp([Path("no-such-file")])
    ''
    """
    parts = [__version__]
    for path in files:
        try:
            found = path.stat()
        except OSError:
            return ""
        parts.append(f"{path.absolute()} {found.st_size} {found.st_mtime_ns}")
    return quote(" | ".join(parts))


def code_stamp() -> str:
    """Return the stamp of tigraph's own code, another for each state of it."""
    return stamp(sorted(Path(__file__).parents[1].rglob("*.py")))


def kept(name: str, stamp: str) -> bytes | None:
    """Return what was kept under a name and a stamp, or None."""
    folder = _folder()
    if folder is None or not stamp:
        return None
    try:
        head, _, content = (folder / quote(name, safe="")).read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if head == _head(stamp, content) else None


def keep(name: str, stamp: str, content: bytes) -> None:
    """Keep a result, in place of what had the name before."""
    folder = _folder()
    if folder is None or not stamp:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / quote(name, safe="")
        write_file(file, _head(stamp, content) + b"\n" + content, force=True)
    except (OSError, TigraphError):
        return


def place(name: str) -> Path | None:
    """Return where a file of the cache stands that is not kept under a stamp, if there is one."""
    folder = _folder()
    return folder / name if folder else None


def _head(stamp: str, content: bytes) -> bytes:
    """Return the first line of a kept file: with the length, so that none is used in part."""
    return f"{stamp} {len(content)}".encode()


def _folder() -> Path | None:
    return user_folder("TIGRAPH_CACHE", "XDG_CACHE_HOME", ".cache", "Library/Caches")
