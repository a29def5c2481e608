"""A network, with what must be said of it wherever it goes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from tigraph.errors import UsageError
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


class Shows(Protocol):
    """How a network shows itself, in rooms that this one does not know: see `tigraph.notebooks`."""

    def bundle(self, network: Network, wanted: Callable[[str], bool]) -> dict[str, Any]:
        """Return its forms by type of content."""

    def html(self, network: Network) -> str:
        """Return its picture, and what it rests on."""

    def widget(self, network: Network, **traits: Any) -> Any:
        """Return its page as a widget."""

    def figure(self, network: Network, format: str, **choices: Any) -> Any:
        """Return a figure of it."""

    def methods(self, network: Network) -> Any:
        """Return how it was made, in words to publish."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Network(About):
    """A network, with what must be said of it wherever it goes.

    Nodes are IRIs with `label`, `kind`, `kind_label`, `level`, `level_label`, `order`,
    `order_label`, `names`, `identifiers`, and lists of labels: `phases`, `territories`, `areas`,
    and `regions`, the areas of the first level that it or its area is or lies in; `lon` and `lat`
    where they are known; `figures` and `opinions` are what is claimed about them. The graph's
    `atlas` (`tigraph.actors.Atlas`) is what a map of them is drawn with, its `publishers` of which
    order of actors (press, State, …) those are that published what is cited, by name, its `plurals`
    those of labels of kinds. Edges have
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
    #: How it shows itself, if it was made by a `Graph`.
    shows: Shows | None = field(default=None, compare=False, repr=False)

    def __repr__(self) -> str:
        """Return how many nodes and edges it has."""
        nodes, edges = self.graph.number_of_nodes(), self.graph.number_of_edges()
        return f"<Network: {self.title}, {nodes:,} nodes, {edges:,} edges>"

    def _repr_html_(self) -> str | None:
        """Return the picture of it, for a notebook, with what it rests on."""
        return self.shows.html(self) if self.shows else None

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        """Return it in the forms between which a notebook chooses, by type of content."""
        if not self.shows:
            return {"text/plain": repr(self)}
        return self.shows.bundle(
            self, lambda type_: (not include or type_ in include) and type_ not in (exclude or ())
        )

    def widget(self, **traits: Any) -> Any:
        """Return its page as a widget for notebooks, which answers back: a `NetworkWidget`.

        `traits` are those of it that are set from the start, such as `date="2019"`. Raises
        `MissingExtraError` without anywidget, `UsageError` for a network that no `Graph` made.
        """
        return self._shown().widget(self, **traits)

    def figure(self, format: str = "svg", **choices: Any) -> Any:
        """Return a figure of it that shows itself in a notebook and can be saved: a `Picture`.

        `format` and `choices` are those of `tigraph.drawing.figure_bytes`, which raises what this
        does; and `UsageError` for a network that no `Graph` made.
        """
        return self._shown().figure(self, format, **choices)

    def methods(self) -> Any:
        """Return how it was made, in words to publish: `Methods`.

        Raises `UsageError` for a network that no `Graph` made.
        """
        return self._shown().methods(self)

    def _shown(self) -> Shows:
        if self.shows is None:
            raise UsageError("This network was made by no Graph: it does not know how it is shown.")
        return self.shows

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
