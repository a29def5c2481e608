"""What is known of the actors and ties of a network: what is claimed of them, and who says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from tigraph import claims
from tigraph.local import amount
from tigraph.names import Labels
from tigraph.networks.ties import Tie
from tigraph.rdf import Queryable, rows_of, said_of
from tigraph.rdf.vocabulary import CONCEPT, local_name
from tigraph.validity import ANY, Snapshot

Proof = Mapping[str, list[claims.Evidence]]
#: Spans of days, each a first and a last; None of what is only planned.
Spans = list[list[str]] | None
#: A date that is uncertain, approximate, or both.
_DOUBTFUL = re.compile(r"[?~%]")


class Said:
    """The figures and opinions about some actors that hold at a snapshot's date."""

    def __init__(
        self, store: Queryable, snapshot: Snapshot, possible: bool, actors: set[str]
    ) -> None:
        self.figures: dict[str, list[claims.Figure]] = {}
        dated = snapshot.as_of != ANY
        asked_of, graphs = snapshot.seen(possible) if dated else (store, ())
        names = [graph.value for graph in graphs or () if isinstance(graph, ox.NamedNode)]
        for figure in claims.latest_figures(asked_of, actors, names, held=dated):
            if snapshot.holds(figure.iri, possible):
                self.figures.setdefault(figure.about, []).append(figure)
        self.opinions: dict[str, list[claims.Opinion]] = {}
        for opinion in claims.opinions(store):
            about = actors.intersection(opinion.about)
            for iri in about if snapshot.holds(opinion.iri, possible) else ():
                self.opinions.setdefault(iri, []).append(opinion)

    def claims(self) -> set[str]:
        """The IRIs of the claims of them all."""
        groups: list[list[Any]] = [*self.figures.values(), *self.opinions.values()]
        return {claim.iri for group in groups for claim in group}

    def about(self, iri: str, proof: Proof, label: Labels) -> dict[str, Any]:
        """Return the `figures` and `opinions` about an actor, each with its evidence."""
        return {
            "figures": [
                {
                    "label": label(c.measure),
                    "value": _amount(c, label),
                    "population": label(c.population) if c.population else "",
                    "valid": c.valid.edtf,
                    "evidence": [evidence(item, [c.iri], label) for item in proof[c.iri]],
                }
                for c in self.figures.get(iri, ())
            ],
            "opinions": [
                {
                    "label": label(c.stance),
                    "value": c.paraphrase.get(label.language) or c.paraphrase.get("fr", ""),
                    "evidence": [evidence(item, [c.iri], label) for item in proof[c.iri]],
                }
                for c in self.opinions.get(iri, ())
            ],
        }


class Claims:
    """The claims behind the ties of a network, and those that say something else of their ends."""

    def __init__(
        self, store: Queryable, snapshot: Snapshot, possible: bool, ties: Iterable[Tie]
    ) -> None:
        self._snapshot = snapshot
        own = {claim for tie in ties for claim in tie.claims}
        pairs = {_pair(*tie.key[:2]) for tie in ties}
        near = claims.relations(store, claims=own | claims.between(store, pairs))
        self.relations = [c for c in near if c.iri in own or snapshot.holds(c.iri, possible)]
        self._times = {c.iri: c.valid for c in self.relations}
        self._near: dict[tuple[str, ...], list[claims.Relation]] = {}
        for relation in self.relations:
            for pair in {_pair(relation.subject, end) for end in (relation.object, relation.post)}:
                self._near.setdefault(pair, []).append(relation)
        self.cited = own | {c.iri for pair in pairs for c in self._near.get(pair, ())}

    def ends(self) -> set[str]:
        """The subjects and objects of them all."""
        return {c.subject for c in self.relations} | {c.object for c in self.relations}

    def behind(
        self, tie: Tie, proof: Proof, attested: Mapping[str, Spans], label: Labels
    ) -> dict[str, Any]:
        """Return a tie's `valid`, `evidence`, `claims` and `otherwise`: see `Network`."""
        known = [claim for claim in tie.claims if claim in self._times]
        return {
            "valid": ", ".join(sorted({self._times[claim].edtf for claim in known} - {""})),
            "evidence": [
                evidence(item, [claim for claim in tie.claims if item in proof[claim]], label)
                for item in cited_by(tie, proof)
            ],
            "claims": [
                {
                    "claim": claim,
                    "valid": self._times[claim].edtf,
                    "bounds": list(self._times[claim].bounds),
                    "attested": attested[claim],
                    "certain": claim in self._snapshot.certain,
                    **_ends(self._times[claim]),
                }
                for claim in known
            ],
            "otherwise": [
                self._other(relation, proof, label)
                for relation in self._near.get(_pair(*tie.key[:2]), ())
                if relation.iri not in tie.claims
            ],
        }

    def _other(self, relation: claims.Relation, proof: Proof, label: Labels) -> dict[str, Any]:
        office = relation.role or relation.post
        return {
            "claim": relation.iri,
            "source": relation.subject,
            "target": relation.object,
            "relation_label": label(relation.relation),
            "role": label(office) if office else "",
            "basis_label": label(relation.basis),
            "valid": relation.valid.edtf,
            "bounds": list(relation.valid.bounds),
            "certain": relation.iri in self._snapshot.certain,
            "evidence": [evidence(item, [relation.iri], label) for item in proof[relation.iri]],
        }


