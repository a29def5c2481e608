"""What somebody is said to think held against the opinions that sources attribute to them.

An opinion stands in the graph as a short paraphrase. A draft says it where its words are those of
the paraphrase, in their order: another word, another negation or a part left out is another
thought. Who is favourable or critical is known of whole things, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tigraph.claims import Opinion
from tigraph.rdf.vocabulary import local_name
from tigraph.reading import Token, tokens
from tigraph.verifying.facts import Facts
from tigraph.verifying.labels import Name
from tigraph.verifying.words import Words, stem

#: What is told of a thing as a whole.
_OF_THINGS = frozenset(("favourable", "critical"))
#: A thought of fewer words is none.
_FEWEST = 3
#: So much of a paraphrase is told by a draft that says it with fewer words.
_MOST_OF = 0.6
#: Forms of one word share so many letters, and so much of the longer.
_ROOT, _ROOT_OF = 4, 0.6


def thinking(
    speaker: Name, stance: str, found: Sequence[Token], words: Words, facts: Facts,
    nouns: Sequence[Name],
) -> list[Opinion]:  # fmt: skip
    """Return the opinions of a speaker that say what some tokens do.

    `nouns` are the names that all of the tokens may be together.
    """
    own = [
        one
        for one in facts.opinions(speaker.entities)
        if stance in ("", "any") or local_name(one.stance) == stance
    ]
    same = [one for one in own if _is_same(found, one, words)]
    if not same and stance in _OF_THINGS:
        meant = {entity for name in nouns for entity in name.entities}
        same = [one for one in own if meant & {*one.about}]
    return same


def _is_same(found: Sequence[Token], one: Opinion, words: Words) -> bool:
    """Whether tokens are a paraphrase, all of it or up to where it goes on with "and".

    Else whether each of their words is one of it, and most of it is told.
    """
    told = _Thought(found, words)
    own = tokens(one.paraphrase.get(words.language, ""), [])
    ends = [
        i
        for i, token in enumerate(own)
        if words.reading.has("and", token.key)
        or (token.text in ",;" and not {after.key for after in own[i : i + 2]} & words.conditions)
    ]
    wholes = [_Thought(own, words), *(_Thought(own[:end], words) for end in ends)]
    if len(told.line) < _FEWEST:
        return False
    return any(told.is_same(whole) or told.is_of(whole) for whole in wholes)


class _Thought:
    """The words of a thought: those that stand in an order, those that move, those that deny."""

    def __init__(self, found: Sequence[Token], words: Words) -> None:
        denied, moved, line = list[str](), list[str](), list[str]()
        for one in found:
            own = stem(one.text)
            if {own, one.key} & words.grading or {own, one.key} & words.denying:
                denied.append(words.families.get(own, own))
            elif one.is_sign or one.key in words.free or one.key in words.linking:
                continue
            elif own.endswith(words.moving):
                moved.append(own)
            else:
                line.append(words.families.get(own, own))
        self.line, self._moved, self._denied = line, Counter(moved), Counter(denied)

    def is_same(self, other: _Thought) -> bool:
        """Whether two say the same: in one order, from another word on, or one word moved."""
        if self._moved != other._moved or self._denied != other._denied:
            return False
        if len(self.line) != len(other.line) or Counter(self.line) != Counter(other.line):
            return False
        turned = any(
            self.line[i:] + self.line[:i] == other.line for i in range(max(len(self.line), 1))
        )
        return turned or _is_moved(self.line, other.line)

    def is_of(self, other: _Thought) -> bool:
        """Whether each word is of another thought, in its order but for one, and most are told."""
        if self._moved - other._moved or self._denied != other._denied:
            return False
        places = list[int]()
        for word in self.line:
            at = [i for i, own in enumerate(other.line) if i not in places and _is_like(word, own)]
            if not at:
                return False
            places.append(min(at, key=lambda i: (bool(places) and i < places[-1], i)))
        told = len(places) >= max(_FEWEST, _MOST_OF * len(other.line))
        return told and _ascending(places) >= len(places) - 1


def _is_like(one: str, other: str) -> bool:
    """Whether two words are forms of one: "parler", "parlent"."""
    if one == other:
        return True
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    shared = min(len(one), len(other)) if same is None else same
    return shared >= max(_ROOT, _ROOT_OF * max(len(one), len(other)))


def _ascending(places: Sequence[int]) -> int:
    """Return how many of some places stand in their order, the others left out."""
    best: list[int] = []
    for i, place in enumerate(places):
        best.append(1 + max((best[j] for j in range(i) if places[j] < place), default=0))
    return max(best, default=0)


def _is_moved(one: list[str], other: list[str]) -> bool:
    """Whether taking one word out of each leaves the same, and it is at an end of one of them."""
    for i in (0, len(one) - 1):
        if one[i] in other:
            j = other.index(one[i])
            if one[:i] + one[i + 1 :] == other[:j] + other[j + 1 :]:
                return True
    return False
