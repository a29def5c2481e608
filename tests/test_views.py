"""The page in a real browser, and the figures. Every name and document here is invented."""

from __future__ import annotations

import itertools
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from conftest import needs

from tigraph import figures, layout, views
from tigraph.errors import MissingExtra
from tigraph.networks import Network

HOSTILE = [
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "javascript:window.hacked=1",
    "\"quotes\" 'single' `back` & &lt;",
    "rtl \u202egnol\u202c \u200f שלום",
    "long " * 100,
    "emoji 🏭🇫🇷 👩‍🔧",
    "$x_1$ @@data@@ {{ 7*7 }} <!-- \u2028",
]
EVIDENCE = {
    "title": "Document fictif A",
    "publisher": "Éditeur inventé",
    "date": "2019-01-31",
    "url": "https://example.org/a",
    "place": "3023–3075",
    "speaker": "Porte-parole imaginaire",
    "modality": "énoncé",
}


def network(graph: Any, **about: Any) -> Network:
    told: dict[str, Any] = {
        "title": "Réseau fictif",
        "projection": "actors",
        "description": "Acteurs inventés pour l’essai.",
        "language": "fr",
        "directed": True,
        "as_of": "2019",
        "made": "2026-01-02",
        "version": "0.1.0",
        "query": "actors",
        "sources": ("Document fictif A",),
    }
    return Network(graph=graph, **(told | about))


def actor(label: str, kind: str = "Person", **more: Any) -> dict[str, Any]:
    return {
        "label": label,
        "kind": kind,
        "kind_label": kind.lower(),
        "level": "local",
        "level_label": "échelon local",
        "order": "state",
        "order_label": "État",
        "names": [],
        **more,
    }


def tie(relation: str = "member-of", basis: str = "membership", **more: Any) -> dict[str, Any]:
    return {
        "relation": relation,
        "relation_label": f"relation {relation}",
        "basis": basis,
        "basis_label": f"fondement {basis}",
        "start": "2018-11-22",
        "end": "",
        "valid": "2018-11-22/..",
        "certain": True,
        "weight": 1,
        "claim": "https://example.org/claim/1",
        "evidence": [EVIDENCE],
        **more,
    }


@pytest.fixture
def small() -> Network:
    graph: Any = nx.MultiDiGraph()
    graph.add_node("urn:a", **actor("Élodie Œuvrard", names=["200000001", "Mme Inventée"]))
    graph.add_node("urn:b", **actor("Comité imaginaire", "GovernanceBody"))
    graph.add_node("urn:c", **actor("Commune rêvée", "Intercommunality"))
    graph.add_node("urn:d", **actor("Isolée", "Intercommunality"))
    graph.add_edge("urn:a", "urn:b", **tie())
    graph.add_edge("urn:a", "urn:b", **tie("chairs", "appointment", certain=False, weight=3))
    graph.add_edge("urn:b", "urn:c", **tie("cooperates-with", "cooperation", evidence=[]))
    return network(graph)


def grown(n: int) -> Network:
    graph: Any = nx.MultiDiGraph()
    for i in range(n):
        graph.add_node(f"urn:{i:04d}", **actor(f"Acteur fictif {i}", f"Kind{i % 9}"))
    for i in range(1, n - n // 10):
        graph.add_edge(f"urn:{i:04d}", f"urn:{i * i % (i // 2 + 1):04d}", **tie())
    return network(graph)


# Without a browser


def test_same_network_same_page_whatever_the_order_of_its_nodes(small: Network) -> None:
    assert views.html_page(small) == views.html_page(small)
    turned: Any = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(small.graph.nodes(data=True))))
    turned.add_edges_from(small.graph.edges(data=True))
    assert layout.positions(small) == layout.positions(network(turned))


def test_page_has_a_strict_policy_and_no_address_to_load(small: Network) -> None:
    page = views.html_page(small)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert not re.search(r"<(script|img|iframe)[^>]+src=|<link|@import|url\(", page)


def test_pyvis_keeps_parallel_edges_of_undirected_networks(small: Network) -> None:
    undirected = network(small.graph, directed=False)
    edges = views.page_data(undirected)["vis"]["edges"]
    assert len(edges) == 3
    assert {edge["arrows"] for edge in edges} == {""}
    assert [bool(edge["smooth"]) for edge in edges] == [True, True, False]
    assert [edge["dashes"] for edge in edges] == [False, True, False]


