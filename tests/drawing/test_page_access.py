"""The page for everybody: keyboard alone, axe-core, phone, dark, print, hostile names, sizes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import axe
from invented import HOSTILE, grown, hostile, network
from tigraph import load
from tigraph.drawing import html_page
from tigraph.networks.network import Network

pytest_plugins = ["page_helpers"]


def tab_to(page: Any, selector: str, most: int = 150, back: bool = False) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(most):
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{selector} is not reached by keyboard")


def test_a_whole_task_by_keyboard_alone(visit: Any, small: Network) -> None:
    here = visit(network(small.graph, as_of=None))
    page = here.page
    tab_to(page, "#query")
    page.keyboard.type("oeuvrard")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "Élodie Œuvrard"
    tab_to(page, ".ties button")
    page.keyboard.press("Enter")
    told = page.inner_text("#panel-body")
    assert "Éditeur inventé" in told
    assert "Porte-parole imaginaire" in told
    tab_to(page, "#date", back=True)
    page.keyboard.press("ArrowRight")
    assert here.state()["date"] == "2018"
    tab_to(page, "#save summary", back=True)
    page.keyboard.press("Enter")
    tab_to(page, "#save-svg")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert "Élodie" in Path(coming.value.path()).read_text("utf-8")
    page.keyboard.press("Escape")
    assert not page.is_visible("#save-svg")
    page.keyboard.press("Escape")
    assert here.state()["chosen"] is None


def test_picture_by_keyboard(visit: Any, small: Network) -> None:
    here = visit(small)
    page = here.page
    tab_to(page, "#network")
    page.keyboard.press("n")
    assert "Comité imaginaire" in page.inner_text("#cursor")
    page.keyboard.press("n")
    page.keyboard.press("p")
    before = page.evaluate("tigraph.where(0)")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    assert page.evaluate("tigraph.where(0)") != before
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "Comité imaginaire"


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("fr", "light", 1300), ("en", "dark", 1300), ("en", "light", 390)],
)
def test_axe_finds_no_violation(visit: Any, language: str, scheme: str, width: int) -> None:
    picture = load(language=language).network("governance")
    size = {"width": width, "height": 800}
    page = visit(picture, hash="#view=both&date=2024", viewport=size, color_scheme=scheme).page
    page.click("#filters")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    page.evaluate("document.querySelector('#about').open = false")
    page.fill("#query", "bole")
    page.evaluate(axe.program())
    whole = scheme == "light"  # in the dark, what differs is the colours
    check(page, colours=not whole)
    page.keyboard.press("Enter")
    if whole:
        check(page)
    page.locator(".ties button").first.click()
    if whole:
        check(page)
    page.locator("#panel .codes summary").click()
    page.locator("#panel .actions .first").click()
    check(page, colours=not whole)


def check(page: Any, *, colours: bool = False) -> None:
    assert axe.violations(page, colours=colours) == []


def test_axe_finds_no_violation_in_an_aggregate(visit: Any) -> None:
    page = visit(large(3001)).page
    page.evaluate(axe.program())
    check(page)


def test_print_leaves_controls_out(visit: Any, small: Network) -> None:
    page = visit(small, hash="#actor=urn:a").page
    page.emulate_media(media="print")
    for control in ("#query", "#tools", "#zoom", "#close", "#play"):
        assert not page.is_visible(control)
    for content in ("#title", "#network", "#key", "#panel-title", "#stamp"):
        assert page.is_visible(content)
    assert "Document fictif A" in page.inner_text("#stamp")


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("size", [(1300, 800), (360, 740)])
def test_the_whole_picture_is_in_its_frame(visit: Any, media: str, size: tuple[int, int]) -> None:
    page = visit(grown(60), viewport=dict(zip(("width", "height"), size, strict=True))).page
    page.emulate_media(media=media)
    assert in_frame(page)


def in_frame(page: Any) -> bool:
    """Whether every actor shown stands in the picture's frame."""
    page.wait_for_timeout(100)
    return bool(
        page.evaluate(
            """tigraph.drawn().map(tigraph.where).every(({x, y}) => x > 0 && y > 0
            && x < document.querySelector("#network").clientWidth
            && y < document.querySelector("#network").clientHeight)"""
        )
    )


