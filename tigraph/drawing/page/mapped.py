"""The map of a page: its panels, its ground, what it says, as JSON values in whole numbers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tigraph.drawing.layouts.boxes import Array
from tigraph.drawing.layouts.maps import Map, frame_of, laid_out, points, told, told_length
from tigraph.drawing.layouts.plan import Point

if TYPE_CHECKING:
    from tigraph.networks import Network

#: Corners nearer than this to a line are left out: less than a pixel, seen whole.
_FINE = 3.0
_SMALLEST, _GREATEST = 5.0, 15.0  # radius of a mark
_DOT = 0.11  # of the way between marks if these stood evenly
_TOWNS = 40


def map_of(network: Network) -> tuple[Map, float]:
    """Return the map of a network for the page, and the radius of its marks."""
    wide, tall = frame_of(len(network.graph))
    placed = max(len(points(network)), 1)
    dot = min(max(_DOT * math.sqrt(wide * tall / placed), _SMALLEST), _GREATEST)
    return laid_out(network, dict.fromkeys(network.graph, dot * 1.2), (wide, tall), _FINE), dot


def map_data(network: Network, made: Map, dot: float, nodes: dict[str, int]) -> dict[str, Any]:
    """Return what the page draws of a map; actors go by their rank."""
    missing, sources = told(made, len(network.graph), network.language)
    ground = made.ground
    return {
        "dot": round(dot, 1),
        "panels": [
            {
                "name": panel.part.name,
                "box": [round(side) for side in panel.box],
                "inset": panel.inset,
                "bar": [told_length(panel.bar[0], network.language), round(panel.bar[1], 1)],
            }
            for panel in made.panels
        ],
        "coast": _packed(ground.coast),
        "borders": [
            {"level": level, "rings": _packed(rings)} for level, rings in ground.borders.items()
        ],
        "areas": [
            {"actor": nodes[node], "rings": _packed(rings)}
            for node, rings in sorted(ground.areas.items())
        ],
        "towns": [[name, round(x), round(y)] for name, (x, y), _ in ground.towns[:_TOWNS]],
        "missing": missing,
        "sources": sources,
    }


def _packed(rings: Iterable[Array]) -> list[list[int]]:
    """Rings as their first corner and the step to each next: short numbers."""
    made = []
    for ring in rings:
        corners = [corner for corner, _ in itertools.groupby(map(_whole, ring.tolist()))]
        if len(corners) > 3:
            before = [(0, 0), *corners[:-1]]
            steps = zip(before, corners, strict=True)
            made.append([b[axis] - a[axis] for a, b in steps for axis in (0, 1)])
    return made


def _whole(corner: Point) -> tuple[int, int]:
    return round(corner[0]), round(corner[1])
