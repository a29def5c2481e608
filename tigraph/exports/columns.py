"""What a row says of a node, of an edge and of the whole network, in every format alike.

Values are made plain here, once: text that XML and spreadsheets can hold, numbers,
booleans. Writers only put them in their place.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tigraph.rdf import for_xml

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
EVIDENCE_COLUMNS = {
    "documents": "title",
    "publishers": "publisher",
    "document_dates": "date",
    "urls": "url",
    "places": "place",
    "speakers": "speaker",
    "modalities": "modality",
}
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


def clean(value: Any) -> str:
    """The value as text that XML can hold: no control character, no lone surrogate.

    Ends of lines are one character, since XML's readers would make them so.

    >>> clean("a\\x00b\\r\\nc")
    'ab\\nc'
    """
    text = "" if value is None else str(value)
    text = re.sub("\r\n|[\r\x85\u2028]", "\n", text)  # U+0085 and U+2028 are such in XML 1.1
    return re.sub(r"[\x7f-\x9f]", "", for_xml(text))


def one_line(value: Any) -> str:
    """The value as clean text on one line.

    >>> one_line(" a\\n b ")
    'a b'
    """
    return " ".join(clean(value).split())


def weight(value: Any) -> int | float:
    """The weight as a plain number; 1 where there is none.

    >>> weight(2.0), weight("much"), weight(float("nan"))
    (2, 1, 1)
    """
    try:
        number = float(1 if value is None else value)
    except (TypeError, ValueError, OverflowError):
        return 1
    if not math.isfinite(number):
        return 1
    if abs(number) < sys.float_info.min:  # igraph refuses a number so small
        return 0
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def day(value: Any) -> str:
    """The value if it is a day as ISO writes it and the calendar knows it, else "".

    >>> day("2018-11-22"), day("2018-23"), day(None)
    ('2018-11-22', '', '')
    """
    import datetime

    text = clean(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return ""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


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


def plain(value: Any) -> Any:
    """The value in JSON's own types; what has none (a date, a path) as text.

    >>> plain({"a": {3, 1}, "b": float("inf")})
    {'a': [1, 3], 'b': None}
    """
    if isinstance(value, Mapping):
        return {clean(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item) for item in value), key=str)
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):  # numpy's scalars
        value = value.item()
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return clean(value)


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
        self.edges |= {"certain": "boolean"}
        self.edges |= dict(self._edge_extras.values())

    def node(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The cells of one node; several names are parted by a vertical bar."""
        row: dict[str, Any] = {
            column: _joined(data.get(key)) if key == "names" else clean(data.get(key))
            for key, column in NODE_COLUMNS.items()
        }
        return row | _cells(data, self._node_extras)

    def edge(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The cells of one edge; the n-th entry of each evidence column is one citation's."""
        row: dict[str, Any] = {column: clean(data.get(key)) for key, column in EDGE_COLUMNS.items()}
        row["certain"] = bool(plain(data.get("certain", True)))
        row["holds"] = "certain" if row["certain"] else "possible"
        evidence = data.get("evidence") or ()
        for column, key in EVIDENCE_COLUMNS.items():
            row[column] = _joined(item.get(key) for item in evidence) if evidence else ""
        return row | _cells(data, self._edge_extras)


def _joined(values: Any) -> str:
    return " | ".join(clean(value).replace("|", "/") for value in values or ())


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
            row[column] = _joined(value) if isinstance(value, list) else clean(value)
        elif value is not None and value != []:
            row[column] = float(value) if type == "double" else value
    return row
