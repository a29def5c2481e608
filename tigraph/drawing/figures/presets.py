"""The sheets that figures are drawn on: for a column, two, a slide, a poster."""

from __future__ import annotations

from dataclasses import dataclass

_MM = 72 / 25.4


@dataclass(frozen=True)
class Preset:
    """A sheet, in points: its size (as tall as need be, up to `tallest`) and its text.

    `names` are the sizes tried for names, the largest first.
    """

    width: float
    height: float | None
    tallest: float
    margin: float
    names: tuple[float, ...]
    title: float
    small: float
    dpi: int
    #: So small, of the smallest, names by force get before some are left out (and counted).
    finest: float = 0.82


PRESETS = {
    "one-column": Preset(85 * _MM, None, 235 * _MM, 4, (7, 6.2, 5.5), 8.5, 6, 600),
    "two-columns": Preset(170 * _MM, None, 235 * _MM, 6, (8, 7.2, 6.5, 6), 10.5, 6.5, 300),
    "slide": Preset(960, 540, 540, 24, (14, 12, 10.5, 9, 8), 22, 9.5, 144, 0.62),
    "social": Preset(600, 315, 315, 18, (9, 8, 7, 6, 5.4), 16, 5.6, 144, 0.9),
    "poster": Preset(841 * _MM, 594 * _MM, 594 * _MM, 60, (36, 30, 25, 20), 60, 22, 150, 0.62),
}
