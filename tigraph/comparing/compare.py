"""A comparison as JSON, with the evidence of each relation, and as one network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pyoxigraph as ox

from tigraph.actors.card import as_json, figure_as_json
from tigraph.claims import reading
from tigraph.claims.open_data import open_data
from tigraph.comparing import regions
from tigraph.comparing.comparison import (
    CENTRE,
    CHANGES,
    Comparison,
    Half,
    Key,
    Side,
    Tie,
    compare,
    with_silence,
)
from tigraph.comparing.sides import HALVES, sort_of
from tigraph.errors import UsageError
from tigraph.names.labels import Labels
from tigraph.names.search import Names
from tigraph.networks.projection import Network, build
from tigraph.querying.answers import Answer, Rows
from tigraph.querying.catalogue import Query, in_any_order
from tigraph.rdf.asking import Queryable
from tigraph.rdf.vocabulary import curie, local_name
from tigraph.validity.snapshot import ANY, Snapshot

_LOOP = "urn:tigraph:loop/loop"
_COLUMNS = ("source", "target", "relation", "basis", "claim")


class _Graph(Protocol):
    """What is needed here of `tigraph.graph.Graph`, which comes after."""

    store: Queryable

    @property
    def names(self) -> Names: ...

    @property
    def label(self) -> Labels: ...

    def snapshot(self, as_of: str = ...) -> Snapshot: ...

    def query(
        self,
        query: str | Query,
        parameters: Mapping[str, str] | None = ...,
        *,
        as_of: str | None = ...,
        possible: bool = ...,
    ) -> Answer: ...


def compared(
    graph: _Graph,
    first: str,
    second: str,
    projection: str,
    parameters: Mapping[str, str] | None,
    possible: bool,
    as_of: str | None = None,
) -> Comparison:
    """Return what two dates, phases, territories, documents or speakers share or do not."""
    sort, *keys = sort_of(graph.names, first, second)
    if sort == "dates" and as_of:
        raise UsageError("Two dates are compared: another date (as-of) says nothing of them.")

    def half(key: str) -> Half:
        if sort != "dates":
            now = graph.snapshot(as_of or ANY)
            whole = HALVES[sort](graph.store, key, now.certain)
            return whole.at(now) if as_of else whole
        snapshot = graph.snapshot(key)
        asked = in_any_order(projection)
        rows = graph.query(asked, parameters, as_of=key, possible=True)
        if not isinstance(rows, Rows):
            raise UsageError(f"{projection} is no projection: it is not a SELECT.")
        return Half.of_rows(rows, snapshot)

    one, other = (Side(key, key if sort == "dates" else graph.label(key)) for key in keys)
    halves = half(one.key), half(other.key)
    by = projection if sort == "dates" else ""
    found = compare(sort, (one, other), halves, by, possible)
    return with_silence(found, *halves) if sort == "phases" else found


def as_json_comparison(store: Queryable, compared: Comparison, label: Labels) -> dict[str, Any]:
    """Return a comparison as JSON values, relations and figures with their claims and evidence.

    What a document or a speaker says has the evidence of that document or speaker alone.
    """
    cited = {claim for tie in compared.ties for claim in (*tie.first, *tie.second)}
    read = {claim.iri: claim for claim in reading.relations(store, claims=cited)}
    cited |= {figure.iri for own in compared.figures for figure in (*own.first, *own.second)}
    proof = reading.evidence(store, cited)
    label.read(compared.nodes)
    sources = {item.document for items in proof.values() for item in items}

    def end(iri: str, tie: Tie) -> dict[str, Any]:
        if iri != CENTRE:
            return {"iri": iri, "label": label(iri)}
        sides = _sides(compared, tie)
        alone = sides[0].key if len(sides) == 1 else None
        return {"iri": alone, "label": " / ".join(side.label for side in sides)}

    def name(iri: str) -> dict[str, str]:
        return {"iri": iri, "label": label(iri)}

    def said(iri: str, side: Side) -> list[dict[str, Any]]:
        own = [item for item in proof[iri] if side.key in (item.document, item.speaker)]
        return [as_json(item, label) for item in own or proof[iri]]

    def one(iri: str, side: Side) -> dict[str, Any]:
        valid = read[iri].valid.edtf or None
        return {"claim": iri, "valid": valid, "evidence": said(iri, side)}

    def number(figure: reading.Figure, side: Side) -> dict[str, Any]:
        valid = {"valid": figure.valid.edtf or None, "evidence": said(figure.iri, side)}
        return {**figure_as_json(figure, label), **valid}

    return {
        "compared": compared.sort,
        "first": vars(compared.first),
        "second": vars(compared.second),
        "projection": compared.projection or None,
        "counts": compared.counts(),
        "side_by_side": regions.figures(store, label, compared.first.key, compared.second.key)
        if compared.sort == "regions"
        else [],
        "nodes": [{"change": change, **name(iri)} for iri, change in compared.nodes.items()],
        "relations": [
            {
                "change": tie.change,
                "certain": tie.certain,
                "source": end(tie.key[0], tie),
                "target": end(tie.key[1], tie),
                "relation": curie(tie.key[2]),
                "label": label(tie.key[2]),
                "basis": curie(tie.key[3]),
                "first": [one(claim, compared.first) for claim in tie.first],
                "second": [one(claim, compared.second) for claim in tie.second],
            }
            for tie in compared.ties
        ],
        "figures": [
            {
                "change": own.change,
                "measure": curie(own.key[1]),
                "label": label(own.key[1]),
                "first": [number(figure, compared.first) for figure in own.first],
                "second": [number(figure, compared.second) for figure in own.second],
            }
            for own in compared.figures
        ],
        "moved": [
            {"member": name(member), "from": name(old), "to": name(new)}
            for member, old, new in compared.moved
        ],
        "remarks": compared.remarks(label),
        "open_data": list(open_data(store, label, compared.nodes, sources)),
    }


def _sides(compared: Comparison, tie: Tie) -> list[Side]:
    """The sides on which a tie is."""
    found = [compared.first] if tie.change != "gained" else []
    return [*found, compared.second] if tie.change in ("gained", "kept") else found


def picture(
    store: Queryable,
    names: Names,
    snapshot: Snapshot,
    compared: Comparison,
    label: Labels,
    told: Mapping[str, str],
) -> Network:
    """Return one network of both sides; its nodes and edges say what became of them.

    Both have `change` (gained, lost, kept or unknown) and `change_label`. An edge's change
    also stands in for its basis, and is added to a node's kind, since pictures and their
    legends colour by these; the basis itself is `tie_basis`, the kind `entity_kind`.
    `told` gives `made` and `version`.
    """
    rows: list[tuple[Any, ...]] = []
    changes: dict[Key, Tie] = {}
    alone = set(compared.nodes)
    for tie in compared.ties:
        for side in _sides(compared, tie) if CENTRE in tie.key else [compared.first]:
            source, target = (side.key if iri == CENTRE else iri for iri in tie.key[:2])
            changes[source, target, local_name(tie.key[2]), local_name(tie.key[3])] = tie
            alone -= {source, target}
            own = {*tie.first, *tie.second}
            if CENTRE in tie.key:
                own = set(tie.first if side is compared.first else tie.second)
            terms = [ox.NamedNode(iri) if iri else None for iri in (source, target, *tie.key[2:])]
            rows += [
                (*terms, ox.NamedNode(claim) if claim else None) for claim in sorted(own) or [""]
            ]
    for iri in sorted(alone):  # a loop brings the node in, and is taken out again below
        node = ox.NamedNode(iri)
        rows.append((node, node, ox.NamedNode(_LOOP), None, None))
    title = f"{compared.first.label} → {compared.second.label}"
    graph, sources, open_data = build(
        store, Rows(_COLUMNS, tuple(rows)), names, snapshot, label.language, title
    )
    loops = [
        (a, b, k) for a, b, k, d in graph.edges(keys=True, data=True) if d["relation"] == "loop"
    ]
    graph.remove_edges_from(loops)
    words = {name: compared.word(name, label.language) for name in CHANGES}
    for source, target, data in graph.edges(data=True):
        tie = changes[source, target, data["relation"], data["basis"]]
        data["tie_basis"], data["tie_basis_label"] = data["basis"], data["basis_label"]
        data["change"] = data["basis"] = tie.change
        data["change_label"] = data["basis_label"] = words[tie.change]
        data["certain"] = tie.certain
    for iri, data in graph.nodes(data=True):
        own_change = compared.nodes.get(iri) or ("lost" if iri == compared.first.key else "gained")
        data["change"], data["change_label"] = own_change, words[own_change]
        data["entity_kind"], data["entity_kind_label"] = data["kind"], data["kind_label"]
        data["kind"] = f"{data['kind']}:{own_change}"
        data["kind_label"] = f"{data['kind_label']}, {words[own_change]}"
    command = ["tigraph", "compare", compared.first.key, compared.second.key]
    command += ["--projection", compared.projection] if compared.projection else []
    return Network(
        graph=graph,
        title=title,
        projection=compared.projection or f"compare {compared.sort}",
        description=" ".join(compared.remarks(label)),
        language=label.language,
        directed=True,
        as_of=title if compared.sort == "dates" else None,
        made=told["made"],
        version=told["version"],
        query=" ".join(command),
        sources=sources,
        open_data=open_data,
    )
