"""The names of all that claims are about, and where words of a sentence are one of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from tigraph.names import folded
from tigraph.rdf import select
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES
from tigraph.reading import Token, numbers_of
from tigraph.stores import Ground
from tigraph.verifying.words import Words, languages, of_all, stem

_QUERY = """
SELECT DISTINCT ?x ?kind ?label {
  { ?claim tig:subject|tig:object|org:member|org:organization|opengov:post|tig:about
      |tig:referencePopulation ?x }
  ?x a ?kind ; skos:prefLabel|skos:altLabel|skos:hiddenLabel ?label
}
"""
#: What has more words than this is no name.
_LONGEST = 40
#: What has no name of its own: a text tells it in more or fewer words.
_LOOSE = frozenset((ONTOLOGY + "Population", ONTOLOGY + "Event"))
#: What is known without the word of its legal form.
_BARE = frozenset((ONTOLOGY + "Intercommunality",))
_PROGRAMME = ONTOLOGY + "Programme"
POST, PLACE = PREFIXES["org"] + "Post", PREFIXES["dcterms"] + "Location"


#: From so many letters two words of one beginning may be one action: "renforcer", "renforcement".
ROOT = 4
ENDS_OF_ACTIONS = ("ion", "ment", "age", "ure", "ing", "ence", "ance", "ise", "al")
#: Rises with what is kept of labels: what was kept before is read anew.
_FORMAT = "1"
#: Signs that may stand within a name.
_SIGNS = frozenset(",:?!;")
#: The indexes of grounds that are in use.
_MADE: WeakKeyDictionary[Ground, LabelIndex] = WeakKeyDictionary()


class Label(NamedTuple):
    """A label of an entity: the words that it needs, and all that it has."""

    entity: str
    needed: frozenset[str]
    having: frozenset[str]
    commas: bool


class Spelt(NamedTuple):
    """A label as descriptions are compared with it: its words, the needed, the first, the last."""

    entity: str
    needed: frozenset[str]
    having: frozenset[str]
    signs: bool
    first: str
    last: str


class Name(NamedTuple):
    """A name in a sentence: its tokens, and what may be meant."""

    start: int
    end: int
    entities: frozenset[str]


class LabelIndex:
    """The labels of a graph, found by their words."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        """Take (entity, kind, label) of each."""
        self.kinds: dict[str, set[str]] = defaultdict(set)
        self.words: dict[str, set[str]] = defaultdict(set)
        #: Of each entity the words of its labels, those with hyphens whole.
        self.whole: dict[str, set[str]] = defaultdict(set)
        self._labels: dict[str, list[Label]] = defaultdict(list)
        self._spelt: list[Spelt] = []
        seen = set[tuple[str, str]]()
        weak = of_all("weak")
        for entity, kind, text in rows:
            self.kinds[entity].add(kind)
            if (entity, text) in seen:
                continue
            seen.add((entity, text))
            self.whole[entity] |= {stem(one) for one in text.replace("’", " ").split()}
            loose = weak if kind in _LOOSE else of_all("bare") if kind in _BARE else frozenset()
            if spelt := _spelling(entity, text, loose):
                self._spelt.append(spelt)
            if label := _label(entity, text, weak if kind in _LOOSE else frozenset()):
                self.words[entity] |= label.having
                self._labels[min(label.needed)].append(label)

    @classmethod
    def of(cls, ground: Ground) -> LabelIndex:
        """Return the index of a ground's names: read once, and kept with it."""
        if ground not in _MADE:
            made = ground.kept(f"verifying-labels-{_FORMAT}", lambda: _read(ground))
            _MADE[ground] = cls(json.loads(made))
        return _MADE[ground]

    @cached_property
    def _by_word(self) -> dict[str, list[Spelt]]:
        return _by_word(self._spelt)

    def spelt_with(self, words: Iterable[str]) -> list[Spelt]:
        """Return the labels that have one of some words, or begin so where these end in "*"."""
        found = {one: None for word in words for one in self._by_word.get(word, ())}
        return [*found]

    @cached_property
    def programmes(self) -> frozenset[str]:
        """The words of the names of programmes."""
        return frozenset[str]().union(
            *(one.having for one in self._spelt if _PROGRAMME in self.kinds[one.entity])
        )

    def is_named_in(self, one: str, other: str) -> bool:
        """Return whether a label of something stands within one of something else."""
        return one != other and any(
            own.needed <= wide.having
            for own in self._by_entity.get(one, ())
            for wide in self._by_entity.get(other, ())
        )

    def narrower(self, entities: Iterable[str], places: Iterable[str]) -> set[str]:
        """Return what is called as some things are, and by the words of one of some places more."""
        own = [one for entity in entities for one in self._by_entity.get(entity, ())]
        return {
            other.entity
            for place in places
            for where in self._by_entity.get(place, ())
            for other in self.spelt_with(where.needed)
            if where.needed <= other.having
            and any(one.needed < other.having and one.first == other.first for one in own)
        }

    @cached_property
    def _by_entity(self) -> dict[str, list[Spelt]]:
        found: dict[str, list[Spelt]] = defaultdict(list)
        for one in self._spelt:
            found[one.entity].append(one)
        return found

    def loose(self, stems: frozenset[str]) -> set[str]:
        """Return what has a label of which all needed words are among some."""
        return {
            label.entity
            for word in stems
            for label in self._labels.get(word, ())
            if label.needed <= stems
        }

    def names(self, found: Sequence[Token], words: Words) -> list[Name]:
        """Return the names in a sentence, of those that share a place the longest."""
        stems = [words.stems(one.text) for one in found]
        every = frozenset().union(*stems, *map(parts_of, found))
        hits: dict[tuple[int, int], set[str]] = defaultdict(set)
        for word in every:
            for label in self._labels.get(word, ()):
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
                stems[i] & self.words[entity]
                for i in range(last, end)
                if stems[i] - of_all("inner")
            )
        }


