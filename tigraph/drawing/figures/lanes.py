"""A figure in lanes: bands, heads of columns, boxes of posts, names beside their marks."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.fitting import width_of
from tigraph.drawing.figures.fonts import families
from tigraph.drawing.figures.marks import BAND, INK, LINE, PALE, Marks, rectangle
from tigraph.drawing.layouts.lanes.blocks import Block, in_blocks
from tigraph.drawing.layouts.lanes.made import in_lanes
from tigraph.drawing.layouts.lanes.plan import LEADING, MARK
from tigraph.errors import UsageError

if TYPE_CHECKING:
    from tigraph.drawing.figures.presets import Preset
    from tigraph.drawing.figures.room import Edges
    from tigraph.drawing.layouts.plan import Point
    from tigraph.drawing.layouts.ways import Way
    from tigraph.drawing.look import Look

_FAINT = "#a5a29a"  # the letters of what is not lit
_SHORTENED = 0.1  # of the names, at most, where there is a way to set them in full
_SMALLEST = 0.62  # of the smallest names: a picture is scaled down so far to fit its sheet


def measured(text: str, size: float, bold: bool) -> float:
    """How wide a text is, as it will be set."""
    return width_of(text, "bold" if bold else "normal") * size


def fitted_lanes(look: Look, preset: Preset, width: float, room: float) -> list[Block]:
    """The network in lanes with the largest names that fit the sheet, in blocks side by side.

    Raises `UsageError` for a network that has no lanes, or too many for the sheet.
    """
    least, some = preset.names[-1], len(look.network.graph) * _SHORTENED
    whole = tuple(range(look.network.graph.number_of_edges()))

    def tried(size: float, blocks: int, close: bool) -> list[Block]:
        if blocks > 1:
            return in_blocks(look, measured, size, width, blocks, close) or []
        made = in_lanes(look, measured, size, width, lined=not blocks, close=close)
        return [Block(made, 0.0, whole)] if made else []

    sizes = (*preset.names, 0.92 * least)
    ways = (1, 2, 3) if preset.height else (1,)
    tries = [(size, blocks, close) for size in sizes for blocks in ways for close in (False, True)]
    tries += [(size, 0, False) for size in sizes]
    finer = [[(k * least, b, True) for b in ways] for k in (0.84, 0.76, 0.68, _SMALLEST)]
    tries += finer[0] + [(size, 0, True) for size in sizes]
    tries += [one for some in finer for one in (*some, (some[0][0], 0, True))]
    known = False
    for full in (True, False):
        for size, blocks, close in tries:
            made = tried(size, blocks, close)
            known = known or bool(made)
            low = max((block.made.height for block in made), default=room + 1)
            if low <= room and (not full or sum(b.made.cut for b in made) <= some):
                return made
    if not known:
        raise UsageError(
            "Lanes need actors of two kinds or more, at two governance levels or more or of five "
            "kinds at most, and 120 actors at most. Choose another layout."
        )
    raise UsageError(
        f"Lanes of {len(look.network.graph)} actors do not fit this sheet. "
        "Choose a larger preset, another layout, or a smaller network."
    )


def spots_of(
    blocks: list[Block], left: float, top: float
) -> tuple[dict[str, Point], list[Edges], list[Way]]:
    """Where the marks of lanes stand on a sheet, what names and posts take, the ways of ties."""
    spots: dict[str, Point] = {}
    taken: list[Edges] = []
    ways: list[Way] = []
    for block in blocks:
        made, right = block.made, left + block.left
        for node, (x, y) in made.spots.items():
            spots[node] = (right + x, top + y)
            if node in made.boxes:
                w, h = made.boxes[node]
                x, y = spots[node]
                taken.append((x - w / 2, y - h / 2, x + w / 2, y + h / 2))
        for name in made.names.values():
            x, y = right + name.x - (name.wide if name.end else 0), top + name.y
            tall = len(name.lines) * LEADING * made.size
            taken.append((x, y, x + name.wide, y + tall))
        ways += [tuple((right + x, top + y) for x, y in way) for way in made.ways]
    return spots, taken, ways


def draw_lanes(marks: Marks, block: Block, left: float, top: float) -> None:
    """Draw a block of lanes, with its upper left corner at a point."""
    made, axes = block.made, marks.axes
    left, size = left + block.left, made.size
    for told, x, end in made.heads:
        look: dict[str, Any] = {"style": "italic", "family": list(families()["serif"])}
        look |= {"color": PALE, "ha": "right" if end else "left"}
        marks.write(left + x, top + 0.4 * size, told, size, **look)
    for level, first, last in made.bands:
        band = (left, top + first, made.width, last - first)
        axes.add_patch(rectangle(*band, BAND, rounding=0.7 * size))
        label = level.upper()
        at = (left + made.label, top + first + 0.45 * size)
        marks.write(*at, label, 0.72 * size, color=PALE, weight="bold", zorder=2)
    for way, line in zip(made.ways, [marks.look.lines[k] for k in block.ties], strict=True):
        moved = tuple((left + x, top + y) for x, y in way)
        marks.way(moved, line, size / 13)
    for (colour, marker, hollow), some in marks.look.alike(made.spots).items():
        plain = [n for n in some if n not in made.boxes]
        if plain:
            at_ = [(left + made.spots[n][0], top + made.spots[n][1]) for n in plain]
            marks.mark(at_, [MARK * size] * len(plain), colour, marker, hollow)
        for node in some:
            if node in made.boxes:
                (x, y), (w, h) = made.spots[node], made.boxes[node]
                corner = (left + x - w / 2, top + y - h / 2)
                line_: dict[str, Any] = {"rounding": 0.35 * size, "edge": LINE}
                line_ |= {"width": 0.06 * size, "zorder": 3}
                axes.add_patch(rectangle(*corner, w, h, "white", **line_))
    for node, name in made.names.items():
        boxed = node in made.boxes
        for i, (head, rest) in enumerate(name.parts()):
            x, y = left + name.x, top + name.y + i * LEADING * size + 0.1 * size
            for text, bold in ((head, True), (rest, name.bold)):
                look = {"ha": "right" if name.end else "left", "zorder": 4}
                look |= {"weight": "bold"} if bold else {}
                ink = PALE if boxed and not bold else INK
                look |= {"color": ink if marks.look.is_lit(node) else _FAINT}
                if text.strip():  # SVG drops a space at the beginning
                    gap = measured(" ", size, bold) * (len(text) - len(text.lstrip()))
                    marks.write(x + gap, y, text.lstrip(), size, **look)
                x += measured(text, size, bold)
