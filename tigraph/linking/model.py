"""What is sought, and what was found of it: names, candidates, the features that speak for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

#: What becomes of a name: settled, for a person to decide, or nothing is like it.
Outcome = Literal["matched", "review", "none"]


@dataclass(frozen=True)
class Sought:
    """A name that somebody wrote, and its kind: a key of `Matcher.kinds`, several with commas.

    Without a kind, it may be of any. `context` is what stands beside it, by key: the name or the
    code of an area or a body around it (by its kind's key, such as `region`), `date` (EDTF),
    `function`, and under any other key a number.
    """

    name: str
    kind: str = ""
    context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Feature:
    """One thing that speaks for a candidate (`matched`), against it, or (None) says nothing.

    `weight` is how much it counted, of 1; `why` says it in words.
    """

    name: str
    matched: bool | None
    weight: float
    why: str


@dataclass(frozen=True)
class Candidate:
    """An entity that may be meant: `id` is its identifier, `score` goes from 0 to 1."""

    iri: str
    id: str
    label: str
    kind: str
    score: float
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True)
class Match:
    """What was found of a name: the outcome, the candidates, best first, and why.

    Of `matched` the first candidate is the one that is meant.
    """

    sought: Sought
    outcome: Outcome
    candidates: tuple[Candidate, ...]
    why: str

    @property
    def best(self) -> Candidate | None:
        """The first candidate, if there is any."""
        return self.candidates[0] if self.candidates else None

    def as_json(self) -> dict[str, Any]:
        """Return the match as JSON values."""
        return {
            "name": self.sought.name,
            "kind": self.sought.kind,
            "context": dict(self.sought.context),
            "outcome": self.outcome,
            "why": self.why,
            "candidates": [
                {
                    "iri": one.iri,
                    "id": one.id,
                    "label": one.label,
                    "kind": one.kind,
                    "score": one.score,
                    "features": [vars(feature) for feature in one.features],
                }
                for one in self.candidates
            ],
        }
