"""What tells entities of one name apart: an area around them, the phase, the body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tigraph.names.labels import Labels
from tigraph.rdf import Queryable, iri_text, select

#: The schemes that number areas of the second level, such as the départements of France.
_SECOND = "SELECT ?scheme { ?scheme tig:areaLevel 2 } ORDER BY ?scheme"
#: Of areas and those whose area it is: the areas of the second level.
_AREAS = """
  {{ ?entity geo:sfWithin ?what . ?what adms:identifier/tig:idScheme ?scheme
     FILTER(?scheme IN ({schemes})) }}
  UNION {{ ?entity geo:sfIntersects ?what . ?what adms:identifier/tig:idScheme ?scheme
     FILTER(?scheme IN ({schemes})) }}
  UNION {{ ?entity dcterms:spatial/geo:sfWithin ?what .
     ?what adms:identifier/tig:idScheme ?scheme
     FILTER(?scheme IN ({schemes}))
     FILTER NOT EXISTS {{ ?entity tig:inPhase ?phase }} }}
  UNION {{ ?entity dcterms:spatial/geo:sfIntersects ?what .
     ?what adms:identifier/tig:idScheme ?scheme
     FILTER(?scheme IN ({schemes}))
     FILTER NOT EXISTS {{ ?entity tig:inPhase ?phase }} }}
  UNION"""
#: Of territories: the phase; of posts: the body.
_QUERY = """
SELECT DISTINCT ?entity ?what WHERE {{
  VALUES ?entity {{ {entities} }}
  {areas} {{ ?entity tig:inPhase ?what }}
  UNION {{ ?entity org:postIn ?what }}
}} ORDER BY ?entity ?what
"""


def around(store: Queryable, iris: Iterable[str]) -> dict[str, list[str]]:
    """Return the IRIs of what tells some entities apart, by their IRIs: see above."""
    found: dict[str, list[str]] = defaultdict(list)
    if entities := " ".join(map(iri_text, sorted(set(iris)))):
        schemes = ", ".join(iri_text(row["scheme"]) for row in select(store, _SECOND))
        areas = _AREAS.format(schemes=schemes) if schemes else ""
        for row in select(store, _QUERY.format(entities=entities, areas=areas)):
            found[row["entity"]].append(row["what"])
    return found


def contexts(store: Queryable, iris: Iterable[str], label: Labels) -> dict[str, list[str]]:
    """Return the labels of what tells some entities apart, by their IRIs: see above."""
    found = around(store, iris)
    label.read(what for own in found.values() for what in own)
    return {entity: list(map(label, own)) for entity, own in found.items()}
