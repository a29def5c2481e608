"""The relations of a card as a page tells them: by level, by kind, the possible apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tigraph.actors import traits
from tigraph.drawing import DESCRIBES, level_rank
from tigraph.names import folded
from tigraph.pages.frame import Frame
from tigraph.pages.proof import Proofs
from tigraph.rdf import iri_text
from tigraph.rdf.vocabulary import CONCEPT, expand, local_name
from tigraph.validity import from_bounds

#: So many of one kind are told one by one, the first of them open; of more, a question tells.
MOST = 300

Tie = Mapping[str, Any]


def by_level(frame: Frame, card: Mapping[str, Any], proofs: Proofs) -> list[dict[str, Any]]:
    """Return the ties of a card, level by level: {level, label, certain, possible}.

    The level is that on which the other end acts; each of the two is a list of runs.
    """
    ties = [one for one in card["relations"] if one["basis"] not in DESCRIBES]
    others = {one["other"]["iri"] for one in ties if one["other"]}
    near = frame.ground.near(sorted({card["iri"], *others}), frame.date or "any", only_traits=True)
    levels = traits(near.store, others) if others else {}
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        own = levels.get(tie["other"]["iri"], {}).get("level", []) if tie["other"] else []
        first = min(own, key=level_rank, default="")
        found.setdefault(first, []).append(tie)
    label = frame.ground.label
    return [
        {
            "level": level or "none",
            "label": label(f"{CONCEPT}level/{level}") if level else frame.words["no_level"],
            "count": len(found[level]),
            "certain": runs(frame, card, _holding(found[level], "certain"), proofs),
            "possible": runs(frame, card, _holding(found[level], "possible"), proofs),
        }
        for level in sorted(found, key=level_rank)
    ]


def descriptions(frame: Frame, card: Mapping[str, Any], proofs: Proofs) -> list[dict[str, Any]]:
    """Return what is said of the actor that is no tie to another, in runs."""
    said = [one for one in card["relations"] if one["basis"] in DESCRIBES]
    return runs(frame, card, said, proofs)


def _holding(ties: Iterable[Tie], holds: str) -> list[Tie]:
    return [tie for tie in ties if tie["holds"] == holds]


def runs(
    frame: Frame, card: Mapping[str, Any], ties: Sequence[Tie], proofs: Proofs
) -> list[dict[str, Any]]:
    """Return ties in runs of one kind of relation: {label, ties, total, more}; heads first."""
    found: dict[str, list[Tie]] = {}
    for tie in sorted(ties, key=_order):
        found.setdefault(tie["label"], []).append(tie)
    return [
        {
            "label": label,
            "ties": [told(frame, card, tie, proofs) for tie in own[:MOST]],
            "total": len(own),
            "more": max(len(own) - MOST, 0),
        }
        for label, own in found.items()
    ]


def _order(tie: Tie) -> tuple[Any, ...]:
    begin = next((day for day in tie["valid"]["bounds"] if day), "9999")
    other = (tie["other"] or tie["post"] or {"label": ""})["label"]
    derived = tie["claim"] is None
    return (derived, tie["label"], not tie["heads"], begin, folded(other))


def told(frame: Frame, card: Mapping[str, Any], tie: Tie, proofs: Proofs) -> dict[str, Any]:
    """Return one tie as a template takes it."""
    valid = tie["valid"]
    when = frame.when(valid["edtf"]) or from_bounds(valid["bounds"], frame.language)

    def another(key: str) -> dict[str, str] | None:
        one = tie[key]
        return named(frame, one) if one and one["iri"] != card["iri"] else None

    return {
        "other": another("other"),
        "post": another("post"),
        "role": tie["role"]["label"] if tie["role"] else "",
        "behalf": another("on_behalf_of"),
        "between": [named(frame, one) for one in tie["between"] or () if one],
        "when": when,
        "attested": "" if when else _attested(frame, tie),
        "dating": [one["label"] for one in tie["dating"]],
        "possible": tie["holds"] == "possible",
        "derived": tie["claim"] is None,
        "edge": _edge(card["iri"], tie) if tie["claim"] is None else "",
        "proof": proofs.told(tie["evidence"], tie["claim"]),
    }


def _edge(own: str, tie: Tie) -> str:
    """Return the direct edge that a tie is which follows from several claims, as SPARQL has it."""
    other, edge = iri_text(tie["other"]["iri"]), iri_text(expand(tie["relation"]) or "")
    ends = (iri_text(own), other) if tie["direction"] == "out" else (other, iri_text(own))
    return f"{ends[0]} {edge} {ends[1]}"


def _attested(frame: Frame, tie: Tie) -> str:
    """Return when sources attest it, in words, where none says since when it holds."""
    dates = {one["attests"] for one in tie["evidence"] if one["attests"]}
    return ", ".join(frame.when(date) for date in sorted(dates))


def named(frame: Frame, one: Mapping[str, str] | None) -> dict[str, str] | None:
    """Return an entity as a template takes it: its label, the way to it, its kind.

    `lang` is the language of the label where it is not the page's.
    """
    if not one:
        return None
    entity = frame.ground.names.get(one["iri"])
    return {
        "label": one["label"],
        "href": frame.entity(one["iri"]),
        "kind": local_name(entity.kind) if entity else "",
        "lang": frame.foreign(one["iri"]),
    }
