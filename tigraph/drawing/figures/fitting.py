"""A picture fitted to a sheet: the size of its names, the room of its nodes, their places."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from tigraph.drawing.figures.fonts import families
from tigraph.drawing.layouts.arrange import Box, Frame, Point, arrange, positions
from tigraph.drawing.styles import LABEL_ALL, label_lines, one_line

if TYPE_CHECKING:
    from tigraph.drawing.figures.presets import Preset
    from tigraph.drawing.look import Look

_WRAPS = ((24, 5), (18, 6), (15, 7))
_WIDE = (34, 3)
_SQUEEZED = 1.4  # so much larger than its room, a picture may be squeezed into it
_FULL = 0.7  # of a picture, covered by marks and names, is too much to be tried
_TRIES = 7  # pictures looked at, for one with all names

Unnamed: TypeAlias = Callable[[dict[str, Point], float], tuple[int, int]]


@cache
def width_of(text: str, weight: str = "normal", family: str = "sans") -> float:
    """How wide a text is when it is one point high."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    font = FontProperties(family=list(families()[family]), weight=weight, size=100)
    measure: Any = TextToPath()
    return float(measure.get_text_width_height_descent(text, font, False)[0]) / 100


def in_lines(
    text: str, size: float, wide: float, weight: str = "normal", family: str = "sans"
) -> list[str]:
    """Return a text as lines of at most a width, in points; only a word that is wider is broken."""

    def fits(line: str) -> bool:
        return width_of(line, weight, family) * size <= wide

    lines, line = [], ""
    for word in one_line(text).split(" "):
        if line and not fits(f"{line} {word}"):
            lines.append(line)
            line = ""
        rest = f"{line} {word}".strip()
        while len(rest) > 1 and not fits(rest):
            cut = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or fits(rest[:n]))
            at_a_slash = rest.rfind("/", 1, cut) + 1
            lines.append(rest[: at_a_slash or cut])
            rest = rest[at_a_slash or cut :]
        line = rest
    return [*lines, line]


