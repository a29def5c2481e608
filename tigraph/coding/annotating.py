"""Claims as Web Annotations (W3C, JSON-LD), and such annotations as decisions.

The body of an annotation is the claim, in tigraph's terms; its targets are the places of the
text, one for each span. A target may give its place by the words that stand there
(`TextQuoteSelector`): they are looked up, and what does not stand there word for word is refused.
Where an end is named in the text, and which words date a claim, stand with them in the body.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tigraph.coding.desk import Desk, FlawedClaimError
from tigraph.coding.log import is_coder
from tigraph.coding.model import ENDS, NAMING, Action, Actor, Coded, Decision, Spans
from tigraph.coding.naming import digest
from tigraph.coding.prints import occurrences
from tigraph.coding.standing import is_said, is_same
from tigraph.coding.terms import HOLDS_POST
from tigraph.coding.writing import Cited
from tigraph.errors import DataError
from tigraph.rdf.vocabulary import EDTF, PREFIXES, curie, expand

_ANNO = "http://www.w3.org/ns/anno.jsonld"
_NAMED = (
    "relation",
    "measure",
    "stance",
    "theme",
    "role",
    "unit",
    "qualifier",
    "modality",
    "grade",
    "reason",
)
_DATED = {"valid": "validTime", "attests": "attests", "countedFrom": "countedFrom"}
_TERMS = (
    "relation", "measure", "stance", "concerns", "subject", "object", "unit", "qualifier",
    "modality", "grade", "through", "names", "reason",
)  # fmt: skip
#: What a body of ours has one of.
_TELLING = ("relation", "measure", "stance", "names", "reason")
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
    "naming": {"@reverse": "tig:names"},
    "dating": "tig:dating",
    "identifier": "dcterms:identifier",
    "comment": "dcterms:description",
}  # fmt: skip


def as_annotations(desk: Desk, quoted: int = 0) -> bytes:
    """Return what was decided of a document as an annotation collection, JSON-LD.

    With `quoted`, targets have the words too, where they are no longer than that.
    """
    items = [
        _annotation(desk, cited, decision, quoted)
        for cited in desk.cited()
        for decision in cited.decisions
    ]
    for one in desk.omitted():
        place = f"{desk.base}annotation/left-{digest(one.place, *one.spans, length=12)}"
        items.append(
            {
                "id": place, "type": "Annotation", "motivation": "assessing", "created": one.at,
                "creator": {"type": "Person", "name": one.coder},
                "body": {"reason": one.reason} | ({"comment": one.comment} if one.comment else {}),
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
    body = _body(desk, cited.claim) | {"identifier": decision.on}
    return {
        "id": f"{desk.base}annotation/{decision.id}", "type": "Annotation",
        "motivation": "identifying" if cited.claim.is_naming else "describing",
        "created": decision.at, "creator": {"type": "Person", "name": decision.coder},
        "body": body | ({"comment": decision.comment} if decision.comment else {}),
        "target": [
            _target(cited.source.text, span, cited.text, quoted) for span in cited.claim.spans
        ],
    }  # fmt: skip


def _target(source: str, span: tuple[int, int], text: str, quoted: int) -> dict[str, Any]:
    start, end = span
    selectors = _selectors([span])
    if 0 < end - start <= quoted:
        selectors.append({"type": "TextQuoteSelector", "exact": text[start:end]})
    return {"type": "SpecificResource", "source": source, "selector": selectors}


def _selectors(spans: Iterable[tuple[int, int]]) -> list[dict[str, Any]]:
    return [{"type": "TextPositionSelector", "start": start, "end": end} for start, end in spans]


def _end(desk: Desk, actor: Actor) -> dict[str, Any]:
    kind = desk.terms.kinds.get(actor.type)
    told = {
        "id": actor.entity, "type": curie(kind.iri) if kind else "", "title": actor.label,
        "within": actor.within,
    }  # fmt: skip
    naming = {"type": "tig:Naming", "selector": _selectors(actor.spans)}
    return {key: value for key, value in told.items() if value} | {"naming": naming}


def _body(desk: Desk, claim: Coded) -> dict[str, Any]:
    if claim.is_naming:
        return {"type": "tig:Naming", "names": _end(desk, claim.subject)}
    sort, key = "Relation", "relation"
    if claim.is_figure or claim.is_opinion:
        sort, key = ("Figure", "measure") if claim.is_figure else ("Opinion", "stance")
    body: dict[str, Any] = {"type": f"tig:{sort}Claim", key: claim.relation}
    if claim.is_opinion:
        body["concerns"] = list(claim.concerns)
        body["paraphrase"] = {"fr": claim.paraphrase, "en": claim.paraphrase_en}
    body |= {name: _end(desk, actor) for name, actor in claim.actors}
    body |= {
        name: value
        for name in ("role", "grade", "unit", "qualifier", *_NUMBERS, "valid")
        if (value := getattr(claim, name))
    }
    body["modality"] = f"modality:{claim.modality}"
    if claim.attests is not None:
        body["attests"] = claim.attests
    if claim.counted_from or claim.dated:
        body["dating"] = {"type": "tig:DateDerivation", "selector": _selectors(claim.dated)}
    if claim.counted_from:
        body["dating"]["countedFrom"] = claim.counted_from
    return body


# ---------------------------------------------------------------- read


@dataclass(frozen=True)
class Taken:
    """What was taken of annotations: the decisions, and how many say no claim of tigraph's."""

    decisions: tuple[Decision, ...]
    others: int


