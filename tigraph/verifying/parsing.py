"""A sentence as its pieces: names, figures, dates, and the words that say what ties them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tigraph.names import folded
from tigraph.reading import (
    Date,
    Dates,
    Figure,
    Token,
    Verb,
    figures,
    number_at,
    numbers_of,
    phrase,
    verbs_at,
)
from tigraph.verifying.labels import PLACE, POST, LabelIndex, Name
from tigraph.verifying.words import Said, Words, been_at, stem

#: How a verb stands in its sentence.
FINITE, PARTICIPLE, NOUN = "finite", "participle", "noun"


@dataclass(frozen=True)
class Tie:
    """Words that say what ties names: where they stand, what they may say, and in which way."""

    start: int
    end: int
    says: tuple[Said, ...]
    form: str
    passive: bool = False
    negated: bool = False
    modality: str = "stated"
    verb: str = ""
    post: Name | None = None
    #: Where the finite verb of which a noun tells begins: "est" of "est membre de".
    led: int = -1


@dataclass
class Pieces:
    """The pieces of a sentence, each by the places of its tokens."""

    found: Sequence[Token]
    names: list[Name]
    figures: list[Figure]
    dates: list[Date]
    ties: list[Tie]
    denied: list[int]


def pieces_of(
    found: Sequence[Token], text: str, words: Words, labels: LabelIndex,
    kinds: Callable[[Name], frozenset[str]], more: Sequence[Name] = (),
) -> Pieces:  # fmt: skip
    """Return the pieces of a sentence; `more` are names that were found otherwise.

    `kinds` returns the words that say of what kind a named thing is.
    """
    names = _headed(_together(labels.names(found, words), more), found, words, kinds)
    inside = {i for one in names for i in range(one.start, one.end)}
    dates = [
        one
        for one in Dates(words.language, "").of(found)
        if not inside & {*range(one.start, one.end)}
    ]
    dated = frozenset(i for one in dates for i in range(one.start, one.end))
    told = [_own(one, inside) for one in figures(found, text, words.reading, dated)]
    told += _bare(found, text, words, told, dated | inside)
    ties = [*_ties(found, words, names, labels)]
    sized = {i for one in told for i in range(one.start, one.end)}
    denied = [
        i
        for i, one in enumerate(found)
        if i not in inside | sized and {stem(one.text), one.key} & words.denying
    ]
    return Pieces(found, names, told, dates, ties, denied)


def _headed(
    names: Sequence[Name], found: Sequence[Token], words: Words,
    kinds: Callable[[Name], frozenset[str]],
) -> list[Name]:  # fmt: skip
    """Return names without those that only say of what kind the next one is: "l'entreprise X"."""

    def is_kind(name: Name, of: Name) -> bool:
        own = kinds(of)
        return all(
            one.key in words.free or words.stems(one.text) & own
            for one in found[name.start : name.end]
        )

    kept: list[Name] = []
    for number, name in enumerate(names):
        after = names[number + 1] if number + 1 < len(names) else None
        if after and _joined(found[name.end : after.start], words) and is_kind(name, after):
            continue
        gap = found[kept[-1].end : name.start] if kept else ()
        aside = bool(gap) and gap[0].text == "," and all(_is_article(x, words) for x in gap[1:])
        if not (aside and is_kind(name, kept[-1])):  # "X, entreprise située à"
            kept.append(name)
    return kept


def _joined(between: Sequence[Token], words: Words) -> bool:
    """Whether only small words stand between two names, and none that joins a list."""
    return all(
        one.key in words.free and one.text not in ",;:" and not words.reading.has("and", one.key)
        for one in between
    )


def _is_article(token: Token, words: Words) -> bool:
    return words.reading.has("articles", token.key)


def _own(one: Figure, inside: set[int]) -> Figure:
    """Return a figure without the words behind its number that are of a name."""
    end = one.end
    while end - 1 > one.start and end - 1 in inside:
        end -= 1
    return replace(one, end=end)


def _bare(
    found: Sequence[Token], text: str, words: Words, told: Sequence[Figure], taken: Container[int]
) -> list[Figure]:
    """Return the numbers that no figure has, since what they count is not known as a unit."""
    own = {i for one in told for i in range(one.start, one.end)}
    made = []
    for i in range(len(found)):
        if i in own or i in taken:
            continue
        number = number_at(found, i, text, numbers_of(words.language))
        if number is not None and (number.figures or number.value != 1):
            start, qualifier = _qualified(found, i, words.language)
            qualifier = qualifier or ("about" if number.about else "")
            made.append(Figure(start, number.end, "", "", qualifier, value=number.value))
            own |= {*range(i, number.end)}
    return [*_ranges(found, made, words)]


def _ranges(found: Sequence[Token], told: Sequence[Figure], words: Words) -> Iterator[Figure]:
    """Yield numbers, two that bound one as one: "between 10 and 30", "10 to 30"."""
    range_ = numbers_of(words.language)["range"]
    numbers = iter(told)
    for one in numbers:
        after = next((other for other in told if other.start == one.end + 1), None)
        joint = found[one.end].key if one.end < len(found) else ""
        before = found[one.start - 1].key if one.start else ""
        between = (before, joint) == (range_["between"], range_["and"])
        if after and (between or joint == range_["to"]):
            start = one.start - 1 if between else one.start
            yield replace(
                after, start=start, value=None, qualifier="between",
                minimum=one.value, maximum=after.value,
            )  # fmt: skip
            next(numbers, None)
        else:
            yield one


def _qualified(found: Sequence[Token], i: int, language: str) -> tuple[int, str]:
    """Return where a number begins with what qualifies it, and how that does: "about 30"."""
    for qualifier, listed in numbers_of(language)["qualifiers"]["before"].items():
        for one in listed.split("|"):
            told = phrase(one)
            start = i - len(told)
            if start >= 0 and tuple(token.key for token in found[start:i]) == told:
                return start, qualifier
    return i, ""


def _together(own: Sequence[Name], more: Sequence[Name]) -> list[Name]:
    """Return names of two sources, of those that share a place the longer."""
    taken: list[Name] = []
    for one in sorted([*own, *more], key=lambda name: (name.start - name.end, name.start)):
        same = [i for i, other in enumerate(taken) if other[:2] == one[:2]]
        if same:
            both = taken[same[0]].entities | one.entities
            taken[same[0]] = Name(one.start, one.end, both)
        elif all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return sorted(taken)


def _ties(
    found: Sequence[Token], words: Words, names: Sequence[Name], labels: LabelIndex
) -> Iterator[Tie]:
    """Yield what ties names, in its order; a copula before a noun or participle is one with it."""
    by_start = {one.start: one for one in names}
    inside = {i for one in names for i in range(one.start, one.end)}
    i, led = 0, None
    while i < len(found):
        name = by_start.get(i)
        if name is not None:
            if all(POST in labels.kinds(one) for one in name.entities):
                yield _led(Tie(i, name.end, (Said("holds-post", False, ""),), NOUN, post=name), led)
            i, led = name.end, None
            continue
        tie = None if i in inside else _tie(found, i, words, inside)
        if tie is None:
            own = found[i]
            if led and not (own.key in words.free or own.is_sign or _is_adverb(own, words)):
                led = led if stem(own.text) in words.denying else None
            i += 1
            continue
        i = tie.end
        if tie.verb in ("be", "have") and tie.form == FINITE:
            led = tie
            if tie.verb == "be" and found[tie.end - 1].key == "to":
                led = replace(tie, modality="planned", verb="be-to")
            if not _led_on(found, i, words, inside, by_start, labels):
                yield tie
            continue
        yield _led(tie, led if tie.form != FINITE or (led and led.verb == "be-to") else None)
        led = None


def _led_on(
    found: Sequence[Token], i: int, words: Words, inside: set[int], by_start: Mapping[int, Name],
    labels: LabelIndex,
) -> bool:  # fmt: skip
    """Return whether a copula is followed by a noun, a post or a participle that it tells of."""
    while i < len(found):
        if name := by_start.get(i):
            return all(POST in labels.kinds(one) for one in name.entities)
        own = found[i]
        if i not in inside and (tie := _tie(found, i, words, inside)) is not None:
            return tie.form != FINITE or (found[i - 1].key == "to" and tie.verb != "be")
        small = own.key in words.free or _is_adverb(own, words) or stem(own.text) in words.denying
        if not small or own.text in ",;:":
            return False
        i += 1
    return False


def _led(tie: Tie, led: Tie | None) -> Tie:
    if led is None:
        return tie
    modality = led.modality if tie.modality == "stated" else tie.modality
    return replace(tie, negated=tie.negated or led.negated, modality=modality, led=led.start)


def _is_adverb(token: Token, words: Words) -> bool:
    return words.reading.has("adverbs", token.key)


def _tie(found: Sequence[Token], i: int, words: Words, inside: set[int]) -> Tie | None:
    """Return what begins at a token and ties names."""
    for parts in sorted(words.phrases, key=len, reverse=True):
        if tuple(_same(one, words) for one in found[i : i + len(parts)]) == parts:
            return Tie(i, i + len(parts), words.phrases[parts], NOUN)
    readings = [
        verb
        for verb in verbs_at(found, i, words.reading)
        if not set(range(verb.start, verb.end)) & inside
        and (verb.verb in words.says or verb.verb in words.counting)
        and (verb.voice != "infinitive" or (i > 0 and found[i - 1].key in ("to", "a", "de", "d'")))
    ]
    been = been_at(found, i, words)
    if been and all(one.voice == "active" and one.end - one.start <= 2 for one in readings):
        modality = words.reading.tenses[words.reading.have[found[i].plain]]
        return Tie(i, been, words.says.get("be", ()), FINITE, False, False, modality, "be")
    if readings:
        best = max(readings, key=_rank)
        same = [one for one in readings if _rank(one) == _rank(best)]
        says = tuple(dict.fromkeys(said for one in same for said in words.says.get(one.verb, ())))
        counting = next((one for one in same if one.verb in words.counting), best)
        form = PARTICIPLE if best.voice == "participle" else FINITE
        passive = best.voice in ("passive", "participle") and best.verb not in words.intransitive
        return Tie(
            best.start, best.end, says, form, passive,
            best.negated, best.modality, counting.verb,
        )  # fmt: skip
    own = stem(found[i].text)
    offices = tuple(
        Said(relation, False, office)
        for office, listed in words.offices.items()
        if own in listed
        for relation in ("holds-post", "member")
    )
    return Tie(i, i + 1, offices, NOUN) if offices else None


def _same(token: Token, words: Words) -> str:
    own = folded(token.text)
    return words.same.get(own, own)


def _rank(verb: Verb) -> tuple[int, int, int]:
    """Of readings the longest; of these, a form with its helper."""
    participle = 3 if verb.verb == "place" else 1  # "located in" behind a name
    order = {"passive": 3, "active": 2, "gerund": 1, "participle": participle}
    return verb.end - verb.start, order.get(verb.voice, 0), verb.verb not in ("be", "have")


def is_place(name: Name, labels: LabelIndex) -> bool:
    """Return whether a name is that of a place."""
    return any(PLACE in labels.kinds(one) for one in name.entities)
