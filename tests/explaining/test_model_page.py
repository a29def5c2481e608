"""The page and the diagram of the model: whole, in both languages, for everybody, offline."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import axe
from tigraph.explaining import diagram, model_page, shipped_model
from tigraph.graph import load
from tigraph.rdf.vocabulary import LANGUAGES, ONTOLOGY, curie, local_name

pytest_plugins = ["page_helpers"]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def page() -> str:
    return model_page(load(language="en").ground, "en")


class _Links(HTMLParser):
    """Gathers ids, links within the page, and whatever would be fetched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.within: set[str] = set()
        self.fetched: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("id"):
            self.ids.append(str(told["id"]))
        target = told.get("href") or ""
        if target.startswith("#"):
            self.within.add(target[1:])
        self.fetched |= {str(told["src"])} if told.get("src") else set()
        self.fetched |= {tag} if tag in ("link", "iframe", "object", "img") else set()


def test_every_term_is_on_the_page_by_the_name_that_its_iri_ends_with(page: str) -> None:
    links, model = _Links(page), shipped_model()
    for one in model.terms:
        if model.sort(one) and not (model.is_deprecated(one) and model.sort(one) == "concept"):
            anchor = local_name(one) if one.startswith(ONTOLOGY) else curie(one)
            assert anchor in links.ids, one
    assert len(links.ids) == len(set(links.ids))
    assert links.within <= set(links.ids), "a link leads nowhere"


def test_the_page_fetches_nothing(page: str) -> None:
    assert _Links(page).fetched == set()
    assert not re.search(r"@import|url\((?!data:|#)", page)


def test_each_text_is_there_in_both_languages(page: str) -> None:
    french, english = (page.count(f'<span lang="{one}">') for one in ("fr", "en"))
    assert french == english > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diagram_says_its_terms_and_stays_within_itself(language: str) -> None:
    drawn = ElementTree.fromstring(diagram(language))
    words = " ".join(drawn.itertext())
    model = shipped_model()
    for name in ("relation", "subject", "object", "citation", "validTime", "attests", "textOf"):
        assert f"tig:{name}" in words
        assert model.label(ONTOLOGY + name)[language == "fr"] in words
    wide, high = (float(drawn.attrib[one]) for one in ("width", "height"))
    for box in drawn.iter(f"{SVG}rect"):
        left, top, across, down = (float(box.get(k, 0)) for k in ("x", "y", "width", "height"))
        assert 0 <= left <= left + across <= wide
        assert 0 <= top <= top + down <= high
    assert drawn.find(f"{SVG}title") is not None


# --------------------------------------------------------------------------------- in a browser


@pytest.fixture
def opened(chromium: Any, page: str, tmp_path: Path) -> Any:
    file = tmp_path / "model.html"
    file.write_text(page, encoding="utf-8")
    here = chromium.new_page()
    said: list[str] = []
    here.on("console", lambda message: said.append(message.text))
    here.on("pageerror", lambda error: said.append(str(error)))
    here.goto(file.as_uri())
    yield here
    here.close()
    assert said == []


def test_the_language_is_chosen_and_one_is_seen(opened: Any) -> None:
    assert opened.inner_text("#Claim h3").startswith("claim")
    opened.click("text=Français")
    assert opened.inner_text("#Claim h3").startswith("assertion")
    assert opened.title() == "Le modèle de tigraph"
    assert opened.get_attribute("html", "lang") == "fr"


def test_terms_are_sifted_in_either_language_without_accents(opened: Any) -> None:
    opened.fill("#sought", "periode de validite")
    assert opened.is_visible("#validTime")
    assert not opened.is_visible("#Claim")
    opened.fill("#sought", "no such word anywhere")
    assert opened.is_visible("#nothing")
    opened.evaluate("location.hash = 'Claim'")
    opened.wait_for_selector("#Claim", state="visible")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Any, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)
    opened.evaluate(axe.program())
    assert axe.violations(opened, colours=scheme == "dark") == []


def test_a_phone_shows_it_without_scrolling_sideways(opened: Any) -> None:
    opened.set_viewport_size({"width": 360, "height": 740})
    wide = opened.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
