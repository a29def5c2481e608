"""What is wrong with a claim before it is written: each fault with the part that it is of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from tigraph.coding.flaws import Flaw
from tigraph.coding.known import Known
from tigraph.coding.model import Actor, Coded, Spans
from tigraph.coding.naming import kind_of
from tigraph.coding.terms import HOLDS_POST, Terms
from tigraph.curating import names_an_end, numbers
from tigraph.errors import BadDateError
from tigraph.names import folded
from tigraph.rdf.vocabulary import curie, expand
from tigraph.validity import ANY, period

#: So many words in a row that a text has, too, are its words and no paraphrase.
_QUOTED = 6
#: What an entity of a kind is within, which one made anew cannot be without.
WITHIN = {"territory": "phase", "phase": "programme", "stage": "programme", "lineage": "programme"}


class Checker:
    """Holds claims against what a graph has; `base` begins the entities that coders make."""

    def __init__(self, terms: Terms, known: Known, base: str) -> None:
        self.terms, self.known, self.base = terms, known, base

    def flaws(self, claim: Coded, text: str) -> list[Flaw]:
        """Return all that is wrong with a claim whose ends are all named."""
        if claim.is_naming:
            return [*self._places(claim, text), *self._actor("subject", claim.subject)]
        found = [*self._places(claim, text), *self._concepts(claim)]
        if claim.is_opinion:
            found += _opinion(claim, text)
        elif claim.concerns or claim.paraphrase or claim.paraphrase_en:
            found.append(Flaw("paraphrase", "opinion-only"))
        if claim.is_figure:
            found += self._figure(claim)
        elif claim.relation in self.terms.relations:
            found += self._relation(claim)
        for name, date in (
            ("valid", claim.valid),
            ("attests", claim.attests or ""),
            ("counted_from", claim.counted_from),
        ):
            found += _date(name, date)
        for name, actor in claim.actors:
            found += self._actor(name, actor)
        return found or [*self._named(claim, text)]

    def _places(self, claim: Coded, text: str) -> Iterator[Flaw]:
        if not claim.spans:
            yield Flaw("spans", "no-spans")
        yield from places("spans", claim.spans, text)
        yield from places("dated", claim.dated, text)
        for name, actor in claim.actors:
            yield from places(name, actor.spans, text)

    def _named(self, claim: Coded, text: str) -> Iterator[Flaw]:
        """Yield a flaw where the words cited could be of any claim, as `check` tells it."""
        words = " … ".join(text[start:end] for start, end in claim.spans)
        ends = {name for one in claim.concerns for name in self.known.names(self.terms.iri(one))}
        for name, actor in claim.actors:
            if name not in ("behalf", "speaker"):
                ends |= self.known.names(actor.entity)
                ends |= {folded(text[start:end]) for start, end in actor.spans}
                if actor.entity.startswith(self.base):
                    ends.add(folded(actor.label))
        given = " ".join(filter(None, (claim.value, claim.minimum, claim.maximum)))
        if not names_an_end(words, ends - {""}, set(numbers(given.replace(".", ",")))):
            yield Flaw("spans", "unnamed")

    def _concepts(self, claim: Coded) -> Iterator[Flaw]:
        scheme = "stance" if claim.is_opinion else "measure" if claim.is_figure else "relation"
        known = claim.relation in self.terms.concepts[scheme]
        if not known and not self.terms.is_own(claim.relation):
            yield Flaw("relation", "relation", (claim.relation,))
        wanted = [("modality", f"modality:{claim.modality}")]
        wanted += [
            (name, getattr(claim, name))
            for name in ("role", "grade", "unit", "qualifier")
            if getattr(claim, name)
        ]
        wanted += [("theme", concept) for concept in claim.concerns]
        for scheme, concept in wanted:
            name = "concerns" if scheme == "theme" else scheme
            if concept not in self.terms.concepts[scheme] and not self.terms.is_own(concept):
                among = ", ".join(_slugs(self.terms, scheme))
                yield Flaw(name, "concept", (concept.partition(":")[2] or concept, among))

    def _relation(self, claim: Coded) -> Iterator[Flaw]:
        relation = self.terms.relations[claim.relation]
        for name in ("value", "minimum", "maximum", "unit", "qualifier", "population"):
            if getattr(claim, name):
                yield Flaw(name, "figure-only")
        holds = claim.relation == HOLDS_POST
        whole = claim.object.entity if claim.object else ""
        if holds and not claim.post:
            yield Flaw("post", "no-post")
        elif holds and claim.post:
            body = self.known.post_in(claim.post.entity) or claim.post.within
            if not (body or whole):
                yield Flaw("object", "post-in")
            elif body and whole and body != whole:
                yield Flaw("object", "other-body", (body, whole))
        elif claim.post:
            yield Flaw("post", "post")
        elif not claim.object:
            yield Flaw("object", "no-object")
        means = frozenset({self.terms.kinds["instrument"].iri})
        for name, actor, kinds in (
            ("subject", claim.subject, relation.subjects),
            ("object", claim.object, relation.objects),
            ("through", claim.through, means),
        ):
            if actor and not self.terms.is_of(self._kinds(actor), kinds):
                told = (actor.label, actor.type or "?", ", ".join(self._among(kinds)))
                yield Flaw(name, "kind", told)
        if whole and whole == claim.subject.entity:
            yield Flaw("object", "itself")

    def _figure(self, claim: Coded) -> Iterator[Flaw]:
        for name in ("object", "post", "role", "behalf", "through"):
            if getattr(claim, name):
                yield Flaw(name, "object")
        for name in ("unit", "qualifier"):
            if not getattr(claim, name):
                yield Flaw(name, "concept", ("", ", ".join(_slugs(self.terms, name))))
        numbers: dict[str, Decimal] = {}
        for name in ("value", "minimum", "maximum"):
            if given := getattr(claim, name):
                number = _number(given)
                if number is None:
                    yield Flaw(name, "number", (given,))
                else:
                    numbers[name] = number
        if not (claim.value or claim.minimum or claim.maximum):
            yield Flaw("value", "no-number")
        if claim.value and (claim.minimum or claim.maximum):
            yield Flaw("value", "two-numbers")
        if {"minimum", "maximum"} <= set(numbers) and numbers["minimum"] > numbers["maximum"]:
            yield Flaw("minimum", "turned")

    def _actor(self, name: str, actor: Actor) -> Iterator[Flaw]:
        if not actor.label.strip():
            yield Flaw(name, "label")
        if not actor.entity or not expand(actor.entity):
            yield Flaw(name, "iri", (actor.entity,))
        elif self.known.kinds(actor.entity):
            return
        elif not actor.entity.startswith(self.base):
            yield Flaw(name, "unknown", (actor.entity,))
        elif kind_of(actor.type) not in self.terms.kinds:
            yield Flaw(name, "no-kind", (actor.type, ", ".join(sorted(self.terms.kinds))))
        elif whole := WITHIN.get(kind_of(actor.type)):
            if not actor.within:
                yield Flaw(name, "within", (actor.type, whole))
            elif not self._is_of(actor.within, whole):
                yield Flaw(name, "whole", (actor.type, whole, actor.within))

    def _is_of(self, entity: str, kind: str) -> bool:
        """Whether an entity is of a kind, as the graph says, or else its own address."""
        found = self.known.kinds(entity)
        return (
            self.terms.kinds[kind].iri in found
            if found
            else entity.startswith(f"{self.base}{kind}/")
        )

    def _among(self, wanted: frozenset[str]) -> list[str]:
        """Return the kinds that are among some classes or schemes, else what these are called."""
        found = [slug for slug, kind in self.terms.kinds.items() if kind.within & wanted]
        return sorted(found) or sorted(curie(one) for one in wanted)

    def _kinds(self, actor: Actor) -> frozenset[str]:
        if found := self.known.kinds(actor.entity):
            return found
        kind = self.terms.kinds.get(kind_of(actor.type))
        return kind.within if kind else frozenset()


def _opinion(claim: Coded, text: str) -> Iterator[Flaw]:
    for name in (
        "object", "post", "role", "behalf", "through", "value", "minimum", "maximum", "unit",
        "qualifier", "population",
    ):  # fmt: skip
        if getattr(claim, name):
            yield Flaw(name, "opinion")
    read = folded(text)
    for name in ("paraphrase", "paraphrase_en"):
        told = folded(getattr(claim, name))
        if not told:
            yield Flaw(name, "paraphrase")
        elif len(told.split()) >= _QUOTED and told in read:
            yield Flaw(name, "own-words")


def places(part: str, spans: Spans, text: str) -> Iterator[Flaw]:
    """Yield what is wrong with some places of a text."""
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            yield Flaw(part, "span", (str(start), str(end), str(len(text))))
        elif not text[start:end].strip():
            yield Flaw(part, "blank", (str(start), str(end)))


def _date(part: str, given: str) -> Iterator[Flaw]:
    if given:
        try:
            if given == ANY:
                raise BadDateError(given)
            period(given)
        except BadDateError:
            yield Flaw(part, "date", (given,))


def _number(given: str) -> Decimal | None:
    try:
        number = Decimal(given)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _slugs(terms: Terms, scheme: str) -> list[str]:
    return [one.partition(":")[2] for one in terms.concepts[scheme]]
