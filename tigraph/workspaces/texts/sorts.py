"""What kind of file some bytes are, by what they hold; its name is asked where that is not sure."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import re

from tigraph.errors import DataError

TEXT, HTML, PDF, DOCX, ODT = "text", "html", "pdf", "docx", "odt"
#: Each kind with its media type and its extension.
KINDS = {
    TEXT: ("text/plain", ".txt"),
    HTML: ("text/html", ".html"),
    PDF: ("application/pdf", ".pdf"),
    DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    ODT: ("application/vnd.oasis.opendocument.text", ".odt"),
}
#: What each is called, in English and in French.
NAMES = {TEXT: "plain text", HTML: "a web page", PDF: "a PDF", DOCX: "a Word document (.docx)",
         ODT: "an OpenDocument text (.odt)"}  # fmt: skip
NOMS = {TEXT: "du texte brut", HTML: "une page web", PDF: "un PDF",
        DOCX: "un document Word (.docx)", ODT: "un texte OpenDocument (.odt)"}  # fmt: skip
_BY_NAME = {".pdf": PDF, ".docx": DOCX, ".odt": ODT, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
            ".txt": TEXT, ".text": TEXT, ".md": TEXT}  # fmt: skip
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_OCR = "Recognise its text first (OCR), and give the file with text."
#: How files of other kinds begin, and what to do with each.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "is RTF: save it as .docx or .odt in a word processor."),
    (b"\x89PNG", f"is an image. {_OCR}"),
    (b"\xff\xd8\xff", f"is an image. {_OCR}"),
    (b"GIF8", f"is an image. {_OCR}"),
    (b"II*\0", f"is an image. {_OCR}"),
    (b"MM\0*", f"is an image. {_OCR}"),
    (b"\x1f\x8b", "is compressed: unpack it, and give the file in it."),
    (b"7z\xbc\xaf", "is an archive: unpack it, and give the file in it."),
    (b"Rar!", "is an archive: unpack it, and give the file in it."),
    (b"BZh", "is compressed: unpack it, and give the file in it."),
    (b"\xfd7zXZ", "is compressed: unpack it, and give the file in it."),
)
#: How texts in UTF-16 and UTF-32 begin.
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def named(name: str) -> str:
    """Return the kind that the extension of a name tells, "" where it tells none.

    >>> named("A.PDF"), named("b.csv")
    ('pdf', '')
    """
    dot, _, extension = name.lower().rpartition(".")
    return _BY_NAME.get(f".{extension}", "") if dot else ""


def sort_of(content: bytes, name: str) -> str:
    """Return the kind of a file; raises `DataError`, which says what to do with any other."""
    told = named(name)
    for start, remedy in _OTHERS:
        if content.startswith(start):
            raise DataError(f"{name} {remedy}")
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"PK"):
        return _zipped(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise DataError(f"{name} is protected by a password: save it without one.")
        raise DataError(f"{name} is of an older Word (.doc): save it as .docx.")
    if told in (PDF, DOCX, ODT):
        raise DataError(
            f"{name} is no {told.upper()}: it is broken, or its name ends wrongly. If it is plain "
            "text, let its name end in .txt."
        )
    wide = content.startswith(WIDE)
    if _MARKUP.match(_narrow(content[:8192])) or told == HTML:
        return HTML
    if re.match(rb"(?:[\w-]+: [^\n]*\r?\n)*MIME-Version:", content[:4096], re.IGNORECASE):
        raise DataError(f"{name} is a page saved whole (.mhtml): save it as HTML, or as PDF.")
    if b"\0" in content and not wide:
        raise DataError(f"{name} is no text, and no document of a kind that is read.")
    return TEXT


def _narrow(content: bytes) -> bytes:
    return content.removeprefix(b"\xef\xbb\xbf") if not content.startswith(WIDE) else (
        content.lstrip(b"\xff\xfe").replace(b"\0", b"")
    )  # fmt: skip


def _zipped(content: bytes, name: str) -> str:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = b""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        raise DataError(f"{name} is broken: fetch or copy it again.") from None
    if kind == KINDS[ODT][0].encode():
        return ODT
    if "[Content_Types].xml" in names and any(one.startswith("word/") for one in names):
        return DOCX
    for begins, remedy in (
        ("xl/", "is a spreadsheet: `tigraph link match` and layers read tables."),
        ("ppt/", "holds slides: save them as PDF."),
        ("META-INF/", "is another kind of document: save it as .odt, .docx or PDF."),
    ):
        if any(one.startswith(begins) for one in names):
            raise DataError(f"{name} {remedy}")
    raise DataError(f"{name} is an archive: unpack it, and give the file in it.")
