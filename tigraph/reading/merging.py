"""Proposals of several proposers as one list: no place twice, no id twice, in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from tigraph.reading.model import NAMED, Mention, Proposal

#: What may be named within the name of a body.
WITHIN = ("organisation", "intercommunality")


def merged(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals without those that stand in the way of others, in the order of their places.

    Of named things that share a place the longest counts, of others those of one type; of those
    as long the surest, then the first.
    """
    mentions = [one for one in proposals if isinstance(one, Mention)]
    others = [one for one in proposals if not isinstance(one, Mention)]
    ranked = sorted(
        enumerate(mentions), key=lambda one: (_length(one[1]), -one[1].confidence, one[0])
    )
    kept: list[Mention] = []
    for _, one in ranked:
        if not any(in_the_way(other, one) for other in kept):
            kept.append(one)
    kept.sort(key=lambda one: (one.start, -one.end, one.type))
    return _with_own_ids([*kept, *others])


def _length(one: Mention) -> int:
    return one.start - one.end


def in_the_way(other: Mention, one: Mention) -> bool:
    """Whether a mention leaves no room for a shorter one: a body's name may hold another's."""
    within = other.start <= one.start and one.end <= other.end and one.start > other.start
    if other.type == "body" and one.type in WITHIN and within:
        return False
    layer = NAMED if one.type in NAMED else (one.type,)
    return other.type in layer and other.start < one.end and one.start < other.end


def _with_own_ids(proposals: Iterable[Proposal]) -> list[Proposal]:
    seen: dict[str, int] = {}
    found: list[Proposal] = []
    for one in proposals:
        count = seen.get(one.id, 0)
        seen[one.id] = count + 1
        if count:
            again = hashlib.sha256(f"{one.id} {count}".encode()).hexdigest()[:16]
            one = replace(one, id=again)
        found.append(one)
    return found
