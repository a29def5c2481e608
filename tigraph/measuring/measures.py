"""Measuring a projection of the graph: which networks, and which measures of them.

One network gives one table. Several bases of ties, several dates, or the same network with
thin evidence left out give one table each, to be read side by side: a result is only as
good as what it leans on.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tigraph.errors import UnknownNameError, UsageError
from tigraph.measuring.brokerage import ROLES
from tigraph.measuring.evidence import basis_of, boundary, documents_of, posts, trials
from tigraph.measuring.measurement import (
    BRIEF,
    BROKERAGE,
    ONE,
    PARTS,
    TWO,
    USUAL,
    Choice,
    Measurement,
    Remark,
    Table,
    about,
    is_quantity,
    rounded,
)
from tigraph.measuring.one_mode import MEASURES, applicable
from tigraph.measuring.simple import Value
from tigraph.measuring.tables import table
from tigraph.measuring.two_mode import TWO_MODE_MEASURES, is_two_mode
from tigraph.networks import projected
from tigraph.querying import Asked, catalogue

if TYPE_CHECKING:
    import networkx

    from tigraph.networks import Network
    from tigraph.querying import Doubt
    from tigraph.stores import Ground


def measure(
    ground: Ground,
    projection: str,
    asked: Asked,
    choice: Choice | None = None,
) -> Measurement:
    """Measure the network of a projection: see `Choice`, `Graph.measure`.

    Raises `UsageError` where what is asked has no sense for the network, and as
    `Graph.network` does.
    """
    choice = choice or Choice()
    tell, as_of, possible = ground.doing, asked.as_of, asked.possible
    if choice.dates and as_of:
        raise UsageError("Give several dates or one date (as-of), not both.")
    query = catalogue.asked(projection)
    header = str(query.header.get("modes") or "").lower() in ("two", "2")
    summed = _together if query.header.get("bases") == "together" else _summed
    choice = replace(choice, sum_bases=choice.sum_bases or summed is _together)

    def network_of(own: Ground, date: str | None, unsure: bool = possible) -> Network:
        of = replace(asked, as_of=date, possible=unsure)
        found = projected(own, projection, of, details=choice.brokerage)
        return _of_bases(found, choice.basis, strict=own is ground and date == as_of)

    base = network_of(ground, as_of)
    bases = sorted({basis_of(data) for *_, data in base.graph.edges(data=True)})
    documents = documents_of(ground, base.sources)
    cases = [("", base, posts(ground, as_of))]
    axis, notes = "", []
    if choice.dates or choice.sensitivity:
        axis = "date" if choice.dates else "evidence"
        _refuse_several(bases, choice, axis)
        cases = []
        if choice.dates:
            for day in choice.dates:
                tell(f"Measuring: {day}")
                cases.append((day, network_of(ground, day), posts(ground, day)))
        else:
            for left, trial, unsure in trials(ground, documents, possible):
                tell(f"Measuring: {left}")
                cases.append((left, network_of(trial, as_of, unsure), posts(trial, as_of)))
            if not possible:
                notes.append(_SURE_ONLY)
    elif len(bases) > 1 and not choice.sum_bases:
        axis = "basis"
        cases = [(basis, _of_bases(base, [basis]), cases[0][2]) for basis in bases]
        notes.append(_apart(bases))
    elif len(bases) > 1:
        notes.append(summed(bases))

    form = _form(base, header, choice)
    forms = [form if axis != "basis" else _form(net, header, choice, form) for _, net, _ in cases]
    fitting = {own: _wanted(choice, own, base, axis, set(forms)) for own in forms}
    wanted = list(dict.fromkeys(name for own in forms for name in fitting[own]))
    tables = []
    for (name, net, offices), own in zip(cases, forms, strict=True):
        one = table(net, own, fitting[own], choice)
        doubtful = sum(not data.get("certain", True) for *_, data in net.graph.edges(data=True))
        summary = {**one.summary, "ties_only_possible": doubtful, **offices}
        tables.append(replace(one, variant=name, summary=rounded(summary)))
    if axis in ("date", "evidence"):
        tables = _correlated(tables, wanted, axis)
    tables[0] = replace(tables[0], remarks=(*notes, *tables[0].remarks))
    _tell(tables, [net for _, net, _ in cases] if axis == "date" else [base])
    return Measurement(
        axis=axis,
        measures=tuple(wanted),
        about=tuple(about(name, base.language) for name in wanted),
        boundary=boundary(base, bases, documents, choice),
        tables=tuple(tables),
        language=base.language,
        doubt=base.doubt,
    )


# Which network ---------------------------------------------------------------------------

_SURE_ONLY = (
    "Ties that are only possible were left out from the start, so there is no column for them.",
    "Les liens seulement possibles étaient exclus d’emblée : pas de colonne pour eux.",
)


def _of_bases(network: Network, wanted: Sequence[str], strict: bool = False) -> Network:
    """Return the network with the ties of some bases, and the nodes that these touch."""
    if not wanted:
        return network
    own = network.graph
    known = sorted({basis_of(data) for *_, data in own.edges(data=True)} | {*network.unsure})
    for name in wanted:
        if strict and name not in known:
            near = get_close_matches(name, known, 3, 0.4)
            remedy = f"Bases of {network.projection}: {', '.join(b or '(none)' for b in known)}."
            raise UnknownNameError("basis", name, near, remedy)
    kept = [
        (a, b, key)
        for a, b, key, data in own.edges(keys=True, data=True)
        if basis_of(data) in wanted
    ]
    asked = replace(network.asked, bases=tuple(wanted))
    graph = own.edge_subgraph(kept).copy()
    return replace(network, graph=graph, asked=asked, doubt=_of_these(network, graph, wanted))


def _of_these(
    network: Network, graph: networkx.MultiDiGraph, wanted: Iterable[str]
) -> Doubt | None:
    """Return what is not sure of the ties of some bases, of a network that is asked for these."""
    if network.doubt is None:
        return None
    only = sum(not data.get("certain", True) for *_, data in graph.edges(data=True))
    if not network.doubt.shown:
        only = sum(network.unsure.get(basis, 0) for basis in set(wanted))
    return replace(network.doubt, possible=only, whole=graph.number_of_edges())


def _refuse_several(bases: list[str], choice: Choice, axis: str) -> None:
    if len(bases) > 1 and not choice.sum_bases:
        what = "dates" if axis == "date" else "what is left out"
        raise UsageError(
            f"The ties have {len(bases)} bases ({', '.join(bases)}), which are not summed unless "
            f"you ask: to compare {what}, choose one (--basis {bases[0]}), or say --sum-bases."
        )


def _tell(tables: list[Table], networks: Sequence[Network]) -> None:
    """Put first among the remarks of tables what is not sure of the networks measured."""
    for i, network in enumerate(networks):
        if doubt := network.doubt:
            remark = doubt.told("en"), doubt.told("fr")
            tables[i] = replace(tables[i], remarks=(remark, *tables[i].remarks))


def _apart(bases: list[str]) -> Remark:
    listed = ", ".join(b or "—" for b in bases)
    return (
        f"The ties have {len(bases)} bases ({listed}): each is measured by itself. --basis "
        "chooses, --sum-bases measures them as one network.",
        f"Les liens ont {len(bases)} fondements ({listed}) : chacun est mesuré à part. --basis "
        "en choisit, --sum-bases les mesure comme un seul réseau.",
    )


def _summed(bases: list[str]) -> Remark:
    listed = ", ".join(b or "—" for b in bases)
    return (
        f"Ties of {len(bases)} bases are summed, as asked: {listed}.",
        f"Les liens de {len(bases)} fondements sont additionnés, comme demandé : {listed}.",
    )


def _together(bases: list[str]) -> Remark:
    listed = ", ".join(bases)
    return (
        f"Members and those represented ({listed}) make one co-presence, measured as one "
        "network; --basis chooses.",
        f"Membres et représentés ({listed}) font une seule coprésence, mesurée comme un seul "
        "réseau ; --basis choisit.",
    )


def _form(network: Network, header: bool, choice: Choice, whole: str = "") -> str:
    """Return whether a network is one-mode or two-mode, and refuse what does not fit it.

    `whole` is the form of the network that it is a part of, if it is one.
    """
    if whole == BROKERAGE:
        return BROKERAGE
    if choice.modes == "two" or header or choice.project:
        form = TWO
    else:
        form = TWO if network.directed and is_two_mode(network.graph) else ONE
    if choice.modes == "one":
        form = ONE
    if not choice.brokerage:
        return form
    directed = ", ".join(
        q.name for q in catalogue.queries()
        if q.is_projection and not q.header.get("undirected") and not q.header.get("modes")
    )  # fmt: skip
    if not network.directed or choice.project:
        raise UsageError(
            f"Brokerage is not defined on {network.projection}"
            f"{', projected' if choice.project else ''}: its ties have no direction. Each path "
            "a–b–c can be read both ways there, so that gatekeeper and representative are equal "
            f"for everybody (Gould and Fernandez 1989). Projections with directed ties: {directed}."
        )
    if form == TWO and network.graph.number_of_edges():
        raise UsageError(
            f"Brokerage is not defined on {network.projection}: it is two-mode, ties only go from "
            "one set of nodes to another, so that nobody both receives and sends one. Projections "
            f"with directed ties: {directed}; several bases together (--sum-bases) may join them."
        )
    return BROKERAGE


# Which measures --------------------------------------------------------------------------


def _wanted(
    choice: Choice, form: str, network: Network, axis: str, met: Collection[str]
) -> list[str]:
    """Return the measures asked for that fit one form of network; `met` are all forms met.

    Raises `UsageError` for a name that fits none of these.
    """
    brief = axis in ("date", "evidence")
    if form == BROKERAGE:
        return [f"{role}{part}" for role in ROLES for part in (("", "_z") if brief else PARTS)]
    known = _known(form, network, choice)
    every = [name for own in met for name in _known(own, network, choice)]
    found: list[str] = []
    for name in choice.measures or ["all"]:
        if name == "all":
            found += known
        elif name == "usual":
            found += (BRIEF if brief else USUAL)[ONE if choice.project else form]
        elif name not in every:
            raise _unfit(name, met, network)
        else:
            found.append(name)
    return [name for name in dict.fromkeys(found) if name in known]


def _known(form: str, network: Network, choice: Choice) -> list[str]:
    if form == TWO and not choice.project:
        return list(TWO_MODE_MEASURES)
    return applicable(network.directed and not choice.project)


def _unfit(name: str, met: Collection[str], network: Network) -> UsageError:
    title = network.title
    if name in MEASURES and set(met) == {TWO} and name not in TWO_MODE_MEASURES:
        twin = next((n for n in (f"{name}_two_mode", f"{name.split('_')[0]}_two_mode")
                     if n in TWO_MODE_MEASURES), "")  # fmt: skip
        offer = f"its two-mode form is {twin}; or " if twin else ""
        return UsageError(
            f"{name} is a measure for one-mode networks and “{title}” is two-mode: {offer}"
            "project it (--project sources, or targets), or insist with --modes one."
        )
    if name in MEASURES:
        return UsageError(f"{name} needs directed ties; those of “{title}” have none here.")
    if name in TWO_MODE_MEASURES:
        return UsageError(f"{name} is a measure for two-mode networks; “{title}” is one-mode here.")
    near = get_close_matches(name, {**MEASURES, **TWO_MODE_MEASURES}, 3, 0.4)
    return UnknownNameError("measure", name, near, "`tigraph measure --list` says what there is.")


def _correlated(tables: list[Table], wanted: Sequence[str], axis: str) -> list[Table]:
    """Add to each summary how alike the ranks are: to all the evidence, or to the date before."""
    done = []
    for i, one in enumerate(tables):
        other = tables[0] if axis == "evidence" else tables[max(i - 1, 0)]
        added: dict[str, Value] = {}
        for name in wanted:
            if i and is_quantity(name):
                sides = [{str(r["id"]): r.get(name) for r in t.nodes} for t in (other, one)]
                added[f"rank_correlation_{name}"] = rank_correlation(*sides)
        done.append(replace(one, summary=rounded({**one.summary, **added})))
    return done


def rank_correlation(first: Mapping[str, Value], second: Mapping[str, Value]) -> float | None:
    """Return Spearman's rank correlation over the nodes that have a number in both.

    Equal numbers share their rank. None where there is nothing to compare, or one side
    does not vary.

    >>> rank_correlation({"a": 1, "b": 2, "c": 9}, {"a": 5, "b": 6, "c": 7})
    1.0
    """
    import numpy as np

    shared = [n for n, v in first.items() if v is not None and second.get(n) is not None]
    ranked = []
    for side in (first, second):
        values, place, counts = np.unique(
            [float(side[n] or 0) for n in shared], return_inverse=True, return_counts=True
        )
        if len(values) < 2:
            return None
        ranked.append((np.cumsum(counts) - (counts - 1) / 2)[place])
    one, other = ranked
    return float(np.corrcoef(one, other)[0, 1])
