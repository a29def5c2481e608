"""A measure of actors as marks tell it: by their sizes, or by their colours, with the legend.

The values come in as data: whoever measures (`tigraph.measuring`) is after this room. What is a
number is told by areas of marks or by five shades, each for as many actors as can be; what is a
label, such as the community that an actor is in, by hues of the six largest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from tigraph.drawing.styles import COLOURS
from tigraph.local import Words, said

#: What a measure gives: a number, the number of a group, or nothing.
Value: TypeAlias = float | int | str | bool | None

#: From the least to the most, in lightness and in hue, each of 3:1 on white and on the dark page.
SHADES = ("#2366c8", "#5a74a9", "#857b87", "#ad805e", "#d37e00")
#: Of those of whom nothing is known, and of the groups that have no hue of their own.
OTHER = "#7b838c"
_HUES = COLOURS[:-1]  # the last is grey, as the others are
_LEAST, _MOST = 7.0, 22.0  # radius of a mark, in pixels
_UNKNOWN = 5.0
SCALE_WORDS = Words(
    {
        "unknown": ("{}: no value", "{} : sans valeur"),
        "others": ("{}: the smaller ones", "{} : les plus petites"),
        "group": ("{} {}", "{} {}"),
        "value": ("{}: {}", "{} : {}"),
        "range": ("{}: {} to {}", "{} : {} à {}"),
        "size": ("size: {} {}", "taille : {} {}"),
    }
)


@dataclass(frozen=True)
class Scale:
    """A measure of the actors of a network: `name`, what it is called and `about`, the values.

    `nominal` values are labels of groups, not quantities; of an actor that has none the value
    is None. `language` is that of the legends.
    """

    name: str
    label: str
    about: str
    values: Mapping[str, Value]
    nominal: bool = False
    language: str = "en"

    @cached_property
    def _numbers(self) -> dict[str, float]:
        return {
            node: float(value)
            for node, value in self.values.items()
            if isinstance(value, bool | int | float) and math.isfinite(value)
        }

    @cached_property
    def radius(self) -> dict[str, float]:
        """The radius of each mark, in pixels: its area grows with the value, from 0 to the most."""
        most = max((abs(value) for value in self._numbers.values()), default=0.0) or 1.0
        return {
            node: round(_LEAST + (_MOST - _LEAST) * math.sqrt(abs(known[0]) / most), 1)
            if (known := [self._numbers[node]] if node in self._numbers else [])
            else _UNKNOWN
            for node in self.values
        }

    def size_key(self) -> list[tuple[str, float]]:
        """What the sizes tell: the least and the greatest value, each with its radius."""
        word = SCALE_WORDS.of(self.language)["size"]
        if not self._numbers:
            return []
        found: dict[str, float] = {}
        for end in (min, max):
            node = end(self._numbers, key=lambda one: (abs(self._numbers[one]), one))
            found[word.format(self.label, self._told(self._numbers[node]))] = self.radius[node]
        return [*found.items()]

    @cached_property
    def _shades(self) -> tuple[dict[str, int], list[tuple[str, str]]]:
        return self._of_groups() if self.nominal else self._of_numbers()

    @property
    def shade(self) -> dict[str, int]:
        """Which entry of `colour_key` each actor has."""
        return self._shades[0]

    def colour_key(self) -> list[tuple[str, str]]:
        """What the colours tell: a label and a colour each."""
        return self._shades[1]

    def _of_numbers(self) -> tuple[dict[str, int], list[tuple[str, str]]]:
        words = SCALE_WORDS.of(self.language)
        steps = _steps(sorted(self._numbers.values()))
        key = []
        for i, (low, high) in enumerate(steps):
            shade = SHADES[round(i * (len(SHADES) - 1) / max(len(steps) - 1, 1))]
            least, most = self._told(low), self._told(high)
            told = words["value"].format(self.label, least)
            if least != most:
                told = words["range"].format(self.label, least, most)
            key.append((told, shade))
        of = {
            node: next(i for i, (_, high) in enumerate(steps) if value <= high)
            for node, value in self._numbers.items()
        }
        return self._with_others(of, key, "unknown")

    def _of_groups(self) -> tuple[dict[str, int], list[tuple[str, str]]]:
        word = SCALE_WORDS.of(self.language)["group"]
        known = {node: str(value) for node, value in self.values.items() if value is not None}
        sizes = Counter(known.values())
        first = sorted(sizes, key=lambda group: (-sizes[group], len(group), group))
        first = [group for group in first if sizes[group] > 1 or len(first) <= len(_HUES)]
        first = first[: len(_HUES)]
        key = [(word.format(self.label, group), _HUES[i]) for i, group in enumerate(first)]
        of = {node: first.index(group) for node, group in known.items() if group in first}
        return self._with_others(of, key, "others")

    def _told(self, value: float) -> str:
        text = f"{value:.3g}" if value % 1 or abs(value) >= 1e6 else f"{value:.0f}"
        return text.replace(".", said((".", ","), self.language))

    def _with_others(
        self, of: dict[str, int], key: list[tuple[str, str]], word: str
    ) -> tuple[dict[str, int], list[tuple[str, str]]]:
        rest = [node for node in self.values if node not in of]
        if not rest:
            return of, key
        told = SCALE_WORDS.of(self.language)[word].format(self.label)
        return {**of, **dict.fromkeys(rest, len(key))}, [*key, (told, OTHER)]


def _steps(values: list[float]) -> list[tuple[float, float]]:
    """As many classes as there are shades, of about as many values each, none of them in two.

    >>> _steps([0, 0, 0, 1, 2])
    [(0, 0), (1, 1), (2, 2)]
    """
    found: list[tuple[float, float]] = []
    distinct = sorted(set(values))
    if len(distinct) <= len(SHADES):
        return [(value, value) for value in distinct]
    left, start = len(SHADES), 0
    while start < len(values) and left:
        end = min(start + max(round((len(values) - start) / left), 1), len(values)) - 1
        while end + 1 < len(values) and values[end + 1] == values[end]:
            end += 1
        if left == 1:
            end = len(values) - 1
        found.append((values[start], values[end]))
        start, left = end + 1, left - 1
    return found
