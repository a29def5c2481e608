"""A SPARQL 1.1 service on the web, asked as a store on this machine is.

`Service.query` returns what a pyoxigraph store returns, so that every verb runs on either.
A name and password, or a token, come from the environment (TIGRAPH_ENDPOINT_USER and
TIGRAPH_ENDPOINT_PASSWORD, or TIGRAPH_ENDPOINT_TOKEN) or from netrc, never from the command
line, and stand in no message.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox

from tigraph.errors import DataError, ServiceError
from tigraph.http import Client, Patience, reason_in, refusal
from tigraph.http.addresses import check, host
from tigraph.rdf import declared, form, has_from

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

Graphs = Sequence[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
Answered = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_JSON = ox.QueryResultsFormat.JSON
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_COPY = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
#: How Virtuoso says that it gave only the first rows.
_CUT = ("X-SPARQL-MaxRows", "X-SQL-State")


class Service:
    """A SPARQL 1.1 service. `graphs` are the named graphs asked; none: the service's own choice.

    Where a query is asked over several graphs, they are named to the service
    (`default-graph-uri`), so that what it holds besides is not seen. GRAPH sees them too,
    and those of `named`.
    """

    named: tuple[str, ...] = ()

    def __init__(
        self, address: str, graphs: Iterable[str] = (), patience: Patience | None = None
    ) -> None:
        check(address)
        self.address = address
        self.graphs = tuple(graphs)
        self.patience = patience or Patience(read=600, attempts=2)
        self._client = Client(address, self.patience)

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graph: Graphs | None = None,
        dataset: tuple[Sequence[str], Sequence[str]] | None = None,
    ) -> Answered:
        """Return the service's answer to a query, as pyoxigraph's own classes.

        `prefixes` that the query uses are declared in what is sent. Of `default_graph` the
        named ones are asked beside `graphs`; `dataset`, default graphs and named ones, is asked
        in place of all others. Raises `SyntaxError` where the service cannot read the query,
        `ServiceError` where it gives no whole answer.
        """
        default, named = dataset or self._dataset(query, default_graph)
        fields = [("query", declared(query, prefixes or {}))]
        fields += [("default-graph-uri", graph) for graph in dict.fromkeys(default)]
        fields += [("named-graph-uri", graph) for graph in dict.fromkeys(named)]
        triples = form(query) in ("CONSTRUCT", "DESCRIBE")
        headers = {
            "Accept": _TRIPLES if triples else _RESULTS,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            response = self._client.send("POST", self.address, urlencode(fields).encode(), headers)
        except DataError as error:
            raise ServiceError(str(error)) from None
        self._check(response)
        return self._read(response, triples)

    def wait(self, seconds: float) -> None:
        """Wait so long for an answer from now on, and ask once."""
        self.patience = replace(self.patience, read=seconds, attempts=1)
        self._client = Client(self.address, self.patience)

    def _dataset(self, query: str, more: Graphs | None) -> tuple[Sequence[str], Sequence[str]]:
        """Return the graphs that a query is asked over; none where it, or nobody, says which."""
        if not self.graphs or has_from(query):
            return (), ()
        graphs = [*self.graphs, *(g.value for g in more or () if isinstance(g, ox.NamedNode))]
        return graphs, [*graphs, *self.named]

    def contains_named_graph(self, graph_name: ox.NamedNode) -> bool:  # noqa: ARG002  # as ox.Store
        """Return False: all that is asked stands together, whatever graphs it comes from."""
        return False

    def _check(self, response: BaseHTTPResponse) -> None:
        server = host(self.address)
        if response.status == 400:
            raise SyntaxError(f"{server} cannot read the query: {reason_in(response.data)}")
        if response.status >= 300:
            raise ServiceError(refusal(self.address, response))
        for name in _CUT:
            if told := response.headers.get(name):
                raise ServiceError(
                    f"{server} gave only a part of the answer ({name}: {told}): ask for less, or "
                    "let the service give more rows."
                )

    def _read(self, response: BaseHTTPResponse, triples: bool) -> Answered:
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        try:
            if not triples:
                if kind not in (_RESULTS, "application/json"):
                    raise SyntaxError(f"it is {kind or 'of no kind'}")
                read = partial(ox.parse_query_results, response.data, format=_JSON)
                if isinstance(found := read(), ox.QuerySolutions):
                    deque(found, 0)  # rows are read as they are taken: an error must come now
                return read()
            rdf_format = ox.RdfFormat.from_media_type(kind)
            if rdf_format is None:
                raise SyntaxError(f"it is {kind or 'of no kind'}")
            store = ox.Store()
            store.bulk_load(input=response.data, format=rdf_format)
        except (SyntaxError, ValueError) as error:
            raise ServiceError(
                f"{host(self.address)} does not answer as a SPARQL 1.1 service: {error}. Is "
                f"{self.address} the address of its queries?"
            ) from None
        copied = store.query(_COPY)
        assert isinstance(copied, ox.QueryTriples)
        return copied


# ----------------------------------------------------------------------------- rights
