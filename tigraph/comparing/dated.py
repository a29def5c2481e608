"""The side of a date: what a projection gives then, kept with the graph for the next time."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from tigraph.comparing.comparison import Half, Key
from tigraph.errors import UsageError
from tigraph.querying import Rows, catalogue, run
from tigraph.rdf import select

if TYPE_CHECKING:
    from tigraph.querying import Query
    from tigraph.stores import Ground

#: The form of what is kept; what has another form is read anew.
_FORM = 1
#: The claims that say how long the phases last.
_LASTS = "SELECT ?claim { ?claim tig:relation relation:phase-of }"


def date_half(ground: Ground, as_of: str, projection: str, given: Mapping[str, str]) -> Half:
    """Return what a projection, with some parameters, gives of a date.

    It is kept with the graph: for the same date, query and parameters nothing is asked again.
    Raises as `run` does, and `UsageError` for a query that is no projection.
    """
    from hashlib import sha256

    query = catalogue.asked(projection)
    asked = [_FORM, query.text, query.derived, sorted(given.items()), ground.language]
    digest = sha256(json.dumps(asked).encode()).hexdigest()[:24]
    name = f"ties-{quote(as_of, safe='')}-{digest}"
    return _half(ground.kept(name, lambda: _content(_asked(ground, as_of, query, given))))


def _asked(ground: Ground, as_of: str, query: Query, given: Mapping[str, str]) -> Half:
    snapshot = ground.snapshot(as_of)
    rows = run(ground, catalogue.in_any_order(query), given, as_of=as_of, possible=True)
    if not isinstance(rows, Rows):
        raise UsageError(f"{query.name} is no projection: it is not a SELECT.")
    lasting = {row["claim"] for row in select(ground.store, _LASTS)}
    return replace(Half.of_rows(rows, snapshot), lasting=frozenset(filter(snapshot.holds, lasting)))


def _content(half: Half) -> bytes:
    """Return a half as it is kept: each IRI once, and numbers for it in the ties."""
    numbers: dict[str, int] = {}

    def number(iri: str) -> int:
        return numbers.setdefault(iri, len(numbers))

    ties = [
        [*map(number, key), int(key in half.certain), *map(number, sorted(own))]
        for key, own in half.ties.items()
    ]
    lasting = sorted(half.lasting)
    return json.dumps({"iris": [*numbers], "ties": ties, "lasting": lasting}).encode()


def _half(content: bytes) -> Half:
    told = json.loads(content)
    iris = told["iris"]
    ties: dict[Key, frozenset[str]] = {}
    certain: set[Key] = set()
    nodes: set[str] = set()
    for source, target, relation, basis, sure, *claims in told["ties"]:
        key = (iris[source], iris[target], iris[relation], iris[basis])
        ties[key] = frozenset([iris[claim] for claim in claims])
        nodes.update(key[:2])
        if sure:
            certain.add(key)
    lasting = frozenset(told["lasting"])
    return Half(ties, frozenset(certain), frozenset(nodes), lasting=lasting)