def _read(ground: Ground) -> bytes:
    rows = {(row["x"], row["kind"], row["label"]) for row in select(ground.store, _QUERY)}
    return json.dumps(sorted(rows), ensure_ascii=False, separators=(",", ":")).encode()


def _label(entity: str, text: str, weak: frozenset[str]) -> Label | None:
    parts = folded(text.replace("-", " ")).split()
    own = [stem(one) for one in parts if one not in of_all("inner") and len(parts) <= _LONGEST]
    # What stands in labels of a date or a size is read as such, and is no name.
    sizes = {stem(one) for one in of_all("sizes")}
    having = frozenset(one for one in own if not one.isdigit() and one not in sizes)
    needed = frozenset(one for one in having if one not in weak and len(one) > 1)
    return Label(entity, needed or having, having, "," in text) if _is_name(having) else None


def _is_name(having: frozenset[str]) -> bool:
    """Whether words may name something: initials mean something in one text alone."""
    return any(len(one) > 1 for one in having)


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


def _spelling(entity: str, text: str, weak: frozenset[str]) -> Spelt | None:
    """Return a label as descriptions are compared with it, None where it has no word."""
    parts = folded(text.replace("-", " ").replace("’", " ")).split()
    small = of_all("inner") | of_all("within")
    own = [
        one if one.isdigit() else _digits().get(one) or stem(one)
        for one in parts
        if one not in small and (len(one) > 1 or one.isdigit())
    ]
    having = frozenset(own)
    needed = frozenset(one for one in having if one not in weak) or having
    heads = [one for one in own if one in needed]
    return Spelt(entity, needed, having, bool(_SIGNS & {*text}), heads[0], own[-1]) if own else None


@lru_cache
def _digits() -> dict[str, str]:
    """Return the words for numbers above one, of all languages, with their figures."""
    return {
        word: str(value)
        for language in languages()
        for word, value in numbers_of(language)["words"].items()
        if value > 1
    }


def _by_word(spelt: Sequence[Spelt]) -> dict[str, list[Spelt]]:
    """Return labels by their words, those of actions by their roots, too."""
    found: dict[str, list[Spelt]] = defaultdict(list)
    for one in spelt:
        for word in one.having:
            found[word].append(one)
            for end in ENDS_OF_ACTIONS:
                if word.endswith(end) and len(word) - len(end) >= ROOT:
                    for stop in range(ROOT, len(word) - len(end) + 1):
                        found[f"{word[:stop]}*"].append(one)
    return found
