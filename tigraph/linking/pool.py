"""The names of one kind, found by their words, by words nearly theirs, by initials, by number."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from tigraph.linking.records import Record
from tigraph.linking.words import Lexicon, Name, weights

#: A word of so many names is no way to find any one of them.
_COMMON = 1500
#: So many names are looked at closely.
CLOSELY = 16
#: Shorter words are not taken for mistyped ones.
_LONG = 4
_UNKNOWN = 1.0


class Pool:
    """The records of one kind, with the ways to those that a name may mean."""

    def __init__(self, records: list[Record], lexicon: Lexicon) -> None:
        self.records = records
        self.lexicon = lexicon
        self.names: list[Name] = []
        self.owners = array("l")
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.by_joined: dict[str, list[int]] = defaultdict(list)
        self.holding: dict[str, array[int]] = {}
        self.numbers: dict[str, list[int]] = defaultdict(list)
        self.places_of: list[list[int]] = [[] for _ in records]
        self.place = {record.iri: owner for owner, record in enumerate(records)}
        for owner, record in enumerate(records):
            for _, number in record.numbers:
                self.numbers[number].append(owner)
            seen: set[tuple[str, str, frozenset[str], bool]] = set()
            for text in record.names:
                for name in lexicon.read(text):
                    sign = (name.whole, name.key, name.forms, name.acronym)
                    if sign not in seen:
                        seen.add(sign)
                        self._add(owner, name)
        self.weight = weights(name for name in self.names if not name.acronym)
        self._totals = array("d", (self.total(name.words) for name in self.names))

    def _add(self, owner: int, name: Name) -> None:
        place = len(self.names)
        self.names.append(name)
        self.owners.append(owner)
        self.places_of[owner].append(place)
        self.by_key[name.key].append(place)
        self.by_joined[name.joined].append(place)
        for word in {*name.words, *name.weak}:
            if (places := self.holding.get(word)) is None:
                places = self.holding[word] = array("l")
            places.append(place)

    def tells(self, word: str) -> float:
        """Return how much a word tells, of 1."""
        return self.weight.get(word, _UNKNOWN)

    def has(self, word: str) -> bool:
        """Return whether a word is in any name."""
        return word in self.holding

    def total(self, words: Iterable[str]) -> float:
        """Return how much some words tell, together."""
        return sum(map(self.tells, words))

    @cached_property
    def _shortened(self) -> dict[str, list[str]]:
        """The words by what is left of them without one of their letters."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.holding:
            if len(word) >= _LONG:
                for left in shortened(word):
                    found[left].append(word)
        return found

    def near(self, word: str) -> list[str]:
        """Return the words that are one letter, or two in turn, away from a word; sorted."""
        if len(word) < _LONG - 1:
            return []
        found: set[str] = set()
        for left in (word, *shortened(word)):
            found.update(self._shortened.get(left, ()))
            if left in self.holding:
                found.add(left)
        found.discard(word)
        return sorted(one for one in found if OSA.distance(word, one, score_cutoff=1) <= 1)

    @cached_property
    def _initials(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for place, name in enumerate(self.names):
            if not name.acronym:
                for acronym in self.lexicon.initials(name):
                    found[acronym].add(place)
        return found

    def made_of(self, acronym: str) -> list[int]:
        """Return the places of the names whose initials make up an acronym."""
        return sorted(self._initials.get(acronym, ()))

    def exact(self, name: Name) -> list[int]:
        """Return the places of names with the very words, in any order or with other spaces."""
        found = self.by_key.get(name.key, [])
        joined = self.by_joined.get(name.joined, [])
        return found if joined == found else sorted({*found, *joined})

    @cached_property
    def _wholes(self) -> list[str]:
        return [name.whole for name in self.names]

    def looking_like(self, name: Name) -> list[int]:
        """Return the places of names that look like a name, letter by letter; the likest first."""
        near = process.extract(
            name.whole, self._wholes, scorer=fuzz.ratio, limit=CLOSELY, score_cutoff=82
        )
        return [place for _, _, place in near]

    @cached_property
    def within(self) -> dict[str, list[int]]:
        """The records by what is around them."""
        found: dict[str, list[int]] = defaultdict(list)
        for owner, record in enumerate(self.records):
            for iri in record.around:
                found[iri].append(owner)
        return found

    def alike(self, name: Name, among: Set[int] | None = None, closely: int = CLOSELY) -> list[int]:
        """Return the places of names that share words with a name, or nearly; the most first.

        Of the records `among` which one is expected to be, those come first; of either at most so
        many as are looked at `closely`.
        """
        met: dict[int, float] = defaultdict(float)
        hypotheses = sorted(self._variants(name), key=lambda one: -one[1])
        inside = {place for owner in among or () for place in self.places_of[owner]}
        for word, tells in hypotheses:
            places: Iterable[int] = self.holding[word]
            if len(self.holding[word]) > _COMMON:
                own = met.keys() | inside
                places = [place for place in own if word in self.names[place].words]
                if len(name.words) == 1:  # then it is what tells a name, such as a surname
                    places += self._ending(word)
            for place in places:
                met[place] += tells
        own_total = self.total(name.words)

        def rank(place: int) -> tuple[float, int]:
            return -met[place] / (own_total + self._totals[place]), place

        ranked = sorted(met.keys() & inside, key=rank)[:closely] if inside else []
        return ranked + sorted(met.keys() - inside, key=rank)[:closely]

    def _ending(self, word: str) -> list[int]:
        """Return the places of names that end with a word."""
        return [place for place in self.holding[word] if self.names[place].words[-1:] == (word,)]

    def _variants(self, name: Name) -> Iterator[tuple[str, float]]:
        """Yield known words for those of a name: its own, near ones, parts and joined ones."""
        words, seen = name.words, set[str]()

        def known(word: str, share: float) -> Iterator[tuple[str, float]]:
            if word in self.holding and word not in seen:
                seen.add(word)
                yield word, self.weight.get(word, 0.05) * share

        for word in (*words, *name.weak):
            yield from known(word, 1.0)
        for place, word in enumerate(words):
            for other in self.near(word):
                yield from known(other, 0.4 if word in self.holding else 0.8)
            for after in words[place + 1 : place + 2]:
                yield from known(word + after, 0.95)
            if word not in self.holding:
                for cut in range(2, len(word) - 1):
                    if word[:cut] in self.holding and word[cut:] in self.holding:
                        yield from known(word[:cut], 0.9)
                        yield from known(word[cut:], 0.9)
                    elif word[:cut] in self.lexicon.usage.small:
                        yield from known(word[cut:], 0.9)


def shortened(word: str) -> set[str]:
    """Return a word without each of its letters in turn.

    >>> sorted(shortened("abc"))
    ['ab', 'ac', 'bc']
    """
    return {word[:i] + word[i + 1 :] for i in range(len(word))}
