"""The endpoint over the graph: what is asked of what, and how the answer comes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from served import Answer, Served, asked
from tigraph.graph import Graph
from tigraph.serving import desk_of

FORM = "application/x-www-form-urlencoded"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
BOLE = "https://w3id.org/tigraph/id/person/cedric-bole"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
NAME = f"SELECT ?name {{ <{BOLE}> skos:prefLabel ?name }}"
MEMBERS = f"SELECT (COUNT(*) AS ?n) {{ <{BOLE}> org:memberOf ?body }}"


@pytest.fixture(scope="module")
def site(graph: Graph) -> Iterator[Served]:
    with asked(graph, desk=desk_of(graph.ground)) as one:
        yield one


def get(site: Served, query: str, accept: str = JSON, **more: Any) -> Answer:
    headers = {name: more.pop(name) for name in list(more) if name[0].isupper()}
    address = "/sparql?" + urlencode({"query": query, **more}, doseq=True)
    return site.ask(address, Accept=accept, **headers)


def count(answer: Answer) -> int:
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def refused(answer: Answer, status: int) -> dict[str, Any]:
    """Return the problem document (RFC 9457) of an answer."""
    assert answer.status == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert {"type", "title", "detail"} <= set(told)
    assert "Traceback" not in answer.text
    return told


# ---------------------------------------------------------------------------- how it is asked


def test_a_query_comes_in_the_address_as_a_form_or_as_it_is(site: Served) -> None:
    told = get(site, NAME).json()
    assert told["results"]["bindings"] == [
        {"name": {"type": "literal", "value": "Cédric Bôle", "xml:lang": "fr"}}
    ]
    assert site.ask("/sparql", urlencode({"query": NAME}), FORM).json() == told
    assert site.ask("/sparql", NAME, "application/sparql-query").json() == told
    assert site.ask("/sparql", NAME, "application/sparql-query; charset=UTF-8").json() == told


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("", JSON),
        ("*/*", JSON),
        (JSON, JSON),
        ("application/json", JSON),
        (XML, XML),
        ("text/xml", XML),
        (CSV, f"{CSV}; charset=utf-8"),
        (TSV, f"{TSV}; charset=utf-8"),
        (f"{CSV};q=0.4, {XML};q=0.5", XML),
        (f"{CSV};q=0.5, {XML};q=0.4", f"{CSV}; charset=utf-8"),
        ("text/*;q=0.3, */*;q=0.1", f"{CSV}; charset=utf-8"),
        (f"{JSON};q=0, {TSV};q=0.001", f"{TSV}; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", XML),
    ],
)
def test_rows_come_in_the_format_that_is_wanted_most(site: Served, accept: str, type: str) -> None:
    answer = get(site, NAME, accept)
    assert (answer.status, answer.headers["content-type"]) == (200, type)
    assert "Accept" in answer.headers["vary"]
    form = ox.QueryResultsFormat.from_media_type(type.partition(";")[0])
    if type.startswith(CSV):
        assert answer.content == "name\r\nCédric Bôle\r\n".encode()
    else:
        rows = list(ox.parse_query_results(answer.content, format=form))
        assert rows[0][0] == ox.Literal("Cédric Bôle", language="fr")


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-quads", "application/n-quads"),
    ],
)
def test_triples_come_in_the_format_that_is_wanted_most(
    site: Served, accept: str, type: str
) -> None:
    answer = get(site, f"CONSTRUCT WHERE {{ <{BOLE}> skos:prefLabel ?name }}", accept)
    assert (answer.status, answer.headers["content-type"]) == (200, type)
    form = ox.RdfFormat.from_media_type(type.partition(";")[0])
    (quad,) = ox.parse(input=answer.content, format=form)
    assert quad.subject == ox.NamedNode(BOLE)


def test_columns_of_a_star_come_in_the_order_of_the_query(site: Served) -> None:
    answer = get(site, "SELECT * { ?s ?p ?o } LIMIT 1", CSV)
    assert answer.text.startswith("s,p,o\r\n")


def test_a_verdict_comes_in_each_format(site: Served) -> None:
    assert get(site, "ASK {}").json()["boolean"] is True
    assert "<boolean>true</boolean>" in get(site, "ASK {}", XML).text
    assert get(site, "ASK {}", CSV).text.strip() == "true"


def test_a_head_says_how_much_a_get_would(site: Served) -> None:
    head = site.ask("/sparql?" + urlencode({"query": NAME}), method="HEAD")
    assert (head.status, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(get(site, NAME).content)


# ---------------------------------------------------------------------------- of what is asked


def test_where_nothing_is_named_what_is_stated_is_asked_and_dates_by_parameters(
    site: Served, graph: Graph
) -> None:
    """As `tigraph query` has it: derived edges are seen where a date is told."""
    assert count(get(site, MEMBERS)) == 0
    for as_of, possible in (("any", ""), ("2019", ""), ("any", "true"), ("2019-01-31", "1")):
        answer = get(site, MEMBERS, as_of=as_of, possible=possible)
        rows = graph.query(MEMBERS, as_of=as_of, possible=bool(possible))
        assert count(answer) == max(row["n"] for row in rows)
    assert count(get(site, MEMBERS, as_of="any")) > 0
    every = "SELECT (COUNT(*) AS ?n) { ?s a tig:RelationClaim }"
    then = graph.known_by("2019-06")
    assert count(get(site, every, known_by="2019-06")) == next(iter(then.query(every)))["n"]
    assert count(get(site, every, known_by="2019-06")) < count(get(site, every))


def test_what_follows_from_what_is_stated_is_seen_where_it_is_named(
    site: Served, graph: Graph
) -> None:
    query = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a org:Organization }"
    expected = next(iter(graph.query(query)))["n"]
    assert expected > 10
    assert count(get(site, query)) == expected
    assert count(get(site, query, as_of="any")) == expected


def test_graphs_that_the_request_names_go_before_those_of_the_query(site: Served) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <urn:none> { ?s ?p ?o }"
    certain = "https://w3id.org/tigraph/graph/certain"
    assert count(get(site, query)) == 0
    assert count(get(site, query, **{"default-graph-uri": certain})) == 0
    there = count(get(site, query, as_of="any", **{"default-graph-uri": certain}))
    within = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(get(site, within, as_of="any", **{"named-graph-uri": certain})) == there > 0


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"as_of": "yesterday"}, "yesterday"),
        ({"known_by": "2019-99"}, "2019-99"),
        ({"possible": "perhaps"}, "possible"),
        ({"lang": "de"}, "lang"),
        ({"default-graph-uri": "no iri"}, "no iri"),
    ],
)
def test_a_parameter_that_says_nothing_is_refused(
    site: Served, more: dict[str, str], words: str
) -> None:
    assert words in refused(get(site, NAME, **more), 400)["detail"]


# -------------------------------------------------------------------------- what is not answered


def test_what_does_not_parse_is_told_with_its_place(site: Served) -> None:
    told = refused(get(site, "SELECT ?s {\n  ?s skos:prefLabel }"), 400)
    assert told["line"] == 2
    assert told["column"] > 1
    assert "line 2" in told["detail"]


@pytest.mark.parametrize(
    "text", ["DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <urn:s> <urn:p> 1 }", "CLEAR ALL"]
)
def test_an_update_is_forbidden_with_a_reason(site: Served, text: str) -> None:
    for answer in (
        get(site, text),
        site.ask("/sparql", text, "application/sparql-update"),
        site.ask("/sparql", urlencode({"update": text}), FORM),
        site.ask("/sparql?" + urlencode({"update": text})),
    ):
        assert "read" in refused(answer, 403)["detail"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_no_service_is_called(site: Served, text: str) -> None:
    assert get(site, text).status in (400, 403)


def test_a_service_of_a_host_that_is_listed_is_called_and_no_other(
    site: Served, tmp_path: Path
) -> None:
    path = tmp_path / "own.nt"
    path.write_text(f'<{BOLE}> <urn:seen> "here" .')
    host = f"127.0.0.1:{site.port}"
    with asked([path], services=frozenset([host])) as own:
        called = f"SERVICE <http://{host}/sparql> {{ ?s <{LABEL}> ?name }}"
        answer = get(own, f"SELECT ?name {{ ?s <urn:seen> 'here' {called} }}", CSV)
        assert answer.content == "name\r\nCédric Bôle\r\n".encode()
        assert answer.headers["cache-control"] == "no-store"  # the other one may change
        for other in (
            f"<http://127.0.0.1:{own.port}/sparql>",
            "<http://127.0.0.1/sparql>",
            f"<http://{host}@elsewhere.example/sparql>",
            f"<http://elsewhere.example\\u0040{host}/sparql>",
            "?s",
        ):
            refused_text = f"SELECT * {{ {called} SERVICE {other} {{ ?s ?p ?o }} }}"
            assert get(own, refused_text).status in (400, 403)


@pytest.mark.parametrize(
    ("path", "body", "type", "status"),
    [
        ("/sparql", "", FORM, 400),
        ("/sparql", "query=ASK{}&query=ASK{}", FORM, 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400),
        ("/sparql?query=%FF", None, "", 400),
        ("/sparql", b"ASK { ?s ?p '\xff' }", "application/sparql-query", 400),
        ("/sparql", "ASK {}", "text/plain", 415),
        ("/sparql", "ASK {}", "", 415),
        ("/sparql", "ASK {}", "application/sparql-query; charset=utf-16", 415),
        ("/sparql", "query=" + "x" * 2_000_000, FORM, 413),
        ("/sparql?query=", None, "", 400),
    ],
    ids=lambda one: (one if isinstance(one, str) else repr(one))[:40],
)
def test_what_is_asked_against_the_protocol_is_refused(
    site: Served, path: str, body: Any, type: str, status: int
) -> None:
    refused(site.ask(path, body, type), status)


def test_methods_and_formats_that_are_not_taken_are_told(site: Served) -> None:
    assert "GET" in site.ask("/sparql", "x", "text/plain", "PUT").headers["allow"]
    refused(site.ask("/sparql", "x", "text/plain", "PUT"), 405)
    assert JSON in refused(get(site, NAME, "image/png"), 406)["detail"]
    assert "<urn:f>" in refused(get(site, "SELECT (<urn:f>(1) AS ?x) {}"), 400)["detail"]


# ------------------------------------------------------------------------------ how it comes


def test_any_page_of_the_web_may_ask(site: Served) -> None:
    before = site.ask("/sparql", method="OPTIONS", Origin="https://elsewhere.example")
    assert before.status == 204
    assert before.headers["access-control-allow-origin"] == "*"
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "Content-Type" in before.headers["access-control-allow-headers"]
    for answer in (get(site, NAME), get(site, "nonsense")):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "ETag" in answer.headers["access-control-expose-headers"]


def test_graphs_that_are_named_by_halves_are_seen_from_the_address(site: Served) -> None:
    """Several FROM are merged by tigraph; hypothesis found that `<>` was a fault."""
    for query, status in (
        ("SELECT * FROM <> FROM <a> { ?s ?p ?o }", 200),
        ("SELECT * FROM <urn:a> FROM <http://[> { ?s ?p ?o }", 400),
        ('FROM :"FROM<>', 400),
    ):
        assert get(site, query).status == status, query


def test_an_answer_is_packed_for_who_can_unpack_it(site: Served) -> None:
    query = "SELECT * { ?s ?p ?o }"  # several pieces
    whole = get(site, query)
    packed = get(site, query, Accept_Encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert sorted(gzip.decompress(packed.content)) == sorted(whole.content)
    assert len(packed.content) < len(whole.content) / 5
    assert "content-encoding" not in whole.headers
    some = "SELECT * { ?s ?p ?o } LIMIT 50"
    packed = get(site, some, Accept_Encoding="gzip")
    assert gzip.decompress(packed.content) == get(site, some).content
    small = get(site, NAME, Accept_Encoding="gzip")  # a packet of the network, packed or not
    assert "content-encoding" not in small.headers
    assert small.content == get(site, NAME).content


def test_who_has_an_answer_is_told_whether_it_still_holds(site: Served) -> None:
    first = get(site, NAME)
    tag = first.headers["etag"]
    again = get(site, NAME, If_None_Match=tag)
    assert (again.status, again.content, again.headers["etag"]) == (304, b"", tag)
    assert get(site, NAME, If_None_Match='"other", ' + tag).status == 304
    assert get(site, NAME, If_None_Match='"other"').status == 200
    assert get(site, NAME, XML).headers["etag"] != tag
    assert get(site, NAME, as_of="any").headers["etag"] != tag
    assert get(site, NAME).headers["etag"] == tag


def test_what_comes_out_otherwise_each_time_is_kept_by_nobody(site: Served) -> None:
    for text in ("SELECT (NOW() AS ?x) {}", "SELECT (UUID() AS ?x) {}", "SELECT (rand() AS ?x) {}"):
        first, second = get(site, text), get(site, text)
        assert "etag" not in first.headers
        assert first.headers["cache-control"] == "no-store"
        assert first.content != second.content


def test_without_a_query_the_service_tells_of_itself(site: Served) -> None:
    for accept, form in (("", ox.RdfFormat.TURTLE), ("application/ld+json", ox.RdfFormat.JSON_LD)):
        answer = site.ask("/sparql", Accept=accept)
        assert answer.status == 200
        told = {str(quad.predicate) for quad in ox.parse(input=answer.content, format=form)}
        assert "<http://www.w3.org/ns/sparql-service-description#endpoint>" in told


def test_what_it_does_is_counted_and_described(site: Served) -> None:
    get(site, NAME)
    assert site.ask("/health").json() == {"status": "ok"}
    told = site.ask("/metrics").text
    assert 'tigraph_requests_total{place="sparql",status="200"}' in told
    described = json.loads(site.ask("/openapi.json").content)
    assert described["openapi"].startswith("3.1")
    assert {"get", "post"} == set(described["paths"]["/sparql"])


def test_the_log_tells_what_was_done_and_nothing_of_who_asked(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("w") as log, asked(graph, log=log) as site:
        get(site, NAME, Referer="https://private.example", User_Agent="private")
        site.ask("/nowhere/private")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(one["place"], one["status"]) for one in lines] == [("sparql", 200), ("other", 404)]
    assert set(lines[0]) == {"time", "method", "place", "status", "bytes", "ms"}
    for private in ("private", "bole", "127.0.0.1"):
        assert private not in path.read_text().lower()


def test_every_answer_says_what_a_browser_may_do_with_it(site: Served) -> None:
    paths = ("/", "/sparql", "/health", "/nowhere", "/sparql?query=x", f"/entity/{quote(BOLE)}")
    for path in paths:
        headers = site.ask(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "script-src 'unsafe-inline'" not in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "server" not in headers
