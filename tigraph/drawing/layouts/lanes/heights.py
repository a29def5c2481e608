"""How far down each item stands: near those that it is linked to, and over no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tigraph.drawing.layouts.lanes.order import Cell, Chains

_SWEEPS = 30
_FAR = 0.1  # what is in another lane pulls no more than this


def heights(
    chains: Chains, cells: Mapping[Cell, Sequence[int]], tall: Mapping[int, float], light: set[int]
) -> tuple[dict[int, float], dict[int, float]]:
    """The middle of each item in its lane, and the height of each lane.

    `tall` is the room of each item, the gap to the next included; what is `light`, the place
    of a tie that passes, pulls those beside it to be level with it.
    """
    deep: dict[int, float] = defaultdict(float)
    for (lane, _), own in cells.items():
        deep[lane] = max(deep[lane], sum(tall[item] for item in own))
    top, start = {}, 0.0
    for lane in sorted(deep):
        top[lane] = start
        start += deep[lane]
    at: dict[int, float] = {}
    for (lane, _), own in cells.items():
        down = top[lane] + (deep[lane] - sum(tall[item] for item in own)) / 2
        for item in own:
            at[item] = down + tall[item] / 2
            down += tall[item]
    near = chains.near()
    columns = sorted({column for _, column in cells})
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else columns[::-1]:
            for cell in sorted(cells):
                if cell[1] == column:
                    _settle(cells[cell], at, near, tall, light, top[cell[0]], deep[cell[0]])
    return {item: y - top[chains.cell[item][0]] for item, y in at.items()}, dict(deep)


def _settle(
    own: Sequence[int],
    at: dict[int, float],
    near: Mapping[int, Sequence[int]],
    tall: Mapping[int, float],
    light: set[int],
    top: float,
    deep: float,
) -> None:
    wanted, weights, before = [], [], 0.0
    for item in own:
        pulls = [
            (4.0 if {item, o} <= light else 1.0 if top <= at[o] <= top + deep else _FAR, at[o])
            for o in near.get(item, ())
        ]
        weight = sum(w for w, _ in pulls)
        drawn = sum(w * y for w, y in pulls) / weight if weight else at[item]
        # From middle to middle items need half of both: without that, they need only not turn back.
        wanted.append(drawn - before - tall[item] / 2)
        weights.append(weight or 0.1)
        before += tall[item]
    free = deep - before
    before = 0.0
    for item, y in zip(own, rising(wanted, weights), strict=True):
        at[item] = min(max(y, top), top + free) + before + tall[item] / 2
        before += tall[item]


def rising(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The numbers nearest to these that do not fall: neighbours that would are pooled.

    >>> rising([1.0, 3.0, 2.0], [1.0, 1.0, 1.0])
    [1.0, 2.5, 2.5]
    """
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        mean, heavy, count = value, weight, 1
        while pools and pools[-1][0] > mean:
            before, w, n = pools.pop()
            mean, heavy, count = (before * w + mean * heavy) / (w + heavy), w + heavy, n + count
        pools.append((mean, heavy, count))
    return [mean for mean, _, count in pools for _ in range(count)]
