"""The look of one network: worked out once, and taken by all that draw it or write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tigraph.drawing.scales import OTHER
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
from tigraph.local import Words, said

if TYPE_CHECKING:
    from tigraph.drawing.layouts.plan import Box
    from tigraph.drawing.scales import Scale
    from tigraph.networks import Network


LOOK_WORDS = Words(
    {
        "citations": ("{} citation‹s›", "{} citation‹s›"),
        "or_more": ("{} citations or more", "{} citations ou plus"),
        "more": ("{} or more", "{} ou plus"),
        "weight": ("weight {}", "poids {}"),
    }
)


#: Of what is not lit, where something is.
UNLIT = "#dcdfe3"


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
    `radius` is in pixels, by node; `lines` are in the graph's own order of edges. Sizes tell the
    number of ties, colours the kind, unless measures do: `size`, `colour`. Where some are `lit`,
    all others and their ties are pale. Ties between two that are `unlined`, as on a map, have no
    line, and no legend.
    """

    def __init__(
        self,
        network: Network,
        size: Scale | None = None,
        colour: Scale | None = None,
        lit: AbstractSet[str] | None = None,
    ) -> None:
        self.network, self.size, self.colour, self.lit = network, size, colour, lit
        self.unlined: AbstractSet[tuple[str, str]] = frozenset()
        self.kinds: dict[str, Style] = kind_styles(network)
        self.bases: dict[str, str] = basis_colours(network)
        self.radius: dict[str, float] = dict(size.radius) if size else sizes(network)

    @cached_property
    def lines(self) -> list[Line]:
        """The look of each edge, in the graph's own order."""
        edges, network = self.network.graph.edges(data=True), self.network
        return [
            Line(
                self.bases[shown(d, "basis")[0]] if self.is_lit(a, b) else UNLIT,
                width,
                bend,
                not d.get("certain", True),
            )
            for (a, b, d), width, bend in zip(edges, widths(network), curves(network), strict=True)
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

    def is_lit(self, *nodes: str) -> bool:
        """Whether nodes are lit, all of them."""
        return self.lit is None or all(node in self.lit for node in nodes)

    def colour_of(self, node: str) -> str:
        """The colour of a node: that of its kind, or that which a measure gives it."""
        if not self.is_lit(node):
            return UNLIT
        if self.colour is None:
            return self.style(node).colour
        return self.colour.colour_key()[self.colour.shade[node]][1]

    def alike(self, nodes: Iterable[str]) -> dict[tuple[str, str, bool], list[str]]:
        """Those of some nodes whose marks are of one colour and form, kind by kind, sorted."""
        found: dict[tuple[str, str, str, bool], list[str]] = {}
        for node in sorted(nodes):
            kind = shown(self.network.graph.nodes[node], "kind")[0]
            style = self.kinds[kind]
            key = (kind, self.colour_of(node), style.marker, style.hollow)
            found.setdefault(key, []).append(node)
        made: dict[tuple[str, str, bool], list[str]] = {}
        for (_, *look), some in sorted(found.items()):
            made.setdefault((str(look[0]), str(look[1]), bool(look[2])), []).extend(some)
        return made

    def kind_legend(self) -> list[dict[str, Any]]:
        """Each kind with its label, its style and how many nodes are of it."""
        plain = {"colour": OTHER} if self.colour else {}
        styles = {kind: vars(style) | plain for kind, style in self.kinds.items()}
        return legend(self.network.graph.nodes(data=True), "kind", styles)

    def measures_told(self) -> list[str]:
        """What the measures are that sizes and colours tell, a sentence each."""
        colon = said((": ", " : "), self.network.language)
        scales = {scale.name: scale for scale in (self.size, self.colour) if scale}
        return [
            f"{scale.label[0].upper()}{scale.label[1:]}{colon}{scale.about}."
            for scale in scales.values()
        ]

    def measure_legend(self) -> list[dict[str, Any]]:
        """What sizes and colours of marks tell where measures do, each with its label."""
        told: list[dict[str, Any]] = []
        for label, radius in self.size.size_key() if self.size else ():
            told.append({"label": label, "colour": OTHER, "marker": "o", "radius": radius})
        if self.colour:
            counts = Counter(self.colour.shade[node] for node in self.network.graph)
            for i, (label, colour) in enumerate(self.colour.colour_key()):
                entry = {"label": label, "colour": colour, "marker": "o", "count": counts[i]}
                told.append(entry)
        return told

    def basis_legend(self) -> list[dict[str, Any]]:
        """Each basis with its label, its colour and how many ties rest on it."""
        ties = [(None, data) for _, data in self.lined()]
        there = {shown(data, "basis")[0] for _, data in ties}
        colours = {k: {"colour": c} for k, c in self.bases.items() if k in there}
        return legend(ties, "basis", colours)

    def lined(self) -> list[tuple[int, dict[str, Any]]]:
        """The ties that have a line, each with its place in the graph's own order."""
        return [
            (i, data)
            for i, (a, b, data) in enumerate(self.network.graph.edges(data=True))
            if (a, b) not in self.unlined and (b, a) not in self.unlined
        ]

    @property
    def weighed(self) -> bool:
        """Whether the widths of ties tell their weights."""
        return by_weight(self.network)

    def width_legend(self) -> list[dict[str, Any]]:
        """What the widths of ties tell: each with its label, long and short, and how many have it.

        By weight the least and the most; by citations each number of them that there is; none
        where all ties are alike.
        """
        ranks, ties = zip(*self.lined(), strict=True) if self.lined() else ((), ())
        word = LOOK_WORDS.of(self.network.language)
        if ties and by_weight(self.network):
            weighed = [number_of(data.get("weight")) for data in ties]
            ends = {one: ranks[weighed.index(one)] for one in (min(weighed), max(weighed))}
            return [
                {
                    "label": word["weight"].format(f"{weight:g}"),
                    "short": f"{weight:g}",
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
            key = "or_more" if n == max(CITED) > 1 else "citations"
            width = self.lines[ranks[cited.index(n)]].width
            short = word["more"].format(n) if n == max(CITED) else str(n)
            told = {"label": word[key].format(n), "short": short, "width": width}
            found.append(told | {"count": cited.count(n)})
        return found
