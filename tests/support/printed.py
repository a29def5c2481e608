"""PDFs made for the tests, line by line: where each stands is what a test is about."""

from __future__ import annotations

from collections.abc import Iterable

#: A line: how far it is from the left and from the bottom, in points, its size, its words.
Placed = tuple[float, float, float, str]


def pdf(*pages: Iterable[Placed], **about: str) -> bytes:
    """Return a PDF whose pages have these lines, in Helvetica, and that says this of itself."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    told = " ".join(f"/{key} ({value})" for key, value in about.items())
    objects.append(f"<< {told} >>".encode("cp1252"))
    kids = []
    for page in pages:
        drawn = b"".join(
            b"BT /F %g Tf %g %g Td (%s) Tj ET\n" % (size, left, low, _escaped(words))
            for left, low, size, words in page
        )
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(content))
    )


def column(*lines: str, left: float = 70, top: float = 780, size: float = 11) -> list[Placed]:
    """Return lines one below the other, as a word processor sets them."""
    return [(left, top - 1.25 * size * number, size, line) for number, line in enumerate(lines)]


def _escaped(words: str) -> bytes:
    encoded = words.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        encoded = encoded.replace(mark, b"\\" + mark)
    return encoded
