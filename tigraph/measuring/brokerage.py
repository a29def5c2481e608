"""Brokerage between groups: the five roles of Gould and Fernandez, with their null model.

An actor v brokers from a to c where a sends a tie to v, v sends one to c, and a sends none
to c. The groups of the three say in which role:

============== =========================== ==============================================
role           groups of a, v, c           sna's name
============== =========================== ==============================================
coordinator    A A A                       w_I
itinerant      A B A (the consultant)      w_O
representative A A B                       b_IO
gatekeeper     A B B                       b_OI
liaison        A B C                       b_O
total          any                         t
============== =========================== ==============================================

Expectations and standard deviations are those of the paper: every possible directed tie
is there independently of all others with the same probability, the density of the network
as it is; sizes of groups are given. A z-score is (observed - expected) / sd. That z follows
a normal law is not known in general (so the authors), least of all in small networks.

Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
brokerage in transaction networks. Sociological Methodology 19, 89-126.

Nothing here knows of RDF or networkx: ties are pairs, groups a mapping.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations, product
from math import comb
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")


@dataclass(frozen=True)
class Score:
    """How often a role is played: counts of ordered pairs brokered.

    `z` is None where the null model leaves no variation (a group of one coordinates
    nobody, however the ties fall).
    """

    observed: int
    expected: float
    sd: float

    @property
    def z(self) -> float | None:
        """How many standard deviations lie between what is observed and what is expected."""
        return (self.observed - self.expected) / self.sd if self.sd > 0 else None


@dataclass(frozen=True)
class Brokerage:
    """The scores of each actor, and of the network as a whole, by role.

    `sizes` are the numbers of actors by group, `density` the share of possible directed
    ties that are there.
    """

    actors: Mapping[Hashable, Mapping[str, Score]]
    whole: Mapping[str, Score]
    sizes: Mapping[str, int]
    density: float


def brokerage(groups: Mapping[Node, str], ties: Iterable[tuple[Node, Node]]) -> Brokerage:
    """Return the brokerage scores of every actor in `groups`, for directed ties.

    Loops and ties counted twice are left out; so is a tie with an end that has no group.
    Agrees with `sna::brokerage` of R (sna 2.7).

    >>> found = brokerage({"region": "R", "state": "N", "town": "L"},
    ...                   [("state", "region"), ("region", "town")])
    >>> [role for role in ROLES if found.actors["region"][role].observed]
    ['liaison', 'total']
    >>> round(found.actors["region"]["total"].expected, 3)
    0.148
    """
    arcs = {(a, b) for a, b in ties if a != b and a in groups and b in groups}
    sizes = dict(sorted(Counter(groups.values()).items()))
    n = len(groups)
    density = len(arcs) / (n * (n - 1)) if n > 1 else 0.0
    counts = _counts(groups, arcs)
    by_group = {group: _expected(group, sizes, density) for group in sizes}
    actors: dict[Hashable, dict[str, Score]] = {
        node: {role: Score(counts[node][role], *by_group[group][role]) for role in ROLES}
        for node, group in groups.items()
    }
    sums = {role: sum(own[role] for own in counts.values()) for role in ROLES}
    chance = _expected_whole(list(sizes.values()), density)
    whole = {role: Score(sums[role], *chance[role]) for role in ROLES}
    return Brokerage(actors, whole, sizes, density)


def role_of(source: str, broker: str, target: str) -> str:
    """Return the role of a broker by the groups of the three.

    >>> role_of("national", "regional", "local")
    'liaison'
    """
    if source == target:
        return "coordinator" if broker == source else "itinerant"
    if broker == source:
        return "representative"
    return "gatekeeper" if broker == target else "liaison"


def _counts(groups: Mapping[Node, str], arcs: set[tuple[Node, Node]]) -> dict[Node, Counter[str]]:
    into: dict[Node, list[Node]] = {node: [] for node in groups}
    out: dict[Node, list[Node]] = {node: [] for node in groups}
    for a, b in arcs:
        out[a].append(b)
        into[b].append(a)
    counts: dict[Node, Counter[str]] = {node: Counter() for node in groups}
    for broker, group in groups.items():
        for a, c in product(into[broker], out[broker]):
            if a != c and (a, c) not in arcs:
                counts[broker][role_of(groups[a], group, groups[c])] += 1
                counts[broker]["total"] += 1
    return counts


def _expected(group: str, sizes: Mapping[str, int], d: float) -> dict[str, tuple[float, float]]:
    """Expectation and sd of each role for one actor of a group.

    `pairs` is how many ordered pairs could be brokered in the role, `shared` how many
    ordered couples of such two-paths have one tie in common, which is what makes them
    depend on each other.
    """
    n, own = sum(sizes.values()), sizes[group]
    others = [size for name, size in sizes.items() if name != group]
    outside = n - own
    crossing = (
        outside * (own - 1),
        2 * ((own - 1) * comb(outside, 2) + outside * comb(own - 1, 2)),
    )
    cells = {
        "coordinator": ((own - 1) * (own - 2), 2 * (own - 1) * (own - 2) * (own - 3)),
        "itinerant": (
            sum(m * (m - 1) for m in others),
            2 * sum(m * (m - 1) * (m - 2) for m in others),
        ),
        "gatekeeper": crossing,
        "representative": crossing,
        "liaison": (
            outside**2 - sum(m * m for m in others),
            4 * sum(m * comb(outside - m, 2) for m in others),
        ),
        "total": ((n - 1) * (n - 2), 2 * (n - 1) * (n - 2) * (n - 3)),
    }
    path, both = d**2 * (1 - d), d**3 * (1 - d) ** 3
    return {
        role: (path * pairs, _root(path * pairs * (1 - path) + shared * both))
        for role, (pairs, shared) in cells.items()
    }


def _expected_whole(sizes: list[int], d: float) -> dict[str, tuple[float, float]]:
    """Expectation and sd of how often each role is played in the whole network.

    Two two-paths can share a tie, or the tie of one can be the one missing in the
    other; `open_`, `broken` and `closed` weigh these cases.
    """
    n = sum(sizes)
    path = d**2 * (1 - d)
    open_, broken, closed = d**3 * (1 - d) ** 3, d**4 * (1 - d) ** 2, d**5 * (1 - d)

    def couples(k: int) -> float:
        """What dependence adds for each triple within a set of k actors."""
        return (4 * k - 10) * open_ - 4 * (k - 3) * broken + (k - 3) * closed

    def moments(triples: float, added: float) -> tuple[float, float]:
        return path * triples, _root(path * triples * (1 - path) + added)

    crossing = moments(
        sum(k * (n - k) * (k - 1) for k in sizes),
        sum(k * (n - k) * (k - 1) * ((n - 3) * open_ + (k - 2) * closed) for k in sizes),
    )
    return {
        "coordinator": moments(
            sum(k * (k - 1) * (k - 2) for k in sizes),
            sum(k * (k - 1) * (k - 2) * couples(k) for k in sizes),
        ),
        "itinerant": moments(
            sum(k * (n - k) * (k - 1) for k in sizes),
            sum(
                k * m * (k - 1) * ((2 * k + 2 * m - 6) * open_ + (n - k - 1) * closed)
                for k, m in permutations(sizes, 2)
            ),
        ),
        "gatekeeper": crossing,
        "representative": crossing,
        "liaison": moments(
            sum(i * j * k for i, j, k in permutations(sizes, 3)),
            sum(
                i * j * k
                * (
                    (4 * (n - j) - 2 * (i + k + 1)) * open_
                    - (4 * (n - k) - 2 * (i + j + 1)) * broken
                    + (n - (i + k + 1)) * closed
                )
                for i, j, k in permutations(sizes, 3)
            ),
        ),
        "total": moments(n * (n - 1) * (n - 2), n * (n - 1) * (n - 2) * couples(n)),
    }  # fmt: skip


def _root(variance: float) -> float:
    return math.sqrt(variance) if variance > 0 else 0.0
