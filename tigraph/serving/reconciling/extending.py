"""Data extension: values of properties for entities that were reconciled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tigraph.errors import BadDateError, RefusedRequestError
from tigraph.serving.reconciling.desk import (
    ENTITIES,
    LONGEST,
    MOST,
    Desk,
    Value,
    Version,
    checked_batch,
    parsed,
    whole_number,
)


def proposed(desk: Desk, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the properties that entities of a `type` have, at most `limit` of them."""
    kind = asked.get("type", "")
    limit = whole_number(asked.get("limit") or MOST, "`limit`", 1, MOST)
    known = desk.knowledge.properties(kind)
    told = {
        "type": kind,
        "properties": [{"id": key, "name": name} for key, name in known.items()][:limit],
    }
    return {**told, "limit": limit} if asked.get("limit") else told


def extended(desk: Desk, version: Version, content: str | bytes) -> dict[str, Any]:
    """Return the values of properties of entities, in the form of a version.

    Every entity and every property asked for is in the answer, with no values where there
    are none; the setting `date` of a property says when its values should hold. Raises
    `RefusedRequestError` for a query that is malformed or too large, for properties that there
    are not, and for what is no date.
    """
    query = parsed(content)
    ids = query.get("ids") if isinstance(query, dict) else None
    told = query.get("properties") if isinstance(query, dict) else None
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise RefusedRequestError("A data extension query has `ids`, an array of texts.")
    if not isinstance(told, list) or not all(
        isinstance(one, dict) and isinstance(one.get("id"), str) for one in told
    ):
        raise RefusedRequestError("A data extension query has `properties`, each with an `id`.")
    checked_batch(len(ids), ENTITIES, "entities")
    checked_batch(len(told), MOST, "properties")
    known = desk.knowledge.properties()
    properties = {one["id"]: _date(one) for one in told}
    for key in properties:
        if key not in known:
            raise RefusedRequestError(
                f"No property {key[:80]!r} here. There are: {', '.join(known)}."
            )
    try:
        values = desk.knowledge.values(list(dict.fromkeys(ids)), properties)
    except BadDateError as error:
        raise RefusedRequestError(str(error)) from None
    rows = {
        one: {key: _told(values.get(one, {}).get(key, ())) for key in properties} for one in ids
    }
    meta = [{"id": key, "name": known[key]} for key in properties]
    if version == "0.2":
        return {"meta": meta, "rows": rows}
    listed = [
        {
            "id": one,
            "properties": [{"id": key, "values": own} for key, own in row.items()],
        }
        for one, row in rows.items()
    ]
    return {"meta": meta, "rows": listed}


def _date(told: Mapping[str, Any]) -> str:
    """Return the date that the settings of a property name, "" for none."""
    settings = told.get("settings") or {}
    date = settings.get("date", "") if isinstance(settings, dict) else None
    if not isinstance(date, str) or len(date) > LONGEST:
        raise RefusedRequestError("The settings of a property are an object, its `date` a text.")
    return date.strip()


def _told(values: Sequence[Value]) -> list[dict[str, Any]]:
    return [
        {"id": value.id, "name": value.text} if value.id else {"str": value.text}
        for value in values
    ]
