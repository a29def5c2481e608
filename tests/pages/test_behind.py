"""What is copied or opened from a page asks what the page shows: of its date, in every form."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from click.testing import CliRunner

from tigraph.cli import cli
from tigraph.graph import Graph
from tigraph.pages import Site, entity_page
from tigraph.pages.catalogue import question_page
from tigraph.querying import Rows, catalogue, parse
from tigraph.rdf.vocabulary import curie
from tigraph.serving.sparql.asked import _header
from tigraph.validity import every_rule

SITE = Site(url="https://graph.example.org/")
#: One of each kind that has a page, by a name that the curated graph knows.
KINDS = (
    "person:cedric-bole", "territory:alliances-luxe-et-precision-doubs", "epci:242500361",
    "body:binome-bole-auge", "organisation:cget", "programme:territoires-d-industrie",
    "region:27", "population:intercommunalites-france", "document:cget-prefiguration",
    "phase:ti-1", "post:president-cc-val-de-morteau",
)  # fmt: skip
DATES = ("", "2019", "2024", "2018/2022")
#: Where a block tells its claims, by the heading before which its question stands.
BLOCKS = {
    "relations": "#relations ~ .level .proof, #described ~ .run .proof",
    "figures": "#figures ~ .figure .proof",
    "opinions": "#opinions ~ .opinions .proof, #opinions ~ .rest .opinions .proof",
    "voiced": "#voiced ~ .opinions .proof, #voiced ~ .rest .opinions .proof",
    "resting": "",
}


def claims_told(page: Any, block: str) -> set[str]:
    """The claims that a block of a page tells, each by its CURIE."""
    if block == "resting":
        return {code.text for code in page.cssselect(".rests th code")}
    found = {one.get("data-claim") for one in page.cssselect(BLOCKS[block])}
    return found - {None}


def forms(page: Any, block: str) -> dict[str, str]:
    """What stands behind a block, by the form."""
    where = f"#{block} ~ .behind" + (", #described ~ .behind" if block == "relations" else "")
    asked = page.cssselect(where)[:1]
    return {code.get("data-form"): code.text for one in asked for code in one.cssselect("code")}


def claims_of(rows: Any) -> set[str]:
    return {curie(str(row["claim"])) for row in rows}


def told_on_the_line(command: str) -> set[str]:
    """The claims that a command gives, run as it was copied."""
    [name, *arguments] = shlex.split(command)
    assert name == "tigraph"
    found = CliRunner().invoke(cli, [*arguments, "-f", "json", "--quiet", "--layers", "curated"])
    assert found.exit_code == 0, found.output
    rows = json.loads(found.stdout)["results"]["bindings"]
    return {curie(row["claim"]["value"]) for row in rows}


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("name", KINDS)
def test_each_form_behind_a_block_gives_what_the_block_shows(
    graph: Graph, name: str, date: str
) -> None:
    page = lxml.html.document_fromstring(
        entity_page(graph, graph.resolve(name), "en", date, SITE).html
    )
    shown = 0
    for block in BLOCKS:
        asked = forms(page, block)
        if not asked:
            continue
        shown += 1
        told = claims_told(page, block)
        assert claims_of(graph.query(asked["text"])) == told, block
        python: dict[str, Any] = {}
        exec(asked["python"].replace("rows.to_pandas()\n", ""), python)
        assert claims_of(python["rows"]) == told, block
        assert f"pipe({json.dumps(asked['command'] + ' -f csv', ensure_ascii=False)})" in asked["r"]
        assert asked["text"] in shlex.split(asked["curl"])[-1]
        if date in ("", "2019"):
            assert told_on_the_line(asked["command"]) == told, block
    assert shown or not page.cssselect(".run, .figure, .opinions, .rests")


def test_blocks_of_every_kind_are_met_at_a_date(graph: Graph) -> None:
    """So that none of the above passes for there being nothing."""
    met = set()
    for name in KINDS:
        page = entity_page(graph, graph.resolve(name), "en", "2019", SITE)
        root = lxml.html.document_fromstring(page.html)
        met |= {block for block in BLOCKS if claims_told(root, block)}
    assert met == set(BLOCKS)


def test_ties_that_follow_are_those_of_the_rules(graph: Graph) -> None:
    ties = {rule.tie for rule in every_rule() if rule.tie}
    asked = catalogue.find("ties-that-follow").text
    assert ties == set(re.findall(r"BIND\((tig:\w+) AS \?edge\)", asked))
    seen = set()
    for edge in sorted(ties):
        found = graph.query(f"SELECT ?one {{ ?one {edge} ?two }} ORDER BY ?one", as_of="any")
        assert isinstance(found, Rows)
        [row, *_] = found
        for date in DATES:
            html = entity_page(graph, str(row["one"]), "fr", date, SITE).html
            page = lxml.html.document_fromstring(html)
            edges = [tie for tie in page.cssselect(".run li > .how")
                     if "découle de plusieurs" in tie.text_content()]  # fmt: skip
            asked = page.cssselect("#relations ~ .behind ~ .behind")
            assert bool(edges) == bool(asked)
            for one in asked:
                seen.add((edge, bool(date)))
                text = one.cssselect("code[data-form=text]")[0].text
                told = graph.query(text)
                assert isinstance(told, Rows)
                assert len(told) == len(edges)
    assert seen == {(edge, at) for edge in ties for at in (False, True)}


@pytest.mark.parametrize("possible", ["", "1"])
@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("name", ["posts-of-person", "who-presides", "relations-of", "names-of"])
def test_each_form_of_a_question_gives_the_rows_of_its_page(
    graph: Graph, name: str, date: str, possible: str
) -> None:
    given = {"date": date, "possible": possible, "ask": "1"}
    if name == "names-of":
        given["entity"] = "person:cedric-bole"
    page = lxml.html.document_fromstring(question_page(graph, name, "en", given, SITE).html)
    rows = len(page.cssselect("table.rows tbody tr"))
    asked = {one.get("data-form"): one.text for one in page.cssselect(".elsewhere code")}
    assert set(asked) == {"command", "python", "r", "curl", "text"}
    python: dict[str, Any] = {}
    exec(asked["python"].replace("rows.to_pandas()\n", ""), python)
    for found in (graph.query(asked["text"]), python["rows"]):
        assert isinstance(found, Rows)
        assert len(found) == rows
    [editor] = page.cssselect('.elsewhere a[href*="editor"]')
    held = parse_qs(urlsplit(editor.get("href")).fragment)
    assert held["query"] == [asked["text"]]


@pytest.mark.parametrize("date", ["2019", "[2018..2020]", "2019-01-30/..", "2019?"])
def test_sparql_says_its_date_to_a_service_as_to_the_command_line(graph: Graph, date: str) -> None:
    text = f'#+ as_of: "{date}"\n#+ possible: true\nASK {{ ?claim a tig:HeldClaim }}'
    assert _header(text) == {"as_of": date, "possible": "true"}
    asked = parse(text, "query")
    assert (asked.as_of, asked.possible, asked.derived) == (date, True, "certain")
    assert graph.query(text)


def test_the_builder_is_opened_with_the_date_and_the_possible_of_the_page(graph: Graph) -> None:
    page = lxml.html.document_fromstring(
        entity_page(graph, graph.resolve("person:cedric-bole"), "en", "2019", SITE).html
    )
    ways = page.cssselect('a.more[href*="builder.html"]')
    if not ways:
        pytest.skip("the builder is not built")
    [way] = ways
    parts = urlsplit(way.get("href"))
    assert parse_qs(parts.query) == {"date": ["2019"]}
    held = parse_qs(parts.fragment)
    assert held["possible"] == ["true"]
    # What it asks, written here as the builder does, is answered by the tie that the page shows.
    line = json.loads(held["build"][0])["branches"][0]["line"]
    assert line["values"][0]["rdfTerm"]["value"] == graph.resolve("person:cedric-bole")
