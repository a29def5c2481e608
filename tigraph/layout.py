"""How a network is laid out and styled: positions, sizes, widths, curves, colours, shapes.

Computed once, so that page, figure and exports show the same picture, and the same one
on every run.
"""

from __future__ import annotations

import itertools
import math
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    from tigraph.networks import Network

LABEL_ALL = 150  # up to this many nodes, room is made for every label; above, for hubs
SEED = 2018


@dataclass(frozen=True)
class Style:
    """How nodes of one kind are drawn: a colour, vis-network's shape, matplotlib's marker."""

    colour: str
    shape: str
    marker: str


# Okabe and Ito's hues, darkened where needed: each keeps 3:1 on white and on the dark page.
COLOURS = ("#0072b2", "#d55e00", "#00876c", "#c2609b", "#8c6d1f", "#7d6bb5", "#6e7681")
SHAPES = (
    ("dot", "o"),
    ("square", "s"),
    ("triangle", "^"),
    ("diamond", "D"),
    ("hexagon", "h"),
    ("triangleDown", "v"),
    ("star", "*"),
)
BASIS_COLOURS = ("#5b7083", "#a0522d", "#2f7f86", "#8a4f9e", "#7a7a1f", "#b0476b", "#4f6fc4")
# The kinds met most often keep their look from one picture to the next.
USUAL_KINDS = (
    "Person",
    "GovernanceBody",
    "LabelledTerritory",
    "Intercommunality",
    "Organization",
    "FormalOrganization",
    "Post",
)

Point = tuple[float, float]


# Styles ----------------------------------------------------------------------------------


