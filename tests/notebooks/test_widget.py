"""The page of a network as a widget, in a real browser: what is chosen there is data here.

The notebook is a small page that holds a model as anywidget's protocol has one (`get`, `set`,
`save_changes`, `on`, `off`) and gives it to the module that the widget carries. What the page
saves goes to the widget by `set_state`, as a message of a front end does, and what is set in
Python goes to the model.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest

import tigraph
from page_helpers import Visit
from tigraph.networks.network import Network

pytest.importorskip("anywidget", reason="anywidget is not installed")
traitlets = pytest.importorskip("traitlets")

pytest_plugins = ["page_helpers"]

BOLE = "https://w3id.org/tigraph/id/person/cedric-bole"
POST = "https://w3id.org/tigraph/id/post/president-cc-val-de-morteau"
AUGE = "https://w3id.org/tigraph/id/person/nathalie-auge"
NOTEBOOK = """<!DOCTYPE html><meta charset="utf-8"><title>Notebook</title>
<style>p { color: rgb(1, 2, 3); font: 13px monospace } iframe { outline: 0 }</style>
<p id="before">A cell.</p><div id="cell"></div><p id="after">Another.</p>
<script type="application/json" id="state">@@state@@</script>
<script type="module">
const held = JSON.parse(document.getElementById("state").textContent);
const bytes = Uint8Array.from(atob(held._page), (sign) => sign.charCodeAt(0));
held._page = new DataView(bytes.buffer);
const hearing = {}, unsaved = {};
window.saved = [];
window.model = {
  get: (name) => held[name],
  set(name, value) {
    held[name] = value;
    unsaved[name] = value;
    for (const act of hearing[`change:${name}`] || []) act();
  },
  save_changes() {
    window.saved.push({ ...unsaved });
    for (const name of Object.keys(unsaved)) delete unsaved[name];
  },
  on: (event, act) => (hearing[event] ||= new Set()).add(act),
  off: (event, act) => hearing[event].delete(act),
};
window.received = (name, value) => { window.model.set(name, value); delete unsaved[name]; };
const url = URL.createObjectURL(new Blob([held._esm], { type: "text/javascript" }));
const { default: widget } = await import(url);
window.show = async () => {
  const el = document.getElementById("cell").appendChild(document.createElement("div"));
  return widget.render({ model: window.model, el });
};
window.gone = await window.show();
</script>"""


class Cell:
    """A widget shown in a notebook."""

    def __init__(self, visit: Callable[..., Visit], widget: Any) -> None:
        self.widget = widget
        state = widget.get_state()
        for name in ("layout", "_dom_classes"):
            state.pop(name)
        state["_page"] = _in_base64(state["_page"])
        told = json.dumps(state).replace("<", "\\u003c")
        self.visit = visit(NOTEBOOK.replace("@@state@@", told))
        self.browser = self.visit.page
        self.until(lambda: self.frame is not None and self.frame.evaluate("!!window.tigraph"))
        self.until(self._still)
        widget.observe(self._pass_on)

    def _still(self) -> bool:
        """Whether the page has its letters, and its picture stands where it will."""
        self.browser.wait_for_timeout(100)
        if self.frame.evaluate("document.fonts.status") != "loaded":
            return False
        one = self.frame.evaluate("tigraph.where(0)")
        self.browser.wait_for_timeout(100)
        return bool(one == self.frame.evaluate("tigraph.where(0)"))

    @property
    def frame(self) -> Any:
        """The page within the notebook."""
        return next((f for f in self.browser.frames if f.parent_frame), None)

    def _pass_on(self, change: Any) -> None:
        if change["name"] in self.widget.keys and change["name"] != "_page":
            value = change["new"]
            self.browser.evaluate("([n, v]) => received(n, v)", [change["name"], value])

    def heard(self) -> None:
        """Take what the page has saved, as a kernel does."""
        self.widget.unobserve(self._pass_on)
        for state in self.browser.evaluate("saved.splice(0)"):
            self.widget.set_state(state)
        self.widget.observe(self._pass_on)

    def until(self, condition: Callable[[], Any], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end
            self.browser.wait_for_timeout(30)
            if getattr(self, "browser", None) and self.frame is not None:
                self.heard()

    def rank(self, iri: str) -> int:
        of = f"tigraph.actors.findIndex((one) => one.iri === {iri!r})"
        return int(self.frame.evaluate(of))

    def spot(self, iri: str) -> dict[str, float]:
        """Where an actor stands in the picture."""
        rank = self.rank(iri)
        return dict(self.frame.evaluate(f"tigraph.network.getPositions([{rank}])[{rank}]"))

    def where(self, iri: str) -> tuple[float, float]:
        """Where an actor stands on the screen."""
        at = self.frame.evaluate(f"tigraph.where({self.rank(iri)})")
        box = self.frame.locator("#network").bounding_box()
        return box["x"] + at["x"], box["y"] + at["y"]

    def state(self) -> dict[str, Any]:
        return dict(self.frame.evaluate("tigraph.state()"))


def _in_base64(packed: bytes) -> str:
    from base64 import b64encode

    return b64encode(packed).decode()


@pytest.fixture(scope="module")
def network() -> Network:
    return tigraph.load(language="en").network("people")


@pytest.fixture
def cell(visit: Callable[..., Visit], network: Network) -> Callable[..., Cell]:
    return lambda **traits: Cell(visit, network.widget(**traits))


def test_what_is_chosen_on_the_page_comes_back(cell: Callable[..., Cell]) -> None:
    shown = cell(layout_name="force")
    widget, mouse = shown.widget, shown.browser.mouse
    x, y = shown.where(BOLE)
    before = dict(widget.positions)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 30, y + 20, steps=5)
    mouse.up()
    shown.until(lambda: widget.positions[BOLE] != before[BOLE])
    assert {iri for iri, spot in widget.positions.items() if spot != before[iri]} == {BOLE}

    mouse.click(*shown.where(BOLE))
    shown.until(lambda: widget.selection)
    assert (widget.selection, widget.claims) == ([BOLE], [])
    assert "actor=person%2Fcedric-bole" in widget.address

    shown.frame.locator("#date").fill("1")
    shown.until(lambda: widget.date)
    assert widget.date == shown.state()["date"]
    assert re.fullmatch(r"\d{4}", widget.date)


def test_what_is_set_in_python_is_shown(cell: Callable[..., Cell]) -> None:
    shown = cell()
    widget = shown.widget
    widget.date = "2019"
    shown.until(lambda: shown.state()["date"] == "2019")
    widget.layout_name = "circle"
    shown.until(lambda: shown.state()["layout"] == "circle")
    widget.selection = [AUGE]
    chosen = f"tigraph.actors[(tigraph.state().chosen || {{}}).node]?.iri === {AUGE!r}"
    shown.until(lambda: shown.frame.evaluate(chosen))
    told = {"layout=circle", "date=2019", "actor=person%2Fnathalie-auge"}
    shown.until(lambda: set(widget.address.split("&")) == told)

    tied = next(
        data
        for a, b, data in widget.network.graph.edges(data=True)
        if {a, b} == {BOLE, POST} and data["claim"]
    )
    widget.selection = [BOLE, POST]  # the two ends of a tie choose it
    shown.until(lambda: widget.claims)
    assert tied["claim"] in widget.claims

    x, y = widget.positions[BOLE]
    widget.positions = {BOLE: [x + 200, y]}
    shown.until(lambda: shown.spot(BOLE) == {"x": x + 200, "y": y})
    assert widget.positions[BOLE] == [x + 200, y]
    assert len(widget.positions) == len(widget.network.graph)

    widget.date = "1850"  # which no claim reaches
    shown.until(lambda: widget.date == "")
    widget.address = ""
    shown.until(lambda: shown.state()["layout"] == widget.layout_name != "circle")


def test_what_was_set_before_is_there_when_the_page_opens(cell: Callable[..., Cell]) -> None:
    shown = cell(date="2024", selection=[BOLE])
    shown.until(lambda: shown.state()["date"] == "2024" and shown.state()["chosen"])
    assert shown.widget.selection == [BOLE]
    assert shown.widget.date == "2024"
    # shown once more, by another cell, it is as it was left
    shown.browser.evaluate("show()")
    shown.until(lambda: len(shown.browser.frames) == 3)
    again = shown.browser.frames[2]
    shown.until(lambda: again.evaluate("window.tigraph?.state().date") == "2024")
    assert again.evaluate("!!tigraph.state().chosen")


def test_no_style_leaks_and_the_page_reaches_nothing_of_the_notebook(
    cell: Callable[..., Cell],
) -> None:
    shown = cell(height=400)
    look = "(id) => { const { color, font } = getComputedStyle(document.getElementById(id));" + (
        " return [color, font]; }"
    )
    for paragraph in ("before", "after"):
        color, font = shown.browser.evaluate(look, paragraph)
        assert color == "rgb(1, 2, 3)"
        assert font.startswith("13px")
    assert shown.browser.evaluate("document.styleSheets.length") == 1
    assert shown.frame.evaluate("getComputedStyle(document.body).fontFamily") != "monospace"
    assert shown.browser.locator("#cell iframe").bounding_box()["height"] == 400
    shown.widget.height = 500
    assert shown.browser.locator("#cell iframe").bounding_box()["height"] == 500
    reach = "(() => { try { return String(parent.document); } catch (e) { return e.name; } })()"
    assert shown.frame.evaluate(reach) == "SecurityError"
    # gone with its cell, it hears no more
    shown.browser.evaluate("gone()")
    shown.widget.date = "2019"
    shown.browser.wait_for_timeout(200)
    assert shown.state()["date"] == ""


def test_only_who_wrote_the_page_into_a_frame_is_heard(
    visit: Callable[..., Visit], network: Network
) -> None:
    """A page from a file tells nobody who frames it what its reader does."""
    from tigraph.drawing import html_page

    opened = visit(html_page(network))
    frame = opened.page.url
    told = opened.page.evaluate(
        """(src) => new Promise((told) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => told("heard");
          window.postMessage("tigraph", "*", [port2]);
          setTimeout(() => told("nothing"), 500);
        })""",
        frame,
    )
    assert told == "nothing"
