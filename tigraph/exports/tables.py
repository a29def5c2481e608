"""CSV: nodes and edges, and the spells that R's networkDynamic reads.

Each row of nodes and edges ends with where it comes from; what is long (the query, the
documents) stands on the first row only.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tigraph.exports.columns import (
    EDGE_COLUMNS,
    EVIDENCE_COLUMNS,
    NODE_COLUMNS,
    Columns,
    clean,
    identifiers,
    one_line,
    period,
    stamp,
    weight,
)

if TYPE_CHECKING:
    from tigraph.networks import Network

_ON_EACH_ROW = ("title", "projection", "as_of", "made", "version")
_ON_FIRST_ROW = ("query", "sources", "open_data")


def generate_csv(network: Network) -> dict[str, str]:
    """Two tables, nodes and edges, by suffix."""
    return {
        ".nodes.csv": csv_text(*node_table(network, cited=True)),
        ".edges.csv": csv_text(*edge_table(network, cited=True)),
    }


def node_table(network: Network, cited: bool = False) -> tuple[list[str], list[list[Any]]]:
    """Head and rows of the nodes; `cited` adds where they come from."""
    names, columns = identifiers(network), Columns(network)
    head = ["id", *columns.nodes]
    rows = []
    for node, data in network.graph.nodes(data=True):
        row = columns.node(data)
        rows.append([names[node], *(row.get(column) for column in columns.nodes)])
    return _cited(network, head, rows) if cited else (head, rows)


def edge_table(network: Network, cited: bool = False) -> tuple[list[str], list[list[Any]]]:
    """Head and rows of the edges; `cited` adds where they come from."""
    names, columns = identifiers(network), Columns(network)
    ends = ["id", "source", "target", "source_label", "target_label", "direction", "weight"]
    extras = [c for c in columns.edges if c not in {*EDGE_COLUMNS.values(), *EVIDENCE_COLUMNS}]
    own = [*EDGE_COLUMNS.values(), *EVIDENCE_COLUMNS, *extras]
    direction = "directed" if network.directed else "undirected"
    nodes = network.graph.nodes
    rows = []
    for i, (a, b, data) in enumerate(network.graph.edges(data=True)):
        row = columns.edge(data)
        labels = [clean(nodes[end].get("label")) for end in (a, b)]
        first = [f"e{i}", names[a], names[b], *labels, direction, weight(data.get("weight"))]
        rows.append([*first, *(row.get(column) for column in own)])
    return _cited(network, [*ends, *own], rows) if cited else ([*ends, *own], rows)


def _cited(
    network: Network, head: list[str], rows: list[list[Any]]
) -> tuple[list[str], list[list[Any]]]:
    told = stamp(network)
    short = [told[key] for key in _ON_EACH_ROW]
    once = [key for key in (*_ON_FIRST_ROW, "asked") if key in told]
    long = [told[key] for key in once]
    cited = [[*row, *short, *(long if not i else [""] * len(long))] for i, row in enumerate(rows)]
    return [*head, *(f"network_{key}" for key in (*_ON_EACH_ROW, *once))], cited


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """CSV as RFC 4180 has it; booleans in lower case, nothing where there is no value."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in row])
    return out.getvalue()


def generate_spells(network: Network) -> dict[str, str]:
    """Spells of edges and of vertices with onset and terminus, as networkDynamic reads them.

    Numbers are days since 1970-01-01 (R's `as.numeric(as.Date(…))`); the terminus is the
    day after the last, since spells there are half-open. An unknown beginning is -Inf, an
    unknown end Inf, and the column `onset.censored` or `terminus.censored` says so. Vertices
    are always active: no claim says when an actor exists. networkDynamic makes one edge of
    all ties between two vertices, so that it wants one basis at a time; `docs/files.md` has
    the lines of R.
    """
    names = identifiers(network)
    rank = {node: i for i, node in enumerate(names, 1)}
    told = stamp(network)
    about = "; ".join(f"{key}: {one_line(value)}" for key, value in told.items() if value)
    edge_head = [
        "onset", "terminus", "tail", "head", "onset.censored", "terminus.censored", "edge.id",
        "relation", "basis", "certain", "weight", "valid", "direction", "network",
    ]  # fmt: skip
    changes = [data.get("change") for *_, data in network.graph.edges(data=True)]
    edge_head += ["change"] if any(changes) else []
    edges: list[list[Any]] = []
    direction = "directed" if network.directed else "undirected"
    for i, (a, b, data) in enumerate(network.graph.edges(data=True), 1):
        first, last = period(data)
        onset, terminus = _days(first) if first else "-Inf", _days(last, 1) if last else "Inf"
        censored = [not first, not last]
        certain = bool(data.get("certain", True))
        words = (clean(data.get(key)) for key in ("relation", "basis"))
        known = [*words, str(certain).upper(), weight(data.get("weight"))]
        ends = [rank[a], rank[b]]
        # networkDynamic fails on an undirected pair that stands both ways round.
        ends = ends if network.directed else sorted(ends)
        row = [onset, terminus, *ends, *(str(c).upper() for c in censored), i, *known]
        row += [clean(data.get("valid")), direction, about if i == 1 else ""]
        edges.append([*row, *([clean(data.get("change"))] if any(changes) else [])])
    node_columns = [column for column in NODE_COLUMNS.values() if column != "other_names"]
    vertices: list[list[Any]] = []
    columns = Columns(network)
    for node, data in network.graph.nodes(data=True):
        cells = columns.node(data)
        named = [names[node], *(cells[column] for column in node_columns)]
        row = ["-Inf", "Inf", rank[node], *named]
        vertices.append([*row, about if rank[node] == 1 else ""])
    vertex_head = ["onset", "terminus", "vertex.id", "vertex.pid", *node_columns, "network"]
    return {
        ".edge.spells.csv": csv_text(edge_head, edges),
        ".vertex.spells.csv": csv_text(vertex_head, vertices),
    }


def _days(iso: str, more: int = 0) -> int:
    return (datetime.date.fromisoformat(iso) - datetime.date(1970, 1, 1)).days + more
