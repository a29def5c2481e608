"""Networks too large for one picture, drawn by groups: regions, communities, kinds by level."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tigraph.drawing.layouts.arrange import communities, positions
from tigraph.drawing.styles import number_of, shown, text_of
from tigraph.local import Words

if TYPE_CHECKING:
    from tigraph.networks import Network

OVERVIEW_WORDS = Words(
    {
        "region": ("region (number of its actors)", "région (nombre de ses acteurs)"),
        "nowhere": ("in no region, or several", "hors région, ou dans plusieurs"),
        "regions": (
            "Drawn as {} region‹s›, with the ties between them; ties within one are not drawn",
            "Dessiné en {} région‹s›, avec les liens qui les relient ; ceux d’une même région "
            "ne sont pas dessinés",
        ),
        "changed": (
            "Drawn are the {} tie‹s› that changed, with their ends: {} that stayed ‹1:is|are› not",
            "Dessiné‹s› : {} lien‹s› qui ‹a|ont› changé, avec leurs bouts ; {} qui ‹1:est|sont› "
            "resté‹1:s› ne ‹1:l’est|le sont› pas",
        ),
    }
)
MANY = 3000  # up to so many nodes, all of them are drawn at once
MOST_GROUPS = 60  # the smallest communities beyond these are grouped by region
MOST_PLACES = 30
#: Kinds of those that stand in others: a community is known by what they are in.
_INSIDERS = ("Person", "Post")
#: A community is called by so many of its actors at most, to tell it from the others.
_MOST_HEADS = 3
#: So many ties away, an actor that has no region of its own is counted in that of others.
_NEAR = 3
#: So wide, in pixels, is the picture of regions.
_WIDE = 1100.0


@dataclasses.dataclass(frozen=True)
class Reduced:
    """A network of what is drawn of a larger one, which it says in a sentence.

    `alike` says whether its actors are those of the larger one, and not groups of them.
    """

    network: Network
    told: str
    alike: bool


def overviews(network: Network) -> list[dict[str, Any]]:
    """The groupings of a large network, the best first; none where it can be drawn whole.

    Each has what it goes by (`by`: region, community or level), the rank of each node's group
    (`of`, nodes sorted), and `groups`, each with its place in the picture, count and commonest
    kind. A group is called by its `name` (the most tied of its members) and `place` (a
    region, or a level beside its kind), and `rest` says for how many small groups it
    stands. No two groups of a grouping are called alike.
    """
    if len(network.graph) <= MANY:
        return []
    large = _Large(network)
    found = [large.by_region(), large.by_community(), large.by_level()]
    return [grouping for grouping in found if grouping]


def reduced(network: Network) -> Reduced | None:
    """Return what is drawn of a network on a sheet, where that is not all of it.

    Of a large comparison it is what changed; of any other network, and of a comparison in which
    too much changed, its regions, if most actors are in some.
    """
    if len(network.graph) <= MANY:
        return None
    words = OVERVIEW_WORDS.of(network.language)
    if (found := changed(network)) and len(found.graph) <= MANY:
        ties, every = found.graph.number_of_edges(), network.graph.number_of_edges()
        return Reduced(found, words["changed"].format(ties, every - ties), alike=True)
    if regions := regrouped(network):
        number = sum(map(bool, regions.graph))
        return Reduced(regions, words["regions"].format(number), alike=False)
    return None


def changed(network: Network) -> Network | None:
    """The ties of a comparison that changed, with their ends, and the actors that did.

    `ties` says of an actor what became of its ties: gained, lost, moved, or unknown where they
    do not agree. None for what is no comparison, or one in which nothing changed.
    """
    every = network.graph
    became: dict[str, set[str]] = defaultdict(set)
    kept = set()
    for a, b, key, change in every.edges(keys=True, data="change"):
        if change == "kept":
            kept.add((a, b, key))
        elif change:
            became[a].add(change)
            became[b].add(change)
    left = {node for node, change in every.nodes(data="change")
            if change in (None, "kept") and node not in became}  # fmt: skip
    if not became or not left:
        return None
    graph: Any = every.copy()
    graph.remove_edges_from(kept)
    graph.remove_nodes_from(left)
    for node, changes in became.items():
        graph.nodes[node]["ties"] = changes.copy().pop() if len(changes) == 1 else "unknown"
    return dataclasses.replace(network, graph=graph)


def regrouped(network: Network) -> Network | None:
    """A large network as one of regions: each an actor where its members are.

    Its `count` is how many they are; between two regions there is a tie for each basis, its
    weight the number of ties. None where most actors are in no region, or in one.
    """
    import networkx as nx

    large = _Large(network)
    if large.by_region() is None:
        return None
    word = OVERVIEW_WORDS.of(network.language)
    graph: Any = nx.MultiGraph(**network.graph.graph)
    if atlas := graph.graph.get("atlas"):
        graph.graph["atlas"] = dataclasses.replace(atlas, contours={})
    members: dict[str, list[int]] = defaultdict(list)
    for i, region in enumerate(large.regions):
        members[region].append(i)
    for region, group in sorted(members.items()):
        told = f"{region or word['nowhere']} ({len(group)})"
        where = large.middle(group) if region else {}
        graph.add_node(
            region,
            label=told,
            kind="Region",
            kind_label=word["region"],
            count=len(group),
            **where,
        )
    of = dict(zip(large.nodes, large.regions, strict=True))
    labels = {text_of(d.get("basis")): d.get("basis_label") for _, _, d in
              network.graph.edges(data=True)}  # fmt: skip
    between = Counter(
        (*sorted((of[a], of[b])), text_of(data.get("basis")))
        for a, b, data in network.graph.edges(data=True)
        if of[a] != of[b] and of[a] and of[b]
    )
    for (a, b, basis), some in sorted(between.items()):
        graph.add_edge(a, b, basis=basis, basis_label=labels[basis], weight=some)
    return dataclasses.replace(network, graph=graph, directed=False)


class _Large:
    """A network of many nodes: these by rank, with kind, region and ties."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.nodes = sorted(network.graph)
        self.data = [network.graph.nodes[node] for node in self.nodes]
        self.kinds = [shown(data, "kind")[0] for data in self.data]
        rank = {node: i for i, node in enumerate(self.nodes)}
        edges = ((rank[a], rank[b]) for a, b in network.graph.edges() if a != b)
        self.pairs = sorted({(min(pair), max(pair)) for pair in edges})
        self.regions = _regions(self.data, self.pairs)

    def by_region(self) -> dict[str, Any] | None:
        """The regions, where they are: if more than half the actors are in one of some."""
        sizes = Counter(self.regions)
        if 2 * sizes[""] > len(self.nodes) or not 2 <= len(sizes) - ("" in sizes) <= MOST_PLACES:
            return None
        regions = sorted(sizes, key=lambda region: (not region, region))
        groups = [[i for i, own in enumerate(self.regions) if own == region] for region in regions]
        told: list[dict[str, Any]] = [{"name": "", "place": region} for region in regions]
        spots = self._spots(groups, regions, "map")
        scale = _WIDE / (max(x for x, _ in spots) - min(x for x, _ in spots) or 1.0)
        spots = [(scale * x, scale * y) for x, y in spots]
        return self._grouping("region", groups, told, spots)

    def by_community(self) -> dict[str, Any]:
        """The largest communities by what is most tied in them, the others by region."""
        pairs = np.array(self.pairs, dtype=np.int64).reshape(-1, 2)
        found = communities(len(self.nodes), pairs)
        kept = [group for group in found[:MOST_GROUPS] if len(group) > 1]
        rest: dict[str, list[list[int]]] = defaultdict(list)
        for group in found[len(kept) :]:
            rest[_common(self.regions[i] for i in group)].append(group)
        places = [_common(self.regions[i] for i in group) for group in kept]
        told: list[dict[str, Any]] = [
            {"name": name, "place": place}
            for name, place in zip(self._names(kept, places), places, strict=True)
        ]
        told += [{"name": "", "place": place, "rest": len(rest[place])} for place in sorted(rest)]
        members = [*kept, *(sorted(itertools.chain(*rest[place])) for place in sorted(rest))]
        names = [f"{one['name']} {one['place']}" for one in told]
        return self._grouping("community", members, told, self._spots(members, names, "force"))

    def by_level(self) -> dict[str, Any] | None:
        """Groups of one kind and one level: a column a kind, a row a level."""
        levels = [text_of(data.get("level_label")) for data in self.data]
        cells: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, cell in enumerate(zip(self.kinds, levels, strict=True)):
            cells[cell].append(i)
        sizes, wide = Counter(levels), Counter(self.kinds)
        if 2 * sizes[""] > len(self.nodes) or not 2 <= len(sizes) <= MOST_PLACES:
            return None
        columns = sorted(wide, key=lambda kind: (-wide[kind], kind))
        rows = sorted(sizes, key=lambda level: (not level, -sizes[level], level))
        told = [{"name": "", "place": level} for _, level in sorted(cells)]
        spots = [
            (260.0 * columns.index(kind), 150.0 * rows.index(level))
            for kind, level in sorted(cells)
        ]
        return self._grouping("level", [cells[cell] for cell in sorted(cells)], told, spots)

    def _grouping(
        self,
        by: str,
        members: Sequence[Sequence[int]],
        told: Sequence[dict[str, Any]],
        spots: Sequence[tuple[float, float]],
    ) -> dict[str, Any]:
        of = [0] * len(self.nodes)
        groups = []
        for g, (group, own, (x, y)) in enumerate(zip(members, told, spots, strict=True)):
            for i in group:
                of[i] = g
            kind = Counter(self.kinds[i] for i in group).most_common(1)[0][0]
            groups.append({"kind": kind, "count": len(group), "x": x, "y": y, "rest": 0} | own)
        return {"by": by, "of": of, "groups": groups}

    def _names(self, groups: Sequence[Sequence[int]], places: Sequence[str]) -> list[str]:
        """What to call communities by: their most tied members, one, or more to tell them apart."""
        degree = Counter(itertools.chain.from_iterable(self.pairs))

        def by_ties(group: Sequence[int]) -> list[str]:
            ranked = sorted(
                group, key=lambda i: (self.data[i].get("kind") in _INSIDERS, -degree[i], i)
            )
            return [*dict.fromkeys(text_of(self.data[i].get("label")) for i in ranked)]

        heads = [by_ties(group)[:_MOST_HEADS] for group in groups]
        names = [own[0] for own in heads]
        for n in range(2, _MOST_HEADS + 1):
            alike = Counter(zip(names, places, strict=True))
            names = [
                ", ".join(own[:n]) if alike[name, place] > 1 else name
                for name, place, own in zip(names, places, heads, strict=True)
            ]
        seen: Counter[tuple[str, str]] = Counter()
        for g, called in enumerate(zip(names, places, strict=True)):
            seen[called] += 1
            if seen[called] > 1:
                names[g] += f" ({seen[called]})"
        return names

    def _spots(
        self, members: Sequence[Sequence[int]], names: Sequence[str], layout: str
    ) -> list[tuple[float, float]]:
        """Where groups stand: on the map in the middle of their members, or by their ties."""
        import networkx as nx

        graph: Any = nx.MultiDiGraph()
        of = {i: g for g, group in enumerate(members) for i in group}
        for g, group in enumerate(members):
            where = self.middle(group) if names[g] else {}  # nowhere is no place on a map
            graph.add_node(f"{g:04d}", label=names[g], **where)
        between = Counter((min(of[a], of[b]), max(of[a], of[b])) for a, b in self.pairs)
        # A picture of groups is laid out by their stronger ties, or it is one tangle.
        strong = sorted(between, key=lambda pair: (-between[pair], pair))[: 3 * len(members)]
        if not any("lon" in data for _, data in graph.nodes(data=True)):
            layout = "force"
        if layout == "force":
            graph.add_edges_from((f"{a:04d}", f"{b:04d}") for a, b in strong if a != b)
        spots = positions(dataclasses.replace(self.network, graph=graph), layout)
        return [spots[f"{g:04d}"] for g in range(len(members))]

    def middle(self, group: Iterable[int]) -> dict[str, float]:
        """Where the members of a group are, on the whole."""
        known = [data for data in (self.data[i] for i in group) if data.get("lon") is not None]
        if not known:
            return {}
        return {
            axis: round(sum(number_of(data[axis]) for data in known) / len(known), 5)
            for axis in ("lon", "lat")
        }


def _regions(data: Sequence[Mapping[str, Any]], pairs: Sequence[tuple[int, int]]) -> list[str]:
    """The region of each node, its own or of those that it is tied to; "" for none or several.

    Where those that it is tied to are in several, it is in that of most of them, if there is one.
    """
    own = [{text_of(region) for region in one.get("regions") or ()} for one in data]
    found = [own_.copy().pop() if len(own_) == 1 else "" for own_ in own]
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    for _ in range(_NEAR):
        drawn = {}
        for i, region in enumerate(found):
            if not region and len(own[i]) < 2:
                drawn[i] = _common(found[j] for j in near[i])
        for i, region in drawn.items():
            found[i] = region
    return found


def _common(regions: Iterable[str]) -> str:
    """The region that most of some are in, or "" where none is ahead of all others."""
    counts = Counter(region for region in regions if region).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return ""
    return counts[0][0]
