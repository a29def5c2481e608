"""What a client asks over HTTP and what it is answered, as ASGI has them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, unquote_to_bytes

from tigraph.errors import RefusedRequestError
from tigraph.serving.reconciling.desk import LARGEST

#: Bytes of a body: percent-encoding makes three of most that JSON has.
LARGEST_BODY = 3 * LARGEST
#: What is told of a service behind this one; which one, and why, whoever runs this is told.
UNANSWERED = "The service that is asked here gives no whole answer: ask again in a while."
#: Parameters of a request.
_PARAMETERS = 50
READ = ("GET", "HEAD")
FORM = "application/x-www-form-urlencoded"


class GoneError(Exception):
    """A client that is gone before it was answered, or before it had asked."""


@dataclass(frozen=True)
class Reply:
    """An answer: its status, content and headers."""

    content: bytes = b""
    type: str = "text/plain; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def listed(self, *, sized: bool = True) -> list[tuple[str, str]]:
        """Return the headers, names and values; with what it has, where it is `sized`."""
        own = {"X-Content-Type-Options": "nosniff", **self.headers}
        if sized and self.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
            own |= {"Content-Type": self.type, "Content-Length": str(len(self.content))}
        return list(own.items())

    def having(self, headers: Mapping[str, str]) -> Reply:
        """Return the same with more headers."""
        return replace(self, headers={**self.headers, **headers})


def as_json(value: Any, status: int = 200) -> Reply:
    """Return an answer of JSON."""
    content = json.dumps(value, ensure_ascii=False).encode()
    return Reply(content, "application/json; charset=utf-8", status)


def as_html(page: str) -> Reply:
    """Return an answer of HTML, which runs nothing and loads nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"
    return Reply(page.encode(), "text/html; charset=utf-8").having(
        {"Content-Security-Policy": policy, "X-Robots-Tag": "noindex"}
    )


def problem(message: str, status: int, **more: Any) -> Reply:
    """Return what is answered to a request that is not taken, with the reason (RFC 9457)."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    content = json.dumps({**told, "detail": message, **more}, ensure_ascii=False).encode()
    reply = Reply(content, "application/problem+json", status)
    return reply.having({"Retry-After": "5"}) if status == HTTPStatus.SERVICE_UNAVAILABLE else reply


class WrongMethodError(RefusedRequestError):
    """A method that is not taken at an address; `allowed` are those that are."""

    def __init__(self, method: str, allowed: Sequence[str]) -> None:
        self.allowed = ", ".join(allowed)
        super().__init__(f"{method[:20]} is not taken here, but {self.allowed}.", 405)


@dataclass(frozen=True)
class Request:
    """What a client asks. `root` is the address of the server as the client knows it.

    `pairs` are the parameters of the address, `query` the last of each name.
    """

    method: str
    path: str
    pairs: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    root: str
    body: bytes

    @classmethod
    async def of(cls, scope: Mapping[str, Any], receive: Any, most: int = LARGEST_BODY) -> Request:
        """Return a request of ASGI once it is whole, or refuse it."""
        headers = scope.get("told") or headers_of(scope)
        body = (
            await _body(headers, receive, most) if scope["method"] not in ("GET", "HEAD") else b""
        )
        return cls(
            method=scope["method"],
            path=_path(scope),
            pairs=_parameters(scope["query_string"].decode("latin-1"), "The address"),
            headers=headers,
            root=scope.get("root", ""),
            body=body,
        )

    @property
    def query(self) -> Mapping[str, str]:
        """The parameters of the address, the last of each name."""
        return dict(self.pairs)

    @property
    def type(self) -> str:
        """The media type of what was posted, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def form_pairs(self) -> Sequence[tuple[str, str]]:
        """Return the fields of a form that was posted, or refuse what is none."""
        if self.type != FORM:
            raise RefusedRequestError(f"Post a form ({FORM}), not {self.type[:80]!r}.", 415)
        return _parameters(_text(self.body, "The form"), "The form")

    def form(self) -> Mapping[str, str]:
        """Return the fields of a form that was posted, the last of each name."""
        return dict(self.form_pairs())

    def json(self) -> bytes:
        """Return the JSON that was posted, or refuse what is said to be something else."""
        if self.type != "application/json" and not self.type.endswith("+json"):
            raise RefusedRequestError(f"Post application/json, not {self.type[:80]!r}.", 415)
        return self.body

    def text(self) -> str:
        """Return what was posted as a text, or refuse what is not UTF-8."""
        return _text(self.body, "What was posted")


def headers_of(scope: Mapping[str, Any]) -> dict[str, str]:
    """Return the headers of a request, by their names in lower case."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1")
        text = value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


async def _body(headers: Mapping[str, str], receive: Any, most: int) -> bytes:
    too_much = RefusedRequestError(f"More than {most:,} bytes: send less at once.", 413)
    told = headers.get("content-length", "0")
    if told.isascii() and told.isdigit() and int(told[:12]) > most:
        raise too_much
    pieces, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneError
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > most:
            raise too_much
        more = message.get("more_body", False)
    return b"".join(pieces)


def _path(scope: Mapping[str, Any]) -> str:
    raw: bytes = scope["raw_path"]
    return _text(unquote_to_bytes(raw) if b"%" in raw else raw, "The path")


def _text(content: bytes, what: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise RefusedRequestError(f"{what} is not UTF-8.") from None


def _parameters(text: str, what: str) -> Sequence[tuple[str, str]]:
    try:
        if "&" not in text and "=" in text:
            name, _, value = text.partition("=")
            return [(_decoded(name), _decoded(value))]
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_PARAMETERS)
    except UnicodeDecodeError:
        raise RefusedRequestError(f"{what} has %-signs that are not UTF-8.") from None
    except ValueError:
        raise RefusedRequestError(f"{what} has more than {_PARAMETERS} parameters.") from None


def _decoded(text: str) -> str:
    return unquote(text.replace("+", " "), errors="strict")


def only(request: Request, *methods: str) -> None:
    """Refuse a request by another method."""
    if request.method not in methods:
        raise WrongMethodError(request.method, methods)
