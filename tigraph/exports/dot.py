"""DOT, for Graphviz and the many programs that read its files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tigraph.drawing import Look, label_lines
from tigraph.exports.columns import Columns, identifiers, stamp
from tigraph.exports.values import clean, one_line, weight

if TYPE_CHECKING:
    from tigraph.networks import Network

_SHAPES = {"dot": "ellipse", "square": "box", "triangleDown": "invtriangle"}


def generate_dot(network: Network) -> str:
    """The network with labels, shapes and colours; Graphviz makes the layout."""
    graph, names, columns = network.graph, identifiers(network), Columns(network)
    look = Look(network)
    told = "".join(f"// {k}: {one_line(v)}\n" for k, v in stamp(network).items() if v)
    lines = [
        f"{'digraph' if network.directed else 'graph'} {_quoted(one_line(network.title))} {{",
        '  graph [overlap=false, splines=true, charset="UTF-8"];',
        '  node [fontname="Helvetica", fontsize=10, style=filled, fontcolor=white];',
        '  edge [fontname="Helvetica", fontsize=8];',
    ]
    for node, data in graph.nodes(data=True):
        style = look.style(node)
        label = "\n".join(label_lines(clean(data.get("label")) or names[node]))
        row = columns.node(data)
        kept = {
            key: row[key]
            for key in ("kind", "governance_level", "actor_order", "change")
            if row.get(key)
        }
        looks = {
            "label": _escaped(label),
            "tooltip": _escaped(one_line(data.get("label")) or names[node]),
            "shape": _SHAPES.get(style.shape, style.shape),
            "fillcolor": style.colour,
            **{key: _plain(value) for key, value in kept.items()},
        }
        lines.append(f"  {_quoted(names[node])} [{_list(looks)}];")
    for (a, b, data), line in zip(graph.edges(data=True), look.lines, strict=True):
        row = columns.edge(data)
        looks = {
            "label": _escaped(one_line(row["relation_label"] or row["relation"])),
            "tooltip": _escaped(_documents(data) or "tie"),
            # Only a pull on the layout there, and dot crashes on large ones.
            "weight": str(min(100, max(0, round(weight(data.get("weight")))))),
            "tie_weight": str(weight(data.get("weight"))),
            "color": line.colour,
            "penwidth": str(line.width),
            "style": "dashed" if line.dashed else "solid",
            **{
                key: _plain(row[key])
                for key in ("relation", "basis", "valid_from", "valid_to", "claim", "change")
                if row.get(key)
            },
        }
        arrow = "->" if network.directed else "--"
        lines.append(f"  {_quoted(names[a])} {arrow} {_quoted(names[b])} [{_list(looks)}];")
    return told + "\n".join([*lines, "}"]) + "\n"


def _documents(data: dict[str, Any]) -> str:
    """The titles of the documents behind a tie."""
    titles = (one_line(item.get("title")) for item in data.get("evidence") or ())
    return " | ".join(dict.fromkeys(filter(None, titles)))


def _list(attributes: dict[str, str]) -> str:
    return ", ".join(f'{key}="{value}"' for key, value in attributes.items())


def _quoted(value: str) -> str:
    return f'"{_plain(value)}"'


def _plain(value: str) -> str:
    """Text between quotes, where only the quote is escaped: a last backslash would escape it."""
    text = one_line(value).replace("\\", "/")
    return text.replace('"', '\\"')


def _escaped(value: str) -> str:
    """Text of a label, where Graphviz reads backslashes and entities."""
    text = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return re.sub(r"&(?=#?\w+;)", "&amp;", text)
