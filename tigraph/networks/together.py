"""Whether the steps of a path can have held at one time, by the bounds of their claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: The first and the last day on which a claim may hold; None where there is no bound.
Span = tuple[str | None, str | None]


def meet(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Return whether two steps may have held at one time; a step may have several spans.

    >>> meet([("2018-01-01", "2018-12-31")], [("2019-01-01", None)])
    False
    """
    return at_once([one, other])


def at_once(steps: Sequence[Sequence[Span]]) -> bool:
    """Return whether there is a day on which each of some steps may hold.

    That pairs of them meet is not enough: each may meet the next in another of its spans.

    >>> a, b = ("2018-01-01", "2018-12-31"), ("2020-01-01", "2020-12-31")
    >>> at_once([[a, b], [a], [b]])
    False
    """
    days = {first or "" for spans in steps for first, _ in spans} | {""}
    return any(
        all(any((first or "") <= day <= (last or "9999") for first, last in spans)
            for spans in steps)
        for day in days
    )  # fmt: skip


def apart(steps: Sequence[Sequence[Span]]) -> dict[int, list[int]]:
    """Return, by its number from 1, the steps with which each cannot have held at one time.

    Where any two may meet and yet all of them never, each is apart from all others.

    >>> a, b = ("2018-01-01", "2018-12-31"), ("2020-01-01", "2020-12-31")
    >>> apart([[a], [(None, None)], [b]])
    {1: [3], 3: [1]}
    """
    if at_once(steps):
        return {}
    numbers = range(1, len(steps) + 1)
    found: Mapping[int, list[int]] = {
        i: [j for j in numbers if j != i and not meet(steps[i - 1], steps[j - 1])] for i in numbers
    }
    told = {i: others for i, others in found.items() if others}
    return told or {i: [j for j in numbers if j != i] for i in numbers}
