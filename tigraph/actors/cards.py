"""The card of an entity: everything that the graph says of it, with the evidence."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from tigraph import claims
from tigraph.actors.attributes import NO_TRAITS, identifiers, traits
from tigraph.actors.changes import events
from tigraph.actors.places import Places
from tigraph.actors.structure import states, structure
from tigraph.claims import Valid, as_json, figure_as_json
from tigraph.names import Entity, Labels
from tigraph.rdf import Queryable, bind, iri_text, rows_of, select
from tigraph.rdf.vocabulary import CERTAIN, CONCEPT, POSSIBLE, curie, expand
from tigraph.validity import ANY, Rule, Snapshot, every_rule, pattern

if TYPE_CHECKING:
    from tigraph.stores import Ground

Card = dict[str, Any]


def card_of(ground: Ground, name: str, as_of: str | None = None) -> Card:
    """Return the card of what a name means: see `card`, and `Graph.show`."""
    entity = ground.names.get(ground.resolve(name))
    assert entity is not None
    near = ground.near([entity.iri], as_of or ANY)
    return card(ground.store, entity, near, ground.label)


def card(store: Queryable, entity: Entity, snapshot: Snapshot, label: Labels) -> Card:
    """Return what the graph says of an entity, as the JSON that `tigraph show` gives.

    Claims that cannot hold at the snapshot's date are left out; `valid.certain` tells
    whether a claim surely holds then. The snapshot may be one that knows no more than what
    is near the entity. `heads` tells whether the post or role of a relation heads the
    organisation. `structure` is what needs no claim (area, phase, lineage: see
    `tigraph.actors.structure.structure`), `point` its {lon, lat} or None, and `changes` are the
    changes that it, or a state of it, went through or took part in, as
    `tigraph.actors.changes.events` gives them, with `evidence`; these three are given whole at
    any date.
    """
    language = label.language
    relations = [c for c in claims.relations(store, entity.iri) if snapshot.holds(c.iri)]
    figures = [c for c in claims.figures(store, entity.iri) if snapshot.holds(c.iri)]
    opinions = [c for c in claims.opinions(store, entity.iri) if snapshot.holds(c.iri)]
    ties = structure(store, entity.iri, label)
    changes = events(store, label, [entity.iri, *states(ties)], parts=True)
    cited = {c.iri for c in relations} | {c.iri for c in figures} | {c.iri for c in opinions}
    cited |= {event["iri"] for event in changes}
    leading = _leading(store, {iri for c in relations for iri in (c.post, c.role)} - {""})
    evidence = claims.evidence(store, cited)
    own_traits = traits(snapshot.store, [entity.iri]).get(entity.iri, NO_TRAITS)
    label.read({iri for c in relations for iri in (c.subject, c.object, c.relation, c.post)} - {""})

    def reference(iri: str) -> dict[str, str] | None:
        return {"iri": iri, "label": label(iri)} if iri else None

    def proof(claim: str) -> list[dict[str, Any]]:
        return [as_json(item, label) for item in evidence[claim]]

    def valid(claim: str, time: Valid) -> dict[str, Any]:
        return {
            "edtf": time.edtf or None,
            "bounds": list(time.bounds),
            "certain": claim in snapshot.certain,
        }

    return {
        "iri": entity.iri,
        "label": entity.label(language),
        "types": [curie(entity.kind)],
        "kind": label(entity.kind),
        "names": [n for n in entity.names if n != entity.label(language)],
        **own_traits,
        **{
            f"{key}_labels": [
                label(f"{CONCEPT}{'order' if key == 'order' else 'level'}/{slug}")
                for slug in own_traits[key]
            ]
            for key in NO_TRAITS
        },
        "identifiers": identifiers(store, entity.iri),
        "structure": ties,
        "point": Places(store, [entity.iri]).point(entity.iri) or None,
        "relations": [
            {
                "claim": c.iri,
                "relation": curie(c.relation),
                "label": label(c.relation) if c.object != entity.iri else label.inverse(c.relation),
                "direction": "in" if c.object == entity.iri else "out",
                "basis": curie(c.basis),
                "other": reference(c.subject if c.object == entity.iri else c.object),
                "between": None
                if entity.iri in (c.subject, c.object)
                else [reference(c.subject), reference(c.object)],
                "post": reference(c.post),
                "role": reference(c.role),
                "heads": not leading.isdisjoint((c.post, c.role)),
                "on_behalf_of": reference(c.on_behalf_of),
                "valid": valid(c.iri, c.valid),
                "evidence": proof(c.iri),
            }
            for c in relations
        ]
        + _derived_ties(store, entity.iri, label, snapshot),
        "figures": [
            {**figure_as_json(c, label), "valid": valid(c.iri, c.valid), "evidence": proof(c.iri)}
            for c in figures
        ],
        "opinions": [
            {
                "claim": c.iri,
                "about": [reference(about) for about in c.about],
                "concerns": [reference(theme) for theme in c.concerns],
                "stance": curie(c.stance),
                "label": label(c.stance),
                "paraphrase": c.paraphrase.get(language) or c.paraphrase.get("fr", ""),
                "evidence": proof(c.iri),
            }
            for c in opinions
        ],
        "changes": [{**event, "evidence": proof(event["iri"])} for event in changes],
    }


def _leading(store: Queryable, offices: Collection[str]) -> set[str]:
    """Return the posts and roles, of some, that head an organisation."""
    query = """SELECT DISTINCT ?office { { ?office tig:heads true }
      UNION { ?office org:role ?role . ?role tig:heads true } }"""
    return {row["office"] for row in rows_of(store, query, offices, "office")}


def _derived_ties(
    store: Queryable, entity: str, label: Labels, snapshot: Snapshot
) -> list[dict[str, Any]]:
    """Return the ties that follow from several claims, each with the evidence of all."""
    ties: list[dict[str, Any]] = []
    for rule in sorted((rule for rule in every_rule() if rule.tie), key=lambda rule: rule.tie):
        name = expand(rule.tie)
        assert name
        found: dict[str, tuple[bool, bool, set[str]]] = {}
        for out in (True, False):
            for row in select(snapshot.store, _following(rule, entity, out), (CERTAIN, POSSIBLE)):
                start = (row["graph"] == CERTAIN, out, set[str]())
                behind = (row[claim.lstrip("?$")] for claim in rule.held)
                found.setdefault(row["other"], start)[2].update(behind)
        for other_iri, (certain, out, from_claims) in sorted(found.items()):
            proof = claims.evidence(store, from_claims)
            items = {e.citation: e for c in sorted(proof) for e in proof[c]}
            ties.append(
                {
                    "claim": None,
                    "relation": rule.tie,
                    "label": label(name) if out else label.inverse(name),
                    "direction": "out" if out else "in",
                    "basis": "basis:derived",
                    "other": {"iri": other_iri, "label": label(other_iri)},
                    "between": None,
                    "post": None,
                    "role": None,
                    "heads": False,
                    "on_behalf_of": None,
                    "valid": {"edtf": None, "bounds": [None] * 4, "certain": certain},
                    "evidence": [as_json(item, label) for item in items.values()],
                }
            )
    return ties


def _following(rule: Rule, entity: str, out: bool) -> str:
    """Return the query for the ties of an entity by a rule, with the claims of which each follows.

    It asks what the rule does, for the entity alone: as the subject of the tie, or its object.
    """
    prologue, template, body = pattern(rule.text)
    subject, _, object = template.strip("{} \n").split()
    own, other = (subject, object) if out else (object, subject)
    ends = {own[1:]: iri_text(entity), other[1:]: "?other"}
    edge = bind(f"{subject} {rule.tie} {object}", ends)
    return f"""{prologue}
      SELECT DISTINCT ?graph ?other {" ".join(rule.held)} WHERE {{
        VALUES ?graph {{ <{CERTAIN}> <{POSSIBLE}> }}
        GRAPH ?graph {{ {edge} }}
        {bind(body, ends)}
      }}"""
