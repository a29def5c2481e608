"""Networks as files for other programs: GEXF, GraphML, CSV, node-link JSON.

Nothing is written here: `render` gives the content of each file by the suffix that its
name ends with. Each carries the network's title, query, date, version and sources.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from tigraph.errors import UnknownName
from tigraph.layout import basis_colours, kind_styles, positions, sizes, text_of, widths

if TYPE_CHECKING:
    from tigraph.networks import Network

GEXF_SHAPES = {"dot": "disc", "square": "square", "diamond": "diamond"}
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


def stamp(network: Network) -> dict[str, str]:
    """What is said of the network in each file."""
    return {
        "title": clean(network.title),
        "description": clean(network.description),
        "projection": clean(network.projection),
        "query": clean(network.query),
        "as_of": clean(network.as_of),
        "made": clean(network.made),
        "version": clean(f"tigraph {network.version}"),
        "sources": "; ".join(clean(source) for source in network.sources),
    }


def clean(value: Any) -> str:
    """The value as text that XML can hold: no control character, no lone surrogate."""
    text = "" if value is None else str(value)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def weight(value: Any) -> int | float:
    """The weight as a plain number; 1 where there is none."""
    try:
        number = float(1 if value is None else value)
    except (TypeError, ValueError):
        return 1
    if not math.isfinite(number):
        return 1
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def node_row(network: Network, node: str) -> dict[str, str]:
    """The columns of one node; several names are parted by a vertical bar."""
    data = network.graph.nodes[node]
    row = {column: data.get(key) for key, column in NODE_COLUMNS.items()}
    row["other_names"] = _join(row["other_names"])
    return {column: clean(value) for column, value in row.items()}


def edge_row(data: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of one edge; the n-th entry of each evidence column is one citation's."""
    row: dict[str, Any] = {column: clean(data.get(key)) for key, column in EDGE_COLUMNS.items()}
    row["certain"] = bool(data.get("certain", True))
    evidence = data.get("evidence") or ()
    for column, key in EVIDENCE_COLUMNS.items():
        row[column] = _join(item.get(key) for item in evidence) if evidence else ""
    return row


def _join(values: Any) -> str:
    return " | ".join(clean(value).replace("|", "/") for value in values or ())


def plain_graph(network: Network) -> Any:
    """A networkx graph with plain columns; its edges are keyed e0, e1, …"""
    import networkx as nx

    graph: Any = nx.MultiDiGraph() if network.directed else nx.MultiGraph()
    graph.graph.update(stamp(network))
    for node in network.graph:
        graph.add_node(clean(node), **node_row(network, node))
    for i, (a, b, data) in enumerate(network.graph.edges(data=True)):
        row = {"weight": float(weight(data.get("weight"))), **edge_row(data)}
        graph.add_edge(clean(a), clean(b), key=f"e{i}", **row)
    return graph


