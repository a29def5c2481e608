"""The figure of a network for print: SVG, PNG or PDF, drawn by matplotlib."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tigraph.errors import MissingExtra
from tigraph.layout import (
    Point,
    basis_colours,
    curves,
    kind_styles,
    label_lines,
    legend,
    positions,
    sizes,
    text_of,
    widths,
)

if TYPE_CHECKING:
    from tigraph.networks import Network

FIGURE_FORMATS = ("svg", "png", "pdf")
FIGURE_WORDS = {
    "fr": {
        "as_of": "Date de référence : {}",
        "any": "Toutes dates confondues",
        "count": "{} acteurs, {} liens",
        "labels": "{} noms sur {} affichés",
        "made": "Établi le {} avec tigraph {}, requête « {} »",
        "sources": "Sources : {}",
        "possible": "lien seulement possible",
    },
    "en": {
        "as_of": "As of {}",
        "any": "All dates together",
        "count": "{} actors, {} ties",
        "labels": "{} of {} names shown",
        "made": "Made on {} with tigraph {}, query “{}”",
        "sources": "Sources: {}",
        "possible": "only possibly valid",
    },
}
INK, PALE = "#1b1f24", "#57606a"


def figure_bytes(network: Network, format: str) -> bytes:
    """The network as a figure for print: text stays text, and each run gives the same bytes."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtra("figures", f"A figure ({format})") from error
    if format not in FIGURE_FORMATS:
        raise ValueError(f"format is {format!r}, not one of {', '.join(FIGURE_FORMATS)}")
    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "tigraph",
        "pdf.fonttype": 42,
        "font.family": "DejaVu Sans",
        "text.parse_math": False,
    }
    undated: dict[str, dict[str, str | None]] = {
        "svg": {"Date": None, "Title": network.title},
        "png": {"Title": network.title},
        "pdf": {"CreationDate": None, "Title": network.title},
    }
    import warnings

    with matplotlib.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Gg]lyph")  # an emoji in a name
        sheet = Figure()
        _Drawing(sheet, network).draw()
        out = io.BytesIO()
        sheet.savefig(out, format=format, dpi=200, metadata=undated[format])
    return out.getvalue()