def test_parallel_and_reciprocal_edges_bend_apart() -> None:
    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from([("a", actor("A")), ("b", actor("B"))])
    for ends in ("ab", "ab", "ba"):
        graph.add_edge(*ends, **tie())
    bends = layout.curves(network(graph))
    sides = [
        bend * (1 if ends == "ab" else -1)
        for bend, ends in zip(bends, ("ab", "ab", "ba"), strict=True)
    ]
    assert len(set(sides)) == 3


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("colour", layout.COLOURS + layout.BASIS_COLOURS)
@pytest.mark.parametrize("ground", ["#ffffff", "#14181f"])
def test_colours_stand_out_on_light_and_dark(colour: str, ground: str) -> None:
    low, high = sorted((luminance(colour), luminance(ground)))
    assert (high + 0.05) / (low + 0.05) >= 3


def test_no_two_kinds_look_alike() -> None:
    graph: Any = nx.MultiDiGraph()
    kinds = [*layout.USUAL_KINDS[:3], *(f"Kind{i}" for i in range(30))]
    graph.add_nodes_from((kind, actor(kind, kind)) for kind in kinds)
    styles = layout.kind_styles(network(graph))
    assert len({(style.colour, style.shape) for style in styles.values()}) == len(kinds)
    assert styles["Person"] == layout.kind_styles(grown(3)).get("Person", styles["Person"])


@pytest.mark.parametrize("n", [0, 1, 2, 12, 300])
def test_nodes_do_not_lie_on_each_other(n: int) -> None:
    picture = grown(n)
    spots, radius = layout.positions(picture), layout.sizes(picture)
    assert len(spots) == n
    for a, b in itertools.combinations(spots, 2):
        far = max(abs(spots[a][i] - spots[b][i]) for i in (0, 1))
        assert far > 0.6 * (radius[a] + radius[b]), (a, b)


def test_nodes_without_ties_stand_below_the_main_picture() -> None:
    picture = grown(40)
    spots = layout.positions(picture)
    alone = [spots[n][1] for n in spots if not picture.graph.degree(n)]
    tied = [spots[n][1] for n in spots if picture.graph.degree(n)]
    assert min(alone) > max(tied)


# Figures


@pytest.mark.parametrize("format", figures.FIGURE_FORMATS)
def test_figure_is_the_same_on_each_run(small: Network, format: str) -> None:
    pytest.importorskip("matplotlib")
    assert figures.figure_bytes(small, format) == figures.figure_bytes(small, format)


def test_figure_keeps_text_as_text_and_cuts_nothing_off(small: Network) -> None:
    pytest.importorskip("matplotlib")
    svg = ElementTree.fromstring(figures.figure_bytes(small, "svg"))
    width = float(svg.attrib["viewBox"].split()[2])
    texts = [t for t in svg.iter("{http://www.w3.org/2000/svg}text") if t.text]
    shown = " ".join(str(t.text) for t in texts)
    for words in ("Élodie Œuvrard", "Réseau fictif", "fondement cooperation", "2019", "0.1.0"):
        assert words in shown
    assert "Document fictif A" in shown
    for text in texts:
        place = re.search(
            r"translate\(([-\d.]+)|x=\"([-\d.]+)", ElementTree.tostring(text, "unicode")
        )
        assert place
        assert 0 < float(place[1] or place[2]) < width


@pytest.mark.parametrize("format", figures.FIGURE_FORMATS)
def test_figure_takes_hostile_names(format: str) -> None:
    pytest.importorskip("matplotlib")
    assert len(figures.figure_bytes(hostile(), format)) > 5000
    assert figures.figure_bytes(network(nx.MultiDiGraph()), format)


def test_missing_matplotlib_names_the_extra(
    small: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r'pip install "tigraph\[figures\]"'):
        figures.figure_bytes(small, "svg")


def test_unknown_figure_format_is_refused(small: Network) -> None:
    pytest.importorskip("matplotlib")
    with pytest.raises(ValueError, match="svg, png, pdf"):
        figures.figure_bytes(small, "bmp")


# In a browser


