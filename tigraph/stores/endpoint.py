"""A graph that stands in a SPARQL service: its layers, its names, its snapshot of any time.

Where the service has named graphs that tigraph sent (`tigraph layer push`), they are named
in every query; of any other service, what it answers from by itself is asked. Nothing is
read that a question does not need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from tigraph.errors import DataError, UnknownNameError, UsageError
from tigraph.http import Patience
from tigraph.http.addresses import host
from tigraph.names import Names
from tigraph.rdf import Graphs, Queryable, iri_text, select
from tigraph.rdf.vocabulary import CERTAIN, GRAPH, POSSIBLE, local_name
from tigraph.stores.ground import Ground
from tigraph.stores.service import Service
from tigraph.stores.service_names import ServiceIndex
from tigraph.validity import ANY, Snapshot, period

CURATED = "curated"
_LAYERS = "SELECT DISTINCT ?layer { GRAPH ?layer { ?layer a dcat:Dataset } }"
_HELD = "SELECT DISTINCT ?claim { ?claim a tig:HeldClaim }"
#: So many claims are looked up one by one; more are read all together.
_FEW = 40


def open_endpoint(
    address: str,
    layers: Iterable[str] | None = None,
    patience: Patience | None = None,
    *,
    language: str = "fr",
) -> Endpoint:
    """Return a service as what a graph stands on, with all of its layers or some of them.

    Raises `UsageError` for what is no address, `UnknownNameError` for a layer that it has not,
    `DataError` where it does not answer.
    """
    service = Service(address, (), patience)
    held = [row["layer"] for row in select(service, _LAYERS)]
    known = sorted(local_name(iri) for iri in held if iri == GRAPH + local_name(iri))
    wanted = known if layers is None else [*dict.fromkeys(layers)]
    for name in wanted:
        if name not in known:
            raise UnknownNameError("layer", name, known, f"These are in {host(address)}.")
    chosen = [name for name in known if name in wanted or name == CURATED]
    service.graphs = tuple(GRAPH + name for name in chosen)
    service.named = (CERTAIN, POSSIBLE)
    own = (name for name in chosen if name != CURATED)
    return Endpoint(service, layers=own, language=language)


class Endpoint(Ground):
    """A service, and the names of the registry layers asked of it."""

    dated = steady = False
    store: Service

    def _names(self) -> Names:
        return Names(ServiceIndex(self.store), self.language)

    def _derived(self, as_of: str) -> Snapshot:
        """Return what the service knows to hold at any time. Raises `UsageError` for a date."""
        if as_of != ANY:
            raise UsageError(
                "A service holds what the claims imply at any time, not at a date: leave --as-of "
                "out, or ask a store of your own."
            )
        certain, possible = _Claims(self.store, CERTAIN), _Claims(self.store, POSSIBLE)
        return _Snapshot(as_of, period(ANY), certain, possible, self.store)

    def _known_then(self, date: str, last: str) -> Ground:  # noqa: ARG002
        """Raise `UsageError`: what a service has is asked, and nothing taken out of it."""
        raise UsageError(
            "A service answers from all that it holds, not from what was known by a date: leave "
            "--known-by out, or ask a store of your own."
        )


@dataclass(frozen=True)
class _Snapshot(Snapshot):
    """The snapshot of a service that was sent the derived edges."""

    def seen(self, possible: bool = False) -> tuple[Queryable, Graphs | None]:
        assert isinstance(self.certain, _Claims)
        self.certain.need()
        return super().seen(possible)


class _Claims(AbstractSet[str]):
    """The claims that a named graph of a service says to hold."""

    def __init__(self, service: Service, graph: str) -> None:
        own = (graph,) if service.graphs else ()
        self._service = Service(service.address, own, service.patience)
        self._known: dict[str, bool] = {}

    @classmethod
    def _from_iterable(cls, items: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(items)

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(row["claim"] for row in select(self._service, _HELD))

    def need(self) -> None:
        """Raise `DataError` where nothing is said to hold."""
        if next(select(self._service, f"{_HELD} LIMIT 1"), None) is None:
            raise DataError(
                f"{host(self._service.address)} has no derived edges, which this asks: send them "
                "with `tigraph layer push --derived`."
            )

    def __contains__(self, claim: object) -> bool:
        if "_all" in self.__dict__ or len(self._known) >= _FEW:
            return claim in self._all
        if not isinstance(claim, str):
            return False
        if not self._known:
            self.need()
        if claim not in self._known:
            asked = f"SELECT ?kind {{ {iri_text(claim)} a ?kind FILTER(?kind = tig:HeldClaim) }}"
            self._known[claim] = next(select(self._service, asked), None) is not None
        return self._known[claim]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
