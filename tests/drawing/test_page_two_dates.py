"""Two dates in one picture of a page: what stayed, entered and left, as two networks have it."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

from tigraph import load

pytest_plugins = ["page_helpers"]
WIDE = {"width": 1440, "height": 900}
KEY = """[...document.querySelectorAll('#key li')].map((e) =>
  [e.children[1].textContent, e.children[2] ? e.children[2].textContent : ""])"""


def test_two_dates_stand_in_one_picture(visit: Any) -> None:
    graph = load(language="fr")
    here = visit(graph.network("people"), hash="#date=2019", viewport=WIDE)
    page = here.page
    first = [tie[:3] for tie in here.hows() if tie[3]]
    page.select_option("#against", "2024")
    assert "2019 → 2024" in page.inner_text("#facts")
    assert "against=2024" in page.url
    told = {label: int(count) for label, count in page.evaluate(KEY) if count}
    changes = [told.get(word, 0) for word in ("resté", "entré", "sorti")]
    assert sum(changes) == here.state()["ties"]
    # As the networks of the two dates have it
    sides = [
        {
            (a, d["relation"], b)
            for a, b, d in graph.network("people", as_of=day).graph.edges(data=True)
        }
        for day in ("2019", "2024")
    ]
    became: dict[tuple[str, ...], set[str]] = {}
    for (*key, _), change in zip(here.hows(), page.evaluate("tigraph.changes()"), strict=True):
        if change:
            became.setdefault(tuple(key), set()).add(change)
    assert set(became) == sides[0] | sides[1]
    for word, keys in (
        ("gained", sides[1] - sides[0]),
        ("lost", sides[0] - sides[1]),
        ("kept", sides[0] & sides[1]),
    ):
        # A tie of two spans has a line for each
        assert {key for key, of in became.items() if of == {word}} <= keys
    # A picture says both dates; files of data are of the date chosen alone
    assert "De 2019 à 2024" in here.saved("svg").decode()
    with zipfile.ZipFile(io.BytesIO(here.saved("zip"))) as files:
        name = next(name for name in files.namelist() if name.endswith("edges.csv"))
        rows = list(csv.DictReader(io.StringIO(files.read(name).decode("utf-8-sig"))))
    assert len(rows) == len(first)
    # Whoever opens the address sees the same, and one control ends it
    again = visit(graph.network("people"), hash="#" + page.url.split("#")[1], viewport=WIDE)
    assert again.page.input_value("#against") == "2024"
    again.page.select_option("#against", "")
    assert [tie[:3] for tie in again.hows() if tie[3]] == first
