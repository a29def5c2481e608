"""Measures of the nodes of one-mode networks, one record each.

Measures that follow no direction use each pair once, with the weight of both directions.
Paths are counted in steps: a weight here is a strength, never a length.

networkx computes what it has (its backends take over where `NETWORKX_BACKEND_PRIORITY`
names one). Everything is seeded and in sorted order: the same network gives the same table.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tigraph.measuring.simple import Simple, Value

if TYPE_CHECKING:
    import networkx

DAMPING = 0.85  # PageRank's


@dataclass(frozen=True)
class Measure:
    """A measure of nodes: what it is (English, French), where it comes from, how to get it.

    `nominal` values are labels, not quantities. `directed` measures need directed ties.
    """

    name: str
    about: tuple[str, str]
    source: str
    compute: Callable[[Simple], Mapping[str, Value]]
    directed: bool = False
    nominal: bool = False


def pagerank(arcs: networkx.DiGraph, damping: float = DAMPING) -> dict[str, float]:
    """PageRank by power iteration; it follows directions, and sums to 1.

    A walk goes on along a tie with a chance proportional to its weight; from a node
    without outgoing tie, and else with chance 1 - `damping`, it jumps anywhere.
    Brin, S. and Page, L. (1998). Ours because networkx's needs scipy.

    >>> import networkx as nx
    >>> ranks = pagerank(nx.DiGraph([("a", "b"), ("b", "a")]))
    >>> round(ranks["a"], 6)
    0.5
    """
    import numpy as np

    nodes = list(arcs)
    if not nodes:
        return {}
    place = {node: i for i, node in enumerate(nodes)}
    ends = [(place[a], place[b], float(w)) for a, b, w in arcs.edges(data="weight", default=1.0)]
    tails, heads = (np.array([end[i] for end in ends], dtype=int) for i in (0, 1))
    weights = np.array([end[2] for end in ends])
    out = np.zeros(len(nodes))
    np.add.at(out, tails, weights)
    stuck = out == 0
    share = weights / out[tails] if ends else weights
    rank = np.full(len(nodes), 1 / len(nodes))
    for _ in range(1000):
        moved = np.zeros(len(nodes))
        np.add.at(moved, heads, rank[tails] * share)
        new = damping * (moved + rank[stuck].sum() / len(nodes)) + (1 - damping) / len(nodes)
        if float(np.abs(new - rank).sum()) < 1e-12:
            break
        rank = new
    return dict(zip(nodes, new.tolist(), strict=True))


def eigenvector(pairs: networkx.Graph, part: Iterable[str]) -> dict[str, float]:
    """Eigenvector centrality in one connected part, its greatest value 1 (Bonacich 1972)."""
    import networkx as nx

    inside = pairs.subgraph(part)
    try:
        found = nx.eigenvector_centrality(inside, max_iter=20_000, tol=1e-12)
    except nx.PowerIterationFailedConvergence:
        return {}
    most = max(found.values())
    return {node: value / most for node, value in found.items()}


def _within(net: Simple) -> dict[str, Value]:
    inside = eigenvector(net.pairs, net.parts[0]) if net.pairs.number_of_edges() else {}
    return {node: inside.get(node) for node in net.pairs}


def _harmonic(net: Simple) -> dict[str, Value]:
    import networkx as nx

    others = max(len(net.pairs) - 1, 1)
    return {n: v / others for n, v in nx.harmonic_centrality(net.pairs).items()}


def _nx(function: str, directed: bool = False, **how: Any) -> Callable[[Simple], dict[str, Value]]:
    def compute(net: Simple) -> dict[str, Value]:
        import networkx as nx

        found = dict(getattr(nx, function)(net.arcs if directed else net.pairs, **how))
        return {node: None if value != value else value for node, value in found.items()}

    return compute


def _degrees(graph: str, way: str, weight: str | None = None) -> Callable[[Simple], Any]:
    return lambda net: dict(getattr(getattr(net, graph), way)(weight=weight))


def _ranks(parts: str) -> Callable[[Simple], dict[str, Value]]:
    return lambda net: {n: i for i, part in enumerate(getattr(net, parts), 1) for n in part}


_BURT = "Burt 1992, Structural Holes"
_MEASURES = (
    Measure("degree", ("number of actors tied to it, directions ignored",
        "nombre d’acteurs qui lui sont liés, sens ignoré"), "Freeman 1979",
        _degrees("pairs", "degree")),
    Measure("in_degree", ("number of actors with a tie to it",
        "nombre d’acteurs dont un lien va vers lui"), "Freeman 1979",
        _degrees("arcs", "in_degree"), directed=True),
    Measure("out_degree", ("number of actors that it has a tie to",
        "nombre d’acteurs vers qui va un lien de lui"), "Freeman 1979",
        _degrees("arcs", "out_degree"), directed=True),
    Measure("strength", ("sum of the weights of all its ties, parallel ones too",
        "somme des poids de tous ses liens, parallèles compris"), "Barrat et al. 2004",
        _degrees("pairs", "degree", "weight")),
    Measure("in_strength", ("sum of the weights of the ties to it",
        "somme des poids des liens vers lui"), "Barrat et al. 2004",
        _degrees("arcs", "in_degree", "weight"), directed=True),
    Measure("out_strength", ("sum of the weights of the ties from it",
        "somme des poids des liens qui partent de lui"), "Barrat et al. 2004",
        _degrees("arcs", "out_degree", "weight"), directed=True),
    Measure("betweenness", ("share of the shortest paths between others that pass through it, "
        "directions ignored (0 to 1)", "part des plus courts chemins entre les autres qui passent "
        "par lui, sens ignoré (0 à 1)"), "Freeman 1977; Brandes 2001",
        _nx("betweenness_centrality")),
    Measure("betweenness_directed", ("the same along the directions of ties (0 to 1)",
        "de même, en suivant le sens des liens (0 à 1)"), "Freeman 1977; Brandes 2001",
        _nx("betweenness_centrality", directed=True), directed=True),
    Measure("closeness_wf", ("inverse mean distance to those it reaches, times the share it "
        "reaches: the variant for unconnected networks (0 to 1)", "inverse de la distance moyenne "
        "à ceux qu’il atteint, fois la part qu’il atteint : variante pour réseaux non connexes "
        "(0 à 1)"), "Wasserman and Faust 1994, p. 201",
        _nx("closeness_centrality", wf_improved=True)),
    Measure("harmonic", ("mean of 1/distance to all others, 0 for those out of reach (0 to 1)",
        "moyenne de 1/distance à tous les autres, 0 pour qui est hors d’atteinte (0 à 1)"),
        "Marchiori and Latora 2000; Boldi and Vigna 2014", _harmonic),
    Measure("eigenvector", ("tied to actors that are themselves well tied; in the largest "
        "component only, whose greatest is 1", "lié à des acteurs eux-mêmes bien liés ; dans la "
        "plus grande composante seulement, où le plus grand vaut 1"), "Bonacich 1972", _within),
    Measure("pagerank", (f"share of a random walk's time, along directions, by weight, damping "
        f"{DAMPING} (sums to 1)", f"part du temps d’une marche au hasard, selon le sens et le "
        f"poids, amortissement {DAMPING} (somme 1)"), "Brin and Page 1998",
        lambda net: dict(pagerank(net.arcs if net.directed else net.pairs.to_directed()))),
    Measure("clustering", ("share of its pairs of contacts that are tied to each other (0 to 1)",
        "part des paires de ses contacts qui sont liées entre elles (0 à 1)"),
        "Watts and Strogatz 1998", _nx("clustering")),
    Measure("core", ("largest k of a k-core that it is in", "plus grand k d’un k-cœur où il est"),
        "Seidman 1983", _nx("core_number")),
    Measure("constraint", ("how far its contacts are tied up in one another; low where it spans "
        "structural holes (weighted)", "combien ses contacts se tiennent entre eux ; faible où il "
        "enjambe des trous structuraux (pondéré)"), _BURT, _nx("constraint", weight="weight")),
    Measure("effective_size", ("number of contacts less their mean number of ties to one another",
        "nombre de contacts moins leur nombre moyen de liens entre eux"),
        f"{_BURT}; Borgatti 1997", _nx("effective_size")),
    Measure("articulation", ("whether its component would fall apart without it",
        "si sa composante se briserait sans lui"), "Harary 1969",
        lambda net: {node: node in net.joints for node in net.pairs}, nominal=True),
    Measure("bridges", ("number of its ties without which its component would fall apart",
        "nombre de ses liens sans lesquels sa composante se briserait"), "Harary 1969",
        lambda net: dict(net.bridges_at)),
    Measure("component", ("number of its connected component, 1 the largest",
        "numéro de sa composante connexe, 1 la plus grande"), "Harary 1969",
        _ranks("parts"), nominal=True),
    Measure("community", ("number of its community, 1 the largest: Louvain, weighted, seeded",
        "numéro de sa communauté, 1 la plus grande : Louvain, pondéré, graine fixée"),
        "Blondel et al. 2008", _ranks("communities"), nominal=True),
)  # fmt: skip
MEASURES = {measure.name: measure for measure in _MEASURES}


def applicable(directed: bool) -> list[str]:
    """Return the names of the measures that suit directed or undirected ties.

    >>> "in_degree" in applicable(directed=False)
    False
    """
    return [name for name, measure in MEASURES.items() if directed or not measure.directed]


def node_measures(net: Simple, names: Iterable[str]) -> dict[str, dict[str, Value]]:
    """Return the measures of each node, by node and by name of measure.

    >>> import networkx as nx
    >>> star = Simple(nx.MultiDiGraph([("hub", "a"), ("hub", "b")]))
    >>> node_measures(star, ["degree", "betweenness"])["hub"]
    {'degree': 2, 'betweenness': 1.0}
    """
    rows: dict[str, dict[str, Value]] = {node: {} for node in net.pairs}
    for name in names:
        values = MEASURES[name].compute(net) if rows else {}
        for node, row in rows.items():
            row[name] = values.get(node)
    return rows
