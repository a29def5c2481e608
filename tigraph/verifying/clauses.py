"""A sentence as clauses, read to its last word: who is told of, what of them, where and when.

Readings are yielded one by one: a sentence may have several, of which claims tell the right one.
What has no reading is not understood; `furthest` is how far it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tigraph.names import folded
from tigraph.rdf.vocabulary import ONTOLOGY
from tigraph.reading import Date, Dates, Number, Token, number_at, numbers_of
from tigraph.verifying.labels import PLACE, LabelIndex, Name
from tigraph.verifying.predicates import ACTIVE, PASSIVE, Predicate, Predicates
from tigraph.verifying.stating import Statement
from tigraph.verifying.words import Said, of_all, stem

#: Whom a participle tells of before its subject is named.
_NOBODY = Name(-1, -1, frozenset())
#: So many words a form of a verb has at most.
_VERB = 4
#: So many steps are taken with a sentence; what needs more is not understood.
_STEPS = 20_000
_QUOTES = frozenset("«»“”\"()")
_RELATIVE = frozenset(("qui", "who", "which", "that"))
_END = frozenset(".!…;")
_BE = "be"
_SET = ONTOLOGY + "Population"
#: What something may be in, beside places.
_AREAS = frozenset((ONTOLOGY + "LabelledTerritory", ONTOLOGY + "Intercommunality", PLACE))


def _alone(one: Predicate) -> tuple[Said, ...]:
    return tuple(said._replace(office="") for said in one.says if said.office == "alone")


class TooLong(Exception):
    """A sentence has more readings than are looked at."""


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


class Clauses:
    """Reads one sentence; `nouns` are its names by their beginnings, `before` what was named."""

    def __init__(
        self, found: Sequence[Token], predicates: Predicates, nouns: Mapping[int, list[Name]],
        labels: LabelIndex, before: Mapping[str, frozenset[str]], text: str,
    ) -> None:  # fmt: skip
        self._text = text
        self._found, self._predicates, self._nouns = found, predicates, nouns
        self._labels, self._before = labels, before
        self._words = predicates.words
        self._steps = 0
        self._kept: dict[tuple[int, bool], list[Predicate]] = {}
        self.furthest = 0

    @cached_property
    def _dates(self) -> dict[int, Date]:
        return {one.start: one for one in Dates(self._words.language, "").of(self._found)}

    @cached_property
    def _numbers(self) -> dict[int, Number]:
        told, language = self._text, self._words.language
        found = (number_at(self._found, i, told, numbers_of(language)) for i in range(len(self._found)))
        return {one.start: one for one in found if one and not one.about and one.value > 1}

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
            if one.voice != ACTIVE or one.end == start + 1 and self._found[start].key in self._predicates.light:
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

    def _copulas(self, i: int) -> Iterator[Predicate]:
        """Yield forms of "be" alone."""
        bare = [one for one in self._at(self._adverbs(i), True) if one.voice == ACTIVE]
        least = min((one.end for one in bare), default=0)
        for one in bare:
            if one.end == least and any(said.relation == "of-kind" for said in one.says):
                yield one

    def _linked(self, i: int) -> Iterator[int]:
        """Yield where what is behind "is" begins: behind "to", "de", too."""
        yield i
        if i < len(self._found) and self._found[i].key in self._predicates.linking:
            yield i + 1

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
        keys = tuple(one.key for one in self._found[i : i + 2])
        if keys in (("c'", "est"), ("ce", "sont"), ("it", "is"), ("it", "was"), ("ce", "fut")):
            for end, names, aside in self._list(i + 2, deep=1):
                if end < len(self._found) and self._found[end].key in _RELATIVE:
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

    def _governed(self, start: int, place: int) -> Iterator[Predicate]:
        """Yield what verbs say that begin at a token, with the preposition that stands at a place."""
        for end in range(start + 1, min(start + _VERB, len(self._found)) + 1):
            line = [*self._found[start:end], self._found[place]]
            for one in self._predicates.at(line, 0):
                if one.end == len(line) and one.voice == ACTIVE:
                    yield one._replace(start=start, end=end)

    # Nouns

    def _list(
        self, i: int, deep: int = 0
    ) -> Iterator[tuple[int, tuple[Name, ...], _Made]]:
        """Yield the end, the names and the asides of nouns that are joined."""
        for end, name, made in self._noun(i, deep):
            for start in self._joined(end):
                for stop, names, more in self._list(start, deep):
                    if self._is_head_of_all(name, names):
                        yield stop, (name, *names), made + more
            yield end, (name,), made

    def _is_head_of_all(self, name: Name, others: Sequence[Name]) -> bool:
        """Whether a noun in the plural before a list fits all of it: "communities of X and Y"."""
        first = self._found[name.start].text
        if not first.islower() or folded(first) == stem(first):
            return True
        return all(
            not self._found[one.start].text[0].isupper()
            or any(self._words.stems(first) & self._labels.words[end] for end in one.entities)
            for one in others
        )

    def _noun(self, i: int, deep: int) -> Iterator[tuple[int, Name, _Made]]:
        self._reach(i)
        if i + 1 < len(self._found) and self._found[i].key in self._predicates.every:
            for end, name, made in self._noun(i + 1, deep):
                if all(_SET in self._labels.kinds.get(one, ()) for one in name.entities):
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

    def _named(self, i: int, start: int) -> Iterator[Name]:
        yield from self._nouns.get(start, ())
        if (own := self._emptied(start)) > start:
            yield from self._nouns.get(own, ())
        if i < len(self._found):
            kind = self._predicates.pronouns.get(self._found[i].key)
            if kind is not None and (meant := self._before.get(kind)):
                yield Name(i, i + 1, meant)
        if i + 1 < len(self._found) and self._found[i].key in self._predicates.this:
            own = self._words.stems(self._found[i + 1].text)
            for word in own:
                if meant := self._before.get(f"kind:{word}"):
                    yield Name(i, i + 2, meant)

    def _determined(self, i: int) -> int:
        """Return where a noun begins behind its articles and an opening quotation mark."""
        read = self._words.reading
        while i < len(self._found):
            key = self._found[i].key
            small = read.has("articles", key) or self._found[i].text in _QUOTES
            if not (small or read.has("of", key) and read.has("determiners", key)) or (
                i in self._nouns and self._found[i].text not in _QUOTES and not read.has("articles", key)
            ):
                break
            i += 1
        return i

    def _emptied(self, i: int) -> int:
        """Return where a noun begins behind one that says nothing: "la question du foncier"."""
        read, j = self._words.reading, i
        while j < len(self._found) and self._words.stems(self._found[j].text) & self._words.hollow:
            j += 1
            if j < len(self._found) and read.has("of", self._found[j].key):
                return self._determined(j + 1)
        return i

    def _closed(self, i: int) -> int:
        if i + 1 < len(self._found) and self._found[i].text in "?!" and (
            self._found[i + 1].text in _QUOTES
        ):  # fmt: skip
            i += 1
        while i < len(self._found) and self._found[i].text in _QUOTES - {"(", "«", "“"}:
            i += 1
        return i

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
        if self._found[start].key in _RELATIVE:
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
                start == i or not self._words.reading.has("of", self._found[i].key)
                and self._found[i].key in of_all("inner")
            ):  # fmt: skip
                yield date.end, _Around(dates=[date])
        for end, place in self._place(i):
            yield end, _Around(places=[place])
        for end in self._predicates.follows(self._found, i, voices):
            for stop, name, made in self._noun(end, 3):
                if not made:
                    yield stop, _Around(speaker=name)

    def _place(self, i: int) -> Iterator[tuple[int, Name]]:
        """Yield a place behind a preposition."""
        if i + 1 >= len(self._found) or self._found[i].key not in of_all("inner"):
            return
        if not self._is_preposition(i):
            return
        for name in self._nouns.get(self._determined(i + 1), ()):
            own = frozenset(
                one
                for one in name.entities
                if not _AREAS.isdisjoint(self._labels.kinds.get(one, ()))
            )
            if own:
                yield self._closed(name.end), name._replace(entities=own)

    def _is_preposition(self, i: int) -> bool:
        """Whether a small word stands at a place that is no article."""
        own = self._found[i]
        small = own.key in self._words.free and not own.is_sign
        return small and not self._words.reading.has("articles", own.key)

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

    def _thought(
        self, i: int, speaker: Name | None, stance: str
    ) -> Iterator[tuple[int, _Made]]:
        """Yield the rest of a sentence as what somebody thinks."""
        end = len(self._found)
        while end > i and self._found[end - 1].text in _END | _QUOTES:
            end -= 1
        if speaker is not None and i < end:
            yield end, (
                Statement((), (), (), i, speaker=speaker, thought=(i, end), stance=stance),
            )

    # Small words

    def _at(self, i: int, finite: bool) -> list[Predicate]:
        if i >= len(self._found):
            return []
        if (i, finite) not in self._kept:
            self._kept[i, finite] = self._predicates.at(self._found, i, finite=finite)
        return self._kept[i, finite]

    def _adverbs(self, i: int) -> int:
        while i < len(self._found) and self._predicates.is_adverb(self._found[i]):
            i += 1
        return i

    def _begun(self, i: int) -> Iterator[int]:
        yield i
        for end in self._predicates.follows(self._found, i, self._predicates.beginnings):
            comma = end < len(self._found) and self._found[end].text == ","
            yield end + 1 if comma else end

    def _between(self, i: int) -> Iterator[tuple[int, _Around]]:
        """Yield when and where of an aside between who is told of and the verb."""
        yield i, _Around()
        if i < len(self._found) and self._found[i].text == ",":
            for end, around in self._one_around(self._adverbs(i + 1), self._predicates.after):
                if end < len(self._found) and self._found[end].text == ",":
                    yield end + 1, around

    def _joined(self, i: int) -> Iterator[int]:
        """Yield where a list goes on behind a comma, "and", or both."""
        yield from self._joint(i, plain_comma=True)

    def _joint(self, i: int, *, plain_comma: bool = False) -> Iterator[int]:
        self._step()
        if i >= len(self._found):
            return
        comma = self._found[i].text in ",;"
        if comma and (plain_comma or self._found[i].text == ";"):
            yield i + 1
        at = i + 1 if comma else i
        if at < len(self._found):
            read = self._words.reading
            if read.has("and", self._found[at].key):
                yield self._adverbs(at + 1)
            for length in (2, 3):
                told = tuple(one.key for one in self._found[at : at + length])
                if told in (("ainsi", "que"), ("ainsi", "qu'"), ("as", "well", "as"), ("mais", "aussi")):
                    yield at + length

    def _is_end(self, i: int) -> bool:
        return all(one.text in _END | _QUOTES for one in self._found[i:])

    def _reach(self, i: int) -> None:
        self._step()
        self.furthest = max(self.furthest, i)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _STEPS:
            raise TooLong


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
