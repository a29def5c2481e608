"""National queries on two engines: rdflib answers as Oxigraph does, on the fictitious registers.

Those are asked that rdflib, which does not reorder joins by what they find, answers in a
second or so; on the others it works for minutes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

import tigraph
from floors import FLOORS
from tigraph.graph import Graph
from tigraph.layers import changing
from tigraph.querying import catalogue
from tigraph.querying.parameters import bound
from tigraph.rdf.vocabulary import PREFIXES

GIVEN = {
    "region": "area:region-98",
    "territory": "territory:2023-2027-ti-9704",
    "year": "2025",
}


@pytest.fixture(scope="module")
def layered(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The curated graph with all layers of the fictitious registers."""
    store = tmp_path_factory.mktemp("store")
    changing.add(store, "all", FLOORS["fictitious"].everything())
    return tigraph.load(store=store)


@pytest.fixture(scope="module")
def other(layered: Graph, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    """The same triples in rdflib, without the folded names that only look-ups use.

    The edges that surely hold at any time are among them, as queries that ask for them see them.
    """
    path: Path = tmp_path_factory.mktemp("rdflib") / "all.nt"
    store, graphs = layered.ground.snapshot().seen()
    assert isinstance(store, ox.Store)
    assert graphs is None  # all that is seen stands in the default graph
    with path.open("w", encoding="utf-8") as out:
        for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            if not quad.predicate.value.endswith("#foldedName"):
                out.write(f"{quad.subject} {quad.predicate} {quad.object} .\n")
    graph = rdflib.Graph()
    graph.parse(path, format="nt")
    return graph


def plain(value: Any) -> str:
    """Return a value as text; numbers to two places, since engines write them differently."""
    if value is None:
        return ""
    try:
        return f"{float(str(value)):.2f}"
    except ValueError:
        return str(value)


QUICK = (
    "changes-of-intercommunalities-by-year", "communes-covered-by-phase",
    "how-territories-continued", "intercommunalities-by-form-and-year", "legal-forms-of-members",
    "members-of-phase", "members-outside-the-latest-list", "members-without-president",
    "population-by-phase", "presidents-and-territories", "presidents-of-territory",
    "renamed-intercommunalities", "single-member-territories", "succession-network",
    "succession-of-territories", "territories-astride", "territories-by-region",
)  # fmt: skip


@pytest.mark.parametrize("name", QUICK)
def test_rdflib_answers_as_oxigraph_does(name: str, layered: Graph, other: rdflib.Graph) -> None:
    query = catalogue.find(name)
    given = {p.name: GIVEN[p.name] for p in query.parameters if p.name in GIVEN}
    if "lang" in {p.name for p in query.parameters}:
        given["lang"] = "fr"
    rows = layered.query(query, given)
    assert rows.rows  # type: ignore[union-attr]
    mine = sorted(tuple(plain(getattr(t, "value", t)) for t in row) for row in rows.rows)  # type: ignore[union-attr]
    text = bound(query, given, layered.resolve)
    found = other.query(text, initNs=PREFIXES)
    theirs = sorted(tuple(plain(term) for term in row) for row in found)  # type: ignore[union-attr]
    assert mine == theirs
