"""Programs of others ask the endpoint: SPARQLWrapper, rdflib, curl, R."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from checkout import needs
from served import asked
from tigraph.graph import Graph

BOLE = "https://w3id.org/tigraph/id/person/cedric-bole"
LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
NAME = f"SELECT ?name {{ <{BOLE}> {LABEL} ?name }}"


@pytest.fixture(scope="module")
def address(graph: Graph) -> Iterator[str]:
    with asked(graph) as site:
        yield f"{site.address}/sparql"


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV])
def test_sparqlwrapper_gets_rows_by_each_method(address: str, method: str, form: str) -> None:
    client = SPARQLWrapper(address)
    client.setMethod(method)
    client.setReturnFormat(form)
    client.setQuery(NAME)
    found = client.queryAndConvert()
    told = found.toxml() if form == XML else found.decode() if form == CSV else str(found)
    assert "Cédric Bôle" in told


def test_sparqlwrapper_posts_gets_graphs_and_hears_what_is_wrong(address: str) -> None:
    client = SPARQLWrapper(address)
    client.setMethod(POST)
    client.setRequestMethod(POSTDIRECTLY)
    client.setReturnFormat(TURTLE)
    client.setQuery(f"CONSTRUCT WHERE {{ <{BOLE}> {LABEL} ?name }}")
    made = rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")
    assert len(made) == 1
    client.setQuery("SELECT {")
    with pytest.raises(QueryBadFormed):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_it_like_a_graph(address: str, graph: Graph, method: str) -> None:
    there = rdflib.Graph(SPARQLStore(address, method=method))
    found = set(there.triples((rdflib.URIRef(BOLE), None, None)))
    assert len(found) == len(list(graph.query(f"SELECT ?p ?o {{ <{BOLE}> ?p ?o }}"))) > 1
    assert [str(row[0]) for row in there.query(NAME)] == ["Cédric Bôle"]


def test_curl_and_r_read_a_table(address: str) -> None:
    told = ["--silent", "-H", "Accept: text/csv", "--data-urlencode", f"query={NAME}", address]
    got = subprocess.run([needs("curl"), *told], capture_output=True, check=True)
    assert got.stdout.decode() == "name\r\nCédric Bôle\r\n"
    script = (
        f"d <- read.csv(url('{address}?query={quote(NAME, safe='')}', "
        "headers = c(Accept = 'text/csv'), method = 'libcurl'), encoding = 'UTF-8'); "
        "cat(nrow(d), names(d))"
    )
    r = subprocess.run([needs("Rscript"), "-e", script], capture_output=True, check=True)
    assert r.stdout.decode() == "1 name"