def generate_gexf(network: Network) -> str:
    """GEXF 1.3, static, with colours, positions and sizes.

    Not networkx's writer: it dates the file with today, writes `name=""` on the graph,
    which the schema refuses, and gives parallel edges no kind, so that Gephi sums them.
    The schema declares viz elements in GEXF's own namespace while programs look for the
    prefix `viz:`; that prefix bound to GEXF's namespace satisfies both.
    """
    told = stamp(network)
    root = ElementTree.Element(
        "gexf",
        {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3", "version": "1.3"},
    )
    day = told["made"][:10]
    dated = {"lastmodifieddate": day} if re.fullmatch(r"\d{4}-[01]\d-[0-3]\d", day) else {}
    meta = ElementTree.SubElement(root, "meta", dated)
    ElementTree.SubElement(meta, "creator").text = told["version"]
    about = "\n".join(f"{key}: {value}" for key, value in told.items() if value)
    ElementTree.SubElement(meta, "description").text = about
    direction = "directed" if network.directed else "undirected"
    graph = ElementTree.SubElement(
        root, "graph", {"defaultedgetype": direction, "mode": "static", "idtype": "string"}
    )
    node_columns = [c for c in NODE_COLUMNS.values() if c != "label"]
    edge_columns = [*EDGE_COLUMNS.values(), *EVIDENCE_COLUMNS]
    for group, columns in (("node", node_columns), ("edge", edge_columns)):
        declared = ElementTree.SubElement(graph, "attributes", {"class": group, "mode": "static"})
        for column in columns:
            kind = "boolean" if column == "certain" else "string"
            entry = {"id": column, "title": column, "type": kind}
            ElementTree.SubElement(declared, "attribute", entry)
    _gexf_nodes(graph, network, node_columns)
    _gexf_edges(graph, network)
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _gexf_nodes(graph: ElementTree.Element, network: Network, columns: list[str]) -> None:
    spots, radius, styles = positions(network), sizes(network), kind_styles(network)
    parent = ElementTree.SubElement(graph, "nodes")
    for node in network.graph:
        row = node_row(network, node)
        label = re.sub(r"\s+", " ", row["label"]).strip() or clean(node)
        made = ElementTree.SubElement(parent, "node", {"id": clean(node), "label": label})
        _values(made, {column: row[column] for column in columns})
        style = styles[text_of(network.graph.nodes[node].get("kind"))]
        x, y = spots[node]
        shape = GEXF_SHAPES.get(style.shape, "triangle")
        _viz(made, "color", _rgb(style.colour))
        _viz(made, "position", {"x": str(x), "y": str(0.0 - y), "z": "0.0"})  # Gephi's y goes up
        _viz(made, "size", {"value": str(radius[node])})
        _viz(made, "shape", {"value": shape})


def _gexf_edges(graph: ElementTree.Element, network: Network) -> None:
    colours = basis_colours(network)
    parent = ElementTree.SubElement(graph, "edges")
    seen: dict[tuple[str, str, str], int] = {}
    for i, ((a, b, data), width) in enumerate(
        zip(network.graph.edges(data=True), widths(network), strict=True)
    ):
        row = edge_row(data)
        ends = (a, b) if network.directed else (min(a, b), max(a, b))
        kind = " ".join(f"{row['relation']} {row['basis']}".split()) or "tie"
        nth = seen[(*ends, kind)] = seen.get((*ends, kind), 0) + 1
        attributes = {
            "id": f"e{i}",
            "source": clean(a),
            "target": clean(b),
            "weight": str(weight(data.get("weight"))),
            # Gephi merges parallel edges of one kind: a second claim alike gets its own.
            "kind": kind if nth == 1 else f"{kind} {nth}",
        }
        label = " ".join((row["relation_label"] or row["relation"]).split())
        if label:
            attributes["label"] = label
        made = ElementTree.SubElement(parent, "edge", attributes)
        _values(made, row)
        _viz(made, "color", _rgb(colours[text_of(data.get("basis"))]))
        _viz(made, "thickness", {"value": str(width)})
        _viz(made, "shape", {"value": "solid" if row["certain"] else "dashed"})


def _values(parent: ElementTree.Element, row: Mapping[str, Any]) -> None:
    values = ElementTree.SubElement(parent, "attvalues")
    for column, value in row.items():
        text = str(value).lower() if isinstance(value, bool) else value
        ElementTree.SubElement(values, "attvalue", {"for": column, "value": text})


def _viz(parent: ElementTree.Element, name: str, values: dict[str, str]) -> None:
    ElementTree.SubElement(parent, f"viz:{name}", values)


def _rgb(colour: str) -> dict[str, str]:
    return {c: str(int(colour[i : i + 2], 16)) for c, i in (("r", 1), ("g", 3), ("b", 5))}


def generate_graphml(network: Network) -> str:
    """GraphML by networkx, with its writer on the standard library whether lxml is there or not."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8")
    writer.add_graph_element(plain_graph(network))
    ElementTree.indent(writer.xml, " ")
    text = ElementTree.tostring(writer.xml, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def generate_csv(network: Network) -> dict[str, str]:
    """Two tables, nodes and edges, by suffix; each row ends with where it comes from."""
    told = stamp(network)
    columns = ("title", "query", "as_of", "made", "version", "sources")
    source = {f"network_{column}": told[column] for column in columns}
    nodes = [{"id": clean(node), **node_row(network, node), **source} for node in network.graph]
    edges = []
    for i, (a, b, data) in enumerate(network.graph.edges(data=True)):
        row = edge_row(data)
        row["certain"] = str(row["certain"]).lower()
        ends = {"id": f"e{i}", "source": clean(a), "target": clean(b)}
        for side in ("source", "target"):
            end = a if side == "source" else b
            ends[f"{side}_label"] = clean(network.graph.nodes[end].get("label"))
        number = weight(data.get("weight"))
        directed = "directed" if network.directed else "undirected"
        edges.append({**ends, "direction": directed, "weight": number, **row, **source})
    node_head = ["id", *NODE_COLUMNS.values(), *source]
    ends_head = ["id", "source", "target", "source_label", "target_label", "direction", "weight"]
    edge_head = [*ends_head, *EDGE_COLUMNS.values(), *EVIDENCE_COLUMNS, *source]
    return {".nodes.csv": _table(node_head, nodes), ".edges.csv": _table(edge_head, edges)}


def _table(head: list[str], rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, head, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def generate_json(network: Network) -> str:
    """Node-link JSON as networkx's `node_link_graph(…, edges="edges")` reads it.

    Names and evidence keep their structure here, under the names of `Network`.
    """
    import networkx as nx

    graph: Any = nx.MultiDiGraph() if network.directed else nx.MultiGraph()
    graph.graph.update(stamp(network) | {"sources": [clean(s) for s in network.sources]})
    for node, data in network.graph.nodes(data=True):
        graph.add_node(clean(node), **_plain(data))
    for i, (a, b, data) in enumerate(network.graph.edges(data=True)):
        graph.add_edge(clean(a), clean(b), key=f"e{i}", **_plain(data))
    link = nx.node_link_data(graph, edges="edges")
    return json.dumps(link, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    """The value in JSON's own types; what has none (a date, a path) as text."""
    if isinstance(value, Mapping):
        return {clean(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(item) for item in value), key=str)
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):  # numpy's scalars
        value = value.item()
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return clean(value)


def _one(suffix: str, generate: Callable[[Network], str]) -> Callable[[Network], dict[str, str]]:
    return lambda network: {suffix: generate(network)}


EXPORTS: dict[str, Callable[[Network], dict[str, str]]] = {
    ".gexf": _one(".gexf", generate_gexf),
    ".graphml": _one(".graphml", generate_graphml),
    ".csv": generate_csv,
    ".json": _one(".json", generate_json),
}


def suffixes(extension: str) -> tuple[str, ...]:
    """Return what the names of the files of a format end with.

    >>> suffixes(".csv")
    ('.nodes.csv', '.edges.csv')
    """
    return (".nodes.csv", ".edges.csv") if extension == ".csv" else (extension,)


def render(network: Network, extension: str) -> dict[str, bytes]:
    """The files of one format: content by the suffix that takes the extension's place.

    >>> sorted(EXPORTS)
    ['.csv', '.gexf', '.graphml', '.json']
    """
    try:
        generate = EXPORTS[extension.lower()]
    except KeyError:
        remedy = f"Network formats: {', '.join(sorted(EXPORTS))}."
        raise UnknownName("network format", extension, remedy=remedy) from None
    return {suffix: text.encode("utf-8") for suffix, text in generate(network).items()}
