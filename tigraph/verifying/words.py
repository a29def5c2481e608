"""The words of a language by which a sentence is held against claims, and words as they compare."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tigraph.names import folded
from tigraph.reading import Lexicon, Token, forms_of, lexicon

FOLDER = Path(__file__).parent / "languages"
#: What is a set of words as they stand in the file.
_SETS = ("grading", "free", "denying", "weak", "inner", "sizes", "within")
#: So short a word has no ending to take away.
_SHORT = 3


class Said(NamedTuple):
    """What a word says: a relation, whether its object comes first, and which office, if any."""

    relation: str
    turned: bool
    office: str


@dataclass(frozen=True)
class Words:
    """The words of one language; `reading` are those by which texts are taken apart."""

    language: str
    reading: Lexicon
    free: frozenset[str]
    denying: frozenset[str]
    weak: frozenset[str]
    agents: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    says: Mapping[str, tuple[Said, ...]]
    counting: frozenset[str]
    intransitive: frozenset[str]
    phrases: Mapping[tuple[str, ...], tuple[Said, ...]]
    offices: Mapping[str, frozenset[str]]
    renderings: Mapping[str, frozenset[str]]
    inner: frozenset[str]
    #: What joins the words of a description, and is none of them.
    within: frozenset[str]
    sizes: frozenset[str]
    same: Mapping[str, str]
    there: Mapping[str, str]
    beside: Mapping[str, frozenset[str]]
    #: Of thoughts: words that only link, ends of words that stand anywhere, words of one family.
    linking: frozenset[str]
    #: Of thoughts: words that say how much, or how often.
    grading: frozenset[str]
    moving: tuple[str, ...]
    families: Mapping[str, str]
    #: Words that begin a condition, without which a thought is another.
    conditions: frozenset[str]
    hollow: frozenset[str]
    bare: frozenset[str]
    #: Endings of words by those that the same words have in another language.
    endings: Mapping[str, tuple[str, ...]]

    def stems(self, word: str) -> frozenset[str]:
        """Return a word as labels may have it: itself, and what it is in other languages."""
        own = stem(word)
        return self.renderings.get(own, frozenset()) | {own} | self._alike(own)

    def _alike(self, own: str) -> frozenset[str]:
        """Return how a word is written in another language by its ending: "reality", "realite"."""
        return frozenset(
            own[: -len(end)] + other
            for end, others in self.endings.items()
            if own.endswith(end) and len(own) > len(end) + _SHORT - 1
            for other in others
        )


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return a word as it is compared: no accents, singular and masculine by its ending.

    >>> [stem(one) for one in ("Présidentes", "régionaux", "industrielle", "territories")]
    ['president', 'regional', 'industriel', 'territory']
    """
    own = folded(word).replace(" ", "-") or word
    if len(own) <= _SHORT:
        return own
    if own.endswith("ies"):
        return own[:-3] + "y"
    if own.endswith("aux"):
        return own[:-3] + "al"
    if own.endswith("sses"):
        return own[:-2]
    if own[-1] in "sx" and own[-2] != "s":
        own = own[:-1]
    if own.endswith("ee"):
        own = own[:-1]
    for ending, short in (
        ("elle", "el"),
        ("nte", "nt"),
        ("ale", "al"),
        ("ive", "if"),
        ("iere", "ier"),
    ):
        if own.endswith(ending):
            return own[: -len(ending)] + short
    return own


def been_at(found: Sequence[Token], i: int, words: Words) -> int:
    """Return where "a été", "has been" ends, 0 where it does not begin here."""
    read = words.reading
    if found[i].plain not in read.have:
        return 0
    for j in range(i + 1, min(i + 4, len(found))):
        if read.has("been", found[j].key):
            return j + 1
        if not read.has("adverbs", found[j].key) and found[j].key not in words.denying:
            return 0
    return 0


@lru_cache
def words_of(language: str) -> Words:
    """Return the words of a language; raises `UnknownNameError` for one without files."""
    import yaml

    read = lexicon(language)
    told: dict[str, Any] = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    same = {word: one for one, text in told.get("same", {}).items() for word in text.split()}
    own = {verb: told["verbs"][verb] for verb in told["verbs"]}
    forms = dict(read.forms)
    for word, more in forms_of(own, read.data["models"]).items():
        forms[word] = (*more, *forms.get(word, ()))
    sets = {name: frozenset(told[name].split()) for name in _SETS}
    return Words(
        language,
        replace(read, forms=forms),
        **sets,
        agents=frozenset(told["agents"].split()),
        kinds=_sets(told["kinds"]),
        says={verb: _said(one) for verb, one in told["says"].items()},
        counting=frozenset(told["counting"].split()),
        intransitive=frozenset(told["intransitive"].split()),
        phrases={
            tuple(same.get(word, word) for word in folded(one).split()): _said(what)
            for one, what in told["phrases"].items()
        },
        offices=_sets(told["offices"]),
        renderings=_rendered(told.get("renderings", {})),
        same=same,
        there=told["there"],
        beside=_sets(told.get("beside", {})),
        linking=frozenset(told["linking"].split()),
        moving=tuple(told["moving"].split()),
        families={
            stem(word): stem(one) for one, text in told["families"].items() for word in text.split()
        },
        conditions=frozenset(told["conditions"].split()),
        hollow=frozenset(stem(one) for one in told["hollow"].split()),
        bare=frozenset(stem(one) for one in told["bare"].split()),
        endings={end: tuple(text.split()) for end, text in told.get("endings", {}).items()},
    )


def languages() -> list[str]:
    """Return the languages of which there are words, by their codes."""
    return sorted(one.stem for one in FOLDER.glob("*.yaml"))


@lru_cache
def of_all(name: str) -> frozenset[str]:
    """Return a set of words of all languages: labels are in any of them."""
    return frozenset[str]().union(*(getattr(words_of(one), name) for one in languages()))


def language_of(text: str, around: str = "") -> str:
    """Return the language whose words a text has most of; of equals that of what is around it.

    Its small words count, and forms of its verbs; the first where nothing tells.

    >>> language_of("The State labelled the territory."), language_of("Il préside le comité.")
    ('en', 'fr')
    """
    found = text.casefold().replace("’", "' ").replace("'", "' ").split()[:5000]
    plain = [one.strip('.,;:!?()«»“”"') for one in found]
    counted = {
        one: sum(
            folded(word) in words_of(one).free or word in words_of(one).reading.forms
            for word in plain
        )
        for one in languages()
    }
    most = max(counted.values())
    equal = sorted((one for one, many in counted.items() if many == most), reverse=True)
    return language_of(around) if around and len(equal) > 1 else equal[0]


def _sets(told: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(stem(word) for word in text.split()) for name, text in told.items()}


def _rendered(told: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {stem(name): listed for name, listed in _sets(told).items()}


def _said(text: str) -> tuple[Said, ...]:
    found = []
    for one in text.split():
        relation, _, office = one.partition(":")
        found.append(Said(relation.rstrip("<"), relation.endswith("<"), office))
    return tuple(found)
