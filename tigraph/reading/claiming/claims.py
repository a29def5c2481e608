"""The proposer of claims by rules: relations and figures, with their dates, speakers, modality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tigraph.errors import UnknownNameError
from tigraph.reading.claiming.bearers import Figure
from tigraph.reading.claiming.dates import Date, Dates
from tigraph.reading.claiming.figures import figures
from tigraph.reading.claiming.groups import Part, end_of
from tigraph.reading.claiming.lexicon import Lexicon, lexicon
from tigraph.reading.claiming.numerals import written
from tigraph.reading.claiming.patterns import matches
from tigraph.reading.claiming.rules import Rule, rules
from tigraph.reading.claiming.tokens import BULLETS, Token, by_sentence, tokens, with_items
from tigraph.reading.claiming.valid import dated_claim, dated_figure
from tigraph.reading.claiming.verbs import Verb
from tigraph.reading.claiming.voice import Voices
from tigraph.reading.ids import ids_of
from tigraph.reading.model import Claimed, End, Mention, Proposal
from tigraph.reading.proposing import Reading
from tigraph.reading.sentences import Place

_PRONOUN = "pronoun"
_HOLDS = "relation:holds-post"
#: What may have posts that a text tells as "its".
_OWNING = frozenset({"body", "organisation", "intercommunality", "territory"})


class ClaimsProposer:
    """Finds relations and figures by the rule files of the text's language."""

    name = "claims"
    order = 60

    def propose(self, reading: Reading, earlier: Sequence[Proposal]) -> Iterable[Proposal]:
        """Return the claims of a text beside the mentions that were found in it."""
        try:
            lexicon(reading.language)
        except UnknownNameError:
            return []  # names are found in any language, claims where there are rules
        return claims(reading, [one for one in earlier if isinstance(one, Mention)])


@dataclass
class _Text:
    """A text taken apart, with what is said of its places."""

    reading: Reading
    sentences: Sequence[Sequence[Token]]
    words: Lexicon
    voices: Voices
    dates: list[list[Date]]
    told: set[tuple[str, int, int]] = field(default_factory=set)
    posts: set[Place] = field(default_factory=set)

    def ends(self, place: int, sentence: Sequence[Token], part: Part) -> list[End]:
        """Return a group as ends; a pronoun, or "this body", as what it stands for."""
        told = end_of(part, sentence, self.reading.text, self.words)
        token = sentence[part.start]
        if part.type == _PRONOUN and self.words.has("pronoun_self", token.key):
            speaker, _ = self.voices.of(token.start, token.end)
            return [replace(speaker, spans=(*told.spans, *speaker.spans))] if speaker else []
        if part.type != _PRONOUN and not (
            part.mention is None and self.words.has("this", token.key)
        ):
            return [told]
        wanted = part.wanted if part.type in (_PRONOUN, "phrase") else (part.type,)
        before = self.sentences[place - 1] if place else []
        named = [one.mention for one in before if one.mention and one.mention.type in wanted]
        meant = [
            End(
                (*told.spans, *one.spans),
                one.type,
                one.entity,
                self.reading.text[one.start : one.end],
            )
            for one in named
        ]
        if not meant:
            return [] if part.type == _PRONOUN else [told]
        return meant if self.words.has("pronoun_many", token.key) else meant[:1]

    def owner(self, place: int, sentence: Sequence[Token], part: Part) -> End | None:
        """Return whose a post is behind "its": what the sentence before names first."""
        if not part.start or not self.words.has("possessives", sentence[part.start - 1].key):
            return None
        before = self.sentences[place - 1] if place else []
        named = (one.mention for one in before if one.mention and one.mention.type in _OWNING)
        if (one := next(named, None)) is None:
            return None
        return End(one.spans, one.type, one.entity, self.reading.text[one.start : one.end])


def claims(reading: Reading, mentions: Sequence[Mention]) -> list[Claimed]:
    """Return the claims that the rules of a language find, in the order of the text."""
    words, text = lexicon(reading.language), reading.text
    taken_apart = tokens(text, mentions, words.phrases["post_phrases"])
    sentences = by_sentence(taken_apart, reading.sentences)
    reader = Dates(reading.language, reading.dated)
    dates = [reader.of(one) for one in sentences]
    voices = Voices(text, sentences, reading.paragraphs, words)
    whole = _Text(reading, sentences, words, voices, dates)
    found: list[Claimed] = []
    last = ""
    for place, sentence in enumerate(sentences):
        found += _relations(whole, place, sentence)
        counted = frozenset(i for one in dates[place] for i in range(one.start, one.end))
        told = figures(sentence, text, words, counted, last)
        if told or not (sentence and sentence[0].text in BULLETS):
            last = told[-1].unit if told else ""
        found += [_figure(whole, place, one, told) for one in told]
    for place, sentence in with_items(sentences):
        found += _relations(whole, place, sentence)
    return sorted(found, key=lambda one: one.spans)


