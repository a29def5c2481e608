"""A reading of a sentence held against claims: what bears all of it, else which part differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tigraph.rdf.vocabulary import local_name
from tigraph.verifying.describing import described
from tigraph.verifying.facts import Facts
from tigraph.verifying.holding import Weighed
from tigraph.verifying.labels import Name
from tigraph.verifying.model import Differing
from tigraph.verifying.opinions import thinking
from tigraph.verifying.parsing import Pieces
from tigraph.verifying.stating import Statement
from tigraph.verifying.weighing import two_meant, weighed
from tigraph.verifying.words import Said, Words, languages, words_of

#: What says that something is in a place or a territory.
_WITHIN = frozenset(("located-in", "pertains-to", "part-of", "member"))
#: What is one of a set is one of each wider one.
_OF_SETS = frozenset(("belongs-to-set", "subset-of"))
#: So many claims are shown of what is said by somebody else, or elsewhere.
_MOST = 5


@dataclass(frozen=True)
class Sentence:
    """What a reading is held against: the pieces of its sentence, and the graph."""

    pieces: Pieces
    text: str
    words: Words
    facts: Facts
    nouns: Mapping[int, list[Name]]


@dataclass(frozen=True)
class Held:
    """What was found of a reading: the claims that bear it, and what differs from them."""

    claims: tuple[str, ...]
    differing: tuple[Differing, ...]
    #: Whether only what somebody thinks was read, of which words that differ may say the same.
    thought: bool

    @property
    def distance(self) -> tuple[bool, int, int]:
        """How far it is from what claims say: another date is nearer than another thing."""
        ends = sum(one.part in ("ends", "relation") for one in self.differing)
        return self.thought, ends, len(self.differing)

    @property
    def is_other(self) -> bool:
        """Whether sources tie what it names, in other words: whether they say so is not known."""
        return any(
            (one.part == "relation" and one.claims) or (one.part == "number" and not one.claims)
            for one in self.differing
        )

    @property
    def is_borne(self) -> bool:
        """Whether claims bear all of it."""
        return bool(self.claims) and not self.differing


def held(reading: Sequence[Statement], sentence: Sentence) -> Held:
    """Return what claims say of the statements of a reading."""
    answers = [_held(one, sentence) for one in reading]
    told = [
        iri
        for one, answer in zip(reading, answers, strict=True)
        if one.count is None
        for iri in answer.claims
    ]
    documents = sentence.facts.documents(told)
    for one, answer in zip(reading, answers, strict=True):
        if one.count is not None and answer.claims:  # how many there are, sources say differently
            same = [iri for iri in answer.claims if sentence.facts.documents([iri]) & documents]
            if not same:
                counted = _told(sentence, one.place, one.left[0].end)
                answer.differing.append(Differing("number", counted, tuple(answer.claims[:_MOST])))
            answer.claims = same
    differing = [part for one in answers for part in one.differing]
    claims = tuple(dict.fromkeys(iri for one in answers for iri in one.claims))
    if not differing and (name := two_meant(answers, sentence.facts)):
        meant = _told(sentence, name.start, name.end)
        differing, claims = [Differing("ends", meant, claims)], ()
    thought = any(one.thought for one in reading)
    return Held(claims, tuple(dict.fromkeys(differing)), thought)


def _held(one: Statement, sentence: Sentence) -> Weighed:
    """Return the first of what a statement may mean that claims bear, else what comes nearest."""
    if one.thought:
        return _of_thought(one, sentence)
    if one.count is not None:
        return _of_count(one, sentence)
    facts = sentence.facts
    nearest: Weighed | None = None
    for meant, beside in _meanings(one, sentence):
        found = weighed(meant, sentence.pieces, sentence.text, sentence.words, facts)
        if not found.differing and found.claims:
            found.claims += [iri for iri in beside if iri not in found.claims]
            for name in (*one.left, *one.right):  # what is widened is still what the draft names
                for wide, ends in [*found.meant.items()]:
                    if wide[:2] == name[:2] and wide != name:
                        found.meant[name] = found.meant.get(name, set()) | ends
            _check_places(one, found, sentence)
            _check_speaker(one, found, sentence)
            if not found.differing:
                return found
        nearest = nearest if nearest and _nearness(nearest) >= _nearness(found) else found
    assert nearest is not None
    if not nearest.differing:
        told = _told(sentence, one.place, one.place + 1)
        nearest.differing.append(Differing("ends", told))
    return nearest


def _nearness(found: Weighed) -> tuple[int, int]:
    told = sum(len(one.claims) for one in found.differing)
    return -sum(one.part == "ends" for one in found.differing), told


def _meanings(one: Statement, sentence: Sentence) -> Iterator[tuple[Statement, Collection[str]]]:
    """Yield what a statement may mean, with claims that say that it does.

    A seat in a body is of whom it is kept for, and its chair may come with another office.
    """
    facts = sentence.facts
    plain = tuple(said for said in one.says if said.relation not in ("has-seat", "ex-officio"))
    yield replace(one, says=tuple(said for said in one.says if not _by_right(said))), ()
    if not plain and not one.says:
        return
    if one.places:  # "in X, the plan": the one plan that is called so with X
        where = frozenset(place for name in one.places for place in name.entities)
        narrow = [
            tuple(_narrower(name, where, facts) for name in side) for side in (one.left, one.right)
        ]
        if narrow != [one.left, one.right]:
            yield replace(one, left=narrow[0], right=narrow[1]), ()
    for said in one.says:
        if said.relation == "has-seat":
            side = one.left if said.turned else one.right
            seats = facts.seats_for({entity for name in side for entity in name.entities})
            wide = tuple(_with(name, facts.seats_for(name.entities)) for name in side)
            left, right = (wide, one.right) if said.turned else (one.left, wide)
            told = replace(one, says=(said,), left=left, right=right)
            yield told, [*seats.values()][:_MOST]
            bodies = one.right if said.turned else one.left
            wide = tuple(_with(name, _seats(name, bodies, sentence)) for name in side)
            left, right = (wide, one.right) if said.turned else (one.left, wide)
            yield replace(one, says=(said,), left=left, right=right), ()
        if said.relation in _OF_SETS and not said.turned:
            wide = tuple(_with(name, _sets(name, sentence)) for name in one.right)
            yield replace(one, says=(said,), right=wide), ()
        if _by_right(said):
            wide = tuple(_with(name, _offices(name, said, facts)) for name in one.right)
            yield replace(one, says=(said._replace(office=""),), right=wide), ()


def _seats(name: Name, bodies: Sequence[Name], sentence: Sentence) -> set[str]:
    """Return the seats of some bodies that are called as a noun is, and by the bodies' names."""
    facts, words = sentence.facts, sentence.words
    ends = {entity for body in bodies for entity in body.entities}
    found = sentence.pieces.found[name.start : name.end]
    told = frozenset[str]().union(*(words.stems(token.text) for token in found))
    return {
        claim.object
        for claim in facts.of(ends)
        if local_name(claim.relation) == "has-seat" and claim.subject in ends
        for spelt in facts.labels.spelt(claim.object)
        if (rest := spelt.needed - facts.words(claim.subject)) and rest <= told
    }