def test_a_picture_stays_in_its_frame_until_it_is_moved(visit: Any) -> None:
    here = visit(grown(60), hash="#actor=urn:0001", viewport={"width": 1300, "height": 800})
    page = here.page
    assert in_frame(page)
    page.click("#close")
    assert in_frame(page)
    page.set_viewport_size({"width": 900, "height": 500})
    assert in_frame(page)
    page.fill("#query", "fictif 7")
    page.keyboard.press("Enter")
    page.locator("#panel .actions button").first.click()
    page.click("#close")
    assert in_frame(page)
    page.click("#back")
    for _ in range(6):
        page.click("#zoom-in")
    page.set_viewport_size({"width": 1300, "height": 800})
    assert not in_frame(page)


def test_hostile_values_stay_text(visit: Any) -> None:
    page = visit(hostile()).page
    for i in range(len(HOSTILE)):
        page.fill("#query", "")
        page.fill("#query", HOSTILE[i][:40])
        page.locator("#results button").first.click()
        page.locator(".ties button").first.click()
        assert page.locator("#panel img, #panel script, header img").count() == 0
        assert page.locator("#panel a[href^=javascript]").count() == 0
    assert page.evaluate("window.hacked") is None
    assert HOSTILE[0] in page.inner_text("#title")


def test_phone_dark_and_english(visit: Any, small: Network) -> None:
    english = network(small.graph, language="en", as_of=None)
    size = {"width": 360, "height": 740}
    page = visit(english, viewport=size, color_scheme="dark").page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert "All dates" in page.inner_text("#facts")
    assert page.get_attribute("html", "lang") == "en"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 31)"


def test_every_control_has_a_name(visit: Any, small: Network) -> None:
    page = visit(small).page
    page.fill("#query", "elodie")
    unnamed = page.evaluate(
        """[...document.querySelectorAll("button, input, [role=application]")].filter(
        (e) => !(e.textContent.trim() || e.ariaLabel || (e.labels || []).length)).length"""
    )
    assert unnamed == 0


@pytest.mark.parametrize("n", [0, 1, 150, 3000])
def test_sizes_that_are_drawn_whole(visit: Any, n: int) -> None:
    here = visit(grown(n))
    assert (here.state()["shown"], here.state()["drawn"]) == (n, n)
    assert not here.page.is_visible("#scope")


@cache
def large(n: int) -> str:
    return html_page(grown(n))


@pytest.mark.parametrize("n", [3001, 10001])
def test_large_networks_open_on_groups_and_give_the_rest_on_demand(visit: Any, n: int) -> None:
    here = visit(large(n))
    page = here.page
    assert str(n) in page.inner_text("#scope")
    assert here.state()["part"] == "by:community"
    assert 1 < here.state()["drawn"] <= 61
    page.select_option("#groups", "0")
    assert here.state()["part"] == "in:community:0"
    assert 1 < here.state()["drawn"] <= 1500
    page.go_back()
    here.until("tigraph.state().part == 'by:community'")
    page.fill("#query", f"fictif {n - n // 5}")
    page.keyboard.press("Enter")
    assert here.state()["ego"]["steps"] == 1
    assert here.state()["drawn"] >= 2
    page.click("#back")
    page.click("#scope button:has-text('plus liés')")
    assert here.state()["drawn"] == 300
    whole = page.locator("#scope button:has-text('Tout dessiner')")
    assert ("(lent)" in whole.inner_text()) is (n > 10_000)
    if n < 10_000:  # as for those; it takes as long as it says
        whole.click()
        assert here.state()["drawn"] == n
