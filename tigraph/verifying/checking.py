"""The verb: a draft, sentence by sentence, with the claims that bear it, or that none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from tigraph.errors import UsageError
from tigraph.names import folded
from tigraph.rdf.vocabulary import expand
from tigraph.reading import Token, by_sentence, sentences_of, tokens
from tigraph.stores import Ground
from tigraph.verifying.anchors import Anchors
from tigraph.verifying.bearing import Held, Sentence, held
from tigraph.verifying.before import Before
from tigraph.verifying.clauses import Clauses, voice_before
from tigraph.verifying.covering import covered
from tigraph.verifying.describing import nouns_in
from tigraph.verifying.facts import Facts
from tigraph.verifying.holding import Weighed
from tigraph.verifying.labels import Name, parts_of
from tigraph.verifying.model import BORNE, NOT_BORNE, NOT_VERIFIABLE, Checked, Differing
from tigraph.verifying.parsing import Pieces, pieces_of
from tigraph.verifying.phrases import TooLongError
from tigraph.verifying.predicate_files import predicates_of
from tigraph.verifying.stating import Statement, statements_of
from tigraph.verifying.weighing import two_meant, weighed, with_bodies
from tigraph.verifying.words import Words, language_of, languages, of_all, stem, words_of

#: A paragraph is verified, no book: so many characters, and a sentence of so many words.
MOST, LONGEST = 20_000, 120
#: So many readings of a sentence are held against claims.
_READINGS = 200


def verified(ground: Ground, draft: str, language: str = "") -> list[Checked]:
    """Return what claims say of each sentence of a draft; see `Checked`.

    `language` is "fr" or "en", of each sentence by itself unless told. Raises `UsageError` for a
    draft that is too long or empty, or a language without words.
    """
    if language and language not in languages():
        raise UsageError(f"No drafts in “{language}” are read: give {' or '.join(languages())}.")
    if len(draft) > MOST:
        raise UsageError(
            f"The draft has {len(draft):,} characters, {MOST:,} are read at once: verify it "
            "paragraph by paragraph."
        )
    places = sentences_of(draft)
    if not places:
        raise UsageError("The draft has no sentence: give a text of one at least.")
    facts = Facts(ground)
    checked = []
    before = Before()
    for place in places:
        words = words_of(language or language_of(draft[place.start : place.end], draft))
        found = by_sentence(tokens(draft, []), [place])
        sentence = [one for part in found for one in part]
        checked.append(_checked(draft, sentence, words, facts, place.start, place.end, before))
    return checked


def _checked(
    draft: str, found: Sequence[Token], words: Words, facts: Facts, start: int, end: int,
    before: Before,
) -> Checked:  # fmt: skip
    """Return what claims say of a sentence: read as clauses, else by its pieces."""
    text = draft[start:end]
    if len(found) > LONGEST or not found or text.rstrip(' »”"').endswith("?"):
        return Checked(start, end, text, NOT_VERIFIABLE, unread=(text[:80],))
    pieces = pieces_of(
        found, draft, words, facts.labels, kinds=lambda name: _own(name, words, facts)
    )
    nouns = nouns_in(found, words, facts.labels, facts.orders, draft)
    best, furthest = _read(Sentence(pieces, draft, words, facts, nouns), before)
    if best and best.is_borne:
        before.go_on(found, nouns, words, facts)
        return Checked(start, end, text, BORNE, best.claims)
    anchors = Anchors(found, predicates_of(words.language), nouns, facts, before.meant, draft)
    whole = covered(anchors, Sentence(pieces, draft, words, facts, nouns))
    before.go_on(found, nouns, words, facts)
    if whole and whole.is_borne:
        return Checked(start, end, text, BORNE, whole.claims)
    if whole and any(one.claims for one in whole.differing):
        return Checked(start, end, text, NOT_BORNE, whole.claims, whole.differing)
    loose = _voiced(draft, found, pieces, words, facts, nouns, start, end)
    if loose.verdict == BORNE:
        return loose
    if loose.verdict == NOT_BORNE and any(
        one.part == "number" and one.claims for one in loose.differing
    ):
        return loose
    if best and best.is_other and not best.thought:
        told = tuple(one.told for one in best.differing if one.part in ("relation", "number"))
        return Checked(start, end, text, NOT_VERIFIABLE, best.claims, best.differing, told)
    if best and not best.thought:
        return Checked(start, end, text, NOT_BORNE, best.claims, best.differing)
    if loose.verdict == NOT_BORNE and all(
        one.part not in ("ends", "relation") for one in loose.differing
    ):
        return loose
    rest = draft[found[min(furthest, len(found) - 1)].start : end]
    unread = _strange(pieces, words, facts) or loose.unread or (rest,)
    return Checked(start, end, text, NOT_VERIFIABLE, loose.claims, (), unread)


def _read(sentence: Sentence, before: Before) -> tuple[Held | None, int]:
    """Return what was found of the best reading of a sentence, and how far any was understood."""
    clauses = Clauses(
        sentence.pieces.found, predicates_of(sentence.words.language), sentence.nouns,
        sentence.facts.labels, before.meant, sentence.text,
    )  # fmt: skip
    best: Held | None = None
    try:
        for reading in islice(clauses.readings(), _READINGS):
            found = held(reading, sentence)
            if found.is_borne:
                return found, clauses.furthest
            if best is None or found.distance < best.distance:
                best = found
    except TooLongError:
        return None, clauses.furthest
    return best, clauses.furthest


def _voiced(
    draft: str, found: Sequence[Token], pieces: Pieces, words: Words, facts: Facts,
    nouns: Mapping[int, list[Name]], start: int, end: int,
) -> Checked:  # fmt: skip
    """Return what is said of the pieces of a sentence, behind who is said to say so."""
    for stop, speaker in voice_before(found, predicates_of(words.language), nouns):
        rest = pieces_of(
            found[stop:], draft, words, facts.labels, kinds=lambda name: _own(name, words, facts)
        )
        told = _by_pieces(draft, rest, words, facts, start, end)
        if told.verdict == BORNE:
            said = tuple(one for one in told.claims if facts.is_said_by(one, speaker.entities))
            if said:
                return replace(told, claims=said)
            name = draft[found[speaker.start].start : found[speaker.end - 1].end]
            return Checked(
                start, end, told.text, NOT_BORNE, (), (Differing("speaker", name, told.claims),)
            )
        return told
    return _by_pieces(draft, pieces, words, facts, start, end)


def _by_pieces(
    draft: str, pieces: Pieces, words: Words, facts: Facts, start: int, end: int
) -> Checked:
    """Return what claims say of a sentence of which the pieces alone are read: names, figures."""
    found, text = pieces.found, draft[start:end]
    made = statements_of(pieces, words, facts.labels)
    answers: list[Weighed] = []
    for one in made:  # figures come last
        beside = [iri for answer in answers for iri in answer.claims]
        answers.append(weighed(one, pieces, draft, words, facts, beside))
    unread = tuple(_unread(pieces, draft, words, facts, made, answers))
    differing = [one for answer in answers for one in answer.differing]
    claims = tuple(dict.fromkeys(iri for answer in answers for iri in answer.claims))
    if pieces.denied and claims and not any(one.part == "negation" for one in differing):
        told = " ".join(found[i].text for i in pieces.denied)
        differing.append(Differing("negation", told, claims))
        claims = ()
    if not differing and (name := two_meant(answers, facts)):
        told = draft[found[name.start].start : found[name.end - 1].end]
        differing, claims = [Differing("ends", told, claims)], ()
    differing = [*dict.fromkeys(differing)]
    strange = unread if claims or not differing else _strange(pieces, words, facts)
    if strange:
        return Checked(start, end, text, NOT_VERIFIABLE, claims, (), unread)
    if differing:
        return Checked(start, end, text, NOT_BORNE, claims, tuple(differing))
    if not claims or any(one.unsure for one in answers) or pieces.denied:
        return Checked(start, end, text, NOT_VERIFIABLE, claims)
    return Checked(start, end, text, BORNE, claims)


def _strange(pieces: Pieces, words: Words, facts: Facts) -> tuple[str, ...]:
    """Return the words of a sentence that neither labels nor a language's files have."""
    forms = predicates_of(words.language).lexicon.forms
    inside = {i for one in pieces.figures for i in range(one.start, one.end)}
    inside |= {i for one in pieces.dates for i in range(one.start, one.end)}
    return tuple(
        one.text
        for i, one in enumerate(pieces.found)
        if not (i in inside or one.is_sign or one.key in words.free or one.plain in forms)
        and one.key not in of_all("inner")
        and not facts.labels.spelt_with(words.stems(one.text) | parts_of(one))
        and not words.stems(one.text) & (words.hollow | words.denying)
        and not predicates_of(words.language).is_adverb(one)
    )