class _Drawing:
    """One sheet, measured in points from its upper left corner."""

    def __init__(self, sheet: Any, network: Network) -> None:
        from matplotlib.backends.backend_agg import RendererAgg
        from matplotlib.font_manager import FontProperties

        self.sheet, self.network = sheet, network
        self.words = FIGURE_WORDS["fr" if network.language == "fr" else "en"]
        agg: Any = RendererAgg  # matplotlib types neither its making nor its measures
        self._renderer = agg(10, 10, 72)
        self._font = FontProperties
        self.margin, self.axes = 18.0, sheet.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()

    def measure(self, text: str, size: float) -> float:
        font = self._font(family="DejaVu Sans", size=size)
        return float(self._renderer.get_text_width_height_descent(text, font, False)[0]) + 1

    def write(self, x: float, y: float, text: str, size: float, **look: Any) -> None:
        look = {"color": INK, "ha": "left", "va": "top", **look}
        self.axes.text(x, y, text, fontsize=size, parse_math=False, **look)

    def draw(self) -> None:
        graph = self.network.graph
        spots = positions(self.network)
        radius = sizes(self.network)
        unit = 7 / 13  # a name is 13 pixels high in the layout, 7 points here
        if spots:
            reach = [(x, y) for x, y in spots.values()]
            low = [min(p[i] for p in reach) - 60 for i in (0, 1)]
            span = [max(p[i] for p in reach) + 60 - low[i] for i in (0, 1)]
            unit = min(unit, 1500 / span[0], 1500 / span[1])
        else:
            low, span = [0.0, 0.0], [0.0, 0.0]
        wide = max(span[0] * unit, 430.0)
        left = self.margin + (wide - span[0] * unit) / 2
        top = self.heading(wide)
        place = {
            n: (left + (x - low[0]) * unit, top + (y - low[1]) * unit)
            for n, (x, y) in spots.items()
        }
        round_ = {n: max(r * unit, 1.8) for n, r in radius.items()}
        shown = self.names(place, round_, wide)
        bottom = top + span[1] * unit + 6
        bottom = self.caption(self.legend(bottom, wide), wide, shown, len(graph))
        self.sheet.set_size_inches((wide + 2 * self.margin) / 72, (bottom + self.margin) / 72)
        self.axes.set_xlim(0, wide + 2 * self.margin)
        self.axes.set_ylim(bottom + self.margin, 0)
        self.edges(place, round_, unit)
        self.nodes(place, round_)

    def paragraph(self, y: float, wide: float, text: str, size: float, **look: Any) -> float:
        line = ""
        for word in " ".join(label_lines(text, 80, 60)).split(" "):
            if line and self.measure(f"{line} {word}", size) > wide:
                self.write(self.margin, y, line, size, **look)
                y, line = y + size * 1.35, ""
            line = f"{line} {word}".strip()
        self.write(self.margin, y, line, size, **look)
        return y + size * 1.35

    def heading(self, wide: float) -> float:
        y = self.paragraph(self.margin, wide, self.network.title, 12, weight="bold")
        if self.network.description:
            y = self.paragraph(y + 2, wide, self.network.description, 8, color=PALE)
        return y + 8

    def caption(self, y: float, wide: float, shown: int, total: int) -> float:
        words, network = self.words, self.network
        about = [
            words["as_of"].format(network.as_of) if network.as_of else words["any"],
            words["count"].format(total, network.graph.number_of_edges()),
            words["made"].format(network.made, network.version, network.projection),
        ]
        if shown < total:
            about.insert(2, words["labels"].format(shown, total))
        y = self.paragraph(y, wide, ". ".join(about) + ".", 6.5, color=PALE)
        if network.sources:
            sources = words["sources"].format("; ".join(network.sources))
            y = self.paragraph(y, wide, f"{sources}.", 6.5, color=PALE)
        return y

    def legend(self, y: float, wide: float) -> float:
        """Kinds, then bases, each entry with its count, wrapped at the width."""
        graph = self.network.graph
        styles, colours = kind_styles(self.network), basis_colours(self.network)
        kinds = legend(graph.nodes(data=True), "kind", {k: vars(s) for k, s in styles.items()})
        ties = [(None, d) for _, _, d in graph.edges(data=True)]
        bases = legend(ties, "basis", {k: {"colour": c} for k, c in colours.items()})
        if not all(d.get("certain", True) for _, d in ties):
            bases.append({"label": self.words["possible"], "colour": PALE, "dashed": True})
        for entries in (kinds, bases):
            x = self.margin
            for entry in entries:
                label = label_lines(entry["label"], 60, 1)[0]
                count = f" ({entry['count']})" if "count" in entry else ""
                step = 22 + self.measure(label + count, 7.5) + 14
                if x > self.margin and x + step - 14 > self.margin + wide:
                    x, y = self.margin, y + 13
                if "marker" in entry:
                    self.mark([(x + 8, y + 4.5)], [4.0], entry["colour"], entry["marker"])
                else:
                    style = (0, (3, 2)) if entry.get("dashed") else "solid"
                    line = ([x, x + 17], [y + 4.5, y + 4.5])
                    self.axes.plot(*line, color=entry["colour"], lw=1.6, ls=style)
                self.write(x + 22, y, label + count, 7.5)
                x += step
            y += 13 if entries else 0
        return y + 4

    def mark(self, at: list[Point], radius: list[float], colour: str, marker: str) -> None:
        area = [(2 * r) ** 2 * (1.5 if marker == "*" else 1.0) for r in radius]
        x, y = zip(*at, strict=True)
        look = {"color": colour, "edgecolors": "white", "linewidths": 0.6, "zorder": 3}
        self.axes.scatter(x, y, s=area, marker=marker, **look)

    def nodes(self, place: dict[str, Point], radius: dict[str, float]) -> None:
        for kind, style in kind_styles(self.network).items():
            kinds = self.network.graph.nodes(data="kind")
            some = sorted(n for n, k in kinds if text_of(k) == kind)
            at, round_ = [place[n] for n in some], [radius[n] for n in some]
            self.mark(at, round_, style.colour, style.marker)

    def edges(self, place: dict[str, Point], radius: dict[str, float], unit: float) -> None:
        from matplotlib.patches import FancyArrowPatch

        colours = basis_colours(self.network)
        rows = zip(
            self.network.graph.edges(data=True),
            curves(self.network),
            widths(self.network),
            strict=True,
        )
        for (a, b, data), bend, width in rows:
            start, end, back = place[a], place[b], radius[b] + 0.5
            if a == b:  # a loop: from the node's left to its right, over the top
                start, end = (end[0] - radius[a], end[1]), (end[0] + radius[a], end[1])
                bend, back = -1.6 - bend, 0.0
            patch = FancyArrowPatch(
                start,
                end,
                arrowstyle="-|>" if self.network.directed else "-",
                connectionstyle=f"arc3,rad={bend}",
                shrinkA=0.0,
                shrinkB=back,
                mutation_scale=5 + width * unit,
                linewidth=max(width * unit, 0.5),
                linestyle=(0, (3, 2)) if not data.get("certain", True) else "solid",
                color=colours[text_of(data.get("basis"))],
                alpha=0.75,
                zorder=1,
            )
            self.axes.add_patch(patch)

    def names(self, place: dict[str, Point], radius: dict[str, float], wide: float) -> int:
        """Write the names, hubs first, each where it covers no other; how many found room."""
        graph, size = self.network.graph, 7.0
        # A pale ground keeps a name readable over ties; an outline would turn text into paths.
        ground = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.4}
        discs = [
            (x - 0.8 * radius[n], y - 0.8 * radius[n], x + 0.8 * radius[n], y + 0.8 * radius[n])
            for n, (x, y) in place.items()
        ]
        taken: list[tuple[float, float, float, float]] = []
        for rank, node in enumerate(sorted(place, key=lambda n: (-graph.degree(n), n))):
            lines = label_lines(text_of(graph.nodes[node].get("label")) or str(node))
            w = max(self.measure(line, size) for line in lines) + 3
            h, (x, y), r = size * 1.22 * len(lines), place[node], radius[node]
            spots = (
                (x - w / 2, y + 1.2 * r + 1),
                (x - w / 2, y - 1.2 * r - h),
                (x + r + 1, y - h / 2),
            )
            boxes = [(u, v, u + w, v + h) for u, v in (*spots, (x - r - 1 - w, y - h / 2))]
            low, high = self.margin - 12, wide + self.margin + 12
            boxes = [b for b in boxes if b[0] > low and b[2] < high and not _cross(b, taken)]
            clear = [b for b in boxes if not _cross(b, discs)]
            if not clear and rank < 30:  # a hub's name may cover small nodes
                clear = boxes
            if not clear:
                continue
            taken.append(clear[0])
            look = {"bbox": ground, "zorder": 4, "ha": "center"}
            for i, line in enumerate(lines):
                self.write(clear[0][0] + w / 2, clear[0][1] + i * size * 1.22, line, size, **look)
        return len(taken)


def _cross(a: Sequence[float], others: Iterable[Sequence[float]]) -> bool:
    return any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in others)
