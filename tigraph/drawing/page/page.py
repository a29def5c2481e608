"""The page of a network: one file that opens offline.

pyvis makes the vis-network nodes, edges and options; the page around them is ours
(`drawing/page/`), because pyvis's own links a CDN and puts values into markup.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import base64
import functools
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tigraph.drawing.layouts.arrange import best_layout, fitting_layouts, positions
from tigraph.drawing.layouts.forces import SEED
from tigraph.drawing.layouts.maps import below
from tigraph.drawing.layouts.overviews import MANY, overviews
from tigraph.drawing.layouts.plan import Plan
from tigraph.drawing.look import Look
from tigraph.drawing.page.bundle import script
from tigraph.drawing.page.lanes import lanes_data
from tigraph.drawing.page.letters import faces
from tigraph.drawing.page.mapped import map_data, map_of
from tigraph.drawing.page.measured import measured
from tigraph.drawing.styles import label_lines, number_of, shown, text_of
from tigraph.errors import BadDateError
from tigraph.local import said
from tigraph.rdf.vocabulary import curie

if TYPE_CHECKING:
    from tigraph.drawing.prepared import Prepared
    from tigraph.drawing.scales import Scale
    from tigraph.networks import Network

_SHORT = "https://w3id.org/tigraph/id/"


def html_page(
    network: Network,
    prepared: Prepared | None = None,
    measures: Sequence[Scale] = (),
    chosen: tuple[Scale | None, Scale | None] = (None, None),
) -> str:
    """Return the HTML of one self-contained page, with a view that was prepared if there is one.

    `measures` are those that sizes and colours of marks can tell there, `chosen` those that do
    when it opens. No request leaves it, and no value in it becomes markup.
    """
    return _framed(network, page_data(network, prepared, measures, chosen))


def placed_page(network: Network) -> tuple[str, dict[str, dict[str, tuple[float, float]]]]:
    """Return the page of a network, and where actors stand on it: by layout, (x, y) by node.

    The layout that it opens with is the first.
    """
    data = page_data(network)
    nodes = sorted(network.graph)
    places = {
        layout: dict(zip(nodes, zip(at[::2], at[1::2], strict=True), strict=True))
        for layout, at in data["layouts"].items()
    }
    return _framed(network, data), places


def _framed(network: Network, data: Mapping[str, Any]) -> str:
    """Return the page around its data."""
    folder = files("tigraph") / "drawing" / "page"
    page, css = ((folder / f"page.{ext}").read_text("utf-8") for ext in ("html", "css"))
    vis = files("pyvis") / "templates" / "lib" / "vis-9.1.2"
    library = (vis / "vis-network.min.js").read_text("utf-8")
    # vis's icons (200 kB of data: addresses) belong to controls that the page has its own of.
    vis_css = re.sub(
        r"[^{};]*url\([^)]*\)[^;}]*;?", "", (vis / "vis-network.css").read_text("utf-8")
    )
    library = re.sub(r"//# sourceMappingURL=\S*", "", library)
    style = f"{faces()}{vis_css}\n{css}".replace("\r\n", "\n")
    values = {
        "lang": said(("en", "fr"), network.language),
        "title": html.escape(network.title),
        "style": style,
        "library": library.replace("\r\n", "\n"),
        "script": script(),
        "data": _json(data),
    }
    values["policy"] = (
        f"default-src 'none'; script-src {_hash(values['library'])} {_hash(values['script'])}; "
        f"style-src {_hash(style)}; font-src data:; base-uri 'none'; form-action 'none'"
    )
    return re.sub(r"@@(\w+)@@", lambda match: values[match[1]], page)


def page_data(
    network: Network,
    prepared: Prepared | None = None,
    measures: Sequence[Scale] = (),
    chosen: tuple[Scale | None, Scale | None] = (None, None),
) -> dict[str, Any]:
    """All that the page shows, as JSON values; nodes and edges go by their rank."""
    graph = network.graph
    nodes = sorted(graph)
    rank = {node: i for i, node in enumerate(nodes)}
    documents = _Documents(graph.graph.get("publishers", {}))
    look = Look(network)
    spots, drawn = {}, None
    for layout in _layouts(network):
        if layout == "map":
            made, dot = map_of(network)
            drawn = map_data(look, made, dot, rank)
            spots[layout] = below(made, Plan(network, look.boxes, None))
        else:
            spots[layout] = positions(network, layout, look)
    lanes = lanes_data(look)
    at = {
        layout: [round(axis) for node in nodes for axis in places[node]]
        for layout, places in spots.items()
    }
    if lanes:
        at["lanes"] = [round(axis) for axis in lanes[0]["spots"]]
    best = best_layout(network)
    head = ("title", "projection", "description", "directed", "as_of", "made", "version", "query")
    return {
        "network": {k: getattr(network, k) for k in head}
        | {"description": _description(network)}
        | {"unsure": network.doubt.told(network.language) if network.doubt else ""}
        | {"sources": list(network.sources), "open_data": list(network.open_data)},
        "limits": _limits(network.as_of),
        "short": _SHORT,
        "kinds": look.kind_legend(),
        "bases": look.basis_legend(),
        "actors": columns([_actor(node, look, documents) for node in nodes]),
        "ties": columns(
            [
                {"source": rank[a], "target": rank[b], **_tie(data, documents)}
                for a, b, data in graph.edges(data=True)
            ]
        ),
        "documents": [json.loads(document) for document in documents.ranks],
        "layouts": dict(sorted(at.items(), key=lambda item: item[0] != best)),
        "map": drawn,
        "overview": overviews(network),
        "lanes": lanes,
        "widths": [{k: v for k, v in one.items() if k != "short"} for one in look.width_legend()],
        "measures": [measured(scale, nodes) for scale in measures],
        "marks": {
            k: one.name if one else "" for k, one in zip(("size", "colour"), chosen, strict=True)
        },
        "prepared": prepared.as_json() if prepared else None,
        "vis": _vis(look, rank, spots["force"]),
    }


def columns(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Rows as columns, each as small as it gets: one value for all, a few by rank, or a list.

    >>> columns([{"a": 1, "b": "x"}, {"a": 1, "b": "y"}])
    {'rows': 2, 'columns': {'a': {'all': 1}, 'b': {'is': ['x', 'y']}}}
    """
    made: dict[str, Any] = {}
    for key in dict.fromkeys(key for row in rows for key in row):
        values = [row.get(key) for row in rows]
        same = [(type(v), v if isinstance(v, str | int) else repr(v)) for v in values]
        known = dict(zip(same, values, strict=True))
        if len(known) == 1:
            made[key] = {"all": values[0]}
        elif 2 * len(known) <= len(values):
            rank = {one: i for i, one in enumerate(known)}
            made[key] = {"of": list(known.values()), "at": [rank[one] for one in same]}
        else:
            made[key] = {"is": values}
    return {"rows": len(rows), "columns": made}


