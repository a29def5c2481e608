"""GEXF 1.3, for Gephi and Gephi Lite.

Not networkx's writer: it dates the file with today, writes `name=""` on the graph,
which the schema refuses, fails on None, lists and dates, and gives parallel edges no
kind, so that Gephi sums them. The schema declares viz elements in GEXF's own namespace
while programs look for the prefix `viz:`; that prefix bound to GEXF's namespace
satisfies both.

Edges have `start` and `end` where they are dated, and Gephi's timeline moves over
them; the columns themselves are static, since Gephi Lite throws where static and
dynamic columns stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from tigraph.drawing import Look, positions
from tigraph.exports.columns import Columns, identifiers, period, stamp
from tigraph.exports.values import clean, day, one_line, weight

if TYPE_CHECKING:
    from tigraph.networks import Network

_SHAPES = {"dot": "disc", "square": "square", "diamond": "diamond"}


def generate_gexf(network: Network) -> str:
    """The network with colours, positions, sizes, dates and all columns."""
    columns = Columns(network)
    told = stamp(network) | {"documents": columns.documents.told()}
    root = ElementTree.Element(
        "gexf",
        {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3", "version": "1.3"},
    )
    made = day(told["made"][:10])
    meta = ElementTree.SubElement(root, "meta", {"lastmodifieddate": made} if made else {})
    ElementTree.SubElement(meta, "creator").text = told["version"]
    about = "\n".join(f"{key}: {value}" for key, value in told.items() if value)
    ElementTree.SubElement(meta, "description").text = about
    dated = any(any(period(data)) for _, _, data in network.graph.edges(data=True))
    described = {
        "defaultedgetype": "directed" if network.directed else "undirected",
        "mode": "dynamic" if dated else "static",
        "idtype": "string",
    }
    graph = ElementTree.SubElement(
        root, "graph", described | ({"timeformat": "date"} if dated else {})
    )
    for group, own in (("node", columns.nodes), ("edge", columns.edges)):
        declared = ElementTree.SubElement(graph, "attributes", {"class": group, "mode": "static"})
        for column, kind in own.items():
            if column != "label":
                entry = {"id": column, "title": column, "type": kind}
                ElementTree.SubElement(declared, "attribute", entry)
    look = Look(network)
    _nodes(graph, look, columns)
    _edges(graph, look, columns)
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _nodes(graph: ElementTree.Element, look: Look, columns: Columns) -> None:
    network = look.network
    spots = positions(network, look=look)
    parent = ElementTree.SubElement(graph, "nodes")
    for node, name in identifiers(network).items():
        row = columns.node(network.graph.nodes[node])
        label = one_line(row.pop("label")) or name
        made = ElementTree.SubElement(parent, "node", {"id": name, "label": label})
        _values(made, row)
        style, (x, y) = look.style(node), spots[node]
        # Whole numbers for colours and a z for positions: Gephi aborts without.
        _viz(made, "color", _rgb(style.colour))
        _viz(made, "position", {"x": str(x), "y": str(0.0 - y), "z": "0.0"})  # Gephi's y goes up
        _viz(made, "size", {"value": str(look.radius[node])})
        _viz(made, "shape", {"value": _SHAPES.get(style.shape, "triangle")})


def _edges(graph: ElementTree.Element, look: Look, columns: Columns) -> None:
    network, names = look.network, identifiers(look.network)
    parent = ElementTree.SubElement(graph, "edges")
    seen: dict[tuple[str, str, str], int] = {}
    used: set[tuple[str, str, str]] = set()
    for i, ((a, b, data), line) in enumerate(
        zip(network.graph.edges(data=True), look.lines, strict=True)
    ):
        row = columns.edge(data)
        source, target = names[a], names[b]
        ends = (source, target) if network.directed else (min(source, target), max(source, target))
        own = kind = one_line(f"{row['relation']} {row['basis']}") or "tie"
        while (*ends, kind) in used:  # Gephi merges parallel edges of one kind
            nth = seen[(*ends, own)] = seen.get((*ends, own), 1) + 1
            kind = f"{own} {nth}"
        used.add((*ends, kind))
        attributes = {
            "id": f"e{i}",
            "source": source,
            "target": target,
            "weight": str(weight(data.get("weight"))),
            "kind": kind,
        }
        first, last = period(data)
        attributes |= {"start": first} if first else {}
        attributes |= {"end": last} if last else {}
        if label := one_line(row["relation_label"] or row["relation"]):
            attributes["label"] = label
        made = ElementTree.SubElement(parent, "edge", attributes)
        _values(made, row)
        _viz(made, "color", _rgb(line.colour))
        _viz(made, "thickness", {"value": str(line.width)})
        _viz(made, "shape", {"value": "dashed" if line.dashed else "solid"})


def _values(parent: ElementTree.Element, row: Mapping[str, Any]) -> None:
    values = ElementTree.SubElement(parent, "attvalues")
    for column, value in row.items():
        text = str(value).lower() if isinstance(value, bool) else clean(value)
        if not text:  # what is not known takes no room
            continue
        ElementTree.SubElement(values, "attvalue", {"for": column, "value": text})


def _viz(parent: ElementTree.Element, name: str, values: dict[str, str]) -> None:
    ElementTree.SubElement(parent, f"viz:{name}", values)


def _rgb(colour: str) -> dict[str, str]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        colour = "#808080"
    return {c: str(int(colour[i : i + 2], 16)) for c, i in (("r", 1), ("g", 3), ("b", 5))}
