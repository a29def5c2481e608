"""The text of an OpenDocument (.odt): paragraphs, lists, tables, notes at its end.

It is read from its XML: what a library gave of it ran headings into the paragraph behind them.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from tigraph.errors import DataError
from tigraph.workspaces.texts.dates import day_in
from tigraph.workspaces.texts.model import Read, Told
from tigraph.workspaces.texts.unzipped import opened, parsed, part_of, text_at

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE = (f"{{{_OASIS}{name}:1.0}}" for name in ("office", "text", "table"))
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": f"{_OASIS}meta:1.0",
    "office": f"{_OASIS}office:1.0",
}
#: What is not of the text: what was struck out, remarks, marks of notes, indexes made of it.
_APART = {
    f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_OFFICE}forms",
    f"{_TEXT}table-of-content", f"{_TEXT}sequence-decls",
}  # fmt: skip
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}


def read(content: bytes, name: str, _charset: str) -> Read:
    """Return the text of an OpenDocument; raises `DataError` for a password, what is broken."""
    with opened(content, name) as archive:
        if b"encryption-data" in part_of(archive, "META-INF/manifest.xml", name):
            raise DataError(f"{name} is protected by a password: save it without one.")
        whole, about = (part_of(archive, part, name) for part in ("content.xml", "meta.xml"))
    body = parsed(whole, name).find("office:body/office:text", _SPACES) if whole else None
    if body is None:
        raise DataError(f"{name} is broken: it holds no text document.")
    notes = [line for note in body.iter(f"{_TEXT}note-body") for line in _lines(note)]
    text = "".join(f"{line}\n" for line in (*_lines(body), *notes))
    meta = parsed(about, name) if about else None
    title = text_at(meta, "office:meta/dc:title", _SPACES)
    language = text_at(meta, "office:meta/dc:language", _SPACES).lower()
    return Read(
        unicodedata.normalize("NFC", text), "", "", "tigraph, OpenDocument",
        title=Told(title, ("ODT title", "titre de l’ODT")) if title else None,
        issued=_saved(day_in(text_at(meta, "office:meta/dc:date", _SPACES))),
        language=Told(language, ("ODT language", "langue de l’ODT")) if language else None,
    )  # fmt: skip


def _saved(day: str) -> Told | None:
    if not day:
        return None
    by = ("ODT date, the day on which it was last saved",
          "ODT date, le jour où il a été enregistré pour la dernière fois")  # fmt: skip
    return Told(day, by, weak=True)


def _lines(element: Any) -> Iterator[str]:
    """Yield a line for each paragraph, item and row of a table."""
    for one in element:
        if one.tag in _APART or not isinstance(one.tag, str):
            continue
        if one.tag == f"{_TABLE}table-row":
            cells = [" ".join(_lines(cell)) for cell in one]
            if any(cells):
                yield " | ".join(cells)
        elif one.tag in _PARAGRAPHS:
            for line in _words(one).split("\n"):
                if words := " ".join(line.split()):
                    yield words
        else:
            yield from _lines(one)


def _words(element: Any) -> str:
    """Return the words of a paragraph, with its spaces and line ends."""
    pieces = [element.text or ""]
    for one in element:
        if one.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif one.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            pieces.append(" ")
        elif one.tag not in _APART and isinstance(one.tag, str):
            pieces.append(_words(one))
        pieces.append(one.tail or "")
    return "".join(pieces)