def _narrower(name: Name, places: Collection[str], facts: Facts) -> Name:
    found = facts.labels.narrower(name.entities, places)
    return name._replace(entities=frozenset(found)) if found else name


def _by_right(said: Said) -> bool:
    return said.relation == "ex-officio" and bool(said.office)


def _with(name: Name, more: Collection[str]) -> Name:
    return name._replace(entities=name.entities | {*more})


def _sets(name: Name, sentence: Sentence) -> set[str]:
    line = sentence.pieces.found[name.start : name.end]
    return described(line, sentence.words, sentence.facts.labels)


def _offices(name: Name, said: Said, facts: Facts) -> set[str]:
    wanted = frozenset[str]().union(
        *(words_of(one).offices.get(said.office, frozenset()) for one in languages())
    )
    return {post for post in facts.posts_in(name.entities) if wanted & facts.words(post)}


def _check_places(one: Statement, found: Weighed, sentence: Sentence) -> None:
    facts = sentence.facts
    for place in one.places:
        ends = frozenset[str]().union(*found.meant.values()) or {
            end for name in (*one.left, *one.right) for end in name.entities
        }
        tied = [
            claim.iri
            for claim in facts.ties(ends, place.entities)
            if local_name(claim.relation) in _WITHIN
        ]
        named = any(facts.labels.is_named_in(area, end) for area in place.entities for end in ends)
        if tied:
            found.claims += tied[:1]
        elif not named:
            told = _told(sentence, place.start, place.end)
            found.differing.append(Differing("ends", told, tuple(found.claims[:_MOST])))


def _check_speaker(one: Statement, found: Weighed, sentence: Sentence) -> None:
    if one.speaker is None:
        return
    said = [iri for iri in found.claims if sentence.facts.is_said_by(iri, one.speaker.entities)]
    if not said:
        told = _told(sentence, one.speaker.start, one.speaker.end)
        found.differing.append(Differing("speaker", told, tuple(found.claims[:_MOST])))
    found.claims = said


def _of_thought(one: Statement, sentence: Sentence) -> Weighed:
    assert one.thought is not None
    assert one.speaker is not None
    start, end = one.thought
    nouns = [
        name
        for begin in range(start, end)
        for name in sentence.nouns.get(begin, ())
        if name.end == end and all(
            sentence.pieces.found[i].key in sentence.words.free for i in range(start, begin)
        )
    ]  # fmt: skip
    found = Weighed()
    same = thinking(
        one.speaker, one.stance, sentence.pieces.found[start:end], sentence.words,
        sentence.facts, nouns,
    )  # fmt: skip
    found.claims = [claim.iri for claim in same]
    if not same:
        told = _told(sentence, start, end)
        found.differing.append(Differing("ends", told))
    return found


def _of_count(one: Statement, sentence: Sentence) -> Weighed:
    """Return the figures that say that there are so many of what is named."""
    [name] = one.left
    known = [
        claim
        for claim in sentence.facts.figures(name.entities)
        if local_name(claim.qualifier) == "exact" and not claim.population
    ]
    found = Weighed(claims=[claim.iri for claim in known if claim.value == one.count])
    found.meant[name] = {claim.about for claim in known if claim.value == one.count}
    if not found.claims:
        told = _told(sentence, one.place, name.end)
        listed = tuple(claim.iri for claim in known[:_MOST])
        found.differing.append(Differing("number", told, listed))
    return found


def _told(sentence: Sentence, start: int, end: int) -> str:
    found = sentence.pieces.found
    return sentence.text[found[start].start : found[max(end - 1, start)].end]
