"""Lines of time: what is said of one actor, each relation as a bar over the years.

A bar is full where the relation surely holds (from the latest beginning to the earliest end
that the claim allows), pale where it only may; a mark stands at each date at which a source
attests it in the present tense. The form follows Gantt's charts and the "lifelines" of
Plaisant et al., CHI 1996.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tigraph.drawing.figures.fitting import in_lines, width_of
from tigraph.drawing.figures.fonts import families
from tigraph.drawing.figures.locator import Surroundings, draw_beside
from tigraph.drawing.figures.saving import saved, sheet_for
from tigraph.drawing.spans import Bar, Line, lines_of
from tigraph.errors import DataError
from tigraph.local import Words, ended, typeset

if TYPE_CHECKING:
    from tigraph.drawing.figures.presets import Preset

_INK, _PALE, _GRID, _BAR, _SEEN = "#1b1f24", "#57606a", "#e4e1d8", "#23527c", "#d9a521"
_WORDS = Words(
    {
        "sure": ("surely holds", "assuré"),
        "may": ("may hold", "possible"),
        "open": ("no date told", "date non dite"),
        "seen": ("attested, on some day of these", "attesté, un jour de ceux-là"),
        "undated": (
            "Without any date, so not drawn: {} of {} tie‹s›.",
            "Sans aucune date, donc non tracé‹0:s› : {} lien‹0:s› sur {}.",
        ),
        "left": (
            "Without room on this sheet, so left out: the last {} of {} row‹s›.",
            "Faute de place sur cette feuille, omise‹0:s› : {} dernière‹s› ligne‹s› sur {}.",
        ),
        "none": (
            "Nothing to draw: no relation of {} has a date or a dated source.",
            "Rien à tracer : aucune relation de {} n’a de date ni de source datée.",
        ),
        "as_of": ("As of {}.", "Date de référence : {}."),
        "made": ("Made on {} with tigraph {}.", "Établi le {} avec tigraph {}."),
        "sources": ("Sources: {}", "Sources : {}"),
        "contours": ("Contours: {}", "Contours : {}"),
    }
)


def lifelines_bytes(
    card: Mapping[str, Any],
    format: str,
    preset: str = "two-columns",
    *,
    language: str = "en",
    made: str,
    version: str,
    around: Surroundings | None = None,
) -> bytes:
    """Return the lines of time of a card (see `Graph.show`) as a figure: svg, png or pdf.

    Relations stand under the post, role or relation that they share, the first to begin on
    top; beside the name stands a small map of what is `around` the actor (`surroundings`).
    What has no date, and what does not fit, is counted under the figure. Each run gives the
    same bytes. Raises `DataError` where nothing has a date, `UnknownNameError`, and
    `MissingExtraError` without matplotlib.
    """
    sheet = sheet_for(format, preset)
    drawn, undated = lines_of(card)
    if not drawn:
        raise DataError(_WORDS("none", language).format(card["label"]))
    told = {"language": language, "made": made, "version": version}

    def draw(figure: Any) -> None:
        _Sheet(figure, sheet, card, drawn, undated, told, around).draw()

    return saved(draw, format, str(card["label"]), sheet.dpi)


class _Sheet:
    """Lines of time being drawn, in points from the upper left corner."""

    def __init__(
        self,
        figure: Any,
        preset: Preset,
        card: Mapping[str, Any],
        lines: Sequence[Line],
        undated: int,
        told: Mapping[str, str],
        around: Surroundings | None = None,
    ) -> None:
        self.around = around
        self.figure, self.preset, self.card, self.lines = figure, preset, card, lines
        self.undated, self.told, self.words = undated, told, _WORDS.of(told["language"])
        self.axes = figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.wide = preset.width - 2 * preset.margin

    def draw(self) -> None:
        preset = self.preset
        serif = {"family": list(families()["serif"])}
        side, low = draw_beside(self.axes, self.around, preset) if self.around else (0.0, 0.0)
        named, room = str(self.card["label"]), self.wide - side
        title = self._paragraph(named, preset.title, "bold", room, "serif")
        above = preset.margin + 1.25 * preset.title * len(title) + 2.4 * preset.small
        above = max(above, low + preset.small)
        most = preset.height or preset.tallest
        for size in preset.names:
            self.size, self.step = size, 1.75 * size
            below = 1.3 * preset.small * len(self._caption(len(self.lines))) + 4 * preset.small
            room = most - above - below - preset.margin - 1.6 * size
            if self._tall(self.lines) <= room:
                break
        shown = len(self.lines)
        while shown > 1 and self._tall(self.lines[:shown]) > room:
            shown -= 1
        lines, caption = self.lines[:shown], self._caption(shown)
        tall = self._tall(lines)
        self._write_all(title, preset.margin, preset.title, weight="bold", color=_INK, **serif)
        kind = [str(self.card.get("kind", "")), *(i["value"] for i in self.card["identifiers"])]
        under = preset.margin + 1.25 * preset.title * len(title)
        self._write(preset.margin, under, " · ".join(filter(None, kind)), preset.small, color=_PALE)
        names = self._names(lines)
        self._years(lines, names, above, tall)
        self._rows(lines, names, above + 1.6 * self.size)
        foot = above + 1.6 * self.size + tall + preset.small
        if preset.height:
            foot = preset.height - preset.margin - 1.3 * preset.small * (len(caption) + 2)
        self._legend(foot)
        self._write_all(caption, foot + 2 * preset.small, preset.small, color=_PALE)
        total = foot + 2 * preset.small + 1.3 * preset.small * len(caption) + preset.margin
        total = preset.height or total
        self.figure.set_size_inches(preset.width / 72, total / 72)
        self.axes.set_xlim(0, preset.width)
        self.axes.set_ylim(total, 0)

    # What stands where ----------------------------------------------------------------------

    def _names(self, lines: Sequence[Line]) -> float:
        """How wide the names are, in at most 45 of 100 of the sheet."""
        widest = max(self._measure(line.name, self.size) for line in lines)
        return min(widest, 0.45 * self.wide)

    def _tall(self, lines: Sequence[Line]) -> float:
        rows = len(lines) + 1.2 * len({line.group for line in lines})
        names = self._names(lines)
        more = sum(len(self._wrapped(line, names)) - 1 for line in lines)
        return rows * self.step + more * 1.15 * self.size

    def _wrapped(self, line: Line, names: float) -> list[str]:
        return self._paragraph(line.name, self.size, wide=names + 0.5)[:3]

    def _limits(self, lines: Sequence[Line]) -> tuple[int, int]:
        years = [year for line in lines for bar in line.bars for year in bar.years()]
        first, last = int(min(years)), int(-(-max(years) // 1))
        return first, max(last, first + 1)

    def _years(self, lines: Sequence[Line], names: float, top: float, tall: float) -> None:
        first, last = self._limits(lines)
        self.left = self.preset.margin + names + 1.2 * self.size
        right = self.preset.width - self.preset.margin - 0.6 * self.size
        self.scale = (right - self.left) / (last - first)
        self.first, self.last = first, last
        needed = 1.6 * self._measure("2000", self.preset.small) / self.scale
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 1000) if s >= needed or s == 1000)
        foot = top + 1.6 * self.size + tall
        for year in range(first, last + 1):
            x = self._x(year)
            self.axes.plot([x, x], [top + 1.4 * self.size, foot], color=_GRID, lw=0.5, zorder=0)
            if year % step == 0 and year < last:
                middle = self._x(year + 0.5) if step == 1 else x
                self._write(middle, top, str(year), self.preset.small, color=_PALE, ha="center")

    def _x(self, year: float) -> float:
        return self.left + (year - self.first) * self.scale

    def _rows(self, lines: Sequence[Line], names: float, top: float) -> None:
        group, size = None, self.size
        for line in lines:
            if line.group != group:
                group = line.group
                text = self._paragraph(group, size, wide=self.wide)[0]
                self._write(self.preset.margin, top + 0.55 * size, text, 1.08 * size,
                            style="italic", family=list(families()["serif"]),
                            color=_PALE)  # fmt: skip
                top += 1.2 * self.step
            wrapped = self._wrapped(line, names)
            for k, text in enumerate(wrapped):
                self._write(self.left - 1.2 * size, top + 0.25 * size + 1.15 * size * k, text, size,
                            ha="right", color=_INK)  # fmt: skip
            for bar in line.bars:
                self._bar(bar, top + 0.22 * size + 0.575 * size * len(wrapped))
            top += self.step + 1.15 * size * (len(wrapped) - 1)

    def _bar(self, bar: Bar, y: float) -> None:
        thick, (first, last) = 0.62 * self.size, bar.may
        begin = self._x(self.first if first is None else first)
        end = self._x(self.last if last is None else last)
        known = first is not None or last is not None
        if known:
            self.axes.plot([begin, end], [y, y], color=_BAR, lw=thick, alpha=0.28, zorder=1,
                           solid_capstyle="butt")  # fmt: skip
        for told, x, way in ((first, begin, 1), (last, end, -1)):
            if told is None and known:  # the end that nobody tells fades in dots
                far = x + way * 2.2 * self.size
                self.axes.plot([x, far], [y, y], color="white", lw=thick, zorder=2, ls=(0, (1, 1)))
        if bar.sure:
            self.axes.plot([self._x(bar.sure[0]), self._x(bar.sure[1])], [y, y], color=_BAR,
                           lw=thick, zorder=3, solid_capstyle="butt")  # fmt: skip
        for a, b in bar.seen:
            self._attested(self._x(max(a, self.first)), self._x(min(b, self.last)), y)

    def _attested(self, a: float, b: float, y: float) -> None:
        """A mark in the middle of the span within which a source attests it: no duration."""
        size = self.size
        if b - a > 0.6 * size:
            self.axes.plot([a, b], [y, y], color=_SEEN, lw=0.1 * size, zorder=4, ls=(0, (1, 2)))
        self.axes.plot([(a + b) / 2], [y], "o", color=_SEEN, ms=0.5 * size, zorder=5, mec="white",
                       mew=0.05 * size)  # fmt: skip

    def _legend(self, top: float) -> None:
        size, x = self.preset.small, self.preset.margin
        y = top + 0.6 * size
        for key in ("sure", "may", "open", "seen"):
            a, b = x, x + 2.4 * size
            if key == "seen":
                self._attested(a, b, y)
            else:
                self.axes.plot([a, b], [y, y], color=_BAR, lw=0.7 * size,
                               alpha=1 if key == "sure" else 0.28,
                               solid_capstyle="butt")  # fmt: skip
            if key == "open":
                self.axes.plot([(a + b) / 2, b], [y, y], color="white", lw=0.7 * size,
                               ls=(0, (1, 1)))  # fmt: skip
            self._write(b + 0.5 * size, top, self.words[key], size, color=_INK)
            x = b + 1.9 * size + self._measure(self.words[key], size)

    # Text -----------------------------------------------------------------------------------

    def _caption(self, shown: int) -> list[str]:
        words, total = self.words, len(self.lines)
        told = []
        if date_asked := self.card.get("as_of"):
            told.append(words["as_of"].format(date_asked))
        if shown < total:
            told.append(words["left"].format(total - shown, total))
        if self.undated:
            every = self.undated + sum(len(line.bars) for line in self.lines)
            told.append(words["undated"].format(self.undated, every))
        told.append(words["made"].format(self.told["made"], self.told["version"]))
        titles = {
            item["document"]["title"]
            for relation in self.card["relations"]
            for item in relation.get("evidence") or ()
        }
        told.append(words["sources"].format("; ".join(sorted(titles))))
        if self.around and self.around.atlas.sources:
            told.append(words["contours"].format("; ".join(self.around.atlas.sources)))
        set_ = (typeset(ended(text), self.told["language"]) for text in told)
        return [line for text in set_ for line in self._paragraph(text, self.preset.small)]

    def _measure(
        self, text: str, size: float, weight: str = "normal", family: str = "sans"
    ) -> float:
        return width_of(text, weight, family) * size

    def _paragraph(
        self,
        text: str,
        size: float,
        weight: str = "normal",
        wide: float | None = None,
        family: str = "sans",
    ) -> list[str]:
        return in_lines(text, size, wide or self.wide, weight, family)

    def _write(self, x: float, y: float, text: str, size: float, **look: Any) -> None:
        self.axes.text(x, y, text, fontsize=size, va="top", **look)

    def _write_all(self, lines: Sequence[str], top: float, size: float, **look: Any) -> None:
        for k, text in enumerate(lines):
            self._write(self.preset.margin, top + 1.28 * size * k, text, size, **look)
