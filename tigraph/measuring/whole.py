"""Measures of a network as a whole: one record each, with its name in both languages.

Assortativity is Newman's (2003): 1 where ties stay within a category, 0 as by chance;
pairs with an end whose category is not known are left out. In two modes density is over
the pairs possible between the sides, and clustering that of Robins and Alexander (2004):
four times the four-cycles over the paths of three ties.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tigraph.local import Pair, said
from tigraph.measuring.simple import Simple, Value
from tigraph.measuring.two_mode import TwoMode, modularity


@dataclass(frozen=True)
class Whole:
    """A measure of the whole: its name, what French readers call it, how to get it.

    English readers see the name with spaces. None is where nothing can be said.
    """

    name: str
    french: str
    compute: Callable[[Any], Value]

    @property
    def label(self) -> Pair:
        """What it is called in English and in French."""
        return self.name.replace("_", " "), self.french


def whole(net: Simple | TwoMode) -> dict[str, Value]:
    """Return the measures of a network as a whole, by name."""
    known = TWO_MODES if isinstance(net, TwoMode) else ONE_MODE
    return {measure.name: measure.compute(net) for measure in known}


def label(name: str, language: str) -> str:
    """Return what a figure of the whole is called; a role or a group by its own name.

    >>> label("mean_degree_sources", "fr"), label("group_State", "fr")
    ('degré moyen des sources', 'group State')
    """
    plain = name.replace("_", " ")
    return said(_LABELS.get(name, (plain, plain)), language)


def _share(part: int, of: int) -> float | None:
    return part / of if of else None


def _centralisation(pairs: Any) -> float | None:
    """Freeman's (1979) degree centralisation: 1 for a star, 0 where all degrees are equal."""
    degrees = [degree for _, degree in pairs.degree()]
    n = len(degrees)
    return sum(max(degrees) - d for d in degrees) / ((n - 1) * (n - 2)) if n > 2 else None


def _modularity(net: Simple) -> float | None:
    import networkx as nx

    if not net.arcs.number_of_edges():
        return None
    return float(nx.community.modularity(net.pairs, net.communities, "weight", net.resolution))


def _reciprocity(net: Simple) -> float | None:
    import networkx as nx

    ties = net.arcs.number_of_edges()
    return nx.overall_reciprocity(net.arcs) if net.directed and ties else None


def _density(net: Simple) -> float | None:
    import networkx as nx

    n = len(net.pairs)
    if net.directed:
        return _share(net.arcs.number_of_edges(), n * (n - 1))
    found: float = nx.density(net.pairs)
    return found


def _of_nodes(function: str) -> Callable[[Simple], Value]:
    def compute(net: Simple) -> Value:
        import networkx as nx

        found: Value = getattr(nx, function)(net.pairs) if len(net.pairs) else None
        return found

    return compute


def _highest_core(net: Simple) -> Value:
    import networkx as nx

    return max(nx.core_number(net.pairs).values(), default=None)


def _robins_alexander(net: TwoMode) -> Value:
    from networkx.algorithms import bipartite

    pairs = net.simple.pairs
    if not pairs.number_of_edges():
        return 0
    found: Value = bipartite.robins_alexander_clustering(pairs)
    return found


def _assortativity(pairs: Any, attribute: str) -> float | None:
    import networkx as nx

    known = pairs.subgraph([n for n, data in pairs.nodes(data=True) if data.get(attribute)])
    met = {known.nodes[end][attribute] for pair in known.edges() for end in pair}
    if len(met) < 2:
        return None
    return float(nx.attribute_assortativity_coefficient(known, attribute))


def _degree_assortativity(pairs: Any) -> float | None:
    """Pearson's correlation of the degrees at both ends of a tie (Newman 2002)."""
    import networkx as nx

    if len({degree for _, degree in pairs.degree() if degree}) < 2:
        return None
    return float(nx.degree_assortativity_coefficient(pairs))