def _unread(
    pieces: Pieces, draft: str, words: Words, facts: Facts,
    made: Sequence[Statement], answers: Sequence[Weighed],
) -> Iterator[str]:  # fmt: skip
    """Yield the words of a sentence that nothing explains."""
    read = _told(pieces, words, made)
    explained = frozenset[str]().union(*(answer.explained for answer in answers))
    counted = frozenset[str]().union(
        *(answer.explained for answer, one in zip(answers, made, strict=True) if one.figure)
    )

    def is_read(places: set[int]) -> bool:
        own = counted | _before(pieces, min(places), facts, explained)
        return _explained(pieces, places, words, own)

    used = {name for answer in answers for name in answer.used}
    for name in pieces.names:
        own = {*range(name.start, name.end)}
        if name not in used and own - read and not is_read(own - read):
            yield draft[pieces.found[name.start].start : pieces.found[name.end - 1].end]
        read |= own
    yield from _unlike(pieces, words, facts)
    read |= _kinds(pieces, words, facts)
    for i, token in enumerate(pieces.found):
        if i in read or _is_small(pieces, i, words):
            continue
        if token.is_sign or not is_read({i}):
            yield token.text


def _unlike(pieces: Pieces, words: Words, facts: Facts) -> Iterator[str]:
    """Yield a noun in the plural that heads a list, one of which is none: "communities of X, Y"."""
    head = None
    for before, name in pairwise(pieces.names):
        gap = pieces.found[before.end : name.start]
        joins = [one for one in gap if one.text == "," or words.reading.has("and", one.key)]
        if not joins or any(one.key not in words.free for one in gap):
            head = None
            continue
        first = pieces.found[(head or before).start]
        head = head or before
        plural = first.text.islower() and folded(first.text) != stem(first.text)
        if plural and not words.stems(first.text) & facts.words(*name.entities):
            yield first.text


