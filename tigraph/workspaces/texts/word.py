"""The text of a Word document (.docx), by mammoth: paragraphs, lists, tables, notes at its end."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

from tigraph.errors import DataError
from tigraph.workspaces.texts.dates import day_in
from tigraph.workspaces.texts.model import Read, Told
from tigraph.workspaces.texts.unzipped import opened, parsed, part_of, text_at

_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"}


def read(content: bytes, name: str, _charset: str) -> Read:
    """Return the text of a Word document; raises `DataError` for one that is broken or too large.

    Heads and feet of pages, comments and what was struck out are not of it.
    """
    from importlib.metadata import version

    import mammoth
    from lxml import html

    with opened(content, name) as archive:
        core = part_of(archive, "docProps/core.xml", name)
    try:
        found = mammoth.convert_to_html(
            io.BytesIO(content),
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
            include_embedded_style_map=False,
        )
    except MemoryError:
        raise
    except Exception:  # it has no error of its own for what it cannot read
        raise DataError(f"{name} is broken: fetch or copy it again.") from None
    lines = _lines(html.fragment_fromstring(found.value, create_parent="div"))
    about = parsed(core, name) if core else None
    title = text_at(about, "dc:title", _SPACES)
    language = text_at(about, "dc:language", _SPACES).lower()
    return Read(
        unicodedata.normalize("NFC", "".join(f"{line}\n" for line in lines)), "", "",
        f"mammoth {version('mammoth')}",
        title=Told(title, ("DOCX title", "titre du DOCX")) if title else None,
        issued=_saved(day_in(text_at(about, "dcterms:modified", _SPACES))),
        language=Told(language, ("DOCX language", "langue du DOCX")) if language else None,
    )  # fmt: skip


def _saved(day: str) -> Told | None:
    if not day:
        return None
    by = ("DOCX modified, the day on which it was last saved",
          "DOCX modified, le jour où il a été enregistré pour la dernière fois")  # fmt: skip
    return Told(day, by, weak=True)


def _lines(root: Any) -> Iterator[str]:
    """Yield a line for each paragraph, item and row of a table."""
    for element in root:
        if element.tag == "table":
            for row in element.iter("tr"):
                cells = [" ".join(_words(cell).split()) for cell in row if cell.tag in ("td", "th")]
                if any(cells):
                    yield " | ".join(cells)
        elif element.tag in ("ul", "ol"):
            yield from _lines(element)
        elif element.tag in _BLOCKS:
            nested = [one for one in element if one.tag in ("ul", "ol", "table", "p")]
            own = _words(element, nested)
            yield from (words for one in own.split("\n") if (words := " ".join(one.split())))
            for one in nested:
                yield from _lines([one])
        else:
            yield from _lines(element)


def _words(element: Any, without: list[Any] | None = None) -> str:
    """Return the words of an element, a line end for each break; no marks of notes."""
    pieces = [element.text or ""]
    for one in element:
        if one.tag == "br":
            pieces.append("\n")
        elif one.tag == "p" and pieces[-1].strip():
            pieces.append(" ")
        if one not in (without or []) and not _is_mark(one):
            pieces.append(_words(one))
        pieces.append(one.tail or "")
    return "".join(pieces)


def _is_mark(element: Any) -> bool:
    """Whether an element leads to a note, or back from it."""
    links = [element] if element.tag == "a" else element.findall("a")
    return element.tag in ("sup", "a") and any(
        (one.get("href") or "").startswith(("#footnote-", "#endnote-")) for one in links
    )
