"""What is read around two actors gives the shortest paths that all ties give."""

from __future__ import annotations

from itertools import combinations, pairwise

import tigraph
from tigraph.networks.path_search import all_shortest
from tigraph.networks.tied import Ties


def test_ties_around_two_ends_give_the_paths_that_all_of_them_give() -> None:
    ground = tigraph.load().ground
    snapshot = ground.snapshot()

    def ties(*ends: str) -> Ties:
        return Ties(ground.store, snapshot, set(ends), set())

    every = ties()
    every.read_all()
    actors = sorted(every.near)[::9]
    lengths = set()
    for one, other in combinations(actors, 2):
        own = ties(one, other)
        own.read_between(one, other)
        found = list(all_shortest(own.near, [one, other]))
        assert found == list(all_shortest(every.near, [one, other]))
        lengths |= {len(path) for path in found}
        assert own.claims.keys() <= every.claims.keys()
        for path in found:
            for pair in map(frozenset, pairwise(path)):
                assert own.claims[pair] == every.claims[pair]
    assert max(lengths) > 3


def test_no_further_is_read_than_a_path_may_be_long() -> None:
    ground = tigraph.load().ground
    every = Ties(ground.store, ground.snapshot(), set(), set())
    every.read_all()
    pairs = combinations(sorted(every.near)[::9], 2)
    start, far = next(
        pair for pair in pairs if len(next(all_shortest(every.near, [*pair]), [])) > 3
    )
    own = Ties(ground.store, ground.snapshot(), {start, far}, set())
    own.read_between(start, far, 2)
    assert not list(all_shortest(own.near, [start, far], 2))
    assert len(own.near) < len(every.near)
