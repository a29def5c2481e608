"""Paths as they are told: as a small network, as JSON, and how much of them is not sure."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tigraph import claims
from tigraph.claims import as_json
from tigraph.errors import UsageError
from tigraph.local import Words
from tigraph.names import Labels, Names
from tigraph.networks.paths import Step, spans
from tigraph.networks.together import apart
from tigraph.querying import Asked, Doubt
from tigraph.rdf import Queryable
from tigraph.rdf.vocabulary import CONCEPT, PREFIXES, curie, local_name
from tigraph.validity import Snapshot

if TYPE_CHECKING:
    from tigraph.networks.network import Network
    from tigraph.networks.ties import Key


def doubt_of(paths: list[list[Step]], snapshot: Snapshot) -> Doubt:
    """Return how many of the steps of some paths only may hold, each counted once."""
    steps = {step for path in paths for step in path}
    only = sum(not _surely(step, snapshot) for step in steps)
    return Doubt(snapshot.as_of, "steps", only, len(steps), shown=True)


def _surely(step: Step, snapshot: Snapshot) -> bool:
    """Return whether one of its claims surely holds; a post is in its body by structure."""
    return not step.claims or any(claim in snapshot.certain for claim in step.claims)


def as_network(
    store: Queryable,
    names: Names,
    snapshot: Snapshot,
    paths: list[list[Step]],
    label: Labels,
    asked: Asked,
    told: Mapping[str, str],
) -> Network:
    """Return the network that some paths make up, one edge a relation of each step.

    `asked` is what they answer, `told` gives `made` and `version`. Each node's `step` is how
    far it is from the start. Raises `UsageError` where there is no path.
    """
    if not paths:
        raise UsageError("There is no path: nothing to make a network of.")
    from tigraph.networks.building import build
    from tigraph.networks.network import About
    from tigraph.networks.ties import gathered

    own = {claim for path in paths for step in path for claim in step.claims}
    read = {claim.iri: claim for claim in claims.relations(store, claims=own)}
    stated = {one for path in paths for step in path for one in _stated(step, read, names)}
    first, last = paths[0][0].start, paths[0][-1].end
    about = About(
        doubt=doubt_of(paths, snapshot),
        title=f"{label(first)} – {label(last)}",
        asked=replace(asked, name="path", query=f"tigraph path {curie(first)} {curie(last)}"),
        language=label.language,
        made=told["made"],
        version=told["version"],
    )
    network = build(store, names, snapshot, label, about, gathered(stated, snapshot))
    proof = claims.evidence(store, own)
    for path in paths:
        never = apart([spans(step, read, snapshot) for step in path])
        for number, step in enumerate(path, 1):
            _mark(network, step, number in never, all(planned(proof[c]) for c in step.claims))
        for number, iri in enumerate([path[0].start, *(step.end for step in path)]):
            network.graph.nodes[iri].setdefault("step", number)
    return network


def _mark(network: Network, step: Step, apart: bool, planned: bool) -> None:
    """Say on the edges of a step whether it is planned, or held apart from another, and in words.

    An edge of several paths is `apart` where it is in one of them.
    """
    words = _MARKS.of(network.language)
    for ends in ((step.start, step.end), (step.end, step.start)):
        for data in (network.graph.get_edge_data(*ends) or {}).values():
            data["planned"] = bool(step.claims) and planned
            data["apart"] = data.get("apart", False) or apart
            marks = [word for key, word in words.items() if data[key] and word]
            plain = data["relation_label"].partition(" (")[0]
            data["relation_label"] = f"{plain} ({', '.join(marks)})" if marks else plain


_MARKS = Words(
    {
        "planned": ("planned", "prévu"),
        "apart": ("not at the time of another step", "pas au temps d’une autre étape"),
    }
)


def _stated(
    step: Step, read: Mapping[str, claims.Relation], names: Names
) -> Iterator[tuple[Key, str]]:
    """Yield the ties of a step as they are stated, each with its claim."""
    from tigraph.networks.ties import Key

    onward, back = (step.start, step.end), (step.end, step.start)
    for iri in step.claims:
        claim = read[iri]
        inward = claim.subject == step.end or claim.object == step.start
        yield Key(*(back if inward else onward), claim.relation, claim.basis), iri
    if not step.claims:
        entity = names.get(step.end)
        office = entity and local_name(entity.kind) in ("Post", "Seat")
        ends = back if office else onward
        yield Key(*ends, PREFIXES["org"] + "postIn", CONCEPT + "basis/composition"), ""


def as_json_paths(
    store: Queryable, paths: list[list[Step]], label: Labels, snapshot: Snapshot
) -> list[list[dict[str, Any]]]:
    """Return paths as lists of steps with labels, claims and evidence.

    Each step says whether it `holds` ("certain", or "possible" where none of its claims surely
    does), whether it is only `planned`, and which others, by their numbers in the path, it is
    `apart` from: with these it cannot have held at one time.
    """
    cited = {claim for path in paths for step in path for claim in step.claims}
    read = {claim.iri: claim for claim in claims.relations(store, claims=cited)}
    proof = claims.evidence(store, cited)

    def one_claim(iri: str, start: str) -> dict[str, Any]:
        claim = read[iri]
        inward = claim.object == start and claim.subject != start
        return {
            "claim": iri,
            "relation": curie(claim.relation),
            "label": label.inverse(claim.relation) if inward else label(claim.relation),
            "basis": curie(claim.basis),
            "valid": {
                "edtf": claim.valid.edtf or None,
                "bounds": list(claim.valid.bounds),
                "certain": iri in snapshot.certain,
            },
            "holds": "certain" if iri in snapshot.certain else "possible",
            "planned": planned(proof[iri]),
            "evidence": [as_json(item, label) for item in proof[iri]],
        }

    def one_step(step: Step, apart_from: list[int]) -> dict[str, Any]:
        own = [one_claim(claim, step.start) for claim in step.claims]
        return {
            "from": {"iri": step.start, "label": label(step.start)},
            "to": {"iri": step.end, "label": label(step.end)},
            "holds": "certain" if _surely(step, snapshot) else "possible",
            "planned": bool(own) and all(claim["planned"] for claim in own),
            "apart": apart_from,
            "claims": own,
        }

    told = []
    for path in paths:
        never = apart([spans(step, read, snapshot) for step in path])
        told.append([one_step(step, never.get(i, [])) for i, step in enumerate(path, 1)])
    return told


def planned(proof: Iterable[claims.Evidence]) -> bool:
    """Return whether all that a claim rests on speaks of it as planned."""
    manners = {item.modality for item in proof}
    return manners == {"planned"}
