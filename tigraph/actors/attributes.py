"""Levels, orders and identifiers of actors, derived from the posts and bodies they are in."""

from __future__ import annotations

from collections.abc import Collection

from tigraph.rdf import Queryable, iri_text, rows_of, select
from tigraph.rdf.vocabulary import CERTAIN, POSSIBLE, local_name

_TRAITS = {"governanceLevel": "level", "order": "order", "levelRepresented": "represents"}

NO_TRAITS: dict[str, list[str]] = {key: [] for key in _TRAITS.values()}


def traits(
    store: Queryable, entities: Collection[str] | None = None
) -> dict[str, dict[str, list[str]]]:
    """Return the governance levels, orders of actor and levels represented (slugs).

    Of all entities, or of some; the keys are `level`, `order` and `represents`; what has
    none is not in it. A person's follow from the posts held at the date of the snapshot
    whose store it is.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for trait, key in _TRAITS.items():
        query = f"SELECT DISTINCT ?entity ?value {{ ?entity tig:{trait} ?value }}"
        for row in rows_of(store, query, entities, "entity", (CERTAIN, POSSIBLE), whole=True):
            own = found.setdefault(row["entity"], {key: [] for key in _TRAITS.values()})
            own[key].append(local_name(row["value"]))
    for own in found.values():
        for values in own.values():
            values.sort()
    return found


def identifiers(store: Queryable, entity: str) -> list[dict[str, str]]:
    """Return an entity's identifiers as {scheme, value}, sorted.

    One that it has since somebody took it for what a register numbers has its `ground` besides.
    """
    rows = select(
        store,
        f"SELECT ?scheme ?value ?ground {{ {iri_text(entity)} adms:identifier ?id . "
        "?id tig:idScheme ?scheme ; skos:notation ?value "
        "OPTIONAL { ?id dcterms:description ?ground } } ORDER BY ?scheme ?value ?ground",
    )
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        told = {"scheme": local_name(row["scheme"]), "value": row["value"]}
        if row["ground"]:
            told["ground"] = row["ground"]
        found.setdefault((told["scheme"], told["value"]), told)
    return [*found.values()]
