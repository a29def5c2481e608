"""Forms of verbs in a sentence, with their helpers: tense, voice, negation, and what they say.

A language's files say which words are helpers; nothing here knows one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tigraph.reading.claiming.lexicon import Lexicon
from tigraph.reading.claiming.tokens import Token, kept

#: So many small words stand in a form of a verb at most: "ne le lui a pas encore".
_BETWEEN = 4


@dataclass(frozen=True)
class Verb:
    """A form of a verb: where it ends, its class, voice, whether denied, and the modality."""

    start: int
    end: int
    verb: str
    voice: str
    negated: bool
    modality: str


def verbs_at(found: Sequence[Token], at: int, words: Lexicon) -> list[Verb]:
    """Return the readings of what begins at a token as a form of a verb."""
    return kept(found, ("verbs", at), lambda: list(_verbs_at(found, at, words)))


def verbs_in(found: Sequence[Token], words: Lexicon) -> list[str]:
    """Return the classes of all verbs of a sentence."""
    classes = (verb.verb for i in range(len(found)) for verb in verbs_at(found, i, words))
    return kept(found, "classes", lambda: list(dict.fromkeys(classes)))


def _verbs_at(found: Sequence[Token], at: int, words: Lexicon) -> Iterator[Verb]:
    i, negated = _small(found, at, words, False)
    token = _word(found, i)
    if token is None:
        return
    if i == at or not words.has("clitics", token.key):
        yield from _main(found, at, i, words, negated, "")
    if (tense := words.modals.get(token.plain)) and i + 1 < len(found):
        j, denied = _small(found, i + 1, words, negated, after=True)
        yield from _main(found, at, j, words, denied, tense)


def _main(
    found: Sequence[Token], start: int, i: int, words: Lexicon, negated: bool, modality: str
) -> Iterator[Verb]:
    """Return readings with or without "have" and "be", from the word at `i`."""
    token = _word(found, i)
    if token is None:
        return
    for form in words.forms.get(token.plain, ()):
        voice = {"participle": "participle", "infinitive": "infinitive", "gerund": "gerund"}.get(
            form.tense, "active"
        )
        if modality and form.tense not in ("infinitive", "present"):
            continue
        if modality:
            voice = "active"
        j, denied = _small(found, i + 1, words, negated, after=True, only_denied=True)
        told = modality or words.tenses[form.tense]
        yield Verb(start, j, form.verb, voice, denied, told)
    helper, tense = "", ""
    if token.plain in words.have:
        helper, tense = "have", words.have[token.plain]
    elif token.plain in words.be:
        helper, tense = "be", words.be[token.plain]
    if helper and (not modality or tense in ("infinitive", "present")):
        told = modality or words.tenses[tense]
        if helper == "be":  # for itself: "is president"
            end, denied = _small(found, i + 1, words, negated, after=True)
            yield Verb(start, end, "be", "active", denied, told)
        yield from _helped(found, start, i + 1, words, negated, told, helper)


def _helped(
    found: Sequence[Token],
    start: int,
    i: int,
    words: Lexicon,
    negated: bool,
    modality: str,
    helper: str,
) -> Iterator[Verb]:
    """Return readings of a participle after "have" or "be"."""
    j, denied = _small(found, i, words, negated, after=True)
    token = _word(found, j)
    if token is None:
        return
    if helper == "have" and words.has("been", token.key):
        yield from _helped(found, start, j + 1, words, denied, modality, "be")
        return
    for form in words.forms.get(token.plain, ()):
        if form.tense == "participle":
            voice = "active" if helper == "have" else "passive"
            yield Verb(start, j + 1, form.verb, voice, denied, modality)
        elif form.tense == "gerund" and helper == "be":
            yield Verb(start, j + 1, form.verb, "active", denied, modality)


def _small(
    found: Sequence[Token],
    i: int,
    words: Lexicon,
    negated: bool,
    after: bool = False,
    only_denied: bool = False,
) -> tuple[int, bool]:
    """Skip small words that stand in a form of a verb; say whether one of them denies."""
    for _ in range(_BETWEEN):
        token = _word(found, i)
        if token is None:
            break
        alone = after and words.has("negation_alone", token.key)
        if words.has("negation_before", token.key) or alone:
            negated = True
        elif after and negated and words.has("negation_after", token.key):
            pass
        elif only_denied or not (
            words.has("clitics", token.key)
            or (after and (words.has("adverbs", token.key) or words.has("modal_links", token.key)))
        ):
            break
        i += 1
    return i, negated


def _word(found: Sequence[Token], i: int) -> Token | None:
    """Return the word at a place, None where there is none or it is a name or a sign."""
    if i >= len(found):
        return None
    token = found[i]
    return None if token.mention or token.is_sign else token


def is_verb(found: Sequence[Token], i: int, words: Lexicon) -> bool:
    """Return whether a finite form of a verb that the language's files know begins here."""
    token = _word(found, i)
    if token is None:
        return False
    if token.plain in words.be or token.plain in words.have or token.plain in words.modals:
        return True
    return any(
        form.tense in ("present", "past", "future", "conditional")
        for form in words.forms.get(token.plain, ())
    )
