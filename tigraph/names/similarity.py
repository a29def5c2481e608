"""How well names fit what is asked for."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

#: A name scores at least this much (of 1) to be found.
THRESHOLD = 0.75
#: What the words of a name can score at most: the whole name alone scores more.
_MOST = 0.95
#: What comes after every word that begins with another.
_AFTER = "\U0010ffff"


def near(word: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """Return the words of a sorted vocabulary that a word asked for means, with how well.

    Short words must begin a word; longer ones may err by a letter or so.
    """
    from rapidfuzz import fuzz, process

    own: dict[str, float] = {}
    if len(word) > 3:
        close = process.extract(word, vocabulary, scorer=fuzz.ratio, limit=None, score_cutoff=75)
        own = {other: score / 100 for other, score, _ in close}
    if len(word) > 1:
        first, last = (bisect_left(vocabulary, end) for end in (word, word + _AFTER))
        own |= dict.fromkeys(vocabulary[first:last], 0.97)
    return own | {word: 1.0}


def may_miss(words: int) -> int:
    """Return how many of the words asked for a name may lack altogether and still be found."""
    return int(words * (1 - THRESHOLD / _MOST) + 1e-9)


def by_words(wanted: str, names: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Yield names with how well their words meet each word asked for: at most 0.95."""
    asked, listed = wanted.split(), list(names)
    vocabulary = sorted(set(" ".join(listed).split()))
    scores = [near(word, vocabulary) for word in asked]
    met = set[str]().union(*scores)
    for name in listed:
        borne = name.split()
        if not met.isdisjoint(borne):
            total = sum(
                max((own.get(other, 0.0) for other in borne), default=0.0) for own in scores
            )
            yield name, _MOST * total / len(asked)


def respaced(wanted: str, vocabulary: Sequence[str]) -> str:
    """Return a folded text with words that run into each other apart, and parted ones together.

    "" where that makes no words of a sorted vocabulary of it.

    >>> respaced("hautdoubs", ["doubs", "haut"]), respaced("mont beliard", ["mont", "montbeliard"])
    ('haut doubs', 'montbeliard')
    """

    def known(word: str) -> bool:
        place = bisect_left(vocabulary, word)
        return place < len(vocabulary) and vocabulary[place] == word

    found: list[str] = []
    for word in wanted.split():
        if found and not (known(word) and known(found[-1])) and known(found[-1] + word):
            found[-1] += word
            continue
        cuts = range(len(word) - 2, 2, -1) if not known(word) else ()
        cut = next((n for n in cuts if known(word[:n]) and known(word[n:])), len(word))
        found += filter(None, (word[:cut], word[cut:]))
    text = " ".join(found)
    return text if text != wanted else ""


def scores(wanted: str, names: Sequence[str]) -> dict[str, float]:
    """Return how well folded names fit a folded text, of those that fit well enough.

    What counts is the likeness of the whole names or, more, of their words.
    """
    from rapidfuzz import fuzz, process

    least = 100 * THRESHOLD
    whole = process.extract(wanted, names, scorer=fuzz.ratio, limit=None, score_cutoff=least)
    best: dict[str, float] = {name: score / 100 for name, score, _ in whole}
    for name, score in by_words(wanted, names):
        if score >= THRESHOLD and score > best.get(name, 0):
            best[name] = score
    return best
