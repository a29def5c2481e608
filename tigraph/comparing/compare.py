"""A comparison as JSON, with the evidence of each relation, and as one network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from tigraph.comparing.comparison import (
    Comparison,
    Half,
    Side,
    compare,
    with_silence,
)
from tigraph.comparing.sides import HALVES, sort_of
from tigraph.errors import UsageError
from tigraph.names import Labels, Names
from tigraph.querying import Answer, Asked, Query, Rows
from tigraph.querying.catalogue import in_any_order
from tigraph.rdf import Queryable
from tigraph.validity import ANY, Snapshot


class _Graph(Protocol):
    """What is needed here of `tigraph.graph.Graph`, which comes after."""

    store: Queryable

    @property
    def names(self) -> Names: ...

    @property
    def label(self) -> Labels: ...

    def snapshot(self, as_of: str = ...) -> Snapshot: ...

    def query(
        self,
        query: str | Query,
        parameters: Mapping[str, str] | None = ...,
        *,
        as_of: str | None = ...,
        possible: bool = ...,
    ) -> Answer: ...


def compared(
    graph: _Graph,
    first: str,
    second: str,
    projection: str,
    parameters: Mapping[str, str] | None,
    possible: bool,
    as_of: str | None = None,
) -> Comparison:
    """Return what two dates, phases, territories, documents or speakers share or do not."""
    sort, *keys = sort_of(graph.names, first, second)
    if sort == "dates" and as_of:
        raise UsageError("Two dates are compared: another date (as-of) says nothing of them.")

    def half(key: str) -> Half:
        if sort != "dates":
            now = graph.snapshot(as_of or ANY)
            whole = HALVES[sort](graph.store, key, now.certain)
            return whole.at(now) if as_of else whole
        snapshot = graph.snapshot(key)
        query = in_any_order(projection)
        rows = graph.query(query, parameters, as_of=key, possible=True)
        if not isinstance(rows, Rows):
            raise UsageError(f"{projection} is no projection: it is not a SELECT.")
        return Half.of_rows(rows, snapshot)

    one, other = (Side(key, key if sort == "dates" else graph.label(key)) for key in keys)
    halves = half(one.key), half(other.key)
    by = projection if sort == "dates" else ""
    given = parameters if sort == "dates" and parameters else {}
    asked = Asked(by, as_of=as_of, parameters=given, possible=possible)
    found = replace(compare(sort, (one, other), halves, by, possible), asked=asked)
    return with_silence(found, *halves) if sort == "phases" else found
