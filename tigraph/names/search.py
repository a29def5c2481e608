"""Entities by name: search, and the one entity that a user means.

Names are compared without case and accents, with all spaces and all hyphens alike.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Collection, Iterable

from tigraph.errors import AmbiguousNameError, UnknownNameError
from tigraph.names.context import contexts
from tigraph.names.entity import ACTORS, Entity, Found, read_entities
from tigraph.names.folding import folded
from tigraph.names.identifiers import bearers, wrong
from tigraph.names.indexes import Index
from tigraph.names.labels import Labels
from tigraph.names.similarity import by_words
from tigraph.rdf import iri_text, rows_of, select
from tigraph.rdf.vocabulary import CONCEPT, ONTOLOGY, PREFIXES, curie, expand, local_name

#: A name scores at least this much (of 1) to be found.
THRESHOLD = 0.75

_AREA = PREFIXES["dcterms"] + "Location"
_LAST = (_AREA, *(PREFIXES["org"] + name for name in ("Post", "ChangeEvent")), ONTOLOGY + "Seat")
#: So many bearers of the words of a name are looked at for their kinds.
_MOST_HOLDING = 1000


class Names:
    """The names that an index holds; candidates are told in `language`.

    Entities are read from the index's store when they are asked for. Several threads may ask.
    """

    def __init__(self, index: Index, language: str = "fr") -> None:
        self.language = language
        self._index = index
        self._store = index.store
        self._known: dict[str, Entity | None] = {}

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
        return self._index.close_to(text).beginning(folded(text), limit)

    def _entity(self, iri: str) -> Entity:
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
        from rapidfuzz import fuzz, process

        wanted = folded(text)
        if not wanted:
            return []
        if identified := self._identified(wanted):
            return [Found(one, 1.0) for one in sorted(identified, key=_rank)[:limit]]
        close = self._index.close_to(text)
        names = list(close.bearers)
        whole = process.extract(wanted, names, scorer=fuzz.ratio, limit=None, score_cutoff=70)
        best: dict[str, float] = {name: score / 100 for name, score, _ in whole}
        for name, score in by_words(wanted, names):
            if score > best.get(name, 0):
                best[name] = score
        found: dict[str, float] = {}
        for name, score in sorted(best.items(), key=lambda pair: (-pair[1], pair[0])):
            if score >= THRESHOLD:
                for iri in close.bearers[name]:
                    found.setdefault(iri, 1.0 if name == wanted else score)
        last = sorted(found.values(), reverse=True)[: limit * 5][-1:]
        near = [iri for iri, score in found.items() if score >= last[0]][: limit * 50]
        self.read(near)
        ordered = sorted(near, key=lambda iri: (-found[iri], *_rank(self._entity(iri))))
        return [Found(self._entity(iri), round(found[iri], 3)) for iri in ordered[:limit]]

    def _identified(self, wanted: str) -> list[Entity]:
        """Return the entities that have a folded name as identifier."""
        if not any(c.isdigit() for c in wanted):
            return []
        borne = self._index.bearing(wanted)
        self.read(borne)
        found = map(self._entity, borne)
        return [one for one in found if wanted in map(folded, one.identifiers)]

    def resolve(self, name: str, kinds: Collection[str] = ()) -> str:
        """Return the IRI of the entity that a name, a CURIE, an IRI or an identifier means.

        A preferred label wins over an alternative one, and entities of one of the `kinds`
        (IRIs of classes, or of identifier schemes) over others: the name of an area means
        the one of them whose area it is, else the one that holds the words. Raises
        `UnknownNameError` with the nearest names, or `AmbiguousNameError` with the candidates.
        """
        iri = expand(name)
        if iri is not None:
            return self._expanded(name, iri)
        candidates = self._meant(name, kinds)
        if len(candidates) > 1:
            preferred = [
                iri
                for iri in candidates
                if folded(name) in {folded(v) for v in self._entity(iri).labels.values()}
            ]
            candidates = preferred or candidates
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise AmbiguousNameError(name, self._described(candidates))
        if told := wrong(self._store, name):
            raise UnknownNameError("entity", name, (), told)
        holding = self._with_words(name)
        holding = self._of_kinds(holding, kinds) or holding
        if len(holding) == 1:  # whole words of one entity's name only, such as “Lluansi”
            return holding[0]
        if 1 < len(holding) <= 12:
            raise AmbiguousNameError(name, self._described(holding))
        found = [item.entity.label() for item in self.search(name, 3)]
        raise UnknownNameError("entity", name, found or self._nearest(name))

    def _expanded(self, name: str, iri: str) -> str:
        """Return an IRI, or that of the one entity with the identifier that it is made of."""
        if self.get(iri):
            return iri
        if len(found := bearers(self._store, iri)) == 1:
            return found[0]
        beside = iri.removesuffix(local_name(iri))
        raise UnknownNameError("entity", name, self._nearest(local_name(iri), beside))

    def _meant(self, name: str, kinds: Collection[str]) -> list[str]:
        """Return who bears a name, or whom of some kinds it means if any: see `resolve`."""
        borne = self._index.bearing(folded(name))
        self.read(borne)
        if own := self._of_kinds(borne, kinds):
            return own
        areas = [iri for iri in borne if self._entity(iri).kind == _AREA]
        if not kinds or not areas or len(areas) < len(borne):
            return borne
        placed: list[str] = []
        for area in areas:
            asked = f"SELECT DISTINCT ?x {{ ?x dcterms:spatial {iri_text(area)} }} LIMIT 100"
            there = self._of_kinds([row["x"] for row in select(self._store, asked)], kinds)
            placed += there if len(there) == 1 else []
        return placed or self._of_kinds(self._with_words(name), kinds) or borne

    def _of_kinds(self, iris: list[str], kinds: Collection[str]) -> list[str]:
        """Return those of some entities that are of some kinds; none of very many."""
        if not kinds or not iris or len(iris) > _MOST_HOLDING:
            return []
        self.read(iris)
        known = {iri: one.kind for iri in iris if (one := self.get(iri))}
        own = {iri for iri, kind in known.items() if kind in kinds}
        if any(kind.startswith(CONCEPT) for kind in kinds):
            asked = "SELECT ?x ?scheme { ?x adms:identifier/tig:idScheme ?scheme }"
            rows = rows_of(self._store, asked, known, "x")
            own |= {row["x"] for row in rows if row["scheme"] in kinds}
        return [iri for iri in iris if iri in own]

    def _with_words(self, name: str) -> list[str]:
        """Return the IRIs of entities with a name that holds all words of a name, whole."""
        return self._index.close_to(name).with_words(set(folded(name).split()))

    def _nearest(self, name: str, beside: str = "") -> list[str]:
        """Return the labels of entities with a name like this, or an IRI among those `beside`."""
        from rapidfuzz import fuzz, process

        names = self._index.close_to(name)
        if beside and (among := names.within(beside)):
            asked, wanted = name, {local_name(iri): iri for iri in among}
        else:
            asked, wanted = folded(name), {own: iris[0] for own, iris in names.bearers.items()}
        near = process.extract(asked, list(wanted), scorer=fuzz.WRatio, limit=3)
        return list(dict.fromkeys(self.label(wanted[text]) for text, _, _ in near))

    def _described(self, iris: list[str]) -> list[tuple[str, str, str]]:
        """Return the CURIE and the label of entities, and what they are, of what."""
        self.read(iris)
        label = Labels(self._store, self.language)
        told = contexts(self._store, iris, label)
        return [
            (
                curie(one.iri),
                one.label(self.language),
                ", ".join([label(one.kind), *told.get(one.iri, ())]),
            )
            for one in map(self._entity, iris)
        ]


def _rank(entity: Entity) -> tuple[int, str]:
    """Return where an entity stands among those that fit as well."""
    return (0 if entity.kind in ACTORS else 2 if entity.kind in _LAST else 1), entity.label()