def _told(pieces: Pieces, words: Words, made: Sequence[Statement]) -> set[int]:
    """Return the places of the words that statements are made of, names left out."""
    spans: list[tuple[int, int]] = [(i, i + 1) for i in pieces.denied]
    ties = [one.tie for one in made if one.tie]
    figures = [one.figure for one in made if one.figure]
    for tie in pieces.ties:
        if tie.verb in ("be", "have") or (figures and tie.verb in words.counting):
            ties.append(tie)
    spans += [(tie.start, tie.end) for tie in ties]
    spans += [(figure.start, figure.end) for figure in figures]
    spans += [(date.start, date.end) for one in made for date in one.dates]
    verbs = {tie.verb for tie in ties}
    beside = frozenset[str]().union(*(words.beside.get(verb, frozenset()) for verb in verbs))
    own = {i for start, end in spans for i in range(start, end)}
    return own | {i for i, token in enumerate(pieces.found) if stem(token.text) in beside}


def _is_small(pieces: Pieces, i: int, words: Words) -> bool:
    """Whether a word asserts nothing by itself."""
    token = pieces.found[i]
    if token.key in words.free or token.text in words.free:
        return True
    after = pieces.found[i + 1].key if i + 1 < len(pieces.found) else ""
    return words.there.get(token.key) == after


def _before(pieces: Pieces, i: int, facts: Facts, explained: frozenset[str]) -> frozenset[str]:
    """Return the words that explain one before names: those of the labels of each of these."""
    own = explained
    end = 0
    for name in pieces.names:
        if name.start <= i:
            continue
        gap = pieces.found[end or i : name.start]
        if not end and any(one.text in ",;:" for one in gap):
            break
        if end and not any(one.key in ("et", "and") or one.text == "," for one in gap):
            break
        own = own & facts.words(*name.entities) if _is_head(pieces, i, name) or end else own
        end = name.end
    return own


def _is_head(pieces: Pieces, i: int, name: Name) -> bool:
    """Whether only small words stand between a word and the name that it tells of."""
    return all(len(one.key) <= 3 or one.text.islower() for one in pieces.found[i : name.start])


def _explained(pieces: Pieces, places: set[int], words: Words, explained: frozenset[str]) -> bool:
    """Whether words are among those of the labels of what claims say."""
    return all(
        pieces.found[i].key in words.free or words.stems(pieces.found[i].text) & explained
        for i in places
    )


def _kinds(pieces: Pieces, words: Words, facts: Facts) -> set[int]:
    """Return the places of words that say of what kind the thing is that is named beside them."""
    found = set()
    for name in pieces.names:
        own = _own(name, words, facts)
        i = name.start - 1
        while i >= 0 and (
            pieces.found[i].key in words.free or words.stems(pieces.found[i].text) & own
        ):
            if words.stems(pieces.found[i].text) & own:
                found.add(i)
            i -= 1
        j = name.end
        if j < len(pieces.found) and pieces.found[j].text == ",":
            j += 1
        while j < len(pieces.found) and words.reading.has("articles", pieces.found[j].key):
            j += 1
        while j < len(pieces.found) and words.stems(pieces.found[j].text) & own:
            found.add(j)
            j += 1
    return found


def _own(name: Name, words: Words, facts: Facts) -> frozenset[str]:
    """Return the words that say of what kind the thing is that is named."""
    entities = with_bodies(name, facts).entities
    classes = {kind for one in entities for kind in facts.labels.kinds(one)}
    orders = {facts.orders[one] for one in entities}
    return frozenset(
        word
        for kind, listed in words.kinds.items()
        for word in listed
        if kind.removeprefix("order:") in orders or _class(kind) in classes
    )


def _class(kind: str) -> str:
    return "" if kind.startswith("order:") else expand(kind) or ""
