"""A draft held against claims, as values: sentence by sentence, what bears it and what differs."""

from __future__ import annotations

from dataclasses import dataclass, field

#: What may be said of a sentence.
BORNE, NOT_BORNE, NOT_VERIFIABLE = "borne", "not-borne", "not-verifiable"
VERDICTS = (BORNE, NOT_BORNE, NOT_VERIFIABLE)
#: What of a sentence may differ from what a claim says.
PARTS = ("ends", "relation", "office", "date", "number", "modality", "negation", "speaker")


@dataclass(frozen=True)
class Differing:
    """A part that no claim says so: which, in what words of the draft, and what claims say.

    `part` is one of `PARTS`; `claims` are the IRIs of what sources say instead, none where they
    say nothing of it.
    """

    part: str
    told: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checked:
    """A sentence of a draft from `start` to `end` (code points), with what is said of it.

    `verdict` is one of `VERDICTS`; `claims` are the IRIs of those that bear it, or, where it is
    not borne, those parts of it that are; `unread` the words that were not understood.
    """

    start: int
    end: int
    text: str
    verdict: str
    claims: tuple[str, ...] = ()
    differing: tuple[Differing, ...] = ()
    unread: tuple[str, ...] = field(default=())
