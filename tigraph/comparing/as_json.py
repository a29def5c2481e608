"""A comparison as JSON, with labels, claims and evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from tigraph import claims
from tigraph.claims import as_json, figure_as_json, open_data
from tigraph.comparing import regions
from tigraph.comparing.comparison import CENTRE, Comparison, Side, Tie
from tigraph.names import Labels
from tigraph.rdf import Queryable
from tigraph.rdf.vocabulary import curie

T = TypeVar("T")


def as_json_comparison(
    store: Queryable, compared: Comparison, label: Labels, most: int | None = None
) -> dict[str, Any]:
    """Return a comparison as JSON values, relations and figures with their claims and evidence.

    What a document or a speaker says has the evidence of that document or speaker alone. Where
    `most` is given, at most so many relations, figures and nodes without a relation are told of
    each change, and `left_out` says by change how many more there are of each.
    """
    shown, left_out = (compared, None) if most is None else _shortened(compared, most)
    cited = {claim for tie in shown.ties for claim in (*tie.first, *tie.second)}
    valid = claims.valid_times(store, cited)
    cited |= {figure.iri for own in shown.figures for figure in (*own.first, *own.second)}
    proof = claims.evidence(store, cited)
    label.read(
        {
            *shown.nodes,
            *(one for own in compared.states.values() for side in own for one in side),
        }
    )
    followed = {curie(basis): own for basis, own in compared.carried().items()}
    sources = {item.document for items in proof.values() for item in items}

    def end(iri: str, tie: Tie) -> dict[str, Any]:
        if iri != CENTRE:
            return {"iri": iri, "label": label(iri)}
        sides = sides_of(compared, tie)
        alone = sides[0].key if len(sides) == 1 else None
        return {"iri": alone, "label": " / ".join(side.label for side in sides)}

    def name(iri: str) -> dict[str, str]:
        return {"iri": iri, "label": label(iri)}

    def states(iri: str) -> dict[str, Any]:
        """Which nodes a lineage that was followed stands for, on each side."""
        if iri not in compared.states:
            return {}
        first, second = ([name(one) for one in side] for side in compared.states[iri])
        return {"states": {"first": first, "second": second}}

    def said(iri: str, side: Side) -> list[dict[str, Any]]:
        own = [item for item in proof[iri] if side.key in (item.document, item.speaker)]
        return [as_json(item, label) for item in own or proof[iri]]

    def one(iri: str, side: Side) -> dict[str, Any]:
        return {"claim": iri, "valid": valid.get(iri), "evidence": said(iri, side)}

    def number(figure: claims.Figure, side: Side) -> dict[str, Any]:
        valid = {"valid": figure.valid.edtf or None, "evidence": said(figure.iri, side)}
        return {**figure_as_json(figure, label), **valid}

    return {
        "compared": compared.sort,
        "first": vars(compared.first),
        "second": vars(compared.second),
        "projection": compared.projection or None,
        **({"as_of": compared.asked.as_of} if compared.asked.as_of else {}),
        **({"asked": chosen} if (chosen := compared.asked.choices()) else {}),
        "counts": compared.counts(),
        "side_by_side": regions.figures(store, label, compared.first.key, compared.second.key)
        if compared.sort == "regions"
        else [],
        **({"followed": followed} if followed else {}),
        "nodes": [
            {"change": change, **name(iri), **states(iri)} for iri, change in shown.nodes.items()
        ],
        "relations": [
            {
                "change": tie.change,
                "certain": tie.certain,
                "source": end(tie.key[0], tie),
                "target": end(tie.key[1], tie),
                "relation": curie(tie.key[2]),
                "label": label(tie.key[2]),
                "basis": curie(tie.key[3]),
                **({"from": name(tie.origin)} if tie.origin else {}),
                "first": [one(claim, compared.first) for claim in tie.first],
                "second": [one(claim, compared.second) for claim in tie.second],
            }
            for tie in shown.ties
        ],
        "figures": [
            {
                "change": own.change,
                "measure": curie(own.key[1]),
                "label": label(own.key[1]),
                "first": [number(figure, compared.first) for figure in own.first],
                "second": [number(figure, compared.second) for figure in own.second],
            }
            for own in shown.figures
        ],
        "moved": [
            {"member": name(member), "from": name(old), "to": name(new)}
            for member, old, new in shown.moved
        ],
        "remarks": compared.remarks(label),
        "open_data": list(open_data(store, label, shown.nodes, sources)),
        **({"left_out": left_out} if left_out else {}),
    }


def _shortened(compared: Comparison, most: int) -> tuple[Comparison, dict[str, dict[str, int]]]:
    """Return a comparison with the first of each change, and by change how many more there are.

    Of the nodes, those of these relations are in it, and each lineage that was followed.
    """
    left: dict[str, dict[str, int]] = {}

    def first(sort: str, things: Iterable[T], change: Callable[[T], str]) -> list[T]:
        seen: Counter[str] = Counter()
        kept = []
        for thing in things:
            own = change(thing)
            seen[own] += 1
            if seen[own] <= most:
                kept.append(thing)
        for own, number in seen.items():
            if number > most:
                left.setdefault(own, {})[sort] = number - most
        return kept

    bound = {end for tie in compared.ties for end in tie.key[:2]}
    ties = first("relations", compared.ties, lambda tie: tie.change)
    figures = first("figures", compared.figures, lambda figure: figure.change)
    apart = (iri for iri in compared.nodes if iri not in bound)
    alone = first("nodes", apart, lambda iri: compared.nodes[iri])
    told = {*alone, *compared.states, *(end for tie in ties for end in tie.key[:2])}
    nodes = {iri: change for iri, change in compared.nodes.items() if iri in told}
    return replace(compared, nodes=nodes, ties=tuple(ties), figures=tuple(figures)), left


def sides_of(compared: Comparison, tie: Tie) -> list[Side]:
    """The sides on which a tie is."""
    found = [compared.first] if tie.change != "gained" else []
    return [*found, compared.second] if tie.change in ("gained", "kept", "moved") else found
