"""Actors on a map: each where it is, in the projection that the data tell for that part.

A mark that would hide another is moved aside by its own width, no more. Those without a place
stand about those that they are tied to, or in rows below; how many, the picture says.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from tigraph.actors import Atlas
from tigraph.drawing.layouts.boxes import Array, separate
from tigraph.drawing.layouts.coasts import NATURAL_EARTH
from tigraph.drawing.layouts.grounds import Ground, Shapes, ground
from tigraph.drawing.layouts.levels import rows_of
from tigraph.drawing.layouts.panels import TITLE, Box, Panel, panels, parts_of
from tigraph.drawing.layouts.plan import Plan, Point
from tigraph.drawing.styles import LABEL_ALL, number_of, text_of
from tigraph.drawing.tallies import Group, Tally, tally_of
from tigraph.errors import UsageError
from tigraph.local import Words
from tigraph.names import slug

if TYPE_CHECKING:
    from tigraph.networks import Network

_APART = 120  # so many without a place stand in a frame of their own at most
_ROOM = 0.045  # of the height of a map, under it, for what is said of those below
_STEPS = 3  # ties from one without a place to one with it
_TURN = 2.4  # radians: so those about one spot are wound, not lined up


MAP_WORDS = Words(
    {
        "beside": (
            "{} of {} actor‹s› without a known place stand‹0:s|› beside those that ‹0:it is|they "
            "are› tied to",
            "{} acteur‹s› sur {} sans lieu connu ‹0:est placé|sont placés› auprès de ceux "
            "auxquels ‹0:il est lié|ils sont liés›",
        ),
        "nowhere": (
            "{} of {} without a known place stand‹0:s|› below the map",
            "{} sur {} sans lieu connu ‹0:est rangé|sont rangés› sous la carte",
        ),
        "apart": (
            "{} of {} actor‹s› without a known place stand‹0:s|› in a separate frame",
            "{} acteur‹s› sur {} sans lieu connu ‹0:est rangé|sont rangés› dans un cadre à part",
        ),
        "placeless": ("Without a place: {}", "Sans lieu : {}"),
        "contours": ("Contours: {}", "Contours : {}"),
        "coast": ("coast: {} (public domain)", "côtes : {} (domaine public)"),
        "metres": ("{} m", "{} m"),
        "kilometres": ("{} km", "{} km"),
    }
)


@dataclass(frozen=True)
class Map:
    """A map laid out: where actors are, in which panels, on what ground.

    `beside` are drawn about those that they are tied to, `apart` in a frame of their own (`rest`),
    `nowhere` below: of none is the place known. `unlined` are the ties that have no line: one
    end stands in the area of the other, or apart. `foot` is where the panels end, `sources` whose
    contours are drawn.
    """

    spots: dict[str, Point]
    panels: list[Panel]
    ground: Ground
    beside: list[str]
    nowhere: list[str]
    foot: float
    sources: tuple[str, ...]
    apart: list[str] = field(default_factory=list)
    rest: Box | None = None
    unlined: frozenset[tuple[str, str]] = frozenset()
    tally: Tally = field(default_factory=Tally)

    def group(self, node: str) -> Group | None:
        """The group of what is counted that a node is of."""
        found = self.tally.of.get(node)
        return None if found is None else self.tally.groups[found]

    def named(self, labels: Mapping[str, str]) -> set[str]:
        """The areas that are named: of those that have one name, the first of now alone."""
        told: dict[str, str] = {}
        called = {node: slug(labels[node]) for node in self.ground.shapes}
        for node in sorted(self.ground.shapes, key=lambda n: (self.hollow(n), n)):
            if self.hollow(node):
                told.setdefault(called[node], node)
            else:
                told[node] = node  # two of now are two, whatever they are called
                told.setdefault(called[node], node)
        return set(told.values())

    def hollow(self, node: str) -> bool:
        """Whether an area is that of an actor that is there no longer."""
        group = self.group(node)
        return bool(group and group.hollow and node in self.ground.shapes)

    def title(self, language: str) -> str:
        """What stands above those without a place."""
        return MAP_WORDS.of(language)["placeless"].format(len(self.apart))


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
    covered = shapes.covered() & known.keys()
    apart = sorted(set(network.graph) - known.keys())
    if len(network.graph) <= LABEL_ALL or len(apart) > _APART:
        apart = []
    rim = 1.2 * float(np.median([radius[n] for n in known]))
    parts = parts_of(known, atlas.frames, shapes.corners(), shapes.land)
    shown, rest = panels(parts, *frame, rim, 1 if apart else 0)
    spots = _grid(apart, rest[0], radius) if apart else {}
    placed: dict[str, Point] = {}
    for panel in shown:
        nodes = panel.part.nodes
        found = panel.place(np.array([known[n] for n in nodes]))
        placed |= {n: (x, y) for n, (x, y) in zip(nodes, found.tolist(), strict=True)}
    beside = {} if apart else _beside(network, placed, radius)
    for panel in shown:
        own = set(panel.part.nodes)
        nodes = [n for n in panel.part.nodes if n not in covered]
        nodes += [n for n, (_, near) in beside.items() if near in own]
        if nodes:
            some = np.array([placed.get(n) or beside[n][0] for n in nodes])
            half = np.array([[radius[n]] * 2 for n in nodes]) * 1.08
            moved, _ = separate(some, half, rounds=60)
            spots |= {n: (x, y) for n, (x, y) in zip(nodes, moved.tolist(), strict=True)}
    nodes_of = network.graph.nodes(data=True)
    alike = {n: (data.get("kind"), *(data.get("phases") or ())) for n, data in nodes_of}
    drawn = ground(shapes, shown, alike, fine)
    spots |= {n: _middle(drawn.shapes[n]) if n in drawn.shapes else placed[n] for n in covered}
    return Map(
        spots,
        shown,
        drawn,
        sorted(beside),
        sorted(set(network.graph) - spots.keys()),
        max(box[3] for box in (*(panel.box for panel in shown), *rest)),
        atlas.sources,
        apart,
        rest[0] if apart else None,
        _inside(network, drawn, spots, radius) | _ending(network, apart),
        tally_of(network, covered),
    )


def _grid(nodes: Sequence[str], box: Box, radius: Mapping[str, float]) -> dict[str, Point]:
    """Where some stand in a box, in rows, under its name."""
    left, top, right, foot = box
    head = TITLE * (foot - top)
    wide, tall = 0.9 * (right - left), 0.92 * (foot - top) - head
    across = math.ceil(math.sqrt(len(nodes) * wide / tall))
    most = 3.2 * max(radius[n] for n in nodes)
    step = min(wide / across, tall / math.ceil(len(nodes) / across), most)
    return {
        node: (left + 0.05 * (right - left) + (i % across + 0.5) * step,
               top + head + (i // across + 0.5) * step)
        for i, node in enumerate(nodes)
    }  # fmt: skip


def _middle(shape: Any) -> Point:
    """A point well within the largest part of an area."""
    import shapely

    largest = max(shapely.get_parts(shape).tolist(), key=lambda one: one.area)
    spot = largest.representative_point() if largest.area else largest.centroid
    return float(spot.x), float(spot.y)


def _inside(
    network: Network, ground: Ground, spots: Mapping[str, Point], radius: Mapping[str, float]
) -> frozenset[tuple[str, str]]:
    """The ties of which one end stands in the area of the other."""
    import shapely

    areas = ground.shapes
    ends = [end for tie in network.graph.edges() for end in (tie, tie[::-1])
            if end[0] in spots and end[1] in areas]  # fmt: skip
    ends = sorted(set(ends))
    if not ends:
        return frozenset()
    points_of = shapely.points([spots[a] for a, _ in ends])
    reach = [0.0 if a in areas else 2 * radius[a] for a, _ in ends]
    near = shapely.dwithin(points_of, [areas[b] for _, b in ends], reach)
    return frozenset(end for end, found in zip(ends, near.tolist(), strict=True) if found)


def _ending(network: Network, nodes: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The ties that some have."""
    some = set(nodes)
    return frozenset(tie for tie in network.graph.edges() if some.intersection(tie))


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


def short_labels(network: Network, labels: Mapping[str, str]) -> dict[str, str]:
    """What actors are called on a map: without their kind in brackets, which its look tells."""
    nodes = network.graph.nodes(data=True)
    ends = {node: f" ({text_of(data.get('kind_label'))})" for node, data in nodes}
    return {node: label.removesuffix(ends[node]) or label for node, label in labels.items()}


def told_length(metres: float, language: str) -> str:
    """A length in words: 50 km, 500 m."""
    key, unit = ("kilometres", 1000.0) if metres >= 1000 else ("metres", 1.0)
    return MAP_WORDS.of(language)[key].format(f"{metres / unit:g}")


def told(made: Map, total: int, language: str) -> tuple[list[str], list[str]]:
    """What a map says of whom it could not place, and of whose contours it is drawn with."""
    words = MAP_WORDS.of(language)
    missing = [
        words[key].format(len(some), total)
        for key, some in (("beside", made.beside), ("apart", made.apart), ("nowhere", made.nowhere))
        if some
    ]
    sources = list(made.sources)
    if made.ground.coast:
        sources.append(words["coast"].format(NATURAL_EARTH))
    return missing, [words["contours"].format("; ".join(sources)) + "."] if sources else []
