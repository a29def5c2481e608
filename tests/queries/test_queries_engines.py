"""National queries on two engines: rdflib answers as Oxigraph does, on one region's layers.

Those are asked that rdflib, which does not reorder joins by what they find, answers in a
second or so; on the others it works for minutes even on a region.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

import recounts as files
import tigraph
from checkout import shared
from tigraph.graph import Graph
from tigraph.layers import changing
from tigraph.querying import catalogue
from tigraph.querying.parameters import bound
from tigraph.rdf.vocabulary import PREFIXES

REGION, YEARS = "94", (2019, 2020, 2025)
GIVEN = {
    "region": f"area:region-{REGION}",
    "territory": f"territory:2023-2027-ti-{REGION}01",
    "year": "2025",
}


@pytest.fixture(scope="module")
def corsica(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The curated graph with the layers of Corsica alone, cut from the national files."""
    folder = tmp_path_factory.mktemp("corsica")
    kept = {c["code"] for c in files.listed(2025, "communes") if c.get("region") == REGION}
    for year in YEARS:
        package = folder / str(year)
        (package / "data").mkdir(parents=True)
        source = files.package(year)
        (package / "package.json").write_bytes((source.parent / "package.json").read_bytes())
        for kind in ("regions", "departements"):
            (package / "data" / f"{kind}.json").write_bytes((source / f"{kind}.json").read_bytes())
        communes = [c for c in files.listed(year, "communes") if c.get("region") == REGION]
        groups = [e for e in files.listed(year) if e["membres"][0]["code"] in kept]
        for kind, rows in (("communes", communes), ("epci", groups)):
            (package / "data" / f"{kind}.json").write_text(json.dumps(rows), encoding="utf-8")
    for file, code, *_ in files.PHASES.values():
        told = json.loads(shared(f"registries/{file}").read_text("utf-8"))
        own = [f for f in told["features"] if f["properties"][code][3:5] == REGION]
        text = json.dumps({**told, "features": own}, ensure_ascii=False)
        (folder / file).write_text(text, encoding="utf-8")
    heads = shared("registries/rne-epci-2026.csv").read_text("utf-8").splitlines(True)
    few = [line for line in heads if line.startswith(("Code", "2A;", "2B;"))]
    (folder / "rne-epci-2026.csv").write_text("".join(few), encoding="utf-8")
    store = tmp_path_factory.mktemp("store")
    changing.add(store, "all", [str(folder)])
    return tigraph.load(store=store)


@pytest.fixture(scope="module")
def other(corsica: Graph, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    """The same triples in rdflib, without the folded names that only look-ups use.

    The edges that surely hold at any time are among them, as queries that ask for them see them.
    """
    path: Path = tmp_path_factory.mktemp("rdflib") / "all.nt"
    store, graphs = corsica.ground.snapshot().seen()
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
    "changes-of-intercommunalities-by-year", "how-territories-continued",
    "intercommunalities-by-form-and-year", "members-of-phase", "population-by-phase",
    "presidents-and-territories", "presidents-of-territory", "renamed-intercommunalities",
    "succession-network", "succession-of-territories", "territories-astride",
    "territories-by-region",
)  # fmt: skip


@pytest.mark.parametrize("name", QUICK)
def test_rdflib_answers_as_oxigraph_does(name: str, corsica: Graph, other: rdflib.Graph) -> None:
    query = catalogue.find(name)
    given = {p.name: GIVEN[p.name] for p in query.parameters if p.name in GIVEN}
    if "lang" in {p.name for p in query.parameters}:
        given["lang"] = "fr"
    rows = corsica.query(query, given)
    mine = sorted(tuple(plain(getattr(t, "value", t)) for t in row) for row in rows.rows)  # type: ignore[union-attr]
    text = bound(query, given, corsica.resolve)
    found = other.query(text, initNs=PREFIXES)
    theirs = sorted(tuple(plain(term) for term in row) for row in found)  # type: ignore[union-attr]
    assert mine == theirs
