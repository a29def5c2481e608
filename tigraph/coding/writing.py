"""Claims as decided, as RDF: cited, dated, with their places, as the curated graph has them.

What is stated of a claim, a citation or a span is named by what it says, so that the same
decisions give the same file, and a second citation of one claim meets the first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from tigraph.coding.known import PROPERTIES, Known, Source
from tigraph.coding.model import Actor, Coded, Decision, Spans
from tigraph.coding.naming import digest, kind_of, part
from tigraph.coding.terms import HOLDS_POST, MEMBERSHIPS, Terms
from tigraph.names import folded
from tigraph.rdf import normalised
from tigraph.rdf.vocabulary import EDTF, LANGUAGES, PREFIXES, RDF_TYPE, XSD, local_name

_T, _OA, _PROV, _SKOS = (PREFIXES[name] for name in ("tig", "oa", "prov", "skos"))
_A = ox.NamedNode(RDF_TYPE)
#: In these modalities a claim without a period is in the present of its document.
_PRESENT = ("stated", "reported")


@dataclass(frozen=True)
class Cited:
    """A claim to be written: as coded, in which text, and the decisions that it follows from."""

    claim: Coded
    source: Source
    text: str
    place: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Omitted:
    """A sentence left out: where in which text, why, by whose words."""

    source: Source
    place: str
    spans: Spans
    reason: str
    comment: str = ""
    coder: str = ""
    at: str = ""


@dataclass(frozen=True)
class Made:
    """An entity of the coder's own: its names, the first preferred, kind, and what it is within."""

    names: tuple[str, ...]
    type: str
    within: str = ""


