"""Rules of claims as they stand in a language's file, each with its example."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tigraph.errors import DataError
from tigraph.reading.claiming.lexicon import read
from tigraph.reading.claiming.patterns import Element, read_pattern
from tigraph.reading.model import Mention

#: What a rule may say, and what it must.
_KEYS = {
    "name", "says", "relation", "patterns", "subject", "object", "confidence", "modality",
    "dated", "label", "example", "gives", "not", "role", "each",
}  # fmt: skip
_NEEDED = {"name", "says", "relation", "patterns", "example", "gives"}
_MARKED = re.compile(r"\[([^\]|]+)\|([a-z]+)\]")


@dataclass(frozen=True)
class Rule:
    """A rule: its patterns, which slots are the ends, and an example that it must fit.

    `label` names the post that a verb means ("président" of "preside"); `each` says that
    all ends of the subject's slot are tied to each other; `against` are texts that it must not fit.
    """

    name: str
    says: str
    relation: str
    patterns: tuple[tuple[Element, ...], ...]
    subject: str
    object: str
    confidence: float
    modality: str
    dated: bool
    label: str
    role: str
    each: bool
    example: str
    gives: tuple[Mapping[str, Any], ...]
    against: tuple[str, ...]


@lru_cache
def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, in their order."""
    told = read(language, "claims")
    found = [_rule(one, i, language) for i, one in enumerate(told)]
    names = [one.name for one in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise DataError(f"claims.yaml of {language}: {', '.join(sorted(twice))} stands twice.")
    return tuple(found)


def _rule(told: Mapping[str, Any], place: int, language: str) -> Rule:
    name = told.get("name") or f"rule {place + 1}"
    where = f"claims.yaml of {language}, {name}"
    if missing := sorted(_NEEDED - set(told)):
        raise DataError(f"{where}: {', '.join(missing)} missing.")
    if unknown := sorted(set(told) - _KEYS):
        raise DataError(f"{where}: no such key as {', '.join(unknown)}.")
    try:
        patterns = tuple(read_pattern(one) for one in told["patterns"])
    except DataError as error:
        raise DataError(f"{where}: {error}") from None
    return Rule(
        name,
        told["says"],
        told["relation"],
        patterns,
        told.get("subject", "who"),
        told.get("object", "what"),
        float(told.get("confidence", 0.8)),
        told.get("modality", ""),
        bool(told.get("dated", True)),
        told.get("label", ""),
        told.get("role", ""),
        bool(told.get("each")),
        told["example"],
        tuple(told["gives"]),
        tuple(told.get("not", ())),
    )


def marked(example: str) -> tuple[str, list[Mention]]:
    """Return an example's text and the mentions marked in it.

    >>> text, found = marked("[Ana Nulle|person] préside [Brumes|organisation].")
    >>> text, [(one.type, text[slice(*one.spans[0])]) for one in found]
    ('Ana Nulle préside Brumes.', [('person', 'Ana Nulle'), ('organisation', 'Brumes')])
    """
    text, at = "", 0
    found: list[Mention] = []
    for one in _MARKED.finditer(example):
        text += example[at : one.start()]
        span = (len(text), len(text) + len(one[1]))
        found.append(Mention(f"m{len(found)}", (span,), one[2], "example", 1.0))
        text, at = text + one[1], one.end()
    return text + example[at:], found


def ends_named(gives: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the pairs of ends that an example says a rule gives."""
    return [(str(one["subject"]), str(one.get("object", ""))) for one in gives]
