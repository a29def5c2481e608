"""Measures as a figure for a paper."""

from __future__ import annotations

import textwrap
from typing import Any

from tigraph.drawing import saved
from tigraph.errors import DataError, UsageError
from tigraph.measuring.measurement import Measurement, is_quantity
from tigraph.measuring.texts import reading_notes

ACTORS = 15

INK, PALE, DOT = "#1b1f24", "#57606a", "#0072b2"

_WORDS = {
    "others": ("{} of {} actors: those with the highest {} in any panel.",
               "{} acteurs sur {} : ceux dont {} est le plus élevé dans l’un des cadres."),
    "empty": ("Nothing to draw: the networks have no nodes.",
              "Rien à tracer : les réseaux n’ont pas de nœuds."),
}  # fmt: skip


def figure_bytes(measurement: Measurement, format: str, actors: int = ACTORS) -> bytes:
    """Return the figure of a measurement: "svg", "png" or "pdf", the same bytes on each run.

    Each panel shows up to `actors` actors, chosen by the first measure. Text stays text.
    Raises `MissingExtraError` without matplotlib, `UsageError` where no measure is a quantity.
    """
    names = [n for n in measurement.measures if is_quantity(n)]
    names = [n for n in names if any(n in row for t in measurement.tables for row in t.nodes)]
    if not any(table.nodes for table in measurement.tables):
        raise DataError(_WORDS["empty"][measurement.language == "fr"])
    if not names:
        raise UsageError("A figure needs a measure that is a quantity: degree, betweenness …")
    title = str(measurement.boundary["title"])
    return saved(lambda sheet: _draw(sheet, measurement, names, actors), format, title, 200)


def _draw(sheet: Any, told: Measurement, names: list[str], most: int) -> None:
    french = told.language == "fr"
    cells = [{str(row["id"]): row for row in table.nodes} for table in told.tables]
    labels = {n: str(row["label"]) for own in cells for n, row in own.items()}

    def peak(node: str) -> float:
        return max(_number(own[node].get(names[0])) or 0.0 for own in cells if node in own)

    chosen = sorted(labels, key=lambda n: (-peak(n), labels[n], n))[:most]
    wrapped = ["\n".join(textwrap.wrap(labels[n], 42, max_lines=2, placeholder=" …"))
               for n in chosen]  # fmt: skip
    columns, rows = len(told.tables), len(names)
    left, panel, gap = 3.3, max(1.1, min(3.0, 9.0 / columns)), 0.18
    tall = 0.36 * len(chosen) + 0.25
    width = left + columns * (panel + gap) + 0.2
    title = textwrap.wrap(str(told.boundary["title"]), int(width * 9))
    notes = reading_notes(told)
    if len(labels) > len(chosen):
        notes = [_WORDS["others"][french].format(len(chosen), len(labels), names[0]), *notes]
    foot = [line for note in notes for line in textwrap.wrap(note, int(width * 14))]
    above, below = 0.3 + 0.24 * len(title), 0.15 + 0.155 * len(foot)
    height = above + rows * (tall + 0.75) + below
    sheet.set_size_inches(width, height)
    for i, line in enumerate(title):
        sheet.text(0.12 / width, 1 - (0.14 + 0.24 * i) / height, line, fontsize=12, va="top",
                   weight="bold", color=INK)  # fmt: skip
    for i, line in enumerate(foot):
        sheet.text(0.12 / width, (below - 0.05 - 0.155 * i) / height, line, fontsize=7, va="top",
                   color=PALE)  # fmt: skip
    for r, name in enumerate(names):
        top = max((_number(own[n].get(name)) or 0.0 for own in cells for n in chosen if n in own),
                  default=0.0)  # fmt: skip
        low = min((_number(own[n].get(name)) or 0.0 for own in cells for n in chosen if n in own),
                  default=0.0)  # fmt: skip
        spread = (top - min(low, 0.0)) or 1.0
        for c, own in enumerate(cells):
            bottom = height - above - (r + 1) * (tall + 0.75) + 0.45
            box = ((left + c * (panel + gap)) / width, bottom / height, panel / width,
                   tall / height)  # fmt: skip
            axes = sheet.add_axes(box)
            found = [_number(own[n].get(name)) if n in own else None for n in chosen]
            known = [(value, i) for i, value in enumerate(found) if value is not None]
            values, places = [value for value, _ in known], [i for _, i in known]
            axes.hlines(places, 0, values, color=DOT, lw=1.4, alpha=0.45)
            axes.plot(values, places, "o", color=DOT, ms=5, clip_on=False)
            axes.set_ylim(len(chosen) - 0.5, -0.5)
            axes.set_xlim(min(low, 0.0) - 0.03 * spread, min(low, 0.0) + 1.06 * spread)
            axes.set_yticks(range(len(chosen)), wrapped if c == 0 else [""] * len(chosen))
            axes.tick_params(labelsize=7.5, length=0, colors=INK)
            axes.locator_params(axis="x", nbins=4)
            axes.grid(axis="both", color="#d8dee4", lw=0.5)
            axes.set_axisbelow(True)
            for side in axes.spines.values():
                side.set_visible(False)
            heading = "\n".join(textwrap.wrap(told.tables[c].variant, int(panel * 11)))
            axes.set_title(heading if r == 0 or heading else "", fontsize=9, color=INK)
            if c == 0:
                axes.set_xlabel(name, fontsize=8.5, color=INK, loc="left")


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None
