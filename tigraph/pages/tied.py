"""Who is tied to most others, and is shown first where there are more than can be shown."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from tigraph.names import ACTORS
from tigraph.rdf import select

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: So many of a kind, and of all, are kept.
MOST = 600
#: So many are drawn.
DRAWN = 60
#: Who is tied to fewer hangs on another, and ties nobody: of these there are tens of thousands.
_FEW = 3
#: So many rows are read between two looks whether others are busy; so long a rest is, in seconds.
_PACE, _REST = 20, 0.005
_RELATIONS = "SELECT ?relation { ?relation tig:tie true ; a skos:Concept }"
_TIES = """SELECT ?one ?other {{ ?claim tig:relation <{relation}> .
  {{ ?claim org:member ?one ; org:organization ?other }}
  UNION {{ ?claim tig:subject ?one ; tig:object ?other }} }}"""
_OF_KIND = "SELECT ?one {{ ?one a <{kind}> }}"


@dataclass(frozen=True)
class Tied:
    """The actors, with their ties.

    `kinds` says of which kind each is, `ties` with how many others it is tied, of those that are.
    `first` are those of each kind with most ties, these first; `drawn` those with most ties of
    all, each with whom it is tied to, as a picture has them; `others` are these, of each.
    """

    kinds: Mapping[str, str]
    ties: Mapping[str, int]
    first: Sequence[str]
    drawn: Sequence[str]
    others: Mapping[str, AbstractSet[str]]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many actors there are of each kind."""
        return Counter(self.kinds.values())

    def of(self, kinds: Iterable[str]) -> tuple[list[str], int]:
        """Return the actors of some kinds, those with most ties first, and how many there are."""
        wanted = set(kinds)
        found = [iri for iri in self.first if self.kinds[iri] in wanted]
        return found[:MOST], sum(self.counts[kind] for kind in wanted)

    def of_these(self, iris: Iterable[str], kinds: Iterable[str]) -> list[str]:
        """Return which of some IRIs are actors of some kinds, those with most ties first."""
        wanted = set(kinds)
        found = (iri for iri in iris if self.kinds.get(iri) in wanted)
        return sorted(found, key=lambda iri: (-self.ties.get(iri, 0), iri))

    def drawn_of(self, iris: Sequence[str]) -> list[str]:
        """Return whom of some actors a picture has: the most tied, with whom they are tied to.

        Ties are counted to those of them that are tied to some themselves. Whoever is tied to more
        of these than a picture holds is not in it.
        """
        inside = {iri for iri in iris if self.ties.get(iri, 0) >= _FEW} or set(iris)
        near = {one: self.others.get(one, set()) & inside for one in iris}
        found: dict[str, None] = {}
        for one in sorted(iris, key=lambda iri: (-len(near[iri]), iri)):
            if near[one] and len(found.keys() | near[one] | {one}) <= DRAWN:
                found |= dict.fromkeys((one, *sorted(near[one])))
        return list(found) or list(iris[:DRAWN])


_known: WeakKeyDictionary[object, Tied] = WeakKeyDictionary()
_turn = threading.Lock()
#: Somebody waits for what is being worked out.
_awaited = threading.Event()


def tied(ground: Ground, busy: Callable[[], bool] = lambda: False) -> Tied:
    """Return the actors by their ties, whatever the date; it is worked out once for a store.

    First are those with most ties to others that are tied to some themselves: a municipality, in
    one intercommunality and nothing else, does not make that one a hub. Who prepares it before it
    is asked for rests while others are `busy`, until somebody waits for it.
    """
    held = ground.names.index  # the same in all languages, and of nothing but this store
    if (known := _known.get(held)) is not None:  # whoever works out another keeps nobody waiting
        return known
    if not _turn.acquire(blocking=False):
        _awaited.set()
        _turn.acquire()
    try:
        if held not in _known:
            _known[held] = _worked_out(ground, busy)
        return _known[held]
    finally:
        _awaited.clear()
        _turn.release()


def _resting(rows: Iterable[dict[str, str]], busy: Callable[[], bool]) -> Iterator[dict[str, str]]:
    """Yield rows, with a rest before some while others are busy and nobody waits."""
    for number, row in enumerate(rows):
        while not number % _PACE and busy() and not _awaited.is_set():
            time.sleep(_REST)
        yield row


def _worked_out(ground: Ground, busy: Callable[[], bool]) -> Tied:
    kind_of = {
        row["one"]: kind
        for kind in ACTORS
        for row in _resting(select(ground.store, _OF_KIND.format(kind=kind)), busy)
    }
    others: defaultdict[str, set[str]] = defaultdict(set)
    for relation in select(ground.store, _RELATIONS):
        for row in _resting(select(ground.store, _TIES.format(**relation)), busy):
            one, other = row["one"], row["other"]
            if one != other and one in kind_of and other in kind_of:
                others[one].add(other)
                others[other].add(one)
    many = {one for one, own in others.items() if len(own) >= _FEW}
    rank = {one: (len(own & many) if one in many else 0, len(own)) for one, own in others.items()}

    def place(iri: str) -> tuple[int, int, str]:
        hub, ties = rank.get(iri, (0, 0))
        return (-hub, -ties, iri)

    first: dict[str, list[str]] = {kind: [] for kind in ACTORS}
    for one in sorted(kind_of, key=place):
        if len(own := first[kind_of[one]]) < MOST:
            own.append(one)
    kept = sorted((one for own in first.values() for one in own), key=place)
    drawn: dict[str, None] = {}
    small = len(kind_of) <= MOST
    for one in (one for one in kept if place(one)[0] or (small and others[one])):
        near = {one, *(others[one] if small else others[one] & many)}
        if len(drawn.keys() | near) > DRAWN:
            break
        drawn |= dict.fromkeys(sorted(near))
    return Tied(kind_of, {one: len(own) for one, own in others.items()}, kept, list(drawn), others)