def _description(network: Network) -> str:
    """What the network is, and what was chosen otherwise than usual."""
    chosen = network.asked.told(network.language)
    told = f"{chosen[0].upper()}{chosen[1:]}." if chosen else ""
    return " ".join(part for part in (network.description, told) if part)


class _Documents:
    """The documents behind the ties, each kept once."""

    def __init__(self, orders: Mapping[str, str]) -> None:
        """Those of publishers of these orders (press, State, …), by name."""
        self.ranks: dict[str, int] = {}
        self._orders = orders

    def proofs(self, evidence: Any, claims: bool = False) -> list[dict[str, Any]]:
        """Evidence as the page holds it; with the claims that it backs, where there are several."""
        found = []
        for item in evidence or ():
            about = {k: text_of(item.get(k)) for k in ("title", "publisher", "date", "url")}
            if item.get("document"):
                about["key"] = curie(str(item["document"]))
            if kind := self._orders.get(about["publisher"]):
                about["kind"] = kind
            about |= _days(about["date"])
            number = self.ranks.setdefault(json.dumps(about), len(self.ranks))
            said = {k: text_of(item.get(k)) for k in ("place", "speaker", "modality")}
            made: dict[str, Any] = {"document": number, **{k: v for k, v in said.items() if v}}
            if claims:
                made["claims"] = [_short(claim) for claim in item.get("claims") or ()]
            found.append(made)
        return found


def _days(date: str) -> dict[str, str]:
    """The first and the last day of a document's date; nothing where it has none to be read."""
    if not date:
        return {}
    first, last = _limits(date)
    return {"first": first, "last": last} if first and last < "9999" else {}


