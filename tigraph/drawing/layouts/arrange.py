"""Where the nodes of a network stand: by force, by level, in circles, on a map.

Computed once, without chance, so that page, figure and exports show the same picture,
and the same one on every run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tigraph.drawing.layouts import LAYOUTS
from tigraph.drawing.layouts.boxes import Array
from tigraph.drawing.layouts.circles import communities, in_circle
from tigraph.drawing.layouts.components import by_force, in_parts
from tigraph.drawing.layouts.forces import SEED
from tigraph.drawing.layouts.lanes.grid import fits_best
from tigraph.drawing.layouts.lanes.kinds import kinds_fit
from tigraph.drawing.layouts.levels import bands, in_levels
from tigraph.drawing.layouts.maps import on_map, points
from tigraph.drawing.layouts.plan import Box, Frame, Plan, Point
from tigraph.drawing.look import Look
from tigraph.drawing.styles import text_of
from tigraph.errors import UnknownNameError

if TYPE_CHECKING:
    from tigraph.networks import Network

__all__ = [
    "LAYOUTS", "SEED", "Box", "Frame", "Point", "arrange", "bands", "best_layout",
    "communities", "fitting_layouts", "positions",
]  # fmt: skip


def positions(
    network: Network, layout: str = "force", look: Look | None = None
) -> dict[str, Point]:
    """Where each node stands, in pixels, y downwards; the same for the same network.

    - force: each connected part is shaped by its ties, the largest on top;
    - levels: a band for each governance level, national above local, unknown at the foot;
    - circle: a ring for each part, by community; in networks too large for all labels, a
      ring for each community;
    - map: by the nodes' `lon` and `lat`, what lies far off set beside; a node without them
      stands by its neighbours that have them.

    `look` is the network's, where it is at hand. Small parts, and nodes without ties, are set
    aside. Room is kept for the label under each node up to 150 nodes, above for the hubs'.
    Raises `UnknownNameError` for another layout, `UsageError` for a map without a point.
    """
    return arrange(network, layout, (look or Look(network)).boxes)[0]


def arrange(
    network: Network, layout: str, room: Mapping[str, Box], frame: Frame | None = None
) -> tuple[dict[str, Point], bool]:
    """Place nodes that need this room, in a frame if there is one; also say whether all fit."""
    makers: dict[str, Callable[[Plan], Array]] = {
        "force": lambda plan: in_parts(plan, by_force),
        "circle": lambda plan: in_parts(plan, in_circle),
        "levels": in_levels,
        "map": on_map,
    }
    if layout not in makers:
        raise UnknownNameError("layout", layout, LAYOUTS)
    if not len(network.graph):
        return {}, True
    plan = Plan(network, room, frame)
    centres = makers[layout](plan)
    fits = plan.fits(centres)
    spots = centres - plan.shift
    middle = (float(centres[:, 0].min()) + float(centres[:, 0].max())) / 2 if not frame else 0.0
    found = {
        n: (round(x - middle, 1) + 0.0, round(y, 1) + 0.0)
        for n, (x, y) in zip(plan.nodes, spots.tolist(), strict=True)
    }
    return found, fits


def best_layout(network: Network) -> str:
    """The layout that fits the question: lanes for people and their posts, a map for places.

    A map takes all that have a place, or that are tied to something that has; else kinds that
    are tied to each other stand in columns; else by force.
    """
    if fits_best(network):
        return "lanes"
    graph, known = network.graph, points(network)
    near = {n for a, b in graph.edges() for n in (a, b) if a in known or b in known}
    if len(set(known.values())) > 2 and len(near | set(known)) >= 0.8 * len(graph):
        return "map"
    return "lanes" if kinds_fit(network) else "force"


def fitting_layouts(network: Network) -> tuple[str, ...]:
    """The layouts that say something of this network: levels and map need what they show."""
    levels = {text_of(level) for _, level in network.graph.nodes(data="level")}
    fit = {"levels": len(levels) > 1, "map": len(set(points(network).values())) > 2}
    return tuple(layout for layout in LAYOUTS if fit.get(layout, True))
