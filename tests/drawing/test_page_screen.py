"""How the page uses the screen: the picture first, a panel that tells, a line of time."""

from __future__ import annotations

import re
from typing import Any

import networkx as nx
import pytest

from checkout import lacking
from invented import EVIDENCE, actor, grown, network, tie
from tigraph import load
from tigraph.drawing.bundled import FACES, bundled
from tigraph.networks.network import Network

pytest_plugins = ["page_helpers"]
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
#: What can be pressed, chosen or typed into, and is seen.
CONTROLS = """[...document.querySelectorAll("button, select, input, summary, a[href]")]
.filter((e) => e.checkVisibility() && !e.closest("#skips")).length"""


@pytest.fixture(scope="module")
def people() -> Network:
    return load(language="fr").network("people")


def box(page: Any, selector: str) -> dict[str, float]:
    return dict(page.locator(selector).bounding_box())


def first_tie(page: Any) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")


def test_the_picture_has_the_screen(visit: Any, people: Network) -> None:
    page = visit(people, viewport=WIDE).page
    picture = box(page, "#network")
    assert picture["width"] * picture["height"] >= 0.8 * WIDE["width"] * WIDE["height"]
    assert page.evaluate(CONTROLS) <= 20


@pytest.mark.parametrize("width", [1440, 960])
def test_panel_and_drawer_stand_beside_the_picture(visit: Any, width: int) -> None:
    page = visit(grown(40), hash="#actor=urn:0001", viewport={"width": width, "height": 700}).page
    page.click("#filters")
    drawer, picture, panel = (box(page, one) for one in ("#controls", "#network", "#panel"))
    assert drawer["x"] + drawer["width"] <= picture["x"]
    assert picture["x"] + picture["width"] <= panel["x"]
    assert panel["x"] + panel["width"] <= width


def test_on_a_phone_the_picture_comes_first_and_the_panel_is_a_sheet(
    visit: Any, people: Network
) -> None:
    here = visit(people, viewport=PHONE)
    page = here.page
    picture = box(page, "#network")
    assert picture["width"] == PHONE["width"]
    assert picture["height"] >= 0.7 * PHONE["height"]
    assert page.evaluate("document.documentElement.scrollHeight") <= PHONE["height"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("t")
    sheet = box(page, "#panel")
    assert sheet["y"] > 0.3 * PHONE["height"]
    assert sheet["y"] + sheet["height"] == PHONE["height"]
    assert sheet["width"] == PHONE["width"]


@pytest.mark.parametrize("size", [WIDE, {"width": 960, "height": 700}, PHONE])
def test_what_is_chosen_is_in_view(visit: Any, people: Network, size: dict[str, int]) -> None:
    here = visit(people, hash="#actor=person/nathalie-auge", viewport=size)
    page = here.page
    rank = here.state()["chosen"]["node"]
    here.until(
        f"""(() => {{
          const {{ x, y }} = tigraph.where({rank});
          const stage = document.querySelector("#network").getBoundingClientRect();
          const panel = document.querySelector("#panel").getBoundingClientRect();
          const at = [stage.left + x, stage.top + y];
          const under = at[0] > panel.left && at[1] > panel.top;
          return x > 0 && y > 0 && x < stage.width && y < stage.height && !under;
        }})()"""
    )
    page.click("#close")
    assert not page.is_visible("#panel")


def test_the_first_tie_is_reached_within_ten_tabs(visit: Any, small: Network) -> None:
    page = visit(small).page
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "skip-ties":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate("tigraph.state().chosen.edge") is not None
    assert "Aucun document n’est joint à ce lien" in page.inner_text("#panel-body")


def test_from_tie_to_tie_by_one_key(visit: Any, small: Network) -> None:
    here = visit(small)
    page = here.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "network"
    page.keyboard.press("t")
    assert here.state()["chosen"] == {"edge": 0}
    assert "Élodie Œuvrard relation member-of" in page.inner_text("#cursor")
    page.focus("#network")
    page.keyboard.press("Shift+T")
    assert here.state()["chosen"] == {"edge": 2}


def test_letters_come_with_the_file(visit: Any, small: Network) -> None:
    if any(bundled(f"{face}.woff2") is None for face in FACES.values()):
        lacking("the letters of pictures (`npm ci --prefix tigraph/drawing/npm`)")
    page = visit(small).page
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].map((f) => [f.family, f.weight, f.style, f.status])"
    )
    assert ["Inter", "400", "normal", "loaded"] in loaded
    assert all(status != "error" for *_, status in loaded)
    assert len(loaded) == 4


