"""Entities by name: search, and the one entity that a user means.

Names are compared without case and accents, with all spaces and all hyphens alike.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tigraph.errors import UnknownNameError
from tigraph.names.context import contexts
from tigraph.names.entity import ACTORS, Entity, Found, read_entities
from tigraph.names.folding import folded, spaced
from tigraph.names.identifiers import bearers, borne_by, code, with_zero
from tigraph.names.indexes import Index
from tigraph.names.labels import Labels
from tigraph.names.similarity import respaced, scores
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, curie, expand, local_name

if TYPE_CHECKING:
    from tigraph.names.spelling import Spellings

#: What a name scores that is so in another spelling, and one that has the words but for initials.
_SPELLED, _WITHOUT_INITIALS = 0.99, 0.9
#: What an identifier scores that lacks a zero.
_ZERO_LOST = 0.9
#: As much of a text is looked for.
_LONGEST = 500
#: Of those that fit as well, so many times what is wanted are read and put in order.
_READ = 12
#: So many names that begin as what is typed are looked at, and so many of a kind told in a row.
_TYPED, _TOGETHER = 400, 3
#: So many IRIs of a namespace are offered however unlike they are; of more, those as like as this.
_FEW, _LIKE = 5, 60

_AREA = PREFIXES["dcterms"] + "Location"
_LAST = (_AREA, *(PREFIXES["org"] + name for name in ("Post", "ChangeEvent")), ONTOLOGY + "Seat")


class Names:
    """The names that an index holds; candidates are told in `language`.

    Entities are read from the index's store when they are asked for. Several threads may ask.
    """

    def __init__(self, index: Index, language: str = "fr") -> None:
        self.language = language
        self.index = index
        self._store = index.store
        self._known: dict[str, Entity | None] = {}
        self._meant: dict[tuple[str, frozenset[str]], str] = {}

    def read(self, iris: Iterable[str]) -> None:
        """Read many entities together, which is quicker than one by one."""
        if missing := {iri for iri in iris if iri not in self._known}:
            found = read_entities(self._store, missing)
            self._known.update({iri: found.get(iri) for iri in missing})

    def get(self, iri: str) -> Entity | None:
        """Return an entity, or None where there is none of that IRI."""
        if iri not in self._known:
            self.read([iri])
        return self._known[iri]

    def beginning(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name that begins with a text."""
        return self.index.beginning(folded(text), limit)

    def typed(self, text: str, limit: int) -> list[Entity]:
        """Return the entities that a text may mean while it is typed, actors before others.

        Each of its words begins a word of a name or former name, or a number. Kinds take turns, so
        that one of which there are thousands does not hide a person.
        """
        wanted = folded(text[:_LONGEST])
        if not wanted:
            return []
        iris = self.index.typed(wanted, max(limit * _READ, _TYPED))
        self.read(iris)
        known = [entity for iri in iris if (entity := self.get(iri))]
        # Among the same kinds they stay as they were: by how the name fits.
        known.sort(key=lambda one: (wanted not in map(folded, one.names), _rank(one)[0]))
        return _mixed(known)[:limit]

    def entity(self, iri: str) -> Entity:
        """Return an entity that there is."""
        found = self.get(iri)
        assert found is not None
        return found

    def label(self, iri: str, language: str = "fr") -> str:
        """Return an entity's label, or the CURIE of what has none."""
        entity = self.get(iri)
        return entity.label(language) if entity else curie(iri)

    def search(self, text: str, limit: int = 20) -> list[Found]:
        """Return the entities with a name like `text`, best first, actors before others.

        The score is 1 for the name itself, and for others rapidfuzz's similarity: of
        the whole names, or of the words of `text` with those of the name. An identifier
        gives only those that bear it.
        """
        wanted = folded(text[:_LONGEST])
        if not wanted:
            return []
        if identified := self._identified(wanted, text):
            ordered = sorted(identified, key=lambda one: (-one.score, _rank(one.entity)))
            return ordered[:limit]
        found = self._weighed(wanted)
        last = sorted(found.values(), reverse=True)[: limit * 5][-1:]
        near = [iri for iri, score in found.items() if score >= last[0]][: limit * _READ]
        self.read(near)
        nearest = sorted(near, key=lambda iri: (-found[iri], *_rank(self.entity(iri))))
        return [Found(self.entity(iri), round(found[iri], 3)) for iri in nearest[:limit]]

    def _weighed(self, wanted: str) -> dict[str, float]:
        """Return the IRIs of entities with a name like a folded one, best first, with scores.

        Names are weighed against the name in the spelling that most names have, too.
        """
        usual = self.spellings.written(self.spellings.key(wanted))
        words, _ = self.spellings.untitled(wanted)
        full = " ".join(word for word in words if len(word) > 1)
        best: dict[str, float] = {}
        bearers: dict[str, list[str]] = {}
        texts = {full: _WITHOUT_INITIALS, " ".join(words): _SPELLED, usual: _SPELLED}
        if apart := respaced(wanted, self.index.vocabulary()):
            texts[apart] = _SPELLED
        texts[wanted] = 1.0
        for text, most in texts.items():
            close = self.index.close_to(text)
            bearers |= close.bearers
            for name, score in scores(text, list(close.bearers)).items():
                best[name] = max(best.get(name, 0), most * score)
        found: dict[str, float] = {}
        for name, score in sorted(best.items(), key=_first):
            for iri in bearers[name]:
                found.setdefault(iri, score)
        return found

    def _identified(self, wanted: str, text: str) -> list[Found]:
        """Return the entities that have a name as identifier, or else with a zero before it."""
        if not any(c.isdigit() for c in wanted):
            return []
        borne = self.index.bearing(wanted)
        self.read(borne)
        found = [one for one in map(self.entity, borne) if wanted in map(folded, one.identifiers)]
        asked = code(text)
        if found or asked is None:
            return [Found(one, 1.0) for one in found]
        if iris := borne_by(self._store, asked):
            return [Found(self.entity(iri), 1.0) for iri in iris]
        without = with_zero(self._store, asked)
        return [Found(self.entity(iri), _ZERO_LOST) for iri, _ in without]

    def resolve(self, name: str, kinds: Collection[str] = ()) -> str:
        """Return the IRI of the entity that a name, a CURIE, an IRI or an identifier means.

        The very name wins over one that is so without accents, a preferred label over an
        alternative one, another spelling of the name over whole words of it, and entities of one
        of the `kinds` (IRIs of classes, or of identifier schemes) over others: the name of an
        area means the one of them whose area it is, else the one that holds the words. Raises
        `UnknownNameError` with names like it, or `AmbiguousNameError` with the candidates.
        """
        asked = name, frozenset(kinds)
        if asked not in self._meant:
            from tigraph.names.meaning import Meaning

            iri = expand(name)
            self._meant[asked] = (
                Meaning(self, name, kinds).found() if iri is None else self._expanded(name, iri)
            )
        return self._meant[asked]

    def told(self, name: str, iri: str) -> str:
        """Return the label and the CURIE of what a name meant, "" where the name says as much.

        A name says as much that is the label itself, or the entity's IRI or CURIE.
        """
        label = self.label(iri, self.language)
        same = expand(name) == iri or spaced(name) == spaced(label)
        return "" if same else f"{label} ({curie(iri)})"

    def _expanded(self, name: str, iri: str) -> str:
        """Return an IRI, or that of the one entity with the identifier that it is made of."""
        if self.get(iri):
            return iri
        if len(found := bearers(self._store, iri)) == 1:
            return found[0]
        beside = iri.removesuffix(local_name(iri))
        raise UnknownNameError("entity", name, self._beside(local_name(iri), beside))

    def _beside(self, name: str, namespace: str) -> list[str]:
        """Return the labels of those of a namespace whose IRIs end like a name: all of a few."""
        from rapidfuzz import fuzz, process

        wanted = {local_name(iri): iri for iri in self.index.within(namespace)}
        least = _LIKE if len(wanted) > _FEW else 0
        near = process.extract(name, list(wanted), scorer=fuzz.WRatio, limit=3, score_cutoff=least)
        return list(dict.fromkeys(self.label(wanted[text]) for text, _, _ in near))

    @cached_property
    def spellings(self) -> Spellings:
        """How the words of names are written."""
        from tigraph.names.spelling import Spellings

        return Spellings(self._store)

    @cached_property
    def _labels(self) -> Labels:
        return Labels(self._store, self.language)

    def kind_label(self, kind: str) -> str:
        """Return what a kind of entity is called."""
        return self._labels(kind)

    def described(self, iris: list[str]) -> list[tuple[str, str, str]]:
        """Return the CURIE and the label of entities, and what they are, of what."""
        self.read(iris)
        label = self._labels
        told = contexts(self._store, iris, label)
        return [
            (
                curie(one.iri),
                one.label(self.language),
                ", ".join([label(one.kind), *told.get(one.iri, ())]),
            )
            for one in map(self.entity, iris)
        ]


def _first(scored: tuple[str, float]) -> tuple[float, int, str]:
    """Return where a name stands with its score: of those alike, the short ones first."""
    name, score = scored
    return -score, len(name), name


def _mixed(entities: Sequence[Entity]) -> list[Entity]:
    """Return entities in their order, but those of one kind some at a time."""
    turns: dict[str, int] = {}
    placed = []
    for place, one in enumerate(entities):
        turn = turns[one.kind] = turns.get(one.kind, -1) + 1
        placed.append((turn // _TOGETHER, place, one))
    placed.sort(key=lambda item: (_rank(item[2])[0] > 0, item[0], item[1]))
    return [one for *_, one in placed]


def _rank(entity: Entity) -> tuple[int, str]:
    """Return where an entity stands among those that fit as well."""
    return (0 if entity.kind in ACTORS else 2 if entity.kind in _LAST else 1), entity.label()
