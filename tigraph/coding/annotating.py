"""Claims as Web Annotations (W3C, JSON-LD), and such annotations as decisions.

The body of an annotation is the claim, in tigraph's terms; its targets are the places of the
text, one for each span. A target may give its place by the words that stand there
(`TextQuoteSelector`): they are looked up, and what does not stand there word for word is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tigraph.coding.desk import Desk, FlawedClaimError
from tigraph.coding.model import Actor, Coded, Decision, Spans
from tigraph.coding.naming import digest
from tigraph.coding.prints import occurrences
from tigraph.coding.terms import HOLDS_POST
from tigraph.coding.writing import Cited
from tigraph.errors import DataError
from tigraph.rdf.vocabulary import EDTF, PREFIXES, curie, expand

_ANNO = "http://www.w3.org/ns/anno.jsonld"
_ENDS = ("subject", "object", "post", "behalf", "population", "speaker")
_NAMED = (
    "relation",
    "measure",
    "stance",
    "theme",
    "role",
    "unit",
    "qualifier",
    "modality",
    "reason",
)
_DATED = {"valid": "validTime", "attests": "attests", "countedFrom": "countedFrom"}
_TERMS = (
    "relation", "measure", "stance", "concerns", "subject", "object", "unit", "qualifier",
    "modality", "reason",
)  # fmt: skip
#: What a body of ours has one of.
_TELLING = ("relation", "measure", "stance", "reason")
_NUMBERS = ("value", "minimum", "maximum")
#: What the names in a body mean, beside those of Web Annotation itself.
_CONTEXT: dict[str, Any] = {
    **{prefix: PREFIXES[prefix] for prefix in ("tig", "org", "opengov", "skos", "foaf", "dcterms")},
    **{prefix: PREFIXES[prefix] for prefix in _NAMED if prefix in PREFIXES},
    "name": "foaf:name",
    "title": {"@id": "skos:prefLabel"},
    **{name: {"@id": f"tig:{name}", "@type": "@id"} for name in _TERMS},
    "post": {"@id": "opengov:post", "@type": "@id"},
    "role": {"@id": "org:role", "@type": "@id"},
    "behalf": {"@id": "opengov:onBehalfOf", "@type": "@id"},
    "population": {"@id": "tig:referencePopulation", "@type": "@id"},
    "speaker": {"@id": "http://www.w3.org/ns/prov#wasAttributedTo", "@type": "@id"},
    **{name: {"@id": f"tig:{term}", "@type": EDTF} for name, term in _DATED.items()},
    **{name: f"tig:{name}" for name in _NUMBERS},
    "paraphrase": {"@id": "tig:paraphrase", "@container": "@language"},
    "within": {"@id": "org:postIn", "@type": "@id"},
}  # fmt: skip


def as_annotations(desk: Desk, quoted: int = 0) -> bytes:
    """Return what was decided of a document as an annotation collection, JSON-LD.

    With `quoted`, targets have the words too, where they are no longer than that.
    """
    items = [
        _annotation(desk, cited, decision, quoted)
        for cited in desk.cited()
        if not cited.claim.is_naming
        for decision in cited.decisions
    ]
    for one in desk.omitted():
        place = f"{desk.base}annotation/left-{digest(one.place, *one.spans, length=12)}"
        items.append(
            {
                "id": place, "type": "Annotation", "motivation": "assessing",
                "body": {"reason": one.reason},
                "target": [_target(one.source.text, span, desk.text, 0) for span in one.spans],
            }
        )  # fmt: skip
    home = f"{desk.base}annotations/{desk.slug}"
    page = {"id": f"{home}/1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": [_ANNO, _CONTEXT], "id": home, "type": "AnnotationCollection",
        "label": desk.slug, "total": len(items), "first": page,
    }  # fmt: skip
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(desk: Desk, cited: Cited, decision: Decision, quoted: int) -> dict[str, Any]:
    return {
        "id": f"{desk.base}annotation/{decision.id}", "type": "Annotation",
        "motivation": "describing", "created": decision.at,
        "creator": {"type": "Person", "name": decision.coder},
        "body": _body(desk, cited.claim),
        "target": [
            _target(cited.source.text, span, cited.text, quoted) for span in cited.claim.spans
        ],
    }  # fmt: skip


def _target(source: str, span: tuple[int, int], text: str, quoted: int) -> dict[str, Any]:
    start, end = span
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if 0 < end - start <= quoted:
        selectors.append({"type": "TextQuoteSelector", "exact": text[start:end]})
    return {"type": "SpecificResource", "source": source, "selector": selectors}


def _body(desk: Desk, claim: Coded) -> dict[str, Any]:
    sort, key = "Relation", "relation"
    if claim.is_figure or claim.is_opinion:
        sort, key = ("Figure", "measure") if claim.is_figure else ("Opinion", "stance")
    body: dict[str, Any] = {"type": f"tig:{sort}Claim", key: claim.relation}
    if claim.is_opinion:
        body["concerns"] = list(claim.concerns)
        body["paraphrase"] = {"fr": claim.paraphrase, "en": claim.paraphrase_en}
    for name, actor in claim.actors:
        kind = desk.terms.kinds.get(actor.type)
        told = {
            "id": actor.entity, "type": curie(kind.iri) if kind else "", "title": actor.label,
            "within": actor.within,
        }  # fmt: skip
        body[name] = {key: value for key, value in told.items() if value}
    body |= {
        name: value
        for name in ("role", "unit", "qualifier", *_NUMBERS, "valid")
        if (value := getattr(claim, name))
    }
    body["modality"] = f"modality:{claim.modality}"
    if claim.attests is not None:
        body["attests"] = claim.attests
    if claim.counted_from:
        body["countedFrom"] = claim.counted_from
    return body


# ---------------------------------------------------------------- read


@dataclass(frozen=True)
class Taken:
    """What was taken of annotations: the decisions, and how many say no claim of tigraph's."""

    decisions: tuple[Decision, ...]
    others: int


