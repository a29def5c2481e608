"""What is offered to a coder: proposals as claims that can be accepted, and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tigraph.coding.model import NAMING, Actor, Coded
from tigraph.coding.naming import digest, kind_of
from tigraph.coding.terms import HOLDS_POST
from tigraph.curating import sentences
from tigraph.local import read_text
from tigraph.rdf.vocabulary import curie
from tigraph.reading import NAMED, Claimed, End, Mention, lines


@dataclass(frozen=True)
class Offer:
    """A proposed claim; `negated` and `asked` say that the text denies it, or asks."""

    id: str
    claim: Coded
    rule: str = ""
    confidence: float = 0.0
    negated: bool = False
    asked: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text; its name stays in the next version if its words do."""

    id: str
    start: int
    end: int


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of a text; of some that have the same words, each by its number."""
    found, met = [], Counter[str]()
    for start, end in sentences(text):
        own = " ".join(text[start:end].split())
        found.append(Sentence(f"s-{digest(own, met[own], length=16)}", start, end))
        met[own] += 1
    return found


def offers_of(path: Path, text: str) -> tuple[list[Offer], list[Mention]]:
    """Return the claims and mentions that a file of proposals has, none where it is not there.

    Raises `DataError`, with the line, for what is no proposal on that text.
    """
    if not path.exists():
        return [], []
    proposed = lines.read(read_text(path, "file of proposals").split("\n"), str(path), text)
    told = [*proposed]
    offers = [_offer(one) for one in told if isinstance(one, Claimed)]
    return offers, [one for one in told if isinstance(one, Mention)]


def names_of(mentions: Iterable[Mention], text: str) -> list[Offer]:
    """Return what words name as something to be decided by itself, once for each spelling.

    A short name that stands for a longer one, and what is no name, is not among them.
    """
    same: dict[tuple[str, str, str], list[Mention]] = {}
    for one in mentions:
        if one.type in NAMED and not one.refers:
            words = " ".join(text[one.start : one.end].split())
            same.setdefault((words, one.type, one.entity or ""), []).append(one)
    found = []
    for (words, type, entity), several in same.items():
        spans = tuple(dict.fromkeys(span for one in several for span in one.spans))
        claim = Coded(NAMING, spans, Actor(words, kind_of(type), entity, spans))
        first = several[0]
        found.append(Offer(first.id, claim, first.rule, min(one.confidence for one in several)))
    return found


def _offer(given: Claimed) -> Offer:
    subject, other = _actor(given.subject), _end(given.object)
    claim = Coded(
        relation=curie(given.relation),
        spans=given.spans,
        subject=subject,
        object=other,
        role=curie(given.role or ""),
        valid=given.valid,
        modality=given.modality,
        speaker=_end(given.speaker),
        counted_from=_date(given.worked_out),
    )
    if claim.relation == HOLDS_POST and other and other.type == "post":
        claim = replace(claim, object=_end(given.within), post=other)
    if claim.is_figure:
        claim = replace(claim, **_figure(given))
    return Offer(
        given.id, claim, given.rule, given.confidence, given.negated, given.asked, given.notes
    )  # fmt: skip


def _end(given: End | None) -> Actor | None:
    return _actor(given) if given else None


def _actor(given: End) -> Actor:
    return Actor(given.label, kind_of(given.type), given.entity or "", given.spans)


def _figure(given: Claimed) -> dict[str, Any]:
    qualifier = (given.qualifier or "exact").replace(" ", "-")
    unit = given.unit or ""
    return {
        "value": given.value or "",
        "minimum": given.minimum or "",
        "maximum": given.maximum or "",
        "qualifier": f"qualifier:{'exact' if qualifier == 'between' else qualifier}",
        "unit": curie(unit) if ":" in unit else f"unit:{unit}" if unit else "",
    }


def _date(worked_out: str) -> str:
    """Return the date from which another was counted, where that is what is told."""
    return worked_out if worked_out[:4].isdigit() else ""
