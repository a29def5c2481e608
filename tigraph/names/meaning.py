"""The one entity that somebody means by a name.

What is tried, one after another, until something fits: the very name; an identifier in
whatever spaces; the name in another spelling (articles, abbreviations, legal forms); that of a
person with titles, initials or the surname first; what stands before brackets or the last comma,
where the rest says what it is or where; whole words of one name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from tigraph.errors import AmbiguousNameError, UnknownNameError
from tigraph.names.context import around
from tigraph.names.entity import Entity
from tigraph.names.folding import accented, folded, spaced
from tigraph.names.identifiers import borne_by, code, with_zero, wrong
from tigraph.names.people import fits
from tigraph.rdf import iri_text, rows_of, select
from tigraph.rdf.vocabulary import CONCEPT, ONTOLOGY, PREFIXES, curie

if TYPE_CHECKING:
    from tigraph.names.search import Names

_AREA = PREFIXES["dcterms"] + "Location"
_PERSON = PREFIXES["foaf"] + "Person"
#: Kinds that are mostly called after others.
_CALLED_AFTER = (
    *(PREFIXES["org"] + name for name in ("Post", "ChangeEvent")), ONTOLOGY + "Seat"
)  # fmt: skip
#: So many bearers of the words of a name are looked at for their kinds.
_MOST_HOLDING = 1000
#: Of so many it is asked which of them are called after others.
_MOST_AFTER = 200
#: Of more with its words, a name means none.
_MOST_MEANT = 12
#: Those of some entities that others of them are called by: their areas, posts, changes.
_AFTER = """
SELECT DISTINCT ?x WHERE {{
  VALUES ?x {{ {entities} }}
  {{ ?y dcterms:spatial ?x }} UNION {{ ?x org:postIn ?y }}
  UNION {{ ?x org:originalOrganization ?y }} UNION {{ ?x org:resultingOrganization ?y }}
  FILTER(?y IN ({among}))
}}
"""
_QUALIFIED = re.compile(
    r"(?P<name>[^()]*\S)\s*\((?P<what>[^()]+)\)\s*|(?P<before>.*\S)\s*,(?P<after>.+)"
)
_ACRONYM = re.compile(r"[A-Z0-9&.\-]{2,12}")


class Meaning:
    """What a name means among those that an index holds, first of all something of some kinds."""

    def __init__(self, names: Names, name: str, kinds: Collection[str] = ()) -> None:
        self._names, self.name, self._kinds = names, name, kinds
        self._store, self._index = names.index.store, names.index
        self._spellings = names.spellings

    def found(self) -> str:
        """Return its IRI. Raises `UnknownNameError`, `AmbiguousNameError`."""
        steps: tuple[Callable[[], list[str]], ...] = (
            self._bearing, self._numbered, self._spelled, self._person, self._qualified,
        )  # fmt: skip
        for step in steps:
            if meant := step():
                return self._one(meant)
        if told := wrong(self._store, self.name):
            raise UnknownNameError("entity", self.name, (), told)
        lost = self._without_zero()
        meant = self._holding()
        if 1 <= len(meant) <= _MOST_MEANT:
            return self._one(meant)
        like = self._names.search(self.name, 3) if not lost and len(self.name) > 2 else []
        near = [item.entity.label(self._names.language) for item in like]
        raise UnknownNameError("entity", self.name, [*dict.fromkeys(near)], lost)

    def _one(self, iris: list[str]) -> str:
        if len(iris) == 1:
            return iris[0]
        raise AmbiguousNameError(self.name, self._names.described(iris))

    # ------------------------------------------------------------------------------- the steps

    def _bearing(self) -> list[str]:
        """Return who bears the very name: with its accents, and preferred, before others."""
        borne = self._index.bearing(folded(self.name))
        self._names.read(borne)
        if own := self._of_kinds(borne):
            return self._closest(own, self._as_typed)
        areas = [iri for iri in borne if self._entity(iri).kind == _AREA]
        if self._kinds and areas and len(areas) == len(borne):
            placed: list[str] = []
            for area in areas:
                asked = f"SELECT DISTINCT ?x {{ ?x dcterms:spatial {iri_text(area)} }} LIMIT 100"
                there = self._of_kinds([row["x"] for row in select(self._store, asked)])
                placed += there if len(there) == 1 else []
            if found := placed or self._of_kinds(self._with_words()):
                return self._alone(found)
        return self._closest(borne, self._as_typed)

    def _numbered(self) -> list[str]:
        """Return who has the identifier that the name is, in spaces or after the scheme's name."""
        asked = code(self.name)
        found = borne_by(self._store, asked) if asked else []
        return self._of_kinds(found) or found

    def _spelled(self) -> list[str]:
        """Return who has a name of the same key, or the same but for a legal form left out."""
        asked = self._spellings.key(self.name)
        if not asked:
            return []
        same, longer = list[str](), list[str]()
        close = self._index.close_to(self._spellings.written(asked))
        looked = max(self._spellings.plain(asked), key=len, default="")
        for name, iris in close.bearers.items():
            if looked not in name:
                continue
            key = self._spellings.key(name)
            if key == asked:
                same += iris
            elif self._spellings.bare(key) == asked:
                longer += iris
        for some in (same, longer):
            found = sorted(set(some))
            self._names.read(found)
            found = self._of_kinds(found) or found
            if found:
                return self._closest(found, self._as_spelled)
        return []

    def _person(self) -> list[str]:
        """Return the persons with the words of the name: with titles, initials, in any order."""
        words, titled = self._spellings.untitled(self.name)
        long = [word for word in words if len(word) > 2]
        if not long:
            return []
        whole, part = list[str](), list[str]()
        for name, iris in self._index.close_to(max(long, key=len)).bearers.items():
            fit = fits(words, name.split())
            if fit is not False:
                (whole if fit else part).extend(iris)
        typed = self.name.split() if not self.name.isupper() else []
        short = any(len(word) == 1 or (len(word) == 2 and word.upper() in typed) for word in words)
        for some in (whole, part if titled or short else []):
            found = self._of_kind(sorted(set(some)), _PERSON)
            if found:
                return self._of_kinds(found) or found
        return []

    def _qualified(self) -> list[str]:
        """Return who is called by what stands before brackets, where these say what or where."""
        parts = _QUALIFIED.fullmatch(self.name)
        if not parts:
            return []
        name = parts["name"] or parts["before"]
        what = (parts["what"] or parts["after"]).strip()
        other = Meaning(self._names, name, self._kinds)
        for step in (other._every, other._spelled):
            meant = step()
            if fitting := self._said_of(meant, what):
                return other._closest(fitting, other._as_typed)
            if meant and _ACRONYM.fullmatch(what) and not self._index.bearing(folded(what)):
                return meant
        return []

    def _every(self) -> list[str]:
        """Return all who bear the name, whatever their kind."""
        return self._index.bearing(folded(self.name))

    def _holding(self) -> list[str]:
        """Return who has a name with all words of the name, but for what is called after others."""
        if not any(map(str.isalpha, self.name)):  # a number means no other that has it in part
            return []
        found = self._with_words()
        if len(found) > _MOST_AFTER:
            return found
        found = self._alone(found)
        self._names.read(found)
        others = [iri for iri in found if self._entity(iri).kind not in _CALLED_AFTER]
        return others or found

    # ------------------------------------------------------------------------------- choosing

    def _as_typed(self, label: str) -> tuple[bool, bool]:
        """Return how a label differs from the name: in letters as they stand, in accents."""
        return spaced(label) != spaced(self.name), accented(label) != accented(self.name)

    def _as_spelled(self, label: str) -> tuple[bool, bool]:
        """Return how a label differs from the name but for spelling: in legal form, in accents."""
        key, own = self._spellings.accented_key(self.name), self._spellings.accented_key(label)
        bare = self._spellings.bare
        return own != key, bare(own) != bare(key)

    def _closest(self, iris: list[str], differs: Callable[[str], tuple[bool, bool]]) -> list[str]:
        """Return those of some entities that are called most exactly so.

        A preferred label comes before others, and what has a label in brackets that the name has
        not, such as a kind that was added to tell it apart, last.
        """
        if len(iris) < 2:
            return iris
        self._names.read(iris)
        ranks = {iri: min(self._ranks(self._entity(iri), differs), default=(9,)) for iri in iris}
        best = min(ranks.values())
        return self._alone([iri for iri in iris if ranks[iri] == best])

    def _ranks(
        self, one: Entity, differs: Callable[[str], tuple[bool, bool]]
    ) -> Iterator[tuple[int, ...]]:
        preferred = ((label, 0) for label in one.labels.values())
        others = ((name, 1) for name in (*one.others, *one.identifiers))
        for label, rank in chain(preferred, others):
            exactly, accents = differs(label)
            added = "(" in label and "(" not in self.name
            if not (exactly or rank):
                yield (0,)
            elif folded(label) == folded(self.name) or not accents:
                yield (1, added, accents, rank)

    def _alone(self, iris: list[str]) -> list[str]:
        """Leave out the areas, posts and changes of others among some entities."""
        if not 1 < len(iris) <= _MOST_AFTER:
            return iris
        among = ", ".join(map(iri_text, iris))
        asked = _AFTER.format(entities=" ".join(map(iri_text, iris)), among=among)
        after = {row["x"] for row in select(self._store, asked)}
        return [iri for iri in iris if iri not in after] or iris

    def _said_of(self, iris: list[str], what: str) -> list[str]:
        """Return those of some entities of which something is a name, the kind, or around them."""
        wanted, found = folded(what), []
        self._names.read(iris)
        near = around(self._store, iris) if iris else {}
        self._names.read(chain.from_iterable(near.values()))
        for iri in iris:
            own = self._entity(iri)
            told = [curie(iri), self._names.kind_label(own.kind), *own.names, *own.identifiers]
            for place in near.get(iri, ()):
                if (entity := self._names.get(place)) is not None:
                    told += [*entity.names, *entity.identifiers]
            if any(folded(text) == wanted for text in told):
                found.append(iri)
        return found

    # ------------------------------------------------------------------------------- kinds, words

    def _entity(self, iri: str) -> Entity:
        return self._names.entity(iri)

    def _of_kind(self, iris: Iterable[str], kind: str) -> list[str]:
        listed = [*iris][:_MOST_HOLDING]
        self._names.read(listed)
        return [iri for iri in listed if (one := self._names.get(iri)) and one.kind == kind]

    def _of_kinds(self, iris: list[str]) -> list[str]:
        """Return those of some entities that are of the kinds wanted; none of very many."""
        kinds = self._kinds
        if not kinds or not iris or len(iris) > _MOST_HOLDING:
            return []
        self._names.read(iris)
        known = {iri: one.kind for iri in iris if (one := self._names.get(iri))}
        own = {iri for iri, kind in known.items() if kind in kinds}
        if any(kind.startswith(CONCEPT) for kind in kinds):
            asked = "SELECT ?x ?scheme { ?x adms:identifier/tig:idScheme ?scheme }"
            rows = rows_of(self._store, asked, known, "x")
            own |= {row["x"] for row in rows if row["scheme"] in kinds}
        return [iri for iri in iris if iri in own]

    def _with_words(self) -> list[str]:
        """Return who has a name that holds all words of the name, of the kinds if any is."""
        typed = folded(self.name)
        usual = self._spellings.written(self._spellings.key(self.name))
        found, spelled = (
            self._index.close_to(text).with_words(set(text.split())) for text in (typed, usual)
        )
        return self._of_kinds(found) or self._of_kinds(spelled) or found or spelled

    def _without_zero(self) -> str:
        """Return who has an identifier that the name is but for a zero before it, in words."""
        asked = code(self.name)
        found = with_zero(self._store, asked) if asked else []
        told = (f"{text} is {self._names.label(iri)} ({curie(iri)})" for iri, text in found)
        return f"Was a zero lost? {'; '.join(told)}." if found else ""
