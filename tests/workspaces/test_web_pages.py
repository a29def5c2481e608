"""The article of a web page without the page's furniture, and what the page says of itself."""

from __future__ import annotations

import json

import pytest

from papers import META, PARAGRAPHS, page
from tigraph.errors import DataError
from tigraph.workspaces import Read, Source, read_source


def read(content: str | bytes, name: str = "a.html", address: str = "", charset: str = "") -> Read:
    data = content.encode() if isinstance(content, str) else content
    return read_source(Source(data, name, address, charset))


def test_the_article_is_kept_and_the_furniture_is_not() -> None:
    text = read(page()).text
    for paragraph in PARAGRAPHS:
        assert f"{paragraph}\n" in text
    for furniture in ("Accueil", "sports", "Un autre sujet", "témoins", "Mentions légales"):
        assert furniture not in text


def test_lists_and_tables_are_of_the_article() -> None:
    body = (
        "<ul><li>un atelier fictif ;</li><li>une école fictive.</li></ul>"
        "<table><tr><th>Année</th><th>Ateliers</th></tr><tr><td>2020</td><td>4</td></tr></table>"
    )
    text = read(page(PARAGRAPHS[1], f"{PARAGRAPHS[2]}</p>{body}<p>Fin.")).text
    assert "un atelier fictif" in text
    assert "2020 | 4\n" in text
    assert "---" not in text


def test_the_head_of_a_page_tells_title_publisher_date_and_address() -> None:
    found = read(page(head=META))
    told = {
        name: (getattr(found, name).value, getattr(found, name).by[0])
        for name in ("title", "publisher", "issued", "address", "language")
    }
    assert told == {
        "title": ("La fabrique ouvre", "HTML meta og:title"),
        "publisher": ("Le Courrier fictif", "HTML meta og:site_name"),
        "issued": ("2021-03-05", "HTML meta article:published_time"),
        "address": ("https://courrier.example/fabrique", "HTML link canonical"),
        "language": ("fr", "HTML lang"),
    }


def test_json_ld_is_read_where_there_is_no_meta() -> None:
    article = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "site"},
            {
                "@type": ["NewsArticle"],
                "headline": "La fabrique",
                "datePublished": "2021-03-05",
                "publisher": {"@type": "Organization", "name": "Le Courrier fictif"},
            },
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(article)}</script>'
    found = read(page(head=head))
    assert found.title is not None
    assert found.publisher is not None
    assert found.issued is not None
    assert (found.title.value, found.publisher.value) == ("La fabrique", "Le Courrier fictif")
    assert (found.issued.value, found.issued.by[0]) == ("2021-03-05", "JSON-LD datePublished")


@pytest.mark.parametrize(
    ("body", "address", "day", "by"),
    [
        ('<time datetime="2021-03-05">hier</time>', "", "2021-03-05", "HTML time"),
        ("<p>Publié le 5 mars 2021 à 8 h</p>", "", "2021-03-05", "the text says so"),
        ("", "https://a.example/2021/03/05/x", "2021-03-05", "the address shows it"),
        ("", "https://a.example/x", "", ""),
    ],
)
def test_a_date_is_found_with_what_it_rests_on(body: str, address: str, day: str, by: str) -> None:
    found = read(page(body=body), address=address).issued
    assert (found.value, found.by[0]) == (day, by) if found else day == ""


def test_a_site_s_name_behind_a_title_is_left_out() -> None:
    found = read(page().replace("<h1>", "<h2>").replace("</h1>", "</h2>")).title
    assert found is not None
    assert found.value == "La fabrique de Valmont ouvre ses portes"


def test_the_words_tell_the_language_better_than_a_head_that_is_wrong() -> None:
    found = read(page(language="en")).language
    assert found is not None
    assert (found.value, found.by[0]) == ("fr", "the words of the text")


@pytest.mark.parametrize("charset", ["", "windows-1252"])
def test_an_older_encoding_is_read(charset: str) -> None:
    told = "" if charset else 'charset="windows-1252"'
    content = page().replace('charset="utf-8"', told).encode("cp1252")
    found = read(content, charset=charset)
    assert PARAGRAPHS[1] in found.text
    assert ("It is read as windows-1252.", "Lu comme windows-1252.") in found.notes


@pytest.mark.parametrize(
    "content",
    [
        "<html><body></body></html>",
        "<html><body><nav>"
        + "<a href='/x'>Une page de la ville fictive</a> " * 20
        + "</nav></body>",
        "<html><body><div id='root'></div><script>"
        + "var a = 'un texte';" * 50
        + "</script></body>",
        "<html><body><form><input name='q'><button>Chercher</button></form></body></html>",
    ],
    ids=["empty", "links", "script", "form"],
)
def test_a_page_without_an_article_is_refused(content: str) -> None:
    with pytest.raises(DataError, match=r"^a\.html has no article"):
        read(content)


def test_a_page_under_another_name_is_read_as_a_page_and_that_is_told() -> None:
    found = read(page(), "a.txt")
    assert found.extension == ".html"
    assert "a.txt is a web page" in found.notes[0][0]
