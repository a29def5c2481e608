"""Two-mode networks: measures made for them, and projections to one mode.

In a two-mode network every tie goes from one set of nodes (people, organisations) to
another (bodies, events), and never within a set. Maxima of one-mode measures cannot be
reached there, so that centralities are divided by what is possible in two modes:

Borgatti, S. P. and Everett, M. G. (1997). Network analysis of 2-mode data. Social
Networks 19, 243-269. Borgatti, S. P. and Halgin, D. (2011). Analyzing affiliation networks.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from tigraph.errors import UsageError
from tigraph.measuring.one_mode import eigenvector
from tigraph.measuring.simple import RESOLUTION, SEED, Simple, Value

if TYPE_CHECKING:
    import networkx

SIDES = ("sources", "targets")
WEIGHTINGS: Mapping[str, tuple[str, str, str]] = {
    "counts": (
        "how many they share",
        "combien ils en partagent",
        "Breiger 1974",
    ),
    "newman": (
        "sum over what they share of 1/(k-1), k being its size: each actor's time is divided "
        "among the others there",
        "somme, sur ce qu’ils partagent, de 1/(k-1), k étant sa taille : le temps de chacun se "
        "répartit entre les autres qui y sont",
        "Newman 2001, Phys. Rev. E 64, 016132",
    ),
    "hyperbolic": (
        "sum over what they share of 1/k, k being its size: large ones count for little",
        "somme, sur ce qu’ils partagent, de 1/k, k étant sa taille : les grands comptent peu",
        "Coscia 2021, The Atlas for the Aspiring Network Scientist",
    ),
}


@dataclass(frozen=True)
class TwoMode:
    """A two-mode network: its simple graph, and the nodes of each side in order."""

    simple: Simple
    sources: tuple[str, ...]
    targets: tuple[str, ...]

    @cached_property
    def communities(self) -> list[list[str]]:
        """Communities of both sides together, the largest first: Louvain on Barber's modularity.

        Where every tie goes from one side to the other, the modularity of a directed
        network (Leicht and Newman 2008) is Barber's: no tie within a side is expected.
        """
        return self.simple.communities_of(self.simple.arcs)


def is_two_mode(graph: networkx.MultiDiGraph) -> bool:
    """Whether ties go from one set of nodes to another, of other kinds, and never back.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("Ann", "board"), ("Bob", "board")])
    >>> nx.set_node_attributes(graph, {"Ann": "Person", "Bob": "Person", "board": "Body"}, "kind")
    >>> is_two_mode(graph)
    True
    """
    sources = {a for a, _ in graph.edges()}
    targets = {b for _, b in graph.edges()}
    kinds = [{graph.nodes[n].get("kind") for n in side} for side in (sources, targets)]
    return bool(sources) and not sources & targets and not kinds[0] & kinds[1]


def two_mode(
    graph: networkx.MultiDiGraph,
    name: str = "The network",
    resolution: float = RESOLUTION,
    seed: int = SEED,
) -> TwoMode:
    """Return a graph as a two-mode network; `resolution` and `seed` are its communities'.

    Raises `UsageError` where a node is both the source of one tie and the target of another.
    """
    sources = {a for a, _ in graph.edges()}
    both = sorted(sources & {b for _, b in graph.edges()})
    if both:
        shown = ", ".join(str(graph.nodes[n].get("label") or n) for n in both[:3])
        raise UsageError(
            f"{name} is not two-mode: {len(both)} of its nodes are the source of one tie and the "
            f"target of another ({shown}{' …' if len(both) > 3 else ''}). Measure it as one-mode."
        )
    simple = Simple(graph, True, resolution, seed)
    ordered = list(simple.pairs)
    return TwoMode(
        simple,
        tuple(n for n in ordered if n in sources),
        tuple(n for n in ordered if n not in sources),
    )


# Measures --------------------------------------------------------------------------------


def _degree(net: TwoMode) -> dict[str, Value]:
    return dict(net.simple.pairs.degree())


def _degree_share(net: TwoMode) -> dict[str, Value]:
    opposite = {n: len(net.targets) for n in net.sources}
    opposite |= {n: len(net.sources) for n in net.targets}
    return {n: d / opposite[n] for n, d in net.simple.pairs.degree()}


def _closeness(net: TwoMode) -> dict[str, Value]:
    """Borgatti and Everett's, within each component, times the share of nodes reached.

    networkx's bipartite.closeness_centrality takes the sizes of the whole network, and so
    exceeds 1 in small components; where the network is connected the two agree.
    """
    import networkx as nx

    pairs, sources = net.simple.pairs, set(net.sources)
    found: dict[str, Value] = {}
    for part in net.simple.parts:
        sizes = sum(n in sources for n in part), sum(n not in sources for n in part)
        inside = pairs.subgraph(part)
        for node in part:
            own, other = sizes if node in sources else sizes[::-1]
            least = other + 2 * (own - 1)  # all of the other side at 1, all of its own at 2
            distance = sum(nx.single_source_shortest_path_length(inside, node).values())
            share = (len(part) - 1) / max(len(pairs) - 1, 1)
            found[node] = least / distance * share if distance else 0.0
    return found


def most_betweenness(own: int, other: int) -> float:
    """Return the highest raw betweenness that a node can have, by the sizes of the two sides.

    Of Borgatti and Everett (1997); 0 where nobody can be between others.

    >>> most_betweenness(1, 4)
    6.0
    """
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def _betweenness(net: TwoMode) -> dict[str, Value]:
    """Betweenness in two modes: networkx's own divides by zero on a star, this does not."""
    import networkx as nx

    raw = nx.betweenness_centrality(net.simple.pairs, normalized=False)
    sizes = len(net.sources), len(net.targets)
    most = dict.fromkeys(net.sources, most_betweenness(*sizes))
    most |= dict.fromkeys(net.targets, most_betweenness(*sizes[::-1]))
    return {n: value / most[n] if most[n] > 0 else 0.0 for n, value in raw.items()}


