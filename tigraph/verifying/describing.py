"""What is meant by a noun and what goes with it: a name, or a description in more or fewer words.

A label need not be said whole: "the Haut-Doubs territory" is the one thing that has these words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, expand
from tigraph.reading import Token, number_at, numbers_of
from tigraph.verifying.labels import LabelIndex, Name, parts_of
from tigraph.verifying.spelling import ENDS_OF_ACTIONS, ROOT, Spelt
from tigraph.verifying.words import Words, of_all

PERSON = PREFIXES["foaf"] + "Person"
#: What is no single thing: sets of things, seats, notions.
_WIDE = frozenset(
    (
        ONTOLOGY + "Population",
        ONTOLOGY + "Seat",
        ONTOLOGY + "BodyType",
        ONTOLOGY + "Naming",
        PREFIXES["skos"] + "Concept",
    )
)
_SET = ONTOLOGY + "Population"
#: "c'", "qu'".
_ELIDED = 3
#: A label that no word of a description lacks is described by as many words as are missing.
_LOST = 2


#: How verbs end in the infinitive; "renforcer" is the action of "renforcement".
ENDS_OF_VERBS = ("er", "ir", "re", "ing")


class _Met(NamedTuple):
    """A label of which words have been met: those, and whether its kind was said in another."""

    label: Spelt
    words: frozenset[str]
    kind: bool = False


def nouns_in(
    found: Sequence[Token], words: Words, labels: LabelIndex, orders: Mapping[str, str], text: str
) -> dict[int, list[Name]]:
    """Return the names and descriptions that begin at each place of a sentence, longest first."""
    kinds = Kinds(words, labels, orders)
    line = [_options(one, words) for one in found]
    for i in range(len(found)):  # "four" is in labels as in figures
        number = number_at(found, i, text, numbers_of(words.language))
        if number is not None and number.end == i + 1:
            line[i] = line[i] | {f"{number.value:f}".removesuffix(".0")}
    made: dict[int, list[Name]] = {}
    for start, token in enumerate(found):
        if not _is_small(token) and (ends := {*_from(found, line, start, labels, kinds)}):
            made[start] = sorted(ends, key=lambda one: (-one.end, sorted(one.entities)))
    for start, token in enumerate(found):  # "C’est-à-dire": an elided word of a name
        if _is_elided(token) and token.text[0].isupper() and start + 1 in made:
            made[start] = [one._replace(start=start) for one in made[start + 1]]
    return made


def described(found: Sequence[Token], words: Words, labels: LabelIndex) -> set[str]:
    """Return the sets that have all words of a description, and may have more."""
    line = [(one, _options(one, words)) for one in found if not _is_small(one)]
    if not line or any(one.is_sign for one, _ in line):
        return set()
    return {
        label.entity
        for label in labels.spelt_with(_every(*line[0]))
        if _SET in labels.kinds(label.entity)
        and label.first in _hit(*line[0], label)
        and all(_hit(one, own, label) for one, own in line)
    }


def _from(
    found: Sequence[Token], line: Sequence[frozenset[str]], start: int, labels: LabelIndex,
    kinds: Kinds,
) -> Iterator[Name]:  # fmt: skip
    """Yield what is named from a token on; words before that say a kind may be of the name."""
    head, said = start, list[str]()
    while head < len(found):
        yield from _names(found, line, start, head, said, labels, kinds)
        if not (_is_small(found[head]) or kinds.is_one(line[head])):
            return
        said += [word for word in line[head] if kinds.is_one({word})]
        head += 1


def _names(
    found: Sequence[Token], line: Sequence[frozenset[str]], start: int, head: int,
    said: Sequence[str], labels: LabelIndex, kinds: Kinds,
) -> Iterator[Name]:  # fmt: skip
    met: list[_Met] | None = None
    for i in range(head, len(found)):
        token = found[i]
        if _is_small(token) and met is not None:
            continue
        if token.text in ",:?!;" and met and any(one.label.signs for one in met):
            met = [one for one in met if one.label.signs]
            continue
        if token.is_sign or _is_small(token):
            return
        if met is None:
            every = labels.spelt_with(_every(token, line[i]), _next(found, line, i))
            hits = [_Met(one, _hit(token, line[i], one), bool(said)) for one in every]
            met = [one for one in hits if one.words and kinds.fit(said, one.label.entity)]
        else:
            new = []
            for one in met:
                if hit := _hit(token, line[i], one.label):
                    new.append(one._replace(words=one.words | hit))
                elif not _is_small(found[i - 1]) and kinds.fit_one(line[i], one.label.entity):
                    new.append(one._replace(kind=True))
            met = new
        if not met:
            return
        if entities := _meant(met, kinds):
            yield Name(start, i + 1, entities)


def _next(found: Sequence[Token], line: Sequence[frozenset[str]], i: int) -> frozenset[str]:
    """Return what the next word of a name may be in labels."""
    for j in range(i + 1, len(found)):
        if not _is_small(found[j]):
            return _every(found[j], line[j])
    return frozenset()


def _meant(met: Sequence[_Met], kinds: Kinds) -> frozenset[str]:
    """Return what is meant by words: what is called so, else the one thing that is nearest."""
    exact = {one.label.entity for one in met if one.label.having <= one.words}
    if exact:
        return frozenset(exact)
    whole = {one.label.entity for one in met if one.label.needed <= one.words}
    if whole:
        return frozenset(whole)
    near: dict[str, int] = {}
    for one in met:
        lost = len(one.label.needed - one.words)
        if _describes(one, kinds):
            near[one.label.entity] = min(lost, near.get(one.label.entity, lost))
    least = min(near.values(), default=0)
    nearest = [entity for entity, lost in near.items() if lost == least]
    return frozenset(nearest) if len(nearest) == 1 else frozenset()


def _describes(one: _Met, kinds: Kinds) -> bool:
    """Whether words that a label has may stand for it: its head among them, half of all."""
    lost = one.label.needed - one.words
    if kinds.is_many(one.label.entity):  # fewer words mean more, unless all are of the programme
        rest = one.label.having - one.words
        return (
            kinds.is_set(one.label.entity)
            and len(one.words) > 1
            and one.label.first in one.words
            and rest <= kinds.common
        )
    if kinds.is_person(one.label.entity):
        return one.label.last in one.words
    enough = len(one.words & one.label.needed) > 1 and len(lost) <= len(one.words) + _LOST
    return enough and (one.kind or one.label.first in one.words)


class Kinds:
    """The words by which sentences say of what kind something is: "the firm X", "X territory"."""

    def __init__(self, words: Words, labels: LabelIndex, orders: Mapping[str, str]) -> None:
        self._labels, self._orders = labels, orders
        self._of_class = {
            f"order:{kind.removeprefix('order:')}"
            if kind.startswith("order:")
            else expand(kind): own
            for kind, own in words.kinds.items()
        }
        self._every = frozenset[str]().union(*words.kinds.values())
        #: What the names of sets may be said without: the programme's name.
        self.common = labels.programmes

    def is_one(self, own: Collection[str]) -> bool:
        """Whether a word says a kind."""
        return not self._every.isdisjoint(own)

    def of(self, entity: str) -> frozenset[str]:
        """Return the words for the kinds of something."""
        classes = {*self._labels.kinds(entity), f"order:{self._orders[entity]}"}
        return frozenset[str]().union(*(self._of_class.get(one, frozenset()) for one in classes))

    def fit(self, own: Collection[str], entity: str) -> bool:
        """Whether all kinds that are said may be said of something."""
        said = self._every & {*own}
        return not said or said <= self.of(entity) if own else True

    def is_many(self, entity: str) -> bool:
        """Whether something is a set or a notion, which each word of its label narrows."""
        return not _WIDE.isdisjoint(self._labels.kinds(entity))

    def fit_one(self, own: Collection[str], entity: str) -> bool:
        """Whether a word says a kind that something is of."""
        return self.is_one(own) and self.fit(own, entity)

    def is_set(self, entity: str) -> bool:
        """Whether something is a set of things."""
        return _SET in self._labels.kinds(entity)

    def is_person(self, entity: str) -> bool:
        """Whether something is a person."""
        return PERSON in self._labels.kinds(entity)


def _options(token: Token, words: Words) -> frozenset[str]:
    """Return what a word may be in labels; of what is done, what doing it is called, too."""
    own = words.stems(token.text)
    more = (
        words.renderings.get(one[:-1] + end, frozenset())
        for one in _roots(own)
        for end in ("", "e")
    )
    return own.union(*more)


def _every(token: Token, own: frozenset[str]) -> frozenset[str]:
    return own | parts_of(token) | frozenset(_roots(own))


def _roots(own: Collection[str]) -> Iterator[str]:
    """Yield beginnings by which labels of actions are found: of "renforcer", "renforc"."""
    for word in own:
        for end in ENDS_OF_VERBS:
            if word.endswith(end) and len(word) - len(end) >= ROOT:
                yield f"{word[: -len(end)]}*"


def _hit(token: Token, own: frozenset[str], label: Spelt) -> frozenset[str]:
    """Return which words of a label a token is; of one with hyphens, all its parts."""
    if hit := own & label.having:
        return hit
    parts = parts_of(token)
    if len(parts) > 1 and parts <= label.having:
        return parts
    roots = tuple(one[:-1] for one in _roots(own))
    return frozenset(
        word
        for word in label.having
        if roots and word.startswith(roots) and (word.endswith(ENDS_OF_ACTIONS) or word in roots)
    )


def _is_small(token: Token) -> bool:
    """Whether a word only joins those of a name."""
    joins = of_all("inner") | of_all("within")
    return token.key in joins or token.text in joins or _is_elided(token)


def _is_elided(token: Token) -> bool:
    return token.key.endswith("'") and len(token.key) <= _ELIDED
