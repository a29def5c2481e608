"""A view prepared on a page: saved, opened again there and by the command, checked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import matplotlib.colors
import pytest
from matplotlib.figure import Figure

from invented import grown, network
from terminal import tigraph
from tigraph.drawing import (
    PRESETS,
    BadViewError,
    Prepared,
    figure_bytes,
    html_page,
    read_prepared,
)
from tigraph.drawing.figures.sheet import Sheet
from tigraph.drawing.look import Look
from tigraph.errors import UsageError
from tigraph.networks.network import Network

pytest_plugins = ["page_helpers"]
WIDE = {"width": 1440, "height": 900}


def written(path: Path, **told: Any) -> Path:
    path.write_text(json.dumps({"kind": "tigraph view", **told}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"kind": "other"}, "no view"),
        ({"hidden": "urn:a"}, "“hidden” is no list"),
        ({"hidden": [1]}, "“hidden” holds something that is no text"),
        ({"moved": {"force": {"urn:a": [1]}}}, "no pair of numbers"),
        ({"moved": {"force": {"urn:a": [1e99, 0]}}}, "no pair of numbers"),
        ({"moved": []}, "“moved” holds something that names nobody"),
        ({"notes": {"urn:a": 3}}, "“notes” holds something that is no text"),
        ({"story": ["x"]}, "“story” holds a step that has no text"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, told: Any, words: str) -> None:
    with pytest.raises(BadViewError, match=words):
        read_prepared(written(tmp_path / "view.json", **told))


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    path.write_text("{", "utf-8")
    with pytest.raises(BadViewError, match="is no JSON"):
        read_prepared(path)


def test_it_says_who_of_it_is_no_longer_there(small: Network) -> None:
    view = Prepared(
        moved={"force": {"urn:a": (0, 0), "urn:gone": (0, 0)}},
        hidden=("urn:left",),
        notes={"urn:gone": "x"},
        story=(("", "actor=urn%3Aold&date=2019"),),
    )
    assert view.missing(small) == ["urn:gone", "urn:left", "urn:old"]
    shown = Prepared({}, ("urn:b", "urn:left"), {}, ()).without_hidden(small)
    assert sorted(shown.graph) == ["urn:a", "urn:c", "urn:d"]
    assert len(small.graph) == 4


def test_a_page_has_it_from_the_start(visit: Any, small: Network, tmp_path: Path) -> None:
    view = Prepared(
        moved={"force": {"urn:a": (500.0, -300.0)}},
        hidden=("urn:d",),
        notes={"urn:b": "Note <b>inventée</b>"},
        story=(("D’abord elle", "actor=urn%3Aa"), ("Puis tout", "")),
    )
    here = visit(small, prepared=view, viewport=WIDE)
    page = here.page
    assert here.state()["shown"] == 3
    assert "hide=urn%3Ad" in page.url
    assert page.inner_text(".pinned") == "Note <b>inventée</b>"
    place = page.evaluate("tigraph.network.getPositions([0])[0]")
    # drawn out to the shape of the screen, and saved as it was given: see the next test
    assert place == {"x": 500 * 1.45, "y": -300}
    assert page.input_value("#story-text") == "D’abord elle"
    page.click("#story-on")
    assert page.input_value("#story-text") == "Puis tout"
    page.click("#story-back")
    assert here.state()["chosen"] == {"node": 0}


def test_who_is_hidden_is_counted_and_shown_again(visit: Any, small: Network) -> None:
    here = visit(small, hash="#hide=urn:d&hide=urn:c", viewport=WIDE)
    page = here.page
    assert here.state()["shown"] == 2
    assert "2 acteurs sur 4" in page.inner_text("#facts")
    page.click("#filters")
    assert page.inner_text("#unhide") == "Montrer 2 masqués"
    page.click("#unhide")
    assert here.state()["shown"] == 4


def test_what_is_prepared_is_saved_and_opened_again(
    visit: Any, small: Network, tmp_path: Path
) -> None:
    here = visit(small, viewport=WIDE)
    page = here.page
    # A mark is moved with the pointer, another one hidden, a third has a note
    here.drag(here.spot(2), by=(60, 40))
    page.fill("#query", "isolee")
    page.keyboard.press("Enter")
    page.click("#panel .prepare summary")
    page.click("#panel .prepare button")
    assert here.state()["shown"] == 3
    page.fill("#query", "oeuvrard")
    page.keyboard.press("Enter")
    page.click("#panel .prepare summary")
    page.fill("#panel .prepare textarea", "Une note")
    page.click("#save summary")
    page.click("#add-step")
    page.keyboard.type("Elle d’abord")
    path = tmp_path / "saved.view.json"
    path.write_bytes(here.saved("view"))
    view = read_prepared(path)
    assert view.hidden == ("urn:d",)
    assert view.notes == {"urn:a": "Une note"}
    assert view.story == (("Elle d’abord", "hide=urn%3Ad&actor=urn%3Aa"),)
    assert [*view.moved["force"]] == ["urn:c"]
    assert "Une note" in here.saved("svg").decode("utf-8")
    again = visit(small, viewport=WIDE)
    again.page.click("#save summary")
    again.page.locator("#saves input[type=file]").set_input_files(path)
    again.until("tigraph.state().shown == 3")
    assert again.state()["chosen"] == {"node": 0}
    assert again.page.inner_text(".pinned") == "Une note"
    place = "tigraph.network.getPositions([2])[2]"
    assert again.page.evaluate(place) == page.evaluate(place)


def test_a_file_that_is_no_view_changes_nothing(visit: Any, small: Network, tmp_path: Path) -> None:
    here = visit(small, viewport=WIDE)
    path = tmp_path / "other.json"
    path.write_text("[]", "utf-8")
    here.page.click("#save summary")
    here.page.locator("#saves input[type=file]").set_input_files(path)
    here.until("document.querySelector('#saved').textContent.includes('pas une vue')")
    assert here.state()["shown"] == 4


def test_the_command_takes_it_and_says_who_is_gone(tmp_path: Path) -> None:
    view = written(
        tmp_path / "view.json",
        hidden=["person/cedric-bole"],
        notes={"person/nobody-of-this-name": "x"},
    )
    asked = ("view", "people", "--with", view, "--lang", "en", "-o")
    done = tigraph(*asked, tmp_path / "x.html")
    assert done.code == 0, done.err
    assert "person/nobody-of-this-name" in done.err
    assert '"hidden":["person/cedric-bole"]' in (tmp_path / "x.html").read_text("utf-8")
    assert tigraph(*asked, tmp_path / "y.html", "--with", __file__).code == 3


def test_without_one_a_page_says_there_is_none() -> None:
    assert '"prepared":null' in html_page(network(grown(2).graph))


# Printed with a figure --------------------------------------------------------------------

VIEW = Prepared(
    moved={"force": {"urn:a": (5000.0, 0.0)}},
    hidden=("urn:d",),
    notes={"urn:b": "Une note inventée", "urn:d": "de qui est masqué"},
    story=(("D’abord elle", "actor=urn%3Ac&layout=force"), ("", "only.kind=Person")),
)


def words_of(svg: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", svg.decode()).split())


def spots_in(svg: bytes) -> list[tuple[float, float]]:
    """Where the marks stand that matplotlib has drawn (`use` of a PathCollection)."""
    uses = re.findall(r'<use [^>]*x="([\d.]+)" y="([\d.]+)"', svg.decode())
    return [(float(x), float(y)) for x, y in uses]


def test_a_figure_has_what_was_moved_hidden_and_noted(small: Network) -> None:
    told = VIEW.printed(small)
    drawn = figure_bytes(told.network, "svg", layout="force", view=told)
    words = words_of(drawn)
    assert "Une note inventée" in words
    assert "de qui est masqué" not in words.replace("Masqués", "")
    assert "Masqués par l’auteur : 1" in words
    # One was moved far to the right of the others: so it stands on the sheet
    plain = figure_bytes(told.network, "svg", layout="force")
    rights = sorted(x for x, _ in spots_in(drawn))
    usual = sorted(x for x, _ in spots_in(plain))

    def apart(xs: list[float]) -> float:
        return (xs[-1] - xs[-2]) / (xs[-1] - xs[0])

    assert apart(rights) > 1.5 * apart(usual)


def test_a_note_covers_no_name(small: Network) -> None:
    sheet = Sheet(Figure(), Look(small), PRESETS["two-columns"], "force", VIEW.printed(small))
    sheet.draw()
    ground = matplotlib.colors.to_rgba("#fdf4e3")
    notes = [p for p in sheet.axes.patches if p.get_facecolor() == ground]
    [box] = [p.get_path().get_extents(p.get_patch_transform()) for p in notes if p.get_visible()]
    assert sheet.marks.named
    for left, top, right, foot in sheet.marks.named:
        assert box.x1 <= left or box.x0 >= right or box.y1 <= top or box.y0 >= foot


def test_a_step_of_the_story_is_drawn_as_the_page_shows_it(small: Network) -> None:
    told = VIEW.printed(small, 1)
    assert (told.text, told.layout) == ("D’abord elle", "force")
    assert told.lit == {"urn:b", "urn:c"}  # the one chosen, and who is tied to it
    words = words_of(figure_bytes(told.network, "svg", layout="force", view=told))
    assert "D’abord elle" in words
    assert "Commune rêvée" in words
    assert "Élodie" not in words  # not lit: no name
    assert VIEW.printed(small, 2).left == ("only.kind",)
    with pytest.raises(UsageError, match="no step 3"):
        VIEW.printed(small, 3)


def test_the_command_draws_a_step_at_its_date(tmp_path: Path) -> None:
    view = written(tmp_path / "v.json", story=[{"text": "Alors", "at": "date=2019"}])
    done = tigraph("view", "people", "--with", str(view), "--step", "1", "-f", "svg", "-o", "-")
    assert done.code == 0
    words = words_of(done.stdout)
    assert "Alors" in words
    assert "Date de référence : 2019" in words or "As of 2019" in words
    refused = tigraph("view", "people", "--step", "1", "-f", "svg", "-o", "-")
    assert refused.code == 2
    assert "--step goes with --with" in refused.err
