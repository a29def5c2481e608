"""How ties pass the gaps between columns: each bundle up and down in a channel of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tigraph.drawing.layouts.lanes.bundles import Bundle
from tigraph.drawing.layouts.lanes.threads import Threads

_PORT = 0.46  # between two ties at one side of an actor, for names of size 1
_CLOSE = 0.34  # so near each other, two level lines can be taken for one
_ROUNDS = 12

Group = tuple[Bundle, int]


@dataclass
class Channel:
    """The channel of a bundle in a gap: where it is met from the left and from the right."""

    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    track: int = 0

    @property
    def low(self) -> float:
        """Where it begins."""
        return min((*self.lefts, *self.rights))

    @property
    def high(self) -> float:
        """Where it ends."""
        return max((*self.lefts, *self.rights))


@dataclass
class Channels:
    """The channels of all gaps, how many tracks each gap has, and where ties meet items."""

    of: dict[tuple[int, Group], Channel]
    tracks: dict[int, int]
    port: dict[tuple[int, bool, Group], float]
    """By item, whether it is to its left, and group: how far down it is met there."""


def channels(
    threads: Threads,
    at: Mapping[int, float],
    span: Callable[[int, bool], float],
    size: float,
) -> Channels:
    """Return the channels for items that stand so far down.

    `span` is how much of the left (or right) side of an item its ties may take.
    """
    meets: dict[tuple[int, bool], dict[Group, list[float]]] = defaultdict(lambda: defaultdict(list))
    for hops in threads.hops:
        for hop in hops:
            # What is to the right of a gap is met at its left side.
            for item, other, side in (
                (hop.start, hop.end, hop.sides[0]), (hop.end, hop.start, hop.sides[1]),
            ):  # fmt: skip
                meets[item, side][hop.group].append(at[other])
    port = {}
    for (item, side), groups in meets.items():
        order = sorted(groups, key=lambda g: (sum(groups[g]) / len(groups[g]), g))
        some = len(order) - 1
        step = min(_PORT * size, span(item, side) / some) if some else 0.0
        for rank, group in enumerate(order):
            port[item, side, group] = at[item] + (rank - some / 2) * step
    found: dict[tuple[int, Group], Channel] = defaultdict(Channel)
    for hops in threads.hops:
        for hop in hops:
            channel = found[hop.gap, hop.group]
            for item, side in ((hop.start, hop.sides[0]), (hop.end, hop.sides[1])):
                (channel.rights if side else channel.lefts).append(port[item, side, hop.group])
    tracks = {}
    for gap in sorted({gap for gap, _ in found}):
        own = [found[key] for key in sorted(found) if key[0] == gap]
        tracks[gap] = _tracked([c for c in own if c.high - c.low > 0.05 * size], size)
    return Channels(dict(found), tracks, port)


def _tracked(own: Sequence[Channel], size: float) -> int:
    """Give each channel of a gap its track, so that few lines cross and none lie on another."""
    for channel in own:
        channel.lefts, channel.rights = sorted(set(channel.lefts)), sorted(set(channel.rights))
    cost = [[_cost(one, other, size) for other in own] for one in own]
    order = sorted(range(len(own)), key=lambda i: (own[i].low + own[i].high, i))
    for _ in range(_ROUNDS):
        moved = False
        for i in list(order):
            rest = [j for j in order if j != i]
            # What it costs to stand first, then after one more at a time.
            worth = sum(cost[i][j] for j in rest)
            best, place = worth, 0
            for k, j in enumerate(rest):
                worth += cost[j][i] - cost[i][j]
                if worth < best - 1e-9:
                    best, place = worth, k + 1
            now = order.index(i)
            here = sum(cost[j][i] for j in order[:now]) + sum(cost[i][j] for j in order[now + 1 :])
            if best < here - 1e-9:
                order = [*rest[:place], i, *rest[place:]]
                moved = True
        if not moved:
            break
    for k, i in enumerate(order):
        before = [
            own[j].track
            for j in order[:k]
            if cost[i][j] != cost[j][i] or _beside(own[i], own[j], 0.6 * size)
        ]
        own[i].track = max(before, default=-1) + 1
    return max((channel.track for channel in own), default=-1) + 1


def _beside(one: Channel, other: Channel, rim: float) -> bool:
    return one.low < other.high + rim and other.low < one.high + rim


def _cost(one: Channel, other: Channel, size: float) -> float:
    """What it costs that a channel is to the left of another: crossings, lines on each other."""
    found = float(sum(other.low < y < other.high for y in one.rights))
    found += sum(one.low < y < one.high for y in other.lefts)
    return found + 6 * sum(abs(y - v) < _CLOSE * size for y in one.rights for v in other.lefts)
