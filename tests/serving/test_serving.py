"""The service over HTTP: what is answered at which address, and what is refused."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urljoin

import pytest

from checkout import shared
from reconciliation_schemas import check
from served import PATIENCE, Answer, Served, served
from tigraph.errors import DataError, UsageError
from tigraph.graph import Graph
from tigraph.linking import Match, Sought, services
from tigraph.serving import Hosts, Limits, desk_of, listening
from tigraph.serving.reconciling import Desk

BOLE = "person:cedric-bole"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
DRAFT = "/reconcile/1.0-draft"


@pytest.fixture(scope="module")
def desk(graph: Graph) -> Desk:
    return desk_of(graph.ground)


@pytest.fixture(scope="module")
def site(desk: Desk) -> Iterator[Served]:
    with served(desk) as one:
        yield one


def valid(schema: str, answer: Answer) -> Any:
    """Return the JSON of an answer, valid by an official schema (VERSION/NAME)."""
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"].startswith(JSON)
    assert answer.headers["access-control-allow-origin"] == "*"
    told = answer.json()
    if (shared("suites/reconciliation") / f"{schema}.json").exists():
        check(f"{schema}.json", told)
    return told


def refused(answer: Answer, status: int) -> str:
    """Return the reason of an answer that refuses, in JSON."""
    assert answer.status == status, answer.text
    told = answer.json()
    assert told["status"] == status
    assert len(answer.content) < 1000
    assert answer.headers["content-type"] == "application/problem+json"
    return str(told["detail"])


def old(*names: str, **more: Any) -> str:
    return json.dumps({f"q{n}": {"query": name, **more} for n, name in enumerate(names)})


def new(*names: str) -> str:
    told = [{"conditions": [{"matchType": "name", "propertyValue": name}]} for name in names]
    return json.dumps({"queries": told})


# --------------------------------------------------------------------------- the protocol


def test_the_manifest_of_0_2_leads_to_all_that_it_names(site: Served) -> None:
    told = valid("0.2/manifest", site.ask("/reconcile"))
    assert told == site.ask("/reconcile/").json()
    assert set(told["versions"]) == {"0.2", "1.0-draft"}
    root = f"{site.address}/reconcile"
    assert told["suggest"]["entity"]["service_url"] == root

    def path(url: str) -> str:
        assert url.startswith(site.address)
        return url.removeprefix(site.address)

    view = site.ask(path(told["view"]["url"].replace("{{id}}", quote(BOLE, safe=""))))
    assert view.status == 303
    assert site.ask(path(view.headers["location"])).status == 303  # to a language
    # OpenRefine does not quote what it puts in.
    plain = site.ask(path(told["view"]["url"].replace("{{id}}", BOLE)))
    assert plain.headers["location"] == view.headers["location"]
    shown = site.ask(path(told["preview"]["url"].replace("{{id}}", BOLE)))
    assert shown.headers["content-type"].startswith("text/html")
    assert "Cédric Bôle" in shown.text
    for what in ("entity", "property", "type"):
        own = told["suggest"][what]
        found = site.ask(path(own["service_url"] + own["service_path"]) + "?prefix=s")
        first = valid(f"0.2/suggest-{_several(what)}-response", found)["result"][:1]
        if first:
            flyout = own["flyout_service_path"].replace("${id}", quote(first[0]["id"]))
            assert site.ask(path(own["service_url"] + flyout)).json()["id"] == first[0]["id"]
    own = told["extend"]["propose_properties"]
    offered = site.ask(path(own["service_url"] + own["service_path"]) + "?type=person&limit=2")
    assert len(valid("0.2/data-extension-property-proposal", offered)["properties"]) == 2


def _several(what: str) -> str:
    return {"entity": "entities", "property": "properties", "type": "types"}[what]


def test_queries_of_0_2_come_as_a_form_or_in_the_address(site: Served) -> None:
    queries = {"queries": old("Cédric Bôle", "Qzx Wvk", limit=3)}
    posted = site.ask("/reconcile", urlencode(queries), FORM)
    told = valid("0.2/reconciliation-result-batch", posted)
    assert told["q0"]["result"][0]["id"] == BOLE
    assert told["q1"] == {"result": []}
    assert site.ask("/reconcile?" + urlencode(queries)).json() == told
    several = f"{FORM}; charset=UTF-8"
    assert site.ask("/reconcile", urlencode(queries), several).json() == told


def test_the_draft_has_an_address_of_its_own_and_is_at_that_of_0_2_too(site: Served) -> None:
    told = valid("1.0-draft/manifest", site.ask(DRAFT))
    assert told["versions"] == ["1.0-draft"]
    assert told["view"]["url"] == f"{site.address}/entity/{{id}}"
    for root in (DRAFT, "/reconcile"):
        found = site.ask(f"{root}/match", new("Cédric Bôle"), JSON)
        results = valid("1.0-draft/reconciliation-result-batch", found)["results"]
        assert results[0]["candidates"][0]["id"] == BOLE
        query = {"ids": [BOLE], "properties": [{"id": "iri"}]}
        rows = site.ask(f"{root}/extend", json.dumps(query), JSON)
        row = valid("1.0-draft/data-extension-response", rows)["rows"][0]
        assert row["properties"][0]["values"][0]["str"].endswith("/person/cedric-bole")
        valid("1.0-draft/data-extension-property-proposal", site.ask(f"{root}/extend/propose"))
        shown = site.ask(f"{root}/preview?id={BOLE}")
        assert "Cédric Bôle" in shown.text
        some = site.ask(f"{root}/suggest/entity?prefix=B%C3%B4le&limit=1&offset=1")
        both = site.ask(f"{root}/suggest/entity?prefix=B%C3%B4le&limit=2")
        assert (
            valid("1.0-draft/suggest-entities-response", some)["result"]
            == (both.json()["result"][1:])
        )
    assert refused(site.ask(f"{DRAFT}/flyout/entity?id={BOLE}"), 404)


def test_values_of_0_2(site: Served) -> None:
    query = {"ids": ["epci:242500361", BOLE], "properties": [{"id": "siren"}]}
    told = site.ask("/reconcile", urlencode({"extend": json.dumps(query)}), FORM)
    rows = valid("0.2/data-extension-response", told)["rows"]
    assert rows == {"epci:242500361": {"siren": [{"str": "242500361"}]}, BOLE: {"siren": []}}


def test_any_page_may_ask_the_service_and_no_other_address(site: Served) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access_Control_Request_Method": "POST"}
    for path in ("/reconcile", f"{DRAFT}/match", "/reconcile/nothing/here/at/all"):
        before = site.ask(path, method="OPTIONS", **asked)
        assert (before.status, before.content) == (204, b"")
        assert before.headers["access-control-allow-origin"] == "*"
        assert "POST" in before.headers["access-control-allow-methods"]
        assert "Content-Type" in before.headers["access-control-allow-headers"]
    wrong = site.ask("/reconcile/match", "{", JSON, Origin="https://elsewhere.example")
    assert wrong.headers["access-control-allow-origin"] == "*"
    for path in ("/fr/index.html", "/services", "/healthz"):
        assert "access-control-allow-origin" not in site.ask(path).headers


def test_a_call_is_of_0_2_only_and_calls_nothing_else(site: Served) -> None:
    called = site.ask("/reconcile?callback=jQuery123_1")
    assert called.headers["content-type"].startswith("text/javascript")
    assert called.headers["x-content-type-options"] == "nosniff"
    assert called.text.startswith("/**/jQuery123_1({")
    assert site.ask("/reconcile/suggest/type?prefix=&callback=f").text.startswith("/**/f(")
    assert refused(site.ask("/reconcile?callback=alert(1)"), 400)
    assert site.ask(f"{DRAFT}?callback=f").json()["versions"] == ["1.0-draft"]


def test_its_own_client_matches_over_http(
    site: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_CACHE", str(tmp_path))
    monkeypatch.setenv("no_proxy", "*")
    for address in ("/reconcile", DRAFT):
        match = services.named(site.address + address).match(Sought("Cédric Bôle"))
        assert match.best
        assert (match.outcome, match.best.label) == ("matched", "Cédric Bôle")


# ------------------------------------------------------------------------------ the pages


def test_the_page_for_programs_says_what_is_here(site: Served) -> None:
    page = site.ask("/services")
    assert f"{site.address}/reconcile" in page.text
    assert page.headers["x-robots-tag"] == "noindex"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "Sitemap: " in site.ask("/robots.txt").text
    assert site.ask("/healthz").json() == {"status": "ok"}


def test_who_has_a_page_is_told_whether_it_still_holds(site: Served) -> None:
    path = "/fr/person/cedric-bole.html"
    page = site.ask(path)
    tag, since = page.headers["etag"], page.headers["last-modified"]
    assert 'rel="canonical"' in page.headers["link"]
    assert parsedate_to_datetime(since) <= parsedate_to_datetime(page.headers["date"])
    for asked in ({"If_None_Match": f'"other", {tag}'}, {"If_Modified_Since": since}):
        again = site.ask(path, **asked)
        assert (again.status, again.content, again.headers["etag"]) == (304, b"", tag)
        # RFC 9111, 4.3.4: headers of a 304 replace those of what the client kept
        assert "content-security-policy" not in again.headers
    long_ago = "Sat, 29 Oct 1994 19:43:31 GMT"
    for asked in (
        {"If_None_Match": '"other"', "If_Modified_Since": since},  # the tag goes before
        {"If_Modified_Since": long_ago},
        {"If_Modified_Since": "some day"},
    ):
        assert site.ask(path, **asked).status == 200
    assert site.ask("/en/person/cedric-bole.html", If_None_Match=tag).status == 200
    assert "etag" not in site.ask("/fr/person/nobody.html").headers
    assert site.ask(path).content == page.content  # kept, and the same


def test_search_engines_list_pages_and_no_data(site: Served) -> None:
    assert f"Sitemap: {site.address}/sitemap.xml" in site.ask("/robots.txt").text
    assert f"<loc>{site.address}/fr/person/cedric-bole.html</loc>" in site.ask("/sitemap.xml").text
    assert site.ask("/sitemap-9.xml").status == 404
    for path in ("/id/person/cedric-bole.ttl", "/fr/suggest.json?q=B", "/fr/search.html?q=B"):
        assert site.ask(path).headers["x-robots-tag"] == "noindex", path
    assert "x-robots-tag" not in site.ask("/fr/person/cedric-bole.html").headers


@pytest.mark.parametrize(
    "path", ["id/%C2%8B", "id/a%25zz", "fr/iri/http/a:b.html", "entity/http://a:b", "sitemap%00"]
)
def test_what_is_no_iri_is_nothing_here(site: Served, path: str) -> None:
    assert site.ask(f"/{path}").status == 404


def test_the_address_leads_to_the_front_door_in_the_readers_language(site: Served) -> None:
    for language in ("fr", "en"):
        answer = site.ask("/", accept_language=language)
        assert (answer.status, answer.headers["location"]) == (302, f"{language}/index.html")
        page = site.ask(f"/{language}/index.html")
        assert f'<html lang="{language}">' in page.text
        assert "script-src 'self'" in page.headers["content-security-policy"]


def test_an_entity_is_found_where_openrefine_looks_for_it(site: Served) -> None:
    iri = "https://w3id.org/tigraph/id/person/cedric-bole"
    for named in (quote(BOLE), quote(iri, safe=""), iri):
        answer = site.ask(f"/entity/{named}")
        assert answer.status == 303
        assert answer.headers["location"] == f"{site.address}/id/person/cedric-bole.html"
    answer = site.ask("/id/person/cedric-bole.html", accept_language="fr")
    assert (answer.status, answer.headers["location"]) == (303, "../../fr/person/cedric-bole.html")
    page = site.ask("/fr/person/cedric-bole.html")
    assert "Val de Morteau" in page.text
    assert f'rel="canonical" href="{site.address}/fr/person/cedric-bole.html"' in page.text


def test_an_iri_gives_the_form_that_a_client_takes(site: Served) -> None:
    answer = site.ask("/id/person/cedric-bole", accept="text/turtle")
    assert (answer.status, answer.headers["location"]) == (303, "cedric-bole.ttl")
    data = site.ask("/id/person/cedric-bole.ttl")
    assert data.headers["content-type"] == "text/turtle"
    assert "person:cedric-bole" in data.text


def test_links_of_a_page_lead_to_pages(site: Served) -> None:
    base = f"{site.address}/fr/person/cedric-bole.html"
    links = site.ask("/fr/person/cedric-bole.html").text.split('href="')[1:]
    found = {urljoin(base, unescape(link.partition('"')[0])).partition("#")[0] for link in links}
    paths = {one.removeprefix(site.address) for one in found if one.startswith(site.address)}
    paths = {path for path in paths if "/editor.html" not in path}
    assert len(paths) > 20
    # the identifier is of the person, and leads to the page
    right = {path: 303 if path == "/id/person/cedric-bole" else 200 for path in paths}
    assert {path: site.ask(path).status for path in paths} == right


def test_a_head_has_no_content(site: Served) -> None:
    assert site.ask("/reconcile", method="HEAD").content == b""
    assert site.ask("/reconcile", method="HEAD").status == 200


# ------------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("path", "body", "type", "status"),
    [
        ("/nowhere", None, "", 404),
        ("/reconcile/nowhere", None, "", 404),
        ("/reconcile/suggest/colour?prefix=x", None, "", 404),
        ("/reconcile/preview/more?id=x", None, "", 404),
        ("/reconcile/preview", None, "", 400),
        ("/reconcile/preview?id=person:nobody", None, "", 404),
        ("/entity/person:nobody", None, "", 404),
        ("/entity/", None, "", 404),
        ("/entity/%3Cscript%3E", None, "", 404),
        ("/reconcile/suggest/entity", None, "", 400),
        ("/reconcile?query=Fabel", None, "", 400),
        ("/reconcile?queries=%7B", None, "", 400),
        ("/reconcile?queries=%FF", None, "", 400),
        ("/entity/%FF%FE", None, "", 400),
        ("/reconcile?" + "&".join(f"a{n}=1" for n in range(100)), None, "", 400),
        ("/reconcile", "queries=%FF", FORM, 400),
        ("/reconcile", "queries=%7B%22q%22", FORM, 400),
        ("/reconcile", "nothing=1", FORM, 400),
        ("/reconcile", "{}", JSON, 415),
        ("/reconcile", "x", "text/plain", 415),
        ("/reconcile", "x", "multipart/form-data; boundary=x", 415),
        ("/reconcile/match", "{", JSON, 400),
        ("/reconcile/match", b"\xff\xfe{", JSON, 400),
        ("/reconcile/match", "{}", FORM, 415),
        ("/reconcile/match", None, "", 405),
        ("/reconcile/extend", None, "", 405),
        (f"{DRAFT}", "queries=x", FORM, 405),
        ("/", "x", FORM, 405),
        ("/reconcile", urlencode({"queries": old("x", type="Q5")}), FORM, 400),
        (
            "/reconcile",
            urlencode({"queries": json.dumps({str(n): {"query": "x"} for n in range(10_000)})}),
            FORM,
            413,
        ),
        ("/reconcile/match", new(*["x"] * 10_000), JSON, 413),
        ("/reconcile/match", "[" * 1_000_000, JSON, 400),
        ("/reconcile/match", new("x" * 4_000_000), JSON, 413),
        ("/reconcile", "queries=" + "x" * 20_000_000, FORM, 413),
    ],
    ids=lambda one: (one if isinstance(one, str) else repr(one))[:40],
)
def test_what_is_malformed_too_much_or_nowhere_is_refused_with_a_reason(
    site: Served, path: str, body: str | bytes | None, type: str, status: int
) -> None:
    assert refused(site.ask(path, body, type), status)


def test_a_wrong_method_is_told_the_right_ones(site: Served) -> None:
    answer = site.ask("/reconcile/match", method="DELETE")
    assert refused(answer, 405)
    assert answer.headers["allow"] == "POST"
    assert refused(site.ask("/reconcile", "x", FORM, "BREW"), 405)


def test_a_megabyte_of_name_is_answered_beside_others(site: Served) -> None:
    told = site.ask("/reconcile/match", new("x" * 1_000_000, "Cédric Bôle"), JSON).json()
    assert [len(one["candidates"]) > 0 for one in told["results"]] == [False, True]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),  # somebody speaks TLS
    ],
    ids=lambda one: repr(one)[:30],
)
def test_what_is_no_http_is_told_so_in_json(site: Served, content: bytes, status: int) -> None:
    head, _, body = site.raw(content).partition(b"\r\n\r\n")
    assert head.split()[1] == str(status).encode()
    assert json.loads(body)["status"] == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:{port}", 200),
        ("127.0.0.1", 200),
        ("[::1]:{port}", 200),
        ("LOCALHOST", 200),
        ("rebound.example:{port}", 421),
        ("localhost.rebound.example", 421),
        ("127.0.0.1.rebound.example", 421),
        ("local host", 421),
        ('"><script>', 421),
    ],
)
def test_who_asks_for_another_host_is_not_answered(site: Served, host: str, status: int) -> None:
    """A page of the web may have its name point here: what it asks for is its own name."""
    named = host.format(port=site.port)
    answer = site.ask("/reconcile", Host=named)
    assert answer.status == status
    if status == 200:
        root = f"http://{named.lower()}/reconcile"
        assert answer.json()["suggest"]["entity"]["service_url"] == root
    else:
        assert "access-control-allow-origin" not in answer.headers


def test_an_address_for_others_stands_in_all_that_is_told() -> None:
    hosts = Hosts.of("0.0.0.0", 8000, "https://graph.example.org/tigraph/")
    assert hosts.root("graph.example.org") == "https://graph.example.org/tigraph"
    assert hosts.root("") == "https://graph.example.org/tigraph"
    assert Hosts.of("0.0.0.0", 8000).root("192.0.2.7:8000") == "http://192.0.2.7:8000"
    for wrong in ("graph.example.org", "ftp://x.example", "http://", "http://a@b.example", "//x"):
        with pytest.raises(UsageError, match="--url"):
            Hosts.of("127.0.0.1", 8000, wrong)


# ------------------------------------------------------------------- who is slow, or many


def test_slow_clients_hold_nobody_up_and_are_let_go(desk: Desk) -> None:
    limits = Limits(receiving=1, silent=1, connections=60)
    with served(desk, limits) as site:
        slow = [socket.create_connection(("127.0.0.1", site.port), PATIENCE) for _ in range(40)]
        silent, begun, in_body = slow[:10], slow[10:25], slow[25:]
        for line in begun:
            line.sendall(b"GET / HTTP/1.1\r\n")
        for line in in_body:
            line.sendall(b"POST /reconcile HTTP/1.1\r\nContent-Length: 1000\r\n\r\nque")
        assert site.ask("/healthz").status == 200
        _trickle([*begun, *in_body])
        for line in silent:
            assert line.recv(1000) == b""
        assert site.ask("/healthz").status == 200
        for line in slow:
            line.close()


def _trickle(lines: list[socket.socket]) -> None:
    """Send a byte now and then on each line, until the server has closed it."""
    until = time.monotonic() + PATIENCE
    while lines and time.monotonic() < until:
        time.sleep(0.1)
        for line in list(lines):
            try:
                line.sendall(b"x")
            except OSError:
                lines.remove(line)
    assert not lines


class Slow:
    """A matcher that takes its time over each name."""

    kinds = {"town": "Town"}  # noqa: RUF012

    def match_many(self, sought: Any, limit: int = 5) -> Iterator[Match]:  # noqa: ARG002
        for one in sought:
            time.sleep(0.05)
            yield Match(one, "none", (), "")


def test_a_request_that_takes_too_long_is_given_up_with_a_reason(desk: Desk) -> None:
    slow = Desk(Slow(), desk.knowledge, "", "", "", "", "")
    with served(slow, seconds=0.2) as site:
        answer = site.ask("/reconcile/match", new(*["x"] * 100), JSON)
        assert "ask for less" in refused(answer, 503)
        assert int(answer.headers["retry-after"]) > 0
        assert site.ask("/reconcile/match", new("x"), JSON).status == 200


def test_a_fault_of_its_own_is_told_here_and_not_to_the_client(desk: Desk) -> None:
    class Broken(Slow):
        def match_many(self, *_: Any) -> Iterator[Match]:
            raise RuntimeError("a secret")

    told: list[Exception] = []
    broken = Desk(Broken(), desk.knowledge, "", "", "", "", "")
    with served(broken, tell=told.append) as site:
        assert "secret" not in refused(site.ask("/reconcile/match", new("x"), JSON), 500)
    assert [str(one) for one in told] == ["a secret"]


def test_a_line_is_used_for_several_requests(site: Served) -> None:
    asked = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
    came = site.raw(asked + b"\r\n", asked + b"Connection: close\r\n\r\n")
    assert came.count(b"200 OK") == 2


# ------------------------------------------------------------------------------- sockets


def test_a_port_that_is_taken_is_told(site: Served) -> None:
    with pytest.raises(DataError, match=f"Port {site.port} of 127.0.0.1 is in use"):
        listening("127.0.0.1", site.port)
    with pytest.raises(DataError, match="no address of this machine"):
        listening("192.0.2.1", 0)
    with pytest.raises(UsageError, match="no such host"):
        listening("no such host", 0)


# ------------------------------------------------------------------------------------ the model


def test_the_page_of_the_model_is_served_in_both_languages(site: Served) -> None:
    for language, word in (("fr", "Le modèle de tigraph"), ("en", "The model of tigraph")):
        answer = site.ask(f"/model?lang={language}")
        assert answer.status == 200
        assert f"<title>{word}</title>" in answer.text
        assert f'<html lang="{language}">' in answer.text
        allowed = answer.headers["content-security-policy"]
        assert "script-src 'sha256-" in allowed
        assert allowed.replace("'", "&#x27;") in answer.text
    assert "lang=fr or en" in refused(site.ask("/model?lang=de"), 400)
    assert refused(site.ask("/model", "x"), 405)
