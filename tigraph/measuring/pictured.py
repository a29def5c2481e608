"""Measures of the actors of a network as pictures take them: by size or colour of marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tigraph.drawing import Scale
from tigraph.errors import UnknownNameError
from tigraph.local import Pair, said
from tigraph.measuring import one_mode, two_mode
from tigraph.measuring.simple import Simple
from tigraph.querying import catalogue

if TYPE_CHECKING:
    from tigraph.networks import Network

#: What a page offers, as far as it fits: by the form of the network.
_OFFERED = (
    ("degree", "in_degree", "out_degree", "betweenness", "harmonic", "core", "community"),
    ("degree", "closeness_two_mode", "betweenness_two_mode", "community_two_mode"),
)
#: Paths between all are followed in networks of so many actors at most.
_FEW = 600
#: What legends call them; what is not in it goes by its name.
_CALLED: dict[str, Pair] = {
    "degree": ("degree", "degré"),
    "in_degree": ("ties to it (actors)", "liens vers lui (acteurs)"),
    "out_degree": ("ties from it (actors)", "liens de lui (acteurs)"),
    "strength": ("strength", "force"),
    "betweenness": ("betweenness", "intermédiarité"),
    "betweenness_two_mode": ("betweenness", "intermédiarité"),
    "harmonic": ("closeness (harmonic)", "proximité (harmonique)"),
    "closeness_two_mode": ("closeness", "proximité"),
    "core": ("core", "cœur"),
    "constraint": ("constraint", "contrainte"),
    "eigenvector": ("eigenvector", "vecteur propre"),
    "component": ("component", "composante"),
    "community": ("community", "communauté"),
    "community_two_mode": ("community", "communauté"),
    "mode": ("side", "côté"),
}


def offered(network: Network) -> list[str]:
    """Return the measures that a page of a network offers: none of one that is large.

    A measure that takes more is named: see `scales`.
    """
    if not 2 <= len(network.graph) <= _FEW:
        return []
    fit = _fitting(network)
    return [name for name in _OFFERED[_two(network)] if name in fit]


def scales(network: Network, names: Sequence[str]) -> list[Scale]:
    """Return measures of a network by their names, all bases of ties together.

    Of a two-mode network “betweenness” is that of two modes, and so are others of that name.
    Raises `UnknownNameError` for what is no measure of a network of its form.
    """
    fit = _fitting(network)
    names = [name if name in fit else f"{name}_two_mode" for name in names]
    for name in names:
        if name not in fit:
            name = name.removesuffix("_two_mode")
            raise UnknownNameError("measure", name, [*fit], "`tigraph measure --list` has all.")
    if not names or not len(network.graph):
        return []
    if _two(network):
        net = two_mode.two_mode(network.graph, network.projection)
        found = two_mode.node_measures(net, names)
    else:
        found = one_mode.node_measures(Simple(network.graph, network.directed), names)
    language = network.language
    return [
        Scale(
            name,
            said(_CALLED.get(name, (name.replace("_", " "),) * 2), language),
            said(fit[name].about, language),
            {node: row.get(name) for node, row in found.items()},
            fit[name].nominal,
            language,
        )
        for name in names
    ]


def _two(network: Network) -> bool:
    if network.projection in catalogue.names():
        header = catalogue.asked(network.projection).header
        if str(header.get("modes") or "").lower() in ("two", "2"):
            return True
    return network.directed and two_mode.is_two_mode(network.graph)


def _fitting(network: Network) -> dict[str, Any]:
    """The measures that a network can have, by name."""
    if _two(network):
        return dict(two_mode.TWO_MODE_MEASURES)
    return {name: one_mode.MEASURES[name] for name in one_mode.applicable(network.directed)}
