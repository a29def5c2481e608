"""What a coder has before them: proposals, what changed, differences, sentences, as JSON values.

Nothing here knows of a page or of HTTP.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tigraph.coding.checking import WITHIN
from tigraph.coding.desk import Desk
from tigraph.coding.model import CLAIMING, NAMING, Actor, Coded, Decision, Spans, as_json
from tigraph.coding.naming import named
from tigraph.coding.offers import Offer
from tigraph.coding.standing import Standing, undoable
from tigraph.coding.telling import told
from tigraph.names import folded
from tigraph.rdf.vocabulary import curie

Item = dict[str, Any]
_MOST = 6


class Review:
    """What is left to decide of a document by one coder, and what was decided."""

    def __init__(self, desk: Desk, coder: str) -> None:
        """Open the log of a coder; raises `UsageError` for a name that is none."""
        self.desk, self.coder = desk, coder
        desk.log(coder)

    def state(self) -> dict[str, Any]:
        """Return all that changes by a decision."""
        standing = self.desk.standing()
        mine = standing.of.get(self.coder, {})
        items = [
            *self._offers(standing, mine),
            *self._own(standing, mine),
            *self._differences(standing),
        ]
        sentences = self._sentences(items)
        items += [
            {"id": one["id"], "kind": "sentence", "spans": [[one["start"], one["end"]]],
             "status": "leave-out" if one["state"] == "left" else "open",
             "reason": one["reason"]}
            for one in sentences
            if one["state"] in ("open", "left")
        ]  # fmt: skip
        order = {"difference": 0, "changed": 1}
        items.sort(key=lambda one: (one["spans"], order.get(one["kind"], 2), one["id"]))
        faults = [fault for log in self.desk.logs().values() for fault in log.faults]
        return {
            "items": items, "sentences": sentences, "faults": faults,
            "coders": sorted(standing.of), "undoable": self._undoable(),
        }  # fmt: skip

    def _undoable(self) -> bool:
        decisions = self.desk.log(self.coder).decisions
        return undoable([one for one in decisions if one.document == self.desk.slug]) is not None

    # ---------------------------------------------------------------- items

    def _offers(self, standing: Standing, mine: Mapping[str, Decision]) -> Iterable[Item]:
        for offer in self.desk.offers:
            said = standing.settled.get(offer.id) or mine.get(offer.id)
            changed = said is not None and self._is_changed(said)
            claim = said.claim if said and said.claim else offer.claim
            spans = self._spans(said) if said and said.claim else claim.spans
            yield self._item(offer.id, "changed" if changed else "claim", claim, said, spans, offer)

    def _own(self, standing: Standing, mine: Mapping[str, Decision]) -> Iterable[Item]:
        offered = {offer.id for offer in self.desk.offers}
        for said in {**mine, **standing.settled}.values():
            if said.claim and said.on not in offered:
                kind = "changed" if self._is_changed(said) else "claim"
                yield self._item(said.on, kind, said.claim, said, self._spans(said), None)

    def _is_changed(self, said: Decision) -> bool:
        return said.claim is not None and not self.desk.fated(said).stands

    def _spans(self, said: Decision) -> Spans:
        return self.desk.fated(said).spans

    def _item(
        self, on: str, kind: str, claim: Coded, said: Decision | None, spans: Spans,
        offer: Offer | None,
    ) -> Item:  # fmt: skip
        item: Item = {
            "id": on, "kind": kind, "spans": [list(span) for span in spans],
            "status": "open" if kind == "changed" or not said else _status(said),
            "claim": self.claim(claim, spans),
        }  # fmt: skip
        if kind == "changed" and said:
            item["fate"] = self.desk.fated(said).fate
        if offer:
            item |= {
                "rule": offer.rule, "confidence": round(offer.confidence, 2),
                "negated": offer.negated, "asked": offer.asked, "notes": list(offer.notes),
            }  # fmt: skip
        if said:
            item |= {"comment": said.comment, "reason": said.reason}
        return item

    def claim(self, claim: Coded, spans: Spans | None = None) -> dict[str, Any]:
        """Return a claim as the page has it: in words, with its ends and what they may be."""
        plain = as_json(Decision("", "", "", "", 0, "add", "", claim))["claim"]
        if spans is not None:
            plain["spans"] = [list(span) for span in spans]
        for name, actor in claim.actors:
            plain[name] |= self._end(actor)
        return {**plain, "told": told(claim, self.desk.terms, self.desk.language)}

    def _end(self, actor: Actor) -> dict[str, Any]:
        new = not actor.entity or actor.entity.startswith(self.desk.base)
        candidates = [] if actor.entity else self._candidates(actor)
        return {
            "new": new, "shown": curie(actor.entity or named(actor, self.desk.base).entity),
            "kind": self._kind(actor), "candidates": candidates,
        }  # fmt: skip

    def _kind(self, actor: Actor) -> str:
        kind = self.desk.terms.kinds.get(actor.type)
        return kind.label if kind else actor.type

    def _candidates(self, actor: Actor) -> list[dict[str, str]]:
        """Return what mentions of the same words may be, as they were proposed."""
        found: dict[str, dict[str, str]] = {}
        for one in self.desk.mentions:
            if set(one.spans) & set(actor.spans):
                for candidate in one.candidates:
                    iri = candidate.entity
                    found.setdefault(iri, {"iri": iri, "label": candidate.label})
        return list(found.values())[:_MOST]

    def _differences(self, standing: Standing) -> Iterable[Item]:
        """Yield what coders decided otherwise, with all readings.

        Who has yet to decide what another did sees none of it: they code apart.
        """
        for one in standing.differences():
            if self.coder not in {said.coder for said in one.readings}:
                continue
            claims = [said.claim for said in one.readings if said.claim]
            spans = min((claim.spans for claim in claims), default=one.readings[0].spans)
            yield {
                "id": f"difference-{one.on}", "on": one.on, "kind": "difference",
                "spans": [list(span) for span in spans], "status": "open",
                "readings": [self._reading(said) for said in one.readings],
            }  # fmt: skip

    def _reading(self, said: Decision) -> Item:
        return {
            "coder": said.coder, "at": said.at, "action": said.action,
            "claim": self.claim(said.claim, self._spans(said)) if said.claim else None,
            "comment": said.comment, "reason": said.reason,
        }  # fmt: skip

    # ---------------------------------------------------------------- sentences

    def _sentences(self, items: Sequence[Item]) -> list[dict[str, Any]]:
        """Return the sentences with their state: cited, proposed, left out, or open."""
        standing = self.desk.standing()
        mine = standing.of.get(self.coder, {})
        left = {one.on: one.reason for one in mine.values() if one.action == "leave-out"}
        told = [o for o in items if o["kind"] in ("claim", "changed") and not _is_name(o)]
        cited = [o for o in told if o["kind"] == "claim" and o["status"] in CLAIMING]
        proposed = [o for o in told if o["status"] == "open"]
        found = []
        for one in self.desk.sentences:
            state = (
                "cited" if _overlaps(cited, one.start, one.end)
                else "left" if one.id in left
                else "proposed" if _overlaps(proposed, one.start, one.end)
                else "open"
            )  # fmt: skip
            found.append({**asdict(one), "state": state, "reason": left.get(one.id, "")})
        return found

    # ---------------------------------------------------------------- beside

    def beside(self, claim: Coded) -> list[dict[str, Any]]:
        """Return what the graph says of the ends of a claim already, whether it agrees."""
        return [
            {**saying, "relation": self.desk.terms.label_of(saying["relation"])}
            for saying in self.desk.known.beside(claim, self.desk.terms.iri(claim.relation))
        ]

    def wholes(self) -> dict[str, list[dict[str, str]]]:
        """Return what an entity made anew can be within, by its kind: phases, programmes."""
        return {
            kind: [
                {"iri": iri, "label": label}
                for iri, label in self.desk.known.named_of(self.desk.terms.kinds[whole].iri)
            ]
            for kind, whole in WITHIN.items()
            if whole in self.desk.terms.kinds
        }

    def made(self, text: str) -> list[dict[str, str]]:
        """Return the entities that coders made whose name has a text in it."""
        sought = folded(text)
        return [
            {"iri": iri, "label": made.names[0], "kind": made.type}
            for iri, made in self.desk.made().items()
            if any(sought in folded(name) for name in made.names)
        ][:_MOST]


def _status(said: Decision) -> str:
    """Return what became of a thing by a decision: one settled without a claim is refused."""
    return "refuse" if said.action == "settle" and not said.claim else said.action


def _is_name(item: Item) -> bool:
    """Whether an item only says what words name: a sentence in which a name stands is not cited."""
    return bool(item["claim"]["relation"] == NAMING)


def _overlaps(items: Iterable[Item], start: int, end: int) -> bool:
    return any(a < end and start < b for item in items for a, b in item["spans"])
