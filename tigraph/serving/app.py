"""What is answered at which address: a WSGI application over a desk.

`/reconcile` is the Reconciliation Service API: its manifest is that of 0.2, which the programs
of today read, and the routes of the draft of 1.0 stand beside those of 0.2. The draft says of no
way to choose between two manifests of an address, so `/reconcile/1.0-draft` is an address of
its own, with the routes of the draft alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from tigraph.errors import RefusedRequestError, UsageError
from tigraph.linking import Matcher, Sought
from tigraph.rdf.vocabulary import ENTITY, ONTOLOGY
from tigraph.serving import pages
from tigraph.serving.bounded import BoundedKnowledge, BoundedMatches, Clock
from tigraph.serving.hosts import Hosts
from tigraph.serving.knowledge import GraphKnowledge
from tigraph.serving.reconciling import (
    Desk,
    extended,
    flyout,
    jsonp,
    manifest,
    matched,
    preview,
    proposed,
    suggested,
)
from tigraph.serving.reconciling.desk import Version
from tigraph.serving.requests import (
    Reply,
    Request,
    WrongMethodError,
    as_html,
    as_json,
    problem,
)
from tigraph.stores import Ground

#: A request that is to be answered within so many seconds.
SECONDS = 30.0
_RECONCILE, _PAGE = "/reconcile", "/entity/"
#: Where a version has its address, the longer ones first.
_PLACES: tuple[tuple[str, Version], ...] = (
    (f"{_RECONCILE}/1.0-draft", "1.0-draft"),
    (_RECONCILE, "0.2"),
)
_READ = ("GET", "HEAD")
#: Any page may ask the service, as its specification wants it.
_CORS = {"Access-Control-Allow-Origin": "*"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, X-Requested-With",
    "Access-Control-Max-Age": "600",
}
Start: TypeAlias = Callable[[str, list[tuple[str, str]]], Any]


def desk_of(ground: Ground, matcher: Any = None) -> Desk:
    """Return the desk of a ground, with its matcher, which has read the names by then."""
    matcher = matcher or Matcher.of(ground)
    for _ in matcher.match_many([Sought("tigraph")]):
        pass
    return Desk(
        matcher=matcher,
        knowledge=GraphKnowledge(ground),
        root="",
        view="",
        name="tigraph",
        space=ENTITY,
        schema=ONTOLOGY,
        language=ground.language,
    )


class App:
    """Answers requests, many side by side; `tell` is told of faults of its own."""

    def __init__(
        self,
        desk: Desk,
        hosts: Hosts,
        tell: Callable[[Exception], None] = lambda _: None,
        seconds: float = SECONDS,
    ) -> None:
        self._desk = desk
        self._hosts = hosts
        self._tell = tell
        self._seconds = seconds
        self._turn = threading.Lock()

    def __call__(self, environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
        """Answer a request as WSGI has it."""
        open_to_all = environ.get("PATH_INFO", "").startswith(_RECONCILE)
        try:
            reply = self._answer(Request.of(environ))
        except RefusedRequestError as error:
            reply = problem(str(error), error.status)
            if isinstance(error, WrongMethodError):
                reply = reply.having({"Allow": error.allowed})
            open_to_all = open_to_all and error.status != 421
        except UsageError as error:
            reply = problem(str(error), 400)
        except Exception as error:
            self._tell(error)
            reply = problem("A fault of tigraph: whoever runs it is told.", 500)
        if open_to_all:
            reply = reply.having(_CORS)
        start(reply.line, reply.listed())
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else reply.content]

    def _answer(self, request: Request) -> Reply:
        root = self._hosts.root(request.host)
        clock = Clock(self._seconds)
        desk = replace(
            self._desk,
            matcher=BoundedMatches(self._desk.matcher, self._turn, clock),
            knowledge=BoundedKnowledge(self._desk.knowledge, clock),
            root=root + _RECONCILE,
            view=root + _PAGE + "{id}",
        )
        path = request.path
        for place, version in _PLACES:
            if path == place or path.startswith(place + "/"):
                rest = path.removeprefix(place).rstrip("/")
                return _reconcile(replace(desk, root=root + place), version, rest, request)
        if path == "/":
            _only(request, *_READ)
            return as_html(pages.front(desk, request.query.get("q", "")[:500]))
        if path == "/healthz":
            _only(request, *_READ)
            return as_json({"status": "ok"})
        if path == "/robots.txt":
            _only(request, *_READ)
            return Reply(b"User-agent: *\nDisallow: /\n")
        if path.startswith(_PAGE):
            _only(request, *_READ)
            return as_html(pages.entity(desk, path.removeprefix(_PAGE)))
        raise _unknown(path)


def _reconcile(desk: Desk, version: Version, rest: str, request: Request) -> Reply:
    """Return what the Reconciliation Service API answers at a path within its address."""
    if request.method == "OPTIONS":
        return Reply(status=204).having(_PREFLIGHT)
    _, first, second, *more = (*rest.split("/"), "", "")
    old = version == "0.2"
    query = request.query
    if more[:-2] or (first not in ("suggest", "flyout", "extend") and second):
        raise _unknown(request.path)
    if not first and old:
        _only(request, *_READ, "POST")
        return _called(request, version, _old_root(desk, request))
    if first in ("match", "extend") and not second:
        _only(request, "POST")
        answer = matched if first == "match" else extended
        return as_json(answer(desk, "1.0-draft", request.json()))
    _only(request, *_READ)
    if not first:
        return as_json({**manifest(desk, version), "versions": [version]})
    if first == "suggest":
        new = not old or ("offset" in query and "cursor" not in query)
        told = suggested(desk, "1.0-draft" if new else version, second, query)
        return _called(request, version, told)
    if first == "extend" and second == "propose":
        return _called(request, version, proposed(desk, query))
    if first == "flyout" and old:
        return _called(request, version, flyout(desk, second, _needed(query, "id")))
    if first == "preview":
        return as_html(preview(desk, _needed(query, "id")))
    raise _unknown(request.path)


def _old_root(desk: Desk, request: Request) -> Any:
    """Return what 0.2 answers at its address: matches, values, or the manifest."""
    told = request.query
    if request.method == "POST":
        if request.type == "application/json":
            raise RefusedRequestError(
                "Version 0.2 takes a form here; the draft of 1.0 takes JSON at /match.", 415
            )
        told = {**told, **request.form()}
    if "queries" in told:
        return matched(desk, "0.2", told["queries"])
    if "extend" in told:
        return extended(desk, "0.2", told["extend"])
    if request.method == "POST":
        raise RefusedRequestError("The form has neither `queries` nor `extend`.")
    if "query" in told:
        raise RefusedRequestError("Ask for `queries`, a batch: 0.2 has no `query` by itself.")
    return manifest(desk, "0.2")


def _called(request: Request, version: Version, value: Any) -> Reply:
    """Return JSON, as a call where 0.2 is asked for one."""
    if version == "0.2" and request.method in _READ and "callback" in request.query:
        text = jsonp(request.query["callback"], value)
        return Reply(text.encode(), "text/javascript; charset=utf-8")
    return as_json(value)


def _needed(query: Mapping[str, str], key: str) -> str:
    if key not in query:
        raise RefusedRequestError(f"`{key}` is missing in the address.")
    return query[key]


def _only(request: Request, *methods: str) -> None:
    if request.method not in methods:
        raise WrongMethodError(request.method, methods)


def _unknown(path: str) -> RefusedRequestError:
    return RefusedRequestError(f"Nothing is at {path[:80]!r}: / says what is here.", 404)