def _actor(node: str, look: Look, documents: _Documents) -> dict[str, Any]:
    graph = look.network.graph
    data = graph.nodes[node]
    told = {**data, "kind": shown(data, "kind")[0]}
    keys = ("label", "kind", "level_label", "order_label")
    made: dict[str, Any] = {k: text_of(told[k]) for k in keys if told.get(k)}
    made |= {"iri": str(node), "lines": label_lines(look.labels[node])}
    made["degree"] = graph.degree(node)
    for key in ("names", "identifiers", "phases", "territories", "areas"):
        made[key] = [text_of(value) for value in data.get(key) or ()]
    made["names"] = [name for name in made["names"] if name not in made["identifiers"]]
    for key in ("figures", "opinions"):
        made[key] = [
            {k: text_of(v) for k, v in item.items() if v and k != "evidence"}
            | {"evidence": documents.proofs(item.get("evidence"))}
            for item in data.get(key) or ()
        ]
    return made


def _tie(data: dict[str, Any], documents: _Documents) -> dict[str, Any]:
    keys = ("relation", "relation_label", "basis", "start", "end", "valid")
    told = {**data, "basis": shown(data, "basis")[0]}
    made: dict[str, Any] = {k: text_of(told[k]) for k in keys if told.get(k)}
    made |= {"certain": bool(data.get("certain", True)), "weight": number_of(data.get("weight"))}
    claims = data.get("claims") or ()
    made["evidence"] = documents.proofs(data.get("evidence"), claims=len(claims) > 1)
    if data.get("claim") and [item["claim"] for item in claims] != [data["claim"]]:
        made["claim"] = _short(data["claim"])  # one alone is told with what is said of it
    if claims:
        made["claims"] = [{**item, "claim": _short(item["claim"])} for item in claims]
    if data.get("otherwise"):
        made["otherwise"] = [
            {
                **item,
                **{key: _short(item[key]) for key in ("claim", "source", "target")},
                "evidence": documents.proofs(item.get("evidence")),
            }
            for item in data["otherwise"]
        ]
    return made


def _short(iri: Any) -> str:
    """An IRI of tigraph's own without what all of them begin with."""
    return text_of(iri).removeprefix(_SHORT)


def _layouts(network: Network) -> tuple[str, ...]:
    """The layouts to switch between; in large networks circles say less than communities do."""
    fitting = fitting_layouts(network)
    return fitting if len(network.graph) <= MANY else tuple(k for k in fitting if k != "circle")


@functools.cache
def _limits(as_of: str | None) -> list[str]:
    """The first and the last day that a network made for a date speaks of, or nothing."""
    from tigraph.validity import period

    try:
        asked = period(as_of or "any")
    except BadDateError:
        return ["", ""]
    return [asked.first, asked.last]


def _vis(look: Look, rank: dict[str, int], spots: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """Nodes, edges and options as pyvis makes them for vis-network."""
    from pyvis.edge import Edge
    from pyvis.network import Network as Pyvis
    from pyvis.node import Node

    # A directed pyvis network, whatever ours is: an undirected one drops parallel edges.
    # Nodes and edges are set at once: one by one, pyvis looks through all those before.
    picture = Pyvis(directed=True, cdn_resources="in_line")
    for node, i in rank.items():
        style, (x, y) = look.style(node), spots[node]
        size = look.radius[node]
        made = Node(i, style.shape, label=" ", color=style.colour, size=size, x=x, y=y)
        picture.nodes.append(made.options)
    edges = look.network.graph.edges()
    for k, ((a, b), line) in enumerate(zip(edges, look.lines, strict=True)):
        way = "curvedCCW" if line.bend > 0 else "curvedCW"
        smooth: Any = {"type": way, "roundness": abs(line.bend)}
        edge = Edge(
            rank[a],
            rank[b],
            directed=True,
            id=k,
            arrows="to" if look.network.directed else "",
            color=line.colour,
            dashes=line.dashed,
            width=line.width,
            smooth=smooth if line.bend else False,
        )
        picture.edges.append(edge.options)
    picture.options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": SEED},
        "interaction": {"hover": True, "hideEdgesOnDrag": len(edges) > 2000},
        "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
        "edges": {"arrows": {"to": {"scaleFactor": 0.55}}, "hoverWidth": 1, "chosen": True},
    }
    nodes, ties, _, _, _, options = picture.get_network_data()
    for dropped in ("label", "x", "y", "font"):  # labels are placed, layouts kept, by the page
        for item in nodes:
            item.pop(dropped, None)
    return {"nodes": columns(nodes), "edges": columns(ties), "options": json.loads(options)}


def _json(value: Any) -> str:
    """JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
