"""Actors, and whatever else, found by name and told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tigraph.actors.attributes import NO_TRAITS, traits
from tigraph.names import contexts
from tigraph.rdf.vocabulary import curie

if TYPE_CHECKING:
    from tigraph.stores import Ground


def found_by_name(ground: Ground, text: str, limit: int) -> list[dict[str, Any]]:
    """Return the entities with a name like `text`, best first: see `Graph.search`."""
    found = ground.names.search(text, limit)
    iris = [item.entity.iri for item in found]
    own = traits(ground.near(iris, only_traits=True).store, iris) if found else {}
    told = contexts(ground.store, iris, ground.label)
    return [
        {
            "iri": item.entity.iri,
            "label": item.entity.label(ground.language),
            "type": curie(item.entity.kind),
            "kind": ground.label(item.entity.kind),
            "level": own.get(item.entity.iri, NO_TRAITS)["level"],
            "order": own.get(item.entity.iri, NO_TRAITS)["order"],
            "context": told.get(item.entity.iri, []),
            "score": item.score,
        }
        for item in found
    ]
