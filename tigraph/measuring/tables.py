"""One network as one table of measures, with the remarks that go with it.

A remark, in English and French, is made where the form of the network leaves a measure
without sense, and where something was chosen that the reader must know.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import tigraph.measuring.one_mode as one_mode
import tigraph.measuring.two_mode as two_mode
from tigraph.errors import UnknownNameError
from tigraph.local import percent
from tigraph.measuring.brokerage import brokerage
from tigraph.measuring.measurement import (
    BROKERAGE,
    TWO,
    Choice,
    Remark,
    Table,
    is_quantity,
    rounded,
)
from tigraph.measuring.simple import Simple, Value
from tigraph.measuring.two_mode import TWO_MODE_MEASURES, WEIGHTINGS, TwoMode
from tigraph.measuring.whole import whole

if TYPE_CHECKING:
    from tigraph.networks import Network


def table(network: Network, form: str, wanted: Sequence[str], choice: Choice) -> Table:
    """Return the wanted measures of a network, in one of the forms, as a table."""
    attributes = network.graph.nodes
    values: dict[str, dict[str, Value]]
    if form == BROKERAGE:
        values, summary, notes = _brokered(network, choice)
    elif form == TWO and choice.project:
        net = two_mode.two_mode(network.graph, network.projection)
        shadow = Simple(
            two_mode.project(net, choice.project, choice.weighting),
            False, choice.resolution, choice.seed,
        )  # fmt: skip
        values = one_mode.node_measures(shadow, wanted)
        summary = whole(shadow)
        notes = [_projected(choice), *remarks_on_stars(net), *remarks_on_one_mode(shadow)]
    elif form == TWO:
        net = two_mode.two_mode(network.graph, network.projection, choice.resolution, choice.seed)
        values = two_mode.node_measures(net, [n for n in wanted if n in TWO_MODE_MEASURES])
        summary, notes = whole(net), [_TWO_MODES, *remarks_on_two_modes(net)]
    else:
        simple = Simple(network.graph, network.directed, choice.resolution, choice.seed)
        fit = one_mode.applicable(network.directed)
        values = one_mode.node_measures(simple, [n for n in wanted if n in fit])
        summary, notes = whole(simple), remarks_on_one_mode(simple)
        if two_mode.is_two_mode(network.graph) and network.directed:
            notes = [_INSISTED, *notes]
    rows = [{**_who(node, attributes[node]), **own} for node, own in values.items()]
    first = next((n for n in wanted if is_quantity(n)), "")
    if form == BROKERAGE:
        first = "total"

    def rank(row: Mapping[str, Value]) -> tuple[float, str, str]:
        value = row.get(first)
        known = isinstance(value, int | float)
        return (-float(value or 0) if known else 1.0, str(row["label"]), str(row["id"]))

    nodes = tuple(rounded(row) for row in sorted(rows, key=rank))
    return Table("", form, nodes, summary, tuple(notes))


def _who(node: str, data: Mapping[str, Any]) -> dict[str, Value]:
    shown = ("label", "kind", "kind_label", "level", "level_label", "order", "order_label")
    return {"id": node, **{key: str(data.get(key) or "") for key in shown}}


_TWO_MODES = (
    "Two-mode network: centralities are over what is possible in two modes; --project makes one "
    "mode of it.",
    "Réseau à deux modes : les centralités sont rapportées au possible en deux modes ; --project "
    "en fait un réseau à un mode.",
)
_INSISTED = (
    "This two-mode network is measured as if it had one mode, as asked: the maxima of these "
    "measures cannot be reached in it.",
    "Ce réseau à deux modes est mesuré comme s’il n’en avait qu’un, comme demandé : les maxima "
    "de ces mesures n’y peuvent être atteints.",
)


def _projected(choice: Choice) -> Remark:
    english, french, source = WEIGHTINGS[choice.weighting]
    return (
        f"Projected onto the {choice.project}: two are tied where they share a contact; weight "
        f"“{choice.weighting}”, {english} ({source}). Weights of the two-mode ties are not used.",
        f"Projeté sur les {choice.project} : deux nœuds sont liés s’ils partagent un contact ; "
        f"poids « {choice.weighting} », {french} ({source}). Les poids des liens à deux modes ne "
        "servent pas.",
    )


def _brokered(
    network: Network, choice: Choice
) -> tuple[dict[str, dict[str, Value]], dict[str, Value], list[Remark]]:
    own = network.graph
    attribute = choice.groups
    known = sorted({key for _, data in own.nodes(data=True) for key in data})
    if own.number_of_nodes() and attribute not in known:
        near = get_close_matches(attribute, known, 3, 0.4)
        raise UnknownNameError("node attribute", attribute, near, f"There are: {', '.join(known)}.")
    groups = {n: _group(data.get(attribute)) for n, data in sorted(own.nodes(data=True))}
    without = sum(not group for group in groups.values())
    if not choice.keep_ungrouped:
        groups = {node: group for node, group in groups.items() if group}
    found = brokerage(groups, list(own.edges()))
    values: dict[str, dict[str, Value]] = {}
    for node, scores in found.actors.items():
        row: dict[str, Value] = {"group": groups[str(node)]}
        for role, score in scores.items():
            row |= {role: score.observed, f"{role}_expected": score.expected}
            row |= {f"{role}_sd": score.sd, f"{role}_z": score.z}
        values[str(node)] = row
    arcs = sum({a, b} <= groups.keys() for a, b in own.edges())
    summary: dict[str, Value] = {"nodes": len(groups), "ties": arcs, "density": found.density}
    summary |= {f"group_{name or '(none)'}": size for name, size in found.sizes.items()}
    for role, score in found.whole.items():
        summary |= {role: score.observed, f"{role}_expected": score.expected}
        summary |= {f"{role}_sd": score.sd, f"{role}_z": score.z}
    notes: list[Remark] = []
    crossing = sum(groups[a] != groups[b] for a, b in own.edges() if {a, b} <= groups.keys())
    if without:
        notes.append(_ungrouped(without, own.number_of_nodes(), attribute, choice.keep_ungrouped))
    if not found.whole["total"].observed:
        notes.append((
            "Nobody brokers: no actor that has a group lies between two others.",
            "Nul n’est courtier : aucun acteur ayant un groupe n’est entre deux autres.",
        ))  # fmt: skip
    elif not crossing:
        notes.append((
            "No tie joins two groups: all brokerage is within a group, and what links the groups "
            "passes through actors that have none, or is not in this network.",
            "Aucun lien ne joint deux groupes : tout courtage est interne, et ce qui relie les "
            "groupes passe par des acteurs qui n’en ont pas, ou n’est pas dans ce réseau.",
        ))  # fmt: skip
    if found.actors and max(score["total"].expected for score in found.actors.values()) < 5:
        notes.append((
            "Expected counts are below 5: z-scores of so small a network are no test; read the "
            "counts.",
            "Les effectifs attendus sont inférieurs à 5 : sur un si petit réseau les z ne sont "
            "pas un test ; lire les effectifs.",
        ))  # fmt: skip
    return values, summary, notes


def _group(value: Any) -> str:
    """Return the group that an attribute's value makes; several values together are one."""
    several = isinstance(value, list | tuple | set | frozenset)
    return " + ".join(sorted(map(str, value))) if several else str(value or "")


