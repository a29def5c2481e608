"""Correlations of two series, or of the ranks that two tables give the same nodes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any


def correlation(first: list[float], second: list[float]) -> float | None:
    """Pearson's correlation; None where one side does not vary.

    >>> correlation([1, 2, 3], [3, 2, 1])
    -1.0
    """
    if len(first) < 2:
        return None
    means = [math.fsum(side) / len(side) for side in (first, second)]
    one, other = ([x - m for x in side] for side, m in zip((first, second), means, strict=True))
    spread = math.fsum(x * x for x in one) * math.fsum(y * y for y in other)
    if spread <= 1e-24:
        return None
    both = math.fsum(x * y for x, y in zip(one, other, strict=True))
    return max(-1.0, min(1.0, both / math.sqrt(spread)))


def rank_correlation(first: Mapping[str, Any], second: Mapping[str, Any]) -> float | None:
    """Spearman's rank correlation over the nodes that have a number in both; ties share ranks.

    >>> rank_correlation({"a": 1, "b": 2, "c": 9}, {"a": 5, "b": 6, "c": 7})
    1.0
    """
    shared = [n for n, v in first.items() if v is not None and second.get(n) is not None]
    return correlation(*(_ranked([side[n] for n in shared]) for side in (first, second)))


def _ranked(values: list[Any]) -> list[float]:
    counts = Counter(values)
    place: dict[Any, float] = {}
    below = 0
    for value in sorted(counts):
        place[value] = below + (counts[value] + 1) / 2
        below += counts[value]
    return [place[value] for value in values]