ONE_MODE = (
    Whole("nodes", "nœuds", lambda net: len(net.pairs)),
    Whole("ties", "liens", lambda net: net.ties),
    Whole("pairs", "paires liées", lambda net: net.pairs.number_of_edges()),
    Whole("loops_left_out", "boucles exclues", lambda net: net.loops),
    Whole("density", "densité", _density),
    Whole("reciprocity", "réciprocité", _reciprocity),
    Whole("components", "composantes", lambda net: len(net.parts)),
    Whole("largest_component", "plus grande composante",
          lambda net: len(net.parts[0]) if net.parts else 0),
    Whole("largest_component_share", "part de la plus grande composante",
          lambda net: _share(len(net.parts[0]), len(net.pairs)) if net.parts else None),
    Whole("diameter_of_largest", "diamètre de la plus grande", lambda net: net.distances[0]),
    Whole("mean_distance_in_largest", "distance moyenne dans la plus grande",
          lambda net: net.distances[1]),
    Whole("transitivity", "transitivité", _of_nodes("transitivity")),
    Whole("average_clustering", "densité locale moyenne", _of_nodes("average_clustering")),
    Whole("degree_centralisation", "centralisation de degré",
          lambda net: _centralisation(net.pairs)),
    Whole("articulation_points", "points d’articulation", lambda net: len(net.joints)),
    Whole("bridges", "ponts", lambda net: len(net.bridges)),
    Whole("highest_core", "k-cœur le plus élevé", _highest_core),
    Whole("assortativity_kind", "assortativité par genre",
          lambda net: _assortativity(net.pairs, "kind")),
    Whole("assortativity_level", "assortativité par échelon",
          lambda net: _assortativity(net.pairs, "level")),
    Whole("assortativity_degree", "assortativité par degré",
          lambda net: _degree_assortativity(net.pairs)),
    Whole("communities", "communautés", lambda net: len(net.communities)),
    Whole("community_resolution", "résolution des communautés", lambda net: net.resolution),
    Whole("community_seed", "graine des communautés", lambda net: net.seed),
    Whole("modularity", "modularité", _modularity),
)  # fmt: skip
_ONE = {measure.name: measure for measure in ONE_MODE}


def _as_in_one_mode(name: str) -> Whole:
    """The same of two sides together."""
    return Whole(name, _ONE[name].french, lambda net: _ONE[name].compute(net.simple))


TWO_MODES = (
    _as_in_one_mode("nodes"),
    Whole("sources", "sources", lambda net: len(net.sources)),
    Whole("targets", "cibles", lambda net: len(net.targets)),
    _as_in_one_mode("ties"),
    _as_in_one_mode("pairs"),
    Whole("density_two_mode", "densité (deux modes)", lambda net: _share(
        net.simple.pairs.number_of_edges(), len(net.sources) * len(net.targets))),
    Whole("mean_degree_sources", "degré moyen des sources", lambda net: _share(
        net.simple.pairs.number_of_edges(), len(net.sources))),
    Whole("mean_degree_targets", "degré moyen des cibles", lambda net: _share(
        net.simple.pairs.number_of_edges(), len(net.targets))),
    _as_in_one_mode("components"),
    _as_in_one_mode("largest_component"),
    _as_in_one_mode("largest_component_share"),
    Whole("clustering_robins_alexander", "densité locale (Robins et Alexander)",
          _robins_alexander),
    _as_in_one_mode("articulation_points"),
    _as_in_one_mode("bridges"),
    Whole("communities", "communautés", lambda net: len(net.communities)),
    _as_in_one_mode("community_resolution"),
    _as_in_one_mode("community_seed"),
    Whole("modularity_barber", "modularité (Barber)",
          lambda net: modularity(net, net.communities)),
)  # fmt: skip
#: Figures of the whole that are no measures of its form: what is said of its evidence.
EVIDENCE: dict[str, Pair] = {
    "ties_only_possible": ("ties only possible", "liens seulement possibles"),
    "posts": ("posts", "postes du graphe"),
    "posts_without_named_holder": (
        "posts without named holder",
        "postes sans titulaire nommé",
    ),
    "share_of_posts_without_named_holder": (
        "share of posts without named holder",
        "part des postes sans titulaire nommé",
    ),
}
_LABELS = {measure.name: measure.label for measure in (*TWO_MODES, *ONE_MODE)} | EVIDENCE
