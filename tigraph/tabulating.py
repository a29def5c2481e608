"""One network as one table of measures, with the remarks that go with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from tigraph import measures, remarks, twomode
from tigraph.brokerage import brokerage
from tigraph.errors import UnknownName
from tigraph.measurement import BROKERAGE, TWO, Choice, Table, is_quantity, rounded
from tigraph.measures import Simple, Value
from tigraph.remarks import Remark
from tigraph.twomode import TWO_MODE_MEASURES, WEIGHTINGS, is_two_mode, two_mode

if TYPE_CHECKING:
    from tigraph.networks import Network


def table(network: Network, form: str, wanted: Sequence[str], choice: Choice) -> Table:
    attributes = network.graph.nodes
    values: dict[str, dict[str, Value]]
    if form == BROKERAGE:
        values, summary, notes = _brokered(network, choice)
    elif form == TWO and choice.project:
        net = two_mode(network.graph, network.projection)
        shadow = Simple(
            twomode.project(net, choice.project, choice.weighting),
            False, choice.resolution, choice.seed,
        )  # fmt: skip
        values = measures.node_measures(shadow, wanted)
        summary = measures.whole(shadow)
        notes = [_projected(choice), *remarks.stars(net), *remarks.of_one_mode(shadow)]
    elif form == TWO:
        net = two_mode(network.graph, network.projection)
        values = twomode.node_measures(net, [n for n in wanted if n in TWO_MODE_MEASURES])
        summary, notes = twomode.whole(net), [_TWO_MODES, *remarks.of_two_modes(net)]
    else:
        simple = Simple(network.graph, network.directed, choice.resolution, choice.seed)
        fit = measures.applicable(network.directed)
        values = measures.node_measures(simple, [n for n in wanted if n in fit])
        summary, notes = measures.whole(simple), remarks.of_one_mode(simple)
        if is_two_mode(network.graph) and network.directed:
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
        raise UnknownName("node attribute", attribute, near, f"There are: {', '.join(known)}.")
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
