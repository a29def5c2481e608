"""GraphML, for yEd, igraph, Cytoscape and networkx."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from tigraph.exports.columns import Columns, identifiers, stamp
from tigraph.exports.values import weight

if TYPE_CHECKING:
    from tigraph.networks import Network


def plain_graph(network: Network) -> Any:
    """A networkx graph with plain columns; its edges are keyed e0, e1 and so on."""
    import networkx as nx

    graph: Any = nx.MultiDiGraph() if network.directed else nx.MultiGraph()
    names, columns = identifiers(network), Columns(network)
    graph.graph.update(stamp(network) | {"documents": columns.documents.told()})
    for node, data in network.graph.nodes(data=True):
        graph.add_node(names[node], **columns.node(data))
    for i, (a, b, data) in enumerate(network.graph.edges(data=True)):
        row = {"weight": float(weight(data.get("weight"))), **columns.edge(data)}
        graph.add_edge(names[a], names[b], key=f"e{i}", **row)
    return graph


def generate_graphml(network: Network) -> str:
    """GraphML by networkx, with its writer on the standard library whether lxml is there or not."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8")
    writer.add_graph_element(plain_graph(network))
    ElementTree.indent(writer.xml, " ")
    text = ElementTree.tostring(writer.xml, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
