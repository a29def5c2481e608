"""The matcher: names to entities, with the grounds."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain, repeat

from tigraph.linking.agreeing import Agreement, agreement
from tigraph.linking.beside import DATE, FUNCTION
from tigraph.linking.deciding import OTHER_KIND, enough, outcome_of, rank
from tigraph.linking.doubts import is_acronym_of, loosely
from tigraph.linking.kinds import ORGANISATION, PERSON, Habits, habits, worded
from tigraph.linking.model import Candidate, Match, Sought
from tigraph.linking.numbers import numbered
from tigraph.linking.people import address
from tigraph.linking.pool import CLOSELY, Pool
from tigraph.linking.reading import Asked, office_at, read
from tigraph.linking.records import Record, records
from tigraph.linking.telling import Told, told
from tigraph.linking.weighing import FLOOR, Weighed, held_back, weigh
from tigraph.linking.words import Lexicon, Name, is_acronym
from tigraph.local import said
from tigraph.names import accented, folded
from tigraph.registries import NameKind
from tigraph.stores import Ground

#: A word of so many people's names tells so little that a namesake is likely.
_RARE = 0.72
#: So many people may bear a surname: which is meant, initials and what stands beside it tell.
_NAMESAKES = 150
#: So many letters at most make an acronym.
_LONGEST_ACRONYM = 8
#: What gives the records of a kind, known without those of some schemes: see `records`.
Reading = Callable[[NameKind, tuple[str, ...]], list[Record]]


class Matcher:
    """Finds the entities of a ground that names mean: made by `Matcher.of`.

    What it reads of the ground is kept with it; the names of a kind are read when one is first
    sought.
    """

    def __init__(self, reading: Reading, own: Habits, language: str) -> None:
        self._reading = reading
        self._habits = own
        self.language = language
        self._pools: dict[str, Pool] = {}
        self._around: dict[str, dict[str, frozenset[str]]] = {}
        self.placed = lru_cache(4096)(self._placed)

    @classmethod
    def of(cls, ground: Ground) -> Matcher:
        """Return the matcher of a ground, with the habits of all installed readers.

        What the words of names are that are written in several ways, the ground's data say.
        """
        own = worded(habits(), ground.names.spellings)
        return cls(partial(records, ground.surely), own, ground.language)

    @property
    def habits(self) -> Habits:
        """The kinds, and how names are written."""
        return self._habits

    @property
    def kinds(self) -> Mapping[str, str]:
        """The kinds that a name may be said to be of, with their labels."""
        return {key: said(one.label, self.language) for key, one in self._habits.kinds.items()}

    def takes(self, kind: str) -> bool:
        """Return whether a kind can be asked for: a key, or what looks like a class."""
        return kind in self._habits.kinds or ":" in kind

    def match(self, sought: Sought, limit: int = 5) -> Match:
        """Return what was found of a name, with at most `limit` candidates.

        Raises `UnknownNameError` for a kind that is none, and no class.
        """
        kinds = self._kinds_of(sought)
        pools = [(kind, self.pool(kind)) for kind in kinds]

        def is_number(text: str) -> bool:
            return any(text in pool.numbers for _, pool in pools)

        person = [kind.key == PERSON for kind in kinds]
        asked = read(
            sought, self._habits, is_number, self.placed, person=any(person), only=all(person)
        )
        met = [(kind, pool, self._met(asked, kind, pool, alone=bool(sought.kind)))
               for kind, pool in pools]  # fmt: skip
        found: dict[str, Weighed] = {}
        settled = any(enough(own.values()) for _, _, (_, own) in met)
        for kind, pool, (names, own) in met:
            if not settled:
                self._alike(asked, kind, pool, names, own, alone=bool(sought.kind))
            numbered(asked.text, asked.beside, kind.key, pool, own)
            for one in own.values():
                best = found.get(one.record.iri)
                if best is None or one.score > best.score:
                    found[one.record.iri] = one
        listed = sorted(found.values(), key=rank)
        listed = [one for one in listed if one.score >= FLOOR]
        outcome, why = outcome_of(bool(folded(asked.text) or asked.beside.numbers), listed)
        candidates = tuple(self._candidate(one) for one in listed[:limit])
        return Match(sought, outcome, candidates, why.said(self.language))

    def match_many(self, sought: Iterable[Sought], limit: int = 5) -> Iterator[Match]:
        """Yield what was found of each of many names, in their order; raises as `match` does."""
        known: dict[tuple[str, str, tuple[tuple[str, str], ...]], Match] = {}
        for one in sought:
            key = (one.name, one.kind, tuple(one.context.items()))
            if (found := known.get(key)) is None:
                if len(known) > 10_000:
                    known.clear()
                found = known[key] = self.match(one, limit)
            yield found if found.sought is one else replace(found, sought=one)

    def pool(self, kind: NameKind) -> Pool:
        """Return the names of a kind."""
        if kind.key not in self._pools:
            lexicon = Lexicon(self._habits.usage_of(kind), kind)
            without = self._habits.places() if kind.key == ORGANISATION else ()
            self._pools[kind.key] = Pool(self._reading(kind, without), lexicon)
        return self._pools[kind.key]

    @property
    def read(self) -> dict[str, list[Record]]:
        """The records that have been read, by the key of their kind."""
        return {key: pool.records for key, pool in self._pools.items()}

    def pool_of(self, key: str) -> Pool:
        """Return the names of the kind of a key; raises `UnknownNameError`."""
        return self.pool(self._habits.kind(key))

    def beside(self, iri: str, kinds: Iterable[str]) -> dict[str, str]:
        """Return what is known beside an entity of some kinds, as the context of a name.

        That are the areas and bodies around it of which there is one of a kind, when it was, and
        what it is where it has one function.
        """
        found: dict[str, str] = {}
        for key in kinds:
            pool = self.pool_of(key)
            if iri not in pool.place:
                continue
            record = pool.records[pool.place[iri]]
            for kind in self._habits.kinds.values():
                near = self._surroundings(record, kind.key) - {iri}
                if (
                    kind.key != key
                    and len(near) == 1
                    and (kind.schemes or kind.key == ORGANISATION)
                ):
                    own = self.pool(kind)
                    other = own.records[own.place[next(iter(near))]]
                    found.setdefault(kind.key, other.number(kind.schemes) or other.label)
            if record.begin or record.end:
                found.setdefault(DATE, f"{record.begin or '..'}/{record.end or '..'}")
            roles = {role for office in record.offices for role in office.roles[-1:]}
            if len(roles) == 1:
                found.setdefault(FUNCTION, roles.pop())
        return found

    def _kinds_of(self, sought: Sought) -> list[NameKind]:
        """Return the kinds of which a name may be: as told, or as its words tell, or all."""
        own = self._habits
        if sought.kind == ORGANISATION:
            bodies = [one for one in own.kinds.values() if one.classes and one.schemes]
            return [own.kind(ORGANISATION), *bodies]
        if sought.kind:
            return [own.kind(key.strip()) for key in sought.kind.split(",")]
        words = folded(sought.name).split()
        if words and (words[0] in own.usage.titles or office_at(sought.name, own)):
            return [own.kind(PERSON)]
        told = [
            kind for kind in own.kinds.values()
            if kind.forms and Lexicon(own.usage, kind).stripped(words)[1]
        ] if words else []  # fmt: skip
        bodies = [kind for kind in told if kind.classes]
        return bodies or [*own.kinds.values()]

    def _placed(self, key: str, text: str) -> frozenset[str]:
        """Return the areas or bodies of a kind that a text names, whole, or numbers."""
        pool = self.pool(self._habits.kind(key))
        bare = text.strip()
        for number in (bare, bare.upper(), f"0{bare}", bare.replace(" ", "")):
            if number in pool.numbers:
                return frozenset(pool.records[one].iri for one in pool.numbers[number])
        names = pool.lexicon.read(bare, asked=True)
        found = {
            pool.records[pool.owners[place]].iri
            for name in names
            for place in pool.exact(name)
            if not pool.names[place].acronym
        }
        return frozenset(found)

    def _surroundings(self, record: Record, key: str) -> frozenset[str]:
        """Return what is around a record, of a kind: what it is in, else what that is in."""
        kept = self._around.setdefault(key, {})
        if (found := kept.get(record.iri)) is None:
            place = self.pool(self._habits.kind(key)).place
            own = {record.iri, *record.around}
            near = own & place.keys()
            if not near:
                for kind in self._habits.kinds.values():
                    if kind.schemes and (pool := self._pools.get(kind.key)):
                        for iri in own & pool.place.keys():
                            near.update(pool.records[pool.place[iri]].around)
                near &= place.keys()
            found = kept[record.iri] = frozenset(near)
        return found

    def _met(
        self, asked: Asked, kind: NameKind, pool: Pool, *, alone: bool
    ) -> tuple[list[Name], dict[int, Weighed]]:
        """Return what a name may be of a kind, and the records that bear it, weighed."""
        found: dict[int, Weighed] = {}
        names = pool.lexicon.read(asked.text, asked=True)
        if kind.key == PERSON and (bare := asked.untitled):
            if len(asked.folded.partition(" ")[0]) == 1:
                names = []  # as an initial it would mean no others
            names = [*pool.lexicon.read(bare, asked=True), *names]
        for name in names:
            self._take(asked, kind, pool, name, pool.exact(name), found, alone=alone)
        if asked.whole != asked.text:
            for name in pool.lexicon.read(asked.whole, asked=True):
                self._take(asked, kind, pool, name, pool.exact(name), found, alone=alone)
        return names, found

    def _alike(
        self, asked: Asked, kind: NameKind, pool: Pool, names: list[Name],
        found: dict[int, Weighed], *, alone: bool,
    ) -> None:  # fmt: skip
        """Take the records that bear a name like it, weighed."""
        among = self._among(asked, pool)
        for name in names:
            places = pool.alike(name, among, _NAMESAKES if kind.key == PERSON else CLOSELY)
            self._take(asked, kind, pool, name, places, found, alone=alone)
        if not any(one.score >= FLOOR for one in found.values()):
            for name in names:
                places = pool.looking_like(name)
                self._take(asked, kind, pool, name, places, found, alone=alone)
        self._acronyms(asked, kind, pool, found)

    def _take(
        self, asked: Asked, kind: NameKind, pool: Pool, name: Name, places: Iterable[int],
        found: dict[int, Weighed], *, alone: bool,
    ) -> None:  # fmt: skip
        for place in places:
            one = self._one(asked, name, kind, pool, place, alone=alone)
            if one is not None:
                best = found.get(pool.owners[place])
                if best is None or (one.score, one.raw) > (best.score, best.raw):
                    found[pool.owners[place]] = one

    def _one(
        self, asked: Asked, name: Name, kind: NameKind, pool: Pool, place: int, *, alone: bool
    ) -> Weighed | None:
        """Return the record of one name, weighed, or None where the two have nothing in common."""
        person = kind.key == PERSON
        borne, record = pool.names[place], pool.records[pool.owners[place]]
        met = agreement(name, borne, pool, person=person)
        if not met.share or (borne.acronym and not (met.whole and not met.typed)):
            return None
        one = Weighed(kind.key, record, name, borne, met)
        one.raw = met.exact and accented(borne.text) == accented(asked.text)
        weigh(one, asked.beside, partial(self._surroundings, record), person=person)
        if person:
            address(one, asked.folded, asked.addressed, self._habits.usage)
        if not alone and (borne.forms or borne.weak) and not (name.forms or name.weak):
            one.score = round(one.score - OTHER_KIND, 3)
        if not name.forms and not person and (borne.short or is_acronym_of(asked.text, record)):
            one.forbid(told("acronym", asked.text))
        if kind.classes and kind.forms and not name.forms and self._is_area(asked.text):
            one.forbid(told("an-area", asked.text))
        if person and not asked.beside.around and pool.tells(borne.words[-1]) < _RARE:
            one.forbid(told("common-name"))
        if kind.classes and (doubt := loosely(name, borne, kind)):
            one.forbid(doubt)
        if kind.classes and not person and met.typed and not one.vetoes and self._places(met):
            one.forbid(told("perhaps-other"))
        if one.vetoes:
            one.score = held_back(one.score)
        return one

    def _among(self, asked: Asked, pool: Pool) -> set[int]:
        """Return the records that are where the name is said to be, or in a body that is there."""
        found: set[int] | None = None
        for place in asked.beside.around:
            iris = set(place.iris)
            for kind in self._habits.kinds.values():
                if kind.classes and kind.schemes:
                    bodies = self.pool(kind)
                    near = {one for iri in place.iris for one in bodies.within.get(iri, ())}
                    iris.update(bodies.records[one].iri for one in near)
            own = {one for iri in iris for one in pool.within.get(iri, ())}
            found = own if found is None else found & own
        return found or set()

    def _places(self, met: Agreement) -> bool:
        """Whether a word that seems mistyped is one of the names of places."""
        words = [word for typed, _ in met.typed for word in typed.split()]
        meant = {word for _, other in met.typed for word in other.split()}
        kinds = [one for one in self._habits.kinds.values() if one.schemes and not one.classes]
        return any(self.pool(one).has(word) for one in kinds for word in words if word not in meant)

    def _is_area(self, text: str) -> bool:
        """Whether a text is the very name of an area of the kinds that tell names apart."""
        kinds = [one for one in self._habits.kinds.values() if one.tells_apart]
        return any(self.placed(one.key, text) for one in kinds)

    def _acronyms(
        self, asked: Asked, kind: NameKind, pool: Pool, found: dict[int, Weighed]
    ) -> None:
        """Take what the initials of a name make, where an acronym is asked for."""
        if kind.key == PERSON or not (kind.classes or kind.tells_apart):
            return
        text = folded(asked.text).replace(" ", "")
        if " " in asked.text.strip() and not is_acronym(asked.text):
            return
        if 2 <= len(text) <= _LONGEST_ACRONYM:
            for place in pool.made_of(text)[:20]:
                owner, borne = pool.owners[place], pool.names[place]
                if owner not in found:
                    met = agreement(borne, borne, pool)
                    name = replace(borne, text=asked.text)
                    one = Weighed(kind.key, pool.records[owner], name, borne, met)
                    near = partial(self._surroundings, one.record)
                    weigh(one, asked.beside, near, person=False)
                    one.score = round(one.score * 0.75, 3)
                    one.features = [f for f in one.features if f.name != "name"]
                    one.tell("acronym", True, 0.75, told("made-acronym", asked.text))
                    one.forbid(told("acronym", asked.text))
                    found[owner] = one

    def _candidate(self, one: Weighed) -> Candidate:
        kind = self._habits.kind(one.kind)
        features = tuple(
            replace(f, why=f.why.said(self.language) if isinstance(f.why, Told) else f.why)
            for f in one.features
        )
        record = one.record
        number = record.number(kind.schemes)
        return Candidate(record.iri, number, record.label, one.kind, max(one.score, 0.0), features)


def matched(
    ground: Ground,
    names: Iterable[str],
    kind: str = "",
    context: Mapping[str, str] | Sequence[Mapping[str, str]] = (),
    limit: int = 5,
) -> list[Match]:
    """Return what each of some names means: see `tigraph.graph.Graph.match`."""
    beside: Iterable[Mapping[str, str]] = (
        repeat(context) if isinstance(context, Mapping) else chain(context, repeat({}))
    )
    sought = (Sought(name, kind, own) for name, own in zip(names, beside, strict=False))
    return [*Matcher.of(ground).match_many(sought, limit)]
