"""The verb: a draft, sentence by sentence, with the claims that bear it, or that none does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from tigraph.errors import UsageError
from tigraph.names import folded
from tigraph.rdf.vocabulary import expand
from tigraph.reading import Token, by_sentence, sentences_of, tokens
from tigraph.stores import Ground
from tigraph.verifying.facts import Facts
from tigraph.verifying.labels import Name
from tigraph.verifying.model import BORNE, NOT_BORNE, NOT_VERIFIABLE, Checked, Differing
from tigraph.verifying.parsing import Pieces, pieces_of
from tigraph.verifying.stating import Statement, statements_of
from tigraph.verifying.weighing import Weighed, weighed, with_bodies
from tigraph.verifying.words import Words, language_of, languages, stem, words_of

#: A paragraph is verified, no book: so many characters, and a sentence of so many words.
MOST, LONGEST = 20_000, 120


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
    for place in places:
        words = words_of(language or language_of(draft[place.start : place.end]))
        found = by_sentence(tokens(draft, []), [place])
        sentence = [one for part in found for one in part]
        checked.append(_checked(draft, sentence, words, facts, place.start, place.end))
    return checked


def _checked(
    draft: str, found: Sequence[Token], words: Words, facts: Facts, start: int, end: int
) -> Checked:
    text = draft[start:end]
    if len(found) > LONGEST or not found or text.rstrip(' »”"').endswith("?"):
        return Checked(start, end, text, NOT_VERIFIABLE, unread=(text[:80],))
    pieces = pieces_of(
        found, draft, words, facts.labels, kinds=lambda name: _own(name, words, facts)
    )
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
    if not differing and (name := _two(answers, facts)):
        told = draft[pieces.found[name.start].start : pieces.found[name.end - 1].end]
        differing, claims = [Differing("ends", told, claims)], ()
    differing = [*dict.fromkeys(differing)]
    if differing:
        verdict = NOT_BORNE
    elif unread or not claims or any(one.unsure for one in answers) or pieces.denied:
        verdict = NOT_VERIFIABLE
    else:
        verdict = BORNE
    shown = unread if verdict == NOT_VERIFIABLE else ()
    return Checked(start, end, text, verdict, claims, tuple(differing), shown)


def _two(answers: Sequence[Weighed], facts: Facts) -> Name | None:
    """Return a name by which claims that bear a sentence mean different things, if there is one.

    What a source says of two in one place, it says of one thing.
    """
    for one, other in combinations(answers, 2):
        for name in one.meant.keys() & other.meant.keys():
            ends, others = one.meant[name], other.meant[name]
            if (
                ends
                and others
                and not ends & others
                and not facts.is_beside(one.claims, other.claims)
            ):
                return name
    return None


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
    classes = {kind for one in entities for kind in facts.labels.kinds[one]}
    orders = {facts.orders.get(one, "") for one in entities}
    return frozenset(
        word
        for kind, listed in words.kinds.items()
        for word in listed
        if kind.removeprefix("order:") in orders or _class(kind) in classes
    )


def _class(kind: str) -> str:
    return "" if kind.startswith("order:") else expand(kind) or ""
