"""A sentence that claims bear when nothing of it is left over: what ties its names, and figures.

Claims are held against what a predicate binds (see `anchors`), figures against those that are told
of the names; each other word must be one that these claims explain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, islice, product

from tigraph.reading import Figure
from tigraph.verifying.anchors import Anchored, Anchors
from tigraph.verifying.bearing import Held, Sentence, held
from tigraph.verifying.counting import weigh_figure
from tigraph.verifying.groups import Group
from tigraph.verifying.holding import Weighed
from tigraph.verifying.model import Differing
from tigraph.verifying.stating import Statement

#: So many readings of a sentence are held against claims.
_READINGS = 200


def covered(anchors: Anchors, sentence: Sentence) -> Held | None:
    """Return what bears all of a sentence; where a figure of it is another, that; else none."""
    nearest: Held | None = None
    for one in islice(anchors.readings(), _READINGS):
        found = held([one.statement], sentence)
        if not found.is_borne:
            continue
        whole = _whole(anchors, one, found, sentence)
        if whole and whole.is_borne:
            return whole
        nearest = nearest or whole
    if only := anchors.figured(sentence.pieces.figures):
        whole = _whole(anchors, only, Held((), (), False), sentence)
        if whole and whole.is_borne:
            return whole
        nearest = nearest or whole
    return nearest


def _whole(anchors: Anchors, one: Anchored, found: Held, sentence: Sentence) -> Held | None:
    """Return what bears a reading with all figures of its sentence, if that explains its words."""
    facts = sentence.facts
    told = [figure for figure in sentence.pieces.figures if not anchors.is_named(figure)]
    answers = [_figure(anchors.told(figure), sentence, found.claims) for figure in told]
    counted = [facts.figure(iri) for answer in answers for iri in (
        *answer.claims, *(iri for part in answer.differing for iri in part.claims)
    )]  # fmt: skip
    if not _are_of_one(told, answers, sentence):
        return None
    spans = {i for figure in told for i in range(figure.start, figure.end)}
    wide = one._replace(read=one.read | spans)
    relations = facts.relations(found.claims)
    named, strange = anchors.left_over(wide, relations, counted)
    if strange:
        return None
    differing = tuple(part for answer in answers for part in answer.differing)
    claims = tuple(dict.fromkeys((*found.claims, *(iri for a in answers for iri in a.claims))))
    if named and one.statement.says:
        places = [name for group in named for name in group.names]
        again = held([replace(one.statement, places=places)], sentence)
        if not again.is_borne:
            return None
        claims = (*claims, *(iri for iri in again.claims if iri not in claims))
    elif not _are_told(named, answers):
        return None
    return Held(claims, differing, False)


def _are_of_one(
    told: Sequence[Figure], answers: Sequence[Weighed], sentence: Sentence
) -> bool:  # fmt: skip
    """Whether figures are of one thing, or told in one place; of a change, the earlier is first."""
    facts = sentence.facts
    found = sentence.pieces.found
    pairs = combinations(zip(told, answers, strict=True), 2)
    for (one, first), (other, second) in pairs:
        if first.differing or second.differing:
            continue
        ones, others = ([facts.figure(iri) for iri in answer.claims] for answer in (first, second))
        same = any(
            {a.about, a.population} & {b.about, b.population} - {""}
            for a, b in product(ones, others)
        )
        if not same and not facts.is_beside(first.claims, second.claims):
            return False
        gap = {token.key for token in found[one.end : other.start]}
        changes = gap & {"a", "to"} and len(gap) <= 1
        if changes and not any(a.valid.edtf < b.valid.edtf for a, b in product(ones, others)):
            return False
    return True


def _are_told(
    named: Sequence[Group], answers: Sequence[Weighed]
) -> bool:  # fmt: skip
    """Whether all that is named is of what figures are told."""
    used = {name[:2] for answer in answers for name in answer.used}
    return all(name[:2] in used for group in named for name in group.names)


def _figure(one: Statement, sentence: Sentence, beside: Sequence[str]) -> Weighed:
    found = Weighed()
    pieces = sentence.pieces
    own = {i for name in one.left for i in range(name.start, name.end)}
    more = [name for name in pieces.names if not own & {*range(name.start, name.end)}]
    pieces = replace(pieces, names=sorted([*one.left, *more]))
    weigh_figure(one, pieces, sentence.words, sentence.facts, found, sentence.text, beside)
    if not found.claims and not found.differing:
        found.differing.append(Differing("number", ""))
    return found
