"""Labels as they are compared with a draft: the words that each needs, and all that it has.

They are made once of a graph, and kept as lines: of many labels a draft needs few.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tigraph.names import folded
from tigraph.rdf import Queryable, rows_of, select
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES
from tigraph.reading import numbers_of
from tigraph.verifying.words import languages, of_all, stem

#: What claims are about: whatever one of these leads to.
_LEADING = (
    "tig:subject", "tig:object", "org:member", "org:organization", "opengov:post", "tig:about",
    "tig:referencePopulation",
)  # fmt: skip
_KINDS = "SELECT ?x ?kind { ?x a ?kind }"
_NAMED = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
#: What has more words than this is no name.
_LONGEST = 40
#: What has no name of its own: a text tells it in more or fewer words.
_LOOSE = frozenset((ONTOLOGY + "Population", ONTOLOGY + "Event"))
#: What is known without the word of its legal form.
_BARE = frozenset((ONTOLOGY + "Intercommunality",))
_PROGRAMME = ONTOLOGY + "Programme"
#: From so many letters two words of one beginning may be one action: "renforcer", "renforcement".
ROOT = 4
ENDS_OF_ACTIONS = ("ion", "ment", "age", "ure", "ing", "ence", "ance", "ise", "al")
#: Rises with what is kept of labels: what was kept before is read anew.
FORMAT = "4"
#: Signs that may stand within a name.
_SIGNS = frozenset(",:?!;")
#: What is done is told by verbs, too.
_NOTION = PREFIXES["skos"] + "Concept"
#: From so many labels of one word a further word is looked for.
_MANY = 300
#: Mark in the index the words that labels have, and the word by which a name is looked for.
_HAS, _BY = "w:", "n:"


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


class Entry(NamedTuple):
    """What is kept of an entity: its kinds, the words of its labels, and these as compared."""

    entity: str
    kinds: frozenset[str]
    whole: frozenset[str]
    labels: tuple[Label, ...]
    spelt: tuple[Spelt, ...]

    @property
    def words(self) -> frozenset[str]:
        """All words of its labels."""
        return frozenset[str]().union(*(one.having for one in self.labels))


class Spellings:
    """The entries of a graph, read from what was kept where they are asked for."""

    def __init__(self, kept: bytes) -> None:
        """Take what `kept_of` gives."""
        head, *lines = kept.decode().split("\n")
        count, self.programmes = json.loads(head)
        self._lines = lines[:count]
        self._places = {line[2 : line.index('"', 2)]: i for i, line in enumerate(self._lines)}
        self._index = dict(line.split("\t") for line in lines[count:] if line)
        self._read: dict[int, Entry] = {}

    def of(self, entity: str) -> Entry | None:
        """Return the entry of an entity."""
        place = self._places.get(entity)
        return None if place is None else self._entry(place)

    def with_words(self, words: Iterable[str], also: Iterable[str] = ()) -> list[Spelt]:
        """Return the labels that have one of some words, or begin so where these end in "*".

        Of very many, those that are that one word, or have one of `also`.
        """
        places = {place for word in words for place in self._at(_HAS + word)}
        if len(places) > _MANY:
            near = {place for word in also for place in self._at(_HAS + word)}
            places &= near | {place for word in words for place in self._at(_BY + word)}
        return [one for place in sorted(places) for one in self._entry(place).spelt]

    def named_by(self, word: str) -> list[Label]:
        """Return the labels of which a word is the first, in the alphabet, of those needed."""
        return [
            one
            for place in self._at(_BY + word)
            for one in self._entry(place).labels
            if min(one.needed) == word
        ]

    def _at(self, key: str) -> Iterator[int]:
        return map(int, self._index.get(key, "").split())

    def _entry(self, place: int) -> Entry:
        if place not in self._read:
            entity, kinds, whole, labels, spelt = json.loads(self._lines[place])
            self._read[place] = Entry(
                entity, frozenset(kinds), _set(whole),
                tuple(Label(entity, _set(one[0]), _set(one[1]), one[2]) for one in labels),
                tuple(Spelt(entity, _set(one[0]), _set(one[1]), *one[2:]) for one in spelt),
            )  # fmt: skip
        return self._read[place]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def kept_of(store: Queryable) -> bytes:
    """Return what is to be kept of the labels of all that claims of a store are about."""
    ends = {
        row["x"]
        for leading in _LEADING
        for row in select(store, f"SELECT DISTINCT ?x {{ ?claim {leading} ?x }}")
    }
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(store, _KINDS, ends, "x"):
        kinds[row["x"]].add(row["kind"])
    named: dict[str, set[str]] = defaultdict(set)
    for name in _NAMED:
        query = f"SELECT ?x ?label {{ ?x {name} ?label }}"
        for row in rows_of(store, query, ends, "x", whole=True):
            named[row["x"]].add(row["label"])
    entries = [_entry_of(one, kinds[one], sorted(named[one])) for one in sorted(named)]
    programmes = {
        word
        for one in entries
        if _PROGRAMME in one.kinds
        for spelt in one.spelt
        for word in spelt.having
    }
    head = json.dumps([len(entries), sorted(programmes)])
    lines = [_line(one) for one in entries]
    return "\n".join([head, *lines, *_index_of(entries)]).encode()


def _entry_of(entity: str, kinds: Iterable[str], texts: Sequence[str]) -> Entry:
    own = frozenset(kinds)
    weak = of_all("weak") if own & _LOOSE else frozenset[str]()
    bare = of_all("bare") if own & _BARE else weak
    return Entry(
        entity, own,
        frozenset(stem(one) for text in texts for one in text.replace("’", " ").split()),
        tuple(one for text in texts if (one := _label(entity, text, weak))),
        tuple(spelt for text in texts if (spelt := _spelling(entity, text, bare))),
    )  # fmt: skip


def _line(one: Entry) -> str:
    """Return an entry as a line of JSON, which begins with its IRI."""
    told: list[Any] = [
        one.entity, sorted(one.kinds), _joined(one.whole),
        [[_joined(label.needed), _joined(label.having), label.commas] for label in one.labels],
        [[_joined(own.needed), _joined(own.having), *own[3:]] for own in one.spelt],
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _index_of(entries: Sequence[Entry]) -> Iterator[str]:
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for place, one in enumerate(entries):
        for label in one.labels:
            found[_BY + min(label.needed)][place] = None
        for spelt in one.spelt:
            for word in spelt.having:
                found[_HAS + word][place] = None
                for root in roots_of(word) if _NOTION in one.kinds else ():
                    found[_HAS + root][place] = None
    for key, places in found.items():
        yield f"{key}\t{' '.join(map(str, places))}"


def _joined(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


@lru_cache
def _sizes() -> frozenset[str]:
    return frozenset(stem(one) for one in of_all("sizes"))


def _label(entity: str, text: str, weak: frozenset[str]) -> Label | None:
    parts = folded(text.replace("-", " ")).split()
    own = [stem(one) for one in parts if one not in of_all("inner") and len(parts) <= _LONGEST]
    # What stands in labels of a date or a size is read as such, and is no name.
    having = frozenset(one for one in own if not one.isdigit() and one not in _sizes())
    needed = frozenset(one for one in having if one not in weak and len(one) > 1)
    return Label(entity, needed or having, having, "," in text) if _is_name(having) else None


def _is_name(having: frozenset[str]) -> bool:
    """Whether words may name something: initials mean something in one text alone."""
    return any(len(one) > 1 for one in having)


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


@lru_cache(maxsize=100_000)
def roots_of(word: str) -> tuple[str, ...]:
    """Return the beginnings of a word for an action, each with "*"."""
    ends = [len(end) for end in ENDS_OF_ACTIONS if word.endswith(end)]
    return (
        tuple(f"{word[:stop]}*" for stop in range(ROOT, len(word) - min(ends) + 1)) if ends else ()
    )