def kind_styles(network: Network) -> dict[str, Style]:
    """Colour and shape of each kind of node, sorted by kind; no two kinds share both."""
    kinds = sorted({text_of(kind) for _, kind in network.graph.nodes(data="kind")})
    free = itertools.count(len(USUAL_KINDS))
    ranks = {k: USUAL_KINDS.index(k) if k in USUAL_KINDS else None for k in kinds}
    unused = [i for i in range(len(USUAL_KINDS)) if i not in ranks.values()]
    styles = {}
    for kind, rank in ranks.items():
        i = rank if rank is not None else unused.pop() if unused else next(free)
        shape, marker = SHAPES[(i + i // len(COLOURS)) % len(SHAPES)]
        styles[kind] = Style(COLOURS[i % len(COLOURS)], shape, marker)
    return styles


def basis_colours(network: Network) -> dict[str, str]:
    """Colour of each basis of a tie, sorted by basis."""
    ties = network.graph.edges(data=True)
    bases = sorted({text_of(data.get("basis")) for _, _, data in ties})
    return {basis: BASIS_COLOURS[i % len(BASIS_COLOURS)] for i, basis in enumerate(bases)}


def sizes(network: Network) -> dict[str, float]:
    """Radius of each node in pixels, from 7 to 22, its area growing with the number of ties."""
    degree = dict(network.graph.degree())
    most = max(degree.values(), default=0) or 1
    return {node: round(7 + 15 * math.sqrt(d / most), 1) for node, d in degree.items()}


def widths(network: Network) -> list[float]:
    """Width of each edge in pixels, in the graph's own order: 1 to 4.5, finer in large ones."""
    weights = [_number(w) for _, _, w in network.graph.edges(data="weight", default=1)]
    most = max(weights, default=1.0)
    fine = 1.0 if len(network.graph) <= LABEL_ALL else 0.65
    if most <= 0 or all(w == weights[0] for w in weights):
        return [1.5 * fine] * len(weights)
    return [round(fine * (1 + 3.5 * math.sqrt(max(w, 0.0) / most)), 2) for w in weights]


def curves(network: Network) -> list[float]:
    """How far each edge bends to its left, in the graph's own order: 0 is straight.

    Edges between the same two nodes, whichever way they point, are fanned out.
    """
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    edges = list(network.graph.edges())
    for i, (a, b) in enumerate(edges):
        groups[min(a, b), max(a, b)].append(i)
    bends = [0.0] * len(edges)
    for (first, _), members in groups.items():
        step = min(0.22, 1.2 / len(members))
        for rank, i in enumerate(members):
            bend = (rank - (len(members) - 1) / 2) * step
            bends[i] = round(bend if edges[i][0] == first else -bend, 3)
    return bends


def label_lines(label: str, width: int = 24, lines: int = 3) -> list[str]:
    """The label cut into short lines; control and direction characters are left out."""
    shown = re.sub(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+", " ", label)
    cut = textwrap.TextWrapper(width, max_lines=lines, placeholder=" …", break_on_hyphens=False)
    return cut.wrap(shown) or [""]


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return 1.0
    return number if math.isfinite(number) else 1.0


# Positions -------------------------------------------------------------------------------


def positions(network: Network) -> dict[str, Point]:
    """Where each node stands, in pixels, y downwards; the same for the same network.

    Each connected part is laid out by itself, the largest on top; small parts and nodes
    without ties are packed in rows below, so that they do not squeeze the main picture.
    """
    import networkx as nx
    import numpy as np

    graph, radius = network.graph, sizes(network)
    simple: Any = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges() if a != b))
    ranked = sorted(simple, key=lambda n: (-simple.degree(n), n))
    labelled = set(ranked if len(ranked) <= LABEL_ALL else ranked[: LABEL_ALL // 3])
    boxes = {}
    for node in simple:
        lines = (
            label_lines(text_of(graph.nodes[node].get("label")) or str(node))
            if node in labelled
            else []
        )
        wide = max((len(line) for line in lines), default=0) * 7.0
        side = 2 * radius[node] + 6
        boxes[node] = (max(side, wide + 8), side + 16 * len(lines))
    parts = sorted((sorted(c) for c in nx.connected_components(simple)), key=_by_size)
    placed = []
    for part in parts:
        box = np.array([boxes[n] for n in part])
        if len(part) == 1:
            spots = np.zeros((1, 2))
        else:
            index = {n: i for i, n in enumerate(part)}
            pairs = {tuple(sorted((index[a], index[b]))) for a in part for b in simple[a]}
            ends = np.array(sorted(pairs))
            length = 60 + 0.45 * float(box[:, 0].mean())
            spots = _force(len(part), ends) * (length * 1.2, length)
            spots = _apart(spots, box)
        low, high = (spots - box / 2).min(axis=0), (spots + box / 2).max(axis=0)
        placed.append((part, spots - low, high - low))
    return _pack(placed)


def _by_size(part: list[str]) -> tuple[int, str]:
    return -len(part), part[0]


def _force(n: int, ends: numpy.ndarray) -> numpy.ndarray:
    """ForceAtlas2's forces from a start by distances (pivot MDS); mean edge length is 1."""
    import numpy as np

    rng = np.random.default_rng(SEED)
    near: list[list[int]] = [[] for _ in range(n)]
    for a, b in ends.tolist():
        near[a].append(b)
        near[b].append(a)
    degree = np.array([len(x) for x in near], dtype=float)
    hops = np.empty((n, min(n, 40)))
    pivot, closest = int(degree.argmax()), np.full(n, np.inf)
    for column in range(hops.shape[1]):
        hops[:, column] = _hops(near, pivot)
        closest = np.minimum(closest, hops[:, column])
        pivot = int(closest.argmax())
    centred = hops**2
    centred = centred - centred.mean(axis=0) - centred.mean(axis=1)[:, None] + centred.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)
    spots = centred @ axes[:, [-1, -min(2, axes.shape[1])]]
    spots /= np.abs(spots).max() or 1.0
    spots = spots * math.sqrt(n) * 2 + rng.normal(scale=0.3, size=(n, 2))

    rounds = int(min(400, 40 + 6 * n, max(40, 3e8 / n**2)))
    mass = np.outer(degree + 1, degree + 1)
    for step in range(rounds):
        norm = (spots**2).sum(axis=1)
        force = mass / np.maximum(norm[:, None] + norm[None, :] - 2 * spots @ spots.T + 0.01, 0.01)
        move = force.sum(axis=1)[:, None] * spots - force @ spots
        pull = spots[ends[:, 0]] - spots[ends[:, 1]]
        np.add.at(move, ends[:, 0], -pull)
        np.add.at(move, ends[:, 1], pull)
        move -= 0.2 * (degree + 1)[:, None] * spots
        length = np.sqrt((move**2).sum(axis=1))[:, None] + 1e-9
        heat = 0.6 * math.sqrt(n) * (1 - step / rounds) ** 2 + 0.01
        spots = spots + move / length * np.minimum(length * 0.1, heat)
    spots -= spots.mean(axis=0)
    _, turn = np.linalg.eigh(spots.T @ spots)  # the longest extent lies across the page
    spots = spots @ turn[:, ::-1]
    spots *= np.where(spots[np.abs(spots).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    edge = np.sqrt(((spots[ends[:, 0]] - spots[ends[:, 1]]) ** 2).sum(axis=1))
    result: numpy.ndarray = spots / (float(edge.mean()) or 1.0)
    return result


def _hops(near: Sequence[Sequence[int]], start: int) -> list[float]:
    distance = [-1.0] * len(near)
    distance[start] = 0.0
    queue = [start]
    for node in queue:
        for other in near[node]:
            if distance[other] < 0:
                distance[other] = distance[node] + 1
                queue.append(other)
    return distance


def _apart(spots: numpy.ndarray, box: numpy.ndarray) -> numpy.ndarray:
    """Push nodes apart until their boxes, label included, no longer overlap."""
    import numpy as np

    half_x, half_y = ((b[:, None] + b[None, :]) / 2 for b in box.T)
    rank = np.arange(len(spots))
    side = np.where(rank[:, None] > rank[None, :], 1.0, -1.0)
    for _ in range(int(min(300, max(20, 4e7 / len(spots) ** 2)))):
        x, y = (spots[:, i][:, None] - spots[:, i][None, :] for i in (0, 1))
        over_x, over_y = half_x - np.abs(x), half_y - np.abs(y)
        both = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(both, False)
        if not both.any():
            break
        across = over_x < over_y * 1.6  # boxes are wide: rather up and down
        push_x = np.where(both & across, over_x * np.where(x == 0, side, np.sign(x)), 0.0)
        push_y = np.where(both & ~across, over_y * np.where(y == 0, side, np.sign(y)), 0.0)
        spots = spots + 0.35 * np.stack([push_x.sum(axis=1), push_y.sum(axis=1)], axis=1)
    return spots


def _pack(
    placed: Iterable[tuple[list[str], numpy.ndarray, numpy.ndarray]], gap: float = 40.0
) -> dict[str, Point]:
    """Set laid-out parts in rows, the first on top, each row centred."""
    parts = list(placed)
    if not parts:
        return {}
    area = sum((size[0] + gap) * (size[1] + gap) for _, _, size in parts)
    limit = max(float(parts[0][2][0]), math.sqrt(area * 1.7))
    rest = sorted(parts[1:], key=lambda p: (-len(p[0]), -p[2][1], p[0][0]))
    rows: list[list[Any]] = [[]]
    used = 0.0
    for part in [parts[0], *rest]:
        alone = len(rows) == 1 and len(parts[0][0]) > 4 * len(part[0])  # the main picture
        if rows[-1] and (alone or used + part[2][0] > limit):
            rows.append([])
            used = 0.0
        rows[-1].append(part)
        used += part[2][0] + gap
    result, top = {}, 0.0
    for row in rows:
        left = -(sum(size[0] + gap for _, _, size in row) - gap) / 2
        tall = max(size[1] for _, _, size in row)
        for names, spots, size in row:
            for name, (x, y) in zip(names, spots.tolist(), strict=True):
                up = top + (tall - size[1]) / 2
                result[name] = (round(left + x, 1) + 0.0, round(up + y, 1) + 0.0)
            left += size[0] + gap
        top += tall + gap
    return result


def text_of(value: Any) -> str:
    """The value as text, nothing where there is none."""
    return "" if value is None else str(value)


def legend(
    items: Iterable[tuple[Any, dict[str, Any]]], key: str, styles: dict[str, dict[str, str]]
) -> list[dict[str, Any]]:
    rows = [data for _, data in items]
    counts = Counter(text_of(data.get(key)) for data in rows)
    labels = {
        text_of(d.get(key)): text_of(d.get(f"{key}_label")) or text_of(d.get(key)) for d in rows
    }
    return [{"id": k, "label": labels[k], "count": counts[k], **s} for k, s in styles.items()]
