"""The text of DOCX and ODT, as python-docx and odfdo write them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
import odfdo
import pytest

from papers import PARAGRAPHS
from tigraph.errors import DataError
from tigraph.workspaces import Read, Source, read_source

#: What both documents below say, a paragraph, an item or a row a line.
EXPECTED = [
    *PARAGRAPHS,
    "un atelier fictif ;",
    "une école fictive.",
    "Année | Ateliers",
    "2020 | 4",
    "Une ligne",
    "et sa suite, après une tabulation.",
]


def word() -> bytes:
    made = docx.Document()
    about = made.core_properties
    about.title, about.language = "Rapport fictif", "en-US"
    about.created, about.modified = datetime(2021, 2, 1), datetime(2021, 3, 5)
    made.sections[0].header.paragraphs[0].text = "Un titre courant"
    made.add_heading(PARAGRAPHS[0], 1)
    for paragraph in PARAGRAPHS[1:]:
        made.add_paragraph(paragraph)
    for item in ("un atelier fictif ;", "une école fictive."):
        made.add_paragraph(item, style="List Bullet")
    table = made.add_table(2, 2)
    for row, cells in enumerate((("Année", "Ateliers"), ("2020", "4"))):
        for number, cell in enumerate(cells):
            table.cell(row, number).text = cell
    last = made.add_paragraph("Une ligne")
    last.add_run().add_break()
    last.add_run("et sa suite,\taprès  une tabulation.")
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def open_document(note: bool = False) -> bytes:
    made = odfdo.Document("text")
    made.body.clear()
    made.meta.title, made.meta.language = "Rapport fictif", "en-US"
    made.meta.date = datetime(2021, 3, 5)
    made.body.append(odfdo.Header(1, PARAGRAPHS[0]))
    for paragraph in PARAGRAPHS[1:]:
        made.body.append(odfdo.Paragraph(paragraph))
    made.body.append(odfdo.List(["un atelier fictif ;", "une école fictive."]))
    table = odfdo.Table("t", 2, 2)
    for place, value in (("A1", "Année"), ("B1", "Ateliers"), ("A2", "2020"), ("B2", "4")):
        table.set_value(place, value)
    made.body.append(table)
    last = odfdo.Paragraph("Une ligne\net sa suite,\taprès  une tabulation.")
    if note:
        last.insert_note(after="suite", note_id="n", citation="1", body="La note inventée.")
    made.body.append(last)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def read(content: bytes, name: str) -> Read:
    return read_source(Source(content, name))


@pytest.mark.parametrize(("content", "name"), [(word(), "a.docx"), (open_document(), "a.odt")])
def test_paragraphs_lists_and_tables_are_read(content: bytes, name: str) -> None:
    assert read(content, name).text.splitlines() == EXPECTED


@pytest.mark.parametrize(("content", "name"), [(word(), "a.docx"), (open_document(), "a.odt")])
def test_what_the_file_says_of_itself_is_told_with_what_it_rests_on(
    content: bytes, name: str
) -> None:
    found = read(content, name)
    assert found.title is not None
    assert found.issued is not None
    assert found.language is not None
    assert (found.title.value, found.title.by[0]) == ("Rapport fictif", f"{name[2:].upper()} title")
    assert found.issued.value == "2021-03-05"
    assert "the day on which it was last saved" in found.issued.by[0]
    assert (found.language.value, found.language.by[0]) == ("fr", "the words of the text")


def test_notes_stand_at_the_end() -> None:
    found = read(open_document(note=True), "a.odt").text.splitlines()
    assert found == [*EXPECTED, "La note inventée."]


def rewritten(whole: bytes, /, **parts: bytes) -> bytes:
    """Return a document with some of its parts replaced, named without their extension."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            stem = item.filename.rpartition("/")[2].partition(".")[0]
            new.writestr(item, parts.get(stem, old.read(item)))
    return written.getvalue()


def test_notes_of_a_word_document_stand_at_the_end() -> None:
    """As Word writes them: a part of its own, led to by a mark in the text."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {space}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
        "<w:t>La note inventée.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word())) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            part = old.read(item).decode() if item.filename.endswith((".xml", ".rels")) else ""
            if item.filename == "word/document.xml":
                mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
                part = part.replace("Une ligne</w:t></w:r>", f"Une ligne</w:t></w:r>{mark}")
            elif item.filename == "[Content_Types].xml":
                told = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                part = part.replace("</Types>", told)
            elif item.filename == "word/_rels/document.xml.rels":
                told = f'<Relationship Id="rN" Type="{relation}" Target="footnotes.xml"/>'
                part = part.replace("</Relationships>", f"{told}</Relationships>")
            new.writestr(item, part or old.read(item))
        new.writestr("word/footnotes.xml", notes)
    assert read(written.getvalue(), "a.docx").text.splitlines() == [*EXPECTED, "La note inventée."]


def bomb(part: str, kind: bytes) -> bytes:
    """Return a small document of which a part unpacks to 300 MiB."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("mimetype", kind)
        made.writestr("[Content_Types].xml", "<Types/>")
        with made.open(part, "w", force_zip64=True) as file:
            for _ in range(300):
                file.write(b" " * 2**20)
    return written.getvalue()


ODT = b"application/vnd.oasis.opendocument.text"
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><x>&m;</x>"
)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (word()[:2000], "a.docx", "is broken"),
        (open_document()[:-50], "a.odt", "is broken"),
        (rewritten(word(), document=b"<w:document"), "a.docx", "is broken"),
        (rewritten(open_document(), content=b"<office"), "a.odt", "is broken"),
        (rewritten(word(), document=LAUGHS), "a.docx", "is broken"),
        (rewritten(open_document(), content=LAUGHS), "a.odt", "is broken"),
        (rewritten(open_document(), manifest=b"<m:encryption-data/>"), "a.odt", "password"),
        (b"PK\x03\x04 and nothing", "a.docx", "is broken"),
        (b"Un texte fictif.", "a.docx", "is no DOCX"),
        (b"Un texte fictif.", "a.odt", "is no ODT"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "a.doc", "older Word"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(content: bytes, name: str, told: str) -> None:
    refused(content, name, told)


@pytest.mark.parametrize(
    ("part", "kind", "name"),
    [("word/document.xml", b"", "a.docx"), ("content.xml", ODT, "a.odt")],
)
def test_what_unpacks_to_too_much_is_refused(part: str, kind: bytes, name: str) -> None:
    refused(bomb(part, kind), name, "unpacks to 300 MiB")


def refused(content: bytes, name: str, told: str) -> None:
    with pytest.raises(DataError, match=told) as error:
        read(content, name)
    assert str(error.value).startswith(f"{name} ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("part", "told"),
    [("xl/workbook.xml", "spreadsheet"), ("ppt/slides.xml", "slides"), ("a.txt", "an archive")],
)
def test_another_archive_is_named(part: str, told: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr(part, "x")
    with pytest.raises(DataError, match=told):
        read(written.getvalue(), "a.zip")


def test_a_document_under_another_name_is_read_and_that_is_told() -> None:
    found = read(word(), "a.pdf")
    assert found.extension == ".docx"
    assert "a.pdf is a Word document" in found.notes[0][0]
