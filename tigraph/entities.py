"""Entities by name: search, and the one entity that a user means.

Names are compared without case and accents, with all spaces and all hyphens alike.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from tigraph.errors import AmbiguousName, UnknownName
from tigraph.folding import folded
from tigraph.store import select
from tigraph.vocabulary import PREFIXES, curie, expand, local_name

#: A name scores at least this much (of 1) to be found.
THRESHOLD = 0.75

_QUERY = """
SELECT ?entity ?property ?value (LANG(?value) AS ?language) ?kind WHERE {
  ?entity rdf:type ?kind .
  ?kind rdf:type tig:Kind .
  { VALUES ?property { skos:prefLabel skos:altLabel } ?entity ?property ?value }
  UNION
  { ?entity adms:identifier/skos:notation ?value . BIND(adms:identifier AS ?property) }
}
"""


@dataclass(frozen=True)
class Entity:
    """An entity with its names: the preferred ones by language, the others, identifiers."""

    iri: str
    kind: str
    labels: dict[str, str]
    others: tuple[str, ...]
    identifiers: tuple[str, ...]

    def label(self, language: str = "fr") -> str:
        """Return the preferred label in a language, else the French one, else the CURIE."""
        return self.labels.get(language) or self.labels.get("fr") or curie(self.iri)

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.labels.values(), *self.others)


@dataclass(frozen=True)
class Found:
    """An entity that a search found, with how well it fits: 1 is its very name."""

    entity: Entity
    score: float


def is_entity(store: ox.Store, iri: str) -> bool:
    """Return whether `Names` would know an IRI, without reading all the names."""
    try:
        entity = ox.NamedNode(iri)
    except ValueError:
        return False
    found = store.query(_QUERY, prefixes=PREFIXES, substitutions={ox.Variable("entity"): entity})
    assert isinstance(found, ox.QuerySolutions)
    return next(iter(found), None) is not None


class Names:
    """All names in a store, read once."""

    def __init__(self, store: ox.Store) -> None:
        kinds: dict[str, str] = {}
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        others: dict[str, list[str]] = defaultdict(list)
        identifiers: dict[str, list[str]] = defaultdict(list)
        for row in select(store, _QUERY):
            iri, value = row["entity"], row["value"]
            kinds[iri] = row["kind"]
            if row["property"] == PREFIXES["skos"] + "prefLabel":
                labels[iri][row["language"] or "fr"] = value
            elif row["property"] == PREFIXES["skos"] + "altLabel":
                others[iri].append(value)
            else:
                identifiers[iri].append(value)
        self.entities = {
            iri: Entity(
                iri,
                kinds[iri],
                dict(sorted(labels[iri].items(), reverse=True)),
                tuple(sorted(set(others[iri]))),
                tuple(sorted(set(identifiers[iri]))),
            )
            for iri in sorted(kinds)
        }

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for entity in self.entities.values():
            for name in {folded(name) for name in (*entity.names, *entity.identifiers)}:
                index[name].append(entity.iri)
        return index

    def label(self, iri: str, language: str = "fr") -> str:
        """Return an entity's label, or the CURIE of what has none."""
        entity = self.entities.get(iri)
        return entity.label(language) if entity else curie(iri)

    def search(self, text: str, limit: int = 20) -> list[Found]:
        """Return the entities with a name like `text`, best first.

        The score is 1 for the name itself, and for others rapidfuzz's similarity: of
        the whole names, or of the words of `text` with those of the name.
        """
        from rapidfuzz import fuzz, process

        wanted = folded(text)
        if not wanted:
            return []
        names = list(self._by_name)
        short = len(wanted) < 4
        whole = process.extract(wanted, names, scorer=fuzz.ratio, limit=None, score_cutoff=70)
        best: dict[str, float] = {name: score / 100 for name, score, _ in whole}
        for name in names:
            score = _words(wanted, name, short)
            if score > best.get(name, 0):
                best[name] = score
        found: dict[str, float] = {}
        for name, score in best.items():
            if score >= THRESHOLD:
                for iri in self._by_name[name]:
                    found[iri] = max(found.get(iri, 0), 1.0 if name == wanted else score)
        ordered = sorted(found.items(), key=lambda pair: (-pair[1], self.label(pair[0])))
        return [Found(self.entities[iri], round(score, 3)) for iri, score in ordered[:limit]]

    def resolve(self, name: str) -> str:
        """Return the IRI of the entity that a name, a CURIE, an IRI or an identifier means.

        A preferred label wins over an alternative one. Raises `UnknownName` with the
        nearest names, or `AmbiguousName` with the candidates.
        """
        iri = expand(name)
        if iri is not None:
            if iri in self.entities:
                return iri
            raise UnknownName("entity", name, self._nearest(local_name(iri)))
        candidates = self._by_name.get(folded(name), [])
        if len(candidates) > 1:
            preferred = [
                iri
                for iri in candidates
                if folded(name) in {folded(v) for v in self.entities[iri].labels.values()}
            ]
            candidates = preferred or candidates
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise AmbiguousName(name, self._described(candidates))
        words = set(folded(name).split())
        holding = [i for n, iris in self._by_name.items() if words <= set(n.split()) for i in iris]
        holding = sorted(set(holding)) if words else []
        if len(holding) == 1:  # whole words of one entity's name only, such as “Lluansi”
            return holding[0]
        if 1 < len(holding) <= 12:
            raise AmbiguousName(name, self._described(holding))
        found = [item.entity.label() for item in self.search(name, 3)]
        raise UnknownName("entity", name, found or self._nearest(name))

    def _nearest(self, name: str) -> list[str]:
        from rapidfuzz import fuzz, process

        near = process.extract(folded(name), list(self._by_name), scorer=fuzz.WRatio, limit=3)
        return list(dict.fromkeys(self.label(self._by_name[text][0]) for text, _, _ in near))

    def _described(self, iris: list[str]) -> list[tuple[str, str, str]]:
        return [(curie(i), self.label(i), local_name(self.entities[i].kind)) for i in iris]


def _words(wanted: str, name: str, short: bool) -> float:
    """Return how well each word asked for is met by a word of the name: at most 0.95.

    Short words must begin a word of the name; longer ones may err by a letter or so.
    """
    from rapidfuzz import fuzz

    asked, borne = wanted.split(), name.split()
    total = 0.0
    for word in asked:
        exact = any(other == word for other in borne)
        begins = len(word) > 1 and any(other.startswith(word) for other in borne)
        score = 1.0 if exact else 0.97 if begins else 0.0
        if not score and not short and len(word) > 3:
            score = max((fuzz.ratio(word, other) / 100 for other in borne), default=0.0)
            score = score if score >= 0.75 else 0.0
        total += score
    return 0.95 * total / len(asked) if asked else 0.0