class Writer:
    """Turns what was decided of a document into triples; `base` names what it makes.

    `shipped` are the entities of the shipped graph, of which nothing is said anew; `called` is
    what else in the workspace calls those of its own, such as the publishers of its documents.
    """

    def __init__(
        self, known: Known, terms: Terms, base: str, made: Mapping[str, Made],
        shipped: Container[str], called: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.known, self.terms, self.base, self.made = known, terms, base, made
        self.shipped, self.called = shipped, called
        self._triples: set[ox.Triple] = set()

    def written(self, title: str, cited: Iterable[Cited], omitted: Iterable[Omitted]) -> bytes:
        """Return the Turtle of some claims and sentences left out, in normal form."""
        self._triples = set()
        for one in cited:
            self._claim(one)
        for left in omitted:
            self._left_out(left)
        return normalised(self._triples, title)

    # ---------------------------------------------------------------- claims

    def said(self, claim: Coded) -> frozenset[tuple[str, str]]:
        """Return what a claim says, as pairs of a property's name and a term of N-Triples."""
        told: dict[str, str] = {}
        several: set[tuple[str, str]] = set()
        subject = f"<{claim.subject.entity}>"
        if claim.is_opinion:
            told |= {"stance": self._concept(claim.relation), "about": subject}
            several |= {("concerns", self._concept(one)) for one in claim.concerns}
            several |= {
                ("paraphrase", str(ox.Literal(" ".join(words.split()), language=language)))
                for words, language in ((claim.paraphrase, "fr"), (claim.paraphrase_en, "en"))
            }
        elif claim.is_figure:
            told |= {"measure": self._concept(claim.relation), "about": subject}
            told |= {
                name: self._concept(given)
                for name, given in (("unit", claim.unit), ("qualifier", claim.qualifier))
                if given
            }
            told |= {
                name: _number(given)
                for name in ("value", "minimum", "maximum")
                if (given := getattr(claim, name))
            }
            if claim.population:
                told["referencePopulation"] = f"<{claim.population.entity}>"
        else:
            told |= {"relation": self._concept(claim.relation)} | self._ends(claim, subject)
            told["basis"] = f"<{self.terms.relations[claim.relation].basis}>"
        if claim.valid:
            told["validTime"] = str(ox.Literal(claim.valid, datatype=ox.NamedNode(EDTF)))
        return frozenset({*told.items(), *several})

    def _concept(self, name: str) -> str:
        return f"<{self.terms.iri(name)}>"

    def _own_concepts(self, claim: Coded) -> None:
        """Say what measure, unit and themes of a claim are, where they are the coder's own."""
        for name in (claim.relation, claim.unit, *claim.concerns):
            scheme, _, told = name.partition(":")
            if self.terms.is_own(name):
                node = self.terms.iri(name)
                self._add(node, RDF_TYPE, _SKOS + "Concept")
                self._add(node, _SKOS + "inScheme", PREFIXES["concept"] + scheme)
                for language in LANGUAGES:
                    label = told.replace("-", " ")
                    self._say(node, _SKOS + "prefLabel", label, language=language)

    def _ends(self, claim: Coded, subject: str) -> dict[str, str]:
        belongs = claim.relation in MEMBERSHIPS
        first, second, acting, behalf = (
            ("member", "organization", "role", "onBehalfOf")
            if belongs
            else ("subject", "object", "actingAs", "actingFor")
        )
        told = {first: subject}
        if claim.relation == HOLDS_POST and claim.post:
            told["post"] = f"<{claim.post.entity}>"
        whole = self.whole(claim)
        if whole:
            told[second] = f"<{whole}>"
        if claim.role:
            told[acting] = self._concept(claim.role)
        if claim.behalf:
            told[behalf] = f"<{claim.behalf.entity}>"
        if claim.through:
            told["through"] = f"<{claim.through.entity}>"
        return told

    def whole(self, claim: Coded) -> str:
        """Return the object of a claim; of a post, where no other is coded, what it is in."""
        if claim.object:
            return claim.object.entity
        post = claim.post
        if not post:
            return ""
        made = self.made.get(post.entity)
        return self.known.post_in(post.entity) or post.within or (made.within if made else "")

    def _name(self, claim: Coded, said: frozenset[tuple[str, str]]) -> str:
        """Return the IRI of a claim: that of the graph, where it has the same one already."""
        relation = self.terms.relations.get(claim.relation)
        if own := self.known.same_claim(said, self.base, bool(relation and relation.symmetric)):
            return own
        value = claim.value or "-".join(one for one in (claim.minimum, claim.maximum) if one)
        parts = [local_name(claim.subject.entity), claim.relation.partition(":")[2]]
        parts += [local_name(self.whole(claim))] if self.whole(claim) else []
        parts += [part(one) for one in (value, claim.valid) if one]
        return f"{self.base}claim/{'--'.join(parts)}-{digest(*sorted(said))}"

    def _claim(self, one: Cited) -> None:
        if one.claim.is_naming:
            self._entity(one.claim.subject, one, decided=True)
            return
        claim, said = one.claim, self.said(one.claim)
        node = self._name(claim, said)
        kind = "OpinionClaim" if claim.is_opinion else "RelationClaim"
        kind = "FigureClaim" if claim.is_figure else kind
        self._add(node, RDF_TYPE, _T + kind)
        if claim.relation in MEMBERSHIPS:
            self._add(node, RDF_TYPE, PREFIXES["org"] + "Membership")
        for name, value in said:
            self._triples.add(_triple(node, PROPERTIES[name], value))
        self._add(node, _T + "citation", self._citation(one))
        self._own_concepts(claim)
        if claim.counted_from:
            self._dating(node, one)
        for _, actor in claim.actors:
            self._entity(actor, one)
        if whole := self.whole(claim):
            self._stated(whole)

    def _citation(self, one: Cited) -> str:
        claim, source = one.claim, one.source
        speaker = claim.speaker.entity if claim.speaker else source.publisher
        attests = claim.attests
        if attests is None:
            present = not claim.valid and (claim.is_opinion or claim.modality in _PRESENT)
            attests = source.issued if present else ""
        graded = [claim.grade] if claim.grade else []
        spans = sorted(claim.spans)
        key = digest(source.text, speaker, claim.modality, attests, *graded, *spans)
        node = f"{self.base}citation/{one.place}-{min(claim.spans)[0]}-{key}"
        self._add(node, RDF_TYPE, _T + "SourceCitation")
        self._add(node, RDF_TYPE, _OA + "SpecificResource")
        self._add(node, _OA + "hasSource", source.text)
        if speaker:
            self._add(node, _PROV + "wasAttributedTo", speaker)
        self._add(node, _T + "modality", PREFIXES["modality"] + claim.modality)
        if claim.grade:
            self._add(node, _T + "grade", self.terms.iri(claim.grade))
        if attests:
            self._say(node, _T + "attests", attests, EDTF)
        for span in self._spans(one.place, claim.spans):
            self._add(node, _OA + "hasSelector", span)
        for decision in one.decisions:
            self._decided(node, decision)
        return node

    def _decided(self, node: str, decision: Decision) -> None:
        """Say who decided it, and when."""
        activity = f"{self.base}activity/{decision.id}"
        coder = f"{self.base}coder/{part(decision.coder)}"
        self._add(node, _PROV + "wasGeneratedBy", activity)
        self._add(activity, RDF_TYPE, _PROV + "Activity")
        self._add(activity, _PROV + "wasAssociatedWith", coder)
        self._say(activity, _PROV + "endedAtTime", decision.at, XSD + "dateTime")
        self._add(coder, RDF_TYPE, PREFIXES["foaf"] + "Agent")
        self._say(coder, PREFIXES["foaf"] + "name", decision.coder)

    def _dating(self, claim: str, one: Cited) -> None:
        spans = one.claim.dated or one.claim.spans
        node = f"{self.base}dating/{one.place}-{digest(claim, one.claim.counted_from, *spans)}"
        self._add(claim, _T + "dating", node)
        self._add(node, RDF_TYPE, _T + "DateDerivation")
        self._add(node, RDF_TYPE, _OA + "SpecificResource")
        self._add(node, _T + "datingMethod", PREFIXES["dating-method"] + "computed")
        self._say(node, _T + "countedFrom", one.claim.counted_from, EDTF)
        self._add(node, _OA + "hasSource", one.source.text)
        for span in self._spans(one.place, spans):
            self._add(node, _OA + "hasSelector", span)

    # ---------------------------------------------------------------- entities

    def _entity(self, actor: Actor, one: Cited, *, decided: bool = False) -> None:
        """Say what a text calls an entity, and what one is that a coder made."""
        made = self.made.get(actor.entity)
        preferred = self.known.labels(actor.entity)
        if made:
            preferred = {self.called.get(actor.entity, made.names[0])}
        self._stated(actor.entity)
        for spelling, spans in _spellings(one.text, actor.spans):
            told = " ".join(unicodedata.normalize("NFC", spelling).split())
            if not _is_name(spelling, actor.label):
                self._say(actor.entity, _SKOS + "hiddenLabel", told, language=one.source.language)
                continue
            if told not in preferred:
                self._say(actor.entity, _SKOS + "altLabel", told, language=one.source.language)
            key = f"{one.place}-{min(spans)[0]}-{digest(actor.entity, spelling)}"
            node = f"{self.base}naming/{key}"
            self._add(node, RDF_TYPE, _T + "Naming")
            self._add(node, _OA + "hasSource", one.source.text)
            self._add(node, _T + "names", actor.entity)
            self._say(node, _T + "spelling", spelling)
            for decision in one.decisions if decided else ():
                self._decided(node, decision)
            for span in self._spans(one.place, spans):
                self._add(node, _OA + "hasSelector", span)

    def _stated(self, entity: str) -> None:
        """Say what an entity is, unless the shipped graph does."""
        if made := self.made.get(entity):
            self._made(entity, made)
        elif entity not in self.shipped:
            for subject, name, value, language in self.known.alone(entity):
                if subject in self.shipped:
                    continue
                if language:
                    self._say(subject, name, value, language=language)
                else:
                    self._add(subject, name, value)

    def _made(self, entity: str, made: Made) -> None:
        first = self.called.get(entity, made.names[0])
        others = [name for name in made.names if name != first]
        kind = self.terms.kinds.get(kind_of(made.type))
        if kind:
            self._add(entity, RDF_TYPE, kind.iri)
        self._say(entity, _SKOS + "prefLabel", first, language="fr")
        for other in others:
            self._say(entity, _SKOS + "altLabel", other, language="fr")
        if not made.within:
            return
        self._stated(made.within)
        if made.type == "post":
            self._add(entity, PREFIXES["org"] + "postIn", made.within)
        elif made.type in ("phase", "stage", "lineage"):
            self._add(entity, _T + "ofProgramme", made.within)
        elif made.type == "territory":
            lineage = f"{self.base}lineage/{local_name(entity)}"
            self._add(entity, _T + "inPhase", made.within)
            self._add(entity, _PROV + "specializationOf", lineage)
            self._made(lineage, Made(made.names[:1], "lineage", self._programme(made.within)))

    def _programme(self, phase: str) -> str:
        made = self.made.get(phase)
        return made.within if made else self.known.programme_of(phase)

    # ---------------------------------------------------------------- places

    def _left_out(self, one: Omitted) -> None:
        for span in self._spans(one.place, one.spans):
            self._add(one.source.text, _T + "leftOut", span)
            self._add(span, _T + "reason", self.terms.iri(one.reason))
            if one.comment:
                told = " ".join(unicodedata.normalize("NFC", one.comment).split())
                self._say(span, PREFIXES["dcterms"] + "description", told, language="fr")

    def _spans(self, place: str, spans: Spans) -> list[str]:
        nodes = []
        for start, end in spans:
            node = f"{self.base}span/{place}-{start}-{end}"
            self._add(node, RDF_TYPE, _OA + "TextPositionSelector")
            self._say(node, _OA + "start", str(start), XSD + "integer")
            self._say(node, _OA + "end", str(end), XSD + "integer")
            nodes.append(node)
        return nodes

    def _add(self, subject: str, predicate: str, value: str) -> None:
        self._triples.add(
            ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))
        )

    def _say(
        self, subject: str, predicate: str, value: str, datatype: str = "", language: str = ""
    ) -> None:
        literal = (
            ox.Literal(value, language=language)
            if language
            else ox.Literal(value, datatype=ox.NamedNode(datatype or XSD + "string"))
        )
        self._triples.add(ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal))


def _spellings(text: str, spans: Spans) -> Sequence[tuple[str, Spans]]:
    found: dict[str, Spans] = {}
    for start, end in spans:
        if text[start:end].strip():
            found[text[start:end]] = (*found.get(text[start:end], ()), (start, end))
    return list(found.items())


def _is_name(spelling: str, label: str) -> bool:
    """Whether words name an entity, and do not merely point at it, as a pronoun does."""
    same = folded(spelling) == folded(label)
    return same or any(letter.isupper() for letter in spelling) or len(spelling.split()) > 2


def _number(given: str) -> str:
    value = Decimal(given)
    whole = value == value.to_integral_value()
    told = str(int(value)) if whole else format(value.normalize(), "f")
    return f'"{told}"^^<{XSD}{"integer" if whole else "decimal"}>'


def _triple(subject: str, predicate: str, value: str) -> ox.Triple:
    line = f"<{subject}> <{predicate}> {value} ."
    triple: ox.Triple = next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))).triple
    return triple
