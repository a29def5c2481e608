"""Charts of labelled boxes by governance level, arranged by Graphviz's `dot`.

`dot` is a program apart, called where it is installed: the boxes stand as in
the layout by levels, it routes the ties around them, and matplotlib draws the whole.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tigraph.drawing.layouts.arrange import Frame, Point, arrange, bands
from tigraph.drawing.styles import label_lines
from tigraph.errors import MissingProgramError, TigraphError, UsageError

if TYPE_CHECKING:
    from tigraph.drawing.figures.presets import Preset
    from tigraph.drawing.look import Look
    from tigraph.networks import Network

CHART_MOST = 120  # boxes; made for some sixty


@dataclass(frozen=True)
class Chart:
    """A chart in points: boxes (middle, width, height), routes in the edges' own order."""

    size: float
    width: float
    height: float
    lines: dict[str, list[str]]
    boxes: dict[str, tuple[float, float, float, float]]
    routes: list[list[Point]]
    bands: list[tuple[str, float, float]]


def chart(
    look: Look,
    measure: Callable[[str, float], float],
    preset: Preset,
    width: float,
    height: float,
) -> Chart:
    """Arrange the boxes in this room, with the largest names that fit, else scaled down.

    Raises `MissingProgramError` without Graphviz, `UsageError` for more than 120 boxes.
    """
    program = shutil.which("dot")
    if program is None:
        raise MissingProgramError(
            "dot",
            "A chart",
            "Install Graphviz (apt install graphviz, brew install graphviz, "
            "or graphviz.org), or choose the layout levels.",
        )
    if len(look.network.graph) > CHART_MOST:
        raise UsageError(
            f"A chart of {len(look.network.graph)} boxes could not be read: up to {CHART_MOST}. "
            "Choose the layout levels, or a smaller network."
        )
    made = None
    for size in preset.names:
        made = _made(program, look, measure, size, width)
        if made.width <= width and made.height <= height:
            return made
    assert made
    return _shrunk(made, min(width / made.width, height / made.height))


def _shrunk(made: Chart, by: float) -> Chart:
    if by >= 1:
        return made
    return Chart(
        made.size * by,
        made.width * by,
        made.height * by,
        made.lines,
        {n: (x * by, y * by, w * by, h * by) for n, (x, y, w, h) in made.boxes.items()},
        [[(x * by, y * by) for x, y in route] for route in made.routes],
        [(name, first * by, last * by) for name, first, last in made.bands],
    )


def _made(
    program: str,
    look: Look,
    measure: Callable[[str, float], float],
    size: float,
    width: float,
) -> Chart:
    network, graph, nodes = look.network, look.network.graph, sorted(look.network.graph)
    lines = {n: label_lines(look.labels[n], 20, 4) for n in nodes}
    wide = {n: max(measure(line, size) for line in lines[n]) + 1.4 * size for n in nodes}
    tall = {n: 1.2 * size * len(lines[n]) + 0.9 * size for n in nodes}
    room = {
        n: (wide[n] / 2 + 0.8 * size, tall[n] / 2 + 0.9 * size, tall[n] / 2 + 0.9 * size)
        for n in nodes
    }
    spots, _ = arrange(network, "levels", room, Frame(width))
    name = {n: f"n{i}" for i, n in enumerate(nodes)}
    low = min(y - room[n][1] for n, (_, y) in spots.items()) - 1.2 * size
    out = [
        'graph { graph [splines=true, esep="+2", outputorder=nodesfirst];',
        'node [shape=box, fixedsize=true, label=""];',
    ]
    for n in nodes:
        x, y = spots[n]
        out.append(
            f'{name[n]} [pos="{x:.2f},{-y:.2f}", width={wide[n] / 72:.4f}, '
            f"height={tall[n] / 72:.4f}];"
        )
    edges = list(graph.edges())
    for i, (a, b) in enumerate(edges):
        out.append(f'{name[a]} -- {name[b]} [id="{i}"];')
    out.append("}")
    told = subprocess.run(
        [program, "-Kneato", "-n2", "-Tjson"],
        input="\n".join(out),
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise TigraphError(f"Graphviz could not route the ties: {told.stderr.strip()[:300]}")
    drawn: dict[str, Any] = json.loads(told.stdout)
    places = {o["name"]: o for o in drawn["objects"]}
    # Graphviz may move the whole: the first box tells by how much.
    x, y = (float(v) for v in places[name[nodes[0]]]["pos"].split(","))
    across, down = spots[nodes[0]][0] - x, spots[nodes[0]][1] - low + y
    routes: list[list[Point]] = [[] for _ in edges]
    for edge in drawn.get("edges", ()):
        pairs = [pair.split(",")[-2:] for pair in edge["pos"].split()]
        points = [(float(u) + across, down - float(v)) for u, v in pairs]
        routes[int(edge["id"])] = points
    made = {n: (x, y - low, wide[n], tall[n]) for n, (x, y) in spots.items()}
    height = max(y + h / 2 for _, y, _, h in made.values()) + 1.2 * size
    return Chart(size, width, height, lines, made, routes, _bands(network, made, size))


def _bands(
    network: Network, boxes: dict[str, tuple[float, float, float, float]], size: float
) -> list[tuple[str, float, float]]:
    tops = {n: (x, y - h / 2) for n, (x, y, _, h) in boxes.items()}
    feet = {n: (x, y + h / 2) for n, (x, y, _, h) in boxes.items()}
    firsts, lasts = bands(network, tops), bands(network, feet)
    pairs = zip(firsts, lasts, strict=True)
    return [(name, first - 2 * size, last + 0.8 * size) for (name, first, _), (_, _, last) in pairs]
