"""The text of PDFs: paragraphs made whole, columns in their order, hyphens of words alone."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest

from page_helpers import chromium  # noqa: F401
from papers import PARAGRAPHS, page
from printed import column, pdf
from tigraph.errors import DataError
from tigraph.workspaces import Read, Source, read_source


def read(content: bytes, name: str = "a.pdf") -> Read:
    return read_source(Source(content, name))


def lines(content: bytes) -> list[str]:
    return read(content).text.splitlines()


def test_the_lines_of_a_paragraph_are_one_line() -> None:
    found = lines(pdf(column(
        "Le comité fictif de la vallée de Valmont s’est réuni mardi",
        "en présence d’une trentaine d’élus de la vallée et de ses",
        "environs.",
        "Sa présidente, Marthe Exemple, y a présenté les chiffres",
        "de l’année passée.",
    )))  # fmt: skip
    assert found == [
        "Le comité fictif de la vallée de Valmont s’est réuni mardi en présence d’une trentaine "
        "d’élus de la vallée et de ses environs.",
        "Sa présidente, Marthe Exemple, y a présenté les chiffres de l’année passée.",
    ]


def test_a_heading_and_items_of_a_list_stand_by_themselves() -> None:
    found = lines(pdf([
        (70, 780, 16, "Un programme fictif pour la vallée"),
        *column("Les actions du programme fictif sont les suivantes :",
                "• un atelier de mécanique, qui ouvrira dans la vallée",
                "• une école de couture", top=750),
    ]))  # fmt: skip
    assert found == [
        "Un programme fictif pour la vallée",
        "Les actions du programme fictif sont les suivantes :",
        "• un atelier de mécanique, qui ouvrira dans la vallée",
        "• une école de couture",
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("il y eut un grand renou-", "vellement des ateliers", "renouvellement"),
        ("la réunion de la sous-", "préfecture de la vallée", "sous-préfecture"),
        ("les élus, c’est-", "à-dire tous les présents", "c’est-à-dire"),
        ("dans la région Bourgogne-", "Franche-Comté, qui existe", "Bourgogne-Franche-Comté"),
        ("un programme pour 2018-", "2022 dans la vallée fictive", "2018-2022"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_is_of_the_word(
    first: str, second: str, whole: str
) -> None:
    [found] = lines(pdf(column(first, second)))
    assert whole in found.split(" ") or f"{whole}," in found.split(" ")


def test_how_a_word_is_written_elsewhere_tells_of_its_hyphen() -> None:
    found = lines(pdf(column(
        "Le micro-atelier de la vallée a ouvert, et un autre micro-",
        "atelier ouvrira.",
        "La biomasse de la vallée est rare ; on y vend de la bio-",
        "masse.",
    )))  # fmt: skip
    assert "autre micro-atelier ouvrira." in found[0]
    assert found[1].endswith("de la biomasse.")


def test_columns_are_read_one_after_the_other() -> None:
    left = column("La première colonne de la page", "parle du comité de Valmont réuni", left=60)
    right = column("et de sa présidente, que l’on ne", "trouve nulle part.", left=320)
    found = lines(pdf([*left, *right]))
    assert found == [
        "La première colonne de la page parle du comité de Valmont réuni et de sa présidente, "
        "que l’on ne trouve nulle part."
    ]


def test_running_heads_and_page_numbers_are_left_out_and_told() -> None:
    pages = [
        [
            (70, 810, 9, "Rapport fictif de la vallée"),
            *column(f"Ce que dit la page {word} de ce rapport que personne n’a écrit."),
            (290, 30, 9, f"Page {number} / 3"),
        ]
        for number, word in enumerate(("première", "seconde", "dernière"), 1)
    ]
    found = read(pdf(*pages))
    assert "Rapport fictif" not in found.text
    assert "Page" not in found.text
    assert len(found.text.splitlines()) == 3
    assert found.notes[0][0].startswith("6 running heads")


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = column("Le comité de la vallée a réuni une trentaine d’élus et de")
    second = column("Valmont, et de ses environs.")
    assert lines(pdf(first, second)) == [
        "Le comité de la vallée a réuni une trentaine d’élus et de Valmont, et de ses environs."
    ]


def test_title_and_day_are_told_by_the_file() -> None:
    found = read(pdf(column("Un texte fictif de quelques mots."), Title="Rapport de Valmont",
                     CreationDate="D:20210305101500Z", Producer="LibreOffice 7.0"))  # fmt: skip
    assert found.title is not None
    assert (found.title.value, found.title.by[0]) == ("Rapport de Valmont", "PDF Title")
    assert found.issued is not None
    assert found.issued.value == "2021-03-05"
    assert "the day on which the file was made" in found.issued.by[0]


def test_what_the_text_says_of_its_date_wins_over_the_day_of_the_file() -> None:
    found = read(pdf(column("Un titre fictif", "Publié le 1er février 2020"),
                     CreationDate="D:20210305101500Z")).issued  # fmt: skip
    assert found is not None
    assert (found.value, found.by[0]) == ("2020-02-01", "the text says so")


@pytest.mark.parametrize(
    "maker", ["Skia/PDF m120", "Mozilla/5.0 Firefox", "Microsoft: Print To PDF"]
)
def test_the_day_on_which_a_page_was_printed_is_not_the_document_s(maker: str) -> None:
    text = column("Un texte fictif de quelques mots.")
    assert read(pdf(text, CreationDate="D:20210305101500Z", Producer=maker)).issued is None


@pytest.mark.parametrize("title", ["rapport_v3.docx", "Microsoft Word - rapport", "Untitled"])
def test_the_name_of_a_file_is_no_title(title: str) -> None:
    found = read(pdf(column("Un texte fictif de quelques mots."), Title=title)).title
    assert found is not None
    assert found.value == "Un texte fictif de quelques mots."


def encrypted(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(column("Un texte fictif."))))
    writer.encrypt(user, owner_password="other", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_one_that_only_its_owner_may_change_is_read() -> None:
    assert lines(encrypted("")) == ["Un texte fictif."]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (encrypted("secret"), "protected by a password"),
        (pdf(column("Un texte fictif."))[:200], "is broken"),
        (b"%PDF-1.7\n" + b"no object " * 99, "is broken"),
        (pdf([], []), "as a scan has none"),
    ],
    ids=["password", "cut", "garbage", "scan"],
)
def test_what_cannot_be_read_is_said_in_a_line(content: bytes, told: str) -> None:
    with pytest.raises(DataError, match=told) as error:
        read(content)
    assert str(error.value).startswith("a.pdf ")
    assert "\n" not in str(error.value)


def test_a_browser_s_pdf_gives_the_article_as_it_was(chromium: Any) -> None:  # noqa: F811
    """Narrow columns, justified, hyphenated by hand: nothing of that stays in the text."""
    style = "<style>article{columns:3} p{text-align:justify} nav,aside,footer,header{display:none}"
    shy = [one.replace("ti", "ti\u00ad").replace("lé", "lé\u00ad") for one in PARAGRAPHS[1:]]
    opened = chromium.new_page()
    opened.set_content(page(*shy * 3, head=f"{style}#cookie-banner{{display:none}}</style>"))
    printed = opened.pdf()
    opened.close()
    assert lines(printed) == [PARAGRAPHS[0], *PARAGRAPHS[1:] * 3]
