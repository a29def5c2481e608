"""The same questions put to a store here and to two servers give the same answers.

The servers are Oxigraph's own and Virtuoso 7. Both are sent, with `layer push`, the curated
graph, its derived edges, and the layers of the fictitious registers (tests/fictitious).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import tigraph
from checkout import ROOT, lacking, needs
from floors import FLOORS
from sparql_servers import oxigraph, oxigraph_program, virtuoso
from terminal import tigraph as run
from tigraph.errors import DataError, UnknownNameError, UsageError
from tigraph.graph import Graph
from tigraph.http.connections import Patience
from tigraph.layers import changing
from tigraph.layers.sending import send
from tigraph.querying import catalogue
from tigraph.querying.answers import Rows
from tigraph.querying.query import Query
from tigraph.stores.endpoint import open_endpoint
from tigraph.stores.service import Service
from tigraph.validity import staged

SERVERS = ("Oxigraph", "Virtuoso")
ENTAILED = staged("entailed")
#: Virtuoso takes 12 s of processor for one query: on a busy machine that is minutes.
PATIENCE = Patience(read=600, attempts=1)
#: Values for parameters without default, so that there is an answer.
VALUES = {
    "entity": "territory:haut-doubs-horloger",
    "territory": "territory:haut-doubs-horloger",
    "document": "document:aer-territoires-d-industrie",
    "about": "organisation:etat",
    "lineage": "lineage:haut-doubs",
    "person": "person:olivier-lluansi",
    "actor": "person:olivier-lluansi",
    "region": "area:region-27",
    "phase": "phase:ti-2",
    "first": "phase:ti-1",
    "second": "phase:ti-2",
    "siren": "242500361",
    "speaker": "person:cedric-bole",
    "from": "2019",
    "to": "2025",
    "lang": "fr",
}
#: Of the fictitious registers, for the questions put to them.
IN_THE_LAYERS = {
    "territory": "territory:2023-2027-ti-9704",
    "region": "area:region-98",
    "siren": "249700014",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all layers of the fictitious registers."""
    folder = tmp_path_factory.mktemp("layers")
    changing.add(folder, "all", FLOORS["fictitious"].everything())
    return folder


@pytest.fixture(scope="module")
def local(store: Path) -> Graph:
    return tigraph.load(store=store)


@contextmanager
def running(name: str, folder: Path, store: Path | None) -> Iterator[Graph]:
    """Run a server that was sent a store with `layer push --derived`; yield what asks it."""
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "*")
        if name == "Oxigraph":
            program = oxigraph_program() or lacking("the program oxigraph (PyPI)")
            server = stack.enter_context(oxigraph(folder / "store", program))
        else:
            server = stack.enter_context(virtuoso(folder / "virtuoso", needs("virtuoso-t")))
        for key, value in server.environment.items():
            patch.setenv(key, value)
        send(server.store, store, derived=True, again=True)
        yield Graph(open_endpoint(server.query, None, PATIENCE))


@pytest.fixture(scope="module", params=SERVERS)
def remote(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Graph]:
    """A server with the curated graph alone."""
    folder = tmp_path_factory.mktemp("curated")
    with running(request.param, folder, None) as graph:
        yield graph


@pytest.fixture(scope="module", params=SERVERS)
def layered(
    request: pytest.FixtureRequest, store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Graph]:
    """A server with the layers, too."""
    with running(request.param, tmp_path_factory.mktemp("layered"), store) as graph:
        yield graph


def rows(graph: Graph, query: Query) -> list[tuple[str, ...]]:
    """Return the rows of a query, sorted; engines may write the same number in several ways."""
    values = VALUES | IN_THE_LAYERS if query.layers else VALUES
    given = {p.name: values[p.name] for p in query.parameters if not query.defaults.get(p.name)}
    answer = graph.query(query, given)
    assert isinstance(answer, Rows)
    return sorted(tuple(map(_plain, row)) for row in answer.rows)


def _plain(term: Any) -> str:
    if isinstance(term, ox.Literal) and term.datatype.value.endswith(
        ("#decimal", "#double", "#integer")
    ):
        return f"{float(term.value):.6g}"
    if isinstance(term, ox.Literal) and term.datatype.value.endswith("#boolean"):
        return str(int(term.value in ("true", "1")))  # both are one value; Virtuoso writes 1
    return "" if term is None else str(term.value)


NATIONAL = [query.name for query in catalogue.queries() if query.layers]


@pytest.mark.parametrize("name", [name for name in catalogue.names() if name not in NATIONAL])
def test_a_query_has_the_same_answer(graph: Graph, remote: Graph, name: str) -> None:
    query = catalogue.find(name)
    assert rows(remote, query) == rows(graph, query)


@pytest.mark.parametrize("name", NATIONAL)
def test_a_national_query_has_the_same_answer(local: Graph, layered: Graph, name: str) -> None:
    query = catalogue.find(name)
    assert rows(layered, query) == rows(local, query)


def test_what_is_dated_by_an_event_has_its_bounds_there_too(local: Graph, layered: Graph) -> None:
    query = catalogue.asked(
        "SELECT ?claim ?day { ?claim tig:dating ?dating ; tig:earliestBegin ?day . "
        "?dating tig:relativeTo ?event FILTER NOT EXISTS { ?claim tig:validTime ?own } }"
    )
    assert rows(layered, query) == rows(local, query) != []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(?c) AS ?n) { ?c a tig:Claim }",
        "SELECT ?k (COUNT(?x) AS ?n) { ?x a org:Organization ; a ?k . ?k a tig:Kind } GROUP BY ?k",
        "SELECT (COUNT(?c) AS ?n) { ?c tig:subject ?s ; tig:object ?o }",
        "SELECT (COUNT(?c) AS ?n) { ?c tig:saidIn ?d }",
        "SELECT ?t ?r { ?t tig:inRegion ?r }",
        "SELECT ?a ?b { ?a tig:succeededBy ?b }",
        "SELECT (COUNT(?a) AS ?n) { ?a a tig:CommuneArea }",
    ],
)
def test_what_follows_at_any_time_follows_there_too(
    local: Graph, layered: Graph, query: str
) -> None:
    own = rows(local, Query("asked", query))
    assert own not in ([], [("0",)])
    assert rows(layered, Query("asked", query)) == own


