"""What people decided about mappings: accepted, refused, or that there is nothing to map to.

A row is a proposal of a program, or what a person says (`ManualMappingCuration`,
`MappingReview`). Proposals decide nothing. What is mapped is an entity, or a name as somebody
wrote it (an “rdfs literal”) together with its kind and with what stood beside it: the same
name elsewhere is another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tigraph.registries.sssom import SEMAPV, SSSOM, MappingSet, Row, joined, values

#: What a mapping says of two things that are one. SKOS's exactMatch has concepts at its ends, and
#: OWL's sameAs would make one node of the two: both are read, and neither is written.
SAME = "https://schema.org/sameAs"
DECIDING = frozenset(
    (
        SAME,
        "http://schema.org/sameAs",
        "http://www.w3.org/2004/02/skos/core#exactMatch",
        "http://www.w3.org/2002/07/owl#sameAs",
    )
)
MANUAL, REVIEW = SEMAPV + "ManualMappingCuration", SEMAPV + "MappingReview"
#: The object of a mapping that says: there is none.
NOTHING = SSSOM + "NoTermFound"
LITERAL = "rdfs literal"
#: The slot of ours that holds what stood beside a name.
CONTEXT = "ext_context"
_BY_PEOPLE = (MANUAL, REVIEW)


@dataclass(frozen=True)
class Subject:
    """What is mapped: an entity (`iri`), or a name of a kind with what stood beside it."""

    iri: str = ""
    name: str = ""
    kind: str = ""
    context: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of_name(
        cls, name: str, kind: str = "", context: Mapping[str, str] | None = None
    ) -> Subject:
        """Return the subject that a name is; spaces and the order of the context say nothing.

        >>> Subject.of_name(" Le  Pin", "town", {"b": "1 ", "a": ""})
        Subject(iri='', name='Le Pin', kind='town', context=(('b', '1'),))
        """
        beside = ((key, plain(value)) for key, value in (context or {}).items())
        told = sorted((key, value) for key, value in beside if value)
        return cls("", plain(name), kind, tuple(told))

    @property
    def beside(self) -> str:
        """What stood beside the name, as a slot has it."""
        return joined(f"{key}={value}" for key, value in self.context)


@dataclass(frozen=True)
class Saying:
    """What one row says: of what, to be which object, and on whose word.

    `refused` says that the two are not the same; `by` are the people; `line` is that in the
    file, 0 for a row that is new.
    """

    subject: Subject
    predicate: str
    object: str
    refused: bool
    justification: str
    by: tuple[str, ...]
    date: str
    row: Row = field(compare=False)
    line: int = field(default=0, compare=False)

    @property
    def by_person(self) -> bool:
        """Whether a person says it, and not a program."""
        return self.justification in _BY_PEOPLE

    @property
    def confidence(self) -> float:
        """How sure it is to whoever says it; 1 where they do not say."""
        return float(self.row.get("confidence") or 1)

    @property
    def score(self) -> float | None:
        """The similarity that a program worked out, if it did."""
        told = self.row.get("similarity_score")
        return float(told) if told else None


@dataclass(frozen=True)
class Verdict:
    """What people decided of a subject.

    `accepted` is the object that it is, `refused` the objects that it is not, `nothing` that it
    is none that is known, `disputed` that they disagree; `sayings` are all that they said.
    """

    accepted: str = ""
    refused: frozenset[str] = frozenset()
    nothing: bool = False
    disputed: bool = False
    sayings: tuple[Saying, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it is still to be decided what the subject is."""
        return self.disputed or not (self.accepted or self.nothing)


def plain(text: str) -> str:
    """Return a text with one space where there are several, its accents composed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def subject_of(row: Row, found: MappingSet) -> Subject:
    """Return the subject of a row of a set."""
    if row.get("subject_type") != LITERAL:
        return Subject(found.expand(row["subject_id"]) or "")
    pairs = (one.partition("=") for one in values(row.get(CONTEXT, "")))
    beside = {key.strip(): value for key, _, value in pairs}
    return Subject.of_name(row["subject_label"], row.get("subject_category", ""), beside)


def sayings(found: MappingSet) -> list[Saying]:
    """Return what the rows of a set say, in their order."""
    return [saying(row, found, line) for row, line in zip(found.rows, found.lines, strict=True)]


def saying(row: Row, found: MappingSet, line: int = 0) -> Saying:
    """Return what a row of a set says."""
    people = [
        name
        for slot in ("author_label", "author_id", "reviewer_label", "reviewer_id")
        for name in values(row.get(slot, ""))
    ]
    # An object may be a literal, which nobody here maps to: its row is kept, and says nothing.
    return Saying(
        subject_of(row, found),
        found.expand(row["predicate_id"]) or "",
        found.expand(row.get("object_id", "")) or "",
        row.get("predicate_modifier") == "Not",
        found.expand(row["mapping_justification"]) or "",
        tuple(dict.fromkeys(people)),
        row.get("review_date") or row.get("mapping_date", ""),
        row,
        line,
    )


def by_subject(said: Iterable[Saying]) -> dict[Subject, list[Saying]]:
    """Return what is said, by what it is said of, in the order of first mention."""
    found: dict[Subject, list[Saying]] = {}
    for one in said:
        found.setdefault(one.subject, []).append(one)
    return found


def verdict(said: Iterable[Saying]) -> Verdict:
    """Return what people decided of one subject, of all that is said of it.

    Weaker predicates than sameAs are leads, and decide nothing. Two objects that are both
    accepted, or one that is accepted and refused, or accepted where another person says that
    there is none, are a dispute: nothing is decided by whoever came last.
    """
    people = tuple(one for one in said if one.by_person and one.predicate in DECIDING)
    refused = {one.object for one in people if one.refused}
    accepted = {one.object for one in people if not one.refused} - {NOTHING}
    nothing = any(one.object == NOTHING and not one.refused for one in people)
    disputed = len(accepted) + nothing > 1 or bool(accepted & refused)
    return Verdict(
        "" if disputed else next(iter(accepted), ""),
        frozenset(refused),
        nothing and not disputed,
        disputed,
        people,
    )
