"""Under which addresses a server is asked: whoever asks under another name is not answered.

A page of the web can have its own name point at this machine, and would then read here what is
not meant for it; but it cannot choose what the browser says whom it asks for.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tigraph.errors import RefusedRequestError, UsageError

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?P<port>:\d{1,5})?")


@dataclass(frozen=True)
class Hosts:
    """Names that this server answers to; numbers it always answers to, for no page bears one.

    `url` is where it is seen from outside, without a slash at the end, "" for wherever it is
    asked; `usual` is where it is asked where a client does not say.
    """

    names: frozenset[str]
    usual: str
    url: str = ""

    @classmethod
    def of(cls, host: str, port: int, url: str = "") -> Hosts:
        """Return the names of a server that listens at a host and a port.

        Raises `UsageError` for a `url` that is none.
        """
        names = {"localhost", host.lower()}
        if not _is_loopback(host):
            names.add(socket.gethostname().lower())
        outside = url.rstrip("/")
        if outside:
            parts = _parts(outside)
            names.add(parts)
        shown = f"[{host}]" if ":" in host else host
        return cls(frozenset(names), f"http://{shown}:{port}", outside)

    def root(self, asked: str) -> str:
        """Return where the server is for a client that asks for a host (of HTTP, or "").

        Raises `RefusedRequestError` (421) for a name that is not this server's.
        """
        if not asked:
            return self.url or self.usual
        match = _HOST.fullmatch(asked)
        name = match["name"].lower() if match else ""
        if not match or not (name in self.names or _is_number(name)):
            raise RefusedRequestError(
                f"This server is not {asked[:80]!r}: ask for {self.url or self.usual}, or begin "
                "it with --url.",
                421,
            )
        return self.url or f"http://{asked.lower()}"


def is_open(host: str) -> bool:
    """Return whether others than this machine can ask a server that listens at a host."""
    return not _is_loopback(host)


def _parts(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment or parts.username or not url.isascii():
        raise UsageError(f"--url {url}: give an address such as https://graph.example.org/tigraph.")
    return str(parts.hostname).lower()


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    return _is_number(host) and ipaddress.ip_address(host).is_loopback


def family_of(host: str, port: int) -> Iterable[tuple[socket.AddressFamily, tuple[str, int]]]:
    """Yield how a host is listened at; raises `UsageError` where there is no such host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise UsageError(f"--host {host}: no such host ({error}).") from None
    for family, _, _, _, address in found:
        yield family, (str(address[0]), int(address[1]))
