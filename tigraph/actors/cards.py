"""The card of an entity: everything that the graph says of it, with the evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tigraph import claims
from tigraph.actors.attributes import NO_TRAITS, identifiers, traits
from tigraph.actors.changes import events
from tigraph.actors.links import links
from tigraph.actors.places import Places
from tigraph.actors.structure import states, structure
from tigraph.claims import as_json, figure_as_json
from tigraph.names import Entity, Labels
from tigraph.querying import Doubt
from tigraph.rdf import Queryable, bind, iri_text, rows_of, select
from tigraph.rdf.vocabulary import CERTAIN, CONCEPT, POSSIBLE, curie, expand
from tigraph.validity import ANY, Rule, Snapshot, every_rule, pattern

if TYPE_CHECKING:
    from tigraph.stores import Ground

Card = dict[str, Any]


def card_of(ground: Ground, name: str, as_of: str | None = None) -> Card:
    """Return the card of what a name means: see `card`, and `Graph.show`.

    The dates that were asked are told, `as_of` and `known_by`, where they were given.
    """
    entity = ground.names.get(ground.resolve(name))
    assert entity is not None
    near = ground.near([entity.iri], as_of or ANY)
    asked = {"as_of": as_of, "known_by": ground.knowledge.by if ground.knowledge else None}
    given = {key: date for key, date in asked.items() if date}
    return {**card(ground.store, entity, near, ground.label), **given}


def card(store: Queryable, entity: Entity, snapshot: Snapshot, label: Labels) -> Card:
    """Return what the graph says of an entity, as the JSON that `tigraph show` gives.

    Claims that cannot hold at the snapshot's date are left out; `valid.certain` tells
    whether a claim surely holds then, `holds` of each relation, figure and opinion the same in a
    word ("certain", "possible"). The snapshot may be one that knows no more than what
    is near the entity. `heads` tells whether the post or role of a relation heads the
    organisation. `spellings` are its names as sources spell them, with where they do,
    and `identities` the claims that two such names are one thing: `one` and `other` as spelt,
    the `grades` of the evidence, `taken` False of another reading that nothing follows from.
    `structure` is what needs no claim (area, phase, lineage: see
    `tigraph.actors.structure.structure`), `links` are the mappings that people decided (see
    `tigraph.actors.links.links`), `point` its {lon, lat} or None, and `changes` are the changes
    that it, or a state of it, went through or took part in, as
    `tigraph.actors.changes.events` gives them, with `evidence`; these four and the names are
    given whole at any date.
    """
    relations = [c for c in claims.relations(store, entity.iri) if snapshot.holds(c.iri)]
    figures = [c for c in claims.figures(store, entity.iri) if snapshot.holds(c.iri)]
    opinions = [c for c in claims.opinions(store, entity.iri) if snapshot.holds(c.iri)]
    ties = structure(store, entity.iri, label)
    changes = events(store, label, [entity.iri, *states(ties)], parts=True)
    cited = {c.iri for c in relations} | {c.iri for c in figures} | {c.iri for c in opinions}
    one_thing = claims.identities(store, entity.iri)
    cited |= {event["iri"] for event in changes} | {claim.claim for claim in one_thing}
    leading = _leading(store, {iri for c in relations for iri in (c.post, c.role)} - {""})
    evidence = claims.evidence(store, cited)
    say = _Words(label, snapshot, evidence, _datings(store, evidence, label))
    own = traits(snapshot.store, [entity.iri]).get(entity.iri, NO_TRAITS)
    label.read({iri for c in relations for iri in (c.subject, c.object, c.relation, c.post)} - {""})
    name = entity.label(label.language)
    found: Card = {
        "iri": entity.iri,
        "label": name,
        "types": [curie(entity.kind)],
        "kind": label(entity.kind),
        "names": [other for other in entity.names if other != name],
        "spellings": [
            {"spelling": spelling, "evidence": [as_json(item, label) for item in items]}
            for spelling, items in claims.spellings(store, entity.iri).items()
        ],
        "identities": [
            {
                **claim._asdict(),
                "relation": curie(claim.relation),
                "label": label(claim.relation),
                "grades": [label(grade) for grade in claim.grades],
                "evidence": say.proof(claim.claim),
            }
            for claim in one_thing
        ],
        **own,
        **_trait_labels(own, label),
        "identifiers": identifiers(store, entity.iri),
        "structure": ties,
        "links": links(store, entity.iri, label),
        "point": Places(store, [entity.iri]).point(entity.iri) or None,
        "relations": [
            *(_relation(c, entity.iri, leading, say) for c in relations),
            *_derived_ties(store, entity.iri, label, snapshot),
        ],
        "figures": [
            {**figure_as_json(c, label), **say.time(c), "evidence": say.proof(c.iri)}
            for c in figures
        ],
        "opinions": [_opinion(c, say) for c in opinions],
        "changes": [{**event, "evidence": say.proof(event["iri"])} for event in changes],
    }
    for item in (item for sort in SAID for item in found[sort]):
        certain = item["valid"]["certain"] if "valid" in item else item["claim"] in snapshot.certain
        item["holds"] = "certain" if certain else "possible"
    return found


#: What of a card is claimed, and so holds at a date surely or perhaps.
SAID = ("relations", "figures", "opinions")


def doubt_of(card: Card, as_of: str | None = None) -> Doubt:
    """Return how many of the claims on a card at a date only may hold then."""
    said = [item["holds"] for sort in SAID for item in card[sort]]
    return Doubt(as_of or ANY, "statements", said.count("possible"), len(said), shown=True)


@dataclass(frozen=True)
class _Words:
    """How a card tells of entities, of time and of evidence."""

    label: Labels
    snapshot: Snapshot
    evidence: Mapping[str, list[claims.Evidence]]
    datings: Mapping[str, list[dict[str, Any]]]

    def name(self, iri: str) -> dict[str, str] | None:
        return {"iri": iri, "label": self.label(iri)} if iri else None

    def proof(self, claim: str) -> list[dict[str, Any]]:
        return [_cited(item, self.datings, self.label) for item in self.evidence[claim]]

    def dating(self, node: str) -> list[dict[str, Any]]:
        """Where the date of a claim comes from, if it was worked out."""
        return self.datings.get(node, [])

    def time(self, claim: claims.Relation | claims.Figure) -> dict[str, Any]:
        return {
            "valid": {
                "edtf": claim.valid.edtf or None,
                "bounds": list(claim.valid.bounds),
                "certain": claim.iri in self.snapshot.certain,
            },
            "dating": self.dating(claim.iri),
        }


def _datings(
    store: Queryable, evidence: Mapping[str, list[claims.Evidence]], label: Labels
) -> dict[str, list[dict[str, Any]]]:
    """Return the datings of claims, their citations and the documents of these."""
    cited = [item for items in evidence.values() for item in items]
    nodes = {*evidence, *(i.citation for i in cited), *(i.document for i in cited)}
    return claims.datings(store, nodes, label)


def _cited(
    item: claims.Evidence, datings: Mapping[str, list[dict[str, Any]]], label: Labels
) -> dict[str, Any]:
    """Return a citation as JSON, with where its date and that of its document come from."""
    told = as_json(item, label)
    told["dating"] = datings.get(item.citation, [])
    told["document"]["dating"] = datings.get(item.document, [])
    return told


def _trait_labels(own: Mapping[str, list[str]], label: Labels) -> dict[str, list[str]]:
    """Return the labels of levels and orders, which are slugs."""
    schemes = {key: "order" if key == "order" else "level" for key in NO_TRAITS}
    return {
        f"{key}_labels": [label(f"{CONCEPT}{scheme}/{slug}") for slug in own[key]]
        for key, scheme in schemes.items()
    }


def _relation(
    claim: claims.Relation, entity: str, leading: Collection[str], say: _Words
) -> dict[str, Any]:
    """Return a relation as seen from an entity, which may stand between its ends."""
    inward = claim.object == entity
    aside = entity not in (claim.subject, claim.object)
    return {
        "claim": claim.iri,
        "relation": curie(claim.relation),
        "label": say.label.inverse(claim.relation) if inward else say.label(claim.relation),
        "direction": "in" if inward else "out",
        "basis": curie(claim.basis),
        "other": say.name(claim.subject if inward else claim.object),
        "between": [say.name(claim.subject), say.name(claim.object)] if aside else None,
        "post": say.name(claim.post),
        "role": say.name(claim.role),
        "heads": claim.post in leading or claim.role in leading,
        "on_behalf_of": say.name(claim.on_behalf_of),
        **say.time(claim),
        "evidence": say.proof(claim.iri),
    }


def _opinion(claim: claims.Opinion, say: _Words) -> dict[str, Any]:
    return {
        "claim": claim.iri,
        "about": [say.name(about) for about in claim.about],
        "concerns": [say.name(theme) for theme in claim.concerns],
        "stance": curie(claim.stance),
        "label": say.label(claim.stance),
        "paraphrase": claim.paraphrase.get(say.label.language) or claim.paraphrase.get("fr", ""),
        "dating": say.dating(claim.iri),
        "evidence": say.proof(claim.iri),
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
            dated = _datings(store, proof, label)
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
                    "dating": [],
                    "evidence": [_cited(item, dated, label) for item in items.values()],
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
