"""What was named in the sentence before: whom "she" means, or "the programme"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tigraph.reading import Token
from tigraph.verifying.describing import PERSON, Kinds
from tigraph.verifying.facts import Facts
from tigraph.verifying.labels import Name
from tigraph.verifying.predicate_files import predicates_of
from tigraph.verifying.words import Words


class Before:
    """What may be meant by what points back; a sentence that names nothing leaves it as it is."""

    def __init__(self) -> None:
        #: By the class that a pronoun is of ("" any), or "kind:" and a noun: what is meant.
        self.meant: dict[str, frozenset[str]] = {}

    def go_on(
        self, found: Sequence[Token], nouns: Mapping[int, list[Name]], words: Words, facts: Facts
    ) -> None:
        """Take the names of a sentence; whom it tells of first is who the next may go on with."""
        named = [*_apart(nouns, len(found))]
        if not named:
            return
        kinds = Kinds(words, facts.labels, facts.orders)
        people = [one.entities for one in named if all(map(kinds.is_person, one.entities))]
        meant = {"": named[0].entities} if named[0].start <= 2 else dict[str, frozenset[str]]()
        if len({*people}) == 1:
            meant[PERSON] = people[0]
        of_kind: dict[str, set[frozenset[str]]] = {}
        for one in named:
            for word in frozenset[str]().union(*map(kinds.of, one.entities)):
                of_kind.setdefault(f"kind:{word}", set()).add(one.entities)
        if found[0].key in predicates_of(words.language).pronouns and not people:
            meant = {kind: self.meant[kind] for kind in ("", PERSON) if kind in self.meant}
        meant |= {kind: next(iter(ones)) for kind, ones in of_kind.items() if len(ones) == 1}
        self.meant = meant


def _apart(nouns: Mapping[int, list[Name]], length: int) -> Iterator[Name]:
    """Yield the names of a sentence from its beginning on, of those that overlap the longest."""
    i = 0
    while i < length:
        if own := nouns.get(i):
            yield own[0]
            i = own[0].end
        else:
            i += 1
