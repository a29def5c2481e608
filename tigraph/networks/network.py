"""A network, with what must be said of it wherever it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True)
class Network:
    """A network, with what must be said of it wherever it goes.

    Nodes are IRIs with `label`, `kind`, `kind_label`, `level`, `level_label`, `order`,
    `order_label`, `names`, `identifiers`, and lists of labels: `phases`, `territories`,
    `areas`; `lon` and `lat` where they are known; `figures` and `opinions` are what is
    claimed about them. The graph's `outlines` are contours of their areas. Edges have
    `relation`, `relation_label`, `basis`, `basis_label`, `start`, `end` (ISO dates or
    ""), `valid` (EDTF or ""), `certain`, `weight`, `claim` (the first), `evidence` (each
    with the `claims` that it stands for), `claims` (all of them, with their time) and
    `otherwise` (other claims about the same two ends). `sources` are the titles of the
    documents behind the edges, `open_data` the registry files behind anything in it, each
    with its producer, the date of its last update and its licence.
    """

    graph: networkx.MultiDiGraph
    title: str
    projection: str
    description: str
    language: str
    directed: bool
    as_of: str | None
    made: str
    version: str
    query: str
    sources: tuple[str, ...]
    open_data: tuple[str, ...] = ()
