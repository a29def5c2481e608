"""A sentence as clauses, read to its last word: who is told of, what of them, where and when.

Readings are yielded one by one: a sentence may have several, of which claims tell the right one.
What has no reading is not understood; `furthest` is how far it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tigraph.rdf.vocabulary import ONTOLOGY
from tigraph.reading import Date, Token
from tigraph.verifying.labels import Name
from tigraph.verifying.phrases import ENDS, QUOTES, Phrases
from tigraph.verifying.predicates import ACTIVE, PASSIVE, Predicate, Predicates
from tigraph.verifying.stating import Statement
from tigraph.verifying.words import Said, of_all

#: Whom a participle tells of before its subject is named.
_NOBODY = Name(-1, -1, frozenset())
_BE = "be"
_SET = ONTOLOGY + "Population"


def _alone(one: Predicate) -> tuple[Said, ...]:
    return tuple(said._replace(office="") for said in one.says if said.office == "alone")


@dataclass
class _Around:
    """What stands around a predicate: when, where, and who says so."""

    dates: list[Date] = field(default_factory=list)
    places: list[Name] = field(default_factory=list)
    speaker: Name | None = None

    def __add__(self, other: _Around) -> _Around:
        return _Around(
            [*self.dates, *other.dates], [*self.places, *other.places],
            other.speaker or self.speaker,
        )  # fmt: skip


_Made = tuple[Statement, ...]


class Clauses(Phrases):
    """Reads one sentence; `nouns` are its names by their beginnings, `before` what was named."""

    def readings(self) -> Iterator[_Made]:
        """Yield the statements of each reading of the whole sentence."""
        for start in self._begun(0):
            for end, made in self._sentence(start):
                if made and self._is_end(end):
                    yield made

    def _sentence(self, i: int) -> Iterator[tuple[int, _Made]]:
        for end, around in self._voice_before(i):
            yield from self._thought(end, around.speaker, "")
            for stop, made in self._clauses(end):
                yield stop, tuple(_about(one, around) for one in made)
        for end, speaker, stance in self._spoken(i):
            yield from self._thought(end, speaker, stance)
            if not stance:
                around = _Around(speaker=speaker)
                for stop, made in self._clauses(end):
                    yield stop, tuple(_about(one, around) for one in made)
        yield from self._clauses(i)

    def _clauses(self, i: int) -> Iterator[tuple[int, _Made]]:
        for end, made in self._clause(i):
            yield end, made
            for start in self._joint(end):
                for stop, more in self._clauses(start):
                    yield stop, made + more

    def _clause(self, i: int) -> Iterator[tuple[int, _Made]]:
        for start, around in self._around_before(i):
            for end, made in self._told(start):
                yield end, tuple(_about(one, around) for one in made)

    def _told(self, i: int) -> Iterator[tuple[int, _Made]]:
        for start, subjects, aside in self._list(i):
            for end, made in self._chain(subjects, start):
                yield end, aside + made
        yield from self._cleft(i)
        yield from self._turned(i)
        yield from self._of_noun(i)
        yield from self._led_in(i)

    def _of_noun(self, i: int) -> Iterator[tuple[int, _Made]]:
        """Yield "the president of X is Y", "the aims of X are Y and Z"."""
        start = self._determined(i)
        for one in self._at(start, False):
            if one.voice != ACTIVE or (
                one.end == start + 1 and self._found[start].key in self._predicates.light
            ):
                continue
            for end, objects, aside in self._list(one.end, deep=1):
                for copula in self._copulas(end):
                    for near in self._linked(copula.end):
                        for stop, subjects, more in self._list(near, deep=1):
                            made = Statement(
                                one.says, subjects, objects, one.start, copula.negated,
                                copula.modality,
                            )  # fmt: skip
                            for last, around in self._around(stop):
                                yield last, (_about(made, around), *aside, *more)

    def _led_in(self, i: int) -> Iterator[tuple[int, _Made]]:
        """Yield "located in X, Y is …": what begins the sentence is told of its subject."""
        for end, made in self._predicate((_NOBODY,), i, finite=False, deep=2):
            if end < len(self._found) and self._found[end].text == ",":
                for start, subjects, aside in self._list(end + 1, deep=1):
                    for stop, more in self._chain(subjects, start):
                        yield stop, (*(_of(one, subjects) for one in made), *aside, *more)

    def _chain(self, subjects: tuple[Name, ...], i: int) -> Iterator[tuple[int, _Made]]:
        for start, between in self._between(i):
            for end, made in self._predicate(subjects, start, finite=True):
                told = tuple(_about(one, between) for one in made)
                yield end, told
                for joint in self._joint(end):
                    for stop, more in self._chain(subjects, joint):
                        yield stop, told + more

    def _predicate(
        self, subjects: tuple[Name, ...], i: int, *, finite: bool, deep: int = 0
    ) -> Iterator[tuple[int, _Made]]:
        start = self._adverbs(i)
        if finite:
            yield from self._does(subjects, start)
        for one in self._at(start, finite):
            self._reach(one.end)
            for near, before in self._around(one.end):
                if (alone := _alone(one)) and before.dates:
                    yield near, (_about(self._made(one, alone, (), subjects), before),)
                if len(alone) == len(one.says):
                    continue
                if one.voice == PASSIVE:
                    yield from self._passive(one, subjects, near, before)
                    continue
                for stop, objects, aside in self._list(near, deep=deep + 1):
                    statement = self._made(one, one.says, subjects, objects)
                    for end, around in self._around(stop):
                        yield end, (_about(statement, before + around), *aside)

    def _does(self, subjects: tuple[Name, ...], i: int) -> Iterator[tuple[int, _Made]]:
        """Yield what is done in the words of a function's own label: "leads the project"."""
        for name in self._nouns.get(i, ()):
            if all("/function/" in one for one in name.entities):
                said = Said("has-function", False, "")
                yield name.end, (Statement((said,), subjects, (name,), i),)

    def _passive(
        self, one: Predicate, subjects: tuple[Name, ...], near: int, before: _Around
    ) -> Iterator[tuple[int, _Made]]:
        alone = self._made(one, one.says, (), subjects)
        yield near, (_about(alone, before),)
        if near < len(self._found) and self._found[near].key in self._predicates.by:
            for stop, agents, aside in self._list(near + 1, deep=1):
                statement = self._made(one, one.says, agents, subjects)
                for end, around in self._around(stop):
                    yield end, (_about(statement, before + around), *aside)

    def _made(
        self, one: Predicate, says: tuple[Said, ...], left: tuple[Name, ...],
        right: tuple[Name, ...],
    ) -> Statement:  # fmt: skip
        says = tuple(said for said in says if said.office != "alone")
        return Statement(says, left, right, one.start, one.negated, one.modality)

    def _cleft(self, i: int) -> Iterator[tuple[int, _Made]]:
        """Yield "c'est X qui …", "it is X that …"."""
        for start in self._predicates.follows(self._found, i, self._predicates.clefts):
            for end, names, aside in self._list(start, deep=1):
                if end < len(self._found) and self._found[end].key in self._predicates.relative:
                    for stop, made in self._chain(names, end + 1):
                        yield stop, aside + made

    def _turned(self, i: int) -> Iterator[tuple[int, _Made]]:
        """Yield "au comité siègent X et Y": what a verb governs stands before it."""
        if i >= len(self._found) or not self._is_preposition(i):
            return
        for start, objects, aside in self._list(i + 1, deep=2):
            for one in self._governed(self._adverbs(start), i):
                for end, subjects, more in self._list(one.end, deep=1):
                    for stop, around in self._around(end):
                        made = self._made(one, one.says, subjects, objects)
                        yield stop, (_about(made, around), *aside, *more)

    # Nouns

    def _list(self, i: int, deep: int = 0) -> Iterator[tuple[int, tuple[Name, ...], _Made]]:
        """Yield the end, the names and the asides of nouns that are joined."""
        for end, name, made in self._noun(i, deep):
            for start in self._joined(end):
                for stop, names, more in self._list(start, deep):
                    if self._is_head_of_all(name, names):
                        yield stop, (name, *names), made + more
            yield end, (name,), made

    def _noun(self, i: int, deep: int) -> Iterator[tuple[int, Name, _Made]]:
        self._reach(i)
        if i + 1 < len(self._found) and self._found[i].key in self._predicates.every:
            for end, name, made in self._noun(i + 1, deep):
                if all(_SET in self._labels.kinds(one) for one in name.entities):
                    yield end, name, made
        start = self._determined(i)
        if (number := self._numbers.get(start)) and number.end not in (start, len(self._found)):
            for name in self._nouns.get(number.end, ()):
                count = Statement((), (name,), (), start, count=number.value)
                yield self._closed(name.end), name, (count,)
        for name in self._named(i, start):
            end = self._closed(name.end)
            self._reach(end)
            yield end, name, ()
            if deep < 3:
                for stop, made in self._aside(name, end, deep):
                    yield stop, name, made

    def _aside(self, name: Name, i: int, deep: int) -> Iterator[tuple[int, _Made]]:
        """Yield what is told of a name right behind it."""
        comma = i < len(self._found) and self._found[i].text in ",(–—"
        start = i + 1 if comma else i
        if start >= len(self._found):
            return
        for end, made in self._beside(name, start, deep, comma=comma):
            yield end, made
            if comma and end < len(self._found) and self._found[end].text in ",)–—":
                yield end + 1, made

    def _beside(
        self, name: Name, start: int, deep: int, *, comma: bool
    ) -> Iterator[tuple[int, _Made]]:
        if self._found[start].key in self._predicates.relative:
            yield from self._predicate((name,), start + 1, finite=True, deep=deep + 1)
        yield from self._predicate((name,), start, finite=False, deep=deep + 1)
        if not comma:
            for end, place in self._place(start):
                said = Said("located-in", False, "")
                yield end, (Statement((said,), (name,), (place,), start),)
            return
        for end, other, more in self._noun(start, deep + 1):
            if other.entities & name.entities:
                yield end, more
            else:
                says = tuple(
                    said
                    for one in self._predicates.patterns[_BE]
                    if all(part.optional for part in one.rest)
                    for said in (one.said,)
                )
                yield end, (Statement(says, (name,), (other,), start), *more)

    # What stands around

    def _around(self, i: int) -> Iterator[tuple[int, _Around]]:
        """Yield what stands behind a predicate and says when, where and according to whom."""
        start = self._adverbs(i)
        yield start, _Around()
        comma = start < len(self._found) and self._found[start].text == ","
        for begin in (start, start + 1) if comma else (start,):
            for end, one in self._one_around(begin, voices=self._predicates.after):
                self._reach(end)
                for stop, more in self._around(end):
                    yield stop, one + more

    def _around_before(self, i: int) -> Iterator[tuple[int, _Around]]:
        yield i, _Around()
        for end, one in self._one_around(self._adverbs(i), voices=()):
            comma = end < len(self._found) and self._found[end].text == ","
            for stop, more in self._around_before(end + 1 if comma else end):
                yield stop, one + more

    def _one_around(
        self, i: int, voices: Sequence[tuple[str, ...]]
    ) -> Iterator[tuple[int, _Around]]:
        self._step()
        if i >= len(self._found):
            return
        for start in (i, i + 1):
            if (date := self._dates.get(start)) and (
                start == i or (not self._words.reading.has("of", self._found[i].key)
                and self._found[i].key in of_all("inner"))
            ):  # fmt: skip
                yield date.end, _Around(dates=[date])
        for end, place in self._place(i):
            yield end, _Around(places=[place])
        for end in self._predicates.follows(self._found, i, voices):
            for stop, name, made in self._noun(end, 3):
                if not made:
                    yield stop, _Around(speaker=name)

    def _voice_before(self, i: int) -> Iterator[tuple[int, _Around]]:
        for end in self._predicates.follows(self._found, i, self._predicates.before):
            for stop, name, made in self._noun(end, 0):
                comma = stop < len(self._found) and self._found[stop].text == ","
                if comma and not made:
                    yield stop + 1, _Around(speaker=name)

    def _spoken(self, i: int) -> Iterator[tuple[int, Name, str]]:
        """Yield who says or thinks what follows, and the stance."""
        for end, name, made in self._noun(i, 0):
            if not made:
                for stop, stance in self._predicates.spoken(self._found, self._adverbs(end)):
                    yield stop, name, stance

    def _thought(self, i: int, speaker: Name | None, stance: str) -> Iterator[tuple[int, _Made]]:
        """Yield the rest of a sentence as what somebody thinks."""
        end = len(self._found)
        while end > i and self._found[end - 1].text in ENDS | QUOTES:
            end -= 1
        if speaker is not None and i < end:
            yield end, (Statement((), (), (), i, speaker=speaker, thought=(i, end), stance=stance),)

    # Small words

    def _between(self, i: int) -> Iterator[tuple[int, _Around]]:
        """Yield when and where of an aside between who is told of and the verb."""
        yield i, _Around()
        if i < len(self._found) and self._found[i].text == ",":
            for end, around in self._one_around(self._adverbs(i + 1), self._predicates.after):
                if end < len(self._found) and self._found[end].text == ",":
                    yield end + 1, around


def voice_before(
    found: Sequence[Token], predicates: Predicates, nouns: Mapping[int, list[Name]]
) -> Iterator[tuple[int, Name]]:
    """Yield where a sentence goes on behind "according to X,", and X."""
    for end in predicates.follows(found, 0, predicates.before):
        for start in range(end, min(end + 2, len(found))):
            for name in nouns.get(start, ()):
                if name.end < len(found) and found[name.end].text == ",":
                    yield name.end + 1, name


def _of(one: Statement, names: tuple[Name, ...]) -> Statement:
    """Return a statement of nobody as one of some names."""
    left, right = (names if side == (_NOBODY,) else side for side in (one.left, one.right))
    return replace(one, left=left, right=right)


def _about(one: Statement, around: _Around) -> Statement:
    """Return a statement with when, where and by whom it is said."""
    if not (around.dates or around.places or around.speaker):
        return one
    return replace(
        one, dates=[*one.dates, *around.dates], places=[*one.places, *around.places],
        speaker=one.speaker or around.speaker,
    )  # fmt: skip
