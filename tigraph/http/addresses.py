"""Addresses on the web: which are taken, and how much of one may be told."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from tigraph.errors import UsageError

#: Parameters of a query that could be a key or a password.
_SECRET = re.compile(r"token|key$|secret|passw|signature|credential", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Return whether a text is the address of something on the web, and not a file's name.

    >>> is_address("https://geo.api.gouv.fr/epcis"), is_address("epcis.json")
    (True, False)
    """
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", text) is not None


def check(address: str) -> None:
    """Raise `UsageError` for what is no address of http(s), or holds a name or password."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not address.isprintable() or " " in address:
        raise UsageError(f"“{shown(address)}” is no address: it should begin with https://.")
    if parts.username or parts.password:
        raise UsageError(
            f"An address of {host(address)} holds a name or password: tigraph keeps addresses, "
            "so it takes none. Fetch the file another way and give the file."
        )


def public(address: str) -> str:
    """Return an address without what could be a key or password in its query.

    >>> public("https://example.org/x.csv?fields=nom,code&api_key=1234")
    'https://example.org/x.csv?fields=nom,code'
    """
    parts = urlsplit(address)
    asked = [pair for pair in parts.query.split("&") if not _SECRET.search(pair.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(asked), fragment=""))


def shown(address: str) -> str:
    """Return an address as it may stand in a message: no name, no password, no query.

    >>> shown("https://somebody:secret@example.org/x.csv?key=1234")
    'https://example.org/x.csv?…'
    """
    place, asks, _ = address.partition("?")
    scheme, between, rest = place.partition("://")
    server, slash, path = rest.partition("/")
    return f"{scheme}{between}{server.rpartition('@')[2]}{slash}{path}{'?…' if asks else ''}"


def host(address: str) -> str:
    """Return the host, and the port if it is told, of an address.

    >>> host("https://somebody@geo.api.gouv.fr:8080/epcis")
    'geo.api.gouv.fr:8080'
    """
    return urlsplit(address).netloc.rpartition("@")[2]
