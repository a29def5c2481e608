"""The W3C's tests of SPARQL 1.1, as they lie in `../shared/suites/sparql11`, put to an endpoint.

All data of all tests stands in one file of named graphs, each under the address that its file has
at the W3C; a test names those that it is about by `default-graph-uri` and `named-graph-uri`.
"""

from __future__ import annotations

import http.client
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS

BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
ROW = rdflib.Namespace("urn:row:")
#: A graph that nothing stands in.
NOTHING = BASE + "nothing"
_TYPES = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}


@dataclass(frozen=True)
class Reply:
    """What an endpoint answered."""

    status: int
    type: str
    content: bytes


@dataclass(frozen=True)
class Endpoint:
    """An endpoint at a port of this machine; where it is asked, and how."""

    port: int
    path: str = "/sparql"

    def ask(self, method: str, query: str, body: bytes | None = None, **headers: str) -> Reply:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, f"{self.path}?{query}", body, told)
            found = line.getresponse()
            return Reply(found.status, found.getheader("content-type") or "", found.read())
        finally:
            line.close()


@dataclass(frozen=True)
class Test:
    """A test: its group and name, its kind, and what it says."""

    group: str
    node: rdflib.term.Node
    manifest: rdflib.Graph = field(repr=False)
    folder: Path = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.group}/{str(self.node).rpartition('#')[2]}"

    @property
    def kind(self) -> str:
        for one in self.manifest.objects(self.node, RDF.type):
            if one in MF:
                return str(one).rpartition("#")[2]
        raise ValueError(self.name)

    @cached_property
    def action(self) -> rdflib.term.Node:
        found = self.manifest.value(self.node, MF.action)
        assert found is not None
        return found

    def path(self, iri: rdflib.term.Node) -> Path:
        return self.folder / str(iri).removeprefix(f"{BASE}{self.group}/")

    def data(self) -> Iterator[tuple[str, Path]]:
        """Yield the graphs that it is about, with their files."""
        for node in self.manifest.objects(self.action, QT.data):
            yield str(node), self.path(node)
        for node in self.manifest.objects(self.action, QT.graphData):
            yield str(node), self.path(node)
        for node in self.manifest.objects(self.node, UT.graphData):
            file = self.manifest.value(node, UT.graph)
            assert file is not None
            yield str(self.manifest.value(node, RDFS.label)), self.path(file)


def tests(folder: Path) -> list[Test]:
    """Return all tests of queries, of syntax and of the protocol, in order."""
    found = []
    for path in sorted(folder.glob("*/manifest.ttl")):
        group = path.parent.name
        if group == "service-description":
            continue
        manifest = rdflib.Graph().parse(path, publicID=f"{BASE}{group}/manifest")
        root = manifest.value(predicate=RDF.type, object=MF.Manifest)
        entries = manifest.value(root, MF.entries)
        assert entries is not None
        found += [
            Test(group, node, manifest, path.parent) for node in Collection(manifest, entries)
        ]
    return found


def trig(all_tests: list[Test]) -> bytes:
    """Return the data of all tests as one TriG file."""
    store, seen = ox.Dataset(), dict[str, Path]()
    for test in all_tests:
        seen |= dict(test.data())
    for number, (iri, path) in enumerate(sorted(seen.items())):
        form = ox.RdfFormat.from_extension(path.suffix[1:])
        for quad in ox.parse(path=str(path), format=form, base_iri=iri, rename_blank_nodes=False):
            terms = (_apart(one, number) for one in (quad.subject, quad.predicate, quad.object))
            store.add(ox.Quad(*terms, ox.NamedNode(iri)))  # type: ignore[arg-type]
    return ox.serialize(store, format=ox.RdfFormat.TRIG) or b""


def _apart(term: object, number: int) -> object:
    return ox.BlankNode(f"n{number}{term.value}") if isinstance(term, ox.BlankNode) else term


