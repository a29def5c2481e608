"""The addresses of the Reconciliation Service API, in both versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tigraph.errors import RefusedRequestError
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
from tigraph.serving.requests import READ, Reply, Request, as_html, as_json, only

_RECONCILE = "/reconcile"
#: Where a version has its address, the longer ones first.
_PLACES: tuple[tuple[str, Version], ...] = (
    (f"{_RECONCILE}/1.0-draft", "1.0-draft"),
    (_RECONCILE, "0.2"),
)
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, X-Requested-With",
    "Access-Control-Max-Age": "600",
}


def reconciled(desk: Desk, request: Request) -> Reply:
    """Return what is answered at an address that begins like those of the service."""
    path, root = request.path, desk.root.removesuffix(_RECONCILE)
    for place, version in _PLACES:
        if path == place or path.startswith(place + "/"):
            rest = path.removeprefix(place).rstrip("/")
            return _reconcile(replace(desk, root=root + place), version, rest, request)
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
        only(request, *READ, "POST")
        return _called(request, version, _old_root(desk, request))
    if first in ("match", "extend") and not second:
        only(request, "POST")
        answer = matched if first == "match" else extended
        return as_json(answer(desk, "1.0-draft", request.json()))
    only(request, *READ)
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
    if version == "0.2" and request.method in READ and "callback" in request.query:
        text = jsonp(request.query["callback"], value)
        return Reply(text.encode(), "text/javascript; charset=utf-8")
    return as_json(value)


def _needed(query: Mapping[str, str], key: str) -> str:
    if key not in query:
        raise RefusedRequestError(f"`{key}` is missing in the address.")
    return query[key]


def _unknown(path: str) -> RefusedRequestError:
    return RefusedRequestError(f"Nothing is at {path[:80]!r}: / says what is here.", 404)
