"""Which column and which lane each node of a network stands in."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tigraph.drawing.layouts.levels import level_rank
from tigraph.drawing.styles import text_of
from tigraph.local import Words

if TYPE_CHECKING:
    from tigraph.networks import Network

COLUMNS = ("people", "posts", "organisations", "bodies", "others")
_KINDS = {
    "Person": "people",
    "Post": "posts",
    "Seat": "posts",
    "Organization": "organisations",
    "FormalOrganization": "organisations",
    "OrganizationalUnit": "organisations",
    "Intercommunality": "organisations",
    "GovernanceBody": "bodies",
    "BodyType": "bodies",
    "LabelledTerritory": "bodies",
    "Lineage": "bodies",
}
WORDS = Words(
    {
        "people": ("people", "personnes"),
        "posts": ("posts and seats", "postes et sièges"),
        "organisations": ("organisations", "organisations"),
        "bodies": ("bodies and territories", "instances et territoires"),
        "unknown": ("level not stated", "échelon non renseigné"),
        "others": ("what they act on", "ce sur quoi ils agissent"),
    }
)
_ACTING = ("people", "posts", "organisations")
MOST = 120  # nodes; more would be lanes of many metres


@dataclass(frozen=True)
class Grid:
    """The columns that are filled, the lanes by level, and the nodes of each.

    `strays` are nodes without a level of their own that stand in the one lane of all those
    that they are tied to. `heads` is what the columns are called; a `plain` grid has
    one lane, of all levels.
    """

    columns: tuple[str, ...]
    lanes: tuple[str, ...]
    column: dict[str, int]
    lane: dict[str, int]
    strays: frozenset[str]
    heads: tuple[str, ...]
    plain: bool = False


def column_of(kind: str) -> str:
    """Return the column of a kind.

    >>> column_of("Seat"), column_of("Event")
    ('posts', 'others')
    """
    return _KINDS.get(kind, "others")


def grid(network: Network) -> Grid | None:
    """Return the grid of a network; none where it has no two columns or no two known levels."""
    graph = network.graph
    columns = {n: column_of(text_of(data.get("kind"))) for n, data in graph.nodes(data=True)}
    levels = {n: text_of(data.get("level")) for n, data in graph.nodes(data=True)}
    known = {level for level in levels.values() if level}
    if len(graph) > MOST or len(known) < 2 or len(set(columns.values())) < 2:
        return None
    adopted = _adopted(network, columns, levels)
    levels |= adopted
    filled = tuple(c for c in COLUMNS if c in columns.values())
    lanes = tuple(sorted(set(levels.values()), key=level_rank))
    return Grid(
        filled,
        lanes,
        {n: filled.index(c) for n, c in columns.items()},
        {n: lanes.index(level) for n, level in levels.items()},
        frozenset(adopted),
        tuple(WORDS(c, network.language) for c in filled),
    )


def level_names(network: Network, found: Grid) -> list[str]:
    """What each lane is called."""
    names = {"": "" if found.plain else WORDS("unknown", network.language)}
    for _, data in network.graph.nodes(data=True):
        level = text_of(data.get("level"))
        if level:
            names[level] = text_of(data.get("level_label")) or level
    return [names.get(level, level) for level in found.lanes]


def fits_best(network: Network) -> bool:
    """Whether lanes say most of a network: people or posts, and ties between them."""
    made = grid(network)
    if made is None:
        return False
    human = [i for i, c in enumerate(made.columns) if c in ("people", "posts")]
    count = Counter(made.column.values())
    others = made.columns.index("others") if "others" in made.columns else -1
    across = sum(made.column[a] != made.column[b] for a, b in network.graph.edges())
    return (
        sum(count[i] for i in human) >= 0.1 * len(made.column)
        and 4 * count[others] <= len(made.column)
        and 2 * across >= network.graph.number_of_edges()
    )


def _adopted(network: Network, columns: dict[str, str], levels: dict[str, str]) -> dict[str, str]:
    """Those without a level whose neighbours share one, with it: by and by, from those known.

    A post or seat is of the body that it is in; but what else sits in a body need not act on
    its level: there people, posts and organisations alone count.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in network.graph.edges():
        near[a].add(b)
        near[b].add(a)
    found: dict[str, str] = {}
    while True:
        told = levels | found
        fresh = {}
        for node in sorted(n for n, level in told.items() if not level):
            around = near[node] - {node}
            shared = {told[other] for other in around if told[other]}
            counted = columns[node] == "posts" or any(
                told[other] and columns[other] in _ACTING for other in around
            )
            if len(shared) == 1 and counted:
                fresh[node] = shared.pop()
        if not fresh:
            return found
        found |= fresh
