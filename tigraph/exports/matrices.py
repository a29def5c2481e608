"""Adjacency and incidence matrices, with absent and unknown told apart.

A cell is 0 where no claim ties the two, NA (as R and pandas read it) where one may but
does not surely at the date, and else the weight: the largest where several ties stand
side by side, since ties of different bases are never summed. The first cell of the head
says what the matrix is; `read.csv(…, row.names = 1)` and pandas' `index_col=0` pass it by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tigraph.errors import UsageError
from tigraph.exports.columns import distinct_labels, stamp
from tigraph.exports.tables import csv_text
from tigraph.exports.values import one_line, weight
from tigraph.rdf import tokens

if TYPE_CHECKING:
    from tigraph.networks import Network

UNKNOWN = "NA"


def generate_adjacency(network: Network) -> str:
    """Every node by every node; symmetric where the network has no direction."""
    nodes = list(network.graph)
    return _matrix(network, nodes, nodes, "adjacency, row to column")


def generate_incidence(network: Network) -> str:
    """The nodes where ties begin by those where they end.

    Raises `UsageError` where a node is on both sides: that is no two-mode network.
    """
    graph = network.graph
    rows = [node for node in graph if graph.out_degree(node)]
    columns = [node for node in graph if graph.in_degree(node)]
    both = sorted(set(rows) & set(columns), key=str)
    if both:
        labels = distinct_labels(network)
        some = ", ".join(f"“{labels[node]}”" for node in both[:3])
        raise UsageError(
            f"“{one_line(network.title)}” has no two modes: {len(both)} nodes are on both sides "
            f"of ties ({some}{', …' if len(both) > 3 else ''}). An incidence matrix needs a "
            "two-mode projection, such as events; export .adjacency.csv instead."
        )
    rows += [node for node in graph if not graph.degree(node)]
    return _matrix(network, rows, columns, "incidence, two modes")


def cells(network: Network) -> dict[tuple[Any, Any], Any]:
    """The cell of each pair that some claim ties: a weight, or NA."""
    found: dict[tuple[Any, Any], Any] = {}
    for a, b, data in network.graph.edges(data=True):
        own: Any = weight(data.get("weight")) if data.get("certain", True) else UNKNOWN
        for pair in ((a, b),) if network.directed else ((a, b), (b, a)):
            before = found.get(pair, UNKNOWN)
            found[pair] = (
                own if before == UNKNOWN else before if own == UNKNOWN else max(before, own)
            )
    return found


def _matrix(network: Network, rows: Iterable[Any], columns: Sequence[Any], what: str) -> str:
    labels, found = distinct_labels(network), cells(network)
    told = stamp(network) | {"query": _without_comments(network.query)}
    about = "; ".join(f"{key}: {one_line(value)}" for key, value in told.items() if value)
    corner = f"{what}; 0 no claim, {UNKNOWN} possible only, else weight; {about}"
    head = [corner, *(labels[node] for node in columns)]
    return csv_text(head, ([labels[a], *(found.get((a, b), 0) for b in columns)] for a in rows))


def _without_comments(query: str) -> str:
    """The query as it can stand on one line."""
    return "".join(token.text for token in tokens(query) if token.sort != "comment")