def _ends(valid: claims.Valid) -> dict[str, list[str | None]]:
    """Return between which days the ends of a claim may exist, where that is known."""
    return {"ends": [*valid.ends]} if any(valid.ends) else {}


def evidence(item: claims.Evidence, of: list[str], label: Labels) -> dict[str, Any]:
    """Return a citation as text, with the claims that it stands for."""
    return {
        "document": item.document,
        "title": item.title or label(item.document),
        "publisher": label(item.publisher) if item.publisher else "",
        "date": item.date,
        "url": item.url,
        "place": item.place,
        "speaker": label(item.speaker),
        "modality": label(f"{CONCEPT}modality/{item.modality}"),
        "claims": of,
    }


def cited_by(tie: Tie, proof: Proof) -> list[claims.Evidence]:
    """Return the citations of a tie's claims, each once."""
    return [*{item.citation: item for claim in tie.claims for item in proof[claim]}.values()]


def attested(store: Queryable, cited: Collection[str], proof: Proof) -> dict[str, Spans]:
    """Return the spans of days at which sources attest each claim in the present tense.

    A citation of something only planned attests nothing, nor does a doubtful or approximate
    date; None marks a claim that is only planned, which is never certain.
    """
    spans: dict[str, list[str]] = {}
    cites = {item.citation for claim in cited for item in proof[claim]}
    if (said := said_of(store, cites, claims.where_bounds_stand(store))) is not None:
        for citation, own in said.items():
            dated = own.get("tig:attests", ())
            first, last = (own.get(f"tig:attests{end}") for end in ("From", "To"))
            if first and last and any(not _DOUBTFUL.search(date) for date in dated):
                spans[citation] = [first[0], last[0]]
    else:
        rows = rows_of(
            store,
            "SELECT ?c ?a ?b { ?c tig:attestsFrom ?a ; tig:attestsTo ?b ; tig:attests ?as "
            'FILTER(!REGEX(STR(?as), "[?~%]")) }',
            cites,
            "c",
            claims.where_bounds_stand(store),
        )
        for row in rows:
            spans[row["c"]] = [row["a"], row["b"]]
    found: dict[str, Spans] = {}
    for claim in cited:
        firm = [item.citation for item in proof[claim] if item.modality != "planned"]
        found[claim] = sorted(spans[c] for c in set(firm) if c in spans) if firm else None
    return found


def _amount(figure: claims.Figure, label: Labels) -> str:
    """Return a figure's value or range with its unit, as text."""
    low, high = figure.minimum, figure.maximum
    ends = (low, high) if figure.value is None else (figure.value,)
    number = "–".join(amount(n, label.language) for n in ends if n is not None)
    about = {"about": "≈ ", "at-least": "≥ ", "at-most": "≤ "}
    sign = about.get(local_name(figure.qualifier), "")
    return f"{sign}{number} {label.counted(figure.unit, figure.count)}".strip()


def _pair(one: str, other: str) -> tuple[str, ...]:
    return (one, other) if one <= other else (other, one)