def take(desk: Desk, content: bytes, place: str, coder: str) -> Taken:
    """Write what annotations say as a coder's own claims, each once however often it is read.

    Raises `DataError`, with the number of each annotation at fault, and writes nothing then.
    """
    try:
        items = _items(json.loads(content))
    except ValueError as error:
        raise DataError(f"{place} is no JSON: {error}.") from None
    standing = desk.standing().of.get(coder, {})
    drafts, faults, others = [], list[str](), 0
    for number, item in enumerate(items, 1):
        try:
            draft = _draft(desk, item)
        except FlawedClaimError as error:
            faults.append(f"{place}, annotation {number}: {error}.")
            continue
        except DataError as error:
            faults.append(f"{place}, annotation {number}: {error}")
            continue
        if draft is None:
            others += 1
        elif draft.on not in standing or standing[draft.on].claim != draft.claim:
            drafts.append(draft)
    if faults:
        raise DataError("\n".join([*faults[:20], "Nothing was taken."]))
    return Taken(tuple(desk.decide_all(coder, drafts)), others)


def _items(given: Any) -> list[Any]:
    """Return the annotations of a collection, a page, a list, or one alone."""
    if isinstance(given, list):
        return given
    if not isinstance(given, dict):
        raise ValueError("no annotation")
    for key in ("first", "items"):
        if key in given:
            return _items(given[key])
    return [given]


def _draft(desk: Desk, item: Any) -> Decision | None:
    if not isinstance(item, dict):
        raise DataError("is no annotation.")
    bodies = item.get("body") or []
    body = next(
        (b for b in (bodies if isinstance(bodies, list) else [bodies]) if _is_ours(b)), None
    )
    if body is None:
        return None
    targets = item.get("target") or []
    spans = tuple(_span(desk, one) for one in (targets if isinstance(targets, list) else [targets]))
    on = f"own-{digest(item.get('id', ''), *spans, json.dumps(body, sort_keys=True), length=16)}"
    if "reason" in body:
        (start, end), *_ = spans or ((0, 0),)
        sentence = next((s for s in desk.sentences if (s.start, s.end) == (start, end)), None)
        name = sentence.id if sentence else on
        return desk.drafted("leave-out", name, spans=spans, reason=curie(str(body["reason"])))
    return desk.drafted("add", on, _coded(desk, body, spans))


