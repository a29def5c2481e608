"""What stands in a sentence between who it tells of and what: predicates, from a language's file.

The file says by relation what words tell it; here all forms of its verbs are made, and found.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from tigraph.names import folded
from tigraph.reading import Lexicon, Token, Verb, verbs_at
from tigraph.verifying.words import Said, Words, been_at, stem

#: How a predicate stands: with a finite verb, or without one behind what it tells of.
ACTIVE, PASSIVE = "active", "passive"
#: Marks the classes of verbs that are made here, beside those of the reading lexicon.
OWN = "="
#: In the place of a part: any of the partitive phrases.
PARTITIVE = "~"


class Part(NamedTuple):
    """A word of a predicate behind its verb: any of these; none where it is optional."""

    words: frozenset[str]
    optional: bool


class Pattern(NamedTuple):
    """What a predicate says, and its words behind the verb."""

    said: Said
    rest: tuple[Part, ...]
    reflexive: bool


class Predicate(NamedTuple):
    """A predicate in a sentence: its place, what it may say, and how it does."""

    start: int
    end: int
    says: tuple[Said, ...]
    voice: str
    finite: bool
    negated: bool
    modality: str


class Frame(NamedTuple):
    """Words that say who speaks, or what is said of what somebody thinks."""

    words: tuple[str, ...]
    stance: str


@dataclass(frozen=True)
class Predicates:
    """The predicates of a language, by the class of their verb; what stands before a voice."""

    words: Words
    lexicon: Lexicon
    patterns: Mapping[str, tuple[Pattern, ...]]
    speech: Mapping[str, tuple[Pattern, ...]]
    partitive: tuple[tuple[str, ...], ...]
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    beginnings: tuple[tuple[str, ...], ...]
    by: frozenset[str]
    moving: frozenset[str]
    due: frozenset[str]
    pronouns: Mapping[str, str]
    every: frozenset[str]
    this: frozenset[str]
    adverbs: frozenset[str]
    #: Prepositions that alone tell what something is of, or where.
    light: frozenset[str]
    #: What may stand between "is" and what somebody's aim or task is.
    linking: frozenset[str]
    #: What stands between a form of "be" and what is to be done.
    infinitive: frozenset[str]
    #: Pronouns of reflexive verbs; what joins a list; lifts a part out; tells more of a name.
    reflexive: frozenset[str]
    joins: tuple[tuple[str, ...], ...]
    clefts: tuple[tuple[str, ...], ...]
    relative: frozenset[str]
    #: What a relative word stands for with its preposition ("" the one before it), or as an object.
    prepositions: Mapping[str, str]
    objects: frozenset[str]
    #: Prepositions that stand in front of a sentence; those that tell something alone.
    fronted: frozenset[str]
    amid: frozenset[str]
    possessive: frozenset[str]
    #: What is done for an aim, and says no more than that it is one.
    furthering: frozenset[str]
    #: The relations that nouns tell of what stands behind them.
    nominal: Mapping[str, tuple[Said, ...]]
    #: Prepositions of several words, by the one that they stand for.
    compound: Mapping[str, tuple[tuple[str, ...], ...]]
    #: What says nothing where a claim explains the rest; by relation, the words that tell it.
    passing: frozenset[str]
    tellers: Mapping[str, frozenset[str]]

    def telling(self, relation: str) -> frozenset[str]:
        """Return the words that tell a relation, as they are compared."""
        return self.tellers.get(relation, frozenset())

    def at(self, found: Sequence[Token], i: int, *, finite: bool = True) -> list[Predicate]:
        """Return the predicates that begin at a token, the longest first.

        Those without a finite verb ("member of", "launched by") where `finite` is false.
        """
        made: dict[tuple[int, str, bool, str], list[Said]] = defaultdict(list)
        for pattern, end, voice, negated, modality in self._found(found, i, finite):
            made[end, voice, negated, modality].append(pattern.said)
        return sorted(
            (
                Predicate(i, end, tuple(dict.fromkeys(says)), voice, finite, negated, modality)
                for (end, voice, negated, modality), says in made.items()
            ),
            key=lambda one: -one.end,
        )

    def spoken(self, found: Sequence[Token], i: int) -> Iterator[tuple[int, str]]:
        """Yield where words end that say what somebody says or thinks, with its stance."""
        for verb, start, end in self._verbs(found, i):
            for pattern in self.speech.get(verb.verb, ()):
                if verb.voice == "active" and not verb.negated:
                    for stop in self._behind(found, end, pattern.rest):
                        yield stop, pattern.said.office
            del start

    def _verbs(self, found: Sequence[Token], i: int) -> Iterator[tuple[Any, int, int]]:
        for verb in verbs_at(found, i, self.lexicon):
            if not verb.verb.startswith(OWN) and verb.verb != "be":
                continue
            span = found[verb.start : verb.end]
            if any(_doubts(one, self.words) and one.key not in self.due for one in span):
                continue
            due = any(one.key in self.due for one in span[:-1])
            yield replace(verb, modality="planned") if due else verb, verb.start, verb.end
        yield from self._planned(found, i)
        if end := been_at(found, i, self.words):
            have = self.words.reading.have[found[i].plain]
            denied = any(one.key in self.words.denying for one in found[i:end])
            yield Verb(i, end, "be", ACTIVE, denied, self.words.reading.tenses[have]), i, end

    def finite(self, found: Sequence[Token], i: int) -> Iterator[Verb]:
        """Yield the finite verbs that begin at a token, with their helpers."""
        for verb, _, _ in self._verbs(found, i):
            if verb.voice in ("active", "passive"):
                yield verb

    def _planned(self, found: Sequence[Token], i: int) -> Iterator[tuple[Verb, int, int]]:
        """Yield "is to launch", "were to be launched": what is planned is so from then on."""
        if found[i].plain not in self.words.reading.be or i + 2 >= len(found):
            return
        if found[i + 1].key not in self.infinitive:
            return
        for verb in verbs_at(found, i + 2, self.lexicon):
            if verb.verb.startswith(OWN) and verb.voice in ("infinitive", "passive"):
                voice = ACTIVE if verb.voice == "infinitive" else PASSIVE
                yield replace(verb, voice=voice, modality="planned"), i, verb.end

    def _found(
        self, found: Sequence[Token], i: int, finite: bool
    ) -> Iterator[tuple[Pattern, int, str, bool, str]]:
        if not finite:
            for pattern in self.patterns.get("be", ()):
                if pattern.rest and not pattern.rest[0].optional:
                    for end in self._behind(found, i, pattern.rest):
                        if self._is_told(found[i:end]):
                            yield pattern, end, ACTIVE, False, "stated"
        for verb, start, end in self._verbs(found, i):
            if verb.voice == "infinitive" or (verb.voice in ("participle", "gerund")) == finite:
                continue
            reflexive = any(one.key in self.reflexive for one in found[start:end])
            for pattern in self.patterns.get(verb.verb, ()):
                if pattern.reflexive != reflexive:
                    continue
                voice = ACTIVE
                if verb.voice in ("passive", "participle"):
                    moved = pattern.reflexive or verb.verb in self.moving
                    voice = ACTIVE if moved else PASSIVE
                for stop in self._behind(found, end, pattern.rest):
                    yield pattern, stop, voice, verb.negated, verb.modality

    def _is_told(self, found: Sequence[Token]) -> bool:
        """Whether words say more than that something is one of some."""
        keys = tuple(one.key for one in found)
        return bool(keys) and (keys not in self.partitive or keys[0] in self.light)

    def _behind(self, found: Sequence[Token], i: int, rest: Sequence[Part]) -> Iterator[int]:
        """Yield where the words of a predicate behind its verb end, if they stand there."""
        if not rest:
            yield i
            return
        first, more = rest[0], rest[1:]
        if first.words == {PARTITIVE}:
            for one in self.partitive:
                if tuple(token.key for token in found[i : i + len(one)]) == one:
                    yield from self._behind(found, i + len(one), more)
            yield from self._behind(found, i, more)
            return
        if first.optional:
            yield from self._behind(found, i, more)
        for short, phrases in self.compound.items():  # "au sein de" is "dans"
            if short in first.words:
                for stop in self.follows(found, i, phrases):
                    yield from self._behind(found, stop, more)
        j = i
        while j < len(found):
            if same_word(found[j].text, self.words) in first.words:
                yield from self._behind(found, j + 1, more)
                return
            read = self.words.reading
            small = read.has("articles", found[j].key) or found[j].key in self.possessive
            if not (small or self.is_adverb(found[j])):
                return
            j += 1

    def is_adverb(self, token: Token) -> bool:
        """Whether a word says how or when in general, and nothing that claims do."""
        return token.key in self.adverbs or self.words.reading.has("adverbs", token.key)

    def follows(
        self, found: Sequence[Token], i: int, phrases: Sequence[tuple[str, ...]]
    ) -> Iterator[int]:
        """Yield where each of some phrases ends that stands at a token."""
        for one in phrases:
            if tuple(same_word(token.text, self.words) for token in found[i : i + len(one)]) == one:
                yield i + len(one)


def _doubts(token: Token, words: Words) -> bool:
    """Whether a word within a verb's form doubts or limits it; what denies is read with it."""
    read = words.reading
    plain = any(
        read.has(name, token.key)
        for name in ("negation_before", "negation_after", "negation_alone")
    )
    return not plain and bool({stem(token.text), token.key} & words.denying)


def same_word(text: str, words: Words) -> str:
    """Return a word as predicates are compared: contracted forms taken apart, in the singular."""
    own = folded(text)
    return words.same.get(own) or stem(text)
