"""A projection as a network: what its query returns, read as ties.

A projection is a query that returns `?source ?target ?relation` and, where it has
them, `?basis ?start ?end ?weight ?claim`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tigraph.errors import UsageError
from tigraph.networks.building import build
from tigraph.networks.network import About, Network
from tigraph.networks.ties import read
from tigraph.querying import Asked, Rows, bound, catalogue, run
from tigraph.validity import ANY

if TYPE_CHECKING:
    from tigraph.stores import Ground


def projected(
    ground: Ground,
    projection: str,
    asked: Asked,
    *,
    details: bool = True,
) -> Network:
    """Return the network that a projection gives; `details` as `build` has it.

    `asked` says with which parameters, at which date, and whether with what only may hold.

    Claims that cannot hold at the date are left out, and those that only may unless they
    are asked for. Raises `UsageError` where the query is no projection, and as `run` does.
    """
    query, given, at = catalogue.asked(projection), asked.parameters, asked.as_of or ANY
    snapshot = ground.snapshot(at)
    answered = run(ground, catalogue.in_any_order(query), given, as_of=at, possible=asked.possible)
    if not isinstance(answered, Rows):
        raise UsageError(f"{query.name} is no projection: it is not a SELECT.")
    text = bound(query, given, ground.resolve)
    about = About(
        title=str(query.described("summary", ground.language)) or query.name,
        asked=replace(asked, name=query.name, query=text),
        language=ground.language,
        description=str(query.described("description", ground.language)).strip(),
        directed=not query.header.get("undirected", False),
        **ground.told(),
    )
    ties = read(answered, snapshot, asked.possible, query.name)
    return build(
        ground.store, ground.names, snapshot, ground.label, about, ties,
        possible=asked.possible, details=details,
    )  # fmt: skip
