"""Actors on a map: each where it is, in the projection that the data tell for that part.

A mark that would hide another is moved aside by its own width, no more. Those without a place
stand about those that they are tied to, or in rows below; how many, the picture says.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tigraph.actors import Atlas
from tigraph.drawing.layouts.boxes import Array, separate
from tigraph.drawing.layouts.coasts import NATURAL_EARTH
from tigraph.drawing.layouts.grounds import Ground, Shapes, ground
from tigraph.drawing.layouts.levels import rows_of
from tigraph.drawing.layouts.panels import Panel, panels, parts_of
from tigraph.drawing.layouts.plan import Plan, Point
from tigraph.drawing.styles import number_of
from tigraph.errors import UsageError
from tigraph.local import Words

if TYPE_CHECKING:
    from tigraph.networks import Network

_ROOM = 0.045  # of the height of a map, under it, for what is said of those below
_STEPS = 3  # ties from one without a place to one with it
_TURN = 2.4  # radians: so those about one spot are wound, not lined up


MAP_WORDS = Words(
    {
        "beside": (
            "{} of {} actors without a known place stand beside those that they are tied to",
            "{} acteurs sur {} sans lieu connu sont placés auprès de ceux auxquels ils sont liés",
        ),
        "nowhere": (
            "{} of {} without a known place stand below the map",
            "{} sur {} sans lieu connu sont rangés sous la carte",
        ),
        "contours": ("Contours: {}", "Contours : {}"),
        "coast": ("coast: {} (public domain)", "côtes : {} (domaine public)"),
        "metres": ("{} m", "{} m"),
        "kilometres": ("{} km", "{} km"),
    }
)


@dataclass(frozen=True)
class Map:
    """A map laid out: where actors are, in which panels, on what ground.

    `beside` are drawn about those that they are tied to, `nowhere` below: of neither is the
    place known. `foot` is where the panels end, `sources` whose contours are drawn.
    """

    spots: dict[str, Point]
    panels: list[Panel]
    ground: Ground
    beside: list[str]
    nowhere: list[str]
    foot: float
    sources: tuple[str, ...]


def points(network: Network) -> dict[str, Point]:
    """Longitude and latitude of the nodes that have both."""
    found = {}
    for node, data in network.graph.nodes(data=True):
        lon, lat = (number_of(data.get(k), math.nan) for k in ("lon", "lat"))
        if abs(lon) <= 180 and abs(lat) <= 90:
            found[node] = (lon, lat)
    return found


def laid_out(
    network: Network,
    radius: Mapping[str, float],
    frame: Point,
    fine: float = 1.0,
) -> Map:
    """Return the map of a network in a frame of this width and height.

    `radius` is that of the marks; corners of contours within about `fine` of a line are left
    out. Those without a place are in no spot that counts: they stand about their neighbours.
    Raises `UsageError` for a network of which no node has a point.
    """
    known = points(network)
    if not known:
        raise UsageError("A map needs nodes with lon and lat: this network has none.")
    atlas = network.graph.graph.get("atlas") or Atlas({}, {})
    shapes = Shapes(atlas)
    rim = 1.2 * max(radius[n] for n in known)
    shown = panels(parts_of(known, atlas.frames, shapes.corners()), *frame, rim)
    spots: dict[str, Point] = {}
    for panel in shown:
        nodes = panel.part.nodes
        placed = panel.place(np.array([known[n] for n in nodes]))
        spots |= {n: (x, y) for n, (x, y) in zip(nodes, placed.tolist(), strict=True)}
    beside = _beside(network, spots, radius)
    clear = dict(spots)
    for panel in shown:
        own = set(panel.part.nodes)
        nodes = [*panel.part.nodes, *(n for n, (_, near) in beside.items() if near in own)]
        some = np.array([spots.get(n) or beside[n][0] for n in nodes])
        half = np.array([[radius[n]] * 2 for n in nodes]) * 1.08
        moved, _ = separate(some, half, rounds=60)
        clear |= {n: (x, y) for n, (x, y) in zip(nodes, moved.tolist(), strict=True)}
    nodes_of = network.graph.nodes(data=True)
    alike = {n: (data.get("kind"), *(data.get("phases") or ())) for n, data in nodes_of}
    return Map(
        clear,
        shown,
        ground(shapes, shown, alike, fine),
        sorted(beside),
        sorted(set(network.graph) - clear.keys()),
        max(panel.box[3] for panel in shown),
        atlas.sources,
    )


def _beside(
    network: Network, spots: Mapping[str, Point], radius: Mapping[str, float]
) -> dict[str, tuple[Point, str]]:
    """Where those without a place stand that are a few ties from one with it, and by which."""
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in sorted(network.graph.edges()):
        near[a].append(b)
        near[b].append(a)
    of = {node: (spot, node) for node, spot in spots.items()}
    turns: Counter[str] = Counter()
    for _ in range(_STEPS):
        found = {}
        for node in sorted(network.graph):
            known = [other for other in near[node] if other in of]
            if node in of or not known:
                continue
            # By the one that is nearest to all: the middle of distant ones is nowhere.
            (x, y), anchor = of[min(known)]
            turns[anchor] += 1
            turn = turns[anchor]
            way, off = _TURN * turn, radius[anchor] + 1.5 * radius[node] * math.sqrt(turn)
            found[node] = ((x + off * math.cos(way), y + off * math.sin(way)), anchor)
        of |= found
    return {node: own for node, own in of.items() if node not in spots}


def frame_of(count: int) -> Point:
    """The width and height, in pixels, of a map of so many nodes on the page."""
    tall = 1000.0 if count <= 150 else 2000.0
    return 1.45 * tall, tall


def on_map(plan: Plan) -> Array:
    """The centres of boxes on a map, those of nodes without a place in rows below it."""
    network = plan.network
    radius = {node: float(half.min()) for node, half in zip(plan.nodes, plan.half, strict=True)}
    frame = frame_of(len(plan.nodes))
    if plan.width:
        frame = plan.width, plan.height or 1.2 * plan.width
    made = laid_out(network, radius, frame)
    spots = below(made, plan)
    return np.array([spots[node] for node in plan.nodes])


def below(made: Map, plan: Plan) -> dict[str, Point]:
    """The spots of a map with those of nodes that are nowhere, in rows under it."""
    spots, rest = dict(made.spots), [plan.rank[node] for node in made.nowhere]
    left = min(panel.box[0] for panel in made.panels)
    across = max(panel.box[2] for panel in made.panels) - left
    top, gap = made.foot * (1 + _ROOM), _ROOM * made.foot / 6
    for row in rows_of(rest, plan.half, across) if rest else []:
        wide = plan.half[row, 0] + gap / 2
        middles = left + np.cumsum(2 * wide) - wide
        tall = float(plan.half[row, 1].max())
        for i, x in zip(row, middles.tolist(), strict=True):
            spots[plan.nodes[i]] = (x, top + float(plan.half[i, 1] - plan.shift[i, 1]))
        top += 2 * tall + gap
    return spots


def told_length(metres: float, language: str) -> str:
    """A length in words: 50 km, 500 m."""
    key, unit = ("kilometres", 1000.0) if metres >= 1000 else ("metres", 1.0)
    return MAP_WORDS.of(language)[key].format(f"{metres / unit:g}")


def told(made: Map, total: int, language: str) -> tuple[list[str], list[str]]:
    """What a map says of whom it could not place, and of whose contours it is drawn with."""
    words = MAP_WORDS.of(language)
    missing = [
        words[key].format(len(some), total)
        for key, some in (("beside", made.beside), ("nowhere", made.nowhere))
        if some
    ]
    sources = list(made.sources)
    if made.ground.coast:
        sources.append(words["coast"].format(NATURAL_EARTH))
    return missing, [words["contours"].format("; ".join(sources)) + "."] if sources else []
