"""A text taken apart into tokens, each with its place; a name that is known is one token."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from tigraph.reading.claiming.lexicon import key, plain
from tigraph.reading.model import Mention
from tigraph.reading.sentences import Place

#: Types of mentions that stand as one token. Dates, amounts and posts are read from their words.
NAMED = frozenset(
    {"person", "body", "organisation", "territory", "intercommunality", "place", "programme"}
)
T = TypeVar("T")
#: So many tokens are read as one sentence at most.
_LONGEST = 400
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # E.P.C.I.
    r"|\d+(?:er|re|e|è?me|nde?|st|rd|th)\b"  # 1er, 2nd
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]{1,8}[’'](?![\s.,;:!?»)])"  # l’, qu’; a name may follow
    r"|[^\W_]+(?:[-‐‑][^\W_]+)*"
    r"|\n|[^\w\s]|_"
)


@dataclass(frozen=True)
class Token:
    """A word, number, sign or known name; `plain` and `key` are as words are compared."""

    start: int
    end: int
    text: str
    plain: str
    key: str
    mention: Mention | None = None

    @property
    def is_sign(self) -> bool:
        """Whether it is a sign, and no word, number or name."""
        return self.mention is None and not self.text[0].isalnum()

    @property
    def is_number(self) -> bool:
        """Whether it is written in figures."""
        return self.mention is None and self.text[-1].isdigit()


def atoms(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the named mentions of one span each, of those that overlap the longest."""
    named = [one for one in mentions if one.type in NAMED and len(one.spans) == 1]
    taken: list[Mention] = []
    for one in sorted(named, key=lambda m: (m.spans[0][0] - m.spans[0][1], -m.confidence)):
        (start, end), free = one.spans[0], True
        for other in taken:
            if start < other.spans[0][1] and other.spans[0][0] < end:
                free = False
                break
        if free and start < end:
            taken.append(one)
    return sorted(taken, key=lambda m: m.spans[0])


def tokens(
    text: str, mentions: Sequence[Mention], phrases: Sequence[tuple[str, ...]] = ()
) -> list[Token]:
    """Return the tokens of a text, in their order.

    A name within a fixed phrase is none: in "secrétaire d'État" nobody names the State.
    """
    found: list[Token] = []
    at = 0
    fixed = list(_places(_words(text, 0, len(text)), phrases))
    for mention in atoms(mentions):
        if any(start <= mention.start and mention.end <= end for start, end in fixed):
            continue
        start, end = mention.spans[0]
        found += _words(text, at, start)
        piece = text[start:end]
        found.append(Token(start, end, piece, plain(piece), key(piece), mention))
        at = end
    return [*found, *_words(text, at, len(text))]


def _words(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(m.start(), m.end(), m[0], plain(m[0]), key(_undotted(m[0])) or m[0])
        for m in _TOKEN.finditer(text, start, end)
    ]


def _places(
    found: Sequence[Token], phrases: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield the places of phrases of several words."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for one in phrases:
        if len(one) > 1:
            by_first.setdefault(one[0], []).append(one)
    for i, token in enumerate(found):
        for one in by_first.get(token.key, ()):
            if tuple(word.key for word in found[i : i + len(one)]) == one:
                yield token.start, found[i + len(one) - 1].end


def _undotted(word: str) -> str:
    """Return letters with points as one word: "E.P.C.I." as "EPCI"."""
    return word.replace(".", "") if len(word) > 2 and word[0].isalpha() else word


class Sentence(list[Token]):
    """The tokens of a sentence, with what was once worked out of them (`kept`)."""

    def __init__(self, found: Iterable[Token] = ()) -> None:
        super().__init__(found)
        self.kept: dict[Hashable, Any] = {}


def kept(found: Sequence[Token], mark: Hashable, work: Callable[[], list[T]]) -> list[T]:
    """Return what is worked out of tokens, of a sentence once."""
    if not isinstance(found, Sentence):
        return work()
    if mark not in found.kept:
        found.kept[mark] = work()
    value: list[T] = found.kept[mark]
    return value


def by_sentence(found: Sequence[Token], sentences: Iterable[Place]) -> list[Sentence]:
    """Return the tokens of each sentence; signs that are line ends are of none.

    What is much longer than a sentence may be is cut, so that no text takes for ever.
    """
    places = list(sentences)
    groups: list[Sentence] = [Sentence() for _ in places]
    at = 0
    for token in found:
        while at < len(places) and places[at].end <= token.start:
            at += 1
        if at < len(places) and places[at].start <= token.start and token.text != "\n":
            groups[at].append(token)
    return [
        Sentence(group[i : i + _LONGEST])
        for group in groups
        for i in range(0, max(len(group), 1), _LONGEST)
    ]


#: What an item of a list begins with.
BULLETS = frozenset("-–—•*·")


def with_items(sentences: Sequence[Sequence[Token]]) -> Iterator[tuple[int, Sentence]]:
    """Yield, by its place, each sentence that ends in a colon with the items of its list."""
    for place, sentence in enumerate(sentences):
        if not sentence or sentence[-1].text != ":":
            continue
        items: list[Token] = []
        for one in sentences[place + 1 :]:
            if not one or one[0].text not in BULLETS:
                break
            items += one
        if items:
            yield place, Sentence([*sentence, *items][:_LONGEST])
