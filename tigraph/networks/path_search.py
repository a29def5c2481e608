"""All shortest paths between two nodes, within bounds of effort."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tigraph.errors import UsageError

#: So many steps more than the shortest way round are tried to pass through `via` without
#: passing an actor twice.
_DETOUR = 4

#: More steps than this are not tried for that: a large dense network has too many.
_EFFORT = 50_000

Neighbours = Mapping[str, Collection[str]]


def all_shortest(
    near: Neighbours, stops: Collection[str], longest: int | None = None
) -> Iterator[list[str]]:
    """Yield all shortest simple paths that meet some nodes in order, sorted.

    Where the shortest ways from stop to stop would pass a node twice, somewhat longer
    ones are tried; `UsageError` where there are too many to try.

    >>> near = {"a": "bc", "b": "ad", "c": "ad", "d": "bc"}
    >>> list(all_shortest(near, "ad"))
    [['a', 'b', 'd'], ['a', 'c', 'd']]
    >>> list(all_shortest(near, "acd"))
    [['a', 'c', 'd']]
    >>> list(all_shortest(near, "ad", 1))
    []
    """
    walk = _Walk(near, list(stops))
    shortest = walk.shortest()
    if shortest is None:
        return
    furthest = shortest + (_DETOUR if walk.bounded else 0)
    if longest is not None:
        furthest = min(furthest, longest)
    for length in range(shortest, furthest + 1):
        paths = walk.paths(length)
        if (first := next(paths, None)) is not None:
            yield first
            yield from paths
            return


class _Walk:
    """Goes from stop to stop, never further than the steps that are left allow."""

    def __init__(self, near: Neighbours, stops: list[str]) -> None:
        self.near, self.stops = near, stops
        #: Of each leg: how many steps each node is away from the stop where it ends.
        self.away = [_distances(near, stop) for stop in stops[1:]]
        self.legs = [away.get(stop) for away, stop in zip(self.away, stops[:-1], strict=True)]
        #: Of each leg: how many steps those after it have at least.
        self.rest = [sum(leg or 0 for leg in self.legs[i + 1 :]) for i in range(len(self.legs))]
        self.bounded = len(stops) > 2
        self.tried = 0

    def shortest(self) -> int | None:
        """How many steps all legs have at least; None where one cannot be gone."""
        known = [leg for leg in self.legs if leg is not None]
        return sum(known) if len(known) == len(self.legs) else None

    def paths(self, length: int) -> Iterator[list[str]]:
        """Yield the simple paths of so many steps, sorted."""
        start = self.stops[0]
        return self._from([start], {start}, 0, length)

    def _from(self, path: list[str], met: set[str], leg: int, left: int) -> Iterator[list[str]]:
        self.tried += 1
        if self.tried > _EFFORT and self.bounded:
            raise UsageError("Too many ways to try: give --max, or name fewer entities to pass by.")
        while leg < len(self.away) and path[-1] == self.stops[leg + 1]:
            leg += 1
        if leg == len(self.away):
            if not left:
                yield list(path)
            return
        later = met.union(self.stops[leg + 2 :])  # nor a stop before its turn
        for other in sorted(set(self.near.get(path[-1], ())) - later):
            need = self.away[leg].get(other)
            if need is not None and need + self.rest[leg] < left:
                yield from self._from([*path, other], met | {other}, leg, left - 1)


def _distances(near: Neighbours, start: str) -> dict[str, int]:
    """How many steps each node is away."""
    found, queue = {start: 0}, [start]
    for node in queue:
        for other in near.get(node, ()):
            if other not in found:
                found[other] = found[node] + 1
                queue.append(other)
    return found
