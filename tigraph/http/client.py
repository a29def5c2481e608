"""What is sent to a SPARQL service, and the errors that it answers."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tigraph.errors import UsageError
from tigraph.http.addresses import host
from tigraph.http.connections import AGENT, Patience, explained, pool, retries

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse


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
    return f"{server} answers {response.status}: {reason_in(response.data)}"


def reason_in(content: bytes) -> str:
    """Return the beginning of what a server says, without mark-up."""
    text = re.sub(r"<[^>]{0,500}>", " ", content[:4000].decode("utf-8", "replace"))
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words[:300] or "no reason given."


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
