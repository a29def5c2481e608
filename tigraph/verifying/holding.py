"""Which of the claims that say a statement do so at its dates, and as surely as it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tigraph.claims import Figure as Counted
from tigraph.claims import Relation
from tigraph.rdf.vocabulary import local_name
from tigraph.reading import Date
from tigraph.verifying.facts import Facts
from tigraph.verifying.labels import Name
from tigraph.verifying.model import Differing
from tigraph.verifying.parsing import Pieces
from tigraph.verifying.stating import Statement

#: In which modalities a claim may be for a sentence of one.
_AS_TOLD = {
    "stated": {"stated", "reported", "prescribed", "judged"},
    "planned": {"planned", "prescribed"},
    "prescribed": {"prescribed"},
    "reported": {"reported"},
}
#: What is so when a source tells it, though the source says no time.
_LASTING = frozenset(
    ("holds-post", "member", "has-status", "located-in", "steers", "governs", "supports", "part-of",
     "cooperates-with", "acts-at", "has-legal-form")
)  # fmt: skip
#: What is of the time of what it is told of: a document's, an event's, a stage's.
_OF_ITS_ENDS = frozenset(
    ("published", "author-of", "takes-part-in", "organised", "marks", "aims-at", "concerns",
     "phase-of", "has-function", "located-in", "meets-in", "speaks-in")
)  # fmt: skip
#: What goes on from its date.
_BEGINNINGS = frozenset(("launched", "labelled", "continued-as"))
#: What is a plan by itself, or of no time: what is done of it is told by other claims.
_PLANS = frozenset(
    ("aims-at", "subset-of", "pertains-to", "about", "has-subtheme", "kept-for", "phase-of")
)
_Claim = TypeVar("_Claim", Relation, Counted)
#: So many claims are shown of what sources say instead.
MOST = 5


@dataclass
class Weighed:
    """What was found of a statement: what bears it, what differs, what words that explains."""

    claims: list[str] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)
    explained: set[str] = field(default_factory=set)
    used: set[Name] = field(default_factory=set)
    #: Of each name, what those claims mean by it.
    meant: dict[Name, set[str]] = field(default_factory=dict)
    unsure: bool = False


def keep(
    one: Statement, tied: Sequence[_Claim], facts: Facts, found: Weighed, text: str,
    pieces: Pieces,
) -> list[_Claim]:  # fmt: skip
    """Keep of claims that say a statement those that do so at its dates, and as surely."""
    listed = tuple(claim.iri for claim in tied)
    dated = [claim for claim in tied if _is_dated(one, claim, facts)]
    if not dated:
        told = ", ".join(_told(pieces, text, date) for date in one.dates)
        found.differing.append(Differing("date", told, listed[:MOST]))
        return []
    wanted = _AS_TOLD.get(one.modality, {one.modality})
    same = [
        claim
        for claim in dated
        if not one.modality or _is_plan(claim) or facts.modalities(claim.iri) & wanted
    ]
    if not same:
        found.differing.append(Differing("modality", one.modality, listed[:MOST]))
        return []
    claims = [claim.iri for claim in same]
    if one.negated:
        found.differing.append(Differing("negation", "", tuple(claims)[:MOST]))
        return []
    found.claims += claims
    return same


def _is_plan(claim: Relation | Counted) -> bool:
    return isinstance(claim, Relation) and local_name(claim.relation) in _PLANS


def _is_dated(one: Statement, claim: Relation | Counted, facts: Facts) -> bool:
    attested = [item.attests for item in facts.evidence(claim.iri)]
    if not isinstance(claim, Relation):
        return all(is_then(date, claim.valid.edtf, attested) for date in one.dates)
    relation = local_name(claim.relation)
    if relation not in _LASTING:  # what happens does not happen when it is told
        attested = []
    own = {date for end in (claim.subject, claim.object) for date in facts.own_dates(end)}
    own = own if not claim.valid.edtf and relation in _OF_ITS_ENDS else set()
    begun = f"{claim.valid.edtf}/.." if relation in _BEGINNINGS and claim.valid.edtf else ""
    return all(
        is_then(date, claim.valid.edtf, attested)
        or (date.bound == "since" and is_then(date, begun))
        or any(is_then(date, then) for then in own)
        for date in one.dates
    )


def is_then(date: Date, valid: str, attested: Iterable[str] = ()) -> bool:
    """Return whether a date of a draft is what a claim says: the same, or less precise.

    `valid` is the claim's time in EDTF; where there is none, a source attests it at its date.

    >>> is_then(Date(0, 1, "2018"), "2018-11-22"), is_then(Date(0, 1, "2018-11-22"), "2018")
    (True, False)
    """
    if date.worked_out:
        return False
    begin, slash, end = valid.partition("/")
    if date.bound in ("until", "by"):
        return bool(slash) and _covers(date.edtf, end)
    if date.bound == "since":
        return bool(slash) and _covers(date.edtf, begin)
    if valid:
        return date.edtf == valid or _covers(date.edtf, begin)
    return any(_covers(date.edtf, one) for one in attested)


def _covers(wide: str, narrow: str) -> bool:
    return narrow == wide or narrow.startswith(f"{wide}-")


def _told(pieces: Pieces, text: str, date: Date) -> str:
    return text[pieces.found[date.start].start : pieces.found[date.end - 1].end]
