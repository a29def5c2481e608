"""The phrases of a sentence, each by where it begins: nouns, predicates, dates, and small words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from tigraph.names import folded
from tigraph.rdf.vocabulary import ONTOLOGY
from tigraph.reading import Date, Dates, Number, Token, number_at, numbers_of
from tigraph.verifying.labels import PLACE, LabelIndex, Name
from tigraph.verifying.predicates import ACTIVE, Predicate, Predicates
from tigraph.verifying.words import Words, of_all, stem

#: So many words a form of a verb has at most.
_VERB = 4
#: So many steps are taken with a sentence; what needs more is not understood.
_STEPS = 20_000
#: What something may be in, beside places.
_AREAS = frozenset((ONTOLOGY + "LabelledTerritory", ONTOLOGY + "Intercommunality", PLACE))
QUOTES = frozenset('«»“”"()')
ENDS = frozenset(".!…;")


class TooLongError(Exception):
    """A sentence has more readings than are looked at."""


class Phrases:
    """What may begin at each place of a sentence; `nouns` are its names by their beginnings.

    `before` is what was named in the sentence before it. `furthest` is how far it was read.
    """

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
        found = (
            number_at(self._found, i, told, numbers_of(language)) for i in range(len(self._found))
        )
        return {one.start: one for one in found if one and not one.about and one.value > 1}

    def _named(self, i: int, start: int) -> Iterator[Name]:
        yield from self._nouns.get(start, ())
        if (own := self._emptied(start)) > start:
            yield from self._nouns.get(own, ())
        if i < len(self._found):
            kind = self._predicates.pronouns.get(self._found[i].key)
            if kind is not None and (meant := self._before.get(kind)):
                yield Name(i, i + 1, meant)
        if i + 1 < len(self._found) and self._found[i].key in self._predicates.this:
            for word in self._words.stems(self._found[i + 1].text):
                if meant := self._before.get(f"kind:{word}"):
                    yield Name(i, i + 2, meant)

    def _determined(self, i: int) -> int:
        """Return where a noun begins behind its articles and an opening quotation mark."""
        read = self._words.reading
        while i < len(self._found):
            key = self._found[i].key
            small = read.has("articles", key) or self._found[i].text in QUOTES
            if not (small or (read.has("of", key) and read.has("determiners", key))) or (
                i in self._nouns
                and self._found[i].text not in QUOTES
                and not read.has("articles", key)
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
            self._found[i + 1].text in QUOTES
        ):  # fmt: skip
            i += 1
        while i < len(self._found) and self._found[i].text in QUOTES - {"(", "«", "“"}:
            i += 1
        return i

    def _is_head_of_all(self, name: Name, others: Sequence[Name]) -> bool:
        return heads_all(self._found, name, others, self._words, self._labels)

    def _place(self, i: int) -> Iterator[tuple[int, Name]]:
        """Yield a place behind a preposition."""
        if i + 1 >= len(self._found) or self._found[i].key not in of_all("inner"):
            return
        if not self._is_preposition(i):
            return
        for name in self._nouns.get(self._determined(i + 1), ()):
            own = frozenset(
                one for one in name.entities if not _AREAS.isdisjoint(self._labels.kinds(one))
            )
            if own:
                yield self._closed(name.end), name._replace(entities=own)

    def _is_preposition(self, i: int) -> bool:
        """Whether a small word stands at a place that is no article."""
        own = self._found[i]
        small = own.key in self._words.free and not own.is_sign
        return small and not self._words.reading.has("articles", own.key)

    def _at(self, i: int, finite: bool) -> list[Predicate]:
        if i >= len(self._found):
            return []
        if (i, finite) not in self._kept:
            self._kept[i, finite] = self._predicates.at(self._found, i, finite=finite)
        return self._kept[i, finite]

    def _copulas(self, i: int) -> Iterator[Predicate]:
        """Yield forms of "be" alone."""
        bare = [one for one in self._at(self._adverbs(i), True) if one.voice == ACTIVE]
        least = min((one.end for one in bare), default=0)
        for one in bare:
            if one.end == least and any(said.relation == "of-kind" for said in one.says):
                yield one

    def _governed(self, start: int, place: int) -> Iterator[Predicate]:
        """Yield what verbs at a token say with the preposition that stands at a place."""
        for end in range(start + 1, min(start + _VERB, len(self._found)) + 1):
            line = [*self._found[start:end], self._found[place]]
            for one in self._predicates.at(line, 0):
                if one.end == len(line) and one.voice == ACTIVE:
                    yield one._replace(start=start, end=end)

    def _linked(self, i: int) -> Iterator[int]:
        """Yield where what is behind "is" begins: behind "to", "de", too."""
        yield i
        if i < len(self._found) and self._found[i].key in self._predicates.linking:
            yield i + 1

    def _adverbs(self, i: int) -> int:
        found = self._found
        while i < len(found) and self._predicates.is_adverb(found[i]) and i not in self._dates:
            i += 1
        return i

    def _begun(self, i: int) -> Iterator[int]:
        yield i
        for end in self._predicates.follows(self._found, i, self._predicates.beginnings):
            comma = end < len(self._found) and self._found[end].text == ","
            yield end + 1 if comma else end

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
            yield from self._predicates.follows(self._found, at, self._predicates.joins)

    def _is_end(self, i: int) -> bool:
        return all(one.text in ENDS | QUOTES for one in self._found[i:])

    def _reach(self, i: int) -> None:
        self._step()
        self.furthest = max(self.furthest, i)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _STEPS:
            raise TooLongError


def heads_all(
    found: Sequence[Token], name: Name, others: Sequence[Name], words: Words, labels: LabelIndex
) -> bool:
    """Return whether a noun before a list fits all of it: "communities of X and Y"."""
    first = found[name.start].text
    if not first.islower() or folded(first) == stem(first):
        return True
    return all(
        not found[one.start].text[0].isupper()
        or any(words.stems(first) & labels.words(end) for end in one.entities)
        for one in others
    )