def _ungrouped(without: int, n: int, attribute: str, kept: bool) -> Remark:
    if kept:
        return (
            f"{without} of {n} actors have no {attribute}: they stand as a group of their own.",
            f"{without} acteurs sur {n} n’ont pas d’attribut « {attribute} » : ils forment un "
            "groupe à part.",
        )
    return (
        f"{without} of {n} actors have no {attribute} and are left out, with their ties "
        "(--keep-ungrouped makes them a group).",
        f"{without} acteurs sur {n} n’ont pas d’attribut « {attribute} » et sont exclus, avec "
        "leurs liens (--keep-ungrouped en fait un groupe).",
    )


# Remarks ---------------------------------------------------------------------------------


def remarks_on_one_mode(net: Simple) -> list[Remark]:
    """Return remarks (English, French) where the network's form leaves a measure without sense.

    >>> import networkx as nx
    >>> stars = Simple(nx.MultiDiGraph([("a", "A"), ("b", "A"), ("c", "B"), ("d", "B")]))
    >>> remarks_on_one_mode(stars)[0][0].split(":")[0]
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
        english, french = (percent(most, language) for language in ("en", "fr"))
        remarks.append((
            f"The network falls into {parts} components (the largest holds {english} of the "
            "actors): paths, closeness and eigenvector compare actors within one, not across.",
            f"Le réseau se divise en {parts} composantes (la plus grande tient "
            f"{french} des acteurs) : chemins, proximité et vecteur propre "
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
        remarks.append(_NO_MORE_THAN_COMPONENTS)
    return remarks


_NO_MORE_THAN_COMPONENTS = (
    "The communities are the connected components: modularity says no more than that.",
    "Les communautés sont les composantes connexes : la modularité ne dit rien de plus.",
)


def remarks_on_two_modes(net: TwoMode) -> list[Remark]:
    """Return remarks (English, French) where the form leaves a measure without sense.

    >>> import networkx as nx
    >>> from tigraph.measuring.two_mode import two_mode
    >>> stars = nx.MultiDiGraph([("a", "A"), ("b", "A"), ("c", "B"), ("d", "B")])
    >>> remarks_on_two_modes(two_mode(stars))[0][0].split(":")[0]
    'The network is 2 separate stars'
    """
    degree = dict(net.simple.pairs.degree())
    parts = len(net.simple.parts)
    if not degree:
        return [("There are no ties: no measure says anything.",
                 "Il n’y a aucun lien : aucune mesure ne dit rien.")]  # fmt: skip
    if form := remarks_on_stars(net):
        return form
    notes = []
    if parts > 1:
        most = len(net.simple.parts[0]) / len(degree)
        english, french = (percent(most, language) for language in ("en", "fr"))
        notes.append((
            f"The network falls into {parts} components (the largest holds {english} of the "
            "nodes): paths and eigenvector compare nodes within one, not across.",
            f"Le réseau se divise en {parts} composantes (la plus grande tient "
            f"{french} des nœuds) : chemins et vecteur propre comparent à "
            "l’intérieur de chacune.",
        ))  # fmt: skip
    if sorted(net.communities) == sorted(net.simple.parts):
        notes.append(_NO_MORE_THAN_COMPONENTS)
    return notes


def remarks_on_stars(net: TwoMode) -> list[Remark]:
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
