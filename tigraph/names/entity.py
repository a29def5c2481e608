"""An entity with its names and identifiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, curie

#: The kinds of actors, which a search gives first.
ACTORS = (
    PREFIXES["foaf"] + "Person",
    *(PREFIXES["org"] + name for name in ("FormalOrganization", "OrganizationalUnit")),
    *(
        ONTOLOGY + name
        for name in ("Intercommunality", "GovernanceBody", "LabelledTerritory", "Lineage")
    ),
)


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

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.labels.values(), *self.others)


@dataclass(frozen=True)
class Found:
    """An entity that a search found, with how well it fits: 1 is its very name."""

    entity: Entity
    score: float


def _entities(rows: Iterable[dict[str, str]]) -> dict[str, Entity]:
    """Return the entities of the rows of a query, by IRI, sorted."""
    kinds: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    others: dict[str, list[str]] = defaultdict(list)
    identifiers: dict[str, list[str]] = defaultdict(list)
    for row in rows:
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
