"""The legend of a figure: what marks, colours and widths of lines mean, in columns that align."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.fonts import families
from tigraph.drawing.figures.mapping import area_sign
from tigraph.drawing.figures.marks import DASHED, PALE, Marks, rectangle
from tigraph.drawing.layouts.lanes.grid import COLUMNS, column_of
from tigraph.drawing.styles import one_line
from tigraph.local import Words

if TYPE_CHECKING:
    from tigraph.drawing.look import Look

LEGEND_WORDS = Words(
    {
        "kinds": ("actors", "acteurs"),
        "marks": ("marks", "signes"),
        "bases": ("ties", "liens"),
        "citations": ("citations", "citations"),
        "weights": ("weight", "poids"),
        "possible": ("only possibly valid", "seulement possible"),
    }
)
_SIGN = 2.5  # the room of a sign, for a text of size 1
_GAP = 1.6  # between columns
_ROW, _GROUP = 1.5, 0.35  # how tall a row is, and what is between groups


@dataclass(frozen=True)
class Legend:
    """Entries with their places from the upper left corner, captions of groups, the height."""

    entries: list[tuple[float, float, dict[str, Any]]]
    captions: list[tuple[float, str]]
    height: float


def legend(
    look: Look,
    boxed: Collection[str],
    size: float,
    wide: float,
    measure: Callable[..., float],
    kinds: list[dict[str, Any]] | None = None,
) -> Legend:
    """Return the legend of a look in a width: actors, ties, and what the widths of these tell.

    `boxed` are the kinds that are drawn as boxes, `kinds` entries in place of those of the look's
    kinds.
    """
    groups = _groups(look, boxed, kinds)
    captions = [caption for caption, _ in groups]
    start = max((measure(caption, size) for caption in captions), default=0.0) + 1.4 * size
    rows = [[_long(entry, size, measure) for entry in group] for _, group in groups]
    across = max((len(row) for row in rows), default=1)
    while across > 1 and start + sum(_columns(rows, across)) + _GAP * size * (across - 1) > wide:
        across -= 1
    columns = _columns(rows, across)
    entries, told, y = [], [], 0.0
    for caption, group in groups:
        told.append((y, caption))
        for k, entry in enumerate(group):
            column = k % across
            if k and not column:
                y += _ROW * size
            x = start + sum(columns[:column]) + column * _GAP * size
            entries.append((x, y, entry))
        y += (_ROW + _GROUP) * size
    return Legend(entries, told, y)


def draw_legend(marks: Marks, made: Legend, left: float, top: float, size: float) -> None:
    """Draw a legend with its upper left corner at a point."""
    serif = list(families()["serif"])
    for y, caption in made.captions:
        look: dict[str, Any] = {"style": "italic", "family": serif, "color": PALE}
        marks.write(left, top + y, caption, size, **look)
    for x, y, entry in made.entries:
        _sign(marks, entry, left + x, top + y + 0.62 * size, size)
        at = left + x + _SIGN * size
        marks.write(at, top + y, entry["label"], size)
        if "count" in entry:
            at += entry["long"] + 0.5 * size
            marks.write(at, top + y, f"({entry['count']})", size, color=PALE)


def _sign(marks: Marks, entry: dict[str, Any], x: float, middle: float, size: float) -> None:
    if entry.get("blank"):
        return
    if entry.get("boxed"):
        corner = (x + 0.1 * size, middle - 0.5 * size, 1.7 * size, size)
        look: dict[str, Any] = {"rounding": 0.25 * size, "edge": PALE, "width": 0.08 * size}
        marks.axes.add_patch(rectangle(*corner, "white", **look))
    elif entry.get("area"):
        corner = (x + 0.1 * size, middle - 0.5 * size, 1.7 * size, size)
        marks.axes.add_patch(area_sign(corner, entry["colour"], entry["hollow"], size))
    elif "marker" in entry:
        spot, hollow = (x + size, middle), bool(entry.get("hollow"))
        radius = min(entry["radius"] / 44, 0.5) if "radius" in entry else 0.48
        marks.mark([spot], [radius * size], entry["colour"], entry["marker"], hollow)
    else:
        style = DASHED if entry.get("dashed") else "solid"
        wide = 0.22 * size if "width" not in entry else entry["width"] * size / 10
        line = ([x, x + 2 * size], [middle, middle])
        marks.axes.plot(*line, color=entry["colour"], lw=wide, ls=style, solid_capstyle="butt")


def _groups(
    look: Look, boxed: Collection[str], given: list[dict[str, Any]] | None
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The groups that have entries, each with its caption."""
    words = LEGEND_WORDS.of(look.network.language)
    kinds = look.kind_legend() if given is None else given
    if given is None:
        kinds.sort(key=lambda kind: (COLUMNS.index(column_of(kind["id"])), -kind["count"]))
    for kind in kinds:
        kind["boxed"] = kind.get("id") in boxed
    bases = sorted(look.basis_legend(), key=lambda basis: -basis["count"])
    if some := sum(look.lines[i].dashed for i, _ in look.lined()):
        bases.append({"label": words["possible"], "colour": PALE, "dashed": True, "count": some})
    widths = [{**entry, "label": entry["short"], "colour": PALE} for entry in look.width_legend()]
    told = "weights" if look.weighed else "citations"
    groups = [(words["kinds"], kinds), (words["marks"], look.measure_legend())]
    groups += [(words["bases"], bases), (words[told], widths)]
    return [(caption, group) for caption, group in groups if group]


def _long(entry: dict[str, Any], size: float, measure: Callable[..., float]) -> float:
    """How wide an entry is; its label is kept with its width."""
    entry["label"] = one_line(entry["label"])
    entry["long"] = measure(entry["label"], size)
    count = 0.5 * size + measure(f"({entry['count']})", size) if "count" in entry else 0.0
    return float(_SIGN * size + entry["long"] + count)


def _columns(rows: Sequence[Sequence[float]], across: int) -> list[float]:
    """How wide each column must be for rows of so many entries."""
    return [max((long for row in rows for long in row[k::across]), default=0.0)
            for k in range(across)]  # fmt: skip
