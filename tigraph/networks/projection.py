"""A projection as a network: what its query returns, read as ties.

A projection is a query that returns `?source ?target ?relation` and, where it has
them, `?basis ?start ?end ?weight ?claim`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tigraph.errors import UsageError
from tigraph.networks.building import build
from tigraph.networks.network import About, Network
from tigraph.networks.ties import Tie, read
from tigraph.querying import Asked, Doubt, Query, Rows, bears, bound, catalogue, depends, run, taken
from tigraph.rdf.vocabulary import local_name
from tigraph.validity import ANY, Snapshot

#: Of more rows, it is first looked whether a query need be asked again.
_MANY = 3000

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
    ties, unsure = _ties(ground, query, asked, snapshot)
    text = bound(query, given, ground.resolve)
    about = About(
        title=str(query.described("summary", ground.language)) or query.name,
        asked=replace(asked, name=query.name, query=text, meant=taken(query, given, ground)),
        language=ground.language,
        description=str(query.described("description", ground.language)).strip(),
        directed=not query.header.get("undirected", False),
        doubt=Doubt(at, "ties", sum(unsure.values()), len(ties), asked.possible),
        unsure=unsure,
        **ground.told(),
    )
    ground.doing(f"Gathering what is known of {len(ties)} ties and their ends")
    return build(
        ground.store, ground.names, snapshot, ground.label, about, ties,
        possible=asked.possible, details=details,
    )  # fmt: skip


def _ties(
    ground: Ground, query: Query, asked: Asked, snapshot: Snapshot
) -> tuple[list[Tie], dict[str, int]]:
    """Return the ties of a projection that are wanted, and how many only may hold, by basis.

    What only may hold is asked for whether it is wanted or not, to be counted. Where the header
    says that a tie rests on its claim alone (`rests: claim`), or the query asks for nothing
    derived, it is asked once, and that claim tells; so it is of a large answer on which nothing
    bears that only may hold.
    """
    unordered = catalogue.in_any_order(query)

    def rows(possible: bool) -> Rows:
        also = "" if possible else ", of what surely holds alone"
        ground.doing(f"Asking {query.name}{also}")
        found = run(
            ground, unordered, asked.parameters, as_of=asked.as_of or ANY, possible=possible
        )
        if not isinstance(found, Rows):
            raise UsageError(f"{query.name} is no projection: it is not a SELECT.")
        return found

    every = rows(possible=True)
    alone = query.header.get("rests") == "claim" or not depends(query, asked.as_of)
    if not alone and len(every.rows) > _MANY:
        alone = not bears(bound(query, asked.parameters, ground.resolve), snapshot.store)
    sure = None if alone else rows(possible=False)
    ties = read(every, snapshot, True, query.name, sure)
    certain = ties if asked.possible else read(sure or every, snapshot, False, query.name)
    return certain, Counter(local_name(tie.key.basis) for tie in ties if not tie.certain)
