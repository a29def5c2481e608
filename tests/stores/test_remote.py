"""A SPARQL service asked over the protocol, and a server that does not do as it should."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pyoxigraph as ox
import pytest

from tigraph.errors import DataError, UsageError
from tigraph.http.connections import Patience
from tigraph.stores.service import Service
from web_server import Reply, Site, serving

QUICK = Patience(connect=2, read=1, attempts=2, backoff=0.001)
JSON = {"Content-Type": "application/sparql-results+json"}
#: The example of SPARQL 1.1 Query Results JSON Format, section 2, shortened.
ANSWER = b"""{"head": {"vars": ["book", "title"]}, "results": {"bindings": [
  {"book": {"type": "uri", "value": "http://example.org/book/book6"},
   "title": {"type": "literal", "xml:lang": "en", "value": "Half-Blood Prince"}},
  {"book": {"type": "uri", "value": "http://example.org/book/book7"}}]}}"""
SELECT = "SELECT ?book ?title { ?book <http://purl.org/dc/elements/1.1/title> ?title }"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"TIGRAPH_ENDPOINT_{name}", raising=False)
    with serving() as started:
        yield started


def fields(site: Site) -> list[tuple[str, str]]:
    """Return the fields of the last request."""
    return parse_qsl(site.sent[-1][2].decode())


def test_a_select_is_answered_as_a_store_answers(site: Site) -> None:
    address = site.gives("/sparql", Reply(ANSWER, headers=JSON))
    found = Service(address, patience=QUICK).query(SELECT)
    assert isinstance(found, ox.QuerySolutions)
    rows = list(found)
    assert rows[0]["book"] == ox.NamedNode("http://example.org/book/book6")
    assert rows[0]["title"] == ox.Literal("Half-Blood Prince", language="en")
    assert rows[1]["title"] is None
    assert fields(site) == [("query", SELECT)]
    assert "application/sparql-results+json" in site.asked("/sparql")[0]["accept"]


def test_ask_and_construct(site: Site) -> None:
    true = site.gives("/ask", Reply(b'{"head": {}, "boolean": true}', headers=JSON))
    assert bool(Service(true, patience=QUICK).query("ASK { ?s ?p ?o }")) is True
    turtle = {"Content-Type": "text/turtle; charset=utf-8"}
    address = site.gives("/construct", Reply(b"<urn:a> a <urn:b> .", headers=turtle))
    found = Service(address, patience=QUICK).query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, ox.QueryTriples)
    assert [str(triple.subject) for triple in found] == ["<urn:a>"]


def test_prefixes_and_graphs_are_sent(site: Site) -> None:
    address = site.gives("/sparql", Reply(ANSWER, headers=JSON))
    service = Service(address, ["urn:one", "urn:two"], QUICK)
    prefixes = {"dc": "http://purl.org/dc/elements/1.1/", "unused": "urn:unused"}
    service.query(
        "SELECT * { ?book dc:title ?title }", prefixes=prefixes,
        default_graph=[ox.DefaultGraph(), ox.NamedNode("urn:three")],
    )  # fmt: skip
    sent = fields(site)
    assert sent[0][1].startswith("PREFIX dc: <http://purl.org/dc/elements/1.1/>\nSELECT")
    assert "unused" not in sent[0][1]
    graphs = [value for name, value in sent if name == "default-graph-uri"]
    assert graphs == ["urn:one", "urn:two", "urn:three"]


def test_a_query_that_names_its_graphs_is_left_alone(site: Site) -> None:
    address = site.gives("/sparql", Reply(ANSWER, headers=JSON))
    query = "SELECT * FROM <urn:own> { ?book <urn:title> ?title }"
    Service(address, ["urn:one"], QUICK).query(query)
    assert fields(site) == [("query", query)]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"gone", 404), "no such service"),
        (Reply(b"", 301, {"Location": "http://other.example/"}), "http://other.example/"),
        (Reply(b"<h1>Out of <b>memory</b></h1>", 500), "answers 500: Out of memory"),
        (Reply(b"later", 503), "answers 503"),
        (Reply(b"<html>Welcome</html>", headers={"Content-Type": "text/html"}), "text/html"),
        (Reply(ANSWER[:150], headers=JSON), "does not answer as a SPARQL 1.1 service"),
        (Reply(ANSWER, headers=JSON, sends=60), "cut short"),
        (Reply(ANSWER, headers=JSON, sends=60, hangs=True), "sent nothing for 1 seconds"),
        (Reply(ANSWER, headers={**JSON, "X-SPARQL-MaxRows": "2"}), "only a part of the answer"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_answer_is_one_line(site: Site, reply: Reply, words: str) -> None:
    address = site.gives("/sparql", reply)
    with pytest.raises(DataError) as error:
        Service(address, patience=QUICK).query(SELECT)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_what_the_service_cannot_read_is_a_syntax_error(site: Site) -> None:
    address = site.gives("/sparql", Reply(b"syntax error at 'FOO'", 400))
    with pytest.raises(SyntaxError, match="FOO"):
        Service(address, patience=QUICK).query(SELECT)


def test_a_service_that_is_busy_is_asked_again(site: Site) -> None:
    address = site.gives("/sparql", Reply(b"", 503), Reply(ANSWER, headers=JSON))
    found = Service(address, patience=QUICK).query(SELECT)
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 2


@pytest.mark.parametrize("address", ["sparql", "ftp://example.org/sparql", "http://u:p@h.example/"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        Service(address)


# Rights ------------------------------------------------------------------------------


def test_name_and_password_come_from_the_environment(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_ENDPOINT_USER", "ada")
    monkeypatch.setenv("TIGRAPH_ENDPOINT_PASSWORD", "secret")
    address = site.gives("/sparql", Reply(ANSWER, headers=JSON))
    Service(address, patience=QUICK).query(SELECT)
    expected = base64.b64encode(b"ada:secret").decode()
    assert site.asked("/sparql")[0]["authorization"] == f"Basic {expected}"


def test_a_token_comes_from_the_environment(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIGRAPH_ENDPOINT_TOKEN", "abc")
    address = site.gives("/sparql", Reply(ANSWER, headers=JSON))
    Service(address, patience=QUICK).query(SELECT)
    assert site.asked("/sparql")[0]["authorization"] == "Bearer abc"


def test_name_and_password_come_from_netrc(site: Site, tmp_path: Path) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login ada password secret\n")
    netrc.chmod(0o600)
    address = site.gives("/sparql", Reply(ANSWER, headers=JSON))
    Service(address, patience=QUICK).query(SELECT)
    expected = base64.b64encode(b"ada:secret").decode()
    assert site.asked("/sparql")[0]["authorization"] == f"Basic {expected}"


def test_a_damaged_netrc_is_told_without_what_is_in_it(site: Site, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ada passwort secret\n")
    with pytest.raises(UsageError, match="netrc cannot be read, line 1") as error:
        Service(site.address, patience=QUICK)
    assert "secret" not in str(error.value)


def test_a_digest_is_given_where_it_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIGRAPH_ENDPOINT_USER", "Mufasa")
    monkeypatch.setenv("TIGRAPH_ENDPOINT_PASSWORD", "Circle of Life")
    challenge = 'Digest realm="here", qop="auth", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv"'
    address = site.gives(
        "/sparql",
        Reply(b"", 401, {"WWW-Authenticate": challenge}),
        Reply(ANSWER, headers=JSON),
    )
    Service(address, patience=QUICK).query(SELECT)
    told = site.asked("/sparql")[-1]["authorization"]
    said = {key: a or b for key, a, b in re.findall(r'(\w+)=(?:"([^"]*)"|([^,\s]+))', told)}

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    # RFC 7616, section 3.4.1, with qop="auth".
    expected = md5(
        f"{md5('Mufasa:here:Circle of Life')}:{said['nonce']}:{said['nc']}:{said['cnonce']}:auth:"
        f"{md5('POST:/sparql')}"
    )
    assert said["response"] == expected


def test_who_is_not_let_in_is_told_where_to_say_who_they_are(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIGRAPH_ENDPOINT_USER", "ada")
    monkeypatch.setenv("TIGRAPH_ENDPOINT_PASSWORD", "secret")
    address = site.gives("/sparql", Reply(b"no", 403))
    with pytest.raises(DataError, match="TIGRAPH_ENDPOINT_USER") as error:
        Service(address, patience=QUICK).query(SELECT)
    assert "secret" not in str(error.value)
