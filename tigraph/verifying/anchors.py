"""A sentence read around one predicate: what it binds, who that is told of, and the rest explained.

Writers put words between those that a clause needs, and turn it around: "X, dont Y est membre",
"among the members of X there is Y". A predicate binds the noun right behind it, or the one that a
relative word or a preposition in front stands for; all other words must be of the names of what a
claim ties, of its relation, or say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from tigraph.claims import Figure as Counted
from tigraph.claims import Relation
from tigraph.rdf.vocabulary import local_name
from tigraph.reading import Figure, Token, tokens
from tigraph.verifying.groups import Group, Groups
from tigraph.verifying.labels import Name, parts_of
from tigraph.verifying.phrases import QUOTES
from tigraph.verifying.predicates import ACTIVE, PASSIVE, Predicate
from tigraph.verifying.stating import Statement
from tigraph.verifying.words import stem

#: So many words a predicate without its preposition has at most.
_LONG = 7
#: What is said of who carries what a noun tells.
_CARRIED = "carried"
#: So many words stand between a noun and a relative word that stands for it.
_NEAR = 8


class Anchored(NamedTuple):
    """A statement with the places of its words, and what else is named."""

    statement: Statement
    read: frozenset[int]
    others: tuple[Group, ...]


class Anchors(Groups):
    """Reads one sentence; `nouns` are its names by their beginnings, `before` what was named."""

    def figured(self, figures: Sequence[Figure]) -> Anchored | None:
        """Return a sentence that tells figures alone, each with its date."""
        if self._is_denied() or not figures:
            return None
        made = Statement((), (), (), figures[0].start)
        read = frozenset(i for date in self.dates for i in range(date.start, date.end))
        return Anchored(made, read, tuple(self._groups(0, 0)))

    def told(self, one: Figure) -> Statement:
        """Return a figure as it is told: at the date that is nearest to it."""
        dates = sorted(self.dates, key=lambda date: abs(date.start - one.start))[:1]
        names = tuple(name for group in self._groups(0, 0) for name in group.names)
        return Statement(
            (), names, (), one.start, modality=self._modality(one.start), dates=dates, figure=one
        )

    def readings(self) -> Iterator[Anchored]:
        """Yield the statements that predicates of the sentence make with what they bind."""
        if self._is_denied():
            return
        for one in self._predicated:
            groups = self._groups(one.start, one.end)
            for left, right in self._bound(one, groups):
                yield self._made(one, left, right, groups, frozenset())
            yield from self._fixed(one, groups)
            yield from self._carried(one)
        groups = self._groups(0, 0)
        for right in groups:
            for place, token in self._links(right):
                for one in self._governed(place, token):
                    apart = self._groups(one.start, one.end)
                    for left in apart:
                        if left.names != right.names and right in apart:
                            yield self._made(one, left, right, apart, frozenset({place}))

    # What a predicate binds

    def _bound(self, one: Predicate, groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
        """Yield who a predicate is told of, and what is right behind it."""
        behind = self._behind(one, groups)
        if behind is None:
            return
        before = [group for group in groups if group.end <= one.start]
        done = one.finite and one.voice == ACTIVE and before
        if done and self._is_object(before[-1].end, one.start):  # "the themes that X tackles"
            yield from ((behind, left) for left in before)
            return
        for left in before if one.finite else groups:
            if left is not behind:
                yield left, behind

    def _fixed(self, one: Predicate, groups: Sequence[Group]) -> Iterator[Anchored]:
        """Yield what predicates tell that have their end in them: "has received the label"."""
        before = [group for group in groups if group.end <= one.start]
        for said in one.says:
            if not said.office.startswith("=") or one.voice == PASSIVE:
                continue
            words = self._words.stems(said.office[1:])
            name = Name(one.start, one.end, frozenset(self._facts.labels.loose(words)))
            told = one._replace(says=(said._replace(office=""),))
            for left in before:
                right = Group(one.start, one.end, (name,))
                yield self._made(told, left, right, groups, frozenset())

    def _carried(self, one: Predicate) -> Iterator[Anchored]:
        """Yield what a noun tells of who carries it: "the steering of X lies with Y"."""
        if all(said.relation != _CARRIED for said in one.says):
            return
        for i in range(one.start):
            relations = self._predicates.nominal.get(stem(self._found[i].text), ())
            groups = [group for group in self._groups(i, i + 1) if relations]
            apart = [group for group in groups if group.end <= one.start]
            noun = Predicate(i, i + 1, relations, ACTIVE, False, one.negated, one.modality)
            of, by = self._behind(noun, apart), self._behind(one, groups)
            if of is not None and by is not None:
                read = frozenset(range(one.start, by.start))
                made = self._made(noun, by, of, groups, read)
                yield made._replace(statement=replace(made.statement, modality=one.modality))

    def _links(self, right: Group) -> Iterator[tuple[int, Token]]:
        """Yield where a relative word or a preposition stands for a group in front, and which."""
        relatives = self._predicates.prepositions
        for i in range(right.end, min(right.end + _NEAR, len(self._found))):
            own = self._found[i]
            if own.key in relatives:
                given = relatives[own.key]
                yield i, tokens(given, [])[0] if given else self._found[i - 1]
        start = right.start - 1
        while start > 0 and self._words.reading.has("articles", self._found[start].key):
            start -= 1
        if start >= 0 and self._found[start].key in self._predicates.fronted:
            yield start, self._found[start]

    def _governed(self, place: int, preposition: Token) -> Iterator[Predicate]:
        """Yield the predicates behind a place that have a preposition which stands there."""
        for start in range(place + 1, len(self._found)):
            if self._found[start].is_sign or not self._is_verb(start):
                continue
            for end in range(start + 1, min(start + _LONG, len(self._found)) + 1):
                line = [*self._found[start:end], preposition]
                for one in self._predicates.at(line, 0):
                    if one.end == len(line) and one.voice == ACTIVE:
                        yield one._replace(start=start, end=end)

    def _is_verb(self, i: int) -> bool:
        forms = self._predicates.lexicon.forms
        own = self._found[i].plain
        return own in forms or own in self._words.reading.be or own in self._words.reading.have

    def _is_object(self, start: int, end: int) -> bool:
        """Whether what stands in front is what a verb is done to: "that", "que"."""
        between = self._found[start:end]
        return any(one.key in self._predicates.objects for one in between)

    def _behind(self, one: Predicate, groups: Sequence[Group]) -> Group | None:
        """Return the group right behind a predicate, of a passive behind "by"."""
        i = one.end
        furthers = any(said.relation == "aims-at" for said in one.says)
        if one.voice == PASSIVE:
            if i >= len(self._found) or self._found[i].key not in self._predicates.by:
                return None
            i += 1
        for group in groups:
            if group.start >= i:
                gap = self._found[i : group.start]
                passed = all(
                    self._is_passed(own) or (furthers and own.key in self._predicates.furthering)
                    for own in gap
                )
                return group if passed else None
        return None

    # Predicates

    @cached_property
    def _predicated(self) -> list[Predicate]:
        return [
            one
            for i in range(len(self._found))
            for finite in (True, False)
            for one in self._predicates.at(self._found, i, finite=finite)
            if not self._is_bare(one) and not self._is_in_name(one)
        ]

    def _is_in_name(self, one: Predicate) -> bool:
        """Whether a predicate is a part of what something is called: "chef de projet"."""
        return any(
            name.start <= one.start and one.end < name.end and name.end - name.start > 2
            for start in range(max(one.start - _LONG, 0), one.start + 1)
            for name in self._nouns.get(start, ())
            if name.start < one.start or not one.finite
        )

    def _is_bare(self, one: Predicate) -> bool:
        """Whether a predicate has no word that says what it is: "is", "in"."""
        return all(
            (token.key in self._words.free and token.key not in self._predicates.amid)
            or self._words.reading.has("articles", token.key)
            or self._predicates.is_adverb(token)
            for token in self._found[one.start : one.end]
        )

    def _made(
        self, one: Predicate, left: Group, right: Group, groups: Sequence[Group],
        places: frozenset[int],
    ) -> Anchored:  # fmt: skip
        ends = (left.names, right.names)
        if one.voice == PASSIVE:
            ends = (right.names, left.names)
        made = Statement(
            one.says,
            *ends,
            one.start,
            one.negated,
            one.modality if one.finite else self._modality(one.start),
            dates=[*self.dates],
        )
        read = {*range(one.start, one.end), *places}
        read |= {i for group in (left, right) for i in range(group.start, group.end)}
        read |= {i for date in self.dates for i in range(date.start, date.end)}
        others = tuple(group for group in groups if group not in (left, right))
        return Anchored(made, frozenset(read), others)

    def _modality(self, start: int) -> str:
        """Return how surely the verb at a place says so, else the nearest one."""
        told = sorted(self._verbs, key=lambda one: abs(one[0] - start))
        return told[0][1] if told else "stated"

    @cached_property
    def _verbs(self) -> list[tuple[int, str]]:
        """Where finite verbs begin, and how surely they say what they do: the longest of each."""
        made: dict[int, tuple[int, str]] = {}
        for i in range(len(self._found)):
            for verb in self._predicates.finite(self._found, i):
                if verb.end > made.get(i, (0, ""))[0]:
                    made[i] = verb.end, verb.modality
        covered = 0
        kept = []
        for i, (end, modality) in made.items():
            if i >= covered:
                kept.append((i, modality))
                covered = end
        return kept

    # What is left

    def left_over(
        self, one: Anchored, claims: Sequence[Relation], figures: Sequence[Counted] = ()
    ) -> tuple[list[Group], list[str]]:
        """Return what else is named, and the words, that claims which bear it do not explain."""
        own, entities = frozenset[str](), set[str]()
        for claim in claims:
            ends = {claim.subject, claim.object, claim.post} - {""}
            own |= self._facts.words(*ends, claim.role, claim.relation)
            own |= self._predicates.telling(local_name(claim.relation))
            entities |= ends
        for figure in figures:
            ends = {figure.about, figure.population} - {""}
            own |= self._facts.words(*ends, figure.measure, figure.unit)
            own |= self._predicates.telling("figure")
            entities |= ends
        own = own.union(*map(self._kinds.of, entities))
        own = own.union(*map(self._kinds.of, self._facts.labels.programmes_in(own)))
        inside = {i for group in one.others for i in range(group.start, group.end)}
        named = [
            group
            for group in one.others
            if not all(self._is_of(i, own) for i in range(group.start, group.end))
        ]
        strange = [
            token.text
            for i, token in enumerate(self._found)
            if i not in one.read | inside and not self._is_of(i, own)
        ]
        strange += [
            self._found[other.start].text
            for other in self._predicated
            if not self._is_bound_so(other, one)
        ]
        return named, strange

    def _is_of(self, i: int, own: frozenset[str]) -> bool:
        """Whether a word says nothing by itself, or is one of some."""
        token = self._found[i]
        if token.is_sign or token.text in QUOTES:
            return True
        if i in self._dated or (self._is_number(i) and i not in self._named):
            return False
        parts = parts_of(token)
        return (
            self._is_small(token)
            or bool(self._words.stems(token.text) & own)
            or bool(parts and parts <= own)
        )

    def _is_bound_so(self, other: Predicate, one: Anchored) -> bool:
        """Whether a noun that tells a relation does not bind an end: "the author of X" is not X."""
        if other.finite or {*range(other.start, other.end)} & one.read:
            return True
        ends = (*one.statement.left, *one.statement.right) if one.statement.says else ()
        starts = {name.start for name in ends}
        i = other.end
        while i < len(self._found) and self._is_passed(self._found[i]) and i not in starts:
            i += 1
        return i not in starts

    def _is_small(self, token: Token) -> bool:
        return (
            token.key in self._words.free
            or token.text in self._words.free
            or token.key in self._predicates.passing
            or self._predicates.is_adverb(token)
        )
