"""The network of a projection that is asked by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tigraph.errors import UsageError
from tigraph.networks.network import Network
from tigraph.networks.projection import build
from tigraph.querying import Rows, bound, catalogue, run
from tigraph.validity import ANY, today

if TYPE_CHECKING:
    from tigraph.stores import Ground


def projected(
    ground: Ground,
    projection: str,
    parameters: Mapping[str, str] | None = None,
    *,
    as_of: str | None = None,
    possible: bool = True,
    details: bool = True,
) -> Network:
    """Return the network that a projection gives: see `Graph.network`."""
    asked, at = catalogue.asked(projection), as_of or ANY
    snapshot = ground.snapshot(at)
    rows = run(ground, catalogue.in_any_order(asked), parameters, as_of=at, possible=possible)
    if not isinstance(rows, Rows):
        raise UsageError(f"{asked.name} is no projection: it is not a SELECT.")
    graph, sources, open_data = build(
        ground.store, rows, ground.names, snapshot, ground.language, asked.name, possible, details
    )
    return Network(
        graph=graph,
        title=str(asked.described("summary", ground.language)) or asked.name,
        projection=asked.name,
        description=str(asked.described("description", ground.language)).strip(),
        language=ground.language,
        directed=not asked.header.get("undirected", False),
        as_of=as_of,
        made=today(),
        version=ground.version,
        query=bound(asked, parameters or {}, ground.resolve),
        sources=sources,
        open_data=open_data,
    )
