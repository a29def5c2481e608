"""A comparison as one network, in which each edge says what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tigraph.comparing.as_json import sides_of
from tigraph.comparing.comparison import CENTRE, CHANGES, Comparison
from tigraph.comparing.comparison import Tie as Compared
from tigraph.names import Labels, Names
from tigraph.networks import About, Key, Network, Tie, build
from tigraph.rdf import Queryable
from tigraph.validity import Snapshot


def picture(
    store: Queryable,
    names: Names,
    snapshot: Snapshot,
    compared: Comparison,
    label: Labels,
    told: Mapping[str, str],
) -> Network:
    """Return one network of both sides; its nodes and edges say what became of them.

    Both have `change` (gained, lost, kept, moved or unknown) and `change_label`, by which pictures
    colour; what moved says from where (`moved_from`), and a lineage that was followed for which
    nodes of each side it stands (`states`). An edge is `certain` where the comparison is.
    `told` gives `made` and `version`.
    """
    words = {change: compared.word(change, label.language) for change in CHANGES}
    ties = [made for tie in compared.ties for made in _stated(compared, tie, words, label)]
    title = f"{compared.first.label} → {compared.second.label}"
    command = ["tigraph", "compare", compared.first.key, compared.second.key]
    command += ["--projection", compared.projection] if compared.projection else []
    asked = replace(
        compared.asked,
        name=compared.projection or f"compare {compared.sort}",
        query=" ".join(command),
        as_of=title if compared.sort == "dates" else compared.asked.as_of,
    )
    about = About(
        title=title,
        asked=asked,
        language=label.language,
        made=told["made"],
        version=told["version"],
        description=" ".join(compared.remarks(label)),
        doubt=compared.doubt,
    )
    ties.sort(key=lambda tie: tuple(map(str, tie.key)))
    network = build(store, names, snapshot, label, about, ties, alone=compared.nodes)
    for iri, data in network.graph.nodes(data=True):
        own = compared.nodes.get(iri) or ("lost" if iri == compared.first.key else "gained")
        data["change"], data["change_label"] = own, words[own]
        if iri in compared.states:
            first, second = (", ".join(map(label, side)) for side in compared.states[iri])
            data["states"] = f"{first} → {second}"
    return network


def _stated(
    compared: Comparison, tie: Compared, words: Mapping[str, str], label: Labels
) -> Iterator[Tie]:
    """Yield a tie as edges have it: one of a territory itself stands on each side it is on."""
    more = {"change": tie.change, "change_label": words[tie.change]}
    if tie.origin:
        more["moved_from"] = label(tie.origin)
    if CENTRE not in tie.key:
        own = {*tie.first, *tie.second}
        yield Tie(Key(*tie.key), tuple(sorted(own)), tie.certain, more)
        return
    for side in sides_of(compared, tie):
        source, target = (side.key if iri == CENTRE else iri for iri in tie.key[:2])
        claims = tie.first if side is compared.first else tie.second
        yield Tie(Key(source, target, *tie.key[2:]), claims, tie.certain, more)
