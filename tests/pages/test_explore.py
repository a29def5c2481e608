"""A selection of actors: who comes first where there are more than can be shown."""

from __future__ import annotations

import re
import threading
from itertools import combinations

import lxml.html
import pytest

import tigraph
from hostile_names import HOSTILE
from tigraph.graph import Graph
from tigraph.pages import explore_page, prepare_exploring
from tigraph.pages.page import Page
from tigraph.pages.tied import tied

PREFIXES = HOSTILE.split("e:p a foaf")[0]


@pytest.fixture
def _country(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty actors are taken for more than all can be kept of, as a country's are."""
    monkeypatch.setattr("tigraph.pages.tied.MOST", 50)


@pytest.fixture(scope="module")
def stars(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """A fictitious country: one body with 90 members that are in nothing else, four tied to all."""
    ties = [(f"leaf{n}", "hub") for n in range(90)]
    ties += combinations(("w", "x", "y", "z"), 2)
    lines = [
        f"""e:c{n} a tig:RelationClaim ; tig:relation relation:member ;
          tig:basis basis:membership ; org:member e:{one} ; org:organization e:{other} ;
          tig:citation e:said ."""
        for n, (one, other) in enumerate(ties)
    ]
    lines += [
        f'e:{one} a org:FormalOrganization ; skos:prefLabel "{one}"@fr .'
        for one in sorted({one for tie in ties for one in tie})
    ]
    file = tmp_path_factory.mktemp("stars") / "stars.ttl"
    file.write_text("\n".join([PREFIXES, *lines]), "utf-8")
    return tigraph.load([file], curated=False)


def named(page: Page) -> list[str]:
    found = lxml.html.document_fromstring(page.html)
    return [one.text_content().strip() for one in found.cssselect(".rows tbody td:first-child a")]


@pytest.mark.usefixtures("_country")
def test_who_is_tied_to_those_that_are_tied_comes_first(stars: Graph) -> None:
    page = explore_page(stars, "en", {"view": "table"})
    assert named(page)[:5] == ["w", "x", "y", "z", "hub"]
    assert "95 actors" in page.html


@pytest.mark.usefixtures("_country")
def test_a_picture_has_the_most_tied_and_says_so(stars: Graph) -> None:
    page = explore_page(stars, "fr", {"view": "network"})
    assert "Les plus liés des 95 acteurs" in page.html
    assert "4 acteurs et 6 liens" in page.html


@pytest.mark.parametrize(
    ("given", "people"),
    [
        ({"region": "area:region-27"}, {"Cédric Bôle", "Nathalie Augé"}),
        ({"region": "area:region-27", "q": "nath"}, {"Nathalie Augé"}),
        ({"region": "area:region-99"}, set()),
        ({"programme": "no programme"}, set()),
    ],
)
def test_within_a_region_or_a_programme_is_whoever_is_bound_to_what_lies_there(
    graph: Graph, given: dict[str, str], people: set[str]
) -> None:
    """The two of the binôme of the Haut-Doubs, in Bourgogne-Franche-Comté; no national minister."""
    page = explore_page(graph, "fr", {**given, "kind": "foaf:Person", "view": "table"})
    assert set(named(page)) == people


def test_within_a_programme_are_those_who_govern_it_too(graph: Graph) -> None:
    given = {"programme": "programme:territoires-d-industrie", "view": "table"}
    found = set(named(explore_page(graph, "fr", {**given, "kind": "foaf:Person"})))
    assert {"Cédric Bôle", "Nathalie Augé", "Jacqueline Gourault"} <= found


def test_a_choice_is_offered_of_regions_and_programmes_that_something_lies_in(
    graph: Graph, stars: Graph
) -> None:
    offered = lxml.html.document_fromstring(explore_page(graph, "en", {}).html)
    assert offered.cssselect("#x-region [value='area:region-27']")
    assert offered.cssselect("#x-programme [value='programme:territoires-d-industrie']")
    assert not offered.cssselect("#x-programme [value='programme:france-relance']")
    nothing = lxml.html.document_fromstring(explore_page(stars, "en", {}).html)
    assert not nothing.cssselect("#x-region, #x-programme")


def test_a_picture_of_more_than_can_be_drawn_has_whom_they_are_tied_to(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tigraph.pages.tied.DRAWN", 12)
    monkeypatch.setattr("tigraph.pages.explore.DRAWN", 12)
    page = explore_page(graph, "fr", {"region": "area:region-27"})
    drawn = re.search(r"(\d+) acteurs et (\d+) liens", page.html)
    assert drawn
    assert int(drawn[1]) <= 12
    assert int(drawn[2]) >= int(drawn[1]) - 1  # one picture, and no cloud of strangers


def drawn_as_table(page: Page) -> list[list[str]]:
    found = lxml.html.document_fromstring(page.html)
    assert found.cssselect(".beside")
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in found.cssselect("table.rows tbody tr")
    ]


@pytest.mark.parametrize("view", ["network", "time"])
def test_beside_a_picture_its_ties_stand_as_a_table_with_their_statements(
    graph: Graph, view: str
) -> None:
    network = explore_page(graph, "fr", {"region": "area:region-27", "view": "network"})
    told = re.search(r"(\d+) acteurs et (\d+) liens", network.html)
    assert told
    page = explore_page(graph, "fr", {"region": "area:region-27", "view": view})
    found = lxml.html.document_fromstring(page.html)
    rows = found.cssselect(".beside ~ .wide table.rows tbody tr")
    assert len(rows) == int(told[2])
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    both = ["Cédric Bôle", "est membre de", "binôme Cédric Bôle – Nathalie Augé"]
    [tie] = [row for row in cells if row[:3] == both]
    assert tie[4:] == ["assuré", "claim:cedric-bole--member--binome-bole-auge--elected-official"]


def test_lines_of_time_have_each_period_of_a_tie_and_say_what_has_no_date(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A fictitious body with one member twice, from 2001 and from 2011, and one without a date."""
    file = tmp_path_factory.mktemp("twice") / "twice.ttl"
    member = """e:{} a tig:RelationClaim ; tig:relation relation:member ;
      tig:basis basis:membership ; org:member e:{} ; org:organization e:hub ;
      tig:citation e:said {}."""
    lines = [
        member.format("c1", "one", '; tig:validTime "2001/2003"^^edtf:EDTF '),
        member.format("c2", "one", '; tig:validTime "2011/2013"^^edtf:EDTF '),
        member.format("c3", "other", ""),
        *(f'e:{one} a org:FormalOrganization ; skos:prefLabel "{one}"@fr .'
          for one in ("one", "other", "hub")),
    ]  # fmt: skip
    file.write_text("\n".join([PREFIXES, *lines]), "utf-8")
    graph = tigraph.load([file], curated=False)
    found = lxml.html.document_fromstring(explore_page(graph, "en", {"view": "time"}).html)
    [line] = found.cssselect("table.lines tbody tr")
    told = line.cssselect("svg.span")[0].get("aria-label")
    assert "2001" in told
    assert "2013" in told
    assert "1 tie without a date has no line." in found.text_content()


def test_what_is_prepared_rests_while_others_are_busy_until_somebody_waits(stars: Graph) -> None:
    tied(stars.ground)
    ground = tigraph.load([], curated=True).ground
    asked = threading.Event()

    def busy() -> bool:
        asked.set()
        return True

    preparing = threading.Thread(target=prepare_exploring, args=(ground, busy))
    preparing.start()
    assert asked.wait(60)
    assert preparing.is_alive()
    assert tied(stars.ground).ties  # what another graph has is had meanwhile
    assert tied(ground).ties
    preparing.join(60)
    assert not preparing.is_alive()
