"""A SPARQL 1.1 service on the web, asked as a store on this machine is.

`Service.query` returns what a pyoxigraph store returns, so that every verb runs on either.
A name and password, or a token, come from the environment (TIGRAPH_ENDPOINT_USER and
TIGRAPH_ENDPOINT_PASSWORD, or TIGRAPH_ENDPOINT_TOKEN) or from netrc, never from the command
line, and stand in no message.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from tigraph.errors import DataError, UsageError
from tigraph.http.addresses import check, host
from tigraph.http.connections import AGENT, Patience, explained, pool, retries
from tigraph.rdf.sparql import form, tokens

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
    ) -> Answered:
        """Return the service's answer to a query, as pyoxigraph's own classes.

        `prefixes` that the query uses are declared in what is sent. Of `default_graph` the
        named ones are asked beside `graphs`. Raises `SyntaxError` where the service cannot
        read the query, `DataError` where it gives no whole answer.
        """
        named = [g.value for g in default_graph or () if isinstance(g, ox.NamedNode)]
        graphs = [*self.graphs, *named] if self.graphs and not _has_from(query) else []
        fields = [("query", declared(query, prefixes or {}))]
        fields += [("default-graph-uri", graph) for graph in dict.fromkeys(graphs)]
        if graphs:
            every = [*graphs, *self.named]
            fields += [("named-graph-uri", graph) for graph in dict.fromkeys(every)]
        triples = form(query) in ("CONSTRUCT", "DESCRIBE")
        response = self._client.send(
            "POST",
            self.address,
            urlencode(fields).encode(),
            {
                "Accept": _TRIPLES if triples else _RESULTS,
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        self._check(response)
        return self._read(response, triples)

    def contains_named_graph(self, graph_name: ox.NamedNode) -> bool:
        """Return False: all that is asked stands together, whatever graphs it comes from."""
        return False

    def _check(self, response: BaseHTTPResponse) -> None:
        server = host(self.address)
        if response.status == 400:
            raise SyntaxError(f"{server} cannot read the query: {_words(response)}")
        if response.status >= 300:
            raise DataError(refusal(self.address, response))
        for name in _CUT:
            if told := response.headers.get(name):
                raise DataError(
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
            raise DataError(
                f"{host(self.address)} does not answer as a SPARQL 1.1 service: {error}. Is "
                f"{self.address} the address of its queries?"
            ) from None
        copied = store.query(_COPY)
        assert isinstance(copied, ox.QueryTriples)
        return copied


class Client:
    """Requests to one server, with the right to ask where it wants one."""

    def __init__(self, address: str, patience: Patience) -> None:
        self._pool = pool(address)
        self._patience = patience
        self._rights = _rights(address)
        self._challenge = ""

    def send(
        self, method: str, address: str, body: bytes, headers: Mapping[str, str]
    ) -> BaseHTTPResponse:
        """Return the server's response, read whole. Raises `DataError` where there is none.

        A server that asks for a digest (RFC 7616) is given one. Virtuoso asks for it only
        where nothing else was offered: so it is asked once more, with nothing.
        """
        sent = {"User-Agent": AGENT, **headers}
        response = self._request(method, address, body, {**sent, **self._right(method, address)})
        if response.status != 401 or not self._rights[0]:
            return response
        if "WWW-Authenticate" not in response.headers:
            response = self._request(method, address, body, sent)
        self._challenge = response.headers.get("WWW-Authenticate", "")
        if not self._challenge.lower().startswith("digest "):
            return response
        return self._request(method, address, body, {**sent, **self._right(method, address)})

    def _right(self, method: str, address: str) -> dict[str, str]:
        user, password, token = self._rights
        if token:
            return {"Authorization": f"Bearer {token}"}
        if not user:
            return {}
        if self._challenge:
            return {"Authorization": _digest(self._rights, self._challenge, method, address)}
        from urllib3.util import make_headers

        return {"Authorization": make_headers(basic_auth=f"{user}:{password}")["authorization"]}

    def _request(
        self, method: str, address: str, body: bytes, headers: Mapping[str, str]
    ) -> BaseHTTPResponse:
        from urllib3 import Timeout

        patience = self._patience
        with explained(address, patience):
            return self._pool.request(
                method,
                address,
                body=body,
                headers=headers,
                timeout=Timeout(connect=patience.connect, read=patience.read),
                retries=retries(address, patience).new(
                    allowed_methods=None, redirect=0, raise_on_redirect=False
                ),
            )


def _has_from(query: str) -> bool:
    """Whether a query names its graphs itself."""
    return any(token.text.upper() == "FROM" for token in tokens(query) if token.sort == "word")


def declared(query: str, prefixes: Mapping[str, str]) -> str:
    """Return a query with a PREFIX line for each prefix that it uses and does not declare.

    >>> print(declared("ASK { ?s a tig:Post }", {"tig": "https://w3id.org/tigraph/ontology#"}))
    PREFIX tig: <https://w3id.org/tigraph/ontology#>
    ASK { ?s a tig:Post }
    """
    used: dict[str, None] = {}
    own: set[str] = set()
    previous = ""
    for token in tokens(query):
        if token.sort in ("space", "comment"):
            continue
        if token.sort == "pname":
            prefix = token.text.partition(":")[0]
            if previous.upper() == "PREFIX":
                own.add(prefix)
            used.setdefault(prefix)
        previous = token.text
    wanted = [prefix for prefix in used if prefix in prefixes and prefix not in own]
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}>\n" for prefix in wanted) + query


def refusal(address: str, response: BaseHTTPResponse) -> str:
    """Return one line on a response that is none: what the server says, and what to do."""
    server = host(address)
    if response.status in (401, 403):
        return (
            f"{server} does not let you in ({response.status}): set TIGRAPH_ENDPOINT_USER and "
            "TIGRAPH_ENDPOINT_PASSWORD, or TIGRAPH_ENDPOINT_TOKEN, or write netrc, with what it "
            "knows you by."
        )
    if response.status in (404, 405):
        return f"{server} has no such service at {address} ({response.status})."
    if 300 <= response.status < 400:
        return f"{address} has moved to {response.headers.get('Location', 'elsewhere')}: give that."
    return f"{server} answers {response.status}: {_words(response)}"


def _words(response: BaseHTTPResponse) -> str:
    """Return the beginning of what a server says, without mark-up."""
    text = re.sub(r"<[^>]{0,500}>", " ", response.data[:4000].decode("utf-8", "replace"))
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words[:300] or "no reason given."


# ----------------------------------------------------------------------------- rights


def _rights(address: str) -> tuple[str, str, str]:
    """Return user, password and token from the environment or from netrc."""
    user = os.environ.get("TIGRAPH_ENDPOINT_USER", "")
    password = os.environ.get("TIGRAPH_ENDPOINT_PASSWORD", "")
    token = os.environ.get("TIGRAPH_ENDPOINT_TOKEN", "")
    if user or token:
        return user, password, token
    from netrc import NetrcParseError, netrc

    try:
        found = netrc().authenticators(urlsplit(address).hostname or "")
    except NetrcParseError as error:
        raise UsageError(f"netrc cannot be read, line {error.lineno}: {error.msg}.") from None
    except OSError:
        return "", "", ""
    return (found[0], found[2] or "", "") if found else ("", "", "")


def _digest(rights: tuple[str, str, str], challenge: str, method: str, address: str) -> str:
    """Return the digest that a challenge asks for, worked out by the standard library."""
    from urllib.request import (
        HTTPDigestAuthHandler,
        HTTPPasswordMgrWithDefaultRealm,
        Request,
        parse_http_list,
        parse_keqv_list,
    )

    user, password, _ = rights
    passwords = HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, address, user, password)
    asked = parse_keqv_list(parse_http_list(challenge.partition(" ")[2]))
    handler = HTTPDigestAuthHandler(passwords)
    return f"Digest {handler.get_authorization(Request(address, method=method), asked)}"
