"""What was known by a date, as a ground of its own: see `Ground.known_by`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pyoxigraph as ox

from tigraph.rdf import select
from tigraph.stores.ground import Ground, Knowledge
from tigraph.validity import Evidence, Known

G = TypeVar("G", bound=Ground)
_KINDS = "SELECT ?kind { ?kind a tig:Kind }"


def kinds_in(store: ox.Store) -> set[str]:
    """Return the kinds of entities that a store knows."""
    return {row["kind"] for row in select(store, _KINDS)}


def knowing(
    date: str, evidence: Evidence, surely: Known, perhaps: Known, made: Callable[[Known], G]
) -> G:
    """Return the ground of what may have been known, which has that of what surely was."""
    more = perhaps.claims - surely.claims
    sure = made(surely)
    sure.knowledge = Knowledge(date, surely.claims, more, evidence.first())
    if perhaps.sources == surely.sources:
        return sure
    found = made(perhaps)
    found.knowledge = Knowledge(date, surely.claims, more, evidence.first(), sure)
    return found
