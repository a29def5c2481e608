"""Pajek's .net, as Pajek, igraph and networkx read it.

One section of lines, since networkx takes the head of a second one for an edge; the
relation is each line's label, and parallel lines stay apart. networkx keys vertices by
their labels, so that each gets its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.drawing import Look, positions
from tigraph.exports.columns import distinct_labels, identifiers, stamp
from tigraph.exports.values import one_line, weight

if TYPE_CHECKING:
    from tigraph.networks import Network

_SHAPES = {"dot": "ellipse", "square": "box", "diamond": "diamond"}


def generate_pajek(network: Network) -> str:
    """The network, its stamp in comments above."""
    graph, look = network.graph, Look(network)
    spots = positions(network, look=look)
    lines = [f"% {key}: {one_line(value)}" for key, value in stamp(network).items() if value]
    lines += [
        f"% {i} is {one_line(name)}" for i, name in enumerate(identifiers(network).values(), 1)
    ]
    lines.append(f"*Vertices {len(graph)}")
    rank = {node: i for i, node in enumerate(graph, 1)}
    xs, ys = ([spot[axis] for spot in spots.values()] for axis in (0, 1))
    wide = max([max(v) - min(v) for v in (xs, ys) if v], default=0.0) or 1.0
    used: set[str] = set()
    for node, label in distinct_labels(network).items():
        own = shown = _text(label)
        number = 1
        while shown in used:
            number += 1
            shown = f"{own} ({number})"
        used.add(shown)
        x, y = ((spots[node][axis] - min(v)) / wide for axis, v in enumerate((xs, ys)))
        shape = _SHAPES.get(look.style(node).shape, "triangle")
        lines.append(f'{rank[node]} "{shown}" {x:.4f} {y:.4f} 0.5000 {shape}')
    lines.append("*Arcs" if network.directed else "*Edges")
    for a, b, data in graph.edges(data=True):
        relation = _text(one_line(data.get("relation_label") or data.get("relation"))) or "tie"
        pattern = "Solid" if data.get("certain", True) else "Dots"
        value = weight(data.get("weight"))
        lines.append(f'{rank[a]} {rank[b]} {value} l "{relation}" p {pattern}')
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """Text that can stand between double quotes, for which Pajek has no escape."""
    return value.replace('"', "”").replace("\\", "/")