def test_the_national_queries_have_answers_here(local: Graph) -> None:
    """So that the test above compares something."""
    assert len(NATIONAL) >= 15
    answered = [name for name in NATIONAL if rows(local, catalogue.find(name))]
    assert len(answered) >= 0.8 * len(NATIONAL)


@pytest.mark.parametrize(
    "command",
    [
        "query who-presides --cite",
        "query posts-of-person -p person=lluansi",
        "search Haut-Doubs",
        "show Lluansi --format json",
        "path person:cedric-bole person:nathalie-auge",
        "measure people",
        "compare phase:ti-1 phase:ti-2",
        "trace Haut-Doubs",
        "export people -f json -o -",
    ],
)
def test_a_command_says_the_same(remote: Graph, command: str) -> None:
    assert said(command, "--endpoint", address(remote)) == said(command)


@cache
def said(command: str, *options: str) -> str:
    """Return what a command says: here, once for both servers."""
    done = run(*command.split(), *options, "--lang", "fr", SOURCE_DATE_EPOCH="1790000000")
    assert not done.code, done.err
    return re.sub(r"(\.dev\d+)\+[0-9a-f]+", r"\1", done.out)  # a service tells no digest


def address(graph: Graph) -> str:
    """Return the address of the service that is asked."""
    assert isinstance(graph.store, Service)
    return graph.store.address


def test_info_counts_the_layers(layered: Graph) -> None:
    names = [layer["layer"] for layer in layered.info()["layers"]]
    assert names[0] == "curated"
    assert set(names) == {"curated", "cog", "industrie", "elus"}


def test_a_name_is_found_among_the_layers(local: Graph, layered: Graph) -> None:
    for name in ("249700014", "CA Grand Bourg Fictif", "haut-doubs horloger"):
        assert layered.resolve(name) == local.resolve(name)


def test_layers_are_chosen(layered: Graph) -> None:
    some = tigraph.load(endpoint=address(layered), layers=["industrie"])
    assert some.ground.layers == ("industrie",)
    count = "SELECT (COUNT(*) AS ?n) { ?x a tig:Intercommunality }"
    few, many = (int(next(iter(g.query(count)))["n"]) for g in (some, layered))  # type: ignore[arg-type, call-overload, index]
    assert 0 < few < many
    with pytest.raises(UnknownNameError, match="cogg"):
        open_endpoint(address(layered), ["cogg"])


def test_a_date_is_refused_in_one_sentence(remote: Graph) -> None:
    with pytest.raises(UsageError, match="leave --as-of out"):
        remote.query("who-presides", as_of="2024")


def test_what_would_copy_the_service_is_refused(remote: Graph) -> None:
    with pytest.raises(UsageError, match="asked, not copied"):
        remote.rdflib()
    with pytest.raises(UsageError, match="asked, not copied"):
        remote.serialized(".ttl")


def test_the_command_sends_once_and_says_so(tmp_path: Path) -> None:
    program = oxigraph_program() or lacking("the program oxigraph (PyPI)")
    environment = {**os.environ, "TIGRAPH_CACHE": str(tmp_path / "cache"), "no_proxy": "*"}

    def push(endpoint: str, *options: str) -> tuple[int, list[str], str]:
        done = subprocess.run(
            [sys.executable, "-m", "tigraph", "layer", "push", "--endpoint", endpoint, *options],
            capture_output=True, text=True, check=False, env=environment,
        )  # fmt: skip
        return done.returncode, done.stdout.splitlines(), done.stderr

    with oxigraph(tmp_path / "store", program) as server:
        code, lines, told = push(server.store, "--derived")
        assert not code, told
        assert [line.partition(":")[0] for line in lines] == [
            "curated", *(f"entailed-{rule.name.removesuffix('.rq')}" for rule in ENTAILED),
            "names", "certain", "possible",
        ]  # fmt: skip
        assert not any("already" in line for line in lines)
        again = push(server.store, "--derived")[1]
        assert again == [f"{line}, there already" for line in lines]
        assert push(server.store, "--derived", "--again")[1] == lines
        code, lines, told = push(server.query.replace("/query", "/nothing"))
        assert (code, lines) == (3, [])
        assert "no such service" in told


def test_a_service_that_was_sent_nothing_is_asked_as_it_is(tmp_path: Path) -> None:
    """Names come from its labels; what needs derived edges says that there are none."""
    program = oxigraph_program() or lacking("the program oxigraph (PyPI)")
    place = tmp_path / "store"
    own = ox.Store(str(place))
    for path in (ROOT / "ontology" / "tigraph.ttl", ROOT / "ontology" / "bridge.ttl",
                 ROOT / "data" / "graph.ttl"):  # fmt: skip
        own.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    own.flush()
    del own
    with pytest.MonkeyPatch.context() as patch, oxigraph(place, program) as server:
        patch.setenv("no_proxy", "*")
        graph = tigraph.load(endpoint=server.query)
        assert graph.resolve("cedric BOLE") == graph.resolve("person:cedric-bole")
        assert graph.search("Nathalie Auge")[0]["label"] == "Nathalie Augé"
        with pytest.raises(DataError, match="layer push --derived"):
            graph.show("Cédric Bôle")