class Fitting:
    """A network's nodes in a sheet's width, in points; `place` is filled by `arranged`."""

    def __init__(self, look: Look, preset: Preset, wide: float) -> None:
        self.look, self.preset, self.wide = look, preset, wide
        self.network = look.network
        self.size = preset.names[0]  # of the names
        self.lines: dict[str, list[str]] = {}
        self.radius: dict[str, float] = {}
        self.room: dict[str, Box] = {}
        #: Over these points, each with its radius, stands no name.
        self.clear: list[tuple[Point, float]] = []
        #: Numbers that stand for names in several pictures alike; None where they are one's own.
        self.numbers: dict[str, int] | None = None

    def arranged(
        self,
        layout: str,
        room: float,
        unnamed: Unnamed | None = None,
        moved: Mapping[str, Point] | None = None,
    ) -> tuple[dict[str, Point], float]:
        """Where the nodes stand in the width and at most this height, and how tall it is.

        `unnamed` says how many names find no room in such a picture, and to how many a line leads:
        the first is taken in which all stand at their marks, else that in which most do. Where
        some were `moved` on a page, all stand as there.
        """
        graph = self.network.graph
        if not len(graph):
            return {}, 0.0
        if moved:
            return self._as_moved(layout, room, moved)
        if len(graph) > LABEL_ALL:
            return self.scaled(layout, room)
        head = 1.7 * self.preset.small if layout == "levels" else 0.0  # the first band's name
        room -= head
        height = None if layout == "levels" and not self.preset.height else room
        least, taken, tried = (len(graph) + 1, 0), None, 0
        seen: Counter[float] = Counter()  # pictures looked at, by the size of names
        finest = min(size for size, *_ in self._tries(layout))
        for needs in self._tries(layout):
            size, wrap, some, fine, tight, main = needs
            needed = self.needs(size, wrap, some, fine)
            area = sum(2 * w * (up + down) for w, up, down in needed.values())
            if (seen[size] == 2 and size > finest) or (some and area > _FULL * self.wide * room):
                continue
            spots, fits = arrange(
                self.network, layout, needed, Frame(self.wide, height, tight, main)
            )
            low, high = _extent(spots, needed)
            over = max((high[0] - low[0]) / self.wide, 1) * max((high[1] - low[1]) / room, 1)
            # Names may stand elsewhere than under their marks, where room was kept for them.
            if over > (_SQUEEZED if unnamed else 1.0) or not (fits or unnamed):
                continue
            place, tall = self.filled(spots, needed, room)
            out = unnamed(place, tall) if unnamed else (0, 0)
            tried, seen[size] = tried + 1, seen[size] + 1
            if out < least:
                least = out
                taken = place, tall, self.size, self.lines, self.radius, self.room
            if not any(out) or tried >= _TRIES:
                break
        if taken is None:  # it does not fit, and is squeezed
            place, tall = self.filled(spots, needed, room)
        else:
            place, tall, self.size, self.lines, self.radius, self.room = taken
        return {n: (x, y + head) for n, (x, y) in place.items()}, tall + head

    def _tries(self, layout: str) -> list[tuple[float, tuple[int, int], int, float, float, float]]:
        """Sizes of names, their wrapping and number, the size of marks, how tight, how wide."""
        sizes, total = self.preset.names, len(self.network.graph)
        smallest = sizes[-1]
        low = self.preset.height is not None  # a low sheet cannot grow: its letters get smaller
        finer = [k for k in (1.0, 0.9, 0.82, 0.72, 0.62) if k >= self.preset.finest]
        tries = [(s, w, total, 1.0) for s in sizes for w in _WRAPS[:2]]
        tries += [(k * smallest, w, total, 0.8) for k in finer for w in _WRAPS[::2]]
        shares = (0.9, 0.8, 0.65, 0.5, 0.35, 0.2, 0.0)
        tries += [(smallest, _WRAPS[1], round(share * total), 0.7) for share in shares]
        if layout != "force":
            return [(*one, 1.0, 1.0) for one in tries]
        mains = (1.0,) if not self._parted() else (0.7, 0.6, 0.5) if low else (1.0, 0.7)
        return [
            (*one, tight, main)
            for one in tries
            for tight in ((1.0, 0.5) if one[2] == total else (0.45,))
            for main in mains
        ]

    def settings(self, node: str) -> list[tuple[str, ...]]:
        """A name in the lines that it has, and in more or fewer, where these differ."""
        label = self.look.labels[node]
        found = [tuple(self.lines[node])]
        for wrap in (*_WRAPS, _WIDE):
            lines = tuple(label_lines(label, *wrap))
            if lines not in found and not lines[-1].endswith("…"):
                found.append(lines)
        return found

    def _parted(self) -> bool:
        """Whether the network is in parts, so that some may stand beside the largest."""
        import networkx as nx

        graph: Any = self.network.graph
        return len(graph) > 0 and not nx.is_connected(graph.to_undirected(as_view=True))

    def needs(self, size: float, wrap: tuple[int, int], some: int, fine: float) -> dict[str, Box]:
        """The room of each node, in points, with its name under it where it is among `some`."""
        self.size = size
        first = set(self.look.ranked[:some])
        self.lines = {n: label_lines(label, *wrap) for n, label in self.look.labels.items()}
        self.radius = {n: r * size / 15 * fine for n, r in self.look.radius.items()}
        made = {}
        for n, r in self.radius.items():
            lines = self.lines[n] if n in first else []
            wide = max((width_of(line) * size for line in lines), default=0.0)
            side = 1.12 * r + 0.2 * size
            made[n] = (max(side, wide / 2 + 0.25 * size), side, side + 1.2 * size * len(lines))
        return made

    def filled(
        self, spots: dict[str, Point], needed: dict[str, Box], room: float
    ) -> tuple[dict[str, Point], float]:
        """The picture drawn out, no more than half, to fill its frame; squeezed if it must be."""
        low, high = _extent(spots, needed)
        limits = (self.wide, room if self.preset.height else min(high[1] - low[1], room))
        moved, spans = {n: [0.0, 0.0] for n in spots}, [0.0, 0.0]
        for axis in (0, 1):
            sides = {n: (box[axis and 1], box[axis and 2]) for n, box in needed.items()}
            least, most = 0.05, 1.5
            for _ in range(30):  # the span grows with the factor
                by = (least + most) / 2
                if _span(spots, sides, axis, by) <= limits[axis]:
                    least = by
                else:
                    most = by
            spans[axis] = _span(spots, sides, axis, least)
            first = min(p[axis] * least - sides[n][0] for n, p in spots.items())
            shift = (self.wide - spans[0]) / 2 if axis == 0 else 0.0
            for n, p in spots.items():
                moved[n][axis] = p[axis] * least - first + shift
        self.room = needed
        return {n: (x, y) for n, (x, y) in moved.items()}, spans[1]

    def _as_moved(
        self, layout: str, room: float, moved: Mapping[str, Point]
    ) -> tuple[dict[str, Point], float]:
        """A picture as it was arranged on the page, some marks moved there, scaled to the sheet."""
        spots = {**positions(self.network, layout, self.look), **moved}
        needed = self.look.boxes
        low, high = _extent(spots, needed)
        unit = min(self.wide / (high[0] - low[0]), room / (high[1] - low[1]))
        sizes = self.preset.names
        self.needs(min(max(13 * unit, sizes[-1]), sizes[0]), _WRAPS[0], len(spots), 1.0)
        self.radius = {n: r * unit for n, r in self.look.radius.items()}
        shift = (self.wide - unit * (high[0] - low[0])) / 2
        place = {
            n: ((x - low[0]) * unit + shift, (y - low[1]) * unit) for n, (x, y) in spots.items()
        }
        self.room = {n: (w * unit, up * unit, down * unit) for n, (w, up, down) in needed.items()}
        return place, unit * (high[1] - low[1])

    def scaled(self, layout: str, room: float) -> tuple[dict[str, Point], float]:
        """A large picture as it is on the page, scaled to the sheet; names where they go."""
        self.needs(self.preset.names[-1], _WRAPS[0], 0, 1.0)
        spots, needed = positions(self.network, layout, self.look), self.look.boxes
        low, high = _extent(spots, needed)
        unit = min(self.wide / (high[0] - low[0]), room / (high[1] - low[1]))
        least = self.preset.small * 0.15
        self.radius = {n: max(r * unit, least) for n, r in self.look.radius.items()}
        shift = (self.wide - unit * (high[0] - low[0])) / 2
        place = {
            n: ((x - low[0]) * unit + shift, (y - low[1]) * unit) for n, (x, y) in spots.items()
        }
        self.room = {n: (w * unit, up * unit, down * unit) for n, (w, up, down) in needed.items()}
        return place, unit * (high[1] - low[1])


def _extent(spots: dict[str, Point], needed: dict[str, Box]) -> tuple[Point, Point]:
    left = min(x - needed[n][0] for n, (x, _) in spots.items())
    right = max(x + needed[n][0] for n, (x, _) in spots.items())
    top = min(y - needed[n][1] for n, (_, y) in spots.items())
    return (left, top), (right, max(y + needed[n][2] for n, (_, y) in spots.items()))


def _span(
    spots: dict[str, Point], sides: dict[str, tuple[float, float]], axis: int, by: float
) -> float:
    first = min(p[axis] * by - sides[n][0] for n, p in spots.items())
    return max(p[axis] * by + sides[n][1] for n, p in spots.items()) - first
