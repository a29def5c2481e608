"""The parts of a document that is a ZIP archive, as those of word processors are, within bounds."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import io
import zipfile
from typing import Any

from tigraph.errors import DataError
from tigraph.limits import size_told

#: All parts of a document unpack to so many bytes at most, and each part with text to so many.
_WHOLE, _PART = 2**30, 100 * 2**20


def opened(content: bytes, name: str) -> zipfile.ZipFile:
    """Return a document's archive; raises `DataError` where it is broken, or unpacks to too much.

    What it says of its parts is held to when they are unpacked: no more is read than was said.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise DataError(f"{name} is broken: fetch or copy it again.") from None
    largest = max((p.file_size for p in parts if p.filename.endswith(".xml")), default=0)
    whole = sum(part.file_size for part in parts)
    if whole > _WHOLE or largest > _PART:
        told = size_told(max(largest, whole))
        raise DataError(
            f"{name} unpacks to {told}, which no document of words does: it is not read. If it is "
            "sound, save its text alone."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise DataError(f"{name} is protected by a password: save it without one.")
    return archive


def part_of(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """Return a part of a document, b"" where it has none of that name; raises `DataError`."""
    import zlib

    try:
        return archive.read(part)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError):
        raise DataError(f"{name} is broken: fetch or copy it again.") from None


def parsed(content: bytes, name: str) -> Any:
    """Return the root of some XML, without anything that it names from outside or expands."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise DataError(f"{name} is broken: what it holds is no XML.") from None


def text_at(root: Any, path: str, spaces: dict[str, str]) -> str:
    """Return the words of the first element of a path, "" where there is none."""
    found = None if root is None else root.find(path, spaces)
    return " ".join((found.text or "").split()) if found is not None else ""
