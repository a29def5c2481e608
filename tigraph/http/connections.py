"""Connections to servers on the web: proxies, patience, and errors that say what to do."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tigraph import __version__
from tigraph.errors import DataError
from tigraph.http.addresses import host, shown

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager, Retry

AGENT = f"tigraph/{__version__}"
REDIRECTS = 10
#: Busy, or broken for a moment: worth asking again.
PASSING = (429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, how often to try, and how large a file may be, in bytes.

    What comes more slowly than `slowest`, in bytes a second, is not waited for.
    """

    connect: float = 10
    read: float = 60
    attempts: int = 4
    backoff: float = 1
    longest_wait: int = 120
    largest: int = 2**31
    slowest: int = 256


def pool(address: str) -> PoolManager:
    """Return connections through the proxy that the environment names, if any."""
    from urllib.request import getproxies, proxy_bypass

    from urllib3 import PoolManager, ProxyManager
    from urllib3.util import make_headers, parse_url

    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme)
    if not proxy or proxy_bypass(parts.hostname or ""):
        return PoolManager()
    auth = unquote(parse_url(proxy).auth or "")
    return ProxyManager(proxy, proxy_headers=make_headers(proxy_basic_auth=auth) if auth else None)


def retries(address: str, patience: Patience) -> Retry:
    """Return how requests are repeated: counted, with pauses, and as a server asks."""
    from urllib3 import Retry

    class Polite(Retry):
        """Waits as long as a server asks, or says that it asks too much."""

        def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
            return retry_after(address, response, patience)

    again = patience.attempts - 1
    return Polite(
        total=None,
        connect=min(again, 1),  # no such host, connection refused: soon known
        read=again,
        status=again,
        other=0,
        redirect=REDIRECTS,
        status_forcelist=PASSING,
        backoff_factor=patience.backoff,
        backoff_jitter=patience.backoff,
        backoff_max=patience.longest_wait,
        raise_on_status=False,
    )


def retry_after(address: str, response: BaseHTTPResponse, patience: Patience) -> float | None:
    """Return how many seconds a server asks to wait, None where it does not say.

    Raises `DataError` where that is longer than anybody should wait.
    """
    from urllib3 import Retry
    from urllib3.exceptions import InvalidHeader

    try:
        seconds = Retry().get_retry_after(response)
    except InvalidHeader:
        return None
    if seconds is not None and seconds >= patience.longest_wait:
        raise DataError(
            f"{host(address)} is busy and asks to come back later "
            f"(Retry-After: {response.headers['Retry-After']}). Try again then."
        )
    return seconds


@contextmanager
def explained(address: str, patience: Patience) -> Iterator[None]:
    """Turn the errors of a transfer into one line that says what to do."""
    from urllib3 import exceptions as failures

    try:
        yield
    except failures.MaxRetryError as error:
        raise DataError(_failure(error.reason, address, patience)) from None
    except (failures.LocationValueError, failures.URLSchemeUnknown):
        raise DataError(
            f"{shown(address)} leads to an address that is not http(s): not followed."
        ) from None
    except failures.HTTPError as error:
        raise DataError(_failure(error, address, patience)) from None


def _failure(error: Exception | None, address: str, patience: Patience) -> str:
    from urllib3 import exceptions as failures

    place, server = shown(address), host(address)
    offline = "Check the connection; layers that are built already work without it."
    told: Mapping[type[Exception], str] = {
        failures.ResponseError: f"{place} is redirected more than {REDIRECTS} times: "
        "check the address.",
        failures.NameResolutionError: f"Cannot find {server}: no connection, or no such host. "
        f"{offline}",
        failures.NewConnectionError: f"Cannot reach {server}. {offline}",
        failures.ConnectTimeoutError: f"Cannot reach {server} within {patience.connect:g} seconds. "
        f"{offline}",
        failures.ProxyError: f"Cannot reach {server} through the proxy that the environment names.",
        failures.ReadTimeoutError: f"{server} sent nothing for {patience.read:g} seconds, "
        f"{patience.attempts} times. Try again later.",
        failures.SSLError: f"No secure connection to {server}: its certificate "
        "is not trusted here.",
        failures.ProtocolError: f"{place} was cut short {patience.attempts} times. "
        "Try again later.",
    }
    for kind, message in told.items():
        if isinstance(error, kind):
            return message
    return f"{place} cannot be fetched: {type(error).__name__}."
