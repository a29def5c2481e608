"""The proposer of figures: dates, amounts, counts, and what is said with who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tigraph.errors import UnknownNameError
from tigraph.reading.claiming.dates import Dates
from tigraph.reading.claiming.figures import Figure, figures
from tigraph.reading.claiming.lexicon import lexicon
from tigraph.reading.claiming.numerals import numbers_of, written
from tigraph.reading.claiming.tokens import Token, by_sentence, tokens
from tigraph.reading.claiming.voice import Voices
from tigraph.reading.model import End, Mention, Proposal
from tigraph.reading.proposing import Reading

_DATED, _WORKED_OUT, _SPOKEN = 0.9, 0.75, 0.8
_QUOTED = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^“”]*”|\"[^\"\n]*\"")


class FiguresProposer:
    """Proposes dates, amounts, counts and speech, as the word files of a language tell them."""

    name = "figures"
    order = 30

    def propose(self, reading: Reading, earlier: Sequence[Proposal]) -> Iterator[Mention]:
        """Yield them; nothing in a language that has no such files."""
        try:
            words = lexicon(reading.language)
        except UnknownNameError:
            return
        mentions = [one for one in earlier if isinstance(one, Mention)]
        taken_apart = tokens(reading.text, mentions, words.phrases["post_phrases"])
        sentences = by_sentence(taken_apart, reading.sentences)
        dates = Dates(reading.language, reading.dated)
        last = ""
        for sentence in sentences:
            counted: set[int] = set()
            for one in dates.of(sentence):
                counted |= {*range(one.start, one.end)}
                bound = None if one.bound == "at" else one.bound
                yield reading.mention(
                    _span(sentence, one.start, one.end), "date", "date",
                    _WORKED_OUT if one.worked_out else _DATED, value=one.edtf,
                    qualifier=bound, worked_out=one.worked_out,
                )  # fmt: skip
            told = figures(sentence, reading.text, words, frozenset(counted), last)
            last = told[-1].unit if told else ""
            for figure in told:
                yield _figure(reading, sentence, figure)
        yield from _speech(reading, mentions, Voices(
            reading.text, sentences, reading.paragraphs, words
        ))  # fmt: skip


def _span(sentence: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    return sentence[start].start, sentence[end - 1].end


def _figure(reading: Reading, sentence: Sequence[Token], figure: Figure) -> Mention:
    value, minimum, maximum = (
        None if one is None else written(one)
        for one in (figure.value, figure.minimum, figure.maximum)
    )
    money = figure.unit in numbers_of(reading.language)["money"].values()
    return reading.mention(
        _span(sentence, figure.start, figure.end), "amount" if money else "count", "figure",
        figure.sure, value=value, minimum=minimum, maximum=maximum, unit=figure.unit,
        qualifier=None if figure.qualifier == "exact" else figure.qualifier,
    )  # fmt: skip


def _speech(reading: Reading, mentions: Sequence[Mention], voices: Voices) -> Iterator[Mention]:
    """Yield what is quoted, and the answers of an interview, of whom it is told who speaks."""
    text = reading.text
    quoted = [hit.span() for hit in _QUOTED.finditer(text)]
    for start, end in quoted:
        speaker, reported = voices.of(start, end)
        if speaker and not reported:
            yield _said(reading, mentions, start, end, "quoted-speech", speaker)
    for paragraph in reading.paragraphs:
        label = re.compile(r"[^:\n]{1,60}:\s*").match(text, paragraph.start, paragraph.end)
        if not label or label.end() >= paragraph.end:
            continue
        speaker, reported = voices.of(paragraph.start, paragraph.end)
        if speaker and not reported:
            yield _said(reading, mentions, label.end(), paragraph.end, "answer", speaker)


def _said(
    reading: Reading, mentions: Sequence[Mention], start: int, end: int, rule: str, speaker: End
) -> Mention:
    who = next((one for one in mentions if one.spans[0] in speaker.spans), None)
    return reading.mention(
        (start, end), "speech", rule, _SPOKEN, refers=who.id if who else None,
        entity=speaker.entity,
    )  # fmt: skip
