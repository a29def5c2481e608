"""Whom a short name means: a surname alone, or the noun of a post that one person holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from tigraph.names import folded
from tigraph.reading.model import Mention, Proposal
from tigraph.reading.patterns import fragments
from tigraph.reading.phrases import languages, rule_file
from tigraph.reading.proposing import Reading

_LIKELY = 0.6
#: A post and its holder stand so near each other.
_BESIDE = 12


def whole_names(reading: Reading, proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals, each surname alone with the full name in the text that it stands for.

    Where two full names end with it, the one named last before it is meant, and left to be decided
    by a person.
    """
    found = [*proposals]
    people = [one for one in found if isinstance(one, Mention) and one.type == "person"]
    names = {one.id: folded(reading.text[one.start : one.end]).split() for one in people}
    full = [one for one in people if len(names[one.id]) > 1 and not one.refers]
    meant: dict[str, Mention] = {}
    for one in people:
        words = names[one.id]
        bearers = [
            other
            for other in full
            if len(names[other.id]) > len(words) and names[other.id][-len(words) :] == words
        ]
        told = {tuple(names[other.id]) for other in bearers}
        if not bearers:
            continue
        before = [other for other in bearers if other.start < one.start]
        antecedent = (before or bearers[:1])[-1]
        alone = len(told) == 1
        meant[one.id] = replace(
            one, refers=antecedent.id, entity=antecedent.entity if alone else None,
            candidates=antecedent.candidates if alone else one.candidates,
        )  # fmt: skip
    return [meant.get(one.id, one) for one in found]


class CoreferenceProposer:
    """Proposes the nouns of posts that stand for somebody who was named with that post."""

    name = "coreference"
    order = 40

    def propose(self, reading: Reading, earlier: Sequence[Proposal]) -> Iterator[Mention]:
        """Yield such nouns, each of type post, with the mention of who is meant."""
        pattern = _nouns(reading.language)
        if pattern is None:
            return
        mentions = [one for one in earlier if isinstance(one, Mention)]
        posts = [one for one in mentions if one.type == "post"]
        held = [(post, who) for post in posts if (who := _holder(post, mentions))]
        form = reading.plain
        for hit in pattern.finditer(form.text):
            start, end = form.span(*hit.span("noun"))
            if any(post.start <= start < post.end for post in posts):
                continue
            stem = folded(hit["noun"]).split()[0].rstrip("e")
            own = [
                who
                for post, who in held
                if who.start < start
                and folded(reading.text[post.start : post.end]).startswith(stem)
            ]
            if own:
                yield reading.mention(
                    (start, end), "post", "coreference", _LIKELY, hit["noun"], refers=own[-1].id
                )


def _holder(post: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """Return the person beside a post."""
    near = [
        one
        for one in mentions
        if one.type == "person"
        and (0 <= one.start - post.end <= _BESIDE or 0 <= post.start - one.end <= _BESIDE)
    ]
    return min(near, key=lambda one: min(abs(one.start - post.end), abs(post.start - one.end)),
               default=None)  # fmt: skip


@cache
def _nouns(language: str) -> re.Pattern[str] | None:
    if language not in languages() or "coreference" not in rule_file(language):
        return None
    return fragments(language).compiled(rule_file(language)["coreference"]["nouns"])
