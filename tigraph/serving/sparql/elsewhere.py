"""A question that a service elsewhere answers: what is asked of it, and what its faults are here.

It is asked in the process that can be ended, so that time, memory and rows have their limits
whatever those of the service are.
"""

# Imports inside functions are there for speed: few servers stand before another one.

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.errors import UsageError
from tigraph.rdf import named, names_graphs, syntax_error
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.validity import entailed_graph, entailing

if TYPE_CHECKING:
    from tigraph.stores import Answered, Service

#: How a request names a dataset: default graphs, and named ones.
Dataset = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True)
class Elsewhere:
    """A service, and the graphs of it that are asked where a question names none."""

    address: str
    graphs: tuple[str, ...]
    named: tuple[str, ...] = ()

    @classmethod
    def of(cls, service: Service, more: Collection[str] = ()) -> Elsewhere:
        """Return how a service is asked, with more graphs than it is asked by itself."""
        graphs = (*service.graphs, *more) if service.graphs else ()
        return cls(service.address, graphs, tuple(service.named))

    def query(self, text: str, prefixes: Mapping[str, str], dataset: Dataset | None) -> Answered:
        """Return what the service answers, of a dataset where the request names one.

        Raises `QuerySyntaxError`, `UsageError` and `ServiceError`.
        """
        from tigraph.stores import Service

        try:
            if "service" not in text.lower():  # which would be called
                ox.Store().query(text, prefixes=dict(prefixes))  # tells what is wrong, and where
        except SyntaxError as error:
            raise syntax_error(text, str(error)) from None
        service = Service(self.address, self.graphs)
        service.named = self.named
        if dataset is None and self.graphs and not names_graphs(text):
            rules = entailing({one.iri for one in named(text, PREFIXES)}, service)
            service.graphs = (*self.graphs, *map(entailed_graph, rules))
        try:
            return service.query(text, prefixes=prefixes, dataset=dataset)
        except SyntaxError:
            raise UsageError("The service that is asked here cannot read this query.") from None
