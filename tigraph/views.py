"""The page of a network: one file that opens offline.

pyvis makes the vis-network nodes, edges and options; the page around them is ours
(`templates/`), because pyvis's own links a CDN and puts values into markup.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tigraph.layout import (
    SEED,
    _number,
    basis_colours,
    curves,
    kind_styles,
    label_lines,
    legend,
    positions,
    sizes,
    text_of,
    widths,
)

if TYPE_CHECKING:
    from tigraph.networks import Network


def html_page(network: Network) -> str:
    """One self-contained page: no request leaves it, and no value in it becomes markup."""
    templates = files("tigraph") / "templates"
    page, css, script = (
        (templates / f"page.{ext}").read_text("utf-8") for ext in ("html", "css", "js")
    )
    vis = files("pyvis") / "templates" / "lib" / "vis-9.1.2"
    library = (vis / "vis-network.min.js").read_text("utf-8")
    # vis's icons (200 kB of data: addresses) belong to controls that the page has its own of.
    vis_css = re.sub(
        r"[^{};]*url\([^)]*\)[^;}]*;?", "", (vis / "vis-network.css").read_text("utf-8")
    )
    library = re.sub(r"//# sourceMappingURL=\S*", "", library)
    style = f"{vis_css}\n{css}".replace("\r\n", "\n")
    values = {
        "lang": "fr" if network.language == "fr" else "en",
        "title": html.escape(network.title),
        "style": style,
        "library": library.replace("\r\n", "\n"),
        "script": script,
        "data": _json(page_data(network)),
    }
    values["policy"] = (
        f"default-src 'none'; script-src {_hash(values['library'])} {_hash(script)}; "
        f"style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    return re.sub(r"@@(\w+)@@", lambda match: values[match[1]], page)


def page_data(network: Network) -> dict[str, Any]:
    """All that the page shows, as JSON values; nodes and edges go by their rank."""
    graph = network.graph
    nodes = sorted(graph)
    rank = {node: i for i, node in enumerate(nodes)}
    documents: dict[str, int] = {}
    ties = []
    for a, b, data in graph.edges(data=True):
        evidence = []
        for item in data.get("evidence") or ():
            about = {k: text_of(item.get(k)) for k in ("title", "publisher", "date", "url")}
            number = documents.setdefault(json.dumps(about), len(documents))
            said = {k: text_of(item.get(k)) for k in ("place", "speaker", "modality")}
            evidence.append({"document": number, **{k: v for k, v in said.items() if v}})
        keys = ("relation", "relation_label", "basis", "start", "end", "valid", "claim")
        tie: dict[str, Any] = {k: text_of(data.get(k)) for k in keys if data.get(k)}
        tie |= {"source": rank[a], "target": rank[b], "evidence": evidence}
        tie |= {"certain": bool(data.get("certain", True)), "weight": _number(data.get("weight"))}
        ties.append(tie)
    shown = ("label", "kind", "level_label", "order_label")
    actors = [
        {
            "iri": str(node),
            **{k: text_of(graph.nodes[node].get(k)) for k in shown if graph.nodes[node].get(k)},
            "names": [text_of(name) for name in graph.nodes[node].get("names") or ()],
            "lines": label_lines(text_of(graph.nodes[node].get("label")) or str(node)),
            "degree": graph.degree(node),
        }
        for node in nodes
    ]
    head = ("title", "projection", "description", "directed", "as_of", "made", "version", "query")
    return {
        "network": {k: getattr(network, k) for k in head} | {"sources": list(network.sources)},
        "kinds": legend(
            graph.nodes(data=True), "kind", {k: vars(s) for k, s in kind_styles(network).items()}
        ),
        "bases": legend(
            ((None, d) for _, _, d in graph.edges(data=True)),
            "basis",
            {k: {"colour": c} for k, c in basis_colours(network).items()},
        ),
        "documents": [json.loads(document) for document in documents],
        "actors": actors,
        "ties": ties,
        "vis": _vis(network, rank),
    }


def _vis(network: Network, rank: dict[str, int]) -> dict[str, Any]:
    """Nodes, edges and options as pyvis makes them for vis-network."""
    from pyvis.network import Network as Pyvis

    # A directed pyvis network, whatever ours is: an undirected one drops parallel edges.
    picture = Pyvis(directed=True, cdn_resources="in_line")
    spots, radius, styles = positions(network), sizes(network), kind_styles(network)
    for node, i in rank.items():
        style = styles[text_of(network.graph.nodes[node].get("kind"))]
        x, y = spots[node]
        picture.add_node(
            i, label=" ", shape=style.shape, color=style.colour, size=radius[node], x=x, y=y
        )
    colours = basis_colours(network)
    edges = network.graph.edges(data=True)
    for (a, b, data), bend, width in zip(edges, curves(network), widths(network), strict=True):
        smooth: Any = {"type": "curvedCCW" if bend > 0 else "curvedCW", "roundness": abs(bend)}
        picture.add_edge(
            rank[a],
            rank[b],
            id=len(picture.edges),
            arrows="to" if network.directed else "",
            color=colours[text_of(data.get("basis"))],
            dashes=not data.get("certain", True),
            width=width,
            smooth=smooth if bend else False,
        )
    picture.options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": SEED},
        "interaction": {"hover": True, "hideEdgesOnDrag": len(edges) > 2000},
        "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
        "edges": {"arrows": {"to": {"scaleFactor": 0.55}}, "hoverWidth": 1, "chosen": True},
    }
    made, ties, _, _, _, options = picture.get_network_data()
    return {"nodes": made, "edges": ties, "options": json.loads(options)}


def _json(value: Any) -> str:
    """JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
