"""Patterns over names, descriptions, verbs and words, and where they are found in a sentence.

A pattern is a line of elements with spaces between them:

    <who:person>         a name of this type, with its article and title; types joined by |
    <who:person+>        one or several, in a list
    <what:phrase>        any description; <what:post> an office with what it is an office of,
                         <what:posts> one in the plural
    #sign                a form of a verb of this class, in the active voice
    #sign:passive        in another voice: passive, participle, infinitive, gerund, any of a|b
    with|@to             one of these words, or of a list of the language's files; words as they
                         are compared: in small letters, without accents
    ~                    a part between commas, dashes or brackets, or nothing
    ..                   some words within a clause, up to ten; ..3 up to three
    ^  $                 the beginning of the sentence; a sign or the end of it

`?` behind an element means that it may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tigraph.errors import DataError
from tigraph.reading.claiming.groups import Part, described, named, post, skip
from tigraph.reading.claiming.lexicon import Lexicon
from tigraph.reading.claiming.tokens import BULLETS, NAMED, Token, kept
from tigraph.reading.claiming.verbs import Verb, is_verb, verbs_at, verbs_in

_ELEMENT = re.compile(
    r"(?P<optional>\S+)\?$|<(?P<slot>\w+):(?P<types>[\w|]+)(?P<many>\+)?>$"
    r"|#(?P<verb>[\w-]+)(?::(?P<voice>[a-z|]+))?$|(?P<insert>~)$"
    r"|\.\.(?P<gap>\d*)$|(?P<edge>[\^$])$|(?P<words>[^<>#~?]+)$"
)
_GAP, _INSERT, _MANY = 10, 30, 40
_STRONG = frozenset(".!?;:…")
_CLOSING = {"(": ")", "–": "–", "—": "—", ",": ","}


@dataclass(frozen=True)
class Element:
    """One element of a pattern, read."""

    kind: str
    names: tuple[str, ...] = ()
    slot: str = ""
    many: bool = False
    optional: bool = False
    most: int = 0


@dataclass(frozen=True)
class Match:
    """Where a pattern is: tokens from `start` to `end`, its slots, and the verb in it."""

    start: int
    end: int
    slots: tuple[tuple[str, Part], ...] = ()
    verb: Verb | None = None

    def of(self, slot: str) -> list[Part]:
        """Return what fills a slot."""
        return [part for name, part in self.slots if name == slot]


@lru_cache
def read_pattern(text: str) -> tuple[Element, ...]:
    """Return the elements of a pattern; `DataError` for what is none.

    >>> [element.kind for element in read_pattern("<who:person> #sign @of? ..")]
    ['slot', 'verb', 'words', 'gap']
    """
    return tuple(_element(word) for word in text.split())


def _element(word: str) -> Element:
    found = _ELEMENT.match(word)
    if not found:
        raise DataError(f"“{word}” is no element of a pattern.")
    if found["optional"] is not None:
        return replace(_element(found["optional"]), optional=True)
    if found["slot"]:
        types = tuple(found["types"].split("|"))
        return Element("slot", types, found["slot"], bool(found["many"]))
    if found["verb"]:
        return Element("verb", tuple((found["voice"] or "active").split("|")), found["verb"])
    if found["insert"]:
        return Element("insert")
    if found["gap"] is not None:
        return Element("gap", most=int(found["gap"] or _GAP))
    if found["edge"]:
        return Element("edge", (found["edge"],))
    return Element("words", tuple(found["words"].split("|")))


def matches(pattern: Sequence[Element], found: Sequence[Token], words: Lexicon) -> Iterator[Match]:
    """Return where a pattern is in a sentence: of those that begin at one token, the first."""
    if not _may_be(pattern, found, words):
        return
    for i in range(len(found)):
        if one := next(_from(pattern, found, Match(i, i), words), None):
            yield one


def _may_be(pattern: Sequence[Element], found: Sequence[Token], words: Lexicon) -> bool:
    """Return whether the verbs, words and people that a pattern needs are in a sentence at all."""
    verbs = verbs_in(found, words)
    keys = kept(found, "keys", lambda: list(dict.fromkeys(one.key for one in found)))
    people = kept(found, "people", lambda: [i for i, one in enumerate(found) if _is_person(one)])
    for element in pattern:
        if element.optional:
            continue
        if element.kind == "verb" and element.slot not in verbs:
            return False
        if element.kind == "words" and not any(
            name in keys or name[0] == "@" for name in element.names
        ):
            return False
        if element.names == ("person",) and not people:
            return False
    return True


def _is_person(token: Token) -> bool:
    return token.mention is not None and token.mention.type == "person"


def _from(
    pattern: Sequence[Element], found: Sequence[Token], so_far: Match, words: Lexicon
) -> Iterator[Match]:
    if not pattern:
        if so_far.end > so_far.start:
            yield so_far
        return
    first, rest = pattern[0], pattern[1:]
    for after in _steps(first, found, so_far, words):
        yield from _from(rest, found, after, words)
    if first.optional:
        yield from _from(rest, found, so_far, words)


def _steps(
    element: Element, found: Sequence[Token], so_far: Match, words: Lexicon
) -> Iterator[Match]:
    """Return what comes of an element at the end of what is matched so far."""
    i = so_far.end
    if element.kind == "edge":
        at_edge = i == 0 if element.names == ("^",) else i == len(found) or _is_sign(found[i])
        if at_edge:
            yield so_far
    elif element.kind == "insert":
        yield so_far
        if end := _inserted(found, i):
            yield replace(so_far, end=end)
    elif element.kind == "gap":
        yield from _gaps(element.most, found, so_far, words)
    elif i >= len(found):
        return
    elif element.kind == "words":
        if found[i].mention is None and _is_one_of(element.names, found[i], words):
            yield replace(so_far, end=i + 1)
    elif element.kind == "verb":
        for verb in verbs_at(found, i, words):
            if verb.verb == element.slot and (
                verb.voice in element.names or "any" in element.names
            ):
                yield replace(so_far, end=verb.end, verb=so_far.verb or verb)
    else:
        yield from _filled(element, found, so_far, words)


def _is_one_of(names: Sequence[str], token: Token, words: Lexicon) -> bool:
    return token.key in names or any(
        name[0] == "@" and words.has(name[1:], token.key) for name in names
    )


def _is_sign(token: Token) -> bool:
    return token.is_sign and token.text not in "«“"


def _filled(
    element: Element, found: Sequence[Token], so_far: Match, words: Lexicon
) -> Iterator[Match]:
    for end, parts in _lists(element, found, so_far.end, words):
        slots = tuple((element.slot, part) for part in parts)
        yield replace(so_far, end=end, slots=so_far.slots + slots)


def one_at(found: Sequence[Token], i: int, types: Sequence[str], words: Lexicon) -> Iterator[Part]:
    """Return what stands at a token that is of one of these types, names first."""
    yield from kept(found, ("one", i, tuple(types)), lambda: list(_one_at(found, i, types, words)))


def _one_at(found: Sequence[Token], i: int, types: Sequence[str], words: Lexicon) -> Iterator[Part]:
    names = NAMED if "any" in types else types
    yield from named(found, i, tuple(names), words)
    if {"post", "posts"} & set(types) and (one := post(found, i, words)):
        several = words.has("post_plural", found[one.start].key)
        yield from (one,) if several or "post" in types else ()
    if "pronoun" in types and words.has("pronoun", found[i].key):
        yield Part(i, i + 1, "pronoun", wanted=tuple(types))
    for part in described(found, i, types, words):
        yield replace(part, wanted=tuple(types))


def _lists(
    element: Element, found: Sequence[Token], i: int, words: Lexicon
) -> Iterator[tuple[int, list[Part]]]:
    """Return the longest list first, then shorter ones."""
    begin = i
    while begin < len(found) and (found[begin].text in "«“" or found[begin].text in BULLETS):
        begin += 1
    if begin >= len(found):
        return
    for part in one_at(found, begin, element.names, words):
        end = part.end
        if end < len(found) and found[end].text in "»”":
            end += 1
        ends = [(end, [part])]
        while element.many and len(ends) < _MANY:
            last, parts = ends[-1]
            more = _next(element.names, found, last, words)
            if not more:
                break
            ends.append((more.end, [*parts, more]))
        for stop, parts in reversed(ends):
            if len(parts) != 2 or _joined(found, parts[0].end, parts[1].start, words):
                yield stop, parts


def _joined(found: Sequence[Token], start: int, end: int, words: Lexicon) -> bool:
    """Return whether two are a list: "A et B", items; "A, B" alone is none."""
    between = found[start:end]
    return any(
        words.has("and", one.key) or one.text in BULLETS or one.text == ";" for one in between
    )


def _next(types: Sequence[str], found: Sequence[Token], i: int, words: Lexicon) -> Part | None:
    """Return the next of a list, behind a comma or "and", past what is inserted."""
    places = (i, _bracket(found, i), _apposition(found, i, words), _item(found, i))
    for j in dict.fromkeys(places):
        if j is None or j >= len(found):
            continue
        at = j + 1 if found[j].text in ",;" or found[j].text in BULLETS else j
        at = skip(found, at, words, "and")
        if at == j:
            continue
        at = skip(found, at, words, "those", "of", "to")
        if at < len(found) and (one := next(one_at(found, at, types, words), None)):
            return one
    return None


def _item(found: Sequence[Token], i: int) -> int | None:
    """Return where the next item of a list begins: a mark of items behind a sign, or a new line."""
    for j in range(i, min(i + _MANY, len(found))):
        if found[j].text in BULLETS:
            spaced = j + 1 < len(found) and found[j + 1].start > found[j].end
            if spaced and (j == i or found[j - 1].is_sign):
                return j
    return None


def _bracket(found: Sequence[Token], i: int) -> int | None:
    if i < len(found) and found[i].text == "(":
        return _inserted(found, i) or None
    return None


def _apposition(found: Sequence[Token], i: int, words: Lexicon) -> int | None:
    """Return where a post ends that is told of a name before: ", présidente de X,"."""
    if i + 1 >= len(found) or found[i].text != ",":
        return None
    if one := post(found, i + 1, words):
        return one.end
    if any(verb.voice == "participle" for verb in verbs_at(found, i + 1, words)):
        end = _inserted(found, i)  # ", présidée par X,"
        return end - 1 if end else None
    return None


def _inserted(found: Sequence[Token], i: int) -> int:
    """Return where a part in commas, dashes or brackets ends that begins here, else 0."""
    if i >= len(found) or (closing := _CLOSING.get(found[i].text)) is None:
        return 0
    for j in range(i + 1, min(i + _INSERT, len(found))):
        if found[j].text == closing:
            return j + 1
        if found[j].text in _STRONG and closing != ")":
            return 0
    return 0


def _gaps(most: int, found: Sequence[Token], so_far: Match, words: Lexicon) -> Iterator[Match]:
    """Return ends after some words of the same clause, none of them a verb."""
    for end in range(so_far.end, min(so_far.end + most, len(found)) + 1):
        yield replace(so_far, end=end)
        if end >= len(found) or found[end].text in _STRONG or is_verb(found, end, words):
            return
