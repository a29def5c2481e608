"""Whose words a place of a text is in: quotation marks, verbs of speech, interviews, reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tigraph.reading.claiming.groups import end_of
from tigraph.reading.claiming.lexicon import Lexicon, read
from tigraph.reading.claiming.patterns import Element, Match, matches, read_pattern
from tigraph.reading.claiming.tokens import Token
from tigraph.reading.model import End
from tigraph.reading.sentences import Place

_QUOTED = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^“”]*”|\"[^\"\n]*\"")
#: What is quoted in fewer words is a name or a word at most, and no speech.
_SPEECH = 6
#: How far from the marks the verb of speech may be, in characters.
_NEAR = 160


@lru_cache
def _patterns(language: str) -> dict[str, tuple[tuple[Element, ...], ...]]:
    told = read(language, "speech")
    return {name: tuple(read_pattern(one) for one in listed) for name, listed in told.items()}


class Voices:
    """Says of a place who speaks there, and whether what stands there is reported."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sequence[Token]],
        paragraphs: Sequence[Place],
        words: Lexicon,
    ) -> None:
        self._text = text
        self._words = words
        self._sentences = [one for one in sentences if one]
        self._paragraphs = paragraphs
        self._said = list(self._quotations())
        self._answers = list(self._turns())
        self._reports = list(self._reported())

    def of(self, start: int, end: int) -> tuple[End | None, bool]:
        """Return who speaks at a place, None for the document itself, and if it is reported."""
        for place, speaker in (*self._reports,):
            if place.holds(start, end):
                return speaker, True
        for place, speaker in (*self._said, *self._answers):
            if place.holds(start, end):
                return speaker, False
        return None, False

    def quoted(self, start: int) -> bool:
        """Return whether a place is in the words of somebody."""
        return any(place.start <= start < place.end for place, _ in self._said)

    def _found(self, kind: str, sentence: Sequence[Token]) -> Iterator[tuple[Match, End]]:
        for pattern in _patterns(self._words.language)[kind]:
            for match in matches(pattern, sentence, self._words):
                yield match, end_of(match.of("who")[0], sentence, self._text, self._words)

    def _quotations(self) -> Iterator[tuple[Place, End]]:
        """Yield what is quoted with who says it, where that is told in it or beside it.

        A second quotation of a paragraph goes on with the speaker of the first.
        """
        before: tuple[Place | None, End] | None = None
        for quoted in _QUOTED.finditer(self._text):
            if len(quoted[0].split()) < _SPEECH:
                continue
            start, end = quoted.span()
            paragraph = next((p for p in self._paragraphs if p.start <= start < p.end), None)
            last = min(end + _NEAR, paragraph.end if paragraph else end + _NEAR)
            speaker = self._speaker("behind", start, end) or self._speaker("behind", end, last)
            first = max(start - _NEAR, paragraph.start if paragraph else 0)
            speaker = speaker or self._speaker("before", first, start)
            if speaker is None and before and paragraph and before[0] == paragraph:
                speaker = before[1]
            if speaker:
                before = (paragraph, speaker)
                yield Place(start, end), speaker

    def _speaker(self, kind: str, start: int, end: int) -> End | None:
        found: End | None = None
        for sentence in self._sentences:
            if sentence[-1].end <= start or sentence[0].start >= end:
                continue
            for match, speaker in self._found(kind, sentence):
                if start <= sentence[match.start].start and sentence[match.end - 1].end <= end:
                    if kind == "behind":
                        return speaker
                    found = speaker  # the last before the marks
        return found

    def _turns(self) -> Iterator[tuple[Place, End]]:
        """Yield the paragraphs that begin with a name and a colon, and with initials of such."""
        named: dict[str, End] = {}
        for paragraph in self._paragraphs:
            inside = [
                one
                for sentence in self._sentences
                for one in sentence
                if paragraph.start <= one.start < paragraph.end
            ][:8]
            colon = next((i for i, one in enumerate(inside) if one.text == ":"), 0)
            if not colon or colon > 3:
                continue
            label = inside[:colon]
            who = label[0].mention
            if who and who.type == "person" and colon == 1:
                initials = "".join(part[0] for part in re.split(r"[\s-]+", label[0].text))
                end = End(who.spans, who.type, who.entity, label[0].text)
                named[initials.casefold()] = end
                yield paragraph, end
            elif told := named.get(re.sub(r"\W", "", "".join(one.plain for one in label))):
                yield paragraph, told

    def _reported(self) -> Iterator[tuple[Place, End]]:
        for sentence in self._sentences:
            place = Place(sentence[0].start, sentence[-1].end)
            for match, speaker in self._found("reported", sentence):
                after = sentence[match.end - 1].key in self._words.data["that"].split()
                start = sentence[match.end - 1].end if after else place.start
                yield Place(start, place.end), speaker
                break
