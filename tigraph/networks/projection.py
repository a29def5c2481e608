"""A projection as a network: what its query returns, read as ties.

A projection is a query that returns `?source ?target ?relation` and, where it has
them, `?basis ?start ?end ?weight ?claim`.
"""

from __future__ import annotations

from collections.abc import Mapping

from tigraph.errors import UsageError
from tigraph.names import Labels, Names
from tigraph.networks.building import build
from tigraph.networks.network import About, Network
from tigraph.networks.ties import read
from tigraph.querying import Answer, Asked, Query, Rows
from tigraph.rdf import Queryable
from tigraph.validity import Snapshot


def projected(
    store: Queryable,
    names: Names,
    snapshot: Snapshot,
    label: Labels,
    query: Query,
    answered: Answer,
    asked: Asked,
    told: Mapping[str, str],
    *,
    details: bool = True,
) -> Network:
    """Return the network of a projection's answer; `details` as `build` has it.

    `told` gives `made` and `version`.

    Claims that cannot hold at the snapshot's date are left out, and those that only may
    unless they were asked for. Raises `UsageError` where the query is no projection.
    """
    if not isinstance(answered, Rows):
        raise UsageError(f"{query.name} is no projection: it is not a SELECT.")
    about = About(
        title=str(query.described("summary", label.language)) or query.name,
        asked=asked,
        language=label.language,
        made=told["made"],
        version=told["version"],
        description=str(query.described("description", label.language)).strip(),
        directed=not query.header.get("undirected", False),
    )
    ties = read(answered, snapshot, asked.possible, query.name)
    return build(
        store, names, snapshot, label, about, ties, possible=asked.possible, details=details
    )