def _eigenvector(net: TwoMode) -> dict[str, Value]:
    inside = eigenvector(net.simple.pairs, net.simple.parts[0])
    found: dict[str, Value] = dict.fromkeys(net.simple.pairs)
    for side in (net.sources, net.targets):
        most = max((inside.get(n, 0.0) for n in side), default=0.0)
        found |= {n: inside[n] / most for n in side if n in inside and most}
    return found


def _bipartite(function: str, **how: Any) -> Callable[[TwoMode], dict[str, Value]]:
    def compute(net: TwoMode) -> dict[str, Value]:
        from networkx.algorithms import bipartite

        return dict(getattr(bipartite, function)(net.simple.pairs, **how))

    return compute


def _redundancy(net: TwoMode) -> dict[str, Value]:
    from networkx.algorithms import bipartite

    several = [n for n, degree in net.simple.pairs.degree() if degree > 1]
    found = bipartite.node_redundancy(net.simple.pairs, several) if several else {}
    return {n: found.get(n) for n in net.simple.pairs}


@dataclass(frozen=True)
class TwoModeMeasure:
    """A measure of nodes of two-mode networks; see `measures.Measure`."""

    name: str
    about: tuple[str, str]
    source: str
    compute: Callable[[TwoMode], Mapping[str, Value]]
    nominal: bool = False


_BE = "Borgatti and Everett 1997"
_MEASURES = (
    TwoModeMeasure("mode", ("its side: sources or targets", "son côté : sources ou targets"), "",
        lambda net: dict.fromkeys(net.sources, "sources") | dict.fromkeys(net.targets, "targets"),
        nominal=True),
    TwoModeMeasure("degree", ("number of nodes of the other side tied to it",
        "nombre de nœuds de l’autre côté qui lui sont liés"), _BE, _degree),
    TwoModeMeasure("strength", ("sum of the weights of its ties", "somme des poids de ses liens"),
        "Barrat et al. 2004", lambda net: dict(net.simple.pairs.degree(weight="weight"))),
    TwoModeMeasure("degree_two_mode", ("degree over the size of the other side (0 to 1)",
        "degré divisé par la taille de l’autre côté (0 à 1)"), _BE, _degree_share),
    TwoModeMeasure("closeness_two_mode", ("least possible distance to those it reaches, over the "
        "actual one, times the share it reaches (0 to 1)", "plus petite distance possible à ceux "
        "qu’il atteint, sur la distance réelle, fois la part atteinte (0 à 1)"), _BE, _closeness),
    TwoModeMeasure("betweenness_two_mode", ("shortest paths through it, over the most possible in "
        "two modes (0 to 1)", "plus courts chemins par lui, rapportés au plus possible en deux "
        "modes (0 à 1)"), _BE, _betweenness),
    TwoModeMeasure("eigenvector_two_mode", ("tied to nodes of the other side that are themselves "
        "well tied; largest component, greatest of each side 1", "lié à des nœuds de l’autre côté "
        "eux-mêmes bien liés ; plus grande composante, le plus grand de chaque côté vaut 1"),
        f"{_BE}; Faust 1997", _eigenvector),
    TwoModeMeasure("clustering_two_mode", ("mean overlap (Jaccard) with the nodes of its side that "
        "it meets (0 to 1)", "recouvrement moyen (Jaccard) avec les nœuds de son côté qu’il "
        "rencontre (0 à 1)"), "Latapy, Magnien and Del Vecchio 2008", _bipartite("clustering")),
    TwoModeMeasure("redundancy", ("share of its pairs of contacts that would meet without it, too; "
        "from two contacts up (0 to 1)", "part des paires de ses contacts qui se rencontrent aussi "
        "sans lui ; à partir de deux contacts (0 à 1)"), "Latapy, Magnien and Del Vecchio 2008",
        _redundancy),
    TwoModeMeasure("articulation", ("whether its component would fall apart without it",
        "si sa composante se briserait sans lui"), "Harary 1969",
        lambda net: {n: n in net.simple.joints for n in net.simple.pairs}, nominal=True),
    TwoModeMeasure("bridges", ("number of its ties without which its component would fall apart",
        "nombre de ses liens sans lesquels sa composante se briserait"), "Harary 1969",
        lambda net: dict(net.simple.bridges_at)),
    TwoModeMeasure("component", ("number of its connected component, 1 the largest",
        "numéro de sa composante connexe, 1 la plus grande"), "Harary 1969",
        lambda net: {n: i for i, part in enumerate(net.simple.parts, 1) for n in part},
        nominal=True),
    TwoModeMeasure("community_two_mode", ("number of its community, 1 the largest: Louvain "
        "on Barber's two-mode modularity, weighted, seeded", "numéro de sa communauté, 1 la plus "
        "grande : Louvain sur la modularité à deux modes de Barber, pondéré, graine fixée"),
        "Barber 2007; Blondel et al. 2008",
        lambda net: {n: i for i, part in enumerate(net.communities, 1) for n in part},
        nominal=True),
)  # fmt: skip
TWO_MODE_MEASURES = {measure.name: measure for measure in _MEASURES}


