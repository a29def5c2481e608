"""CSV: nodes, edges and what stands behind them, and the spells that R's networkDynamic reads.

Each fact stands once: who says what of a tie in a table of citations, what is told of a document
in one of documents, where the whole comes from in a table of its own. Keys join them.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from tigraph.exports.columns import (
    EDGE_COLUMNS,
    EVIDENCE_COLUMNS,
    NODE_COLUMNS,
    Columns,
    identifiers,
    period,
    stamp,
)
from tigraph.exports.documents import ABOUT, CITING, documents_of
from tigraph.exports.values import clean, joined, one_line, weight

if TYPE_CHECKING:
    from tigraph.networks import Network

#: A head and rows.
Table: TypeAlias = tuple[list[str], list[list[Any]]]


def generate_csv(network: Network) -> dict[str, str]:
    """The tables, by suffix."""
    return {f".{name}.csv": csv_text(*table) for name, table in tables(network).items()}


def tables(network: Network) -> dict[str, Table]:
    """Nodes, edges, the citations behind the edges, their documents, and what it all is."""
    return {
        "nodes": _nodes(network),
        "edges": _edges(network),
        "evidence": _evidence(network),
        "documents": (["document", *ABOUT], [[*row] for row in documents_of(network).rows()]),
        "about": _about(network),
    }


def _nodes(network: Network) -> Table:
    names, columns = identifiers(network), Columns(network)
    rows = []
    for node, data in network.graph.nodes(data=True):
        row = columns.node(data)
        rows.append([names[node], *(row.get(column) for column in columns.nodes)])
    return ["id", *columns.nodes], rows


def _edges(network: Network) -> Table:
    """A row a tie; of its citations how many there are."""
    names, columns = identifiers(network), Columns(network)
    ends = ["id", "source", "target", "source_label", "target_label", "direction", "weight"]
    extras = [c for c in columns.edges if c not in {*EDGE_COLUMNS.values(), *EVIDENCE_COLUMNS}]
    own = [*EDGE_COLUMNS.values(), "citations", *extras]
    direction = "directed" if network.directed else "undirected"
    nodes = network.graph.nodes
    rows = []
    for i, (a, b, data) in enumerate(network.graph.edges(data=True)):
        row = columns.edge(data)
        labels = [clean(nodes[end].get("label")) for end in (a, b)]
        first = [f"e{i}", names[a], names[b], *labels, direction, weight(data.get("weight"))]
        rows.append([*first, *(row.get(column) for column in own)])
    return [*ends, *own], rows


def _evidence(network: Network) -> Table:
    """A row a tie and citation: the document, where in it, who speaks how, of which claims."""
    documents = documents_of(network)
    rows = []
    for i, (_, _, data) in enumerate(network.graph.edges(data=True)):
        for item in data.get("evidence") or ():
            said = (clean(item.get(key)) for key in [*CITING.values()][1:])
            rows.append([f"e{i}", documents.key(item), *said, joined(item.get("claims"))])
    return ["edge", *CITING.values(), "claims"], rows


def _about(network: Network) -> Table:
    """What the network is and where it comes from; a row for each source."""
    several = {"sources": network.sources, "open_data": network.open_data}
    return ["what", "value"], [
        [key, clean(value)]
        for key, whole in stamp(network).items()
        for value in several.get(key, [whole])
        if value
    ]


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
