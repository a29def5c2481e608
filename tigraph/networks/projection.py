"""Networks of actors: what a projection returns, as a networkx graph.

A projection is a query that returns `?source ?target ?relation` and, where it has
them, `?basis ?start ?end ?weight ?claim`. Rows that differ in nothing but the claim
are one edge with the evidence of them all; everything else stays parallel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph.actors.card import NO_TRAITS, traits
from tigraph.actors.places import Places
from tigraph.claims import reading
from tigraph.claims.open_data import open_data
from tigraph.errors import UsageError
from tigraph.names.labels import Labels
from tigraph.names.search import Names
from tigraph.querying.answers import Rows, python_value
from tigraph.rdf.asking import Queryable, rows_of, text_of
from tigraph.rdf.vocabulary import CONCEPT, local_name
from tigraph.validity.snapshot import ANY, Snapshot

if TYPE_CHECKING:
    import networkx

_NEEDED = ("source", "target", "relation")
#: What says where an actor belongs: by the structure, or by a claim. Asked one by one: with
#: UNION, the engine joins what it could look up.
_WHERE = (
    ("area", "SELECT ?one ?other { ?one dcterms:spatial ?other }"),
    (
        "area",
        """SELECT ?one ?other ?claim {
          ?claim tig:subject ?one ; tig:relation relation:located-in ; tig:object ?other }""",
    ),
    # Who is in it, holds a post in it, governs or steers it; who supports it is not of it.
    (
        "territory",
        """SELECT ?one ?other ?claim {
          ?claim tig:subject ?one ; tig:object ?other ; tig:relation ?relation .
          FILTER(?relation IN (relation:member, relation:governs, relation:steers))
          ?other a tig:LabelledTerritory }""",
    ),
    (
        "territory",
        """SELECT ?one ?other ?claim {
          ?claim org:member ?one ; org:organization ?other . ?other a tig:LabelledTerritory }""",
    ),
    ("phase", "SELECT ?one ?other { ?one tig:inPhase ?other }"),
)


@dataclass(frozen=True)
class Network:
    """A network, with what must be said of it wherever it goes.

    Nodes are IRIs with `label`, `kind`, `kind_label`, `level`, `level_label`, `order`,
    `order_label`, `names`, `identifiers`, and lists of labels: `phases`, `territories`,
    `areas`; `lon` and `lat` where they are known; `figures` and `opinions` are what is
    claimed about them. The graph's `outlines` are contours of their areas. Edges have
    `relation`, `relation_label`, `basis`, `basis_label`, `start`, `end` (ISO dates or
    ""), `valid` (EDTF or ""), `certain`, `weight`, `claim` (the first), `evidence` (each
    with the `claims` that it stands for), `claims` (all of them, with their time) and
    `otherwise` (other claims about the same two ends). `sources` are the titles of the
    documents behind the edges, `open_data` the registry files behind anything in it, each
    with its producer, the date of its last update and its licence.
    """

    graph: networkx.MultiDiGraph
    title: str
    projection: str
    description: str
    language: str
    directed: bool
    as_of: str | None
    made: str
    version: str
    query: str
    sources: tuple[str, ...]
    open_data: tuple[str, ...] = ()


def build(
    store: Queryable,
    rows: Rows,
    names: Names,
    snapshot: Snapshot,
    language: str,
    projection: str,
    possible: bool = True,
    details: bool = True,
) -> tuple[networkx.MultiDiGraph, tuple[str, ...], tuple[str, ...]]:
    """Return the graph of a projection's rows, and its `sources` and `open_data`.

    Rows whose claim cannot hold at the snapshot's date are left out, and without
    `possible` those whose claim only may hold. Without `details` the nodes lack where they
    belong and lie, figures and opinions, the edges `valid`, `evidence`, `claims` and
    `otherwise`. Raises `UsageError` where the query does not return what a projection must.
    """
    import networkx

    missing = [f"?{column}" for column in _NEEDED if column not in rows.columns]
    if missing:
        raise UsageError(
            f"{projection} is no projection: it does not return {', '.join(missing)}. "
            "`tigraph queries` marks those that are."
        )
    label = Labels(store, language)
    edges: dict[tuple[Any, ...], list[str]] = {}
    for row in rows.rows:
        cells = dict(zip(rows.columns, row, strict=True))
        source, target = cells["source"], cells["target"]
        if not isinstance(source, ox.NamedNode) or not isinstance(target, ox.NamedNode):
            continue
        claim = text_of(cells.get("claim"))
        if claim and not snapshot.holds(claim, possible):
            continue
        key = (
            source.value,
            target.value,
            text_of(cells.get("relation")),
            text_of(cells.get("basis")),
            text_of(cells.get("start")),
            text_of(cells.get("end")),
            python_value(cells.get("weight")) or 1,
        )
        edges.setdefault(key, []).extend([claim] if claim else [])
    ends = {end for key in edges for end in key[:2]}
    own_claims = {claim for own in edges.values() for claim in own}
    names.read(ends)
    entities = {iri: entity for iri in ends if (entity := names.get(iri))}
    label.learn({iri: one.labels for iri, one in entities.items() if one.labels})
    own_traits = traits(snapshot.store, ends)
    if not details:
        return _plain(store, edges, names, own_traits, snapshot, label)
    pairs = {_pair(*key[:2]) for key in edges}
    near = reading.relations(store, claims=own_claims | reading.between(store, pairs))
    relations = [c for c in near if c.iri in own_claims or snapshot.holds(c.iri, possible)]
    times = {c.iri: c.valid for c in relations}
    rivals: dict[tuple[str, ...], list[reading.Relation]] = {}
    for relation in relations:
        for pair in {_pair(relation.subject, end) for end in (relation.object, relation.post)}:
            rivals.setdefault(pair, []).append(relation)
    about = _About(store, names, snapshot, possible, label, ends)
    cited = own_claims | {c.iri for pair in pairs for c in rivals.get(pair, ())}
    proof = reading.evidence(store, cited | about.claims)

    def said(item: reading.Evidence, of: list[str]) -> dict[str, Any]:
        return {
            "title": item.title or label(item.document),
            "publisher": label(item.publisher) if item.publisher else "",
            "date": item.date,
            "url": item.url,
            "place": item.place,
            "speaker": label(item.speaker),
            "modality": label(f"{CONCEPT}modality/{item.modality}"),
            "claims": of,
        }

    attested = _attested(store, cited, proof)
    where = Places(store, ends)
    graph = networkx.MultiDiGraph(outlines=where.outlines(ends))
    label.read(ends | {c.subject for c in relations} | {c.object for c in relations})
    for iri in sorted(ends):
        node = _node(iri, own_traits.get(iri, NO_TRAITS), names, label)
        graph.add_node(iri, **node, **where.point(iri), **about(iri, proof, said))
    titles: set[str] = set()
    for key in sorted(edges, key=lambda k: tuple(map(str, k))):
        source_iri, target_iri = key[:2]
        own = sorted(set(edges[key]))
        items = {item.citation: item for claim in own for item in proof[claim]}
        backs = {
            citation: [claim for claim in own if item in proof[claim]]
            for citation, item in items.items()
        }
        titles |= {item.title or label(item.document) for item in items.values()}
        graph.add_edge(
            source_iri,
            target_iri,
            **_edge(key, own, snapshot, label),
            valid=", ".join(sorted({times[c].edtf for c in own if c in times} - {""})),
            evidence=[said(item, backs[citation]) for citation, item in items.items()],
            claims=[
                {
                    "claim": claim,
                    "valid": times[claim].edtf,
                    "bounds": list(times[claim].bounds),
                    "attested": attested[claim],
                }
                for claim in own
                if claim in times
            ],
            otherwise=[
                {
                    "claim": c.iri,
                    "source": c.subject,
                    "target": c.object,
                    "relation_label": label(c.relation),
                    "role": label(c.role) if c.role else label(c.post) if c.post else "",
                    "basis_label": label(c.basis),
                    "valid": c.valid.edtf,
                    "certain": c.iri in snapshot.certain,
                    "evidence": [said(item, [c.iri]) for item in proof[c.iri]],
                }
                for c in rivals.get(_pair(source_iri, target_iri), ())
                if c.iri not in own
            ],
        )
    cited_files = {item.document for items in proof.values() for item in items}
    return graph, tuple(sorted(titles)), open_data(store, label, graph, cited_files)


def _plain(
    store: Queryable,
    edges: dict[tuple[Any, ...], list[str]],
    names: Names,
    own_traits: dict[str, dict[str, list[str]]],
    snapshot: Snapshot,
    label: Labels,
) -> tuple[networkx.MultiDiGraph, tuple[str, ...], tuple[str, ...]]:
    """Return what `build` does, without details."""
    import networkx

    graph = networkx.MultiDiGraph()
    ends = {end for key in edges for end in key[:2]}
    proof = reading.evidence(store, {claim for own in edges.values() for claim in own})
    cited = {item.document: item for items in proof.values() for item in items}
    label.read(ends)
    for iri in sorted(ends):
        graph.add_node(iri, **_node(iri, own_traits.get(iri, NO_TRAITS), names, label))
    for key in sorted(edges, key=lambda k: tuple(map(str, k))):
        graph.add_edge(*key[:2], **_edge(key, sorted(set(edges[key])), snapshot, label))
    titles = sorted({item.title or label(item.document) for item in cited.values()})
    return graph, tuple(titles), open_data(store, label, graph, set(cited))


def _edge(
    key: tuple[Any, ...], own: list[str], snapshot: Snapshot, label: Labels
) -> dict[str, Any]:
    _, _, kind, basis, start, end, weight = key
    return {
        "relation": local_name(kind),
        "relation_label": label(kind) if ":" in kind else kind,
        "basis": local_name(basis),
        "basis_label": label(basis) if basis else "",
        "start": start,
        "end": end,
        "certain": all(claim in snapshot.certain for claim in own),
        "weight": weight,
        "claim": own[0] if own else "",
    }


def _node(iri: str, own: dict[str, list[str]], names: Names, label: Labels) -> dict[str, Any]:
    entity = names.get(iri)
    level = own["level"][0] if own["level"] else ""
    order = own["order"][0] if own["order"] else ""
    others = [*entity.names, *entity.identifiers] if entity else []
    concept = iri.startswith(CONCEPT)
    kind = "Concept" if concept or entity is None else local_name(entity.kind)
    return {
        "label": label(iri),
        "kind": kind,
        "kind_label": label(entity.kind) if entity else kind,
        "level": level,
        "level_label": label(f"{CONCEPT}level/{level}") if level else "",
        "order": order,
        "order_label": label(f"{CONCEPT}order/{order}") if order else "",
        "names": [name for name in dict.fromkeys(others) if name != label(iri)],
        "identifiers": list(entity.identifiers) if entity else [],
    }


class _About:
    """What is known of the actors themselves: where they belong, figures and opinions."""

    def __init__(
        self,
        store: Queryable,
        names: Names,
        snapshot: Snapshot,
        possible: bool,
        label: Labels,
        wanted: set[str],
    ) -> None:
        self._label = label
        self._figures: dict[str, list[reading.Figure]] = {}
        dated = snapshot.as_of != ANY
        asked_of, graphs = snapshot.seen(possible) if dated else (store, ())
        names_of = [graph.value for graph in graphs or () if isinstance(graph, ox.NamedNode)]
        for figure in reading.latest_figures(asked_of, wanted, names_of, held=dated):
            if snapshot.holds(figure.iri, possible):
                self._figures.setdefault(figure.about, []).append(figure)
        self._opinions: dict[str, list[reading.Opinion]] = {}
        for opinion in reading.opinions(store):
            if wanted.isdisjoint(opinion.about) or not snapshot.holds(opinion.iri, possible):
                continue
            for iri in set(opinion.about) & wanted:
                self._opinions.setdefault(iri, []).append(opinion)
        groups: list[list[Any]] = [*self._figures.values(), *self._opinions.values()]
        self.claims = {claim.iri for group in groups for claim in group}

        found: dict[str, dict[str, set[str]]] = {"area": {}, "territory": {}, "phase": {}}
        for what, query in _WHERE:
            if what == "phase":
                near = set().union(*found["territory"].values())
                asked = wanted | near
            else:
                asked = wanted
            for row in rows_of(store, query, asked, "one"):
                if not row.get("claim") or snapshot.holds(row["claim"], possible):
                    found[what].setdefault(row["one"], set()).add(row["other"])
        self._areas, self._territories, self._phases = found.values()
        label.read({other for of in found.values() for own in of.values() for other in own})
        for iri in wanted:
            entity = names.get(iri)
            if entity and local_name(entity.kind) == "LabelledTerritory":
                self._territories[iri] = {iri}
        for iri, own in self._territories.items():
            for territory in own - {iri}:
                self._phases.setdefault(iri, set()).update(self._phases.get(territory, ()))

    def __call__(
        self, iri: str, proof: dict[str, list[reading.Evidence]], said: Any
    ) -> dict[str, Any]:
        label, language = self._label, self._label.language
        return {
            "phases": sorted(set(map(label, self._phases.get(iri, ())))),
            "territories": sorted(map(label, self._territories.get(iri, ()))),
            "areas": sorted(set(map(label, self._areas.get(iri, ())))),
            "figures": [
                {
                    "label": label(c.measure),
                    "value": _amount(c, label),
                    "population": label(c.population) if c.population else "",
                    "valid": c.valid.edtf,
                    "evidence": [said(item, [c.iri]) for item in proof[c.iri]],
                }
                for c in self._figures.get(iri, ())
            ],
            "opinions": [
                {
                    "label": label(c.stance),
                    "value": c.paraphrase.get(language) or c.paraphrase.get("fr", ""),
                    "evidence": [said(item, [c.iri]) for item in proof[c.iri]],
                }
                for c in self._opinions.get(iri, ())
            ],
        }


def _amount(figure: reading.Figure, label: Labels) -> str:
    """Return a figure's value or range with its unit, as text."""
    low, high = figure.minimum, figure.maximum
    number = "–".join(f"{n:,}".replace(",", "\u202f") for n in (low, high) if n is not None)
    if figure.value is not None:
        number = f"{figure.value:,}".replace(",", "\u202f")
    about = {"about": "≈ ", "at-least": "≥ ", "at-most": "≤ "}
    sign = about.get(local_name(figure.qualifier), "")
    return f"{sign}{number} {label(figure.unit)}".strip()


def _pair(one: str, other: str) -> tuple[str, ...]:
    return (one, other) if one <= other else (other, one)


def _attested(
    store: Queryable, cited: set[str], proof: dict[str, list[reading.Evidence]]
) -> dict[str, list[list[str]] | None]:
    """Return the spans of days at which sources attest each claim in the present tense.

    A citation of something only planned attests nothing, nor does a doubtful or approximate
    date; None marks a claim that is only planned, which is never certain.
    """
    spans: dict[str, list[str]] = {}
    cites = {item.citation for claim in cited for item in proof[claim]}
    rows = rows_of(
        store,
        "SELECT ?c ?a ?b { ?c tig:attestsFrom ?a ; tig:attestsTo ?b ; tig:attests ?as "
        'FILTER(!REGEX(STR(?as), "[?~%]")) }',
        cites,
        "c",
        reading.where_bounds_stand(store),
    )
    for row in rows:
        spans[row["c"]] = [row["a"], row["b"]]
    found: dict[str, list[list[str]] | None] = {}
    for claim in cited:
        firm = [item.citation for item in proof[claim] if item.modality != "planned"]
        found[claim] = sorted(spans[c] for c in set(firm) if c in spans) if firm else None
    return found
