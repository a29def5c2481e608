"""Plain text: its encoding, its line ends, its title."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import codecs
import re

from tigraph.errors import DataError, MissingExtraError
from tigraph.local import Pair

#: So much of a text is looked at to tell its encoding.
_LOOKED_AT = 2**18
_LONG = 200
#: Encodings that are in use, the most usual first, where several read a text as well as the best.
_USUAL = ("cp1252", "cp1250", "cp1251", "mac_roman", "koi8_r", "iso8859_2", "cp1253", "cp1254")
_AS_WELL = 0.005
#: A sign between two letters.
_ODD = re.compile(
    "[^\\W\\d_][\u00a1-\u00a9\u00ac-\u00b6\u00b8-\u00b9\u00bc-\u00bf\u00d7\u00f7][^\\W\\d_]"
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes, name: str, charset: str = "") -> tuple[str, str]:
    """Return the text of some bytes and the encoding that they are in.

    A mark at their beginning tells it, else it is UTF-8 if it can be, else what a server told
    (`charset`), else what is most likely. Raises `DataError` where they are in none, and
    `MissingExtraError`.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, name), encoding.removesuffix("-sig")
    for encoding in ("utf-8", charset):
        if encoding:
            try:
                return content.decode(encoding), encoding
            except (UnicodeDecodeError, LookupError):
                continue
    return _guessed(content, name)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is broken: byte {error.start} is not {encoding}.") from None


def _guessed(content: bytes, name: str) -> tuple[str, str]:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        raise MissingExtraError("documents", "A text in another encoding than UTF-8") from None
    best = list(from_bytes(content[:_LOOKED_AT]))
    # Encodings of one script differ in a few letters: of those that read as well, the usual one.
    likely = {
        encoding
        for match in best
        if match.chaos <= best[0].chaos + _AS_WELL and match.coherence >= best[0].coherence - 0.1
        for encoding in (match.encoding, *match.could_be_from_charset)
    }
    ordered = [
        *(one for one in _USUAL if one in likely and _reads_well(content, one)),
        *(match.encoding for match in best),
    ]
    for encoding in ordered:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding == "cp1252" and "\u00a4" in text and "\u20ac" not in text:
            encoding = "iso8859-15"  # which has the euro where the other has a sign of no use
            text = content.decode(encoding)
        return text, encoding
    raise DataError(f"{name} is in no known encoding: save it as UTF-8 and give that.")


def _reads_well(content: bytes, encoding: str) -> bool:
    """Whether no sign stands within a word, as where letters of another script are misread."""
    return not _ODD.search(content[:_LOOKED_AT].decode(encoding, "replace"))


def tidied(text: str, name: str) -> str:
    """Return a text with its lines ended by LF, without the mark of UTF-8; else as it is.

    Raises `DataError` where it has characters that no text has.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in lines:
        raise DataError(f"{name} is no text: it has characters that no text has.")
    return lines


def first_line(text: str) -> str:
    """Return the first line with a letter or a digit, cut at a word where it is long.

    >>> first_line("\\n ***\\n Un titre \\nEt la suite.")
    'Un titre'
    """
    for line in text.split("\n"):
        words = " ".join(line.split())
        if any(character.isalnum() for character in words):
            return words if len(words) <= _LONG else words[:_LONG].rpartition(" ")[0] + "…"
    return ""


def note_of(encoding: str) -> tuple[Pair, ...]:
    """Return what is to be told of an encoding, nothing of UTF-8."""
    if encoding.lower().replace("_", "-").startswith("utf-8"):
        return ()
    return ((f"It is read as {encoding}.", f"Lu comme {encoding}."),)
