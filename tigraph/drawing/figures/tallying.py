"""Numbers and bars beside a map: what it counts, at a glance and by region."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tigraph.drawing.figures.fitting import in_lines, width_of
from tigraph.drawing.figures.fonts import families
from tigraph.drawing.figures.marks import INK, LINE, PALE, rectangle
from tigraph.drawing.tallies import TALLY_WORDS

if TYPE_CHECKING:
    from tigraph.drawing.figures.marks import Marks
    from tigraph.drawing.tallies import Tally

_BIG = 2.9  # a number, for small text of size 1
_ROW = 1.5  # from one bar to the next
_CLOSE = 1.15  # where there is little room
_LEAST = 4  # fewer rows say little
_NAMES = 0.5  # of a column of bars, what names of regions have at most
_WIDEST = 17.0  # so wide is a column of bars that stands with others, for small text of size 1
_FADED = 0.45  # what is hollow as a mark is pale as a bar


class Numbers:
    """What a map counts, drawn on a sheet; each part says how tall it is."""

    def __init__(self, marks: Marks, tally: Tally, placed: int) -> None:
        """`placed` says how many of those that are counted stand on the map."""
        self.marks, self.tally, self.size = marks, tally, marks.preset.small
        self.words = TALLY_WORDS.of(marks.network.language)
        self.groups = [(tally.groups[g], tally.total(g)) for g in tally.kinds()]
        self.rows = tally.rows()
        total = sum(count for _, count in self.groups)
        self.note = self.words["placed"].format(placed, total) + "." if placed < total else ""

    # Numbers ------------------------------------------------------------------------------

    def head(self, wide: float, rows: bool) -> float:
        """How tall the numbers are, in rows or side by side, with the bar of them all."""
        size = self.size
        each = (wide if rows else wide / len(self.groups)) - self._from(rows)
        lines = [len(self._lines(i, each)) for i in range(len(self.groups))]
        if rows:
            tall = sum(max(_BIG * size, 1.3 * size * n) + 0.9 * size for n in lines)
        else:
            tall = max(_BIG * size, max(lines) * 1.3 * size) + 0.8 * size
        noted = in_lines(self.note, 0.9 * size, wide) if self.note and rows else []
        return tall + 1.4 * size + 1.25 * size * len(noted)

    def draw_head(self, x: float, y: float, wide: float, rows: bool) -> None:
        """Draw the numbers, in rows or side by side, from a corner on."""
        size, marks, serif = self.size, self.marks, list(families()["serif"])
        first, across = y, wide / len(self.groups)
        for i, (group, count) in enumerate(self.groups):
            left = x if rows else x + i * across
            start = left + self._from(rows)
            lines = self._lines(i, x + wide - start if rows else across - self._from(rows))
            tall = max(_BIG * size, 1.3 * size * len(lines))
            number = {"color": group.colour, "weight": "bold", "family": serif}
            marks.write(
                left, y + (tall - _BIG * size) / 2 - 0.1 * size, str(count), _BIG * size, **number
            )
            top = y + (tall - 1.3 * size * len(lines)) / 2 + 0.1 * size
            for k, line in enumerate(lines):
                marks.write(
                    start + 1.2 * size,
                    top + 1.3 * size * k,
                    line,
                    size,
                    color=PALE if k and group.note and line in self._noted(i, wide) else INK,
                )
            dot = (start + 0.4 * size, top + 0.55 * size)
            marks.mark([dot], [0.38 * size], group.colour, "o", group.hollow)
            if rows:
                y += tall + 0.9 * size
                if i + 1 < len(self.groups):
                    marks.axes.add_patch(rectangle(x, y - 0.5 * size, wide, 0.05 * size, LINE))
        if not rows:
            y = first + self.head(wide, rows) - 1.4 * size
        self._bar(x, y, wide, 0.55 * size, [count for _, count in self.groups])
        for k, line in enumerate(
            in_lines(self.note, 0.9 * size, wide) if self.note and rows else ()
        ):
            marks.write(x, y + 1.1 * size + 1.25 * size * k, line, 0.9 * size, color=PALE)

    def _from(self, rows: bool) -> float:
        """Where words begin after the numbers."""
        most = max(width_of(str(count), "bold", "serif") for _, count in self.groups)
        return (most * _BIG + (1.2 if rows else 0.7)) * self.size

    def _lines(self, i: int, wide: float) -> list[str]:
        group, count = self.groups[i]
        label = group.counted(count, self.marks.network.language)
        room = max(wide - 1.4 * self.size, 4 * self.size)
        return [*in_lines(label, self.size, room), *self._noted(i, wide)]

    def _noted(self, i: int, wide: float) -> list[str]:
        note, room = self.groups[i][0].note, max(wide - 1.4 * self.size, 4 * self.size)
        return in_lines(note, self.size, room) if note else []

    # Bars ---------------------------------------------------------------------------------

    def columns(self, wide: float) -> int:
        """Into how many columns the bars by region go in a width."""
        return max(1, min(3, int(wide / (_WIDEST * self.size))))

    def bars(self, wide: float) -> float:
        """How tall the bars by region are in a width."""
        return _ROW * self.size * math.ceil(len(self.rows) / self.columns(wide))

    def draw_bars(self, x: float, y: float, wide: float, tall: float | None = None) -> None:
        """Draw the bars by region, from a corner on, in no more than a height if there is one.

        Where not all of them fit, the last stands for the rest.
        """
        some = self.columns(wide)
        rows, step = self.rows, _ROW * self.size
        if tall:
            step = max(min(step, tall * some / len(rows)), _CLOSE * self.size)
            rows = self._cut(int(tall / step) * some)
        if not rows:
            return
        each = math.ceil(len(rows) / some)
        gap = 1.6 * self.size
        column = (wide - gap * (some - 1)) / some
        longest = max(width_of(name) for name, _ in rows) + 0.6
        size = min(self.size, 0.8 * step, max(_NAMES * column / longest, 0.7 * self.size))
        names = longest * size
        most = max(sum(counts) for _, counts in rows)
        room = column - names - 1.6 * size
        for i, (name, counts) in enumerate(rows):
            left, top = x + i // each * (column + gap), y + i % each * step
            self.marks.write(left, top, name, size, color=PALE)
            long, level = room * sum(counts) / most, top + 0.22 * size
            end = self._bar(left + names, level, long, 0.72 * size, counts)
            told = str(sum(counts))
            self.marks.write(end + 0.35 * size, top + 0.04 * size, told, 0.9 * size, color=PALE)

    def _cut(self, most: int) -> list[tuple[str, list[int]]]:
        """No more than so many rows, the last of them for the rest; none where that says little."""
        if len(self.rows) <= most:
            return self.rows
        if most < _LEAST:
            return []
        first, rest = self.rows[: most - 1], self.rows[most - 1 :]
        sums = [sum(own) for own in zip(*(counts for _, counts in rest), strict=True)]
        return [*first, (self.words["rest"].format(len(rest)), sums)]

    def _bar(self, x: float, y: float, wide: float, tall: float, counts: list[int]) -> float:
        """A bar in the colours of the groups; where it ends."""
        total = sum(counts) or 1
        for (group, _), count in zip(self.groups, counts, strict=True):
            part = wide * count / total
            if part:
                patch = rectangle(x, y, part, tall, group.colour)
                patch.set_alpha(_FADED if group.hollow else 1.0)
                self.marks.axes.add_patch(patch)
            x += part
        return x
