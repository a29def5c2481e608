"""Proposals as JSON Lines: one a line, as they are kept beside a text and handed on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from tigraph.errors import DataError
from tigraph.reading.model import TYPES, Candidate, Claimed, End, Mention, Proposal

_ALWAYS = ("type", "entity", "candidates", "relation", "subject", "valid", "modality", "speaker")


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as JSON values: what it does not say is left out."""
    kind = "mention" if isinstance(proposal, Mention) else "claim"
    found: dict[str, Any] = {
        "id": proposal.id, "kind": kind, "spans": [list(span) for span in proposal.spans],
        "rule": proposal.rule, "confidence": round(proposal.confidence, 3),
    }  # fmt: skip
    figure = isinstance(proposal, Claimed) and proposal.object is None
    for name in (field.name for field in fields(proposal)):
        value = getattr(proposal, name)
        always = name in _ALWAYS or (name in ("value", "unit", "qualifier") and figure)
        if name not in found and (always or value not in (None, "", (), False)):
            found[name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Candidate):
        return {"entity": value.entity, "label": value.label, "score": round(value.score, 3)}
    if isinstance(value, End):
        return {"spans": [list(span) for span in value.spans], "type": value.type,
                "entity": value.entity, "label": value.label}  # fmt: skip
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def written(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Yield proposals as lines, each with its end."""
    for one in proposals:
        yield json.dumps(as_json(one), ensure_ascii=False) + "\n"


def read(lines: Iterable[str], source: str = "", text: str | None = None) -> Iterator[Proposal]:
    """Yield the proposals of lines; places are held against the text, where it is given.

    Raises `DataError`, which names the line of `source`.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = _proposal(json.loads(line))
            _sound(found, text)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            told = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise DataError(f"{source or 'Line'}:{number}: no proposal: {told}.") from None
        yield found


def _sound(found: Proposal, text: str | None) -> None:
    ends = (
        [found.subject, found.object, found.speaker, found.within]
        if isinstance(found, Claimed)
        else []
    )
    for spans in (found.spans, *(end.spans for end in ends if end is not None)):
        for start, end in spans:
            most = len(text) if text is not None else end
            if not 0 <= start < end <= most:
                raise ValueError(f"{start} to {end} is no place in the text")
    if isinstance(found, Mention) and found.type not in TYPES:
        raise ValueError(f"“{found.type}” is no type of mention")


def _spans(value: Any) -> tuple[tuple[int, int], ...]:
    found = []
    for start, end in value:
        if type(start) is not int or type(end) is not int:
            raise ValueError("a place is two whole numbers")
        found.append((start, end))
    if not found:
        raise ValueError("it has no place")
    return tuple(found)


def _end(value: Any) -> End | None:
    if value is None:
        return None
    spans = _spans(value["spans"]) if value["spans"] else ()
    return End(spans, value["type"], value["entity"], value["label"])


def _proposal(row: dict[str, Any]) -> Proposal:
    kind = row["kind"]
    if kind not in ("mention", "claim"):
        raise ValueError(f"“{kind}” is neither mention nor claim")
    model: type[Mention] | type[Claimed] = Mention if kind == "mention" else Claimed
    known = {field.name for field in fields(model)}
    given = {name: value for name, value in row.items() if name in known}
    given["spans"] = _spans(row["spans"])
    if model is Mention:
        given["candidates"] = tuple(
            Candidate(one["entity"], one["label"], one["score"]) for one in row["candidates"] or ()
        )
    else:
        for name in ("subject", "object", "speaker", "within"):
            given[name] = _end(row.get(name))
        given["notes"] = tuple(row.get("notes") or ())
        if given["subject"] is None:
            raise ValueError("a claim has a subject")
    return model(**given)
