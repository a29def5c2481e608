"""Figures and opinions as a page tells them: each with who says so, and who says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from tigraph.local import amount
from tigraph.pages.frame import Frame
from tigraph.pages.proof import Proofs
from tigraph.pages.ties import named
from tigraph.rdf.vocabulary import CONCEPT
from tigraph.validity import from_bounds, period


def figures(frame: Frame, card: Mapping[str, Any], proofs: Proofs) -> list[dict[str, Any]]:
    """Return the figures of a card, those of one measure together: {label, of, rows, disagree}.

    Sources disagree where two documents of different publishers give different numbers for dates
    that may be the same (see the query figures-that-disagree).
    """
    found: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for one in card["figures"]:
        part = one["population"] or (one["about"] if one["about"]["iri"] != card["iri"] else None)
        found.setdefault((one["label"], part["label"] if part else "", one["unit"]), []).append(one)
    told = []
    for (label, part, _), own in sorted(found.items()):
        told.append(
            {
                "label": label,
                "of": part,
                "rows": [_figure(frame, one, proofs) for one in sorted(own, key=_begin)],
                "disagree": any(_disagree(one, other) for one, other in combinations(own, 2)),
            }
        )
    return told


def _disagree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two figures of one thing are different numbers for what may be one time."""
    if all(one[key] == other[key] for key in ("value", "minimum", "maximum")):
        return False
    if _origins(one) & _origins(other):
        return False
    (begin, end), (first, last) = _time(one), _time(other)
    return begin <= last and first <= end


def _origins(one: Mapping[str, Any]) -> set[str]:
    documents = (item["document"] for item in one["evidence"])
    return {(of["publisher"] or of)["iri"] for of in documents}


def _time(one: Mapping[str, Any]) -> tuple[str, str]:
    """Return the first and the last day of which a figure may speak."""
    bounds = one["valid"]["bounds"]
    if any(bounds):
        return bounds[0] or bounds[1] or "", bounds[3] or bounds[2] or "9999"
    dates = [item["attests"] or item["document"]["date"] for item in one["evidence"]]
    spans = [period(date) for date in dates if date]
    if not spans:
        return "", "9999"
    return min(span.first for span in spans), max(span.last for span in spans)


def _begin(one: Mapping[str, Any]) -> tuple[str, str]:
    return (next((day for day in one["valid"]["bounds"] if day), ""), one["claim"])


def _figure(frame: Frame, one: Mapping[str, Any], proofs: Proofs) -> dict[str, Any]:
    valid = one["valid"]
    attested = sorted({item["attests"] for item in one["evidence"] if item["attests"]})
    when = frame.when(valid["edtf"]) or from_bounds(valid["bounds"], frame.language)
    return {
        "value": value_of(frame, one),
        "unit": one["counted"],
        "qualifier": "" if one["qualifier"] == "exact" else _qualifier(frame, one),
        "when": when,
        "attested": "" if when else ", ".join(map(frame.when, attested)),
        "voices": [
            {"label": label, "modality": modality}
            for label, modality in dict.fromkeys(
                (item["speaker"]["label"], item["modality_label"]) for item in one["evidence"]
            )
        ],
        "possible": one["holds"] == "possible",
        "proof": proofs.told(one["evidence"], one["claim"]),
    }


def _qualifier(frame: Frame, one: Mapping[str, Any]) -> str:
    return frame.ground.label(f"{CONCEPT}qualifier/{one['qualifier']}")


def value_of(frame: Frame, one: Mapping[str, Any]) -> str:
    """Return the value of a figure in words: a number, or a range."""
    language, words = frame.language, frame.words
    if one["value"] is not None:
        return amount(one["value"], language)
    low, high = one["minimum"], one["maximum"]
    if low is not None and high is not None:
        return f"{amount(low, language)}–{amount(high, language)}"
    if low is not None:
        return words["at_least"].format(amount(low, language))
    return words["at_most"].format(amount(high, language)) if high is not None else "?"


def opinions(
    frame: Frame, card: Mapping[str, Any], proofs: Proofs, *, own: bool
) -> list[dict[str, Any]]:
    """Return the opinions on a card: its own, where it speaks, or else those about it.

    One that it has of itself is both, and is opened by its address where it is about it.

    Each has stance, paraphrase, who holds it, what it is about and concerns.
    """
    return [
        {
            "stance": one["label"],
            "text": one["paraphrase"],
            "speakers": [
                {"label": label, "href": frame.entity(iri), "lang": frame.foreign(iri)}
                for iri, label in {
                    item["speaker"]["iri"]: item["speaker"]["label"] for item in one["evidence"]
                }.items()
            ],
            "about": [named(frame, of) for of in one["about"] if of["iri"] != card["iri"]],
            "concerns": [of["label"] for of in one["concerns"]],
            "possible": one["holds"] == "possible",
            "proof": proofs.told(one["evidence"], one["claim"], again=own and _is_about(one, card)),
        }
        for one in card["opinions"]
        if (_speaks(one, card) if own else _is_about(one, card))
    ]


def _speaks(opinion: Mapping[str, Any], card: Mapping[str, Any]) -> bool:
    return any(item["speaker"]["iri"] == card["iri"] for item in opinion["evidence"])


def _is_about(opinion: Mapping[str, Any], card: Mapping[str, Any]) -> bool:
    return any(of["iri"] == card["iri"] for of in opinion["about"])
