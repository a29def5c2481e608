"""A file read: what kind it is, its text, and what it says of itself.

What takes its kind apart works in a process of its own, which is ended where it takes too long or
too much memory: files come from anywhere.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from tigraph.errors import DataError, LimitError, MissingExtraError
from tigraph.limits import Allowance, size_told
from tigraph.local import Pair
from tigraph.workspaces.texts import sorts
from tigraph.workspaces.texts.model import Read, Told
from tigraph.workspaces.texts.plain import decoded, first_line, note_of, tidied

if TYPE_CHECKING:
    from tigraph.limits import Give
    from tigraph.workspaces.sources import Source

#: A file is taken apart in so many seconds and bytes of memory, or not at all.
SECONDS, MEMORY = 180, 3 * 2**29
#: A text of more characters is a library: so many are some 2,500 pages.
LONGEST = 8_000_000
_READERS = {sorts.HTML: "page", sorts.PDF: "pdf", sorts.DOCX: "word", sorts.ODT: "open_document"}
#: The library that each of these needs, by the name by which it is imported.
_NEEDED = {
    sorts.HTML: "trafilatura",
    sorts.PDF: "pypdfium2",
    sorts.DOCX: "mammoth",
    sorts.ODT: "lxml",
}
_FIRST: Pair = ("the first line of the text", "la première ligne du texte")


def read_source(source: Source, allowed: Allowance | None = None) -> Read:
    """Return the text of a file, with what was found of it.

    Raises `DataError`, in one line that says what to do: for a kind that is not read, what is
    broken, protected or has no text, what takes too long or is too large; `MissingExtraError` where
    a library is missing that reads its kind.
    """
    sort = sorts.sort_of(source.content, source.name)
    if sort == sorts.TEXT:
        found = _plain(source)
    else:
        found = _apart(source, sort, allowed or Allowance(SECONDS, MEMORY))
    if len(found.text) > LONGEST:
        raise DataError(
            f"{source.name} has {len(found.text):,} characters, more than {LONGEST:,}: split it."
        )
    if not any(character.isalnum() for character in found.text):
        raise DataError(f"{source.name} has no text.")
    told = sorts.named(source.name)
    notes = found.notes
    if told and told != sort:
        notes = (_misnamed(source.name, sort), *notes)
    media_type, extension = sorts.KINDS[sort]
    from tigraph.workspaces.texts.described import completed

    found = replace(found, media_type=media_type, extension=extension, notes=notes)
    return completed(found, source.address)


def _misnamed(name: str, sort: str) -> Pair:
    en, fr = sorts.NAMES[sort], sorts.NOMS[sort]
    return (
        f"{name} is {en}, whatever its name says: it is read as that.",
        f"{name} est {fr}, quoi que dise son nom : il est lu comme tel.",
    )


def _plain(source: Source) -> Read:
    text, encoding = decoded(source.content, source.name, source.charset)
    text = tidied(text, source.name)
    title = first_line(text)
    return Read(
        text, "", "", f"tigraph, {encoding}", Told(title, _FIRST) if title else None,
        notes=note_of(encoding),
    )  # fmt: skip


def _apart(source: Source, sort: str, allowed: Allowance) -> Read:
    from importlib.util import find_spec

    from tigraph.limits import shared_pool

    if find_spec(_NEEDED[sort]) is None:
        raise MissingExtraError("documents", sorts.NAMES[sort].capitalize())
    try:
        found, _ = shared_pool().call(
            taken_apart, sort, source.content, source.name, source.charset, allowed=allowed
        )
    except LimitError as error:
        took = f"{allowed.seconds:g} s" if error.limit == "timeout" else size_told(allowed.memory)
        raise DataError(
            f"{source.name} takes more than {took} to read: split it, or give its text alone."
        ) from None
    read: Read = found
    return read


def taken_apart(_give: Give, sort: str, content: bytes, name: str, charset: str) -> Read:
    """Return what a file holds, in a process of its own."""
    reader = import_module(f"tigraph.workspaces.texts.{_READERS[sort]}")
    read: Read = reader.read(content, name, charset)
    return read if read.title else _titled(read)


def _titled(read: Read) -> Read:
    title = first_line(read.text)
    return replace(read, title=Told(title, _FIRST)) if title else read
