"""What a proposer is given, what it gives, and how a proposal is made: its place is checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol, runtime_checkable

from tigraph.errors import DataError
from tigraph.reading.aligned import Aligned, folded_form, plain
from tigraph.reading.ids import ids_of
from tigraph.reading.model import TYPES, Candidate, Mention, Proposal
from tigraph.reading.sentences import Place, paragraphs_of, sentences_of
from tigraph.stores import Ground


@dataclass(frozen=True)
class Reading:
    """A text that is read: in which language, beside which graph, and of which day it is.

    `ground` is None where no graph is asked; `dated` is EDTF of when the text was published, ""
    where that is not known: relative dates rest on it.
    """

    text: str
    language: str = "fr"
    ground: Ground | None = None
    dated: str = ""
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def plain(self) -> Aligned:
        """The text in the form in which rules find things."""
        return plain(self.text)

    @cached_property
    def folded(self) -> Aligned:
        """The text in the form in which names are found."""
        return folded_form(self.text)

    @cached_property
    def sentences(self) -> list[Place]:
        """The places of its sentences."""
        return sentences_of(self.text)

    @cached_property
    def paragraphs(self) -> list[Place]:
        """The places of its paragraphs."""
        return paragraphs_of(self.text)

    def begins(self, start: int) -> bool:
        """Whether any word would have a capital at a place, since a sentence begins there."""
        before = self.text[max(0, start - 8) : start].strip(" \u00a0\u202f«“\"'’(–—-•*·")
        sentence = any(place.start == start for place in self.sentences)
        return sentence or not before or before[-1] in ".!?…:;/|)\n\r"

    def mention(
        self, span: tuple[int, int], type: str, rule: str, confidence: float, found: str = "",
        **more: Any,
    ) -> Mention:  # fmt: skip
        """Return a mention at a place of the text.

        `found` is what the proposer saw there. Raises `DataError` where it is not there, or the
        place is none.
        """
        return made(self.text, (span,), type, rule, confidence, found, **more)


def made(
    text: str, spans: Sequence[tuple[int, int]], type: str, rule: str, confidence: float,
    found: str = "", **more: Any,
) -> Mention:  # fmt: skip
    """Return a mention whose places are sure to be in a text; see `Reading.mention`."""
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise DataError(f"Rule {rule}: {start} to {end} is no place in the text.")
    if type not in TYPES:
        raise DataError(f"Rule {rule}: “{type}” is no type of mention.")
    seen = " ".join(text[start:end] for start, end in spans)
    if found and folded_form(found).text != folded_form(seen).text:
        raise DataError(f"Rule {rule}: “{found}” does not stand at {spans[0][0]}.")
    id = ids_of(text).of("mention", type, spans)
    return Mention(id, tuple(map(tuple, spans)), type, rule, confidence, **more)  # type: ignore[arg-type]


def retyped(text: str, one: Mention, type: str) -> Mention:
    """Return a mention as one of another type, with the id that goes with that."""
    return replace(one, type=type, id=ids_of(text).of("mention", type, one.spans))


@runtime_checkable
class Proposer(Protocol):
    """Finds mentions or claims in a text.

    `name` is what a user chooses it by; those of a lower `order` come first, and of two that
    propose the same place the earlier one counts.
    """

    name: str
    order: int

    def propose(self, reading: Reading, earlier: Sequence[Proposal]) -> Iterable[Proposal]:
        """Yield what it proposes, beside what earlier ones did."""
        ...


__all__ = ["Candidate", "Proposer", "Reading", "made", "retyped"]
