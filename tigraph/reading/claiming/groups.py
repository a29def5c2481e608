"""Groups of words that can be an end of a claim: a name and what leads up to it, a description.

"la société Brumes & Cie", "le comité de pilotage", "présidente de l'Office des Brumes".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tigraph.reading.claiming.lexicon import Lexicon
from tigraph.reading.claiming.tokens import Token, kept
from tigraph.reading.claiming.verbs import is_verb
from tigraph.reading.model import End, Mention

#: So many words are read as one description at most, and before a name.
_LONGEST, _LEAD = 24, 4


@dataclass(frozen=True)
class Part:
    """A group from token to token: its type, the name in it, and, of a post, in what it is.

    A pronoun says which types it may stand for (`wanted`).
    """

    start: int
    end: int
    type: str
    mention: Mention | None = None
    within: Part | None = None
    former: bool = False
    wanted: tuple[str, ...] = ()


def end_of(part: Part, found: Sequence[Token], text: str, words: Lexicon) -> End:
    """Return a group as an end of a claim: the name in it, else its words."""
    if part.mention and part.type == part.mention.type:
        start, end = part.mention.spans[0]
        return End(part.mention.spans, part.type, part.mention.entity, text[start:end])
    first = min(skip(found, part.start, words, "articles", "of", "to"), part.end - 1)
    start, end = found[first].start, found[part.end - 1].end
    return End(((start, end),), part.type, None, " ".join(text[start:end].split()))


def skip(found: Sequence[Token], i: int, words: Lexicon, *names: str) -> int:
    """Return the place after words of these sets."""
    while i < len(found) and any(words.has(name, found[i].key) for name in names):
        i += 1
    return i


def kind_of(token: Token, words: Lexicon) -> tuple[str, ...]:
    """Return of which kinds the thing is that a noun names."""
    kinds = words.data["kinds"]
    first = token.key.partition(" ")[0]
    nouns = {first, first.partition("-")[0]}
    return tuple(kind for kind, listed in kinds.items() if nouns & set(listed.split()))


def phrase_end(found: Sequence[Token], i: int, words: Lexicon, to: bool = True) -> int:
    """Return where a description that begins at a token ends: before a verb, a sign, a stop.

    Where `to` is false, before "au", "to" as well.
    """
    return kept(
        found, ("phrase", i, to), lambda: [_phrase_end(found, i, words, to)]
    )[0]  # fmt: skip


def _phrase_end(found: Sequence[Token], i: int, words: Lexicon, to: bool) -> int:
    j = i
    while j < len(found) and j - i < _LONGEST:
        token = found[j]
        if token.mention is None:
            if token.is_sign and not _goes_on(found, j, words):
                break
            if token.text in "«“" and "»" not in [one.text for one in found[j : j + 9]]:
                break
            if words.has("and", token.key) and not _another(found, j + 1, words):
                break
            if words.has("stops", token.key) or (j > i and is_verb(found, j, words)):
                break
            if not to and j > i and words.has("to", token.key):
                break
        elif token.mention.type == "person":
            break
        j += 1
    while j > i and (words.has("of", found[j - 1].key) or words.has("and", found[j - 1].key)):
        j -= 1
    return j


def _goes_on(found: Sequence[Token], j: int, words: Lexicon) -> bool:
    """Return whether a sign stands within a name: "&", "–" between words, a list of fields."""
    token = found[j]
    if token.text in "&/'’«»“”":
        return True
    if token.text != "," or j + 1 >= len(found) or not words.has("of", found[j + 1].key):
        return False
    for later in range(j + 2, min(j + 14, len(found) - 1)):
        if found[later].mention is None and found[later].is_sign and found[later].text != ",":
            return False
        if is_verb(found, later, words):
            return False
        if words.has("and", found[later].key):
            return words.has("of", found[later + 1].key)
    return False


def _another(found: Sequence[Token], j: int, words: Lexicon) -> bool:
    """Return whether what follows "and" is of the same description: "de l'eau et des forêts"."""
    if j >= len(found):
        return False
    token = found[j]
    if words.has("of", token.key) and not token.mention:
        return True
    small = token.mention is None and token.text[0].islower() and not words.has("stops", token.key)
    head = words.has("post_heads", token.key) or words.has("post_member", token.key)
    return small and not head and not words.has("determiners", token.key)


def named(found: Sequence[Token], i: int, types: Sequence[str], words: Lexicon) -> Iterator[Part]:
    """Return the name of one of these types that stands here, with what leads up to it."""
    j, long = i, False
    while j < len(found) and j - i <= (14 if long else _LEAD):
        token = found[j]
        if token.mention:
            if token.mention.type in types and (not long or token.mention.type == "person"):
                yield Part(i, j + 1, token.mention.type, token.mention)
                return
            if not long:
                return
        elif token.is_sign or is_verb(found, j, words) or words.has("and", token.key):
            return
        elif words.has("post_heads", token.key):
            long = True
        elif not long and (
            (j > i and (words.has("of", token.key) or words.has("to", token.key)))
            or _parts(token, words)
        ):
            return
        j += 1


def _parts(token: Token, words: Lexicon) -> bool:
    """Return whether a word parts a name from what is before it: "que", "dans"."""
    return words.has("stops", token.key) and not words.has("determiners", token.key)


def described(
    found: Sequence[Token], i: int, types: Sequence[str], words: Lexicon
) -> Iterator[Part]:
    """Return what is described here by a noun of one of these kinds, or by any for `phrase`."""
    j = skip(found, i, words, "determiners", "titles")
    while "phrase" in types and j < len(found) and found[j].is_number:
        j += 1
    if j >= len(found) or found[j].is_sign:
        return
    if name := found[j].mention:
        if set(kind_of(found[j], words)) & set(types):
            yield Part(i, j + 1, name.type, name)
        return
    end = phrase_end(found, j, words, to=False)
    if end == j or words.has("post_heads", found[j].key):
        return
    kinds = kind_of(found[j], words)
    kind = next((one for one in types if one in kinds), "")
    if not kind and "phrase" in types:
        kind = kinds[0] if kinds else "phrase"
    # A participle may belong to what is described, or be the verb: "le comité présidé par …".
    for cut in (end, *(i for i in range(end - 1, j, -1) if _is_participle(found, i, words))):
        if kind:
            yield Part(i, cut, kind)


def _is_participle(found: Sequence[Token], i: int, words: Lexicon) -> bool:
    forms = () if found[i].mention else words.forms.get(found[i].plain, ())
    return any(form.tense == "participle" for form in forms)


def post(found: Sequence[Token], i: int, words: Lexicon) -> Part | None:
    """Return the post that is named here, with that in which it is."""
    return kept(found, ("post", i), lambda: [_post(found, i, words)])[0]


def _post(found: Sequence[Token], i: int, words: Lexicon) -> Part | None:
    start = skip(found, i, words, "articles")
    j = skip(found, start, words, "post_before", "post_former")
    former = any(words.has("post_former", one.key) for one in found[start:j])
    start = start if former else j
    if j < len(found) and found[j].text == "-":
        j += 1
    head = _head(found, j, words)
    if not head or (j and head == j + 1 and _is_helped(found, j, words)):
        return None
    j = skip(found, head, words, "post_qualities")
    aside = j + 3 if j + 3 < len(found) and found[j].text == "(" and found[j + 2].text == ")" else j
    j = aside if _link(found, aside, words) else j  # "présidente (XX) de la Région"
    link = _link(found, j, words)
    if not link or j + link >= len(found):
        return Part(start, j, "post", former=former)
    inside = skip(found, j + link, words, "articles")
    if inside < len(found) and found[inside].is_number and found[inside].text.isdigit():
        return Part(start, j, "post", former=former)  # "préfète en 2018"
    end, within = phrase_end(found, inside, words), None
    name = found[inside].mention if inside < len(found) else None
    if name and name.type != "person" and not _is_more(found, inside + 1, end, words):
        end, within = inside + 1, Part(inside, inside + 1, name.type, name)
    if end <= inside:
        return Part(start, j, "post", former=former)
    if within is None:
        kinds = kind_of(found[inside], words)
        last = found[end - 1].mention
        within = Part(inside, end, kinds[0] if kinds else (last.type if last else "organisation"))
    if within.mention is None and (at := _at_name(found, end, words)):
        end, within = at, Part(at - 1, at, "organisation", found[at - 1].mention)
    more = _link(found, end, words, only_phrases=True)  # "de la Région, en charge de l'industrie"
    end = max(phrase_end(found, end + more, words), end) if more else end
    return Part(start, end, "post", within=within, former=former)


def _at_name(found: Sequence[Token], i: int, words: Lexicon) -> int:
    """Return where a post ends that goes on "à l'Office", 0 where it does not."""
    if i >= len(found) or not words.has("to", found[i].key):
        return 0
    j = skip(found, i + 1, words, "articles")
    name = found[j].mention if j < len(found) else None
    return j + 1 if name and name.type == "organisation" else 0


def _is_helped(found: Sequence[Token], j: int, words: Lexicon) -> bool:
    """Return whether a participle stands behind its helper, and is no noun: "a élu"."""
    before = found[j - 1]
    helper = before.plain in words.have or before.plain in words.be
    return _is_participle(found, j, words) and (helper or words.has("been", before.key))


def _is_more(found: Sequence[Token], begin: int, end: int, words: Lexicon) -> bool:
    """Return whether words behind a name belong to it: "Caux Seine" in "Caux Seine agglo,"."""
    if end <= begin:
        return False
    if words.has("of", found[begin].key):
        return True
    return end - begin <= 2 and (end == len(found) or found[end].is_sign)


def _link(found: Sequence[Token], j: int, words: Lexicon, only_phrases: bool = False) -> int:
    """Return how many words tie a post to what it is a post of."""
    for parts in words.phrases["post_link_phrases"]:
        if tuple(one.key for one in found[j : j + len(parts)]) == parts:
            return len(parts)
    if only_phrases or j >= len(found) or found[j].mention:
        return 0
    return int(words.has("post_links", found[j].key))


def _head(found: Sequence[Token], j: int, words: Lexicon) -> int:
    """Return where the head of a post ends that begins here, 0 where none does."""
    for parts in words.phrases["post_phrases"]:
        if tuple(one.key for one in found[j : j + len(parts)]) == parts:
            return j + len(parts)
    if j < len(found) and found[j].mention is None and words.has("post_heads", found[j].key):
        return j + 1
    return 0
