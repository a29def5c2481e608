"""The words of a name: which stand before it, which tell it from others, which do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA

from tigraph.names import folded
from tigraph.registries import NameKind, Usage

_ASIDE = re.compile(r"\(([^()]*)\)|«([^«»]*)»|“([^“”]*)”|\"([^\"]*)\"|''([^']*)''|\[([^\[\]]*)\]")
_ROMAN = re.compile(r"[ivx]+")
_DIGITS = {"i": 1, "v": 5, "x": 10}
#: At most so many letters, all of them capitals, are an acronym.
_ACRONYM = re.compile(r"(?=.*[A-ZÀ-Ý])[A-ZÀ-Ý0-9&]{2,8}")
#: Words of a form may be mistyped where it is so long.
_LONG_FORM = 12


@dataclass(frozen=True)
class Name:
    """A name as it is compared.

    `words` are those that tell it from others, `weak` those that may be left out, `whole` all
    but the form, `plain` that as it was spelled; `forms` the slugs of the forms that stand with
    it ("": one that says nothing). `key` has the words in any order, `joined` without a space
    between, `closed` all but the form without one.
    """

    text: str
    words: tuple[str, ...]
    weak: tuple[str, ...]
    whole: str
    forms: frozenset[str] = frozenset()
    acronym: bool = False
    plain: str = ""
    key: str = field(init=False, compare=False)
    joined: str = field(init=False, compare=False)
    closed: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # looked at for each pair of names: a property that is worked out later costs more
        object.__setattr__(self, "key", " ".join(sorted(self.words)))
        object.__setattr__(self, "joined", "".join(self.words))
        object.__setattr__(self, "closed", self.whole.replace(" ", ""))

    @cached_property
    def short(self) -> bool:
        """Whether all that tells this name from others is an acronym."""
        if len(self.words) > 1 or self.weak:
            return False
        return any(is_acronym(word) for word in self.text.split() if folded(word) == self.words[0])


@lru_cache(maxsize=4096)
def number_of(word: str) -> str:
    """Return a Roman number in digits.

    >>> number_of("xiv"), number_of("ix")
    ('14', '9')
    """
    values = [_DIGITS[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < after else value for value, after in pairs))


def apart(text: str) -> tuple[str, list[str]]:
    """Return a text without what stands in brackets or quotes, and that.

    >>> apart("CA Bassin d'Arcachon Sud (COBAS)")
    ("CA Bassin d'Arcachon Sud", ['COBAS'])
    """
    asides = [next(filter(None, found), "") for found in _ASIDE.findall(text)]
    return _ASIDE.sub(" ", text).strip(), [aside.strip() for aside in asides if folded(aside)]


def is_acronym(text: str) -> bool:
    """Whether a text is a short row of capitals.

    >>> is_acronym("COBAS"), is_acronym("C.C.P.A."), is_acronym("Cap Atlantique")
    (True, True, False)
    """
    return bool(_ACRONYM.fullmatch(re.sub(r"[\s.]", "", text)))


class Lexicon:
    """How the names of a kind are read."""

    def __init__(self, usage: Usage, kind: NameKind) -> None:
        self.usage = usage
        self.kind = kind
        self._forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for slug, spellings in kind.forms.items():
            for spelling in spellings:
                words = tuple(spelling.split())
                self._forms.setdefault(words[0], []).append((words, slug))
        for listed in self._forms.values():
            listed.sort(key=lambda form: -len(form[0]))
        self._long = [
            (form, slug) for listed in self._forms.values() for form, slug in listed
            if len(" ".join(form)) >= _LONG_FORM
        ]  # fmt: skip
        self._ordinal = re.compile(usage.ordinal) if usage.ordinal else None

    def spelled(self, words: Iterable[str]) -> Iterator[str]:
        """Yield words as they are compared: what is short in full, ordinals as numbers."""
        same, ordinal = self.usage.same, self._ordinal
        for word in words:
            if ordinal and (found := ordinal.fullmatch(word)):
                number = next(filter(None, found.groups()))
                yield number_of(number) if _ROMAN.fullmatch(number) else number
            elif word in same:
                yield from same[word].split()
            else:
                yield word

    def form_at(self, words: list[str]) -> tuple[int, str] | None:
        """Return how many words a form at the beginning has, and its slug; or None."""
        for form, slug in self._forms.get(words[0], ()):
            if tuple(words[: len(form)]) == form:
                return len(form), slug
        return None

    def mistyped_form(self, words: list[str]) -> tuple[int, str] | None:
        """Return a long form at the beginning that has a letter wrong, as `form_at` does."""
        for form, slug in self._long:
            begun = words[: len(form)]
            if len(begun) == len(form) and begun[-1][:2] == form[-1][:2]:
                one, other = " ".join(begun), " ".join(form)
                if OSA.distance(one, other, score_cutoff=1) == 1:
                    return len(form), slug
        return None

    def stripped(self, words: list[str], *, loosely: bool = False) -> tuple[list[str], set[str]]:
        """Return words without the forms before and behind them, and the slugs of these.

        Behind the name of a place stands none, nor a pronoun before it.
        """
        slugs: set[str] = set()
        body = bool(self.kind.classes)
        small, rest = self.usage.small, words
        stands_for = self.usage.stands_for if body else frozenset[str]()
        for _ in range(3):
            start = 0
            while start < len(rest) and (rest[start] in small or rest[start] in stands_for):
                start += 1
            if start < len(rest) and not stands_for.isdisjoint(rest[:start]):
                rest, start = rest[start:], 0
                slugs.add("")
            found = self.form_at(rest[start:]) if start < len(rest) else None
            if found is None and loosely and start < len(rest):
                found = self.mistyped_form(rest[start:])
            if found is None or start + found[0] >= len(rest):
                break
            rest = rest[start + found[0] :]
            slugs.add(found[1])
        return (self._without_end(rest, slugs) if body else rest), slugs

    def _without_end(self, words: list[str], slugs: set[str]) -> list[str]:
        """Return words without a form behind them, whose slug is added."""
        end = len(words)
        while end > 1 and words[end - 1] in self.usage.small:
            end -= 1
        for length in (3, 2, 1):
            last = self.form_at(words[end - length : end]) if end > length else None
            if last and last[0] == length:
                slugs.add(last[1])
                return words[: end - length]
        return words

    def name(self, text: str, words: list[str], slugs: Iterable[str], acronym: bool) -> Name:
        """Return the name that some words make up."""
        spelled = [*self.spelled(words)]
        small, weak = self.usage.small, self.kind.weak
        told = [word for word in spelled if word not in small and word not in weak]
        loose = [word for word in spelled if word in weak]
        if not told:
            told, loose = loose or spelled, []
        return Name(
            text, tuple(told), tuple(loose), " ".join(spelled), frozenset(slugs), acronym,
            " ".join(words),
        )  # fmt: skip

    def read(self, text: str, *, asked: bool = False) -> list[Name]:
        """Return the ways in which a text is a name of this kind, the likeliest first.

        What stands in brackets or quotes is a name by itself, but not where a name is `asked`
        for, in which a form may have a letter wrong.
        """
        loosely, (outside, asides) = asked, apart(text)
        whole = folded(text).split()
        if not whole:
            return []
        found: list[Name] = []

        def add(words: list[str], acronym: bool = False) -> None:
            if not words:
                return
            for own, slugs in self._ways(words, loosely):
                if own and (name := self.name(text, own, slugs, acronym)) not in found:
                    found.append(name)

        add(whole)
        if any(map(folded, asides)) and folded(outside):
            add(folded(outside).split())
            for aside in () if asked else asides:
                alone = is_acronym(aside)
                if alone or len(folded(aside)) > 3:
                    add(folded(aside).split(), acronym=alone)
        return found

    def _ways(self, words: list[str], loosely: bool) -> Iterator[tuple[list[str], set[str]]]:
        own, slugs = self.stripped(words, loosely=loosely)
        if self.kind.classes or not slugs:
            yield own, slugs
            return
        yield words, set()  # what looks like a form may be a part of the name of a place
        yield own, slugs

    def initials(self, name: Name) -> Iterator[str]:
        """Yield acronyms that the initials of a name make up, with and without a form."""
        words = name.whole.split()
        heads = {"".join(word[0] for word in words if word not in self.usage.small)}
        heads.add("".join(word[0] for word in words))
        shorts = {
            form[0] for listed in self._forms.values() for form, slug in listed
            if len(form) == 1 and len(form[0]) <= 3 and slug in name.forms
        }  # fmt: skip
        for head in heads:
            yield from (head, *(short + head for short in shorts))


def weights(names: Iterable[Name]) -> Mapping[str, float]:
    """Return how much each word tells, of 1: a word of one name all, one of many names little."""
    from collections import Counter
    from math import log

    listed = [set(name.words) for name in names]
    counts = Counter(word for words in listed for word in words)
    most = log(len(listed) + 2)
    return {word: max(log((len(listed) + 2) / n) / most, 0.08) for word, n in counts.items()}
