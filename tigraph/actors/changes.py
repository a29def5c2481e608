"""What organisations and territories went through: merged, renamed, joined, continued."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from tigraph.names import Labels
from tigraph.rdf import Queryable, iri_text, select
from tigraph.rdf.vocabulary import curie, local_name

_ENDS = ("org:originalOrganization", "org:resultingOrganization")
_PARTS = ("tig:joined", "tig:left")


def events(
    store: Queryable, label: Labels, of: Collection[str], *, parts: bool = False
) -> list[dict[str, Any]]:
    """Return the changes that any of these is an end of, oldest first, without evidence.

    With `parts` also those in which one of them joined or left, and those that are
    themselves asked for. Each has `iri`, `label`, `change` (a CURIE), `change_label`,
    `since` and `by` (ISO dates between which it happened), lists of {iri, label}
    `before`, `after`, `joined` and `left`, `in_common` (a number of members) and `share`.
    """
    if not of:
        return []
    listed = " ".join(map(iri_text, sorted(set(of))))
    ways = " UNION ".join(f"{{ ?event {way} ?end }}" for way in _ENDS + (_PARTS if parts else ()))
    asked = [f"VALUES ?end {{ {listed} }} {ways}"]
    if parts:
        asked.append(f"VALUES ?event {{ {listed} }} ?event {'|'.join(_ENDS)} ?end")
    found: dict[str, dict[str, list[str]]] = {}
    for pattern in asked:
        query = f"""SELECT DISTINCT ?event ?what ?value WHERE {{
          {{ SELECT DISTINCT ?event WHERE {{ {pattern} }} }} ?event ?what ?value }}"""
        for row in select(store, query):
            values = found.setdefault(row["event"], {}).setdefault(local_name(row["what"]), [])
            if row["value"] not in values:
                values.append(row["value"])
    told = [_event(iri, own, label) for iri, own in found.items()]
    return sorted(told, key=lambda event: (event["by"] or "", event["since"] or "", event["iri"]))


def named(iris: Iterable[str], label: Labels) -> list[dict[str, str]]:
    """Return {iri, label} of each, by label."""
    own = [{"iri": iri, "label": label(iri)} for iri in iris]
    return sorted(own, key=lambda one: (one["label"], one["iri"]))


def _event(iri: str, own: dict[str, list[str]], label: Labels) -> dict[str, Any]:
    def first(key: str) -> str | None:
        return next(iter(sorted(own.get(key, ()))), None)

    def number(key: str) -> float | None:
        value = first(key)
        return None if value is None else float(value) if "." in value else int(value)

    keys = ("originalOrganization", "resultingOrganization", "joined", "left")
    label.read({end for key in keys for end in own.get(key, ())})
    change = first("changeType") or ""
    return {
        "iri": iri,
        "label": label(iri),
        "change": curie(change),
        "change_label": label(change),
        "since": first("notBefore"),
        "by": first("notAfter"),
        "before": named(own.get("originalOrganization", ()), label),
        "after": named(own.get("resultingOrganization", ()), label),
        "joined": named(own.get("joined", ()), label),
        "left": named(own.get("left", ()), label),
        "in_common": number("membersInCommon"),
        "share": number("shareInCommon"),
    }
