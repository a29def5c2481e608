"""What is added to the page of a document: what it is, and all that rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from tigraph import claims
from tigraph.claims import as_json
from tigraph.pages.frame import Frame
from tigraph.pages.proof import Proofs
from tigraph.pages.render import web_address
from tigraph.pages.said import value_of
from tigraph.pages.ties import named
from tigraph.rdf import iri_text, select
from tigraph.rdf.vocabulary import curie
from tigraph.validity import from_bounds

KINDS = ("foaf:Document", "tig:RegistryFile", "tig:Text")
#: Claims that are told one by one.
_MOST = 300
#: At a date so many are looked at, for those that hold then.
_LOOKED_AT = 1000
_ABOUT = """SELECT ?date ?publisher ?address ?language ?licence ?retrieved {{
  OPTIONAL {{ {own} dcterms:issued ?date }} OPTIONAL {{ {own} dcterms:publisher ?publisher }}
  OPTIONAL {{ {own} tig:address ?address }} OPTIONAL {{ {own} dcterms:language ?language }}
  OPTIONAL {{ {own} dcterms:license ?licence }} OPTIONAL {{ {own} tig:retrieved ?retrieved }}
}} ORDER BY ?date ?publisher LIMIT 1"""


def document(frame: Frame, card: Mapping[str, Any], proofs: Proofs) -> dict[str, Any]:
    """Return what the page of a document tells beside its card, as a template takes it."""
    iri = card["iri"]
    store, label = frame.ground.store, frame.ground.label
    row = next(iter(select(store, _ABOUT.format(own=iri_text(iri)))), {})
    found, total = claims.resting_on(store, iri, _LOOKED_AT if frame.date else _MOST)
    possible: set[str] = set()
    if frame.date:  # of those looked at, what holds then
        cited = {one.claim for one in found}
        near = frame.ground.near(sorted(cited), frame.date)
        found = [one for one in found if near.holds(one.claim)]
        holding = {one.claim for one in found}
        possible = holding - near.certain
        total, found = len(holding) + max(total - len(cited), 0), found[:_MOST]
    checksum = proofs.checksums.get(iri) or Proofs.of(frame, [iri]).checksums.get(iri, "")
    publisher, language = row.get("publisher", ""), row.get("language", "")
    return {
        "published": frame.when(row.get("date")),
        "publisher": named(frame, {"iri": publisher, "label": label(publisher)})
        if publisher
        else None,
        "address": web_address(row.get("address")),
        "in_language": frame.words.get(f"language_{language}", language),
        "licence": row.get("licence", ""),
        "retrieved": frame.when((row.get("retrieved") or "")[:10]),
        "checksum": checksum,
        "resting": _resting(frame, found, possible),
        "total": total,
        "more": max(total - len({one.claim for one in found}), 0),
    }


def _resting(
    frame: Frame, found: list[claims.Resting], possible: AbstractSet[str]
) -> list[dict[str, Any]]:
    """Return the claims of a document in the order of its places: {what, place, voice, …}."""
    store = frame.ground.store
    cited = {one.claim for one in found}
    if not cited:
        return []
    proof = claims.evidence(store, cited)
    told: dict[str, dict[str, Any]] = {}
    for relation in claims.relations(store, claims=cited):
        told[relation.iri] = _relation(frame, relation)
    for figure in claims.figures(store, claims=cited):
        told[figure.iri] = _figure(frame, figure)
    if len(told) < len(cited):
        told |= {
            one.iri: _opinion(frame, one) for one in claims.opinions(store) if one.iri in cited
        }
    proofs = Proofs(frame, {})
    rows = []
    for one in found:
        item = next((item for item in proof[one.claim] if item.citation == one.citation), None)
        if item is None or one.claim not in told:
            continue
        said = as_json(item, frame.ground.label)
        rows.append(
            {
                **told[one.claim],
                "place": proofs.place(said),
                "speaker": named(frame, said["speaker"]),
                "modality": said["modality_label"],
                "elsewhere": len({other.document for other in proof[one.claim]}) > 1,
                "claim": curie(one.claim),
                "possible": one.claim in possible,
            }
        )
    return rows


def _name(frame: Frame, iri: str) -> dict[str, str] | None:
    return named(frame, {"iri": iri, "label": frame.ground.label(iri)}) if iri else None


def _when(frame: Frame, valid: claims.Valid) -> str:
    return frame.when(valid.edtf) or from_bounds(valid.bounds, frame.language)


def _relation(frame: Frame, one: claims.Relation) -> dict[str, Any]:
    return {
        "sort": "relation",
        "subject": _name(frame, one.subject),
        "label": frame.ground.label(one.relation),
        "object": _name(frame, one.object),
        "post": _name(frame, one.post),
        "when": _when(frame, one.valid),
    }


def _figure(frame: Frame, one: claims.Figure) -> dict[str, Any]:
    value = value_of(frame, {"value": one.value, "minimum": one.minimum, "maximum": one.maximum})
    return {
        "sort": "figure",
        "subject": _name(frame, one.about),
        "label": frame.ground.label(one.measure),
        "text": f"{value} {frame.ground.label(one.unit)}",
        "when": _when(frame, one.valid),
    }


def _opinion(frame: Frame, one: claims.Opinion) -> dict[str, Any]:
    text = one.paraphrase.get(frame.language) or one.paraphrase.get("fr", "")
    return {
        "sort": "opinion",
        "subject": _name(frame, one.about[0] if one.about else ""),
        "label": frame.ground.label(one.stance),
        "text": text,
        "when": "",
    }