def _relations(whole: _Text, place: int, sentence: Sequence[Token]) -> Iterator[Claimed]:
    """Yield the relations of a sentence, or of one with the items of its list.

    A post that has a holder gets no other by a later rule.
    """
    for rule in rules(whole.words.language):
        for pattern in rule.patterns:
            for match in matches(pattern, sentence, whole.words):
                posts: set[Place] = set()
                for one in match.of(rule.subject):
                    for other in match.of(rule.object):
                        ends = _place(sentence, one), _place(sentence, other)
                        mark = (rule.relation, ends[0].end, ends[1].end)
                        is_post = other.type == "post"
                        if (
                            one == other
                            or mark in whole.told
                            or (is_post and ends[1] in whole.posts)
                        ):
                            continue
                        if any(_within(end, whole.posts) for end in ends[: 2 - is_post]):
                            continue
                        whole.told.add(mark)
                        posts |= {ends[1]} if is_post else set()
                        yield from _relation(whole, place, sentence, rule, (one, other), match.verb)
                whole.posts |= posts


def _place(sentence: Sequence[Token], part: Part) -> Place:
    return Place(sentence[part.start].start, sentence[part.end - 1].end)


def _within(end: Place, posts: Iterable[Place]) -> bool:
    """Return whether a group is a piece of a post's name: "président de l'Office"."""
    return any(post.holds(end.start, end.end) for post in posts)


def _relation(
    whole: _Text,
    place: int,
    sentence: Sequence[Token],
    rule: Rule,
    parts: tuple[Part, Part],
    verb: Verb | None,
) -> Iterator[Claimed]:
    text, words = whole.reading.text, whole.words
    one, other = parts
    first, last = min(one.start, other.start), max(one.end, other.end)
    start, end = sentence[first].start, sentence[last - 1].end
    date = dated_claim(sentence, (first, last), whole.dates[place], rule.dated)
    within = end_of(other.within, sentence, text, words) if other.within else None
    if within is None and other.type == "post":
        within = whole.owner(place, sentence, other)
    for subject in whole.ends(place, sentence, one):
        for target in whole.ends(place, sentence, other):
            inside = within
            if rule.label and other.type != "post":
                kind = "post" if rule.relation == _HOLDS else "event"
                inside = target
                target = End(target.spans, kind, None, f"{rule.label} ({target.label})")
            made = Claimed(
                "", ((start, end),), rule.relation, f"claims:{rule.name}", rule.confidence,
                subject, target, modality=rule.modality or (verb.modality if verb else "stated"),
                negated=bool(verb and verb.negated),
                notes=(f"former: {target.label}",) if other.former else (),
                within=inside, role=rule.role or None,
            )  # fmt: skip
            yield _told(whole, place, made, date)


def _figure(whole: _Text, place: int, figure: Figure, others: Sequence[Figure]) -> Claimed:
    sentence, text = whole.sentences[place], whole.reading.text
    part = figure.counted or Part(figure.start, figure.end, "population")
    told = whole.ends(place, sentence, figure.about) if figure.about else []
    subject = told[0] if told else end_of(part, sentence, text, whole.words)
    start, end = sentence[figure.start].start, sentence[figure.end - 1].end
    dates = whole.dates[place]
    date = dated_figure(sentence, figure, others, dates, whole.words)
    if not dates and place and any(whole.words.has("there", one.key) for one in sentence):
        date = next((one for one in whole.dates[place - 1] if one.start <= 1), None)
    value, minimum, maximum = (
        None if one is None else written(one)
        for one in (figure.value, figure.minimum, figure.maximum)
    )
    made = Claimed(
        "", ((start, end),), f"measure:{figure.measure or 'count'}", "claims:figure", figure.sure,
        subject, None, value, minimum, maximum, figure.unit, figure.qualifier,
        modality=figure.verb.modality if figure.verb else "stated",
        negated=bool(figure.verb and figure.verb.negated),
    )  # fmt: skip
    return _told(whole, place, made, date)


def _told(whole: _Text, place: int, made: Claimed, date: Date | None) -> Claimed:
    """Return a claim with its period, who says it, whether it is asked, and its id."""
    sentence = whole.sentences[place]
    (start, end), *_ = made.spans
    speaker, reported = whole.voices.of(start, end)
    modality = "reported" if reported and made.modality == "stated" else made.modality
    more = (made.subject.label, made.object.label if made.object else made.value or "")
    return replace(
        made,
        id=ids_of(whole.reading.text).of("claim", made.relation, made.spans, more),
        valid=date.valid if date else "",
        worked_out=date.worked_out if date else "",
        modality=modality,
        speaker=speaker,
        asked=sentence[-1].text == "?" or any(one.text == "?" for one in sentence[-2:]),
    )
