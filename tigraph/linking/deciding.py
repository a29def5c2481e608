"""What becomes of a name: settled, for review, or nothing; and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tigraph.linking.beside import at
from tigraph.linking.model import Outcome
from tigraph.linking.records import Record
from tigraph.linking.telling import Told, told
from tigraph.linking.weighing import SETTLED, Weighed
from tigraph.names import folded

#: Whatever scores within this of the best is a rival of it.
_MARGIN, _WIDE = 0.02, 0.06
#: Where no kind is told, a name without a form means rather what has none; both may be meant.
OTHER_KIND = 0.03


def enough(found: Iterable[Weighed]) -> bool:
    """Whether any of some candidates may be settled on, so that none like it need be looked for."""
    return any(one.score >= SETTLED and not one.vetoes for one in found)


def rank(one: Weighed) -> tuple[float, bool, bool, str, str]:
    """Return where a candidate stands: the best, those that are still there first."""
    return (-one.score, not one.raw, bool(one.record.end), one.record.label, one.record.iri)


def outcome_of(asked: bool, listed: Sequence[Weighed]) -> tuple[Outcome, Told]:
    """Return what becomes of a name, and why; whether anything was `asked`."""
    if not listed:
        return "none", told("none" if asked else "empty")
    best = listed[0]
    if best.vetoes:
        return "review", best.vetoes[0]
    if best.score < SETTLED:
        return "review", told("far")
    rivals = [one for one in listed[1:] if _rivals(best, one)]
    if rivals:
        named = ", ".join(dict.fromkeys(one.record.label for one in rivals[:3]))
        return "review", told("rivals", str(len(rivals)), named)
    return "matched", told("settled")


def _rivals(best: Weighed, other: Weighed) -> bool:
    """Whether another candidate may be meant as well as the best."""
    if best.met.whole and not (best.met.typed or best.met.initials):
        apart = best.kind != other.kind
        close = other.score >= best.score - _MARGIN - OTHER_KIND * apart
        accents = best.raw and not other.raw and folded(other.borne.text) == folded(best.borne.text)
        return close and not (accents and _together(best.record, other.record))
    if other.met.typed and not best.met.typed and other.score < best.score:
        return False
    met = {*best.met.same}
    also = met <= {*other.met.same} and other.against <= best.against
    also = also and len(other.met.initials) >= len(best.met.initials)
    also = also and len(other.met.added) <= len(best.met.added)
    also = also and bool(best.met.missing or best.met.initials or not other.met.missing)
    return also or other.score >= best.score - _WIDE


def _together(one: Record, other: Record) -> bool:
    """Whether two things were at one time, so that an accent may tell them apart."""
    return at((one.begin, one.end or "9999"), other.begin, other.end)
