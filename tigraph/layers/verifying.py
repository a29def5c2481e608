"""Whether a store is whole: each file of its version, and each file that layers were read from.

What is not whole can be built anew from the files that the store keeps, or fetched again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tigraph.errors import DataError
from tigraph.layers.building import Progress, build
from tigraph.layers.layer import Layer
from tigraph.stores import make_room, versions, whole, worked_out, writing


@dataclass(frozen=True)
class Verified:
    """A file of a store, as it was found.

    `part` is "version", "kept" (what a layer was read from) or "worked out"; `fault` says what is
    wrong with it, "" for nothing.
    """

    file: str
    part: str
    fault: str


def verified(folder: Path) -> list[Verified]:
    """Return each file of a store as it was found, all of them read.

    Raises `DataError` where there is no store.
    """
    path = _in_force(folder)
    if path is None:
        raise DataError(f"There is no store in {folder}: `tigraph layer add` makes one.")
    found = list(_files(folder, path, "version"))
    for source in _kept(path, folder):
        found.append(Verified(source.relative_to(folder).as_posix(), "kept", _kept_fault(source)))
    for one in worked_out(versions.Version(path, {})):
        found += _files(folder, one.path, "worked out")
    return found


def rebuilt(folder: Path, progress: Progress | None = None) -> None:
    """Build the version in force anew from the files that its store keeps.

    Raises `StoreBusyError`, and `DataError` where one of these is damaged or nothing says any
    longer which layers there were.
    """
    path = _in_force(folder)
    told = _manifest(path) if path else None
    if told is None:
        raise DataError(
            f"Nothing in {folder} says any longer which layers there were: remove the folder, and "
            "add the layers again."
        )
    with writing(folder) as writer:
        build([Layer.of_json(one, folder / "files") for one in told["layers"]], writer, progress)


def cleaned(folder: Path, budget: int = 0) -> int:
    """Remove what was worked out of a store, but for so many bytes used last; return how many went.

    What somebody is reading stays. What dead processes left goes, too. Raises `StoreBusyError`,
    `DataError`.
    """
    with writing(folder) as writer:
        version = writer.current
        return make_room(version, budget) if version else 0


def _in_force(folder: Path) -> Path | None:
    """Return the folder of the version in force, or of the last one where that is not told."""
    if path := versions.in_force(folder):
        return path
    every = folder / "versions"
    numbers = [int(one.name) for one in every.glob("*") if one.name.isdigit()]
    return every / str(max(numbers)) if numbers else None


def _files(folder: Path, path: Path, part: str) -> Iterator[Verified]:
    wrong = {one.file: one.what for one in whole.faults(path, read=True)}
    names = sorted({*whole.sealed_files(path), *wrong})
    for name in names:
        yield Verified((path / name).relative_to(folder).as_posix(), part, wrong.get(name, ""))


def _kept(path: Path, folder: Path) -> list[Path]:
    """Return the files that the layers of a version were read from."""
    layers = (_manifest(path) or {"layers": []})["layers"]
    read = (Layer.of_json(one, folder / "files").sources for one in layers)
    return sorted({source.path for several in read for source in several})


def _kept_fault(path: Path) -> str:
    try:
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == path.name
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror or error})"
    return "" if same else "is not what was read"


def _manifest(path: Path) -> dict[str, Any] | None:
    """Return what the manifest of a version says, or else what its digests keep of it."""
    for content in (whole.kept_text(path), _text(path / "manifest.json")):
        try:
            found: Any = json.loads(content)
            if isinstance(found["layers"], list):
                return dict(found)
        except (ValueError, KeyError, TypeError):
            continue
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
