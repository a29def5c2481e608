"""Suggestions while somebody types: entities, types and properties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tigraph.errors import RefusedRequestError
from tigraph.local import Words
from tigraph.names import folded
from tigraph.serving.reconciling.desk import LONGEST, MOST, Desk, Version, whole_number

_FEW = 10
_word = Words({"date": ("date", "date"), "function": ("function", "fonction")})


def properties(desk: Desk) -> dict[str, str]:
    """Return whatever a name may be matched or extended by, with labels.

    These are the properties of entities, and what may stand beside a name: a kind of area or
    body around it, a date, a function.
    """
    beside = {**desk.matcher.kinds, **{key: _word(key, desk.language) for key in _word}}
    return {**beside, **desk.knowledge.properties()}


def suggested(desk: Desk, version: Version, what: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return suggestions of `what` (entity, type, property) for the parameters of a request.

    `prefix` is what was typed; `cursor` (0.2) or `offset` (1.0) how many to pass over, `limit`
    how many to give. An identifier gives what has it. Raises `RefusedRequestError` where
    something is missing or no number.
    """
    if "prefix" not in asked:
        raise RefusedRequestError("A suggest query has a `prefix`.")
    prefix = asked["prefix"][:LONGEST].strip()
    limit = whole_number(asked.get("limit", _FEW), "`limit`", 1, MOST)
    passed = "offset" if version == "1.0-draft" else "cursor"
    start = whole_number(asked.get(passed, 0), f"`{passed}`", 0, 10_000)
    if what == "entity":
        return {"result": _entities(desk, prefix, start, limit)}
    if what == "type":
        known = desk.matcher.kinds
    elif what == "property":
        known = properties(desk)
    else:
        raise RefusedRequestError(f"Nothing is suggested for {what[:40]!r}.", 404)
    fit = [{"id": key, "name": name} for key, name in known.items() if _fits(prefix, key, name)]
    return {"result": fit[start : start + limit]}


def _entities(desk: Desk, prefix: str, start: int, limit: int) -> list[dict[str, Any]]:
    if not prefix:
        return []
    known = desk.knowledge.thing(prefix) if ":" in prefix else None
    found = [known] if known else desk.knowledge.suggest(prefix, min(start + limit, 1000))
    return [
        {
            "id": one.id,
            "name": one.label,
            "description": one.about or one.kind,
            "notable": [{"id": one.kind, "name": one.kind}],
        }
        for one in found[start : start + limit]
    ]


def _fits(prefix: str, key: str, name: str) -> bool:
    """Return whether an identifier is the one typed, or a word of a name begins so."""
    typed = folded(prefix)
    words = folded(name)
    return not typed or key == prefix or words.startswith(typed) or f" {typed}" in f" {words}"
