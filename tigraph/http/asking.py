"""Questions to a service that answers in JSON, asked as a guest should ask.

Under a name that says who asks, no faster than the service wants it, again only where that
may help and after the pause that the service names, never for longer than a bounded time.
Nothing is followed that leads to another server, and no key or password is sent but the one that
is given for this service: those of the environment are meant for SPARQL services.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
import os
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

from tigraph.errors import DataError, UsageError
from tigraph.http.addresses import check, host, shown
from tigraph.http.client import reason_in
from tigraph.http.connections import (
    AGENT,
    PASSING,
    REDIRECTS,
    Patience,
    explained,
    pool,
    retry_after,
)

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

#: How a guest waits: answers are small, and a person waits for them.
GUEST = Patience(connect=10, read=30, attempts=4, backoff=1, longest_wait=120, largest=2**25)
#: What a service says of a question that it does not take, in place of an answer.
_REFUSING = (400, 413, 422)
_PIECE = 2**16


@dataclass(frozen=True)
class Reply:
    """What a service replied: 200 and the JSON of its answer, or why it takes no such question."""

    status: int
    content: Any = None
    reason: str = ""


@dataclass
class Pace:
    """How soon the next question may be asked: one each `interval` seconds, over all threads."""

    interval: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self) -> None:
        """Return when it is one's turn."""
        with self._lock:
            now = self.clock()
            turn = max(now, self._next)
            self._next = turn + self.interval
        if turn > now:
            self.sleep(turn - now)

    def hold(self, seconds: float) -> None:
        """Let nobody ask for so many seconds."""
        with self._lock:
            self._next = max(self._next, self.clock() + seconds)


#: One pace for each server and process, however many ask it.
_PACES: dict[str, Pace] = {}


def pace_of(address: str, interval: float) -> Pace:
    """Return the pace of the server of an address, the slowest that anybody keeps to there."""
    pace = _PACES.setdefault(host(address), Pace(interval))
    pace.interval = max(pace.interval, interval)
    return pace


def agent(contact: str = "") -> str:
    """Return the name under which tigraph asks, with whom to reach about it if that is told.

    `contact` is an address of mail or of the web; unless given, that of TIGRAPH_CONTACT.
    Raises `UsageError` where it cannot stand in a header.

    >>> agent("https://example.org/lab").endswith(" (https://example.org/lab)")
    True
    """
    contact = contact or os.environ.get("TIGRAPH_CONTACT", "")
    if not contact:
        return AGENT
    if not (contact.isascii() and contact.isprintable()) or set("()") & set(contact):
        raise UsageError(
            "A contact is an address of mail or of the web, in plain letters and without "
            "brackets: see TIGRAPH_CONTACT."
        )
    return f"{AGENT} ({contact})"


def _plain_key(bearer: str) -> str:
    """Return a key; `UsageError`, which does not tell it, where it cannot stand in a header."""
    if not (bearer.isascii() and bearer.isprintable()) or " " in bearer:
        raise UsageError("A key is of plain letters, digits and signs, without spaces.")
    return bearer


