"""What the page's script does as Python does: cases that the tests of both read (`tests/page`).

`make page-case` writes anew the one that Python makes, a page's data with the rows that
`tigraph export` gives of the same network.
"""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from checkout import TESTS
from dated_claims import claim
from invented import EVIDENCE, actor, network, tie
from tigraph.drawing.page import page
from tigraph.exports.formats import render
from tigraph.exports.values import clean
from tigraph.graph import Graph
from tigraph.names.folding import folded
from tigraph.networks import Network
from tigraph.rdf.vocabulary import ENTITY

SOURCE = """
citation:c oa:hasSource document:d ; prov:wasAttributedTo organisation:o .
document:d a foaf:Document ; dcterms:title "Document fictif"@fr .
"""
CASES = TESTS / "page" / "cases"


def read(name: str) -> Any:
    return json.loads((CASES / f"{name}.json").read_text("utf-8"))


TEXT = read("text")


@pytest.mark.parametrize("case", read("holding"), ids=lambda case: case["why"])
def test_a_claim_holds_as_the_script_is_told(case: Any, world: Callable[..., Graph]) -> None:
    graph = world(claim(**case["claim"]) + SOURCE)
    [(_, _, data)] = graph.network("all-ties").graph.edges(data=True)
    [told] = data["claims"]
    assert told["valid"] == case["claim"]["valid"]
    assert (told["bounds"], told["attested"]) == (case["bounds"], case["attested"])
    assert told.get("ends") == case.get("ends")
    held = {}
    for date in case["at"]:
        snapshot = graph.snapshot(date)
        sure, perhaps = (ENTITY + "claim/c" in of for of in (snapshot.certain, snapshot.possible))
        # Of what may hold, the page tells apart what has no date at all.
        maybe = "possible" if told["valid"] else "undated"
        held[date] = "certain" if sure else maybe if perhaps else None
    assert held == case["at"]


@pytest.mark.parametrize(("written", "plain"), TEXT["folding"])
def test_names_are_compared_alike(written: str, plain: str) -> None:
    assert folded(written) == plain


@pytest.mark.parametrize(("value", "text"), TEXT["cleaning"])
def test_text_for_files_is_clean_alike(value: str, text: str) -> None:
    assert clean(value) == text


@pytest.mark.parametrize(("text", "wide", "rows"), TEXT["wrapping"])
def test_text_is_wrapped_alike(text: str, wide: int, rows: list[str]) -> None:
    wrapper = textwrap.TextWrapper(wide, break_long_words=False, break_on_hyphens=False)
    assert (wrapper.wrap(text) or [""]) == rows


@pytest.mark.parametrize("case", read("columns"))
def test_rows_are_packed_as_the_script_unpacks_them(case: Any) -> None:
    assert page.columns(case["rows"]) == case["packed"]


def invented() -> Network:
    """A network with something of everything, all of it fictitious."""
    graph: Any = nx.MultiDiGraph()
    territory = {"phases": ["phase une"], "territories": ["Pays | inventé"], "areas": ["Région"]}
    national = {"level": "national", "level_label": "échelon national"}
    graph.add_node(
        "urn:a",
        **actor("Élodie Œuvrard", names=["200000001", "Mme Inventée"], **territory),
        identifiers=["200000001"],
    )
    graph.add_node(
        "urn:b", **actor("Comité imaginaire", "GovernanceBody", **(national | territory))
    )
    graph.add_node(
        "urn:c", **actor("Commune rêvée", "Intercommunality", areas=["Région", "Massif"])
    )
    graph.add_node("urn:d", **actor("Isolée", "Intercommunality"))
    graph.add_node("urn:e", **actor('<b>"Et & cie"\n, ; \x07fictive', "", order="", order_label=""))

    def said(name: str, valid: str, *bounds: str | None, attested: Any = ()) -> dict[str, Any]:
        of = list(attested) if attested is not None else None
        return {"claim": f"urn:claim:{name}", "valid": valid, "bounds": [*bounds], "attested": of}

    day, year = ("2018-11-22",) * 2, ("2020-01-01", "2020-12-31")
    other = {**EVIDENCE, "title": "Document fictif B", "speaker": "", "modality": "planifié"}
    graph.add_edge("urn:a", "urn:b", **tie(claims=[said("1", "2018-11-22/..", *day, None, None)]))
    planned = [said("2", "2020", *year, *year, attested=None)]
    more = {"certain": False, "weight": 3, "start": "", "valid": "2020", "evidence": [other]}
    graph.add_edge("urn:a", "urn:b", **tie("chairs", "appointment", claims=planned, **more))
    graph.add_edge("urn:a", "urn:b", **tie("chairs", "appointment", start="2019-01-01", valid=""))
    undated = {"start": "", "valid": "", "evidence": [EVIDENCE, other]}
    claims = [said("3", "", None, None, None, None)]
    graph.add_edge(
        "urn:b", "urn:c", **tie("cooperates-with", "cooperation", claims=claims, **undated)
    )
    graph.add_edge(
        "urn:c", "urn:c", **tie("follows", "", start="", valid="", claim="", evidence=[])
    )
    graph.add_edge(
        "urn:e", "urn:a", **tie("funds", "funding", start="2017-01-01", end="2019-12-31")
    )
    return network(graph, as_of=None, open_data=("Registre fictif, 2025",))


def made() -> dict[str, Any]:
    """The data of that network's page, and its rows; where marks stand is made plain."""
    picture = invented()
    data = page.page_data(picture)
    for layout, spots in data["layouts"].items():
        data["layouts"][layout] = [70 * k % 230 for k in range(len(spots))]
    files = render(picture, ".csv")
    rows = {}
    for name in ("nodes", "edges", "evidence", "documents"):
        text = files[f".{name}.csv"].decode("utf-8-sig")
        rows[name] = list(csv.DictReader(io.StringIO(text, newline="")))
    return {"data": data, "exported": rows}


def test_the_page_that_the_script_is_tested_with_is_as_python_writes_it() -> None:
    remedy = "run `make page-case`"
    assert json.loads(json.dumps(made())) == read("page"), remedy


if __name__ == "__main__":
    text = json.dumps(made(), ensure_ascii=False, indent=2)
    (CASES / "page.json").write_text(text + "\n", "utf-8")
