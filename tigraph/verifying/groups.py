"""What a sentence names, as lists outside of a predicate, with its dates and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tigraph.reading import Date, Dates, Figure, Token, number_at, numbers_of
from tigraph.verifying.describing import Kinds
from tigraph.verifying.facts import Facts
from tigraph.verifying.labels import Name
from tigraph.verifying.phrases import QUOTES, heads_all
from tigraph.verifying.predicates import Predicates
from tigraph.verifying.words import Words, stem


class Group(NamedTuple):
    """Names that are joined as a list, from the first to the last."""

    start: int
    end: int
    names: tuple[Name, ...]


class Groups:
    """The names, dates and numbers of a sentence; `nouns` are its names by their beginnings.

    `before` is what was named in the sentence before it.
    """

    def __init__(
        self, found: Sequence[Token], predicates: Predicates, nouns: Mapping[int, list[Name]],
        facts: Facts, before: Mapping[str, frozenset[str]], text: str,
    ) -> None:  # fmt: skip
        self._found, self._predicates, self._facts = found, predicates, facts
        self._nouns, self._before, self._text = nouns, before, text
        self._words: Words = predicates.words
        self._kinds = Kinds(self._words, facts.labels, facts.orders)

    @cached_property
    def dates(self) -> list[Date]:
        """The dates of the sentence that are in no name."""
        named = {i for group in self._groups(0, 0) for i in range(group.start, group.end)}
        found = Dates(self._words.language, "").of(self._found)
        return [one for one in found if not named >= {*range(one.start, one.end)}]

    @cached_property
    def _dated(self) -> frozenset[int]:
        own = Dates(self._words.language, "").of(self._found)
        return frozenset(i for one in own for i in range(one.start, one.end))

    def _groups(self, start: int, end: int) -> list[Group]:
        """Return what is named outside of some words, of names that overlap the longest."""
        made: list[Name] = []
        i = 0
        while i < len(self._found):
            if start <= i < end:
                i = end
                continue
            own = None
            fit = [one for one in self._nouns.get(i, ()) if i >= end or one.end <= start]
            if fit:
                same = (one.entities for one in fit if one.end == fit[0].end)
                own = fit[0]._replace(entities=frozenset[str]().union(*same))
            if own is None and (meant := self._meant(i)):
                own = meant
            if own is not None:
                made.append(own)
            i = own.end if own is not None else i + 1
        return self._listed(made)

    def _meant(self, i: int) -> Name | None:
        kind = self._predicates.pronouns.get(self._found[i].key)
        if i <= 1 and kind is not None and (meant := self._before.get(kind)):
            return Name(i, i + 1, meant)
        return None

    def _listed(self, names: Sequence[Name]) -> list[Group]:
        groups: list[list[Name]] = []
        for name in names:
            if groups and self._is_joined(groups[-1][-1].end, name.start):
                groups[-1].append(name)
            else:
                groups.append([name])
        made = list[Group]()
        for one in groups:
            joined = any(
                self._words.reading.has("and", token.key)
                for token in self._found[one[0].end : one[-1].start]
            )
            whole = heads_all(self._found, one[0], one[1:], self._words, self._facts.labels)
            if len(one) == 1 or (joined and whole):
                made.append(Group(one[0].start, one[-1].end, tuple(one)))
            elif joined:  # "communities of X and Y", of which Y is none
                return []
            else:
                made += [Group(name.start, name.end, (name,)) for name in one]
        return made

    def _is_joined(self, start: int, end: int) -> bool:
        gap = self._found[start:end]
        read = self._words.reading
        joins = any(one.text == "," or read.has("and", one.key) for one in gap)
        return joins and all(
            one.text == "," or read.has("and", one.key) or self._is_passed(one) for one in gap
        )

    def _is_passed(self, token: Token) -> bool:
        read = self._words.reading
        small = read.has("articles", token.key) or read.has("determiners", token.key)
        quoted = token.text in QUOTES
        return small or quoted or self._predicates.is_adverb(token) or read.has("of", token.key)

    @cached_property
    def _named(self) -> frozenset[int]:
        """The words that are in names, which have the numbers of their labels."""
        return frozenset(i for group in self._groups(0, 0) for i in range(group.start, group.end))

    def is_named(self, figure: Figure) -> bool:
        """Whether a figure is a part of what something is called: "the four reports"."""
        return figure.value is not None and figure.start in self._named

    def _is_denied(self) -> bool:
        named = {i for group in self._groups(0, 0) for i in range(group.start, group.end)}
        return any(
            {stem(one.text), one.key} & self._words.denying and one.key not in self._predicates.due
            for i, one in enumerate(self._found)
            if i not in named
        )

    def _is_number(self, i: int) -> bool:
        number = number_at(self._found, i, self._text, numbers_of(self._words.language))
        return number is not None and number.start == i and (number.figures or number.value != 1)