def fault(test: Test, endpoint: Endpoint) -> str:
    """Return what is wrong with the answers of an endpoint to a test, "" if nothing is."""
    if test.kind == "ProtocolTest":
        return _protocol(test, endpoint)
    if test.kind.endswith("SyntaxTest11"):
        text = test.path(test.action).read_text()
        status = _asked(endpoint, test, text, "*/*").status
        good = status < 300 if test.kind.startswith("Positive") else 400 <= status < 500
        return "" if good else f"status {status}"
    return _evaluated(test, endpoint)


def _asked(endpoint: Endpoint, test: Test, text: str, accept: str) -> Reply:
    default = [str(one) for one in test.manifest.objects(test.action, QT.data)]
    named = [str(one) for one in test.manifest.objects(test.action, QT.graphData)]
    pairs = [("default-graph-uri", one) for one in default or ([NOTHING] if not named else [])]
    pairs += [("named-graph-uri", one) for one in named]
    if " FROM " in text or "\nFROM " in text:
        pairs = []
    text = f"BASE <{BASE}{test.group}/>\n{text}"
    return endpoint.ask(
        "POST",
        urlencode(pairs),
        text.encode(),
        Content_Type="application/sparql-query",
        Accept=accept,
    )


def _evaluated(test: Test, endpoint: Endpoint) -> str:
    query = test.manifest.value(test.action, QT["query"])
    result = test.manifest.value(test.node, MF.result)
    assert query is not None
    assert result is not None
    expected = test.path(result)
    text = test.path(query).read_text()
    accept = _TYPES.get(expected.suffix, "text/turtle, application/sparql-results+json")
    reply = _asked(endpoint, test, text, accept)
    if reply.status != 200:
        return f"status {reply.status}: {reply.content[:300]!r}"
    if not reply.type.startswith(tuple(accept.split(", "))):
        return f"came as {reply.type}"
    if expected.suffix == ".csv":
        got, want = (_csv(one) for one in (reply.content, expected.read_bytes()))
        return "" if got == want else f"{got} is not {want}"
    if reply.type.startswith("text/turtle"):
        made = rdflib.Graph().parse(data=reply.content, format="turtle")
        wanted = rdflib.Graph().parse(expected, publicID=str(result))
        return "" if isomorphic(made, wanted) else f"{reply.content[:500]!r}"
    got_graph = _rows(reply.content, reply.type)
    if expected.suffix in (".ttl", ".rdf"):
        want_graph = _set(rdflib.Graph().parse(expected, publicID=str(result)))
    else:
        want_graph = _rows(expected.read_bytes(), accept)
    return "" if isomorphic(got_graph, want_graph) else _difference(got_graph, want_graph)


def _csv(content: bytes) -> tuple[str, Counter[str]]:
    """Return the columns and the rows; nodes without a name are told apart by nothing here."""
    head, *rows = content.decode().replace("\r\n", "\n").rstrip("\n").split("\n")
    return head, Counter(re.sub(r"_:\w+", "_:", row) for row in rows)


def _rows(content: bytes, media: str) -> rdflib.Graph:
    """Return a result as a graph, a node for each row, so that nodes without names are compared."""
    form = ox.QueryResultsFormat.from_media_type(media.partition(";")[0])
    read = ox.parse_query_results(content, format=form)
    graph = rdflib.Graph()
    if isinstance(read, ox.QueryBoolean):
        graph.add((ROW.verdict, RDF.value, rdflib.Literal(bool(read))))
        return graph
    names = [one.value for one in read.variables]
    for name in names:
        graph.add((ROW.head, ROW.variable, rdflib.Literal(name)))
    for row in read:
        node = rdflib.BNode()
        graph.add((node, RDF.type, ROW.row))
        for name, term in zip(names, row, strict=True):
            if term is not None:
                graph.add((node, ROW[name], _term(term)))
    return graph


def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return _literal(term.value, term.datatype.value)