def _is_ours(body: Any) -> bool:
    return isinstance(body, dict) and any(key in body for key in _TELLING)


def _coded(desk: Desk, body: Mapping[str, Any], spans: Spans) -> Coded:
    ends: dict[str, Any] = {
        name: _actor(desk, body[name], spans) for name in _ENDS if body.get(name)
    }
    if "subject" not in ends:
        raise DataError("the claim has no subject.")
    told: dict[str, Any] = {name: str(body.get(name) or "") for name in (*_NUMBERS, "valid")}
    told |= {name: _concept(body.get(name)) for name in ("role", "unit", "qualifier")}
    relation = _concept(body.get("relation") or body.get("measure") or body.get("stance"))
    held = body.get("paraphrase")
    held = held if isinstance(held, dict) else {}
    themes = body.get("concerns") or []
    told |= {
        "concerns": tuple(map(_concept, themes if isinstance(themes, list) else [themes])),
        "paraphrase": str(held.get("fr") or ""), "paraphrase_en": str(held.get("en") or ""),
    }  # fmt: skip
    modality = _concept(body.get("modality")).partition(":")[2] or "stated"
    attests = str(body["attests"]) if "attests" in body else None
    if relation == HOLDS_POST and "post" not in ends and "object" in ends:
        ends["post"] = ends.pop("object")
    return Coded(
        relation, spans, modality=modality, attests=attests,
        counted_from=str(body.get("countedFrom") or ""), **ends, **told,
    )  # fmt: skip


def _concept(given: Any) -> str:
    told = given.get("id", "") if isinstance(given, dict) else str(given or "")
    return curie(expand(told) or told)


def _actor(desk: Desk, given: Any, spans: Spans) -> Actor:
    told = given if isinstance(given, dict) else {"id": str(given)}
    iri = str(told.get("id") or "")
    label = str(told.get("title") or "") or next(iter(sorted(desk.known.labels(iri))), "")
    kind = expand(str(told.get("type") or ""))
    slug = next((name for name, one in desk.terms.kinds.items() if one.iri == kind), "")
    named = (
        (start + at, start + at + len(label))
        for start, end in spans
        if label and (at := desk.text[start:end].find(label)) >= 0
    )
    within = str(told.get("within") or "")
    return Actor(label, slug, expand(iri) or "", tuple(named)[:1], within)


def _span(desk: Desk, target: Any) -> tuple[int, int]:
    """Return the place of a target: its position, or where its words stand, which are looked up."""
    if not isinstance(target, dict):
        raise DataError("a target names no place of the text (selector).")
    source = target.get("source")
    source = source.get("id") if isinstance(source, dict) else source
    known = {desk.source().text, desk.source().document, *desk.addresses}
    if source and source not in known:
        raise DataError(f"{source} is not the text of {desk.slug} in its last version.")
    given = target.get("selector") or []
    selectors: Sequence[Any] = given if isinstance(given, list) else [given]
    by_type = {one.get("type"): one for one in selectors if isinstance(one, dict)}
    quote, place = by_type.get("TextQuoteSelector"), by_type.get("TextPositionSelector")
    if place:
        try:
            start, end = int(place["start"]), int(place["end"])
        except (KeyError, TypeError, ValueError):
            raise DataError("a position has no start and end.") from None
        if quote and desk.text[start:end] != quote.get("exact"):
            raise DataError(f"{start}–{end} does not have the words that are quoted.")
        return start, end
    if not quote or not quote.get("exact"):
        raise DataError("a target has neither a position nor a quotation.")
    return _quoted(desk.text, quote)


def _quoted(text: str, quote: Mapping[str, Any]) -> tuple[int, int]:
    exact = str(quote["exact"])
    before, after = str(quote.get("prefix") or ""), str(quote.get("suffix") or "")
    found = [
        at
        for at in occurrences(text, exact)
        if text[:at].endswith(before) and text.startswith(after, at + len(exact))
    ]
    if len(found) != 1:
        times = "nowhere" if not found else f"{len(found)} times"
        raise DataError(f"the words quoted stand {times} in the text.")
    return found[0], found[0] + len(exact)
