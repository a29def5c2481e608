"""What a row says of a node, of an edge and of the whole network, in every format alike.

Values are made plain once (`values.py`). Writers only put them in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tigraph.exports.documents import CITING, documents_of
from tigraph.exports.values import clean, day, joined, one_line, plain

if TYPE_CHECKING:
    from tigraph.networks import Network

# No column is called type, id, color, size, start or end: Gephi, Gephi Lite and
# graphology read those as their own.
NODE_COLUMNS = {
    "label": "label",
    "kind": "kind",
    "kind_label": "kind_label",
    "level": "governance_level",
    "level_label": "governance_level_label",
    "order": "actor_order",
    "order_label": "actor_order_label",
    "names": "other_names",
}
EDGE_COLUMNS = {
    "relation": "relation",
    "relation_label": "relation_label",
    "basis": "basis",
    "basis_label": "basis_label",
    "start": "valid_from",
    "end": "valid_to",
    "valid": "valid",
    "certain": "certain",
    "holds": "holds",
    "claim": "claim",
}
#: What an edge says of its citations: how many they are, and in a file without a table of them
#: of which documents, where, and who speaks in which modality.
EVIDENCE_COLUMNS = ("citations", *CITING)
#: Names that programs keep for themselves: a column of ours that has one gets another.
RESERVED = frozenset(
    [
        *("id", "type", "label", "color", "colour", "size", "shape", "position", "x", "y", "z"),
        *("start", "end", "weight", "source", "target", "kind", "key", "parent", "value", "name"),
        *("hidden", "group", "level", "viz", "thickness", "interaction", "selected", "suid"),
        *("timeset", "interval", "spells", "iri", "direction", "source_label", "target_label"),
    ]
)
_LIMIT = 2**63


def stamp(network: Network) -> dict[str, str]:
    """What is said of the network in each file; a term is "" where nothing is known.

    `asked` is there only where something was chosen otherwise than usual.
    """
    return {
        "title": clean(network.title),
        "description": clean(network.description),
        "projection": clean(network.projection),
        "query": clean(network.query),
        **({"asked": clean(told)} if (told := network.asked.told(network.language)) else {}),
        "as_of": clean(network.as_of),
        **({"holds": clean(doubt.told(network.language))} if (doubt := network.doubt) else {}),
        "made": clean(network.made),
        "version": clean(f"tigraph {network.version}"),
        "sources": "; ".join(clean(source) for source in network.sources),
        "open_data": "; ".join(clean(item) for item in network.open_data),
    }


def period(data: Mapping[str, Any]) -> tuple[str, str]:
    """First and last day of an edge, "" where unknown; both unknown if they contradict."""
    first, last = day(data.get("start")), day(data.get("end"))
    return ("", "") if first and last and first > last else (first, last)


def identifiers(network: Network) -> dict[Any, str]:
    """The text by which a file names each node: two nodes never share one."""
    found: dict[Any, str] = {}
    used: set[str] = set()
    for node in network.graph:
        own = name = clean(node) or "node"
        number = 1
        while name in used:
            number += 1
            name = f"{own} {number}"
        used.add(name)
        found[node] = name
    return found


def distinct_labels(network: Network) -> dict[Any, str]:
    """A label on one line for each node, with a number where several have the same."""
    used: set[str] = set()
    found: dict[Any, str] = {}
    for node, data in network.graph.nodes(data=True):
        own = label = one_line(data.get("label")) or one_line(node) or "node"
        number = 1
        while label in used:
            number += 1
            label = f"{own} ({number})"
        used.add(label)
        found[node] = label
    return found


class Columns:
    """The columns of nodes and of edges, those of `Network` and whatever else they carry.

    `nodes` and `edges` give each column's type: string, boolean, long or double. A column
    of mixed types is text.
    """

    def __init__(self, network: Network) -> None:
        graph = network.graph
        self._node_extras = _extras((d for _, d in graph.nodes(data=True)), {*NODE_COLUMNS})
        known = {*EDGE_COLUMNS, "evidence", "weight"}
        own = {*EDGE_COLUMNS.values(), *EVIDENCE_COLUMNS}
        self._edge_extras = _extras((d for _, _, d in graph.edges(data=True)), known, own)
        self.nodes = dict.fromkeys(NODE_COLUMNS.values(), "string")
        self.nodes |= dict(self._node_extras.values())
        self.edges = dict.fromkeys((*EDGE_COLUMNS.values(), *EVIDENCE_COLUMNS), "string")
        self.edges |= {"certain": "boolean", "citations": "long"}
        self.documents = documents_of(network)
        self.edges |= dict(self._edge_extras.values())

    def node(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The cells of one node; several names are parted by a vertical bar."""
        row: dict[str, Any] = {
            column: joined(data.get(key)) if key == "names" else clean(data.get(key))
            for key, column in NODE_COLUMNS.items()
        }
        return row | _cells(data, self._node_extras)

    def edge(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The cells of one edge; the n-th entry of each evidence column is one citation's."""
        row: dict[str, Any] = {column: clean(data.get(key)) for key, column in EDGE_COLUMNS.items()}
        row["certain"] = bool(plain(data.get("certain", True)))
        row["holds"] = "certain" if row["certain"] else "possible"
        row |= self.documents.citing(data.get("evidence"))
        return row | _cells(data, self._edge_extras)


def _extras(
    rows: Iterable[Mapping[str, Any]], known: set[str], taken: Iterable[str] = ()
) -> dict[str, tuple[str, str]]:
    """The column and type of each attribute that is not of `known`, by its name.

    What has a structure of its own (figures, claims) has no column: node-link JSON keeps it.
    """
    types: dict[str, set[str]] = {}
    for row in rows:
        for key in row:
            if key not in known:
                types.setdefault(key, set()).update(_type(row[key]))
    types = {key: own for key, own in types.items() if "structure" not in own}
    found: dict[str, tuple[str, str]] = {}
    used = {*taken, *NODE_COLUMNS.values(), *RESERVED}
    for key in sorted(types, key=str):
        column = re.sub(r"\W+", "_", one_line(key)) or "attribute"
        while column.lower() in used:
            column += "_"
        used.add(column.lower())
        own = types[key] - {"empty"}
        if not own:  # nothing is known of it anywhere
            continue
        if own == {"long", "double"}:
            own = {"double"}
        found[key] = (column, own.pop() if len(own) == 1 else "string")
    return found


def _type(value: Any) -> set[str]:
    value = plain(value)
    if value is None:
        return set()
    if isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    ):
        return {"structure"}
    if isinstance(value, list):
        return {"string"} if value else {"empty"}
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, int):
        return {"long" if -_LIMIT <= value < _LIMIT else "string"}
    return {"double" if isinstance(value, float) else "string"}


def _cells(data: Mapping[str, Any], extras: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """The other attributes; one that is not known has no cell, unless the column is text."""
    row: dict[str, Any] = {}
    for key, (column, type) in extras.items():
        value = plain(data.get(key))
        if type == "string":
            row[column] = joined(value) if isinstance(value, list) else clean(value)
        elif value is not None and value != []:
            row[column] = float(value) if type == "double" else value
    return row
