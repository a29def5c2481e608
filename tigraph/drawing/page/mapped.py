"""The map of a page: its panels, its ground, what it says, as JSON values in whole numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from tigraph.drawing.layouts.boxes import Array
from tigraph.drawing.layouts.maps import (
    Map,
    frame_of,
    laid_out,
    points,
    short_labels,
    told,
    told_length,
)

if TYPE_CHECKING:
    from tigraph.drawing.look import Look
    from tigraph.networks import Network

#: Corners nearer than this to a line are left out: less than a pixel, seen whole.
_FINE = 3.0
_GRAIN = 2  # corners are told by so much, finer than what is left out
_SMALLEST, _GREATEST = 4.0, 15.0  # radius of a mark
_DOT = 0.068  # of the way between marks if these stood evenly
_TOWNS = 40


def map_of(network: Network) -> tuple[Map, float]:
    """Return the map of a network for the page, and the radius of its marks."""
    wide, tall = frame_of(len(network.graph))
    atlas = network.graph.graph.get("atlas")
    placed = max(len(points(network).keys() - (atlas.contours if atlas else {}).keys()), 1)
    dot = min(max(_DOT * math.sqrt(wide * tall / placed), _SMALLEST), _GREATEST)
    return laid_out(network, dict.fromkeys(network.graph, dot * 1.2), (wide, tall), _FINE), dot


def map_data(look: Look, made: Map, dot: float, nodes: dict[str, int]) -> dict[str, Any]:
    """Return what the page draws of a map; actors and ties go by their rank."""
    network = look.network
    language = network.language
    missing, sources = told(made, len(network.graph), language)
    ground, tally, named = made.ground, made.tally, made.named(short_labels(network, look.labels))
    panels = [
        {
            "name": panel.part.name,
            "box": [round(side) for side in panel.box],
            "inset": panel.inset,
            "bar": [told_length(panel.bar[0], language), round(panel.bar[1], 1)],
        }
        for panel in made.panels
    ]
    if made.rest:
        box = [round(side) for side in made.rest]
        panels.append({"name": made.title(language), "box": box, "inset": True, "bar": ["", 0]})
    return {
        "dot": round(dot, 1),
        "panels": panels,
        "coast": _packed(ground.coast),
        "borders": [
            {"level": level, "rings": _packed(rings)} for level, rings in ground.borders.items()
        ],
        "areas": [
            {"actor": nodes[node], "rings": _packed(rings)}
            for node, rings in sorted(ground.areas.items())
        ],
        "towns": [[name, round(x), round(y)] for name, (x, y), _ in ground.towns[:_TOWNS]],
        "missing": [] if made.apart else missing,  # the name of their frame says it
        "sources": sources,
        "groups": [vars(group) for group in tally.groups],
        "of": [tally.of.get(node, -1) for node in nodes],
        "telling": tally.telling,
        "regions": tally.regions,
        "region": [tally.region_of.get(node, -1) for node in nodes],
        "apart": [nodes[node] for node in made.apart],
        "nameless": sorted(nodes[node] for node in ground.areas if node not in named),
        "lined": [
            i
            for i, (a, b) in enumerate(network.graph.edges())
            if (a, b) not in made.unlined and (b, a) not in made.unlined
        ]
        if made.unlined
        else None,
        "grain": _GRAIN,
    }


def _packed(rings: Iterable[Array]) -> list[list[int]]:
    """Rings as their first corner and the step to each next: short numbers."""
    made = []
    for ring in rings:
        corners = np.rint(ring / _GRAIN).astype(int)
        steps = np.diff(corners, axis=0, prepend=0)
        moved = [0, *(np.flatnonzero(steps[1:].any(axis=1)) + 1).tolist()]
        if len(moved) > 3:
            made.append(steps[moved].ravel().tolist())
    return made
