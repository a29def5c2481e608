"""The text of a PDF: what PDFium reads, its lines made paragraphs again.

Of the libraries that were tried on PDFs of LaTeX, browsers and word processors, PDFium alone kept
words and the order of columns, and took ligatures apart.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from tigraph.errors import DataError
from tigraph.local import Pair
from tigraph.workspaces.texts.dates import day_in
from tigraph.workspaces.texts.lines import PARTED, Line, paragraphs, without_running_heads
from tigraph.workspaces.texts.model import Read, Told

#: A page with fewer letters is none of text; a PDF of which most are so is a scan.
_LEAST = 10
#: So many of its characters may be such as no font tells.
_UNKNOWN = 0.1
#: Programs that print: the day on which they made a PDF is not that of the document.
_PRINTING = ("skia", "mozilla", "firefox", "chrome", "wkhtmltopdf", "quartz", "print to pdf")


def read(content: bytes, name: str, _charset: str) -> Read:
    """Return the text of a PDF; raises `DataError` for a password, what is broken, a scan."""
    from importlib.metadata import version

    document = _opened(content, name)
    try:
        pages = [[*_lines(page)] for page in _pages(document, name)]
        told = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    empty = [number for number, page in enumerate(pages, 1) if _letters(page) < _LEAST]
    if 2 * len(empty) > len(pages) and sum(map(_letters, pages)) < _LEAST * len(pages):
        raise DataError(
            f"{name} has no text, as a scan has none: recognise its text first (OCR), and give the "
            "file with text."
        )
    kept, left_out = without_running_heads(pages)
    text = paragraphs(kept)
    unknown = sum(one == "\ufffd" or "\ue000" <= one <= "\uf8ff" for one in text)
    if unknown > _UNKNOWN * len(text):
        raise DataError(
            f"{name} does not tell its letters: recognise its text first (OCR), and give the file "
            "with text."
        )
    title = " ".join(told.get("Title", "").split())
    return Read(
        text, "", "", f"PDFium, pypdfium2 {version('pypdfium2')}",
        title=Told(title, _metadata("Title")) if _is_title(title) else None,
        issued=_made(told),
        notes=(*_empty(empty), *_left_out(left_out), *_unknown(unknown)),
    )  # fmt: skip


def _opened(content: bytes, name: str) -> Any:
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
        len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise DataError(f"{name} is protected by a password: save it without one.") from None
        raise DataError(f"{name} is broken: fetch or copy it again.") from None
    return document


def _pages(document: Any, name: str) -> Iterator[Any]:
    import pypdfium2

    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            raise DataError(
                f"{name} is broken: page {number + 1} cannot be read. Fetch or copy it again."
            ) from None
        yield text
        text.close()
        page.close()


def _lines(page: Any) -> Iterator[Line]:
    """Yield the lines of a page, in the order in which they are read, with where they stand."""
    from pypdfium2 import raw

    count = page.count_chars()
    begun: int | None = None
    words: list[str] = []
    last = 0

    def line() -> Line:
        assert begun is not None
        left, low, _, high = page.get_charbox(begun, loose=True)
        _, end_low, right, end_high = page.get_charbox(last, loose=True)
        size = raw.FPDFText_GetFontSize(page, last)
        low, high = min(low, end_low), max(high, end_high)
        return Line("".join(words), left, right, low, high, size or high - low)

    for index in range(count):
        character = chr(raw.FPDFText_GetUnicode(page, index) or 0xFFFD)
        if character in PARTED:  # a line ends here, though no end follows
            words.append(character)
        if character in "\r\n" or character in PARTED:
            if begun is not None:
                yield line()
            begun, words = None, []
            continue
        words.append("\ufffd" if unicodedata.category(character) == "Cc" else character)
        if not character.isspace():
            begun = index if begun is None else begun
            last = index
    if begun is not None:
        yield line()


def _letters(page: list[Line]) -> int:
    return sum(character.isalnum() for line in page for character in line.text)


def _is_title(title: str) -> bool:
    """Whether what a PDF calls its title is one, and not the name of a file or of a program."""
    lower = title.lower()
    wrong = lower.endswith((".doc", ".docx", ".odt", ".indd", ".pdf", ".tex", ".rtf", ".qxd"))
    return bool(title) and not wrong and not lower.startswith(("microsoft word", "untitled"))


def _made(told: dict[str, str]) -> Told | None:
    """Return the day on which a PDF was made, unless a program made it that prints pages."""
    maker = f"{told.get('Creator', '')} {told.get('Producer', '')}".lower()
    day = day_in(told.get("CreationDate", ""))
    if not day or any(one in maker for one in _PRINTING):
        return None
    return Told(
        day,
        ("PDF CreationDate, the day on which the file was made",
         "PDF CreationDate, le jour où le fichier a été fait"),
        weak=True,
    )  # fmt: skip


def _metadata(key: str) -> Pair:
    return f"PDF {key}", f"PDF {key}"


def _empty(pages: list[int]) -> Iterator[Pair]:
    if pages:
        shown = ", ".join(map(str, pages[:10])) + (" …" if len(pages) > 10 else "")
        yield f"Pages without text: {shown}.", f"Pages sans texte : {shown}."


def _left_out(count: int) -> Iterator[Pair]:
    if count:
        yield (
            f"{count} running heads and page numbers are left out.",
            f"{count} titres courants et numéros de page sont laissés de côté.",
        )


def _unknown(count: int) -> Iterator[Pair]:
    if count:
        yield (
            f"{count} characters are not told by its fonts, and stand as “\ufffd” or the like.",
            f"{count} caractères que ses polices ne disent pas paraissent comme « \ufffd ».",
        )
