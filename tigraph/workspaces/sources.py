"""A document as it is given: the bytes of a file, or of what an address answers."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tigraph.errors import DataError
from tigraph.limits import size_told
from tigraph.local import check_readable, drop, read_bytes, scratch

if TYPE_CHECKING:
    from tigraph.http import Patience

#: A document of more bytes is not read: the largest report of a ministry has a tenth.
LARGEST = 200 * 2**20


@dataclass(frozen=True)
class Source:
    """A file as it was given: its bytes and its name, the address that it came from or "".

    `charset` is the encoding that a server tells of it, or "".
    """

    content: bytes
    name: str
    address: str = ""
    charset: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def source_at(
    place: str,
    patience: Patience | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Source:
    """Return what stands in a file or at an address.

    Nothing stays on the disk of what is fetched. Raises `UsageError` for an address that is not
    http(s), `DataError` for what cannot be read or fetched, is empty, or larger than `LARGEST`.
    """
    from tigraph.http import addresses

    if addresses.is_address(place):
        return _fetched(place, patience, progress)
    path = Path(place)
    check_readable(path, "document")
    if not path.is_file():
        raise DataError(f"{path} is no file: give a document.")
    size = path.stat().st_size
    if size > LARGEST:
        raise DataError(
            f"{path} has {size_told(size)}, more than {size_told(LARGEST)}: split it, or give its "
            "text alone."
        )
    content = read_bytes(path, "document")
    if not content:
        raise DataError(f"{path} is empty.")
    return Source(content, path.name)


def _fetched(
    address: str, patience: Patience | None, progress: Callable[[int, int], None] | None
) -> Source:
    from dataclasses import replace

    from tigraph.http import Patience, addresses, fetch

    passing = scratch()
    try:
        found = fetch(
            address, passing, replace(patience or Patience(), largest=LARGEST), progress, pages=True
        )
        content = found.path.read_bytes()
    finally:
        drop(passing)
    return Source(content, found.name, addresses.public(address), found.charset)
