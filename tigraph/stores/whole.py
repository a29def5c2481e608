"""Whether the files of a version are as they were built: each has its digest.

`digests.json` in a folder says of each file its SHA-256, its size, and when and where on the disk
it was written; its first line is its own digest. A file of which size, time and place are the same
was not touched since, and is not read again; of any other, such as those of a store that was copied
or moved, the digest is worked out, once for this user. A disk that loses bits by itself changes
none of these: that is found by reading all (`tigraph layer verify`).
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tigraph.errors import DataError
from tigraph.local import cache

FILE = "digests.json"
#: What it repeats, so that either tells which layers there were.
KEPT = "manifest.json"
#: What the engine writes for people, and no reader reads.
_NOTES = ("LOG", "LOCK")
#: What has digests of its own.
_APART = ("copies",)
#: So often a folder is read whose files go meanwhile, and so many seconds apart.
_TRIES, _TIDYING = 20, 0.1
#: So long is waited until a store is closed, looking so often, in seconds.
_CLOSING, _LOOK = 5.0, 0.02
#: A file as it lies on the disk: its size, when it was written, its number there.
_Place = list[int]
Digests = dict[str, dict[str, Any]]


class Fault(NamedTuple):
    """A file that is not as it was built, and what is wrong with it."""

    file: str
    what: str


def seal(folder: Path, of: Path | None = None) -> None:
    """Write the digests of all files in a folder; what it shares with another need not be read."""
    known: dict[tuple[int, ...], str] = {}
    if of is not None:
        known = {tuple(one["place"]): one["sha256"] for one in (_digests(of) or {}).values()}
    found = _sealed(folder, known)
    manifest = folder / KEPT
    kept = manifest.read_text(encoding="utf-8") if manifest.exists() else ""
    content = json.dumps({"files": found, "manifest": kept}, indent=0)
    head = hashlib.sha256(content.encode()).hexdigest()
    (folder / FILE).write_text(f"{head}\n{content}\n", encoding="utf-8")


def _sealed(folder: Path, known: Mapping[tuple[int, ...], str]) -> Digests:
    """Return the digests of the files in a folder, once none of them goes while it is read.

    The engine tidies up for a moment after it has written, and what of it still has the store open
    may remove files that were read: it is waited for.
    """
    end = time.monotonic() + _CLOSING
    while _is_open(folder) and time.monotonic() < end:
        time.sleep(_LOOK)
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            return dict(_told(folder, known))
        time.sleep(_TIDYING)
    return dict(_told(folder, known))


def _is_open(folder: Path) -> bool:
    """Whether this process has a file of a folder open, where the system tells."""
    begins = f"{folder.resolve()}{os.sep}"
    with suppress(OSError):
        for one in Path("/proc/self/fd").iterdir():
            with suppress(OSError):  # closed meanwhile
                if str(one.readlink()).startswith(begins):
                    return True
    return False


def _told(folder: Path, known: Mapping[tuple[int, ...], str]) -> Iterator[tuple[str, Any]]:
    for path in _files(folder):
        place = _placed(path)
        digest = known.get(tuple(place)) or _digest(path)
        yield path.relative_to(folder).as_posix(), {"sha256": digest, "place": place}


def check(folder: Path, *parts: str) -> None:
    """Raise `DataError` where a file in a folder, or of some parts of it, is not as it was.

    A part is a folder in it, or a file. Nothing is read of what was not touched.
    """
    for fault in faults(folder, *parts):
        raise damaged(folder / fault.file, fault.what)


def damaged(path: Path, what: str) -> DataError:
    """Return the error that says of a file of a store that it is damaged, and what helps."""
    store = next((one.parent for one in path.parents if one.name == "versions"), path.parent)
    return DataError(
        f"The store in {store} is damaged: {path.relative_to(store).as_posix()} {what}. "
        f"`tigraph layer verify --rebuild --store {store}` builds it anew from the files it keeps."
    )


def is_sealed(folder: Path) -> bool:
    """Whether the files of a folder have digests."""
    return (folder / FILE).exists()


def faults(folder: Path, *parts: str, read: bool = False) -> Iterator[Fault]:
    """Yield what is not as it was; with `read`, each file is read, touched or not."""
    digests = _digests(folder)
    if digests is None:
        yield Fault(FILE, "is not whole" if (folder / FILE).exists() else "is missing")
        return
    if read:
        digests = {**digests}
    seen = {} if read else _seen(folder)
    new: dict[str, _Place] = {}
    for name, told in digests.items():
        if parts and not any(name == part or name.startswith(f"{part}/") for part in parts):
            continue
        what, place = _fault(folder / name, told, seen.get(name), read)
        if what:
            yield Fault(name, what)
        elif place is not None:
            new[name] = place
    if new and not read:
        _keep_seen(folder, {**seen, **new})


def _fault(
    path: Path, told: dict[str, Any], seen: _Place | None, read: bool
) -> tuple[str, _Place | None]:
    """Return what is wrong with a file, "" for nothing; and its place, if it was read for that."""
    try:
        place = _placed(path)
    except FileNotFoundError:
        return "is missing", None
    except OSError as error:
        return f"cannot be read ({error.strerror or error})", None
    if not os.access(path, os.R_OK):
        return "cannot be read (Permission denied)", None
    if not read and place in (told["place"], seen):
        return "", None
    if place[0] != told["place"][0]:
        return "is cut short" if place[0] < told["place"][0] else "has grown", None
    try:
        same = _digest(path) == told["sha256"]
    except OSError as error:
        return f"cannot be read ({error.strerror or error})", None
    return ("", place) if same else ("is not what was written", None)


def sealed_files(folder: Path) -> list[str]:
    """Return the names of the files of a folder that have digests."""
    return list(_digests(folder) or ())


def kept_text(folder: Path) -> str:
    """Return what the manifest of a folder said when it was sealed, "" where nothing tells."""
    return str((_read(folder) or {}).get("manifest", ""))


def _digests(folder: Path) -> Digests | None:
    """Return the digests of the files of a folder, None where these are not whole themselves."""
    found = _read(folder)
    return None if found is None else found["files"]


def _read(folder: Path) -> dict[str, Any] | None:
    try:
        head, _, content = (folder / FILE).read_text(encoding="utf-8").partition("\n")
        if hashlib.sha256(content.removesuffix("\n").encode()).hexdigest() != head:
            return None
        found: dict[str, Any] = json.loads(content)
    except (OSError, ValueError):
        return None
    return found


def _files(folder: Path) -> Iterable[Path]:
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if Path(top) != folder or one not in _APART)
        for name in sorted(names):
            if name != FILE and not name.startswith(_NOTES):
                yield Path(top) / name


def _placed(path: Path) -> _Place:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(folder: Path) -> tuple[str, str]:
    """Return under what it is kept which files of a folder were read, and of which folder."""
    own = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
    return f"whole-{own}.json", cache.stamp([folder / FILE])


def _seen(folder: Path) -> dict[str, _Place]:
    content = cache.kept(*_name(folder))
    try:
        found: dict[str, _Place] = json.loads(content) if content else {}
    except ValueError:
        return {}
    return found


def _keep_seen(folder: Path, seen: dict[str, _Place]) -> None:
    cache.keep(*_name(folder), json.dumps(seen).encode())
