"""The look of one network: worked out once, and taken by all that draw it or write it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tigraph.drawing.styles import (
    CITED,
    LABEL_ALL,
    Style,
    basis_colours,
    by_weight,
    citations,
    curves,
    kind_styles,
    label_lines,
    label_width,
    legend,
    number_of,
    shown,
    sizes,
    text_of,
    widths,
)
from tigraph.local import Words

if TYPE_CHECKING:
    from tigraph.drawing.layouts.plan import Box
    from tigraph.networks import Network


LOOK_WORDS = Words(
    {
        "citation": ("{} citation", "{} citation"),
        "citations": ("{} citations", "{} citations"),
        "or_more": ("{} citations or more", "{} citations ou plus"),
        "weight": ("weight {}", "poids {}"),
    }
)


@dataclass(frozen=True)
class Line:
    """How a tie is drawn: colour of its basis, width in pixels, bend, and whether dashed."""

    colour: str
    width: float
    bend: float
    dashed: bool


class Look:
    """How a network looks, as it is when it is looked at.

    `kinds` has the style of each kind, `bases` the colour of each basis, both sorted;
    `radius` is in pixels, by node; `lines` are in the graph's own order of edges.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.kinds: dict[str, Style] = kind_styles(network)
        self.bases: dict[str, str] = basis_colours(network)
        self.radius: dict[str, float] = sizes(network)

    @cached_property
    def lines(self) -> list[Line]:
        """The look of each edge, in the graph's own order."""
        edges, network = self.network.graph.edges(data=True), self.network
        return [
            Line(self.bases[shown(d, "basis")[0]], width, bend, not d.get("certain", True))
            for (_, _, d), width, bend in zip(edges, widths(network), curves(network), strict=True)
        ]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each node is called: by its IRI where it has no label."""
        nodes = self.network.graph.nodes(data="label")
        return {node: text_of(label) or str(node) for node, label in nodes}

    @cached_property
    def ranked(self) -> list[str]:
        """The nodes, those with most ties first."""
        graph = self.network.graph
        return sorted(graph, key=lambda n: (-graph.degree(n), n))

    @cached_property
    def boxes(self) -> dict[str, Box]:
        """The room that each node takes with the label under it, in pixels, labels 13 high."""
        some = len(self.ranked) if len(self.ranked) <= LABEL_ALL else LABEL_ALL // 3
        labelled = set(self.ranked[:some])
        made = {}
        for node, radius in self.radius.items():
            lines = label_lines(self.labels[node]) if node in labelled else []
            wide = max((label_width(line) for line in lines), default=0.0)
            side = radius + 3
            made[node] = (max(side, wide / 2 + 4), side, side + 16.0 * len(lines))
        return made

    def style(self, node: str) -> Style:
        """The style of a node: that of its kind."""
        return self.kinds[shown(self.network.graph.nodes[node], "kind")[0]]

    def kind_legend(self) -> list[dict[str, Any]]:
        """Each kind with its label, its style and how many nodes are of it."""
        styles = {kind: vars(style) for kind, style in self.kinds.items()}
        return legend(self.network.graph.nodes(data=True), "kind", styles)

    def basis_legend(self) -> list[dict[str, Any]]:
        """Each basis with its label, its colour and how many ties rest on it."""
        ties = ((None, d) for _, _, d in self.network.graph.edges(data=True))
        return legend(ties, "basis", {k: {"colour": c} for k, c in self.bases.items()})

    def width_legend(self) -> list[dict[str, Any]]:
        """What the widths of ties tell: each with its label and how many ties have it.

        By weight the least and the most; by citations each number of them that there is; none
        where all ties are alike.
        """
        ties = [data for _, _, data in self.network.graph.edges(data=True)]
        word = LOOK_WORDS.of(self.network.language)
        if by_weight(self.network):
            weighed = [number_of(data.get("weight")) for data in ties]
            ends = {weight: weighed.index(weight) for weight in (min(weighed), max(weighed))}
            return [
                {
                    "label": word["weight"].format(f"{weight:g}"),
                    "width": self.lines[i].width,
                    "count": weighed.count(weight),
                }
                for weight, i in ends.items()
            ]
        cited = [citations(data) for data in ties]
        if len(set(cited)) < 2:
            return []
        found = []
        for n in sorted(set(cited)):
            key = "citation" if n == 1 else "or_more" if n == max(CITED) else "citations"
            width = self.lines[cited.index(n)].width
            told = {"label": word[key].format(n), "width": width, "count": cited.count(n)}
            found.append(told)
        return found
