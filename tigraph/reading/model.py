"""Proposals as values: what a text may say, where, by which rule, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Places in a text: beginning and end in code points, the end not included.
Spans = tuple[tuple[int, int], ...]
#: What has a name, and may be an entity of the graph.
NAMED = ("person", "body", "organisation", "territory", "intercommunality", "place")
#: Everything that may be mentioned.
TYPES = (*NAMED, "post", "date", "amount", "count", "speech")


@dataclass(frozen=True)
class Candidate:
    """An entity that a mention may name; `score` is between 0 and 1."""

    entity: str
    label: str
    score: float


@dataclass(frozen=True)
class End:
    """One end of a claim: where it is named, its type, the entity if known, and its name."""

    spans: Spans
    type: str
    entity: str | None
    label: str


@dataclass(frozen=True)
class Mention:
    """Something that is named.

    `type` is one of `TYPES`. `entity` is an IRI where the matcher decided; else `candidates` say
    what it may be. `refers` is the id of another mention: the full name that a shorter one stands
    for, or who speaks. `value` is EDTF of a date (`worked_out` says what a relative one rests on),
    a number of an amount or a count, "" where there is only a `minimum` or a `maximum`; `unit` is
    the currency or what is counted, `qualifier` as in a claim.
    """

    id: str
    spans: Spans
    type: str
    rule: str
    confidence: float
    entity: str | None = None
    candidates: tuple[Candidate, ...] = ()
    refers: str | None = None
    value: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    unit: str | None = None
    qualifier: str | None = None
    worked_out: str = ""

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.spans[-1][1]


@dataclass(frozen=True)
class Claimed:
    """A relation between two ends, or a figure.

    `relation` is the CURIE of a kind of relation or, of a figure, of a measure; a figure has
    `value` or `minimum` and `maximum`, `unit`, and `qualifier` (at least, at most, about, between);
    its `object` is None. `valid` is EDTF or "", `worked_out` says what a relative date rests on.
    `modality` is a concept's name (stated, planned, prescribed, reported, judged); `speaker` is who
    says it, None where it is the document's own voice. `negated` and `asked` mark what is denied or
    asked: these are shown, never proposed as facts. The object of who holds a post is the post, by
    its words; `within` is what it is a post of. `role` is the CURIE of the role of a member.
    """

    id: str
    spans: Spans
    relation: str
    rule: str
    confidence: float
    subject: End
    object: End | None = None
    value: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    unit: str | None = None
    qualifier: str | None = None
    valid: str = ""
    worked_out: str = ""
    modality: str = "stated"
    speaker: End | None = None
    negated: bool = False
    asked: bool = False
    notes: tuple[str, ...] = field(default=())
    within: End | None = None
    role: str | None = None


Proposal = Mention | Claimed
