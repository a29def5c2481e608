"""A network, with what must be said of it wherever it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tigraph.querying import Asked, Doubt

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True)
class About:
    """What is said of a network as a whole before it is made.

    `doubt` tells how many of its ties only may hold, or how many more may; `unsure` how many
    of these are of which basis.
    """

    title: str
    asked: Asked
    language: str
    made: str
    version: str
    description: str = ""
    directed: bool = True
    doubt: Doubt | None = None
    unsure: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, repr=False)
class Network(About):
    """A network, with what must be said of it wherever it goes.

    Nodes are IRIs with `label`, `kind`, `kind_label`, `level`, `level_label`, `order`,
    `order_label`, `names`, `identifiers`, and lists of labels: `phases`, `territories`, `areas`,
    and `regions`, the areas of the first level that it or its area is or lies in; `lon` and `lat`
    where they are known; `figures` and `opinions` are what is claimed about them. The graph's
    `atlas` (`tigraph.actors.Atlas`) is what a map of them is drawn with, its `publishers` of which
    order of actors (press, State, …) those are that published what is cited, by name. Edges have
    `relation`, `relation_label`, `basis`, `basis_label`, `start`, `end` (ISO dates or ""), `valid`
    (EDTF or ""), `certain` (one of its claims surely holds, or it needs none), `holds` ("certain"
    or "possible"), `weight`, `claim` (the first), `evidence` (each with the `claims` that it stands
    for), `claims` (all of them, each with its time and whether it is `certain`) and `otherwise`
    (other claims about the same two ends). In a comparison nodes and edges have `change` and
    `change_label` too. `sources` are the titles of the documents behind the edges, `open_data` the
    registry files behind anything in it, each with its producer, the date of its last update and
    its licence; `layers` are the titles of what was asked.
    """

    graph: networkx.MultiDiGraph
    sources: tuple[str, ...] = ()
    open_data: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    #: What makes HTML of it, where it shows itself.
    showing: Callable[[Network], str] | None = field(default=None, compare=False, repr=False)

    def __repr__(self) -> str:
        """Return how many nodes and edges it has."""
        nodes, edges = self.graph.number_of_nodes(), self.graph.number_of_edges()
        return f"<Network: {self.title}, {nodes:,} nodes, {edges:,} edges>"

    def _repr_html_(self) -> str | None:
        """Return the picture of it, for a notebook, with what it rests on."""
        return self.showing(self) if self.showing else None

    @property
    def projection(self) -> str:
        """The name of what was asked."""
        return self.asked.name

    @property
    def as_of(self) -> str | None:
        """The date asked, if one was."""
        return self.asked.as_of

    @property
    def query(self) -> str:
        """The text of what was asked."""
        return self.asked.query
