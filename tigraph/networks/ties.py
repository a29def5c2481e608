"""The ties that a projection's rows state: one reader, for networks, comparisons and paths."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyoxigraph as ox

from tigraph.errors import UsageError
from tigraph.querying import Rows, python_value
from tigraph.rdf import text_of
from tigraph.validity import Snapshot

_NEEDED = ("source", "target", "relation")


class Key(NamedTuple):
    """What makes two rows one tie: the same in all of these, whatever their claims."""

    source: str
    target: str
    relation: str
    basis: str = ""
    start: str = ""
    end: str = ""
    weight: Any = 1


@dataclass(frozen=True)
class Tie:
    """A tie between two actors, with the claims that state it, sorted.

    It is certain where one of its claims surely holds, or where it needs no claim: another
    claim that only may hold takes nothing from it. `more` are attributes of its own.
    """

    key: Key
    claims: tuple[str, ...]
    certain: bool
    more: Mapping[str, Any] = field(default_factory=dict)


def read(
    rows: Rows,
    snapshot: Snapshot,
    possible: bool = True,
    name: str = "That query",
    sure: Rows | None = None,
) -> list[Tie]:
    """Return the ties of a projection's rows, sorted: see `gathered`.

    `sure` are the rows without what only may hold, where a tie may rest on more than its
    claim: one that none of them states is not certain, whatever its claim is.

    Rows with an end that is no IRI are passed over. Raises `UsageError` where the query
    (`name` says which) does not return what a projection must.
    """
    missing = [f"?{column}" for column in _NEEDED if column not in rows.columns]
    if missing:
        raise UsageError(
            f"{name} is no projection: it does not return {', '.join(missing)}. "
            "`tigraph queries` marks those that are."
        )
    surely = None if sure is None else {(key[:-1], claim) for key, claim in _stated(sure)}
    return gathered(_stated(rows), snapshot, possible, surely)


def gathered(
    stated: Iterable[tuple[Key, str]],
    snapshot: Snapshot,
    possible: bool = True,
    surely: Collection[tuple[tuple[str, ...], str]] | None = None,
) -> list[Tie]:
    """Return ties, each with all the claims that state it ("" for none), sorted by key.

    Left out are claims that cannot hold at the snapshot's date, and without `possible`
    those that only may; and the ties that only these state. `surely` are the keys, but for
    their weights, and claims that are stated without what only may hold (None: not asked).
    """

    def certain(key: Key, claim: str) -> bool:
        if surely is not None and (key[:-1], claim) not in surely:
            return False
        return not claim or claim in snapshot.certain

    found: dict[Key, set[str]] = {}
    for key, claim in stated:
        if not claim or snapshot.holds(claim, possible):
            found.setdefault(key, set()).add(claim)
    return [
        Tie(key, tuple(sorted(own - {""})), any(certain(key, c) for c in own))
        for key, own in sorted(found.items(), key=lambda item: tuple(map(str, item[0])))
    ]


def _stated(rows: Rows) -> Iterator[tuple[Key, str]]:
    for row in rows.rows:
        cells = dict(zip(rows.columns, row, strict=True))
        if not all(isinstance(cells[end], ox.NamedNode) for end in ("source", "target")):
            continue
        said = {name: text_of(cells.get(name)) for name in Key._fields[:-1]}
        key = Key(**said, weight=python_value(cells.get("weight")) or 1)
        yield key, text_of(cells.get("claim"))
