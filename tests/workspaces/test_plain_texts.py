"""Plain text: encodings, and files that are no text, too large, or take too long."""

from __future__ import annotations

from pathlib import Path

import pytest

from papers import PARAGRAPHS, TEXT, page
from tigraph.errors import DataError, MissingExtraError
from tigraph.limits import Allowance
from tigraph.workspaces import Read, Source, read_source, source_at
from tigraph.workspaces.texts import reading, sorts

EURO = "Le comité de Valmont a reçu 12 000 € pour l’œuvre de la vallée, où l’été fut très sec.\n"
POLISH = "Przewodniczący rady województwa świętokrzyskiego ogłosił nową spółkę, która powstała.\n"
RUSSIAN = "Председатель совета объявил о начале программы для промышленных территорий.\n"


def read(content: bytes, name: str = "a.txt") -> Read:
    return read_source(Source(content, name))


#: A page that takes some seconds to take apart.
ENDLESS = page(*PARAGRAPHS * 5000).encode()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (EURO, "utf-8"),
        (EURO, "utf-8-sig"),
        (EURO, "utf-16"),
        (EURO, "utf-32"),
        (EURO, "cp1252"),
        (EURO.replace("’", "'"), "iso8859-15"),
        (EURO, "mac_roman"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
    ],
)
def test_a_text_in_another_encoding_is_read(text: str, encoding: str) -> None:
    assert read((text * 3).encode(encoding)).text == text * 3


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_than_utf_8_is_told(encoding: str) -> None:
    assert read(EURO.encode(encoding)).notes == (
        (f"It is read as {encoding}.", f"Lu comme {encoding}."),
    )


def test_the_first_line_with_words_is_the_title() -> None:
    found = read(f"\n***\n  {PARAGRAPHS[0]}  \n{EURO}".encode()).title
    assert found is not None
    assert (found.value, found.by[0]) == (PARAGRAPHS[0], "the first line of the text")


def test_a_long_first_line_is_cut_at_a_word() -> None:
    found = read(("mot " * 100).encode()).title
    assert found is not None
    assert found.value.endswith("mot…")
    assert len(found.value) <= 201


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "a.png", "is an image"),
        (b"{\\rtf1 Un texte fictif.}", "a.rtf", "is RTF"),
        (b"\x1f\x8b" + b"\0" * 20, "a.txt", "is compressed"),
        (b"MZ" + b"\0" * 20, "a.txt", "is no text"),
        (b"From: a\nMIME-Version: 1.0\n\n", "a.mhtml", "saved whole"),
        (b" \n\t\n", "a.txt", "has no text"),
        (b"\xff\xfea", "a.txt", "is broken"),
        (b"Un texte fictif.", "a.pdf", "is no PDF"),
    ],
)
def test_a_file_that_is_no_text_is_named(content: bytes, name: str, told: str) -> None:
    with pytest.raises(DataError, match=told) as error:
        read(content, name)
    assert str(error.value).startswith(f"{name} ")
    assert "\n" not in str(error.value)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(201 * 2**20)
    with pytest.raises(DataError, match=r"has 201 MiB, more than 200 MiB"):
        source_at(str(tmp_path / "a.txt"))


@pytest.mark.parametrize(("name", "told"), [("empty", "is empty"), ("none", "No such document"),
                                            ("folder", "is a folder")])  # fmt: skip
def test_a_file_that_cannot_be_read_is_said(name: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(DataError, match=told):
        source_at(str(tmp_path / name))


def test_a_text_of_a_library_is_to_be_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 1000)
    with pytest.raises(DataError, match="more than 1,000: split it"):
        read(TEXT.encode() * 10)


def test_what_takes_too_long_to_take_apart_is_ended() -> None:
    with pytest.raises(DataError, match=r"^a\.html takes more than 0\.2 s to read: split it"):
        read_source(Source(ENDLESS, "a.html"), Allowance(seconds=0.2))


def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(DataError, match=r"^a\.html takes more than .* to read: split it"):
        read_source(Source(ENDLESS, "a.html"), Allowance(memory=2**20))


def test_a_library_that_is_missing_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reading._NEEDED, sorts.HTML, "no_such_library")
    with pytest.raises(MissingExtraError, match=r"tigraph\[documents\]"):
        read(page().encode(), "a.html")
