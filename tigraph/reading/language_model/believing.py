"""What of a model's answer is taken: only what is found again in the text by computation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tigraph.reading.claiming.bearers import Figure
from tigraph.reading.claiming.dates import Date, Dates
from tigraph.reading.claiming.figures import figures
from tigraph.reading.claiming.lexicon import lexicon
from tigraph.reading.claiming.numerals import written
from tigraph.reading.claiming.tokens import Token, tokens
from tigraph.reading.claiming.verbs import verbs_at
from tigraph.reading.ids import ids_of
from tigraph.reading.language_model.quotations import places
from tigraph.reading.language_model.schema import MODALITIES, RELATIONS
from tigraph.reading.model import NAMED, TYPES, Claimed, End, Proposal
from tigraph.reading.proposing import Reading
from tigraph.reading.sentences import Place

_ENDS = (*NAMED, "post", "phrase")
#: So sure is what a model alone proposes.
_SURE = 0.5


@dataclass
class Refused:
    """How many things of an answer were not taken, by why."""

    counts: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many there were."""
        return sum(self.counts.values())


class _NotTakenError(Exception):
    """Something of an answer that is not taken; its text is the reason."""


class Believing:
    """Takes what a model answered on a piece of a text, as far as the text bears it out."""

    def __init__(self, reading: Reading, piece: Place, model: str, refused: Refused) -> None:
        self._reading = reading
        self._rule = f"model:{model}"
        self._refused = refused
        self._paragraphs = [
            one for one in reading.paragraphs if piece.start <= one.start < piece.end
        ]
        self._dates = Dates(reading.language, reading.dated)

    def taken(self, answer: Any) -> Iterator[Proposal]:
        """Yield the proposals of an answer that hold; what does not is counted."""
        if not isinstance(answer, Mapping):
            self._refused.counts["shape"] += 1
            return
        makers = {
            "mentions": self._mention, "relations": self._relation, "figures": self._figure
        }  # fmt: skip
        for name, make in makers.items():
            listed = answer.get(name, [])
            if not isinstance(listed, list):
                self._refused.counts["shape"] += 1
                continue
            for one in listed:
                try:
                    yield make(_row(one))
                except _NotTakenError as reason:
                    self._refused.counts[str(reason)] += 1

    def _mention(self, row: Mapping[str, Any]) -> Proposal:
        kind = _one_of(row, "type", TYPES)
        place = self._found(row.get("quotation"))
        return self._reading.mention((place.start, place.end), kind, self._rule, _SURE)

    def _relation(self, row: Mapping[str, Any]) -> Proposal:
        relation = f"relation:{_one_of(row, 'relation', RELATIONS)}"
        whole = self._found(row.get("quotation"))
        subject, target = self._end(row, "subject", whole), self._end(row, "object", whole)
        if subject.spans == target.spans:
            raise _NotTakenError("ends")
        return self._made(relation, whole, row, subject, target)

    def _figure(self, row: Mapping[str, Any]) -> Proposal:
        """Return a figure whose number is read from its words, not taken from the model."""
        whole = self._found(row.get("quotation"))
        place = self._inside(row.get("number"), whole)
        about = self._inside(row.get("about"), whole)
        figure = self._read(place)
        numbers = {
            name: None if value is None else written(value)
            for name, value in (
                ("value", figure.value), ("minimum", figure.minimum), ("maximum", figure.maximum)
            )
        }  # fmt: skip
        text = self._reading.text
        subject = End(((about.start, about.end),), "phrase", None, text[about.start : about.end])
        return self._made(
            f"measure:{figure.measure or 'count'}", place, row, subject, None,
            unit=figure.unit, qualifier=figure.qualifier, **numbers,
        )  # fmt: skip

    def _read(self, place: Place) -> Figure:
        """Return the one figure at a place, read in its sentence: with the qualifier before it."""
        sentence = self._sentence(place)
        dated = frozenset(
            i for one in self._dates.of(sentence) for i in range(one.start, one.end)
        )  # fmt: skip
        words = lexicon(self._reading.language)
        found = [
            one
            for one in figures(sentence, self._reading.text, words, dated)
            if _meets(sentence, one.start, one.end, place)
        ]
        if len(found) != 1:
            raise _NotTakenError("number")
        return found[0]

    def _sentence(self, place: Place) -> list[Token]:
        """Return the tokens of the sentence in which a place begins."""
        text, sentences = self._reading.text, self._reading.sentences
        whole = next((one for one in sentences if one.start <= place.start < one.end), place)
        return [
            replace(one, start=one.start + whole.start, end=one.end + whole.start)
            for one in tokens(text[whole.start : whole.end], [])
            if one.text != "\n"
        ]

    def _made(
        self,
        relation: str,
        place: Place,
        row: Mapping[str, Any],
        subject: End,
        target: End | None,
        **more: Any,
    ) -> Claimed:
        date = self._date(row.get("date"), place)
        told = (subject.label, target.label if target else more.get("value") or "")
        spans = ((place.start, place.end),)
        asked, negated = row.get("asked"), row.get("negated")
        if not isinstance(asked, bool) or not isinstance(negated, bool):
            raise _NotTakenError("shape")
        return Claimed(
            ids_of(self._reading.text).of("claim", relation, spans, told),
            spans, relation, self._rule, _SURE, subject, target,
            valid=date.valid if date else "", worked_out=date.worked_out if date else "",
            modality=_one_of(row, "modality", MODALITIES), speaker=self._speaker(row, place),
            negated=negated or self._is_denied(place), asked=asked or self._is_asked(place), **more,
        )  # fmt: skip

    def _is_denied(self, place: Place) -> bool:
        """Return whether a verb at a place is denied there, whatever the model says of it."""
        sentence, words = self._sentence(place), lexicon(self._reading.language)
        return any(
            verb.negated and _meets(sentence, verb.start, verb.end, place)
            for i in range(len(sentence))
            for verb in verbs_at(sentence, i, words)
        )

    def _is_asked(self, place: Place) -> bool:
        return any(one.text == "?" for one in self._sentence(place)[-2:])

    def _date(self, quoted: Any, near: Place) -> Date | None:
        """Return the date that quoted words are; a model cannot give one that is not there."""
        if quoted is None:
            return None
        place = self._near(quoted, near)
        sentence = self._sentence(place)
        found = [
            one for one in self._dates.of(sentence) if _meets(sentence, one.start, one.end, place)
        ]
        if len(found) != 1:
            raise _NotTakenError("date")
        return found[0]

    def _speaker(self, row: Mapping[str, Any], near: Place) -> End | None:
        quoted = row.get("speaker")
        if quoted is None:
            return None
        place = self._near(quoted, near)
        text = self._reading.text[place.start : place.end]
        return End(((place.start, place.end),), "person", None, text)

    def _end(self, row: Mapping[str, Any], name: str, whole: Place) -> End:
        told = _row(row.get(name))
        kind = _one_of(told, "type", _ENDS)
        place = self._near(told.get("quotation"), whole)
        text = self._reading.text[place.start : place.end]
        return End(((place.start, place.end),), kind, None, " ".join(text.split()))

    def _all(self, quoted: Any) -> list[Place]:
        """Return where words stand, each within one paragraph: no two are joined into one."""
        if not isinstance(quoted, str):
            raise _NotTakenError("shape")
        text = self._reading.text
        found = [one for where in self._paragraphs for one in places(text, quoted, where)]
        if not found:
            raise _NotTakenError("quotation")
        return found

    def _found(self, quoted: Any) -> Place:
        return self._all(quoted)[0]

    def _inside(self, quoted: Any, whole: Place) -> Place:
        """Return where words stand within a quotation."""
        inside = [one for one in self._all(quoted) if whole.holds(one.start, one.end)]
        if not inside:
            raise _NotTakenError("quotation")
        return inside[0]

    def _near(self, quoted: Any, whole: Place) -> Place:
        """Return where words stand within a quotation, else nearest to it."""
        return min(
            self._all(quoted),
            key=lambda one: (
                not whole.holds(one.start, one.end), abs(one.start - whole.start), one.start
            ),
        )  # fmt: skip


def _meets(sentence: Sequence[Token], first: int, last: int, place: Place) -> bool:
    """Return whether tokens share a place with words that were quoted."""
    return sentence[first].start < place.end and place.start < sentence[last - 1].end


def _row(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _NotTakenError("shape")
    return value


def _one_of(row: Mapping[str, Any], name: str, known: Sequence[str]) -> str:
    value = row.get(name)
    if not isinstance(value, str) or value not in known:
        raise _NotTakenError("shape")
    return value