def hostile() -> Network:
    graph: Any = nx.MultiDiGraph()
    for i, text in enumerate(HOSTILE):
        graph.add_node(
            f"urn:{i}", **actor(text, text, kind_label=text, names=[text], level_label=text)
        )
    for i, text in enumerate(HOSTILE):
        proof = dict.fromkeys(EVIDENCE, text)
        more: dict[str, Any] = {
            "relation_label": text,
            "basis_label": text,
            "valid": text,
            "evidence": [proof],
        }
        graph.add_edge(f"urn:{i}", f"urn:{(i + 1) % len(HOSTILE)}", **tie(basis=text, **more))
    text = "".join(HOSTILE[:4])
    return network(graph, title=text, description=text, query=text, sources=tuple(HOSTILE))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = needs("chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page opened in a fresh profile; what it asks of the network, and what it complains of."""

    def __init__(self, browser: Any, path: Path, **context: Any) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        address = path.as_uri()

        def gate(route: Any) -> None:
            if route.request.url == address:
                route.continue_()
            else:
                self.asked.append(route.request.url)
                route.abort()

        self.context.route("**/*", gate)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)

    def state(self) -> dict[str, Any]:
        return dict(self.page.evaluate("tigraph.state()"))

    def click_at(self, x: float, y: float) -> None:
        box = self.page.locator("#network").bounding_box()
        self.page.mouse.click(box["x"] + x, box["y"] + y)


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    made: list[Visit] = []

    def open_(picture: Network, **context: Any) -> Visit:
        path = tmp_path / f"page{len(made)}.html"
        path.write_text(views.html_page(picture), "utf-8")
        made.append(Visit(chromium, path, **context))
        return made[-1]

    yield open_
    for each in made:
        each.context.close()
        assert each.asked == []
        assert each.complaints == []


def test_header_says_what_when_and_from_what(visit: Any, small: Network) -> None:
    page = visit(small).page
    assert page.title() == "Réseau fictif"
    assert "4 acteurs, 3 liens" in page.inner_text("#facts")
    page.click("#about summary")
    about = page.inner_text("#about-list")
    for words in ("2019", "2026-01-02", "0.1.0", "actors", "Document fictif A"):
        assert words in about


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
    boxes = here.page.locator("#bases label")
    assert boxes.all_inner_texts()[0].split("\n") == ["fondement appointment", "1"]
    boxes.nth(0).click()
    assert (here.state()["shown"], here.state()["ties"]) == (4, 2)
    here.page.locator("#kinds label", has_text="governancebody").click()
    assert (here.state()["shown"], here.state()["ties"]) == (3, 0)
    assert "3 acteurs sur 4" in here.page.inner_text("#status")
    here.page.click("#reset")
    assert (here.state()["shown"], here.state()["ties"]) == (4, 3)


def test_click_on_a_node_and_on_an_edge(visit: Any, small: Network) -> None:
    here = visit(small, viewport={"width": 1300, "height": 800})
    spot = here.page.evaluate("tigraph.where(0)")
    here.click_at(spot["x"], spot["y"])
    here.page.wait_for_function("tigraph.state().chosen")
    assert here.page.inner_text("#panel-title") == "Élodie Œuvrard"
    here.page.keyboard.press("Escape")
    here.page.wait_for_function("!tigraph.state().chosen")
    ends = [here.page.evaluate(f"tigraph.where({i})") for i in (1, 2)]
    here.click_at(*((ends[0][axis] + ends[1][axis]) / 2 for axis in "xy"))
    here.page.wait_for_function("tigraph.state().chosen")
    assert here.page.inner_text("#panel-title") == "Comité imaginaire → Commune rêvée"
    assert "Aucun document" in here.page.inner_text("#panel-body")


def test_evidence_by_keyboard_alone(visit: Any, small: Network) -> None:
    page = visit(small).page
    page.focus("#query")
    page.keyboard.type("oeuvrard")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = page.inner_text("#panel-body")
    assert "2 liens entre ces deux acteurs" in told
    for words in (*(v for k, v in EVIDENCE.items() if k != "url"), "seulement possible"):
        assert words in told
    assert "2018-11-22/.." in told
    link = page.locator(".evidence a").first
    assert link.get_attribute("href") == "https://example.org/a"
    assert "noopener" in str(link.get_attribute("rel"))


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
    assert "All dates together" in page.inner_text("#facts")
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


@pytest.mark.parametrize("n", [0, 1, 300])
def test_sizes(visit: Any, n: int) -> None:
    here = visit(grown(n))
    assert here.state()["shown"] == n
