"""The page read in a real browser: search, filters, dates, layouts, panel, table, address."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import networkx as nx
import pytest

from invented import EVIDENCE, actor, grown, network, tie
from tigraph import load
from tigraph.graph import Graph
from tigraph.networks.network import Network

pytest_plugins = ["page_helpers"]
WIDE = {"width": 1300, "height": 800}


def test_header_says_what_when_and_from_what(visit: Any, small: Network) -> None:
    page = visit(small).page
    assert page.title() == "Réseau fictif"
    assert "4 acteurs, 3 liens" in page.inner_text("#facts")
    page.click("#about summary")
    about = page.inner_text("#about-list")
    for words in ("2019", "2026-01-02", "0.1.0", "actors", "Document fictif A"):
        assert words in about


@pytest.mark.parametrize("possible", [True, False])
def test_header_says_how_much_more_may_hold_at_the_date(visit: Any, possible: bool) -> None:
    graph = load(language="en")
    perhaps = graph.network("governance", as_of="2024").graph.edges(data="holds")
    number = [holds for *_, holds in perhaps].count("possible")
    here = visit(graph.network("governance", as_of="2024", possible=possible), viewport=WIDE)
    told = here.page.locator("#unsure")
    assert told.is_visible()
    assert told.inner_text().startswith(
        f"{number} of these {len(perhaps)} ties only may hold at 2024"
        if possible
        else f"{number} more ties may hold at 2024"
    )


@pytest.mark.parametrize("typed", ["elodie oeuvrard", "ÉLODIE", "inventee", "200000001"])
def test_search_goes_by_any_name_without_accents(visit: Any, small: Network, typed: str) -> None:
    page = visit(small).page
    page.fill("#query", typed)
    assert page.locator("#results button").count() == 1
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "Élodie Œuvrard"
    assert "échelon local" in page.inner_text("#panel-body")
    assert page.locator(".ties button").count() == 2


def test_search_says_when_nothing_is_found(visit: Any, small: Network) -> None:
    page = visit(small).page
    page.fill("#query", "personne de ce nom")
    assert "Aucun acteur" in page.inner_text("#results")


def test_legend_filters_kinds_and_bases(visit: Any, small: Network) -> None:
    here = visit(small)
    here.filters()
    boxes = here.page.locator("#facet-basis label")
    assert boxes.all_inner_texts()[0].split("\n") == ["fondement appointment", "1"]
    boxes.nth(0).click()
    assert (here.state()["shown"], here.state()["ties"]) == (4, 2)
    here.page.locator("#facet-kind label", has_text="governancebody").click()
    assert (here.state()["shown"], here.state()["ties"]) == (3, 0)
    assert "3 acteurs sur 4" in here.page.inner_text("#status")
    here.page.click("#reset")
    assert (here.state()["shown"], here.state()["ties"]) == (4, 3)


def test_click_on_a_node_and_on_an_edge(visit: Any, small: Network) -> None:
    here = visit(small, viewport=WIDE)
    here.page.mouse.click(*here.spot(0))
    here.until("tigraph.state().chosen")
    assert here.page.inner_text("#panel-title") == "Élodie Œuvrard"
    here.page.keyboard.press("Escape")
    here.until("!tigraph.state().chosen")
    here.page.mouse.click(*here.spot(1, 2))
    here.until("tigraph.state().chosen")
    title = "Comité imaginaire relation cooperates-with Commune rêvée"
    assert " ".join(here.page.inner_text("#panel-title").split()) == title
    assert "Aucun document" in here.page.inner_text("#panel-body")


def test_edge_shows_every_claim_with_its_evidence(visit: Any, small: Network) -> None:
    page = visit(small).page
    page.fill("#query", "oeuvrard")
    page.keyboard.press("Enter")
    page.locator(".ties button").first.click()
    told = page.inner_text("#panel-body")
    assert "Autres liens de ce réseau entre ces deux acteurs" in told
    said = {**EVIDENCE, "date": "31 janvier 2019", "place": "caractères 3023–3075"}
    for words in (*(v for k, v in said.items() if k != "url"), "seulement possible"):
        assert words in told
    assert "depuis le 22 novembre 2018" in told
    assert "2018-11-22/.." not in told
    page.click("#panel .codes summary")
    assert "2018-11-22/.." in page.inner_text("#panel-body")
    link = page.locator(".evidence a").first
    assert link.get_attribute("href") == "https://example.org/a"
    assert "noopener" in str(link.get_attribute("rel"))


def rival(**more: Any) -> dict[str, Any]:
    return {
        "claim": "https://w3id.org/tigraph/id/claim/rival",
        "source": "urn:a",
        "target": "urn:b",
        "relation_label": "relation contredite",
        "role": "rôle inventé",
        "basis_label": "fondement autre",
        "valid": "2021",
        "bounds": ["2021-01-01", "2021-01-01", "2021-12-31", "2021-12-31"],
        "certain": True,
        "evidence": [{**EVIDENCE, "title": "Document fictif B", "speaker": "Contradicteur"}],
        **more,
    }


def test_since_is_said_only_of_what_a_document_says_began(visit: Any) -> None:
    """The first day of a phase is a bound: its member entered then or later, nobody knows when."""
    first = "2018-11-22"
    told = {
        "pas avant le 22 novembre 2018": [first, None, None, None],
        "depuis le 22 novembre 2018": [first, first, None, None],
    }
    graph: Any = nx.MultiDiGraph()
    for i, bounds in enumerate(told.values()):
        ends = f"urn:{i}a", f"urn:{i}b"
        graph.add_nodes_from((end, actor(f"Acteur {end}")) for end in ends)
        claim = {"claim": f"urn:c{i}", "valid": "", "bounds": bounds, "attested": []}
        other = rival(valid="", bounds=bounds, relation_label="relation member-of")
        graph.add_edge(
            *ends, **tie(valid="", start=first, claims=[claim], claim="", otherwise=[other])
        )
    here = visit(network(graph), viewport=WIDE)
    page = here.page
    for i, words in enumerate(told):
        link = f'["urn:{i}a","member-of","urn:{i}b",0]'
        page.evaluate(f"location.hash = 'tie=' + encodeURIComponent('{link}')")
        here.until(f"tigraph.state().chosen?.edge === {i}")
        of_tie = page.inner_text("#panel-body")
        assert of_tie.count(words) == 2  # the tie's own claim, and the one that says otherwise
        assert ("quand ce lien a commencé" in of_tie) == (i == 0)
        page.fill("#query", f"Acteur urn:{i}a")
        page.keyboard.press("Enter")
        assert words in page.inner_text("#panel-body .ties")
    page.evaluate("location.hash = 'view=table'")
    here.until("document.querySelector('#tables table')")
    rows = page.locator("#tables table").first.inner_text()
    for words in told:
        assert words in rows


def test_panel_says_who_says_otherwise(visit: Any) -> None:
    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from([("urn:a", actor("A")), ("urn:b", actor("B"))])
    claims = [
        {"claim": f"urn:claim:{i}", "valid": year, "bounds": [], "attested": []}
        for i, year in enumerate(("2018", "2019"))
    ]
    proofs = [{**EVIDENCE, "place": f"lieu {i}", "claims": [f"urn:claim:{i}"]} for i in (0, 1)]
    graph.add_edge("urn:a", "urn:b", **tie(claims=claims, evidence=proofs, otherwise=[rival()]))
    here = visit(network(graph), viewport=WIDE)
    page = here.page
    page.evaluate(
        'location.hash = \'tie=\' + encodeURIComponent(\'["urn:a","member-of","urn:b",0]\')'
    )
    here.until("tigraph.state().chosen")
    told = page.inner_text("#panel-body")
    first, otherwise = told.split("Qui dit autre chose")
    assert first.index("\n2018\n") < first.index("lieu 0")
    assert first.index("lieu 0") < first.rindex("\n2019\n") < first.index("lieu 1")
    for words in ("A relation contredite B", "2021", "Document fictif B", "Contradicteur"):
        assert words in otherwise


def test_facets_count_and_filter_by_document_speaker_territory_and_phase(visit: Any) -> None:
    graph: Any = nx.MultiDiGraph()
    graph.add_node("urn:a", **actor("A", phases=["phase une"], territories=["T1", "T2"]))
    graph.add_node("urn:b", **actor("B", phases=["phase deux"], territories=["T2"]))
    graph.add_node("urn:c", **actor("C", level_label="échelon national"))
    other = {**EVIDENCE, "title": "Document fictif B", "speaker": "Autre voix"}
    graph.add_edge("urn:a", "urn:b", **tie(evidence=[EVIDENCE, other]))
    graph.add_edge("urn:b", "urn:c", **tie("chairs", evidence=[other]))
    here = visit(network(graph))
    page = here.page
    here.filters()
    for facet, value, kept in (
        ("document", "Document fictif A", (3, 1)),
        ("speaker", "Porte-parole imaginaire", (3, 1)),
        ("relation", "relation chairs", (3, 1)),
        ("territory", "T1", (1, 0)),
        ("territory", "T2", (2, 1)),
        ("phase", "phase deux", (1, 0)),
        ("level", "échelon national", (1, 0)),
    ):
        line = page.locator(f"#facet-{facet} .value", has_text=value)
        line.hover()
        line.locator(".only").click()
        assert (here.state()["shown"], here.state()["ties"]) == kept, facet
        assert f".{facet}=" in unquote(page.url)
        page.locator(f"#facet-{facet} > .clear").click()
        assert (here.state()["shown"], here.state()["ties"]) == (3, 2)
    page.locator("#facet-relation label", has_text="chairs").click()
    page.click("#lone")
    assert here.state()["shown"] == 2


def test_neighbourhood_of_one_and_two_steps_and_back(visit: Any, small: Network) -> None:
    here = visit(small)
    here.page.fill("#query", "commune revee")
    here.page.keyboard.press("Enter")
    here.page.click("#panel button:has-text('1 pas')")
    assert here.state()["shown"] == 2
    here.page.click("#scope button:has-text('2 pas')")
    assert here.state()["shown"] == 3
    here.page.go_back()
    here.until("tigraph.state().shown == 2")
    here.page.click("#back")
    assert here.state()["shown"] == 4


def test_slider_agrees_with_the_command_at_each_date(visit: Any, graph: Graph) -> None:
    here = visit(graph.network("all-ties"))
    slider = here.page.locator("#date")
    stops = int(slider.get_attribute("max"))
    assert stops >= 9
    for step in ("year", "month"):
        here.page.select_option("#step", step)
        for stop in range(1, int(slider.get_attribute("max")) + 1, 1 if step == "year" else 41):
            slider.fill(str(stop))
            date = here.state()["date"]
            wanted: list[Any] = []
            for a, b, data in graph.network("all-ties", as_of=date).graph.edges(data=True):
                wanted.append((a, data["relation"], b, data["certain"]))
            drawn = [
                (a, relation, b, how == "certain") for a, relation, b, how in here.hows() if how
            ]
            assert sorted(drawn) == sorted(wanted), date


def test_slider_tells_certain_possible_and_unknown_dates_apart(visit: Any) -> None:
    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from([(f"urn:{i}", actor(f"A{i}")) for i in range(5)])
    times = [
        ("2019", ["2019-01-01", "2019-12-31", "2019-01-01", "2019-12-31"], []),
        ("2019/2021", ["2019-01-01", "2019-12-31", "2021-01-01", "2021-12-31"], []),
        ("", [None] * 4, []),
        ("2020?", ["2020-01-01", "2020-12-31", "2020-01-01", "2020-12-31"], None),
    ]
    for i, (valid, bounds, attested) in enumerate(times):
        claim = {"claim": f"urn:c{i}", "valid": valid, "bounds": bounds, "attested": attested}
        graph.add_edge(f"urn:{i}", f"urn:{i + 1}", **tie(valid=valid, claims=[claim]))
    # One sure claim is enough, whatever else is only planned.
    both = [
        {"claim": f"urn:{n}", "valid": "2020", "bounds": times[3][1], "attested": attested}
        for n, attested in (("sure", []), ("planned", None))
    ]
    graph.add_edge("urn:4", "urn:0", **tie(valid="2020", claims=both))
    here = visit(network(graph, as_of=None))
    hows = {}
    for stop, year in enumerate(("2019", "2020", "2021"), 1):
        here.page.locator("#date").fill(str(stop))
        assert here.state()["date"] == year
        hows[year] = [how for *_, how in here.hows()]
    assert hows == {
        "2019": ["certain", "certain", "undated", None, None],
        "2020": [None, "certain", "undated", "possible", "certain"],
        "2021": [None, "certain", "undated", None, None],
    }
    drawn = here.page.evaluate("tigraph.lines().map(({ id, how }) => [id, how])")
    assert [2, "undated"] in drawn
    here.filters()
    here.page.locator("#facet-when label", has_text="date inconnue").click()
    assert here.state()["ties"] == 1
    here.page.click("#all-dates")
    assert here.state()["date"] == ""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_play_walks_through_the_dates_and_stops(visit: Any, small: Network, motion: str) -> None:
    as_of_any = network(small.graph, as_of=None)
    small.graph.edges["urn:b", "urn:c", 0].update(start="2017-01-01", end="2017-12-31")
    here = visit(as_of_any, reduced_motion=motion)
    here.page.click("#play")
    assert here.state()["date"] == "2017"
    assert here.page.get_attribute("#play", "aria-label") == "Arrêter"
    here.until("tigraph.state().date == '2018'")
    here.until("document.querySelector('#play').ariaLabel == 'Faire défiler'")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_layouts_switch_and_levels_stand_above_one_another(visit: Any, motion: str) -> None:
    graph: Any = nx.MultiDiGraph()
    for i, (level, name) in enumerate((("national", "N"), ("regional", "R"), ("local", "L")) * 3):
        place = {"lon": i / 2, "lat": 45 + i % 4}
        graph.add_node(f"urn:{i}", **actor(f"{name}{i}", level=level, level_label=name, **place))
    for i in range(1, 9):
        graph.add_edge(f"urn:{i}", f"urn:{i // 2}", **tie())
    here = visit(network(graph), viewport=WIDE, reduced_motion=motion)
    shapes = set()
    for layout in ("force", "levels", "circle", "map"):
        here.page.select_option("#layout", layout)
        while motion != "reduce" and here.state()["gliding"]:
            here.page.wait_for_timeout(20)
        assert not here.state()["gliding"]
        spots = [here.page.evaluate(f"tigraph.where({i})") for i in range(9)]
        shapes.add(tuple((round(s["x"]), round(s["y"])) for s in spots))
        if layout == "levels":
            ys = [spot["y"] for spot in spots]
            assert max(ys[0::3]) < min(ys[1::3])
            assert max(ys[1::3]) < min(ys[2::3])
    assert len(shapes) == 4


def test_table_is_sorted_and_in_step_with_the_picture(visit: Any, small: Network) -> None:
    here = visit(small)
    page = here.page
    page.select_option("#view", "both")
    assert page.locator("#table-ties tbody tr").count() == 3
    assert page.locator("#table-actors tbody tr").count() == 4
    page.click("#table-ties th >> nth=2 >> button")
    ends = page.locator("#table-ties tbody td:nth-child(3)").all_inner_texts()
    assert ends == sorted(ends)
    page.click("#table-ties th >> nth=2 >> button")
    assert page.locator("#table-ties tbody td:nth-child(3)").all_inner_texts() == ends[::-1]
    assert page.locator("#table-ties th[aria-sort=descending]").count() == 1
    here.filters()
    page.locator("#facet-basis label", has_text="appointment").click()
    assert page.locator("#table-ties tbody tr").count() == 2
    page.click("#table-ties tbody tr >> nth=0 >> button")
    assert here.state()["chosen"]["edge"] in (0, 2)
    assert page.locator("#table-ties tr[aria-current]").count() == 1
    page.select_option("#view", "table")
    assert not page.is_visible("#network")


def test_address_holds_the_state_and_gives_it_back(visit: Any, small: Network) -> None:
    first = visit(small)
    page = first.page
    page.fill("#query", "oeuvrard")
    page.keyboard.press("Enter")
    page.click("#panel button:has-text('2 pas')")
    page.locator(".ties button").nth(1).click()
    first.filters()
    page.locator("#facet-kind label", has_text="intercommunality").click()
    page.locator("#date").fill("1")
    page.select_option("#layout", "circle")
    page.select_option("#view", "both")
    wanted, title = first.state(), page.inner_text("#panel-title")
    again = visit(small, hash="#" + page.url.split("#")[1])
    assert again.state() == wanted
    assert again.page.inner_text("#panel-title") == title
    assert again.page.locator("#table-ties").is_visible()


@pytest.mark.parametrize(
    "hash",
    ["#layout=__proto__&part=in:x:9&date=0000&around=2+none", "#tie=[]&actor=%00&not.kind=x"],
)
def test_address_that_means_nothing_is_passed_over(visit: Any, small: Network, hash: str) -> None:
    assert visit(small, hash=hash).state()["shown"] == 4


def test_labels_never_lie_on_each_other(visit: Any) -> None:
    here = visit(grown(120), viewport=WIDE)
    here.page.evaluate("tigraph.network.redraw()")
    boxes = here.page.evaluate("tigraph.labels()")
    assert len(boxes) > 15
    for i, (left, top, right, bottom) in enumerate(boxes):
        for x, y, x2, y2 in boxes[:i]:
            assert left >= x2 or x >= right or top >= y2 or y >= bottom
