"""Events of change, derived from two states or stated: with bounds, and the rows they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.facts import Facts, day

_TIG, _ORG, _PROV = PREFIXES["tig"], PREFIXES["org"], PREFIXES["prov"]


class Derivation(NamedTuple):
    """How events are derived: a slug, and what it is in the layer's language and in English."""

    slug: str
    label: str
    english: str = ""


@dataclass(frozen=True)
class Change:
    """A change: its kind (a slug of the scheme `change`), what it started from and led to.

    All but the texts and dates are IRIs; `label` is in the layer's language. What a source
    states has no `derivation`.
    """

    key: str
    kind: str
    label: str
    english: str
    original: Sequence[str]
    resulting: Sequence[str]
    not_before: str
    not_after: str
    citations: Sequence[str]
    derivation: Derivation | None = None
    joined: Sequence[str] = ()
    left: Sequence[str] = ()


def change_event(change: Change, facts: Facts) -> str:
    """Describe a change as an event; return its IRI."""
    iri = f"{PREFIXES['event']}{change.key}"
    facts.entity(iri, _ORG + "ChangeEvent", change.label, change.english)
    facts.add(iri, _TIG + "changeType", f"<{PREFIXES['change']}{change.kind}>")
    for term, ends in (
        (_ORG + "originalOrganization", change.original),
        (_ORG + "resultingOrganization", change.resulting),
        (_TIG + "joined", change.joined),
        (_TIG + "left", change.left),
        (_TIG + "citation", list(dict.fromkeys(change.citations))),
    ):
        for end in ends:
            facts.add(iri, term, f"<{end}>")
    facts.add(iri, _TIG + "notBefore", day(change.not_before))
    facts.add(iri, _TIG + "notAfter", day(change.not_after))
    if change.derivation:
        activity = f"{PREFIXES['activity']}{change.derivation.slug}"
        if activity not in facts.known.described:
            _, label, english = change.derivation
            facts.entity(activity, _PROV + "Activity", label, english)
        facts.add(iri, _TIG + "derivedBy", f"<{activity}>")
    return iri
