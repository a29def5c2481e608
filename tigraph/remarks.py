"""Remarks where the form of a network leaves a measure without sense.

Each is a pair: English, French. They go with every table of measures.
"""

from __future__ import annotations

from tigraph.measures import Simple
from tigraph.twomode import TwoMode

Remark = tuple[str, str]


def of_one_mode(net: Simple) -> list[Remark]:
    """Return remarks (English, French) where the network's form leaves a measure without sense.

    >>> import networkx as nx
    >>> stars = Simple(nx.MultiDiGraph([("a", "A"), ("b", "A"), ("c", "B"), ("d", "B")]))
    >>> of_one_mode(stars)[0][0].split(":")[0]
    'Each of the 2 components is a star or a single pair'
    """
    import networkx as nx

    pairs = net.pairs
    if not pairs.number_of_edges():
        return [("There are no ties: no measure says anything.",
                 "Il n’y a aucun lien : aucune mesure ne dit rien.")]  # fmt: skip
    remarks = []
    degree = dict(pairs.degree())
    stars = all(sum(degree[n] > 1 for n in part) <= 1 for part in net.parts)
    parts = len(net.parts)
    if stars and parts == 1:
        remarks.append((
            "The network is one star: every measure only says who its centre is.",
            "Le réseau est une étoile : toute mesure dit seulement qui en est le centre.",
        ))  # fmt: skip
    elif stars:
        remarks.append((
            f"Each of the {parts} components is a star or a single pair: betweenness, closeness, "
            "eigenvector, constraint and communities only repeat how many ties the centre has. "
            "Look at degree alone.",
            f"Chacune des {parts} composantes est une étoile ou une simple paire : intermédiarité, "
            "proximité, vecteur propre, contrainte et communautés ne font que répéter le nombre de "
            "liens du centre. Ne lire que le degré.",
        ))  # fmt: skip
    elif parts > 1:
        most = len(net.parts[0]) / len(pairs)
        remarks.append((
            f"The network falls into {parts} components (the largest holds {most:.0%} of the "
            "actors): paths, closeness and eigenvector compare actors within one, not across.",
            f"Le réseau se divise en {parts} composantes (la plus grande tient "
            f"{100 * most:.0f}\u00a0% des acteurs) : chemins, proximité et vecteur propre "
            "comparent à l’intérieur de chacune, non de l’une à l’autre.",
        ))  # fmt: skip
    if not stars and not any(nx.triangles(pairs).values()):
        remarks.append((
            "There is no triangle: clustering is 0 for all, and effective size equals degree.",
            "Il n’y a aucun triangle : la densité locale vaut 0 pour tous, et la taille efficace "
            "égale le degré.",
        ))  # fmt: skip
    if len(set(degree.values())) == 1:
        remarks.append((
            "All actors have the same degree: it tells none apart.",
            "Tous les acteurs ont le même degré : il n’en distingue aucun.",
        ))  # fmt: skip
    if net.directed and not nx.overall_reciprocity(net.arcs):
        remarks.append((
            "No tie is returned: where the relations only go one way (a member of a body), "
            "reciprocity 0 is their form, not a finding.",
            "Aucun lien n’est réciproque : quand les relations ne vont que dans un sens (membre "
            "d’une instance), une réciprocité de 0 tient à leur forme et n’est pas un résultat.",
        ))  # fmt: skip
    if not stars and sorted(net.communities) == sorted(net.parts):
        remarks.append((
            "The communities are the connected components: modularity says no more than that.",
            "Les communautés sont les composantes connexes : la modularité ne dit rien de plus.",
        ))  # fmt: skip
    return remarks


def of_two_modes(net: TwoMode) -> list[Remark]:
    """Return remarks (English, French) where the form leaves a measure without sense.

    >>> import networkx as nx
    >>> from tigraph.twomode import two_mode
    >>> of_two_modes(two_mode(nx.MultiDiGraph([("a", "A"), ("b", "A"), ("c", "B"), ("d", "B")])))
    ... # doctest: +ELLIPSIS
    [('The network is 2 separate stars: ...
    """
    degree = dict(net.simple.pairs.degree())
    parts = len(net.simple.parts)
    if not degree:
        return [("There are no ties: no measure says anything.",
                 "Il n’y a aucun lien : aucune mesure ne dit rien.")]  # fmt: skip
    if form := stars(net):
        return form
    if parts > 1:
        most = len(net.simple.parts[0]) / len(degree)
        return [(
            f"The network falls into {parts} components (the largest holds {most:.0%} of the "
            "nodes): paths and eigenvector compare nodes within one, not across.",
            f"Le réseau se divise en {parts} composantes (la plus grande tient "
            f"{100 * most:.0f}\u00a0% des nœuds) : chemins et vecteur propre comparent à "
            "l’intérieur de chacune.",
        )]  # fmt: skip
    return []


def stars(net: TwoMode) -> list[Remark]:
    """Return a remark where one side has next to nobody with more than one tie."""
    degree = dict(net.simple.pairs.degree())
    parts = len(net.simple.parts)
    for side, english, french in (
        (net.sources, ("sources", "target"), ("sources", "d’une cible")),
        (net.targets, ("targets", "source"), ("cibles", "d’une source")),
    ):
        several = sum(degree[n] > 1 for n in side)
        if not several:
            form = (f"{parts} separate stars", f"{parts} étoiles séparées")
            if parts == 1:
                form = ("one star", "une étoile")
            return [(
                f"The network is {form[0]}: none of the {english[0]} has more than one "
                f"{english[1]}. Closeness, betweenness, clustering and projections only repeat "
                "the sizes of the stars; degree says all there is.",
                f"Le réseau est fait de {form[1]} : aucune des {french[0]} n’a plus {french[1]}. "
                "Proximité, intermédiarité, recouvrement et projections ne font que répéter la "
                "taille des étoiles ; le degré dit tout ce qu’il y a à dire.",
            )]  # fmt: skip
        if several <= 0.1 * len(side):
            return [(
                f"The network is nearly made of stars: {several} of {len(side)} {english[0]} have "
                f"more than one {english[1]}. What is more than degree rests on these alone.",
                f"Le réseau est presque fait d’étoiles : {several} {french[0]} sur {len(side)} "
                f"ont plus {french[1]}. Ce qui dépasse le degré ne tient qu’à elles.",
            )]  # fmt: skip
    return []
