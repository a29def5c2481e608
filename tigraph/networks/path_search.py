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
    order = list(stops)
    away = [_distances(near, stop) for stop in order[1:]]
    legs = [away[i].get(stop) for i, stop in enumerate(order[:-1])]
    known = [leg for leg in legs if leg is not None]
    if len(known) < len(legs):
        return
    rest = [sum(known[i + 1 :]) for i in range(len(known))]
    tried = 0

    def walk(path: list[str], met: set[str], leg: int, left: int) -> Iterator[list[str]]:
        nonlocal tried
        tried += 1
        if tried > _EFFORT and len(order) > 2:
            raise UsageError("Too many ways to try: give --max, or name fewer entities to pass by.")
        here = path[-1]
        while leg < len(away) and here == order[leg + 1]:
            leg += 1
        if leg == len(away):
            if not left:
                yield list(path)
            return
        for other in sorted(near.get(here, ())):
            later = other in order[leg + 2 :]  # a stop of a later turn
            need = away[leg].get(other)
            if other in met or later or need is None or need + rest[leg] > left - 1:
                continue
            yield from walk([*path, other], met | {other}, leg, left - 1)

    shortest = sum(known)
    extra = _DETOUR if len(order) > 2 else 0
    for length in range(shortest, shortest + extra + 1):
        if longest is not None and length > longest:
            return
        found = False
        for path in walk([order[0]], {order[0]}, 0, length):
            found = True
            yield path
        if found:
            return


def _distances(near: Neighbours, start: str) -> dict[str, int]:
    """How many steps each node is away."""
    found, queue = {start: 0}, [start]
    for node in queue:
        for other in near.get(node, ()):
            if other not in found:
                found[other] = found[node] + 1
                queue.append(other)
    return found