def test_light_and_dark_are_chosen(visit: Any, small: Network) -> None:
    page = visit(small, color_scheme="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.click("#about summary")
    page.click("#theme")
    assert page.evaluate(ground) != dark
    page.click("#theme")
    assert page.evaluate(ground) == dark
    assert "sombres" in page.inner_text("#theme")


def test_who_is_searched_in_lanes_is_shown_among_all_the_others(
    visit: Any, people: Network
) -> None:
    here = visit(people, viewport={"width": 1440, "height": 900})
    here.page.fill("#query", "Cédric Bôle")
    here.page.keyboard.press("Enter")
    here.until("tigraph.state().chosen")
    here.page.wait_for_timeout(400)
    stage = here.page.locator("#network").bounding_box()
    panel = here.page.locator("#panel").bounding_box()
    assert panel["x"] >= stage["x"] + stage["width"] - 1, "the panel stands beside the picture"
    places = here.page.evaluate("tigraph.drawn().map(tigraph.where)")
    assert len(places) == people.graph.number_of_nodes()
    assert all(0 < at["x"] < stage["width"] and 0 < at["y"] < stage["height"] for at in places)


def test_lanes_are_whole_on_paper(visit: Any, people: Network) -> None:
    page = visit(people, viewport={"width": 1000, "height": 700}).page
    page.emulate_media(media="print")
    page.wait_for_timeout(150)
    assert page.input_value("#layout") == "lanes"
    assert page.evaluate(
        """tigraph.drawn().map(tigraph.where).every(({x, y}) => x > 0 && y > 0
        && x < document.querySelector("#network").clientWidth
        && y < document.querySelector("#network").clientHeight)"""
    )


# What is shown is what is said


def dated() -> Network:
    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from([(f"urn:{i}", actor(f"A{i}")) for i in range(4)])
    times: list[tuple[str, list[str | None], Any]] = [
        ("2019", ["2019-01-01", "2019-01-01", "2019-12-31", "2019-12-31"], []),
        ("", [None] * 4, []),
        ("2020?", ["2020-01-01", "2020-12-31", "2020-01-01", "2020-12-31"], None),
    ]
    for i, (valid, bounds, attested) in enumerate(times):
        claim = {"claim": f"urn:c{i}", "valid": valid, "bounds": bounds, "attested": attested}
        proof = {**EVIDENCE, "publisher": f"Éditeur {i}", "date": str(2019 + i % 2)}
        graph.add_edge(
            f"urn:{i}", f"urn:{i + 1}", **tie(valid=valid, claims=[claim], evidence=[proof])
        )
    return network(graph, as_of=None)


def test_the_bar_says_the_date_and_the_counts_of_what_is_shown(visit: Any) -> None:
    here = visit(dated(), viewport=WIDE)
    page = here.page
    assert page.inner_text("#facts").startswith("Toutes les dates · 4 acteurs, 3 liens")
    page.locator("#date").fill("2")
    assert here.state()["date"] == "2020"
    assert page.inner_text("#facts").startswith("2020 · 4 acteurs sur 4, 2 liens sur 3")
    # What is unsure is counted, and left out or brought in by one control each
    assert page.inner_text("#hows").split("\n") == ["1 seulement possible", "1 sans date"]
    page.click("#how-undated")
    assert here.state()["ties"] == 1
    page.click("#how-possible")
    assert here.state()["ties"] == 0
    assert "Aucun lien n’est affiché à cette date" in page.inner_text("#empty")
    assert page.inner_text("#hows").split("\n") == ["1 seulement possible", "1 sans date"]
    page.click("#how-undated")
    assert here.state()["ties"] == 1
    assert not page.is_visible("#empty")


def test_an_empty_network_says_so(visit: Any) -> None:
    page = visit(grown(0)).page
    assert "Ce réseau n’a aucun lien" in page.inner_text("#empty")


def test_the_legend_counts_what_is_shown(visit: Any, small: Network) -> None:
    page = visit(small, viewport=WIDE).page
    told = page.locator("#key li").all_inner_texts()
    assert ["seulement possible", "1"] in [one.split("\n") for one in told]
    assert sum(int(one.split("\n")[1]) for one in told if "fondement" in one) == 3
    page.click("#filters")
    page.locator("#facet-basis label", has_text="cooperation").click()
    assert not any("cooperation" in one for one in page.locator("#key li").all_inner_texts())


# The line of time


def test_the_line_of_time_has_the_documents_of_what_is_shown(visit: Any) -> None:
    page = visit(dated(), viewport=WIDE).page
    names = page.locator("#marks .who")
    assert sorted(names.all_text_contents()) == [f"1 · Éditeur {i}" for i in range(3)]
    page.locator("#date").fill("2")
    assert sorted(names.all_text_contents()) == ["1 · Éditeur 1", "1 · Éditeur 2"]
    page.click("#how-undated")
    assert names.all_text_contents() == ["1 · Éditeur 2"]


def test_a_period_is_brushed_by_pointer_and_by_keys(visit: Any) -> None:
    here = visit(dated(), viewport=WIDE)
    page = here.page
    here.still()
    line = box(page, "#marks")
    y = line["y"] + line["height"] / 3
    page.mouse.move(line["x"] + line["width"] * 0.25, y)
    page.mouse.down()
    assert here.state()["date"] == "2019"
    page.mouse.move(line["x"] + line["width"] * 0.75, y)
    page.mouse.up()
    assert here.state()["date"] == "2019/2020"
    assert "de 2019 à 2020" in page.inner_text("#facts")
    page.click("#all-dates")
    assert here.state()["date"] == ""
    page.focus("#date")
    page.keyboard.press("ArrowRight")
    assert here.state()["date"] == "2019"
    page.focus("#until")
    page.keyboard.press("ArrowRight")
    assert here.state()["date"] == "2019/2020"
    assert "date=2019%2F2020" in page.url


def test_a_period_holds_what_the_command_says(visit: Any) -> None:
    graph = load()
    for period in ("2018/2019", "2019/2023"):
        here = visit(graph.network("all-ties"), hash=f"#date={period}")
        assert here.state()["date"] == period
        wanted: list[Any] = []
        for a, b, data in graph.network("all-ties", as_of=period).graph.edges(data=True):
            wanted.append((a, data["relation"], b, data["certain"]))
        drawn = [(a, relation, b, how == "certain") for a, relation, b, how in here.hows() if how]
        assert sorted(drawn) == sorted(wanted), period


# The panel


def test_a_tie_is_told_as_a_sentence_with_its_verdict(visit: Any, people: Network) -> None:
    here = visit(people, viewport=WIDE)
    page = here.page
    page.fill("#query", "cedric bole")
    page.keyboard.press("Enter")
    page.locator(".ties button", has_text="élu référent du territoire d’industrie (Doubs)").click()
    title = " ".join(page.inner_text("#panel-title").split())
    assert title == "Cédric Bôle est élu référent du territoire d’industrie (Doubs)"
    # By the two documents: C’est-à-dire of 2024, Grand Besançon Métropole of 2023 to 2024
    assert page.locator(".verdict dd").all_inner_texts() == ["2", "0", "2023–2024"]
    told = page.inner_text("#panel-body")
    for words in (
        "documents le disent",
        "entre décembre 2023 et octobre 2024",
        "C’est-à-dire presse, 2024",
        "caractères 184–264",
        "énoncé",
        "Aucun document ne dit quand ce lien a commencé ni s’il a pris fin.",
    ):
        assert words in told, words
    assert "w3id.org" not in told
    assert page.evaluate("getComputedStyle(document.querySelector('.work')).fontStyle") == "italic"
    page.click("#panel .codes summary")
    assert "w3id.org" in page.inner_text("#panel-body") or "claim/" in page.inner_text(
        "#panel-body"
    )


def test_what_is_chosen_is_cited_shared_and_saved(visit: Any, small: Network) -> None:
    here = visit(small, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"])
    page = here.page
    first_tie(page)
    clipboard = "navigator.clipboard.readText()"
    page.click("#panel .actions .first")
    here.until("document.querySelector('#saved').textContent")
    told = page.evaluate(clipboard)
    for words in (
        "Comité imaginaire relation cooperates-with Commune rêvée",
        "tigraph 0.1.0",
    ):
        assert words in told
    page.click("#panel .actions button:has-text('BibTeX')")
    here.until("document.querySelector('.copy textarea').value.startsWith('@misc{')")
    page.click("#panel .actions button:has-text('Partager')")
    here.until("document.querySelector('#saved').textContent.startsWith('Lien')")
    assert page.evaluate(clipboard) == page.url
    with page.expect_download() as coming:
        page.click("#panel .actions button:has-text('Exporter')")
    assert coming.value.suggested_filename.endswith(".zip")


def test_a_facet_of_many_values_is_searched(visit: Any) -> None:
    graph: Any = nx.MultiDiGraph()
    for i in range(30):
        graph.add_node(f"urn:{i}", **actor(f"A{i}", areas=[f"Région n° {i}", "Étendue"]))
        graph.add_edge(f"urn:{i}", f"urn:{i // 2}", **tie())
    page = visit(network(graph), viewport=WIDE).page
    page.click("#filters")
    field = page.locator("#facet-area input[type=search]")
    field.fill("etendue")
    seen = page.locator("#facet-area .value:visible").all_inner_texts()
    assert [one.split("\n")[0] for one in seen] == ["Étendue"]


def test_the_table_stands_beside_the_picture_and_in_step(visit: Any) -> None:
    here = visit(grown(60), hash="#view=both", viewport=WIDE)
    page = here.page
    picture, tables = box(page, "#network"), box(page, "#tables")
    assert picture["x"] + picture["width"] <= tables["x"] + 1
    assert picture["height"] > 0.6 * WIDE["height"]
    # Who is chosen in the picture has its row marked, and in view
    page.locator("#table-actors tbody tr").last.locator("button").click()
    row = page.locator("#tables tr[aria-current]")
    assert row.count() == 1
    assert tables["y"] <= row.bounding_box()["y"] < tables["y"] + tables["height"]
    # A filter leaves as many rows as marks
    here.filters()
    page.locator("#facet-kind .only").first.click(force=True)
    counted = re.search(r"(\d+)\D*$", page.inner_text("#table-actors caption"))
    assert counted
    assert int(counted[1]) == here.state()["shown"]
    page.set_viewport_size({"width": 1000, "height": 800})
    picture, tables = box(page, "#network"), box(page, "#tables")
    assert tables["y"] >= picture["y"] + picture["height"]
