"""A figure as it is read, and of what it is told: what has it, else what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tigraph.reading.claiming.groups import Part, kind_of
from tigraph.reading.claiming.lexicon import Lexicon
from tigraph.reading.claiming.patterns import one_at
from tigraph.reading.claiming.tokens import Token
from tigraph.reading.claiming.verbs import Verb, verbs_at


@dataclass(frozen=True)
class Figure:
    """A figure by its tokens: from qualifier to unit; `counted` is the noun with what follows."""

    start: int
    end: int
    unit: str
    measure: str
    qualifier: str
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    counted: Part | None = None
    about: Part | None = None
    verb: Verb | None = None
    sure: float = 0.85


def told_of(found: Sequence[Token], figure: Figure, words: Lexicon) -> Figure:
    """Return a figure with of what it is told: what has it, else what is counted."""
    verb = _verb_before(found, figure.start, words)
    figure = replace(figure, verb=verb)
    if verb and verb.verb == "compose" and figure.unit == "person":
        figure = replace(figure, unit="seat", measure="seats")
    i = figure.start - 1
    if i >= 0 and (found[i].text == "(" or words.has("of", found[i].key)):
        i -= 1
    if i >= 0 and (name := found[i].mention) and name.type != "person" and figure.start - i < 3:
        return replace(figure, about=Part(i, i + 1, name.type, name))
    for j in range(i, max(i - 5, -1), -1):  # "enveloppe de", "fonds friches, doté de"
        near = j == i or (i >= 0 and found[i].plain in words.forms)
        if figure.unit == "euro" and near and "instrument" in kind_of(found[j], words):
            return replace(figure, about=Part(j, j + 1, "instrument"))
    if 0 <= i < figure.start - 1 and words.has("of", found[i + 1].key) and _is_plural(found[i]):
        return replace(figure, about=Part(i, i + 1, "phrase"))  # "communes de 300 habitants"
    if verb and verb.verb in ("count", "gather") and verb.voice in ("active", "gerund"):
        return replace(figure, about=_subject(found, verb.start, words))
    return figure


def _is_plural(token: Token) -> bool:
    """Return whether a word is one for several things, as things that have a size are told."""
    small = token.mention is None and token.text.isalpha() and token.text.islower()
    return small and len(token.text) > 4 and token.text[-1] in "sx" and token.plain[-2] not in "éè"


#: What may have a figure.
_HAVING = (
    "programme", "territory", "body", "organisation", "intercommunality", "instrument", "place",
    "pronoun",
)  # fmt: skip


def _subject(found: Sequence[Token], end: int, words: Lexicon) -> Part | None:
    """Return the first group of the clause before a verb, past what is inserted before that."""
    if end and found[end - 1].text == ",":
        end = next((i for i in range(end - 2, 0, -1) if found[i].text == ","), 0)
    begin = next((i + 1 for i in range(end - 1, -1, -1) if found[i].text in ".;:"), 0)
    past = begin
    for i in range(begin, end):
        inner = i < past or words.has("of", found[i].key)
        one = None if inner else next(one_at(found, i, _HAVING, words), None)
        if one and i and words.has("of", found[i - 1].key):
            past = one.end  # "les chiffres de l'Office": not what is told of
        elif one and one.end <= end:
            return one
    return None


def _verb_before(found: Sequence[Token], start: int, words: Lexicon) -> Verb | None:
    """Return the last form of a verb before a place, by which a figure is said to be so."""
    for i in range(start - 1, -1, -1):
        if found[i].text in ";:":
            return None
        if words.has("that_is", found[i].key):  # "soit 35 %" says no verb
            continue
        for verb in verbs_at(found, i, words):
            if verb.voice != "infinitive" and verb.end <= start:
                return _whole(found, verb, words)
    return None


def _whole(found: Sequence[Token], verb: Verb, words: Lexicon) -> Verb:
    """Return the longest form that ends where this one does: "will have" of "have"."""
    for i in range(max(verb.start - 5, 0), verb.start):
        for one in verbs_at(found, i, words):
            if one.end == verb.end and one.verb == verb.verb:
                return one
    return verb
