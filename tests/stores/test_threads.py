"""One graph asked by several threads, and by a forked process, at several dates.

What is asked one after another of a graph of its own is what is right.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import tigraph
from small_stores import store_with
from tigraph.graph import Graph
from tigraph.querying import catalogue
from tigraph.querying.answers import Rows
from tigraph.rdf.loading import shipped_files

DATES = ["2018", "2019-06-01/2021", "2024", "any"]
#: Of what surely holds, of what may, and of date bounds: each reads other graphs.
QUERIES = [
    "actors-by-level-and-order", "affiliations", "all-ties", "binomes", "bodies-linking-levels",
    "claims-at-a-date", "events", "governance", "number-of-territories",
    "organisations-through-bodies", "organisations-with-most-ties", "people", "posts-of-person",
    "posts-without-holder", "representation", "stages-of-the-roll-out", "who-cooperates-with-whom",
    "who-funds-what", "who-holds-which-post", "who-presides",
]  # fmt: skip
CARDS = ["Cédric Bôle", "Nathalie Augé", "body:binome-bole-auge", "cget", "phase:ti-1"]
PATHS = [("Cédric Bôle", "Nathalie Augé"), ("Cédric Bôle", "cget")]
NETWORKS = ["people", "all-ties", "governance"]
WORDS = ["bole", "haut doubs", "cget"]
#: Not at a date: what looks into named graphs, and sees none of those that snapshots fill.
PLAIN = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

Ask = tuple[str, str, str]


def test_twenty_queries_are_asked_and_each_graph_of_a_snapshot() -> None:
    assert len(set(QUERIES)) == 20
    read = {str(catalogue.asked(name).derived) for name in QUERIES}
    assert read == {"certain", "possible", "bounds"}


def asks() -> list[Ask]:
    dated = [("query", name) for name in QUERIES] + [("show", name) for name in CARDS]
    dated += [("path", " | ".join(ends)) for ends in PATHS]
    dated += [("network", name) for name in NETWORKS]
    found = [(verb, what, date) for verb, what in dated for date in DATES]
    return [*found, *(("search", word, "") for word in WORDS), ("plain", PLAIN, "")]


def answered(graph: Graph, ask: Ask) -> object:
    verb, what, date = ask
    if verb in ("query", "plain"):
        rows = graph.query(what, as_of=date or None)
        assert isinstance(rows, Rows)
        return sorted(tuple(map(str, row)) for row in rows.rows)
    if verb == "show":
        return graph.show(what, as_of=date)
    if verb == "search":
        return graph.search(what)
    if verb == "path":
        one, other = what.split(" | ")
        return graph.path(one, other, as_of=date)
    found = graph.network(what, as_of=date)
    return dict(found.graph.nodes(data=True)), sorted(map(repr, found.graph.edges(data=True)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with the curated graph, and a layer that says nothing new."""
    return store_with(tmp_path_factory.mktemp("threads"))


@pytest.fixture(scope="module")
def right() -> dict[Ask, object]:
    graph = tigraph.load()
    return {ask: answered(graph, ask) for ask in asks()}


@pytest.fixture(params=["in memory", "on disk"])
def made(request: pytest.FixtureRequest, folder: Path) -> Callable[[], Graph]:
    def load() -> Graph:
        if request.param == "in memory":
            return tigraph.load([shipped_files()[-1]], curated=False)
        return tigraph.load(store=folder)

    return load


def wrong(graph: Graph, right: dict[Ask, object], seed: int, only: int | None = None) -> list[Ask]:
    """Return what eight threads, asking in random order, get wrong."""
    asked = random.Random(seed).sample(asks(), only or len(asks()))
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda ask: answered(graph, ask), asked))
    return [ask for ask, answer in zip(asked, told, strict=True) if answer != right[ask]]


def test_eight_threads_get_what_one_gets(
    made: Callable[[], Graph], right: dict[Ask, object]
) -> None:
    graph = made()
    held = {date: (graph.snapshot(date), set(graph.snapshot(date).certain)) for date in DATES[:2]}
    assert wrong(graph, right, seed=1) == []
    assert {date: set(snapshot.certain) for date, (snapshot, _) in held.items()} == {
        date: certain for date, (_, certain) in held.items()
    }


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
def test_a_forked_process_gets_it_too(made: Callable[[], Graph], right: dict[Ask, object]) -> None:
    graph = made()
    assert wrong(graph, right, seed=2, only=20) == []  # caches, pools and a few dates are there
    seen, told = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(120)  # a lock that a thread of the parent held would be waited for
        try:
            os.write(told, repr(wrong(graph, right, seed=3, only=60)).encode()[:4000])
        except BaseException as error:
            os.write(told, repr(error).encode())
        finally:
            os._exit(0)
    os.close(told)
    with os.fdopen(seen, "rb") as pipe:
        assert pipe.read().decode() == "[]"
    assert os.waitpid(child, 0)[1] == 0
    assert wrong(graph, right, seed=4, only=20) == []


def test_one_date_is_derived_once_however_many_ask(folder: Path) -> None:
    graph, told = tigraph.load(store=folder), list[str]()
    graph.ground.tell = told.append
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: graph.snapshot("2013"), range(8)))
    assert len(told) == 1
    assert all(snapshot is found[0] for snapshot in found)


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
def test_a_forked_process_adds_data_and_goes_back_in_time(folder: Path, tmp_path: Path) -> None:
    """What else is written for one who asks: a copy with more data, and what was known."""
    more = tmp_path / "more.ttl"
    more.write_text(
        "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:fictitious> a foaf:Person ; skos:prefLabel "Personne fictive"@fr .\n',
        encoding="utf-8",
    )

    def told() -> str:
        added = tigraph.load([more], store=folder).search("Personne fictive")
        known = tigraph.load(store=folder, known_by="2020").query("number-of-territories")
        return repr(([found["iri"] for found in added], len(known)))

    tigraph.load(store=folder).query("people", as_of="2019")  # the engine's threads are there
    seen, answer = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(120)  # threads that were not copied would be waited for
        try:
            os.write(answer, told().encode())
        except BaseException as error:
            os.write(answer, repr(error).encode())
        finally:
            os._exit(0)
    os.close(answer)
    with os.fdopen(seen, "rb") as pipe:
        found = pipe.read().decode()
    assert os.waitpid(child, 0)[1] == 0
    assert found == told()
    assert found.startswith("(['urn:fictitious']")
