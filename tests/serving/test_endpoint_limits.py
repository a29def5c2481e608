"""What would take too much, or never end, is stopped while others are answered."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from served import PATIENCE, Answer, Served, asked
from tigraph.graph import Graph
from tigraph.serving import Limits

SECONDS = 2.0
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
EASY = "SELECT ?name { <https://w3id.org/tigraph/id/person/cedric-bole> skos:prefLabel ?name }"


@pytest.fixture(scope="module")
def site(graph: Graph) -> Iterator[Served]:
    with asked(graph, seconds=SECONDS, memory=2**29, rows=1_000) as one:
        yield one


def post(site: Served, query: str, **headers: str) -> Answer:
    return site.ask("/sparql", query, "application/sparql-query", **headers)


def limited(answer: Answer) -> str:
    """Return the limit that an answer was stopped at."""
    assert answer.status == 422, answer.text
    told = answer.json()
    assert told["detail"].startswith("Stopped:")
    return str(told["limit"])


@pytest.mark.parametrize(
    "query",
    [
        PRODUCT,
        "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c LIMIT 1",
        "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|!^<urn:y>)* ?b . ?c (!<urn:x>|!^<urn:y>)* ?d }",
        'SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 . FILTER(REGEX(CONCAT(STR(?o), STR(?o2)), "^(([a-z])+.)+'
        '[A-Z]([a-z])+$")) FILTER(?o = ?p2) }',
    ],
    ids=["product", "order", "distinct", "path", "regex"],
)
def test_what_does_not_end_is_stopped_while_others_are_answered(site: Served, query: str) -> None:
    found: list[Answer] = []
    slow = threading.Thread(target=lambda: found.append(post(site, query)))
    slow.start()
    statuses, meanwhile = set[int](), 0
    while slow.is_alive():
        statuses.add(post(site, f"{EASY} # {meanwhile}").status)
        meanwhile += slow.is_alive()
        slow.join(0.05)
    assert meanwhile
    assert statuses == {200}
    assert limited(found[0]) in ("timeout", "max_memory")


def begun(site: Served, queries: int) -> list[http.client.HTTPConnection]:
    """Ask what does not end so many times; it is stopped where the lines are closed."""
    lines = []
    for number in range(queries):
        line = http.client.HTTPConnection("127.0.0.1", site.port)
        line.request("GET", "/sparql?" + urlencode({"query": f"{PRODUCT} # {number}"}))
        lines.append(line)
    return lines


def test_where_all_processes_are_taken_for_long_what_is_quick_is_answered(graph: Graph) -> None:
    with asked(graph, seconds=60, workers=3) as site:
        assert site.app.endpoint
        lanes = site.app.endpoint.lanes
        lines = begun(site, 4)
        _until(lambda: lanes.busy == 3 and lanes.waiting)
        assert post(site, EASY).status == 200
        assert lanes.busy >= 2
        for line in lines:
            line.close()
        _until(lambda: not lanes.busy)


def test_more_rows_than_may_be_are_not_given(site: Served) -> None:
    for accept in ("application/sparql-results+json", "text/csv"):
        assert limited(post(site, "SELECT * { ?s ?p ?o }", Accept=accept)) == "max_rows"
    assert limited(post(site, "CONSTRUCT WHERE { ?s ?p ?o }")) == "max_rows"
    some = post(site, "SELECT * { ?s ?p ?o } LIMIT 1000", Accept="text/csv")
    assert len(some.content.splitlines()) == 1001


def test_an_answer_that_is_broken_off_is_not_taken_for_whole(graph: Graph) -> None:
    faults: list[Exception] = []
    with asked(graph, rows=15_000, tell=faults.append) as site:
        with pytest.raises(http.client.IncompleteRead):
            post(site, "SELECT * { ?s ?p ?o }", Accept="text/csv")
        assert 'tigraph_events_total{event="refused"} 1' in site.ask("/metrics").text
    assert faults == []  # it is none of tigraph's own


def test_what_takes_too_much_memory_is_stopped(graph: Graph) -> None:
    with asked(graph, memory=2**28, seconds=60) as site:
        query = "SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f }"
        assert limited(post(site, query + " ORDER BY ?f ?d")) == "max_memory"
        assert post(site, EASY).status == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("ASK { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }", 400),
        ("ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * 1_000) + " }", 400),
        ("ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * 20_000) + " }", 400),
        ("ASK { " + "OPTIONAL { ?s ?p ?o } " * 3_000 + " }", 400),
        ("ASK { ?s ?p '" + "x" * 10_000_000 + "' }", 413),
        ("ASK { " + "{" * 100_000, 400),
        ("SELECT * { VALUES ?x { " + "<urn:x> " * 5_000 + "} } LIMIT 1", 200),
    ],
    ids=["5,000 brackets", "1,000 UNIONs", "20,000 UNIONs", "OPTIONALs", "10 MB", "open", "VALUES"],
)
def test_a_query_that_is_too_large_is_refused_and_a_large_one_answered(
    site: Served, query: str, status: int
) -> None:
    assert post(site, query).status == status
    assert post(site, EASY).status == 200


def test_a_client_that_goes_away_stops_its_query(graph: Graph) -> None:
    with asked(graph, seconds=600) as site:
        assert site.app.endpoint
        lanes = site.app.endpoint.lanes
        lines = begun(site, 2)
        _until(lambda: lanes.busy == 2)
        for line in lines:
            line.close()
        _until(lambda: lanes.busy == 0)
        assert 'tigraph_events_total{event="left"} 2' in site.ask("/metrics").text


def _until(holds: object) -> None:
    last = time.monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < last
        time.sleep(0.05)


def test_slow_clients_hold_nobody_up(graph: Graph) -> None:
    """Two hundred: silent, in a header that does not end, in a body, or not reading."""
    with asked(graph, limits=Limits(receiving=6, silent=6)) as site:
        slow = [socket.create_connection(("127.0.0.1", site.port), PATIENCE) for _ in range(200)]
        large = urlencode({"query": "SELECT * { ?s ?p ?o . ?s ?q ?r }"}).encode()
        for number, line in enumerate(slow):
            if number % 4 == 1:
                line.sendall(b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: ")
            elif number % 4 == 2:
                line.sendall(
                    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                    b"Content-Type: application/sparql-query\r\n\r\nASK"
                )
            elif number == 3:
                line.sendall(b"GET /sparql?" + large + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert post(site, EASY).status == 200
        assert site.lines() > 100  # they are still there
        _until(lambda: site.lines() <= 1)
        for line in slow:
            line.close()
        assert post(site, f"{EASY} #").status == 200


def test_a_body_that_is_cut_short_is_no_query(site: Served) -> None:
    for cut in (b"ASK {}", b""):
        with socket.create_connection(("127.0.0.1", site.port), PATIENCE) as line:
            line.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
                b"Content-Type: application/sparql-query\r\n\r\n" + cut
            )
            line.shutdown(socket.SHUT_WR)
            assert b"200" not in line.recv(1000).split(b"\r\n")[0]
    assert post(site, EASY).status == 200


def test_an_answer_in_pieces_is_the_one_that_there_is(graph: Graph) -> None:
    with asked(graph) as site:
        answer = post(site, "SELECT * { ?s ?p ?o }", Accept="application/sparql-results+json")
        read = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON)
        assert sum(1 for _ in read) == sum(1 for _ in graph.query("SELECT * { ?s ?p ?o }"))
