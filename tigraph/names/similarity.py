"""How well names fit what is asked for."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterable, Iterator


def by_words(wanted: str, names: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Yield names with how well their words meet each word asked for: at most 0.95.

    Short words must begin a word of the name; longer ones may err by a letter or so.
    """
    from rapidfuzz import fuzz, process

    asked, listed = wanted.split(), list(names)
    vocabulary = list(set(" ".join(listed).split()))
    scores: list[dict[str, float]] = []
    for word in asked:
        own: dict[str, float] = {}
        if len(wanted) >= 4 and len(word) > 3:
            near = process.extract(word, vocabulary, scorer=fuzz.ratio, limit=None, score_cutoff=75)
            own = {other: score / 100 for other, score, _ in near}
        if len(word) > 1:
            own |= {other: 0.97 for other in vocabulary if other.startswith(word)}
        own |= {word: 1.0}
        scores.append(own)
    met = set[str]().union(*scores)
    for name in listed:
        borne = name.split()
        if not met.isdisjoint(borne):
            total = sum(
                max((own.get(other, 0.0) for other in borne), default=0.0) for own in scores
            )
            yield name, 0.95 * total / len(asked)
