"""Reconciliation queries: batches in, candidates with their features out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tigraph.errors import RefusedRequestError
from tigraph.linking import Candidate, Match, Sought
from tigraph.rdf.vocabulary import curie
from tigraph.serving.reconciling.desk import (
    BATCH,
    LONGEST,
    MOST,
    Desk,
    Thing,
    Version,
    checked_batch,
    parsed,
    whole_number,
)

_FEW = 10
_OLD_KEYS = {"query", "type", "limit", "properties", "type_strict"}
_NEW_KEYS = {"conditions", "type", "limit", "lang", "dir"}


@dataclass(frozen=True)
class _Query:
    """A query of either version. `required` are properties that must agree."""

    name: str = ""
    id: str = ""
    kinds: tuple[str, ...] = ()
    limit: int = _FEW
    context: Mapping[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()


def matched(desk: Desk, version: Version, content: str | bytes) -> dict[str, Any]:
    """Return the result batch of a query batch, both in the form of a version.

    Raises `RefusedRequestError` for a batch that is malformed or too large, and for types that
    the service does not have. A name that is too long to be one has no candidates.
    """
    batch = parsed(content)
    if version == "1.0-draft":
        listed = batch.get("queries") if isinstance(batch, dict) else None
        if not isinstance(listed, list):
            raise RefusedRequestError("A batch is an object whose `queries` are an array.")
        checked_batch(len(listed), BATCH, "queries")
        queries = [_new(desk, f"query {n}", one) for n, one in enumerate(listed)]
        return {"results": [{"candidates": one} for one in _answers(desk, queries)]}
    if not isinstance(batch, dict):
        raise RefusedRequestError("A batch is an object of queries by key.")
    checked_batch(len(batch), BATCH, "queries")
    queries = [_old(desk, f"query {key[:40]}", one) for key, one in batch.items()]
    answers = _answers(desk, queries)
    return {key: {"result": one} for key, one in zip(batch, answers, strict=True)}


# --------------------------------------------------------------------------- reading


def _old(desk: Desk, what: str, told: Any) -> _Query:
    _check_keys(what, told, _OLD_KEYS)
    properties = told.get("properties") or []
    name = told.get("query", "")
    if not isinstance(name, str) or not isinstance(properties, list):
        raise RefusedRequestError(f"{what}: `query` is a text, `properties` are an array.")
    if "query" not in told and not properties:
        raise RefusedRequestError(f"{what} has neither `query` nor `properties`.")
    context = {}
    for one in properties:
        if not isinstance(one, dict) or not isinstance(one.get("pid"), str) or "v" not in one:
            raise RefusedRequestError(f"{what}: a property has `pid` and `v`.")
        context[one["pid"]] = _text(what, one["v"])
    kinds = told.get("type") or []
    return _Query(
        name,
        kinds=_kinds(desk, what, [kinds] if isinstance(kinds, str) else kinds),
        limit=_limit(what, told),
        context=context,
    )


def _new(desk: Desk, what: str, told: Any) -> _Query:
    _check_keys(what, told, _NEW_KEYS)
    conditions = told.get("conditions")
    if not isinstance(conditions, list) or not conditions:
        raise RefusedRequestError(f"{what} has no `conditions`.")
    names: dict[str, str] = {"name": "", "id": ""}
    context, required = {}, set()
    for one in conditions:
        if not isinstance(one, dict) or "propertyValue" not in one:
            raise RefusedRequestError(f"{what}: a condition has `matchType` and `propertyValue`.")
        if one.get("matchQuantifier", "any") != "any":
            raise RefusedRequestError(f"{what}: only the quantifier `any` is known here.")
        key = one.get("matchType")
        if key == "property" and isinstance(one.get("propertyId"), str):
            context[one["propertyId"]] = _text(what, one["propertyValue"])
            if one.get("required") is True:
                required.add(one["propertyId"])
        elif key in names:
            names[key] = _text(what, one["propertyValue"])
        else:
            raise RefusedRequestError(f"{what}: a condition is of a name, an id or a property.")
    kind = told.get("type")
    if kind is not None and not isinstance(kind, str):
        raise RefusedRequestError(f"{what}: a type is a text.")
    return _Query(
        names["name"],
        names["id"],
        _kinds(desk, what, [kind] if kind else []),
        _limit(what, told),
        context,
        frozenset(required),
    )


def _check_keys(what: str, told: Any, known: set[str]) -> None:
    """Refuse what is no object, or has keys that the version does not: they would be lost."""
    if not isinstance(told, dict):
        raise RefusedRequestError(f"{what} is no object.")
    for key in told.keys() - known:
        raise RefusedRequestError(
            f"{what}: no key {key[:80]!r} is known, but {', '.join(sorted(known))}."
        )


def _kinds(desk: Desk, what: str, told: Any) -> tuple[str, ...]:
    known = desk.matcher.kinds
    if not isinstance(told, list) or not all(isinstance(kind, str) for kind in told):
        raise RefusedRequestError(f"{what}: a type is a text.")
    for kind in told:
        if kind not in known:
            raise RefusedRequestError(
                f"{what}: no type {kind[:80]!r} here. There are: {', '.join(known)}."
            )
    return tuple(dict.fromkeys(told))


def _limit(what: str, told: Mapping[str, Any]) -> int:
    limit = told.get("limit")
    return _FEW if limit is None else whole_number(limit, f"{what}: `limit`", 1, MOST)


def _text(what: str, value: Any) -> str:
    """Return a property value as text; of several, the first that says something."""
    if isinstance(value, list):
        return next(filter(None, (_text(what, one) for one in value[:MOST])), "")
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        name = value.get("name")
        return name if isinstance(name, str) and name else str(value["id"])
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:.15g}"
    if isinstance(value, str):
        return value[:LONGEST]
    raise RefusedRequestError(f"{what}: a value is a text, a number, a truth value or an entity.")


# -------------------------------------------------------------------------- answering


def _answers(desk: Desk, queries: list[_Query]) -> list[list[dict[str, Any]]]:
    """Return the candidates of each query, those with names asked of the matcher together."""
    named = {n: one for n, one in enumerate(queries) if one.name.strip() and not one.id}
    own = {n: _by_identifier(desk, one) for n, one in enumerate(queries)}
    asked = [n for n, one in named.items() if not own[n] and len(one.name) <= LONGEST]
    most = max((_wanted(queries[n]) for n in asked), default=_FEW)
    sought = (
        Sought(
            queries[n].name,
            queries[n].kinds[0] if len(queries[n].kinds) == 1 else "",
            queries[n].context,
        )
        for n in asked
    )
    matches = dict(zip(asked, desk.matcher.match_many(sought, most), strict=True))
    return [
        own[n] or (_candidates(desk, query, matches[n]) if n in matches else [])
        for n, query in enumerate(queries)
    ]


def _wanted(query: _Query) -> int:
    """Return how many candidates to ask for, more where some may be sorted out."""
    narrowed = len(query.kinds) > 1 or query.required
    return MOST if narrowed else query.limit


def _by_identifier(desk: Desk, query: _Query) -> list[dict[str, Any]]:
    """Return the entity whose identifier here stands in the query, or in place of a name."""
    told = query.id or query.name.strip()
    if not told or len(told) > LONGEST or (not query.id and ":" not in told):
        return []
    thing = desk.knowledge.thing(told)
    return [_known(thing)] if thing else []


def _known(thing: Thing) -> dict[str, Any]:
    candidate: dict[str, Any] = {
        "id": thing.id,
        "name": thing.label,
        "score": 100.0,
        "match": True,
        "type": [{"id": thing.kind, "name": thing.kind}],
        "features": [{"id": "id", "name": "the identifier itself", "value": True}],
    }
    return {**candidate, "description": thing.about} if thing.about else candidate


def _candidates(desk: Desk, query: _Query, match: Match) -> list[dict[str, Any]]:
    fit: Iterable[Candidate] = match.candidates
    if len(query.kinds) > 1:
        fit = [one for one in fit if one.kind in query.kinds]
    if query.required:
        fit = [one for one in fit if query.required <= _agreeing(one)]
    settled = match.best if match.outcome == "matched" else None
    return [_candidate(desk, one, one is settled) for one in list(fit)[: query.limit]]


def _agreeing(candidate: Candidate) -> set[str]:
    return {feature.name for feature in candidate.features if feature.matched}


def _candidate(desk: Desk, one: Candidate, settled: bool) -> dict[str, Any]:
    """Return a candidate as JSON; its features say what agreed, or else how much it counted."""
    return {
        "id": curie(one.iri),
        "name": one.label,
        "score": round(100 * min(max(one.score, 0.0), 1.0), 2),
        "match": settled,
        "type": [{"id": one.kind, "name": desk.matcher.kinds.get(one.kind, one.kind)}],
        "features": [
            {
                "id": feature.name,
                "name": feature.why or feature.name,
                "value": feature.weight if feature.matched is None else feature.matched,
            }
            for feature in one.features
        ],
    }
