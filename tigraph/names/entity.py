"""An entity with its names and identifiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tigraph.errors import UsageError
from tigraph.rdf import Queryable, iri_text, rows_of
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, curie

#: The kinds of actors, which a search gives first.
ACTORS: tuple[str, ...] = (
    PREFIXES["foaf"] + "Person",
    *(PREFIXES["org"] + name for name in ("FormalOrganization", "OrganizationalUnit")),
    *(
        ONTOLOGY + name
        for name in ("Intercommunality", "GovernanceBody", "LabelledTerritory", "Lineage")
    ),
)

_QUERY = """
SELECT ?entity ?property ?value (LANG(?value) AS ?language) ?kind WHERE {
  ?entity rdf:type ?kind .
  ?kind rdf:type tig:Kind .
  { ?entity skos:prefLabel ?value BIND(skos:prefLabel AS ?property) }
  UNION { ?entity skos:altLabel ?value BIND(skos:altLabel AS ?property) }
  UNION { ?entity adms:identifier/skos:notation ?value BIND(adms:identifier AS ?property) }
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
        """Return the preferred label in a language, else in French, else in any; or the CURIE."""
        labels = self.labels
        found = labels.get(language) or labels.get("fr") or max(labels.values(), default="")
        return found or curie(self.iri)

    def spoken(self, language: str = "fr") -> str:
        """Return in which language `label` gives the name; "" where there is none.

        >>> Entity("urn:a", "", {"fr": "Régions de France"}, (), ()).spoken("en")
        'fr'
        """
        label = self.label(language)
        if self.labels.get(language) == label:
            return language
        return next((one for one, text in self.labels.items() if text == label), "")

    @property
    def names(self) -> tuple[str, ...]:
        """All names: the preferred ones, then the others."""
        return (*self.labels.values(), *self.others)


@dataclass(frozen=True)
class Found:
    """An entity that a search found, with how well it fits: 1 is its very name."""

    entity: Entity
    score: float


def read_entities(store: Queryable, iris: Iterable[str]) -> dict[str, Entity]:
    """Return those entities that there are among some IRIs, by IRI, sorted."""
    kinds: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    others: dict[str, list[str]] = defaultdict(list)
    identifiers: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(store, _QUERY, set(filter(is_iri, iris)), "entity"):
        iri, value = row["entity"], row["value"]
        kinds[iri] = row["kind"]
        if row["property"] == PREFIXES["skos"] + "prefLabel":
            labels[iri][row["language"] or "fr"] = value
        elif row["property"] == PREFIXES["skos"] + "altLabel":
            others[iri].append(value)
        else:
            identifiers[iri].append(value)
    return {
        iri: Entity(
            iri,
            kinds[iri],
            dict(sorted(labels[iri].items(), reverse=True)),
            tuple(sorted(set(others[iri]))),
            tuple(sorted(set(identifiers[iri]))),
        )
        for iri in sorted(kinds)
    }


def is_iri(text: str) -> bool:
    """Whether a text may stand as an IRI in a query."""
    try:
        return bool(iri_text(text))
    except UsageError:
        return False