def take(desk: Desk, content: bytes, place: str, coder: str = "") -> Taken:
    """Write what annotations say as decisions, each once however often it is read.

    They are those of `coder`, or else of whom each annotation names as its creator. What was
    proposed here, and is said as it was proposed, is accepted; what is otherwise, changed.
    Raises `DataError`, with the number of each annotation at fault, and writes nothing then.
    """
    try:
        items = _items(json.loads(content))
    except ValueError as error:
        raise DataError(f"{place} is no JSON: {error}.") from None
    standing = desk.standing().of
    offers = {one.id: one.claim for one in desk.offers}
    drafts: dict[str, list[Decision]] = {}
    faults, others = list[str](), 0
    for number, item in enumerate(items, 1):
        try:
            draft = _draft(desk, item, offers)
            who = (coder or _creator(item)) if draft else ""
        except FlawedClaimError as error:
            faults.append(f"{place}, annotation {number}: {error}.")
            continue
        except DataError as error:
            faults.append(f"{place}, annotation {number}: {error}")
            continue
        if draft is None:
            others += 1
        elif not is_said(draft, standing.get(who, {}).get(draft.on)):
            drafts.setdefault(who, []).append(draft)
    if faults:
        raise DataError("\n".join([*faults[:20], "Nothing was taken."]))
    told = [one for who, mine in sorted(drafts.items()) for one in desk.decide_all(who, mine)]
    return Taken(tuple(told), others)


def _creator(item: Mapping[str, Any]) -> str:
    """Return whose an annotation is; raises `DataError` where it does not say so."""
    creator = item.get("creator")
    told = creator.get("name") if isinstance(creator, dict) else creator
    if not isinstance(told, str) or not is_coder(told):
        raise DataError("names no creator that can be a coder: give --coder.")
    return told


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


def _draft(desk: Desk, item: Any, offers: Mapping[str, Coded]) -> Decision | None:
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
    own = f"own-{digest(item.get('id', ''), *spans, json.dumps(body, sort_keys=True), length=16)}"
    on, comment = str(body.get("identifier") or own), str(body.get("comment") or "")
    if "reason" in body:
        (start, end), *_ = spans or ((0, 0),)
        sentence = next((s for s in desk.sentences if (s.start, s.end) == (start, end)), None)
        name = sentence.id if sentence else on
        reason = curie(str(body["reason"]))
        return desk.drafted("leave-out", name, spans=spans, reason=reason, comment=comment)
    claim = _coded(desk, body, spans)
    action: Action = "add"
    if on in offers:
        action = "accept" if is_same(claim, offers[on], desk.base) else "change"
    return desk.drafted(action, on, claim, comment=comment)


def _is_ours(body: Any) -> bool:
    return isinstance(body, dict) and any(key in body for key in _TELLING)


def _coded(desk: Desk, body: Mapping[str, Any], spans: Spans) -> Coded:
    if "names" in body:
        return Coded(NAMING, spans, _actor(desk, body["names"], spans))
    ends: dict[str, Any] = {
        name: _actor(desk, body[name], spans) for name in ENDS if body.get(name)
    }
    if "subject" not in ends:
        raise DataError("the claim has no subject.")
    told: dict[str, Any] = {name: str(body.get(name) or "") for name in (*_NUMBERS, "valid")}
    told |= {name: _concept(body.get(name)) for name in ("role", "grade", "unit", "qualifier")}
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
    dating = body.get("dating")
    dating = dating if isinstance(dating, dict) else {}
    return Coded(
        relation, spans, modality=modality, attests=attests,
        counted_from=str(dating.get("countedFrom") or ""), dated=_places(dating), **ends, **told,
    )  # fmt: skip


def _places(given: Mapping[str, Any]) -> Spans:
    """Return the places that the selectors of a naming or a dating give."""
    told = given.get("selector") or []
    return tuple(map(_position, told if isinstance(told, list) else [told]))


def _position(selector: Any) -> tuple[int, int]:
    try:
        return int(selector["start"]), int(selector["end"])
    except (KeyError, TypeError, ValueError):
        raise DataError("a position has no start and end.") from None


def _concept(given: Any) -> str:
    told = given.get("id", "") if isinstance(given, dict) else str(given or "")
    return curie(expand(told) or told)


def _actor(desk: Desk, given: Any, spans: Spans) -> Actor:
    told = given if isinstance(given, dict) else {"id": str(given)}
    iri = str(told.get("id") or "")
    label = str(told.get("title") or "") or next(iter(sorted(desk.known.labels(iri))), "")
    kind = expand(str(told.get("type") or ""))
    slug = next((name for name, one in desk.terms.kinds.items() if one.iri == kind), "")
    within = str(told.get("within") or "")
    naming = told.get("naming")
    if isinstance(naming, dict):
        return Actor(label, slug, expand(iri) or "", _places(naming), within)
    named = (
        (start + at, start + at + len(label))
        for start, end in spans
        if label and (at := desk.text[start:end].find(label)) >= 0
    )
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
        start, end = _position(place)
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
