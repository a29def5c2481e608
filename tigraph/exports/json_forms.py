"""The three forms of JSON: node-link (networkx, D3), Cytoscape's .cyjs, and CX2 (NDEx)."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tigraph.drawing import Look, positions
from tigraph.exports.columns import Columns, identifiers, stamp
from tigraph.exports.documents import Documents
from tigraph.exports.values import clean, plain, weight

if TYPE_CHECKING:
    from tigraph.networks import Network

_CX2_SHAPES = {"dot": "ellipse", "square": "rectangle", "triangleDown": "vee", "star": "octagon"}


def generate_json(network: Network) -> str:
    """Node-link JSON as networkx's `node_link_graph(…, edges="edges")` reads it.

    Names and evidence keep their structure here, under the names of `Network`. What is told of a
    document stands once, in `documents` of the graph, by the key that citations name.
    """
    import networkx as nx

    graph: Any = nx.MultiDiGraph() if network.directed else nx.MultiGraph()
    graph.graph.update(stamp(network) | {"sources": [clean(s) for s in network.sources]})
    names, documents = identifiers(network), Documents()
    for node, data in network.graph.nodes(data=True):
        graph.add_node(names[node], **documents.cited(plain(data)))
    for i, (a, b, data) in enumerate(network.graph.edges(data=True)):
        own = {"source": names[a], "target": names[b], "key": f"e{i}"}
        cited = documents.cited(plain(data))
        graph.add_edge(own["source"], own["target"], key=own["key"], **cited)
    graph.graph["documents"] = documents.by_key()
    return _written(nx.node_link_data(graph, edges="edges"), 2)


def generate_cyjs(network: Network) -> str:
    """Cytoscape's JSON, as Cytoscape, Cytoscape.js and networkx's `cytoscape_graph` read it."""
    names, columns, spots = identifiers(network), Columns(network), positions(network)
    told = stamp(network) | {"documents": columns.documents.told()}
    nodes = []
    for node, data in network.graph.nodes(data=True):
        name, row = names[node], columns.node(data)
        # networkx asks for `value`; Cytoscape shows `name`.
        own = {"id": name, "value": name, "name": row["label"] or name, **row}
        x, y = spots[node]
        nodes.append({"data": own, "position": {"x": x, "y": y}, "selected": False})
    edges = []
    for i, (a, b, data) in enumerate(network.graph.edges(data=True)):
        row = columns.edge(data)
        own = {
            "id": f"e{i}",
            "key": f"e{i}",
            "source": names[a],
            "target": names[b],
            "interaction": row["relation"] or "tie",
            "name": row["relation_label"] or row["relation"],
            "weight": weight(data.get("weight")),
            **row,
        }
        edges.append({"data": own, "selected": False})
    return _written(
        {
            "format_version": "1.0",
            "generated_by": told["version"],
            "target_cytoscapejs_version": "~3.0",
            "directed": network.directed,
            "multigraph": True,
            "data": {"name": told["title"], "shared_name": told["title"], **told},
            "elements": {"nodes": nodes, "edges": edges},
        }
    )


def generate_cx2(network: Network) -> str:
    """CX2, with positions and colours, for Cytoscape (3.10 and Web) and NDEx."""
    names, columns = identifiers(network), Columns(network)
    told = stamp(network) | {"documents": columns.documents.told()}
    look = Look(network)
    spots = positions(network, look=look)
    rank = {node: i for i, node in enumerate(network.graph)}
    nodes, styles = [], []
    for node, data in network.graph.nodes(data=True):
        i, row = rank[node], columns.node(data)
        x, y = spots[node]
        cells = {"name": row["label"] or names[node], "iri": names[node], **row}
        nodes.append({"id": i, "x": x, "y": y, "v": _filled(cells)})
        style = look.style(node)
        own = {
            "NODE_BACKGROUND_COLOR": style.colour,
            "NODE_SHAPE": _CX2_SHAPES.get(style.shape, style.shape),
            "NODE_WIDTH": 2 * look.radius[node],
            "NODE_HEIGHT": 2 * look.radius[node],
            "NODE_LABEL": cells["name"],
        }
        styles.append({"id": i, "v": own})
    edges, lines = [], []
    pairs = zip(network.graph.edges(data=True), look.lines, strict=True)
    for i, ((a, b, data), line) in enumerate(pairs):
        row = columns.edge(data)
        cells = {"interaction": row["relation"] or "tie", "weight": weight(data.get("weight"))}
        cells["weight"] = float(cells["weight"])
        edges.append({"id": i, "s": rank[a], "t": rank[b], "v": _filled(cells | row)})
        own = {
            "EDGE_LINE_COLOR": line.colour,
            "EDGE_LINE_STYLE": "dashed" if line.dashed else "solid",
            "EDGE_WIDTH": line.width,
            "EDGE_TARGET_ARROW_SHAPE": "triangle" if network.directed else "none",
        }
        lines.append({"id": i, "v": own})
    types = {"string": "string", "boolean": "boolean", "long": "long", "double": "double"}
    about = _filled({"name": told["title"], "directed": network.directed, **told})
    declared = {
        "networkAttributes": {k: {"d": "boolean" if k == "directed" else "string"} for k in about},
        "nodes": {c: {"d": types[t]} for c, t in {"name": "string", "iri": "string"}.items()}
        | {c: {"d": types[t]} for c, t in columns.nodes.items()},
        "edges": {"interaction": {"d": "string"}, "weight": {"d": "double"}}
        | {c: {"d": types[t]} for c, t in columns.edges.items()},
    }
    aspects: dict[str, list[Any]] = {
        "attributeDeclarations": [declared],
        "networkAttributes": [about],
        "nodes": nodes,
        "edges": edges,
        "nodeBypasses": styles,
        "edgeBypasses": lines,
    }
    counted = [{"name": name, "elementCount": len(own)} for name, own in aspects.items() if own]
    return _written(
        [
            {"CXVersion": "2.0", "hasFragments": False},
            {"metaData": counted},
            *({name: own} for name, own in aspects.items() if own),
            {"status": [{"success": True, "error": ""}]},
        ]
    )


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    """The cells that say something: CX2 leaves out what is not known."""
    return {column: value for column, value in row.items() if value != ""}


def _written(value: Any, deep: int = 3) -> str:
    """The value as JSON: what stands so deep, such as a node or a tie, has a line of its own."""
    return _set_out(value, deep, "") + "\n"


def _set_out(value: Any, deep: int, margin: str) -> str:
    if not deep or not value or not isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    inner = f"{margin} "
    if isinstance(value, list):
        parts = [_set_out(item, deep - 1, inner) for item in value]
        first, last = "[]"
    else:
        parts = [
            f"{json.dumps(key, ensure_ascii=False)}: {_set_out(item, deep - 1, inner)}"
            for key, item in value.items()
        ]
        first, last = "{}"
    return f"{first}\n{inner}" + f",\n{inner}".join(parts) + f"\n{margin}{last}"
