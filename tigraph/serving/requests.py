"""What a client asks over HTTP and what it is answered, as WSGI has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from tigraph.errors import RefusedRequestError
from tigraph.serving.reconciling.desk import LARGEST

#: Bytes of a body: percent-encoding makes three of most that JSON has.
LARGEST_BODY = 3 * LARGEST
#: Parameters of a request.
_PARAMETERS = 50


@dataclass(frozen=True)
class Reply:
    """An answer: its status, content and headers."""

    content: bytes = b""
    type: str = "text/plain; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The status as HTTP writes it."""
        return f"{self.status} {HTTPStatus(self.status).phrase}"

    def listed(self) -> list[tuple[str, str]]:
        """Return the headers as WSGI has them."""
        own = {"X-Content-Type-Options": "nosniff", **self.headers}
        if self.status != HTTPStatus.NO_CONTENT:
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


def problem(message: str, status: int) -> Reply:
    """Return what is answered to a request that is not taken, with the reason."""
    reply = as_json({"status": status, "error": message}, status)
    return reply.having({"Retry-After": "5"}) if status == HTTPStatus.SERVICE_UNAVAILABLE else reply


class WrongMethodError(RefusedRequestError):
    """A method that is not taken at an address; `allowed` are those that are."""

    def __init__(self, method: str, allowed: Sequence[str]) -> None:
        self.allowed = ", ".join(allowed)
        super().__init__(f"{method[:20]} is not taken here, but {self.allowed}.", 405)


@dataclass(frozen=True)
class Request:
    """What a client asks. `query` are the parameters of the address, the last of each name."""

    method: str
    path: str
    query: Mapping[str, str]
    host: str
    type: str
    body: bytes

    @classmethod
    def of(cls, environ: Mapping[str, Any]) -> Request:
        """Return the request of a WSGI environment, or refuse it."""
        return cls(
            method=environ["REQUEST_METHOD"],
            path=_text(environ.get("PATH_INFO", "").encode("latin-1"), "The path"),
            query=_parameters(environ.get("QUERY_STRING", ""), "The address"),
            host=environ.get("HTTP_HOST", "").strip(),
            type=environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower(),
            body=_body(environ),
        )

    def form(self) -> Mapping[str, str]:
        """Return the fields of a form that was posted, or refuse what is none."""
        if self.type != "application/x-www-form-urlencoded":
            raise RefusedRequestError(
                f"Post a form (application/x-www-form-urlencoded), not {self.type[:80]!r}.", 415
            )
        return _parameters(_text(self.body, "The form"), "The form")

    def json(self) -> bytes:
        """Return the JSON that was posted, or refuse what is said to be something else."""
        if self.type != "application/json" and not self.type.endswith("+json"):
            raise RefusedRequestError(f"Post application/json, not {self.type[:80]!r}.", 415)
        return self.body


def _body(environ: Mapping[str, Any]) -> bytes:
    told = environ.get("CONTENT_LENGTH") or "0"
    length = int(told) if told.isascii() and told.isdigit() else 0
    if length > LARGEST_BODY:
        raise RefusedRequestError(f"More than {LARGEST_BODY:,} bytes: send less at once.", 413)
    content: bytes = environ["wsgi.input"].read(length)
    return content


def _text(content: bytes, what: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise RefusedRequestError(f"{what} is not UTF-8.") from None


def _parameters(text: str, what: str) -> Mapping[str, str]:
    try:
        pairs: Iterable[tuple[str, str]] = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_PARAMETERS
        )
    except UnicodeDecodeError:
        raise RefusedRequestError(f"{what} has %-signs that are not UTF-8.") from None
    except ValueError:
        raise RefusedRequestError(f"{what} has more than {_PARAMETERS} parameters.") from None
    return dict(pairs)
