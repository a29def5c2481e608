"""The names of all that claims are about, and where words of a sentence are one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from tigraph.names import folded
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES
from tigraph.reading import Token
from tigraph.stores import Ground
from tigraph.verifying.spelling import FORMAT, Label, Spellings, Spelt, kept_of
from tigraph.verifying.words import Words, of_all, stem

PROGRAMME = ONTOLOGY + "Programme"
POST, PLACE = PREFIXES["org"] + "Post", PREFIXES["dcterms"] + "Location"
#: The indexes of grounds that are in use.
_MADE: WeakKeyDictionary[Ground, LabelIndex] = WeakKeyDictionary()


class Name(NamedTuple):
    """A name in a sentence: its tokens, and what may be meant."""

    start: int
    end: int
    entities: frozenset[str]


class LabelIndex:
    """The labels of a graph, found by their words."""

    def __init__(self, kept: bytes) -> None:
        """Take what `kept_of` gives."""
        self._spellings = Spellings(kept)

    @classmethod
    def of(cls, ground: Ground) -> LabelIndex:
        """Return the index of a ground's names: made once, and kept with it."""
        if ground not in _MADE:
            made = ground.kept(f"verifying-labels-{FORMAT}", lambda: kept_of(ground.store))
            _MADE[ground] = cls(made)
        return _MADE[ground]

    def kinds(self, entity: str) -> frozenset[str]:
        """Return the classes of an entity."""
        found = self._spellings.of(entity)
        return found.kinds if found else frozenset()

    def words(self, entity: str) -> frozenset[str]:
        """Return the words of the labels of an entity."""
        found = self._spellings.of(entity)
        return found.words if found else frozenset()

    def whole(self, entity: str) -> frozenset[str]:
        """Return the words of the labels of an entity, those with hyphens whole."""
        found = self._spellings.of(entity)
        return found.whole if found else frozenset()

    def spelt(self, entity: str) -> tuple[Spelt, ...]:
        """Return the labels of an entity as descriptions are compared with them."""
        found = self._spellings.of(entity)
        return found.spelt if found else ()

    @property
    def programmes(self) -> frozenset[str]:
        """The words of the names of programmes."""
        return frozenset(self._spellings.programmes)

    def programmes_in(self, words: frozenset[str]) -> set[str]:
        """Return the programmes of which a name is among some words."""
        return {
            one.entity
            for one in self.spelt_with(self.programmes & words)
            if PROGRAMME in self.kinds(one.entity) and one.needed <= words
        }

    def spelt_with(self, words: Iterable[str], also: Iterable[str] = ()) -> list[Spelt]:
        """Return the labels that have one of some words: see `Spellings.with_words`."""
        return self._spellings.with_words(words, also)

    def is_named_in(self, one: str, other: str) -> bool:
        """Return whether a label of something stands within one of something else."""
        return one != other and any(
            own.needed <= wide.having for own in self.spelt(one) for wide in self.spelt(other)
        )

    def narrower(self, entities: Iterable[str], places: Iterable[str]) -> set[str]:
        """Return what is called as some things are, and by the words of one of some places more."""
        own = [one for entity in entities for one in self.spelt(entity)]
        return {
            other.entity
            for place in places
            for where in self.spelt(place)
            for other in self.spelt_with([min(where.needed)])
            if where.needed <= other.having
            and any(one.needed < other.having and one.first == other.first for one in own)
        }

    def loose(self, stems: frozenset[str]) -> set[str]:
        """Return what has a label of which all needed words are among some."""
        return {
            label.entity
            for word in stems
            for label in self._spellings.named_by(word)
            if label.needed <= stems
        }

    def names(self, found: Sequence[Token], words: Words) -> list[Name]:
        """Return the names in a sentence, of those that share a place the longest."""
        stems = [words.stems(one.text) for one in found]
        every = frozenset().union(*stems, *map(parts_of, found))
        hits: dict[tuple[int, int], set[str]] = defaultdict(set)
        for word in every:
            for label in self._spellings.named_by(word):
                if label.needed <= every:
                    for place in _windows(found, stems, label):
                        hits[place].add(label.entity)
        ranked = sorted(hits, key=lambda one: (one[0] - one[1], one))
        taken: list[Name] = []
        for start, end in ranked:
            alone = found[start]
            if end - start == 1 and alone.text.islower() and alone.plain in words.reading.forms:
                continue  # "lancé": a verb, though a text is called so in a label
            if all(end <= one.start or one.end <= start for one in taken):
                meant = hits[start, end] | self._wider(hits, (start, end), stems)
                taken.append(Name(start, end, frozenset(meant)))
        return sorted(taken)

    def _wider(
        self, hits: Mapping[tuple[int, int], set[str]], place: tuple[int, int],
        stems: Sequence[frozenset[str]],
    ) -> set[str]:  # fmt: skip
        """Return what is named by the first words of a name, and has all others in its labels."""
        start, end = place
        return {
            entity
            for (first, last), entities in hits.items()
            if first == start and last < end
            for entity in entities
            if all(
                stems[i] & self.words(entity)
                for i in range(last, end)
                if stems[i] - of_all("inner")
            )
        }


def _windows(
    found: Sequence[Token], stems: Sequence[frozenset[str]], label: Label
) -> Iterator[tuple[int, int]]:
    """Yield the places of a sentence where words are those of a label and no others."""
    start, end, met = -1, -1, set[str]()
    for i, token in enumerate(found):
        parts = _among(token, stems[i], label.having)
        if parts:
            if (
                parts & label.needed or token.text[0].isupper()
            ):  # what may be missing is no end of a name
                start = i if start < 0 else start
                end = i + 1
            met |= parts
            continue
        joins = of_all("inner")
        inner = token.key in joins or token.text in joins or (label.commas and token.text == ",")
        if not inner:
            if start >= 0 and label.needed <= met:
                yield start, end
            start, end, met = -1, -1, set()
    if start >= 0 and label.needed <= met:
        yield start, end


def _among(token: Token, stems: frozenset[str], having: frozenset[str]) -> frozenset[str]:
    """Return which words of a label a token is, of one with hyphens all its parts."""
    if own := stems & having:
        return own
    parts = parts_of(token)
    return parts if len(parts) > 1 and parts <= having else frozenset()


def parts_of(token: Token) -> frozenset[str]:
    """Return the words of a token that has hyphens, as they are compared."""
    return frozenset(stem(one) for one in folded(token.text).split() if one not in of_all("inner"))
