"""How a network looks: sizes, widths, curves, colours, shapes, labels, legend.

Computed once, so that page, figure and exports show the same picture.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from tigraph.networks import Network

LABEL_ALL = 150  # up to this many nodes, room is made for every label; above, for hubs


@dataclass(frozen=True)
class Style:
    """How nodes of one kind are drawn: a colour, vis-network's shape, matplotlib's marker.

    A `hollow` mark has the colour at its rim alone.
    """

    colour: str
    shape: str
    marker: str
    hollow: bool = False


# A family of kinds has a colour, each kind of it a shape of its own. They keep 3:1 on white and
# on the dark page, and no two are alike to a colour-blind reader: the tests say how it is
# reckoned. The first, of people, is as dark as ink: by night the page has it light (`--deep`).
COLOURS = ("#25324a", "#cf5a1e", "#23806a", "#ab53a0", "#97763a", "#4477d0", "#808b93")
SHAPES = (
    ("dot", "o"),
    ("square", "s"),
    ("triangle", "^"),
    ("diamond", "D"),
    ("hexagon", "h"),
    ("triangleDown", "v"),
    ("star", "*"),
)
# Quieter than the marks. Each basis has its own in every picture.
BASIS_COLOURS = (
    "#566e95", "#137e6a", "#988569", "#ac8434", "#9f4c49", "#775da9", "#4f8ad5", "#6b6f2e",
)  # fmt: skip
_BASES = {
    "appointment": 0, "membership": 1, "composition": 2, "representation": 3, "authority": 4,
    "cooperation": 5, "attendance": 6, "funding": 7,
    # No ties: each has a colour of one that it seldom stands beside.
    "identity": 4, "location": 3, "authorship": 6, "reference": 5, "description": 2,
}  # fmt: skip
# What became of a tie from one side of a comparison to the other is coloured alike everywhere.
CHANGE_COLOURS = {
    "kept": "#0072b2",
    "gained": "#d55e00",
    "lost": "#94759f",
    "moved": "#00876c",
    "unknown": "#949658",
}
#: What is no longer there is drawn hollow: seen at a glance, and without colours.
HOLLOW = frozenset({"lost"})
#: How wide a tie is that so many citations attest.
CITED = {1: 1.2, 2: 2.1, 3: 3.1, 4: 4.2}
# Kinds keep their look from one picture to the next: the rank of a colour, a shape.
KINDS = {
    "Person": (0, "dot"),
    "GovernanceBody": (1, "square"),
    "BodyType": (1, "diamond"),
    "LabelledTerritory": (2, "triangle"),
    "Lineage": (2, "dot"),
    "Phase": (2, "hexagon"),
    "Stage": (2, "square"),
    "Intercommunality": (3, "diamond"),
    "Location": (3, "square"),
    "Region": (3, "dot"),
    "Programme": (4, "hexagon"),
    "Project": (4, "triangleDown"),
    "Instrument": (4, "square"),
    "Event": (4, "star"),
    "ChangeEvent": (4, "dot"),
    "Organization": (5, "dot"),
    "FormalOrganization": (5, "hexagon"),
    "OrganizationalUnit": (5, "triangleDown"),
    "Post": (6, "star"),
    "Seat": (6, "diamond"),
    "Population": (6, "dot"),
    "Document": (6, "square"),
    "Text": (6, "hexagon"),
}


def shown(data: Mapping[str, Any], key: str) -> tuple[str, str]:
    """What a picture tells apart of a node (key "kind") or a tie ("basis"), and its label.

    In a comparison what became of it is told, too: with a node's kind, in place of a tie's
    basis.
    """
    own, change = text_of(data.get(key)), text_of(data.get("change"))
    label = text_of(data.get(f"{key}_label")) or own
    if not change:
        return own, label
    word = text_of(data.get("change_label")) or change
    return (change, word) if key == "basis" else (f"{own}:{change}", f"{label}, {word}")


def kind_styles(network: Network) -> dict[str, Style]:
    """Colour and shape of each kind of node as `shown`; no two kinds share both.

    In a comparison the kind gives the shape, and what became of the node the colour.
    """
    nodes = [data for _, data in network.graph.nodes(data=True)]
    styles = _styles(sorted({text_of(data.get("kind")) for data in nodes}))
    found = {}
    for data in nodes:
        style, change = styles[text_of(data.get("kind"))], text_of(data.get("change"))
        if colour := CHANGE_COLOURS.get(change):
            style = replace(style, colour=colour, hollow=change in HOLLOW)
        found[shown(data, "kind")[0]] = style
    return dict(sorted(found.items()))


def style_of(kind: str) -> Style:
    """Return the style of a kind by itself: as in every picture."""
    return _styles([kind])[kind]


def _styles(kinds: list[str]) -> dict[str, Style]:
    markers = dict(SHAPES)
    known = set(KINDS.values())
    looks = {kind: KINDS[kind] for kind in kinds if kind in KINDS}
    free = [(c, shape) for shape, _ in reversed(SHAPES) for c in range(len(COLOURS))]
    for kind in kinds:
        if kind not in looks:
            start = crc32(kind.encode()) % len(free)
            turn = [look for look in free[start:] + free[:start] if look not in looks.values()]
            turn.sort(key=lambda look: look in known)
            looks[kind] = turn[0] if turn else free[start]
    return {kind: Style(COLOURS[c], shape, markers[shape]) for kind, (c, shape) in looks.items()}


def basis_colours(network: Network) -> dict[str, str]:
    """Colour of each basis of a tie as `shown`, sorted: the same one in every picture.

    One that is not known here takes a colour that no other has, as long as there is one.
    """
    ties = network.graph.edges(data=True)
    bases = sorted({shown(data, "basis")[0] for _, _, data in ties})
    some = len(BASIS_COLOURS)
    ranks: dict[str, int] = {}
    for basis in sorted(bases, key=lambda basis: (_BASES.get(basis, some), basis)):
        start = _BASES.get(basis, crc32(basis.encode()) % some)
        turn = [(start + k) % some for k in range(some)]
        ranks[basis] = next((rank for rank in turn if rank not in ranks.values()), start)
    return {basis: CHANGE_COLOURS.get(basis, BASIS_COLOURS[ranks[basis]]) for basis in bases}


_MANY = 12  # ties that make a node large


def sizes(network: Network) -> dict[str, float]:
    """Radius of each node in pixels, from 7 to 22, its area growing with the number of ties.

    Where nobody has many, nobody is large. A node that stands for several goes by their `count`.
    """
    degree = dict(network.graph.degree())
    degree |= {n: some for n, some in network.graph.nodes(data="count") if some}
    most = max([*degree.values(), _MANY])
    return {node: round(7 + 15 * math.sqrt(d / most), 1) for node, d in degree.items()}


def widths(network: Network) -> list[float]:
    """Width of each edge in pixels, in the graph's own order, finer in large networks.

    From 1 to 4.5 by weight; where all weigh the same, from 1.2 to 4.2 by how many citations
    attest it: one, two, three, four or more.
    """
    fine = 1.0 if len(network.graph) <= LABEL_ALL else 0.65
    edges = [data for _, _, data in network.graph.edges(data=True)]
    if not by_weight(network):
        return [round(fine * CITED[citations(data)], 2) for data in edges]
    weights = [number_of(data.get("weight")) for data in edges]
    most = max(weights)
    return [round(fine * (1 + 3.5 * math.sqrt(max(w, 0.0) / most)), 2) for w in weights]


def by_weight(network: Network) -> bool:
    """Whether the width of ties tells their weight: it does where their weights differ."""
    weights = {number_of(w) for _, _, w in network.graph.edges(data="weight", default=1)}
    return len(weights) > 1 and max(weights) > 0


def citations(data: Mapping[str, Any]) -> int:
    """How many citations attest a tie, from 1 to 4, which stands for all above."""
    return min(max(len(data.get("evidence") or ()), 1), max(CITED))


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


def one_line(text: str) -> str:
    """The text on one line, without control and direction characters."""
    shown = re.sub(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+", " ", text)
    return re.sub(r"[ \n]+", " ", shown).strip()


def label_lines(label: str, width: int = 24, lines: int = 3) -> list[str]:
    """The label cut into short lines between words, as `one_line`."""
    told = one_line(label)
    if len(told) <= width:  # most of them: to wrap tens of thousands takes seconds
        return [told]
    cut = textwrap.TextWrapper(
        width, max_lines=lines, placeholder=" …", break_long_words=False, break_on_hyphens=False
    )
    return cut.wrap(told) or [""]


def label_width(line: str, size: float = 13.0) -> float:
    """About how wide a line is when set in a sans-serif of this size, rather too wide.

    >>> label_width("mairie") > label_width("fil")
    True
    """
    return _ems(line) * size


@lru_cache(maxsize=8192)
def _ems(line: str) -> float:
    """How wide a line is, in the size of its letters: layouts ask of the same ones again."""
    return sum(_WIDTHS.get(char, 0.7 if char.isupper() else 0.61) for char in line)


_WIDTHS = {**dict.fromkeys("iljI.,:;'’|! ", 0.33), **dict.fromkeys("ftr()-[]", 0.41)}
_WIDTHS |= {**dict.fromkeys("mwMW@%œæŒÆ…—", 1.0)}


def number_of(value: Any, otherwise: float = 1.0) -> float:
    """The value as a finite number; `otherwise` where it is none."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return otherwise
    return number if math.isfinite(number) else otherwise


def text_of(value: Any) -> str:
    """The value as text, nothing where there is none."""
    return "" if value is None else str(value)


def legend(
    items: Iterable[tuple[Any, dict[str, Any]]], key: str, styles: dict[str, dict[str, str]]
) -> list[dict[str, Any]]:
    """The entries of a legend: each style with its label and how many items bear it."""
    rows = [shown(data, key) for _, data in items]
    counts, labels = Counter(own for own, _ in rows), dict(rows)
    return [{"id": k, "label": labels[k], "count": counts[k], **s} for k, s in styles.items()]