def _literal(value: str, datatype: str) -> rdflib.Literal:
    """Return a literal, a number in one of the ways in which it can be written."""
    plain = datatype == "http://www.w3.org/2001/XMLSchema#string"
    sort = datatype.rpartition("#")[2]
    with suppress(ValueError, ArithmeticError):
        if sort in ("integer", "decimal"):
            value = f"{Decimal(value).normalize():f}"
        elif sort in ("double", "float"):
            value = repr(float(value))
        elif sort == "boolean":
            value = {"1": "true", "0": "false"}.get(value, value)
    return rdflib.Literal(
        value, datatype=None if plain else rdflib.URIRef(datatype), normalize=False
    )


def _set(told: rdflib.Graph) -> rdflib.Graph:
    """Return a result that is written as RDF as a graph of rows."""
    root = told.value(predicate=RDF.type, object=RS.ResultSet)
    graph = rdflib.Graph()
    verdict = told.value(root, RS.boolean)
    if verdict is not None:
        graph.add((ROW.verdict, RDF.value, verdict))
        return graph
    for name in told.objects(root, RS.resultVariable):
        graph.add((ROW.head, ROW.variable, rdflib.Literal(str(name))))
    for solution in told.objects(root, RS.solution):
        node = rdflib.BNode()
        graph.add((node, RDF.type, ROW.row))
        for binding in told.objects(solution, RS.binding):
            value = told.value(binding, RS.value)
            if isinstance(value, rdflib.Literal) and not value.language and value.datatype:
                value = _literal(str(value), str(value.datatype))
            graph.add((node, ROW[str(told.value(binding, RS.variable))], value))
    return graph


def _difference(got: rdflib.Graph, want: rdflib.Graph) -> str:
    def told(graph: rdflib.Graph) -> str:
        out = io.StringIO()
        for triple in sorted(graph, key=str)[:12]:
            out.write(" ".join(one.n3() for one in triple) + "; ")
        return out.getvalue()

    return f"got {told(got)} WANTED {told(want)}"


def _protocol(test: Test, endpoint: Endpoint) -> str:
    manifest = test.manifest
    for connection in [test.action]:
        requests = manifest.value(connection, HT.requests)
        assert requests is not None
        for request in Collection(manifest, requests):
            if said := _requested(manifest, request, endpoint):
                return said
    return ""


def _requested(manifest: rdflib.Graph, request: rdflib.term.Node, endpoint: Endpoint) -> str:
    address = urlsplit(str(manifest.value(request, HT.absolutePath)))
    headers, found = dict[str, str](), manifest.value(request, HT.headers)
    for header in Collection(manifest, found) if found else []:
        name = str(manifest.value(header, HT.fieldName))
        headers[name.replace("-", "_")] = str(manifest.value(header, HT.fieldValue))
    body, content = manifest.value(request, HT.body), None
    if body is not None:
        encoding = str(manifest.value(body, CNT.characterEncoding) or "UTF-8")
        content = str(manifest.value(body, CNT.chars)).encode(encoding)
    method = str(manifest.value(request, HT.methodName))
    if method == "POST":
        headers.setdefault("Content_Length", str(len(content or b"")))
    reply = endpoint.ask(method, address.query, content, **headers)
    answer = manifest.value(request, HT.resp)
    classes = {str(one)[-3] for one in manifest.objects(answer, MF.expectedStatus)}
    if str(reply.status)[0] not in classes:
        return f"status {reply.status}: {reply.content[:200]!r}"
    want = manifest.value(answer, MF.expectedFormat)
    kinds = {
        "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
        "tabular": tuple(_TYPES.values()),
        "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
    }
    if want is not None and not reply.type.startswith(kinds[str(want)]):
        return f"came as {reply.type}"
    verdict = manifest.value(answer, MF.expectedBoolean)
    if verdict is not None:
        read = ox.parse_query_results(
            reply.content,
            format=ox.QueryResultsFormat.from_media_type(reply.type.partition(";")[0]),
        )
        if bool(read) != verdict.toPython():
            return f"said {bool(read)}"
    return ""