def node_measures(net: TwoMode, names: Iterable[str]) -> dict[str, dict[str, Value]]:
    """Return the measures of each node, by node and by name of measure.

    >>> import networkx as nx
    >>> net = two_mode(nx.MultiDiGraph([("Ann", "board"), ("Bob", "board"), ("Bob", "club")]))
    >>> node_measures(net, ["mode", "degree", "degree_two_mode"])["Ann"]
    {'mode': 'sources', 'degree': 1, 'degree_two_mode': 0.5}
    """
    rows: dict[str, dict[str, Value]] = {node: {} for node in net.simple.pairs}
    for name in names:
        values = TWO_MODE_MEASURES[name].compute(net) if rows else {}
        for node, row in rows.items():
            row[name] = values.get(node)
    return rows


def modularity(net: TwoMode, communities: Iterable[Iterable[str]]) -> float | None:
    """Return Barber's (2007) two-mode modularity of a division; None without ties.

    The share of ties within communities, less what would be there if each node kept its
    ties, to nodes of the other side at random. Weighted; `net`'s resolution counts.
    """
    import networkx as nx

    simple = net.simple
    if not simple.arcs.number_of_edges():
        return None
    return float(
        nx.community.modularity(
            simple.arcs, [set(part) for part in communities], "weight", simple.resolution
        )
    )


# Projections -----------------------------------------------------------------------------


def project(net: TwoMode, side: str = "sources", weighting: str = "counts") -> Any:
    """Return the one-mode graph of one side: two nodes are tied where they share a contact.

    `side` is "sources" or "targets"; `weighting` one of `WEIGHTINGS`, whose entries say
    what the weight is. Weights of the two-mode ties are not used: a contact is shared or
    is not. Nodes that share none stay, without ties.

    >>> import networkx as nx
    >>> net = two_mode(nx.MultiDiGraph([*zip("abc", "PPP"), *zip("ab", "QQ")]))
    >>> [project(net, "sources", w).edges["a", "b", 0]["weight"] for w in WEIGHTINGS]
    [2, 1.5, 0.8333333333333333]
    """
    import networkx as nx

    if side not in SIDES or weighting not in WEIGHTINGS:
        raise ValueError(f"side is one of {SIDES}, weighting one of {tuple(WEIGHTINGS)}")
    pairs = net.simple.pairs
    kept, through = net.sources, net.targets
    if side == "targets":
        kept, through = through, kept
    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from((node, dict(pairs.nodes[node])) for node in kept)
    weights: dict[tuple[str, str], float | int] = {}
    for contact in through:
        k = pairs.degree(contact)
        share = {"counts": 1, "newman": 1 / (k - 1) if k > 1 else 0, "hyperbolic": 1 / k}[weighting]
        for pair in combinations(sorted(pairs[contact]), 2):
            weights[pair] = weights.get(pair, 0) + share
    for (a, b), weight in sorted(weights.items()):
        graph.add_edge(a, b, weight=weight)
    return graph