class Guest:
    """Asks one service. `whole` is how many seconds an answer may take to come in all.

    `bearer` is a key that is sent to that service alone.
    """

    def __init__(
        self,
        address: str,
        pace: Pace,
        patience: Patience | None = None,
        contact: str = "",
        whole: float = 120,
        bearer: str = "",
    ) -> None:
        check(address)
        self._pool = pool(address)
        self._pace = pace
        self._patience = patience or GUEST
        self._whole = whole
        self._headers = {"User-Agent": agent(contact), "Accept": "application/json"}
        if bearer:
            self._headers["Authorization"] = f"Bearer {_plain_key(bearer)}"

    def get(self, address: str, fields: Mapping[str, str] | None = None) -> Reply:
        """Return the reply to a question in the address."""
        if fields:
            address += f"{'&' if '?' in address else '?'}{urlencode(fields)}"
        return self._ask("GET", address)

    def post_fields(self, address: str, fields: Mapping[str, str]) -> Reply:
        """Return the reply to a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", address, urlencode(fields).encode(), kind)

    def post_json(self, address: str, content: Any, language: str = "") -> Reply:
        """Return the reply to JSON, told in a language where the service has several."""
        kind = {"Content-Type": "application/json"}
        if language:
            kind["Accept-Language"] = language
        return self._ask("POST", address, json.dumps(content).encode(), kind)

    def _ask(
        self, method: str, address: str, body: bytes = b"", more: Mapping[str, str] | None = None
    ) -> Reply:
        """Return a reply; raises `DataError` where none comes, or none that is JSON."""
        headers = {**self._headers, **(more or {})}
        place = address
        for _ in range(REDIRECTS):
            status, content, response = self._tried(method, place, body, headers)
            if status not in (301, 302, 303, 307, 308):
                return self._read(address, status, content, response)
            place = _onward(method, place, status, response)
        raise DataError(f"{shown(address)} is redirected more than {REDIRECTS} times.")

    def _tried(
        self, method: str, address: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, bytes, BaseHTTPResponse]:
        """Return status, content and head of a reply, asked again where that may help."""
        from urllib3.exceptions import ProtocolError, ReadTimeoutError

        last = self._patience.attempts - 1
        for attempt in range(self._patience.attempts):
            self._pace.wait()
            with explained(address, self._patience):
                try:
                    status, content, response = self._once(method, address, body, headers)
                except (ProtocolError, ReadTimeoutError):
                    if attempt == last:
                        raise
                    self._pace.hold(self._pause(attempt))
                    continue
            if status not in PASSING:
                break
            asked = retry_after(address, response, self._patience)
            if attempt < last or asked:
                # Others of this process wait as well, and whoever asks after the last attempt.
                self._pace.hold(self._pause(attempt) if asked is None else asked)
        return status, content, response

    def _pause(self, attempt: int) -> float:
        patience = self._patience
        longest: float = patience.backoff * 2.0**attempt
        return min(longest + random.uniform(0, patience.backoff), patience.longest_wait)

    def _once(
        self, method: str, address: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, bytes, BaseHTTPResponse]:
        from urllib3 import Timeout

        patience = self._patience
        end = time.monotonic() + self._whole
        response = self._pool.request(
            method,
            address,
            body=body or None,
            headers=headers,
            timeout=Timeout(connect=patience.connect, read=patience.read),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        pieces: list[bytes] = []
        size = 0
        try:
            for piece in response.stream(_PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > patience.largest:
                    raise DataError(
                        f"{host(address)} answers with more than {patience.largest:,} bytes: "
                        "it is not read."
                    )
                if time.monotonic() > end:
                    raise DataError(
                        f"{host(address)} did not finish its answer within {self._whole:g} "
                        "seconds. Try again later."
                    )
        except BaseException:
            response.close()  # what is left of it must not be taken for the next answer
            raise
        response.release_conn()
        return response.status, b"".join(pieces), response

    def _read(self, address: str, status: int, content: bytes, response: BaseHTTPResponse) -> Reply:
        server = host(address)
        value = _decoded(content)
        if status in _REFUSING:
            return Reply(status, None, _reason(value) or reason_in(content))
        if status in PASSING:
            raise DataError(
                f"{server} answers {status}, asked {self._patience.attempts} times: "
                f"{_reason(value) or reason_in(content)} Try again later."
            )
        if status == 404:
            raise DataError(f"{server} has no such service at {shown(address)} (404).")
        if status != 200:
            raise DataError(f"{server} answers {status}: {_reason(value) or reason_in(content)}")
        if value is None:
            kind = response.headers.get("Content-Type", "").partition(";")[0] or "no kind told"
            raise DataError(
                f"{shown(address)} answers with something that is not JSON ({kind}). Is it the "
                "address of the service, and not of a page about it?"
            )
        return Reply(status, value)


def _onward(method: str, address: str, status: int, response: BaseHTTPResponse) -> str:
    """Return where a redirection leads on the same server, else raise `DataError`."""
    place = urljoin(address, response.headers.get("Location", ""))
    told, asked = urlsplit(place), urlsplit(address)
    same = told.hostname == asked.hostname and (
        (told.scheme, told.port) == (asked.scheme, asked.port)
        or ((asked.scheme, asked.port), (told.scheme, told.port))
        == (("http", None), ("https", None))
    )
    if not same:
        raise DataError(
            f"{host(address)} sends on to another server, {shown(place)}: not followed. If that "
            "is where the service is now, give that address."
        )
    if method != "GET" and status not in (307, 308):
        raise DataError(f"{shown(address)} has moved to {shown(place)}: give that address.")
    return place


def _decoded(content: bytes) -> Any:
    """Return the value of JSON, None where it is none (`null` is no answer either)."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _reason(value: Any) -> str:
    """Return what a service says of an error in JSON, under the usual keys."""
    if not isinstance(value, dict):
        return ""
    for key in ("erreur", "message", "error", "detail", "details"):
        if isinstance(told := value.get(key), str) and told:
            return " ".join(told.split())[:300]
    return ""
